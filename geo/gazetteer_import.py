"""Add a person's own places to the gazetteer: a GeoNames dump, or a CSV with named columns.

A GeoNames dump is tab-separated with 19 columns and no header. A CSV needs the
columns name, longitude and latitude; country, kind, radius_km and aliases
(separated by |) are used when they are there. Adding a file again replaces it.
"""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from geo.countries import lookup_country
from geo.errors import GazetteerError, GeoError
from geo.gazetteer import forget_gazetteers
from geo.gazetteer_file import add_rows, cache_folder
from geo.gazetteer_rows import Row, alpha3_of, listed_weight
from geo.names import LONGEST
from geo.place import LonLat, Place
from geo.points import parse_coordinate

MOST_BYTES = 600_000_000
MOST_ROWS = 3_000_000

_GEONAMES_COLUMNS = 19
_MOST_ALIASES = 200
_NAMES = {
    "name": ("name", "place", "title", "label"),
    "lon": ("longitude", "lon", "lng", "long", "x"),
    "lat": ("latitude", "lat", "y"),
    "country": ("country", "countrycode", "iso3", "alpha3"),
    "kind": ("kind", "type", "class", "category"),
    "radius_km": ("radiuskm", "radius"),
    "aliases": ("aliases", "alternatenames", "alternativenames", "othernames"),
}


def import_file(path: Path, *, folder: Path | None = None) -> int:
    """Add the places of a file, and return how many there were."""
    text = _read(path)
    rows = _geonames(text, path) if _is_geonames(text) else _own(text, path)
    added = add_rows(folder or cache_folder(), path.name, _counted(rows, path))
    forget_gazetteers()
    if not added:
        raise GazetteerError(f"'{path.name}' holds no place; it needs a name and a point per line.")
    return added


def _read(path: Path) -> str:
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise GazetteerError(
                f"'{path.name}' has {size:,} bytes and the limit is {MOST_BYTES:,}; split it."
            )
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        raise GazetteerError(f"'{path}' cannot be opened: {reason}.") from error
    except UnicodeDecodeError as error:
        raise GazetteerError(f"'{path.name}' is not UTF-8 text; save it as UTF-8.") from error


def _counted(rows: Iterator[Row], path: Path) -> Iterator[Row]:
    for count, row in enumerate(rows, start=1):
        if count > MOST_ROWS:
            raise GazetteerError(
                f"'{path.name}' has more than {MOST_ROWS:,} places, which is the limit; split it."
            )
        yield row


def _place(
    name: str, point: LonLat, *, country: str, kind: str, radius_km: float, id: str
) -> Place:
    return Place(name[:LONGEST], point, country, kind, radius_km, id)


# --- GeoNames -------------------------------------------------------------------------------------

_KINDS = {"A": "area", "H": "water", "L": "area", "P": "city", "S": "site", "T": "terrain"}
_SITES = {"MILB": "base", "INSM": "base", "AIRB": "base", "NVB": "base", "AIRP": "airport"}
_SITES |= {"ISL": "island", "ISLS": "island", "ADM1": "region", "PPLC": "capital", "STRT": "strait"}


def _is_geonames(text: str) -> bool:
    first = text.split("\n", 1)[0].split("\t")
    return len(first) == _GEONAMES_COLUMNS and first[0].isdigit()


def _geonames(text: str, path: Path) -> Iterator[Row]:
    for line, record in enumerate(_lines(text), start=1):
        if not record.strip():
            continue
        cells = record.split("\t")
        if len(cells) != _GEONAMES_COLUMNS:
            raise GazetteerError(
                f"Line {line} of '{path.name}' has {len(cells)} columns; a GeoNames dump has 19."
            )
        yield _geonames_row(cells, path, line)


def _lines(text: str) -> Iterator[str]:
    return (line.rstrip("\r\n") for line in io.StringIO(text, newline="\n"))


def _geonames_row(cells: list[str], path: Path, line: int) -> Row:
    point = _point(cells[5], cells[4], path, line)
    people = int(cells[14]) if cells[14].isascii() and cells[14].isdigit() else 0
    kind = _SITES.get(cells[7], _KINDS.get(cells[6], ""))
    place = _named(
        cells[1], point, path, line,
        country=alpha3_of().get(cells[8], ""), kind=kind, id=f"geonames:{cells[0]}",
    )  # fmt: skip
    aliases = tuple(filter(None, [cells[2], *cells[3].split(",")]))[:_MOST_ALIASES]
    return Row(place, 100.0 + people, aliases, f"{cells[8]}.{cells[10]}" if cells[10] else "")


def _named(
    name: str, point: LonLat, path: Path, line: int, *,
    country: str = "", kind: str = "", radius_km: float = 1.0, id: str,
) -> Place:  # fmt: skip
    try:
        return _place(name, point, country=country, kind=kind, radius_km=radius_km, id=id)
    except GeoError as error:
        raise GazetteerError(f"Line {line} of '{path.name}': {error}") from error


def _point(lon: str, lat: str, path: Path, line: int) -> LonLat:
    try:
        return LonLat(parse_coordinate(lon, "lon"), parse_coordinate(lat, "lat"))
    except GeoError as error:
        raise GazetteerError(f"Line {line} of '{path.name}': {error}") from error


# --- one's own CSV --------------------------------------------------------------------------------


def _own(text: str, path: Path) -> Iterator[Row]:
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    records = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        at = _columns(next(records, []), path)
        for cells in records:
            if any(map(str.strip, cells)):
                yield _own_row(cells, at, path, records.line_num)
    except csv.Error as error:
        raise GazetteerError(
            f"Line {records.line_num} of '{path.name}' is no CSV ({error})."
        ) from error


def _columns(header: list[str], path: Path) -> dict[str, int]:
    bare = ["".join(filter(str.isalnum, cell.casefold())) for cell in header]
    at = {
        ours: bare.index(found)
        for ours, theirs in _NAMES.items()
        if (found := next((name for name in theirs if name in bare), None))
    }
    if lacking := [name for name in ("name", "lon", "lat") if name not in at]:
        wanted = {"name": "name", "lon": "longitude", "lat": "latitude"}
        raise GazetteerError(
            f"'{path.name}' has no column {wanted[lacking[0]]}; "
            "its first line names the columns name, longitude and latitude."
        )
    return at


def _own_row(cells: list[str], at: dict[str, int], path: Path, line: int) -> Row:
    def cell(name: str) -> str:
        number = at.get(name, len(cells))
        return cells[number].strip() if number < len(cells) else ""

    point = _point(cell("lon"), cell("lat"), path, line)
    place = _named(
        cell("name"), point, path, line,
        country=_country(cell("country"), path, line), kind=cell("kind"),
        radius_km=_radius(cell("radius_km"), path, line), id=f"own:{path.stem}:{line}",
    )  # fmt: skip
    aliases = tuple(filter(None, map(str.strip, cell("aliases").split("|"))))
    return Row(place, listed_weight(is_own=True), aliases[:_MOST_ALIASES])


def _country(text: str, path: Path, line: int) -> str:
    if not text:
        return ""
    country = lookup_country(text)
    if country is None:
        raise GazetteerError(
            f"Line {line} of '{path.name}' names the country '{text}', which is none we know; "
            "write KOR or South Korea."
        )
    return country.alpha3


def _radius(text: str, path: Path, line: int) -> float:
    try:
        return float(text) if text else 1.0
    except ValueError as error:
        raise GazetteerError(
            f"Line {line} of '{path.name}' has the radius '{text}'; write kilometres such as 5."
        ) from error
