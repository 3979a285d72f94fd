"""Decide whether the numbers of a column are dates: Excel serials, seconds since 1970.

One number is never a date. A column may be told to be one, or looks like one when every
value is a number in the range of that kind and at least three of them differ.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

Texts: TypeAlias = NDArray[np.object_]
NumberKind = Literal["excel", "excel-1904", "epoch-s", "epoch-ms", "epoch-us", "none"]

_NUMBER = re.compile(r"[0-9]{1,19}(?:\.[0-9]{0,12})?")
_HOUR_STAMP = re.compile(r"(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-5][0-9]+")


class _Kind(NamedTuple):
    lowest: float  # of what looks like one
    highest: float
    limit: float  # of what may be told to be one
    per_second: float
    words: str


_EXCEL_LIMIT = 2_958_466  # the serial after 9999-12-31
_EPOCH_LIMIT = 253_402_300_800  # the second after 9999-12-31
_KINDS: dict[str, _Kind] = {
    "excel": _Kind(20_000, 60_000, _EXCEL_LIMIT, 0, "Excel serials, days since 1899-12-30"),
    "excel-1904": _Kind(1, 0, _EXCEL_LIMIT, 0, "Excel serials, days since 1904-01-01"),
    "epoch-s": _Kind(1e8, 4.2e9, _EPOCH_LIMIT, 1, "seconds since 1970 in UTC"),
    "epoch-ms": _Kind(1e11, 4.2e12, _EPOCH_LIMIT * 1e3, 1e3, "milliseconds since 1970 in UTC"),
    "epoch-us": _Kind(1e14, 4.2e15, _EPOCH_LIMIT * 1e6, 1e6, "microseconds since 1970 in UTC"),
}


def with_dates_for_numbers(texts: Texts, told: NumberKind | None) -> tuple[Texts, str, str]:
    """Write the numbers of a column as dates; returns the texts, the kind or "", and a note.

    What is not a number of that kind stays as it is.
    """
    kind = told or _find_kind(texts)
    if kind is None or kind == "none":
        return texts, "", ""
    numeric = np.fromiter(
        (bool(_NUMBER.fullmatch(text.strip())) for text in texts), dtype=bool, count=len(texts)
    )
    rows = np.flatnonzero(numeric)
    numbers = np.array([float(text) for text in texts[rows]], dtype=np.float64)
    good = _is_date(numbers, kind)
    rows, numbers = rows[good], numbers[good]
    if not rows.size:
        return texts, "", ""
    dates = texts.copy()
    dates[rows] = _serials(numbers, kind) if kind.startswith("excel") else _epochs(numbers, kind)
    how = "told to be" if told else "look like and were read as"
    return dates, kind, f"Numbers such as {texts[rows[0]]} {how} {_KINDS[kind].words}."


def _find_kind(texts: Texts) -> str | None:
    held = [text for text in texts[:50] if text]
    if not all(map(_NUMBER.fullmatch, held)) or not any(map(_may_be_one, held)):
        return None
    held = [text for text in texts if text]
    if not all(map(_NUMBER.fullmatch, held)) or len(set(held)) < 3:
        return None
    if all(map(_HOUR_STAMP.fullmatch, held)):
        return None  # 2024120314 may be 14 o'clock on a day, or a second of the year 2034
    numbers = np.array(held, dtype=np.float64)
    for name, kind in _KINDS.items():
        if ((numbers >= kind.lowest) & (numbers < kind.highest)).all():
            return name
    return None


def _may_be_one(text: str) -> bool:
    return len(text.partition(".")[0]) not in (1, 2, 3, 4, 8, 14)


def _is_date(numbers: NDArray[np.float64], kind: str) -> NDArray[np.bool_]:
    lowest = 1 if kind == "excel" else 0
    is_29_february_1900 = (numbers >= 60) & (numbers < 61) & (kind == "excel")
    return (numbers >= lowest) & (numbers < _KINDS[kind].limit) & ~is_29_february_1900


def _serials(numbers: NDArray[np.float64], kind: str) -> list[str]:
    days = np.floor(numbers)
    seconds = np.rint((numbers - days) * 86_400).astype("m8[s]")
    first = np.datetime64("1904-01-01" if kind == "excel-1904" else "1899-12-30")
    midnights = first + days.astype("m8[D]")
    if kind == "excel":  # which believes in a 29 February 1900
        midnights += (numbers < 60).astype("m8[D]")
    if not seconds.any():
        return _written(midnights)
    moments = midnights.astype("M8[s]") + seconds
    is_exact = (seconds.astype(np.int64) % 60).any()
    return _written(moments if is_exact else moments.astype("M8[m]"))


def _epochs(numbers: NDArray[np.float64], kind: str) -> list[str]:
    seconds = np.floor(numbers / _KINDS[kind].per_second).astype("M8[s]")
    return [text + "Z" for text in _written(seconds)]


def _written(moments: NDArray[np.datetime64]) -> list[str]:
    texts: list[str] = np.datetime_as_string(moments).tolist()
    return texts
