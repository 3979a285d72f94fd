"""Find the numbers of English text that could count people, and what each is worth.

Digits with commas, scales ("1.3 million", "10k"), number words ("twenty-five hundred"),
ranges ("3,000 to 5,000") and vague words ("tens of thousands"). The reading is strict:
money, percents, ordinals, decimals of a metre, times and "1,23" are no numbers here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text: its span, the least and the most it stands for, how exact it is.

    `is_plain` says that it is four digits at most, as a year or the name of a room is.
    """

    start: int
    end: int
    low: float
    high: float
    is_approximate: bool
    is_plain: bool


def find_numbers(text: str) -> tuple[Number, ...]:
    """Return the numbers of a text, a range as one, in their order."""
    return tuple(_joined(text, list(_single(text))))


# --- one number -----------------------------------------------------------------------------------

_SMALL = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 1_000, "million": 1_000_000}
_VAGUE = {"dozens": 12, "scores": 20, "hundreds": 100, "thousands": 1_000, "millions": 1_000_000}
_SOME = {"several": (3, 9), "a few": (3, 9), "few": (3, 9), "a couple of": (2, 2)}

MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
)
_SCALE = "|".join(_SCALES)
_WORD = "|".join(sorted([*_SMALL, *_SCALES], key=len, reverse=True))
_NUMBER = re.compile(
    rf"""(?<![\w.,/$€£¥₩#+:’'])(?<![^\d]-)(?:
      (?P<digits>\d{{1,3}}(?:,\d{{3}}){{1,4}}(?!\d)
        |\d{{1,3}}(?:[ \u00a0\u202f]\d{{3}}){{1,3}}(?![\d,])|\d{{1,9}}(?!\d))
        (?P<point>\.\d{{1,3}}(?!\d))?
        (?:(?P<k>k\b)|[ \u00a0-](?P<scale>{_SCALE})\b)?
    | (?P<tens>(?:tens|hundreds)\ of\ (?:thousands|millions))\b
    | (?P<vague>{"|".join(_VAGUE)})\b
    | (?P<some>several|a\ few|few|a\ couple\ of)\ (?P<unit>{_SCALE})\b
    | (?P<half>half\ an?\ (?:dozen|million|thousand|hundred))\b
    | (?P<words>(?:an?\ (?={_SCALE}))?\b(?:{_WORD})\b
        (?:(?:\ and\ a\ half|(?:\ |-|\ and\ )(?:{_WORD}))\b){{0,11}})
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_SPOILED = re.compile(
    rf"""[ ]{MONTH}\b|[.,:/]\d|\d|%|\s?(?:per\ ?cent|percentage|pct)\b
    |\s?(?:a\.m\.|p\.m\.|(?:am|pm)\b)|°
    |(?:st|nd|rd|th)\b|[ -](?:half|halves|thirds?|quarters?|fourths?|fifths?|tenths?)\b
    |[ ]?(?:billion|trillion|bn|trn|km|mm|cm|kg|dollars|euros|roubles|rubles|pounds|yen|won)\b
    |-(?:year|day|month|week|hour|minute|mile|kilomet|met|foot|point|inch|ton|page|seat)""",
    re.VERBOSE | re.IGNORECASE,
)
_MONEY = re.compile(r"(?:[$€£¥₩]|\b(?:USD|EUR|GBP|RUB|Rs))\s?$")
_MONTH = re.compile(rf"\b{MONTH}\.? $")


def _single(text: str) -> Iterator[Number]:
    for match in _NUMBER.finditer(text):
        start, end = match.span()
        if _SPOILED.match(text, end) or _MONEY.search(text, max(0, start - 5), start):
            continue
        if bounds := _bounds(match, text):
            is_vague = bool(match["tens"] or match["vague"] or match["some"])
            plain = bool(match["digits"]) and end - start <= 4
            yield Number(start, end, *bounds, is_vague, plain)


def _bounds(match: re.Match[str], text: str) -> tuple[float, float] | None:
    if match["digits"]:
        return _digits(match, text)
    if match["tens"]:
        many, scale = match["tens"].lower().split(" of ")
        unit = (10 if many == "tens" else 100) * _VAGUE[scale]
        return 2.0 * unit, 9.0 * unit
    if match["vague"]:
        unit = _VAGUE[match["vague"].lower()]
        return 2.0 * unit, 9.0 * unit
    if match["some"]:
        low, high = _SOME[match["some"].lower()]
        unit = _SCALES[match["unit"].lower()]
        return float(low * unit), float(high * unit)
    if match["half"]:
        return (_SCALES[match["half"].split()[-1].lower()] / 2,) * 2
    value = read_words(match["words"])
    return None if value is None else (value, value)


def _digits(match: re.Match[str], text: str) -> tuple[float, float] | None:
    digits = match["digits"]
    if digits[0] == "0" or (digits[:-3].strip("0123456789") == " " and _after_month(match, text)):
        return None
    has_scale = match["scale"] or match["k"] or _SCALE_LATER.match(text, match.end())
    if match["point"] and not has_scale:
        return None
    value = float(re.sub(r"\D", "", digits) + (match["point"] or ""))
    value *= 1_000 if match["k"] else _SCALES.get((match["scale"] or "").lower(), 1)
    return round(value, 3), round(value, 3)


_SCALE_LATER = re.compile(rf"(?:\s?[-–]\s?| to | or )\d{{1,3}}(?:\.\d{{1,3}})? (?:{_SCALE})\b")


def _after_month(match: re.Match[str], text: str) -> bool:
    return bool(_MONTH.search(text, max(0, match.start() - 12), match.start()))


# --- words ----------------------------------------------------------------------------------------


def read_words(words: str) -> float | None:
    """Return what number words are worth, None where they are no number ("thousand thousand")."""
    total, part, least = 0.0, None, float("inf")
    for word in re.split(r" and a | and |[ -]", words.lower().strip()):
        if word in {"a", "an"}:
            part = 1.0
        elif word in _SMALL:
            part = _with_small(part, _SMALL[word])
            if part is None:
                return None
        elif word == "half":
            part = (part or 0) + 0.5
        elif word == "hundred" and (part is None or not 0 < part < 100):
            return None
        elif word == "hundred":
            part = (part or 0) * 100
        else:
            scale = _SCALES.get(word)
            if scale is None or scale >= least or not part:
                return None
            total, part, least = total + part * scale, None, scale
    return total + (part or 0)


def _with_small(part: float | None, small: int) -> float | None:
    """Add "five" to "twenty" or to "two hundred", and nothing to "five"."""
    if part is None:
        return float(small)
    room = part % 100
    fits = room == 0 or (room >= 20 and room % 10 == 0 and 0 < small < 10)
    return part + small if fits and part == int(part) and part >= 20 else None


# --- ranges ---------------------------------------------------------------------------------------

_LINK = re.compile(r"\s?(?:[-–—]|\bto\b|\bor\b)\s?")
_BETWEEN = re.compile(r"\bbetween (?:about |some |roughly |around )?$", re.IGNORECASE)
_AND = re.compile(r" and (?:about |some |roughly |around )?")
_FROM_LEVEL = re.compile(
    r"\b(?:rose|risen|rise|grew|grown|fell|fallen|drop\w*|increas\w*|cut|reduc\w*|shrank|shrunk"
    r"|went|climb\w*|declin\w*|swell\w*|doubled|tripled|halved|down|up)\b[^.;]{0,60}\bfrom $"
)


def _joined(text: str, numbers: list[Number]) -> Iterator[Number]:
    i = 0
    while i < len(numbers):
        pair = numbers[i : i + 2]
        if len(pair) == 2 and (both := _range(text, *pair)):
            yield both
            i += 2
        else:
            yield pair[0]
            i += 1


def _range(text: str, first: Number, second: Number) -> Number | None:
    between = text[first.end : second.start] if second.start - first.end < 20 else "…"
    before = text[max(0, first.start - 80) : first.start]
    is_range = bool(_LINK.fullmatch(between)) and not _FROM_LEVEL.search(before)
    if not is_range and not (_AND.fullmatch(between) and _BETWEEN.search(before)):
        return None
    low = first.low * _shared_scale(text, first, second)
    if not low < second.high:
        return None
    return Number(first.start, second.end, low, second.high, True, False)


def _shared_scale(text: str, first: Number, second: Number) -> int:
    """Return 1,000 for "20 to 25 thousand", where the first number has no scale of its own."""
    scale = _SCALES.get(re.split(r"[\W\d]", text[second.start : second.end])[-1].lower(), 1)
    has_own = re.search(rf"(?:{_SCALE}|k)$", text[first.start : first.end], re.IGNORECASE)
    return 1 if has_own or first.high >= scale else scale
