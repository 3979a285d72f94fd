"""Find the persons of a text whose country is known: from the text itself, else from a list.

"South Korean President Yoon Suk Yeol" tells whom Yoon acts for in all of the text; a
surname alone stands for the person that the text or the list has under it.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from geo.toponyms import Toponym

_TITLES = (
    "president|prime minister|premier|chancellor|king|queen|emperor|foreign minister|"
    "defense minister|defence minister|secretary of state|dictator|leader|general|marshal|"
    "chairman|minister|ambassador|envoy|admiral|spokesman|spokeswoman"
)
_TITLED = re.compile(
    rf"(?:[’']s?)?\s+(?:\w+\s+){{0,2}}?(?i:{_TITLES})\s+((?:[A-Z][\w’'-]*\.?\s?){{1,4}})"
)
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Person:
    """A mention of a person who acts for a country."""

    start: int
    end: int
    text: str
    country: str


@cache
def _leaders() -> dict[str, str]:
    """Return the countries of well-known leaders, by whole name and by a surname of one alone."""
    text = files("timeline.extract").joinpath("leaders.csv").read_text(encoding="utf-8")
    rows = [(row["country"], name) for row in csv.DictReader(text.splitlines())
            for name in row["names"].split("|")]  # fmt: skip
    known = {name: country for country, name in rows}
    for country, name in rows:
        for surname in _surnames(name, country):
            known[surname] = country if known.get(surname, country) == country else ""
    return {name: country for name, country in known.items() if country}


_FAMILY_FIRST = {"KOR", "PRK", "CHN", "TWN", "VNM"}


def _surnames(name: str, country: str) -> list[str]:
    words = name.split()
    if len(words) < 2:
        return []
    surname = words[0] if country in _FAMILY_FIRST and words[0] != "Syngman" else words[-1]
    return [surname] if len(surname) >= _SHORTEST and surname not in _COMMON else []


_COMMON = {
    "Kim", "Bush", "Johnson", "May", "Park", "Moon", "Brown", "Li", "Lee", "Lam", "Jr.", "Khan",
    "Singh", "Rice", "Roh", "Franco", "Ford", "Harris", "Austin", "Grant", "Begin",
}  # fmt: skip


def find_people(text: str, toponyms: Sequence[Toponym]) -> list[Person]:
    """Return the mentions of persons with a known country, in their order."""
    listed = _leaders()
    known = _told(text, toponyms) | _named_whole(text, listed)
    found: list[Person] = []
    matches = _WORD.finditer(text)
    words = [match.span() for match in matches if match.group()[0].isupper()]
    done = 0
    for at, (start, _) in enumerate(words):
        if start < done:
            continue
        for last in range(min(at + 3, len(words) - 1), at - 1, -1):
            end = words[last][1]
            if end - start > 40:
                continue
            name = _bare(text[start:end])
            country = known.get(name) or listed.get(name)
            if country:
                found.append(
                    Person(start, start + len(name), text[start : start + len(name)], country)
                )
                done = end
                break
    return found


def _named_whole(text: str, listed: dict[str, str]) -> dict[str, str]:
    """Return the surnames of the leaders whom a text names in full; then a short one is theirs."""
    whole = [(name, country) for name, country in listed.items() if " " in name and name in text]
    return {
        surname: country
        for name, country in whole
        for surname in [name.split()[0 if country in _FAMILY_FIRST else -1]]
        if surname not in ("House", "Hill", "Department", "Jr.")
    }


def _bare(name: str) -> str:
    return re.sub(r"[’']s?$", "", name)


def _told(text: str, toponyms: Sequence[Toponym]) -> dict[str, str]:
    """Return the countries that the text itself gives persons: a demonym, a title, a name."""
    known: dict[str, str] = {}
    for toponym in toponyms:
        if not toponym.country:
            continue
        match = _TITLED.match(text, toponym.end, toponym.end + 120)
        if match is None:
            continue
        name = _bare(match.group(1).strip(" ."))
        known.setdefault(name, toponym.country)
        for word in name.split():
            if len(word) >= _SHORTEST and word[0].isupper():
                known.setdefault(word, toponym.country)
    return known
