"""The rows of a column speak for one another."""

import pytest

from geo.resolve import resolve_column


@pytest.mark.parametrize(
    "names, row, country, lat",
    [
        (["Odessa", "Dallas", "Houston", "Austin", "Amarillo"], 0, "USA", 31.9),
        (["Odessa", "Kharkiv", "Lviv", "Kyiv", "Sumy"], 0, "UKR", 46.5),
        (["Springfield", "Chicago", "Rockford", "Naperville", "Joliet"], 0, "USA", 39.8),
        (
            ["Springfield", "Boston", "Worcester, Massachusetts", "Holyoke", "Chicopee"],
            0,
            "USA",
            42.1,
        ),
    ],
)
def test_sure_names_choose_among_places_of_one_name(names, row, country, lat):
    best = resolve_column(names)[row].best
    assert best.place.country == country
    assert best.place.point.lat == pytest.approx(lat, abs=0.3)


def test_country_of_the_row_comes_first():
    names = ["Paris", "Paris", "Paris", "Red Sea"]
    found = resolve_column(names, countries=["USA", "France", "", "YEM"])
    assert [one.best.place.country for one in found] == ["USA", "FRA", "FRA", ""]


def test_unknown_name_stays_unknown_and_rows_stay_in_place():
    found = resolve_column(["Seoul", "unknown", "", "Seoul"])
    assert [one.best is not None for one in found] == [True, False, False, True]
    assert found[1].runners_up == ()
    assert found[0] is found[3]


def test_runners_up_come_after_the_best():
    (found,) = resolve_column(["Cambridge"])
    assert found.best.place.country == "GBR"
    assert {one.place.country for one in found.runners_up} >= {"USA", "CAN"}
    assert all(one.score <= found.best.score for one in found.runners_up)


def test_why_says_that_the_file_was_asked():
    best = resolve_column(["Odessa", "Dallas", "Houston", "Austin", "Amarillo"])[0].best
    assert "other places of the file" in best.why


def test_empty_column_is_empty():
    assert resolve_column([]) == []
