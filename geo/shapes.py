"""Read a geometry out of a cell: WKT, WKB in hexadecimal digits, or GeoJSON.

What comes out is in EPSG:4326, longitude first. Nothing absurdly long or nested
reaches a parser, because those crash on it.
"""

import json
import re
import struct
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.crs import WGS84, parse_crs, to_degrees
from geo.errors import CRSError, GeoError, PlaceError

Cells = Sequence[Any]

_LONGEST = 5_000_000
_DEEPEST = 6
_SHOWN = 80
_HEX = re.compile(r"(?:0x|\\x)?((?:[0-9A-F]{2}){9,})", re.IGNORECASE)
_WKT = re.compile(
    r"(?:SRID\s*=\s*\d+\s*;\s*)?(?:POINT|LINESTRING|LINEARRING|POLYGON|MULTI\w+|GEOMETRYCOLLECTION)"
    r"\s*(?:ZM?|M)?\s*(?:\(|EMPTY\b|\d|$)",
    re.IGNORECASE,
)
# Byte order and type; any other hexadecimal text is a hash or an identifier.
_WKB_START = re.compile(
    r"(?:0x|\\x)?(?:01[0-9A-F]{2}0[037B]00[02468ACE]0|00[02468ACE]0000[037B][0-9A-F]{2})",
    re.IGNORECASE,
)
_GEOJSON_KEY = re.compile(r'"(?:coordinates|geometries|geometry)"\s*:')
_LOOKED_AT = 2_000
_TYPES = "Point LineString Polygon MultiPoint MultiLineString MultiPolygon GeometryCollection"


def looks_like_geometry(text: str) -> bool:
    """Say whether a text begins as WKT, WKB or GeoJSON does, right or wrong."""
    start = text[:_LOOKED_AT].strip()
    if start.startswith("{"):
        return _GEOJSON_KEY.search(start) is not None
    return bool(_WKT.match(start) or (_HEX.match(start) and _WKB_START.match(start)))


def parse_geometry(text: str, *, crs: str | int | None = None) -> shapely.Geometry:
    """Read WKT, hexadecimal WKB or GeoJSON, in `crs` unless the text names one itself."""
    bare = text.strip() if len(text) <= _LONGEST else text
    if bare.startswith("{"):
        return parse_geojson(bare, crs=crs)
    if _HEX.match(bare):
        return parse_wkb(bare, crs=crs)
    return parse_wkt(text, crs=crs)


def read_geometries(
    texts: Cells, *, crs: str | int | None = None
) -> tuple[NDArray[np.object_], dict[int, str]]:
    """Read a column as `parse_geometry` does; return geometries or None, and what is wrong."""
    codes, distinct = pd.factorize(pd.Series(texts, dtype=object), use_na_sentinel=True)
    shapes = np.full(len(distinct) + 1, None, dtype=object)  # the last is for a missing cell
    wrong: dict[int, str] = {}
    for number, text in enumerate(map(str, distinct)):
        if text.strip():
            try:
                shapes[number] = parse_geometry(text, crs=crs)
            except GeoError as error:
                wrong[number] = str(error)
    faulty = np.flatnonzero(np.isin(codes, [*wrong]))
    return shapes[codes], {int(row): wrong[int(codes[row])] for row in faulty}


# --- WKT ------------------------------------------------------------------------------------------


def parse_wkt(text: str, *, crs: str | int | None = None) -> shapely.Geometry:
    """Read WKT, longitude first; "SRID=5179;POINT (…)" says its own CRS."""
    _check_size(text, _depth(text, "()"))
    srid, _, body = text.strip().rpartition(";")
    if srid and not re.fullmatch(r"SRID\s*=\s*\d+", srid, re.IGNORECASE):
        raise CRSError(f"The geometry is in '{_shown(srid)}'; write a code such as SRID=5179.")
    try:
        geometry = shapely.from_wkt(body)
    except shapely.errors.ShapelyError as error:
        raise PlaceError(
            f"'{_shown(text)}' is not WKT; write it like POINT (126.98 37.57)."
        ) from error
    return _in_degrees(geometry, text, srid or crs)


def _depth(text: str, brackets: str) -> int:
    """Return how deep the brackets are nested, counting "([{" as openings."""
    steps = np.frombuffer(text[:_LONGEST].encode("utf-8", "replace"), dtype=np.uint8)
    half = len(brackets) // 2
    opened, closed = (
        np.isin(steps, list(part.encode())).astype(np.int64)
        for part in (brackets[:half], brackets[half:])
    )
    return int(np.cumsum(opened - closed).max(initial=0))


def _check_size(text: str, depth: int) -> None:
    if len(text) > _LONGEST or depth > _DEEPEST:
        raise PlaceError(
            f"The geometry '{_shown(text)}' is larger or nested deeper than any real one; "
            "write plain WKT or GeoJSON."
        )


def _shown(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def _in_degrees(geometry: shapely.Geometry, text: str, crs: str | int | None) -> shapely.Geometry:
    if shapely.is_empty(geometry):
        raise PlaceError(f"'{_shown(text)}' is empty; leave the cell blank instead.")
    flat = shapely.force_2d(geometry)
    if not np.isfinite(shapely.get_coordinates(flat)).all():
        raise CRSError(f"'{_shown(text)}' has a coordinate that is nan or infinite, not degrees.")
    if crs is not None and parse_crs(crs) != WGS84:
        flat = to_degrees(flat, crs)
    if not (np.abs(shapely.get_coordinates(flat)) <= [360, 90]).all():
        raise CRSError(
            f"'{_shown(text)}' is not in degrees of longitude and latitude; "
            "transform it to EPSG:4326, longitude first, or say which CRS it is in."
        )
    return flat


# --- GeoJSON --------------------------------------------------------------------------------------


def parse_geojson(text: str, *, crs: str | int | None = None) -> shapely.Geometry:
    """Read a GeoJSON geometry, or the one of a Feature; an old "crs" member may name its CRS."""
    _check_size(text, _depth(text, "[{]}") - 2)
    try:
        value = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise PlaceError(f"'{_shown(text)}' is not JSON; {_GEOJSON}") from error
    geometry = value.get("geometry") if value.get("type") == "Feature" else value
    if not isinstance(geometry, dict) or geometry.get("type") not in _TYPES.split():
        raise PlaceError(f"'{_shown(text)}' is no GeoJSON geometry; {_GEOJSON}")
    plain = {key: geometry[key] for key in _MEMBERS if key in geometry}
    try:
        shape = shapely.from_geojson(json.dumps(plain))
    except shapely.errors.ShapelyError as error:
        raise PlaceError(f"'{_shown(text)}' is no GeoJSON geometry; {_GEOJSON}") from error
    return _in_degrees(shape, text, _named_crs(value) or crs)


_GEOJSON = 'write it like {"type": "Point", "coordinates": [126.98, 37.57]}.'
_MEMBERS = ("type", "coordinates", "geometries")


def _no_number(name: str) -> float:
    raise ValueError(name)


def _named_crs(value: dict[str, Any]) -> str | None:
    crs = value.get("crs")
    if crs is None:
        return None
    named = crs.get("properties") if isinstance(crs, dict) and crs.get("type") == "name" else None
    if not (isinstance(named, dict) and isinstance(named.get("name"), str)):
        raise CRSError("The 'crs' of the GeoJSON is no name that we take; write EPSG:4326.")
    return str(named["name"])


# --- WKB ------------------------------------------------------------------------------------------

_Z, _M, _SRID = 0x80000000, 0x40000000, 0x20000000


def parse_wkb(text: str, *, crs: str | int | None = None) -> shapely.Geometry:
    """Read WKB or EWKB in hexadecimal digits; the latter may say its own CRS."""
    _check_size(text, 0)
    found = _HEX.fullmatch(text.strip())
    if found is None:
        raise PlaceError(f"'{_shown(text)}' is no WKB in hexadecimal digits; write WKT instead.")
    data = bytes.fromhex(found[1])
    try:
        srid = _walk(data)
        geometry = shapely.from_wkb(data)
    except (struct.error, shapely.errors.ShapelyError) as error:
        raise PlaceError(f"'{_shown(text)}' is no whole WKB; write WKT instead.") from error
    return _in_degrees(geometry, text, srid or crs)


def _walk(data: bytes) -> int:
    """Return the SRID, after a look at every count, because GEOS believes them all."""
    at, open_parts, srid = 0, [1], 0
    while open_parts:
        if open_parts[-1] == 0:
            open_parts.pop()
            continue
        open_parts[-1] -= 1
        order, kind, dimensions, own_srid, at = _head(data, at)
        srid = srid or own_srid
        if kind > 3:
            (parts,) = struct.unpack_from(order + "I", data, at)
            at += 4
            open_parts.append(parts)
        else:
            at = _past(data, at, order, kind, dimensions)
        if len(open_parts) > _DEEPEST or at > len(data):
            raise struct.error
    return srid


def _head(data: bytes, at: int) -> tuple[str, int, int, int, int]:
    order = "<" if data[at : at + 1] == b"\x01" else ">"
    (flags,) = struct.unpack_from(order + "I", data, at + 1)
    plain, dimensions = flags & 0x0FFFFFFF, 2 + bool(flags & _Z) + bool(flags & _M)
    thousands, kind = divmod(plain, 1000)
    if not (1 <= kind <= 7 and thousands <= 3):
        raise struct.error
    dimensions += (0, 1, 1, 2)[thousands]
    if not flags & _SRID:
        return order, kind, dimensions, 0, at + 5
    (srid,) = struct.unpack_from(order + "I", data, at + 5)
    return order, kind, dimensions, srid, at + 9


def _past(data: bytes, at: int, order: str, kind: int, dimensions: int) -> int:
    """Return where the coordinates of a point, a line or a polygon end."""
    if kind == 1:
        return at + 8 * dimensions
    rings = 1
    if kind == 3:
        (rings,) = struct.unpack_from(order + "I", data, at)
        at += 4
    for _ in range(rings):
        (points,) = struct.unpack_from(order + "I", data, at)
        at += 4 + 8 * dimensions * points
        if at > len(data):
            raise struct.error
    return at
