"""Columns of numbers that are dates."""

from __future__ import annotations

import pandas as pd
import pytest

from timeline.dates import NumberKind, read_dates

SERIALS = ["45629", "45630", "45631"]
LOOKS_LIKE_ONE = [
    pytest.param(SERIALS, "excel", ["2024-12-03", "2024-12-04", "2024-12-05"], id="serials"),
    pytest.param(
        ["45629.5", "45630", "45631.25"],
        "excel",
        ["2024-12-03T12:00", "2024-12-04T00:00", "2024-12-05T06:00"],
        id="serials-with-a-time",
    ),
    pytest.param(
        ["1733230800", "1733230801", "1733234400"],
        "epoch-s",
        ["2024-12-03T13:00:00Z", "2024-12-03T13:00:01Z", "2024-12-03T14:00:00Z"],
        id="seconds",
    ),
    pytest.param(
        ["1733230800123", "1733230801000", "1733234400999"],
        "epoch-ms",
        ["2024-12-03T13:00:00Z", "2024-12-03T13:00:01Z", "2024-12-03T14:00:00Z"],
        id="milliseconds",
    ),
    pytest.param(
        ["1733184000", "1733270400", "1733356800"],
        "epoch-s",
        ["2024-12-03", "2024-12-04", "2024-12-05"],
        id="seconds-at-midnight",
    ),
    pytest.param(
        ["45629", "", "45630", "45631"],
        "excel",
        ["2024-12-03", "", "2024-12-04", "2024-12-05"],
        id="empty-rows-between",
    ),
]


@pytest.mark.parametrize(("values", "kind", "edtf"), LOOKS_LIKE_ONE)
def test_a_column_that_looks_like_numbers_of_dates_is_read_and_says_so(
    values: list[str], kind: str, edtf: list[str]
) -> None:
    column = read_dates(values)
    assert column.edtf.tolist() == edtf
    assert column.numbers == kind
    assert f"Numbers such as {values[0]} look like" in column.notes[0]


@pytest.mark.parametrize(
    "values",
    [
        pytest.param(["45629"], id="one-number"),
        pytest.param(["45629", "45630"], id="two-numbers"),
        pytest.param(["45629"] * 5, id="the-same-number"),
        pytest.param([*SERIALS, "28,500"], id="a-number-with-a-comma"),
        pytest.param([*SERIALS, "June 1944"], id="words-too"),
        pytest.param(["5", "45630", "45631"], id="out-of-range"),
        pytest.param(["37.5665", "38.1", "36.2"], id="latitudes"),
        pytest.param(["2024120314", "2024120315", "2024120316"], id="hours-written-together"),
        pytest.param(["-45629", "-45630", "-45631"], id="negative"),
        pytest.param(["100", "200", "300"], id="small"),
    ],
)
def test_other_numbers_stay_numbers(values: list[str]) -> None:
    column = read_dates(values)
    assert column.numbers == ""
    numbers = [row for row, value in enumerate(values) if value != "June 1944"]
    assert set(column.errors) == set(numbers)
    assert all("is a number and not a date" in reason for reason in column.errors.values())


@pytest.mark.parametrize(
    ("values", "numbers", "edtf"),
    [
        pytest.param(["1"], "excel", "1900-01-01", id="first-serial"),
        pytest.param(["59"], "excel", "1900-02-28", id="before-the-leap-day-that-never-was"),
        pytest.param(["61"], "excel", "1900-03-01", id="after-the-leap-day-that-never-was"),
        pytest.param(["60"], "excel", "", id="the-leap-day-that-never-was"),
        pytest.param(["0"], "excel-1904", "1904-01-01", id="mac"),
        pytest.param(["45629.604166667"], "excel", "2024-12-03T14:30", id="time"),
        pytest.param(["2024"], "excel", "1905-07-16", id="four-digits-when-told"),
        pytest.param(["June 1944"], "excel", "1944-06", id="words-stay-words"),
        pytest.param(["99999999"], "excel", "", id="too-large"),
        pytest.param(["0.5"], "epoch-s", "1970-01-01T00:00:00Z", id="part-of-a-second"),
        pytest.param(["1733230800123456"], "epoch-us", "2024-12-03T13:00:00Z", id="microseconds"),
        pytest.param([45629], "excel", "2024-12-03", id="int"),
        pytest.param(pd.Series([45629.0, None]), "excel", "2024-12-03", id="float"),
    ],
)
def test_numbers_are_read_as_told(values: list[str], numbers: NumberKind, edtf: str) -> None:
    text = read_dates([*values, "10:00 1 May 2000"], numbers=numbers).edtf[0]
    assert text == edtf


def test_numbers_may_be_told_to_be_none() -> None:
    assert len(read_dates(SERIALS, numbers="none").errors) == 3


@pytest.mark.parametrize(
    "values",
    [
        pytest.param(["1944", "1945", "1946"], id="years"),
        pytest.param(["20241203", "20241204", "20241205"], id="days"),
        pytest.param(["20241203141500", "20241203141501", "20241203141502"], id="moments"),
        pytest.param(["202412031415", "202412031416", "202412031417"], id="minutes"),
    ],
)
def test_dates_in_digits_only_are_no_numbers(values: list[str]) -> None:
    column = read_dates(values)
    assert (column.numbers, column.errors, column.notes) == ("", {}, ())
    assert column.edtf[0][:4] == values[0][:4]
