"""Find time expressions in English text and say which date each one means."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from timeline.edtf import EventDate
from timeline.extract.timex_anchor import Mode, Reading
from timeline.extract.timex_grammar import RULES
from timeline.extract.timex_languages import Dated, find_absolute_dates
from timeline.extract.timex_moment import Moment, day_of
from timeline.extract.timex_readers import READERS, Found, Hit
from timeline.extract.timex_words import LETTER, Tokens, read_tokens

Type = Literal["DATE", "TIME", "DURATION", "SET"]
Basis = Literal["explicit", "publication", "text", "vague"]


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression: its span, its TIMEX3 type and value, and the date that it means.

    `date` is None where it dates nothing: a duration, a set, a fiscal year, "recently".
    `basis` says what the value rests on: the words alone, the day of publication, or
    another date of the text; `confidence` is from 0 to 1; `rule` names what found it.
    """

    start: int
    end: int
    text: str
    type: Type
    value: str
    date: EventDate | None
    basis: Basis
    confidence: float
    rule: str


def find_times(
    text: str, anchor: date | None, *, mode: Mode = "news", language: str = "en"
) -> tuple[Timex, ...]:
    """Return the time expressions of a text in their order; they do not overlap.

    In news relative words count from the anchor, the day of publication; in a narrative
    from the last date of the text, whose year dates without one take. In de, fr, es, ko
    and ja only absolute dates are found.
    """
    if language != "en":
        return tuple(_absolute(text, dated) for dated in find_absolute_dates(text, language))
    tokens = read_tokens(text)
    reading = Reading(tokens, day_of(anchor) if anchor else None, mode)
    found = _with_clocks(list(_readings(tokens, reading)), reading)
    return tuple(_timex(tokens, one, rule) for one, rule in found)


def _absolute(text: str, dated: Dated) -> Timex:
    start, end, moment, rule = dated
    value, said = moment.value, text[start:end]
    return Timex(start, end, said, "DATE", value, moment.date, "explicit", 0.95, rule)


def _readings(tokens: Tokens, reading: Reading) -> Iterator[tuple[Found, str]]:
    """Read the text from left to right, at each place what the longest match means."""
    done = 0
    for first, negative_end, order in _candidates(tokens.letters):
        if first < done:
            continue
        rule = RULES[order]
        match = rule.pattern.match(tokens.letters, first, -negative_end)
        if match is None or (answer := READERS[rule.reader](Hit(match, tokens), reading)) is None:
            continue
        for one in answer:
            if one.moment is not None and one.dates:
                reading.note(one.moment, one.first, one.last)
            yield one, rule.name
        done = answer[-1].last


def _candidates(letters: str) -> list[tuple[int, int, int]]:
    """List where rules match: by their start, then the longest first, then by their order."""
    found = [
        (match.start(), -match.end(), order)
        for order, rule in enumerate(RULES)
        for match in rule.pattern.finditer(letters)
    ]
    found.sort()
    return found


def _with_clocks(found: list[tuple[Found, str]], reading: Reading) -> list[tuple[Found, str]]:
    """Give clock times their day: the one beside them, or the day of the text."""
    result: list[tuple[Found, str]] = []
    for index, (one, rule) in enumerate(found):
        before = result[-1][0] if result else None
        if one.clock:
            after = found[index + 1][0] if index + 1 < len(found) else None
            spoken = _day_spoken_of(result, one, reading)
            result.append((_timed(one, spoken, after, reading), rule))
        elif one.minutes:
            result.append((_hours_later(one, result, reading), rule))
        elif before and before.clock and before.last == one.first and _is_day(one):
            result[-1] = (replace(before, last=one.last), rule)
            continue
        else:
            result.append((one, rule))
        _join_clock(result)
    return result


def _day_spoken_of(found: list[tuple[Found, str]], clock: Found, reading: Reading) -> Moment | None:
    """Return the day that the words before a clock time name, in news a sentence back at most."""
    if reading.mode == "narrative":
        return _day_in(found[-1][0]) if found else None
    here, _ = reading.tokens.sentence_of(clock.first)
    back, _ = reading.tokens.sentence_of(max(here - 2, 0))
    for one, _ in reversed(found):
        day = _day_in(one)
        if one.last <= back:
            return None
        if day is not None:
            return day if one.last > here or _goes_on(day, clock, reading) else None
    return None


def _day_in(found: Found) -> Moment | None:
    return found.moment if found.moment and found.moment.unit == "day" else None


def _goes_on(day: Moment, clock: Found, reading: Reading) -> bool:
    """Tell whether a sentence goes on telling of the day of the one before it."""
    is_past = reading.anchor is None or day.days <= reading.anchor.days
    return is_past and reading.tense(clock.first, clock.last) != "future"


_CLOCK = re.compile(r"T(\d\d):(\d\d)")


def _hours_later(later: Found, found: list[tuple[Found, str]], reading: Reading) -> Found:
    """Count "six hours later" from the clock time that the words before it name."""
    here, _ = reading.tokens.sentence_of(later.first)
    back, _ = reading.tokens.sentence_of(max(here - 2, 0))
    for one, _ in reversed(found):
        if one.last <= back:
            break
        clock = _CLOCK.fullmatch(one.moment.clock) if one.moment else None
        if clock is not None and one.moment is not None:
            days, minutes = divmod(int(clock[1]) * 60 + int(clock[2]) + later.minutes, 1440)
            shown = f"T{minutes // 60:02}:{minutes % 60:02}"
            moment = replace(one.moment.first_day.later(days), clock=shown)
            return replace(later, type="TIME", value=moment.value, moment=moment, basis="text")
    return later


def _join_clock(found: list[tuple[Found, str]]) -> None:
    """Make one expression of a day and the clock time right behind it."""
    if len(found) > 1 and found[-1][0].clock and _is_day(found[-2][0]):
        (day, rule), (clock, _) = found[-2:]
        if day.last == clock.first and not day.clock:
            found[-2:] = [(replace(clock, first=day.first), rule)]


def _is_day(found: Found) -> bool:
    return found.moment is not None and found.moment.unit == "day" and not found.moment.clock


def _timed(clock: Found, day: Moment | None, after: Found | None, reading: Reading) -> Found:
    letters = reading.tokens.letters
    if after and after.moment and after.moment.unit == "day":
        between = letters[clock.last : after.first]
        if between in ("", LETTER["ON"], LETTER["COMMA"]):
            return _at(clock, after.moment, "text")
    if day is not None:
        return _at(clock, day, "text")
    if reading.anchor is not None and reading.mode == "news":
        return _at(clock, reading.anchor, "publication")
    return clock


def _at(clock: Found, day: Moment, basis: Basis) -> Found:
    moment = replace(day, clock=clock.clock)
    return replace(clock, value=moment.value, moment=moment, basis=basis)


_YEAR_OF_NAME = re.compile(r"(?:the\s+)?(?:\w+\s+of\s+)?the\s+(\d{4})", re.IGNORECASE)


def _timex(tokens: Tokens, found: Found, rule: str) -> Timex:
    start, end = tokens.starts[found.first], tokens.ends[found.last - 1]
    when = found.moment.date if found.moment else None
    if (named := _YEAR_OF_NAME.fullmatch(tokens.text, start, end)) is not None:
        start, when = named.start(1), _whole_year(named.group(1))
    return Timex(
        start,
        end,
        tokens.text[start:end],
        found.type,
        found.value,
        when,
        found.basis,
        found.confidence,
        rule,
    )


def _whole_year(year: str) -> EventDate:
    """Return the year of "the end of the 1950 war", which is no end of a year."""
    return EventDate.parse(year)
