"""Find statements of how many troops are where, or go where, in English text.

A count comes from `troop_counts`, what the troops do from `troop_status`, whose they are
and where from `troop_sides`; here these are put together, sentence by sentence. What a
count leaves out is taken from the count before it in the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from timeline.extract.article import Span
from timeline.extract.country_words import find_mentions
from timeline.extract.numbers import find_numbers
from timeline.extract.sentences import find_sentences
from timeline.extract.troop_counts import Count, find_counts, may_hold_counts
from timeline.extract.troop_sides import Named, Sentence, Sides, Window, find_sides, refers_back
from timeline.extract.troop_status import (
    Action,
    Status,
    clause_of,
    find_action,
    find_claims,
    find_clauses,
    has_action,
    is_claimed,
    is_refused,
)


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


# --- sentence by sentence -------------------------------------------------------------------------


def _statements(text: str) -> Iterator[TroopStatement]:
    before = (0, 0)
    for start, end in find_sentences(text):
        words = text[start:end]
        if may_hold_counts(words) and (numbers := find_numbers(words)):
            here = Sentence(start, words, find_mentions(words))
            if counts := find_counts(words, numbers, here.mentions):
                yield from _of_sentence(text, here, counts, before)
        before = (start, end)


def _of_sentence(
    text: str, here: Sentence, counts: tuple[Count, ...], before: tuple[int, int]
) -> Iterator[TroopStatement]:
    words = text[slice(*before)] if refers_back(here.text) else ""
    earlier = Sentence(before[0], words, find_mentions(words)) if words else None
    breaks = find_clauses(here.text)
    claims, sides, act = find_claims(here.text), None, None
    for i in range(len(counts)):
        window = _window(here, counts, i, breaks)
        claimed = is_claimed(claims, window.count.start, window.count.end)
        act = _act(here, earlier, window, act, claimed=claimed)
        if act.is_refused:
            continue
        sides = find_sides(here, earlier, window, act.action, sides)
        yield _statement(text, here, window.count, act.action, sides)


_ELIDED = frozenset({"unit left out", "listed with a demonym"})


def _window(
    here: Sentence, counts: tuple[Count, ...], i: int, breaks: list[tuple[int, int]]
) -> Window:
    count = counts[i]
    clause, far = clause_of(breaks, count.start, count.end)
    start = max(clause, counts[i - 1].end if i else 0)
    stop = counts[i + 1].start if i + 1 < len(counts) else len(here.text)
    end = min(stop, far)
    return Window(count, clause, start, end, count.rule in _ELIDED)


@dataclass(frozen=True, slots=True)
class _Act:
    action: Action
    is_refused: bool


def _act(
    here: Sentence, earlier: Sentence | None, window: Window, last: _Act | None, *, claimed: bool
) -> _Act:
    """Return what a count's troops do, which is what the last ones do if no verb comes between."""
    count, after = window.count, here.text[window.count.end : window.end]
    between = here.text[window.start : count.start]
    if last and not has_action(between) and (window.is_elided or not has_action(after)):
        return last
    before = between if last else here.text[window.clause : count.start]
    if earlier and count.rule == "unit numbering":
        before = f"{earlier.text} {before}"
    action = find_action(before, after, claimed=claimed)
    if count.rule == "level of force" or _LEVELLED.search(before):
        action = replace(action, does="stay")
    return _Act(action, is_refused(before))


_LEVELLED = re.compile(
    r"\b(?:cut|reduc\w+|rais\w+|increas\w+|expand\w+|boost\w+|doubl\w+|trim\w*)\b[^.;]{0,80}"
    r"\bto (?:\w+ ){0,2}$"
)


# --- the statement --------------------------------------------------------------------------------

_APPROXIMATE = re.compile(
    r"\b(?:about|some|around|roughly|nearly|almost|over|more than|at least|at most|up to|fewer than"
    r"|less than|estimated|as many as|approximately|close to|only about|perhaps|between|circa|or so"
    r"|as few as)\s$",
    re.IGNORECASE,
)


def _statement(
    text: str, here: Sentence, count: Count, action: Action, sides: Sides
) -> TroopStatement:
    start, end = here.start + count.start, here.start + count.end
    number = count.number
    near = here.text[max(0, count.start - 20) : count.start]
    inexact = number.is_approximate or bool(_APPROXIMATE.search(near))
    return TroopStatement(
        start=start,
        end=end,
        text=text[start:end],
        low=number.low,
        high=number.high,
        is_approximate=inexact or "plus" in here.text[number.end : number.end + 5],
        unit=count.unit,
        actor=sides.actor.code if sides.actor else "",
        place=sides.place.code if sides.place else "",
        origin=sides.origin.code if sides.origin else "",
        status=_status(action, sides),
        number=_span(text, here.start + number.start, here.start + number.end),
        actor_span=_named_span(text, sides.actor),
        place_span=_named_span(text, sides.place),
        origin_span=_named_span(text, sides.origin),
        sentence=_span(text, here.start, here.start + len(here.text.rstrip())),
        confidence=_confidence(count, action, sides),
        rule=count.rule,
    )


def _status(action: Action, sides: Sides) -> Status:
    """Return the status: who leaves for another country is on the move."""
    is_bound = sides.place and sides.origin and action.status == "withdrawn"
    return "moving" if is_bound else action.status


def _span(text: str, start: int, end: int) -> Span:
    return Span(start, end, text[start:end])


def _named_span(text: str, named: Named | None) -> Span | None:
    return _span(text, named.start, named.end) if named and named.code else None


def _confidence(count: Count, action: Action, sides: Sides) -> float:
    """Return how sure the statement is: less for what was carried over or is not said."""
    sure = 0.95 if count.rule == "number and unit" else 0.85
    for named in (sides.actor, sides.place or sides.origin):
        sure -= 0.1 if named is None else 0.1 * (1 - named.sure)
    return round(sure - 0.1 * action.is_claimed, 2)
