"""Say which part of the calendar a time expression means: its TIMEX3 value and its EDTF.

Years are astronomical: 0 is 1 BC. A moment of a coarse unit has the fields of finer
ones at zero.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Final, Literal, TypeAlias

from timeline.edtf import EventDate, calendar_day, day_number, days_in_month
from timeline.errors import DateError

Unit: TypeAlias = Literal[
    "day", "week", "weekend", "month", "quarter", "half", "season", "year", "decade", "century"
]
SIZES: Final[dict[str, int]] = {
    "day": 0, "weekend": 1, "week": 2, "month": 3, "quarter": 4, "season": 4, "half": 5,
    "year": 6, "decade": 7, "century": 8,
}  # fmt: skip
_SEASON_NUMBERS = {"SP": 21, "SU": 22, "FA": 23, "WI": 24}
_SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_PARTS_OF_YEAR = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}
_PARTS_OF_MONTH = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
_PARTS_OF_YEARS = {
    "decade": {"early": (0, 3), "mid": (4, 6), "late": (7, 9)},
    "century": {"early": (0, 33), "mid": (34, 66), "late": (67, 99)},
}
_THIRDS = ("early", "mid", "late")


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, week, month, … century; `number` counts weeks, quarters and halves in the year.

    `clock` is "T05:00" or "TMO" behind a day; `part` is early, mid or late.
    """

    unit: Unit
    year: int
    month: int = 0
    day: int = 0
    number: int = 0
    season: str = ""
    clock: str = ""
    part: str = ""

    @property
    def value(self) -> str:
        """The TIMEX3 value."""
        return _year_value(self.year, self.unit) + self._rest()

    def _rest(self) -> str:  # noqa: PLR0911 - a table of units
        match self.unit:
            case "day":
                return f"-{self.month:02}-{self.day:02}{self.clock}"
            case "month":
                return f"-{self.month:02}"
            case "week":
                return f"-W{self.number:02}"
            case "weekend":
                return f"-W{self.number:02}-WE"
            case "quarter":
                return f"-Q{self.number}"
            case "half":
                return f"-H{self.number}"
            case "season":
                return f"-{self.season}"
        return ""

    @property
    def date(self) -> EventDate | None:
        """The date, None where the calendar has no such day."""
        return _event_date(self)

    @property
    def first_month(self) -> int:
        """The month that it begins in, 0 where it is longer than half a year."""
        if self.month or self.unit in ("year", "decade", "century"):
            return self.month
        if self.unit == "season":
            return _SEASON_MONTHS[self.season]
        if self.unit in ("week", "weekend"):
            return self.first_day.month
        return (self.number - 1) * (3 if self.unit == "quarter" else 6) + 1

    @property
    def first_day(self) -> Moment:
        """The day that it begins with."""
        if self.unit in ("week", "weekend"):
            fourth = day_number(self.year, 1, 4)  # lies in the first week of its year
            return _from_days(fourth - (fourth + 3) % 7 + 7 * (self.number - 1))
        if self.unit == "day":
            return replace(self, clock="", part="")
        return Moment("day", self.year, self.first_month or 1, 1)

    def whole(self, unit: Unit) -> Moment:  # noqa: PLR0911 - a table of units
        """Return the unit of the calendar that it lies in."""
        if unit == self.unit or SIZES[unit] < SIZES[self.unit]:
            return replace(self, clock="", part="")
        year, month = self.year, self.first_month
        match unit:
            case "month":
                return Moment("month", year, month)
            case "week" | "weekend":
                return _week(unit, self.first_day)
            case "quarter":
                return Moment("quarter", year, number=(month + 2) // 3)
            case "half":
                return Moment("half", year, number=(month + 5) // 6)
            case "decade" | "century":
                size = 10 if unit == "decade" else 100
                return Moment(
                    unit, 1 - (1 - year) // size * size if year <= 0 else year // size * size
                )
        return Moment("year", year)

    def later(self, units: int) -> Moment:
        """Return the moment that is so many of its own units later."""
        match self.unit:
            case "day":
                return replace(_from_days(self.days + units), clock=self.clock)
            case "week" | "weekend":
                return _week(self.unit, _from_days(self.days + 7 * units))
            case "month":
                month = self.year * 12 + self.month - 1 + units
                return Moment("month", month // 12, month % 12 + 1)
            case "quarter":
                quarter = self.year * 4 + self.number - 1 + units
                return Moment("quarter", quarter // 4, number=quarter % 4 + 1)
            case "half":
                half = self.year * 2 + self.number - 1 + units
                return Moment("half", half // 2, number=half % 2 + 1)
        return replace(
            self, year=self.year + units * {"decade": 10, "century": 100}.get(self.unit, 1)
        )

    @property
    def days(self) -> int:
        """The number of its first day."""
        first = self.first_day
        return day_number(first.year, first.month, first.day)

    @property
    def weekday(self) -> int:
        """The day of the week of its first day, Monday being 0."""
        return (self.days + 3) % 7


def day_of(day: date) -> Moment:
    """Make a moment of a day."""
    return Moment("day", day.year, day.month, day.day)


def is_day(year: int, month: int, day: int) -> bool:
    """Tell whether the calendar has such a day."""
    return 1 <= month <= 12 and 1 <= day <= days_in_month(year, month)


def _from_days(number: int) -> Moment:
    return Moment("day", *calendar_day(number))


def _week(unit: Unit, day: Moment) -> Moment:
    thursday = _from_days(day.days - day.weekday + 3)
    first = day_number(thursday.year, 1, 1)
    return Moment(unit, thursday.year, number=(thursday.days - first) // 7 + 1)


def _year_value(year: int, unit: Unit) -> str:
    sign, shown = ("BC", 1 - year) if year <= 0 else ("", year)
    digits = f"{shown:04}"
    return sign + digits[: {"decade": 3, "century": 2}.get(unit, 4)]


def _edtf_year(year: int) -> str:
    return f"{'-' if year < 0 else ''}{abs(year):04}"


@lru_cache(maxsize=4096)
def _event_date(moment: Moment) -> EventDate | None:
    try:
        return EventDate.parse(_edtf(moment))
    except (DateError, ValueError):
        return None


def _edtf(moment: Moment) -> str:
    year = _edtf_year(moment.year)
    match moment.unit:
        case "day":
            clock = moment.clock if len(moment.clock) >= 6 else ""
            return f"{year}-{moment.month:02}-{moment.day:02}{clock}"
        case "week" | "weekend":
            monday = moment.days
            first = monday + 5 if moment.unit == "weekend" else monday
            return f"[{_iso(first)}..{_iso(monday + 6)}]"
        case "quarter" | "half":
            size = 3 if moment.unit == "quarter" else 6
            last = moment.number * size
            return f"[{year}-{last - size + 1:02}..{year}-{last:02}]"
    return _edtf_part(moment, year) if moment.part else _edtf_whole(moment, year)


def _edtf_whole(moment: Moment, year: str) -> str:
    match moment.unit:
        case "month":
            return f"{year}-{moment.month:02}"
        case "season":
            return f"{year}-{_SEASON_NUMBERS[moment.season]}"
        case "decade":
            return (
                f"{year[:-1]}X" if moment.year > 0 else f"[{_edtf_year(moment.year - 9)}..{year}]"
            )
        case "century":
            if moment.year > 0:
                return f"{year[:-2]}XX"
            return f"[{_edtf_year(moment.year - 100)}..{_edtf_year(moment.year - 1)}]"
    return year


def _edtf_part(moment: Moment, year: str) -> str:
    part = moment.part
    if moment.unit == "month":
        first, last = _PARTS_OF_MONTH[part]
        last = min(last, days_in_month(moment.year, moment.month))
        return f"[{year}-{moment.month:02}-{first:02}..{year}-{moment.month:02}-{last:02}]"
    if moment.unit == "season":
        month = _SEASON_MONTHS[moment.season] + _THIRDS.index(part)
        return f"{_edtf_year(moment.year + (month > 12))}-{(month - 1) % 12 + 1:02}"
    if moment.unit in _PARTS_OF_YEARS:
        start, end = _PARTS_OF_YEARS[moment.unit][part]
        return f"[{_edtf_year(moment.year + start)}..{_edtf_year(moment.year + end)}]"
    first, last = _PARTS_OF_YEAR[part]
    return f"[{year}-{first:02}-01..{year}-{last:02}-{days_in_month(moment.year, last)}]"


def _iso(number: int) -> str:
    year, month, day = calendar_day(number)
    return f"{_edtf_year(year)}-{month:02}-{day:02}"
