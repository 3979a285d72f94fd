import gzip
import json
from datetime import datetime
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.edtf import EventDate
from timeline.errors import PageError
from timeline.event import KINDS, STATUSES, Event, Source
from timeline.frame import frame_from_events
from timeline.schema import DERIVED, STATED, RejectedRow, assemble
from timeline.view import base91
from timeline.view.container import Reader
from timeline.view.payload import decode, encode, page_text

GOLDEN = Path(__file__).parents[2] / "golden"

AWKWARD = (
    Event("Undated", id="undated", geometry=shapely.Point(1.5, -2.25)),
    Event("A day", EventDate.parse("2018-06-12"), id="day", place="Sentosa", country="SGP",
          actors=("USA", "PRK"), category="summit", geometry=shapely.Point(103.8243, 1.2494)),
    Event("Two days", EventDate.parse("2019-02-27/2019-02-28"), id="two-days", country="VNM",
          actors=("PRK", "USA", "Non-state actor"), category="summit",
          geometry=shapely.Point(105.856, 21.0256)),
    Event("A month", EventDate.parse("2024-10"), id="month", radius_km=15.5, country="KOR",
          category="agreement", geometry=shapely.Point(126.978, 37.5665)),
    Event("A war", EventDate.parse("1950-06-25/1953-07-27"), id="war", category="military",
          text="Two lines\nof text", geometry=shapely.Point(127, 38)),
    Event("About then", EventDate.parse("2024-11~"), id="circa", date_text="in recent days",
          geometry=shapely.Point(134.5, 39.5), radius_km=350, actors=("RUS", "CHN")),
    Event("Perhaps", EventDate.parse("2025-01?"), id="perhaps", status="planned"),
    Event("Still there", EventDate.parse("2024-10/.."), id="open-end", kind="force",
          strength_low=10000, strength_high=12000.5, unit="Storm Corps",
          geometry=shapely.Point(36.193, 51.7304)),
    Event("Long before", EventDate.parse("../1945"), id="open-start"),
    Event("Nobody knows until when", EventDate.parse("1990/"), id="unknown-end"),
    Event("Founding of a library", EventDate.parse("-0300"), id="bce"),
    Event("Early 2024", EventDate.parse("[2024-01-01..2024-04-30]"), id="set",
          date_text="early 2024"),
    Event("Martial law", EventDate.parse("2024-12-03T13:27Z"), id="minute", country="KOR",
          geometry=shapely.Point(126.97, 37.53), source="article", url="https://example.org/a",
          published=datetime(2024, 12, 4), quote="martial law", quote_start=3, quote_end=14,
          confidence=0.87),
    Event("A spring", EventDate.parse("2024-21"), id="season"),
    Event("The nineties", EventDate.parse("199X"), id="decade"),
    Event("Across the date line", EventDate.parse("1942-06-04"), id="movement", kind="movement",
          geometry=shapely.LineString([(179.123456789, 30.1), (-177.35, 28.2)])),
    Event("An area", EventDate.parse("2024"), id="area", kind="area", extra={"note": "a, \"b\""},
          geometry=shapely.Polygon([(119.2, 25.6), (121.4, 26.4), (123.1, 25.6), (119.2, 25.6)])),
    Event("</script><img src=x onerror=alert(1)>", EventDate.parse("2024-12-14"), id="</script>",
          text="{{ 7 * 7 }} ${7*7} <!-- ", extra={"note": "계엄 🗺 عربي", "عمود": "قيمة"}),
)  # fmt: skip

REJECTED = (RejectedRow(7, "date", "31 Juny 1944", "The date is not one we can read."),)


def awkward() -> gpd.GeoDataFrame:
    return frame_from_events(AWKWARD)


def assert_same(one: gpd.GeoDataFrame, other: gpd.GeoDataFrame) -> None:
    pd.testing.assert_frame_equal(pd.DataFrame(one), pd.DataFrame(other))


def test_awkward_frame_comes_back_equal_and_in_its_order() -> None:
    frame = awkward()
    assert_same(decode(encode(frame))[0], frame)


def test_frame_without_rows_comes_back_equal() -> None:
    frame = awkward().iloc[:0]
    assert_same(decode(encode(frame))[0], frame.reset_index(drop=True))


def test_header_says_what_the_page_is_about() -> None:
    block = encode(
        awkward(),
        title="Seoul",
        dated="2024-12-20",
        total=99,
        chips=[("country", "South Korea")],
        rejected=REJECTED,
        options={"window": [0, 1]},
        sources={"article": Source(title="An article", author="Somebody", outlet="Paper")},
    )
    header = decode(block)[1]
    assert (header["title"], header["dated"], header["total"]) == ("Seoul", "2024-12-20", 99)
    assert header["chips"] == [{"id": "country", "label": "South Korea"}]
    assert header["rejected"][0]["line"] == 7
    assert header["counts"] == {"undated": 1, "unplaced": 8, "rejected": 1, "review": 1}
    assert header["options"] == {"window": [0, 1]}
    known = {"name": "article", "author": "Somebody", "outlet": "Paper"}
    assert known.items() <= header["dict"]["source"][0].items()


def test_same_input_gives_the_same_bytes() -> None:
    assert page_text(encode(awkward())) == page_text(encode(awkward()))


def test_every_column_starts_at_a_multiple_of_eight() -> None:
    block = encode(awkward())
    assert int.from_bytes(block[4:8], "little") % 8 == 0
    starts = [
        entry[key] for entry in Reader(block).columns.values() for key in ("at", "ends_at")
        if key in entry
    ]  # fmt: skip
    assert [start % 8 for start in starts] == [0] * len(starts)


def test_rows_are_stored_by_time_with_the_undated_last() -> None:
    ids = Reader(encode(awkward())).text("id").to_pylist()
    assert (ids[0], ids[1], ids[-1]) == ("open-start", "bce", "undated")


def test_dictionaries_stay_the_same_when_the_frame_is_filtered() -> None:
    frame = awkward()
    words = [
        decode(encode(part, domain=frame))[1]["dict"]
        for part in (frame, frame.iloc[3:5], frame[:0])
    ]
    for name in ("category", "country", "actor", "kind", "status"):
        assert words[0][name] == words[1][name] == words[2][name]


def test_dictionary_puts_frequent_words_first_and_the_empty_one_last() -> None:
    categories = decode(encode(awkward()))[1]["dict"]["category"]
    assert categories == ["summit", "agreement", "military", ""]


def test_page_text_is_gzip_of_the_block_in_base91() -> None:
    block = encode(awkward())
    assert gzip.decompress(base91.decode(page_text(block))) == block


def test_large_block_is_packed_in_chunks_that_make_one_stream() -> None:
    block = np.random.default_rng(1).integers(0, 9, 9_000_001, dtype="u1").tobytes()
    assert gzip.decompress(base91.decode(page_text(block))) == block


@pytest.mark.parametrize(
    ("block", "message"),
    [
        (b"", "is no Dateline payload"),
        (b"GIF89a..", "is no Dateline payload"),
        (b"DLN1\x08\x00\x00\x00{{{{{{{{", "header is damaged"),
        (encode(awkward())[:-400], "ends too early"),
    ],
    ids=["nothing", "another format", "broken header", "cut off"],
)
def test_damaged_block_is_refused_in_one_sentence(block: bytes, message: str) -> None:
    with pytest.raises(PageError, match=message):
        decode(block)


def test_golden_block_still_says_what_it_said() -> None:
    frame, _ = decode((GOLDEN / "payload.bin").read_bytes())
    assert_same(frame, awkward())


def test_golden_columns_are_what_the_block_holds() -> None:
    expected = json.loads((GOLDEN / "payload.json").read_text(encoding="utf-8"))
    assert plain_columns((GOLDEN / "payload.bin").read_bytes()) == expected


def plain_columns(block: bytes) -> dict[str, object]:
    """Spell the stored rows out as plain values, as the browser's decoder must see them."""
    from timeline.view import payload

    reader = Reader(block)
    frame, header = decode(block)
    rows = reader.numbers("order").tolist()
    stored = frame.iloc[rows]
    times = payload._read_times(reader, (*payload.TIMES, *payload.SURE))
    lon, lat = (
        payload._read_floats(reader, name) / reader.columns[name].get("scale", 1)
        for name in ("lon", "lat")
    )
    words = ("kind", "category", "status", "country", "precision", "place", "id", "title", "text",
             "date", "date_text", "unit", "url", "quote")  # fmt: skip
    numbers = ("radius_km", "strength_low", "strength_high", "confidence")
    return {
        "n": len(frame),
        "lon": [spelled(value) for value in lon],
        "lat": [spelled(value) for value in lat],
        **{name: [spelled(value) for value in values] for name, values in times.items()},
        **{name: stored[name].astype(object).fillna("").tolist() for name in words},
        **{name: [spelled(value) for value in stored[name]] for name in numbers},
        "actors": stored["actors"].tolist(),
        "source": [header["dict"]["source"][code] for code in reader.numbers("source").tolist()],
        "published": reader.text("published").to_pylist(),
        "flags": reader.numbers("flags").tolist(),
        "extra": reader.text("extra").to_pylist(),
        "shapes": json.loads(json.dumps(header["shapes"])),
    }


def spelled(value: float) -> float | str | None:
    if np.isnan(value):
        return None
    return float(value) if np.isfinite(value) else "Infinity" if value > 0 else "-Infinity"


TEXTS = st.text(max_size=12)
LON = st.floats(-180, 180, allow_nan=False)
LAT = st.floats(-90, 90, allow_nan=False)
POINTS = st.builds(shapely.Point, LON, LAT) | st.builds(
    shapely.Point, st.integers(-1800, 1800).map(lambda x: x / 10), st.integers(-90, 90)
)
LINES = st.lists(st.tuples(LON, LAT), min_size=2, max_size=4, unique=True).map(shapely.LineString)
DATES = st.sampled_from([
    "", "2018-06-12", "2018-06", "2018", "0999", "9999-12-31", "-0300", "2018-06-12T10:30",
    "2018-06-12T10:30:15", "1950-06-25/1953-07-27", "../1945", "2024-10/..", "1990/", "/1990",
    "2024-11~", "2025-01?", "2024%", "201X", "2024-XX", "2024-21", "[2024-01-01..2024-04-30]",
    "{2020,2022}", "1582-10-04",
])  # fmt: skip
COUNTS = st.none() | st.integers(0, 10**7).map(float)
EVENTS = st.builds(
    Event,
    title=TEXTS.map(lambda text: text or "?"),
    date=DATES.map(lambda text: EventDate.parse(text) if text else None),
    kind=st.sampled_from(KINDS),
    status=st.sampled_from(STATUSES),
    text=TEXTS,
    place=TEXTS,
    country=st.sampled_from(["", "KOR", "PRK"]),
    geometry=st.none() | POINTS | LINES,
    radius_km=st.floats(0, 1e4),
    actors=st.lists(TEXTS, max_size=3).map(tuple),
    category=TEXTS,
    strength_low=COUNTS,
    unit=TEXTS,
    source=TEXTS,
    published=st.none() | st.datetimes(datetime(1, 1, 2), datetime(9999, 1, 1)),
    quote_start=st.none() | st.integers(0, 10),
    confidence=st.none() | st.floats(0, 1),
    extra=st.dictionaries(st.sampled_from(["note", "x"]), TEXTS),
)


def frame_of(events: list[Event]) -> gpd.GeoDataFrame:
    """Make a frame of values as they are, however odd; no reader would."""
    columns = {name: [getattr(event, name) for event in events] for name in STATED}
    dates = [event.date for event in events]
    columns |= {name: [getattr(date, name, None) for date in dates] for name in DERIVED}
    columns |= {name: [micros(time) for time in columns[name]] for name in DERIVED[:4]}
    columns["date"] = [str(date or "") for date in dates]
    columns["id"] = [f"e{row}" for row in range(len(events))]
    columns["actors"] = [list(event.actors) for event in events]
    names = {name for event in events for name in event.extra}
    return assemble(
        columns, {n: [event.extra.get(n, "") for event in events] for n in sorted(names)}
    )


def micros(time: int | None) -> np.datetime64:
    return np.datetime64("NaT", "us") if time is None else np.datetime64(time, "us")


@settings(max_examples=80, deadline=None)
@given(st.lists(EVENTS, max_size=6))
def test_any_frame_comes_back_equal(events: list[Event]) -> None:
    frame = frame_of(events)
    assert_same(decode(encode(frame))[0], frame)


def test_column_types_of_other_frames_come_back() -> None:
    frame = awkward().assign(
        count=range(len(AWKWARD)), ratio=np.linspace(0, 1, len(AWKWARD)), flag=True, many=[[1]] * 18
    )
    assert_same(decode(encode(frame))[0], frame)
