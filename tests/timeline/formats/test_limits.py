"""A file beyond a limit is told so in one sentence: the limit, its setting, the file's value."""

import io
import json
import re
import struct
import tracemalloc
from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

import geopandas as gpd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely

from timeline.edtf import EventDate
from timeline.errors import FormatError
from timeline.event import Event
from timeline.formats import WRITABLE, read, to_bytes
from timeline.formats.archive import write_archive
from timeline.formats.limits import LIMITS, Limits
from timeline.formats.worker import read_in_worker
from timeline.frame import frame_from_events

FRAME = frame_from_events(
    Event(
        f"Event {at}", EventDate.parse("2018-06-12"), geometry=shapely.Point(at, 1), text="é" * 99
    )
    for at in range(5)
)
EVERY = [suffix for suffix in WRITABLE if suffix != ".czml"]


def ours(suffix: str) -> bytes:
    return to_bytes(FRAME, f"x{suffix}")


def features(**root: Any) -> bytes:
    at = {"type": "Point", "coordinates": [1, 2]}
    rows = [
        {"type": "Feature", "geometry": at, "properties": {"title": "x", f"c{row}": "y" * 99}}
        for row in range(9)
    ]
    return json.dumps({"type": "FeatureCollection", "features": rows} | root).encode()


def records() -> bytes:
    return json.dumps([{"title": f"x{row}", f"c{row}": "y" * 99} for row in range(9)]).encode()


def slides() -> bytes:
    rows = [{"start_date": {"year": 1}, "dateline": {f"c{row}": "x"}} for row in range(9)]
    return json.dumps({"events": rows}).encode()


def quakes() -> bytes:
    rows = [
        {"properties": {"mag": 1, "time": "2018", "place": "x", "net": "y", f"c{row}": "z" * 99}}
        for row in range(9)
    ]
    return json.dumps({"type": "FeatureCollection", "features": rows}).encode()


def placemarks() -> bytes:
    rows = (
        f'<Placemark><ExtendedData><Data name="c{row}"><value>x</value></Data></ExtendedData>'
        "</Placemark>"
        for row in range(9)
    )
    return f"<kml><Document>{''.join(rows)}</Document></kml>".encode()


def waypoint() -> bytes:
    point = f'<wpt lat="1" lon="2"><name>x</name><desc>{"y" * 99}</desc></wpt>'
    return f'<gpx version="1.1">{point}</gpx>'.encode()


def calendar(depth: int = 0) -> bytes:
    rows = (
        f"BEGIN:VEVENT\nSUMMARY:x\nDTSTART:20180612\nX-C{row}:y\nEND:VEVENT\n" for row in range(9)
    )
    nested = "BEGIN:VALARM\n" * depth + "END:VALARM\n" * depth
    return f"BEGIN:VCALENDAR\n{nested}{''.join(rows)}END:VCALENDAR\n".encode()


def parquet(columns: dict[str, Any]) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out)
    return out.getvalue()


def list_of(count: int) -> bytes:
    return parquet({"title": ["x"], "held": pa.array([[0] * count], pa.list_(pa.int8()))})


def packed() -> bytes:
    return write_archive({"doc.kml": placemarks(), "b.kml": b" " * (17 << 20)})


def nested_xml() -> bytes:
    return b"<kml>" + b"<Folder>" * 20 + b"<Placemark/>" + b"</Folder>" * 20 + b"</kml>"


CASES: list[tuple[str, int, Callable[[], bytes], str]] = [
    *(("file_bytes", 100, lambda suffix=suffix: ours(suffix), f"a{suffix}") for suffix in EVERY),
    *(("rows", 4, lambda suffix=suffix: ours(suffix), f"a{suffix}") for suffix in EVERY),
    ("rows", 8, features, "a.geojson"),
    ("rows", 8, quakes, "a.geojson"),
    ("rows", 8, records, "a.json"),
    ("rows", 8, slides, "a.json"),
    ("rows", 2, lambda: b'{"title": "x"}\n' * 3, "a.jsonl"),
    *(
        ("columns", 9, lambda suffix=suffix: ours(suffix), f"a{suffix}")
        for suffix in (".csv", ".tsv", ".xlsx", ".geojson", ".gpkg", ".parquet", ".kml", ".ics",
                       ".timelinejs.csv", ".timelinejs.json")
    ),
    ("columns", 8, features, "a.geojson"),
    ("columns", 9, quakes, "a.geojson"),
    ("columns", 8, records, "a.json"),
    ("columns", 20, slides, "a.json"),
    ("columns", 8, placemarks, "a.kml"),
    ("columns", 12, calendar, "a.ics"),
    *(
        ("cells", 40, lambda suffix=suffix: ours(suffix), f"a{suffix}")
        for suffix in (".xlsx", ".geojson", ".gpkg", ".parquet", ".kml", ".ics", ".timelinejs.json")
    ),
    ("cells", 80, features, "a.geojson"),
    ("cells", 80, quakes, "a.geojson"),
    ("cells", 80, records, "a.json"),
    ("cells", 80, placemarks, "a.kml"),
    ("cells", 1_000, lambda: list_of(5_000), "a.parquet"),
    *(
        ("cell_chars", 90, lambda suffix=suffix: ours(suffix), f"a{suffix}")
        for suffix in (".csv", ".tsv", ".xlsx", ".geojson", ".gpkg", ".parquet", ".kml", ".ics",
                       ".timelinejs.csv", ".timelinejs.json")
    ),
    ("cell_chars", 90, waypoint, "a.gpx"),
    ("cell_chars", 90, records, "a.json"),
    ("cell_chars", 90, quakes, "a.geojson"),
    ("cell_chars", 1_000, lambda: list_of(5_000), "a.parquet"),
    ("depth", 4, features, "a.geojson"),
    ("depth", 1, records, "a.json"),
    ("depth", 4, lambda: calendar(6), "a.ics"),
    ("xml_depth", 9, nested_xml, "a.kml"),
    ("archive_files", 1, packed, "a.kmz"),
    ("archive_files", 3, lambda: ours(".xlsx"), "a.xlsx"),
    ("archive_bytes", 1 << 20, packed, "a.kmz"),
    ("archive_bytes", 900, lambda: ours(".parquet"), "a.parquet"),
    ("archive_ratio", 20, packed, "a.kmz"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("limit", "value", "make", "name"),
    [pytest.param(*case, id=f"{case[0]}-{case[3]}-{at}") for at, case in enumerate(CASES)],
)
def test_file_beyond_a_limit_is_refused_by_name_and_read_when_it_is_raised(
    limit: str, value: int, make: Callable[[], bytes], name: str
) -> None:
    data = make()
    with pytest.raises(FormatError) as told:
        read(data, name=name, limits=replace(LIMITS, **{limit: value}))
    said = str(told.value)
    assert f"{value:,} (DATELINE_MAX_{limit.upper()})" in said
    assert said.endswith(".") and "\n" not in said and len(said) < 300
    raised = {"archive_ratio": 10_000} if name == "a.kmz" else {}
    assert read(data, name=name, limits=replace(LIMITS, **raised)).read


@pytest.mark.parametrize(
    ("limit", "value", "make", "name", "held"),
    [
        ("file_bytes", 100, records, "a.json", rf"{len(records()):,} bytes"),
        ("rows", 8, records, "a.json", "9 rows"),
        ("columns", 8, records, "a.json", "10 columns"),
        ("cells", 80, records, "a.json", "90 cells"),
        ("cells", 1_000, lambda: list_of(5_000), "a.parquet", "5,001 values"),
        ("cell_chars", 90, records, "a.json", "99 characters"),
        ("depth", 4, features, "a.geojson", "nested 5 deep"),
        ("xml_depth", 9, nested_xml, "a.kml", "nested 10 deep or more"),
        ("archive_files", 1, packed, "a.kmz", "2 files"),
        ("archive_ratio", 20, packed, "a.kmz", r"to [\d,]+ bytes or more"),
    ],
)
def test_refusal_says_what_the_file_has(
    limit: str, value: int, make: Callable[[], bytes], name: str, held: str
) -> None:
    with pytest.raises(FormatError, match=held):
        read(make(), name=name, limits=replace(LIMITS, **{limit: value}))


def test_every_limit_has_a_case_here_or_with_the_worker_and_the_link() -> None:
    elsewhere = {"seconds", "memory_bytes", "link_bytes", "article_chars", "pages"}
    assert {case[0] for case in CASES} | elsewhere == {field.name for field in fields(Limits)}


def test_every_limit_is_in_the_readme(root: Any) -> None:
    text = (root / "README.md").read_text(encoding="utf-8")
    for field in fields(Limits):
        setting = field.name.upper()
        assert f"`DATELINE_MAX_{setting}`" in text or f"`…_{setting}`" in text


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        (Limits(seconds=0), "0 (DATELINE_MAX_SECONDS)"),
        (Limits(memory_bytes=300_000_000), "300,000,000 (DATELINE_MAX_MEMORY_BYTES)"),
    ],
)
def test_limits_of_the_reading_process_are_named(limits: Limits, said: str) -> None:
    many = b"title,date,longitude,latitude\n" + b"x,1953-07-27,1,1\n" * 400_000
    with pytest.raises(FormatError, match=re.escape(said)):
        read_in_worker(many, name="many.csv", limits=limits)


# --- bombs ----------------------------------------------------------------------------------------


def test_text_that_parquet_says_often_is_held_once() -> None:
    texts = pa.DictionaryArray.from_arrays(pa.array([0] * 2_000, pa.int32()), ["x" * 200_000])
    data = parquet({"title": [f"Event {row}" for row in range(2_000)], "held": texts})
    assert len(data) < 1_000_000
    tracemalloc.start()
    frame = read(data, name="a.parquet").frame
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(frame) == 2_000
    assert peak < 200_000_000  # and not 400 MB


def test_list_of_a_hundred_million_in_a_small_parquet_is_refused_before_it_is_read() -> None:
    values = pa.array([0], pa.int8()).take(pa.array([0] * 1_000_000, pa.int32()))
    many = pa.chunked_array([pa.ListArray.from_arrays([0, 1_000_000], values)] * 60)
    data = parquet({"title": [f"{row}" for row in range(60)], "held": many})
    assert len(data) < 100_000
    with pytest.raises(FormatError, match="60,000,060 values and the limit is 50,000,000"):
        read(data, name="a.parquet")


def record(kind: int, held: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(held)) + held


def old_stream(sheets: int, *cells: tuple[int, int]) -> bytes:
    """The records of a workbook of equal sheets with a number in each of the cells."""
    first, begin = (
        record(0x809, struct.pack("<HHHHII", 0x600, kind, 1, 1997, 1, 6)) for kind in (5, 16)
    )
    numbers = (record(0x203, struct.pack("<HHHd", *cell, 0, 1.0)) for cell in cells)
    sheet = begin + b"".join(numbers) + record(0x0A)
    start = len(first) + sheets * len(record(0x85, bytes(10))) + len(record(0x0A))
    starts = (start + at * len(sheet) for at in range(sheets))
    named = (record(0x85, struct.pack("<IHBB", at, 0, 2, 0) + b"ab") for at in starts)
    return first + b"".join(named) + record(0x0A) + sheet * sheets


def old_workbook(stream: bytes) -> bytes:
    """A stream in the sectors of an old Office file: chains, folder, stream."""
    stream = stream.ljust(4096, b"\0")
    stream = stream.ljust(-(-len(stream) // 512) * 512, b"\0")
    count = len(stream) // 512
    tables = -(-(count + 2) // 127)
    chain = [-3] * tables + [-2] + [tables + 2 + at for at in range(count - 1)] + [-2]
    chain += [-1] * (tables * 128 - len(chain))
    head = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<5H", 62, 3, 0xFFFE, 9, 6)
    head += bytes(6) + struct.pack("<9i", 0, tables, tables, 0, 4096, -2, 0, -2, 0)
    head += struct.pack("<109i", *range(tables), *[-1] * (109 - tables))
    folder = entry("Root Entry", 5, 1, -2, 0) + entry("Workbook", 2, -1, tables + 1, len(stream))
    return head + struct.pack(f"<{len(chain)}i", *chain) + folder + bytes(256) + stream


def entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    held = name.encode("utf-16-le")
    told = struct.pack("<HBBiii", len(held) + 2, kind, 1, -1, -1, child)
    return held.ljust(64, b"\0") + told + bytes(36) + struct.pack("<iq", start, size)


CORNERS = ((0, 0), (65_535, 255))


def test_old_workbook_of_far_away_cells_is_refused_before_it_is_decoded() -> None:
    data = old_workbook(old_stream(100, *CORNERS))
    assert len(data) < 20_000
    with pytest.raises(
        FormatError, match=r"span 1,677,721,600 cells and the limit is 50,000,000 \("
    ):
        read(data, name="a.xls")


@pytest.mark.parametrize(
    ("stream", "limits", "reason"),
    [
        (old_stream(2, (0, 0), (9, 9)), Limits(cells=99), r"100 cells and the limit is 99 \("),
        (old_stream(2, (0, 0), (9, 9)), Limits(cells=100), r"200 cells and the limit is 100 \("),
        (old_stream(1, (0, 0), (9, 9)), Limits(columns=9), r"10 columns and the limit is 9 \("),
        (old_stream(1, (0, 0), (9, 9)), Limits(rows=9), r"10 rows and the limit is 9 \("),
    ],
)
def test_old_workbook_beyond_a_limit_is_refused(stream: bytes, limits: Limits, reason: str) -> None:
    with pytest.raises(FormatError, match=reason):
        read(old_workbook(stream), name="a.xls", limits=limits)
    assert read(old_workbook(stream), name="a.xls").read == 1


@pytest.mark.parametrize("size", [8, 40, 512, 700, 1_200, 2_000])
def test_old_workbook_that_is_cut_off_is_refused(size: int) -> None:
    with pytest.raises(FormatError, match="cannot be opened"):
        read(old_workbook(old_stream(1, *CORNERS))[:size], name="a.xls")


# --- the CRS of GeoJSON ---------------------------------------------------------------------------

LINKED = {"type": "link", "properties": {"href": "http://example.org/crs/42", "type": "proj4"}}
MERCATOR = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}
WGS84 = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
FOLIUM = {"times": ["2018-06-12"], "popup": "x"}
TRIP = {"type": "LineString", "coordinates": [[1, 2, 0, 1528761600], [1, 2, 0, 1528761601]]}
POINT = {"type": "Point", "coordinates": [1, 2]}
KINDS = [
    {"geometry": POINT, "properties": {"title": "x"}},
    {"geometry": POINT, "properties": FOLIUM},
    {"geometry": TRIP, "properties": {"vendor": "x"}},
    {"geometry": POINT, "properties": {"start": "2018", "end": "2019"}},
    {"geometry": POINT, "properties": {"mag": 1, "time": 1528761600000, "place": "x", "net": "y"}},
]  # fmt: skip


@pytest.mark.parametrize("feature", KINDS)
@pytest.mark.parametrize("name", ["a.geojson", "a.json", "a.txt"])
def test_crs_of_geojson_is_longitude_and_latitude_or_refused(
    feature: dict[str, Any], name: str
) -> None:
    features = [{"type": "Feature"} | feature]
    root = {"type": "FeatureCollection", "features": features}
    for crs, reason in ((LINKED, "example.org"), (MERCATOR, "EPSG::3857"), ("x", "x"), ([1], "1")):
        with pytest.raises(FormatError, match=rf"is in the CRS .*{reason}.*convert it"):
            read(json.dumps(root | {"crs": crs}).encode(), name=name)
    for good in (None, WGS84):
        assert read(json.dumps(root | {"crs": good}).encode(), name=name).read == 1


def test_shapefile_whose_prj_is_no_text_is_refused(tmp_path: Any) -> None:
    frame = gpd.GeoDataFrame({"title": ["x"]}, geometry=[shapely.Point(103.8, 1.25)], crs=4326)
    frame.to_file(tmp_path / "a.shp")
    members = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(FormatError, match=r"a\.prj of the archive is no text"):
        read(write_archive(members | {"a.prj": members["a.prj"][:20] + b"\xff"}), name="a.zip")


@pytest.mark.parametrize(("driver", "suffix"), [("GPKG", ".gpkg"), ("FlatGeobuf", ".fgb")])
def test_named_crs_of_a_map_file_is_converted(driver: str, suffix: str, tmp_path: Any) -> None:
    frame = gpd.GeoDataFrame({"title": ["x"]}, geometry=[shapely.Point(103.8, 1.25)], crs=4326)
    frame.to_crs(3857).to_file(tmp_path / f"a{suffix}", driver=driver)
    at = read(tmp_path / f"a{suffix}").frame.geometry[0]
    assert (round(at.x, 6), round(at.y, 6)) == (103.8, 1.25)
