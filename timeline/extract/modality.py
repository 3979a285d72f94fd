"""Decide whether what a clause tells happened: or is planned, doubted, denied, only supposed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from timeline.extract.article import Span

Modality = Literal[
    "happened", "planned", "proposed", "doubted", "denied", "hypothetical", "cancelled"
]

_CANCELLED = r"cancel(?:l?ed|s)|called off|scrapped|abandoned plans|postponed"
_DENIED = (
    r"den(?:y|ied|ies)|did not|didn[’']t|does not|has not|have not|had not|was not|were not|never"
    r"|refused to|declined to|failed to|no longer|rejected"
)
_DOUBTED = (
    r"hard to tell if|hard to say (?:if|whether)|unclear (?:if|whether)|uncertain (?:if|whether)"
    r"|doubts?(?: that| whether| about)?|doubtful|reportedly|allegedly|is said to|are said to"
    r"|was said to|rumou?red|unconfirmed|may or may not|remains to be seen|in question"
    r"|questionable|could not be verified|claims?|claimed"
)
_PROPOSED = (
    r"propos(?:ed|es|al|als|ing)|suggest(?:ed|s)|offer(?:ed|s)? to|called for|calls for"
    r"|call for|urged|considering|mull(?:s|ing|ed)|demand(?:ed|s)"
)
_PLANNED = (
    r"will|shall|plans? to|planned|planning|(?:is|are|was|were) (?:scheduled|set|due|expected"
    r"|slated|to be)(?: to)?|to be held|going to|intends? to|upcoming|forthcoming|bracing for"
    r"|ahead of|prepar(?:es|ing) (?:to|for)|promised to|agreed to"
)
_HYPOTHETICAL = (
    r"if|could|would|might|may|should|whether|in case|were to|unless|likelihood of|prospect of"
    r"|possibility of|inconceivable|threat(?:en|ened|ens) to"
)
_ORDER: tuple[tuple[Modality, str], ...] = (
    ("cancelled", _CANCELLED),
    ("denied", _DENIED),
    ("doubted", _DOUBTED),
    ("planned", _PLANNED),
    ("proposed", _PROPOSED),
    ("hypothetical", _HYPOTHETICAL),
)
_WORDS = {
    name: re.compile(rf"(?<![\w’'])(?:{words})(?![\w’'])", re.IGNORECASE) for name, words in _ORDER
}
_BACK = re.compile(
    r"(?<!\w)(?:this|that|it|they|them|he|she"
    r"|the (?:visit|trip|meeting|plan|summit|talks|deal|event|opening))(?!\w)", re.IGNORECASE,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mood:
    """What a clause says of its event, and the words that say so; None where nothing does."""

    modality: Modality
    words: Span | None = None


def mood_of(text: str, start: int, end: int) -> Mood:
    """Return the mood of the clause from start to end."""
    for name, pattern in _WORDS.items():
        if match := pattern.search(text, start, end):
            return Mood(name, Span(match.start(), match.end(), match.group()))
    return Mood("happened")


def doubted_later(text: str, start: int, end: int) -> Span | None:
    """Return the words of a later sentence that doubt what was told: "it is unclear if this"."""
    match = _WORDS["doubted"].search(text, start, end)
    if match is None or _BACK.search(text, match.start(), end) is None:
        return None
    return Span(match.start(), match.end(), match.group())


def cancelled_in(text: str, start: int, end: int) -> Span | None:
    """Return the words of a sentence that call its event off."""
    match = _WORDS["cancelled"].search(text, start, end)
    return Span(match.start(), match.end(), match.group()) if match else None
