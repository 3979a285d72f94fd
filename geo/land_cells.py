"""Cut the globe into cells, most of which lie in one country or far out at sea.

A cell that an outline touches, or that is at sea with a coast in reach, is mixed:
its points are looked at one by one. All others have their answer in a table, so a
million points on land take a fraction of a second.
"""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]

MIXED = -1

_CELL = 0.05
_ROWS, _COLUMNS = round(180 / _CELL), round(360 / _CELL)
_COARSE = 2  # cells along the side of a coarse one, which is all that the sea needs
_STEP = 0.02
_SAFE_LAT = 88.0  # Mercator ends before the poles do
_KM_PER_DEGREE = 111.195


@dataclass(frozen=True)
class Cells:
    """One code for every cell: of the country, 0 for the open sea, or MIXED."""

    table: NDArray[np.int16]

    def codes_of(self, lon: Floats, lat: Floats) -> NDArray[np.int16]:
        """Return the code of the cell that each point is in."""
        return self.table[_row(lat), _column(lon)]


def build_cells(
    polygons: NDArray[np.object_], codes: NDArray[np.int16], coast: Floats, *, reach_km: float
) -> Cells:
    """Fill the cells from polygons in Mercator degrees and the lines of their coast."""
    table = np.zeros((_ROWS, _COLUMNS), dtype=np.int16)
    edges, polygon = _edges(polygons)
    _fill(table, edges, polygon, codes)
    touched = _touched(np.concatenate([edges, coast.reshape(-1, 4)]))
    near = _near(touched, reach_km)
    table[touched | (near & (table == 0))] = MIXED
    poles = np.abs(_middles()) > _SAFE_LAT
    table[poles] = MIXED
    return Cells(table)


def _row(lat: Floats) -> Ints:
    return np.clip((lat + 90) * (1 / _CELL), 0, _ROWS - 1).astype(np.int64)


def _column(lon: Floats) -> Ints:
    return np.clip((lon + 180) * (1 / _CELL), 0, _COLUMNS - 1).astype(np.int64)


def _middles() -> Floats:
    return (np.arange(_ROWS, dtype=np.float64) + 0.5) * _CELL - 90


# --- what is inside -------------------------------------------------------------------------------


def _edges(polygons: NDArray[np.object_]) -> tuple[Floats, Ints]:
    """Return x, y, x, y of every edge of every ring, with the number of its polygon."""
    rings, polygon = shapely.get_rings(polygons, return_index=True)
    at, ring = shapely.get_coordinates(rings, return_index=True)
    joined = ring[1:] == ring[:-1]
    return np.hstack([at[:-1], at[1:]])[joined], polygon[ring[:-1][joined]].astype(np.int64)


def _fill(table: NDArray[np.int16], edges: Floats, polygon: Ints, codes: NDArray[np.int16]) -> None:
    """Give the cells between two crossings of a row's middle line the polygon's code."""
    row, x, polygon = _crossings(edges, polygon)
    order = np.lexsort((x, row, polygon))
    column = np.ceil((x[order] + 180) / _CELL - 0.5).astype(np.int64).reshape(-1, 2)
    starts, ends = np.clip(column, 0, _COLUMNS).T
    cells = ends - starts
    first = np.repeat(row[order][::2] * _COLUMNS + starts, cells)
    table.reshape(-1)[first + _counted(cells)] = np.repeat(codes[polygon[order][::2]], cells)


def _crossings(edges: Floats, polygon: Ints) -> tuple[Ints, Floats, Ints]:
    x1, y1, x2, y2 = edges.T
    middles = np.degrees(np.arcsinh(np.tan(np.radians(np.clip(_middles(), -89, 89)))))
    first = np.searchsorted(middles, np.minimum(y1, y2))
    rows = np.searchsorted(middles, np.maximum(y1, y2)) - first
    edge = np.repeat(np.arange(len(edges)), rows)
    row = first[edge] + _counted(rows)
    slope = (x2 - x1)[edge] / (y2 - y1)[edge]
    return row, x1[edge] + (middles[row] - y1[edge]) * slope, polygon[edge]


def _counted(sizes: Ints) -> Ints:
    """Return 0, 1, 2 … anew for each size."""
    before = np.cumsum(sizes) - sizes
    return np.arange(sizes.sum()) - np.repeat(before, sizes)


# --- what an outline touches ----------------------------------------------------------------------


def _touched(edges: Floats) -> Mask:
    """Mark the cells of points so dense on every edge that none can slip through between two."""
    x1, y1, x2, y2 = edges.T
    pieces = np.ceil(np.hypot(x2 - x1, y2 - y1) / _STEP).astype(np.int64)
    edge = np.repeat(np.arange(len(edges)), pieces + 1)
    part = _counted(pieces + 1) / np.maximum(pieces[edge], 1)
    lon = x1[edge] + part * (x2 - x1)[edge]
    height = y1[edge] + part * (y2 - y1)[edge]
    lat = np.degrees(np.arctan(np.sinh(np.radians(height))))
    touched = np.zeros((_ROWS, _COLUMNS), dtype=bool)
    for aside in (-0.51 * _STEP, 0.51 * _STEP):
        for above in (-0.51 * _STEP, 0.51 * _STEP):
            touched[_row(lat + above), _column((lon + aside + 180) % 360 - 180)] = True
    return touched


def _near(touched: Mask, reach_km: float) -> Mask:
    """Mark the coarse cells, as cells, from which a touched one may be in reach."""
    rows, columns = _ROWS // _COARSE, _COLUMNS // _COARSE
    coarse = touched.reshape(rows, _COARSE, columns, _COARSE).any(axis=(1, 3))
    above = int(np.ceil(reach_km / (_CELL * _COARSE * _KM_PER_DEGREE)))
    padded = np.pad(coarse, ((above, above), (0, 0)))
    tall = np.any([padded[i : i + rows] for i in range(2 * above + 1)], axis=0)
    wide = np.array([_widened(row, _aside(i, reach_km)) for i, row in enumerate(tall)])
    return np.repeat(np.repeat(wide, _COARSE, axis=0), _COARSE, axis=1)


def _aside(coarse_row: int, reach_km: float) -> int:
    side = _CELL * _COARSE
    poleward = max(abs(coarse_row * side - 90), abs((coarse_row + 1) * side - 90))
    side_km = side * _KM_PER_DEGREE * np.cos(np.radians(min(poleward, 85)))
    return int(np.ceil(reach_km / side_km))


def _widened(row: Mask, cells: int) -> Mask:
    around = np.concatenate([row[-cells:], row, row[:cells]]).astype(np.int64)
    before = np.concatenate([[0], np.cumsum(around)])
    wide: Mask = before[2 * cells + 1 :] > before[: -2 * cells - 1]
    return wide
