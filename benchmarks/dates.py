"""Measure how many dates a second are read, beside dateparser and pandas.

The columns are made up, always the same ones. Every reader has its turn before any has
its next, so that a busy moment of the machine hits all of them; the median turn counts.

    python benchmarks/dates.py [--rows 1000000] [--turns 5] [--cpu]
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path

import pandas as pd
from dateparser.date import DateDataParser

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from timeline.dates import read_dates

Reader = Callable[[], object]
Column = Sequence[str]

PLAIN: dict[str, Callable[[date], str]] = {
    "2024-12-03": str,
    "03/12/2024": lambda day: f"{day:%d/%m/%Y}",
    "3 December 2024": lambda day: f"{day.day} {day:%B %Y}",
    "December 3, 2024": lambda day: f"{day:%B} {day.day}, {day.year}",
    "20241203": lambda day: f"{day:%Y%m%d}",
    "2024/12/03": lambda day: f"{day:%Y/%m/%d}",
}
MIXED: tuple[Callable[[date], str], ...] = (
    str,
    lambda day: f"{day.day} {day:%B %Y}",
    lambda day: f"{day:%B} {day.day}, {day.year}",
    lambda day: f"{day:%d/%m/%Y}",
    lambda day: f"{day:%b %Y}",
    lambda day: f"{day}/{day + timedelta(3)}",
    lambda day: f"c. {day.day} {day:%B %Y}",
    lambda day: f"{day.day} {RUSSIAN[day.month - 1]} {day.year}",
)
RUSSIAN = (
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
)  # fmt: skip
SLOW_ROWS = 300
MOST_MIXED = 200_000  # there are not many more different days in these forms
NO_PANDAS = frozenset("/c.").union(*RUSSIAN)


def main() -> None:
    """Print one line for every reader."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rows", type=int, default=1_000_000)
    options.add_argument("--turns", type=int, default=5)
    options.add_argument(
        "--cpu", action="store_true", help="count processor time, on a busy machine"
    )
    given = options.parse_args()
    readers = readers_of(given.rows)
    clock = time.process_time if given.cpu else time.perf_counter
    for name, rate in rates(readers, given.turns, clock).items():
        print(f"{name:50} {rate:>12,.0f} strings/s")


def readers_of(rows: int) -> dict[str, tuple[int, Reader]]:
    """Name what is compared: how many strings it reads, and the reading of them."""
    chance = random.Random(1944)
    days = [some_day(chance) for _ in range(rows)]
    moments = [f"{day} {chance.randrange(24):02}:{chance.randrange(60):02}:17" for day in days]
    plain = {name: [write(day) for day in days] for name, write in PLAIN.items()}
    plain["2024-12-03 14:05:17"] = moments
    mixed = mixed_column(min(rows, MOST_MIXED), chance)
    few = mixed[:SLOW_ROWS]
    parser = DateDataParser(
        languages=["en", "ru"], settings={"RELATIVE_BASE": datetime(2024, 1, 1)}
    )
    known = [text for text in mixed if not set(text) & NO_PANDAS][: rows // 10]
    ours: dict[str, tuple[int, Reader]] = {
        f"timeline.dates, {name}": (rows, partial(read_dates, column))
        for name, column in plain.items()
    }
    return ours | {
        "timeline.dates, 8 forms, 30 % repeated": (len(mixed), lambda: read_dates(mixed)),
        "dateparser alone, the same 8 forms": (
            len(few),
            lambda: [parser.get_date_data(text) for text in few],
        ),
        "pandas to_datetime(format given), 2024-12-03": (
            rows,
            lambda: pd.to_datetime(plain["2024-12-03"], format="%Y-%m-%d", cache=False),
        ),
        "pandas to_datetime(format given), 3 December 2024": (
            rows,
            lambda: pd.to_datetime(plain["3 December 2024"], format="%d %B %Y", cache=False),
        ),
        "pandas to_datetime(mixed), those it can read": (
            len(known),
            lambda: pd.to_datetime(known, format="mixed", cache=False),
        ),
    }


def rates(
    readers: dict[str, tuple[int, Reader]], turns: int, clock: Callable[[], float]
) -> dict[str, float]:
    """Return the median strings a second of every reader, after one turn to warm up."""
    seconds: dict[str, list[float]] = {name: [] for name in readers}
    for _ in range(turns + 1):
        for name, (_rows, read) in readers.items():
            started = clock()
            read()
            seconds[name].append(clock() - started)
    return {
        name: rows / statistics.median(seconds[name][1:]) for name, (rows, _) in readers.items()
    }


def mixed_column(rows: int, chance: random.Random) -> Column:
    """Make a column in eight forms, in which 30 % of the strings were there before."""
    fresh: dict[str, None] = {}
    while len(fresh) < rows * 0.7:
        fresh[chance.choice(MIXED)(some_day(chance))] = None
    column = list(fresh)
    column += chance.choices(column, k=rows - len(column))
    chance.shuffle(column)
    return column


def some_day(chance: random.Random) -> date:
    """Draw a day."""
    return date(1900, 1, 1) + timedelta(chance.randrange(50_000))


if __name__ == "__main__":
    main()
