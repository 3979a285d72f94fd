"""List what a reader of a file should look at: rows left out, undated, unplaced, in doubt.

Each has the line that it came from, the column, what stands there, what is wrong
with it, and what would do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from timeline.schema import ReadResult, undated, unplaced

REJECTED, UNDATED, UNPLACED, DOUBTFUL = "rejected", "undated", "unplaced", "needs your word"
LISTS = (REJECTED, UNDATED, UNPLACED, DOUBTFUL)


@dataclass(frozen=True, slots=True)
class LeftAside:
    """One thing to look at; the line is 0 where it is not one of a single row."""

    list: str
    file: str
    line: int
    column: str
    value: str
    reason: str
    fix: str


def left_aside(results: Mapping[str, ReadResult]) -> list[LeftAside]:
    """List what is to be looked at in files, by the name of the file, list after list."""
    return [
        LeftAside(name, file, *row)
        for file, result in results.items()
        for name, rows in _lists(result).items()
        for row in rows
    ]


_Row = tuple[int, str, str, str, str]


def _lists(result: ReadResult) -> dict[str, Iterator[_Row]]:
    return {
        REJECTED: (
            (row.line, row.column, row.value, row.reason.partition("; ")[0], row.fix)
            for row in result.rejected
        ),
        UNDATED: _undated(result),
        UNPLACED: _unplaced(result),
        DOUBTFUL: _doubtful(result),
    }


class _Event(NamedTuple):
    title: str
    place: str
    confidence: float


def _undated(result: ReadResult) -> Iterator[_Row]:
    for line, event in _rows(result, undated(result.frame)):
        yield line, "date", event.title, "it has no date", "write when it was"


def _unplaced(result: ReadResult) -> Iterator[_Row]:
    for line, event in _rows(result, unplaced(result.frame)):
        if event.place:
            reason = "no coordinates, and the gazetteer is not sure of its place"
            fix = "write latitude and longitude, or add the place: dateline gazetteer add"
            yield line, "place", event.place, reason, fix
        else:
            reason = "it has neither coordinates nor a place"
            yield line, "place", event.title, reason, "write where it was"


def _doubtful(result: ReadResult) -> Iterator[_Row]:
    if result.unsettled:
        reason = "no date of its column says whether the day or the month comes first"
        yield 0, "date", result.unsettled, reason, "say --day-first or --month-first"
    for line, event in _rows(result, result.frame["confidence"].notna().to_numpy()):
        reason = f"a program found it and is {100 * event.confidence:.0f} % sure"
        yield line, "confidence", event.title, reason, "look at it, then clear its confidence"


def _rows(result: ReadResult, chosen: NDArray[np.bool_]) -> Iterator[tuple[int, _Event]]:
    frame = result.frame.loc[chosen, list(_Event._fields)]
    lines = np.zeros(len(result.frame), np.int64)
    if result.lines is not None and len(result.lines) == len(lines):
        lines = result.lines
    events = map(_Event._make, frame.itertuples(index=False))
    yield from zip(lines[chosen].tolist(), events, strict=True)
