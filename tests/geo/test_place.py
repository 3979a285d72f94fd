"""Points and places that exist are kept as given; others are refused in one sentence."""

import math

import pytest

from geo.errors import CRSError, GazetteerError, GeoError, PlaceError
from geo.place import LonLat, Place

SEOUL = LonLat(126.98, 37.57)


@pytest.mark.parametrize("lon, lat", [(0, 0), (-180, -90), (180, 90), (190.5, 12), (-360, 0)])
def test_point_on_the_globe_is_kept(lon, lat):
    point = LonLat(lon, lat)
    assert (point.lon, point.lat) == (lon, lat)


@pytest.mark.parametrize(
    "lon, lat, named",
    [
        (361, 0, "longitude 361"),
        (0, 91, "latitude 91"),
        (0, -90.001, "latitude -90.001"),
        (math.nan, 0, "longitude nan"),
        (0, math.inf, "latitude inf"),
    ],
)
def test_point_off_the_globe_is_refused(lon, lat, named):
    with pytest.raises(PlaceError, match=named):
        LonLat(lon, lat)


def test_points_are_values():
    assert LonLat(1, 2) == LonLat(1, 2)
    with pytest.raises(AttributeError):
        SEOUL.lon = 0  # type: ignore[misc]


def test_place_needs_only_a_name_and_a_point():
    place = Place("Seoul", SEOUL)
    assert (place.country, place.kind, place.radius_km, place.id) == ("", "", 0, "")


@pytest.mark.parametrize(
    "wrong, named",
    [
        ({"name": " "}, "no name"),
        ({"country": "South Korea"}, "'South Korea'"),
        ({"country": "kor"}, "'kor'"),
        ({"radius_km": -1}, "-1 km"),
        ({"radius_km": math.nan}, "nan km"),
    ],
)
def test_place_with_a_fault_is_refused(wrong, named):
    with pytest.raises(PlaceError, match=named):
        Place(**{"name": "Seoul", "point": SEOUL, **wrong})


@pytest.mark.parametrize("child", [PlaceError, CRSError, GazetteerError])
def test_every_error_is_a_geo_error(child):
    assert issubclass(child, GeoError)
