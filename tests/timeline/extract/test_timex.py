"""The golden files hold the cases; the rest are claims that hold for any text."""

from __future__ import annotations

import re
import time
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.extract.timex import find_times
from timeline.extract.timex_words import VOCABULARY

HERE = Path(__file__).parent
MARK = re.compile(r"\[([^\[\]=]+)=([^\[\]=]+)\]")


class Case(NamedTuple):
    sentence: str
    anchor: date | None
    mode: str
    expected: list[tuple[int, str, str]]


def plain(marked: str) -> tuple[str, list[tuple[int, str, str]]]:
    """Take the marks out of a sentence: its text, and (start, words, value) of each of them."""
    text, expected, done = "", [], 0
    for mark in MARK.finditer(marked):
        text += marked[done : mark.start()]
        expected.append((len(text), mark[1], mark[2]))
        text += mark[1]
        done = mark.end()
    return text + marked[done:], expected


def english_cases():
    mode, anchor = "news", None
    for line in (HERE / "times_english.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            _, mode, day = line.split()
            anchor = None if day == "-" else date.fromisoformat(day)
        elif line and not line.startswith("#"):
            reason, _, sentence = line.rpartition("!! ")
            text, expected = plain(sentence)
            marks = [pytest.mark.xfail(strict=True, reason=reason.strip("! "))] if reason else []
            yield pytest.param(Case(text, anchor, mode, expected), id=text[:80], marks=marks)


def foreign_cases():
    language = ""
    for line in (HERE / "times_languages.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            language = line.split()[1]
        elif line and not line.startswith("#"):
            text, expected = plain(line)
            yield pytest.param(language, text, expected, id=f"{language} {text[:60]}")


def spans(found):
    return [(one.start, one.text, one.value) for one in found]


@pytest.mark.parametrize("case", english_cases())
def test_times_of_an_english_sentence_are_found_with_their_values(case):
    assert spans(find_times(case.sentence, case.anchor, mode=case.mode)) == case.expected


@pytest.mark.parametrize(("language", "text", "expected"), foreign_cases())
def test_absolute_dates_of_another_language_are_found(language, text, expected):
    assert spans(find_times(text, None, language=language)) == expected


@pytest.mark.parametrize(
    ("sentence", "edtf"),
    [
        ("on December 3, 2024", "2024-12-03"),
        ("in December 2024", "2024-12"),
        ("in 2018", "2018"),
        ("in early 2024", "[2024-01-01..2024-04-30]"),
        ("in mid-2024", "[2024-05-01..2024-08-31]"),
        ("in late 2024", "[2024-09-01..2024-12-31]"),
        ("in early December 2024", "[2024-12-01..2024-12-10]"),
        ("by the end of February 2024", "[2024-02-21..2024-02-29]"),
        ("in the 1990s", "199X"),
        ("in the late 1990s", "[1997..1999]"),
        ("in the nineteenth century", "18XX"),
        ("in the early 19th century", "[1800..1833]"),
        ("in spring 2019", "2019-21"),
        ("in early spring 2019", "2019-03"),
        ("in late winter 2019", "2020-02"),
        ("in Q3 2019", "[2019-07..2019-09]"),
        ("in the first half of 1943", "[1943-01..1943-06]"),
        ("in 44 BC", "-0043"),
        ("in the 4th century BC", "[-0399..-0300]"),
        ("in the 470s BC", "[-0478..-0469]"),
        ("last week", "[2024-11-25..2024-12-01]"),
        ("over the weekend", "[2024-11-30..2024-12-01]"),
        ("at 8:30 a.m. on Thursday", "2024-12-05T08:30"),
        ("this morning", "2024-12-06"),
        ("for two years", None),
        ("every year", None),
        ("recently", None),
        ("in fiscal 2024", None),
        ("the 2026 cost of burden-sharing", None),
    ],
)
def test_date_of_a_time_expression_is_edtf(sentence, edtf):
    first = find_times(sentence, date(2024, 12, 6))[0]
    assert (first.date and first.date.text) == edtf


@pytest.mark.parametrize(
    ("sentence", "kind", "basis"),
    [
        ("on December 3, 2024", "DATE", "explicit"),
        ("on December 3", "DATE", "publication"),
        ("last week", "DATE", "publication"),
        ("at 5 p.m.", "TIME", "publication"),
        ("for two years", "DURATION", "vague"),
        ("every year", "SET", "vague"),
        ("recently", "DATE", "vague"),
    ],
)
def test_type_and_basis_are_stated(sentence, kind, basis):
    (found,) = find_times(sentence, date(2024, 12, 6))
    assert (found.type, found.basis) == (kind, basis)


def test_date_without_a_year_dates_nothing_without_an_anchor():
    (found,) = find_times("It rained on May 3.", None)
    assert (found.value, found.date) == ("XXXX-05-03", None)


def test_guess_is_less_sure_than_a_written_date():
    written, guessed = find_times("On May 3, 2024, and on Friday.", date(2024, 12, 6))
    assert guessed.confidence < written.confidence <= 1


SPOKEN = (
    "May March 3 1990 the of in last next year years day two first quarter a.m. 12:30 , . - –"
    " ( ) BC '99 1990s century Friday every early ago later Q3 9/11 31/2/2020 0 00 \n\n \U0001f600"
    " 2024年 12월 3日 3. Dezember décembre de siglo XIX"
)
WORDS = st.sampled_from(SPOKEN.split(" ")) | st.sampled_from([*VOCABULARY])
TEXTS = st.text(max_size=80) | st.lists(WORDS, max_size=25).map(" ".join)
ANCHORS = st.none() | st.dates()


@given(
    TEXTS,
    ANCHORS,
    st.sampled_from(["news", "narrative"]),
    st.sampled_from(["en", "de", "fr", "es", "ko", "ja"]),
)
def test_any_text_gives_sorted_spans_that_do_not_overlap(text, anchor, mode, language):
    found = find_times(text, anchor, mode=mode, language=language)
    assert all(text[one.start : one.end] == one.text != "" for one in found)
    assert all(before.end <= after.start for before, after in pairwise(found))


@pytest.mark.parametrize("language", ["en", "de", "ja"])
@pytest.mark.parametrize(
    "piece",
    ["a", "1 ", "May ", "May 3 ", "1990 ", "19", "\n", "- ", "about more than ", "2-", "B. C. ",
     "2024年", "in ", "the first "],
)  # fmt: skip
def test_time_grows_no_faster_than_the_text(piece, language):
    def seconds(size: int) -> float:
        started = time.process_time()
        find_times(piece * (size // len(piece)), date(2024, 12, 6), language=language)
        return time.process_time() - started

    seconds(1_000)
    assert seconds(80_000) < 24 * max(seconds(10_000), 0.02)
