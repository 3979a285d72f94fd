"""Hold what a person has mended in a file: other words for single cells, by line and column.

The file stays as it is; whoever reads it puts these words in the place of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import numpy as np
import pandas as pd

Amendments = Mapping[tuple[int, str], str]
_amendments: ContextVar[Amendments | None] = ContextVar("amendments", default=None)


@contextmanager
def amending(amendments: Amendments) -> Iterator[None]:
    """Read with these cells, (line, column of ours) → text, while the block runs."""
    token = _amendments.set(dict(amendments))
    try:
        yield
    finally:
        _amendments.reset(token)


def amended(raw: pd.DataFrame, lines: Sequence[int] | np.ndarray[Any, Any]) -> pd.DataFrame:
    """Return the table with the mended cells in it, the same table where there are none."""
    here = _amendments.get()
    if not here:
        return raw
    columns = {name: raw[name].to_numpy(object, copy=True) for name in raw.columns}
    row_of = {int(line): row for row, line in enumerate(lines)}
    for (line, column), text in here.items():
        if line not in row_of:
            continue
        cells = columns.setdefault(column, np.full(len(raw), "", dtype=object))
        cells[row_of[line]] = text
    return pd.DataFrame(columns, index=raw.index)
