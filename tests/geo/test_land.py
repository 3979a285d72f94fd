"""A point has the country whose land it is on, or that of a coast within 20 km."""

import numpy as np
import pytest

import geo.land
from geo.countries import load_countries
from geo.land import countries_on


def country(lat, lon):
    return countries_on(np.array([lon]), np.array([lat]))[0]


@pytest.mark.parametrize(
    "place, lat, lon, alpha3",
    [
        ("Yongsan", 37.53, 126.98, "KOR"),
        ("Pyongyang", 39.03, 125.75, "PRK"),
        ("Dorasan station", 37.90, 126.71, "KOR"),
        ("Kaesong", 37.97, 126.55, "PRK"),
        ("Yeonpyeongdo", 37.667, 125.7, "KOR"),
        ("Baengnyeongdo", 37.96, 124.68, "KOR"),
        ("Jeju", 33.5, 126.53, "KOR"),
        ("Kadena, Okinawa", 26.355, 127.768, "JPN"),
        ("Iwo Jima", 24.78, 141.32, "JPN"),
        ("Taipei", 25.03, 121.56, "TWN"),
        ("Penghu", 23.57, 119.58, "TWN"),
        ("Kinmen", 24.45, 118.35, "TWN"),
        ("Matsu", 26.155, 119.94, "TWN"),
        ("Xiamen", 24.48, 118.09, "CHN"),
        ("Sentosa", 1.2494, 103.8303, "SGP"),
        ("Johor Bahru", 1.49, 103.74, "MYS"),
        ("Hanoi", 21.03, 105.85, "VNM"),
        ("Camp David", 39.6483, -77.4639, "USA"),
        ("Mar-a-Lago", 26.677, -80.037, "USA"),
        ("Lima", -12.05, -77.04, "PER"),
        ("Kursk", 51.73, 36.19, "RUS"),
        ("Vladivostok", 43.12, 131.89, "RUS"),
        ("Paris", 48.86, 2.35, "FRA"),
        ("Oslo", 59.91, 10.75, "NOR"),
        ("Pristina", 42.66, 21.17, "XKX"),
        ("Vatican City", 41.9022, 12.4533, "VAT"),
        ("Monaco", 43.7384, 7.4246, "MCO"),
        ("Gibraltar", 36.14, -5.35, "GIB"),
        ("Sevastopol", 44.6, 33.52, "UKR"),
        ("Snake Island", 45.255, 30.204, "UKR"),
        ("Laayoune", 27.15, -13.2, "ESH"),
        ("Hargeisa", 9.56, 44.06, "SOM"),
        ("Kyrenia", 35.34, 33.32, "CYP"),
        ("Cayenne", 4.93, -52.33, "GUF"),
        ("Longyearbyen", 78.22, 15.65, "SJM"),
        ("Suva", -18.14, 178.44, "FJI"),
        ("Taveuni, west of 180", -16.8, 179.99, "FJI"),
        ("Taveuni, east of 180", -16.8, -179.99, "FJI"),
        ("Chukotka at 180", 67, 180, "RUS"),
        ("Chukotka at -180", 67, -180, "RUS"),
        ("Funafuti", -8.52, 179.2, "TUV"),
        ("South Pole", -90, 0, "ATA"),
    ],
)
def test_point_on_land_has_its_country(place, lat, lon, alpha3):
    assert country(lat, lon) == alpha3


@pytest.mark.parametrize(
    "place, lat, lon",
    [
        ("Sea of Japan", 40, 134),
        ("middle of the Taiwan Strait", 24.5, 119.5),
        ("Caspian Sea", 42, 50.8),
        ("Pacific at 180", 0, 180),
        ("North Pole", 90, 0),
        ("no longitude", 37, np.nan),
        ("no latitude", np.inf, 127),
    ],
)
def test_point_far_from_any_coast_has_none(place, lat, lon):
    assert country(lat, lon) == ""


@pytest.mark.parametrize("turn", [0, 45, 90, 200])
@pytest.mark.parametrize(
    "km_off, alpha3", [(0, "JPN"), (5, "JPN"), (15, "JPN"), (19, "JPN"), (23, ""), (100, "")]
)
def test_coast_of_a_lone_island_reaches_20_km_in_every_direction(km_off, alpha3, turn):
    lon, lat = 153.98, 24.285  # Minamitorishima, 1 km across
    north = km_off / 111.195 * np.cos(np.radians(turn))
    east = km_off / 111.195 * np.sin(np.radians(turn)) / np.cos(np.radians(lat))
    assert country(lat + north, lon + east) == alpha3


@pytest.mark.parametrize(
    "place, lat, lon, alpha3",
    [("east of it", -18.94, 179.95, "FJI"), ("west of it", -9.4, -179.95, "TUV")],
)
def test_coast_reaches_20_km_across_the_antimeridian(place, lat, lon, alpha3):
    assert country(lat, lon) == alpha3


def test_longitudes_may_run_on_past_180():
    assert country(67, 181) == country(67, -179) == "RUS"


def test_no_points_have_no_countries():
    assert countries_on(np.array([]), np.array([])).tolist() == []


def test_many_points_have_the_countries_that_each_has_alone():
    at = np.random.default_rng(0)
    lon = at.uniform(-180, 180, 30_000)
    lat = np.degrees(np.arcsin(at.uniform(-1, 1, 30_000)))
    together = countries_on(lon, lat)
    assert len(lon) > geo.land._WORTH_CELLS
    parts = [countries_on(*part) for part in zip(np.split(lon, 3), np.split(lat, 3), strict=True)]
    assert together.tolist() == np.concatenate(parts).tolist()


def test_every_country_of_the_table_is_on_the_map():
    assert set(geo.land._land().names) == {"", *(c.alpha3 for c in load_countries())}
