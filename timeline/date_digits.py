"""Decide what dates in digits mean, in EDTF; what could be two dates is refused.

A function answers None for a text that has not its form, and raises Fault for one that
has it and still is no date.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from timeline.edtf import Fault, calendar_day, day_number, days_in_month

NUMERIC = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])\s?(\d{1,2})\2\s?(\d{4})\.?(?!\d)", re.ASCII)

_COMPACT = re.compile(
    r"(\d{4})(0[1-9]|1[0-2])([0-3]\d)(?:[t ]?([0-2]\d)([0-5]\d)(?:([0-5]\d)(z?))?)?",
    re.ASCII | re.IGNORECASE,
)
_YEAR_LED = re.compile(r"(\d{4})(?:([-/.])\s?(\d{1,2})\2\s?(\d{1,2})\.?|[-/](\d{1,2}))", re.ASCII)
_MONTH_YEAR = re.compile(r"(\d{1,2})[/-](\d{4})", re.ASCII)
_SHORT_YEARS = re.compile(
    r"(\d{2})(\d{2})(?:\s?[–—−]\s?(\d{2})|-(1[3-9]|20|2[5-9]|[3-9]\d))", re.ASCII
)
_SLASHED_YEARS = re.compile(r"(\d{4})/(\d{2})", re.ASCII)
_WEEK = re.compile(r"(\d{4})-?w(\d{2})(?:-?([1-7]))?", re.ASCII | re.IGNORECASE)
_DAY_OF_YEAR = re.compile(r"(\d{4})-(\d{3})", re.ASCII)
_SHORT_END = re.compile(r"(\d{4}-(?:\d{2}-)?)(\d{2})/(?:(\d{2})-)?(\d{2})", re.ASCII)
_ROMAN_MONTH = re.compile(
    r"(\d{1,2})(?:\.\s?|[-/ ])(x?i{1,3}|x?i?v|vi{1,3}|i?x|xii)(?:\.\s?|[-/ ])(\d{4})",
    re.ASCII | re.IGNORECASE,
)
_OPEN_END = re.compile(r"\d{4}\s?-+", re.ASCII)
_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_UNKNOWN_PARTS = re.compile(r"(\d{2}\?\?|\d{3}\?|\d{4}-\?\?(?:-\?\?)?|\d{4}-\d{2}-\?\?)", re.ASCII)
_CLOCK = re.compile(
    r"(?P<day>.+?)(?:t|,?\s+(?:at\s+|à\s+|um\s+|a\s+las\s+)?)(?P<hour>\d{1,2})"
    r"(?:[:h](?P<minute>\d{2})(?::(?P<second>\d{2}))?(?:[.,]\d+)?\s?(?P<half>[ap]\.?m\.?)?"
    r"|\s?(?P<whole_half>[ap]\.?m\.?))"
    r"(?:\s?uhr)?\s?(?P<zone>z|(?:utc|gmt)?[-+]\d{1,2}(?::?\d{2})?|[a-z]{3,4})?(?: \([a-z ]+\))?",
    re.ASCII | re.IGNORECASE,
)
_MAY_HAVE_CLOCK = re.compile(r":|\dh\d|\d ?[ap]\.?m", re.ASCII | re.IGNORECASE)
_CLOCK_FIRST = re.compile(
    r"(\d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]\.?m\.?)?(?: (?:utc|gmt|z))?),? (?:on )?(.*\d.*)",
    re.ASCII | re.IGNORECASE,
)
_CLOCK_BEFORE_YEAR = re.compile(
    r"([a-z,. ]+\d{1,2}) (\d{1,2}:\d{2}(?::\d{2})?)( (?:utc|gmt|[-+]\d{4}))? (\d{4})",
    re.ASCII | re.IGNORECASE,
)
_ZONES = {
    "z": "Z", "utc": "Z", "gmt": "Z", "kst": "+09:00", "jst": "+09:00", "hkt": "+08:00",
    "wib": "+07:00", "msk": "+03:00", "eet": "+02:00", "eest": "+03:00", "cet": "+01:00",
    "cest": "+02:00", "wet": "+00:00", "est": "-05:00", "edt": "-04:00", "pst": "-08:00",
    "pdt": "-07:00", "aest": "+10:00", "aedt": "+11:00",
}  # fmt: skip
_NO_YEAR = re.compile(r"\d{1,2}[/-]\d{1,2}", re.ASCII)
_SHORT_YEAR = re.compile(
    r"[0-9]{1,2}[-/. ](?:[0-9]{1,2}|[^\W\d_]+)[-/., ]+['’]?[0-9]{2}"
    r"|[^\W\d_]{3,}\.? [0-9]{1,2},? ['’]?[0-9]{2}"
)


def read_digits(text: str, *, day_first: bool | None, has_seasons: bool = False) -> str | None:
    """Read 2024/12/03, 20241203, 03.12.2024, 12/2024, 1950-53, 2019/20, 2024-W49 and 2024-338.

    2019/20 is one of the days of two years, as the season or fiscal year that it names is part
    of both; `has_seasons` says that 2011/12 is another and not December.
    """
    if not text[0].isdigit():
        return None
    return (
        _day_or_month_led(text, day_first)
        or _slashed_years(text, has_seasons)
        or _year_led(text)
        or _compact(text)
        or short_years(text)
        or _week(text)
        or _day_of_year(text)
        or _roman_month(text)
        or _short_end(text)
        or _unknown_parts(text)
        or _open_end(text)
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
    minute, second = (f":{found[name]}" if found[name] else "" for name in ("minute", "second"))
    return found["day"].rstrip(","), f"T{_hour(found)}{minute}{second}{_zone(found['zone'])}"


def with_clock_last(text: str) -> str | None:
    """Write "14:05, 3 December 2024" and "Tue Dec 3 14:05:06 2024" with the time at the end."""
    if found := _CLOCK_BEFORE_YEAR.fullmatch(text):
        return f"{found[1]} {found[4]} {found[2]}{found[3] or ''}"
    found = _CLOCK_FIRST.fullmatch(text)
    return f"{found[2]} {found[1]}" if found and ":" not in found[2] else None


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
    clock = f"T{hour}:{minute}" + (f":{second}{zone}" if second else "") if hour else ""
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


def _slashed_years(text: str, has_seasons: bool) -> str | None:
    found = _SLASHED_YEARS.fullmatch(text)
    if not found:
        return None
    first, short = int(found[1]), int(found[2])
    if (first + 1) % 100 == short and (short > 12 or short == 0 or has_seasons):
        return f"[{first:04}..{first + 1:04}]"
    return f"{first:04}/{first // 100:02}{short:02}" if short > max(12, first % 100) else None


def _week(text: str) -> str | None:
    found = _WEEK.fullmatch(text)
    if not found:
        return None
    try:
        day = date.fromisocalendar(int(found[1]), int(found[2]), int(found[3] or 1))
    except (ValueError, OverflowError):
        raise Fault("does not exist: that year has no such week") from None
    return day.isoformat() if found[3] else days_of_week(day)


def _day_of_year(text: str) -> str | None:
    found = _DAY_OF_YEAR.fullmatch(text)
    if not found:
        return None
    year, day = int(found[1]), int(found[2])
    days = 365 + (days_in_month(year, 2) == 29)
    if not 1 <= day <= days:
        raise Fault(f"does not exist: the days of {year} go from 1 to {days}")
    return "{:04}-{:02}-{:02}".format(*calendar_day(day_number(year, 1, 1) + day - 1))


def _roman_month(text: str) -> str | None:
    found = _ROMAN_MONTH.fullmatch(text)
    if not found or found[2].lower() not in _ROMANS:
        return None
    return f"{found[3]}-{_ROMANS.index(found[2].lower()) + 1:02}-{int(found[1]):02}"


def _short_end(text: str) -> str | None:
    """Read 2014-02-20/23 and 2014-02-20/03-03."""
    found = _SHORT_END.fullmatch(text)
    if not found or len(found[1]) == 5:
        return None
    start = found[1] + found[2]
    return f"{start}/{start[:5]}{found[3] or start[5:7]}-{found[4]}"


def _open_end(text: str) -> str | None:
    """Read "2017-"."""
    return f"{text[:4]}/.." if _OPEN_END.fullmatch(text) else None


def _unknown_parts(text: str) -> str | None:
    return text.replace("?", "X") if _UNKNOWN_PARTS.fullmatch(text) else None


def _hour(found: re.Match[str]) -> str:
    hour, half = int(found["hour"]), (found["half"] or found["whole_half"] or "")[:1].lower()
    if half and not 1 <= hour <= 12:
        raise Fault("has a time that does not exist; with am or pm hours go from 1 to 12")
    return f"{hour % 12 + 12 * (half == 'p') if half else hour:02}"


def _zone(zone: str | None) -> str:
    if not zone:
        return ""
    if zone.lower() in _ZONES:
        return _ZONES[zone.lower()]
    offset = zone.lower().removeprefix("utc").removeprefix("gmt")
    if offset[0] not in "+-":
        raise Fault(f"has a time zone, {zone!r}, that is not read; write it as +09:00")
    digits = offset[1:].replace(":", "")
    hours, minutes = (digits, "00") if len(digits) < 3 else (digits[:-2], digits[-2:])
    return f"{offset[0]}{int(hours):02}:{minutes}"
