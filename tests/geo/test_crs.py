"""Only a CRS with an EPSG code is taken, and nothing is fetched for it."""

import numpy as np
import pyproj.network
import pytest
import shapely

from geo.crs import is_projected, parse_crs, to_degrees, to_lon_lat
from geo.errors import CRSError


@pytest.mark.parametrize(
    "text, code",
    [
        (5179, 5179),
        ("5179", 5179),
        ("EPSG:5179", 5179),
        ("epsg: 5179", 5179),
        ("SRID=5179", 5179),
        ("urn:ogc:def:crs:EPSG::5179", 5179),
        ("urn:ogc:def:crs:EPSG:9.9:5179", 5179),
        ("urn:ogc:def:crs:OGC:1.3:CRS84", 4326),
        ("WGS84", 4326),
        ("WGS 84", 4326),
    ],
)
def test_crs_is_known_by_its_code(text, code):
    assert parse_crs(text) == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Seoul",
        "EPSG:999999",
        "12",
        "+proj=longlat +datum=WGS84",
        "https://epsg.io/5179",
        "file:///etc/passwd",
        "EPSG:4978",
        "EPSG:5773",
        "E" * 10_000,
    ],
)
def test_anything_else_is_refused_in_a_sentence(text):
    with pytest.raises(CRSError, match=r"\.$") as error:
        parse_crs(text)
    assert len(str(error.value)) < 200


@pytest.mark.parametrize(
    "crs, x, y, lon, lat",
    [
        ("EPSG:5179", 953_900, 1_952_000, 126.978, 37.566),  # Seoul city hall, Korean grid
        ("EPSG:3857", 14_135_000, 4_518_000, 126.977, 37.565),
        ("EPSG:32652", 321_400, 4_159_600, 126.978, 37.566),
        ("EPSG:27700", 530_000, 180_000, -0.129, 51.504),
        ("EPSG:4326", 126.978, 37.566, 126.978, 37.566),
    ],
)
def test_coordinates_of_another_crs_become_degrees(crs, x, y, lon, lat):
    found = to_lon_lat(np.array([float(x)]), np.array([float(y)]), crs)
    assert np.allclose(np.ravel(found), [lon, lat], atol=0.003)


def test_point_far_from_where_a_crs_applies_is_lost():
    lon, lat = to_lon_lat(np.array([1e12, 953_900]), np.array([1e12, 1_952_000]), 5179)
    assert np.isnan(lon).tolist() == np.isnan(lat).tolist() == [True, False]


def test_geometry_is_turned_whole_or_refused():
    line = shapely.LineString([(953_900, 1_952_000), (954_900, 1_953_000)])
    assert to_degrees(line, 5179).bounds == pytest.approx(
        (126.978, 37.566, 126.99, 37.575), abs=0.01
    )
    with pytest.raises(CRSError, match="5179"):
        to_degrees(shapely.Point(1e12, 1e12), 5179)


def test_projected_and_geographic_are_told_apart():
    assert is_projected(5179)
    assert not is_projected(4326)


def test_network_is_off_once_a_crs_was_used():
    to_lon_lat(np.array([1.0]), np.array([1.0]), 27700)
    assert not pyproj.network.is_network_enabled()
