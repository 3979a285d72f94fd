"""Place the events of which a file names the place and gives no point.

The gazetteer is asked, with the country that the row says and the other names of the
file to choose by. What it is not sure of stays unplaced; what it found is said, with
its score and what else it may be.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import shapely

from geo.countries import country_name
from geo.resolve import Resolution, resolve_column
from timeline.schema import ReadResult, unplaced

LEAST_SCORE = 0.5
FOUND = "place_found"
_ASKED_MOST = 200_000


def place_by_name(result: ReadResult) -> ReadResult:
    """Return the result with unplaced rows placed where their place's name is known well enough.

    The column `place_found` says what was taken for each such row; its radius_km is that of
    the place. A row whose place the gazetteer does not know stays as it is.
    """
    frame = result.frame
    names = _names(frame["place"].to_numpy(object), frame["country"].to_numpy(object))
    rows = np.flatnonzero(unplaced(frame) & (names != ""))[:_ASKED_MOST]
    if not rows.size:
        return result
    found = resolve_column(names[rows].tolist(), countries=frame["country"].iloc[rows].tolist())
    placed = [(row, one) for row, one in zip(rows.tolist(), found, strict=True) if _is_sure(one)]
    note = _note(len(placed), len(rows))
    if not placed:
        return replace(result, notes=(*result.notes, note))
    geometry = np.asarray(frame.geometry, dtype=object).copy()
    radius = frame["radius_km"].to_numpy(copy=True)
    country = frame["country"].to_numpy(object).copy()
    words = np.full(len(frame), "", dtype=object)
    for row, one in placed:
        assert one.best is not None
        place = one.best.place
        geometry[row] = shapely.Point(place.point.lon, place.point.lat)
        radius[row] = max(radius[row], place.radius_km)
        country[row] = country[row] or place.country
        words[row] = _said(one)
    frame = frame.assign(radius_km=radius, country=country, **{FOUND: words})
    frame = frame.set_geometry(shapely_column(geometry), crs=frame.crs)
    return replace(result, frame=frame, notes=(*result.notes, note))


def _names(places: np.ndarray, countries: np.ndarray) -> np.ndarray:
    """The name of the place, and where a row has none the country's, if it is a country's code."""
    said = {code: country_name(code) if code else "" for code in set(countries)}
    pairs = zip(places, countries, strict=True)
    return np.array([place or said[country] for place, country in pairs], dtype=object)


def shapely_column(geometry: np.ndarray) -> object:
    """Return an array of shapes as a geometry column holds them."""
    import geopandas as gpd

    return gpd.array.GeometryArray(geometry, crs="EPSG:4326")


def _is_sure(one: Resolution) -> bool:
    return one.best is not None and one.best.score >= LEAST_SCORE


def _said(one: Resolution) -> str:
    assert one.best is not None
    others = ", ".join(_named(runner.place.name, runner.place.country) for runner in one.runners_up)
    said = f"{_named(one.best.place.name, one.best.place.country)}, {one.best.score:.2f}"
    return f"{said}; else {others}" if others else said


def _named(name: str, country: str) -> str:
    return f"{name} ({country})" if country else name


def _note(placed: int, asked: int) -> str:
    rest = asked - placed
    left = f"; {rest:,} {'name is' if rest == 1 else 'names are'} not known" if rest else ""
    return f"{placed:,} of {asked:,} rows were placed by the name of their place{left}."
