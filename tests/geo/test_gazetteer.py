"""A name leads to the place that people mean by it, to others after it, or to none."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.gazetteer import load_gazetteer, lookup
from geo.place import LonLat


@pytest.mark.parametrize(
    "name, found, country, kind",
    [
        ("Seoul", "Seoul", "KOR", "capital"),
        ("SEOUL", "Seoul", "KOR", "capital"),
        ("서울", "Seoul", "KOR", "capital"),
        ("Киев", "Kyiv", "UKR", "capital"),
        ("Kiev", "Kyiv", "UKR", "capital"),
        ("Lima", "Lima", "PER", "capital"),
        ("Kursk", "Kursk", "RUS", "city"),
        ("Bucha", "Bucha", "UKR", "city"),
        ("Deir ez-Zor", "Deir ez-Zor", "SYR", "city"),
        ("deir ezzor", "Deir ez-Zor", "SYR", "city"),
        ("St Petersburg", "Saint Petersburg", "RUS", "city"),
        ("South Korea", "South Korea", "KOR", "country"),
        ("Republic of Korea", "South Korea", "KOR", "country"),
        ("South Korean", "South Korea", "KOR", "country"),
        ("USA", "United States", "USA", "country"),
        ("Georgia", "Georgia", "GEO", "country"),
        ("Korea", "Korean Peninsula", "", "area"),
        ("Gyeonggi Province", "Gyeonggi-do", "KOR", "region"),
        ("Kharkiv Oblast", "Kharkiv", "UKR", "region"),
        ("Donetsk region", "Donetsk", "UKR", "region"),
        ("Texas", "Texas", "USA", "region"),
        ("Sea of Japan", "Sea of Japan", "", "sea"),
        ("East Sea", "Sea of Japan", "", "sea"),
        ("동해", "Sea of Japan", "", "sea"),
        ("strait of hormuz", "Strait of Hormuz", "", "strait"),
        ("Hormuz Strait", "Strait of Hormuz", "", "strait"),
        ("Taiwan Strait", "Taiwan Strait", "", "strait"),
        ("Spratly Islands", "Spratly Islands", "", "area"),
        ("DMZ", "Korean Demilitarized Zone", "", "area"),
        ("Gaza", "Gaza Strip", "PSE", "area"),
        ("Crimea", "Crimea", "UKR", "area"),
        ("Okinawa", "Okinawa Island", "JPN", "island"),
        ("Zmiinyi Island", "Snake Island", "UKR", "island"),
        ("Camp Humphreys", "Camp Humphreys", "KOR", "base"),
        ("Osan AB", "Osan Air Base", "KOR", "base"),
        ("Yongsan", "Yongsan Garrison", "KOR", "base"),
        ("Kadena", "Kadena Air Base", "JPN", "base"),
        ("Ramstein", "Ramstein Air Base", "DEU", "base"),
        ("Andersen AFB", "Andersen Air Force Base", "GUM", "base"),
        ("Diego Garcia", "Diego Garcia", "IOT", "base"),
        ("Incirlik", "Incirlik Air Base", "TUR", "base"),
        ("Camp David", "Camp David", "USA", "venue"),
        ("Capella Hotel", "Capella Sentosa", "SGP", "venue"),
        ("Sentosa", "Sentosa", "SGP", "venue"),
        ("Panmunjeom", "Panmunjom", "KOR", "venue"),
        ("the Kremlin", "Kremlin", "RUS", "government"),
        ("Blue House", "Blue House", "KOR", "government"),
        ("White House", "White House", "USA", "government"),
        ("Seoul, South Korea", "Seoul", "KOR", "capital"),
        ("Bucha, Kyiv Oblast, Ukraine", "Bucha", "UKR", "city"),
        ("Paris (France)", "Paris", "FRA", "capital"),
        ("Yongsan, Seoul", "Yongsan Garrison", "KOR", "base"),
        ("City of London", "City of London", "GBR", "city"),
        ("Busan Port", "Busan", "KOR", "city"),
        ("the Ukrainian city of Lviv", "Lviv", "UKR", "city"),
        ("South Korean port of Busan", "Busan", "KOR", "city"),
    ],
)
def test_best_candidate_is_what_people_mean(name, found, country, kind):
    best = lookup(name)[0]
    assert (best.place.name, best.place.country, best.place.kind) == (found, country, kind)
    assert best.score >= 0.75


@pytest.mark.parametrize(
    "name, found",
    [("Pyongyong", "Pyongyang"), ("Vladivostock", "Vladivostok"), ("Mariupoll", "Mariupol")],
)
def test_misspelled_name_is_found_with_less_certainty(name, found):
    best = lookup(name)[0]
    assert best.place.name == found
    assert 0.5 < best.score < 0.85
    assert "spelled" in best.why


@pytest.mark.parametrize(
    "name",
    [
        "",
        " ",
        "unknown",
        "various",
        "N/A",
        "asdfghjkl",
        "2019-02-30",
        "???",
        "x" * 100_000,
        "Korean,",
    ],
)
def test_no_match_is_an_answer(name):
    assert lookup(name) == []


@pytest.mark.parametrize(
    "name, context, country, lat",
    [
        ("Paris", {"country": "USA"}, "USA", 33.66),
        ("Paris, Texas", {}, "USA", 33.66),
        ("Odessa", {}, "UKR", 46.48),
        ("Odessa", {"country": "United States"}, "USA", 31.85),
        ("Odessa", {"near": LonLat(-102, 32)}, "USA", 31.85),
        ("Georgia", {"near": LonLat(-84, 33)}, "USA", 33),
        ("Springfield", {"near": LonLat(-89.6, 39.8)}, "USA", 39.8),
        ("Springfield, Illinois", {}, "USA", 39.8),
        ("Springfield", {"near": LonLat(-72.6, 42.1)}, "USA", 42.1),
        ("Red Sea", {"country": "YEM"}, "", 20.5),
    ],
)
def test_country_and_neighbours_choose(name, context, country, lat):
    best = lookup(name, **context)[0]
    assert best.place.country == country
    assert best.place.point.lat == pytest.approx(lat, abs=0.5)


def test_place_outside_the_country_that_the_row_names_scores_low():
    (best, *_) = lookup("Pyongyang", country="South Korea")
    assert best.score <= 0.5
    assert "not in South Korea" in best.why


def test_candidates_are_best_first_and_limited():
    found = lookup("Springfield", limit=4)
    assert len(found) == 4
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert all("other places of that name" in one.why for one in found)


def test_name_of_a_capital_may_be_its_government():
    kinds = [one.place.kind for one in lookup("Pyongyang")]
    assert kinds[0] == "capital"
    assert "government" in kinds


def test_near_a_place_is_less_exact():
    at, near = lookup("Bucha")[0], lookup("near Bucha")[0]
    assert near.place.point == at.place.point
    assert near.place.radius_km == at.place.radius_km + 20
    assert near.score < at.score


def test_gazetteer_is_opened_once():
    assert load_gazetteer() is load_gazetteer()


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=40))
def test_any_text_has_candidates_or_none(text):
    for one in lookup(text):
        assert 0 < one.score <= 1
        assert one.place.name
        assert one.why


def test_hostile_name_takes_no_time():
    started = time.perf_counter()
    for text in ("," * 120, "(" * 120, "of " * 40, "a," * 60, "South Korean " * 9):
        lookup(text)
    assert time.perf_counter() - started < 5
