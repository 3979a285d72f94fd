"""Decide whether the name of a capital or a country stands for its government."""

from collections.abc import Callable
from typing import Literal

from geo.tokens import APOSTROPHES, Token
from geo.word_lists import words_of


def role_of(
    tokens: list[Token], first: int, last: int, is_government: Callable[[int], bool]
) -> Literal["place", "actor"]:
    """Return "actor" where the words around a name say that a government acts."""
    before = tokens[first - 1] if first else None
    if before is not None and before.key == "" and first > 1:
        before = tokens[first - 2]
    if (
        before is not None
        and before.key in words_of("place_before")
        and not _is_between(tokens, first)
    ):
        return "place"
    if before is not None and before.key in words_of("actor_before"):
        return "actor"
    return "actor" if _acts(tokens, last, is_government) or _is_between(tokens, first) else "place"


def _acts(tokens: list[Token], last: int, is_government: Callable[[int], bool]) -> bool:
    if last + 1 >= len(tokens):
        return False
    after = tokens[last + 1]
    if after.gap[:1] in tuple(APOSTROPHES):
        return after.key in words_of("government")
    if after.gap == " " and after.key == "and" and last + 2 < len(tokens):
        return is_government(last + 2) and _acts(tokens, last + 2, is_government)
    return after.gap == " " and not after.is_capital and after.key in words_of("speech")


def _is_between(tokens: list[Token], first: int) -> bool:
    """Tell whether a name is the second of two that act: "between Pyongyang and Washington"."""
    if first < 3 or tokens[first - 1].key not in ("and", "to") or not tokens[first - 2].is_capital:
        return False
    return any(
        token.key in ("between", "with", "both") for token in tokens[max(0, first - 5) : first - 2]
    )
