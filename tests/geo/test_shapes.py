"""Geometry in a cell is read in any of three notations, and no notation crashes the reader."""

import json
import struct

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import CRSError, GeoError, PlaceError
from geo.shapes import (
    looks_like_geometry,
    parse_geojson,
    parse_geometry,
    parse_wkb,
    read_geometries,
)

SEOUL = shapely.Point(126.98, 37.57)
KINDS = [
    SEOUL,
    shapely.LineString([(125.75, 39.02), (103.83, 1.25)]),
    shapely.Polygon([(0, 0), (9, 0), (9, 9)], [[(5, 1), (7, 1), (7, 2)]]),
    shapely.MultiPoint([(1, 2), (3, 4)]),
    shapely.MultiPolygon([shapely.box(0, 0, 1, 1), shapely.box(2, 2, 3, 3)]),
    shapely.GeometryCollection([shapely.Point(1, 2), shapely.LineString([(0, 0), (1, 1)])]),
]


@pytest.mark.parametrize("shape", KINDS, ids=lambda shape: shape.geom_type)
def test_each_notation_gives_the_same_geometry(shape):
    texts = [
        shapely.to_wkt(shape),
        shapely.to_wkb(shape, hex=True),
        shapely.to_wkb(shape, hex=True, byte_order=0),
        shapely.to_wkb(shapely.set_srid(shape, 4326), hex=True, include_srid=True),
        "\\x" + shapely.to_wkb(shape, hex=True).lower(),
        shapely.to_geojson(shape),
        json.dumps({"type": "Feature", "properties": {}, "geometry": shape.__geo_interface__}),
    ]
    for text in texts:
        assert looks_like_geometry(text)
        assert parse_geometry(f" {text}\n").equals(shape), text


def test_heights_are_dropped():
    shape = shapely.Point(1, 2, 3)
    for text in (shapely.to_wkb(shape, hex=True), shapely.to_geojson(shape), "POINT Z (1 2 3)"):
        assert parse_geometry(text) == shapely.Point(1, 2)


@pytest.mark.parametrize(
    "text, crs",
    [
        ("POINT (953900 1952000)", 5179),
        ("SRID=5179;POINT (953900 1952000)", None),
        ("SRID=5179;POINT (953900 1952000)", 4326),  # the text knows better
        ('{"type": "Point", "coordinates": [953900, 1952000]}', "EPSG:5179"),
        (
            '{"type": "Point", "coordinates": [953900, 1952000], "crs": {"type": "name", '
            '"properties": {"name": "urn:ogc:def:crs:EPSG::5179"}}}',
            None,
        ),
        (
            shapely.to_wkb(
                shapely.set_srid(shapely.Point(953900, 1952000), 5179), hex=True, include_srid=True
            ),
            None,
        ),
    ],
)
def test_geometry_of_another_crs_becomes_degrees(text, crs):
    point = parse_geometry(text, crs=crs)
    assert (point.x, point.y) == (pytest.approx(126.978, abs=2e-3), pytest.approx(37.566, abs=2e-3))


def nested(depth):
    return '{"type":"GeometryCollection","geometries":[' * depth + "]}" * depth


def wkb_nested(depth):
    return (struct.pack("<BII", 1, 7, 1) * depth).hex()


@pytest.mark.parametrize(
    "text, error",
    [
        (nested(200_000), PlaceError),
        ("[" * 300_000, PlaceError),
        ('{"a":' * 100_000, PlaceError),
        ("GEOMETRYCOLLECTION (" * 200_000, PlaceError),
        (wkb_nested(100_000), PlaceError),
        (wkb_nested(500_000), PlaceError),
        (struct.pack("<BII", 1, 2, 0xFFFFFFFF).hex() + "00" * 32, PlaceError),  # 4e9 points
        (struct.pack("<BII", 1, 3, 0xFFFFFFFF).hex() + "00" * 32, PlaceError),
        (struct.pack("<BII", 1, 6, 0xFFFFFFFF).hex() + "00" * 32, PlaceError),
        (struct.pack("<BI", 1, 99).hex() + "00" * 32, PlaceError),
        ("01" * 9, PlaceError),
        ("0101000000" + "00" * 15, PlaceError),
        ('{"type": "Point"}', PlaceError),
        ('{"type": "Point", "coordinates": "here"}', PlaceError),
        ('{"type": "Point", "coordinates": [NaN, 1]}', PlaceError),
        ('{"type": "Point", "coordinates": [1e999, 1]}', GeoError),
        ('{"type": "Point", "coordinates": []}', PlaceError),
        ('{"type": "Polygon", "coordinates": [[[0, 0], [1, 1]]]}', PlaceError),
        ('{"type": "Feature", "geometry": null}', PlaceError),
        ('{"type": "FeatureCollection", "features": []}', PlaceError),
        ('{"type": ["Point"], "coordinates": [1, 2]}', PlaceError),
        ('{"coordinates": [1, 2]}', PlaceError),
        ("{}", PlaceError),
        ("{", PlaceError),
        ('{"type": "Point", "coordinates": [1, 99]}', CRSError),
        (
            '{"type": "Point", "coordinates": [1, 2], "crs": {"type": "link", '
            '"properties": {"href": "http://localhost/"}}}',
            CRSError,
        ),
        ("POINT (37.5 126.9)", CRSError),
        ("", PlaceError),
        ("Seoul", PlaceError),
    ],
)
def test_hostile_or_broken_geometry_is_refused_in_a_sentence(text, error):
    with pytest.raises(error, match=r"\.$") as raised:
        parse_geometry(text)
    assert len(str(raised.value)) < 260


@given(st.binary(min_size=9, max_size=80))
def test_any_bytes_are_wkb_or_a_geo_error(data):
    for start in (b"", b"\x01\x07\x00\x00\x00", b"\x01\x03\x00\x00\x00\x01\x00\x00\x00"):
        try:
            parse_wkb((start + data).hex())
        except GeoError as error:
            assert str(error).endswith(".")


json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=12,
)


@given(
    st.sampled_from(["Point", "LineString", "Polygon", "MultiPolygon", "GeometryCollection"])
    | st.just("Feature"),
    json_values,
)
def test_any_json_is_a_geometry_or_a_geo_error(kind, value):
    for member in ("coordinates", "geometries", "geometry", "crs"):
        try:
            parse_geojson(json.dumps({"type": kind, member: value}))
        except GeoError as error:
            assert str(error).endswith(".")


def test_column_keeps_its_rows_and_names_its_faults():
    column = ["POINT (1 2)", None, "", "nowhere", "POINT (1 2)", '{"type": "Point"}', float("nan")]
    shapes, wrong = read_geometries(column)
    assert [shape is not None for shape in shapes] == [
        True,
        False,
        False,
        False,
        True,
        False,
        False,
    ]
    assert sorted(wrong) == [3, 5]


def test_empty_column_is_empty():
    shapes, wrong = read_geometries([])
    assert (len(shapes), wrong) == (0, {})
