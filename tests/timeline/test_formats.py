import datetime as dt
import re
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from geopandas.testing import assert_geodataframe_equal
from hypothesis import example, given, settings
from hypothesis import strategies as st

from timeline.edtf import EventDate
from timeline.errors import FormatError
from timeline.event import KINDS, STATUSES, Event
from timeline.formats import read, to_bytes, write
from timeline.frame import empty_frame, frame_from_events, validate

# Those that hold any frame; what the others cannot hold is in formats/test_round_trips.py.
BOTH = [".csv", ".tsv", ".geojson"]

# --- what is written is read back equal -----------------------------------------------------------

chars = st.characters(exclude_categories=("Cs",), exclude_characters="\x00")
words = st.one_of(
    st.text(chars, max_size=20),
    st.sampled_from(
        ["=1+1", "'=1", "''@x", "'quoted'", '"', '""', "a,b;c\td|e", "two\nlines", "\r", "\r\n",
         "-5", "+1", "\t", "NaN", "null", "1e5", "007", "서울", "القاهرة", "🗺", "e\u0301", "\u2028",
         "\ufeffBOM", "#N/A", "sep=;"]
    ),
)  # fmt: skip
dates = st.sampled_from(
    ["2018", "2018-06", "2018-06-12", "2018-06-12T09:30", "2018-06-12T09:30:15Z", "201X", "-0300",
     "2018-22", "2018-06~", "1984?", "2004%", "2018/2020", "2018-06-12/2018-06-14", "2018/..",
     "../2018", "2018/", "/2018", "[2018-01-01..2018-04-30]", "{2018,2020}", "2024-12-XX"]
)  # fmt: skip
longitude = st.floats(-180, 180) | st.just(0.0018310546875001)
latitude = st.floats(-90, 90)
position = st.tuples(longitude, latitude)
ring = st.lists(position, min_size=3, max_size=6)
shapes = st.one_of(
    st.none(),
    st.builds(shapely.Point, longitude, latitude),
    st.builds(shapely.LineString, st.lists(position, min_size=2, max_size=4)),
    st.builds(shapely.Polygon, ring),
    st.builds(lambda one, two: shapely.MultiPoint([one, two]), position, position),
    st.builds(lambda one, two: shapely.MultiPolygon([(one, []), (two, [])]), ring, ring),
)
count = st.one_of(st.none(), st.integers(0, 10**9))
EXTRA = ("note", "Étiquette, Ω", "=head", "TITLE", "lat", "when", "until", "troops", "x;y")


@st.composite
def events(draw: st.DrawFn, id_: str, extra: tuple[str, ...]) -> Event:
    strengths = draw(st.lists(st.floats(0, 1e12), min_size=2, max_size=2).map(sorted))
    known = draw(st.tuples(st.booleans(), st.booleans()))
    start, end = sorted((draw(st.integers(0, 10**6)), draw(st.integers(0, 10**6))))
    date = draw(st.one_of(st.none(), dates))
    return Event(
        draw(words.filter(str.strip)),
        date and EventDate.parse(date),
        id=id_ + draw(words),
        kind=draw(st.sampled_from(KINDS)),
        text=draw(words),
        date_text=draw(words),
        place=draw(words),
        country=draw(st.sampled_from(["", "KOR", "USA", "SGP"])),
        geometry=draw(shapes),
        radius_km=draw(st.floats(0, 20_000)),
        actors=tuple(draw(st.lists(words.filter(lambda name: ";" not in name), max_size=3))),
        category=draw(words),
        status=draw(st.sampled_from(STATUSES)),
        strength_low=strengths[0] if known[0] else None,
        strength_high=strengths[1] if known[1] else None,
        unit=draw(words),
        source=draw(words),
        url=draw(words),
        published=draw(st.one_of(st.none(), st.datetimes(), st.just(dt.datetime(2024, 12, 3)))),
        quote=draw(words),
        quote_start=draw(st.sampled_from([None, start])),
        quote_end=draw(st.sampled_from([None, end])),
        confidence=draw(st.one_of(st.none(), st.floats(0, 1))),
        extra={name: draw(words) for name in extra},
    )


@st.composite
def frames(draw: st.DrawFn) -> gpd.GeoDataFrame:
    extra = tuple(draw(st.lists(st.sampled_from(EXTRA), unique=True, max_size=4)))
    rows = draw(st.integers(0, 4))
    return frame_from_events(draw(events(f"{row}.", extra)) for row in range(rows))


TINY = frame_from_events(
    [Event("x", geometry=shapely.LineString([(0, 0.0018310546875001), (5e-324, 1e-17)]))]
)


def assert_exactly_equal(one: gpd.GeoDataFrame, other: gpd.GeoDataFrame) -> None:
    assert one.crs == other.crs
    assert one.geometry.isna().tolist() == other.geometry.isna().tolist()
    held, wanted = one.geometry.dropna(), other.geometry.dropna()
    assert shapely.equals_exact(held, wanted, tolerance=0).all()
    pd.testing.assert_frame_equal(
        pd.DataFrame(one.drop(columns="geometry")),
        pd.DataFrame(other.drop(columns="geometry")),
        check_exact=True,
    )


@pytest.mark.parametrize("suffix", BOTH)
@given(frame=frames())
@example(frame=empty_frame())
@example(frame=TINY)
@settings(max_examples=25, deadline=None)
def test_frame_comes_back_equal(suffix: str, frame: gpd.GeoDataFrame) -> None:
    result = read(to_bytes(frame, f"x{suffix}"), name=f"x{suffix}")
    assert result.rejected == ()
    assert result.read == len(frame)
    assert_exactly_equal(result.frame, frame)


@given(frame=frames())
@settings(max_examples=15, deadline=None)
def test_frames_of_events_keep_the_rules(frame: gpd.GeoDataFrame) -> None:
    validate(frame)


@pytest.mark.parametrize("suffix", BOTH)
def test_same_frame_gives_the_same_bytes(suffix: str) -> None:
    event = Event("Summit", EventDate.parse("2018-06-12"), geometry=shapely.Point(103.8, 1.25))
    assert to_bytes(frame_from_events([event]), f"x{suffix}") == to_bytes(
        frame_from_events([event]), f"x{suffix}"
    )


# --- choosing -------------------------------------------------------------------------------------

CSV = b"title,date\nSummit,2018-06-12\n"
GEOJSON = b'{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"title":"x"}}]}'


@pytest.mark.parametrize(
    ("data", "name", "title"),
    [
        (CSV, "a.csv", "Summit"),
        (CSV, "A.CSV", "Summit"),
        (CSV.replace(b",", b"\t"), "a.tsv", "Summit"),
        (CSV, "a.txt", "Summit"),
        (CSV, None, "Summit"),
        (GEOJSON, "a.geojson", "x"),
        (GEOJSON, "a.json", "x"),
        (b"\xef\xbb\xbf \n" + GEOJSON, None, "x"),
    ],
)
def test_format_is_chosen_by_suffix_then_by_content(
    data: bytes, name: str | None, title: str
) -> None:
    assert read(data, name=name).frame["title"].tolist() == [title]


@pytest.mark.parametrize("name", ["a.docx", "a.csv.bak"])
def test_what_a_file_is_its_content_says_whatever_its_name(name: str) -> None:
    assert len(read(CSV, name=name).frame) == len(read(CSV, name="a.csv").frame)
    with pytest.raises(FormatError, match=re.escape(f"{name} is a PDF")):
        read(b"%PDF-1.7", name=name)


def test_unknown_suffix_names_what_can_be_written() -> None:
    with pytest.raises(FormatError, match=r"we write .*\.csv, .*\.geojson"):
        to_bytes(empty_frame(), "a.docx")


def test_path_is_read_and_written(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    path.write_bytes(CSV)
    frame = read(path).frame
    write(frame, tmp_path / "events.geojson")
    assert_geodataframe_equal(read(str(tmp_path / "events.geojson")).frame, frame)


@pytest.mark.parametrize("name", ["missing.csv", "."])
def test_path_that_cannot_be_opened_says_so(tmp_path: Path, name: str) -> None:
    with pytest.raises(FormatError, match="cannot be opened"):
        read(tmp_path / name)


def test_reading_passes_on_anchor_and_day_first() -> None:
    data = b"title,date\na,yesterday\nb,03/04/2024\n"
    options: dict[str, Any] = {"anchor": dt.date(2024, 12, 4), "day_first": True}
    assert read(data, name="a.csv", **options).frame["date"].tolist() == [
        "2024-12-03",
        "2024-04-03",
    ]


@pytest.mark.parametrize("suffix", BOTH)
def test_what_our_columns_could_not_hold_is_read_again_as_it_was(suffix: str) -> None:
    data = (
        b"title,country,lon,lat,strength,published\n"
        b"a,Red Sea,39.2,21.5,10-12 thousand,December 2024\n"
        b"b,,39.2,21.5,,2024-12-03\n"
    )
    frame = read(data).frame
    assert frame["country"].tolist() == ["", "SAU"]
    assert frame[["country_text", "strength_text", "published_text"]].iloc[0].tolist() == [
        "Red Sea",
        "10-12 thousand",
        "December 2024",
    ]
    assert_exactly_equal(read(to_bytes(frame, f"x{suffix}"), name=f"x{suffix}").frame, frame)
