"""Say which points of a column are probably wrong, or less exact than they look.

Nothing is changed here. Longitude and latitude that changed places are found by
what is possible and by the countries that the rows name; 0, 0 and the middle of a
country, which stand for "somewhere", get the radius of what they stand for.
"""

import csv
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray

from geo.countries import countries_at, country_name
from geo.points import EARTH_RADIUS_KM

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]

# --- longitude and latitude that changed places ---------------------------------------------------

_MOST = 0.8  # of the rows that can tell, for a whole column to be swapped


@dataclass(frozen=True)
class Swapped:
    """Rows whose longitude and latitude changed places, whether all did, and why we think so."""

    rows: Mask
    is_whole_column: bool
    reason: str


def find_swapped(lon: ArrayLike, lat: ArrayLike, *, countries: ArrayLike | None = None) -> Swapped:
    """Find rows that are impossible, or in another country than named, until they are swapped.

    `countries` are alpha-3 codes, "" where the row names none.
    """
    x, y = np.asarray(lon, dtype=np.float64), np.asarray(lat, dtype=np.float64)
    by_range = _by_range(x, y)
    if by_range.rows.any() or countries is None:
        return by_range
    return _by_country(x, y, np.asarray(countries, dtype=str))


def _by_range(lon: Floats, lat: Floats) -> Swapped:
    beyond = (np.abs(lat) > 90) & (np.abs(lat) <= 180) & (np.abs(lon) <= 90)
    against = (np.abs(lon) > 90) & (np.abs(lat) <= 90)
    if not beyond.any():
        return _nothing(len(lon))
    counted = f"{_rows(beyond.sum())} a latitude beyond 90 and a longitude that could be one"
    if against.any():
        return Swapped(beyond, False, f"{counted}: there the two have changed places.")
    known = np.isfinite(lon) & np.isfinite(lat) & (np.abs(lon) <= 90)
    return Swapped(known, True, f"{counted}, and no row says otherwise: the columns are swapped.")


def _by_country(lon: Floats, lat: Floats, countries: NDArray[np.str_]) -> Swapped:
    telling = (countries != "") & (np.abs(lon) <= 90) & (np.abs(lat) <= 90)
    here, there = np.zeros(len(lon), dtype=bool), np.zeros(len(lon), dtype=bool)
    here[telling] = countries_at(lon[telling], lat[telling]) == countries[telling]
    there[telling] = countries_at(lat[telling], lon[telling]) == countries[telling]
    swapped = there & ~here
    if not swapped.any():
        return _nothing(len(lon))
    first = country_name(str(countries[swapped][0]))
    said = f"{_rows(swapped.sum())} a point in the country that the row names ({first}"
    said += ", …)" if len(np.unique(countries[swapped])) > 1 else ")"
    if swapped.sum() < _MOST * telling.sum() or (here & ~there).any():
        return Swapped(swapped, False, f"{said} only when longitude and latitude change places.")
    known = np.isfinite(lon) & np.isfinite(lat) & (np.abs(lon) <= 90)
    return Swapped(known, True, f"{said} only when the columns are swapped, and none as it is.")


def _rows(count: int) -> str:
    return "1 row has" if count == 1 else f"{count} rows have"


def _nothing(size: int) -> Swapped:
    return Swapped(np.zeros(size, dtype=bool), False, "")


# --- points that stand for something larger -------------------------------------------------------

_NULL_DEGREES = 0.01
_CENTROID_KM = 2.0
_WORTH_KM = 15  # the middle of a smaller country is no worse than that of a city
NULL_ISLAND_KM = round(np.pi * EARTH_RADIUS_KM)  # anywhere on Earth


@dataclass(frozen=True)
class Uncertain:
    """How far off each point may be, 0 where nothing speaks against it, and a sentence why."""

    radius_km: Floats
    reasons: dict[int, str]


def find_uncertain(
    lon: ArrayLike, lat: ArrayLike, *, countries: ArrayLike | None = None
) -> Uncertain:
    """Find points at 0, 0 and within 2 km of what lists give as the middle of a country.

    A row that names another country than the middle's is left alone.
    """
    x, y = np.asarray(lon, dtype=np.float64), np.asarray(lat, dtype=np.float64)
    radius = np.zeros(len(x))
    reasons: dict[int, str] = {}
    for row in np.flatnonzero((np.abs(x) < _NULL_DEGREES) & (np.abs(y) < _NULL_DEGREES)).tolist():
        radius[row] = NULL_ISLAND_KM
        reasons[row] = "The point 0, 0 usually means that the place is not known."
    named = None if countries is None else np.asarray(countries, dtype=str)
    for row, middle in _near_middles(x, y):
        if named is None or named[row] in ("", middle.alpha3):
            radius[row] = middle.radius_km
            reasons[row] = (
                f"The point is the middle of {country_name(middle.alpha3)}, "
                "which usually means somewhere in that country."
            )
    return Uncertain(radius, reasons)


@dataclass(frozen=True, slots=True)
class _Middle:
    alpha3: str
    lon: float
    lat: float
    radius_km: float


@lru_cache(maxsize=1)
def _middles() -> tuple[tuple[_Middle, ...], shapely.STRtree]:
    text = files("geo").joinpath("data", "centroids.csv").read_text(encoding="utf-8")
    table = csv.DictReader(text.splitlines())
    middles = [_middle(row) for row in table]
    middles = [middle for middle in middles if middle.radius_km >= _WORTH_KM]
    return tuple(middles), shapely.STRtree([shapely.Point(at.lon, at.lat) for at in middles])


def _middle(row: dict[str, str]) -> _Middle:
    return _Middle(row["alpha3"], *(float(row[key]) for key in ("lon", "lat", "radius_km")))


def _near_middles(lon: Floats, lat: Floats) -> list[tuple[int, _Middle]]:
    middles, tree = _middles()
    known = np.flatnonzero(np.isfinite(lon) & np.isfinite(lat))
    side_lat = np.full(len(known), _CENTROID_KM / 111.195)
    side_lon = side_lat / np.cos(np.radians(np.clip(lat[known], -85, 85)))
    x, y = lon[known], lat[known]
    boxes = shapely.box(x - side_lon, y - side_lat, x + side_lon, y + side_lat)
    found, numbers = tree.query(boxes)
    return [(int(known[i]), middles[j]) for i, j in zip(found, numbers, strict=True)]
