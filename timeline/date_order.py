"""Decide for a whole column what its numeric dates mean: which part is the day, which a season."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from timeline.date_digits import NUMERIC

_SLASHED_YEARS = re.compile(r"(\d{4})/(\d{2})", re.ASCII)
_NAMES = {True: "day", False: "month"}


@dataclass(frozen=True, slots=True)
class DayOrder:
    """Whether 03/04/2024 begins with the day, how that was decided, and if it is a question.

    `ambiguous` asks: some date, `example`, could be read in two ways and nothing in the column
    settles which. `day_first` is what was taken, None if nothing was and those are errors.
    """

    day_first: bool | None = None
    ambiguous: bool = False
    example: str = ""
    note: str = ""


def find_order(texts: Iterable[str], day_first: bool | None = None) -> DayOrder:
    """Decide the order from all numeric dates of a column, or take it as told."""
    numeric = [date for text in texts if (first := NUMERIC.match(text)) for date in _all(first)]
    day_led = next((date[0] for date in numeric if int(date[1]) > 12 >= int(date[3])), "")
    month_led = next((date[0] for date in numeric if int(date[3]) > 12 >= int(date[1])), "")
    unsettled = next((date[0] for date in numeric if _has_two_ways(date)), "")
    if day_first is not None:
        return _as_told(day_first, unsettled, against=month_led if day_first else day_led)
    if day_led and month_led:
        return _mixed(day_led, month_led, unsettled)
    if day_led or month_led:
        part = _NAMES[bool(day_led)]
        note = f"Numeric dates begin with the {part}, because of {day_led or month_led}."
        return DayOrder(bool(day_led), note=note)
    if not unsettled:
        return DayOrder()
    note = f"No date settles whether {unsettled} begins with the day or the month; "
    return DayOrder(True, True, unsettled, f"{note}the day was taken, say day_first to choose.")


def has_seasons(texts: Iterable[str]) -> bool:
    """Tell whether 2010/11 is a season in this column, because of a 2012/13."""
    pairs = [found for text in texts if (found := _SLASHED_YEARS.fullmatch(text))]
    return any(int(found[2]) > 12 for found in pairs) and all(
        int(found[2]) == (int(found[1]) + 1) % 100 for found in pairs
    )


def _all(first: re.Match[str]) -> list[re.Match[str]]:
    return [first, *NUMERIC.finditer(first.string, first.end())]


def _has_two_ways(date: re.Match[str]) -> bool:
    return int(date[1]) != int(date[3]) and 1 <= int(date[1]) <= 12 and 1 <= int(date[3]) <= 12


def _as_told(day_first: bool, unsettled: str, *, against: str) -> DayOrder:
    if not unsettled:
        return DayOrder(day_first)
    told = f"Numeric dates begin with the {_NAMES[day_first]}, as asked"
    but = f", though {against} begins with the {_NAMES[not day_first]}" if against else ""
    return DayOrder(day_first, note=f"{told}{but}.")


def _mixed(day_led: str, month_led: str, unsettled: str) -> DayOrder:
    both = f"{day_led} begins with the day and {month_led} with the month"
    ask = f"; say day_first to read {unsettled}" if unsettled else ""
    return DayOrder(None, bool(unsettled), unsettled, f"The column mixes two orders: {both}{ask}.")
