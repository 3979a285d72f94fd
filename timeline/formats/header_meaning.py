# ruff: noqa: RUF001 - East Asian brackets
"""Say what the header of one column may mean, by its words alone, best first.

A header is compared without case, accents and marks. The whole of it counts most ("Fecha"),
then what is left without brackets and numbers ("date (UTC)", "actor1"), then its parts, one
of which may say which end of a span it is ("End Year", "data do", "开始日期").
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from timeline.formats.columns import MEANINGS, fold
from timeline.formats.header_words import END, LANGUAGES, LATER, ORIGIN, START, TARGET, WORDS
from timeline.schema import STATED

OWN, WHOLE, BARE, PARTS, ENDING = 1.0, 0.95, 0.85, 0.7, 0.6

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_BRACKETS = re.compile(r"[(\[{（【].*?[)\]}）】]|[(\[{（【].*$")
_EAST_ASIAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_TYPED = frozenset({"date", "year", "month", "day", "time"})
# A word for a time may head a whole date, a word for a date a year, and so on.
_OTHERWISE: Mapping[str, tuple[str, ...]] = {
    "year": ("year", "date"),
    "month": ("month", "date"),
    "day": ("day", "date"),
    "time": ("time", "date"),
    "place": ("place", "point"),
    "point": ("point", "geometry"),
    "source": ("source", "url"),
    "url": ("url",),
}


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a header may mean, how sure its words make us, and the word that says so."""

    field: str
    score: float
    word: str = ""
    languages: str = ""  # those that have the word, parted by spaces

    def reason(self, spoken: Mapping[str, int] | None = None) -> str:
        """Half a sentence: 'fecha' is Spanish for date; `spoken` counts the likely languages."""
        if self.score == OWN:
            return f"'{self.word}' is its name"
        likely = max(self.languages.split() or ["en"], key=lambda one: (spoken or {}).get(one, 0))
        return f"'{self.word}' is {LANGUAGES[likely]} for {_said(self.field)}"


def _said(field: str) -> str:
    return {"point": "coordinates", "actors": "who took part"}.get(field, field.replace("_", " "))


def key_of(header: str) -> str:
    """Return a header as it is compared here: without case, accents, spaces and marks."""
    return "".join(_tokens(_plain(header)))


def parts_of(header: str) -> tuple[str, ...]:
    """The words of a header: "endDate", "End_Date" and "end date" have the same two."""
    return tuple(_tokens(_plain(_CAMEL.sub(" ", header))))


def meanings_of(header: str) -> list[Meaning]:
    """What a header may mean, best first."""
    found: dict[str, Meaning] = {}
    for meaning in _every(header):
        held = found.get(meaning.field)
        if held is None or meaning.score > held.score:
            found[meaning.field] = meaning
    return sorted(found.values(), key=lambda meaning: -meaning.score)


@lru_cache(maxsize=1 << 12)
def knows(header: str) -> bool:
    """Say whether a cell could be the name of a column."""
    return bool(header) and any(meaning.score >= BARE for meaning in meanings_of(header))


# --- the steps ------------------------------------------------------------------------------------


def _every(header: str) -> Iterator[Meaning]:
    named = MEANINGS.get(fold(header))
    if named is not None and (named[1] == 0 or named[0] in STATED):
        own = named[1] == 0
        yield from _spread(Meaning(named[0], OWN if own else WHOLE + 0.02, header.strip(), "en"))
    bare = _BRACKETS.sub(" ", header)
    is_later = _is_later(bare)
    for text, score in ((header, WHOLE), (bare, BARE), (re.sub(r"\d+\s*$", "", bare), BARE)):
        for meaning in _whole(key_of(text), score):
            if not (is_later and meaning.field in _TYPED):
                yield from _spread(meaning)
    if not is_later:
        yield from _by_parts(parts_of(bare))
    if _EAST_ASIAN.search(bare) and not is_later:
        yield from _by_ending(key_of(bare))


def _spread(meaning: Meaning) -> Iterator[Meaning]:
    """What is said, and what it may stand for besides."""
    for at, field in enumerate(_OTHERWISE.get(meaning.field, (meaning.field,))):
        score = meaning.score if at == 0 else min(meaning.score, WHOLE) - 0.1
        yield Meaning(field, score, meaning.word, meaning.languages)


def _whole(key: str, score: float) -> Iterator[Meaning]:
    for field, language, rank, word in _table().get(key, ()):
        yield Meaning(field, score - min(rank, 10) * 0.005, word, language)


def _by_parts(parts: tuple[str, ...]) -> Iterator[Meaning]:
    if not 1 <= len(parts) <= 8:
        return
    for role, words in (("end", _roles(END)), ("start", _roles(START))):
        said = [part for part in parts if part in words and (len(part) > 2 or len(parts) <= 2)]
        rest = tuple(part for part in parts if part not in said)
        if said and (found := [*_of_role(role, said[0], rest)]):
            yield from found
            return
    yield from _of_compound(parts)
    for end, suffix in ((_words(TARGET), "to_"), (_words(ORIGIN), "")):
        rest = tuple(part for part in parts if part not in end)
        if 0 < len(rest) < len(parts):
            for field, language, _, word in _table().get("".join(rest), ()):
                if field in ("latitude", "longitude"):
                    yield Meaning(suffix + field, PARTS + 0.1, word, language)
    for size in range(min(3, len(parts) - 1), 0, -1):
        for at in range(len(parts) - size + 1):
            weight = PARTS + 0.04 * (size - 1) - 0.02 * (0 < at < len(parts) - size)
            for meaning in _whole("".join(parts[at : at + size]), weight):
                if len(meaning.word) > 2:
                    yield from _spread(meaning)


def _of_role(role: str, said: str, rest: tuple[str, ...]) -> Iterator[Meaning]:
    """The meanings of "End Year", "start" or "fecha final" once the end is known."""
    language = _languages_of(said, END if role == "end" else START)
    if not rest:
        if len(said) > 1:
            yield Meaning(role, BARE if len(said) > 2 else ENDING, said, language)
        return
    is_asian = _EAST_ASIAN.search(said) is not None
    for field, _, _, word in _table().get("".join(rest), ()):
        if field == "date":
            yield Meaning(role, WHOLE, f"{said} {word}", language)
        elif field in _TYPED:
            piece = f"end_{field}" if role == "end" else field
            # The word for a day is that for a date in East Asia.
            first, second = (BARE, WHOLE) if is_asian and field == "day" else (WHOLE, BARE)
            yield Meaning(piece, first, f"{said} {word}", language)
            yield Meaning(role, second, f"{said} {word}", language)
    if len(said) > 2 and "".join(rest) not in _table():
        yield Meaning(role, ENDING + 0.05, said, language)


def _of_compound(parts: tuple[str, ...]) -> Iterator[Meaning]:
    """German and its kin write one word: "Startdatum", "slutdatum", "Anfangsjahr"."""
    if len(parts) != 1:
        return
    for role, words in (("end", _roles(END)), ("start", _roles(START))):
        for word in words:
            if len(word) > 2 and parts[0].startswith(word) and parts[0] != word:
                yield from _of_role(role, word, (parts[0][len(word) :].removeprefix("s"),))


def _by_ending(key: str) -> Iterator[Meaning]:
    """East Asian headers have no spaces: "発生日" ends with the word for a day."""
    for role, words in (("end", END), ("start", START)):
        for word in _asian(words):
            if word in key and word != key:
                yield from _of_role(role, word, (key.replace(word, "", 1),))
    for size in range(min(4, len(key) - 1), 0, -1):
        for field, language, _, word in _table().get(key[-size:], ()):
            if size > 1 or field in _TYPED:
                yield from _spread(Meaning(field, ENDING + 0.02 * size, word, language))


# --- the tables, folded once ----------------------------------------------------------------------


def _plain(text: str) -> str:
    spread = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(char for char in spread if not unicodedata.combining(char))
    return unicodedata.normalize("NFC", bare)


def _tokens(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+|\d+", text)


@cache
def _table() -> Mapping[str, tuple[tuple[str, str, int, str], ...]]:
    """Every folded word, with the fields it stands for, its language and its rank there."""
    found: dict[str, list[tuple[str, str, int, str]]] = {}
    for field, spoken in WORDS.items():
        for language, words in spoken.items():
            for rank, word in enumerate(words.split("|")):
                held = found.setdefault(key_of(word), [])
                same = next((at for at, entry in enumerate(held) if entry[0] == field), None)
                if same is None:
                    held.append((field, language, rank, word))
                else:
                    _, languages, first, known = held[same]
                    held[same] = (field, f"{languages} {language}", min(first, rank), known)
    return {key: tuple(entries) for key, entries in found.items() if key}


def _is_later(header: str) -> bool:
    """Whether a header is about the record itself, such as when it was made, changed or fetched."""
    key = key_of(header)
    asian = (word for word in _later() if _EAST_ASIAN.search(word))
    return bool(_later() & {*parts_of(header)}) or any(word in key for word in asian)


@cache
def _later() -> frozenset[str]:
    return frozenset(key_of(word) for word in LATER.split("|"))


def _roles(spoken: Mapping[str, str]) -> frozenset[str]:
    return _words("|".join(spoken.values()))


@cache
def _words(words: str) -> frozenset[str]:
    return frozenset(key_of(word) for word in words.split("|"))


def _asian(spoken: Mapping[str, str]) -> Iterable[str]:
    words = "|".join(spoken[language] for language in ("ko", "ja", "zh")).split("|")
    return sorted((word for word in words if len(word) > 1), key=len, reverse=True)


def _languages_of(said: str, spoken: Mapping[str, str]) -> str:
    known = (lang for lang, words in spoken.items() if said in map(key_of, words.split("|")))
    return " ".join(known) or "en"
