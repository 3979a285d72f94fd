"""Choose the schema of a table or of a JSON document, by what it holds and never by its name.

The tuple below is the whole decision for tables, most particular first; a schema is one more
line in it. TimelineJS has a file of its own (timeline/formats/timelinejs.py), because we write
it too.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain
from typing import Any

from timeline.formats.known.conflict import ACLED, UCDP, UCDP_COLUMNS, is_headerless_ucdp
from timeline.formats.known.features import geometry_text, kind_of
from timeline.formats.known.forces import POSITIONS
from timeline.formats.known.gdelt import GDELT, LAYOUTS, is_headerless_gdelt
from timeline.formats.known.maps import FLOURISH, KEPLER, LINKED_PLACES, TIMEMAPPER
from timeline.formats.known.quakes import QUAKES
from timeline.formats.known.schema import Fields, Known, Schema, Source, known_table
from timeline.formats.known.storymap import read_storymap
from timeline.formats.known.wikidata import WIKIDATA, is_wikidata, rows_of_bindings
from timeline.formats.known.witness import ATLOS, BELLINGCAT, EXTRACTED, TIMEMAP
from timeline.formats.limits import LIMITS, Limits, check_cells, check_chars
from timeline.formats.mapping import apply, guess
from timeline.formats.records import as_text, raw_of_records
from timeline.formats.table import RawTable
from timeline.schema import RejectedRow, objects

SCHEMAS: Sequence[Schema] = (
    ACLED, UCDP, GDELT, POSITIONS, QUAKES, LINKED_PLACES, EXTRACTED, BELLINGCAT, TIMEMAP,
    TIMEMAPPER, ATLOS, FLOURISH, KEPLER,
)  # fmt: skip
_WHEN = frozenset({"date", "start", "end", "year", "month", "day", "time"})
_WHEN_TOO = frozenset({"end_year", "end_month", "end_day", "end_time", "date_text"})
_WHERE = frozenset({"longitude", "latitude", "point", "geometry"})

__all__ = ["SCHEMAS", "Known", "recognise", "recognise_json"]


def recognise(raw: RawTable, *, cells: Sequence[Sequence[str]] | None = None) -> Known | None:
    """Read a table of a schema that we know, with or without its header; else None."""
    full, notes = _with_header(raw)
    schema = next((one for one in SCHEMAS if one.knows(full.header)), None)
    if schema is None and is_wikidata(full.header, replace(full, rows=full.rows[:200]).cells):
        schema = WIKIDATA
    if schema is None:
        return None
    held = full.cells if cells is None or full is not raw else cells
    source = Source(full.header, held, len(full.rows))
    fields, more = schema.convert(source)
    known = known_table(schema.name, full, fields, source, (*notes, *more, *_asked(schema.notice)))
    known = _guessed(known, full, fields, source) if schema.guesses else known
    return replace(known, table=replace(known.table, day_first=schema.day_first))


def _asked(notice: str) -> tuple[str, ...]:
    return (notice,) if notice else ()


def _with_header(raw: RawTable) -> tuple[RawTable, tuple[str, ...]]:
    """Give GDELT and UCDP the header that their files lack; their first row is one like any."""
    if is_headerless_gdelt(raw.header):
        header, name = LAYOUTS[len(raw.header)], "GDELT"
    elif is_headerless_ucdp(raw.header):
        header, name = [*UCDP_COLUMNS], "UCDP GED"
    else:
        return raw, ()
    first = max(1, raw.lines[0] - 1) if raw.lines else 1
    full = replace(
        raw, header=list(header), rows=[raw.header, *raw.rows], lines=[first, *raw.lines]
    )
    return full, (f"The file has no header; its columns are those of {name}.",)


def _guessed(known: Known, raw: RawTable, fields: Fields, source: Source) -> Known:
    """Find a title, a category and the like among the columns that the schema leaves over."""
    header, cells = source.rest()
    left = RawTable(header, raw.rows, raw.lines, raw.rejected, known.table.notes)
    found = guess(left, cells=cells)
    has_when = bool(fields.keys() & _WHEN)
    has_where = bool(fields.keys() & _WHERE)
    kept = tuple(
        one
        for one in found.guesses
        if one.field not in fields
        and not (one.field == "title" and "text" in fields and not one.is_told)
        and not (has_when and one.field in _WHEN | _WHEN_TOO)
        and not (has_where and one.field in _WHERE)
    )
    table = apply(left, replace(found, guesses=kept, notes=()), cells=cells, taken=fields)
    columns = {name: column.tolist() for name, column in fields.items()} | table.columns
    return Known(known.schema, replace(table, columns=columns))


# --- JSON -----------------------------------------------------------------------------------------


def recognise_json(root: Any, *, limits: Limits = LIMITS) -> Known | None:
    """Read a JSON document of a kind that we know; else None."""
    if (story := read_storymap(root)) is not None:
        return story
    if (kind := kind_of(root)) is not None:
        return _features(root["features"], kind.name, kind.properties, kind.notes, limits)
    records = rows_of_bindings(root) or _bellingcat(root)
    raw = raw_of_records(records, limits=limits) if records else None
    return recognise(raw) if raw is not None else None


def _bellingcat(root: Any) -> list[Any] | None:
    events = root.get("events") if isinstance(root, dict) else root
    if not isinstance(events, list) or not events or not isinstance(events[0], dict):
        return None
    return events if BELLINGCAT.knows(list(events[0])) or EXTRACTED.knows(list(events[0])) else None


def _features(
    features: list[Any], name: str, read: Any, notes: Sequence[str], limits: Limits
) -> Known:
    """Features as rows: our fields from their properties, the geometry as text."""
    held = [(line, one) for line, one in enumerate(features, 1) if isinstance(one, dict)]
    odd = [
        RejectedRow(line, "", as_text(one)[:200], "it is no Feature with properties")
        for line, one in enumerate(features, 1)
        if not isinstance(one, dict)
    ]
    rows = [read(one) for _, one in held]
    names = list(dict.fromkeys(chain.from_iterable(rows)))
    check_cells(len(rows), len(names), limits)
    cells = [[as_text(row.get(key)) for row in rows] for key in names]
    for column in cells:
        check_chars(column, limits)
    raw = RawTable(
        names, [[""]] * len(rows), [line for line, _ in held], tuple(odd),
        (f"Recognised as {name}.", *notes),
    )  # fmt: skip
    shapes = objects(geometry_text(one) for _, one in held)
    found = guess(raw, cells=cells)
    kept = tuple(one for one in found.guesses if one.field not in _WHERE)
    table = apply(raw, replace(found, guesses=kept, notes=()), cells=cells, geometry=shapes)
    return Known(name, table)
