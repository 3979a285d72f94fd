"""Find statements of how many troops are where, or go where, in English text.

A count comes from `troop_counts`, what the troops do from `troop_status`, the countries
from `country_words`; here each count is given its actor, place and origin. What a
sentence leaves out is taken from the count before it, or from the sentence before where a
pronoun or "there" points back to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, cast

from timeline.extract.article import Span
from timeline.extract.country_words import Mention, find_mentions
from timeline.extract.numbers import Number, find_numbers
from timeline.extract.sentences import find_sentences
from timeline.extract.troop_counts import Count, find_counts, may_hold_counts
from timeline.extract.troop_status import (
    Action,
    clause_end,
    clause_start,
    find_action,
    has_action,
    is_refused,
    moves,
)

Status = Literal["stationed", "moving", "planned", "withdrawn", "claimed"]


@dataclass(frozen=True, slots=True)
class TroopStatement:
    """So many troops of an actor at a place, or on their way from one to another.

    `start`, `end` span the number with its unit ("28,500 US ground troops"). `actor`,
    `place` (host or destination) and `origin` are ISO alpha-3 codes, "" where the text
    does not say; the spans are the words they rest on.
    """

    start: int
    end: int
    text: str
    low: float
    high: float
    is_approximate: bool
    unit: str
    actor: str
    place: str
    origin: str
    status: Status
    number: Span
    actor_span: Span | None
    place_span: Span | None
    origin_span: Span | None
    sentence: Span
    confidence: float
    rule: str


def find_troops(text: str, anchor: date | None = None) -> tuple[TroopStatement, ...]:
    """Return the statements of troop numbers in a text, in their order.

    No rule here needs the day of publication yet; `anchor` is where it would go.
    """
    del anchor
    return tuple(_statements(text))


# --- sentences ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence with the countries in it."""

    start: int
    text: str
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """A count with what the text says of it; a mention goes with the sentence it stands in."""

    count: Count
    action: Action
    actor: _Named | None = None
    place: _Named | None = None
    origin: _Named | None = None


@dataclass(frozen=True, slots=True)
class _Named:
    """A country at an offset of the text; `sure` is less where it was carried over."""

    start: int
    end: int
    code: str
    sure: float = 1.0


def _statements(text: str) -> Iterator[TroopStatement]:
    before: tuple[int, int] | None = None
    for start, end in find_sentences(text):
        words = text[start:end]
        if may_hold_counts(words) and (numbers := find_numbers(words)):
            here = _Sentence(start, words, find_mentions(words))
            counts = find_counts(words, numbers, here.mentions)
            if counts:
                yield from _of_sentence(text, here, counts, before)
        before = (start, end)


def _of_sentence(
    text: str, here: _Sentence, counts: tuple[Count, ...], before: tuple[int, int] | None
) -> Iterator[TroopStatement]:
    earlier = None
    if before and _refers_back(here.text):
        words = text[slice(*before)]
        earlier = _Sentence(before[0], words, find_mentions(words))
    last: _Found | None = None
    for i, count in enumerate(counts):
        window = _window(here, counts, i)
        if is_refused(here.text[window.clause : count.start]):
            continue
        last = _read(here, earlier, window, last)
        yield _statement(text, here, last)


# --- the words around a count ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Window:
    """The stretch of a sentence that may speak of one count; offsets of the sentence."""

    count: Count
    clause: int
    start: int
    end: int
    is_elided: bool


_ELIDED = frozenset({"unit left out", "listed with a demonym"})


def _window(here: _Sentence, counts: tuple[Count, ...], i: int) -> _Window:
    count = counts[i]
    clause = clause_start(here.text, count.start)
    start = max(clause, counts[i - 1].end if i else 0)
    stop = counts[i + 1].start if i + 1 < len(counts) else len(here.text)
    end = min(stop, clause_end(here.text, count.end))
    return _Window(count, clause, start, end, count.rule in _ELIDED)


def _read(
    here: _Sentence, earlier: _Sentence | None, window: _Window, last: _Found | None
) -> _Found:
    count = window.count
    before, after = here.text[window.start : count.start], here.text[count.end : window.end]
    if window.is_elided and last and not has_action(before):
        action = last.action
    else:
        action = find_action(here.text[window.clause : count.start], after, here.text)
    actor = _actor(here, earlier, window, last)
    origin = _origin(here, earlier, window, action)
    place = _place(here, earlier, window, last, action, actor, origin)
    return _Found(count, action, actor, place, origin)
