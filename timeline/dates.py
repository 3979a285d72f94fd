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
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any, NoReturn, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from timeline.date_column import ColumnBuilder, DateColumn
from timeline.edtf import (
    DAY,
    EventDate,
    calendar_day,
    day_number,
    days_in_month,
    has_edtf_form,
    moved,
    quoted,
)
from timeline.errors import DateError

__all__ = ["LONGEST", "DateColumn", "parse_date", "read_dates"]

LONGEST = 200  # dateparser is busy for a minute with a text of some ten thousand characters

Texts = NDArray[np.object_]
Parts = dict[str, int]  # Y, M and D, as far as they were stated


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
    try:
        edtf = _Reader(anchor, day_first, tuple(languages)).edtf(_tidy(text))
    except _Fault as fault:
        raise DateError(f"The date {quoted(text)} {fault}.") from None
    return EventDate.parse(edtf, said=text)


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
    few, reasons = _read_each(list(distinct), _Reader(anchor, day_first, tuple(languages)))
    builder.put_rows(rows, few, codes)
    errors = {
        row: reasons[code]
        for row, code in zip(rows, codes.tolist(), strict=True)
        if code in reasons
    }
    return builder.column(errors, midnight_notes + order_notes)


# --- columns --------------------------------------------------------------------------------------

_MIDNIGHT = re.compile(r"(.*\d)[T ]00:00(?::00(?:\.0+)?)?Z?")
_NUMERIC = re.compile(r"(\d{1,2})([/.-])\s?(\d{1,2})\2\s?(\d{4})\.?(?!\d)", re.ASCII)


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
    numeric = [found for text in texts if (found := _NUMERIC.match(text.strip()))]
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


def _read_each(texts: Sequence[str], reader: _Reader) -> tuple[ColumnBuilder, dict[int, str]]:
    """Read distinct texts; those that cannot be read have no date but a reason."""
    found = np.full(len(texts), "", dtype=object)
    reasons: dict[int, str] = {}
    for row, text in enumerate(texts):
        try:
            found[row] = reader.edtf(tidy) if (tidy := _tidy(text)) else ""
        except _Fault as fault:
            reasons[row] = f"The date {quoted(text)} {fault}."
        except DateError as error:
            reasons[row] = str(error)
    builder = ColumnBuilder(len(texts))
    for row in builder.put_texts(found):
        try:
            builder.put_date(row, EventDate.parse(found[row], said=texts[row]))
        except DateError as error:
            reasons[row] = str(error)
    return builder, reasons


# --- one date -------------------------------------------------------------------------------------

_NOT_READ = "is not one we can read; write 1944-06-30, June 1944 or EDTF"
_LETTER = re.compile(r"[^\W\d_]")
_PLAIN_DAY = re.compile(r"-?\d{4}-\d{2}-\d{2}", re.ASCII)


class _Fault(Exception):  # noqa: N818 - never leaves this module
    """Why a text is no date, as the end of a sentence about it."""


def _tidy(text: str) -> str:
    tidy = " ".join(text.split())
    return tidy if tidy.isascii() else unicodedata.normalize("NFKC", tidy)


@dataclass(frozen=True, slots=True)
class _Reader:
    """What it takes to turn people's words into EDTF; a rule answers None for "not mine"."""

    anchor: date | None
    day_first: bool | None
    languages: tuple[str, ...]

    def edtf(self, text: str) -> str:
        """Return EDTF for a text whose white space is in order, or raise."""
        if not text:
            raise _Fault("is empty; write 1944-06-30, June 1944 or EDTF")
        if len(text) > LONGEST:
            raise _Fault(f"is longer than any date we read, {LONGEST} characters")
        if written := _written_out(text, self.languages):
            return written
        if has_edtf_form(text):
            return _short_years(text) or text
        return self._in_words(text.lower()) if _LETTER.search(text) else self._in_digits(text)

    def end(self, text: str) -> str:
        """Return EDTF for an end of an interval, where EDTF cannot say "one of these days"."""
        edtf = self.edtf(text)
        if "/" in edtf or "{" in edtf:
            raise _Fault("is a range with another range inside")
        return _enclosing(edtf) if edtf.startswith("[") else edtf

    def pair(self, left: str, right: str) -> tuple[str, str]:
        """Return the two ends of a range, each filled up with what only the other one says."""
        if right in _ONGOING:
            return self.end(left), ".."
        borrowed = _LAST_WORDS.search(right)
        if borrowed and not _LAST_WORDS.search(left):
            left += borrowed[0]
        first, last = self.parts(left), self.parts(right)
        if first is None or last is None:
            return self.end(left), self.end(right)
        return self._filled_up(first, last)

    def parts(self, text: str) -> Parts | None:
        """Read year, month and day in any usual order, each of them optional."""
        if _STRANGE.search(text):
            return None
        months = _month_names(self.languages)
        shape, numbers, has_weekday = "", [], False
        for token in _TOKEN.findall(text):
            if token in months:
                shape += "M"
                numbers.append(months[token])
            elif token.isdecimal():
                shape += _DIGITS_MEAN.get(len(token), "?")
                numbers.append(int(token))
            elif token in _WEEKDAYS:
                has_weekday = True
            elif token not in _FILLERS:
                return None
        if shape not in _SHAPES or (has_weekday and "D" not in shape):
            return None
        return dict(zip(shape, numbers, strict=True))

    def yearless(self, parts: Parts) -> str:
        """Give a day or month of no stated year the year that is nearest to the anchor."""
        if self.anchor is None:
            raise _Fault("has no year; write it, or give the anchor, the day that it was said")
        return self.chosen("{:04}" + _iso_parts({"Y": 0, **parts})[4:], "nearest")

    def chosen(self, form: str, which: str) -> str:
        """Choose the year for a form of EDTF: last, this, next, or nearest to the anchor."""
        anchor = self._need_anchor()
        near = range(anchor.year - 8, anchor.year + 9)  # eight, for 29 February around 1900
        dates = [date for year in near if (date := _existing(form.format(year)))]
        moment = day_number(anchor.year, anchor.month, anchor.day) * DAY
        if which == "last":
            dates = [date for date in dates if _bounds(date)[1] <= moment]
        elif which == "next":
            dates = [date for date in dates if _bounds(date)[0] > moment]
        elif which == "this":
            dates = [date for date in dates if date.text.startswith(f"{anchor.year:04}")]
        if not dates:
            raise _Fault("does not exist in the years around the anchor")
        return min(dates, key=lambda date: _distance(date, moment)).text

    def weekday(self, number: int, which: str) -> str:
        """Name the day of the week that the anchor is in, or the one before or after."""
        anchor = self._need_anchor()
        ahead = number - anchor.weekday()
        if which == "last":
            ahead = -((anchor.weekday() - number - 1) % 7 + 1)
        elif which == "next":
            ahead = (number - anchor.weekday() - 1) % 7 + 1
        elif which != "this":
            ahead = -((anchor.weekday() - number) % 7)
        return (_day_of(anchor) + timedelta(ahead)).isoformat()

    def year(self, which: str) -> int:
        """Return the last, this or the next year, seen from the anchor."""
        return self._need_anchor().year + {"last": -1, "this": 0, "next": 1}[which]

    def _need_anchor(self) -> date:
        if self.anchor is None:
            raise _Fault("depends on the day that it was said; give that day as the anchor")
        return self.anchor

    def _in_digits(self, text: str) -> str:
        for rule in (_compact, _year_led, self._day_or_month_led, self._clocked, self._joined):
            if found := rule(text):
                return found
        return self._hyphened(text) or _refuse(text)

    def _in_words(self, text: str) -> str:
        for rule in (self._single, self._clocked, _east_asian, _week):
            if found := rule(text):
                return found
        return self._in_phrase(text) or self._by_dateparser(text)

    def _in_phrase(self, text: str) -> str | None:
        if "en" not in self.languages:
            return self._joined(text) or self._hyphened(text)
        return (
            self._phrased(text, _AROUND_RANGES)
            or self._joined(text)
            or self._phrased(text, _PHRASES)
            or self._hyphened(text)
        )

    def _single(self, text: str) -> str | None:
        parts = self.parts(text)
        if not parts or ("D" in parts and "M" not in parts):
            return None
        return _iso_parts(parts) if "Y" in parts else self.yearless(parts)

    def _day_or_month_led(self, text: str) -> str | None:
        """Read 03/04/2024, where both parts may be the day."""
        if found := _MONTH_YEAR.fullmatch(text):
            return f"{found[2]}-{int(found[1]):02}"
        found = _NUMERIC.fullmatch(text)
        if not found:
            return None
        first, second, year = int(found[1]), int(found[3]), found[4]
        day_first = first > 12 or (second <= 12 and self.day_first)
        day, month = (first, second) if day_first else (second, first)
        if self.day_first is None and first != second and max(first, second) <= 12:
            ways = f"{year}-{second:02}-{first:02} or {year}-{first:02}-{second:02}"
            raise _Fault(f"could be {ways}; write one of these or say whether the day is first")
        return f"{year}-{month:02}-{day:02}"

    def _clocked(self, text: str) -> str | None:
        """Read a day with a time of the day behind it."""
        found = _CLOCK.fullmatch(text) if ":" in text else None
        if not found:
            return None
        day = self.edtf(found["day"].rstrip(","))
        if not _PLAIN_DAY.fullmatch(day):
            raise _Fault("has a time of the day, but not one day")
        second = f":{found['second']}" if found["second"] else ""
        return f"{day}T{_hour(found)}:{found['minute']}{second}{_zone(found['zone'])}"

    def _joined(self, text: str) -> str | None:
        """Read two dates with a dash or a word between them."""
        for joint, form in _JOINTS if "en" in self.languages else _DASHES:
            if found := joint.fullmatch(text):
                return form.format(*self.pair(found[1], found[2]))
        return None

    def _hyphened(self, text: str) -> str | None:
        """Read two dates around the only hyphen, which elsewhere is part of a date."""
        left, hyphen, right = text.partition("-")
        if not (left and hyphen) or "-" in right:
            return None
        return "{}/{}".format(*self.pair(left, right))

    def _phrased(self, text: str, phrases: _Phrases) -> str | None:
        for pattern, rule in phrases:
            found = pattern.fullmatch(text)
            if found and (edtf := rule(self, found)):
                return edtf
        return None

    def _filled_up(self, first: Parts, last: Parts) -> tuple[str, str]:
        """Complete "27" and "28 February 2019", or "February 27" and "28, 2019"."""
        if ("D" in first) != ("D" in last) and not ("Y" in first and "Y" in last):
            raise _Fault("has two ends of different kinds; write both in full")
        if "D" in first:
            first, last = {**_only(last, "M"), **first}, {**_only(first, "M"), **last}
        if "Y" not in last:
            last = {**last, "Y": first.get("Y") or int(self.yearless(last)[:4])}
        if "Y" not in first:
            year = last["Y"] - (_in_year(first) > _in_year(last))
            first = {**first, "Y": year}
        return _iso_parts(first), _iso_parts(last)

    def _by_dateparser(self, text: str) -> str:
        if not _may_be_words(text):
            _refuse(text)
        near, far = (_dateparser_answer(text, self.languages, other) for other in _FAR_BASES)
        if near is not None and near == far:
            return _stated_in(text, near)
        if near is None and far is None and self.anchor is None:
            _refuse(text)
        anchor = _day_of(self._need_anchor())
        return _dateparser_answer(text, self.languages, anchor) or _refuse(text)


def _day_of(anchor: date) -> date:
    return date(anchor.year, anchor.month, anchor.day)


def _existing(edtf: str) -> EventDate | None:
    try:
        return EventDate.parse(edtf)
    except DateError:
        return None


def _bounds(date: EventDate) -> tuple[int, int]:
    if date.earliest is None or date.latest is None:
        raise _Fault("has no end to reckon from")
    return date.earliest, date.latest


def _distance(date: EventDate, moment: int) -> int:
    start, end = _bounds(date)
    return max(start - moment, moment - end, 0)


def _only(parts: Parts, key: str) -> Parts:
    return {key: parts[key]} if key in parts else {}


def _in_year(parts: Parts) -> tuple[int, int]:
    return parts.get("M", 0), parts.get("D", 0)


def _iso_parts(parts: Parts) -> str:
    widths = (("Y", "{:04}"), ("M", "-{:02}"), ("D", "-{:02}"))
    return "".join(form.format(parts[key]) for key, form in widths if key in parts)


def _refuse(text: str) -> NoReturn:
    if _TWO_DIGIT_YEAR.fullmatch(text):
        raise _Fault("has a year of two digits; write all four")
    if _NO_YEAR.fullmatch(text):
        raise _Fault("has no year; write all of the date")
    if _is_number(text):
        raise _Fault("is a number and not a date; write 1944-06-30, June 1944 or EDTF")
    raise _Fault(_NOT_READ)


def _is_number(text: str) -> bool:
    try:
        float(text.replace(",", ""))
    except ValueError:
        return False
    return True


# --- dates in digits ------------------------------------------------------------------------------

_COMPACT = re.compile(
    r"(\d{4})(0[1-9]|1[0-2])([0-3]\d)(?:t?([0-2]\d)([0-5]\d)([0-5]\d)(z?))?",
    re.ASCII | re.IGNORECASE,
)
_YEAR_LED = re.compile(r"(\d{4})(?:([-/.])\s?(\d{1,2})\2\s?(\d{1,2})\.?|[-/](\d{1,2}))", re.ASCII)
_MONTH_YEAR = re.compile(r"(\d{1,2})[/-](\d{4})", re.ASCII)
_SHORT_YEARS = re.compile(r"(\d{2})(\d{2})(?:\s?[–—−]\s?(\d{2})|-(3[2-9]|[4-9]\d))", re.ASCII)
_TWO_DIGIT_YEAR = re.compile(r"[0-9]{1,2}[-/. ](?:[0-9]{1,2}|[^\W\d_]+)[-/., ]+['’]?[0-9]{2}")
_NO_YEAR = re.compile(r"\d{1,2}[/-]\d{1,2}", re.ASCII)
_WEEK = re.compile(r"(\d{4})-?w(\d{2})", re.ASCII)
_EAST_ASIAN = re.compile(r"(\d{4})\s?[年년](?:\s?(\d{1,2})\s?[月월](?:\s?(\d{1,2})\s?[日일])?)?")
_CLOCK = re.compile(
    r"(?P<day>.+?)(?:t|,?\s+(?:at\s+)?)(?P<hour>\d{1,2}):(?P<minute>\d{2})"
    r"(?::(?P<second>\d{2})(?:[.,]\d+)?)?\s?(?P<half>[ap]\.?m\.?)?"
    r"\s?(?P<zone>z|utc|gmt|[-+]\d{2}(?::?\d{2})?)?",
    re.ASCII | re.IGNORECASE,
)


def _compact(text: str) -> str | None:
    """Read 20241203 and 20241203140500."""
    found = _COMPACT.fullmatch(text)
    if not found:
        return None
    year, month, day, hour, minute, second, zone = found.groups()
    clock = f"T{hour}:{minute}:{second}{zone}" if hour else ""
    return f"{year}-{month}-{day}{clock}"


def _year_led(text: str) -> str | None:
    """Read 2024/12/03, 2024. 12. 3. and 2024/12."""
    found = _YEAR_LED.fullmatch(text)
    if not found:
        return _short_years(text)
    year, _, month, day, only_month = found.groups()
    return f"{year}-{int(only_month or month):02}" + (f"-{int(day):02}" if day else "")


def _short_years(text: str) -> str | None:
    """Read 1950-53 and 1914–18; with a hyphen only where it cannot be a month."""
    found = _SHORT_YEARS.fullmatch(text)
    if not found:
        return None
    century, first, last = found[1], found[2], found[3] or found[4]
    return f"{century}{first}/{century}{last}" if last > first else None


def _east_asian(text: str) -> str | None:
    found = _EAST_ASIAN.fullmatch(text)
    return "-".join(f"{int(part):02}" for part in found.groups() if part) if found else None


def _week(text: str) -> str | None:
    """Read 2024-W49: one of its seven days."""
    found = _WEEK.fullmatch(text)
    if not found:
        return None
    try:
        monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
    except ValueError:
        raise _Fault("does not exist: that year has no such week") from None
    return _days_of_week(monday)


def _days_of_week(day: date) -> str:
    monday = day - timedelta(day.weekday())
    return f"[{monday}..{monday + timedelta(6)}]"


def _hour(found: re.Match[str]) -> str:
    hour, half = int(found["hour"]), (found["half"] or "")[:1].lower()
    if half and not 1 <= hour <= 12:
        raise _Fault("has a time that does not exist; with am or pm hours go from 1 to 12")
    return f"{hour % 12 + 12 * (half == 'p') if half else hour:02}"


def _zone(zone: str | None) -> str:
    if not zone:
        return ""
    if zone[0] not in "+-":
        return "Z"
    return zone if len(zone) != 5 else f"{zone[:3]}:{zone[3:]}"


# --- dates in words -------------------------------------------------------------------------------

_MONTHS = {
    "en": "january|jan february|feb march|mar april|apr may june|jun july|jul august|aug"
    " september|sept|sep october|oct november|nov december|dec",
    "de": "januar|jan|jänner februar|feb|feber märz|mär|mrz april|apr mai juni|jun juli|jul"
    " august|aug september|sept|sep oktober|okt november|nov dezember|dez",
    "fr": "janvier|janv février|févr|fevrier mars avril|avr mai juin juillet|juil août|aout"
    " septembre|sept octobre|oct novembre|nov décembre|déc|decembre",
    "es": "enero|ene febrero|feb marzo|mar abril|abr mayo|may junio|jun julio|jul agosto|ago"
    " septiembre|setiembre|sept|sep octubre|oct noviembre|nov diciembre|dic",
    "it": "gennaio|gen febbraio|feb marzo|mar aprile|apr maggio|mag giugno|giu luglio|lug"
    " agosto|ago settembre|sett|set ottobre|ott novembre|nov dicembre|dic",
    "pt": "janeiro|jan fevereiro|fev março|mar|marco abril|abr maio|mai junho|jun julho|jul"
    " agosto|ago setembro|set outubro|out novembro|nov dezembro|dez",
    "nl": "januari|jan februari|feb maart|mrt april|apr mei juni|jun juli|jul augustus|aug"
    " september|sept|sep oktober|okt november|nov december|dec",
}
_FILLERS = {"of", "the", "in", "on", "st", "nd", "rd", "th", "er", "de", "del", "le", "den", "di"}
_WRITTEN_OUT = re.compile(
    r"(?:([0-9]{1,2})(?:st|nd|rd|th)? )?([^\W\d_]+)\.? "
    r"(?:([0-9]{1,2})(?:st|nd|rd|th)?,? )?([0-9]{4})"
)
_TOKEN = re.compile(r"[0-9]+|[^\W\d_]+")
_STRANGE = re.compile(r"[^\w\s.,/'’-]|_")
_DIGITS_MEAN = {1: "D", 2: "D", 4: "Y"}
_SHAPES = frozenset(("DMY", "MDY", "YMD", "MY", "YM", "Y", "DM", "MD", "M", "D", "DY"))


def _numbered(words: str, first: int) -> dict[str, int]:
    groups = enumerate(words.split(), first)
    return {word: number for number, group in groups for word in group.split("|")}


_WEEKDAYS = _numbered(
    "monday|mon tuesday|tues|tue wednesday|weds|wed thursday|thurs|thur|thu friday|fri"
    " saturday|sat sunday|sun",
    0,
)


def _written_out(text: str, languages: tuple[str, ...]) -> str | None:
    """Read the commonest words, "3 December 2024" and its like, in one go, being the fast way."""
    found = _WRITTEN_OUT.fullmatch(text)
    month = found and _month_names(languages).get(found[2].lower())
    if not found or not month or (found[1] and found[3]):
        return None
    day = found[1] or found[3]
    return f"{found[4]}-{month:02}-{int(day):02}" if day else f"{found[4]}-{month:02}"


@cache
def _month_names(languages: tuple[str, ...]) -> dict[str, int]:
    named = [_numbered(_MONTHS[language], 1) for language in languages if language in _MONTHS]
    return {word: number for names in named for word, number in names.items()}


# --- dates in English phrases ---------------------------------------------------------------------

_BEFORE_CHRIST = r"b\.?\s?c\.?(?:\s?e\.?)?"
_CHRIST = rf"{_BEFORE_CHRIST}|a\.?\s?d\.?|c\.?\s?e\.?"
_LAST_WORDS = re.compile(rf"(?:\scentury(?:\s(?:{_CHRIST}))?|\s(?:{_CHRIST}))$")
_ONGOING = frozenset(("", "present", "the present", "now", "today", "date", "ongoing"))
_DASHES = (
    (re.compile(r"(.+?)\s*[–—−]\s*(.*)"), "{}/{}"),
    (re.compile(r"(.+?)\s+-+\s+(.+)"), "{}/{}"),
    (re.compile(r"([^-]*\d)-(\d[^-]*)"), "{}/{}"),
)
_JOINTS = (
    *_DASHES,
    (re.compile(r"(.+?)\s+(?:to|until|till|through)\s+(.+)"), "{}/{}"),
    (re.compile(r"(.+?)\s+or\s+(.+)"), "[{},{}]"),
    (re.compile(r"(.+?)\s+and\s+(.+)"), "{{{},{}}}"),
)
_PARTS_OF_YEAR = {
    "early": ("01-01", "04-30"),
    "mid": ("05-01", "08-31"),
    "late": ("09-01", "12-31"),
}
_PARTS_OF_MONTH = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
_PARTS_OF_YEARS = {
    "decade": {"early": (0, 3), "mid": (4, 6), "late": (7, 9)},
    "century": {"early": (0, 33), "mid": (34, 66), "late": (67, 99)},
}
_PART_NAMES = {"beginning": "early", "start": "early", "middle": "mid", "end": "late"}
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_WHICH = {"past": "last", "previous": "last", "coming": "next"}

_Rule: TypeAlias = Callable[[_Reader, re.Match[str]], str | None]
_Phrases: TypeAlias = tuple[tuple[re.Pattern[str], _Rule], ...]


def _marked(reader: _Reader, found: re.Match[str]) -> str:
    """Read "June 1944?"."""
    return _qualified(reader.edtf(found[1]), found[2])


def _hedged(reader: _Reader, found: re.Match[str]) -> str:
    return _qualified(reader.edtf(found[1]), "~")


def _doubted(reader: _Reader, found: re.Match[str]) -> str:
    return _qualified(reader.edtf(found[1]), "?")


def _qualified(edtf: str, mark: str) -> str:
    """Put a qualifier behind every date of an EDTF text."""
    pieces = re.split(r"(\.\.|[/,\[\]{}])", edtf)
    return "".join(
        _with_mark(piece, mark) if piece[:1].isalnum() or piece[:1] == "-" else piece
        for piece in pieces
    )


def _with_mark(piece: str, mark: str) -> str:
    bare = piece.rstrip("?~%")
    return bare + (mark if piece in (bare, bare + mark) else "%")


def _between(reader: _Reader, found: re.Match[str]) -> str:
    return "[{}..{}]".format(*reader.pair(found[1], found[2]))


def _from_to(reader: _Reader, found: re.Match[str]) -> str:
    return "{}/{}".format(*reader.pair(found[1], found[2]))


def _since(reader: _Reader, found: re.Match[str]) -> str:
    return f"{reader.end(found[1])}/.."


def _until(reader: _Reader, found: re.Match[str]) -> str:
    return f"../{reader.end(found[1])}"


def _by(reader: _Reader, found: re.Match[str]) -> str:
    return f"[..{reader.end(found[1])}]"


def _before(reader: _Reader, found: re.Match[str]) -> str:
    start, precision = _whole(reader, found[1])
    return f"[..{_named(moved(start[0], precision, -1), precision)}]"


def _after(reader: _Reader, found: re.Match[str]) -> str:
    start, precision = _whole(reader, found[1])
    return f"[{_named(start[1], precision)}..]"


def _whole(reader: _Reader, text: str) -> tuple[tuple[int, int], str]:
    """Return the bounds of a day, month or year, or of whole years."""
    date = EventDate.parse(reader.end(text))
    precision = {"season": "month"}.get(date.precision, date.precision)
    return _bounds(date), precision if precision in ("day", "month") else "year"


def _named(moment: int, precision: str) -> str:
    year, month, day = calendar_day(moment // DAY)
    named = {"year": _year(year), "month": f"{_year(year)}-{month:02}"}
    return named.get(precision, f"{_year(year)}-{month:02}-{day:02}")


def _year(year: int) -> str:
    if abs(year) > 9_999:
        return f"Y{year}"
    return f"{year:04}" if year >= 0 else f"-{-year:04}"


def _enclosing(edtf: str) -> str:
    """Name the month, year, decade or century that a one-of set lies in."""
    start, end = _bounds(EventDate.parse(edtf))
    for first, last in zip(_periods(start), _periods(end - 1), strict=True):
        if first == last:
            return first
    raise _Fault("has an end that is too vague; write a month, a year or a decade")


def _periods(moment: int) -> tuple[str, ...]:
    year, month, _ = calendar_day(moment // DAY)
    if year < 0:
        return (f"{_year(year)}-{month:02}", _year(year))
    return f"{year:04}-{month:02}", f"{year:04}", f"{year // 10:03}X", f"{year // 100:02}XX"


def _part(reader: _Reader, found: re.Match[str]) -> str:
    """Read "early 2024", "mid-December 2024" and "the late 19th century" as one of its days."""
    date = EventDate.parse(reader.edtf(found[2]))
    part = _PART_NAMES.get(found[1], found[1])
    start, _end = _bounds(date)
    year, month, _ = calendar_day(start // DAY)
    if date.qualifier or date.is_interval or not date.text[-1].isalnum():
        raise _Fault("is a part of something that has no early or late part")
    if date.precision == "year":
        first, last = _PARTS_OF_YEAR[part]
        return f"[{_year(year)}-{first}..{_year(year)}-{last}]"
    if date.precision == "month":
        days = _PARTS_OF_MONTH[part]
        whole = f"{_year(year)}-{month:02}"
        return f"[{whole}-{days[0]:02}..{whole}-{min(days[1], days_in_month(year, month)):02}]"
    if date.precision not in _PARTS_OF_YEARS:
        raise _Fault("is a part of something that has no early or late part")
    years = _PARTS_OF_YEARS[date.precision][part]
    return f"[{_year(year + years[0])}..{_year(year + years[1])}]"


def _fraction(_reader: _Reader, found: re.Match[str]) -> str:
    """Read "Q3 2019", "second half of 2019" and "2019 H1" as one of its months."""
    word = found["rank"] or found["digit"] or found["digit2"]
    rank = _ORDINALS.get(word) or int(word[0])
    kind = found["kind"] or found["letter"] or found["letter2"]
    months = 3 if kind[0] == "q" else 6
    if rank * months > 12:
        raise _Fault("does not exist: a year has four quarters and two halves")
    year = found["year"] or found["year2"]
    return f"[{year}-{(rank - 1) * months + 1:02}..{year}-{rank * months:02}]"


def _season(_reader: _Reader, found: re.Match[str]) -> str:
    return f"{found[2]}-{_SEASONS[found[1]]}"


def _decade(_reader: _Reader, found: re.Match[str]) -> str:
    """Read "1950s"; "1900s" may mean the decade or the century, and the century holds both."""
    return f"{found[1][:2]}XX" if found[1].endswith("0") else f"{found[1]}X"


def _century(_reader: _Reader, found: re.Match[str]) -> str:
    number = int(found[1])
    if not 1 <= number <= 99:
        raise _Fault("is a century that does not exist")
    return f"{'-' if (found[2] or '').startswith('b') else ''}{number - 1:02}XX"


def _in_era(reader: _Reader, found: re.Match[str]) -> str | None:
    """Read "44 BC", "15 March 44 BC" and "AD 79"."""
    era = found["era"] or found["before"]
    number = int(found["number"].replace(",", ""))
    parts = reader.parts(found["rest"]) if found["rest"] else {}
    if era is None or parts is None or "Y" in parts:
        return None
    if number == 0:
        raise _Fault("has a year 0; 1 BC comes right before AD 1")
    rest = _iso_parts({"Y": 0, **parts})[4:]
    return _year(1 - number if era.startswith("b") else number) + rest


def _relative(reader: _Reader, found: re.Match[str]) -> str | None:
    """Read "last August", "next Friday" and "this spring", seen from the anchor."""
    which = _WHICH.get(found[1], found[1])
    name = found[2]
    if name in _WEEKDAYS:
        return reader.weekday(_WEEKDAYS[name], which)
    code = _SEASONS.get(name) or _month_names(("en",)).get(name)
    return reader.chosen(f"{{:04}}-{code:02}", which) if code else None


def _weekday(reader: _Reader, found: re.Match[str]) -> str | None:
    """Read "on Tuesday" as the latest one, the anchor's own day included."""
    return reader.weekday(_WEEKDAYS[found[1]], "latest") if found[1] in _WEEKDAYS else None


def _in_other_year(reader: _Reader, found: re.Match[str]) -> str | None:
    """Read "August last year" and "12 March next year"."""
    year = reader.year(_WHICH.get(found[2], found[2]))
    return reader.edtf(f"{found[1]} {year}")


def _rest(reader: _Reader, found: re.Match[str]) -> str:
    return reader.edtf(found[1])


def _in_week(reader: _Reader, found: re.Match[str]) -> str | None:
    """Read "the week of 3 December 2024"."""
    day = reader.edtf(found[1])
    return _days_of_week(date.fromisoformat(day)) if _PLAIN_DAY.fullmatch(day) else None


def _compiled(*phrases: tuple[str, _Rule]) -> _Phrases:
    return tuple((re.compile(pattern), rule) for pattern, rule in phrases)


# Tried before a text is taken apart at its dash, "to", "or" or "and": these hold for all of it.
_AROUND_RANGES = _compiled(
    (r"(.+?)\s?\(?([?~%])\)?", _marked),
    (r"(?:about|around|approximately|approx\.?|roughly|some ?time in) (.+)", _hedged),
    (r"(?:circa |ca?\.? |ca?\.?(?=\d))(.+)", _hedged),
    (r"(?:possibly|probably|perhaps|maybe) (.+)", _doubted),
    (r"between (.+?) and (.+)", _between),
    (r"from (.+?) (?:to|until|till|through) (.+)", _from_to),
    (
        r"(?:the )?(spring|summer|autumn|fall|winter)(?: of)?,? (\d{4})(?:[/–-]\d{2}(?:\d{2})?)?",
        _season,
    ),
)
_PHRASES = _compiled(
    (r"(?:since|from|starting|starting in|as of) (.+?)(?: onwards?)?", _since),
    (r"(.+?) onwards?", _since),
    (r"(?:until|till|up to|through) (.+)", _until),
    (r"(?:before|prior to) (.+)", _before),
    (r"after (.+)", _after),
    (r"by (.+)", _by),
    (
        r"(?:the )?(early|mid|middle|late|beginning|start|end)"
        r"(?:[- ](?:of|in))?[- ](?:the )?(.+)",
        _part,
    ),
    (
        r"(?:the )?(?:(?P<rank>first|second|third|fourth|[1-4](?:st|nd|rd|th)) "
        r"(?P<kind>quarter|half)(?: of| in)?|(?P<letter>[qh])(?P<digit>[1-4])(?: of|,)?)"
        r"[ -]?(?P<year>\d{4})|(?P<year2>\d{4})[ -]?(?P<letter2>[qh])(?P<digit2>[1-4])",
        _fraction,
    ),
    (r"(?:the )?(\d{3})0['’]?s", _decade),
    (rf"(?:the )?(\d{{1,2}})(?:st|nd|rd|th)[ -]c(?:entury|\.)(?: ({_CHRIST}))?", _century),
    (
        rf"(?:(?P<before>ad|a\.d\.) ?)?(?P<rest>.*?) ?"
        rf"(?P<number>\d{{1,3}}(?:,\d{{3}})+|\d{{1,6}})(?: ?(?P<era>{_CHRIST}))?",
        _in_era,
    ),
    (r"(?:in |on |the )*(last|past|previous|this|next|coming) ([a-z]+)", _relative),
    (r"(?:in |on )?(.+?),? (?:of )?(last|this|next) year", _in_other_year),
    (r"(?:earlier|later) (this .+)", _rest),
    (r"(?:the )?week of (.+)", _in_week),
    (r"(?:on )?([a-z]+)", _weekday),
    (r"(?:in|on|at|during|throughout|over) (.+)", _rest),
)


# --- everything else ------------------------------------------------------------------------------

# Two days that have nothing in common: what both give the same answer to does not depend on today.
_FAR_BASES = (date(1903, 5, 17), date(2046, 10, 9))
_WORD = re.compile(r"[a-z]{3,}|[^\W\d_a-z]", re.IGNORECASE)
_NO_DATE = re.compile(r"[^\w\s.,:/'’()\u0300-\u036f-]|_")


def _may_be_words(text: str) -> bool:
    """Tell whether a text is worth dateparser's time; it finds dates in numbers too."""
    is_odd = _NO_DATE.search(text) or _TWO_DIGIT_YEAR.fullmatch(text)
    words = set(_WORD.findall(text)) - {"the", "nan", "inf", "infinity"}
    return bool(words) and not is_odd


@cache
def _dateparser_for(languages: tuple[str, ...], base: date) -> Any:
    from dateparser.date import DateDataParser

    settings = {
        "RELATIVE_BASE": datetime.combine(base, time(12)),
        "PREFER_DATES_FROM": "past",
        "PREFER_DAY_OF_MONTH": "first",
    }
    return DateDataParser(languages=list(languages), settings=settings)


def _dateparser_answer(text: str, languages: tuple[str, ...], base: date) -> str | None:
    """Return what dateparser makes of a text, no more precise than it says it is."""
    found = _dateparser_for(languages, base).get_date_data(text)
    if found.date_obj is None:
        return None
    day: date = found.date_obj.date()
    match found.period:
        case "year":
            return f"{day:%Y}"
        case "month":
            return f"{day:%Y-%m}"
        case "quarter":
            first = (day.month - 1) // 3 * 3 + 1
            return f"[{day:%Y}-{first:02}..{day:%Y}-{first + 2:02}]"
        case "week":
            return _days_of_week(day)
    return day.isoformat()


def _stated_in(text: str, edtf: str) -> str:
    """Refuse an answer that leaves out a number of the text, or adds a year to it."""
    answered = {int(number) for number in re.findall(r"\d+", edtf)}
    stated = {int(number) for number in re.findall(r"\d+", text)}
    if ":" in text:
        stated = {number for number in stated if number > 59 or number in answered}
    if not stated <= answered or int(edtf.lstrip("[")[:4]) not in stated:
        raise _Fault(_NOT_READ)
    return edtf
