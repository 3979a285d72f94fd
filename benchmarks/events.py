"""Make event frames of any size for the benchmarks: the same rows for every peer, every run.

Dates are minutes between 1950 and 2025, three in ten known only to a day or a
month; places are scattered around fifty centres with four decimals (about 10 m).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from timeline.schema import assemble

CATEGORIES = ("summit", "political", "military", "exercise", "agreement", "conflict", "trade")
COUNTRIES = ("KOR", "PRK", "JPN", "USA", "RUS", "CHN", "TWN", "VNM", "UKR", "DEU", "FRA", "IND")
VERBS = ("meets", "warns", "signs with", "moves toward", "inspects", "leaves")
PRECISIONS = ("minute", "day", "month")
UNITS = ("m", "D", "M")
START, END = (np.datetime64(day, "m") for day in ("1950-01-01", "2025-01-01"))
MINUTES_A_DAY = 1440


def make_frame(n: int, *, seed: int = 7) -> gpd.GeoDataFrame:
    """Return an event frame of `n` rows in order of time; equal arguments give equal rows."""
    random = np.random.default_rng(seed)
    minutes = np.sort(random.integers(0, (END - START).astype(int), n))
    coarse = random.random(n)
    precision = np.select([coarse < 0.1, coarse < 0.3], [2, 1], 0)
    earliest, latest = _periods(START + minutes, precision)
    lon, lat = _places(random, n)
    category = random.integers(0, len(CATEGORIES), n)
    country = random.integers(0, len(COUNTRIES), n)
    title = _titles(random, country, category, n)
    once = np.zeros(n, int)
    missing = np.full(n, np.nan)
    absent = np.full(n, np.datetime64("NaT"))
    columns = {
        "id": "e" + pd.Series(np.arange(n)).astype("str").array,
        "kind": pd.Categorical.from_codes(once, ["event"]),
        "title": title,
        "date": _dates(START + minutes, precision),
        "earliest": earliest,
        "latest": latest,
        "core_start": absent,
        "core_end": absent,
        "precision": pd.Categorical.from_codes(precision, PRECISIONS),
        "country": _words(COUNTRIES, country),
        "radius_km": np.zeros(n),
        "actors": [[COUNTRIES[code]] for code in country.tolist()],
        "category": _words(CATEGORIES, category),
        "status": pd.Categorical.from_codes(once, ["happened"]),
        "published": absent,
        "geometry": shapely.points(lon, lat),
    }
    for name in ("text", "date_text", "place", "unit", "source", "url", "quote"):
        columns[name] = _words([""], once)
    for name in ("strength_low", "strength_high", "confidence"):
        columns[name] = missing
    for name in ("quote_start", "quote_end"):
        columns[name] = pd.arrays.IntegerArray(once, np.ones(n, bool))
    return assemble(columns, {})


def _words(words: Sequence[str], codes: np.ndarray) -> Any:
    return pd.array(words, dtype="str")[codes]


def _periods(moments: np.ndarray, precision: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return first moment and end of each date at its precision."""
    earliest = np.empty(len(moments), "M8[us]")
    latest = earliest.copy()
    for code, unit in enumerate(UNITS):
        rows = precision == code
        period = moments[rows].astype(f"M8[{unit}]")
        earliest[rows] = period
        latest[rows] = period + 1
    return earliest, latest


def _dates(moments: np.ndarray, precision: np.ndarray) -> Any:
    """Return each date as EDTF: a month, or a day with its minute where that is known."""
    days, months = (np.arange(START, END, dtype=f"M8[{unit}]") for unit in "DM")
    calendar = np.datetime_as_string(days).tolist() + np.datetime_as_string(months).tolist()
    clock = ["", *(f"T{at // 60:02}:{at % 60:02}" for at in range(MINUTES_A_DAY))]
    day, month = ((moments.astype(one.dtype) - one[0]).astype(int) for one in (days, months))
    minute = (moments - START).astype(int) % MINUTES_A_DAY
    begun = _words(calendar, np.where(precision == 2, len(days) + month, day))
    return begun + _words(clock, np.where(precision == 0, 1 + minute, 0))


def _places(random: np.random.Generator, n: int) -> tuple[np.ndarray, np.ndarray]:
    centres = np.column_stack((random.uniform(-120, 150, 50), random.uniform(-35, 60, 50)))
    spot = centres[random.integers(0, 50, n)] + random.normal(0, 3, (n, 2))
    return np.round(spot[:, 0], 4), np.round(np.clip(spot[:, 1], -80, 80), 4)


def _titles(random: np.random.Generator, country: np.ndarray, category: np.ndarray, n: int) -> Any:
    verb = random.integers(0, len(VERBS), n)
    other = random.integers(0, len(COUNTRIES), n)
    parts = product(COUNTRIES, VERBS, COUNTRIES, CATEGORIES)
    titles = [f"{who} {does} {whom}, {what}" for who, does, whom, what in parts]
    shape = (len(COUNTRIES), len(VERBS), len(COUNTRIES), len(CATEGORIES))
    return _words(titles, np.ravel_multi_index((country, verb, other, category), shape))
