"""Swapped coordinates and stand-ins for "somewhere" are found and explained, never mended."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from geo.doubts import find_swapped, find_uncertain


@pytest.mark.parametrize(
    "lon, lat, rows, whole",
    [
        ([126.9, 139.7], [37.5, 35.6], [], False),
        ([37.5, 35.6], [126.9, 139.7], [0, 1], True),
        ([37.5, 51.5], [126.9, 0.1], [0, 1], True),  # the second goes along
        ([126.9, 35.6], [37.5, 139.7], [1], False),  # the first says otherwise
        ([200.0], [95.0], [], False),  # wrong either way
        ([np.nan, 37.5], [1.0, 126.9], [1], True),
        ([], [], [], False),
    ],
)
def test_swap_is_found_by_what_is_possible(lon, lat, rows, whole):
    swapped = find_swapped(lon, lat)
    assert np.flatnonzero(swapped.rows).tolist() == rows
    assert swapped.is_whole_column == whole
    assert bool(swapped.reason) == bool(rows)


@pytest.mark.parametrize(
    "lon, lat, countries, rows, whole",
    [
        ([36.19, 35.0], [51.73, 48.4], ["RUS", "UKR"], [], False),
        ([51.73, 48.4, 45], [36.19, 35.0, 40], ["RUS", "UKR", ""], [0, 1, 2], True),
        ([51.73, 35.0], [36.19, 48.4], ["RUS", "UKR"], [0], False),
        ([2.35], [48.86], ["KOR"], [], False),  # another country either way
    ],
)
def test_swap_is_found_by_the_countries_that_rows_name(lon, lat, countries, rows, whole):
    swapped = find_swapped(lon, lat, countries=countries)
    assert np.flatnonzero(swapped.rows).tolist() == rows
    assert swapped.is_whole_column == whole


def test_reason_is_a_sentence_with_the_count():
    assert find_swapped([37.5, 35.6], [126.9, 139.7]).reason == (
        "2 rows have a latitude beyond 90 and a longitude that could be one, "
        "and no row says otherwise: the columns are swapped."
    )
    assert "names (Russia) only when" in find_swapped([51.73], [36.19], countries=["RUS"]).reason


@pytest.mark.parametrize(
    "lon, lat, radius_km, named",
    [
        (0, 0, 20015, "0, 0"),
        (0.005, -0.005, 20015, "0, 0"),
        (127.5, 37, 177, "South Korea"),
        (127.766922, 35.907757, 177, "South Korea"),
        (127.51, 37.01, 177, "South Korea"),
        (-98.5795, 39.828175, 1751, "United States"),
        (0.5, 0.5, 0, ""),
        (126.978, 37.566, 0, ""),  # a capital is where things happen
        (np.nan, 37, 0, ""),
    ],
)
def test_stand_in_gets_the_radius_of_what_it_stands_for(lon, lat, radius_km, named):
    found = find_uncertain([lon], [lat])
    assert found.radius_km[0] == pytest.approx(radius_km, abs=1)
    assert (named in found.reasons[0]) if named else not found.reasons


def test_middle_of_another_country_than_named_is_left_alone():
    assert find_uncertain([127.5, 127.5], [37, 37], countries=["PRK", ""]).radius_km.tolist() == [
        0,
        177,
    ]


numbers = st.floats(allow_nan=True, allow_infinity=True)


@given(arrays(float, 5, elements=numbers), arrays(float, 5, elements=numbers))
def test_any_numbers_are_looked_at(lon, lat):
    countries = ["KOR", "", "USA", "RUS", ""]
    swapped = find_swapped(lon, lat, countries=countries)
    assert len(swapped.rows) == len(find_uncertain(lon, lat, countries=countries).radius_km) == 5
