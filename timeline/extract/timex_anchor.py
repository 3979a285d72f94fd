"""Decide what relative words count from: the day of publication or a date of the text.

In news a date without a year is the one that the tense of its clause allows: the last
one after "met", the next one after "will". In a narrative time moves forward, so it
takes the year of the last date that was read, or the next year in winter.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal, TypeAlias

from timeline.edtf import day_number
from timeline.extract.timex_moment import Moment, Unit, is_day
from timeline.extract.timex_words import Tokens

Mode: TypeAlias = Literal["news", "narrative"]
Tense: TypeAlias = Literal["past", "future", ""]

_FUTURE_WORDS = (
    "will shall ll would scheduled expected expects expect due plans plan planned planning"
    " slated going upcoming tentatively aims hopes intends begins opens expires tomorrow"
    " must may might should can leaves flies arrives departs starts resumes convenes"
)
_FUTURE = frozenset(_FUTURE_WORDS.split())
_PAST_WORDS = (
    "was were had did said told rose fell began made won lost took came went met held left led"
    " got gave sold saw became broke brought built bought fought found felt flew grew heard kept"
    " knew laid meant paid put ran sent shot shut spoke stood struck taught thought threw wrote"
    " has have been since ago drove sank sought woke hit cut"
)
_PAST = frozenset(_PAST_WORDS.split())
_CALLED = frozenset(("call", "called", "calls", "summoned", "set", "scheduled", "planned", "due"))
_MODAL_WORDS = "will shall ll would must may might should can to"
_MODAL = frozenset(_MODAL_WORDS.split())
_SAME_IN_PAST = frozenset(("shut", "cut", "hit", "put"))
_NEAR = 10
_TILL = frozenset(("until", "till"))
_DEADLINE = frozenset(("by", "before", "until", "till"))
_PUT_OFF = frozenset(
    (
        "delayed",
        "postponed",
        "put",
        "adjourned",
        "deferred",
        "extended",
        "has",
        "have",
        "gave",
        "given",
    )
)
_ONCE_MEANT = frozenset(("originally", "initially", "previously", "had", "been"))
_REACH = 12
_ASIDE = 10
_ASIDE_AFTER = frozenset(("since", "until", "the", "(", "by", "to", "from"))
_WRAP = 11


@dataclass(slots=True)
class Reading:
    """How far a text has been read: the day of publication and the last date in the text."""

    tokens: Tokens
    anchor: Moment | None
    mode: Mode
    last: Moment | None = None
    story: Moment | None = None
    aside: Moment | None = None
    last_end: int = 0
    period: Moment | None = None
    period_end: int = 0
    bc: bool = False
    verbs: list[int] | None = None

    @property
    def base(self) -> Moment | None:
        """What relative words count from."""
        return self.last if self.mode == "narrative" else self.anchor or self.last

    @property
    def text_base(self) -> Moment | None:
        """What "the following year" counts from: the last date of the text."""
        return self.last or self.anchor

    def note(self, moment: Moment, first: int, end: int) -> None:
        """Remember a date that was read."""
        self.last, self.last_end = moment, end
        if moment.unit != "day":
            self.period, self.period_end = moment, end
        if self.story is None or not self._is_aside(moment, first):
            self.story = moment
            self.bc = moment.year <= 0
        self.aside = moment

    def _is_aside(self, moment: Moment, first: int) -> bool:
        """Tell whether a year lies so far off that only a second one there moves the story."""
        if moment.unit not in ("year", "decade", "century") or self.story is None:
            return False
        if self.tokens.word(first - 1).lower() in _ASIDE_AFTER:
            return True
        if abs(moment.year - self.story.year) <= _ASIDE:
            return False
        return self.aside is None or abs(moment.year - self.aside.year) > _ASIDE

    def tense(self, first: int, last: int) -> Tense:
        """Say whether the clause around some tokens speaks of the past or of the future."""
        verbs = self._verbs()
        start, stop = self.tokens.sentence_of(first)
        if self._is_called_for(first) or self._is_put_off(first):
            return "future"
        at = bisect_left(verbs, first)
        if at and verbs[at - 1] >= max(start, first - _REACH):
            return self._tense_at(verbs[at - 1])
        at = bisect_left(verbs, last, at)
        if at < len(verbs) and verbs[at] < min(stop, last + _REACH):
            return self._tense_at(verbs[at])
        return "future" if self.tokens.word(first - 1).lower() in _DEADLINE else ""

    def _tense_at(self, index: int) -> Tense:
        """Say which tense a word shows: "held" the past, "to be held" the future."""
        if self.tokens.word(index - 1).lower() == "be":
            before = (self.tokens.word(at).lower() for at in (index - 2, index - 3))
            if any(word in _FUTURE or word == "to" for word in before):
                return "future"
        word = self.tokens.word(index)
        if word in _SAME_IN_PAST and self.tokens.word(index - 1).lower() in _MODAL:
            return "future"
        return "future" if word == "to" else _tense_of(word)

    def _is_called_for(self, first: int) -> bool:
        """Say whether a date is one that something is called for: "a strike for May 3"."""
        if self.tokens.word(first - 1).lower() != "for":
            return False
        words = {self.tokens.word(at).lower() for at in range(first - 2, first - 8, -1)}
        return bool(words & _CALLED) and not words & _ONCE_MEANT

    def _is_put_off(self, first: int) -> bool:
        """Say whether something is left until a date: "has until May 3", "put off until Monday"."""
        if self.tokens.word(first - 1).lower() not in _TILL:
            return False
        return any(
            self.tokens.word(at).lower() in _PUT_OFF for at in range(first - 2, first - 8, -1)
        )

    def _verbs(self) -> list[int]:
        """List the tokens that show a tense; one pass over the text, when first asked for."""
        if self.verbs is None:
            values = self.tokens.values
            self.verbs = [
                at
                for at, word in enumerate(values)
                if isinstance(word, str)
                and (_tense_of(word) or (word == "to" and at and values[at - 1] in ("is", "are")))
            ]
        return self.verbs

    def year_of(self, month: int, day: int, first: int, last: int) -> int | None:
        """Choose the year of a month, or of a day of it, that was written without one."""
        if self.mode == "narrative" or self.anchor is None:
            return self._year_in_story(month, day)
        year, today = self.anchor.year, (self.anchor.month, self.anchor.day)
        asked = (month, day) if day else (month, today[1])
        if day and (near := self._year_near(month, day)) is not None:
            return near
        match self.tense(first, last):
            case "past":
                return _existing(year - (asked > today), month, day, -1)
            case "future":
                return _existing(year + (asked < today), month, day, 1)
        gap = (month - today[0]) * 31 + (asked[1] - today[1])
        return _existing(year - (gap > 93) + (gap < -250), month, day, -1)

    def _year_near(self, month: int, day: int) -> int | None:
        """Return the year of a day that is close ahead: nobody calls it so a year later."""
        if self.anchor is None or not is_day(self.anchor.year, month, day):
            return None
        ahead = day_number(self.anchor.year, month, day) - self.anchor.days
        return self.anchor.year if 0 < ahead <= _NEAR else None

    def _year_in_story(self, month: int, day: int) -> int | None:
        if self.story is None or self.story.unit in ("decade", "century"):
            return None
        year, before = self.story.year, self.story.first_month
        if before and before - month >= _WRAP:
            year += 1
        elif before and month - before >= 10:
            year -= 1
        return _existing(year, month, day, 1)


def _existing(year: int, month: int, day: int, step: int) -> int | None:
    for number in range(9):
        if not day or is_day(year + number * step, month, day):
            return year + number * step
    return None


_REGULAR_PAST = re.compile(r"[a-z]{2,}ed")


@lru_cache(maxsize=8192)
def _tense_of(word: str) -> Tense:
    if word in _FUTURE:
        return "future"
    if word in _PAST or _REGULAR_PAST.fullmatch(word):
        return "past"
    return ""


def weekday(reading: Reading, number: int, which: str, tense: Tense) -> Moment | None:
    """Name the weekday that is meant: last, this, next, or the nearest that the tense allows."""
    base = reading.base
    if base is None or base.unit != "day":
        return None
    base = base.first_day
    gap = (number - base.weekday) % 7
    if reading.mode == "narrative" and not which:
        return base.later(gap)
    steps = {
        "last": gap - 7,
        "this": number - base.weekday,
        "next": 7 - base.weekday + number if reading.mode == "news" else gap or 7,
        "coming": gap or 7,
    }
    return base.later(steps.get(which, gap if tense == "future" or not gap else gap - 7))


def relative(base: Moment, unit: Unit, shift: int) -> Moment:
    """Count whole units of the calendar from the one that the base lies in."""
    return base.whole(unit).later(shift)


def counted(base: Moment, unit: Unit, units: int) -> Moment:
    """Count units from the base itself: 15 months later is a month, two days later a day."""
    if unit in ("decade", "century") and base.unit == "year":
        size = 10 if unit == "decade" else 100
        return base.later(units * size).whole(unit)
    return replace(base.whole(unit).later(units), part="")
