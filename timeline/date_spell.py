"""Decide how dates that were worked out from words are written in EDTF."""

from __future__ import annotations

import re
from typing import TypeAlias

from timeline.edtf import DAY, EventDate, Fault, calendar_day

Parts: TypeAlias = dict[str, int]  # Y, M and D, as far as they were stated

PLAIN_DAY = re.compile(r"-?[0-9]{4}-[0-9]{2}-[0-9]{2}")
_BEFORE_CHRIST = (
    r"b\.?\s?c\.?(?:\s?e\.?)?|v\.?\s?chr\.?|av\.?\s?j\.?\s?-?\s?c\.?|a\.\s?c\.|до\s?н\.?\s?э\.?"
)
CHRIST = (
    rf"{_BEFORE_CHRIST}|a\.?\s?d\.?|c\.?\s?e\.?|n\.?\s?chr\.?"
    r"|ap\.?\s?j\.?\s?-?\s?c\.?|d\.\s?c\.|н\.?\s?э\.?"
)
_IS_BEFORE_CHRIST = re.compile(_BEFORE_CHRIST)


def iso_parts(parts: Parts) -> str:
    """Write year, month and day, as far as they are stated."""
    return f"{parts['Y']:04}" + after_year(parts)


def after_year(parts: Parts) -> str:
    """Write month and day as they follow a year."""
    return "".join(f"-{parts[key]:02}" for key in ("M", "D") if key in parts)


def bounds(date: EventDate) -> tuple[int, int]:
    """Return when a date begins and ends, or raise Fault for one without either."""
    if date.earliest is None or date.latest is None:
        raise Fault("has no end to reckon from")
    return date.earliest, date.latest


def year_text(year: int) -> str:
    """Write a year, 0 being 1 BCE."""
    if abs(year) > 9_999:
        return f"Y{year}"
    return f"{year:04}" if year >= 0 else f"-{-year:04}"


def enclosing(edtf: str) -> str:
    """Name the month, year, decade or century that a one-of set lies in."""
    start, end = bounds(EventDate.parse(edtf))
    for first, last in zip(_periods(start), _periods(end - 1), strict=True):
        if first == last:
            return first
    raise Fault("has an end that is too vague; write a month, a year or a decade")


def _periods(moment: int) -> tuple[str, ...]:
    year, month, _ = calendar_day(moment // DAY)
    if year < 0:
        return (f"{year_text(year)}-{month:02}", year_text(year))
    return f"{year:04}-{month:02}", f"{year:04}", f"{year // 10:03}X", f"{year // 100:02}XX"


def qualified(edtf: str, mark: str) -> str:
    """Put a qualifier behind every date of an EDTF text."""
    pieces = re.split(r"(\.\.|[/,\[\]{}])", edtf)
    return "".join(
        _with_mark(piece, mark) if piece[:1].isalnum() or piece[:1] == "-" else piece
        for piece in pieces
    )


def _with_mark(piece: str, mark: str) -> str:
    bare = piece.rstrip("?~%")
    return bare + (mark if piece in (bare, bare + mark) else "%")


def is_before_christ(era: str | None) -> bool:
    """Tell whether an era, as people write it, counts backwards."""
    return bool(era) and _IS_BEFORE_CHRIST.fullmatch(era or "") is not None
