"""Choose the reader of a file by what is in it, the writer by the suffix of its name.

The two tables below are the whole decision; a format is one more line in them.
Its module is imported when the format is first used.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from importlib import import_module
from inspect import signature
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geopandas as gpd

from timeline.amend import Amendments, amending
from timeline.errors import FormatError
from timeline.formats.limits import LIMITS, Limits, check_size
from timeline.formats.sniff import suffix_of
from timeline.frame import ReadResult

if TYPE_CHECKING:
    from timeline.formats.tabular import Preview

READABLE: Mapping[str, str] = {
    ".csv": "timeline.formats.tabular:read_delimited",
    ".tsv": "timeline.formats.tabular:read_delimited",
    ".tab": "timeline.formats.tabular:read_delimited",
    ".txt": "timeline.formats.tabular:read_delimited",
    ".geojson": "timeline.formats.tabular:read_json",
    ".json": "timeline.formats.tabular:read_json",
    ".jsonl": "timeline.formats.tabular:read_json_lines",
    ".ndjson": "timeline.formats.tabular:read_json_lines",
    ".html": "timeline.formats.page:read_page",
    ".htm": "timeline.formats.page:read_page",
    ".xlsx": "timeline.formats.tabular:read_sheet",
    ".xlsm": "timeline.formats.tabular:read_sheet",
    ".xls": "timeline.formats.tabular:read_sheet",
    ".ods": "timeline.formats.tabular:read_sheet",
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
    amendments: Amendments | None = None,
    lookup: bool = False,
    **options: Any,
) -> ReadResult:
    """Read a file, or bytes that came under a name, into a frame and what was left out.

    What the file is, its content says. `anchor` is the date that relative dates refer to,
    `day_first` settles 03/04/2024, `amendments` are cells that a person has mended, and
    `lookup` places rows without a point by the name of their place. Options go to the reader:
    `overrides` (column, field) of a table, `sheet` of a workbook, `layer` of a map file.
    """
    data = source if isinstance(source, bytes) else _bytes_of(Path(source), limits)
    label = name or ("" if isinstance(source, bytes) else str(source))
    suffix = suffix_of(data, label, limits=limits)
    reader = _chosen(READABLE, suffix, label or "the data", "read")
    fitting = _fitting(reader, options, label)
    with amending(amendments or {}):
        result: ReadResult = reader(
            data, name=label, anchor=anchor, day_first=day_first, limits=limits, **fitting
        )
    if not lookup:
        return result
    from timeline.placing import place_by_name

    return place_by_name(result)


def preview(
    source: Path | bytes, *, name: str = "", limits: Limits = LIMITS, **options: Any
) -> Preview | None:
    """Return what the columns of a table are taken for; None for a file that is no table."""
    from timeline.formats.tabular import previewed

    data = source if isinstance(source, bytes) else _bytes_of(source, limits)
    suffix = suffix_of(data, name, limits=limits)
    return previewed(data, suffix, name=name, limits=limits, **options)


def _fitting(reader: Callable[..., Any], options: Mapping[str, Any], label: str) -> dict[str, Any]:
    """The options that a reader knows; one that a person named and it does not is refused."""
    known = signature(reader).parameters
    given = {("layer" if name == "sheet" and "layer" in known else name): value
             for name, value in options.items()}  # fmt: skip
    for name, value in given.items():
        if name not in known and value:
            what = {"overrides": "columns to name", "sheet": "sheets", "layer": "layers"}
            raise FormatError(f"{label or 'The file'} has no {what.get(name, name)}.")
    return {name: value for name, value in given.items() if name in known}


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


def _chosen(table: Mapping[str, str], suffix: str, label: str, verb: str) -> Callable[..., Any]:
    if suffix not in table:
        raise FormatError(f"We cannot {verb} {label}; we {verb} {', '.join(table)}.")
    module, _, function = table[suffix].partition(":")
    chosen: Callable[..., Any] = getattr(import_module(module), function)
    return chosen
