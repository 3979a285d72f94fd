import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import geopandas as gpd
import pyogrio
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.edtf import EventDate
from timeline.errors import FormatError
from timeline.event import Event
from timeline.formats.archive import write_archive
from timeline.formats.geofiles import read_flatgeobuf, read_gpkg, read_shapefile, write_gpkg
from timeline.formats.limits import Limits
from timeline.frame import frame_from_events

SEOUL = shapely.Point(126.98, 37.57)
FRAME = gpd.GeoDataFrame(
    {"name": ["a", "b"], "date": ["2018", "2019-02-30"], "n": [1.5, None], "note": ["서울", None]},
    geometry=[SEOUL, shapely.Point(1, 2)],
    crs=4326,
)


def zipped(folder: Path) -> bytes:
    return write_archive({f"in/{path.name}": path.read_bytes() for path in folder.iterdir()})


def as_gpkg(frame: gpd.GeoDataFrame, folder: Path) -> bytes:
    pyogrio.write_dataframe(frame, folder / "x.gpkg", layer="summits")
    return (folder / "x.gpkg").read_bytes()


def as_flatgeobuf(frame: gpd.GeoDataFrame, folder: Path) -> bytes:
    pyogrio.write_dataframe(frame, folder / "x.fgb", driver="FlatGeobuf", SPATIAL_INDEX="NO")
    return (folder / "x.fgb").read_bytes()


def as_shapefile(frame: gpd.GeoDataFrame, folder: Path) -> bytes:
    pyogrio.write_dataframe(frame, folder / "x.shp", encoding="utf-8")
    return zipped(folder)


READERS: list[Any] = [
    pytest.param(as_gpkg, read_gpkg, id="gpkg"),
    pytest.param(as_flatgeobuf, read_flatgeobuf, id="fgb"),
    pytest.param(as_shapefile, read_shapefile, id="shp"),
]
Write, Read = Callable[[gpd.GeoDataFrame, Path], bytes], Callable[..., Any]


@pytest.mark.parametrize(("write", "read"), READERS)
def test_features_become_events_or_rejected_rows(write: Write, read: Read, tmp_path: Path) -> None:
    result = read(write(FRAME, tmp_path))
    assert result.frame[["title", "date", "n", "text"]].to_numpy().tolist() == [
        ["a", "2018", "1.5", "서울"]
    ]
    assert result.frame.geometry[0].equals_exact(SEOUL, 1e-9)
    assert [(fault.line, fault.column) for fault in result.rejected] == [(2, "date")]
    assert result.read == 2


@pytest.mark.parametrize(("write", "read"), READERS)
def test_other_crs_is_converted(write: Write, read: Read, tmp_path: Path) -> None:
    (point,) = read(write(FRAME[:1].to_crs(5179), tmp_path)).frame.geometry
    assert point.equals_exact(SEOUL, 1e-7)


@pytest.mark.parametrize(("write", "read"), READERS)
def test_missing_geometry_is_no_fault(write: Write, read: Read, tmp_path: Path) -> None:
    frame = FRAME[:1].set_geometry([None], crs=4326)
    pyogrio_needs_points = frame if write is not as_shapefile else FRAME[:1]
    assert read(write(pyogrio_needs_points, tmp_path)).rejected == ()


@pytest.mark.parametrize(("write", "read"), READERS)
def test_row_limit_holds(write: Write, read: Read, tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="2 rows and the limit is 1"):
        read(write(FRAME, tmp_path), limits=Limits(rows=1))


@pytest.mark.parametrize("read", [read_gpkg, read_flatgeobuf, read_shapefile])
@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<OGRVRTDataSource><OGRVRTLayer name='a'><SrcDataSource>/etc/passwd</SrcDataSource>"
        b"</OGRVRTLayer></OGRVRTDataSource>",
        b'{"type": "FeatureCollection", "features": []}',
        b"SQLite format 3\x00" + bytes(100),
        b"SQLite format 3\x00" + bytes(52) + b"GPKG" + bytes(60),
        b"fgb\x03fgb\x00" + bytes(60),
        b"PK\x03\x04" + bytes(60),
        write_archive({"a.shp": b"<OGRVRTDataSource/>", "a.dbf": b""}),
        write_archive({"a.shp": b"\x00\x00\x27\x0a" + bytes(96)}),
        write_archive({"a.vrt": b"<OGRVRTDataSource/>"}),
    ],
)
def test_what_is_not_the_format_by_content_is_refused(read: Read, data: bytes) -> None:
    with pytest.raises(FormatError) as caught:
        read(data)
    assert str(caught.value).endswith(".")


# --- GeoPackage -----------------------------------------------------------------------------------


def changed(tmp_path: Path, *statements: str) -> bytes:
    path = tmp_path / "y.gpkg"
    path.write_bytes(write_gpkg(frame_from_events([Event("x", geometry=SEOUL)])))
    with sqlite3.connect(path) as database:
        for statement in statements:
            database.execute(statement)
    database.close()
    return path.read_bytes()


ENDLESS = (
    "CREATE VIEW {} AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
    "SELECT i FROM n"
)
LISTED = (
    "INSERT INTO gpkg_contents (table_name, data_type, identifier) "
    "VALUES ('{0}', 'attributes', '{0}')"
)


def test_views_are_no_layers(tmp_path: Path) -> None:
    data = changed(tmp_path, ENDLESS.format("v"), LISTED.format("v"))
    assert read_gpkg(data).frame["title"].tolist() == ["x"]
    with pytest.raises(FormatError, match=r"no layer 'v'; there are events"):
        read_gpkg(data, layer="v")


@pytest.mark.parametrize(
    "statements",
    [
        (
            "ALTER TABLE gpkg_contents RENAME TO held",
            "CREATE VIEW gpkg_contents AS SELECT * FROM held",
        ),
        ("ALTER TABLE gpkg_contents RENAME TO held", ENDLESS.format("gpkg_contents")),
        ("ALTER TABLE events ADD COLUMN big GENERATED ALWAYS AS (zeroblob(900000000)) VIRTUAL",),
        ("DELETE FROM gpkg_contents",),
    ],
)
def test_geopackage_that_computes_is_refused(tmp_path: Path, statements: tuple[str, ...]) -> None:
    with pytest.raises(FormatError):
        read_gpkg(changed(tmp_path, *statements))


def test_layer_can_be_chosen(tmp_path: Path) -> None:
    made = ("CREATE TABLE more (title TEXT, date TEXT)", "INSERT INTO more VALUES ('y', '2018')")
    data = changed(tmp_path, *made, LISTED.format("more"))
    assert read_gpkg(data).notes[0] == "The layer 'events' was read; there are also 'more'."
    assert read_gpkg(data, layer="more").frame["title"].tolist() == ["y"]


def test_bad_geometry_rejects_its_row(tmp_path: Path) -> None:
    kinds = ("insert", *(f"update{number}" for number in (2, 4, 5, 6, 7)))
    data = changed(
        tmp_path,
        *(f"DROP TRIGGER IF EXISTS rtree_events_geom_{kind}" for kind in kinds),
        "INSERT INTO events (id, title, geom) VALUES ('b', 'y', x'4750000100000000DEADBEEF')",
    )
    result = read_gpkg(data)
    assert [(fault.line, fault.column) for fault in result.rejected] == [(2, "geometry")]


def test_written_geopackage_opens_in_gdal_with_its_times(tmp_path: Path) -> None:
    path = tmp_path / "w.gpkg"
    events = [
        Event("x", EventDate.parse("2018"), geometry=SEOUL),
        Event("y", EventDate.parse("-0300")),
    ]
    path.write_bytes(write_gpkg(frame_from_events(events)))
    read = gpd.read_file(path)
    assert read.crs.to_epsg() == 4326
    assert read["earliest"].dt.year.tolist()[0] == 2018
    assert read["earliest"].isna().tolist() == [False, True]


@given(at=st.integers(0, 10**6), bytes_=st.binary(min_size=1, max_size=8))
@settings(max_examples=25, deadline=None)
def test_damaged_geopackage_is_read_or_refused(at: int, bytes_: bytes) -> None:
    data = bytearray(GPKG)
    at %= len(data)
    data[at : at + len(bytes_)] = bytes_
    try:
        result = read_gpkg(bytes(data))
    except FormatError as error:
        assert str(error).endswith(".")
    else:
        assert result.read == len(result.frame) + result.rejected_rows


GPKG = write_gpkg(frame_from_events([Event("x", geometry=SEOUL), Event("y")]))
