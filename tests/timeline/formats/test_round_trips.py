"""What is written is read back equal, but for what LOSSES says, and that exactly."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import example, given, settings
from hypothesis import strategies as st

from timeline.edtf import EventDate
from timeline.errors import FormatError
from timeline.event import KINDS, STATUSES, Event
from timeline.formats import WRITABLE, read, to_bytes
from timeline.formats.losses import LOSSES
from timeline.formats.timelinejs import read_timelinejs_csv, read_timelinejs_json
from timeline.frame import empty_frame, frame_from_events, validate
from timeline.schema import COLUMNS, TEXTS, ReadResult

READ_BACK = [suffix for suffix in WRITABLE if suffix not in (".html", ".czml")]
NEW = [suffix for suffix in READ_BACK if suffix not in (".csv", ".tsv", ".geojson", ".geoparquet")]

chars = st.characters(exclude_categories=("Cs",), exclude_characters="\x00")
words = st.one_of(
    st.text(chars, max_size=12),
    st.sampled_from(
        ["=1+1", "'=1", "''@x", '"', "a,b;c\td|e", "two\nlines", "\r", "a\r\nb", "-5", "+1", "\t",
         "NaN", "null", "1e5", "007", "서울", "🗺", "\u2028", "\ufeffBOM", "#N/A", "<b>&amp;</b>",
         "a<br>b", "\\n;\\,", "x  y", "_x000D_", "\x01\x1f", "\ufffe", "]]>", "TRUE", "2018-06-12"]
    ),
)  # fmt: skip
dates = st.sampled_from(
    ["2018", "2018-06", "2018-06-12", "2018-06-12T09", "2018-06-12T09:30", "2018-06-12T09:30:15Z",
     "2018-06-12T23:30+09:00", "201X", "19XX", "-0300", "0000", "0001", "9999", "Y-10500",
     "2018-22", "2018-06~", "1984?", "2004%", "2018/2020", "2018-06-12/2018-06-14", "2018/..",
     "../2018", "2018/", "/2018", "2018-06/2018-06-12", "[2018-01-01..2018-04-30]", "[..2018]",
     "{2018,2020}", "2024-12-XX", "2018-06-12T09:30/2018-06-12T11:00", "[2018-06-12T09:30..]",
     "2018-06-12T00:00", "2018-06-12T00:00:00Z"]
)  # fmt: skip
# An era of TimelineJS needs an end; these have one there.
ENDED = (
    "201X", "19XX", "2018-22", "2018/2020", "2018-06-12/2018-06-14", "2018-06/2018-06-12",
    "[2018-01-01..2018-04-30]", "{2018,2020}", "2024-12-XX", "2018-06-12T09:30/2018-06-12T11:00",
)  # fmt: skip
position = st.tuples(st.floats(-180, 180), st.floats(-90, 90))
ring = st.lists(position, min_size=3, max_size=5)
shapes = st.one_of(
    st.none(),
    position.map(shapely.Point),
    st.builds(shapely.LineString, st.lists(position, min_size=2, max_size=4)),
    st.builds(shapely.Polygon, ring),
    st.builds(lambda one, two: shapely.MultiPoint([one, two]), position, position),
    st.builds(lambda one, two: shapely.MultiPolygon([(one, []), (two, [])]), ring, ring),
    st.builds(
        lambda one, two: shapely.GeometryCollection([shapely.Point(one), shapely.Polygon(two)]),
        position,
        ring,
    ),
)
EXTRA = ("note", "=head", "lat", "when", "until", "troops", "x;y", "Ω <&>", "PLACE_NAME", "Media")


@st.composite
def events(draw: st.DrawFn, id_: str, extra: tuple[str, ...]) -> Event:
    low, high = sorted((draw(st.floats(0, 1e12)), draw(st.floats(0, 1e12))))
    date = draw(st.one_of(st.none(), dates))
    return Event(
        draw(words.filter(lambda text: re.sub(r"[\s\x00-\x1f]", "", text))),
        date and EventDate.parse(date),
        id=id_ + draw(words),
        kind=draw(st.sampled_from(KINDS)),
        text=draw(words),
        date_text=draw(words),
        place=draw(words),
        country=draw(st.sampled_from(["", "KOR", "SGP"])),
        geometry=draw(shapes),
        radius_km=draw(st.floats(0, 20_000)),
        actors=tuple(draw(st.lists(words.filter(lambda name: ";" not in name), max_size=3))),
        category=draw(words | st.just("era")),
        status=draw(st.sampled_from(STATUSES)),
        strength_low=draw(st.sampled_from([None, low])),
        strength_high=draw(st.sampled_from([None, high])),
        unit=draw(words),
        source=draw(words),
        url=draw(words | st.just("https://example.org/a?b=1;c,d")),
        published=draw(st.one_of(st.none(), st.datetimes(), st.just(dt.datetime(2024, 12, 3)))),
        quote=draw(words),
        quote_start=draw(st.sampled_from([None, 0, 3])),
        quote_end=draw(st.sampled_from([None, 3, 10**6])),
        confidence=draw(st.one_of(st.none(), st.floats(0, 1))),
        extra={name: draw(words) for name in extra},
    )


@st.composite
def frames(draw: st.DrawFn) -> gpd.GeoDataFrame:
    extra = tuple(draw(st.lists(st.sampled_from(EXTRA), unique=True, max_size=4)))
    return frame_from_events(
        draw(events(f"{row}.", extra)) for row in range(draw(st.integers(0, 4)))
    )


# --- what each format cannot hold -----------------------------------------------------------------

Change = Callable[[str], str]


def with_texts(frame: gpd.GeoDataFrame, change: Change, *, others: bool = True) -> gpd.GeoDataFrame:
    """The frame with every text changed, as reading it again tidies it."""
    kept = frame.copy()
    for name in kept.columns:
        if name in TEXTS or (others and name not in COLUMNS):
            kept[name] = pd.array([change(text) for text in frame[name]], dtype="str")
    kept["actors"] = pd.Series(
        [list(dict.fromkeys(map(change, names))) for names in frame["actors"]], dtype=object
    )
    return kept


def without_controls(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    forbidden = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
    kept = with_texts(frame, lambda text: forbidden.sub("\ufffd", text))
    return kept.rename(columns=lambda name: forbidden.sub("\ufffd", name))


def without_what_is_no_character(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    return with_texts(frame, lambda text: re.sub("[\ufffe\uffff]", "\ufffd", text))


def with_line_feeds(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    kept = with_texts(frame, ical_text, others=False)
    return kept if len(kept) else kept[list(COLUMNS)]


def ical_text(text: str) -> str:
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff]", "\ufffd", re.sub("\r\n?", "\n", text))


def dated(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    kept = frame[frame["date"] != ""].reset_index(drop=True)
    is_blank = "Media" in kept.columns and not (kept["Media"] != "").any()
    return kept.drop(columns="Media") if is_blank else kept


def events_then_eras(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    kept = dated(frame)
    spans = [date in ENDED for date in kept["date"]]
    is_era = (kept["category"] == "era") & np.array(spans, dtype=bool)
    kept = pd.concat([kept[~is_era], kept[is_era]], ignore_index=True)
    return kept if len(kept) else kept[list(COLUMNS)]


def unchanged(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    return frame


KEPT: dict[str, Callable[[gpd.GeoDataFrame], gpd.GeoDataFrame]] = {
    ".kml": without_controls,
    ".kmz": without_controls,
    ".xlsx": without_what_is_no_character,
    ".ics": with_line_feeds,
    ".timelinejs.csv": dated,
    ".timelinejs.json": events_then_eras,
}
READERS: dict[str, Callable[..., ReadResult]] = {
    ".timelinejs.csv": read_timelinejs_csv,
    ".timelinejs.json": read_timelinejs_json,
}


def read_back(frame: gpd.GeoDataFrame, suffix: str) -> ReadResult:
    data = to_bytes(frame, f"x{suffix}")
    if suffix in READERS:
        return READERS[suffix](data, name=f"x{suffix}")
    return read(data, name=f"x{suffix}")


def assert_same(one: gpd.GeoDataFrame, other: gpd.GeoDataFrame) -> None:
    assert one.geometry.isna().tolist() == other.geometry.isna().tolist()
    held, wanted = one.geometry.dropna(), other.geometry.dropna()
    assert shapely.equals_exact(held, wanted, tolerance=0).all()
    assert set(one.columns) == set(other.columns)
    pd.testing.assert_frame_equal(
        pd.DataFrame(one.drop(columns="geometry")),
        pd.DataFrame(other.drop(columns="geometry"))[[n for n in one.columns if n != "geometry"]],
        check_exact=True,
    )


def test_every_writable_format_states_its_losses() -> None:
    assert set(LOSSES) == set(READ_BACK)


@pytest.mark.parametrize("suffix", NEW)
@given(frame=frames())
@example(frame=empty_frame())
@settings(max_examples=12, deadline=None)
def test_frame_comes_back_equal_but_for_the_stated_losses(
    suffix: str, frame: gpd.GeoDataFrame
) -> None:
    assert_comes_back(suffix, frame)


@pytest.mark.slow
@pytest.mark.parametrize("suffix", [*READ_BACK, ".html"])
@given(frame=frames())
@settings(max_examples=100, deadline=None)
def test_very_many_frames_come_back_equal_but_for_the_stated_losses(
    suffix: str, frame: gpd.GeoDataFrame
) -> None:
    assert_comes_back(suffix, frame)


def assert_comes_back(suffix: str, frame: gpd.GeoDataFrame) -> None:
    result = read_back(frame, suffix)
    assert result.rejected == ()
    kept = KEPT.get(suffix, unchanged)(frame)
    if suffix == ".timelinejs.json":  # eras come behind, so the order is not the frame's
        assert_same(in_order_of_ids(result.frame), in_order_of_ids(kept))
        return
    assert_same(result.frame, kept)


def in_order_of_ids(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    return frame.sort_values("id", ignore_index=True)


@pytest.mark.parametrize("suffix", NEW)
def test_same_frame_gives_the_same_bytes(suffix: str) -> None:
    event = Event("Summit", EventDate.parse("2018-06-12"), geometry=shapely.Point(103.8, 1.25))
    frame = frame_from_events([event])
    assert to_bytes(frame, f"x{suffix}") == to_bytes(frame.copy(), f"x{suffix}")


@pytest.mark.parametrize("suffix", [*READ_BACK, ".html"])
def test_midnight_that_a_frame_states_is_kept(suffix: str) -> None:
    stated = ["2018-06-12T00:00:00Z", "2018-06-13T00:00"]
    frame = frame_from_events(Event(text, EventDate.parse(text)) for text in stated)
    assert frame["date"].tolist() == stated
    validate(frame)
    assert read_back(frame, suffix).frame["date"].tolist() == stated


def frame_with(**extra: str) -> gpd.GeoDataFrame:
    return frame_from_events([Event("x", EventDate.parse("2018"), id="a", extra=extra)])


@pytest.mark.parametrize(
    ("suffix", "names", "kept"),
    [
        (".gpkg", ("Note", "note", "fid", "TITLE"), ["Note", "note (2)", "fid (2)", "TITLE (2)"]),
        (".timelinejs.csv", ("Year", "Text", "EDTF"), ["Year (2)", "Text (2)", "EDTF (2)"]),
        (".timelinejs.json", ("Year", "Text", "EDTF"), ["Year (2)", "Text (2)", "EDTF (2)"]),
    ],
)
def test_column_names_that_a_format_needs_are_numbered(
    suffix: str, names: tuple[str, ...], kept: list[str]
) -> None:
    back = read_back(frame_with(**{name: f"{at}" for at, name in enumerate(names)}), suffix).frame
    assert [name for name in back.columns if name not in COLUMNS] == kept
    assert back[kept].iloc[0].tolist() == [f"{at}" for at in range(len(names))]


@pytest.mark.parametrize(
    ("wkt", "back"),
    [
        ("GEOMETRYCOLLECTION (POINT (1 2), POINT (3 4))", "MULTIPOINT ((1 2), (3 4))"),
        ("LINEARRING (0 0, 1 0, 1 1, 0 0)", "LINESTRING (0 0, 1 0, 1 1, 0 0)"),
        (
            "GEOMETRYCOLLECTION (POINT (1 2), LINESTRING (0 0, 1 1))",
            "GEOMETRYCOLLECTION (POINT (1 2), LINESTRING (0 0, 1 1))",
        ),
    ],
)
def test_kml_keeps_collections_of_one_kind_as_multi_geometries(wkt: str, back: str) -> None:
    frame = frame_from_events([Event("x", geometry=shapely.from_wkt(wkt))])
    assert read_back(frame, ".kml").frame.geometry[0].wkt == back


def test_workbook_refuses_a_text_that_no_cell_can_hold() -> None:
    frame = frame_with(note="x" * 32_768)
    with pytest.raises(FormatError, match=r"note of row 1 has 32,768 characters .* write CSV"):
        to_bytes(frame, "x.xlsx")
    assert read_back(frame_with(note="x" * 32_767), ".xlsx").frame["note"][0] == "x" * 32_767


def test_what_our_columns_could_not_hold_is_read_again_as_it_was() -> None:
    data = (
        b"title,country,lon,lat,strength,published\na,Red Sea,39.2,21.5,10-12 thousand,June 2024\n"
    )
    frame = read(data).frame
    for suffix in (".kml", ".xlsx", ".gpkg", ".parquet", ".ics"):
        back: Any = read_back(frame, suffix).frame
        assert back[["country_text", "strength_text", "published_text"]].iloc[0].tolist() == [
            "Red Sea",
            "10-12 thousand",
            "June 2024",
        ]
