"""Decide which CRS a declaration names, and turn its coordinates into EPSG:4326.

Only EPSG codes and the common names of WGS 84 are taken: a CRS that has to be
fetched, or that is a program of its own, is refused. PROJ never uses the network.
"""

import re
from functools import lru_cache
from typing import Any

import numpy as np
import pyproj
import pyproj.network
import shapely
from numpy.typing import NDArray
from pyproj.exceptions import ProjError

from geo.errors import CRSError

Floats = NDArray[np.float64]

WGS84 = 4326

_LONGEST = 80
_EPSG = re.compile(
    r"(?: epsg\s*:\s*(?:[\d.]*:)? | urn:ogc:def:crs:epsg:[\d.]*: | srid\s*=\s* )? (\d{4,6})",
    re.VERBOSE | re.IGNORECASE,
)
_WGS84 = re.compile(
    r"(?:urn:ogc:def:crs:)?ogc:(?:1\.3|2)?:?crs84|crs:?84|wgs[ _]?84|epsg::?4326", re.IGNORECASE
)


def parse_crs(text: str | int) -> int:
    """Return the EPSG code that is meant: 5179, "EPSG:5179", "urn:ogc:def:crs:EPSG::5179"."""
    written = str(text).strip()
    if len(written) <= _LONGEST and _WGS84.fullmatch(written):
        return WGS84
    found = _EPSG.fullmatch(written) if len(written) <= _LONGEST else None
    if found is None:
        raise CRSError(
            f"'{written[:_LONGEST]}' is no CRS that we take; write one such as EPSG:5179."
        )
    code = int(found[1])
    _crs(code)
    return code


def is_projected(code: int) -> bool:
    """Say whether its coordinates are easting and northing, not degrees."""
    return bool(_crs(code).is_projected)


def to_lon_lat(x: Floats, y: Floats, crs: str | int) -> tuple[Floats, Floats]:
    """Return longitudes and latitudes, NaN for a point that is nowhere near where the CRS applies.

    `x` is the easting or longitude, `y` the northing or latitude, whatever order
    the CRS itself prefers.
    """
    code = parse_crs(crs)
    if code == WGS84:
        return np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
    lon, lat = _transformer(code).transform(x, y, errcheck=False)
    lost = ~(np.isfinite(lon) & np.isfinite(lat))
    return np.where(lost, np.nan, lon), np.where(lost, np.nan, lat)


def to_degrees(geometry: shapely.Geometry, crs: str | int) -> shapely.Geometry:
    """Return a geometry of another CRS in EPSG:4326, longitude first."""

    def turn(at: Floats) -> Floats:
        return np.column_stack(to_lon_lat(at[:, 0], at[:, 1], crs))

    turned = shapely.transform(geometry, turn)
    if not np.isfinite(shapely.get_coordinates(turned)).all():
        raise CRSError(f"Some of the geometry lies where EPSG:{parse_crs(crs)} does not apply.")
    return turned


def _stay_offline() -> None:
    pyproj.network.set_network_enabled(active=False)  # type: ignore[attr-defined]


@lru_cache(maxsize=64)
def _crs(code: int) -> Any:
    _stay_offline()
    try:
        crs = pyproj.CRS.from_epsg(code)
    except ProjError as error:
        raise CRSError(f"EPSG:{code} is no CRS that we know; write one such as 4326.") from error
    if not (crs.is_projected or crs.is_geographic):
        raise CRSError(f"EPSG:{code} has no plain coordinates; write one such as EPSG:5179.")
    return crs


@lru_cache(maxsize=160)
def _transformer(code: int) -> Any:
    _stay_offline()
    return pyproj.Transformer.from_crs(_crs(code), WGS84, always_xy=True)
