"""Decide what the cells of one text column mean, and which cells mean nothing we can keep.

Every reader takes a whole column, reads each distinct text once, and tells the
fault list about the cells that it cannot read; nothing here raises for bad data.
"""

import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.errors import GeoError

Texts = NDArray[np.object_]
Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]

NOTHING = frozenset({"", "nan", "na", "n/a", "null", "none", "nat", "-", "–", "—"})
_SHOWN = 200

Fault = tuple[int, str, str, str]


@dataclass
class Faults:
    """The cells that could not be read, collected column by column."""

    size: int
    found: list[Fault] = field(default_factory=list)

    def add(self, row: int, column: str, value: str, reason: str) -> None:
        """Remember one fault; long values are cut, they are shown to people."""
        shown = value if len(value) <= _SHOWN else value[: _SHOWN - 1] + "…"
        self.found.append((int(row), column, shown, reason))

    def add_where(self, mask: Mask, column: str, values: Texts, reason: str) -> None:
        """Remember the same fault for every row of a mask; `{value}` stands for the cell."""
        for row in np.flatnonzero(mask).tolist():
            value = str(values[row])
            self.add(row, column, value, reason.replace("{value}", value[:_SHOWN]))

    @property
    def sorted(self) -> list[Fault]:
        """The faults by row, those of one row in the order in which they were found."""
        return sorted(self.found, key=lambda fault: fault[0])

    @property
    def bad(self) -> Mask:
        """The rows with at least one fault."""
        return self._mask(row for row, *_ in self.found)

    def bad_in(self, *columns: str) -> Mask:
        """The rows with a fault in one of these columns."""
        return self._mask(row for row, column, *_ in self.found if column in columns)

    def _mask(self, rows: Iterable[int]) -> Mask:
        mask = np.zeros(self.size, dtype=bool)
        mask[[*rows]] = True
        return mask


class CellError(ValueError):
    """Why one cell cannot be read; becomes the reason of a rejected row."""


def texts(values: pd.Series | Sequence[object]) -> Texts:
    """Return a column as an array of str, missing cells as empty text."""
    series = values if isinstance(values, pd.Series) else pd.Series([*values], dtype=object)
    if series.dtype != object:
        return np.asarray(series.astype("str").fillna(""), dtype=object)
    if pd.api.types.infer_dtype(series, skipna=False) == "string":
        return series.to_numpy()
    return _filled([_text(value) for value in series])


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    if value is None or value is pd.NaT or value is pd.NA:
        return ""
    return "" if isinstance(value, float) and math.isnan(value) else str(value)


def _filled(values: Sequence[Any]) -> Texts:
    """An object array of exactly these values, even when they are all lists of one length."""
    out = np.empty(len(values), dtype=object)
    out[:] = values
    return out


def stripped(values: Texts) -> Texts:
    """Return the texts without white space around them."""
    return _filled([value.strip() for value in values])


def one_line(values: Texts) -> Texts:
    """Return the texts on one line each, without white space around them."""
    return _filled([value.strip() if value.isprintable() else _joined(value) for value in values])


def _joined(text: str) -> str:
    lines = (line.strip() for line in text.replace("\t", "\n").splitlines())
    return " ".join(line for line in lines if line)


def filled(values: Texts) -> Mask:
    """Say which cells hold any text."""
    return np.asarray(values != "", dtype=bool)


def first_where(mask: Mask, yes: Texts | str, no: Texts | str) -> Texts:
    """Pick cell by cell; unlike numpy's where it always gives an array of str objects."""
    out = np.empty(len(mask), dtype=object)
    out[:] = no
    out[mask] = yes if isinstance(yes, str) else yes[mask]
    return out


def read_distinct(
    values: Texts, parse: Callable[[str], Any], column: str, faults: Faults, *, missing: Any = None
) -> list[Any]:
    """Parse each distinct text once; a CellError becomes a fault of all its rows."""
    codes, distinct = pd.factorize(values)
    answers: list[Any] = []
    reasons: dict[int, str] = {}
    for code, text in enumerate(distinct):
        try:
            answers.append(parse(text))
        except (CellError, GeoError) as error:
            answers.append(missing)
            reasons[code] = as_reason(str(error))
    for row in np.flatnonzero(np.isin(codes, list(reasons))):
        faults.add(int(row), column, values[row], reasons[codes[row]])
    return [answers[code] for code in codes]


def as_reason(sentence: str) -> str:
    """Return the message of an error as the reason of a rejected row."""
    return sentence[:1].lower() + sentence[1:].rstrip(".")


def read_numbers(
    values: Texts,
    column: str,
    faults: Faults,
    parse: Callable[[str], float] | None = None,
) -> Floats:
    """Read a column of numbers exactly; empty cells and words for nothing are NaN."""
    try:
        numbers = np.array([float(value) if value else math.nan for value in values], dtype=float)
    except ValueError:
        parsed = read_distinct(values, parse or parse_number, column, faults, missing=math.nan)
        numbers = np.array(parsed, dtype=float)
    endless = np.isinf(numbers)
    faults.add_where(endless, column, values, "'{value}' is not a finite number")
    numbers[endless] = math.nan
    return numbers


def parse_number(text: str) -> float:
    """Read one number, or raise CellError saying what would do."""
    bare = text.strip()
    if bare.lower() in NOTHING:
        return math.nan
    try:
        return float(bare.replace("−", "-"))
    except ValueError:
        raise CellError(f"'{text}' is not a number; write it like 12.5") from None


def read_words(
    values: Texts, column: str, faults: Faults, *, known: Sequence[str], empty: str
) -> Texts:
    """Read a column whose words must be among the known ones; an empty cell means `empty`."""

    def parse(text: str) -> str:
        word = text.strip().lower()
        if word in known or not word:
            return word or empty
        raise CellError(f"'{text}' is no {column} we know; use {_either(known)}")

    return _filled(read_distinct(values, parse, column, faults, missing=empty))


def _either(words: Sequence[str]) -> str:
    return ", ".join(words[:-1]) + f" or {words[-1]}"


# --- strengths: what people write for a number of people ------------------------------------------

_NUMBER = r"\d+(?:[.,'’\u00a0\u202f\u2009 ]\d+)*"
_TIMES = {"k": 1e3, "thousand": 1e3, "m": 1e6, "mn": 1e6, "million": 1e6, "hundred": 1e2}
_STRENGTH = re.compile(
    r"(?P<hedge>≈|~|about|around|some|approx(?:imately|\.)?|ca?\.?|circa|roughly|nearly|almost)?\s*"
    r"(?P<bound>>=?|≥|<=?|≤|over|more than|at least|min\.?|minimum"
    r"|up to|at most|fewer than|less than|under|max\.?|maximum)?\s*"
    rf"(?P<low>{_NUMBER})\s*(?P<low_times>k|m|mn|thousand|million|hundred)?\b\s*"
    rf"(?:(?:-|–|—|−|to|\.\.)\s*(?P<high>{_NUMBER})\s*)?"
    r"(?P<times>k|m|mn|thousand|million|hundred)?\b\s*(?P<plus>\+)?\s*"
    r"(?:troops?|soldiers?|personnel|men|people|persons?|strong)?",
    re.IGNORECASE,
)
_LONGEST_STRENGTH = 80
_UPWARDS = frozenset({">", ">=", "≥", "over", "more than", "at least", "min", "min.", "minimum"})
_GROUPED = re.compile(r"\d{1,3}([,'’\u00a0\u202f\u2009 ])\d{3}(?:\1\d{3})*(?:\.\d+)?")
_POINTED = re.compile(r"\d{1,3}(?:\.\d{3}){2,}")  # one point alone could be a decimal one
_DECIMAL = re.compile(r"\d+(?:\.\d{1,2}|\.\d{4,})?")


def parse_strength(text: str) -> tuple[float, float]:
    """Read "10,000", "≈10,000", "10-12 thousand" or "over 500" as (low, high).

    A bound that the words leave open is NaN. What could be two numbers
    ("2.500") is refused, not guessed.
    """
    bare = text.strip()
    if bare.lower() in NOTHING:
        return math.nan, math.nan
    found = _STRENGTH.fullmatch(bare) if len(bare) <= _LONGEST_STRENGTH else None
    if not found:
        raise CellError(f"'{text}' is not a number of people; write it like 10,000 or 10000-12000")
    low, high = _range_of(found, text)
    bound = (found["bound"] or "").lower()
    if bound in _UPWARDS or found["plus"]:
        return low, math.nan
    return (math.nan, high) if bound else (low, high)


def _range_of(found: re.Match[str], text: str) -> tuple[float, float]:
    times = _TIMES.get((found["times"] or "").lower(), 1.0)
    low_times = _TIMES.get((found["low_times"] or "").lower(), times)
    low = _count(found["low"], text)
    high = _count(found["high"], text) * times if found["high"] else low * low_times
    # "10-12 thousand" shares its unit, "800 to 1.2 thousand" does not.
    return (low if low * low_times > high else low * low_times), high


def _count(number: str, text: str) -> float:
    if _DECIMAL.fullmatch(number):
        return float(number)
    if _GROUPED.fullmatch(number):
        return float(re.sub(r"[^\d.]", "", number))
    plain = re.sub(r"\D", "", number)
    if _POINTED.fullmatch(number):
        return float(plain)
    raise CellError(
        f"'{text}' could be more than one number; write {plain} or its decimals plainly"
    )


def read_strengths(values: Texts, column: str, faults: Faults) -> tuple[Floats, Floats]:
    """Read a column of strengths as a column of lows and one of highs."""
    nothing = (math.nan, math.nan)
    pairs = read_distinct(values, parse_strength, column, faults, missing=nothing)
    array = np.array(pairs, dtype=float).reshape(len(values), 2)
    return array[:, 0], array[:, 1]
