# ruff: noqa: RUF001 - other scripts have full stops of their own
"""Cut a text into sentences and clauses, by offsets, without changing a character of it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_MOST = 800  # characters of a sentence; what has no full stop is cut
_ABBREVIATED = re.compile(
    r"(?:\b(?:[A-Za-z]|Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Sgt|Capt|Maj|Adm|Sen|Rep|Gov|Rev|St|Mt|Ft|No|vs"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Inc|Ltd|Co|Corp|approx|ca|cf|etc|e\.g|i\.e"
    r"|U\.S|U\.N|U\.K|a\.m|p\.m))\.$"
)
_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s+[\"'“‘(\[]?[^\W_a-z])|[。！？]|\n\s*\n|\n", re.ASCII)
_CLAUSE = re.compile(
    r";\s+|:\s+|\s+[–—]\s+|—|,\s+(?:and|but|while|whereas|which|who|where|when|after|before|although"
    r"|though|as|so|because|with|adding|raising|lifting|leading|(?:for|from|of|in|to|by)\s+wh(?:ich|om))\b\s*"
    r"|,?\s+and\s+then\b\s*|\s+(?:while|whereas|after|before|because|although|though|until|but)\s+"
)
_RELATIVE = re.compile(
    r",\s+(?:(?:for|from|of|in|to|by|with)\s+)?(?:who|whom|which|whose|where)\b[^,;:]{8,200}(?=,\s)"
)


@dataclass(frozen=True, slots=True)
class Part:
    """A sentence or a clause, the end exclusive."""

    start: int
    end: int

    def holds(self, start: int, end: int) -> bool:
        """Say whether a span lies within."""
        return self.start <= start and end <= self.end


class Parts:
    """The sentences of a text and the clauses of each, found by offset."""

    def __init__(self, text: str, whole: Sequence[tuple[int, int]] = ()) -> None:
        """Cut a text, but none of the spans that are `whole`: "3. Dezember"."""
        self.sentences = find_sentences(text, whole)
        self._starts = [one.start for one in self.sentences]
        self._clauses: dict[int, list[Part]] = {}
        self._text = text

    def sentence_number(self, offset: int) -> int:
        """Return which sentence an offset lies in."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def clauses(self, number: int) -> list[Part]:
        """Return the clauses of a sentence."""
        if number not in self._clauses:
            self._clauses[number] = find_clauses(self._text, self.sentences[number])
        return self._clauses[number]

    def clause_at(self, offset: int) -> Part:
        """Return the clause that an offset lies in."""
        clauses = self.clauses(self.sentence_number(offset))
        starts = [one.start for one in clauses]
        return clauses[max(0, bisect_right(starts, offset) - 1)]


def find_sentences(text: str, whole: Sequence[tuple[int, int]] = ()) -> list[Part]:
    """Return the sentences of a text; together they cover all of it but white space."""
    found: list[Part] = []
    starts = [first for first, _ in whole]
    start = 0
    for end in _ends(text):
        at = bisect_right(starts, end) - 1
        if at >= 0 and end < whole[at][1]:
            continue
        _add(found, text, start, end)
        start = end
    _add(found, text, start, len(text))
    return found or [Part(0, len(text))]


def _ends(text: str) -> list[int]:
    return [
        match.end()
        for match in _END.finditer(text)
        if not (
            match.group()[0] == "."
            and _ABBREVIATED.search(text, max(0, match.start() - 8), match.start() + 1)
        )
    ]


def _add(found: list[Part], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    for first in range(start, end, _MOST):
        found.append(Part(first, min(end, first + _MOST)))


def find_clauses(text: str, sentence: Part) -> list[Part]:
    """Return the clauses of a sentence, in order; a conjunction belongs to what it leads."""
    cuts = [match.start() for match in _CLAUSE.finditer(text, sentence.start, sentence.end)]
    cuts += [match.end() for match in _RELATIVE.finditer(text, sentence.start, sentence.end)]
    cuts = sorted(set(cuts))
    edges = [sentence.start, *(cut for cut in cuts if cut > sentence.start), sentence.end]
    return [Part(a, b) for a, b in pairwise(edges) if b > a] or [sentence]
