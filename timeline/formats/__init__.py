"""Choose the reader or writer of a file by its suffix, or by its content when it has none.

The two tables below are the whole decision; a format is one more line in them.
Its module is imported when the format is first used.
"""

from collections.abc import Callable, Mapping
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import geopandas as gpd

from timeline.errors import FormatError
from timeline.formats.limits import LIMITS, Limits, check_size
from timeline.frame import ReadResult

READABLE: Mapping[str, str] = {
    ".csv": "timeline.formats.table:read_csv",
    ".tsv": "timeline.formats.table:read_csv",
    ".tab": "timeline.formats.table:read_csv",
    ".txt": "timeline.formats.table:read_csv",
    ".geojson": "timeline.formats.geojson:read_geojson",
    ".json": "timeline.formats.geojson:read_geojson",
    ".html": "timeline.formats.page:read_page",
    ".htm": "timeline.formats.page:read_page",
    ".xlsx": "timeline.formats.workbook:read_workbook",
    ".xlsm": "timeline.formats.workbook:read_workbook",
    ".xls": "timeline.formats.workbook:read_workbook",
    ".ods": "timeline.formats.workbook:read_workbook",
    ".kml": "timeline.formats.kml:read_kml",
    ".kmz": "timeline.formats.kml:read_kml",
    ".gpx": "timeline.formats.gpx:read_gpx",
    ".gpkg": "timeline.formats.geofiles:read_gpkg",
    ".fgb": "timeline.formats.geofiles:read_flatgeobuf",
    ".zip": "timeline.formats.geofiles:read_shapefile",
    ".parquet": "timeline.formats.parquet:read_parquet",
    ".geoparquet": "timeline.formats.parquet:read_parquet",
    ".ics": "timeline.formats.ical:read_ical",
}
WRITABLE: Mapping[str, str] = {
    ".csv": "timeline.formats.table:write_csv",
    ".tsv": "timeline.formats.table:write_tsv",
    ".geojson": "timeline.formats.geojson:write_geojson",
    ".html": "timeline.formats.page:write_page",
    ".xlsx": "timeline.formats.workbook:write_workbook",
    ".kml": "timeline.formats.kml:write_kml",
    ".kmz": "timeline.formats.kml:write_kmz",
    ".gpkg": "timeline.formats.geofiles:write_gpkg",
    ".parquet": "timeline.formats.parquet:write_parquet",
    ".geoparquet": "timeline.formats.parquet:write_parquet",
    ".timelinejs.csv": "timeline.formats.timelinejs:write_timelinejs_csv",
    ".timelinejs.json": "timeline.formats.timelinejs:write_timelinejs_json",
    ".ics": "timeline.formats.ical:write_ical",
    ".czml": "timeline.formats.czml:write_czml",
}


def read(
    source: str | Path | bytes,
    *,
    name: str | None = None,
    anchor: date | None = None,
    day_first: bool | None = None,
    limits: Limits = LIMITS,
    **options: Any,
) -> ReadResult:
    """Read a file, or bytes that came under a name, into a frame and what was left out.

    `anchor` is the date that relative dates refer to, `day_first` settles 03/04/2024.
    """
    data = source if isinstance(source, bytes) else _bytes_of(Path(source), limits)
    label = name or ("" if isinstance(source, bytes) else str(source))
    suffix = Path(label).suffix.lower() or _suffix_of(data)
    reader = _chosen(READABLE, suffix, label or "the data", "read")
    result: ReadResult = reader(
        data, name=label, anchor=anchor, day_first=day_first, limits=limits, **options
    )
    return result


def write(frame: gpd.GeoDataFrame, path: str | Path, **options: Any) -> None:
    """Write a frame to a file in the format that its suffix names."""
    Path(path).write_bytes(to_bytes(frame, str(path), **options))


def to_bytes(frame: gpd.GeoDataFrame, name: str, **options: Any) -> bytes:
    """Return the bytes that a file of this name would hold; options go to its writer."""
    writer = _chosen(WRITABLE, _longest_suffix(name), name, "write")
    data: bytes = writer(frame, **options)
    return data


def _longest_suffix(name: str) -> str:
    """The suffix of a name that we write: .timelinejs.csv rather than .csv."""
    fitting = [suffix for suffix in WRITABLE if name.lower().endswith(suffix)]
    return max(fitting, key=len, default=Path(name).suffix.lower())


def _bytes_of(path: Path, limits: Limits) -> bytes:
    try:
        check_size(path.stat().st_size, limits)
        return path.read_bytes()
    except OSError as error:
        raise FormatError(f"The file {path} cannot be opened: {error.strerror}.") from None


def _suffix_of(data: bytes) -> str:
    start = data[:64].removeprefix(b"\xef\xbb\xbf").lstrip()
    return ".geojson" if start[:1] in (b"{", b"[") else ".csv"


def _chosen(table: Mapping[str, str], suffix: str, label: str, verb: str) -> Callable[..., Any]:
    if suffix not in table:
        raise FormatError(f"We cannot {verb} {label}; we {verb} {', '.join(table)}.")
    module, _, function = table[suffix].partition(":")
    chosen: Callable[..., Any] = getattr(import_module(module), function)
    return chosen
