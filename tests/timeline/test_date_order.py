"""Which part is the day, decided for a whole column."""

from __future__ import annotations

import pytest

from timeline.date_order import DayOrder, find_order
from timeline.dates import read_dates

EXAMPLE = "03/04/2024"


@pytest.mark.parametrize(
    ("texts", "told", "day_first", "ambiguous"),
    [
        pytest.param([EXAMPLE, "31/12/2024"], None, True, False, id="day"),
        pytest.param([EXAMPLE, "12/31/2024"], None, False, False, id="month"),
        pytest.param([EXAMPLE], None, True, True, id="nothing-settles-it"),
        pytest.param([EXAMPLE, "31/12/2024", "12/31/2024"], None, None, True, id="mixed"),
        pytest.param(["31/12/2024", "12/31/2024"], None, None, False, id="mixed-but-clear"),
        pytest.param([EXAMPLE, "31/12/2024"], False, False, False, id="overruled"),
        pytest.param([EXAMPLE, "31/12/2024", "12/31/2024"], True, True, False, id="mixed-and-told"),
        pytest.param([EXAMPLE], False, False, False, id="told"),
        pytest.param(["03/03/2024"], None, None, False, id="same-either-way"),
        pytest.param(["2024-04-03", "June 1944"], None, None, False, id="no-numeric-dates"),
        pytest.param([EXAMPLE, "03/04/2024 - 15/04/2024"], None, True, False, id="end-of-a-range"),
        pytest.param([EXAMPLE, "15.04.2024 10:00"], None, True, False, id="other-marks"),
        pytest.param([EXAMPLE, "99/99/2024"], None, True, True, id="nonsense-settles-nothing"),
    ],
)
def test_the_order_is_found_or_asked(
    texts: list[str], told: bool | None, day_first: bool | None, ambiguous: bool
) -> None:
    order = find_order(texts, told)
    assert (order.day_first, order.ambiguous) == (day_first, ambiguous)
    assert order.example == (EXAMPLE if ambiguous else "")
    assert not ambiguous or EXAMPLE in order.note


def test_a_column_carries_its_question() -> None:
    column = read_dates([EXAMPLE, "2018"])
    assert column.ambiguous
    assert column.edtf.tolist() == ["2024-04-03", "2018"]
    assert column.order == DayOrder(True, True, EXAMPLE, column.notes[0])
    assert column.notes == (
        "No date settles whether 03/04/2024 begins with the day or the month; "
        "the day was taken, say day_first to choose.",
    )


def test_an_answer_ends_the_question() -> None:
    column = read_dates([EXAMPLE], day_first=False)
    assert not column.ambiguous
    assert column.edtf.tolist() == ["2024-03-04"]


def test_a_note_says_when_the_answer_is_against_the_column() -> None:
    (note,) = read_dates([EXAMPLE, "31/12/2024"], day_first=False).notes
    assert note == (
        "Numeric dates begin with the month, as asked, though 31/12/2024 begins with the day."
    )


@pytest.mark.parametrize(
    ("values", "edtf"),
    [
        pytest.param(["2011/12", "2012/13"], ["[2011..2012]", "[2012..2013]"], id="seasons"),
        pytest.param(["2011/12", "2011/11"], ["2011-12", "2011-11"], id="months"),
        pytest.param(["2011/12", "2019/30"], ["2011-12", "2019/2030"], id="not-all-in-a-row"),
    ],
)
def test_the_column_settles_whether_2011_12_is_a_season(values: list[str], edtf: list[str]) -> None:
    assert read_dates(values).edtf.tolist() == edtf
