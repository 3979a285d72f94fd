"""Decide what a date in EDTF says: its bounds, what is certain, and how precisely.

Times are whole microseconds since 1970-01-01T00:00 in the proleptic Gregorian
calendar, without a zone, and every range is half-open. Python's own dates end at
the year 1, so the calendar here is plain arithmetic on integers.

The EDTF that is read: `2018`, `2018-06`, `2018-06-12`, `2018-06-12T09:00Z`;
intervals `2018/2019`, `../2019`, `2018/..` (open), `/2019`, `2018/` (unknown);
qualifiers `?`, `~`, `%` behind a date; unspecified digits `201X`, `19XX`, `2024-XX`,
`2024-12-XX`; years before the common era `-0300` (301 BCE) and long ones `Y-10500`;
seasons `2019-21` to `2019-24`; and sets, `[a,b..c]` one of them, `{a,b..c}` all of them.

Seasons are those of the northern half: 21 spring is March to May, 22 summer June to
August, 23 autumn September to November, 24 winter December to February of the next year.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from timeline.errors import DateError

SECOND = 1_000_000
DAY = 86_400 * SECOND
SURE_FOREVER = 2**62
PRECISIONS = (
    "second", "minute", "hour", "day", "month",
    "season", "year", "decade", "century", "millennium",
)  # fmt: skip

_MONTHS_IN = {
    "month": 1, "season": 3, "year": 12, "decade": 120, "century": 1_200, "millennium": 12_000,
}  # fmt: skip
_LENGTH_OF = {"second": SECOND, "minute": 60 * SECOND, "hour": 3_600 * SECOND, "day": DAY}
_YEAR_PRECISIONS = ("year", "decade", "century", "millennium")  # by the number of X
_SEASON_STARTS = {21: 3, 22: 6, 23: 9, 24: 12}
MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

_DATE_FORM = (
    r"(-?[0-9]{4}|-?[0-9]{3}X|-?[0-9]{2}XX|-?[0-9]XXX|Y-?[1-9][0-9]{4,5})"
    r"(?:-([0-9]{2}|XX)(?:-([0-9]{2}|XX)(?:T([0-9:]+)(Z|[+-][0-9]{2}(?::[0-9]{2})?)?)?)?)?"
    r"([?~%]?)"
)
_DATE = re.compile(_DATE_FORM)
_FORM = re.compile(
    rf"\s*(?:[\[{{].*|{_DATE_FORM}(?:\s*/\s*(?:{_DATE_FORM}|\.\.)?)?"
    rf"|(?:\.\.)?\s*/\s*(?:{_DATE_FORM}|\.\.)?)\s*",
    re.IGNORECASE,
)
_TIME = re.compile(r"([0-9]{2})(?::([0-9]{2})(?::([0-9]{2}))?)?")
_SPACED_MARK = re.compile(r" ?([/,]|\.\.) ?")


@dataclass(frozen=True, slots=True)
class EventDate:
    """When something happened, as an EDTF text and the bounds that follow from it.

    Make one with `EventDate.parse`. Two are equal when their texts are.

    `earliest` and `latest` are the outer bounds as stated, None where open or unknown.
    `core_start` and `core_end` enclose what an interval is sure to cover. The event is
    *certain* in a window [start, end) when `sure_begun <= end and sure_until >= start`;
    a qualifier moves both by one unit of the stated precision. For `{a,b}` every member
    happened, so any window between the first and the last one counts as certain.
    `precision` is the finest unit stated, of the coarsest date where there are several.
    """

    text: str
    earliest: int | None = field(compare=False, repr=False, kw_only=True)
    latest: int | None = field(compare=False, repr=False, kw_only=True)
    core_start: int | None = field(compare=False, repr=False, kw_only=True)
    core_end: int | None = field(compare=False, repr=False, kw_only=True)
    sure_begun: int = field(compare=False, repr=False, kw_only=True)
    sure_until: int = field(compare=False, repr=False, kw_only=True)
    precision: str = field(compare=False, repr=False, kw_only=True)
    qualifier: str = field(compare=False, repr=False, kw_only=True)
    is_interval: bool = field(compare=False, repr=False, kw_only=True, default=False)
    is_open_start: bool = field(compare=False, repr=False, kw_only=True, default=False)
    is_open_end: bool = field(compare=False, repr=False, kw_only=True, default=False)

    @classmethod
    def parse(cls, text: str, *, said: str = "") -> EventDate:
        """Read an EDTF text; `said` are the words to quote in an error instead of it."""
        canonical = _canonical(text)
        try:
            if canonical[:1] in ("[", "{"):
                return _set(canonical)
            if "/" in canonical:
                return _interval(canonical)
            return _instant(canonical)
        except Fault as fault:
            raise fault.about(said or text) from None

    def __str__(self) -> str:
        return self.text


def one_of(first: str | date | EventDate, last: str | date | EventDate) -> EventDate:
    """Make the date of what happened once, some time between two days, both included."""
    start, end = str(first), str(last)
    return EventDate.parse(start if start == end else f"[{start}..{end}]")


def has_edtf_form(text: str) -> bool:
    """Tell whether a text is written like EDTF, even if it names no date that exists."""
    return _FORM.fullmatch(text) is not None


def day_number(year: int, month: int, day: int) -> int:
    """Count the days from 1970-01-01 to a day of the proleptic Gregorian calendar."""
    year -= month <= 2
    day_of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1  # March is the first month
    return year * 365 + year // 4 - year // 100 + year // 400 + day_of_year - 719_468


def calendar_day(number: int) -> tuple[int, int, int]:
    """Name the year, month and day that are so many days after 1970-01-01."""
    era, day = divmod(number + 719_468, 146_097)
    year = (day - day // 1_460 + day // 36_524 - day // 146_096) // 365
    day -= 365 * year + year // 4 - year // 100
    month = (5 * day + 2) // 153
    month_number = month + 3 if month < 10 else month - 9
    return era * 400 + year + (month_number <= 2), month_number, day - (153 * month + 2) // 5 + 1


def days_in_month(year: int, month: int) -> int:
    """Count the days of a month."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def moved(time: int, precision: str, units: int) -> int:
    """Move a time by whole units of a precision, along the calendar from a month up."""
    if precision in _LENGTH_OF:
        return time + units * _LENGTH_OF[precision]
    number, rest = divmod(time, DAY)
    year, month, day = calendar_day(number)
    year, month = _later_month(year, month, units * _MONTHS_IN[precision])
    return day_number(year, month, min(day, days_in_month(year, month))) * DAY + rest


class Fault(Exception):  # noqa: N818 - a half sentence, which its catcher completes
    """What is wrong with a text, as the end of a sentence that begins with the text."""

    def about(self, text: str) -> DateError:
        """Complete the sentence."""
        shown = text if len(text) <= 60 else text[:59] + "…"
        return DateError(f"The date {shown!r} {self}.")


class _Point(NamedTuple):
    """One date without marks around it: the period that it names."""

    start: int
    end: int
    precision: str
    qualifier: str

    @property
    def sure_begun(self) -> int:
        return moved(self.end, self.precision, 1) if self.qualifier else self.end

    @property
    def sure_until(self) -> int:
        return moved(self.start, self.precision, -1) if self.qualifier else self.start

    @property
    def covered_from(self) -> int:
        """From when on something that starts here is sure to last: the day is the atom."""
        first = self.start if self.precision in _LENGTH_OF else self.end
        return moved(first, self.precision, 1) if self.qualifier else first

    @property
    def covered_to(self) -> int:
        last = self.end if self.precision in _LENGTH_OF else self.start
        return moved(last, self.precision, -1) if self.qualifier else last


def _canonical(text: str) -> str:
    bare = " ".join(text.upper().split())
    return _SPACED_MARK.sub(r"\1", bare) if " " in bare else bare


def _instant(text: str) -> EventDate:
    point = _point(text)
    return EventDate(
        text,
        earliest=point.start,
        latest=point.end,
        core_start=None,
        core_end=None,
        sure_begun=point.sure_begun,
        sure_until=point.sure_until,
        precision=point.precision,
        qualifier=point.qualifier,
    )


def _interval(text: str) -> EventDate:
    left, _, right = text.partition("/")
    first = None if left in ("", "..") else _point(left)
    last = None if right in ("", "..") else _point(right)
    if first and last:
        _refuse_reversed(first, last)
    core_start, core_end = _core(first, last, is_known=bool(left and right))
    ends = [end for end in (first, last) if end]
    if not ends:
        raise Fault("is an interval without any date; write at least one, as in 2018/..")
    return EventDate(
        text,
        earliest=first and first.start,
        latest=last and last.end,
        core_start=core_start,
        core_end=core_end,
        sure_begun=-SURE_FOREVER if left == ".." else min(end.sure_begun for end in ends),
        sure_until=SURE_FOREVER if right == ".." else max(end.sure_until for end in ends),
        precision=_coarsest(ends),
        qualifier=_together(ends),
        is_interval=True,
        is_open_start=left == "..",
        is_open_end=right == "..",
    )


def _core(
    first: _Point | None, last: _Point | None, *, is_known: bool
) -> tuple[int | None, int | None]:
    if not is_known:
        return None, None
    start, end = first and first.covered_from, last and last.covered_to
    if start is not None and end is not None and start >= end:
        return None, None
    return start, end


def _set(text: str) -> EventDate:
    if text[0] + text[-1] not in ("[]", "{}"):
        raise Fault("opens a set that it does not close; write [a..b], [a,b] or {a,b}")
    members = text[1:-1].split(",")
    points = [point for member in members for point in _member(member)]
    if not points:
        raise Fault("is a set without any date; write at least one, as in [2018..]")
    is_open_start = any(member.startswith("..") for member in members)
    is_open_end = any(member.endswith("..") for member in members)
    begun = [point.sure_begun for point in points]
    until = [point.sure_until for point in points]
    if text[0] == "[":  # one of them, so only a window around all of them is sure to hold it
        sure_begun = SURE_FOREVER if is_open_end else max(begun)
        sure_until = -SURE_FOREVER if is_open_start else min(until)
    else:
        sure_begun = -SURE_FOREVER if is_open_start else min(begun)
        sure_until = SURE_FOREVER if is_open_end else max(until)
    return EventDate(
        text,
        earliest=None if is_open_start else min(point.start for point in points),
        latest=None if is_open_end else max(point.end for point in points),
        core_start=None,
        core_end=None,
        sure_begun=sure_begun,
        sure_until=sure_until,
        precision=_coarsest(points),
        qualifier=_together(points),
        is_open_start=is_open_start,
        is_open_end=is_open_end,
    )


def _member(text: str) -> Iterator[_Point]:
    """Read `a`, `a..b`, `a..` or `..b` as the one or two dates that it names."""
    points = [_point(end) for end in text.split("..", 1) if end]
    if len(points) == 2:
        _refuse_reversed(*points)
    return iter(points)


def _refuse_reversed(first: _Point, last: _Point) -> None:
    if last.end <= first.start:
        raise Fault("ends before it begins; write the earlier date first")


def _coarsest(points: Iterable[_Point]) -> str:
    return max((point.precision for point in points), key=PRECISIONS.index)


def _together(points: Iterable[_Point]) -> str:
    marks = {point.qualifier for point in points} - {""}
    return marks.pop() if len(marks) == 1 else "%" if marks else ""


def _point(text: str) -> _Point:
    found = _DATE.fullmatch(text)
    if found is None:
        raise Fault("is not EDTF; write for example 1944-06-30, 1944-06 or 2018/2019")
    year, month, day, time, zone, qualifier = found.groups()
    if "X" in text:
        return _unspecified(year, month, day, time, qualifier)
    number = int(year.lstrip("Y"))
    if year == "-0000" or abs(number) > 100_000:
        raise Fault("has a year that does not exist here; 1 BCE is 0000, the last is 100000")
    if month is None:
        return _months(number, 1, "year", qualifier)
    if int(month) in _SEASON_STARTS and day is None:
        return _months(number, _SEASON_STARTS[int(month)], "season", qualifier)
    _refuse_month(int(month))
    if day is None:
        return _months(number, int(month), "month", qualifier)
    start = _start_of_day(number, int(month), int(day))
    if time is None:
        return _Point(start, start + DAY, "day", qualifier)
    return _clock(start, time, zone, qualifier)


def _unspecified(
    year: str, month: str | None, day: str | None, time: str | None, qualifier: str
) -> _Point:
    """Read a date some of whose last digits are X; what is stated before them counts."""
    if time or "X" not in (day or "X") or ("X" in year and "X" not in (month or "X")):
        raise Fault("has an X before a known digit; X may only stand for the last ones")
    if month and "X" not in month:
        _refuse_month(int(month))
        return _months(int(year), int(month), "month", qualifier)
    bounds = sorted(int(year.replace("X", digit)) for digit in "09")
    precision = _YEAR_PRECISIONS[year.count("X")]
    start, end = (day_number(number, 1, 1) * DAY for number in (bounds[0], bounds[1] + 1))
    return _Point(start, end, precision, qualifier)


def _months(year: int, month: int, precision: str, qualifier: str) -> _Point:
    after = _later_month(year, month, _MONTHS_IN[precision])
    start, end = day_number(year, month, 1) * DAY, day_number(*after, 1) * DAY
    return _Point(start, end, precision, qualifier)


def _later_month(year: int, month: int, months: int) -> tuple[int, int]:
    years, month = divmod(month - 1 + months, 12)
    return year + years, month + 1


def _refuse_month(month: int) -> None:
    if not 1 <= month <= 12:
        raise Fault("does not exist: months go from 01 to 12 and seasons from 21 to 24")


def _start_of_day(year: int, month: int, day: int) -> int:
    days = days_in_month(year, month)
    if not 1 <= day <= days:
        named = f"{MONTH_NAMES[month - 1]} {year}"
        month_alone = f"{'-' * (year < 0)}{abs(year):04}-{month:02}"
        raise Fault(
            f"does not exist: the days of {named} go from 1 to {days}; "
            f"write {month_alone} if only the month is sure"
        )
    return day_number(year, month, day) * DAY


def _clock(midnight: int, time: str, zone: str | None, qualifier: str) -> _Point:
    found = _TIME.fullmatch(time)
    hour, minute, second = (int(part or 0) for part in found.groups()) if found else (24, 0, 0)
    if found is None or hour > 23 or minute > 59 or second > 59:
        raise Fault("has a time that does not exist; times go from 00:00:00 to 23:59:59")
    precision = ("hour", "minute", "second")[time.count(":")]
    seconds = hour * 3_600 + minute * 60 + second - _zone_seconds(zone)
    start = midnight + seconds * SECOND
    return _Point(start, start + _LENGTH_OF[precision], precision, qualifier)


def _zone_seconds(zone: str | None) -> int:
    if zone in (None, "Z"):
        return 0
    hours, minutes = int(zone[1:3]), int(zone[4:] or 0)
    if hours > 14 or minutes > 59:
        raise Fault("has a time zone that does not exist; they go from -12:00 to +14:00")
    return (-1 if zone[0] == "-" else 1) * (hours * 3_600 + minutes * 60)
