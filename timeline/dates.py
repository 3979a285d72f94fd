"""Decide what a date means as people write it, one by one or by the column.

The answer is always EDTF, so nothing is more exact than what was said: a month
stays a month, "early 2024" is one of the days from January to April. What depends on
today is refused unless an anchor is given, what could be two dates is refused unless the
column or the caller settles it, and a date that does not exist is refused, never moved.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from functools import lru_cache, partial
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from timeline.date_anchor import needed
from timeline.date_column import ColumnBuilder, DateColumn
from timeline.date_digits import NUMERIC, days_of_week, refuse_digits
from timeline.date_words import Reader
from timeline.edtf import EventDate, Fault
from timeline.errors import DateError

__all__ = ["DateColumn", "parse_date", "read_dates"]

Texts: TypeAlias = NDArray[np.object_]


def parse_date(
    text: str,
    *,
    anchor: date | None = None,
    day_first: bool | None = None,
    languages: Sequence[str] = ("en",),
) -> EventDate:
    """Read one date as people write it; raises DateError with the text and what would do.

    Relative words ("yesterday", "last August") and dates without a year refer to the anchor;
    without a year it is the nearest one. `day_first` says how to read 03/04/2024.
    """
    return EventDate.parse(_edtf(text, _reader(anchor, day_first, languages)), said=text)


def read_dates(
    values: Iterable[Any],
    *,
    anchor: date | None = None,
    day_first: bool | None = None,
    languages: Sequence[str] = ("en",),
) -> DateColumn:
    """Read a column of dates; what cannot be read has its reason in `errors`, by row.

    Whether 03/04/2024 is in March or April is decided for the whole column: any date in it
    with a part above 12 settles it, `day_first` is asked when none does, and when that is
    missing too those rows are errors. A time of 00:00 in every row is no time.
    Empty values are no date and no error.
    """
    texts, midnight_notes = _without_midnights(_texts(values))
    builder = ColumnBuilder(len(texts))
    rows = builder.put_texts(texts)
    codes, distinct = pd.factorize(texts[rows])
    day_first, order_notes = _settle_order(distinct, day_first)
    few, reasons = _read_each(list(distinct), _reader(anchor, day_first, languages))
    builder.put_rows(rows, few, codes)
    errors = {
        row: reasons[code]
        for row, code in zip(rows, codes.tolist(), strict=True)
        if code in reasons
    }
    return builder.column(errors, midnight_notes + order_notes)


def _reader(anchor: date | None, day_first: bool | None, languages: Sequence[str]) -> Reader:
    spoken = tuple(languages)
    otherwise = partial(_by_dateparser, languages=spoken, anchor=anchor)
    return Reader(anchor, day_first, spoken, otherwise)


def _edtf(text: str, reader: Reader) -> str:
    tidy = " ".join(text.split())
    try:
        return reader.edtf(tidy if tidy.isascii() else unicodedata.normalize("NFKC", tidy))
    except Fault as fault:
        raise fault.about(text) from None


# --- columns --------------------------------------------------------------------------------------

_MIDNIGHT = re.compile(r"(.*\d)[T ]00:00(?::00(?:\.0+)?)?Z?")


def _texts(values: Iterable[Any]) -> Texts:
    """Return the values as an array of str, "" for every missing one."""
    if isinstance(values, pd.Series | pd.Index):
        values = _plain_array(values)
    if isinstance(values, np.ndarray) and values.dtype.kind == "M":
        values = _moments(values)
    held = list(values)
    try:
        "".join(held)
    except TypeError:
        held = [_text(value) for value in held]
    array = np.empty(len(held), dtype=object)
    array[:] = held
    return array


def _plain_array(values: pd.Series[Any] | pd.Index[Any]) -> NDArray[Any]:
    if isinstance(values.dtype, pd.DatetimeTZDtype):
        texts = values.map(lambda moment: moment.isoformat(), na_action="ignore")
        return texts.to_numpy(dtype=object)
    if isinstance(values.dtype, np.dtype) and values.dtype.kind == "M":
        return values.to_numpy()
    if isinstance(values.dtype, pd.StringDtype):
        return values.to_numpy(dtype=object, na_value="")
    return values.to_numpy(dtype=object)


def _moments(values: NDArray[np.datetime64]) -> list[str]:
    is_fine = np.datetime_data(values.dtype)[0] in ("ms", "us", "ns")
    texts = np.datetime_as_string(values.astype("M8[s]") if is_fine else values)
    return ["" if text == "NaT" else text for text in texts.tolist()]


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if value is None or value is pd.NA or value is pd.NaT or value != value:  # noqa: PLR0124 - NaN
        return ""
    if isinstance(value, np.datetime64):
        return _moments(np.array([value]))[0]
    if isinstance(value, date):
        return _iso(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _iso(value: date) -> str:
    return value.isoformat(timespec="seconds") if isinstance(value, datetime) else str(value)


def _without_midnights(texts: Texts) -> tuple[Texts, tuple[str, ...]]:
    clocked = [text for text in texts if ":" in text]
    if not clocked or not all(_MIDNIGHT.fullmatch(text) for text in clocked):
        return texts, ()
    days = np.array([_MIDNIGHT.sub(r"\1", text) for text in texts], dtype=object)
    return days, (f"Every time is 00:00, as in {clocked[0]}, so only the days are kept.",)


def _settle_order(
    texts: Iterable[str], day_first: bool | None
) -> tuple[bool | None, tuple[str, ...]]:
    """Say whether numeric dates of this column begin with the day, and why."""
    numeric = [found for text in texts if (found := NUMERIC.match(text.strip()))]
    day_led = [found[0] for found in numeric if int(found[1]) > 12 >= int(found[3])]
    month_led = [found[0] for found in numeric if int(found[3]) > 12 >= int(found[1])]
    if day_led and month_led:
        both = f"{day_led[0]} begins with the day and {month_led[0]} with the month"
        return day_first, (f"The column mixes two orders: {both}.",)
    if day_led or month_led:
        settling = (day_led or month_led)[0]
        part = "day" if day_led else "month"
        return bool(day_led), (f"Numeric dates begin with the {part}, because of {settling}.",)
    unsettled = [found[0] for found in numeric if found[1] != found[3]]
    if not unsettled:
        return day_first, ()
    if day_first is None:
        return None, (f"No date settles whether {unsettled[0]} begins with the day or the month.",)
    part = "day" if day_first else "month"
    return day_first, (f"Numeric dates begin with the {part}, as asked; none settles it.",)


def _read_each(texts: Sequence[str], reader: Reader) -> tuple[ColumnBuilder, dict[int, str]]:
    """Read distinct texts; those that cannot be read have no date but a reason."""
    found = np.full(len(texts), "", dtype=object)
    reasons: dict[int, str] = {}
    for row, text in enumerate(texts):
        try:
            found[row] = _edtf(text, reader) if text.strip() else ""
        except DateError as error:
            reasons[row] = str(error)
    builder = ColumnBuilder(len(texts))
    for row in builder.put_texts(found):
        try:
            builder.put_date(row, EventDate.parse(found[row], said=texts[row]))
        except DateError as error:
            reasons[row] = str(error)
    return builder, reasons


# --- everything else ------------------------------------------------------------------------------

_NOT_READ = "is not one we can read; write 1944-06-30, June 1944 or EDTF"
# Two days that have nothing in common: what both give the same answer to does not depend on today.
_FAR_BASES = (date(1903, 5, 17), date(2046, 10, 9))
_WORD = re.compile(r"[a-z]{3,}|[^\W\d_a-z]", re.IGNORECASE)
_NO_DATE = re.compile(r"[^\w\s.,:/'’()\u0300-\u036f-]|_")


def _by_dateparser(text: str, *, languages: tuple[str, ...], anchor: date | None) -> str:
    """Return EDTF for a text that nothing else could read, or raise."""
    refuse_digits(text)
    if not _may_be_words(text):
        raise Fault(_NOT_READ)
    near, far = (_dateparser_answer(text, languages, base) for base in _FAR_BASES)
    if near and near == far:
        return near
    if anchor is None and (near or far):
        needed(anchor)
    answer = _dateparser_answer(text, languages, needed(anchor)) if anchor else None
    if answer is None:
        raise Fault(_NOT_READ)
    return answer


def _may_be_words(text: str) -> bool:
    """Tell whether a text is worth dateparser's time; it finds dates in numbers too."""
    words = set(_WORD.findall(text)) - {"the", "nan", "inf", "infinity"}
    return bool(words) and not _NO_DATE.search(text)


@lru_cache(maxsize=64)
def _dateparser_for(languages: tuple[str, ...], base: date) -> Any:
    from dateparser.date import DateDataParser  # slow to import, and seldom needed

    settings = {
        "RELATIVE_BASE": datetime.combine(base, time(12)),
        "PREFER_DATES_FROM": "past",
        "PREFER_DAY_OF_MONTH": "first",
    }
    return DateDataParser(languages=list(languages), settings=settings)


def _dateparser_answer(text: str, languages: tuple[str, ...], base: date) -> str | None:
    """Return what dateparser makes of a text, no more precise than it says it is."""
    try:
        found = _dateparser_for(languages, base).get_date_data(text)
    except (ValueError, OverflowError) as error:  # a language that it does not know, a year 10000
        spoken = ", ".join(languages)
        raise Fault(f"cannot be read in the languages {spoken!r} ({error})") from None
    if found.date_obj is None:
        return None
    day: date = found.date_obj.date()
    match found.period:
        case "year":
            return day.isoformat()[:4]
        case "month":
            return day.isoformat()[:7]
        case "quarter":
            first = (day.month - 1) // 3 * 3 + 1
            return f"[{day.year:04}-{first:02}..{day.year:04}-{first + 2:02}]"
        case "week":
            return days_of_week(day)
    return day.isoformat()
