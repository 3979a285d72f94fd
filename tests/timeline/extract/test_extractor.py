"""Ten short articles with the events that a careful reader finds in them, and what always holds."""

import json
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.event import KINDS, STATUSES
from timeline.extract.article import Article
from timeline.extract.drafts import Draft
from timeline.extract.extractor import analyse, extract
from timeline.extract.review import drafts_frame
from timeline.frame import validate

GOLDEN = Path(__file__).parents[2] / "golden" / "articles"
NAMES = sorted(path.stem for path in GOLDEN.glob("*.json"))
EXTRA_MOST = 3  # drafts that a reader would not have made


def golden(name: str) -> tuple[Article, list[dict[str, Any]]]:
    told = json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))
    text = (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")
    published = date.fromisoformat(told["published"])
    return Article(text, outlet=told["outlet"], published=published), told["events"]


def is_meant(draft: Draft, event: dict[str, Any]) -> bool:
    found = draft.event
    return (
        str(found.date) == event["date"]
        and found.country == event["country"]
        and found.status == event["status"]
        and event["words"].lower() in f"{found.title} {found.quote}".lower()
        and event.get("place", "") in found.place
        and set(event.get("actors", ())) <= set(found.actors)
        and event.get("strength", found.strength_low) == found.strength_low
    )


CASES = [
    pytest.param(name, at, id=f"{name}-{at}")
    for name in NAMES
    for at in range(len(json.loads((GOLDEN / f"{name}.json").read_text())["events"]))
]


def test_there_are_ten_articles_with_three_events_each_or_more() -> None:
    assert len(NAMES) >= 10
    assert len(CASES) >= 3 * len(NAMES)


@pytest.mark.parametrize(("name", "at"), CASES)
def test_event_of_an_article_is_drafted_with_its_date_place_and_status(name: str, at: int) -> None:
    article, events = golden(name)
    drafts = extract(article)
    shown = [(str(d.event.date), d.event.title, d.event.country, d.event.status) for d in drafts]
    assert any(is_meant(draft, events[at]) for draft in drafts), (events[at], shown)


@pytest.mark.parametrize("name", NAMES)
def test_few_drafts_are_none_that_a_reader_would_make(name: str) -> None:
    article, events = golden(name)
    drafts = extract(article)
    others = [one for one in drafts if not any(is_meant(one, event) for event in events)]
    assert len(others) <= EXTRA_MOST, [str(one.event.title) for one in others]


@pytest.mark.parametrize("name", NAMES)
def test_every_value_names_its_words(name: str) -> None:
    article, _ = golden(name)
    for draft in extract(article):
        assert draft.rule
        assert draft.evidence["quote"]
        for spans in draft.evidence.values():
            assert all(article.text[span.start : span.end] == span.text for span in spans)
        event = draft.event
        assert article.text[event.quote_start : event.quote_end] == event.quote
        assert event.confidence is not None
        assert 0 < event.confidence <= 1
        assert (event.kind in KINDS, event.status in STATUSES) == (True, True)


@pytest.mark.parametrize("name", NAMES)
def test_drafts_are_the_same_each_time_and_make_a_valid_frame(name: str) -> None:
    article, _ = golden(name)
    assert extract(article) == extract(article)
    frame = drafts_frame(article, extract(article))
    validate(frame)
    assert frame["confidence"].notna().all()
    assert (frame["text_sha256"] == article.sha256).all()


TWO_SUMMITS = (
    "He met Kim first at the Singapore summit in 2018 "
    "and then at the Hanoi Summit the following year."
)


def test_two_summits_of_one_sentence_are_two_events() -> None:
    drafts = extract(Article(TWO_SUMMITS, published=date(2024, 12, 20)))
    found = [(d.event.title, str(d.event.date), d.event.country) for d in drafts]
    assert found == [("Singapore summit", "2018", "SGP"), ("Hanoi Summit", "2019", "VNM")]


PUBLISHED = date(2024, 12, 20)
MOODS = [
    ("The summit was held in Geneva in June.", "happened", "happened"),
    ("The summit will be held in Geneva in June.", "planned", "planned"),
    ("The two plan to hold a summit in Geneva in June 2025.", "planned", "planned"),
    ("A summit in Geneva in June 2025 was proposed.", "planned", "planned"),
    ("The summit in Geneva in June 2025 was called off.", "cancelled", "cancelled"),
    ("The talks in Geneva on December 3 were cancelled.", "cancelled", "cancelled"),
    ("Moscow denied that an attack took place in Kharkiv on December 3.", "denied", "claimed"),
    ("The attack in Kharkiv on December 3 reportedly killed twelve.", "doubted", "claimed"),
    ("He is due to visit Seoul in January. It is unclear if he will.", "doubted", "planned"),
    ("He is due to visit Seoul in January. It is unclear if it will be.", "doubted", "planned"),
    ("If talks fail, a summit in Geneva could follow in June 2025.", "planned", "planned"),
    ("An election is scheduled for May 4.", "planned", "planned"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "modality", "status"), MOODS, ids=[case[0] for case in MOODS])
def test_what_is_planned_doubted_denied_or_called_off_is_marked_so(
    text: str, modality: str, status: str
) -> None:
    (draft,) = extract(Article(text, published=PUBLISHED))
    assert (draft.event.extra["modality"], draft.event.status) == (modality, status)


NOTHING = [
    "",
    "   \n\n ",
    "Nothing happened here, and nobody was asked.",
    "The 2026 cost of burden-sharing was discussed at length.",
    "The tariffs are 25 percent.",
    "He may march on in the second half of the show.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_text_that_dates_nothing_gives_no_draft(text: str) -> None:
    assert extract(Article(text, published=PUBLISHED)) == ()


def test_event_told_twice_is_one_draft_with_both_sentences() -> None:
    text = (
        "The summit was held in Geneva in June 2023. Later that day all went home.\n"
        "At the summit in Geneva in June 2023 Sweden spoke too."
    )
    (draft,) = extract(Article(text, published=PUBLISHED))
    assert len(draft.evidence["quote"]) == 2
    assert "SWE" in draft.event.actors


def test_without_a_day_of_publication_nothing_counts_from_it() -> None:
    assert extract(Article("The summit was held in Paris last May.")) == ()
    assert [str(one.event.date) for one in extract(Article("A summit was held in May 1985."))] == [
        "1985-05"
    ]


def test_narrative_counts_from_its_own_dates() -> None:
    text = "In 1812 Napoleon crossed into Russia. In September the battle of Borodino was fought."
    drafts = extract(Article(text, published=PUBLISHED), mode="narrative")
    assert "1812-09" in [str(one.event.date) for one in drafts]


WORDS = st.sampled_from(
    [
        "summit",
        "in",
        "Geneva",
        "on",
        "3",
        "December",
        "2024",
        ",",
        "“the”",
        "Kim’s",
        "war",
        "—",
        "28,500",
        "troops",
        "to",
        "Seoul.",
        "If",
        "😀",
        "é",
        "May",
        "March",
        "the",
        "and",
        "was",
        "held",
        "with",
        "[x]",
        "1950",
        "last",
        "year",
        "next",
        "week",
        "Sea",
        "of",
        "Japan",
        "(",
        ";",
        ":",
        "U.S.",
        "né",
    ]
)


@settings(max_examples=150)
@given(st.one_of(st.text(max_size=400), st.lists(WORDS, max_size=80).map(" ".join)))
def test_every_span_is_of_the_text_whatever_it_is(text: str) -> None:
    found = analyse(Article(text, published=PUBLISHED))
    for draft in found.drafts:
        for spans in draft.evidence.values():
            assert all(text[span.start : span.end] == span.text for span in spans)
    for one in (*found.times, *(place.toponym for place in found.places), *found.people):
        assert text[one.start : one.end] == one.text


LONG = {
    "one letter": "a" * 1_000_000,
    "no full stop": "the summit in Geneva in 2018 and " * 30_000,
    "short sentences": "He met Kim in Seoul in 2018. " * 34_000,
    "commas": "which, who, where, " * 52_000,
    "digits": "1 2 3 4 " * 125_000,
    "new lines": "\n" * 1_000_000,
    "capitals": "Kim Jong Un " * 83_000,
    "quotes": "“’”" * 333_000,
}


@pytest.mark.slow
@pytest.mark.parametrize("name", LONG)
def test_a_million_characters_take_no_longer_than_twenty_seconds(name: str) -> None:
    start = time.process_time()
    extract(Article(LONG[name], published=PUBLISHED))
    assert time.process_time() - start < 20


def test_outlet_says_which_of_two_towns_is_meant() -> None:
    text = "A summit was held in Cambridge in June 2023."
    american, none = (
        extract(Article(text, outlet=outlet, published=PUBLISHED))[0].event.country
        for outlet in ("The Massachusetts Courier", "")
    )
    assert (american, none) == ("USA", "GBR")
