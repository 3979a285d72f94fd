"""Whatever a file of whatever format holds, reading it ends in a result or in one sentence.

Tables of arbitrary cells are written in every format that is read: each row comes out as a row
of the frame or as a rejected one, in its order, with all that it says. Then small good files are
damaged byte by byte. What a C library may not survive is damaged in a process of its own.
"""

import ast
import csv
import datetime as dt
import io
import json
import pickle
import random
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pyogrio
import pytest
import shapely
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.errors import GeoError
from timeline.edtf import EventDate
from timeline.errors import TimelineError
from timeline.event import Event
from timeline.formats import WRITABLE, preview, read, to_bytes
from timeline.formats.known.conflict import UCDP_COLUMNS
from timeline.formats.known.gdelt import LAYOUTS
from timeline.frame import frame_from_events, validate
from timeline.schema import ReadResult

OURS = (TimelineError, GeoError)
FEW, MANY = 7, 100  # examples of each format by default, and with -m slow

# --- cells, rows and tables -----------------------------------------------------------------------

chars = st.characters(codec="utf-8", exclude_characters="\x00")
words = st.one_of(
    st.just(""),
    st.text(chars, max_size=10),
    st.sampled_from(
        ["Panmunjom", "Seoul, Korea", "서울", "=1+1", "'=x", '"', "a;b\tc|d,e", "two\nlines", "\r",
         "<b>bold</b> &amp; ]]>", "NaN", "null", "N/A", "-", "TRUE", "007", "1e400", "\ufeff",
         "\u2028", "🗺", "\x01", "{}", "[1, 2]", "https://example.org/?a=1&b=2", "x" * 300]
    ),
)  # fmt: skip
days = st.dates(dt.date(1, 1, 1)).map(str)
dates = st.one_of(
    days,
    days.map(lambda day: f"{day}T12:30:00Z"),
    st.sampled_from(
        ["2018", "2018-06", "12 June 2018", "June 2018", "early 1950s", "201X", "2018/..",
         "Spring 2019",
         "03/04/2024", "13/04/2024", "--0", "--1528761600000", "9" * 5000, "04/13/2024",
         "31 Juny 1944", "2018-02-30", "99/99/9999", "-0300",
         "44 BC", "yesterday", "20180612", "1528761600000", "0", "1e9", "12:30", "2018년 6월 12일",
         "[2018..2019]", "2018-06-12/2018-06-01", "9999999999999999999", "٢٠١٨", "Y-99999999999"]
    ),
    words,
)  # fmt: skip
numbers = st.one_of(
    st.floats(-200, 200).map(lambda number: f"{number:.4f}"),
    st.sampled_from(["37.5", "127,05", "37°33'N", "127E", "91", "-181", "nan", "inf", "1e999", "",
                     "north", "0x10", "١٢", "1_0", "POINT (1 2)", "52S CG 1234 5678", "-0.0"]),
)  # fmt: skip
NAMES: Mapping[str, st.SearchStrategy[str]] = {
    "title": words, "text": words, "description": words, "date": dates, "start": dates,
    "end": dates,
    "year": dates, "time": dates, "place": words, "country": words, "latitude": numbers,
    "longitude": numbers, "lat": numbers, "lon": numbers, "to_lat": numbers, "geometry": numbers,
    "location": words, "actors": words, "strength": numbers, "kind": words, "status": words,
    "category": words, "radius_km": numbers, "confidence": numbers, "published": dates, "id": words,
    "url": words, "source": words, "quote_start": numbers, "earliest": dates, "precision": words,
}  # fmt: skip
ODD = ("", "Zusatz", "=head", "name;of|all", "Ω <&> \"x\"", "note.1", "NOTE", "note", "type",
       "Feature",
       "times", "x" * 70, "2018", "서울", "with 'quotes'", "a/b", "geom", "fid",
       "properties")  # fmt: skip
MARK = "mark of the row"
_MARKED = re.compile(r"zq(\d+)q")


@dataclass(frozen=True)
class Grid:
    """A header and rows of text; the column MARK says in each row which it is."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def records(self) -> list[dict[str, str]]:
        return [dict(zip(self.header, row, strict=True)) for row in self.rows]


@st.composite
def grids(draw: st.DrawFn, *, names: Sequence[str] = (), most: int = 5) -> Grid:
    """Any table; with `names` all of those columns, as a known source has them."""
    picked = draw(st.lists(st.sampled_from([*NAMES]), unique=True, min_size=1, max_size=5))
    odd = draw(st.lists(st.sampled_from(ODD), unique=True, max_size=3))
    drawn = [name for name in (*picked, *odd) if name.lower() not in {*map(str.lower, names)}]
    header = (*names, *drawn, MARK)
    kinds = [_kind(name) for name in header[:-1]]
    rows = tuple(
        (*(draw(kind) for kind in kinds), f"zq{row}q") for row in range(draw(st.integers(0, most)))
    )
    return Grid(header, rows)


def _kind(name: str) -> st.SearchStrategy[str]:
    key = name.lower()
    if "lat" in key or "lon" in key or key.endswith("long") or "prec" in key:
        return numbers
    if any(part in key for part in ("date", "time", "year", "start", "end", "range")):
        return dates
    return NAMES.get(key, words)


def plain(text: str) -> str:
    """The text without what no XML can hold."""
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", text)


# --- a table in every format ----------------------------------------------------------------------

Writer = Callable[[Grid], bytes]


def delimited(mark: str, encoding: str = "utf-8") -> Writer:
    def write(grid: Grid) -> bytes:
        out = io.StringIO(newline="")
        csv.writer(out, delimiter=mark).writerows([grid.header, *grid.rows])
        return out.getvalue().encode(encoding, "replace")

    return write


def headerless(grid: Grid) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter="\t").writerows(grid.rows)
    return out.getvalue().encode()


def workbook(grid: Grid) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("Events")
    for row, cells in enumerate([grid.header, *grid.rows]):
        for column, cell in enumerate(cells):
            if row and re.fullmatch(r"-?\d{1,6}(\.\d+)?", cell):
                sheet.write_number(row, column, float(cell))
            else:
                sheet.write_string(row, column, plain(cell))
    book.close()
    return out.getvalue()


def json_value(text: str) -> Any:
    """What a program would have written: a number, null or text."""
    if text in ("null", "NaN", "TRUE", "{}", "[1, 2]"):
        return {"null": None, "NaN": float("nan"), "TRUE": True, "{}": {}}.get(text, [1, 2])
    return float(text) if re.fullmatch(r"-?\d{1,3}\.\d+", text) else text


def values(record: Mapping[str, str]) -> dict[str, Any]:
    return {name: json_value(cell) for name, cell in record.items()}


def as_json(shape: Callable[[list[dict[str, Any]]], Any]) -> Writer:
    return lambda grid: json.dumps(shape([*map(values, grid.records)])).encode()


def json_lines(grid: Grid) -> bytes:
    return b"\n".join(json.dumps(values(record)).encode() for record in grid.records)


def number_in(text: Any) -> float | None:
    try:
        return float(text)
    except (ValueError, TypeError):
        return None


def point_of(record: Mapping[str, Any]) -> Any:
    """A geometry from what the record holds, often one that does not exist."""
    x = number_in(record.get("longitude", record.get("lon")))
    y = number_in(record.get("latitude", record.get("lat")))
    if x is None and y is None:
        return None
    return {"type": "Point", "coordinates": [x, y]}


def collection(feature: Callable[[dict[str, Any]], dict[str, Any]]) -> Writer:
    return as_json(
        lambda rows: {"type": "FeatureCollection", "features": [feature(row) for row in rows]}
    )


def geojson(row: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "geometry": point_of(row), "properties": row}


def folium(row: dict[str, Any]) -> dict[str, Any]:
    held = row | {"times": [row.get("start", row.get("date")), row.get("end")], "popup": row[MARK]}
    return geojson(held) | {"geometry": point_of(row)}


def quake(row: dict[str, Any]) -> dict[str, Any]:
    held = {
        "mag": row.get("strength"),
        "time": row.get("date"),
        "place": row.get("place"),
        "net": 1,
    }
    return {"type": "Feature", "geometry": point_of(row), "properties": row | held, "id": row[MARK]}


def linked_place(row: dict[str, Any]) -> dict[str, Any]:
    span = {"start": {"in": row.get("start")}, "end": {"latest": row.get("end")}}
    return geojson(row) | {
        "@id": row[MARK], "names": [{"toponym": row.get("place")}],
        "types": [{"label": row.get("kind")}],
        "when": {"timespans": [span]},
    }  # fmt: skip


def leaflet(row: dict[str, Any]) -> dict[str, Any]:
    ends = {name: row.get(name, "2018") for name in ("start", "end")}
    return geojson({name: cell for name, cell in row.items() if name != "date"} | ends)


def trip(row: dict[str, Any]) -> dict[str, Any]:
    at = [number_in(row.get("longitude")) or 0.0, number_in(row.get("latitude")) or 0.0, 0]
    line = [[*at, 1_528_761_600], [*at, row.get("date")]]
    return geojson(row) | {"geometry": {"type": "LineString", "coordinates": line}}


def timelinejs(rows: list[dict[str, Any]]) -> Any:
    events = [
        {"start_date": {"year": row.get("year", row.get("date")), "month": row.get("time")},
         "end_date": {"year": row.get("end")}, "text": {"headline": row.get("title"),
         "text": row[MARK]},
         "media": {"url": row.get("url"), "caption": row.get("text")}, "group": row.get("category"),
         "location": {"lat": row.get("lat"), "lon": row.get("lon"), "name": row.get("place")},
         "display_date": row.get("published"), "unique_id": row.get("id")}
        for row in rows
    ]  # fmt: skip
    return {"title": {"text": {"headline": "All"}}, "events": events, "eras": None}


def storymap(rows: list[dict[str, Any]]) -> Any:
    slides = [
        {"text": {"headline": row.get("title"), "text": row[MARK]}, "date": row.get("date"),
         "location": {"lat": row.get("lat"), "lon": row.get("lon"), "name": row.get("place")}}
        for row in rows
    ]  # fmt: skip
    return {"storymap": {"slides": slides}}


def sparql(rows: list[dict[str, Any]]) -> Any:
    bindings = [
        {name: {"type": "literal", "value": cell} for name, cell in row.items()}
        | {"item": {"type": "uri", "value": f"http://www.wikidata.org/entity/Q{at}"},
           "itemLabel": {"value": row.get("title")},
           "coord": {"value": f"Point({row.get('lon')} 1)"},
           "when": {"value": row.get("date") if at % 7 == 3 else "2018-01-01T00:00:00Z"}}
        for at, row in enumerate(rows)
    ]  # fmt: skip
    return {"head": {"vars": ["item"]}, "results": {"bindings": bindings}}


def kml(grid: Grid) -> bytes:
    marks = "".join(
        f"<Placemark><name>{escape(plain(row.get('title', '')))}</name>"
        f"<description>{row[MARK]}</description>{_when(row)}{_where(row)}<ExtendedData>"
        + "".join(
            f"<Data name={quoteattr(name)}><value>{escape(plain(cell))}</value></Data>"
            for name, cell in row.items()
        )
        + "</ExtendedData></Placemark>"
        for row in grid.records
    )
    head = '<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>'
    return f"{head}{marks}</Document></kml>".encode()


def _when(row: Mapping[str, str]) -> str:
    if "start" in row:
        ends = [escape(plain(row.get(name, ""))) for name in ("start", "end")]
        return f"<TimeSpan><begin>{ends[0]}</begin><end>{ends[1]}</end></TimeSpan>"
    return f"<TimeStamp><when>{escape(plain(row.get('date', '')))}</when></TimeStamp>"


def _where(row: Mapping[str, str]) -> str:
    at = ",".join(escape(plain(row.get(name, "7"))) for name in ("longitude", "latitude"))
    return f"<Point><coordinates>{at}</coordinates></Point>" if "latitude" in row else ""


def kmz(grid: Grid) -> bytes:
    return zipped({"doc.kml": kml(grid)})


def zipped(members: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def gpx(grid: Grid) -> bytes:
    points = "".join(
        f"<wpt lat={quoteattr(plain(row.get('lat', '1')))} "
        f"lon={quoteattr(plain(row.get('lon', '2')))}>"
        f"<time>{escape(plain(row.get('date', '')))}</time>"
        f"<name>{escape(plain(row.get('title', '')))}</name><desc>{row[MARK]}</desc>"
        f"<type>{escape(plain(row.get('kind', '')))}</type></wpt>"
        for row in grid.records
    )
    return f'<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1">{points}</gpx>'.encode()


def ical(grid: Grid) -> bytes:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0"]
    for row in grid.records:
        said = {
            "SUMMARY": row.get("title", ""), "DESCRIPTION": row[MARK], "UID": row.get("id", ""),
            "DTSTART": row.get("start", row.get("date", "")), "DTEND": row.get("end", ""),
            "GEO": f"{row.get('lat', '')};{row.get('lon', '')}", "LOCATION": row.get("place", ""),
            "X-NOTE": row.get("Zusatz", ""), "STATUS": row.get("status", ""),
            "RRULE": row.get("kind", ""),
        }  # fmt: skip
        held = [f"{name}:{' '.join(cell.split())}" for name, cell in said.items() if cell]
        lines += ["BEGIN:VEVENT", *held, "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


def _drawn(grid: Grid) -> gpd.GeoDataFrame:
    taken = {"geometry", "fid", "geom"}
    names = [name or "blank" for name in grid.header]
    columns = {name: [row[at] for row in grid.rows] for at, name in enumerate(names)}
    lowered: dict[str, list[str]] = {}
    for name, cells in columns.items():
        if name.lower() not in taken:
            taken.add(name.lower())
            lowered[name] = cells
    at = [point_of(record) for record in grid.records]
    pairs = [one["coordinates"] if one else (None, None) for one in at]
    shapes = [
        shapely.Point(x, y) if x and y and np.isfinite([x, y]).all() else None for x, y in pairs
    ]
    return gpd.GeoDataFrame(pd.DataFrame(lowered, dtype="str"), geometry=shapes, crs="EPSG:4326")


def by_gdal(driver: str, suffix: str, **options: Any) -> Writer:
    def write(grid: Grid) -> bytes:
        frame = _drawn(grid)
        if driver == "ESRI Shapefile":
            frame = frame[[*frame.columns[-2:-7:-1], "geometry"]]
            frame.columns = [*(f"c{at}" for at in range(len(frame.columns) - 1)), "geometry"]
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, f"layer{suffix}")
            pyogrio.write_dataframe(
                frame, path, driver=driver, geometry_type="Point", encoding="utf-8", **options
            )
            if suffix == ".shp":
                return zipped({one.name: one.read_bytes() for one in Path(folder).iterdir()})
            return path.read_bytes()

    return write


def parquet(grid: Grid) -> bytes:
    columns = {name: [row[at] for row in grid.rows] for at, name in enumerate(grid.header)}
    table = pa.table({name: pa.array(cells, pa.string()) for name, cells in columns.items()})
    return _parquet_of(table)


def _parquet_of(table: pa.Table) -> bytes:
    out = io.BytesIO()
    pq.write_table(table, out)
    return out.getvalue()


def geoparquet(grid: Grid) -> bytes:
    out = io.BytesIO()
    _drawn(grid).to_parquet(out)
    return out.getvalue()


NONE: tuple[str, ...] = ()
ACLED = ("event_id_cnty", "event_date", "time_precision", "event_type", "actor1", "location",
         "country",
         "latitude", "longitude", "geo_precision", "notes", "fatalities")  # fmt: skip
TIMEMAP = (
    "description",
    "date",
    "time",
    "location",
    "latitude",
    "longitude",
    "association1",
    "source1",
)
TIMEMAPPER = ("start", "end", "title", "description", "location", "image", "caption", "source url")
POSITIONS = (
    "positioning:unit:refs", "positioning:types", "positioning:base_names", "first_precise:range",
    "last_precise:range", "first_imprecise:range", "last_imprecise:range", "starting:range",
    "ending:range", "citation:refs",
)  # fmt: skip
SHEET = ("Year", "Month", "Day", "Time", "End Year", "Headline", "Text", "Media", "Group")
LP = ("id", "title", "title_source", "start", "end", "lon", "lat", "geowkt", "ccodes")
FLOURISH = ("Latitude", "Longitude", "Timestamp", "End timestamp", "Scale")
KEPLER = ("from_lat", "from_lng", "to_lat", "to_lng", "date")
EXTRACTED = ("id", "date", "latitude", "longitude", "place_desc", "title", "description", "links")
ATLOS = ("slug", "status", "description", "sensitive", "date")
QUAKES = ("time", "latitude", "longitude", "mag", "magType", "net", "id", "place")
GDELT = tuple(LAYOUTS[61])

# name of the file: the columns that it has to have, and how it is written
FORMATS: Mapping[str, tuple[tuple[str, ...], Writer]] = {
    "comma.csv": (NONE, delimited(",")),
    "semicolon.csv": (NONE, delimited(";", "utf-8-sig")),
    "pipe.txt": (NONE, delimited("|", "cp1252")),
    "tab.tsv": (NONE, delimited("\t", "utf-16")),
    "book.xlsx": (NONE, workbook),
    "records.json": (NONE, as_json(lambda rows: rows)),
    "envelope.json": (NONE, as_json(lambda rows: {"status": "ok", "data": {"events": rows}})),
    "split.json": (NONE, as_json(lambda rows: {"columns": [*(rows or [{"date": 1}])[0]],
                                               "data": [[*row.values()] for row in rows]})),
    "keyed.json": (NONE, as_json(lambda rows: {f"k{at}": row for at, row in enumerate(rows)})),
    "lines.jsonl": (NONE, json_lines),
    "plain.geojson": (NONE, collection(geojson)),
    "folium.geojson": (NONE, collection(folium)),
    "quakes.geojson": (NONE, collection(quake)),
    "linked.geojson": (NONE, collection(linked_place)),
    "leaflet.geojson": (NONE, collection(leaflet)),
    "trips.geojson": (NONE, collection(trip)),
    "timelinejs.json": (NONE, as_json(timelinejs)),
    "storymap.json": (NONE, as_json(storymap)),
    "sparql.json": (NONE, as_json(sparql)),
    "a.kml": (NONE, kml),
    "a.kmz": (NONE, kmz),
    "a.gpx": (("lat", "lon", "date"), gpx),
    "a.ics": (("start", "end", "Zusatz"), ical),
    "a.gpkg": (NONE, by_gdal("GPKG", ".gpkg")),
    "a.fgb": (NONE, by_gdal("FlatGeobuf", ".fgb", SPATIAL_INDEX="NO")),
    "shape.zip": (NONE, by_gdal("ESRI Shapefile", ".shp")),
    "plain.parquet": (NONE, parquet),
    "geo.parquet": (NONE, geoparquet),
    "acled.csv": (ACLED, delimited(",")),
    "ucdp.csv": (tuple(UCDP_COLUMNS), delimited(",")),
    "gdelt.csv": (GDELT, delimited("\t")),
    "timemap.csv": (TIMEMAP, delimited(",")),
    "timemapper.csv": (TIMEMAPPER, delimited(",")),
    "positions.csv": (POSITIONS, delimited(",")),
    "sheet.csv": (SHEET, delimited(",")),
    "places.tsv": (LP, delimited("\t")),
    "flourish.csv": (FLOURISH, delimited(",")),
    "kepler.csv": (KEPLER, delimited(",")),
    "extracted.csv": (EXTRACTED, delimited(",")),
    "atlos.csv": (ATLOS, delimited(",")),
    "usgs.csv": (QUAKES, delimited(",")),
    "acled.xlsx": (ACLED, workbook),
    "bellingcat.json": (("id", *TIMEMAP, "sources", "associations"), as_json(lambda rows: rows)),
}  # fmt: skip


# --- what has to hold -----------------------------------------------------------------------------


def assert_sentence(message: str) -> None:
    assert message.endswith("."), message
    assert not {*message} & {*"\r\n"}, message
    assert len(message) < 500, message
    told = ("Traceback", tempfile.gettempdir(), "dateline-", str(Path.home()), "site-packages")
    assert not [word for word in told if word in message], message


def assert_whole(result: ReadResult) -> None:
    """A frame that keeps its rules, and as many rows as were read."""
    validate(result.frame)
    assert result.read == len(result.frame) + result.rejected_rows
    assert result.frame["id"].is_unique
    assert result.lines is None or len(result.lines) == len(result.frame)
    lines = [fault.line for fault in result.rejected]
    assert lines == sorted(lines)
    assert all(fault.reason for fault in result.rejected)
    assert not [note for note in result.notes if not note.endswith(".") or "\n" in note]


def marks_of(frame: gpd.GeoDataFrame) -> list[int]:
    """Which rows of the grid the rows of the frame are, by the mark that each has kept."""
    rows = frame.drop(columns="geometry").itertuples(index=False)
    found = [_MARKED.search(" ".join(map(str, row))) for row in rows]
    assert all(found), "a row of the frame has lost its mark"
    return [int(mark[1]) for mark in found if mark]


def assert_every_row(result: ReadResult, grid: Grid) -> None:
    """Each row of the grid is in the frame or rejected, in its order and under its line."""
    if not grid.rows:  # an envelope of JSON without records is a record itself
        return
    assert result.read == len(grid.rows)
    marks = marks_of(result.frame)
    assert marks == sorted(set(marks))
    rejected = {fault.line for fault in result.rejected}
    assert result.lines is not None
    held = result.lines.tolist()
    assert not rejected & {*held}
    ranks = {line: rank for rank, line in enumerate(sorted({*held} | rejected))}
    assert [ranks[line] for line in held] == marks


def read_and_check(data: bytes, name: str, grid: Grid, **options: Any) -> None:
    try:
        preview(data, name=name)
        result = read(data, name=name, **options)
    except OURS as error:
        assert_sentence(str(error))
        return
    assert_whole(result)
    assert_every_row(result, grid)


def check_tables(name: str, examples: int) -> None:
    names, write = FORMATS[name]

    @given(grid=grids(names=names), day_first=st.sampled_from([None, True, False]))
    @settings(max_examples=examples, deadline=None)
    def check(grid: Grid, day_first: bool | None) -> None:
        read_and_check(write(grid), name, grid, day_first=day_first, anchor=dt.date(2024, 12, 3))

    check()


@pytest.mark.parametrize("name", FORMATS)
def test_every_row_of_any_table_comes_out_or_is_rejected(name: str) -> None:
    check_tables(name, FEW)


@pytest.mark.slow
@pytest.mark.parametrize("name", FORMATS)
def test_every_row_of_very_many_tables_comes_out_or_is_rejected(name: str) -> None:
    check_tables(name, MANY)


# --- damaged files --------------------------------------------------------------------------------

GRID = Grid(
    ("id", "title", "date", "start", "end", "latitude", "longitude", "lat", "lon", "Zusatz", MARK),
    (
        ("a", "Summit", "2018-06-12", "2018-06-12", "2018-06-13", "1.25", "103.8", "1", "103",
        "x", "zq0q"),
        ("b", "서울 'talks'", "June 1944", "1944", "", "37.5", "127", "37", "127", "=1", "zq1q"),
        ("c", "Bad", "2018-02-30", "", "2019", "91", "200", "", "", "", "zq2q"),
    ),
)  # fmt: skip
FRAME = frame_from_events(
    [
        Event("Summit", EventDate.parse("2018-06-12"), id="a", geometry=shapely.Point(103.8, 1.25)),
        Event(
            "Line <1>", EventDate.parse("1950/1953"), geometry=shapely.box(1, 2, 3, 4), text="a\nb"
        ),
    ]
)


def _known_grid(names: Sequence[str]) -> Grid:
    cells = dict(zip(GRID.header, GRID.rows[0], strict=True))
    header = (*names, *(name for name in GRID.header if name not in names))
    return Grid(header, (tuple(cells.get(name, "2018-06-12") for name in header),))


def _good_files() -> dict[str, bytes]:
    read_only = {name: write(_known_grid(names) if names else GRID)
                 for name, (names, write) in FORMATS.items() if name != "gdelt.csv"}  # fmt: skip
    ours = {f"ours{suffix}": to_bytes(FRAME, f"ours{suffix}") for suffix in WRITABLE}
    return read_only | ours | {"gdelt.csv": headerless(_known_grid(GDELT))}


GOOD = {name: data for name, data in _good_files().items() if not name.endswith(".czml")}
# What these are read with is C; it has to survive in a process of its own only.
APART = [name for name in GOOD if name.endswith((".fgb", ".zip", "parquet", ".gpkg"))]
SPLICED = (
    b"\x00", b"\xff", b'"', b"<", b">", b"&", b"]]>", b"{", b"[", b"\r", b"\n", b",", b"\t", b"-",
    b"9" * 40, b"null", b"NaN", b"<!ENTITY a 'b'>", b"\xed\xa0\x80", b"PK\x05\x06", b"1e999",
    b"\\u0000", b"\\ud800", b"</", b"BEGIN:VEVENT\r\n", b"\xef\xbb\xbf", b"\xfe\xff",
)  # fmt: skip


def damage(data: bytes, other: bytes, dice: random.Random) -> bytes:
    """The bytes with one to four flips, insertions, deletions, copies, or a cut in them."""
    held = bytearray(data)
    for _ in range(dice.randint(1, 4)):
        at = dice.randrange(len(held) + 1)
        length = dice.choice((1, 1, 2, 4, 16, 200))
        match dice.randrange(7):
            case 0 if at < len(held):
                held[at] ^= 1 << dice.randrange(8)
            case 1:
                held[at:at] = dice.choice(SPLICED)
            case 2:
                del held[at : at + length]
            case 3:
                held[at : at + length] = held[-at : -at + length or None]
            case 4:
                held[at : at + 4] = dice.choice((b"\xff" * 4, b"\x00" * 4, b"\x7f\xff\xff\xff"))
            case 5:
                held[at:at] = other[dice.randrange(len(other)) :][:length]
            case _ if dice.random() < 0.3:
                del held[at:]
    return bytes(held)


def damaged(name: str, seed: int) -> bytes:
    """A good file with its bytes damaged; of an archive often what is packed in it."""
    dice = random.Random(f"{name}{seed}")
    data, other = GOOD[name], GOOD[dice.choice([*GOOD])]
    if not zipfile.is_zipfile(io.BytesIO(data)) or dice.random() < 0.3:
        return damage(data, other, dice)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {member: archive.read(member) for member in archive.namelist()}
    chosen = dice.choice([*members])
    return zipped(members | {chosen: damage(members[chosen], other, dice)})


def check_damaged(name: str, examples: int) -> None:
    for seed in range(examples):
        data = damaged(name, seed)
        try:
            preview(data, name=name)
            result = read(data, name=name)
        except OURS as error:
            assert_sentence(str(error))
        except BaseException as error:
            error.add_note(f"damaged({name!r}, {seed})")
            raise
        else:
            assert_whole(result)


IN_PROCESS = [name for name in GOOD if name not in APART]


@pytest.mark.parametrize("name", IN_PROCESS)
def test_damaged_file_is_read_or_refused_in_a_sentence(name: str) -> None:
    check_damaged(name, 3 * FEW)


@pytest.mark.slow
@pytest.mark.parametrize("name", IN_PROCESS)
def test_very_many_damaged_files_are_read_or_refused_in_a_sentence(name: str) -> None:
    check_damaged(name, 5 * MANY)


CHILD = """
import pickle, sys
from geo.errors import GeoError
from timeline.errors import TimelineError
from timeline.formats import read
from timeline.frame import validate

for name, data in pickle.load(sys.stdin.buffer):
    try:
        result = read(data, name=name)
        validate(result.frame)
        assert result.read == len(result.frame) + result.rejected_rows
        said = ""
    except (TimelineError, GeoError) as error:
        said = str(error)
    print(repr(said), flush=True)
"""


def check_apart(name: str, examples: int) -> None:
    """Read in a process of its own; one that a file ends is what the reading process is for."""
    files = [(name, damaged(name, seed)) for seed in range(examples)]
    while files:
        ended = subprocess.run(
            [sys.executable, "-c", CHILD],
            input=pickle.dumps(files),
            capture_output=True,
            cwd=Path(__file__).parents[3],
            check=False,
        )
        said = ended.stdout.decode().splitlines()
        for message in filter(None, map(ast.literal_eval, said)):
            assert_sentence(message)
        if ended.returncode == 0:
            return
        assert ended.returncode < 0, (
            f"damaged {name} {examples - len(files) + len(said)}: {ended.stderr!r}"
        )
        files = files[len(said) + 1 :]


@pytest.mark.parametrize("name", APART)
def test_damaged_file_of_a_c_library_is_read_or_refused_in_a_sentence(name: str) -> None:
    check_apart(name, 5 * FEW)


@pytest.mark.slow
@pytest.mark.parametrize("name", APART)
def test_very_many_damaged_files_of_c_libraries_are_read_or_refused(name: str) -> None:
    check_apart(name, 5 * MANY)
