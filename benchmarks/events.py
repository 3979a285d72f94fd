"""Make event frames of any size for the benchmarks: the same rows for every peer, every run.

Dates are minutes between 1950 and 2025, three in ten known only to a day or a
month; places are scattered around fifty centres with four decimals (about 10 m).
"""

from __future__ import annotations

import geopandas as gpd
import numpy as np

from timeline.schema import assemble

CATEGORIES = ("summit", "political", "military", "exercise", "agreement", "conflict", "trade")
COUNTRIES = ("KOR", "PRK", "JPN", "USA", "RUS", "CHN", "TWN", "VNM", "UKR", "DEU", "FRA", "IND")
VERBS = ("meets", "warns", "signs with", "moves toward", "inspects", "leaves")
START, END = (np.datetime64(day, "m") for day in ("1950-01-01", "2025-01-01"))


def make_frame(n: int, *, seed: int = 7) -> gpd.GeoDataFrame:
    """Return an event frame of `n` rows in order of time; equal arguments give equal rows."""
    random = np.random.default_rng(seed)
    minutes = np.sort(random.integers(0, (END - START).astype(int), n))
    moments = START + minutes
    coarse = random.random(n)
    precision = np.select([coarse < 0.1, coarse < 0.3], ["month", "day"], "minute")
    earliest, latest, text = _periods(moments, precision)
    lon, lat = _places(random, n)
    category = np.array(CATEGORIES)[random.integers(0, len(CATEGORIES), n)]
    country = np.array(COUNTRIES)[random.integers(0, len(COUNTRIES), n)]
    title = _titles(random, country, category, n)
    blank = np.full(n, "", object)
    missing = np.full(n, np.nan)
    absent = np.full(n, np.datetime64("NaT"))
    columns = {
        "id": np.char.add("e", np.arange(n).astype(str)).astype(object),
        "kind": np.full(n, "event", object),
        "title": title,
        "date": text,
        "earliest": earliest,
        "latest": latest,
        "core_start": absent,
        "core_end": absent,
        "precision": precision,
        "country": country.astype(object),
        "radius_km": np.zeros(n),
        "actors": [[code] for code in country.tolist()],
        "category": category.astype(object),
        "status": np.full(n, "happened", object),
        "published": absent,
        "geometry": gpd.points_from_xy(lon, lat),
    }
    for name in ("text", "date_text", "place", "unit", "source", "url", "quote"):
        columns[name] = blank
    for name in ("strength_low", "strength_high", "confidence"):
        columns[name] = missing
    for name in ("quote_start", "quote_end"):
        columns[name] = [None] * n
    return assemble(columns, {})


def _periods(moments: np.ndarray, precision: np.ndarray) -> tuple[np.ndarray, ...]:
    """Return first moment, end and EDTF text of each date at its precision."""
    units = {"minute": "m", "day": "D", "month": "M"}
    earliest = np.empty(len(moments), "M8[us]")
    latest = earliest.copy()
    text = np.empty(len(moments), object)
    for name, unit in units.items():
        rows = precision == name
        period = moments[rows].astype(f"M8[{unit}]")
        earliest[rows] = period
        latest[rows] = period + 1
        words = np.datetime_as_string(period)
        text[rows] = words
    return earliest, latest, text


def _places(random: np.random.Generator, n: int) -> tuple[np.ndarray, np.ndarray]:
    centres = np.column_stack((random.uniform(-120, 150, 50), random.uniform(-35, 60, 50)))
    spot = centres[random.integers(0, 50, n)] + random.normal(0, 3, (n, 2))
    return np.round(spot[:, 0], 4), np.round(np.clip(spot[:, 1], -80, 80), 4)


def _titles(
    random: np.random.Generator, country: np.ndarray, category: np.ndarray, n: int
) -> np.ndarray:
    verb = np.array(VERBS)[random.integers(0, len(VERBS), n)]
    other = np.array(COUNTRIES)[random.integers(0, len(COUNTRIES), n)]
    parts = (country, " ", verb, " ", other, ", ", category)
    joined = parts[0].astype(str)
    for part in parts[1:]:
        joined = np.char.add(joined, part)
    return joined.astype(object)
