"""Read every file of the corpus, and hold the result against what a good product must show."""

import csv
import io
from importlib import import_module
from typing import Any

import pytest
import shapely
from corpus.case import Case

from geo.errors import GeoError
from timeline.errors import TimelineError
from timeline.formats import read, to_bytes
from timeline.formats.limits import LIMITS
from timeline.formats.worker import read_in_worker
from timeline.frame import ReadResult, validate

FAMILIES = (
    "delimited", "encodings", "headers", "moments", "places", "workbooks", "records", "features",
    "trees", "layers", "known", "disguised", "hostile_text", "hostile_trees", "hostile_archives",
    "hostile_binaries",
)  # fmt: skip
CASES: list[Case] = [
    case for family in FAMILIES for case in import_module(f"corpus.{family}").CASES
]
RUNNING = "=+-@\t\r"


def marked(case: Case) -> Any:
    marks = [pytest.mark.xfail(reason=case.xfail, strict=True)] if case.xfail else []
    return pytest.param(case, id=case.id, marks=marks)


@pytest.mark.parametrize("case", list(map(marked, CASES)))
def test_file_is_read_as_it_should_be_or_refused_in_one_sentence(case: Case) -> None:
    reader: Any = read_in_worker if case.in_worker else read
    try:
        result = reader(case.bytes, name=case.name, limits=case.limits, **case.options)
    except (TimelineError, GeoError) as error:
        check_fault(case, str(error))
        return
    assert not case.fault, f"read {len(result.frame)} rows; {result.notes}"
    check_counts(case, result)
    check_cells(case, result)
    check_said(case, result)
    check_writing(result)


def check_fault(case: Case, message: str) -> None:
    assert case.fault, message
    for words in case.fault:
        assert words in message
    assert message.endswith(".")
    assert "\n" not in message
    assert len(message) < 500
    assert "dateline-" not in message, "it names a folder that nobody knows of"


def check_counts(case: Case, result: ReadResult) -> None:
    validate(result.frame)
    found = len(result.frame), result.rejected_rows, result.read
    assert found == (case.rows, case.rejected, case.rows + case.rejected), result.rejected
    undated = int((result.frame["date"] == "").sum())
    placed = int((~shapely.is_missing(result.frame.geometry.to_numpy())).sum())
    assert (undated, placed) == (case.undated, case.placed), (result.rejected, result.notes)


def check_cells(case: Case, result: ReadResult) -> None:
    points = result.frame.geometry.to_numpy()
    on_map = {"lon": shapely.get_x(points).round(4), "lat": shapely.get_y(points).round(4)}
    for name, wanted in case.cells.items():
        held = on_map[name] if name in on_map else result.frame[name]
        assert (
            held.tolist() == pytest.approx([*wanted], nan_ok=True)
            if name in on_map
            else (held.tolist() == [*wanted])
        ), (name, held.tolist())


def check_said(case: Case, result: ReadResult) -> None:
    reasons = "\n".join(fault.reason for fault in result.rejected)
    notes = "\n".join(result.notes)
    for words in case.reasons:
        assert words in reasons
    for words in case.notes:
        assert words in notes
    assert all(fault.reason and "\n" not in fault.reason for fault in result.rejected)
    assert all(len(note) < 1_000 and "\n" not in note for note in result.notes)


def check_writing(result: ReadResult) -> None:
    """No cell of text that came in runs in the spreadsheet that it goes out to."""
    if any(result.frame["title"].str.contains("\x00")):
        return  # which CSV cannot hold, as its writer says
    before = csv.field_size_limit(LIMITS.cell_chars)
    text = io.StringIO(to_bytes(result.frame, "a.csv").decode(), newline="")
    written = list(csv.DictReader(text))
    csv.field_size_limit(before)
    for row in written:
        for name in ("title", "text", "place", "source"):
            assert row[name][:1] not in RUNNING or not row[name]


def test_corpus_is_large_and_much_of_it_hostile() -> None:
    assert len(CASES) >= 150
    assert sum(case.is_hostile for case in CASES) >= 40
    assert len({case.id for case in CASES}) == len(CASES)
