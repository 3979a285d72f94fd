"""Decide which class of the grammar every word of a text belongs to, and its value.

A text becomes a list of tokens and, beside it, a string with one letter for each of
them: the letter of its class. The grammar is a set of regular expressions over that
string, so a rule is short, and what no rule knows costs next to nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Final, TypeAlias

from timeline.extract.timex_holidays import HOLIDAYS

Value: TypeAlias = int | str

_MONTHS = (
    "january jan", "february feb", "april apr", "june jun", "july jul",
    "august aug", "september sep sept", "october oct", "november nov", "december dec",
)  # fmt: skip
_MONTH_NUMBERS = (1, 2, 4, 6, 7, 8, 9, 10, 11, 12)
_ALWAYS_MONTHS = {"january", "february", "september", "october", "november", "december"}
_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_SHORT_DAYS = {
    "mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4,
    "sat": 5, "sun": 6,
}  # fmt: skip
_ONES = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ORDINALS = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
    "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth",
    "seventeenth", "eighteenth", "nineteenth", "twentieth",
]  # fmt: skip
_UNITS = {
    "MINUTEU": ("minute", "TM"), "HOURU": ("hour", "TH"), "DAYU": ("day", "D"),
    "WEEKU": ("week", "W"), "MONTHU": ("month", "M"), "QUARTERU": ("quarter", "Q"),
    "YEARU": ("year", "Y"), "DECADEU": ("decade", "DE"), "FORTNIGHTU": ("fortnight", "F"),
}  # fmt: skip
_WORDS: dict[str, str] = {
    "EARLY": "early", "LATE": "late", "MIDW": "mid", "EARLIER": "earlier", "LATER": "later",
    "BEG": "beginning start onset outset", "ENDW": "end close", "MIDDLE": "middle",
    "LATTER": "latter", "THIS": "this", "LAST": "last", "NEXT": "next", "PAST": "past",
    "PREV": "previous preceding prior", "FOLL": "following subsequent ensuing succeeding",
    "COMING": "coming upcoming", "SAME": "same", "THAT": "that", "THOSE": "those these",
    "CURRENT": "current", "RECENT": "recent", "LATEST": "latest", "AGO": "ago",
    "BEFORE": "before previously", "AFTER": "after afterward afterwards thereafter",
    "HENCE": "hence", "SINCE": "since",
    "EVERY": "every each", "PER": "per", "THE": "the", "A": "a an", "OF": "of", "IN": "in",
    "ON": "on", "AT": "at", "TO": "to till until", "FROM": "from", "BY": "by",
    "BETWEEN": "between", "DURING": "during", "THROUGH": "through thru throughout",
    "AND": "and or", "FOR": "for", "WITHIN": "within", "AROUND": "around circa c ca",
    "ABOUT": "about approximately roughly nearly almost", "OVER": "over under",
    "MORE": "more less fewer",
    "THAN": "than", "ATLEAST": "least most", "UP": "up", "ONLY": "only just", "ANOTHER": "another",
    "AS": "as", "MANY": "many numerous countless", "MUCH": "much", "LONG": "long", "OLD": "old",
    "AGE": "age",
    "FEW": "few", "SEVERAL": "several", "SOME": "some", "COUPLE": "couple", "DOZEN": "dozen",
    "DOZENS": "dozens", "HALFW": "half", "HUNDRED": "hundred", "THOUSAND": "thousand",
    "ALL": "all", "WHOLE": "whole entire full", "REST": "rest remainder", "PART": "part",
    "FISCAL": "fiscal financial", "BUDGET": "budget", "TIMEW": "time", "TIMES": "times",
    "PERIOD": "period", "AGO_": "year-ago", "NIGHTS": "nights", "WEEKEND": "weekend",
    "CLOCK": "o'clock o’clock", "HRS": "hrs hours hr h",
    "ZONE": "gmt utc est edt pst pdt cst cdt cet bst local",
    "NOW": "now nowadays currently presently", "TODAY": "today", "YESTERDAY": "yesterday",
    "TOMORROW": "tomorrow", "TONIGHT": "tonight", "RECENTLY": "recently lately",
    "FORMER": "former formerly",
    "FUTURE": "future", "PRESENT": "present", "RIGHT": "right", "MODERN": "modern",
    "ANNIVERSARY": "anniversary", "WEEKENDS": "weekends",
    "BC": "bc bce", "AD": "ad ce", "ERA": "century", "ERAS": "centuries",
    "SINGLE": "single", "DAILY": "daily", "MOMENT": "moment", "NEVER": "no", "TWICE": "twice",
    "ONCE": "once",
    "EASTERN": "eastern pacific central mountain",
}  # fmt: skip
_PARTS = {
    "morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "dawn": "MO",
    "daytime": "DT", "midday": "MI", "dusk": "EV", "sunrise": "MO", "sunset": "EV",
    "overnight": "NI", "midnight": "00:00", "noon": "12:00",
}  # fmt: skip
_SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
_SETS = {
    "daily": "P1D", "weekly": "P1W", "monthly": "P1M", "yearly": "P1Y", "annual": "P1Y",
    "annually": "P1Y", "hourly": "PT1H", "nightly": "P1D", "quarterly": "P1Q",
    "biweekly": "P2W", "fortnightly": "P2W", "everyday": "P1D",
}  # fmt: skip

_letters = (chr(code) for code in count(0x100))
LETTER: Final[dict[str, str]] = {}


def _letter(name: str) -> str:
    if name not in LETTER:
        LETTER[name] = next(_letters)
    return LETTER[name]


_Entry: TypeAlias = tuple[str, str, Value]


def _vocabulary() -> dict[str, tuple[str, Value]]:
    entries = (*_plain_words(), *_calendar_words(), *_number_words(), *_unit_words())
    return {word: (_letter(name), value) for name, word, value in entries}


def _plain_words() -> Iterator[_Entry]:
    for name, spoken in _WORDS.items():
        yield from ((name, word, word) for word in spoken.split())


def _calendar_words() -> Iterator[_Entry]:
    for number, names in zip(_MONTH_NUMBERS, _MONTHS, strict=True):
        for at, word in enumerate(names.split()):
            yield "MONA" if at else "MON", word, number
    yield from (("MONA", "mar", 3), ("MAY", "march", 3), ("MAY", "may", 5))
    for number, word in enumerate(_DAYS):
        yield "WD", word, number
        yield "WDS", f"{word}s", number
    yield from (("WDA", word, number) for word, number in _SHORT_DAYS.items())
    yield from (("DAYPART", word, code) for word, code in _PARTS.items())
    for word, code in _SEASONS.items():
        yield "FALL" if word in ("fall", "spring") else "SEASON", word, code


def _number_words() -> Iterator[_Entry]:
    yield from (("NW", word, number) for number, word in enumerate(_ONES, 1))
    yield from (("NT", word, number * 10) for number, word in enumerate(_TENS, 2))
    yield from (("ORDW", word, number) for number, word in enumerate(_ORDINALS, 1))
    yield from (("SECOND", "second", 2), ("ORDW", "thirtieth", 30), ("LASTORD", "final", -1))


def _unit_words() -> Iterator[_Entry]:
    for name, (word, code) in _UNITS.items():
        yield name, word, code
        yield f"{name}S", f"{word}s", code
    yield "SECONDS", "seconds", "TS"
    yield from (("SETW", word, code) for word, code in _SETS.items())


VOCABULARY = _vocabulary()
_CAPITAL_ONLY = {LETTER[name] for name in ("MON", "MONA", "MAY", "WD", "WDS", "WDA", "BC", "AD")}
OTHER, PARAGRAPH, WORD, NAME = (_letter(name) for name in ("OTHER", "PARAGRAPH", "WORD", "NAME"))
for _name in (
    "D", "I2", "I3", "Y", "INT", "BIG", "DEC", "ORD", "ORDX", "ISO", "SLASHED", "HHMM", "AMPM",
    "DECADE", "DECADE2", "COMMA", "DOT", "DASH", "OPEN", "CLOSE", "APOS", "SLASH", "SIGN", "POSS",
    "QUOTE",
    "CODE", "STOP", "COLON", "HOLIDAY",
):  # fmt: skip
    _letter(_name)

_HOLIDAY_WORDS = (
    r"\b(?:"
    + "|".join(
        re.escape(name.title().replace("'S", "'s")).replace("'", "['’]")
        for name in sorted(HOLIDAYS, key=len, reverse=True)
    )
    + r")\b"
)
_TOKEN = re.compile(
    r"""(?P<ISO>[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9-])
        (?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2})?Z?(?![0-9]))?)
    |(?P<SLASHED>[0-9]{1,2}/[0-9]{1,2}/(?:[0-9]{4}|[0-9]{2})(?![0-9/]))
    |(?P<HHMM>[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?![0-9:]))
    |(?P<BIG>[0-9]{1,3}(?:,[0-9]{3})+(?![0-9]))
    |(?P<DEC>[0-9]+\.[0-9]+)
    |(?P<DECADE>[12][0-9]{2}0['’]?s\b|[1-9][0-9]0s\b)
    |(?P<DECADE2>['’‘]?[0-9]0['’]?s\b)
    |(?P<ORD>[0-9]{1,3}(?:st|nd|rd|th)\b)
    |(?P<INT>[0-9]+)
    |(?P<AMPM>[ap]\.[ ]?m\.|[ap]\.?m\b|[AP]\.[ ]?M\.|[AP]M\b)
    |(?P<BC>B\.[ ]?C\.(?:[ ]?E\.?)?|B\.C\b|BC\b|BCE\b)
    |(?P<AD>A\.[ ]?D\.|C\.[ ]?E\.)
    |(?P<CLOCK>o['’]clock\b)
    |(?P<CODE>[QH][1-4]\b)
    |(?P<HOLIDAY><HOLIDAYS>)
    |(?P<POSS>['’]s\b)
    |(?P<WORD>[^\W\d_]\w*)
    |(?P<PARAGRAPH>\n[ \t\r]*\n)
    |(?P<COMMA>,)|(?P<DASH>[-–—\u2011−]+)|(?P<STOP>[.!?;]+)|(?P<OPEN>[(\[])|(?P<CLOSE>[)\]])
    |(?P<APOS>['’‘])|(?P<SLASH>/)|(?P<SIGN>[$£€¥#%§])|(?P<QUOTE>["“”])|(?P<COLON>:)|(?P<OTHER>[^\s\w]+|[^\s])
    """.replace("<HOLIDAYS>", _HOLIDAY_WORDS),
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text and the string of their classes."""

    text: str
    starts: list[int]
    ends: list[int]
    values: list[Value]
    letters: str
    stops: list[int] = field(default_factory=list)

    def words(self, first: int, last: int) -> str:
        """Return the text of some tokens."""
        return self.text[self.starts[first] : self.ends[last - 1]]

    def word(self, index: int) -> str:
        """Return one token as it is written, "" before the first and behind the last."""
        if not 0 <= index < len(self.starts):
            return ""
        return self.text[self.starts[index] : self.ends[index]]

    def sentence_of(self, index: int) -> tuple[int, int]:
        """Return the tokens between the full stops around a token."""
        at = bisect_left(self.stops, index)
        first = self.stops[at - 1] + 1 if at else 0
        last = self.stops[at] if at < len(self.stops) else len(self.starts)
        return first, last


def read_tokens(text: str) -> Tokens:
    """Split a text into tokens and give each of them its class and value."""
    starts: list[int] = []
    ends: list[int] = []
    values: list[Value] = []
    letters: list[str] = []
    stops: list[int] = []
    for found in _TOKEN.finditer(text):
        start, end = found.span()
        kind = found.lastgroup or "OTHER"
        word = found[0]
        if kind == "WORD":
            letter, value = _word(word)
        elif kind == "INT":
            letter, value = _number(word)
        else:
            letter, value = _special(kind, word)
        if kind in ("STOP", "PARAGRAPH"):
            before = text[starts[-1] : ends[-1]] if ends and ends[-1] == start else ""
            if _ends_sentence(word, before):
                stops.append(len(starts))
        starts.append(start)
        ends.append(end)
        values.append(value)
        letters.append(letter)
    return Tokens(text, starts, ends, values, "".join(letters), stops)


_ABBREVIATED_WORDS = (
    "Mr Mrs Ms Dr Gen Lt Col Maj Capt Sgt Adm Sen Rep Gov St Jan Feb Mar Apr Jun Jul Aug Sep"
    " Sept Oct Nov Dec Inc Corp Co Ltd No vs approx c ca Mon Tue Tues Wed Thur Thurs Fri Sat Sun"
)
_ABBREVIATED = frozenset(_ABBREVIATED_WORDS.split())


def _ends_sentence(word: str, before: str) -> bool:
    """Tell a full stop from the one behind an abbreviation or an initial."""
    return word != "." or not (before in _ABBREVIATED or (len(before) == 1 and before.isupper()))


def _word(word: str) -> tuple[str, Value]:
    known = VOCABULARY.get(word.lower())
    if known is None or (
        known[0] in _CAPITAL_ONLY and word[0].islower() and word not in _ALWAYS_MONTHS
    ):
        return (WORD if word[0].islower() else NAME), word
    return known


def _number(word: str) -> tuple[str, Value]:
    size = len(word)
    if size > 4:
        return LETTER["BIG"], word
    number = int(word)
    if size <= 2:
        return LETTER["D" if 1 <= number <= 31 else "I2"], number
    if size == 3:
        return LETTER["I3"], number
    return LETTER["Y" if 1000 <= number < 2200 else "INT"], number


def _special(kind: str, word: str) -> tuple[str, Value]:
    if kind == "ORD":
        number = int(word[:-2])
        return LETTER["ORD" if 1 <= number <= 31 else "ORDX"], number
    if kind == "DECADE":
        return LETTER[kind], int(word[: 4 if word[3].isdigit() else 3])
    if word == ".":
        return LETTER["DOT"], word
    if kind == "DECADE2":
        return LETTER[kind], int(word.strip("'’‘s"))
    if kind == "HOLIDAY":
        return LETTER[kind], " ".join(word.lower().replace("’", "'").split())
    return LETTER[kind], word
