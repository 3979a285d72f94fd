"""Say on which day of a year a holiday falls."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

from timeline.edtf import day_number, days_in_month


def _fixed(month: int, day: int) -> Callable[[int], tuple[int, int]]:
    return lambda _year: (month, day)


def _nth(month: int, weekday: int, rank: int) -> Callable[[int], tuple[int, int]]:
    def day(year: int) -> tuple[int, int]:
        if rank < 0:
            last = days_in_month(year, month)
            return month, last - (_weekday(year, month, last) - weekday) % 7
        return month, (weekday - _weekday(year, month, 1)) % 7 + 1 + 7 * (rank - 1)

    return day


def _weekday(year: int, month: int, day: int) -> int:
    return (day_number(year, month, day) + 3) % 7


def _easter(shift: int) -> Callable[[int], tuple[int, int]]:
    def day(year: int) -> tuple[int, int]:
        moved = date.fromordinal(_easter_sunday(min(max(year, 1), 9999)).toordinal() + shift)
        return moved.month, moved.day

    return day


def _easter_sunday(year: int) -> date:
    """Find Easter in the Gregorian calendar by the rule of Meeus, Jones and Butcher."""
    cycle, century, rest = year % 19, year // 100, year % 100
    moon = (
        19 * cycle + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15
    ) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (cycle + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day + 1)


HOLIDAYS: Final[dict[str, Callable[[int], tuple[int, int]]]] = {
    "new year's day": _fixed(1, 1),
    "new year's eve": _fixed(12, 31),
    "valentine's day": _fixed(2, 14),
    "st. patrick's day": _fixed(3, 17),
    "may day": _fixed(5, 1),
    "independence day": _fixed(7, 4),
    "bastille day": _fixed(7, 14),
    "halloween": _fixed(10, 31),
    "veterans day": _fixed(11, 11),
    "armistice day": _fixed(11, 11),
    "boxing day": _fixed(12, 26),
    "christmas": _fixed(12, 25),
    "christmas day": _fixed(12, 25),
    "christmas eve": _fixed(12, 24),
    "martin luther king day": _nth(1, 0, 3),
    "presidents' day": _nth(2, 0, 3),
    "presidents day": _nth(2, 0, 3),
    "memorial day": _nth(5, 0, -1),
    "labor day": _nth(9, 0, 1),
    "columbus day": _nth(10, 0, 2),
    "thanksgiving": _nth(11, 3, 4),
    "thanksgiving day": _nth(11, 3, 4),
    "ash wednesday": _easter(-46),
    "palm sunday": _easter(-7),
    "good friday": _easter(-2),
    "easter": _easter(0),
    "easter sunday": _easter(0),
    "easter monday": _easter(1),
    "pentecost": _easter(49),
    "whit sunday": _easter(49),
}
