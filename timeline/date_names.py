# ruff: noqa: RUF001 - the letters of other scripts are meant
"""Decide which month or day of the week a word names, in one language, several or any."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import TypeAlias

from timeline.date_months import MONTHS, OTHER_MONTHS, WEEKDAYS
from timeline.edtf import Fault

Languages: TypeAlias = tuple[str, ...] | None  # None for any

_AMBIGUOUS = 0
_ENGLISH_WEEKDAYS = (
    "monday mon", "tuesday tues tue", "wednesday weds wed", "thursday thurs thur thu",
    "friday fri", "saturday sat", "sunday sun",
)  # fmt: skip
WEEKDAY_NUMBERS = {
    word: number for number, words in enumerate(_ENGLISH_WEEKDAYS) for word in words.split()
}
_ALL_WEEKDAYS = frozenset(WEEKDAYS.split()) | frozenset(WEEKDAY_NUMBERS)
_FILLER_WORDS = "of the in on st nd rd th er de del le den di d"
_FILLER_WORDS_BY_A_MONTH = (
    "m r re e ne ème º ª der dem am el la il do da dos em van op og a o à i án én ko gada gads"
    " roku roka rok kell року рік р г го год года году година године ค ศ ที่ ปี วัน วันที่ ngày năm"
    " في من عام سنة لعام ב tanggal tahun pada yil"
)
FILLERS = frozenset(_FILLER_WORDS.split())
FILLERS_BY_A_MONTH = frozenset(_FILLER_WORDS_BY_A_MONTH.split())
_NUMBERED_MONTH = re.compile(r"(?:tháng|thg)\s?(1[0-2]|0?[1-9])(?![0-9])")
_THAI_DOT = re.compile(r"(?<=[\u0e00-\u0e7f])\.\s?")


class AmbiguousMonth(Fault):
    """A name that different languages give to different months."""

    def __init__(self, word: str) -> None:
        super().__init__(f"has a month, {word!r}, that differs by language; say the language")
        self.word = word


@cache
def month_names(languages: Languages) -> dict[str, int]:
    """Return the months, 1 to 12, by their names in these languages; 0 where they differ."""
    known = MONTHS if languages is None else [name for name in languages if name in MONTHS]
    numbers: dict[str, int] = {}
    for language in known:
        for word, number in _months_of(language).items():
            if numbers.setdefault(word, number) != number:
                numbers[word] = _AMBIGUOUS
    if languages is None:
        for word, number in _numbered(OTHER_MONTHS).items():
            numbers.setdefault(word, number)
    return numbers


def named_month(word: str, languages: Languages) -> int | None:
    """Return the month that a word names, None for another word; raises AmbiguousMonth."""
    number = month_names(languages).get(word)
    if number == _AMBIGUOUS:
        raise AmbiguousMonth(word)
    return number


def is_weekday(word: str) -> bool:
    """Tell whether a word names a day of the week in any language."""
    return word in _ALL_WEEKDAYS


def with_single_words(text: str) -> str:
    """Write the names of months of several words, dots or digits as one word each."""
    if text.isascii():
        return text
    text = _NUMBERED_MONTH.sub(lambda found: _vietnamese()[int(found[1])], text)
    text = _THAI_DOT.sub("", text)
    return _several_words().sub(lambda found: found[0].replace(" ", ""), text)


def language_of(words: Iterable[str]) -> str | None:
    """Return the language that knows all these months, None if several do and differ."""
    used = {word for word in words if word in month_names(None)}
    fitting = [name for name in MONTHS if used <= _months_of(name).keys()]
    meanings = {tuple(_months_of(name)[word] for word in sorted(used)) for name in fitting}
    return fitting[0] if len(meanings) == 1 else None


@cache
def _months_of(language: str) -> dict[str, int]:
    return _numbered(MONTHS[language])


def _numbered(months: str) -> dict[str, int]:
    numbers = {
        name.strip().replace(" ", ""): number
        for number, names in enumerate(months.split(";"), 1)
        for name in names.split("|")
    }
    bare = {_without_accents(name): number for name, number in numbers.items()}
    return {**bare, **numbers}


def _without_accents(word: str) -> str:
    if not "a" <= word[:1] < "\u0250":  # only Latin letters are the same without
        return word
    letters = unicodedata.normalize("NFD", word.replace("ı", "i").replace("ł", "l"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


@cache
def _vietnamese() -> dict[int, str]:
    return {number: name for name, number in _months_of("vi").items() if not name.isascii()}


@cache
def _several_words() -> re.Pattern[str]:
    names = {
        name.strip() for months in MONTHS.values() for name in re.split("[;|]", months)
        if " " in name.strip()
    }  # fmt: skip
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return re.compile("|".join(map(re.escape, longest_first)))
