"""Grid references are read, zone, band, square and digits, or refused for what is wrong."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.crs import to_lon_lat
from geo.errors import PlaceError
from geo.grids import is_grid, parse_grid, read_grid


@pytest.mark.parametrize(
    "text, lon, lat",
    [
        ("52SCG2293357194", 126.9957, 37.5448),
        ("52S CG 22933 57194", 126.9957, 37.5448),
        ("52s cg 2293357194", 126.9957, 37.5448),
        ("18S UJ 23480 06470", -77.0353, 38.8894),  # Washington Monument
        ("31NAA6602", 0.0043, 0.0226),  # 0, 0 lies just outside its square
        ("56H LH 34873 52288", 151.2150, -33.8568),  # Sydney Opera House
        ("33UXP0480", 16.4166, 48.5689),
        ("52S 323000 4157000", 126.9965, 37.5430),
        ("52N 323000 4157000", 126.9965, 37.5430),
        ("UTM 52S 323000 4157000", 126.9965, 37.5430),
        ("zone 52 N, 323000 mE, 4157000 mN", 126.9965, 37.5430),
        ("48N 371000 138000", 103.8405, 1.2483),
        ("56S 334873 6252288", 151.2150, -33.8568),  # S is south: no band S has this northing
        ("56H 334873.5 6252288.5", 151.2150, -33.8568),
    ],
)
def test_grid_reference_is_read(text, lon, lat):
    point = parse_grid(text)
    assert (point.lon, point.lat) == (pytest.approx(lon, abs=2e-4), pytest.approx(lat, abs=2e-4))
    assert is_grid(text)


@pytest.mark.parametrize(
    "text, radius_km",
    [("52SCG2293357194", 0), ("52SCG2257", 0.707), ("52SCG25", 7.07), ("52SCG", 70.7)],
)
def test_square_says_how_far_off_its_middle_is(text, radius_km):
    assert read_grid(text).radius_km == pytest.approx(radius_km, rel=1e-3)


@pytest.mark.parametrize(
    "text, named",
    [
        ("", "no grid reference"),
        ("Seoul", "no grid reference"),
        ("52SCI2293357194", "no grid reference"),  # there is no I
        ("61SCG22935719", "there are 1 to 60"),
        ("00S 323000 4157000", "there are 1 to 60"),
        ("52SCG229335719", "halve"),
        ("52SCG22933571945678", "halve"),
        ("52SCG229", "halve"),
        ("52SCG229 57", "halve"),
        ("52SJG2293357194", "does not have"),
        ("52QCU2293357194", "does not have"),
        ("52S 99999 4157000", "outside a UTM zone"),
        ("52S 323000 99999999", "outside a UTM zone"),
        ("52Q 323000 4157000", "not in the band Q"),
        ("5" * 100_000, "no grid reference"),
    ],
)
def test_reference_that_cannot_be_is_refused(text, named):
    with pytest.raises(PlaceError, match=named) as error:
        parse_grid(text)
    assert len(str(error.value)) < 200


@given(st.integers(1, 60), st.integers(200_000, 800_000), st.integers(0, 9_000_000), st.booleans())
def test_utm_is_where_its_zone_says(zone, easting, northing, is_north):
    letter = "N" if is_north else "S"
    text = f"{zone}{letter} {easting} {northing}"
    grid = read_grid(text)
    lon, lat = to_lon_lat(np.array([float(easting)]), np.array([float(northing)]), grid.epsg)
    point = parse_grid(text)
    assert (point.lon, point.lat) == (lon[0], lat[0])


@given(st.text(alphabet="0123456789SNCGHJ .,-UTM", max_size=25))
def test_any_text_is_a_point_or_a_place_error(text):
    try:
        parse_grid(text)
    except PlaceError as error:
        assert str(error).endswith(".")
