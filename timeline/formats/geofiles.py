"""Read GeoPackage, FlatGeobuf and zipped Shapefile, and write GeoPackage.

GDAL goes by content and opens files that merely point elsewhere, so nothing reaches it that
does not begin as the format begins, under a name and in a folder of our own, and what it
says it opened has to be that format. A GeoPackage is read with SQLite itself: tables only,
since a view may compute for ever, with the schema distrusted and every function forbidden.
"""

import os
import re
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
from numpy.typing import NDArray
from pyproj import CRS
from pyproj.exceptions import ProjError

from timeline.cells import Fault, texts
from timeline.errors import FormatError
from timeline.formats.archive import is_archive, read_members
from timeline.formats.beside import named_beside
from timeline.formats.limits import LIMITS, Limits, check_cells, check_chars, check_size
from timeline.formats.table import dates_as_text, other_texts, stated_texts
from timeline.formats.wkb import read_wkb
from timeline.rows import build_frame
from timeline.schema import STATED, ReadResult, objects

_OWN = frozenset(STATED) - {"geometry"}
_POINTED = ("longitude", "latitude", "geometry")
_FAILURES = (
    pyogrio.errors.DataSourceError,
    pyogrio.errors.DataLayerError,
    pyogrio.errors.FeatureError,
    pyogrio.errors.FieldError,
    pyogrio.errors.GeometryError,
    pyogrio.errors.CRSError,
    ValueError,
    TypeError,
    LookupError,
    OSError,
)

Columns = dict[str, Sequence[str]]


# --- what the formats have in common --------------------------------------------------------------


def _built(
    cells: Columns,
    shapes: NDArray[np.object_] | None,
    faults: Sequence[Fault],
    notes: Sequence[str],
    anchor: date | None,
    day_first: bool | None,
) -> ReadResult:
    """Name the columns as ours; what follows from our dates is worked out anew."""
    size = len(next(iter(cells.values()), ())) if shapes is None else len(shapes)
    named, more = named_beside(cells, size, has_shapes=shapes is not None)
    columns = {name: objects(held) for name, held in named.items()}
    raw = pd.DataFrame(columns, index=range(size), dtype=object)
    if shapes is not None:
        raw["geometry"] = shapes
    every = (*notes, *more)
    return build_frame(raw, anchor=anchor, day_first=day_first, faults=faults, notes=every)


def _in_degrees(shapes: NDArray[np.object_], crs: CRS | None) -> NDArray[np.object_]:
    if crs is None or crs.to_epsg() == 4326:
        return shapes
    try:
        return np.asarray(gpd.GeoSeries(shapes, crs=crs).to_crs(4326), dtype=object)
    except (ProjError, ValueError) as error:
        raise FormatError(
            f"The file's CRS cannot be converted ({str(error)[:100]}); save it in EPSG:4326."
        ) from None


@contextmanager
def _folder_with(files: Mapping[str, bytes]) -> Iterator[Path]:
    """A folder of our own with these files in it, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="dateline-") as folder:
        for name, data in files.items():
            Path(folder, name).write_bytes(data)
        yield Path(folder)


# --- FlatGeobuf and Shapefile ---------------------------------------------------------------------

_SHP_MAGIC = b"\x00\x00\x27\x0a"
_SHP_PARTS = (".shp", ".shx", ".dbf", ".prj", ".cpg")


def read_flatgeobuf(
    data: bytes,
    *,
    name: str = "",
    anchor: date | None = None,
    day_first: bool | None = None,
    limits: Limits = LIMITS,
) -> ReadResult:
    """Read the bytes of a FlatGeobuf file into a frame, rejected features and notes."""
    check_size(data, limits)
    if data[:3] != b"fgb" or data[4:7] != b"fgb":
        raise FormatError(f"{name or 'The file'} is no FlatGeobuf by its content.")
    with _folder_with({"layer.fgb": data}) as folder:
        cells, shapes = _opened(folder / "layer.fgb", "FlatGeobuf", name, limits)
    return _built(cells, shapes, (), (), anchor, day_first)


def read_shapefile(
    data: bytes,
    *,
    name: str = "",
    anchor: date | None = None,
    day_first: bool | None = None,
    limits: Limits = LIMITS,
    layer: str | None = None,
) -> ReadResult:
    """Read a zipped Shapefile: the layer named, else the first of the archive."""
    check_size(data, limits)
    if not is_archive(data):
        raise FormatError(
            f"{name or 'The file'} is no ZIP archive; zip the .shp with its .shx, .dbf and .prj."
        )
    members = read_members(data, limits=limits, wanted=_is_part)
    stems = [member[:-4] for member in members if member.lower().endswith(".shp")]
    chosen, notes = _chosen(stems, layer, name, "Shapefile")
    parts = {
        f"layer{member[-4:].lower()}": held
        for member, held in members.items()
        if member[:-4] == chosen
    }
    if not _is_text(parts.get("layer.prj", b"")):  # GDAL's reader stumbles over it
        raise FormatError(f"The file {chosen}.prj of the archive is no text; save it anew.")
    if not parts["layer.shp"].startswith(_SHP_MAGIC):
        raise FormatError(f"The file {chosen}.shp of the archive is no Shapefile by its content.")
    if "layer.prj" not in parts:
        notes = (*notes, f"There is no {chosen}.prj, so longitude and latitude were taken for it.")
    with _folder_with(parts) as folder, _index_made_anew():
        cells, shapes = _opened(folder / "layer.shp", "ESRI Shapefile", name, limits)
    return _built(cells, shapes, (), notes, anchor, day_first)


@contextmanager
def _index_made_anew() -> Iterator[None]:
    """Have GDAL make the .shx that an archive lacks, in the folder of our own."""
    pyogrio.set_gdal_config_options({"SHAPE_RESTORE_SHX": "YES"})
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options({"SHAPE_RESTORE_SHX": None})


def _is_text(held: bytes) -> bool:
    try:
        held.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _is_part(member: str) -> bool:
    return member.lower().endswith(_SHP_PARTS) and not member.startswith("__MACOSX/")


def _chosen(
    names: Sequence[str], wanted: str | None, label: str, what: str
) -> tuple[str, tuple[str, ...]]:
    """The layer that is wanted, or the first one with a note about the others."""
    if not names:
        raise FormatError(f"{label or 'The file'} holds no {what} that we can read.")
    if wanted is None:
        others = ", ".join(f"'{name}'" for name in names[1:9])
        note = f"The layer '{names[0]}' was read; there are also {others}."
        return names[0], (note,) if others else ()
    if wanted not in names:
        raise FormatError(f"There is no layer '{wanted}'; there are {', '.join(names[:8])}.")
    return wanted, ()


def _opened(
    path: Path, driver: str, name: str, limits: Limits
) -> tuple[Columns, NDArray[np.object_] | None]:
    """Read a file of our own making with GDAL, which has to call it what we do."""
    try:
        about = pyogrio.read_info(path)
        if about["driver"] != driver:
            raise FormatError(f"{name or 'The file'} is {about['driver']} and not {driver}.")
        check_cells(max(0, about["features"]), len(about["fields"]), limits)
        meta, _, blobs, values = pyogrio.raw.read(path, max_features=limits.rows + 1)
        crs = CRS.from_user_input(meta["crs"]) if meta["crs"] else None
    except (*_FAILURES, ProjError) as error:
        if isinstance(error, FormatError):
            raise
        raise FormatError(
            f"{name or 'The file'} cannot be read as {driver}: {_said(error, path)}."
        ) from None
    cells = {
        str(field): _cells(column) for field, column in zip(meta["fields"], values, strict=True)
    }
    for column in cells.values():
        check_chars(column, limits)
    if blobs is None:
        return cells, None
    shapes, _ = read_wkb([bytes(blob) if blob is not None else None for blob in blobs])
    return cells, _in_degrees(shapes, crs)


def _said(error: Exception, path: Path) -> str:
    return str(error).replace(f"{path.parent}{os.sep}", "")[:120].rstrip(".")


def _cells(column: NDArray[Any]) -> Sequence[str]:
    if np.issubdtype(column.dtype, np.datetime64):
        return dates_as_text(pd.Series(column))
    if np.issubdtype(column.dtype, np.floating):
        return ["" if value != value else repr(float(value)).removesuffix(".0") for value in column]  # noqa: PLR0124
    return [_clean(text) for text in texts(pd.Series(column, dtype=object))]


def _clean(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


# --- GeoPackage -----------------------------------------------------------------------------------

_SQLITE = b"SQLite format 3\x00"
_GPKG_IDS = (b"GPKG", b"GP10", b"GP11")
_STEPS = 20_000
_MOST_STEPS = 4_000_000_000
_ENVELOPES = (0, 32, 48, 48, 64)


def read_gpkg(
    data: bytes,
    *,
    name: str = "",
    anchor: date | None = None,
    day_first: bool | None = None,
    limits: Limits = LIMITS,
    layer: str | None = None,
) -> ReadResult:
    """Read one table of a GeoPackage: the one named, else the first with geometry."""
    check_size(data, limits)
    if not data.startswith(_SQLITE) or data[68:72] not in _GPKG_IDS:
        raise FormatError(f"{name or 'The file'} is no GeoPackage by its content.")
    with _folder_with({"layer.gpkg": data}) as folder:
        try:
            with closing(_connected(folder / "layer.gpkg", limits)) as database:
                cells, shapes, faults, notes = _layer_of(database, layer, name, limits)
        except sqlite3.DataError as error:
            raise FormatError(_said_of_gpkg(error, name, limits)) from None
        except (sqlite3.Error, UnicodeError, ValueError, OverflowError, MemoryError) as error:
            raise FormatError(
                f"{name or 'The file'} cannot be read as GeoPackage: {str(error)[:120]}."
            ) from None
    return _built(cells, shapes, faults, notes, anchor, day_first)


def _said_of_gpkg(error: sqlite3.DataError, name: str, limits: Limits) -> str:
    if "too big" not in str(error):
        return f"{name or 'The file'} cannot be read as GeoPackage: {str(error)[:120]}."
    return (
        f"A cell or a geometry of {name or 'the file'} is longer than the limit, which is "
        f"{limits.said('cell_chars')} characters; shorten it."
    )


def _connected(path: Path, limits: Limits) -> sqlite3.Connection:
    database = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
    database.text_factory = lambda held: held.decode("utf-8", "replace")
    database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, 4 * limits.cell_chars)
    database.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    for pragma in ("trusted_schema=0", "cell_size_check=1", "mmap_size=0"):
        database.execute(f"PRAGMA {pragma}")
    steps = iter(range(_MOST_STEPS // _STEPS))
    database.set_progress_handler(lambda: next(steps, None) is None, _STEPS)
    database.set_authorizer(_allowed)
    return database


def _allowed(action: int, *_: Any) -> int:
    """Let SQLite read columns, and neither write, attach nor call any function."""
    good = (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ)
    return sqlite3.SQLITE_OK if action in good else sqlite3.SQLITE_DENY


def _layer_of(
    database: sqlite3.Connection, wanted: str | None, label: str, limits: Limits
) -> tuple[Columns, NDArray[np.object_] | None, list[Fault], tuple[str, ...]]:
    layers = _layers(database)
    chosen, notes = _chosen([*layers], wanted, label, "table")
    rows = database.execute(f"SELECT * FROM {_quoted(chosen)}")
    names = [column[0] for column in rows.description]
    held: list[tuple[Any, ...]] = []
    for row in rows:
        held.append(row)
        if len(held) > limits.rows:
            break
    check_cells(len(held), len(names), limits)
    shaped, crs = layers[chosen]
    columns = dict(zip(names, zip(*held, strict=True) if held else ((),) * len(names), strict=True))
    blobs = columns.pop(shaped, None) if shaped else None
    key = _key_of(database, chosen)
    if key and key not in STATED and key.lower() in ("fid", "ogc_fid"):
        columns.pop(key, None)
    cells: Columns = {
        str(name): [_value(value) for value in values] for name, values in columns.items()
    }
    for column in cells.values():
        check_chars(column, limits)
    if blobs is None:
        return cells, None, [], notes
    shapes, faults = read_wkb([_wkb(blob) for blob in blobs])
    return cells, _in_degrees(shapes, crs), faults, notes


def _layers(database: sqlite3.Connection) -> dict[str, tuple[str, CRS | None]]:
    """The tables with data, those with geometry first; views and computed tables are none."""
    listed = database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
    real = {name for name, sql in listed if not _is_virtual(sql)}
    if "gpkg_contents" not in real:
        raise FormatError("The GeoPackage has no table gpkg_contents; save it again.")
    contents: list[str] = [
        name
        for (name,) in database.execute("SELECT table_name FROM gpkg_contents")
        if name in real and not str(name).startswith(("gpkg_", "sqlite_", "rtree_"))
    ]
    drawn: dict[str, tuple[str, CRS | None]] = {}
    if "gpkg_geometry_columns" in real:
        columns = database.execute(
            "SELECT table_name, column_name, srs_id FROM gpkg_geometry_columns"
        )
        for table, column, srs in columns.fetchall():
            if table in contents:
                drawn[table] = (str(column), _crs_of(database, srs))
    return drawn | {name: ("", None) for name in contents if name not in drawn}


def _is_virtual(sql: str | None) -> bool:
    return re.match(r"\s*create\s+virtual", sql or "", re.IGNORECASE) is not None


def _crs_of(database: sqlite3.Connection, srs: Any) -> CRS | None:
    """The CRS by its number with its authority, or by its WKT; never by an address."""
    if srs in (4326, 0, -1):
        return None
    row = database.execute(
        "SELECT organization, organization_coordsys_id, definition FROM gpkg_spatial_ref_sys "
        "WHERE srs_id = ?",
        (srs,),
    ).fetchone()
    try:
        if row and str(row[0]).upper() == "EPSG":
            return CRS.from_epsg(int(row[1]))
        return CRS.from_wkt(str(row[2])) if row else None
    except (ProjError, ValueError, TypeError) as error:
        raise FormatError(
            f"The CRS {srs} of the file is not known ({str(error)[:80]}); save it in EPSG:4326."
        ) from None


def _key_of(database: sqlite3.Connection, table: str) -> str:
    """The column that is an alias of the row's number, which says nothing about the row."""
    (sql,) = database.execute(
        "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?", (table,)
    ).fetchone()
    found = re.search(r'[("\s]([A-Za-z_]+)"?\s+INTEGER\s+PRIMARY\s+KEY', sql or "", re.IGNORECASE)
    return found[1] if found else ""


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _value(value: Any) -> str:
    if value is None or isinstance(value, bytes):
        return ""
    if isinstance(value, float):
        return repr(value).removesuffix(".0")
    return _clean(str(value))


def _wkb(blob: Any) -> bytes | None:
    """The WKB behind a GeoPackage's header; what has none is left for the reader to refuse."""
    if not isinstance(blob, bytes) or len(blob) < 8:
        return None
    if blob[:2] != b"GP":
        return blob
    flags = blob[3]
    kind = flags >> 1 & 0b111
    if flags & 0b10000:
        return None
    return blob[8 + (_ENVELOPES[kind] if kind < len(_ENVELOPES) else 0) :]


def _within_datetime(times: pd.Series) -> NDArray[np.datetime64]:
    """The times that a GeoPackage can hold, those of the years 1 to 9999."""
    held = times.to_numpy().astype("datetime64[ms]")
    outside = (held < np.datetime64("0001-01-01")) | (held > np.datetime64("9999-12-31"))
    return np.where(outside, np.datetime64("NaT"), held)


def _free_names(columns: Columns, taken: set[str]) -> Columns:
    """Number the names that differ in their case only, which SQLite takes for the same."""
    free: Columns = {}
    used = {name.lower() for name in taken}
    for name, cells in columns.items():
        wanted, count = name, 1
        while wanted.lower() in used:
            count += 1
            wanted = f"{name} ({count})"
        used.add(wanted.lower())
        free[wanted] = cells
    return free


def write_gpkg(frame: gpd.GeoDataFrame, *, layer: str = "events") -> bytes:
    """Write a frame as a GeoPackage of one layer; lists become text parted by semicolons."""
    columns: dict[str, Any] = {**stated_texts(frame)}
    for name in ("radius_km", "strength_low", "strength_high", "confidence"):
        columns[name] = frame[name].to_numpy(dtype=float)
    # Text is not enough for a program that animates along a time.
    columns |= {name: _within_datetime(frame[name]) for name in ("earliest", "latest")}
    columns |= _free_names(other_texts(frame), {*columns, "fid", "geom", "geometry"})
    table = gpd.GeoDataFrame(
        pd.DataFrame(columns, index=range(len(frame))),
        geometry=frame.geometry.reset_index(drop=True),
        crs=frame.crs,
    )
    with _folder_with({}) as folder:
        path = folder / "events.gpkg"
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": "2000-01-01T00:00:00.000Z"})
        try:
            pyogrio.write_dataframe(
                table,
                path,
                layer=layer,
                driver="GPKG",
                geometry_type="Unknown",
                promote_to_multi=False,
            )
        finally:
            pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})
        return path.read_bytes()
