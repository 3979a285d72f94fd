"""Write the title of an event in words of the text: the noun with what leads it, or the clause."""

from __future__ import annotations

import re

from timeline.extract.clauses import Part
from timeline.extract.places import DATELINE, Found
from timeline.extract.triggers import Trigger

_LONGEST = 80
_WORD = re.compile(r"[\w’'.&-]+")
_STOPS = {
    "the", "a", "an", "of", "in", "at", "to", "and", "or", "for", "by", "with", "from", "on",
    "as", "over", "under", "into", "that", "which", "who", "whose", "his", "her", "its", "their",
    "this", "these", "those", "was", "were", "is", "are", "be", "been", "has", "have", "had",
    "will", "would", "after", "before", "since", "until", "when", "while", "during", "amid",
    "about", "then", "first", "next", "last", "new", "no", "any", "some", "more", "most", "end",
    "start",
}  # fmt: skip
_TRAIL = re.compile(
    r"\s+(?:of|between|over|against|on|near|close to|around|with)\s+(?:the\s+)?[A-Z][\w’'-]*"
    r"(?:\s+(?:and|of|de|al)\s+(?:the\s+)?[A-Z][\w’'-]*|\s+[A-Z][\w’'-]*){0,4}"
    r"|\s+of\s+(?:the\s+)?(?:martial law|emergency|independence"
    r"|[a-z]+s of [A-Z][\w’'-]*(?: and [A-Z][\w’'-]*)?)"
)
_COMMA = re.compile(r",\s")
_RELATIVE = re.compile(r",?\s*(?:who|which)\b")
_NAMES = re.compile(r"[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*)*")
_LEADING = re.compile(
    r"^(?:[,;:–—\s]+|(?:and|but|while|whereas|which|who|where|when|after|before|although|though|as"
    r"|so|because|then|with|in|on|at|by|since|during|from)\b(?!\s+least)\s*)+", re.IGNORECASE,
)  # fmt: skip
_TRAILING = re.compile(
    r"(?:[\s,;:–—-]+|\s(?:in|on|at|by|since|during|from|of|until|to|and|the|between|for)(?=\s|$))+$",
    re.IGNORECASE,
)


def title_of(
    text: str,
    sentence: Part,
    clause: Part,
    trigger: Trigger | None,
    when: tuple[int, int],
    place: Found | None,
) -> str:
    """Return one line of at most 80 characters."""
    if trigger is not None and trigger.kind == "noun":
        return _cut(_of_noun(text, sentence, trigger, when, place))
    return _cut(_of_clause(text, sentence, clause, trigger, when))


def _of_noun(
    text: str, sentence: Part, trigger: Trigger, when: tuple[int, int], place: Found | None
) -> str:
    start = _lead(text, max(sentence.start, trigger.start - 60), trigger.start, when)
    end = trigger.end
    if (trail := _TRAIL.match(text, end, sentence.end)) and not (
        trail.start() < when[1] and when[0] < trail.end()
    ):
        end = trail.end()
    phrase = text[start:end].strip()
    if start == trigger.start and end == trigger.end and place is not None:
        phrase = f"{phrase}, {place.place.name}"
    return phrase[:1].upper() + phrase[1:]


def _lead(text: str, start: int, end: int, when: tuple[int, int]) -> int:
    """Return where the words begin that belong before a noun: adjectives and names."""
    first = end
    words = list(_WORD.finditer(text, start, end))
    for word in reversed(words[-4:]):
        between = text[word.end() : first]
        if between.strip() or word.group().lower() in _STOPS:
            break
        if word.start() < when[1] and when[0] < word.end():
            break
        if word.group().endswith(("ed", "ing")) and word.group()[0].islower():
            break
        first = word.start()
    return first


def _of_clause(
    text: str, sentence: Part, clause: Part, trigger: Trigger | None, when: tuple[int, int]
) -> str:
    part = clause if clause.end - clause.start > 25 else sentence
    end = part.end
    if trigger is not None and part.start <= trigger.start < part.end:
        comma = _COMMA.search(text, max(trigger.end, min(when[1], part.end)), part.end)
        end = comma.start() if comma else end
    first, last = max(part.start, when[0]), min(end, when[1])
    if first < last:
        said = f"{_TRAILING.sub('', text[part.start : first])} {text[last:end].lstrip(' ,')}"
    else:
        said = text[part.start : end]
    subject = ""
    if _RELATIVE.match(said):
        names = list(_NAMES.finditer(text, max(sentence.start, part.start - 60), part.start))
        subject = f"{names[-1].group()} " if names else ""
    said = DATELINE.sub("", " ".join(said.split()), count=1)
    said = _LEADING.sub("", said).strip(" .,;:!?")
    return subject + (said if subject else said[:1].upper() + said[1:])


def _cut(title: str) -> str:
    line = " ".join(title.split())
    if len(line) <= _LONGEST:
        return line or "Event"
    return line[: _LONGEST - 1].rsplit(" ", 1)[0].rstrip(" ,;") + "…"
