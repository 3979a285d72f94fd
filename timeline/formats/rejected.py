"""Write rejected rows as a table, for whoever mends the file they came from."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import astuple, fields

from timeline.schema import RejectedRow

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_rejected(rows: Iterable[RejectedRow]) -> bytes:
    """Write rejected rows as UTF-8 CSV; no cell of it runs as a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([field.name for field in fields(RejectedRow)])
    writer.writerows([_inert(cell) for cell in astuple(row)] for row in rows)
    return out.getvalue().encode("utf-8", "replace")


def _inert(cell: object) -> str:
    text = str(cell)
    return f"'{text}" if text.startswith(_FORMULA) else text
