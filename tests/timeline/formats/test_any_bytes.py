"""Whatever a file holds, reading it ends in a result or in a FormatError."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.errors import FormatError
from timeline.formats.geojson import read_geojson
from timeline.formats.table import read_csv
from timeline.frame import validate

HEADERS = ("id", "title", "date", "start", "end", "lat", "lon", "to_lat", "to_lon", "geometry",
           "kind", "status", "country", "actors", "strength", "strength_low", "radius_km",
           "confidence", "quote_start", "published", "earliest", "note", "")  # fmt: skip
cells = st.one_of(
    st.text(max_size=8),
    st.sampled_from(
        ["2018", "2018-06/..", "1e400", "-1", "91", "nan", "POINT (1 2)", "POINT EMPTY", "movement",
         "planned", "Red Sea", "KOR;USA", "10-12 thousand", "1 2", "127°E", "0x10", "١٢", "1_0"]
    ),
)  # fmt: skip
tables = st.tuples(
    st.lists(st.sampled_from(HEADERS), min_size=1, max_size=8),
    st.lists(st.lists(cells, max_size=8), max_size=5),
).map(
    lambda parts: "\n".join(",".join(row) for row in (parts[0], *parts[1])).encode(
        "utf-8", "replace"
    )
)

plain = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**70), 2**70),
    st.floats(),
    st.text(max_size=6),
    st.sampled_from(["Point", "Polygon", "LineString", "GeometryCollection", "Feature", "2018"]),
)
keys = st.sampled_from(
    ["type", "geometry", "coordinates", "geometries", "properties", "features", "id", "crs",
     "title", "date", "lat", "actors", "name"]
)  # fmt: skip
values = st.recursive(
    plain, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4)
)
features = st.fixed_dictionaries(
    {
        "type": st.just("Feature"),
        "geometry": st.fixed_dictionaries(
            {
                "type": st.sampled_from(
                    ["Point", "LineString", "Polygon", "MultiPoint", "MultiPolygon"]
                ),
                "coordinates": values,
            }
        )
        | values,
        "properties": st.dictionaries(keys, values, max_size=4) | st.just({"title": "x"}),
    }
)


def read_or_refused(read: Any, data: bytes) -> None:
    try:
        result = read(data)
    except FormatError as error:
        assert str(error).endswith(".")
        return
    validate(result.frame)
    assert result.read == len(result.frame) + result.rejected_rows


@given(data=st.binary(max_size=60) | tables)
@settings(max_examples=50, deadline=None)
def test_any_table_is_read_or_refused(data: bytes) -> None:
    read_or_refused(read_csv, data)


@given(found=st.lists(features | values, max_size=4))
@settings(max_examples=50, deadline=None)
def test_any_features_are_read_or_refused(found: list[Any]) -> None:
    root = {"type": "FeatureCollection", "features": found}
    read_or_refused(read_geojson, json.dumps(root).encode())


@given(root=values, data=st.binary(max_size=40))
@settings(max_examples=50, deadline=None)
def test_any_json_is_read_or_refused(root: Any, data: bytes) -> None:
    read_or_refused(read_geojson, json.dumps(root).encode())
    read_or_refused(read_geojson, data)


@pytest.mark.parametrize("text", ["[" * 5000, '{"a":' * 5000, '"' * 999, "\\" * 99])
def test_what_crashes_parsers_is_refused(text: str) -> None:
    with pytest.raises(FormatError):
        read_geojson(text.encode())
