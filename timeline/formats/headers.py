"""Find the header of a table: below title rows, repeated inside the table, or not there at all."""

from collections.abc import Sequence
from dataclasses import replace

from timeline.formats.contents import Content
from timeline.formats.header_meaning import knows
from timeline.formats.header_row import LOOK_AT, header_at, names_in, titles_note
from timeline.formats.table import RawTable


def tidied(raw: RawTable) -> RawTable:
    """Return the table under its real header, without the rows that only repeat it."""
    return _without_repeats(_with_names(_under_header(raw)))


def _under_header(raw: RawTable) -> RawTable:
    at = header_at([raw.header, *raw.rows[:LOOK_AT]])
    if at == 0 or names_in(raw.header) >= 2:
        return raw
    note = titles_note([raw.header, *raw.rows[: at - 1]], raw.lines[at - 1])
    return replace(
        raw,
        header=[cell.strip() for cell in raw.rows[at - 1]],
        rows=raw.rows[at:],
        lines=raw.lines[at:],
        notes=(*raw.notes, note),
    )


def _without_repeats(raw: RawTable) -> RawTable:
    folded = [cell.strip() for cell in raw.header]
    first = next((cell for cell in folded if cell), "")
    at = folded.index(first) if first else 0
    repeats = {
        number
        for number, row in enumerate(raw.rows)
        if row and row[at].strip() == first and [cell.strip() for cell in row] == folded
    }
    if not repeats or len(raw.header) < 2:
        return raw
    kept = [number for number in range(len(raw.rows)) if number not in repeats]
    times = "once" if len(repeats) == 1 else f"{len(repeats):,} times"
    return replace(
        raw,
        rows=[raw.rows[number] for number in kept],
        lines=[raw.lines[number] for number in kept],
        notes=(*raw.notes, f"The header is repeated {times} inside the table; that is no row."),
    )


def _with_names(raw: RawTable) -> RawTable:
    """Give a table whose first row is data a header of numbers."""
    if not is_data(raw.header, raw):
        return raw
    first = max(1, raw.lines[0] - 1) if raw.lines else 1
    return replace(
        raw,
        header=[f"column {number}" for number in range(1, len(raw.header) + 1)],
        rows=[raw.header, *raw.rows],
        lines=[first, *raw.lines],
        notes=(*raw.notes, "The first row is data, so the columns have no names."),
    )


def is_data(header: Sequence[str], raw: RawTable) -> bool:
    """Whether a header is a row like the others: its cells are dates or numbers as theirs are."""
    if not raw.rows or any(map(knows, header)):
        return False
    if (
        len({cell.strip() for cell in header if cell.strip()})
        < len([c for c in header if c.strip()]) / 2
    ):
        return False
    columns = list(zip(*raw.rows[:200], strict=True))
    alike = [
        at
        for at, cell in enumerate(header)
        if cell.strip() and _is_typed(Content.of([cell])) and _is_typed(Content.of(columns[at]))
    ]
    return len(alike) >= 1 and len(alike) >= len(header) / 4


def _is_typed(content: Content) -> bool:
    dated = content.looks_dated and content.dates > 0.7
    return content.numbers > 0.7 or dated or (content.fits("url") or 0) > 0.7
