"""Decide what dates in digits mean, in EDTF; what could be two dates is refused.

A function answers None for a text that has not its form, and raises Fault for one that
has it and still is no date.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from timeline.edtf import Fault

NUMERIC = re.compile(r"(\d{1,2})([/.-])\s?(\d{1,2})\2\s?(\d{4})\.?(?!\d)", re.ASCII)

_COMPACT = re.compile(
    r"(\d{4})(0[1-9]|1[0-2])([0-3]\d)(?:t?([0-2]\d)([0-5]\d)([0-5]\d)(z?))?",
    re.ASCII | re.IGNORECASE,
)
_YEAR_LED = re.compile(r"(\d{4})(?:([-/.])\s?(\d{1,2})\2\s?(\d{1,2})\.?|[-/](\d{1,2}))", re.ASCII)
_MONTH_YEAR = re.compile(r"(\d{1,2})[/-](\d{4})", re.ASCII)
_SHORT_YEARS = re.compile(r"(\d{2})(\d{2})(?:\s?[–—−]\s?(\d{2})|-(3[2-9]|[4-9]\d))", re.ASCII)
_WEEK = re.compile(r"(\d{4})-?w(\d{2})", re.ASCII | re.IGNORECASE)
_EAST_ASIAN = re.compile(r"(\d{4})\s?[年년](?:\s?(\d{1,2})\s?[月월](?:\s?(\d{1,2})\s?[日일])?)?")
_CLOCK = re.compile(
    r"(?P<day>.+?)(?:t|,?\s+(?:at\s+)?)(?P<hour>\d{1,2})"
    r"(?:(?P<minute>:\d{2})(?P<second>:\d{2})?(?:[.,]\d+)?\s?(?P<half>[ap]\.?m\.?)?"
    r"|\s?(?P<whole_half>[ap]\.?m\.?))"
    r"\s?(?P<zone>z|utc|gmt|[-+]\d{2}(?::?\d{2})?)?",
    re.ASCII | re.IGNORECASE,
)
_MAY_HAVE_CLOCK = re.compile(r":|\d ?[ap]\.?m", re.ASCII | re.IGNORECASE)
_NO_YEAR = re.compile(r"\d{1,2}[/-]\d{1,2}", re.ASCII)
_SHORT_YEAR = re.compile(
    r"[0-9]{1,2}[-/. ](?:[0-9]{1,2}|[^\W\d_]+)[-/., ]+['’]?[0-9]{2}"
    r"|[^\W\d_]{3,}\.? [0-9]{1,2},? ['’]?[0-9]{2}"
)


def read_digits(text: str, *, day_first: bool | None) -> str | None:
    """Read 2024/12/03, 20241203, 03.12.2024, 12/2024, 1950-53, 2024-W49 and 2024年12月3日."""
    if not text[0].isdigit():
        return None
    return (
        _compact(text)
        or _year_led(text)
        or short_years(text)
        or _day_or_month_led(text, day_first)
        or _week(text)
        or _east_asian(text)
    )


def short_years(text: str) -> str | None:
    """Read 1950-53 and 1914–18; with a hyphen only where it cannot be a month."""
    found = _SHORT_YEARS.fullmatch(text)
    if not found:
        return None
    century, first, last = found[1], found[2], found[3] or found[4]
    return f"{century}{first}/{century}{last}" if last > first else None


def split_clock(text: str) -> tuple[str, str] | None:
    """Take the time of the day off the end of a text, and return both, the time as in EDTF."""
    found = _CLOCK.fullmatch(text) if _MAY_HAVE_CLOCK.search(text) else None
    if not found:
        return None
    clock = f"T{_hour(found)}{found['minute'] or ''}{found['second'] or ''}{_zone(found['zone'])}"
    return found["day"].rstrip(","), clock


def days_of_week(day: date) -> str:
    """Return EDTF for one of the days of the week, from Monday on, that a day is in."""
    monday = day - timedelta(day.weekday())
    return f"[{monday}..{monday + timedelta(6)}]"


def refuse_digits(text: str) -> None:
    """Raise Fault for a text that is a number, or a date with too little of its year."""
    if _SHORT_YEAR.fullmatch(text):
        raise Fault("has a year of two digits; write all four")
    if _NO_YEAR.fullmatch(text):
        raise Fault("has no year; write all of the date")
    if _is_number(text):
        raise Fault("is a number and not a date; write 1944-06-30, June 1944 or EDTF")


def _is_number(text: str) -> bool:
    try:
        float(text.replace(",", ""))
    except ValueError:
        return False
    return True


def _compact(text: str) -> str | None:
    found = _COMPACT.fullmatch(text)
    if not found:
        return None
    year, month, day, hour, minute, second, zone = found.groups()
    clock = f"T{hour}:{minute}:{second}{zone}" if hour else ""
    return f"{year}-{month}-{day}{clock}"


def _year_led(text: str) -> str | None:
    found = _YEAR_LED.fullmatch(text)
    if not found:
        return None
    year, _, month, day, only_month = found.groups()
    return f"{year}-{int(only_month or month):02}" + (f"-{int(day):02}" if day else "")


def _day_or_month_led(text: str, day_first: bool | None) -> str | None:
    if found := _MONTH_YEAR.fullmatch(text):
        return f"{found[2]}-{int(found[1]):02}"
    found = NUMERIC.fullmatch(text)
    if not found:
        return None
    first, second, year = int(found[1]), int(found[3]), found[4]
    if day_first is None and first != second and max(first, second) <= 12:
        ways = f"{year}-{second:02}-{first:02} or {year}-{first:02}-{second:02}"
        raise Fault(
            f"could be {ways}; write one of these or say by day_first which part is the day"
        )
    is_day_led = first > 12 or (second <= 12 and day_first)
    day, month = (first, second) if is_day_led else (second, first)
    return f"{year}-{month:02}-{day:02}"


def _week(text: str) -> str | None:
    found = _WEEK.fullmatch(text)
    if not found:
        return None
    try:
        return days_of_week(date.fromisocalendar(int(found[1]), int(found[2]), 1))
    except (ValueError, OverflowError):
        raise Fault("does not exist: that year has no such week") from None


def _east_asian(text: str) -> str | None:
    found = _EAST_ASIAN.fullmatch(text)
    return "-".join(f"{int(part):02}" for part in found.groups() if part) if found else None


def _hour(found: re.Match[str]) -> str:
    hour, half = int(found["hour"]), (found["half"] or found["whole_half"] or "")[:1].lower()
    if half and not 1 <= hour <= 12:
        raise Fault("has a time that does not exist; with am or pm hours go from 1 to 12")
    return f"{hour % 12 + 12 * (half == 'p') if half else hour:02}"


def _zone(zone: str | None) -> str:
    if not zone:
        return ""
    if zone[0] not in "+-":
        return "Z"
    return zone if len(zone) != 5 else f"{zone[:3]}:{zone[3:]}"
