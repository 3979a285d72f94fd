import math

import numpy as np
import pandas as pd
import pytest

from timeline.cells import (
    CellError,
    Faults,
    one_line,
    parse_number,
    parse_strength,
    read_numbers,
    read_words,
    texts,
)

NAN = math.nan


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("10000", 10_000, 10_000),
        ("10,000", 10_000, 10_000),
        ("1,234,567", 1_234_567, 1_234_567),
        ("10 000", 10_000, 10_000),
        ("10\u202f000", 10_000, 10_000),
        ("10'000", 10_000, 10_000),
        ("≈10,000", 10_000, 10_000),
        ("~ 28,500", 28_500, 28_500),
        ("about 50,000 troops", 50_000, 50_000),
        ("10-12 thousand", 10_000, 12_000),
        ("10,000–12,000", 10_000, 12_000),
        ("10000 to 12000", 10_000, 12_000),
        ("10k", 10_000, 10_000),
        ("1.5 million", 1_500_000, 1_500_000),
        ("800 to 1.2 thousand", 800, 1_200),
        ("9 hundred to 1.2 thousand", 900, 1_200),
        ("over 500", 500, NAN),
        (">= 500", 500, NAN),
        ("10,000+", 10_000, NAN),
        ("up to 12,000 soldiers", NAN, 12_000),
        ("fewer than 300", NAN, 300),
        ("0", 0, 0),
        ("", NAN, NAN),
        ("n/a", NAN, NAN),
        ("–", NAN, NAN),
    ],
)
def test_strength_is_read_as_people_write_it(text: str, low: float, high: float) -> None:
    assert parse_strength(text) == pytest.approx((low, high), nan_ok=True)


@pytest.mark.parametrize(
    "text",
    ["hundreds", "2.500", "1,23", "12.500,75", "-5", "ten", "10,000 tanks", "10--12", "1e5"],
)
def test_strength_that_could_be_anything_is_refused_with_its_text(text: str) -> None:
    with pytest.raises(CellError, match="write"):
        parse_strength(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [("1.5", 1.5), ("−3", -3.0), ("nan", NAN), ("NULL", NAN), ("-", NAN), ("1e3", 1000.0)],
)
def test_number_is_read(text: str, number: float) -> None:
    assert parse_number(text) == pytest.approx(number, nan_ok=True)


def test_numbers_are_exact_and_faults_name_their_row() -> None:
    faults = Faults(5)
    cells = texts(["0.1", "0.30000000000000004", "", "east", "inf"])
    numbers = read_numbers(cells, "x", faults)
    assert numbers[:2].tolist() == [0.1, 0.30000000000000004]
    assert np.isnan(numbers[2:]).all()
    assert [(row, value) for row, _, value, _ in faults.found] == [(3, "east"), (4, "inf")]
    assert faults.bad.tolist() == [False, False, False, True, True]


def test_words_are_read_in_any_case_and_unknown_ones_name_the_known() -> None:
    faults = Faults(3)
    cells = texts([" Event ", "", "evnt"])
    words = read_words(cells, "kind", faults, known=("event", "force"), empty="event")
    assert words[:2].tolist() == ["event", "event"]
    assert faults.found == [(2, "kind", "evnt", "'evnt' is no kind we know; use event or force")]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (["a", None, float("nan"), pd.NA, pd.NaT, 5, 1.5], ["a", "", "", "", "", "5", "1.5"]),
        (pd.Series(["a", None], dtype="str"), ["a", ""]),
        (pd.Series(["a", None, "a"], dtype="category"), ["a", "", "a"]),
        ([], []),
    ],
)
def test_missing_cells_are_empty_text(values: list[object], expected: list[str]) -> None:
    assert texts(values).tolist() == expected


def test_one_line_keeps_the_spaces_inside_and_drops_the_breaks() -> None:
    assert one_line(texts([" a  b ", "a\r\n b\tc", "é\u00a0x"])).tolist() == [
        "a  b",
        "a b c",
        "é\u00a0x",
    ]


def test_long_values_are_cut_in_faults() -> None:
    faults = Faults(1)
    faults.add(0, "title", "x" * 1000, "too long")
    assert len(faults.found[0][2]) == 200
