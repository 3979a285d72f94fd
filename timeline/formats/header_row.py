"""Find the row of a table that names its columns, which may stand below titles."""

import re
from collections import Counter
from collections.abc import Sequence

from timeline.formats.header_meaning import key_of, knows

LOOK_AT = 20
_VALUE = re.compile(r"\s*[-+]?\d+(?:[.,]\d+)?\s*|\s*\d{4}-\d\d(?:-\d\d)?.*", re.DOTALL)
_LONGEST = 80  # what is longer is a sentence, not the name of a column


def header_at(rows: Sequence[Sequence[str]]) -> int:
    """Which of the first rows is the header: the first that names most columns, at least two.

    When none names two, it is the first that is as wide as most, if the first row of all is
    a title of one cell; else it is the first row, by habit.
    """
    first = rows[:LOOK_AT]
    scores = [names_in(row) for row in first]
    best = max(scores, default=0)
    later = scores.index(best) if scores else 0
    if (
        later
        and later == len(rows) - 1
        and scores[0]
        and sum(map(bool, map(str.strip, rows[0]))) > 1
    ):
        return 0  # a header with no row below it would lose the row that it is
    if best >= 2 and not (scores[0] >= 1 and _names_more(first[0], first[later])):
        return 0 if scores[0] >= 2 else later
    widths = [sum(map(bool, map(str.strip, row))) for row in first]
    usual = Counter(widths).most_common(1)[0][0] if widths else 0
    return widths.index(usual) if usual > 1 and widths[0] == 1 else 0


def _names_more(first: Sequence[str], later: Sequence[str]) -> bool:
    """Whether the first row is as wide as a later one, all words, and the later one is not."""
    is_wide = sum(map(bool, map(str.strip, first))) >= sum(map(bool, map(str.strip, later)))
    return is_wide and any(map(_VALUE.fullmatch, later)) and not any(map(_VALUE.fullmatch, first))


def names_in(row: Sequence[str]) -> int:
    """How many different names of columns a row holds; a row with a sentence is no header."""
    held = [cell for cell in row if cell.strip()]
    if any(len(cell) > _LONGEST for cell in held):
        return 0
    return len({key_of(cell) for cell in held[:1_000] if knows(cell)})


def titles_note(rows: Sequence[Sequence[str]], line: int) -> str:
    """Say which line is the header, and what stands above it."""
    titles = (" ".join(filter(None, map(str.strip, row))) for row in rows)
    shown = "; ".join(text[:80] for text in titles if text)
    return f"The header is in line {line:,}; above it stands: {shown}."
