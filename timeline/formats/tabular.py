"""Read any table: one that we know by its columns, else by guessing what its columns are."""

import re
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import Any

from timeline.errors import FormatError
from timeline.formats.columns import fold
from timeline.formats.encodings import in_utf_8
from timeline.formats.geojson import check_crs, check_depth, parse_json, read_geojson
from timeline.formats.header_meaning import knows
from timeline.formats.headers import tidied
from timeline.formats.known import SCHEMAS, Known, recognise, recognise_json
from timeline.formats.limits import LIMITS, Limits, check_rows, check_size
from timeline.formats.mapping import (
    KEPT,
    SEVERAL,
    ColumnMap,
    Overrides,
    apply,
    column_named,
    guess,
    overruled,
    signature,
)
from timeline.formats.records import raw_of_document, read_raw_json_lines
from timeline.formats.table import RawTable, Table, named, read_raw, result_of
from timeline.formats.timelinejs import (
    is_timelinejs_header,
    is_timelinejs_json,
    read_timelinejs_json,
    read_timelinejs_sheet,
)
from timeline.formats.workbook import read_raw_sheet, sheet_names
from timeline.schema import STATED, ReadResult

_TELLING = frozenset(
    {"title", "text", "date", "start", "year", "place", "country", "latitude", "point", "geometry",
     "strength", "actors", "unit"}
)  # fmt: skip
_FEW, _BY_CELLS = 100, 0.5
_SENTENCE = re.compile(r"\S+ \S+ \S+ .*[.!?…。]$", re.DOTALL)
ANY = "any"  # the schema that a person names to have a known table guessed like any other
_OURS = frozenset(fold(name) for name in STATED if name != "geometry")


def read_tabular(
    raw: RawTable,
    *,
    name: str = "",
    anchor: date | None = None,
    day_first: bool | None = None,
    overrides: Overrides = (),
    schema: str | None = None,
) -> ReadResult:
    """Read a table whose columns nobody named: recognised, or guessed; notes say which.

    `overrides` are (column, field) pairs of a person; `schema` "any" lets nothing be recognised.
    """
    if is_timelinejs_header(raw.header) and not overrides and schema is None:
        return read_timelinejs_sheet(raw, anchor=anchor, day_first=day_first)
    table = table_of(raw, name=name, overrides=overrides, schema=schema)
    return result_of(table, anchor=anchor, day_first=day_first)


def table_of(
    raw: RawTable, *, name: str = "", overrides: Overrides = (), schema: str | None = None
) -> Table:
    """Name the columns of a table: ours by our names, a known one's by its schema, else guessed."""
    if not raw.header or not (raw.rows or raw.rejected or raw.header):
        raise FormatError(f"{name or 'The table'} has no rows; its first line names the columns.")
    if schema is not None and schema != ANY and schema not in {one.name for one in SCHEMAS}:
        known = ", ".join(one.name for one in SCHEMAS)
        raise FormatError(f"'{schema}' is no schema that we know; use one of {known}, or {ANY}.")
    if set(map(fold, raw.header)) >= _OURS and not overrides:
        return named(raw)
    if schema != ANY and (known_ := recognise(raw)) is not None:
        return _overruled(known_.table, raw, overrides)
    tidy = tidied(raw)
    if tidy is not raw and schema != ANY and (known_ := recognise(tidy)) is not None:
        return _overruled(known_.table, tidy, overrides)
    cells = tidy.cells
    found = overruled(guess(tidy, cells=cells), overrides)
    if not (tidy.rows or tidy.rejected or found.guesses):
        raise FormatError(
            f"{name or 'The table'} has no rows, and its first line "
            f"({', '.join(tidy.header[:6])[:80]}) names no column we know; it should be a header "
            "such as date, title, place, longitude, latitude."
        )
    is_unknown = len(tidy.header) == 1 and not knows(tidy.header[0])
    if is_unknown and not overrides and not found.says_more_than_titles:
        raise FormatError(
            f"{name or 'The table'} has one column, and its name "
            f"({tidy.header[0][:80]}) is none that we know; call it title, date or place."
        )
    return apply(tidy, found, cells=cells)


def preview(raw: RawTable, *, overrides: Overrides = ()) -> tuple[RawTable, ColumnMap]:
    """The table under its real header and the map that would be applied, for a person to change."""
    tidy = tidied(raw)
    return tidy, overruled(guess(tidy), overrides)


def _overruled(table: Table, raw: RawTable, overrides: Overrides) -> Table:
    """Put the columns that a person names over those that a schema gave."""
    if not overrides or len(raw.rows) != len(table.lines):
        return table
    told: dict[str, list[int]] = {}
    for header, field in overrides:
        if field != KEPT:
            told.setdefault(field, []).append(column_named(raw.header, header))
    pairs = [(at, field) for field, columns in told.items() for at in columns]
    pairs = [(at, field) for at, field in pairs if field in SEVERAL or at == told[field][-1]]
    found = overruled(
        ColumnMap(tuple(raw.header), ()), tuple((raw.header[at], field) for at, field in pairs)
    )
    columns = apply(raw, found).columns
    ours = {field for _, field in pairs} | {"date", "start", "end", "longitude", "latitude", "kind"}
    new = {name: cells for name, cells in columns.items() if name in ours}
    dated = {"date", "start", "end"} if new.keys() & {"date", "start", "end"} else set()
    old = {name: cells for name, cells in table.columns.items() if name not in dated}
    return replace(table, columns=old | new)


# --- tables of text, and workbooks ----------------------------------------------------------------


def read_delimited(
    data: bytes,
    *,
    name: str = "",
    anchor: date | None = None,
    day_first: bool | None = None,
    limits: Limits = LIMITS,
    overrides: Overrides = (),
    schema: str | None = None,
) -> ReadResult:
    """Read the bytes of any delimited table."""
    raw = read_raw(data, name=name, limits=limits)
    if len(raw.header) == 1 and _SENTENCE.search(raw.header[0]):
        raise FormatError(
            f"{name or 'The file'} is running text and no table; write one event a line, below "
            "a first line that names the columns, such as title, date, place."
        )
    return read_tabular(
        raw, name=name, anchor=anchor, day_first=day_first, overrides=overrides, schema=schema
    )


def read_sheet(
    data: bytes,
    *,
    name: str = "",
    anchor: date | None = None,
    day_first: bool | None = None,
    limits: Limits = LIMITS,
    overrides: Overrides = (),
    schema: str | None = None,
    sheet: str | int | None = None,
) -> ReadResult:
    """Read one sheet of any workbook: the one named or numbered, else the one with most dates."""
    raw = read_raw_sheet(data, name=name, limits=limits, sheet=sheet or None)
    return read_tabular(
        raw, name=name, anchor=anchor, day_first=day_first, overrides=overrides, schema=schema
    )


@dataclass(frozen=True, slots=True)
class Preview:
    """What a table looks like, and what its columns are taken for.

    `schema` names the kind of file that it was recognised as, "" where the columns were guessed;
    `samples` are the first filled cells of each column.
    """

    columns: ColumnMap
    samples: dict[str, tuple[str, ...]]
    schema: str
    sheets: tuple[str, ...]
    signature: str


_SAMPLES = 3


def previewed(
    data: bytes,
    suffix: str,
    *,
    name: str = "",
    limits: Limits = LIMITS,
    overrides: Overrides = (),
    sheet: str | int | None = None,
) -> Preview | None:
    """Look at a table of text, a workbook or records; None for anything else."""
    sheets: tuple[str, ...] = ()
    if suffix in (".csv", ".tsv", ".tab", ".txt"):
        raw = read_raw(data, name=name, limits=limits)
    elif suffix in (".xlsx", ".xlsm", ".xls", ".ods"):
        sheets = tuple(sheet_names(data, limits=limits))
        raw = read_raw_sheet(data, name=name, limits=limits, sheet=sheet or None)
    elif suffix == ".jsonl":
        raw = read_raw_json_lines(in_utf_8(data), name=name, limits=limits)
    else:
        return None
    known = recognise(raw) or recognise(tidied(raw))
    tidy, found = preview(raw, overrides=overrides)
    held = zip(tidy.header, tidy.cells, strict=True)
    samples = {head: tuple(islice(filter(None, cells), _SAMPLES)) for head, cells in held}
    schema = known.schema if known is not None else ""
    return Preview(found, samples, schema, sheets, signature(tidy.header))


# --- JSON -----------------------------------------------------------------------------------------


def read_json(
    data: bytes,
    *,
    name: str = "",
    anchor: date | None = None,
    day_first: bool | None = None,
    limits: Limits = LIMITS,
    overrides: Overrides = (),
) -> ReadResult:
    """Read the bytes of any JSON: a known document, GeoJSON, or records."""
    check_size(data, limits)
    data = in_utf_8(data)
    check_depth(data, limits)
    root = parse_json(data, name)
    if is_timelinejs_json(root):
        return read_timelinejs_json(
            data, name=name, anchor=anchor, day_first=day_first, limits=limits
        )
    is_map = isinstance(root, dict) and root.get("type") in ("FeatureCollection", "Feature")
    if is_map:
        check_crs(root.get("crs"))
    if (known := _known_json(root, limits)) is not None:
        return result_of(known.table, anchor=anchor, day_first=day_first)
    if is_map:
        return read_geojson(data, name=name, anchor=anchor, day_first=day_first, limits=limits)
    if isinstance(root, dict) and root.get("type") == "Topology":
        raise FormatError(f"{name or 'The file'} is TopoJSON; convert it to GeoJSON.")
    raw = raw_of_document(root, name=name, limits=limits)
    if isinstance(root, dict) and not overrides:
        _check_telling(raw, name)
    return read_tabular(raw, name=name, anchor=anchor, day_first=day_first, overrides=overrides)


def _check_telling(raw: RawTable, name: str) -> None:
    """Refuse an object that is some other program's: an error, a list of links, a setting."""
    if len(raw.rows) > _FEW or recognise(raw) is not None:
        return
    if not any(one.score > _BY_CELLS and one.field in _TELLING for one in guess(raw).guesses):
        raise FormatError(
            f"{name or 'The file'} is JSON but none of its names "
            f"({', '.join(raw.header[:6])[:200]}) says what, when or where; "
            'write records such as [{"title": "…", "date": "2018-06-12"}].'
        )


def _known_json(root: Any, limits: Limits) -> Known | None:
    features = root.get("features") if isinstance(root, dict) else None
    if isinstance(features, list):
        check_rows(len(features), limits)
    return recognise_json(root, limits=limits)


def read_json_lines(
    data: bytes,
    *,
    name: str = "",
    anchor: date | None = None,
    day_first: bool | None = None,
    limits: Limits = LIMITS,
    overrides: Overrides = (),
) -> ReadResult:
    """Read the bytes of a file with one JSON record on each line."""
    raw = read_raw_json_lines(in_utf_8(data), name=name, limits=limits)
    return read_tabular(raw, name=name, anchor=anchor, day_first=day_first, overrides=overrides)
