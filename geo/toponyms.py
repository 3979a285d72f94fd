"""Find place names in text, with their spans, and say whether a place or an actor is meant.

A name is a run of capitalised words that the gazetteer knows, the longest first. It
is none when the words around it say so: a first name or a title before it, a
newspaper or a university after it, plain English at the start of a sentence. A
name that is meant once is meant wherever it stands in the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from geo.countries import from_alpha2
from geo.demonyms import demonym_of, is_about_korea, lookup_demonym
from geo.persons import find_persons
from geo.resolve import no_collection
from geo.roles import role_of
from geo.text_rows import Rows, is_acronym, rows_of
from geo.tokens import APOSTROPHES, Token, is_joined, joined_key, tokens_of
from geo.word_lists import abbreviations, words_of


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place name or a demonym in a text.

    `sort` is "name" for "Seoul", "demonym" for "South Korean". `role` is "actor" where
    the word stands for a government or a people ("Seoul agreed", "Russian forces"), else
    "place". `country` is the ISO alpha-3 code of a country, a demonym or the government
    that a capital stands for, "" where only resolution can tell.
    """

    start: int
    end: int
    text: str
    sort: Literal["name", "demonym"]
    role: Literal["place", "actor"]
    country: str = ""


_NO_START = frozenset({
    "a", "an", "and", "as", "at", "but", "by", "for", "from", "he", "i", "in", "it", "of", "on",
    "or", "she", "to", "we",
})  # fmt: skip
_MOST_WORDS = 5
_KNOWN_WEIGHT = 3_000.0  # a name in the middle of a sentence that nothing speaks for
_FIRST_WEIGHT = 30_000.0  # the same at the start, where every word has a capital
_COMMON_WEIGHT = 15_000.0  # "in Reading", "near Nice"
_HOME_NAMES = 3
_HOME_SHARE = 0.4
_HOME_WEIGHT = 600.0  # a town where the story is at home
_RUN_WEIGHT = 250_000.0  # beside an unknown word with a capital
_STRONG = {"country", "region", "capital", "area", "sea", "ocean", "county", "strait", "gulf"}
_REGION_WORDS = frozenset({
    "city", "county", "department", "district", "governorate", "island", "islands", "krai",
    "municipality", "oblast", "parish", "peninsula", "prefecture", "province", "region",
    "state", "township", "voivodeship",
})  # fmt: skip
_EVENTS = frozenset({
    "accord", "accords", "agreement", "conference", "declaration", "festival", "memorandum",
    "olympics", "process", "protocol", "summit", "talks", "treaty",
})  # fmt: skip
_FEATURES = frozenset({
    "ave", "avenue", "blvd", "boulevard", "bridge", "creek", "drive", "highway", "lane", "rd",
    "river", "road", "st", "street",
})  # fmt: skip
_OFFICES = frozenset({"authority", "commission", "department", "patrol"})  # Highway Patrol
_AILMENTS = frozenset({"disease", "fever", "flu", "strain", "syndrome", "virus", "viruses"})
_WITH_ARTICLE = frozenset({"bahamas", "gambia", "hague"})
_SIDES = {"North": "PRK", "South": "KOR"}
_KOREAN_ENDS = frozenset({"do", "dong", "gu", "gun", "myeon", "myon", "ri", "si", "up"})
_DATELINE = re.compile(r"[A-Z]{4}(?= ?[-–—:(]|, [A-Z])")  # "LIMA - ", "OSLO, Norway (AP)"
_ROAD = re.compile(r"[ -]\d{1,3}\b(?![,.]\d|[-%]| (?:m|b|tr)illion)")  # "U.S. 68"
_LAND_BEHIND = frozenset({
    "bay", "county", "delta", "falls", "island", "islands", "lake", "mountain", "mountains",
    "peninsula", "river", "township", "twp", "valley",
})  # fmt: skip
_LAND_BEFORE = frozenset({"camp", "cape", "fort", "lake", "loch", "lough", "mount"})
_NEAR = frozenset({"in", "near", "outside"})
_NO_ROWS = Rows(())
_SHORT_WORD = 3
_EXTENDING = _REGION_WORDS - {"department", "state", "district"}


@dataclass(frozen=True, slots=True)
class _Match:
    """The words from `first` to `last` of a text, and the rows that they lead to."""

    first: int
    last: int
    key: str
    rows: Rows
    end: int
    demonym: str | None = None


def find_toponyms(
    text: str,
    *,
    folder: Path | None = None,
    tagger: Any = None,
    embedded: bool = False,
    unlisted: bool = False,
) -> tuple[Toponym, ...]:
    """Return the place names and demonyms of a text, sorted and without overlap.

    `tagger` is a spaCy pipeline, see `geo.tagger`. With `embedded`, names inside those
    of organisations count too: "Oxford" of Oxford University. With `unlisted`, so do
    those that no gazetteer has, where the words around them say that they are places.
    """
    with no_collection():
        finder = _Finder(text, tokens_of(text), folder, embedded=embedded)
        matches = finder.matches()
        if unlisted:
            matches = finder.with_unlisted(matches)
        found = tuple(finder.toponym(match) for match in matches)
    if tagger is None:
        return found
    from geo.tagger import with_tagger

    return with_tagger(found, text, tagger)


def _home_regions(sure: list[_Match]) -> set[str]:
    """Return the regions that most names of a local story have a place in."""
    regions = {match.key: {row.region for row in match.rows.rows} - {""} for match in sure}
    counts = Counter(region for some in regions.values() for region in some)
    least = max(_HOME_NAMES, _HOME_SHARE * len(regions))
    return {region for region, count in counts.items() if count >= least}


def _is_in(match: _Match, regions: set[str]) -> bool:
    return any(
        row.region in regions and not row.is_alias and row.weight >= _HOME_WEIGHT
        for row in match.rows.rows
    )


class _Finder:
    """Choose, from the left, the longest runs of words that are names of places."""

    def __init__(
        self, text: str, tokens: list[Token], folder: Path | None, *, embedded: bool
    ) -> None:
        self._text = text
        self._embedded = embedded
        self._tokens = tokens = [_without_capitals(text, token) for token in tokens]
        names = {
            (key, written)
            for first in range(len(tokens))
            for _, key, _, written in _runs_at(text, tokens, first)
        }
        self._rows = rows_of(names, folder)
        self._lower = {token.key for token in tokens if not token.is_capital}
        self._persons = find_persons(tokens, self._is_known_name)
        self._korea = is_about_korea(tokens)

    def toponym(self, match: _Match) -> Toponym:
        """Return what a match says to those who only have the text."""
        start = self._tokens[match.first].start
        words = self._text[start : match.end]
        if match.demonym is not None:
            return Toponym(start, match.end, words, "demonym", "actor", match.demonym)
        if match.rows.kind == "capital" and self._tokens[match.last].key in _EXTENDING:
            return Toponym(start, match.end, words, "name", "place")
        rows, role = match.rows, self._role(match)
        names_country = rows.is_country or role == "actor" or not rows.rows
        is_held = self._names_whole(match.last, ("region",))
        country = rows.country if names_country and not is_held else ""
        return Toponym(start, match.end, words, "name", role, country)

    def _role(self, match: _Match) -> Literal["place", "actor"]:
        if not match.rows.is_government or self._names_whole(match.last, ("region",)):
            return "place"
        return role_of(self._tokens, match.first, match.last, self._is_government)

    def _is_government(self, index: int) -> bool:
        rows = self._rows_between(index, index)
        return rows is not None and rows.is_government

    def _rows_between(self, first: int, last: int) -> Rows | None:
        token = self._tokens[first]
        if first == last:
            return self._rows.get((token.key, token.text))
        key = joined_key(self._tokens, first, last)
        return self._rows.get((key, key))

    def _is_known_name(self, first: int, last: int) -> bool:
        """Tell whether several words together are a place of some size: "San Jose"."""
        rows = self._rows_between(first, last)
        return rows is not None and (rows.weight >= _KNOWN_WEIGHT or rows.kind in _STRONG)

    def matches(self) -> list[_Match]:
        sure: list[_Match] = []
        doubtful: list[_Match] = []
        for match in self._candidates():
            (sure if self._is_sure(match) else doubtful).append(match)
        meant = {match.key for match in sure if match.demonym is None}
        home = _home_regions(sure)
        again = [
            match
            for match in doubtful
            if (match.key in meant or _is_in(match, home)) and self._may_be(match)
        ]
        return sorted([*sure, *again], key=lambda match: match.first)

    def with_unlisted(self, matches: list[_Match]) -> list[_Match]:
        """Add what the gazetteer does not have: "Tuckers Creek Township", "near Hartly"."""
        taken = {index for match in matches for index in range(match.first, match.last + 1)}
        unlisted: list[_Match] = []
        is_local = bool(_home_regions([match for match in matches if match.demonym is None]))
        for first in range(len(self._tokens)):
            last = self._unlisted_end(first)
            if last is None and is_local and self._is_beside_place(first, taken):
                last = first
            if last is not None and not taken & set(range(first, last + 1)):
                taken.update(range(first, last + 1))
                end = self._tokens[last].end
                unlisted.append(
                    _Match(first, last, joined_key(self._tokens, first, last), _NO_ROWS, end)
                )
        return sorted([*matches, *unlisted], key=lambda match: match.first)

    def _unlisted_end(self, first: int) -> int | None:
        """Return the last word of an unlisted place that starts here, None when none does."""
        if not self._may_be_unlisted(first):
            return None
        last = first
        while self._continues(last) and self._tokens[last + 1].gap == " " and last < first + 3:
            last += 1
            if self._tokens[last].key in _LAND_BEHIND:
                return None if self._continues(last) else last
        if self._tokens[first].key in _LAND_BEFORE:
            return last if last == first + 1 else None
        is_near = first > 0 and self._tokens[first - 1].key in _NEAR
        return first if last == first and is_near else None

    def _is_beside_place(self, first: int, taken: set[int]) -> bool:
        """Tell whether a word is listed with a place: "to Caledonia and Steens"."""
        tokens = self._tokens
        before = first - 1 - (first > 1 and tokens[first - 1].key in ("and", "or"))
        is_listed = before < first - 1 or tokens[first].gap == ", "
        if before not in taken or not is_listed or tokens[before + 1].gap not in (" ", ", "):
            return False
        return self._may_be_unlisted(first) and not self._continues(first)

    def _may_be_unlisted(self, first: int) -> bool:
        token = self._tokens[first]
        if not token.is_capital or len(token.key) <= _SHORT_WORD or token.text.isupper():
            return False
        if any(token.key in words_of(some) for some in ("calendar", "org", "title")):
            return False
        is_plain = token.key in words_of("common") or token.key in self._lower
        if (is_plain and token.key not in _LAND_BEFORE) or self._is_after_unknown(first):
            return False
        return first not in self._persons.indexes and token.key not in self._persons.surnames

    def _candidates(self) -> Iterator[_Match]:
        """Yield the longest match at each word, left to right."""
        position = 0
        while position < len(self._tokens):
            match = self._longest(position)
            if match is None:
                position += 1
                continue
            whole = self._abbreviated(match.last + 1)
            if whole is not None and whole.key == "dc" and match.key == "washington":
                match, whole = replace(match, last=whole.last, end=whole.end), None
            yield match
            if whole is not None:
                yield whole
            position = (whole or match).last + 1

    def _abbreviated(self, index: int) -> _Match | None:
        """Return "Ky." of "Lexington, Ky." as a name of its own."""
        if index >= len(self._tokens) or self._tokens[index].gap not in (", ", " "):
            return None
        token = self._tokens[index]
        code = _abbreviation(self._text, token)
        if not code or (token.gap == " " and token.key != "dc"):
            return None
        stop = self._text[token.end : token.end + 1] == "." and token.text[-1] != "."
        end = token.end + (stop and token.text + "." in abbreviations())
        rows = Rows.of_country(from_alpha2(code[:2]), is_government=False)
        return _Match(index, index, token.key, rows, end)

    def _longest(self, first: int) -> _Match | None:
        for last, key, end, written in reversed(_runs_at(self._text, self._tokens, first)):
            if code := self._korean_side(first, last):
                return _Match(first - 1, last, key, Rows.of_country(code), end)
            demonym = demonym_of(key)
            if demonym is not None:
                return _Match(first, last, key, Rows(()), end, demonym)
            rows = self._rows.get((key, written))
            if rows is not None and self._is_open(first, last, rows):
                return self._extended(_Match(first, last, key, rows, end))
        return None

    def _korean_side(self, first: int, last: int) -> str:
        """Return the country that "the North" is in a text about Korea."""
        if not self._korea or first != last or not first or self._continues(first):
            return ""
        is_side = self._tokens[first - 1].text in ("the", "The")
        return _SIDES.get(self._tokens[first].text, "") if is_side else ""

    def _continues(self, last: int) -> bool:
        """Tell whether the next word belongs to the same run of capitals."""
        after = last + 1
        return (
            after < len(self._tokens)
            and self._tokens[after].is_capital
            and self._tokens[after].gap in (" ", "-")
            and self._tokens[after].key not in _EVENTS
        )

    def _extended(self, match: _Match) -> _Match:
        """Take "Province" of Nyanza Province, "ri" of Musudan-ri and "northern" with the name."""
        first, last, end = match.first, match.last, match.end
        if self._is_extended(match):
            last, end = last + 1, self._tokens[last + 1].end
        if first and self._is_led(match, self._tokens[first - 1]):
            first -= 1
        return replace(match, first=first, last=last, end=end)

    def _is_extended(self, match: _Match) -> bool:
        if match.last + 1 >= len(self._tokens):
            return False
        after = self._tokens[match.last + 1]
        if after.gap == "-" and after.text in _KOREAN_ENDS:
            return True
        if after.text == "state" and after.gap == " ":
            return any(row.kind == "region" and row.country == "USA" for row in match.rows.rows)
        is_kind = after.key in _EXTENDING and not match.rows.is_country
        return is_kind and self._continues(match.last)

    def _is_led(self, match: _Match, before: Token) -> bool:
        if match.key in _WITH_ARTICLE:
            return before.text == "The"
        is_around = before.key in words_of("around") and self._tokens[match.first].gap == " "
        return is_around and match.rows.kind in ("country", "region", "area")

    # --- what is no place ---------------------------------------------------------------------

    def _is_open(self, first: int, last: int, rows: Rows) -> bool:
        """Tell whether the words may be a place at all, before weighing what speaks for it."""
        tokens = self._tokens
        if any(index in self._persons.indexes for index in range(first, last + 1)):
            return False
        if self._is_other(first, last):
            return False
        if not self._embedded and self._is_organisation(first, last):
            return False
        if first != last:
            return True
        token = tokens[first]
        if token.key in words_of("calendar"):
            return False
        is_plain = token.key in words_of("common") and not is_acronym(token.text)
        return not is_plain or self._is_placed(first, last, rows)

    def _is_placed(self, first: int, last: int, rows: Rows) -> bool:
        """Tell whether plain English is a place here: "in Reading", "Orange, California"."""
        return rows.weight >= _COMMON_WEIGHT and (
            (self._follows_preposition(first) and not self._continues(last))
            or self._names_whole(last)
        )

    def _is_other(self, first: int, last: int) -> bool:
        """Tell whether a street, a river, a sum or a virus is named: "US$5", "West Nile virus"."""
        end = self._tokens[last].end
        around = self._text[end : end + 1] + self._text[max(0, self._tokens[first].start - 1) :][:1]
        if "$" in around or "€" in around:
            return True
        if self._tokens[last].text in ("U.S.", "US") and _ROAD.match(self._text, end):
            return True
        if last + 1 >= len(self._tokens) or self._tokens[last + 1].gap != " ":
            return False
        after = self._tokens[last + 1]
        is_office = last + 2 < len(self._tokens) and self._tokens[last + 2].key in _OFFICES
        is_feature = after.is_capital and after.key in _FEATURES and not is_office
        return after.key in _AILMENTS or is_feature

    def _is_organisation(self, first: int, last: int) -> bool:
        tokens = self._tokens
        for after in range(last + 1, min(last + 3, len(tokens))):
            if not (tokens[after].is_capital and tokens[after].gap == " "):
                break
            if tokens[after].key in words_of("org"):
                return True
        before = first - 1 - (first > 1 and tokens[first - 1].key == "")
        if before >= 0 and tokens[before].key == "agence":
            return True
        return (
            before > 0
            and tokens[before].key == "of"
            and tokens[before - 1].is_capital
            and tokens[before - 1].key in words_of("org_of")
        )

    def _follows_preposition(self, first: int) -> bool:
        before = first - 1
        is_led = before >= 0 and self._tokens[before].key in words_of("before_place")
        return any(
            index >= 0 and self._tokens[index].key in words_of("place_before")
            for index in (before, before - is_led)
        )

    def _names_whole(self, last: int, kinds: tuple[str, ...] = ("country", "region")) -> bool:
        """Tell whether a region or a country follows after a comma: "Lexington, Ky."."""
        after = last + 1
        if after >= len(self._tokens) or self._tokens[after].gap != ", ":
            return False
        token = self._tokens[after]
        if _abbreviation(self._text, token):
            return True
        for end in range(min(after + 3, len(self._tokens) - 1), after - 1, -1):
            rows = self._rows_between(after, end)
            if rows is not None and rows.kind in kinds:
                return True
        return False

    # --- what speaks for a place --------------------------------------------------------------

    def _is_sure(self, match: _Match) -> bool:
        if match.demonym is not None or match.rows.is_country or self._names_whole(match.last):
            return not (self._is_said_by_person(match) or self._is_surname_of_country(match))
        if not self._may_be(match):
            return False
        weight = match.rows.weight
        if match.rows.kind in _STRONG or (match.last > match.first and weight >= _KNOWN_WEIGHT):
            return True
        if self._is_in_place(match.first) or self._is_listed(match):
            return True
        return weight >= (_FIRST_WEIGHT if self._tokens[match.first].is_first else _KNOWN_WEIGHT)

    def _is_listed(self, match: _Match) -> bool:
        return self._tokens[match.first].gap == ", " and match.rows.weight > 500

    def _is_in_place(self, first: int) -> bool:
        """Tell whether a preposition stands before the list of a name: "in Ayr and Troon"."""
        while first > 1 and not self._follows_preposition(first):
            before = first - 1
            if self._tokens[before].key in ("and", "or"):
                before -= 1
            elif self._tokens[first].gap != ", ":
                return False
            if not self._tokens[before].is_capital or self._tokens[before + 1].is_first:
                return False
            while (
                before and self._tokens[before].gap == " " and self._tokens[before - 1].is_capital
            ):
                before -= 1
            first = before
        return self._follows_preposition(first)

    def _is_surname_of_country(self, match: _Match) -> bool:
        """Tell "Holland was driving" of Peter Holland from the country."""
        return (
            match.first == match.last
            and match.demonym is None
            and self._tokens[match.first].key in self._persons.surnames
            and not self._follows_preposition(match.first)
            and not self._names_whole(match.last)
        )

    def _may_be(self, match: _Match) -> bool:
        """Tell whether nothing speaks against a name that something else may speak for."""
        tokens, rows = self._tokens, match.rows
        is_strong = rows.kind in _STRONG or rows.weight >= _RUN_WEIGHT
        key = tokens[match.first].key
        if match.first == match.last and not is_strong:
            is_surname = key in self._persons.surnames and not self._is_in_place(match.first)
            if is_surname or key in self._lower:
                return False
            if self._is_beside_unknown(match) or self._is_speaker(match):
                return False
        return not self._is_said_by_person(match)

    def _is_beside_unknown(self, match: _Match) -> bool:
        """Tell whether a capitalised word that says nothing stands beside: a surname, mostly."""
        return self._is_after_unknown(match.first) or self._is_before_unknown(match.last)

    def _is_after_unknown(self, first: int) -> bool:
        if not first or self._tokens[first].gap != " ":
            return False
        before = self._tokens[first - 1]
        if not before.is_capital or before.is_first or not before.key:
            return False
        return before.key not in words_of("before_place") and before.key not in words_of("common")

    def _is_before_unknown(self, last: int) -> bool:
        if not self._continues(last) or self._tokens[last + 1].gap != " ":
            return False
        known = words_of("common") | words_of("title") | _REGION_WORDS
        return self._tokens[last + 1].key not in known

    def _is_speaker(self, match: _Match) -> bool:
        after = match.last + 1
        return (
            after < len(self._tokens)
            and self._tokens[after].key in ("said", "says", "told", "added", "asked", "wrote")
            and not self._is_in_place(match.first)
        )

    def _is_said_by_person(self, match: _Match) -> bool:
        """Tell "Jordan said he" from "Jordan said it"."""
        after = [token.key for token in self._tokens[match.last + 1 : match.last + 4]]
        return (
            match.first == match.last
            and self._tokens[match.first].key in words_of("given")
            and after[:1] in (["said"], ["says"], ["told"], ["added"])
            and bool({"he", "she", "his", "her"} & set(after[1:]))
        )


def _without_capitals(text: str, token: Token) -> Token:
    """Return the place of a dateline as it is written elsewhere: "LIMA - " as Lima."""
    if token.is_first and len(token.text) == 4 and _DATELINE.match(text, token.start):
        return token._replace(text=token.text.title())
    return token


def _abbreviation(text: str, token: Token) -> str:
    """Return the code of the region that a token with its full stop abbreviates, or ""."""
    if len(token.text) > 6 or not token.is_capital:
        return ""
    known = abbreviations()
    stop = text[token.end : token.end + 1] == "."
    return known.get(token.text + ".", "") if stop else known.get(token.text, "")


# A run of words that may be a name: its last word, its key, where it ends, and the word
# as it stands when it is only one, else the key again.
_Run = tuple[int, str, int, str]


def _runs_at(text: str, tokens: list[Token], first: int) -> list[_Run]:
    """Return the runs that start at a word, shorter ones first: "Bay", "Bay of Bengal"."""
    if not _may_start(tokens, first):
        return []
    start = tokens[first]
    key = start.key
    runs: list[_Run] = [(first, start.key, start.end, start.text)]
    for last in range(first + 1, min(first + _MOST_WORDS, len(tokens))):
        token = tokens[last]
        if not is_joined(tokens, last):
            break
        key += "s" + token.key if token.gap[0] in APOSTROPHES else token.key
        if token.is_capital and token.key:
            runs.append((last, key, token.end, key))
            if key.startswith("saint") and text[token.end : token.end + 2] in ("'s", "’s"):
                runs.append((last, key + "s", token.end + 2, key + "s"))
        elif token.key and token.key not in words_of("connector"):
            break
    return runs


def _may_start(tokens: list[Token], first: int) -> bool:
    token = tokens[first]
    if token.is_capital:
        return bool(token.key) and token.key not in _NO_START
    return (
        token.text in ("al", "el", "ad", "ar", "as", "az", "ash")
        and first + 1 < len(tokens)
        and tokens[first + 1].is_capital
        and tokens[first + 1].gap == "-"
    )


def toponyms_at(text: str, spans: Iterable[tuple[int, int]]) -> tuple[Toponym, ...]:
    """Return the names whose spans somebody else found, in the order given."""
    return tuple(_given(text, start, end) for start, end in spans)


def _given(text: str, start: int, end: int) -> Toponym:
    words = text[start:end]
    demonym = lookup_demonym(words)
    if demonym is not None:
        return Toponym(start, end, words, "demonym", "actor", demonym)
    return Toponym(start, end, words, "name", "place")
