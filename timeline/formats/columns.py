"""Decide which column of a table is which field of ours, by its header alone.

The table below is the whole decision: a header is compared after trimming,
lower-casing and dropping spaces, "_" and "-". The field's own name wins over its
synonyms, and an earlier synonym over a later one; what is left over is kept as it came.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from timeline.schema import COLUMNS, RAW_COLUMNS, STATED

SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "date": ("when", "event date", "datetime", "date time", "timestamp", "time"),
    "start": ("start date", "begin", "begin date", "date start", "from date"),
    "end": ("end date", "date end", "to date", "until"),
    "date_text": (),
    "latitude": ("lat", "y"),
    "longitude": ("lon", "lng", "long", "x"),
    "to_latitude": ("to lat",),
    "to_longitude": ("to lon", "to lng"),
    "geometry": ("wkt", "geom", "geom wkt"),
    "title": ("name", "headline", "event"),
    "text": ("description", "notes", "details", "summary"),
    "place": ("location", "where", "where coordinates"),
    "country": (),
    "actors": ("actor", "who", "participants"),
    "category": ("type",),
    "status": (),
    "strength": ("troops", "number", "personnel"),
    "source": (),
    "url": ("link",),
}
_OWN = frozenset(STATED) - {"geometry"}
_MOST_NAMED, _LONGEST_NAMED = 40, 80
_OURS = frozenset(STATED) | {"longitude", "latitude"}


@dataclass(frozen=True, slots=True)
class Mapped:
    """The names that the columns of a table get, in the order of the table."""

    names: tuple[str, ...]
    known: int
    notes: tuple[str, ...] = ()


def fold(header: str) -> str:
    """Return a header as it is compared: "Event_Date " and "event-date" are the same."""
    return re.sub(r"[\s_\-]+", "", header.strip().lower())


def _meanings() -> dict[str, tuple[str, int]]:
    """Every folded header that we know, with its field and its rank among the synonyms."""
    fields = dict.fromkeys((*COLUMNS, *RAW_COLUMNS), ()) | dict(SYNONYMS)
    return {
        fold(header): (field, rank)
        for field, synonyms in fields.items()
        for rank, header in enumerate((field, *synonyms))
    }


MEANINGS: Mapping[str, tuple[str, int]] = _meanings()


def map_headers(headers: Sequence[str], *, without: Sequence[str] = ()) -> Mapped:
    """Name every column: ours where the header says so, else the header itself.

    Fields in `without` are taken from elsewhere, so no header stands for them.
    """
    best = {
        field: position
        for field, position in _best_positions(headers).items()
        if field not in without
    }
    field_at = {position: field for field, position in best.items()}
    taken = set(best)
    names: list[str] = []
    kept: list[str] = []
    for position, header in enumerate(headers):
        name = field_at.get(position)
        if name is None:
            name = free_name(header.strip() or f"column {position + 1}", taken)
            kept.append(name)
        taken.add(name)
        names.append(name)
    return Mapped(names=tuple(names), known=len(best), notes=kept_note(kept))


def _best_positions(headers: Sequence[str]) -> dict[str, int]:
    ranked: dict[str, tuple[int, int]] = {}
    for position, header in enumerate(headers):
        if (meaning := MEANINGS.get(fold(header))) is None:
            continue
        field, rank = meaning
        if field not in ranked or rank < ranked[field][0]:
            ranked[field] = (rank, position)
    return _settled({field: position for field, (_, position) in ranked.items()}, ranked)


def _settled(best: dict[str, int], ranked: Mapping[str, tuple[int, int]]) -> dict[str, int]:
    """Leave out what would say the same thing twice."""
    if _OWN.issubset(field for field, (rank, _) in ranked.items() if rank == 0):
        # A file of our own says everything by its own name.
        return {f: p for f, p in best.items() if f in _OURS and ranked[f][0] == 0}
    if "date" in best and "start" in best:
        best = {field: at for field, at in best.items() if field not in ("start", "end")}
    elif "date" in best and "end" in best:
        best["start"] = best.pop("date")
    if {"strength_low", "strength_high"} <= best.keys():
        best.pop("strength", None)
    return best


def free_name(name: str, taken: set[str]) -> str:
    """The name itself, numbered if it is a second one or would pass for one of ours."""
    free, count = name, 1
    while free in taken or free in COLUMNS or free in RAW_COLUMNS:
        count += 1
        free = f"{name} ({count})"
    return free


def kept_note(kept: Sequence[str]) -> tuple[str, ...]:
    """Name the columns that are none of ours, the first of them if there are many."""
    if not kept:
        return ()
    more = f" and {len(kept) - _MOST_NAMED:,} more" if len(kept) > _MOST_NAMED else ""
    named = ", ".join(map(_cut, kept[:_MOST_NAMED]))
    return (f"Columns kept as they came: {named}{more}.",)


def _cut(name: str) -> str:
    return name if len(name) <= _LONGEST_NAMED else f"{name[: _LONGEST_NAMED - 1]}…"
