"""Numbers that could count people, and what each is worth."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.extract.numbers import find_numbers, read_words

NUMBERS = [
    ("10,000", "10,000", 10_000, 10_000),
    ("1,234,567 men", "1,234,567", 1_234_567, 1_234_567),
    ("22 000 men", "22 000", 22_000, 22_000),
    ("22\u202f000 men", "22\u202f000", 22_000, 22_000),
    ("10k troops", "10k", 10_000, 10_000),
    ("1.5 million", "1.5 million", 1_500_000, 1_500_000),
    ("20 thousand", "20 thousand", 20_000, 20_000),
    ("3 dozen", "3 dozen", 36, 36),
    ("4,500-strong", "4,500", 4_500, 4_500),
    ("ten thousand", "ten thousand", 10_000, 10_000),
    ("Twenty-five hundred", "Twenty-five hundred", 2_500, 2_500),
    ("two and a half thousand", "two and a half thousand", 2_500, 2_500),
    ("one hundred and eighty thousand", "one hundred and eighty thousand", 180_000, 180_000),
    ("two million three hundred thousand", "two million three hundred thousand", 2.3e6, 2.3e6),
    ("a dozen", "a dozen", 12, 12),
    ("a thousand", "a thousand", 1_000, 1_000),
    ("half a million", "half a million", 500_000, 500_000),
    ("dozens", "dozens", 24, 108),
    ("hundreds of men", "hundreds", 200, 900),
    ("thousands", "thousands", 2_000, 9_000),
    ("tens of thousands", "tens of thousands", 20_000, 90_000),
    ("hundreds of thousands", "hundreds of thousands", 200_000, 900_000),
    ("several hundred", "several hundred", 300, 900),
    ("a few thousand", "a few thousand", 3_000, 9_000),
    ("a couple of hundred", "a couple of hundred", 200, 200),
    ("3,000 to 5,000", "3,000 to 5,000", 3_000, 5_000),
    ("between 3,000 and 5,000", "3,000 and 5,000", 3_000, 5_000),
    ("6,000-8,000", "6,000-8,000", 6_000, 8_000),
    ("6,000–8,000", "6,000–8,000", 6_000, 8_000),
    ("2,000 or 3,000", "2,000 or 3,000", 2_000, 3_000),
    ("four to six thousand", "four to six thousand", 4_000, 6_000),
    ("20–25 thousand", "20–25 thousand", 20_000, 25_000),
    ("1.5 to 2 thousand", "1.5 to 2 thousand", 1_500, 2_000),
    ("from 10,000 to 12,000", "10,000 to 12,000", 10_000, 12_000),
]

NO_NUMBERS = [
    "$10,000", "US$1.1 billion", "€800 million", "10,000 dollars", "210,000 roubles", "26%",
    "25 percent", "15 per cent", "one-third", "two thirds", "the 101st", "0600", "1,23", "1,234,56",
    "3.5", "24 February", "2 p.m.", "twenty ten", "thousand thousand", "M23", "F-16",
    "12,000-tonne",
    "", "no number",
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "low", "high"), NUMBERS)
def test_number_is_read(text: str, words: str, low: float, high: float) -> None:
    (one,) = find_numbers(text)
    assert (text[one.start : one.end], one.low, one.high) == (words, low, high)


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_what_counts_no_people_is_no_number(text: str) -> None:
    assert find_numbers(text) == ()


@pytest.mark.parametrize(
    "text", ["rose from 2,000 to 3,000", "5,000 to 3,000", "2,000 and 3,000", "7-7"]
)
def test_two_numbers_are_no_range(text: str) -> None:
    assert [one.low for one in find_numbers(text)] == [one.high for one in find_numbers(text)]
    assert len(find_numbers(text)) == 2


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("ninety-nine", 99),
        ("nine hundred and ninety-nine", 999),
        ("nineteen hundred", 1_900),
        ("three dozen", 36),
        ("one million two hundred thousand and five", 1_200_005),
        ("five five", None),
        ("hundred", None),
        ("twenty eleven", None),
        ("two thousand million", None),
    ],
)
def test_number_words_are_worth_what_they_say(words: str, value: float | None) -> None:
    assert read_words(words) == value


@given(st.integers(1, 999_999_999))
def test_number_with_commas_is_read_back(value: int) -> None:
    (one,) = find_numbers(f"some {value:,} men")
    assert one.low == one.high == value


@given(st.text())
def test_numbers_are_in_order_and_do_not_overlap(text: str) -> None:
    ends = 0
    for one in find_numbers(text):
        assert ends <= one.start < one.end <= len(text)
        assert one.low <= one.high
        ends = one.end


@pytest.mark.parametrize("piece", ["1", "1,", "1 000 ", "thousand ", "a ", "one ", "1-", "ten-"])
def test_long_text_takes_no_longer_than_its_length(piece: str) -> None:
    start = time.perf_counter()
    find_numbers(piece * (200_000 // len(piece)))
    assert time.perf_counter() - start < 5
