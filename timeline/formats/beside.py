"""Name the columns that a file holds beside its shapes, as those of any table are named.

A file of our own is taken at its word; of any other the columns are guessed, except that no
column says where once the shapes do.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from timeline.formats.columns import map_headers
from timeline.formats.mapping import apply, guess
from timeline.formats.table import RawTable
from timeline.schema import DERIVED, STATED

_OWN = frozenset(STATED) - {"geometry"}
_WHERE = frozenset({"longitude", "latitude", "point", "geometry"})
_POINTED = ("longitude", "latitude", "geometry")

Columns = dict[str, Any]


def named_beside(
    cells: Mapping[str, Any],
    size: int,
    *,
    has_shapes: bool = True,
    without: frozenset[str] = frozenset(),
) -> tuple[Columns, tuple[str, ...]]:
    """Return columns of `size` texts under our names, and notes about them.

    `without` are fields that the file says in another way.
    """
    if set(cells) >= _OWN:
        return _as_ours(cells, has_shapes=has_shapes)
    raw = RawTable([*cells], [[""]] * size, [*range(1, size + 1)])
    held = [*cells.values()]
    found = guess(raw, cells=held)
    said = without | _WHERE if has_shapes else without
    kept = tuple(one for one in found.guesses if one.field not in said)
    table = apply(raw, replace(found, guesses=kept), cells=held, taken=said)
    return {**table.columns}, table.notes


def _as_ours(cells: Mapping[str, Any], *, has_shapes: bool) -> tuple[Columns, tuple[str, ...]]:
    """What follows from our dates is worked out anew, so its columns are left out."""
    headers = [header for header in cells if header not in DERIVED]
    mapped = map_headers(headers, without=_POINTED if has_shapes else ())
    return {name: cells[h] for h, name in zip(headers, mapped.names, strict=True)}, mapped.notes
