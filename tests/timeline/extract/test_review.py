"""What a reviewer's actions make of drafts: the log, edits, merging, the rows that come of it."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import LineString, Point

from geo.gazetteer import lookup
from timeline.edtf import EventDate
from timeline.event import Event
from timeline.extract.article import Article, Span
from timeline.extract.drafts import Draft
from timeline.extract.review import (
    FIELDS,
    Reviewed,
    accepted_frame,
    draft_ids,
    drafts_frame,
    duplicates,
    place_value,
    replay,
    review,
    review_frame,
)
from timeline.frame import validate

TEXT = (
    "😀 Leaders met at Camp David last August. The summit at Camp David in August 2023 was "
    "the first of its kind. About 28,500 US troops are in South Korea."
)
ARTICLE = Article(
    TEXT, title="Three at the table", outlet="Example Post", published=date(2024, 12, 3),
    url="https://example.org/a",
)  # fmt: skip
GOLDEN = json.loads(
    (Path(__file__).parents[2] / "golden" / "review.json").read_text(encoding="utf-8")
)


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words), words)


def event(title: str, quote: str, **known: Any) -> Event:
    said = span(quote)
    return Event(
        title, quote=quote, quote_start=said.start, quote_end=said.end, confidence=0.7, **known
    )


CAMP_DAVID = Point(-77.464, 39.648)
MET = Draft(
    event(
        "Leaders met at Camp David", "Leaders met at Camp David last August.", id="met",
        date=EventDate.parse("2023-08"), date_text="last August", place="Camp David",
        country="USA", geometry=CAMP_DAVID, radius_km=1.0,
    ),
    {"date": (span("last August"),), "place": (span("Camp David"),)},
    rule="event.met",
)  # fmt: skip
SUMMIT = Draft(
    event(
        "Summit at Camp David", "The summit at Camp David in August 2023 was the first of its kind",
        id="summit", date=EventDate.parse("2023-08"), date_text="August 2023",
        place="Camp David", country="USA", geometry=CAMP_DAVID, actors=("USA", "KOR", "JPN"),
        category="summit",
    ),
    {"date": (span("August 2023"),)},
    rule="event.summit",
)  # fmt: skip
TROOPS = Draft(
    event(
        "US troops in South Korea", "About 28,500 US troops are in South Korea.", id="troops",
        kind="force", status="ongoing", place="South Korea", country="KOR",
        geometry=Point(127.8, 36.4), actors=("USA",), strength_low=28_500.0,
        strength_high=28_500.0, unit="troops",
    ),
    {"strength": (span("28,500"),), "place": (span("South Korea"),)},
    rule="troops.stationed",
)  # fmt: skip
DRAFTS = (MET, SUMMIT, TROOPS)


def edit(name: str, field: str, value: str | None) -> dict[str, Any]:
    return {"do": "edit", "id": name, "field": field, "value": value}


def reviewed(*log: dict[str, Any], name: str = "met") -> Reviewed:
    done = review(DRAFTS, log, anchor=ARTICLE.published)
    return next(one for one in done if one.id == name)


# --- the log --------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", GOLDEN["cases"], ids=lambda case: case["name"])
def test_log_is_followed_as_the_browser_follows_it(case: dict[str, Any]) -> None:
    standing = replay(GOLDEN["ids"], case["log"])
    said = {
        name: {"decision": one.decision, "into": one.into, "said": one.said}
        for name, one in standing.items()
    }
    assert said == case["expected"]


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
IDS = st.sampled_from(["met", "summit", "troops", "nobody", ""]) | ANYTHING
VALUES = (
    st.sampled_from(["May 2024", "37.5, 127", "Seoul", "KOR; USA", "1-2", "", "planned", "\ud800"])
    | st.sampled_from(["Seoul (37.5, 127)", "x (91, 0)", "9" * 2_000, "5000-3000", "31 June 1944"])
    | st.text()
    | ANYTHING
)
ACTIONS = st.fixed_dictionaries(
    {"do": st.sampled_from(["accept", "reject", "reopen", "edit", "merge"]) | ANYTHING, "id": IDS},
    optional={"field": st.sampled_from(FIELDS) | ANYTHING, "value": VALUES, "into": IDS},
)


@given(st.lists(ACTIONS | ANYTHING, max_size=12) | ANYTHING)
def test_any_log_can_be_replayed_and_makes_valid_rows(log: object) -> None:
    done = review(DRAFTS, log, anchor=date(2024, 12, 3))
    assert [one.id for one in done] == ["met", "summit", "troops"]
    frame = accepted_frame(ARTICLE, done)
    validate(frame)
    assert len(frame) == sum(one.decision == "accepted" for one in done)
    for row in frame.itertuples():
        assert TEXT[row.quote_start : row.quote_end] == row.quote


def test_undo_is_the_log_without_its_last_action() -> None:
    log = [{"do": "accept", "id": "met"}, edit("met", "date", "2020")]
    assert review(DRAFTS, log[:1]) == review(DRAFTS, [*log, edit("met", "date", None)])
    assert review(DRAFTS, log[:0]) == review(DRAFTS, [])


def test_drafts_without_an_id_or_with_the_same_are_told_apart() -> None:
    nameless = replace(MET, event=replace(MET.event, id=""))
    names = draft_ids([MET, MET, nameless])
    assert names[0] == "met"
    assert len(set(names)) == 3
    assert "" not in names


def test_another_day_of_publication_leaves_the_names_as_they_are() -> None:
    nameless = replace(MET, event=replace(MET.event, id=""))
    redated = replace(nameless, event=replace(nameless.event, date=EventDate.parse("2022-08")))
    assert draft_ids([nameless]) == draft_ids([redated])


# --- edits ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("title", "  Three leaders   met ", {"title": "Three leaders met"}),
        ("date", "18 August 2023", {"date": EventDate.parse("2023-08-18")}),
        ("date", "2023-08-18/2023-08-19", {"date": EventDate.parse("2023-08-18/2023-08-19")}),
        ("date", "yesterday", {"date": EventDate.parse("2024-12-02"), "date_text": "last August"}),
        ("date", "", {"date": None}),
        ("place", "Osan", {"place": "Osan", "country": "KOR", "radius_km": 2.4}),
        ("place", "37.55, 126.99", {"place": "Camp David", "country": "KOR", "radius_km": 0.0}),
        ("place", "The farm (39.6, -77.5)", {"place": "The farm", "country": "USA"}),
        ("place", "", {"place": "", "geometry": None}),
        ("country", "South Korea", {"country": "KOR"}),
        ("actors", "South Korea; UN; usa", {"actors": ("KOR", "UN", "usa")}),
        ("actors", "", {"actors": ()}),
        ("strength", "28,500", {"strength_low": 28_500.0, "strength_high": 28_500.0}),
        ("strength", "3,000-5,000", {"strength_low": 3_000.0, "strength_high": 5_000.0}),
        ("strength", "over 500", {"strength_low": 500.0, "strength_high": None}),
        ("strength", "", {"strength_low": None, "strength_high": None}),
        ("category", "summit", {"category": "summit"}),
        ("status", "Planned", {"status": "planned"}),
        ("kind", "force", {"kind": "force"}),
    ],
)
def test_good_edit_changes_the_event(field: str, value: str, expected: dict[str, Any]) -> None:
    one = reviewed(edit("met", field, value))
    assert {name: getattr(one.event, name) for name in expected} == expected
    assert one.edits == {field: value}
    assert one.problems == {}


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("title", " ", "needs a title"),
        ("date", "31 June 2023", "31 June 2023"),
        ("date", "once upon a time", "once upon a time"),
        ("place", "Qqqqqqzz", "Qqqqqqzz"),
        ("place", "95.0, 10.0", "95.0"),
        ("country", "Korea", "Korea"),
        ("strength", "many", "many"),
        ("strength", "5000-3000", "swap"),
        ("status", "maybe", "maybe"),
        ("kind", "party", "party"),
        ("category", "x" * 1_001, "1,001"),
        ("title", "\ud800", "none"),
    ],
)
def test_bad_edit_is_none_and_says_why(field: str, value: str, words: str) -> None:
    one = reviewed(edit("met", field, value))
    assert one.event == MET.event
    assert one.edits == {}
    assert words in one.problems[field]
    assert one.problems[field].endswith(".")


def test_last_good_edit_stands_when_a_bad_one_follows() -> None:
    one = reviewed(edit("met", "date", "2020"), edit("met", "date", "never"))
    assert str(one.event.date) == "2020"
    assert one.edits == {"date": "2020"}
    assert "never" in one.problems["date"]
    mended = reviewed(
        edit("met", "date", "2020"), edit("met", "date", "never"), edit("met", "date", "2021")
    )
    assert str(mended.event.date) == "2021"
    assert mended.problems == {}


def test_runner_up_that_is_clicked_is_taken_exactly() -> None:
    first, second = (found.place for found in lookup("Georgia")[:2])
    draft = replace(MET, places=(second,))
    (one,) = review([draft], [edit("met", "place", place_value(second))])
    assert (one.event.place, one.event.country) == ("Georgia", "USA")
    assert one.event.radius_km == second.radius_km
    assert one.event.geometry == Point(second.point.lon, second.point.lat)
    (other,) = review([draft], [edit("met", "place", place_value(first))])
    assert (other.event.country, other.event.radius_km) == ("GEO", first.radius_km)


def test_country_chooses_among_places_of_one_name() -> None:
    one = reviewed(edit("met", "place", "Georgia"), edit("met", "country", "United States"))
    assert one.event.country == "USA"
    assert one.event.geometry is not None
    assert one.event.geometry.x < -80


def test_movement_keeps_where_it_began() -> None:
    way = LineString([(127.0, 37.5), (-77.0, 38.9)])
    moving = replace(MET, event=replace(MET.event, kind="movement", geometry=way))
    (one,) = review([moving], [edit("met", "place", "Osan")])
    start, *_, end = one.event.geometry.coords
    assert start == (127.0, 37.5)
    assert end == pytest.approx((127.07, 37.15), abs=0.01)


# --- duplicates -----------------------------------------------------------------------------------


def test_same_event_told_twice_is_suggested() -> None:
    assert duplicates(DRAFTS) == ((0, 1),)


@pytest.mark.parametrize(
    "other",
    [
        {"date": EventDate.parse("2019")},
        {"place": "Seoul"},
        {"kind": "force"},
        {"title": "Ministers signed a trade deal", "place": ""},
    ],
    ids=["another date", "another place", "another kind", "other words"],
)
def test_what_differs_is_not_suggested(other: dict[str, Any]) -> None:
    assert duplicates([MET, replace(SUMMIT, event=replace(SUMMIT.event, **other))]) == ()


def test_same_day_at_the_same_place_is_suggested_whatever_the_words() -> None:
    other = replace(SUMMIT.event, title="Ministers signed a trade deal")
    assert duplicates([MET, replace(SUMMIT, event=other)]) == ((0, 1),)
    later = replace(other, date=EventDate.parse("2023"))
    assert duplicates([MET, replace(SUMMIT, event=later)]) == ()


def test_forces_of_other_strength_are_two() -> None:
    more = replace(TROOPS.event, strength_low=50_000.0, strength_high=50_000.0)
    assert duplicates([TROOPS, TROOPS]) == ((0, 1),)
    assert duplicates([TROOPS, replace(TROOPS, event=more)]) == ()


# --- merging --------------------------------------------------------------------------------------


def test_merged_draft_gives_what_the_kept_one_lacks() -> None:
    log = [{"do": "merge", "id": "summit", "into": "met"}, {"do": "accept", "id": "met"}]
    kept, gone = reviewed(*log), reviewed(*log, name="summit")
    assert (kept.decision, gone.decision) == ("accepted", "merged")
    assert kept.event.title == "Leaders met at Camp David"
    assert kept.event.actors == ("USA", "KOR", "JPN")
    assert kept.event.category == "summit"
    assert kept.event.date_text == "last August"
    assert kept.merged == ("summit",)
    assert [quote.text for quote in kept.quotes] == [MET.event.quote, SUMMIT.event.quote]
    assert kept.evidence["date"] == (span("last August"), span("August 2023"))
    assert len(accepted_frame(ARTICLE, review(DRAFTS, log))) == 1


def test_edits_of_the_kept_draft_win_and_those_of_the_merged_one_count() -> None:
    log = [
        edit("summit", "category", "political"),
        edit("met", "actors", "China"),
        {"do": "merge", "id": "summit", "into": "met"},
    ]
    kept = reviewed(*log)
    assert kept.event.category == "political"
    assert kept.event.actors == ("CHN",)


# --- rows -----------------------------------------------------------------------------------------


def test_accepted_row_says_where_it_comes_from() -> None:
    log = [edit("met", "date", "18 August 2023"), {"do": "accept", "id": "met"}]
    frame = accepted_frame(ARTICLE, review(DRAFTS, log, anchor=ARTICLE.published))
    (row,) = frame.to_dict("records")
    assert row["id"] == "met"
    assert row["date"] == "2023-08-18"
    assert row["date_text"] == "last August"
    assert row["quote"] == TEXT[row["quote_start"] : row["quote_end"]] == MET.event.quote
    assert row["confidence"] != row["confidence"]
    assert row["source"] == '"Three at the table", Example Post'
    assert row["url"] == "https://example.org/a"
    assert row["published"].date() == date(2024, 12, 3)
    assert row["text_sha256"] == ARTICLE.sha256
    assert (row["rule"], row["maker"]) == ("event.met", "rules")
    assert json.loads(row["edits"]) == {"date": "18 August 2023"}
    start, end = json.loads(row["evidence"])["date"][0]
    assert TEXT[start:end] == "last August"


def test_nothing_unreviewed_or_rejected_is_accepted() -> None:
    log = [{"do": "reject", "id": "met"}]
    assert len(accepted_frame(ARTICLE, review(DRAFTS, log))) == 0
    assert len(accepted_frame(ARTICLE, review(DRAFTS, []))) == 0


def test_preview_has_open_drafts_with_their_confidence() -> None:
    log = [{"do": "accept", "id": "met"}, {"do": "reject", "id": "troops"}]
    frame = review_frame(ARTICLE, review(DRAFTS, log))
    assert list(frame["id"]) == ["met", "summit"]
    assert list(frame["confidence"].notna()) == [False, True]


def test_drafts_are_rows_with_their_confidence() -> None:
    frame = drafts_frame(ARTICLE, DRAFTS)
    validate(frame)
    assert list(frame["confidence"]) == [0.7, 0.7, 0.7]
    assert list(frame["strength_low"].dropna()) == [28_500.0]
    assert len(drafts_frame(ARTICLE, ())) == 0
