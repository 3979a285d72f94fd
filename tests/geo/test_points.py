"""Coordinates are read as people write them, and arcs and boxes hold across the antimeridian."""

import itertools
import math

import numpy as np
import pytest
import shapely
from hypothesis import assume, given
from hypothesis import strategies as st

from geo.errors import CRSError, GeoError, PlaceError
from geo.place import LonLat
from geo.points import (
    Bounds,
    bounds,
    distance_km,
    great_circle,
    parse_coordinate,
    parse_lon_lat,
    parse_wkt,
    read_lon_lat,
    read_points,
)

lons = st.floats(-180, 180)
lats = st.floats(-90, 90)
points = st.builds(LonLat, lons, lats)


# --- one coordinate -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text, axis, degrees",
    [
        ("126.98", "lon", 126.98),
        ("-33.86", "lat", -33.86),
        ("−33.86", "lat", -33.86),
        ("+5", "lat", 5),
        (" 37,5665 ", "lat", 37.5665),
        ("37°33'N", "lat", 37.55),
        ("37°33'00\"N", "lat", 37.55),
        ("37°33\u203236\u2033N", "lat", 37.56),
        ("37º33’36”n", "lat", 37.56),
        ("37 33 36 N", "lat", 37.56),
        ("37:33:36", "lat", 37.56),
        ("37deg 33.6'", "lat", 37.56),
        ("N 37.56", "lat", 37.56),
        ("N37°33.6'", "lat", 37.56),
        ("74° 0' 21.6\" W", "lon", -74.006),
        ("74°0'21.6''W", "lon", -74.006),
        ("-74 0 21.6", "lon", -74.006),
        ("0°30'S", "lat", -0.5),
        ("-0°30'", "lat", -0.5),
        ("180", "lon", 180),
    ],
)
def test_coordinate_is_read(text, axis, degrees):
    assert parse_coordinate(text, axis) == pytest.approx(degrees, abs=1e-9)


@pytest.mark.parametrize(
    "text, axis, named",
    [
        ("", "lat", "''"),
        ("Seoul", "lat", "'Seoul'"),
        ("12 June 1944", "lat", "'12 June 1944'"),
        ("1e2", "lat", "'1e2'"),
        ("nan", "lon", "'nan'"),
        ("91", "lat", "91 does not exist"),
        ("190", "lon", "190 does not exist"),
        ("37°33'E", "lat", "cannot be a latitude"),
        ("126°58'N", "lon", "cannot be a longitude"),
        ("-37°33'S", "lat", "direction twice"),
        ("N37°33'N", "lat", "no latitude"),
        ("37°60'N", "lat", "60 or more"),
        ("37°30'75\"N", "lat", "60 or more"),
        ("37.5°30'N", "lat", "no latitude"),
        ("1" * 50_000, "lat", "too long"),
    ],
)
def test_coordinate_that_cannot_be_is_refused(text, axis, named):
    with pytest.raises(PlaceError, match=named) as error:
        parse_coordinate(text, axis)
    assert len(str(error.value)) < 250


@given(st.integers(0, 179), st.integers(0, 59), st.integers(0, 599), st.sampled_from("EW"))
def test_degrees_minutes_seconds_come_back(degrees, minutes, tenths, letter):
    text = f"{degrees}°{minutes}'{tenths / 10}\"{letter}"
    value = abs(parse_coordinate(text, "lon"))
    back = round(value * 36_000)
    assert back == degrees * 36_000 + minutes * 600 + tenths
    assert (parse_coordinate(text, "lon") < 0) == (letter == "W" and back > 0)


@given(st.text(max_size=100))
def test_any_text_is_a_point_or_a_geo_error(text):
    try:
        parse_lon_lat(text)
    except GeoError as error:
        assert str(error).endswith(".")


# --- one point ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text, lon, lat",
    [
        ("37.55, 126.99", 126.99, 37.55),
        ("37.55,126.99", 126.99, 37.55),
        ("37.55 126.99", 126.99, 37.55),
        ("37.55;126.99", 126.99, 37.55),
        ("37,55; 126,99", 126.99, 37.55),
        ("37,55 126,99", 126.99, 37.55),
        ("(37.55, 126.99)", 126.99, 37.55),
        ("37,5665,126,978", 126.978, 37.5665),
        ("37 33 36 N 126 59 24 E", 126.99, 37.56),
        ("37d33m36 N, 126d59m24 E", 126.99, 37.56),
        ("37 33", 33, 37),
        ("-12.05 -77.04", -77.04, -12.05),
        ("37°33'N 126°59'E", 126 + 59 / 60, 37.55),
        ("37°33'N, 126°59'E", 126 + 59 / 60, 37.55),
        ("37°33'N126°59'E", 126 + 59 / 60, 37.55),
        ("126°59'E 37°33'N", 126 + 59 / 60, 37.55),
        ("37° 33' 0\" N, 126° 59' 0\" E", 126 + 59 / 60, 37.55),
        ("N37.55 E126.99", 126.99, 37.55),
        ("N 37.55, E 126.99", 126.99, 37.55),
        ("37.55N 126.99E", 126.99, 37.55),
        ("39°38'54\"N 77°27'50\"W", -77.463889, 39.648333),
        ("POINT (126.99 37.55)", 126.99, 37.55),
        ("point z (126.99 37.55 12)", 126.99, 37.55),
        ("SRID=4326;POINT (126.99 37.55)", 126.99, 37.55),
    ],
)
def test_point_is_read_out_of_one_text(text, lon, lat):
    point = parse_lon_lat(text)
    assert (point.lon, point.lat) == (pytest.approx(lon, abs=1e-6), pytest.approx(lat, abs=1e-6))


def test_bare_numbers_are_longitude_first_when_told():
    assert parse_lon_lat("126.99, 37.55", lon_first=True) == LonLat(126.99, 37.55)
    assert parse_lon_lat("37.55N 126.99E", lon_first=True) == LonLat(126.99, 37.55)


@pytest.mark.parametrize(
    "text, named",
    [
        ("126.99, 37.55", "latitude 126.99"),  # the wrong way round is said, not guessed
        ("Panmunjom", "'Panmunjom'"),
        ("37.55", "'37.55'"),
        ("1, 2, 3", "'1, 2, 3'"),
        ("1,2,3", "'1,2,3'"),
        ("1 2 3", "'1 2 3'"),
        ("37°33'N 35°10'N", "cannot be a longitude"),
        ("LINESTRING (0 0, 1 1)", "LINESTRING"),
        ("POINT (500000 4100000)", "EPSG:4326"),
    ],
)
def test_text_that_is_no_point_is_refused(text, named):
    with pytest.raises(GeoError, match=named):
        parse_lon_lat(text)


# --- WKT ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text, kind",
    [
        ("POINT (127 37.5)", shapely.Point),
        ("LINESTRING (125.75 39.02, 103.83 1.25)", shapely.LineString),
        ("POLYGON ((0 0, 1 0, 1 1, 0 0))", shapely.Polygon),
        ("GEOMETRYCOLLECTION (POINT (1 2), LINESTRING (0 0, 190 1))", shapely.GeometryCollection),
    ],
)
def test_wkt_is_read(text, kind):
    assert isinstance(parse_wkt(text), kind)


@pytest.mark.parametrize(
    "text, error, named",
    [
        ("POINT (1", PlaceError, "not WKT"),
        ("", PlaceError, "not WKT"),
        ("POINT EMPTY", PlaceError, "empty"),
        ("POINT (nan 1)", GeoError, "nan"),
        ("GEOMETRYCOLLECTION (" * 200_000, PlaceError, "nested deeper"),
        ("POINT (1 2)" + " " * 6_000_000, PlaceError, "larger"),
        ("POINT (953000 1952000)", CRSError, "EPSG:4326"),
        ("SRID=999999;POINT (953000 1952000)", CRSError, "EPSG:999999"),
        ("GRID=1;POINT (1 2)", CRSError, "GRID=1"),
        ("POINT (37.5 126.9)", CRSError, "longitude first"),
    ],
)
def test_wkt_that_is_no_geometry_in_degrees_is_refused(text, error, named):
    with pytest.raises(error, match=named) as raised:
        parse_wkt(text)
    assert len(str(raised.value)) < 250


# --- columns --------------------------------------------------------------------------------------


def test_two_columns_become_points_and_faults():
    lon = ["126.98", "", "E 126°59'", "abc", None, "126.98", "127", 181.5, "8"]
    lat = ["37.57", "", "37°33'N", "37", float("nan"), "", "abc", 37, "inf"]
    column = read_lon_lat(lon, lat)
    assert [point is not None for point in column.geometry] == [True, False, True] + [False] * 6
    assert column.geometry[0].equals(shapely.Point(126.98, 37.57))
    assert sorted(column.errors) == [3, 5, 6, 7, 8]
    assert column.errors[3].startswith("'abc' is no longitude")
    assert column.errors[5] == "The latitude is missing; write both or neither."
    assert column.errors[7].startswith("The longitude 181.5 does not exist")


def test_numbers_are_taken_as_they_are():
    column = read_lon_lat(np.array([1.5, np.nan]), np.array([2.5, np.nan]))
    assert shapely.get_x(column.geometry[0]) == 1.5
    assert column.geometry[1] is None
    assert column.errors == {}


def test_one_column_becomes_points_and_faults():
    column = read_points(["37.57, 126.98", None, " ", "nowhere", "POINT (1 2)"])
    assert [point is not None for point in column.geometry] == [True, False, False, False, True]
    assert list(column.errors) == [3]


def test_empty_columns_are_empty():
    assert len(read_lon_lat([], []).geometry) == 0
    assert len(read_points([]).geometry) == 0


# --- distances and arcs ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "a, b, km",
    [
        (LonLat(126.98, 37.57), LonLat(126.98, 37.57), 0),
        (LonLat(0, 0), LonLat(0, 90), 10_007.56),
        (LonLat(0, 0), LonLat(180, 0), 20_015.12),
        (LonLat(179.5, 0), LonLat(-179.5, 0), 111.195),
        (LonLat(126.98, 37.57), LonLat(125.75, 39.03), 194.8),
    ],
)
def test_distance_is_the_shortest_way(a, b, km):
    assert distance_km(a, b) == pytest.approx(km, rel=1e-3, abs=1e-6)


@given(points, points)
def test_distance_is_the_same_both_ways(a, b):
    assert distance_km(a, b) == pytest.approx(distance_km(b, a), abs=1e-6)


def same_place(a, b):
    return distance_km(a, b) < 1e-6


@given(points, points, st.integers(1, 100))
def test_arc_keeps_its_ends_and_never_jumps(a, b, steps):
    arc = great_circle(a, b, steps=steps)
    assert len(arc) == steps + 1
    assert arc[0] == a
    assert arc[-1].lat == b.lat
    assert math.remainder(arc[-1].lon - b.lon, 360) == pytest.approx(0, abs=1e-9)
    assert all(abs(p.lon - q.lon) <= 180 for p, q in itertools.pairwise(arc))


@given(points, points)
def test_arc_is_as_long_as_the_distance(a, b):
    arc = great_circle(a, b, steps=32)
    length = sum(distance_km(p, q) for p, q in itertools.pairwise(arc))
    assert length == pytest.approx(distance_km(a, b), rel=1e-6, abs=1e-3)


@given(points, points)
def test_middle_of_an_arc_is_equally_far_from_both_ends(a, b):
    assume(distance_km(a, b) < 20_000)
    middle = great_circle(a, b, steps=2)[1]
    assert distance_km(a, middle) == pytest.approx(distance_km(middle, b), abs=1e-3)


def test_arc_across_the_pacific_runs_on_past_180():
    arc = great_circle(LonLat(139.7, 35.7), LonLat(-122.4, 37.8), steps=16)
    assert arc[-1].lon == pytest.approx(237.6)
    assert [p.lon for p in arc] == sorted(p.lon for p in arc)


def test_arc_to_the_far_side_goes_over_a_pole():
    arc = great_circle(LonLat(0, 10), LonLat(180, -10), steps=8)
    assert max(p.lat for p in arc) > 60


def test_arc_needs_a_step():
    with pytest.raises(PlaceError, match="0 steps"):
        great_circle(LonLat(0, 0), LonLat(1, 1), steps=0)


# --- bounds ---------------------------------------------------------------------------------------


def at(*lonlats):
    return [shapely.Point(lonlat) for lonlat in lonlats]


@pytest.mark.parametrize(
    "geometries, box",
    [
        ([], None),
        ([None, shapely.Point()], None),
        (at((127, 37)), Bounds(127, 37, 127, 37)),
        ([None, *at((127, 37), (103, 1))], Bounds(103, 1, 127, 37)),
        (at((170, 10), (-170, -10)), Bounds(170, -10, 190, 10)),
        (at((139, 35), (-122, 38), (127, 37)), Bounds(127, 35, 238, 38)),
        ([shapely.LineString([(139, 35), (238, 38)])], Bounds(139, 35, 238, 38)),
        (at((-120, 0), (0, 0), (120, 0)), Bounds(-120, 0, 120, 0)),
    ],
)
def test_bounds_are_the_narrowest_box(geometries, box):
    assert bounds(geometries) == box


@given(st.lists(points, min_size=1, max_size=20))
def test_bounds_hold_every_point(lonlats):
    box = bounds(at(*((p.lon, p.lat) for p in lonlats)))
    assert box.east - box.west <= 360
    for p in lonlats:
        assert any(box.west <= p.lon + turn <= box.east + 1e-9 for turn in (0, 360))
        assert box.south <= p.lat <= box.north


# --- whole columns --------------------------------------------------------------------------------

plain_numbers = st.decimals(-200, 200, places=3, allow_nan=False) | st.integers(-200, 200)


@given(
    plain_numbers,
    st.sampled_from([", ", ",", " ", ";", " / ", "|"]),
    plain_numbers,
    st.booleans(),
    st.booleans(),
)
def test_plain_pairs_read_together_are_what_each_is_alone(first, between, second, lon_first, wrap):
    text = f"({first}{between}{second})" if wrap else f"{first}{between}{second}"
    column = read_points([text], lon_first=lon_first)
    try:
        alone = parse_lon_lat(text, lon_first=lon_first)
    except GeoError as error:
        assert column.errors == {0: str(error)}
        assert column.geometry[0] is None
    else:
        assert column.errors == {}
        point = column.geometry[0]
        assert (point.x, point.y) == pytest.approx((alone.lon, alone.lat))


def test_column_may_mix_every_notation():
    column = read_points(
        [
            "37.55, 126.99",
            "37°33'N 126°59'E",
            "POINT (126.99 37.55)",
            shapely.to_wkb(shapely.Point(126.99, 37.55), hex=True),
            '{"type": "Point", "coordinates": [126.99, 37.55]}',
            "52SCG2293357194",
            "52SCG25",
            "52S 323000 4157000",
            "61S 323000 4157000",
            "LINESTRING (0 0, 1 1)",
            "[" * 100_000,
            "somewhere",
        ]
    )
    assert [point is not None for point in column.geometry] == [True] * 8 + [False] * 4
    assert sorted(column.errors) == [8, 9, 10, 11]
    assert column.radius_km == {6: pytest.approx(7.07, abs=0.01)}
    xy = np.array([(point.x, point.y) for point in column.geometry[:6]])
    assert np.abs(xy - [126.99, 37.55]).max() < 0.01


@pytest.mark.parametrize("crs", [5179, "EPSG:5179"])
def test_projected_columns_become_degrees(crs):
    two = read_lon_lat([953_900, "x", None, 1e15], [1_952_000, 1, "", 1e15], crs=crs)
    one = read_points(["953900 1952000", "x", "", "999999999 999999999"], crs=crs)
    for column in (two, one):
        assert column.geometry[0].x == pytest.approx(126.978, abs=2e-3)
        assert column.geometry[2] is None
        assert sorted(column.errors) == [1, 3]
    assert "EPSG:5179" in two.errors[1]


def test_geographic_crs_keeps_the_usual_order():
    column = read_points(["37.55, 126.99"], crs=4166)  # Korean 1995
    assert column.geometry[0].x == pytest.approx(126.99, abs=1e-3)


@given(st.lists(st.text(max_size=30), max_size=5))
def test_any_column_is_read_or_says_what_is_wrong(texts):
    column = read_points(texts)
    for row, text in enumerate(texts):
        lacking = column.geometry[row] is None
        assert not lacking or row in column.errors or text.strip().lower() in ("", "nan")
