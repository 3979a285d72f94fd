"""Turn coordinates as people write them into points in the one CRS, EPSG:4326.

Numbers, degrees-minutes-seconds, grid references and points of WKT, WKB and
GeoJSON are read; longitude and latitude are never swapped by guessing. A column
never raises: it says what is wrong, row by row. Distances and arcs are on a sphere.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import shapely
from numpy.typing import NDArray

from geo.crs import is_projected, parse_crs, to_lon_lat
from geo.errors import CRSError, PlaceError
from geo.grids import Grid, grid_points, is_grid, read_grid
from geo.place import LonLat
from geo.shapes import looks_like_geometry, parse_geometry
from geo.shapes import parse_wkt as parse_wkt  # noqa: PLC0414 - timeline.rows finds it here

EARTH_RADIUS_KM = 6371.0088

Axis = Literal["lon", "lat"]
Floats = NDArray[np.float64]

_LIMIT = {"lon": 180, "lat": 90}
_NAME = {"lon": "longitude", "lat": "latitude"}
_LETTERS = {"lon": "EW", "lat": "NS"}
_LONGEST_POINT = 80

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
_UNSEEN = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"  # what web pages put around numbers
_PLAIN = str.maketrans("−–º˚\u2032’\u02b9‘″”“\u02ba", "--°°''''\"\"\"\"", _UNSEEN)


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
    """Read a point out of one text: "37.55, 126.99", 37°33'N 126°59'E, 52SCG2293357194, WKT.

    Two bare numbers are latitude and longitude, as people write them, unless
    `lon_first`; letters decide by themselves.
    """
    if looks_like_geometry(text):
        return _point_of(parse_geometry(text), text)
    if is_grid(text):
        return _point_of_grid(read_grid(text), text)
    lat, lon = _in_order(*_halves(text), lon_first=lon_first)
    try:
        return LonLat(parse_coordinate(lon, "lon"), parse_coordinate(lat, "lat"))
    except PlaceError as error:
        reason = str(error)
        raise PlaceError(
            f"'{_shown(text)}' is no point: {reason[:1].lower()}{reason[1:]}"
        ) from error


def _point_of_grid(grid: Grid, text: str) -> LonLat:
    lon, lat = grid_points([grid])
    if not (np.isfinite(lon[0]) and np.isfinite(lat[0])):
        raise PlaceError(f"The grid reference '{text}' lies outside its zone.")
    return LonLat(float(lon[0]), float(lat[0]))


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


# --- columns --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class PointColumn:
    """A column of points, None where there is none, and what is wrong in which row.

    `radius_km` says how far off a point may be, where its notation says so: a
    grid reference names a square.
    """

    geometry: NDArray[np.object_]
    errors: dict[int, str]
    radius_km: dict[int, float] = field(default_factory=dict)


def read_lon_lat(
    lon: Sequence[Any], lat: Sequence[Any], *, crs: str | int | None = None
) -> PointColumn:
    """Read two columns of numbers or of degrees-minutes-seconds; blank in both means no point.

    With a projected `crs` they are its eastings and northings, in numbers.
    """
    if crs is not None and is_projected(parse_crs(crs)):
        return _read_projected(lon, lat, crs)
    errors: dict[int, str] = {}
    east, north = _read_axis(lon, "lon", errors), _read_axis(lat, "lat", errors)
    if crs is not None:
        east, north = to_lon_lat(east, north, crs)
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


def _read_projected(x: Sequence[Any], y: Sequence[Any], crs: str | int) -> PointColumn:
    columns = [pd.Series(values, dtype=object) for values in (x, y)]
    east, north = (
        pd.to_numeric(cells, errors="coerce").to_numpy(dtype=np.float64) for cells in columns
    )
    lon, lat = to_lon_lat(east, north, crs)
    blank = np.array([[_is_blank(cell) for cell in cells] for cells in columns]).all(axis=0)
    wrong = (np.isnan(lon) | np.isnan(lat)) & ~blank
    reasons = {
        row: f"'{_shown(f'{columns[0].iat[row]}, {columns[1].iat[row]}')}' is no point "
        f"of EPSG:{parse_crs(crs)}; write its easting and northing as numbers."
        for row in _rows(wrong)
    }
    return PointColumn(_points(lon, lat), reasons)


def read_points(
    texts: Sequence[Any], *, lon_first: bool = False, crs: str | int | None = None
) -> PointColumn:
    """Read one column that holds whole points, each written as `parse_lon_lat` reads them.

    With a projected `crs` two bare numbers are its easting and northing.
    """
    cells = _texts(texts)
    first, second, is_plain = _plain_pairs(cells)
    if crs is not None and is_projected(parse_crs(crs)):
        lon, lat = to_lon_lat(first, second, crs)
        is_plain &= ~np.isnan(lon)
    else:
        lon, lat = (first, second) if lon_first else (second, first)
        is_plain &= (np.abs(lon) <= 180) & (np.abs(lat) <= 90)
        lon, lat = to_lon_lat(lon, lat, crs) if crs is not None else (lon, lat)
    geometry = _points(np.where(is_plain, lon, np.nan), np.where(is_plain, lat, np.nan))
    column = PointColumn(geometry, {})
    _read_others(cells, _rows(~is_plain), column, lon_first=lon_first)
    return column


def _texts(values: Sequence[Any]) -> list[str]:
    return ["" if _is_blank(value) else str(value) for value in pd.Series(values, dtype=object)]


_NUMBERS = r"[+-]?\d{1,9}(?:\.\d{1,20})?"
_PAIR = rf"^\s*\(?(?P<first>{_NUMBERS})(?:[ ]*[,;/|][ ]*|[ ]+)(?P<second>{_NUMBERS})\)?\s*$"


def _plain_pairs(cells: list[str]) -> tuple[Floats, Floats, NDArray[np.bool_]]:
    """Return both numbers of every cell that is nothing but two numbers with points, and which."""
    found = pc.extract_regex(pa.array(cells, type=pa.string()), pattern=_PAIR)
    first, second = (
        pc.cast(pc.struct_field(found, name), pa.float64()).to_numpy(zero_copy_only=False)
        for name in ("first", "second")
    )
    return first, second, ~np.isnan(first)


def _read_others(
    cells: list[str], rows: list[int], column: PointColumn, *, lon_first: bool
) -> None:
    """Read what is more than two numbers, each text once; grid references zone by zone."""
    grids: dict[int, Grid] = {}
    known: dict[str, shapely.Point | str] = {}
    for row in rows:
        text = cells[row]
        if not text:
            continue
        if is_grid(text):
            _keep_grid(text, row, grids, column)
            continue
        if text not in known:
            known[text] = _point_or_reason(text, lon_first=lon_first)
        found = known[text]
        if isinstance(found, str):
            column.errors[row] = found
        else:
            column.geometry[row] = found
    _place_grids(grids, cells, column)


def _keep_grid(text: str, row: int, grids: dict[int, Grid], column: PointColumn) -> None:
    try:
        grids[row] = read_grid(text)
    except PlaceError as error:
        column.errors[row] = str(error)


def _place_grids(grids: dict[int, Grid], cells: list[str], column: PointColumn) -> None:
    lon, lat = grid_points(grids.values())
    for (row, grid), x, y in zip(grids.items(), lon.tolist(), lat.tolist(), strict=True):
        if not (math.isfinite(x) and math.isfinite(y)):
            column.errors[row] = f"The grid reference '{cells[row]}' lies outside its zone."
            continue
        column.geometry[row] = shapely.Point(x, y)
        if grid.radius_km:
            column.radius_km[row] = grid.radius_km


def _point_or_reason(text: str, *, lon_first: bool) -> shapely.Point | str:
    try:
        point = parse_lon_lat(text, lon_first=lon_first)
    except (PlaceError, CRSError) as error:
        return str(error)
    return shapely.Point(point.lon, point.lat)


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
