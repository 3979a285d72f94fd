"""Decide what a date means as people write it, one by one or by the column.

The answer is always EDTF, so nothing is more exact than what was said: a month
stays a month, "early 2024" is one of the days from January to April. What depends on
today is refused unless an anchor is given, what could be two dates is refused unless the
column or the caller settles it, and a date that does not exist is refused, never moved.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from functools import lru_cache, partial
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from timeline.date_anchor import needed
from timeline.date_column import ColumnBuilder, DateColumn
from timeline.date_digits import days_of_week, refuse_digits, split_clock
from timeline.date_names import AmbiguousMonth, Languages, language_of
from timeline.date_numbers import NumberKind, with_dates_for_numbers
from timeline.date_order import DayOrder, find_order, has_seasons
from timeline.date_words import LONGEST, Reader
from timeline.edtf import EventDate, Fault
from timeline.errors import DateError

__all__ = ["DateColumn", "DayOrder", "NumberKind", "parse_date", "read_dates"]

Texts: TypeAlias = NDArray[np.object_]
_Wrong: TypeAlias = Fault | DateError


def parse_date(
    text: str,
    *,
    anchor: date | None = None,
    day_first: bool | None = None,
    languages: Sequence[str] | None = None,
) -> EventDate:
    """Read one date as people write it; raises DateError with the text and what would do.

    Relative words ("yesterday", "last August") and dates without a year refer to the anchor;
    without a year it is the nearest one. `day_first` says how to read 03/04/2024. Names of
    months are known in any language, unless some are given; phrases in English.
    """
    return EventDate.parse(_edtf(text, _reader(anchor, day_first, languages)), said=text)


def read_dates(
    values: Iterable[Any],
    *,
    anchor: date | None = None,
    day_first: bool | None = None,
    languages: Sequence[str] | None = None,
    numbers: NumberKind | None = None,
    as_stated: bool = False,
) -> DateColumn:
    """Read a column of dates; what cannot be read has its reason in `errors`, by row.

    Whether 03/04/2024 is in March or April is decided for the whole column: any date in it
    with a part above 12 settles it, `day_first` overrules that. When neither says, the day
    comes first and the column is `ambiguous`, with an example in its `order`; when the column
    contradicts itself, those rows are errors. A time of 00:00 in every row is no time, unless
    they are EDTF `as_stated` in a frame, whose 00:00 is meant.
    `numbers` says what numbers in the column are (Excel serials, seconds since 1970); if nobody
    says, a column of nothing else may look like it. Empty values are no date and no error.
    """
    texts, kind, number_note = with_dates_for_numbers(_texts(values), numbers)
    texts, midnight_note = (texts, "") if as_stated else _without_midnights(texts)
    builder = ColumnBuilder(len(texts))
    rows = builder.put_texts(texts)
    codes, distinct = pd.factorize(texts[rows])
    order = find_order(distinct, day_first)
    reader = _reader(anchor, order.day_first, languages)
    reader = replace(reader, has_seasons=has_seasons(distinct))
    few, reasons, month_note = _read_each(distinct, reader)
    builder.put_rows(rows, few, codes)
    notes = (number_note, midnight_note, order.note, month_note)
    return builder.column(
        _by_row(rows, codes, reasons), tuple(note for note in notes if note), order, kind
    )


def _reader(anchor: date | None, day_first: bool | None, languages: Sequence[str] | None) -> Reader:
    spoken = None if languages is None else tuple(languages)
    otherwise = partial(_by_dateparser, languages=spoken, anchor=anchor)
    return Reader(anchor, day_first, spoken, otherwise)


def _edtf(text: str, reader: Reader) -> str:
    try:
        return reader.edtf(_tidy(text))
    except Fault as fault:
        raise fault.about(text) from None


def _tidy(text: str) -> str:
    """Return a text with single spaces, ASCII digits and none of Unicode's lookalikes."""
    tidy = " ".join(text.split())
    if tidy.isascii():
        return tidy
    if len(tidy) > LONGEST:
        raise Fault(f"is longer than any date we read, {LONGEST} characters")
    same = unicodedata.normalize("NFKC", tidy).translate(_INVISIBLE)
    return _OTHER_DIGIT.sub(lambda found: str(int(found[0])), same)


# --- columns --------------------------------------------------------------------------------------

_INVISIBLE = dict.fromkeys((0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF))
_OTHER_DIGIT = re.compile(r"(?![0-9])\d")
_PLAIN_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LONGEST_MOMENT = 60  # "Wednesday, 30 September 2024 at 10:00:00.123456 PM +09:00"
_LETTERS = re.compile(r"[^\W\d_]+")
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


def _without_midnights(texts: Texts) -> tuple[Texts, str]:
    clocked = [text for text in texts if ":" in text]
    if not clocked or not all(_MIDNIGHT.fullmatch(text) for text in clocked):
        return texts, ""
    days = np.array([_MIDNIGHT.sub(r"\1", text) for text in texts], dtype=object)
    return days, f"Every time is 00:00, as in {clocked[0]}, so only the days are kept."


def _read_each(
    texts: NDArray[np.object_], reader: Reader
) -> tuple[ColumnBuilder, dict[int, str], str]:
    """Read distinct texts; those that cannot be read have no date but a reason."""
    found = _clocked_at_once(texts, reader)
    faults: dict[int, _Wrong] = {}
    for row, text in enumerate(texts):
        if not found[row] and text and not text.isspace():
            _attempt(row, text, reader, found, faults)
    note = _settle_months(texts, found, faults, reader)
    reasons = {row: _sentence(fault, texts[row]) for row, fault in faults.items()}
    builder = ColumnBuilder(len(texts))
    for row in builder.put_texts(found).tolist():
        try:
            builder.put_date(row, EventDate.parse(found[row], said=texts[row]))
        except DateError as error:
            reasons[row] = str(error)
    return builder, reasons, note


def _attempt(row: int, text: str, reader: Reader, found: Texts, faults: dict[int, _Wrong]) -> None:
    try:
        found[row] = reader.edtf(_tidy(text))
    except (Fault, DateError) as wrong:
        faults[row] = wrong


def _sentence(wrong: _Wrong, text: str) -> str:
    return str(wrong.about(text) if isinstance(wrong, Fault) else wrong)


def _clocked_at_once(texts: Texts, reader: Reader) -> Texts:
    """Read plain days with a time behind them: every day and every time only once."""
    found = np.full(len(texts), "", dtype=object)
    day_of, clock_of = _Known(partial(_plain_day, reader=reader)), _Known(_clock)
    for row, text in enumerate(texts):
        colon = text.find(":")
        if colon < 6 or len(text) > _LONGEST_MOMENT or not text.isascii():
            continue
        split = colon - 3 if text[colon - 3] in " T" else colon - 2
        if text[split] in " T" and text[split - 1].isdigit() and (clock := clock_of[text[split:]]):
            day = day_of[text[:split]]
            found[row] = day + clock if day else ""
    return found


class _Known(dict[str, str]):
    """What is known of texts, worked out when asked for the first time."""

    def __init__(self, read: Callable[[str], str]) -> None:
        super().__init__()
        self.read = read

    def __missing__(self, text: str) -> str:
        return self.setdefault(text, self.read(text))


def _plain_day(text: str, *, reader: Reader) -> str:
    try:
        day = reader.edtf(_tidy(text))
    except (Fault, DateError):
        return ""
    return day if _PLAIN_DAY.fullmatch(day) else ""


def _clock(text: str) -> str:
    try:
        split = split_clock(f"1{text}")
    except Fault:
        return ""
    return split[1] if split and split[0] == "1" else ""


def _settle_months(texts: Texts, found: Texts, faults: dict[int, _Wrong], reader: Reader) -> str:
    """Read months whose names differ by language in the language of the column's other months."""
    unclear = [row for row, fault in faults.items() if isinstance(fault, AmbiguousMonth)]
    if not unclear:
        return ""
    words = {word for text in texts for word in _LETTERS.findall(text.lower())}
    language = language_of(words)
    if language is None:
        return ""
    for row in unclear:
        del faults[row]
        _attempt(row, texts[row], replace(reader, languages=(language,)), found, faults)
    return f"The names of months are read in the language {language!r}, as in {texts[unclear[0]]}."


def _by_row(
    rows: NDArray[np.intp], codes: NDArray[np.intp], reasons: dict[int, str]
) -> dict[int, str]:
    if not reasons:
        return {}
    bad = np.isin(codes, list(reasons))
    return {
        row: reasons[code]
        for row, code in zip(rows[bad].tolist(), codes[bad].tolist(), strict=True)
    }


# --- everything else ------------------------------------------------------------------------------

_NOT_READ = "is not one we can read; write 1944-06-30, June 1944 or EDTF"
# Two days that have nothing in common: what both give the same answer to does not depend on today.
_FAR_BASES = (date(1903, 5, 17), date(2046, 10, 9))
_WORD = re.compile(r"[a-z]{3,}|[^\W\d_a-z]", re.IGNORECASE)
_DURATION = re.compile(
    r"\d\s?(?:s|secs?|seconds?|mins?|minutes?|h|hrs?|hours?|days?|weeks?|months?|years?|yrs?)\b"
)
_DIRECTION = re.compile(r"\b(?:ago|in|from|later|earlier|hence|back|last|past|next)\b")
_NO_DATE = re.compile(r"[^\w\s.,:/'’()\u0300-\u036f-]|_")


def _by_dateparser(text: str, *, languages: Languages, anchor: date | None) -> str:
    """Return EDTF for a text that nothing else could read, or raise."""
    refuse_digits(text)
    if not _may_be_words(text):
        raise Fault(_NOT_READ)
    languages = languages or ("en",)
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
    if _DURATION.search(text) and not _DIRECTION.search(text):
        return False
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
