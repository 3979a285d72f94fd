"""Read and write tables of text: CSV, TSV and their relatives.

Line numbers are those of the file as an editor shows it: the header is line 1,
and a record is where it starts, however many lines its quoted cells span.

A spreadsheet runs a cell that begins with = + - @ (or a tab or a carriage
return) as a formula, so a cell of free text that begins so is written with a
' before it, as is one that already has such a '. Reading removes exactly that
one ', so that what is written is read back equal.
"""

import csv
import io
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from timeline.cells import texts
from timeline.errors import FormatError
from timeline.formats.columns import MEANINGS, fold, map_headers
from timeline.formats.encodings import decoded
from timeline.formats.header_row import LOOK_AT, header_at, titles_note
from timeline.formats.limits import LIMITS, Limits, check_rows, check_size
from timeline.rows import POINT, build_frame
from timeline.schema import COLUMNS, STATED, TEXTS, ReadResult, RejectedRow

DELIMITERS = ",;\t|"
_END_OF_FILE = "\x1a"  # as DOS wrote it
_NOT_TEXT = (
    (b"PK\x03\x04", "a ZIP archive or an XLSX workbook"),
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"SQLite format 3", "a database"),
    (b"PAR1", "a Parquet file"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
)
_GUARDED = re.compile(r"'*[=+\-@\t\r]")
_EVERY_DECIMAL = 330  # the smallest float has 324 of them
_UNGUARDED = re.compile(r"'+[=+\-@\t\r]")
_SEP_LINE = re.compile(r'"?sep=([,;\t|:^~])"?\s*', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RawTable:
    """A table as text before anyone said what its columns are; no row is longer or shorter."""

    header: list[str]
    rows: list[list[str]]
    lines: list[int]
    rejected: tuple[RejectedRow, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def cells(self) -> list[list[str]]:
        """The cells of each column, in the order of the header."""
        return [[row[at] for row in self.rows] for at in range(len(self.header))]


@dataclass(frozen=True, slots=True)
class Table:
    """A table as text: named columns, the line that each row starts on, and what was odd.

    `day_first` is what the source's own documentation says of 03/04/2024, None where it is silent.
    """

    columns: dict[str, list[str]]
    lines: list[int]
    rejected: tuple[RejectedRow, ...] = ()
    notes: tuple[str, ...] = ()
    day_first: bool | None = None

    @property
    def frame(self) -> pd.DataFrame:
        """The raw table, every cell a str."""
        return pd.DataFrame(self.columns, index=range(len(self.lines)), dtype=object)


def read_csv(
    data: bytes,
    *,
    name: str = "",
    anchor: date | None = None,
    day_first: bool | None = None,
    limits: Limits = LIMITS,
) -> ReadResult:
    """Read the bytes of a delimited file into a frame, rejected rows and notes."""
    table = read_table(data, name=name, limits=limits)
    return result_of(table, anchor=anchor, day_first=day_first)


def result_of(
    table: Table, *, anchor: date | None = None, day_first: bool | None = None
) -> ReadResult:
    """Turn a table whose columns are named as ours into a frame, rejected rows and notes."""
    first = table.day_first if day_first is None else day_first
    result = build_frame(
        table.frame, lines=table.lines, anchor=anchor, day_first=first, notes=table.notes
    )
    ragged = len({fault.line for fault in table.rejected})
    rejected = sorted((*result.rejected, *table.rejected), key=lambda fault: fault.line)
    return replace(result, rejected=tuple(rejected), read=result.read + ragged)


def read_table(data: bytes, *, name: str = "", limits: Limits = LIMITS) -> Table:
    """Read the bytes of a delimited file into columns of text named as ours."""
    return named(read_raw(data, name=name, limits=limits))


def named(raw: RawTable) -> Table:
    """Name the columns of a table as its header says."""
    mapped = map_headers(raw.header)
    if mapped.known == 0:
        raise FormatError(
            f"The first line ({', '.join(raw.header[:6])[:200]}) names no column we know; it "
            "should be a header such as date, title, place, longitude, latitude."
        )
    columns = dict(zip(mapped.names, raw.cells, strict=True))
    return Table(columns, raw.lines, raw.rejected, (*raw.notes, *mapped.notes))


def read_raw(data: bytes, *, name: str = "", limits: Limits = LIMITS) -> RawTable:
    """Read the bytes of a delimited file into a header and rows of text."""
    check_size(data, limits)
    text, notes = decode(data)
    delimiter = _delimiter_of(text, name)
    records = _records(text, delimiter, limits)
    if not records:
        raise FormatError("The file is empty; its first line should name the columns.")
    check_rows(len(records) - 1, limits)
    at = header_at([record for _, record in records[:LOOK_AT]])
    if at:
        notes = (*notes, titles_note([record for _, record in records[:at]], records[at][0]))
        records = records[at:]
    header = [cell.strip() for cell in unguarded(records[0][1])]
    usual = _usual_width(records[1:])
    while not header[-1] and len(header) > usual:
        header.pop()
    _check_header(header, limits)
    rows, lines, rejected = _even_rows(records[1:], len(header))
    return RawTable(header, list(map(unguarded, rows)), lines, rejected, notes)


# --- bytes to text --------------------------------------------------------------------------------


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the text of a file, with a note if its encoding had to be guessed."""
    for magic, what in _NOT_TEXT:
        if data.startswith(magic):
            raise FormatError(f"The file is {what}, not a table of text; export it as CSV first.")
    text, notes = decoded(data)
    text = text.removesuffix(_END_OF_FILE)
    if "\x00" in text:
        raise FormatError("The file holds NUL bytes, so it is no table of text; save it as UTF-8.")
    return text, notes


# --- text to records ------------------------------------------------------------------------------


def _delimiter_of(text: str, name: str) -> str:
    """The delimiter under which the first lines agree best, and the header is best known."""
    if declared := _SEP_LINE.match(text):
        return declared[1]
    sample = text[:65536]
    favoured = "\t" if name.lower().endswith((".tsv", ".tab")) else ","
    return max(
        sorted(DELIMITERS, key=lambda mark: mark != favoured),
        key=lambda mark: _agreement(sample, mark),
    )


def _agreement(sample: str, delimiter: str) -> tuple[float, float, int]:
    lines, spaced = io.StringIO(sample, newline=""), _is_spaced(sample, delimiter)
    reader = csv.reader(lines, delimiter=delimiter, skipinitialspace=spaced)
    records: list[list[str]] = []
    with suppress(csv.Error):
        records.extend(islice(filter(any, reader), 50))
    at = header_at(records[:LOOK_AT])
    header = records[at] if records else []
    widths = Counter(map(len, records[at:]))
    known = sum(fold(cell) in MEANINGS for cell in header)
    agree = widths[len(header)] / max(1, widths.total()) if len(header) > 1 else 0.0
    return known, agree, len(header)


def _is_spaced(text: str, delimiter: str) -> bool:
    """Whether spaces stand before the quotation marks that open a cell; they are no part of it."""
    # Inside of a cell a mark is doubled, so that one alone behind a delimiter opens a cell.
    return re.search(rf'{re.escape(delimiter)} +"(?!")', text[:65536]) is not None


Record = tuple[int, list[str]]


def _records(text: str, delimiter: str, limits: Limits) -> list[Record]:
    """Every record that is not blank, with the line that it starts on."""
    lines, spaced = io.StringIO(text, newline=""), _is_spaced(text, delimiter)
    reader = csv.reader(lines, delimiter=delimiter, skipinitialspace=spaced)
    records: list[Record] = []
    end = 0
    before = csv.field_size_limit(limits.cell_chars)
    try:
        for record in reader:
            if any(map(str.strip, record)):
                records.append((end + 1, record))
            end = reader.line_num
    except csv.Error as error:
        if "field limit" in str(error):
            raise FormatError(
                f"A cell of line {end + 1:,} has more characters than the limit, which is "
                f"{limits.said('cell_chars')}; check the quotation marks."
            ) from None
        raise FormatError(f"Line {end + 1:,} cannot be read as a table row: {error}.") from None
    finally:
        csv.field_size_limit(before)
    if records and records[-1][0] < end:
        _check_closed(text, records[-1][0])
    return records[1:] if _SEP_LINE.fullmatch(text.split("\n", 1)[0].strip()) else records


def _check_closed(text: str, start: int) -> None:
    last = "".join(islice(io.StringIO(text, newline=""), start - 1, None))
    if last.count('"') % 2:
        raise FormatError(
            f'A quotation mark (") opened on line {start:,} or later is never closed, so the rows '
            "after it cannot be told apart; close it or double it."
        )


def _usual_width(records: Sequence[Record]) -> int:
    """How many cells most of the first records have up to their last one that holds anything."""
    widths = Counter(
        max(at for at, cell in enumerate(record, 1) if cell.strip()) for _, record in records[:50]
    )
    return widths.most_common(1)[0][0] if widths else 0


def _check_header(header: Sequence[str], limits: Limits) -> None:
    if len(header) > limits.columns:
        raise FormatError(
            f"The header names {len(header):,} columns and the limit is {limits.said('columns')}; "
            "check the delimiter."
        )


def _even_rows(
    records: Sequence[Record], width: int
) -> tuple[list[list[str]], list[int], tuple[RejectedRow, ...]]:
    """Part the records that fit the header from those that do not."""
    rows: list[list[str]] = []
    lines: list[int] = []
    ragged: list[RejectedRow] = []
    for line, record in records:
        if len(record) > width and not any(record[width:]):
            del record[width:]
        if len(record) == width:
            rows.append(record)
            lines.append(line)
        else:
            reason = f"the row has {_cells(len(record))} where the header has {width}"
            ragged.append(RejectedRow(line, "", " | ".join(record)[:200], reason))
    return rows, lines, tuple(ragged)


def _cells(count: int) -> str:
    return "1 cell" if count == 1 else f"{count} cells"


def unguarded(cells: Iterable[str]) -> list[str]:
    """Take away the ' that keeps a spreadsheet from running a cell."""
    return [cell[1:] if cell[:1] == "'" and _UNGUARDED.match(cell) else cell for cell in cells]


# --- frame to text --------------------------------------------------------------------------------

_NEVER_GUARDED = frozenset({*STATED} - {*TEXTS, "actors"} | {"date"})


def write_csv(frame: gpd.GeoDataFrame, *, delimiter: str = ",") -> bytes:
    """Write a frame as UTF-8 CSV; points as longitude and latitude, other geometry as WKT."""
    stated = {
        name: cells if name in _NEVER_GUARDED else guarded(cells)
        for name, cells in stated_texts(frame).items()
    }
    others = {name: guarded(cells) for name, cells in other_texts(frame).items()}
    return write_columns(stated | geometry_texts(frame) | others, delimiter=delimiter)


def write_columns(table: Mapping[str, Sequence[str]], *, delimiter: str = ",") -> bytes:
    """Write columns whose cells are guarded already as UTF-8 CSV."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(guarded(table))
    writer.writerows(zip(*table.values(), strict=True))
    text = out.getvalue()
    if "\x00" in text:
        raise FormatError("A text of the frame holds a NUL character, which no CSV can; remove it.")
    return text.encode("utf-8")


def write_tsv(frame: gpd.GeoDataFrame) -> bytes:
    """Write a frame as tab-separated values, by the same rules as CSV."""
    return write_csv(frame, delimiter="\t")


def stated_texts(frame: gpd.GeoDataFrame) -> dict[str, Sequence[str]]:
    """Every stated column but the geometry as the text that reads back equal."""
    names = [name for name in STATED if name not in ("geometry", "published")]
    return {name: _cells_of(frame, name) for name in names} | {
        "published": dates_as_text(frame["published"])
    }


def other_texts(frame: gpd.GeoDataFrame) -> dict[str, Sequence[str]]:
    """The columns that came with the source, as text."""
    return {str(name): list(texts(frame[name])) for name in frame.columns if name not in COLUMNS}


def _cells_of(frame: gpd.GeoDataFrame, name: str) -> Sequence[str]:
    values = frame[name]
    if name == "actors":
        return ["; ".join(actors) for actors in values]
    if name in TEXTS or isinstance(values.dtype, pd.CategoricalDtype):
        return list(texts(values))
    return _numbers_as_text(values.to_numpy(dtype=float, na_value=math.nan))


def _numbers_as_text(values: NDArray[np.float64]) -> list[str]:
    return ["" if math.isnan(value) else _exact(value) for value in values.tolist()]


def _exact(value: float) -> str:
    """The shortest text that reads back as the same number."""
    return repr(value).removesuffix(".0")


def dates_as_text(values: pd.Series) -> list[str]:
    """Write days as 2024-12-03 and times as 2024-12-03T10:30:00, missing ones as empty text."""
    moments = values.to_numpy(dtype="datetime64[us]")
    said = np.full(len(moments), "", dtype=object)
    left = ~np.isnat(moments)
    for unit in ("D", "s", "us"):
        coarse = moments.astype(f"datetime64[{unit}]")
        exact = left & (coarse == moments)
        said[exact] = np.datetime_as_string(coarse[exact])
        left &= ~exact
    return list(said)


def geometry_texts(frame: gpd.GeoDataFrame) -> dict[str, Sequence[str]]:
    """Longitude and latitude of plain points; WKT for the rest, if there is any."""
    geometry = np.asarray(frame.geometry, dtype=object)
    plain = (shapely.get_type_id(geometry) == POINT) & ~shapely.has_z(geometry)
    cells: dict[str, Sequence[str]] = {
        name: _numbers_as_text(read(geometry))
        for name, read in (("longitude", shapely.get_x), ("latitude", shapely.get_y))
    }
    drawn = ~plain & ~shapely.is_missing(geometry)
    if drawn.any():
        wkt = np.full(len(frame), "", dtype=object)
        wkt[drawn] = shapely.to_wkt(geometry[drawn], rounding_precision=_EVERY_DECIMAL)
        cells["geometry"] = list(wkt)
    return cells


def guarded(cells: Iterable[str]) -> list[str]:
    """Put a ' before every cell that a spreadsheet would run."""
    return [f"'{cell}" if cell and _GUARDED.match(cell) else cell for cell in cells]
