import datetime as dt
import io
from typing import Any

import geopandas as gpd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.edtf import EventDate
from timeline.errors import FormatError
from timeline.event import Event
from timeline.formats.limits import Limits
from timeline.formats.parquet import read_parquet, write_parquet
from timeline.frame import frame_from_events

SEOUL = shapely.Point(126.98, 37.57)


def parquet(columns: dict[str, Any], **options: Any) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out, **options)
    return out.getvalue()


def geoparquet(frame: gpd.GeoDataFrame, **options: Any) -> bytes:
    out = io.BytesIO()
    frame.to_parquet(out, **options)
    return out.getvalue()


def test_plain_parquet_with_coordinates_is_read() -> None:
    data = parquet(
        {
            "title": ["a", "b", "c"],
            "date": pa.array([dt.date(2018, 6, 12), None, dt.date(2019, 1, 1)]),
            "lat": [37.57, None, 91.0],
            "lon": [126.98, None, 2.0],
        }
    )
    result = read_parquet(data)
    assert result.frame[["title", "date"]].to_numpy().tolist() == [["a", "2018-06-12"], ["b", ""]]
    assert result.frame.geometry[0].equals(SEOUL)
    assert [(fault.line, fault.column) for fault in result.rejected] == [(3, "latitude")]
    assert result.read == 3


@pytest.mark.parametrize(
    ("values", "text"),
    [
        (pa.array([2018]), "2018"),
        (pa.array([1.5]), "1.5"),
        (pa.array([2018.0]), "2018"),
        (pa.array([True]), "true"),
        (pa.array([None], pa.string()), ""),
        (pa.array([float("nan")]), ""),
        (pa.array([["a", "b"]]), "a; b"),
        (pa.array([{"a": 1}]), '{"a": 1}'),
        (pa.array(["x"]).dictionary_encode(), "x"),
        (pa.array([dt.datetime(2018, 6, 12, 9, 30)], pa.timestamp("us")), "2018-06-12T09:30:00"),
        (pa.array([dt.datetime(2018, 6, 12)], pa.timestamp("ns", "UTC")), "2018-06-12"),
        (pa.array([b"\x00\x01"]), ""),
    ],
)
def test_every_type_becomes_text(values: pa.Array, text: str) -> None:
    held = {"title": ["x"], "date": ["2018"], "kept": values}
    assert read_parquet(parquet(held)).frame["kept"].tolist() == [text]


@pytest.mark.parametrize("crs", [4326, "OGC:CRS84", 5179, None])
def test_geoparquet_is_converted_to_longitude_and_latitude(crs: Any) -> None:
    frame = gpd.GeoDataFrame({"title": ["a"]}, geometry=[SEOUL], crs=4326)
    held = frame.to_crs(crs) if crs else frame.set_crs(None, allow_override=True)
    (point,) = read_parquet(geoparquet(held)).frame.geometry
    assert point.equals_exact(SEOUL, 1e-7)


def test_crs_that_is_no_definition_is_refused() -> None:
    frame = gpd.GeoDataFrame({"title": ["a"]}, geometry=[SEOUL])
    about = b'{"primary_column":"geometry","columns":{"geometry":{"encoding":"WKB","crs":"http://127.0.0.1:1/"}}}'
    table = pq.read_table(io.BytesIO(geoparquet(frame))).replace_schema_metadata({b"geo": about})
    out = io.BytesIO()
    pq.write_table(table, out)
    with pytest.raises(FormatError, match="CRS cannot be used"):
        read_parquet(out.getvalue())


def test_other_encoding_of_geometry_is_refused() -> None:
    frame = gpd.GeoDataFrame({"title": ["a"]}, geometry=[SEOUL], crs=4326)
    with pytest.raises(FormatError, match="'point'; write it as WKB"):
        read_parquet(geoparquet(frame, geometry_encoding="geoarrow"))


@pytest.mark.parametrize(
    ("data", "limits", "reason"),
    [
        (b"", Limits(), "no Parquet file by its content"),
        (b"PAR1rubbish", Limits(), "cannot be read as Parquet"),
        (parquet({"title": ["x"] * 9}), Limits(rows=8), "9 rows and the limit is 8"),
        (parquet({"a": [1], "b": [2]}), Limits(columns=1), "2 columns and the limit is 1"),
        (parquet({"title": ["x"] * 9}), Limits(cells=8), "9 cells and the limit is 8"),
        (parquet({"title": ["x" * 999]}), Limits(archive_bytes=99), "the limit"),
    ],
)
def test_file_that_is_none_or_too_large_is_refused(
    data: bytes, limits: Limits, reason: str
) -> None:
    with pytest.raises(FormatError, match=reason) as caught:
        read_parquet(data, limits=limits)
    assert str(caught.value).endswith(".")


def test_one_long_text_repeated_stays_one_text() -> None:
    data = parquet({"title": ["x"] * 5_000, "held": ["y" * 100_000] * 5_000, "id": range(5_000)})
    assert len(data) < 1_000_000
    frame = read_parquet(data, limits=Limits(archive_bytes=64 << 20)).frame
    assert len(frame) == 5_000


def test_written_file_is_geoparquet_with_types() -> None:
    event = Event("x", EventDate.parse("2018"), actors=("USA",), geometry=SEOUL)
    read = gpd.read_parquet(io.BytesIO(write_parquet(frame_from_events([event]))))
    assert read.crs.to_epsg() == 4326
    assert read["earliest"].dt.year.tolist() == [2018]
    assert [list(names) for names in read["actors"]] == [["USA"]]


@given(at=st.integers(0, 10**6), bytes_=st.binary(min_size=1, max_size=8))
@settings(max_examples=40, deadline=None)
def test_damaged_file_is_read_or_refused(at: int, bytes_: bytes) -> None:
    data = bytearray(FILE)
    at %= len(data)
    data[at : at + len(bytes_)] = bytes_
    try:
        result = read_parquet(bytes(data))
    except FormatError as error:
        assert str(error).endswith(".")
    else:
        assert result.read == len(result.frame) + result.rejected_rows


FILE = write_parquet(frame_from_events([Event("x", geometry=SEOUL), Event("y")]))
