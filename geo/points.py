"""Turn coordinates as people write them into geometry in the one CRS, EPSG:4326.

Numbers, degrees-minutes-seconds and WKT are read; longitude and latitude are
never swapped by guessing. A column never raises: it says what is wrong, row by
row. Distances and arcs are on a sphere.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.errors import CRSError, PlaceError
from geo.place import LonLat

EARTH_RADIUS_KM = 6371.0088

Axis = Literal["lon", "lat"]
Floats = NDArray[np.float64]

_LIMIT = {"lon": 180, "lat": 90}
_NAME = {"lon": "longitude", "lat": "latitude"}
_LETTERS = {"lon": "EW", "lat": "NS"}
_LONGEST_POINT = 80
_LONGEST_WKT = 5_000_000
_DEEPEST_WKT = 6

_NUMBER = r"\d+(?:[.,]\d+)?"
_ANGLE = rf"""[+-]?\s* (?:
    \d+ \s*[°:\s]\s* (?: \d+ \s*[':\s]\s* {_NUMBER} \s* (?:"|'')? | {_NUMBER} \s* '? )
    | {_NUMBER} \s* °? )"""
_COORDINATE = rf"(?: [NSEW]\s*{_ANGLE} | {_ANGLE}\s*[NSEW]? )"
_ONE = re.compile(_COORDINATE, re.VERBOSE)
_TWO = re.compile(
    rf"({_COORDINATE}) (?: \s*[,;/|]\s* | \s+ | (?<=[NSEW]) | (?=[NSEW]) ) ({_COORDINATE})",
    re.VERBOSE,
)
_PLAIN = str.maketrans("−–º˚\u2032’\u02b9‘″”“\u02ba", "--°°''''\"\"\"\"")


# --- one point ------------------------------------------------------------------------------------


def parse_coordinate(text: str, axis: Axis) -> float:
    """Read one longitude or latitude: 126.98, 126,98, 126°58'41"E, W 77:27:50."""
    plain = _plain(text)
    if not _ONE.fullmatch(plain):
        raise PlaceError(
            f"'{_shown(text)}' is no {_NAME[axis]} that we can read; "
            "write degrees such as 37.55 or 37°33'N."
        )
    degrees = _sign(plain, text, axis) * _magnitude(plain, text)
    if abs(degrees) > _LIMIT[axis]:
        raise PlaceError(_out_of_range(_shown(text), axis))
    return degrees


def _plain(text: str) -> str:
    if len(text) > _LONGEST_POINT:
        raise PlaceError(f"'{_shown(text)}' is too long for a coordinate; write 37.55 or 37°33'N.")
    plain = re.sub(r"\s+", " ", text.translate(_PLAIN).strip().upper())
    return plain.replace("DEG", "°").replace("D", "°").replace("M", "'")


def _shown(text: str) -> str:
    return text if len(text) <= _LONGEST_POINT else text[: _LONGEST_POINT - 1] + "…"


def _sign(plain: str, text: str, axis: Axis) -> int:
    letter = "".join(re.findall("[NSEW]", plain))
    if letter and re.search("[+-]", plain):
        raise PlaceError(f"'{text}' says its direction twice; write a sign or a letter.")
    if letter and letter not in _LETTERS[axis]:
        raise PlaceError(
            f"'{text}' cannot be a {_NAME[axis]}; those end in {' or '.join(_LETTERS[axis])}."
        )
    return -1 if "-" in plain or letter in ("S", "W") else 1


def _magnitude(plain: str, text: str) -> float:
    parts = re.findall(_NUMBER, plain)
    degrees, minutes, seconds, *_ = [float(part.replace(",", ".")) for part in parts] + [0.0, 0.0]
    if minutes >= 60 or seconds >= 60:
        raise PlaceError(f"'{text}' has 60 or more minutes or seconds; write 37°33'00\"N.")
    return degrees + minutes / 60 + seconds / 3600


def _out_of_range(shown: object, axis: Axis) -> str:
    limit = _LIMIT[axis]
    return f"The {_NAME[axis]} {shown} does not exist; it lies between -{limit} and {limit}."


def parse_lon_lat(text: str, *, lon_first: bool = False) -> LonLat:
    """Read a point out of one text: "37.55, 126.99", 37°33'N 126°59'E or POINT (126.99 37.55).

    Two bare numbers are latitude and longitude, as people write them, unless
    `lon_first`; letters decide by themselves.
    """
    if text.lstrip()[:5].upper() in ("POINT", "SRID="):
        return _point_of(parse_wkt(text), text)
    lat, lon = _in_order(*_halves(text), lon_first=lon_first)
    try:
        return LonLat(parse_coordinate(lon, "lon"), parse_coordinate(lat, "lat"))
    except PlaceError as error:
        reason = str(error)
        raise PlaceError(
            f"'{_shown(text)}' is no point: {reason[:1].lower()}{reason[1:]}"
        ) from error


def _point_of(geometry: shapely.Geometry, text: str) -> LonLat:
    if not isinstance(geometry, shapely.Point):
        raise PlaceError(f"'{_shown(text)}' is a {type(geometry).__name__}; a point was wanted.")
    return LonLat(geometry.x, geometry.y)


def _halves(text: str) -> tuple[str, str]:
    plain = _plain(text)
    found = _TWO.fullmatch(plain.removeprefix("(").removesuffix(")"))
    if found is None or _is_muddled(plain):
        raise PlaceError(
            f"'{_shown(text)}' is no point that we can read; "
            "write latitude and longitude such as 37.55, 126.99 or 37°33'N 126°59'E."
        )
    return found[1], found[2]


def _is_muddled(plain: str) -> bool:
    """Say whether it is three numbers in a row, which could be split either way."""
    return re.fullmatch(r"[+-]?\d+(?:[,\s]+[+-]?\d+){2}", plain) is not None


def _in_order(first: str, second: str, *, lon_first: bool) -> tuple[str, str]:
    says_lat, says_lon = re.search("[NS]", first), re.search("[EW]", first)
    return (second, first) if says_lon or (lon_first and not says_lat) else (first, second)


# --- WKT ------------------------------------------------------------------------------------------


def parse_wkt(text: str) -> shapely.Geometry:
    """Read WKT, longitude first; nothing absurdly long or nested reaches the parser."""
    if len(text) > _LONGEST_WKT or _depth(text) > _DEEPEST_WKT:
        raise PlaceError(
            f"The geometry '{_shown(text)}' is larger or nested deeper than any real one; "
            "write plain WKT."
        )
    srid, _, body = text.strip().rpartition(";")
    if srid and srid.upper() != "SRID=4326":
        raise CRSError(f"The geometry is in '{_shown(srid)}'; transform it to EPSG:4326 first.")
    try:
        geometry = shapely.force_2d(shapely.from_wkt(body))
    except shapely.errors.ShapelyError as error:
        raise PlaceError(
            f"'{_shown(text)}' is not WKT; write it like POINT (126.98 37.57)."
        ) from error
    _check_degrees(geometry, text)
    return geometry


def _depth(text: str) -> int:
    steps = np.frombuffer(text.encode("utf-8", "replace"), dtype=np.uint8)
    opened = (steps == ord("(")).astype(np.int64) - (steps == ord(")"))
    return int(np.cumsum(opened).max(initial=0))


def _check_degrees(geometry: shapely.Geometry, text: str) -> None:
    if shapely.is_empty(geometry):
        raise PlaceError(f"'{_shown(text)}' is empty; leave the cell blank instead.")
    reach = np.abs(shapely.get_coordinates(geometry))
    if not (np.isfinite(reach).all() and (reach <= [360, 90]).all()):
        raise CRSError(
            f"'{_shown(text)}' is not in degrees of longitude and latitude; "
            "transform it to EPSG:4326, longitude first."
        )


# --- columns --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class PointColumn:
    """A column of points, None where there is none, and what is wrong in which row."""

    geometry: NDArray[np.object_]
    errors: dict[int, str]


def read_lon_lat(lon: Sequence[Any], lat: Sequence[Any]) -> PointColumn:
    """Read two columns of numbers or of degrees-minutes-seconds; blank in both means no point."""
    errors: dict[int, str] = {}
    east, north = _read_axis(lon, "lon", errors), _read_axis(lat, "lat", errors)
    for row in _rows(np.isnan(east) != np.isnan(north)):
        lacking = _NAME["lon"] if np.isnan(east[row]) else _NAME["lat"]
        errors.setdefault(row, f"The {lacking} is missing; write both or neither.")
    return PointColumn(_points(east, north), errors)


def _read_axis(values: Sequence[Any], axis: Axis, errors: dict[int, str]) -> Floats:
    cells = pd.Series(values, dtype=object)
    numbers = pd.to_numeric(cells, errors="coerce").to_numpy(dtype=np.float64, copy=True)
    for row in _rows(np.isnan(numbers)):
        if not _is_blank(cells.iat[row]):
            try:
                numbers[row] = parse_coordinate(str(cells.iat[row]), axis)
            except PlaceError as error:
                errors.setdefault(row, str(error))
    for row in _rows(np.abs(numbers) > _LIMIT[axis]):
        errors.setdefault(row, _out_of_range(cells.iat[row], axis))
        numbers[row] = np.nan
    return numbers


def _is_blank(cell: object) -> bool:
    return cell is None or cell is pd.NA or str(cell).strip().lower() in ("", "nan")


def _rows(mask: NDArray[np.bool_]) -> list[int]:
    return [int(row) for row in np.flatnonzero(mask)]


def _points(lon: Floats, lat: Floats) -> NDArray[np.object_]:
    geometry = np.full(len(lon), None, dtype=object)
    known = ~(np.isnan(lon) | np.isnan(lat))
    geometry[known] = shapely.points(lon[known], lat[known])
    return geometry


def read_points(texts: Sequence[Any], *, lon_first: bool = False) -> PointColumn:
    """Read one column that holds whole points, each written as `parse_lon_lat` reads them."""
    cells = pd.Series(texts, dtype=object)
    geometry = np.full(len(cells), None, dtype=object)
    errors: dict[int, str] = {}
    for row, cell in enumerate(cells):
        if not _is_blank(cell):
            try:
                point = parse_lon_lat(str(cell), lon_first=lon_first)
                geometry[row] = shapely.Point(point.lon, point.lat)
            except (PlaceError, CRSError) as error:
                errors[row] = str(error)
    return PointColumn(geometry, errors)


# --- distances, arcs, bounds ----------------------------------------------------------------------


def distance_km(a: LonLat, b: LonLat) -> float:
    """Return the length of the shortest way over the sphere."""
    return EARTH_RADIUS_KM * _angle(_on_sphere(a), _on_sphere(b))


def great_circle(a: LonLat, b: LonLat, *, steps: int = 64) -> list[LonLat]:
    """Return `steps` + 1 points on the shortest way, with longitudes that never jump.

    The way starts at `a`; across the antimeridian its longitudes run on past 180.
    """
    if steps < 1:
        raise PlaceError(f"An arc of {steps} steps cannot be drawn; ask for 1 or more.")
    lon, lat = _slerp(a, b, np.linspace(0.0, 1.0, steps + 1))
    lon[0], lon[-1], lat[0], lat[-1] = _turned(a.lon), _turned(b.lon), a.lat, b.lat
    lon = np.unwrap(lon, period=360)
    return [LonLat(float(x), float(y)) for x, y in zip(lon, lat, strict=True)]


def _turned(lon: float) -> float:
    return lon if abs(lon) <= 180 else (lon + 180) % 360 - 180


def _slerp(a: LonLat, b: LonLat, part: Floats) -> tuple[Floats, Floats]:
    start, end = _on_sphere(a), _on_sphere(b)
    angle = _angle(start, end)
    side = end - start * float(start @ end)
    if np.linalg.norm(side) < 1e-12:  # no single way: the same point, or the far side of the globe
        side = _towards_pole(a)
    side = side / np.linalg.norm(side)
    way = np.outer(np.cos(part * angle), start) + np.outer(np.sin(part * angle), side)
    x, y, z = way.T
    return np.degrees(np.arctan2(y, x)), np.degrees(np.arctan2(z, np.hypot(x, y)))


def _towards_pole(a: LonLat) -> Floats:
    lon, lat = math.radians(a.lon), math.radians(a.lat)
    return np.array([-math.sin(lat) * math.cos(lon), -math.sin(lat) * math.sin(lon), math.cos(lat)])


def _on_sphere(point: LonLat) -> Floats:
    lon, lat = math.radians(point.lon), math.radians(point.lat)
    return np.array([math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)])


def _angle(a: Floats, b: Floats) -> float:
    return math.atan2(float(np.linalg.norm(np.cross(a, b))), float(a @ b))


class Bounds(NamedTuple):
    """A box in degrees; across the antimeridian east runs on past 180."""

    west: float
    south: float
    east: float
    north: float


def bounds(geometries: Sequence[shapely.Geometry | None] | NDArray[np.object_]) -> Bounds | None:
    """Return the narrowest box around all geometries, or None when there are none."""
    boxes = shapely.bounds(np.asarray(geometries, dtype=object).reshape(-1))
    boxes = boxes[~np.isnan(boxes).any(axis=1)]
    if not len(boxes):
        return None
    west, east = _narrowest(boxes[:, 0], boxes[:, 2])
    return Bounds(west, float(boxes[:, 1].min()), east, float(boxes[:, 3].max()))


def _narrowest(west: Floats, east: Floats) -> tuple[float, float]:
    """Leave out the widest gap between intervals of longitude, if it beats the usual edge."""
    order = np.argsort(west)
    starts, ends = west[order], np.maximum.accumulate(east[order])
    gaps = starts[1:] - ends[:-1]
    across = starts[0] + 360 - ends[-1]
    if not len(gaps) or gaps.max() <= across:
        return float(starts[0]), float(ends[-1])
    widest = int(np.argmax(gaps))
    return float(starts[widest + 1]), float(ends[widest] + 360)
