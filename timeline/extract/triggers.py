"""The words that name an event, with their category: a list, read once into one pattern."""

from __future__ import annotations

import csv
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

Kind = Literal["noun", "verb"]


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word or phrase of a text that names an event."""

    start: int
    end: int
    text: str
    category: str
    kind: Kind


@cache
def _words() -> dict[str, tuple[tuple[str, Kind], ...]]:
    text = files("timeline.extract").joinpath("triggers.csv").read_text(encoding="utf-8")
    known: dict[str, tuple[tuple[str, Kind], ...]] = {}
    for row in csv.DictReader(text.splitlines()):
        kind: Kind = "noun" if row["kind"] == "noun" else "verb"
        for word in row["words"].split("|"):
            known[word] = (*known.get(word, ()), (row["category"], kind))
    return known


@cache
def _pattern() -> re.Pattern[str]:
    words = sorted(_words(), key=len, reverse=True)
    return re.compile(rf"(?<![\w’'-])(?:{'|'.join(map(re.escape, words))})(?![\w-])", re.IGNORECASE)


_NOMINAL = re.compile(
    r"(?:\b(?:the|a|an|this|that|its|his|her|their|of|joint|new|first|second|last|major|no|any"
    r"|\w+(?:’s|'s|s’|al|ary|ese|ian|ic|ish|ean))|[-\w]+ed)\s+(?:[-\w]+\s+)?$",
    re.IGNORECASE,
)


def find_triggers(text: str, taken: Sequence[tuple[int, int]] = ()) -> Iterator[Trigger]:
    """Yield the triggers of a text in their order; a word that is both is what its place says.

    `taken` are spans in order that mean something else: the month in "12 March".
    """
    starts = [start for start, _ in taken]
    for match in _pattern().finditer(text):
        meanings = _words().get(match.group().lower(), ())
        if not meanings or _is_part_of_name(text, match):
            continue
        at = bisect_right(starts, match.start()) - 1
        if at >= 0 and match.start() < taken[at][1]:
            continue
        category, kind = _meaning(text, match.start(), meanings)
        yield Trigger(match.start(), match.end(), match.group(), category, kind)


def _meaning(text: str, start: int, meanings: tuple[tuple[str, Kind], ...]) -> tuple[str, Kind]:
    if len({kind for _, kind in meanings}) == 1:
        return meanings[0]
    nominal = _NOMINAL.search(text, max(0, start - 40), start) is not None
    wanted = "noun" if nominal else "verb"
    return next((one for one in meanings if one[1] == wanted), meanings[0])


def _is_part_of_name(text: str, match: re.Match[str]) -> bool:
    """Leave "Strike Group", "War College", "Founding Act": a capital before another capital."""
    if not match.group()[0].isupper() or _WORLD_WAR.search(
        text, max(0, match.start() - 20), match.end()
    ):
        return match.group()[0].isupper()
    after = text[match.end() : match.end() + 2]
    return after[:1] == " " and after[1:].isupper() and not _starts_sentence(text, match.start())


_WORLD_WAR = re.compile(r"(?:World|Cold|Civil) Wars?$")


def _starts_sentence(text: str, start: int) -> bool:
    before = (
        text[:start].rstrip(" ")[-1:] if start < 200 else text[start - 200 : start].rstrip(" ")[-1:]
    )
    return before in ("", ".", "!", "?", "\n", "”", '"', "–", "—")
