"""Decide what the words of a running text are, and where its sentences start."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from geo.names import fold


class Token(NamedTuple):
    """A word with its span, its folded key, and what stands between it and the word before."""

    start: int
    end: int
    text: str
    key: str
    is_capital: bool
    gap: str
    is_first: bool


APOSTROPHES = "'’\u02bc"
_LETTER = "(?:[^\\W_]|[\u0300-\u036f])"
_WORD = re.compile(f"(?:[^\\W\\d_]\\.){{2,}}|{_LETTER}+(?:['’\u02bc‘`]{_LETTER}+)*")
_SENTENCE_END = re.compile('[.!?:;]["”’\')\\]]*\\s|\n|["“‘(\\[•*–—]')
_LONGEST_WORD = 40
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+")


def tokens_of(text: str) -> list[Token]:
    """Return the words of a text; a possessive 's is no part of them."""
    return list(_tokens(text))


def _tokens(text: str) -> Iterator[Token]:
    last = 0
    is_initials = False
    for found in _WORD.finditer(text):
        start, end, word = found.start(), found.end(), found[0]
        gap = text[last:start]
        if (tail := word[-2:]) and tail[0] in APOSTROPHES and tail[1] in "sS" and len(word) > 2:
            word, end = word[:-2], end - 2
        is_first = not last or (gap != " " and bool(_SENTENCE_END.search(gap)))
        if is_initials and gap.isspace() and "\n" not in gap:
            is_first = False
        yield Token(start, end, word, key_of(word), _is_capital(word), gap, is_first)
        last = end
        is_initials = word[-1] == "."


def _is_capital(word: str) -> bool:
    """Tell whether a word is written as a name: "Ivoire", "d'Ivoire"."""
    return word[0].isupper() or (word[1:2] in ("'", "’") and word[2:3].isupper())


@lru_cache(maxsize=50_000)
def key_of(word: str) -> str:
    """Return the key of a word, "" for one too long to be in a name."""
    return fold(word) if len(word) <= _LONGEST_WORD else ""


_SHORTENED = {"saint", "sainte", "mount", "fort"}


def is_joined(tokens: list[Token], index: int) -> bool:
    """Tell whether a word may go on with the name that the word before it is in."""
    gap, before = tokens[index].gap, tokens[index - 1]
    if gap in (" ", "-", "\u2010", "\u2011"):
        return True
    if gap in (". ", ".") and before.key in _SHORTENED:
        return True
    if len(gap) == 3 and gap[0] in APOSTROPHES:
        return gap[1:] == "s "
    return gap.isspace() and gap.count("\n") <= 1 and len(gap) <= 4


def joined_key(tokens: list[Token], first: int, last: int) -> str:
    """Return the key of the words from first to last, as `geo.names.fold` gives it."""
    parts = [tokens[first].key]
    for token in tokens[first + 1 : last + 1]:
        parts.append("s" + token.key if token.gap[:1] in tuple(APOSTROPHES) else token.key)
    return "".join(parts)
