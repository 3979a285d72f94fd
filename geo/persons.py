"""Decide which capitalised words of a text are persons: a title or a first name leads them."""

from collections.abc import Callable
from dataclasses import dataclass, field

from geo.tokens import Token
from geo.word_lists import words_of

_MOST_NAMES = 4
_LAND = frozenset({
    "airport", "avenue", "bay", "beach", "bridge", "city", "county", "creek", "department",
    "district", "falls", "fire", "harbor", "harbour", "heights", "hill", "hills", "hospital",
    "island", "islands", "lake", "mountain", "mountains", "parish", "park", "police",
    "province", "river", "road", "school", "schools", "springs", "square", "state", "street",
    "township", "valley", "high", "middle", "elementary", "tech", "medical", "general", "regional",
    "public", "community", "council", "sheriff", "senate", "legislature", "resident", "residents",
    "accord", "accords", "agreement", "conference", "declaration", "summit", "talks", "treaty",
})  # fmt: skip


@dataclass(slots=True)
class Persons:
    """The positions of words that are persons, and the surnames that they go by afterwards."""

    indexes: set[int] = field(default_factory=set)
    surnames: set[str] = field(default_factory=set)


def find_persons(tokens: list[Token], is_place: Callable[[int, int], bool]) -> Persons:
    """Return the persons of a text; `is_place` says whether two words are a place together."""
    persons = Persons()
    index = 0
    while index < len(tokens):
        last = _person_end(tokens, index, is_place)
        if last is None:
            last = _aged_end(tokens, index, is_place)
        if last is None:
            index += 1
            continue
        first = index + 1 if tokens[index].key in words_of("title") else index
        persons.indexes.update(range(first, last + 1))
        persons.surnames.update(token.key for token in tokens[max(first, last) : last + 1])
        index = last + 1
    return persons


def _person_end(
    tokens: list[Token], index: int, is_place: Callable[[int, int], bool]
) -> int | None:
    """Return the last word of a person who starts here, None when nobody does."""
    token = tokens[index]
    is_title = token.key in words_of("title")
    if not is_title and not (token.is_capital and token.key in words_of("given")):
        return None
    last = index
    while last + 1 < len(tokens) and last - index < _MOST_NAMES and _goes_on(tokens, last + 1):
        last += 1
    if last == index or (is_title and _is_title_of(tokens, index)):
        return None
    if not is_title and tokens[index + 1].key in _LAND | words_of("org") | words_of("title"):
        return None
    start = index if token.is_capital else index + 1
    beyond = min(last + 2, len(tokens) - 1)  # "Queen Anne's County"
    if any(is_place(start, end) for end in range(beyond, start, -1)):
        return None
    return last


def _aged_end(tokens: list[Token], index: int, is_place: Callable[[int, int], bool]) -> int | None:
    """Return the surname of somebody whose age is given: "Alvin Camden, 29, was seen"."""
    last, age, after = index + 1, index + 2, index + 3
    if after >= len(tokens) or not (tokens[age].text.isdigit() and len(tokens[age].text) == 2):
        return None
    if tokens[age].gap != ", " or tokens[after].gap != ", ":
        return None
    is_name = tokens[index].is_capital and _goes_on(tokens, last) and not is_place(index, last)
    return last if is_name else None


def _goes_on(tokens: list[Token], index: int) -> bool:
    token, before = tokens[index], tokens[index - 1]
    if not token.is_capital or token.key in words_of("calendar") or not token.key:
        return False
    is_initial = len(before.key) == 1 or before.key in words_of("title")
    return (
        token.gap in (" ", "-")
        or (token.gap == ". " and is_initial)
        or token.gap in (' "', " “", '" ', "” ")
    )


def _is_title_of(tokens: list[Token], index: int) -> bool:
    """Tell whether a title is one of something: "Prime Minister Japan", "General Assembly"."""
    return tokens[index + 1].key in words_of("common") - {"park", "moon", "bush", "rice", "obama"}
