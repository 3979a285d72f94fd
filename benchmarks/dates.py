"""Measure how many dates a second are read, beside dateparser and pandas.

The columns are made up, always the same ones. Every reader has its turn before any has
its next, so that a busy moment of the machine hits all of them; the median turn counts.

    python benchmarks/dates.py [--rows 200000] [--turns 5]
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

import pandas as pd
from dateparser.date import DateDataParser

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from timeline.dates import read_dates

Reader = Callable[[], object]
Column = Sequence[str]

FORMS: tuple[Callable[[date], str], ...] = (
    lambda day: f"{day}",
    lambda day: f"{day.day} {day:%B %Y}",
    lambda day: f"{day:%B} {day.day}, {day.year}",
    lambda day: f"{day:%d/%m/%Y}",
    lambda day: f"{day:%Y/%m/%d}",
    lambda day: f"{day:%b %Y}",
    lambda day: f"{day}/{day + timedelta(3)}",
    lambda day: f"c. {day.day} {day:%B %Y}",
)
SLOW_ROWS = 300


def main() -> None:
    """Print one line for every reader."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rows", type=int, default=200_000)
    options.add_argument("--turns", type=int, default=5)
    given = options.parse_args()
    readers = readers_of(given.rows)
    for name, rate in rates(readers, given.turns).items():
        print(f"{name:44} {rate:>12,.0f} strings/s")


def readers_of(rows: int) -> dict[str, tuple[int, Reader]]:
    """Name what is compared: how many strings it reads, and the reading of them."""
    chance = random.Random(1944)
    iso, mixed = iso_column(rows, chance), mixed_column(rows, chance)
    series, few = pd.Series(iso), mixed[:SLOW_ROWS]
    parser = DateDataParser(languages=["en"], settings={"RELATIVE_BASE": datetime(2024, 1, 1)})
    plain = [text for text in mixed if "/" not in text and "c." not in text][: rows // 10]
    return {
        "timeline.dates, ISO days, list of str": (rows, lambda: read_dates(iso)),
        f"timeline.dates, ISO days, {series.dtype} Series": (rows, lambda: read_dates(series)),
        "timeline.dates, 8 forms, 30 % repeated": (rows, lambda: read_dates(mixed)),
        "dateparser alone, the same 8 forms": (
            len(few),
            lambda: [parser.get_date_data(text) for text in few],
        ),
        "pandas to_datetime(mixed), ISO days": (
            rows,
            lambda: pd.to_datetime(iso, format="mixed", cache=False),
        ),
        "pandas to_datetime(mixed), those it can read": (
            len(plain),
            lambda: pd.to_datetime(plain, format="mixed", cache=False),
        ),
    }


def rates(readers: dict[str, tuple[int, Reader]], turns: int) -> dict[str, float]:
    """Return the median strings a second of every reader, after one turn to warm up."""
    seconds: dict[str, list[float]] = {name: [] for name in readers}
    for _ in range(turns + 1):
        for name, (_rows, read) in readers.items():
            started = time.perf_counter()
            read()
            seconds[name].append(time.perf_counter() - started)
    return {
        name: rows / statistics.median(seconds[name][1:]) for name, (rows, _) in readers.items()
    }


def iso_column(rows: int, chance: random.Random) -> Column:
    """Make a column of days from 1900 to 2036, in the one plain form."""
    return [f"{some_day(chance)}" for _ in range(rows)]


def mixed_column(rows: int, chance: random.Random) -> Column:
    """Make a column in eight forms, in which 30 % of the strings were there before."""
    fresh: dict[str, None] = {}
    while len(fresh) < rows * 0.7:
        fresh[chance.choice(FORMS)(some_day(chance))] = None
    column = list(fresh)
    column += chance.choices(column, k=rows - len(column))
    chance.shuffle(column)
    return column


def some_day(chance: random.Random) -> date:
    """Draw a day."""
    return date(1900, 1, 1) + timedelta(chance.randrange(50_000))


if __name__ == "__main__":
    main()
