"""Find the countries that a sentence names, and the part that each has in it.

A country is named by its name, its demonym, its capital or somebody known to speak for
it, or by a city, base or island of the gazetteer. Its part is the preposition or verb
before it: "in", "to", "from", "by", "of", "" where it may be the subject.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import zip_longest
from typing import Literal

from geo.countries import load_countries
from geo.gazetteer import Found, load_gazetteer
from geo.names import fold
from timeline.extract.numbers import MONTH

Sort = Literal["name", "demonym", "capital", "stand-in", "place", "group"]
Part = Literal["", "in", "to", "from", "by", "of", "with", "inner", "speaker", "object"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A country named in a sentence, with offsets of the sentence; a group has no code."""

    start: int
    end: int
    code: str
    sort: Sort
    part: Part = ""


def find_mentions(sentence: str) -> tuple[Mention, ...]:
    """Return the countries that a sentence names, in their order."""
    words = [match.span() for match in _WORD.finditer(sentence)]
    found = list(_named(sentence, words))
    taken = sorted(found + _placed(sentence, found), key=lambda mention: mention.start)
    return tuple(_with_parts(sentence, taken))


# --- names ----------------------------------------------------------------------------------------

_WORD = re.compile(r"(?:[A-Z]\.){2,}|[^\W\d_]+")
_CODES = ("US", "UK", "UAE", "DRC", "PRC", "DPRK", "ROK", "USA")
_STAND_INS = {
    "USA": "Pentagon|White House|Trump|Biden|Obama|Bush|Nixon|Reagan|Pete Hegseth|Hegseth"
    "|State Department|Joe Biden|Donald Trump",
    "RUS": "Kremlin|Putin|Vladimir Putin",
    "GBR": "Downing Street|Whitehall|Starmer|Sunak|Thatcher|Tony Blair",
    "FRA": "Elysee|Élysée|Macron|Emmanuel Macron|Sarkozy|Hollande|Napoleon",
    "DEU": "Bundestag|Bundeswehr|Scholz|Merz|Merkel|Wehrmacht|Hitler|Nazi",
    "UKR": "Zelensky|Zelenskyy|Volodymyr Zelensky",
    "PRK": "Kim Jong Un|Kim Jong",
    "CHN": "Xi Jinping|People's Liberation Army|PLA",
    "TUR": "Erdogan|Erdoğan",
    "BLR": "Lukashenko",
    "SYR": "Assad|Bashar al-Assad",
    "IND": "Modi|Narendra Modi",
    "ITA": "Meloni|Mussolini|Berlusconi",
    "IRQ": "Saddam Hussein|Saddam",
    "IRN": "Khamenei|Khomeini|IRGC",
    "EGY": "Mubarak|Nasser",
    "LBY": "Gaddafi|Qaddafi",
    "NLD": "The Hague|Hague",
    "CUB": "Castro|Fidel Castro",
    "UGA": "Museveni",
    "KEN": "Ruto",
    "COD": "Tshisekedi",
    "AUS": "Albanese",
    "POL": "Tusk",
    "CAN": "Trudeau|Carney",
    "JPN": "Ishiba|Kishida",
    "KOR": "Yoon|Yoon Suk Yeol|Lee Jae Myung",
    "RWA": "Kagame",
    "HUN": "Orban|Orbán",
    "VEN": "Maduro",
    "ISR": "Netanyahu|IDF|Israel Defense Forces",
}
_GROUPS = (
    "NATO|UN|U.N.|United Nations|African Union|AU|European Union|EU|Security Council|Hezbollah|"
    "Hamas|Houthi|Houthis|Wagner|Islamic State|Taliban|M23|Alliance|UNIFIL|ECOWAS|Soviet|"
    "Soviet Union|Allied|Kurdish|Al Shabab|Boko Haram"
)
_OVERRIDES = {
    "congo": "COD",
    "gazan": "PSE",
    "congolese": "COD",
    "korea": "KOR",
    "us forces korea": "USA",
    "northern ireland": "GBR",
    "west bank": "PSE",
    "burmese": "MMR",
    "turkish cypriot": "CYP",
}
_AMBIGUOUS_CAPITALS = frozenset({"victoria", "georgetown", "kingston", "hamilton", "stanley"})


def _named(sentence: str, words: list[tuple[int, int]]) -> Iterator[Mention]:
    table, i = _table(), 0
    while i < len(words):
        step = 1
        if sentence[words[i][0]].isupper():
            for size in range(min(_longest(), len(words) - i), 0, -1):
                start, end = words[i][0], words[i + size - 1][1]
                if found := table.get(_key(sentence[start:end])):
                    yield Mention(start, end, *found)
                    step = size
                    break
        i += step


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[str, Sort]]:
    table: dict[str, tuple[str, Sort]] = {}
    for country in load_countries():
        for demonym in country.demonyms:
            table[_key(demonym)] = (country.alpha3, "demonym")
            table.setdefault(_key(demonym + "s"), (country.alpha3, "demonym"))
        for name in (country.name, country.official, *country.aliases):
            if len(name) > 3 or name in _CODES or "." in name:
                table[_key(name)] = (country.alpha3, "name")
        for code in {country.alpha3, country.alpha2} & set(_CODES):
            table[_key(code)] = (country.alpha3, "name")
    for code, names in _STAND_INS.items():
        table |= {_key(name): (code, "stand-in") for name in names.split("|")}
    table |= {_key(name): ("", "group") for name in _GROUPS.split("|")}
    return table | {
        key: (code, table.get(key, ("", "name"))[1]) for key, code in _OVERRIDES.items()
    }


@lru_cache(maxsize=1)
def _longest() -> int:
    return min(8, max(key.count(" ") + 1 for key in _table()))


def _key(name: str) -> str:
    if "." in name and re.fullmatch(r"(?:[A-Z]\.)+", name):
        return name.replace(".", "").lower()
    return " ".join(re.findall(r"[^\W\d_]+", name)).lower() if len(name) > 3 else name.lower()


# --- cities, bases, islands -----------------------------------------------------------------------

_CAPITALISED = re.compile(
    r"\b[A-Z][\w’'-]*[^\W\d_](?:[ -](?:(?:[ae][a-z]|de|du)-)?[A-Z][\w’'-]*[^\W\d_]){0,2}"
)
_NO_PLACE = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may
    june july august september october november december some the there they it its in on at by
    another about army navy marines general president after before under next last more only
    hundreds thousands dozens tens parliament""".split()  # noqa: SIM905
)
_SITE = re.compile(
    r"^(?:Camp|Fort|Lake|Mount|Port) | (?:Air Base|Airbase|Base|Airport|Barracks|Garrison|Province"
    r"|Governorate|Region|Oblast|District|County|Valley|Harbou?r|Island)$"
)
_LEAST_WEIGHT = 60_000
_LEAST_LED = 5_000  # behind "at" or "near" a small town is likely a place


def _placed(sentence: str, named: list[Mention]) -> list[Mention]:
    spans = [
        (match.start(), match.end())
        for match in _CAPITALISED.finditer(sentence)
        if not any(m.start < match.end() and match.start() < m.end for m in named)
    ]
    found: list[Mention] = []
    for start, end in spans:
        name = re.sub(r"[’']s$", "", sentence[start:end])
        is_led = bool(_LED.search(sentence, max(0, start - 20), start))
        if mention := _place(name, start, is_led=is_led):
            found.append(mention)
    return found


_LED = re.compile(
    r"\b(?:in|at|near|around|outside|from|through|to|into) (?:the (?:town|city|port) of )?$"
)


def _place(name: str, start: int, *, is_led: bool) -> Mention | None:
    if name.split(maxsplit=1)[0].lower() in _NO_PLACE:
        return None
    least = _LEAST_LED if is_led else _LEAST_WEIGHT
    code, is_capital = _lookup(name, least)
    if not code and (core := _SITE.sub("", name)) and core != name:
        code, is_capital = _lookup(core, least)
    sort: Sort = "capital" if is_capital else "place"
    return Mention(start, start + len(name), code, sort) if code else None


@lru_cache(maxsize=4_096)
def _lookup(name: str, least: int) -> tuple[str, bool]:
    key = fold(name)
    rows = load_gazetteer().find([key]).get(key, [])
    best = max(rows, key=lambda row: row.weight * (0.2 if row.is_alias else 1), default=None)
    if best is None or best.weight < least:
        return "", False
    if best.weight < _LEAST_WEIGHT and any(_rivals(best, row) for row in rows):
        return "", False
    return best.country, best.kind == "capital" and name.lower() not in _AMBIGUOUS_CAPITALS


def _rivals(best: Found, row: Found) -> bool:
    return row.country != best.country and row.weight * 5 > best.weight


# --- parts ----------------------------------------------------------------------------------------

_FILL = (
    r"(?:the|its|his|her|their|a|an|all|whole|most|parts?|north\w*|south\w*|east\w*|west\w*|central"
    r"|neighbou?ring|nearby|mainland|occupied|rebel-held|war-torn|former|port|city|town|capital"
    r"|province|region|island|village|base|coasts?|banks?|fields|left|right|oil|rest|skies|soil"
    r"|of)"
)
_FILLED = rf"(?:{_FILL}\ ){{0,5}}"
_BORDER = r"(?:(?:the|its|their)\ )?(?:\w+\ )?(?:borders?|frontiers?|boundary)\ (?:with|of)\ "
_PART = re.compile(
    rf"""\b(?:
      (?P<away>(?:from|out\ of|off)\b(?:\ (?!in\b)[a-z]+){{0,3}}\ (?:in|at|near)\ )
    | (?P<from>from|out\ of|left|leaves?|leaving|quit|quits|vacated?|vacating|exit\w*)\ {_FILLED}
    | (?P<to>(?:in|on)to|to|towards?|for|invad(?:ed?|es|ing)|enter\w*|reach\w*|reinforc\w*
        |lent|lends?|gave|gives?|sent|offer\w*|promis\w*|pledg\w*|occup(?:y|ied)|join\w*)\ {_FILLED}
    | (?P<border>(?:{_BORDER}))
    | (?P<in>(?:in|inside|at|on|near|across|around|along|throughout|through|within|over
        |outside)\ {_FILLED}|(?:streets|outskirts|suburbs|hills|mountains|city|town|port|villages?
        |coast|jungles?|north|south|east|west|province|region|island|soil|airport)\ of\ (?:the\ )?)
    | (?P<watched>(?:watch|guard|patrol|secur|defend|monitor|polic|hold)(?:es|e|s|ing|ed)?
        \ {_FILLED})
    | (?P<by>by)\ {_FILLED}
    | (?P<object>accus\w*|urg\w*|ask(?:s|ed|ing)?|told|warn\w*|help\w*|support\w*|against|alongside
        |than|via|like|about|between|behind|as|after|during|since|following|despite|amid|before|until
        |beyond)\ {_FILLED}
    | (?P<with>with)\ {_FILLED}
    | (?P<of>of)\ {_FILLED}
    )$""",
    re.VERBOSE | re.IGNORECASE,
)
_PLACE_NOUN = re.compile(
    r"[’']?s?[ -](?:\w+ )?(?:desert|soil|territory|borders?|frontier|capital|coast|city|town|port"
    r"|base|island|provinces?|regions?|waters|side|airspace|hinterland|mainland|oil fields"
    r"|airfield|barracks|village|countryside|highlands|jungle|war)\b"
)
_ADJECTIVE_USE = re.compile(
    r"[ -](?!and\b|or\b|in\b|to\b|by\b|at\b|on\b|from\b|with\b|for\b)[A-Za-z]{3,}"
)
_MADE_TO = re.compile(r" (?:to [a-z]+|of [a-z]+ing)\b")
_SPEAKS = re.compile(
    r"(?:[’']s)?(?: (?:[a-z]+ ){0,2}(?:officials?|officers?|spokes\w+|sources?|ministers?|army"
    r"|military|intelligence))?,?"
    r" (?:says?|said|claim\w*|alleg\w*|believ\w*|estimat\w*|assert\w*|den(?:y|ies|ied)|told|report"
    r"(?:s|ed)|suspect\w*|assess\w*)\b"
)


def _with_parts(sentence: str, mentions: list[Mention]) -> Iterator[Mention]:
    before: Mention | None = None
    for named, following in zip_longest(mentions, mentions[1:]):
        is_town = following and _is_in(sentence, named, following)
        mention = replace(named, code=following.code) if is_town else named
        yield _with_part(sentence, mention, _head(sentence, mention, before))
        before = mention


def _is_in(sentence: str, town: Mention, country: Mention) -> bool:
    """Tell whether a country behind a town says which town: "Tapa, Estonia"."""
    if town.sort != "place" or country.sort != "name" or _VERB.match(sentence, country.end):
        return False
    between = sentence[town.end : country.start]
    return between in {", ", ", in "} and country.code in _homes(sentence[town.start : town.end])


@lru_cache(maxsize=4_096)
def _homes(name: str) -> frozenset[str]:
    key = fold(name)
    return frozenset(row.country for row in load_gazetteer().find([key]).get(key, []))


def _with_part(sentence: str, mention: Mention, head: int) -> Mention:
    found = _PART.search(sentence, max(0, mention.start - 70), head)
    part: Part = ""
    if mention.sort == "demonym" and _COUNTED.search(sentence, head - 9, head):
        part = "object"
    elif found:
        group = found.lastgroup or ""
        part = {"away": "from", "border": "in", "watched": "in"}.get(group, group)  # type: ignore[assignment]
    if part in {"in", "to", "from"} and _is_adjective(sentence, mention):
        part = "inner"
    if part == "object" and _MADE_TO.match(sentence, mention.end):
        part = ""
    if not part and _LAND_OF.match(sentence, mention.end):
        part = "in"
    speaks = _SPEAKS.match(sentence, mention.end)
    if speaks and (not part or (part == "in" and not speaks[0].startswith(","))):
        part = "speaker"
    return Mention(mention.start, mention.end, mention.code, mention.sort, part)


_TOWN = re.compile(
    r"\b(?:in|at|near|around|outside|from|to|into|through) (?:the )?"
    rf"((?!{MONTH}\b|\w+day\b|[Ss]pring|[Ss]ummer)[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){{0,2}},"
    r" (?:the )?)$"
)
_LAND_OF = re.compile(
    r"[’']s? (?:[a-z-]+ ){0,2}(?:south|north|east|west|capital|coast|borders?|frontier|airspace"
    r"|airports?|oil ?fields|countryside) (?:is|are|was|were) [a-z]+ed by\b"
)
_COUNTED = re.compile(r"(?:\d|million|thousand|hundred) $")
_VERB = re.compile(
    r"(?:[’']s)?(?: (?:also|now|still))? (?:(?:ha[sd]|have|keeps|kept|will|is|are|was|were|puts)\b"
    r"|[a-z]+(?:ed|s)\b|sent\b)"
)


def _head(sentence: str, mention: Mention, before: Mention | None) -> int:
    """Return where the words for a place start: with the town in "Rukla, Lithuania"."""
    if mention.sort != "name" or _VERB.match(sentence, mention.end):
        return mention.start
    town = _TOWN.search(sentence, max(0, mention.start - 60), mention.start)
    if town and before and before.end > town.start(1) and mention.code != before.code:
        return mention.start
    return town.start(1) if town else mention.start


def _is_adjective(sentence: str, mention: Mention) -> bool:
    """Tell "in the Kuwaiti desert", a place, from "in the Kuwaiti army", none."""
    short = sentence[mention.start : mention.end].rstrip(".") in {"US", "U.S", "UK", "UAE"}
    if mention.sort != "demonym" and not short:
        return False
    if _PLACE_NOUN.match(sentence, mention.end):
        return False
    return mention.sort == "demonym" or bool(_ADJECTIVE_USE.match(sentence, mention.end))
