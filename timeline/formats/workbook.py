"""Read XLSX, XLS and ODS workbooks, and write XLSX.

Text is written as text, so that no cell ever runs as a formula. A workbook is unpacked,
measured and packed anew before the decoder sees it: one far-away cell is enough to make a
sheet of billions. The line of a row is its number in the sheet.
"""

import datetime as dt
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import geopandas as gpd
import xlsxwriter
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from timeline.errors import FormatError
from timeline.formats.archive import is_archive, read_members, write_archive
from timeline.formats.columns import MEANINGS, fold
from timeline.formats.limits import LIMITS, Limits, check_cells, check_chars, check_size
from timeline.formats.oldbook import check_old_workbook
from timeline.formats.table import (
    RawTable,
    geometry_texts,
    named,
    other_texts,
    result_of,
    stated_texts,
)
from timeline.schema import COLUMNS, STATED, TEXTS, ReadResult

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CELL = re.compile(rb"""\br\s*=\s*["']([A-Z]{1,3})([0-9]{1,7})["']""", re.IGNORECASE)
_ROW = re.compile(rb"""<(?:\w+:)?row\b[^>]*?\br\s*=\s*["']([0-9]{1,10})["']""")
_MARKS = re.compile(rb"<(?:\w+:)?c[\s/>]")
_NEEDED = re.compile(r".*\.(?:xml|rels)|mimetype|xl/workbook\.bin", re.IGNORECASE)
_LOOK_AT = 40
_NO_CHARACTER = re.compile("[\ufffe\uffff]")
_MOST_CELL = 32_767
_MOST_ROWS = 1_048_575
_NUMBERS = frozenset(STATED) - {*TEXTS, "actors", "kind", "status", "published", "geometry"}
_WRITTEN_ON = dt.datetime(2000, 1, 1)


# --- reading --------------------------------------------------------------------------------------


def read_workbook(
    data: bytes,
    *,
    name: str = "",
    anchor: dt.date | None = None,
    day_first: bool | None = None,
    limits: Limits = LIMITS,
    sheet: str | int | None = None,
) -> ReadResult:
    """Read one sheet of a workbook: the one named or numbered, else the one with most dates."""
    raw = read_raw_sheet(data, name=name, limits=limits, sheet=sheet)
    return result_of(named(raw), anchor=anchor, day_first=day_first)


def sheet_names(data: bytes, *, limits: Limits = LIMITS) -> list[str]:
    """The names of the sheets of a workbook, in their order."""
    return [*_opened(data, "", limits).sheet_names]


def read_raw_sheet(
    data: bytes, *, name: str = "", limits: Limits = LIMITS, sheet: str | int | None = None
) -> RawTable:
    """Read one sheet of a workbook into a header and rows of text."""
    workbook = _opened(data, name, limits)
    found = [_grid(workbook, title, limits) for title in _wanted(workbook.sheet_names, sheet)]
    grids = [grid for grid in found if grid.rows]
    if not grids:
        raise FormatError(f"{name or 'The workbook'} holds no cells in the sheet that was wanted.")
    tables = [_tabled(grid) for grid in grids]
    best = max(range(len(tables)), key=lambda at: (_dated(grids[at]), -at))
    table, chosen = tables[best], grids[best].name
    others = [title for title in workbook.sheet_names if title != chosen]
    if sheet is not None or not others:
        return table
    note = f"The sheet '{chosen}' was read; there are also {_listed(others)}."
    return RawTable(table.header, table.rows, table.lines, table.rejected, (note, *table.notes))


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(f"'{name}'" for name in names[:8])
    return f"{shown} and {len(names) - 8:,} more" if len(names) > 8 else shown


@dataclass(frozen=True, slots=True)
class _Grid:
    """The rows of a sheet that hold anything, their numbers, and what marks them as dated."""

    name: str
    rows: list[list[str]]
    lines: list[int]
    dates: int


def _opened(data: bytes, name: str, limits: Limits) -> CalamineWorkbook:
    check_size(data, limits)
    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(_checked(data, name, limits)))
    except PasswordError:
        raise FormatError(
            f"{name or 'The workbook'} is locked with a password; save it without."
        ) from None
    except (CalamineError, ValueError, OSError, RuntimeError) as error:
        raise FormatError(
            f"{name or 'The workbook'} cannot be opened ({str(error)[:120]}); save it as XLSX."
        ) from None


def _checked(data: bytes, name: str, limits: Limits) -> bytes:
    """The bytes of a workbook that is no larger than it may be, whatever it says of itself."""
    if data.startswith(_OLD_OFFICE):
        check_old_workbook(data, name, limits)
        return data
    if not is_archive(data):
        raise FormatError(
            f"{name or 'The file'} is no workbook by its content; save it as XLSX, XLS, ODS or CSV."
        )
    members = read_members(data, limits=limits, wanted=_is_needed)
    if any(member.lower().endswith(".bin") for member in members):
        raise FormatError(f"{name or 'The file'} is a binary workbook (XLSB); save it as XLSX.")
    for member, held in members.items():
        _refuse_entities(held)
        # Whatever file an index may call a sheet has been measured.
        _check_ods(held, limits) if member == "content.xml" else _check_sheet(held, limits)
    return write_archive(members, compress=False)


def _is_needed(member: str) -> bool:
    return _NEEDED.fullmatch(member) is not None


def _refuse_entities(held: bytes) -> None:
    if b"<!DOCTYPE" in held[:4096] or b"<!ENTITY" in held:
        raise FormatError(
            "The workbook declares XML entities, which no spreadsheet needs; save it again."
        )


def _check_sheet(held: bytes, limits: Limits) -> None:
    """Measure an XLSX sheet by the names of its cells."""
    width = height = 0
    for cell in _CELL.finditer(held):
        width = max(width, _column(cell[1]))
        height = max(height, int(cell[2]))
    for row in _ROW.finditer(held):
        height = max(height, int(row[1]))
    unnamed = sum(1 for _ in _MARKS.finditer(held))
    if unnamed > limits.cells:
        check_cells(1, unnamed, limits)
    check_cells(height, width, limits)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _check_ods(held: bytes, limits: Limits) -> None:
    """Measure an ODS sheet with its repeated rows and cells, as far as they hold anything."""
    height = width = 0
    filled = at = 0
    try:
        for event, element in iterparse(io.BytesIO(held), ("start", "end"), forbid_entities=True):
            tag = element.tag.rpartition("}")[2]
            if event == "start":
                if tag == "table":
                    height = width = 0
                elif tag == "table-row":
                    filled = at = 0
                continue
            if tag in ("table-cell", "covered-table-cell"):
                at += _repeated(element.attrib, "number-columns-repeated")
                filled = at if len(element) or _has_value(element.attrib) else filled
                element.clear()
            elif tag == "table-row":
                height += _repeated(element.attrib, "number-rows-repeated") if filled else 1
                width = max(width, filled)
                check_cells(height, width, limits)
                element.clear()
    except DefusedXmlException:
        raise FormatError(
            "The workbook declares XML entities, which no spreadsheet needs; save it again."
        ) from None
    except (SyntaxError, ValueError, LookupError) as error:
        raise FormatError(f"The workbook's content is not XML: {error}.") from None


def _repeated(attributes: Mapping[str, str], name: str) -> int:
    held = next((value for key, value in attributes.items() if key.endswith(f"}}{name}")), "1")
    return int(held) if held.isascii() and held.isdigit() else 1


def _has_value(attributes: Mapping[str, str]) -> bool:
    return any(key.endswith(("}value", "}value-type", "}formula")) for key in attributes)


def _wanted(names: Sequence[str], sheet: str | int | None) -> Sequence[str]:
    if sheet is None:
        return names
    if isinstance(sheet, int) and 0 <= sheet < len(names):
        return [names[sheet]]
    if sheet in names:
        return [str(sheet)]
    raise FormatError(f"The workbook has no sheet {sheet!r}; it has {_listed(names)}.")


def _grid(workbook: CalamineWorkbook, title: str, limits: Limits) -> _Grid:
    try:
        sheet = workbook.get_sheet_by_name(title)
        cells, top = _cells(sheet, limits)
    except (CalamineError, ValueError, OSError, RuntimeError) as error:
        raise FormatError(f"The sheet '{title}' cannot be read: {str(error)[:120]}.") from None
    rows: list[list[str]] = []
    lines: list[int] = []
    dates = 0
    for line, row in enumerate(cells, top + 1):
        texts = [_text(cell) for cell in row]
        if any(map(str.strip, texts)):
            check_chars(texts, limits)
            rows.append(texts)
            lines.append(line)
            dates += any(isinstance(cell, dt.date) for cell in row)
    return _Grid(title, rows, lines, dates)


def _cells(sheet: CalamineSheet, limits: Limits) -> tuple[list[list[Any]], int]:
    check_cells(sheet.height, sheet.width, limits)
    if sheet.start is None:
        return [], 0
    return sheet.to_python(skip_empty_area=True), sheet.start[0]


def _text(cell: Any) -> str:
    """A cell as text: a date as ISO, a whole number without its .0, a truth as such."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return repr(cell).removesuffix(".0")
    if isinstance(cell, dt.datetime):
        return _moment(cell)
    return cell.isoformat() if isinstance(cell, dt.date | dt.time) else str(cell)


def _moment(cell: dt.datetime) -> str:
    """A date and time to the second, which is as exact as the fractions of a day are."""
    near = cell.replace(microsecond=0)
    if cell.microsecond >= 500_000 and near < dt.datetime(9999, 12, 31, 23, 59, 59):
        near += dt.timedelta(seconds=1)
    if near.time() == dt.time():
        return near.date().isoformat()
    return near.isoformat(timespec="seconds" if near.second else "minutes")


# --- the table in the sheet -----------------------------------------------------------------------


def _tabled(grid: _Grid) -> RawTable:
    """Find the header among the first rows; what stands above it goes into a note."""
    at = _header_at(grid.rows)
    body = grid.rows[at + 1 :]
    header, body = _without_blank_columns([cell.strip() for cell in grid.rows[at]], body)
    above = " · ".join(filter(None, (cell.strip() for row in grid.rows[:at] for cell in row)))
    notes = []
    if at:
        lines = f"rows {grid.lines[0]}–{grid.lines[at - 1]}" if at > 1 else f"row {grid.lines[0]}"
        notes.append(f"The header is in row {grid.lines[at]}; {lines} above it: {above[:200]}.")
    return RawTable(header, body, grid.lines[at + 1 :], (), tuple(notes))


def _without_blank_columns(
    header: list[str], rows: Sequence[list[str]]
) -> tuple[list[str], list[list[str]]]:
    """Leave out the columns that have neither a name nor any cell."""
    held = [at for at, name in enumerate(header) if name or any(row[at] for row in rows)]
    if len(held) == len(header):
        return header, [*rows]
    return [header[at] for at in held], [[row[at] for at in held] for row in rows]


def _header_at(rows: Sequence[Sequence[str]]) -> int:
    """The first row of names that we know, at least two; else the first wide one of a name, or
    of words.
    """
    first = rows[:_LOOK_AT]
    known = [sum(fold(cell) in MEANINGS for cell in row) for row in first]
    if max(known) >= 2:
        return next(at for at, count in enumerate(known) if count >= max(2, max(known) - 1))
    filled = [sum(map(bool, row)) for row in first]
    wide = [at for at, count in enumerate(filled) if count * 2 >= max(filled)]
    named = [at for at in wide if max(known) and known[at] == max(known)]
    wordy = [at for at in wide if not any(map(_is_number, first[at]))]
    return (named or wordy or wide)[0]


def _is_number(cell: str) -> bool:
    return bool(cell) and cell.lstrip("-").replace(".", "", 1).isdigit()


def _dated(grid: _Grid) -> int:
    """How many rows of a sheet say when: in date cells, or in a column named so."""
    at = _header_at(grid.rows)
    named_so = {
        column
        for column, cell in enumerate(grid.rows[at])
        if MEANINGS.get(fold(cell), ("",))[0] in ("date", "start")
    }
    said = sum(any(row[column] for column in named_so) for row in grid.rows[at + 1 :])
    return max(grid.dates, said)


# --- writing --------------------------------------------------------------------------------------


class _Writer(Protocol):
    def write_string(self, row: int, col: int, string: str) -> int: ...
    def write_number(self, row: int, col: int, number: float) -> int: ...


def write_workbook(frame: gpd.GeoDataFrame, *, sheet: str = "Events") -> bytes:
    """Write a frame as XLSX: numbers as numbers, everything else as text that never runs."""
    columns = stated_texts(frame) | geometry_texts(frame) | other_texts(frame)
    _check_fits(frame, columns)
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as workbook:
        workbook.set_properties({"created": _WRITTEN_ON})
        page = workbook.add_worksheet(sheet)
        page.freeze_panes(1, 0)
        for at, (name, cells) in enumerate(columns.items()):
            page.write_string(0, at, name)
            is_number = name in _NUMBERS or (
                name not in COLUMNS and name in ("longitude", "latitude")
            )
            _write_column(page, at, cells, is_number=is_number)
    return out.getvalue()


def _write_column(page: _Writer, at: int, cells: Sequence[str], *, is_number: bool) -> None:
    for row, cell in enumerate(cells, 1):
        if is_number and _is_exact(cell):
            page.write_number(row, at, float(cell))
        elif cell:
            page.write_string(row, at, _NO_CHARACTER.sub("\ufffd", cell))


def _is_exact(cell: str) -> bool:
    """Say whether the 16 digits of a workbook hold a number exactly."""
    return bool(cell) and float(f"{float(cell):.16G}") == float(cell)


def _check_fits(frame: gpd.GeoDataFrame, columns: Mapping[str, Sequence[str]]) -> None:
    if len(frame) > _MOST_ROWS:
        raise FormatError(
            f"The frame has {len(frame):,} rows and a sheet holds {_MOST_ROWS:,}; write CSV."
        )
    for name, row, size in _too_long(columns):
        raise FormatError(
            f"The {name} of row {row:,} has {size:,} characters and a cell holds {_MOST_CELL:,}; "
            "write CSV."
        )


def _too_long(columns: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, int, int]]:
    for name, cells in columns.items():
        yield from (
            (name, at, len(cell)) for at, cell in enumerate(cells, 1) if len(cell) > _MOST_CELL
        )
