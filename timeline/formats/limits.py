"""Say how big a file may be before it is refused; every refusal names its limit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields

from timeline.errors import FormatError

_SETTING = "DATELINE_MAX_"


@dataclass(frozen=True, slots=True)
class Limits:
    """The largest file that is read; pass other numbers to a reader to change them."""

    file_bytes: int = 512 * 1024 * 1024
    rows: int = 2_000_000
    columns: int = 1_000
    cell_chars: int = 4_000_000
    depth: int = 32
    xml_depth: int = 200
    cells: int = 50_000_000
    archive_files: int = 10_000
    archive_bytes: int = 1024 * 1024 * 1024
    archive_ratio: int = 200
    seconds: int = 120
    memory_bytes: int = 8 * 1024 * 1024 * 1024
    link_bytes: int = 64 * 1024 * 1024
    article_chars: int = 5_000_000
    pages: int = 5_000

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Limits:
        """Return the limits with those changed that DATELINE_MAX_ROWS and its like name."""
        named = {field.name: f"{_SETTING}{field.name.upper()}" for field in fields(cls)}
        said = {name: environment[key] for name, key in named.items() if environment.get(key)}
        for name, text in said.items():
            if not text.isdecimal() or int(text) == 0:
                raise FormatError(f"{named[name]} is '{text}'; write a whole number above 0.")
        return cls(**{name: int(text) for name, text in said.items()})

    def said(self, name: str) -> str:
        """A limit as every refusal says it: its value, and the setting that changes it."""
        return f"{getattr(self, name):,} ({_SETTING}{name.upper()})"


LIMITS = Limits()


def check_size(data: bytes | int, limits: Limits) -> None:
    """Refuse the bytes of a file, or their number, when there are too many."""
    size = data if isinstance(data, int) else len(data)
    if size > limits.file_bytes:
        raise FormatError(
            f"The file has {size:,} bytes and the limit is {limits.said('file_bytes')}; "
            "split it into parts."
        )


def check_rows(count: int, limits: Limits) -> None:
    """Refuse a file of too many rows."""
    if count > limits.rows:
        raise FormatError(
            f"The file has {count:,} rows and the limit is {limits.said('rows')}; "
            "split it into parts."
        )


def check_cells(rows: int, columns: int, limits: Limits) -> None:
    """Refuse a table of too many rows, columns or cells, blank ones included."""
    check_rows(rows, limits)
    if columns > limits.columns:
        raise FormatError(
            f"The table has {columns:,} columns and the limit is {limits.said('columns')}; "
            "delete those that are not needed."
        )
    if rows * columns > limits.cells:
        raise FormatError(
            f"The table spans {rows * columns:,} cells and the limit is {limits.said('cells')}; "
            "delete what stands far away from it, or split it."
        )


def check_chars(cells: Iterable[str], limits: Limits) -> None:
    """Refuse a column in which some cell is too long."""
    longest = max(map(len, cells), default=0)
    if longest > limits.cell_chars:
        raise FormatError(
            f"A cell of the file has {longest:,} characters and the limit is "
            f"{limits.said('cell_chars')}; shorten it."
        )
