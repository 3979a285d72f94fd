"""Decide the bounds of a whole column of EDTF at once.

The plain forms (2018, 2018-06, 2018-06-12, 2018-06-12T09:00, with seconds, with a zone) and
two plain dates in a row (2018-06/2019-02, [2018-06..2019-02]) are computed from their bytes,
a million a second; everything else is left to EventDate. Both give the same numbers.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from timeline.date_order import DayOrder
from timeline.edtf import DAY, PRECISIONS, SECOND, SURE_FOREVER, EventDate

Ints = NDArray[np.int64]
Times = NDArray[np.datetime64]
Texts = NDArray[np.object_]
Mask = NDArray[np.bool_]
Characters = NDArray[np.uint8]
Bounds = tuple[Ints, Ints]

_MISSING = np.iinfo(np.int64).min  # what datetime64 calls NaT


@dataclass(frozen=True, eq=False)
class DateColumn:
    """The dates of a column: EDTF ("" for no date), bounds, certainty, and what was wrong.

    The arrays have one entry per value. Missing bounds are NaT. What never is certain has
    `sure_begun` 2**62 and `sure_until` -2**62. `errors` tells by row why a value was not
    read; `notes` tells what was decided for the column as a whole. `order` says how 03/04/2024
    was taken, `numbers` what kind of numbers the dates were, "" if they were none.
    """

    edtf: Texts
    earliest: Times
    latest: Times
    core_start: Times
    core_end: Times
    sure_begun: Ints
    sure_until: Ints
    precision: pd.Categorical[str]
    errors: dict[int, str]
    notes: tuple[str, ...] = ()
    order: DayOrder = field(default_factory=DayOrder)
    numbers: str = ""

    @property
    def ambiguous(self) -> bool:
        """Whether somebody should be asked which part of 03/04/2024 is the day."""
        return self.order.ambiguous


class _Form(NamedTuple):
    """A plain way to write a date: what it looks like, and what it is precise to."""

    example: str
    precision: str


class _Pair(NamedTuple):
    """A way to write two dates of one form, with the marks before, between and behind them."""

    form: _Form
    marks: tuple[str, str, str]

    @property
    def pattern(self) -> str:
        """The marks at their places, and spaces for the dates."""
        return (" " * len(self.form.example)).join(self.marks)

    @property
    def places(self) -> tuple[slice, slice]:
        """Where the two dates are."""
        before, width = len(self.marks[0]), len(self.form.example)
        behind = before + width + len(self.marks[1])
        return slice(before, before + width), slice(behind, behind + width)


_DATES = (_Form("2018", "year"), _Form("2018-06", "month"), _Form("2018-06-12", "day"))
_MOMENTS = (
    _Form("2018-06-12T09:00", "minute"),
    _Form("2018-06-12T09:00Z", "minute"),
    _Form("2018-06-12T09:00:30", "second"),
    _Form("2018-06-12T09:00:30Z", "second"),
    _Form("2018-06-12T09:00+09:00", "minute"),
    _Form("2018-06-12T09:00:30+09:00", "second"),
)
_EITHER = {"+": "-", "T": " "}
_FORMS = {len(form.example): form for form in (*_DATES, *_MOMENTS)}
_INTERVAL, _ONE_OF = ("", "/", ""), ("[", "..", "]")
_PAIRS = {
    len(pair.pattern): pair
    for form in _DATES
    for pair in (_Pair(form, _INTERVAL), _Pair(form, _ONE_OF))
}


@dataclass(eq=False)
class ColumnBuilder:
    """A column of dates being filled; rows that nobody fills have no date."""

    size: int
    edtf: Texts = field(init=False)
    bounds: dict[str, Ints] = field(init=False)
    precision: NDArray[np.int8] = field(init=False)

    def __post_init__(self) -> None:
        self.edtf = np.full(self.size, "", dtype=object)
        names = ("earliest", "latest", "core_start", "core_end")
        self.bounds = {name: np.full(self.size, _MISSING) for name in names}
        self.bounds["sure_begun"] = np.full(self.size, SURE_FOREVER)
        self.bounds["sure_until"] = np.full(self.size, -SURE_FOREVER)
        self.precision = np.full(self.size, -1, dtype=np.int8)

    def put_texts(self, texts: Texts) -> NDArray[np.intp]:
        """Fill in what the texts say, "" for no date; the rows that are not plain are returned."""
        lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
        left = lengths > 0
        for length in np.flatnonzero(np.bincount(np.minimum(lengths, 30), minlength=1)).tolist():
            if length not in _FORMS and length not in _PAIRS:
                continue
            rows = np.flatnonzero(lengths == length)
            some = texts if rows.size == texts.size else texts[rows]
            characters = _characters(some, length)
            if not _may_be_plain(characters, length):
                continue
            bounds, good, precision = _read_bounds(characters, length)
            rows = rows[good]
            self.edtf[rows] = _with_t(some[good], characters, length)
            self.precision[rows] = PRECISIONS.index(precision)
            for name, values in bounds.items():
                self.bounds[name][rows] = values[good]
            left[rows] = False
        return np.flatnonzero(left)

    def put_date(self, row: int, date: EventDate) -> None:
        """Fill in one row."""
        self.edtf[row] = date.text
        for name, values in self.bounds.items():
            bound = getattr(date, name)
            if bound is not None:
                values[row] = bound
        self.precision[row] = PRECISIONS.index(date.precision)

    def put_rows(
        self, rows: NDArray[np.intp], other: ColumnBuilder, codes: NDArray[np.intp]
    ) -> None:
        """Fill rows from the rows of another column that the codes name."""
        self.edtf[rows] = other.edtf[codes]
        self.precision[rows] = other.precision[codes]
        for name, values in self.bounds.items():
            values[rows] = other.bounds[name][codes]

    def column(
        self, errors: dict[int, str], notes: tuple[str, ...], order: DayOrder, numbers: str
    ) -> DateColumn:
        """Finish the column."""
        times = {
            name: values.view("M8[us]")
            for name, values in self.bounds.items()
            if not name.startswith("sure")
        }
        return DateColumn(
            edtf=self.edtf,
            **times,
            sure_begun=self.bounds["sure_begun"],
            sure_until=self.bounds["sure_until"],
            precision=pd.Categorical.from_codes(self.precision, categories=pd.Index(PRECISIONS)),
            errors=errors,
            notes=notes,
            order=order,
            numbers=numbers,
        )


def _with_t(texts: Texts, characters: Characters, length: int) -> Texts:
    """Write moments with the T of EDTF where there is a space between the day and the time."""
    if length not in _FORMS or length <= 10 or not (characters[10] == ord(" ")).any():
        return texts
    return np.array([f"{text[:10]}T{text[11:]}" for text in texts], dtype=object)


def _may_be_plain(characters: Characters, length: int) -> bool:
    """Tell quickly whether any text has one mark where the plain form has it."""
    pattern = _PAIRS[length].pattern if length in _PAIRS else _FORMS[length].example
    at = next((at for at, mark in enumerate(pattern) if mark not in "0123456789 "), None)
    return at is None or bool((characters[at] == ord(pattern[at])).any())


def _characters(texts: Texts, length: int) -> Characters:
    """Return the bytes of texts of one length, one row for each place; 63 where not ASCII."""
    joined = "".join(texts).encode("ascii", "replace")
    return np.frombuffer(joined, dtype=np.uint8).reshape(-1, length).T


def _read_bounds(characters: Characters, length: int) -> tuple[dict[str, Ints], Mask, str]:
    """Return the bounds by name, which of them hold, and the precision."""
    if length in _PAIRS:
        pair = _PAIRS[length]
        first, last = (_read_plain(characters[place], pair.form) for place in pair.places)
        good = first[2] & last[2] & _has_marks(characters, pair) & (last[1] > first[0])
        read = _interval_bounds if pair.marks == _INTERVAL else _one_of_bounds
        return read(first[:2], last[:2], pair.form.precision), good, pair.form.precision
    form = _FORMS[length]
    start, end, good = _read_plain(characters, form)
    names = {"earliest": start, "latest": end, "sure_begun": end, "sure_until": start}
    return names, good, form.precision


def _has_marks(characters: Characters, pair: _Pair) -> Mask:
    has_mark = np.ones(characters.shape[1], dtype=bool)
    for at, mark in enumerate(pair.pattern):
        if mark != " ":
            has_mark &= characters[at] == ord(mark)
    return has_mark


def _interval_bounds(first: Bounds, last: Bounds, precision: str) -> dict[str, Ints]:
    core_start, core_end = (first[0], last[1]) if precision == "day" else (first[1], last[0])
    is_empty = core_start >= core_end
    return {
        "earliest": first[0],
        "latest": last[1],
        "core_start": np.where(is_empty, _MISSING, core_start),
        "core_end": np.where(is_empty, _MISSING, core_end),
        "sure_begun": first[1],
        "sure_until": last[0],
    }


def _one_of_bounds(first: Bounds, last: Bounds, _precision: str) -> dict[str, Ints]:
    return {
        "earliest": first[0],
        "latest": last[1],
        "sure_begun": last[1],
        "sure_until": first[0],
    }


def _read_plain(characters: Characters, form: _Form) -> tuple[Ints, Ints, Mask]:
    """Compute start and end in µs of texts of one form, and which of them are of that form."""
    good = np.ones(characters.shape[1], dtype=bool)
    digits = characters - np.uint8(ord("0"))  # anything below a zero wraps round to over 200
    for at, example in enumerate(form.example):
        if example.isdigit():
            good &= digits[at] <= 9
        elif example in _EITHER:
            good &= (characters[at] == ord(example)) | (characters[at] == ord(_EITHER[example]))
        else:
            good &= characters[at] == ord(example)
    year = _number(digits, 0, 4)
    month = _number(digits, 5, 7) if len(form.example) > 4 else np.ones_like(year)
    good &= (month >= 1) & (month <= 12)
    months = ((year - 1970) * 12 + month - 1).astype("M8[M]")
    start = _days(months)
    if form.precision in ("year", "month"):
        end = _days(months + (12 if form.precision == "year" else 1))
        return start * DAY, end * DAY, good
    day = _number(digits, 8, 10)
    good &= (day >= 1) & (day <= _days(months + 1) - start)
    start = (start + day - 1) * DAY
    if form.precision == "day":
        return start, start + DAY, good
    start, end, good = _add_clock(start, digits, form, good)
    if "+" not in form.example:
        return start, end, good
    offset, is_known = _offset(characters, digits, form)
    return start - offset, end - offset, good & is_known


def _add_clock(start: Ints, digits: Characters, form: _Form, good: Mask) -> tuple[Ints, Ints, Mask]:
    hour, minute = _number(digits, 11, 13), _number(digits, 14, 16)
    exact = form.precision == "second"
    second = _number(digits, 17, 19) if exact else np.zeros_like(hour)
    start = start + (hour * 3_600 + minute * 60 + second) * SECOND
    end = start + (SECOND if exact else 60 * SECOND)
    return start, end, good & (hour < 24) & (minute < 60) & (second < 60)


def _offset(characters: Characters, digits: Characters, form: _Form) -> tuple[Ints, Mask]:
    at = form.example.index("+")
    hours, minutes = _number(digits, at + 1, at + 3), _number(digits, at + 4, at + 6)
    sign = np.where(characters[at] == ord("-"), -1, 1)
    return sign * (hours * 3_600 + minutes * 60) * SECOND, (hours <= 14) & (minutes < 60)


def _number(digits: Characters, first: int, last: int) -> Ints:
    number: Ints = digits[first].astype(np.int64)
    for at in range(first + 1, last):
        number = number * 10 + digits[at]
    return number


def _days(months: Times) -> Ints:
    return months.astype("M8[D]").astype(np.int64)
