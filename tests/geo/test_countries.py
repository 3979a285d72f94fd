"""Countries go by many names; none is guessed."""

import csv
import re
from pathlib import Path

import numpy as np
import pytest

import geo.countries
from geo.countries import (
    Country,
    country_at,
    country_name,
    from_fips,
    load_countries,
    lookup_country,
    lookup_exonym,
    to_fips,
    where_at,
)
from geo.errors import GeoError
from geo.place import LonLat

TABLE = Path(geo.countries.__file__).parent / "data" / "countries.csv"


@pytest.mark.parametrize(
    "text, alpha3",
    [
        ("KOR", "KOR"),
        ("kr", "KOR"),
        ("410", "KOR"),
        ("South Korea", "KOR"),
        ("south  korea ", "KOR"),
        ("Republic of Korea", "KOR"),
        ("Korea, Republic of", "KOR"),
        ("Korea (Republic of)", "KOR"),
        ("Korea, South", "KOR"),
        ("Korea (South)", "KOR"),
        ("ROK", "KOR"),
        ("R.O.K.", "KOR"),
        ("S. Korea", "KOR"),
        ("South Korean", "KOR"),
        ("North Korea", "PRK"),
        ("DPRK", "PRK"),
        ("N. Korea", "PRK"),
        ("Korea, Democratic People's Republic of", "PRK"),
        ("Democratic People’s Republic of Korea", "PRK"),
        ("North Korean", "PRK"),
        ("USA", "USA"),
        ("U.S.", "USA"),
        ("us", "USA"),
        ("the United States of America", "USA"),
        ("American", "USA"),
        ("UK", "GBR"),
        ("U.K.", "GBR"),
        ("Britain", "GBR"),
        ("Scottish", "GBR"),
        ("Russia", "RUS"),
        ("Russian Federation", "RUS"),
        ("Burma", "MMR"),
        ("Viet Nam", "VNM"),
        ("Vietnamese", "VNM"),
        ("Taiwan", "TWN"),
        ("Republic of China", "TWN"),
        ("People's Republic of China", "CHN"),
        ("Iran (Islamic Republic of)", "IRN"),
        ("Côte d’Ivoire", "CIV"),
        ("cote divoire", "CIV"),
        ("Ivory Coast", "CIV"),
        ("Congo", "COG"),
        ("DR Congo", "COD"),
        ("Congo, Democratic Republic of the", "COD"),
        ("Türkiye", "TUR"),
        ("Turkiye", "TUR"),
        ("Curacao", "CUW"),
        ("St. Lucia", "LCA"),
        ("Trinidad & Tobago", "TTO"),
        ("Bosnia-Herzegovina", "BIH"),
        ("Holy See", "VAT"),
        ("Kosovo", "XKX"),
        ("Gaza Strip", "PSE"),
        ("Georgia", "GEO"),
        ("Niger", "NER"),
        ("Nigerien", "NER"),
        ("Nigerian", "NGA"),
    ],
)
def test_country_is_found_by_any_of_its_names(text, alpha3):
    assert lookup_country(text).alpha3 == alpha3


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "Korea",
        "Korean",
        "Red Sea",
        "KS",
        "Congolese",
        "Atlantis",
        "Soviet Union",
        "x" * 10**6,
    ],
)
def test_text_that_is_no_single_country_is_not_guessed(text):
    assert lookup_country(text) is None


@pytest.mark.parametrize(
    "code, alpha3",
    [("KS", "KOR"), ("kn", "PRK"), ("CH", "CHN"), ("SZ", "CHE"), ("GZ", "PSE"), ("RS", "RUS")],
)
def test_fips_codes_are_read_only_when_asked_for(code, alpha3):
    assert lookup_country(code, system="fips").alpha3 == alpha3


@pytest.mark.parametrize("code", ["", "KOR", "South Korea", "ZZ"])
def test_other_text_is_no_fips_code(code):
    assert lookup_country(code, system="fips") is None


@pytest.mark.parametrize(
    "alpha3, name",
    [
        ("KOR", "South Korea"),
        ("PRK", "North Korea"),
        ("USA", "United States"),
        ("RUS", "Russia"),
        ("JPN", "Japan"),
        ("TWN", "Taiwan"),
        ("VNM", "Vietnam"),
        ("GBR", "United Kingdom"),
    ],
)
def test_name_shown_is_short(alpha3, name):
    assert country_name(alpha3) == name


@pytest.mark.parametrize("code", ["", "ZZZ", "kor"])
def test_name_of_no_country_is_refused(code):
    with pytest.raises(GeoError, match=f"'{code}'"):
        country_name(code)


def test_table_is_sorted_and_its_codes_are_unique():
    countries = load_countries()
    assert len(countries) == 250
    assert list(countries) == sorted(countries, key=lambda c: c.alpha3)
    for codes in ([c.alpha2 for c in countries], [f for c in countries for f in c.fips]):
        assert len(codes) == len(set(codes))
    assert all(re.fullmatch("[A-Z]{3}", c.alpha3) for c in countries)
    assert [c.alpha3 for c in countries if not re.fullmatch(r"\d{3}", c.numeric)] == ["XKX"]


def test_no_name_belongs_to_two_countries():
    for country in load_countries():
        codes = (country.alpha3, country.alpha2, country.name, country.official)
        for name in (*codes, *country.aliases, *country.demonyms):
            assert lookup_country(name) == country, name


def test_table_can_be_split_without_a_csv_reader():
    assert '""' not in TABLE.read_text(encoding="utf-8")
    with TABLE.open(encoding="utf-8", newline="") as file:
        assert {len(row) for row in csv.reader(file)} == {9}


def test_country_is_a_value():
    assert lookup_country("KOR") == lookup_country("South Korean")
    assert isinstance(lookup_country("KOR"), Country)


def test_country_at_a_point_has_the_code_of_the_table():
    assert country_at(LonLat(126.98, 37.57)) == lookup_country("South Korea").alpha3
    assert country_at(LonLat(134, 40)) == ""


@pytest.mark.parametrize(
    "fips, alpha3", [("KS", "KOR"), ("KN", "PRK"), ("RS", "RUS"), ("JA", "JPN"), ("UP", "UKR")]
)
def test_fips_codes_go_both_ways(fips, alpha3):
    assert (from_fips(fips), to_fips(alpha3)) == (alpha3, fips)


def test_code_without_a_partner_has_none():
    assert (from_fips("ZZ"), from_fips(""), to_fips("ZZZ"), to_fips("")) == ("", "", "", "")


@pytest.mark.parametrize(
    "place, lat, lon, alpha3, sea, note",
    [
        ("Sentosa", 1.2494, 103.8303, "SGP", "", ""),
        ("Camp David", 39.648, -77.464, "USA", "", ""),
        ("Lima", -12.05, -77.04, "PER", "", ""),
        ("Kursk", 51.73, 36.19, "RUS", "", ""),
        ("Yongsan", 37.53, 126.98, "KOR", "", ""),
        ("Okinawa", 26.35, 127.77, "JPN", "", ""),
        ("Lake Michigan", 43.5, -87, "USA", "", ""),
        ("Sea of Japan", 40, 134, "", "Sea of Japan", "more than 20 km from any coast"),
        ("Taiwan Strait", 24.5, 119.5, "", "Taiwan Strait", "more than 20 km"),
        ("Strait of Hormuz", 26.55, 56.25, "", "Strait of Hormuz", "more than 20 km"),
        ("off Oman", 26.5, 56.5, "OMN", "Strait of Hormuz", "within 20 km of the coast of Oman"),
        ("off Dover", 51, 1.45, "GBR", "Strait of Dover", "within 20 km of the coast of United"),
        ("no point", np.nan, 1, "", "", ""),
    ],
)
def test_point_has_its_country_or_its_sea_and_a_note(place, lat, lon, alpha3, sea, note):
    where = where_at(np.array([lon]), np.array([lat]))
    assert (where.countries[0], where.seas[0]) == (alpha3, sea)
    assert note in where.notes[0]
    assert bool(where.notes[0]) == bool(note)


def test_many_points_have_what_each_has_alone():
    at = np.random.default_rng(1)
    lon, lat = at.uniform(-180, 540, 21_000), np.degrees(np.arcsin(at.uniform(-1, 1, 21_000)))
    together = where_at(lon, lat)
    parts = [where_at(*part) for part in zip(np.split(lon, 3), np.split(lat, 3), strict=True)]
    for column, some in zip(together, zip(*parts, strict=True), strict=True):
        assert column.tolist() == np.concatenate(some).tolist()
    assert sum(sea != "" for sea in together.seas) > 0.99 * sum(
        note != "" for note in together.notes
    )


@pytest.mark.parametrize(
    ("name", "alpha3"),
    [
        ("Alemania", "DEU"), ("Allemagne", "DEU"), ("Россия", "RUS"), ("대한민국", "KOR"),
        ("한국", "KOR"), ("日本", "JPN"), ("États-Unis", "USA"), ("中国", "CHN"),
        ("Україна", "UKR"),
        ("ألمانيا", "DEU"), ("Korea", ""), ("Atlantis", ""), ("", ""),
        ("KOR", "KOR"),
        ("South Korea", "KOR"), ("x" * 500, ""),
    ],
)  # fmt: skip
def test_country_is_known_by_its_name_in_another_language(name: str, alpha3: str) -> None:
    found = lookup_exonym(name)
    assert (found.alpha3 if found else "") == alpha3


def test_names_in_other_languages_are_not_looked_for_in_english_text() -> None:
    assert lookup_country("Island") is None
