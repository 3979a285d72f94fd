"""Read grid references, MGRS and UTM, into points.

A reference names a square, not a point: the middle is returned with how far off
the corners are. The letter of "52S 323000 4157000" is the band of latitude when
the northing fits it, and else says north or south.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo.crs import to_lon_lat
from geo.errors import PlaceError
from geo.place import LonLat

_LONGEST = 60
_BANDS = "CDEFGHJKLMNPQRSTUVWX"
_SPACES = re.compile(r"\s+")
_MGRS = re.compile(r"(\d{1,2})([C-HJ-NP-X]) ?([A-HJ-NP-Z])([A-HJ-NP-V]) ?(\d*) ?(\d*)")
_UTM = re.compile(
    r"(?:UTM ?)?(?:ZONE ?)?(\d{1,2}) ?([C-HJ-NP-X])[ ,:]+"
    r"(\d{5,7}(?:\.\d+)?) ?M? ?E?[ ,;]+(\d{1,8}(?:\.\d+)?) ?M? ?N?"
)
_ROWS = "ABCDEFGHJKLMNPQRSTUV"
_COLUMNS = ("STUVWXYZ", "ABCDEFGH", "JKLMNPQR")
# Where each band begins, in metres of northing: MGRS repeats its rows every 2,000 km.
_SOUTHERN_KM = (1100, 2000, 2800, 3700, 4600, 5500, 6400, 7300, 8200, 9100)
_NORTHERN_KM = (0, 800, 1700, 2600, 3500, 4400, 5300, 6200, 7000, 7900)
_BAND_STARTS = {
    band: km * 1000.0 for band, km in zip(_BANDS, (*_SOUTHERN_KM, *_NORTHERN_KM), strict=True)
}
_ROUND_ROWS = 2_000_000
_SLACK_M = 60_000  # how far past the edge of its band a reference may still say so


@dataclass(frozen=True, slots=True)
class Grid:
    """A point on the grid of a UTM zone, in metres, and the side of the square it names."""

    zone: int
    is_north: bool
    easting: float
    northing: float
    side: float = 1.0

    @property
    def epsg(self) -> int:
        """Return the code of its CRS."""
        return (32600 if self.is_north else 32700) + self.zone

    @property
    def radius_km(self) -> float:
        """Return how far the corners of its square are from the middle."""
        return self.side / 2**0.5 / 1000 if self.side > 1 else 0.0


def is_grid(text: str) -> bool:
    """Say whether a text looks like a grid reference, right or wrong."""
    plain = _plain(text)
    return bool(_UTM.fullmatch(plain) or _MGRS.fullmatch(plain))


def parse_grid(text: str) -> LonLat:
    """Read one reference: 52SCG2293357194, 52S CG 229 571, 52S 323000 4157000."""
    lon, lat = grid_points([read_grid(text)])
    if not (np.isfinite(lon[0]) and np.isfinite(lat[0])):
        raise PlaceError(f"The grid reference '{text}' lies outside its zone.")
    return LonLat(float(lon[0]), float(lat[0]))


def read_grid(text: str) -> Grid:
    """Return what a reference says, in metres."""
    plain = _plain(text)
    if found := _UTM.fullmatch(plain):
        return _utm(int(found[1]), found[2], float(found[3]), float(found[4]), text)
    if found := _MGRS.fullmatch(plain):
        return _mgrs(int(found[1]), found[2], found[3], found[4], (found[5], found[6]), text)
    raise PlaceError(
        f"'{text[:_LONGEST]}' is no grid reference that we can read; "
        "write MGRS such as 52SCG2293357194 or UTM such as 52S 323000 4157000."
    )


def grid_points(grids: Iterable[Grid]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return longitudes and latitudes, all references of one zone at once."""
    every = list(grids)
    lon, lat = np.full(len(every), np.nan), np.full(len(every), np.nan)
    codes = np.array([grid.epsg for grid in every])
    at = np.array([(grid.easting, grid.northing) for grid in every]).reshape(-1, 2)
    for code in np.unique(codes):
        rows = codes == code
        lon[rows], lat[rows] = to_lon_lat(at[rows, 0], at[rows, 1], int(code))
    return lon, lat


def _plain(text: str) -> str:
    return _SPACES.sub(" ", text.strip().upper()) if len(text) <= _LONGEST else ""


def _utm(zone: int, letter: str, easting: float, northing: float, text: str) -> Grid:
    _check_zone(zone, text)
    if not (100_000 <= easting <= 900_000 and northing <= 10_000_000):
        raise PlaceError(f"'{text}' lies outside a UTM zone; its easting is 100000 to 900000.")
    if _is_in_band(letter, northing):
        return Grid(zone, letter >= "N", easting, northing)
    if letter in "NS":
        return Grid(zone, letter == "N", easting, northing)
    raise PlaceError(f"The northing of '{text}' is not in the band {letter}; check one of the two.")


def _is_in_band(letter: str, northing: float) -> bool:
    start = _BAND_STARTS[letter]
    height = 1_500_000 if letter == "X" else 900_000
    return start - _SLACK_M <= northing <= start + height + 2 * _SLACK_M


def _check_zone(zone: int, text: str) -> None:
    if not 1 <= zone <= 60:
        raise PlaceError(f"'{text}' names the zone {zone}; there are 1 to 60.")


def _mgrs(zone: int, band: str, column: str, row: str, digits: tuple[str, str], text: str) -> Grid:
    _check_zone(zone, text)
    east, north = _halves(*digits, text)
    if column not in _COLUMNS[zone % 3]:
        raise PlaceError(f"'{text}' names a square {column}{row} that zone {zone} does not have.")
    side = 10.0 ** (5 - len(east))
    easting = (_COLUMNS[zone % 3].index(column) + 1) * 100_000 + int(east or 0) * side
    northing = _row_start(zone, row, band) + int(north or 0) * side
    grid = Grid(zone, band >= "N", easting + side / 2, northing + side / 2, side)
    if not _is_in_band(band, grid.northing):
        raise PlaceError(f"'{text}' names a square {column}{row} that band {band} does not have.")
    return grid


def _halves(first: str, second: str, text: str) -> tuple[str, str]:
    if not second:
        first, second = first[: len(first) // 2], first[len(first) // 2 :]
    if len(first) != len(second) or len(first) > 5:
        raise PlaceError(f"'{text}' has digits that do not halve; write as many east as north.")
    return first, second


def _row_start(zone: int, row: str, band: str) -> float:
    start = ((_ROWS.index(row) - (5 if zone % 2 == 0 else 0)) % 20) * 100_000
    least = _BAND_STARTS[band] - 100_000
    while start < least:
        start += _ROUND_ROWS
    return start
