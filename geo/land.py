"""Decide whose land a point is on, as the basemap draws it.

Coasts are drawn roughly, so a point up to 20 km off belongs to the nearest
country; that it is in the water is said beside. Everything happens on the Mercator
plane, where borders are the straight lines that a reader sees and the nearest coast
on the map is the nearest there is.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.basemap import load_basemap
from geo.land_cells import MIXED, Cells, build_cells

COAST_KM = 20.0

Floats = NDArray[np.float64]
Codes = NDArray[np.str_]


def countries_on(lon: Floats, lat: Floats) -> Codes:
    """Return the alpha-3 code of each point's country, "" at sea and where a coordinate lacks."""
    return codes_on(lon, lat)[0]


def codes_on(lon: Floats, lat: Floats) -> tuple[Codes, NDArray[np.bool_]]:
    """Return each point's country as above, and whether the point is in the water."""
    x = (np.asarray(lon, dtype=np.float64) + 180) % 360 - 180
    y = np.asarray(lat, dtype=np.float64)
    known = np.isfinite(x) & np.isfinite(y)
    if known.all():
        codes, wet = _find(x, y)
        return _land().names[codes], wet
    codes, wet = np.zeros(len(x), dtype=np.int16), np.zeros(len(x), dtype=bool)
    codes[known], wet[known] = _find(x[known], y[known])
    return _land().names[codes], wet


def _find(lon: Floats, lat: Floats) -> tuple[NDArray[np.int16], NDArray[np.bool_]]:
    if len(lon) < _WORTH_CELLS:
        return _exactly(lon, lat)
    codes = _cells().codes_of(lon, lat)
    wet = codes == 0
    mixed = np.flatnonzero(codes == MIXED)
    codes[mixed], wet[mixed] = _exactly(lon[mixed], lat[mixed])
    return codes, wet


# --- polygons -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Land:
    """The countries' polygons in Mercator degrees, where a small circle on the ground is one.

    Their outlines come step by step as well, because the nearest of many short
    lines is found a hundred times faster than the nearest of a few long ones.
    """

    names: Codes
    polygons: NDArray[np.object_]
    codes: NDArray[np.int16]
    steps: Floats
    coast: shapely.STRtree
    coast_codes: NDArray[np.int16]


@lru_cache(maxsize=1)
def _land() -> _Land:
    topology = json.loads(load_basemap())["topology"]
    countries = topology["objects"]["countries"]["geometries"]
    arcs = _arcs(topology)
    rings = [(i, part) for i, row in enumerate(countries, start=1) for part in _rings(row, arcs)]
    rings.append((1 + [row["id"] for row in countries].index("ATA"), [_polar_cap()]))
    parts = [(i, part) for i, outlines in rings for part in _polygons(outlines)]
    steps = [_steps(outlines[0]) for _, outlines in rings]
    together = np.concatenate(steps)
    return _Land(
        names=np.array(["", *(row["id"] for row in countries)]),
        polygons=_prepared([part for _, part in parts]),
        codes=np.array([i for i, _ in parts], dtype=np.int16),
        steps=together,
        coast=shapely.STRtree(np.asarray(shapely.linestrings(together), dtype=object)),
        coast_codes=np.repeat([np.int16(i) for i, _ in rings], [len(each) for each in steps]),
    )


def _arcs(topology: dict[str, Any]) -> list[Floats]:
    scale, translate = (np.array(topology["transform"][key]) for key in ("scale", "translate"))
    arcs = (np.cumsum(arc, axis=0) * scale + translate for arc in topology["arcs"])
    return [np.column_stack([arc[:, 0], _mercator(arc[:, 1])]) for arc in arcs]


def _mercator(lat: Floats) -> Floats:
    height: Floats = np.arcsinh(np.tan(np.radians(np.clip(lat, -89, 89))))
    return np.degrees(height)


def _rings(country: dict[str, Any], arcs: list[Floats]) -> Iterator[list[Floats]]:
    nested = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
    return ([_joined(ring, arcs) for ring in rings] for rings in nested)


def _polar_cap() -> Floats:
    """Return the land south of where the basemap, made for Web Mercator, ends."""
    at = np.array([[-180, -90], [180, -90], [180, -85.05], [-180, -85.05], [-180, -90]])
    return np.column_stack([at[:, 0], _mercator(at[:, 1])])


def _joined(numbers: list[int], arcs: list[Floats]) -> Floats:
    return np.concatenate([arcs[i] if i >= 0 else arcs[~i][::-1] for i in numbers])


def _polygons(outlines: list[Floats]) -> list[shapely.Polygon]:
    """Return what an outline encloses; an islet that the map's grid flattened encloses nothing."""
    if len(outlines[0]) < 4:
        return []
    drawn = shapely.Polygon(outlines[0], outlines[1:])
    whole = shapely.make_valid(drawn, method="structure", keep_collapsed=False)
    return [part for part in shapely.get_parts(whole) if not part.is_empty]


def _prepared(parts: list[shapely.Polygon]) -> NDArray[np.object_]:
    polygons = np.array(parts, dtype=object)
    shapely.prepare(polygons)
    return polygons


def _steps(outline: Floats) -> Floats:
    """Return the lines of an outline, those near the antimeridian also a full turn away."""
    steps = np.stack([outline[:-1], outline[1:]], axis=1)
    west, east = steps[:, 0, 0] < -179, steps[:, 0, 0] > 179
    return np.concatenate([steps, steps[west] + [360, 0], steps[east] - [360, 0]])


# --- the exact answer -----------------------------------------------------------------------------


def _exactly(lon: Floats, lat: Floats) -> tuple[NDArray[np.int16], NDArray[np.bool_]]:
    codes = _inside(lon, lat)
    wet = codes == 0
    at_sea = np.flatnonzero(wet)
    codes[at_sea] = _nearest(lon[at_sea], lat[at_sea])
    return codes, wet


def _inside(lon: Floats, lat: Floats) -> NDArray[np.int16]:
    codes = np.zeros(len(lon), dtype=np.int16)
    order = np.argsort(lon)
    x, y = lon[order], _mercator(lat[order])
    boxes = shapely.bounds(_land().polygons)
    first, last = np.searchsorted(x, boxes[:, 0]), np.searchsorted(x, boxes[:, 2], side="right")
    for i in np.flatnonzero(first < last):
        height = y[first[i] : last[i]]
        near = first[i] + np.flatnonzero((height >= boxes[i, 1]) & (height <= boxes[i, 3]))
        hit = shapely.intersects_xy(_land().polygons[i], x[near], y[near])
        codes[order[near[hit]]] = _land().codes[i]
    return codes


_KM_PER_DEGREE = 111.195
_AT_ONCE = 5_000  # as many as the processor's cache holds with the steps around them


def _nearest(lon: Floats, lat: Floats) -> NDArray[np.int16]:
    """Return the country of the nearest step of a coast within reach, 0 without one."""
    x, y = lon, _mercator(lat)
    reach = COAST_KM / _KM_PER_DEGREE / np.cos(np.radians(np.clip(lat, -85, 85)))
    codes = np.zeros(len(x), dtype=np.int16)
    for start in range(0, len(x), _AT_ONCE):
        part = slice(start, start + _AT_ONCE)
        codes[part] = _nearest_within(x[part], y[part], reach[part])
    return codes


def _nearest_within(x: Floats, y: Floats, reach: Floats) -> NDArray[np.int16]:
    codes = np.zeros(len(x), dtype=np.int16)
    corners = np.stack([x - reach, y - reach, x + reach, y + reach], axis=1).reshape(-1, 2, 2)
    point, step = _land().coast.query(np.asarray(shapely.linestrings(corners), dtype=object))
    away = _distance(x[point], y[point], _land().steps[step])
    close = away <= reach[point]
    point, step, away = point[close], step[close], away[close]
    order = np.lexsort((-step, -away))  # of several, the last to be written stays: the nearest
    codes[point[order]] = _land().coast_codes[step[order]]
    return codes


def _distance(x: Floats, y: Floats, steps: Floats) -> Floats:
    """Return how far each point is from the line of the same row."""
    start_x, start_y = steps[:, 0, 0], steps[:, 0, 1]
    along_x, along_y = steps[:, 1, 0] - start_x, steps[:, 1, 1] - start_y
    length = along_x**2 + along_y**2
    part = ((x - start_x) * along_x + (y - start_y) * along_y) / np.where(length > 0, length, 1)
    part = np.clip(part, 0, 1)
    away: Floats = np.hypot(x - start_x - part * along_x, y - start_y - part * along_y)
    return away


# --- many points ----------------------------------------------------------------------------------

_WORTH_CELLS = 20_000


@lru_cache(maxsize=1)
def _cells() -> Cells:
    land = _land()
    return build_cells(land.polygons, land.codes, land.steps, reach_km=COAST_KM)
