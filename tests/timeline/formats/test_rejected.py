import csv
import io

import pytest

from timeline.formats.rejected import write_rejected
from timeline.schema import RejectedRow


def test_every_rejected_row_is_a_line_below_the_names() -> None:
    rows = [
        RejectedRow(3, "date", "31 Juny", 'not "one", we; write it'),
        RejectedRow(9, "", "", "empty"),
    ]
    text = write_rejected(rows).decode()
    assert list(csv.reader(io.StringIO(text))) == [
        ["line", "column", "value", "reason", "fix"],
        ["3", "date", "31 Juny", 'not "one", we; write it', "write it"],
        ["9", "", "", "empty", ""],
    ]


@pytest.mark.parametrize("value", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1"])
def test_no_cell_runs_as_a_formula(value: str) -> None:
    text = write_rejected([RejectedRow(1, "date", value, "no")]).decode()
    assert next(iter(list(csv.reader(io.StringIO(text, newline="")))[1:]))[2] == f"'{value}"
