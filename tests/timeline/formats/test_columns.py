import pytest

from timeline.formats.columns import fold, map_headers
from timeline.schema import STATED


@pytest.mark.parametrize("header", ["Event_Date", " event date ", "EVENT-DATE", "eventdate"])
def test_headers_are_compared_without_case_and_marks(header: str) -> None:
    assert fold(header) == "eventdate"
    assert map_headers([header]).names == ("date",)


@pytest.mark.parametrize(
    ("headers", "names"),
    [
        (["when", "lat", "lng", "name"], ["date", "latitude", "longitude", "title"]),
        (["X", "Y", "Headline"], ["longitude", "latitude", "title"]),
        (["description", "where", "who", "type"], ["text", "place", "actors", "category"]),
        (["troops", "link"], ["strength", "url"]),
        (["start date", "end_date"], ["start", "end"]),
        (["date", "end date"], ["start", "end"]),
        (["date", "start", "end"], ["date", "start (2)", "end (2)"]),
        (["name", "title"], ["name", "title"]),
        (["headline", "name"], ["headline", "title"]),
        (["date", "Date", "DATE"], ["date", "Date", "DATE"]),
        (["title", "colour", "colour"], ["title", "colour", "colour (2)"]),
        (["title", "", " "], ["title", "column 2", "column 3"]),
        (["strength", "strength_low", "strength_high"],
         ["strength (2)", "strength_low", "strength_high"]),
        (["wkt", "lat", "lon"], ["geometry", "latitude", "longitude"]),
    ],
)  # fmt: skip
def test_header_becomes_the_field_that_it_means(headers: list[str], names: list[str]) -> None:
    assert list(map_headers(headers).names) == names


def test_columns_that_mean_nothing_to_us_are_named_in_a_note() -> None:
    mapped = map_headers(["title", "colour", "size"])
    assert mapped.notes == ("Columns kept as they came: colour, size.",)
    assert mapped.known == 1
    assert map_headers(["title"]).notes == ()


def test_fields_that_come_from_elsewhere_are_left_alone() -> None:
    mapped = map_headers(["lat", "title"], without=("latitude",))
    assert mapped.names == ("lat", "title")


def test_file_of_our_own_says_everything_by_its_own_name() -> None:
    own = [name for name in STATED if name != "geometry"]
    mapped = map_headers([*own, "longitude", "latitude", "until", "troops", "lat", "start"])
    assert mapped.names[len(own) :] == (
        "longitude",
        "latitude",
        "until",
        "troops",
        "lat",
        "start (2)",
    )
