"""Write rejected rows as a table, for whoever mends the file they came from."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import astuple, fields

from timeline.left_aside import LeftAside
from timeline.schema import RejectedRow

_OF_A_ROW = ("line", "column", "value", "reason", "fix")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_rejected(rows: Iterable[RejectedRow]) -> bytes:
    """Write rejected rows as UTF-8 CSV; no cell of it runs as a formula."""
    return _written(_OF_A_ROW, ([getattr(row, name) for name in _OF_A_ROW] for row in rows))


def write_left_aside(rows: Iterable[LeftAside]) -> bytes:
    """Write all that is to be looked at as UTF-8 CSV; no cell of it runs as a formula."""
    return _written([field.name for field in fields(LeftAside)], map(astuple, rows))


def _written(header: Iterable[str], rows: Iterable[Iterable[object]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([_inert(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8", "replace")


def _inert(cell: object) -> str:
    text = str(cell)
    return f"'{text}" if text.startswith(_FORMULA) else text
