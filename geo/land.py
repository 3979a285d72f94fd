"""Decide whose land a point is on, as the basemap draws it.

Coasts are drawn roughly, so a point up to 25 km off belongs to the nearest
country. Everything happens on the Mercator plane, where borders are the straight
lines that a reader sees and the nearest coast on the map is the nearest there is.
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

COAST_KM = 25.0

Floats = NDArray[np.float64]
Codes = NDArray[np.str_]


def countries_on(lon: Floats, lat: Floats) -> Codes:
    """Return the alpha-3 code of each point's country, "" at sea and where a coordinate lacks."""
    x = (np.asarray(lon, dtype=np.float64) + 180) % 360 - 180
    y = np.asarray(lat, dtype=np.float64)
    known = np.isfinite(x) & np.isfinite(y)
    codes = np.zeros(len(x), dtype=np.int16)
    find = _exactly if known.sum() < _WORTH_A_GRID else _on_grid
    codes[known] = find(x[known], y[known])
    return _land().names[codes]


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
    return _Land(
        names=np.array(["", *(row["id"] for row in countries)]),
        polygons=_prepared([part for _, part in parts]),
        codes=np.array([i for i, _ in parts], dtype=np.int16),
        coast=shapely.STRtree(np.asarray(shapely.linestrings(np.concatenate(steps)), dtype=object)),
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


def _exactly(lon: Floats, lat: Floats) -> NDArray[np.int16]:
    codes = _inside(lon, lat)
    at_sea = np.flatnonzero(codes == 0)
    codes[at_sea] = _nearest(lon[at_sea], lat[at_sea])
    return codes


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


def _nearest(lon: Floats, lat: Floats) -> NDArray[np.int16]:
    codes = np.zeros(len(lon), dtype=np.int16)
    points = np.asarray(shapely.points(lon, _mercator(lat)), dtype=object)
    reach = COAST_KM / _KM_PER_DEGREE / np.cos(np.radians(np.clip(lat, -85, 85)))
    octave = np.ceil(np.log2(reach))
    for one in np.unique(octave):  # together, the far reach near the poles would slow down all
        chosen = np.flatnonzero(octave == one)
        (found, step), away = _land().coast.query_nearest(
            points[chosen], max_distance=2.0**one, return_distance=True, all_matches=False
        )
        close = away <= reach[chosen[found]]
        codes[chosen[found[close]]] = _land().coast_codes[step[close]]
    return codes


# --- a grid whose cells mostly lie in one country or far out at sea -------------------------------

_WORTH_A_GRID = 20_000
_CELL = 0.25
_ROWS, _COLUMNS = round(180 / _CELL), round(360 / _CELL)
_MIXED = -1
_DETAIL = 0.1


def _on_grid(lon: Floats, lat: Floats) -> NDArray[np.int16]:
    codes = _grid()[_row(lat), _column(lon)]
    mixed = codes == _MIXED
    codes[mixed] = _exactly(lon[mixed], lat[mixed])
    return codes


def _row(lat: Floats) -> NDArray[np.int64]:
    return np.clip((lat + 90) // _CELL, 0, _ROWS - 1).astype(np.int64)


def _column(lon: Floats) -> NDArray[np.int64]:
    return np.clip((lon + 180) // _CELL, 0, _COLUMNS - 1).astype(np.int64)


@lru_cache(maxsize=1)
def _grid() -> NDArray[np.int16]:
    grid = np.where(_near_an_outline(), np.int16(_MIXED), np.int16(0))
    row, column = np.nonzero(grid == 0)
    middle: Floats = (np.array([column, row], dtype=np.float64) + 0.5) * _CELL - [[180], [90]]
    grid[row, column] = _inside(*middle)
    return grid


def _near_an_outline() -> NDArray[np.bool_]:
    outlines = shapely.segmentize(_land().polygons, _DETAIL)
    flattened = _land().coast.geometries
    at = np.concatenate([shapely.get_coordinates(each) for each in (outlines, flattened)])
    at = at[np.abs(at[:, 0]) <= 180]
    lat = np.degrees(np.arctan(np.sinh(np.radians(at[:, 1]))))
    touched = np.zeros((_ROWS, _COLUMNS), dtype=bool)
    touched[_row(lat), _column(at[:, 0])] = True
    return _widened(touched)


def _widened(touched: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Take in the cells that reach within the coast distance of a touched one."""
    rows = touched.copy()
    rows[1:] |= touched[:-1]
    rows[:-1] |= touched[1:]
    return np.array([_spread(row, _cells_aside(i)) for i, row in enumerate(rows)])


def _cells_aside(row: int) -> int:
    poleward = max(abs(row * _CELL - 90), abs((row + 1) * _CELL - 90))
    reach = COAST_KM + _DETAIL * _KM_PER_DEGREE
    cell_km = _CELL * _KM_PER_DEGREE * np.cos(np.radians(min(poleward, 85)))
    return int(np.ceil(reach / cell_km))


def _spread(row: NDArray[np.bool_], cells: int) -> NDArray[np.bool_]:
    spread: NDArray[np.bool_] = np.any([np.roll(row, i) for i in range(-cells, cells + 1)], axis=0)
    return spread
