"""What the browser is told of a review."""

import json
from typing import Any

import pytest
from shapely import Point

from geo.place import LonLat, Place
from timeline.edtf import EventDate
from timeline.event import Event
from timeline.extract.article import Article, Span
from timeline.extract.drafts import Draft
from timeline.extract.review import place_value, review
from timeline.view.language import words_in
from timeline.view.review_payload import review_data

TEXT = "😀 The United States said about 28,500 soldiers stay in South Korea."
OTHER = Place("Gyeonggi", LonLat(127.25, 37.6), "KOR")
HERE = Place("South Korea", LonLat(127.8, 36.4), "KOR")
DRAFT = Draft(
    Event(
        "Soldiers stay", EventDate.parse("2024-12"), "a", kind="force", place="South Korea",
        country="KOR", geometry=Point(127.8, 36.4), actors=("USA", "UN Command"),
        strength_low=28_500.0, strength_high=28_500.0, unit="soldiers", status="planned",
        date_text="this month", quote=TEXT[2:], quote_start=2, quote_end=len(TEXT),
        confidence=0.9,
    ),
    {
        "place": (Span(55, 66, TEXT[55:66]),),
        "actors": (Span(6, 19, TEXT[6:19]),),
        "strength": (Span(31, 37, TEXT[31:37]),),
        "status": (Span(47, 51, TEXT[47:51]),),
    },
    (HERE, OTHER),
    rule="troops",
)  # fmt: skip
ARTICLE = Article(TEXT, title="Stay", outlet="Example Post")


def data(*log: dict[str, Any], language: str = "en") -> dict[str, Any]:
    done = review([DRAFT, DRAFT], log)
    return review_data(ARTICLE, done, log, pairs=[(0, 1)], words=words_in(language))


def field(said: dict[str, Any], name: str) -> dict[str, Any]:
    return next(one for one in said["drafts"][0]["fields"] if one["name"] == name)


@pytest.mark.parametrize(
    ("name", "value", "raw", "said"),
    [
        ("title", "Soldiers stay", "Soldiers stay", ""),
        ("date", "2024-12", "2024-12", "this month"),
        ("place", "South Korea", "South Korea", "South Korea"),
        ("country", "South Korea", "South Korea", ""),
        ("actors", "United States · UN Command", "United States; UN Command", "United States"),
        ("strength", "28,500 soldiers", "28,500", "28,500"),
        ("status", "planned", "planned", "stay"),
        ("category", "", "", ""),
    ],
)
def test_field_is_shown_edited_and_quoted(name: str, value: str, raw: str, said: str) -> None:
    one = field(data(), name)
    assert (one["value"], one["raw"], one["said"]) == (value, raw, said)


@pytest.mark.parametrize("name", ["title", "date", "place", "country", "actors", "strength"])
def test_what_is_offered_for_editing_reads_back_as_it_was(name: str) -> None:
    raw = field(data(), name)["raw"]
    (one, _) = review([DRAFT, DRAFT], [{"do": "edit", "id": "a", "field": name, "value": raw}])
    assert one.problems == {}
    column = {"strength": "strength_low"}.get(name, name)
    assert getattr(one.event, column) == getattr(DRAFT.event, column)


def test_countries_are_named_in_the_language_of_the_reader() -> None:
    said = data(language="es")
    assert field(said, "country")["value"] == "Corea del Sur"
    assert field(said, "place")["value"] == "Corea del Sur"
    assert field(said, "actors")["value"] == "Estados Unidos · UN Command"
    assert field(said, "country")["raw"] == "South Korea"


def test_words_have_their_kind_and_nothing_else_is_marked() -> None:
    marks = [mark for mark in data()["spans"] if mark[3] == "a"]
    assert marks == [[55, 66, "place", "a"], [6, 19, "actor", "a"], [31, 37, "number", "a"]]


def test_runners_up_are_offered_without_the_one_that_is_taken() -> None:
    (draft, _) = data()["drafts"]
    assert draft["choices"] == [{"label": "Gyeonggi, South Korea", "value": place_value(OTHER)}]


def test_what_may_be_one_is_said_of_both() -> None:
    first, second = data()["drafts"]
    assert first["mergeable"] == [second["id"]]
    assert second["mergeable"] == [first["id"]]


def test_problem_and_edit_are_told() -> None:
    said = data(
        {"do": "edit", "id": "a", "field": "date", "value": "never"},
        {"do": "edit", "id": "a", "field": "category", "value": "base"},
    )
    assert "never" in field(said, "date")["problem"]
    assert not field(said, "date")["edited"]
    assert field(said, "category")["edited"]


def test_all_of_it_is_json() -> None:
    assert json.loads(json.dumps(data())) == data()
