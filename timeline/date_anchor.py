"""Decide which day, month or year is meant by words that count from the anchor.

The anchor is the day that something was said, never today; without it such words
are refused.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal, NamedTuple

from timeline.edtf import DAY, EventDate, Fault, day_number
from timeline.errors import DateError

Which = Literal["last", "this", "next", "nearest"]


def needed(anchor: date | None) -> date:
    """Return the anchor as a plain day, or raise Fault when there is none."""
    if anchor is None:
        raise Fault("depends on the day that it was said; give that day as the anchor")
    return date(anchor.year, anchor.month, anchor.day)


def with_year(form: str, which: Which, anchor: date | None) -> str:
    """Fill the year into "{}-08" or "{}-09-11": the last, this, the next or the nearest one.

    The last one is over before the anchor, the next one begins after it.
    """
    day = needed(anchor)
    if which == "this":
        return form.format(f"{day.year:04}")
    moment = day_number(day.year, day.month, day.day) * DAY
    near = range(day.year - 8, day.year + 9)  # eight, for 29 February around 1900
    periods = [period for year in near if (period := _period(form.format(f"{year:04}")))]
    if which == "last":
        periods = [period for period in periods if period.end <= moment]
    elif which == "next":
        periods = [period for period in periods if period.start > moment]
    if not periods:
        raise Fault("does not exist in the years around the anchor")
    return min(periods, key=lambda period: period.distance(moment)).text


def weekday(number: int, which: Which, anchor: date | None) -> str:
    """Name the last, this week's or the next Monday (0) to Sunday (6), none being the anchor.

    The nearest one is the latest, the anchor itself included: what "on Tuesday" means in news.
    """
    day = needed(anchor)
    days = {
        "last": -((day.weekday() - number - 1) % 7 + 1),
        "this": number - day.weekday(),
        "next": (number - day.weekday() - 1) % 7 + 1,
        "nearest": -((day.weekday() - number) % 7),
    }
    return (day + timedelta(days[which])).isoformat()


def year(which: Which, anchor: date | None) -> int:
    """Return the last, this or the next year."""
    return needed(anchor).year + {"last": -1, "this": 0, "next": 1, "nearest": 0}[which]


class _Period(NamedTuple):
    text: str
    start: int
    end: int

    def distance(self, moment: int) -> int:
        return max(self.start - moment, moment - self.end, 0)


def _period(edtf: str) -> _Period | None:
    try:
        found = EventDate.parse(edtf)
    except DateError:
        return None
    if found.earliest is None or found.latest is None:
        return None
    return _Period(edtf, found.earliest, found.latest)
