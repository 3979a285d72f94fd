"""Check what a language model says of an article: keep what is quoted from it, drop the rest.

A quote is kept when it stands in the piece that was asked about, letter by letter, or but
for the shape of quotation marks and the amount of white space. It may not cut a word
or a number: "1,000" is not found in "11,000". Whatever is dropped says why.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from timeline.extract.article import Article, Span

KINDS = ("event", "force", "movement")
FIELDS = ("title", "date", "place", "origin", "actors", "number", "unit")
_MOST_CLAIMS, _MOST_ACTORS, _MOST_FINDS = 200, 12, 1_000
_LONGEST_QUOTE, _LONGEST_FIELD, _SHOWN = 1_500, 300, 200


@dataclass(frozen=True, slots=True)
class Claim:
    """What a model points at: a kind, the words that say it, and the words for each field."""

    kind: str
    quote: Span
    fields: tuple[tuple[str, tuple[Span, ...]], ...] = ()

    def spans(self, name: str) -> tuple[Span, ...]:
        """Return the words for a field, none where there are none."""
        return dict(self.fields).get(name, ())


@dataclass(frozen=True, slots=True)
class Dropped:
    """Something that a model said and that was not kept: why, of which field, its words."""

    reason: str
    field: str = ""
    quote: str = ""


def check_answer(
    said: str, article: Article, start: int, end: int
) -> tuple[list[Claim], list[Dropped]]:
    """Return the claims of an answer whose words stand between start and end, and the rest."""
    rows = _rows(said)
    if rows is None:
        return [], [Dropped("the answer is not the JSON that was asked for", quote=said[:_SHOWN])]
    piece = _Piece(article, start, end)
    claims: list[Claim] = []
    dropped = [Dropped(f"more than {_MOST_CLAIMS} claims")] if len(rows) > _MOST_CLAIMS else []
    for row in rows[:_MOST_CLAIMS]:
        claim = _claim(row, piece, dropped)
        if claim in claims:
            dropped.append(Dropped("said twice", quote=claim.quote.text[:_SHOWN]))
        elif claim:
            claims.append(claim)
    return claims, dropped


# --- the answer as JSON ---------------------------------------------------------------------------

_MOST_STARTS = 50
_THOUGHTS = re.compile(r"<think>.*?</think>", re.DOTALL)  # what some models say to themselves


def _rows(said: str) -> list[Any] | None:
    """The claims in an answer, be it bare JSON, in a code fence or behind some words."""
    for held in _values(_THOUGHTS.sub("", said)):
        if isinstance(held, dict) and isinstance(held.get("claims"), list):
            return list(held["claims"])
        if isinstance(held, list) and held and all(isinstance(row, dict) for row in held):
            return held
    return None


def _values(said: str) -> Iterator[Any]:
    decoder = json.JSONDecoder()
    starts = [found.start() for found in re.finditer(r"[\[{]", said)][:_MOST_STARTS]
    for start in starts:
        try:
            yield decoder.raw_decode(said, start)[0]
        except (ValueError, RecursionError):
            continue


def _claim(row: Any, piece: _Piece, dropped: list[Dropped]) -> Claim | None:
    if not isinstance(row, dict) or not isinstance(row.get("quote"), str):
        dropped.append(Dropped("no quote", quote=_shown(row)))
        return None
    words = row["quote"]
    if row.get("kind") not in KINDS:
        dropped.append(Dropped("no kind that was asked for", "kind", words[:_SHOWN]))
        return None
    quote, reason = piece.find(words, _LONGEST_QUOTE, near=None)
    if quote is None:
        dropped.append(Dropped(reason, "quote", words[:_SHOWN]))
        return None
    stated = row.get("fields")
    named = stated if isinstance(stated, dict) else {}
    if named is not stated and stated is not None:
        dropped.append(Dropped("not a table of fields", "fields", words[:_SHOWN]))
    return Claim(row["kind"], quote, tuple(_fields(named, quote, piece, dropped)))


def _fields(
    stated: Mapping[Any, Any], quote: Span, piece: _Piece, dropped: list[Dropped]
) -> Iterator[tuple[str, tuple[Span, ...]]]:
    for name in sorted({*stated} - {*FIELDS}, key=str):
        dropped.append(Dropped("no field that was asked for", str(name)[:40]))
    for name in FIELDS:
        spans = []
        for words in _texts(name, stated.get(name), dropped):
            span, reason = piece.find(words, _LONGEST_FIELD, near=quote)
            if span is None:
                dropped.append(Dropped(reason, name, words[:_SHOWN]))
            elif span not in spans:
                spans.append(span)
        if spans:
            yield name, tuple(spans)


def _texts(name: str, value: Any, dropped: list[Dropped]) -> list[str]:
    """The texts that a field may have: one, or of the actors several."""
    if value is None or value in ("", []):
        return []
    values = value if isinstance(value, list) and name == "actors" else [value]
    texts = [text for text in values if isinstance(text, str)][:_MOST_ACTORS]
    if len(texts) < len(values):
        dropped.append(Dropped("not a quote", name, _shown(value)))
    return texts


def _shown(value: Any) -> str:
    return value[:_SHOWN] if isinstance(value, str) else f"({type(value).__name__})"


# --- quotes in the text ---------------------------------------------------------------------------

_SAME = str.maketrans(
    dict.fromkeys("“”«»\u201e\u201f", '"') | dict.fromkeys("‘’`\u201a\u201b\u2032", "'")
)


class _Piece:
    """The part of an article that a question was about, and where quotes stand in it."""

    def __init__(self, article: Article, start: int, end: int) -> None:
        self._article, self._start = article, start
        self._text = article.text[start:end]
        self._folded, self._at = _fold(self._text)

    def find(self, words: str, longest: int, *, near: Span | None) -> tuple[Span | None, str]:
        """Return where words stand, nearest to a span; else None and why."""
        quote = words.strip()
        if not quote or not any(sign.isalnum() for sign in quote):
            return None, "no words in it"
        if len(quote) > longest:
            return None, f"longer than {longest:,} characters"
        found = list(self._exactly(quote)) or list(self._loosely(quote))
        if not found:
            return None, "not in the article"
        whole = [span for span in found if not _is_cut_out(self._article.text, span)]
        if not whole:
            return None, "cut out of a longer word or number"
        return min(whole, key=lambda span: _distance(span, near)), ""

    def _exactly(self, quote: str) -> Iterator[Span]:
        for at in _finds(self._text, quote):
            yield self._span(at, at + len(quote))

    def _loosely(self, quote: str) -> Iterator[Span]:
        folded, _ = _fold(quote)
        for at in _finds(self._folded, folded):
            yield self._span(self._at[at], self._at[at + len(folded) - 1] + 1)

    def _span(self, start: int, end: int) -> Span:
        return self._article.span(self._start + start, self._start + end)


def _fold(text: str) -> tuple[str, list[int]]:
    """Text with straight quotation marks and single spaces, and where each sign came from."""
    plain = text.translate(_SAME)
    signs, at = [], []
    for index, sign in enumerate(plain):
        if not sign.isspace():
            signs.append(sign)
            at.append(index)
        elif not signs or signs[-1] != " ":
            signs.append(" ")
            at.append(index)
    return "".join(signs), at


def _finds(text: str, quote: str) -> Iterator[int]:
    at = text.find(quote)
    for _ in range(_MOST_FINDS):
        if at < 0:
            return
        yield at
        at = text.find(quote, at + 1)


def _is_cut_out(text: str, span: Span) -> bool:
    return _joins(text, span.start) or _joins(text, span.end)


_NUMBER = re.compile(r"\d+(?:[.,'’:/\u00a0\u202f\u2009]\d+|[ ]\d{3}(?!\d))*")
_AROUND = 40


def _joins(text: str, at: int) -> bool:
    """Say whether a cut at this place would go through a word or a number."""
    before, after = text[at - 1 : at], text[at : at + 1]
    if before.isalnum() and after.isalnum():
        return True
    start = max(0, at - _AROUND)
    around = text[start : at + _AROUND]
    return any(
        start + found.start() < at < start + found.end() for found in _NUMBER.finditer(around)
    )


def _distance(span: Span, near: Span | None) -> tuple[int, int]:
    """How far a span is from another: nothing inside it; the earlier one of two as far."""
    if near is None:
        return 0, span.start
    return max(near.start - span.start, span.end - near.end, 0), span.start
