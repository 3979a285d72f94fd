"""Decide which sea a point in the water belongs to.

The outlines are drawn by hand, with few corners, and run over land: they are for
points that are known to be at sea. Of several that hold a point the smallest
names it, so the Strait of Hormuz is not the Indian Ocean.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.place import LonLat

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Sea:
    """A sea, gulf or strait, the point where its name is written, and about where it ends."""

    name: str
    kind: str
    point: LonLat
    outline: shapely.Polygon | None

    @property
    def area_km2(self) -> float:
        """Return the area inside its outline, 0 without one."""
        return _area_km2(self.outline) if self.outline is not None else 0.0


def seas_at(lon: Floats, lat: Floats) -> NDArray[np.object_]:
    """Return the name of the sea at each point, "" where no outline holds it."""
    polygons, sea_names = _outlines()
    chosen = np.full(len(lon), len(sea_names) - 1)
    order = np.argsort(lon)
    x, y = np.asarray(lon)[order], np.asarray(lat)[order]
    boxes = shapely.bounds(polygons)
    first, last = np.searchsorted(x, boxes[:, 0]), np.searchsorted(x, boxes[:, 2], side="right")
    for number in np.flatnonzero(first < last):  # the smallest comes last, so its name stays
        height = y[first[number] : last[number]]
        near = first[number] + np.flatnonzero(
            (height >= boxes[number, 1]) & (height <= boxes[number, 3])
        )
        hit = shapely.intersects_xy(polygons[number], x[near], y[near])
        chosen[order[near[hit]]] = number
    names: NDArray[np.object_] = sea_names[chosen]
    return names


@lru_cache(maxsize=1)
def load_seas() -> tuple[Sea, ...]:
    """Return every named sea, gulf, bay, strait and channel that we know."""
    text = files("geo").joinpath("data", "seas.csv").read_text(encoding="utf-8")
    return tuple(_sea(row) for row in csv.DictReader(text.splitlines()))


def _sea(row: dict[str, str]) -> Sea:
    corners = [tuple(map(float, corner.split())) for corner in filter(None, _corners(row))]
    point = LonLat(float(row["lon"]), float(row["lat"]))
    return Sea(row["name"], row["kind"], point, shapely.Polygon(corners) if corners else None)


def _corners(row: dict[str, str]) -> list[str]:
    return row["outline"].split("|")


@lru_cache(maxsize=1)
def _outlines() -> tuple[NDArray[np.object_], NDArray[np.object_]]:
    """Return the outlines, largest first, and the name of each with "" after them."""
    parts = [(part, sea) for sea in load_seas() for part in _turns(sea.outline)]
    parts.sort(key=lambda part: -part[1].area_km2)
    polygons = np.array([part for part, _ in parts], dtype=object)
    shapely.prepare(polygons)
    return polygons, np.array([*(sea.name for _, sea in parts), ""], dtype=object)


def _turns(outline: shapely.Polygon | None) -> Iterator[shapely.Polygon]:
    """Yield an outline, and once more a full turn away when it runs over the antimeridian."""
    if outline is None:
        return
    yield outline
    if outline.bounds[2] > 180:
        yield shapely.transform(outline, lambda at: at - [360, 0])


def _area_km2(outline: shapely.Polygon) -> float:
    equal = shapely.transform(
        outline, lambda at: np.column_stack([at[:, 0], np.degrees(np.sin(np.radians(at[:, 1])))])
    )
    return float(shapely.area(equal)) * 111.195**2
