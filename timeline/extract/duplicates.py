"""Suggest which drafts of an article may be the same event told twice; a person decides."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from geo.names import fold
from timeline.event import Event
from timeline.extract.drafts import Draft

_WORD = re.compile(r"[^\W_]+")
_IDLE = frozenset(
    ("a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "its", "of", "on", "or",
     "over", "the", "their", "to", "with")
)  # fmt: skip
_ALIKE_HERE, _ALIKE_ANYWHERE = 0.3, 0.6


@dataclass(frozen=True, slots=True)
class _Told:
    """What two drafts are compared by."""

    kind: str
    date: str
    first: float
    after: float
    place: str
    actors: frozenset[str]
    low: float
    high: float
    words: frozenset[str]


def duplicates(drafts: Sequence[Draft]) -> tuple[tuple[int, int], ...]:
    """Return the pairs of positions whose drafts may tell the same event, the earlier first."""
    return tuple(_pairs([_told(draft.event) for draft in drafts]))


def _pairs(told: Sequence[_Told]) -> Iterator[tuple[int, int]]:
    for (at, one), (other_at, other) in combinations(enumerate(told), 2):
        if _may_be_one(one, other):
            yield at, other_at


def _told(event: Event) -> _Told:
    date, low, high = event.date, event.strength_low, event.strength_high
    first = float("-inf") if date is None or date.earliest is None else date.earliest
    after = float("inf") if date is None or date.latest is None else date.latest
    return _Told(
        event.kind,
        str(date or ""),
        first,
        after,
        fold(event.place or event.country),
        frozenset(event.actors),
        float("-inf") if low is None else low,
        float("inf") if high is None else high,
        frozenset(map(_stem, _WORD.findall(event.title.casefold()))) - _IDLE,
    )


def _stem(word: str) -> str:
    """Return a word without the ending of its number or tense, well enough to compare."""
    return re.sub(r"(?:es|s|ed|ing)$", "", word) if len(word) > 4 else word


def _may_be_one(one: _Told, other: _Told) -> bool:
    if one.kind != other.kind or one.first >= other.after or other.first >= one.after:
        return False
    if one.low > other.high or other.low > one.high:
        return False
    if one.kind in ("force", "movement") and one.actors and other.actors != one.actors:
        return False
    if one.place and other.place and one.place != other.place:
        return False
    is_here = one.place != "" and one.place == other.place
    if is_here and one.date != "" and one.date == other.date:
        return True
    return _likeness(one.words, other.words) >= (_ALIKE_HERE if is_here else _ALIKE_ANYWHERE)


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0
