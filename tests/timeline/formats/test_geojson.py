import json
import socket
from typing import Any

import numpy as np
import pytest

from timeline.errors import FormatError
from timeline.formats.geojson import read_geojson, write_geojson
from timeline.formats.limits import Limits
from timeline.frame import ReadResult


def collection(*features: Any, **members: Any) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features} | members).encode()


def feature(geometry: Any = None, **properties: Any) -> dict[str, Any]:
    held = {"title": "x"} | properties
    return {"type": "Feature", "geometry": geometry, "properties": held}


def one(geometry: Any = None, **properties: Any) -> Any:
    result = read_geojson(collection(feature(geometry, **properties)))
    assert result.rejected == ()
    return result.frame.iloc[0]


POINT = {"type": "Point", "coordinates": [126.98, 37.57]}


# --- geometry -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("geometry", "wkt"),
    [
        (POINT, "POINT (126.98 37.57)"),
        ({"type": "Point", "coordinates": [1, 2, 300.5]}, "POINT (1 2)"),
        ({"type": "LineString", "coordinates": [[1, 2], [3, 4]]}, "LINESTRING (1 2, 3 4)"),
        (
            {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]},
            "POLYGON ((0 0, 1 0, 1 1, 0 0))",
        ),
        ({"type": "MultiPoint", "coordinates": [[1, 2]]}, "MULTIPOINT ((1 2))"),
        (
            {"type": "GeometryCollection", "geometries": [POINT]},
            "GEOMETRYCOLLECTION (POINT (126.98 37.57))",
        ),
        ({"type": "Point", "coordinates": []}, None),
        (None, None),
    ],
)
def test_geometry_is_read_in_two_dimensions(geometry: Any, wkt: str | None) -> None:
    read = one(geometry)["geometry"]
    assert (read and read.wkt) == wkt


@pytest.mark.parametrize(
    ("geometry", "reason"),
    [
        ({"type": "Point", "coordinates": [1]}, "not numbers nested as they should be"),
        ({"type": "Point", "coordinates": ["1", "2"]}, "not numbers nested"),
        ({"type": "Point", "coordinates": [True, 2]}, "not numbers nested"),
        ({"type": "Point", "coordinates": [None, 2]}, "not numbers nested"),
        ({"type": "Point", "coordinates": [[1, 2]]}, "not numbers nested"),
        ({"type": "Point"}, "not numbers nested"),
        ({"type": "Point", "coordinates": [190, 2]}, "longitude outside -180 to 180"),
        ({"type": "Point", "coordinates": [37.5, 127]}, "latitude outside -90 to 90"),
        ({"type": "LineString", "coordinates": [[1, 2]]}, "cannot be drawn"),
        ({"type": "Polygon", "coordinates": [[[0, 0], [1, 1]]]}, "cannot be drawn"),
        ({"type": "Circle", "coordinates": [1, 2]}, "'Circle' is no type of geometry"),
        ({"type": "GeometryCollection"}, "no list of geometries"),
        ([1, 2], "None is no type of geometry"),
        ("POINT (1 2)", "None is no type of geometry"),
    ],
)
def test_bad_geometry_rejects_its_feature_by_number(geometry: Any, reason: str) -> None:
    result = read_geojson(collection(feature(POINT, id="good"), feature(geometry, id="bad")))
    assert result.frame["id"].tolist() == ["good"]
    (fault,) = result.rejected
    assert (fault.line, fault.column) == (2, "geometry")
    assert reason in fault.reason


# --- properties -----------------------------------------------------------------------------------


def test_properties_are_columns_and_unknown_ones_become_text() -> None:
    row = one(
        None,
        when="June 1944",
        actors=["USA", "South Korea"],
        strength=10000,
        mag=4.5,
        deep={"a": [1, None]},
        flag=True,
        none=None,
        lat="kept",
        text="Séoul",
    )
    assert (row["date"], row["actors"], row["strength_low"]) == ("1944-06", ["USA", "KOR"], 10_000)
    assert row[["mag", "deep", "flag", "none", "lat", "text"]].tolist() == [
        "4.5",
        '{"a":[1,null]}',
        "true",
        "",
        "kept",
        "Séoul",
    ]


@pytest.mark.parametrize(
    ("members", "id_"),
    [
        ({"id": "f1"}, "f1"),
        ({"id": 7}, "7"),
        ({"id": 7, "properties": {"title": "x", "id": "p1"}}, "p1"),
    ],
)
def test_id_comes_from_the_properties_else_from_the_feature(
    members: dict[str, Any], id_: str
) -> None:
    assert read_geojson(collection(feature() | members)).frame["id"].tolist() == [id_]


def test_features_with_different_properties_share_the_columns() -> None:
    result = read_geojson(collection(feature(a="1"), feature(b="2"), feature(title="y")))
    assert result.frame[["a", "b"]].to_numpy().tolist() == [["1", ""], ["", "2"], ["", ""]]


@pytest.mark.parametrize(
    "odd", [None, 5, "Feature", {}, {"type": "Point"}, feature() | {"properties": 3}]
)
def test_what_is_no_feature_is_rejected_and_counted(odd: Any) -> None:
    result = read_geojson(collection(feature(id="a"), odd, feature(id="b")))
    assert result.frame["id"].tolist() == ["a", "b"]
    assert [(fault.line, fault.reason) for fault in result.rejected] == [
        (2, "it is no Feature with properties")
    ]
    assert result.read == 3


def test_single_feature_and_feature_without_properties_are_read() -> None:
    assert len(read_geojson(json.dumps(feature()).encode()).frame) == 1
    result = read_geojson(collection({"type": "Feature", "geometry": POINT, "properties": None}))
    assert result.frame["title"].tolist() == ["South Korea"]


def test_lone_surrogate_becomes_a_mark() -> None:
    data = rb'{"type":"Feature","properties":{"title":"a\ud800b","note":"\ud83d\uddfa"}}'
    row = read_geojson(data).frame.iloc[0]
    assert (row["title"], row["note"]) == ("a\ufffdb", "🗺")


def test_lone_surrogate_in_a_key_becomes_a_mark() -> None:
    data = rb'{"type":"Feature","properties":{"title":"a","q\ud800q":"b"}}'
    assert read_geojson(data).frame["q\ufffdq"].tolist() == ["b"]


# --- files ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "not JSON"),
        (b"{", "not JSON: .* line 1"),
        (b"[]", "its type is 'list'"),
        (b'{"type":"Topology"}', "its type is 'Topology'"),
        (b'{"type":"Point","coordinates":[1,2]}', "its type is 'Point'"),
        (b'{"type":"FeatureCollection"}', "no list of features"),
        (b'{"type":"FeatureCollection","features":{}}', "no list of features"),
        (b'\xff{"type":"Feature"}', "Byte 0"),
        (b'{"a":' + b"[" * 200_000, "nested 200,001 deep and the limit is 32"),
        (b'{"a":"\\\\",' + b'"b":' + b'[{"x":' * 20, "nested 41 deep"),
        (b'{"type":"Feature","properties":{"n":' + b"9" * 5000 + b"}}", "too long"),
        (collection(feature(), feature(), feature()), "3 rows and the limit is 2"),
        (collection(feature(text="x" * 9000)), "bytes and the limit is 8,000"),
    ],
)
def test_file_that_is_no_geojson_is_refused_in_one_sentence(data: bytes, reason: str) -> None:
    limits = Limits(file_bytes=8000 if b"xxx" in data else 10**6, rows=2)
    with pytest.raises(FormatError, match=reason):
        read_geojson(data, limits=limits)


def test_brackets_inside_text_are_not_depth() -> None:
    assert one(text="[" * 100 + '\\"{' * 50)["text"].startswith("[[")


@pytest.mark.parametrize(
    "crs",
    [
        {"type": "link", "properties": {"href": "http://127.0.0.1:1/crs", "type": "proj4"}},
        {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3857"}},
        {"type": "name", "properties": {"name": {"a": 1}}},
        {"type": "name"},
        "EPSG:5179",
    ],
)
def test_other_crs_is_refused_and_never_followed(crs: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "socket", None)
    with pytest.raises(FormatError, match="longitude and latitude"):
        read_geojson(collection(feature(), crs=crs))


@pytest.mark.parametrize("name", ["urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326"])
def test_crs_that_is_longitude_and_latitude_is_read(name: str) -> None:
    crs = {"type": "name", "properties": {"name": name}}
    assert len(read_geojson(collection(feature(), crs=crs)).frame) == 1


def test_numbers_beyond_all_floats_reject_a_place_and_stay_text_elsewhere() -> None:
    far = b'{"type":"Feature","geometry":{"type":"%b","coordinates":[1e999,2]},"properties":{}}'
    for kind, reason in ((b"Point", "longitude outside"), (b"Circle", "no type of geometry")):
        assert reason in read_geojson(far % kind).rejected[0].reason
    data = b'{"type":"Feature","properties":{"title":"x","mag":1e999,"deep":[1e999]}}'
    row = read_geojson(data).frame.iloc[0]
    assert row[["mag", "deep"]].tolist() == ["Infinity", "[Infinity]"]


def test_nan_and_infinity_are_read_as_nothing() -> None:
    data = b'{"type":"Feature","properties":{"title":"x","confidence":NaN,"mag":-Infinity}}'
    row = read_geojson(data).frame.iloc[0]
    assert np.isnan(row["confidence"])
    assert row["mag"] == ""


# --- writing --------------------------------------------------------------------------------------


def strict(data: bytes) -> Any:
    def refuse(constant: str) -> None:
        raise AssertionError(f"{constant} is no JSON")

    return json.loads(data, parse_constant=refuse)


def written(result: ReadResult) -> Any:
    return strict(write_geojson(result.frame))


def test_written_file_is_a_feature_collection_without_crs() -> None:
    root = written(read_geojson(collection(feature(POINT, id="a"), feature(id="b"))))
    assert root.keys() == {"type", "features"}
    assert [f["geometry"] for f in root["features"]] == [POINT, None]
    assert [f["id"] for f in root["features"]] == ["a", "b"]
    assert root["features"][0]["properties"]["kind"] == "event"


def test_what_is_not_finite_is_written_as_null() -> None:
    frame = read_geojson(collection(feature())).frame.assign(
        score=[float("inf")], level=[float("nan")], when=[np.datetime64("2018-06-12")], n=[3]
    )
    properties = strict(write_geojson(frame))["features"][0]["properties"]
    assert [properties[name] for name in ("score", "level", "confidence", "when", "n")] == [
        None,
        None,
        None,
        "2018-06-12",
        3,
    ]


def test_markup_and_line_separators_survive() -> None:
    text = "</script><b>\u2028&\"'"
    properties = written(read_geojson(collection(feature(text=text))))["features"][0]["properties"]
    assert properties["text"] == text
