"""Join the pieces of a date that a table has in several columns into one text.

What cannot be joined stays as it was written, so that it is refused with its own words.
"""

import re
from collections.abc import Callable

import numpy as np
import pandas as pd

from timeline.cells import NOTHING, Texts, filled, first_where
from timeline.dates import parse_date
from timeline.errors import DateError
from timeline.schema import objects

_GROUPED = re.compile(r"(?<=\d)[\s,.'](?=\d{3}(?!\d))")
_CLOCK = re.compile(
    r"(\d{1,2})(?::?(\d{2}))?(?::(\d{2})(?:\.\d+)?)?\s*([ap])?\.?(?:m\.?)?\s*(z|utc|gmt)?",
    re.IGNORECASE,
)
_ISO_DAY = re.compile(r"-?\d{4}-\d{2}-\d{2}")
_MOST_DIGITS = 20  # Python refuses to read a number of some thousand
_BLANK = NOTHING | {"0", "0.0", "00", "0000"}


def each(values: Texts, read: Callable[[str], str]) -> Texts:
    """Apply a function to each distinct text of a column."""
    codes, distinct = pd.factorize(values)
    answers = objects(read(text) for text in distinct)
    return answers[codes] if len(answers) else values


def join_pieces(year: Texts, month: Texts, day: Texts, time: Texts | None = None) -> Texts:
    """Write year, month and day as EDTF, with as much as each row states."""
    years, months, days = each(year, _year), each(month, _month), each(day, _day)
    has_month, has_day = filled(months), filled(days)
    date = first_where(has_month, years + "-" + months, years)
    date = first_where(has_month & has_day, date + "-" + days, date)
    # A day without its month, or either without a year, says nothing that EDTF can.
    lost = (has_day & ~has_month) | (~filled(years) & (has_month | has_day))
    date = first_where(lost, each(days + " " + months + " " + years, _squeezed), date)
    return date if time is None else with_time(date, time)


def with_time(days: Texts, times: Texts) -> Texts:
    """Put the time of the day behind each day that has one."""
    clocks = each(times, clock_of)
    timed = filled(days) & filled(clocks)
    if not timed.any():
        return days
    is_day = each(days, lambda text: "y" if _ISO_DAY.fullmatch(text) else "") == "y"
    marks = first_where(np.asarray(is_day, dtype=bool), "T", " ")
    return first_where(timed, days + marks + clocks, days)


def clock_of(text: str) -> str:
    """Return a time of the day as 09:05 or 09:05:30, "" for what is none."""
    found = _CLOCK.fullmatch(text.strip())
    if not found or (found[2] is None and found[4] is None and len(found[1]) > 2):
        return ""
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[4] or "").lower()
    if half:
        hour = hour % 12 + 12 * (half == "p")
    if hour > 23 or minute > 59 or int(found[3] or 0) > 59:
        return ""
    seconds = f":{found[3]}" if found[3] else ""
    return f"{hour:02}:{minute:02}{seconds}{'Z' if found[5] else ''}"


def _year(text: str) -> str:
    bare = _GROUPED.sub("", text.strip()).removesuffix(".0").replace("−", "-")
    if bare.lower() in NOTHING:
        return ""
    sign, digits = ("-", bare[1:]) if bare[:1] == "-" else ("", bare)
    if not digits.isdecimal() or len(digits) > _MOST_DIGITS:
        return bare
    return f"{sign}{int(digits):04}" if len(digits) <= 4 else f"Y{sign}{int(digits)}"


def _month(text: str) -> str:
    bare = text.strip().removesuffix(".0")
    if bare.lower() in _BLANK:
        return ""
    if bare.isdecimal() and len(bare) <= _MOST_DIGITS:
        return f"{int(bare):02}"
    try:
        return str(parse_date(f"{bare} 2000"))[5:7] or bare
    except DateError:
        return bare


def _day(text: str) -> str:
    bare = text.strip().removesuffix(".0")
    if bare.lower() in _BLANK:
        return ""
    number = re.sub(r"(?<=\d)(?:st|nd|rd|th|\.)$", "", bare, flags=re.IGNORECASE)
    is_number = number.isdecimal() and len(number) <= _MOST_DIGITS
    return f"{int(number):02}" if is_number else bare


def _squeezed(text: str) -> str:
    return " ".join(text.split())
