"""Decide what people's words for a date mean, in EDTF.

Nothing becomes more exact than what was said. Month names are known in seven languages,
phrases ("since 2017", "mid-December", "the late 19th century") in English.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TypeAlias

from timeline.date_anchor import Which, weekday, with_year, year
from timeline.date_digits import days_of_week, read_digits, short_years, split_clock
from timeline.edtf import (
    DAY,
    EventDate,
    Fault,
    calendar_day,
    days_in_month,
    has_edtf_form,
    moved,
)

LONGEST = 200  # dateparser is busy for a minute with a text of some ten thousand characters

Parts: TypeAlias = dict[str, int]  # Y, M and D, as far as they were stated

_PLAIN_DAY = re.compile(r"-?[0-9]{4}-[0-9]{2}-[0-9]{2}")

_MONTHS = {
    "en": "january|jan february|feb march|mar april|apr may june|jun july|jul august|aug"
    " september|sept|sep october|oct november|nov december|dec",
    "de": "januar|jan|jänner februar|feb|feber märz|mär|mrz april|apr mai juni|jun juli|jul"
    " august|aug september|sept|sep oktober|okt november|nov dezember|dez",
    "fr": "janvier|janv février|févr|fevrier mars avril|avr mai juin juillet|juil août|aout"
    " septembre|sept octobre|oct novembre|nov décembre|déc|decembre",
    "es": "enero|ene febrero|feb marzo|mar abril|abr mayo|may junio|jun julio|jul agosto|ago"
    " septiembre|setiembre|sept|sep octubre|oct noviembre|nov diciembre|dic",
    "it": "gennaio|gen febbraio|feb marzo|mar aprile|apr maggio|mag giugno|giu luglio|lug"
    " agosto|ago settembre|sett|set ottobre|ott novembre|nov dicembre|dic",
    "pt": "janeiro|jan fevereiro|fev março|mar|marco abril|abr maio|mai junho|jun julho|jul"
    " agosto|ago setembro|set outubro|out novembro|nov dezembro|dez",
    "nl": "januari|jan februari|feb maart|mrt april|apr mei juni|jun juli|jul augustus|aug"
    " september|sept|sep oktober|okt november|nov december|dec",
}
_FILLERS = {"of", "the", "in", "on", "st", "nd", "rd", "th", "er", "de", "del", "le", "den", "di"}
_WRITTEN_OUT = re.compile(
    r"(?:([0-9]{1,2})(?:st|nd|rd|th)? )?([^\W\d_]+)\.? "
    r"(?:([0-9]{1,2})(?:st|nd|rd|th)?,? )?([0-9]{4})"
)
_TOKEN = re.compile(r"[0-9]+|[^\W\d_]+")
_STRANGE = re.compile(r"[^\w\s.,/'’-]|_")
_DIGITS_MEAN = {1: "D", 2: "D", 4: "Y"}
_SHAPES = frozenset(("DMY", "MDY", "YMD", "MY", "YM", "Y", "DM", "MD", "M", "D", "DY"))


def _numbered(words: str, first: int) -> dict[str, int]:
    groups = enumerate(words.split(), first)
    return {word: number for number, group in groups for word in group.split("|")}


_WEEKDAYS = _numbered(
    "monday|mon tuesday|tues|tue wednesday|weds|wed thursday|thurs|thur|thu friday|fri"
    " saturday|sat sunday|sun",
    0,
)


@cache
def _month_names(languages: tuple[str, ...]) -> dict[str, int]:
    named = [_numbered(_MONTHS[language], 1) for language in languages if language in _MONTHS]
    return {word: number for names in named for word, number in names.items()}


_BEFORE_CHRIST = r"b\.?\s?c\.?(?:\s?e\.?)?"
_CHRIST = rf"{_BEFORE_CHRIST}|a\.?\s?d\.?|c\.?\s?e\.?"
_LAST_WORDS = re.compile(rf"(?:\scentury(?:\s(?:{_CHRIST}))?|\s(?:{_CHRIST}))$")
_ONGOING = frozenset(("", "present", "the present", "now", "today", "date", "ongoing"))
_DASHES = (
    (re.compile(r"(.+?)\s*[–—−]\s*(.*)"), "{}/{}"),
    (re.compile(r"(.+?)\s+-+\s+(.+)"), "{}/{}"),
    (re.compile(r"([^-]*\d)-(\d[^-]*)"), "{}/{}"),
)
_JOINTS = (
    *_DASHES,
    (re.compile(r"(.+?)\s+(?:to|until|till|through)\s+(.+)"), "{}/{}"),
    (re.compile(r"(.+?)\s+or\s+(.+)"), "[{},{}]"),
    (re.compile(r"(.+?)\s+and\s+(.+)"), "{{{},{}}}"),
)


@dataclass(frozen=True, slots=True)
class Reader:
    """What it takes to turn people's words into EDTF.

    Every rule answers None for a text that is not its own; what is nobody's goes to `otherwise`.
    """

    anchor: date | None
    day_first: bool | None
    languages: tuple[str, ...]
    otherwise: Callable[[str], str]

    def edtf(self, text: str) -> str:
        """Return EDTF for a text whose white space is in order, or raise."""
        if not text:
            raise Fault("is empty; write 1944-06-30, June 1944 or EDTF")
        if has_edtf_form(text):
            return short_years(text) or text
        if len(text) > LONGEST:
            raise Fault(f"is longer than any date we read, {LONGEST} characters")
        return (
            self._written_out(text)
            or read_digits(text, day_first=self.day_first)
            or self._in_words(text.lower())
            or self.otherwise(text.lower())
        )

    def end(self, text: str) -> str:
        """Return EDTF for an end of an interval, where EDTF cannot say "one of these days"."""
        edtf = self.edtf(text)
        if "/" in edtf or "{" in edtf:
            raise Fault("is a range with another range inside")
        return _enclosing(edtf) if edtf.startswith("[") else edtf

    def pair(self, left: str, right: str) -> tuple[str, str]:
        """Return the two ends of a range, each filled up with what only the other one says."""
        if right in _ONGOING:
            return self.end(left), ".."
        borrowed = _LAST_WORDS.search(right)
        if borrowed and not _LAST_WORDS.search(left):
            left += borrowed[0]
        first, last = self.parts(left), self.parts(right)
        if first is None or last is None:
            return self.end(left), self.end(right)
        return self._filled_up(first, last)

    def parts(self, text: str) -> Parts | None:
        """Read year, month and day in any usual order, each of them optional."""
        if _STRANGE.search(text):
            return None
        months = _month_names(self.languages)
        shape, numbers, has_weekday = "", [], False
        for token in _TOKEN.findall(text):
            if token in months:
                shape += "M"
                numbers.append(months[token])
            elif token.isdecimal():
                shape += _DIGITS_MEAN.get(len(token), "?")
                numbers.append(int(token))
            elif token in _WEEKDAYS:
                has_weekday = True
            elif token not in _FILLERS:
                return None
        if shape not in _SHAPES or (has_weekday and "D" not in shape):
            return None
        return dict(zip(shape, numbers, strict=True))

    def yearless(self, parts: Parts) -> str:
        """Give a day or month of no stated year the year that is nearest to the anchor."""
        if self.anchor is None:
            raise Fault("has no year; write it, or give the anchor, the day that it was said")
        return with_year("{}" + _after_year(parts), "nearest", self.anchor)

    def _written_out(self, text: str) -> str | None:
        """Read the commonest words in one go: "3 December 2024", "December 3, 2024", "Dec 2024"."""
        found = _WRITTEN_OUT.fullmatch(text)
        month = found and _month_names(self.languages).get(found[2].lower())
        if not found or not month or (found[1] and found[3]):
            return None
        day = found[1] or found[3]
        return f"{found[4]}-{month:02}-{int(day):02}" if day else f"{found[4]}-{month:02}"

    def _in_words(self, text: str) -> str | None:
        return self._single(text) or self._clocked(text) or self._in_phrase(text)

    def _in_phrase(self, text: str) -> str | None:
        if "en" not in self.languages:
            return self._joined(text) or self._hyphened(text)
        return (
            self._phrased(text, _AROUND_RANGES)
            or self._joined(text)
            or self._phrased(text, _PHRASES)
            or self._hyphened(text)
        )

    def _single(self, text: str) -> str | None:
        parts = self.parts(text)
        if not parts or ("D" in parts and "M" not in parts):
            return None
        return _iso_parts(parts) if "Y" in parts else self.yearless(parts)

    def _clocked(self, text: str) -> str | None:
        """Read a day with a time of the day behind it."""
        found = split_clock(text)
        if not found:
            return None
        day, clock = self.edtf(found[0]), found[1]
        if not _PLAIN_DAY.fullmatch(day):
            raise Fault("has a time of the day, but not one day")
        return day + clock

    def _joined(self, text: str) -> str | None:
        """Read two dates with a dash or a word between them."""
        for joint, form in _JOINTS if "en" in self.languages else _DASHES:
            if found := joint.fullmatch(text):
                return form.format(*self.pair(found[1], found[2]))
        return None

    def _hyphened(self, text: str) -> str | None:
        """Read two dates around the only hyphen, which elsewhere is part of a date."""
        left, hyphen, right = text.partition("-")
        if not (left and hyphen) or "-" in right:
            return None
        return "{}/{}".format(*self.pair(left, right))

    def _phrased(self, text: str, phrases: _Phrases) -> str | None:
        for pattern, rule in phrases:
            found = pattern.fullmatch(text)
            if found and (edtf := rule(self, found)):
                return edtf
        return None

    def _filled_up(self, first: Parts, last: Parts) -> tuple[str, str]:
        """Complete "27" and "28 February 2019", or "February 27" and "28, 2019"."""
        if ("D" in first) != ("D" in last) and not ("Y" in first and "Y" in last):
            raise Fault("has two ends of different kinds; write both in full")
        is_over_new_year = "M" in first and "M" in last and first["M"] > last["M"]
        if "D" in first:
            first, last = {**_only(last, "M"), **first}, {**_only(first, "M"), **last}
        if "Y" not in last:
            last = {**last, "Y": first.get("Y") or int(self.yearless(last)[:4])}
        if "Y" not in first:
            first = {**first, "Y": last["Y"] - is_over_new_year}
        return _iso_parts(first), _iso_parts(last)


def _only(parts: Parts, key: str) -> Parts:
    return {key: parts[key]} if key in parts else {}


def _iso_parts(parts: Parts) -> str:
    return f"{parts['Y']:04}" + _after_year(parts)


def _after_year(parts: Parts) -> str:
    return "".join(f"-{parts[key]:02}" for key in ("M", "D") if key in parts)


def _bounds(date: EventDate) -> tuple[int, int]:
    if date.earliest is None or date.latest is None:
        raise Fault("has no end to reckon from")
    return date.earliest, date.latest


# --- English phrases ------------------------------------------------------------------------------

_Rule: TypeAlias = Callable[[Reader, re.Match[str]], str | None]
_Phrases: TypeAlias = tuple[tuple[re.Pattern[str], _Rule], ...]

_PARTS_OF_YEAR = {
    "early": ("01-01", "04-30"),
    "mid": ("05-01", "08-31"),
    "late": ("09-01", "12-31"),
}
_PARTS_OF_MONTH = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
_PARTS_OF_YEARS = {
    "decade": {"early": (0, 3), "mid": (4, 6), "late": (7, 9)},
    "century": {"early": (0, 33), "mid": (34, 66), "late": (67, 99)},
}
_PART_NAMES = {"beginning": "early", "start": "early", "middle": "mid", "end": "late"}
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_WHICH: dict[str, Which] = {
    "last": "last", "past": "last", "previous": "last",
    "this": "this", "next": "next", "coming": "next",
}  # fmt: skip


def _marked(reader: Reader, found: re.Match[str]) -> str:
    """Read "June 1944?"."""
    return _qualified(reader.edtf(found[1]), found[2])


def _hedged(reader: Reader, found: re.Match[str]) -> str:
    return _qualified(reader.edtf(found[1]), "~")


def _doubted(reader: Reader, found: re.Match[str]) -> str:
    return _qualified(reader.edtf(found[1]), "?")


def _qualified(edtf: str, mark: str) -> str:
    """Put a qualifier behind every date of an EDTF text."""
    pieces = re.split(r"(\.\.|[/,\[\]{}])", edtf)
    return "".join(
        _with_mark(piece, mark) if piece[:1].isalnum() or piece[:1] == "-" else piece
        for piece in pieces
    )


def _with_mark(piece: str, mark: str) -> str:
    bare = piece.rstrip("?~%")
    return bare + (mark if piece in (bare, bare + mark) else "%")


def _between(reader: Reader, found: re.Match[str]) -> str:
    return "[{}..{}]".format(*reader.pair(found[1], found[2]))


def _from_to(reader: Reader, found: re.Match[str]) -> str:
    return "{}/{}".format(*reader.pair(found[1], found[2]))


def _since(reader: Reader, found: re.Match[str]) -> str:
    return f"{reader.end(found[1])}/.."


def _until(reader: Reader, found: re.Match[str]) -> str:
    return f"../{reader.end(found[1])}"


def _by(reader: Reader, found: re.Match[str]) -> str:
    return f"[..{reader.end(found[1])}]"


def _before(reader: Reader, found: re.Match[str]) -> str:
    (start, _end), precision = _whole(reader, found[1])
    return f"[..{_named(moved(start, precision, -1), precision)}]"


def _after(reader: Reader, found: re.Match[str]) -> str:
    (_start, end), precision = _whole(reader, found[1])
    return f"[{_named(end, precision)}..]"


def _whole(reader: Reader, text: str) -> tuple[tuple[int, int], str]:
    """Return the bounds of a day, month or year, or of whole years."""
    date = EventDate.parse(reader.end(text))
    precision = {"season": "month"}.get(date.precision, date.precision)
    return _bounds(date), precision if precision in ("day", "month") else "year"


def _named(moment: int, precision: str) -> str:
    year, month, day = calendar_day(moment // DAY)
    stated = {"year": {}, "month": {"M": month}, "day": {"M": month, "D": day}}
    return _year(year) + _after_year(stated[precision])


def _year(year: int) -> str:
    if abs(year) > 9_999:
        return f"Y{year}"
    return f"{year:04}" if year >= 0 else f"-{-year:04}"


def _enclosing(edtf: str) -> str:
    """Name the month, year, decade or century that a one-of set lies in."""
    start, end = _bounds(EventDate.parse(edtf))
    for first, last in zip(_periods(start), _periods(end - 1), strict=True):
        if first == last:
            return first
    raise Fault("has an end that is too vague; write a month, a year or a decade")


def _periods(moment: int) -> tuple[str, ...]:
    year, month, _ = calendar_day(moment // DAY)
    if year < 0:
        return (f"{_year(year)}-{month:02}", _year(year))
    return f"{year:04}-{month:02}", f"{year:04}", f"{year // 10:03}X", f"{year // 100:02}XX"


def _part(reader: Reader, found: re.Match[str]) -> str:
    """Read "early 2024", "mid-December 2024" and "the late 19th century" as one of its days."""
    whole = EventDate.parse(reader.edtf(found[2]))
    if whole.is_interval or not whole.text[-1].isalnum():
        raise Fault("is a part of something that has no early or late part")
    part = _PART_NAMES.get(found[1], found[1])
    year, month, _ = calendar_day(_bounds(whole)[0] // DAY)
    return "[{}..{}]".format(*_part_ends(part, whole.precision, year, month))


def _part_ends(part: str, precision: str, year: int, month: int) -> tuple[str, str]:
    if precision == "year":
        first, last = _PARTS_OF_YEAR[part]
        return f"{_year(year)}-{first}", f"{_year(year)}-{last}"
    if precision == "month":
        start, end = _PARTS_OF_MONTH[part]
        whole = f"{_year(year)}-{month:02}"
        return f"{whole}-{start:02}", f"{whole}-{min(end, days_in_month(year, month)):02}"
    if precision not in _PARTS_OF_YEARS:
        raise Fault("is a part of something that has no early or late part")
    start, end = _PARTS_OF_YEARS[precision][part]
    return _year(year + start), _year(year + end)


def _fraction(_reader: Reader, found: re.Match[str]) -> str:
    """Read "Q3 2019", "second half of 2019" and "2019 H1" as one of its months."""
    word = found["rank"] or found["digit"] or found["digit2"]
    rank = _ORDINALS.get(word) or int(word[0])
    kind = found["kind"] or found["letter"] or found["letter2"]
    months = 3 if kind[0] == "q" else 6
    if rank * months > 12:
        raise Fault("does not exist: a year has four quarters and two halves")
    year = found["year"] or found["year2"]
    return f"[{year}-{(rank - 1) * months + 1:02}..{year}-{rank * months:02}]"


def _season(_reader: Reader, found: re.Match[str]) -> str:
    return f"{found[2]}-{_SEASONS[found[1]]}"


def _decade(_reader: Reader, found: re.Match[str]) -> str:
    """Read "1950s"; "1900s" may mean the decade or the century, and the century holds both."""
    return f"{found[1][:2]}XX" if found[1].endswith("0") else f"{found[1]}X"


def _century(_reader: Reader, found: re.Match[str]) -> str:
    number = int(found[1])
    if not 1 <= number <= 99:
        raise Fault("is a century that does not exist")
    return f"{'-' if (found[2] or '').startswith('b') else ''}{number - 1:02}XX"


def _in_era(reader: Reader, found: re.Match[str]) -> str | None:
    """Read "44 BC", "15 March 44 BC" and "AD 79"."""
    era = found["era"] or found["before"]
    number = int(found["number"].replace(",", ""))
    parts = reader.parts(found["rest"]) if found["rest"] else {}
    if era is None or parts is None or "Y" in parts:
        return None
    if number == 0:
        raise Fault("has a year 0; 1 BC comes right before AD 1")
    return _year(1 - number if era.startswith("b") else number) + _after_year(parts)


def _relative(reader: Reader, found: re.Match[str]) -> str | None:
    """Read "last August", "next Friday" and "this spring"."""
    which, name = _WHICH[found[1]], found[2]
    if name in _WEEKDAYS:
        return weekday(_WEEKDAYS[name], which, reader.anchor)
    code = _SEASONS.get(name) or _month_names(("en",)).get(name)
    return with_year(f"{{}}-{code:02}", which, reader.anchor) if code else None


def _weekday(reader: Reader, found: re.Match[str]) -> str | None:
    if found[1] not in _WEEKDAYS:
        return None
    return weekday(_WEEKDAYS[found[1]], "nearest", reader.anchor)


def _in_other_year(reader: Reader, found: re.Match[str]) -> str | None:
    """Read "August last year" and "12 March next year"."""
    return reader.edtf(f"{found[1]} {year(_WHICH[found[2]], reader.anchor)}")


def _rest(reader: Reader, found: re.Match[str]) -> str:
    return reader.edtf(found[1])


def _in_week(reader: Reader, found: re.Match[str]) -> str | None:
    """Read "the week of 3 December 2024"."""
    day = reader.edtf(found[1])
    return days_of_week(date.fromisoformat(day)) if _PLAIN_DAY.fullmatch(day) else None


def _compiled(*phrases: tuple[str, _Rule]) -> _Phrases:
    return tuple((re.compile(pattern), rule) for pattern, rule in phrases)


# Tried before a text is taken apart at its dash, "to", "or" or "and": these hold for all of it.
_AROUND_RANGES = _compiled(
    (r"(.*[^?~%( ]) ?\(?([?~%])\)?", _marked),
    (r"(?:about|around|approximately|approx\.?|roughly|some ?time in) (.+)", _hedged),
    (r"(?:circa |ca?\.? |ca?\.?(?=\d))(.+)", _hedged),
    (r"(?:possibly|probably|perhaps|maybe) (.+)", _doubted),
    (r"between (.+?) and (.+)", _between),
    (r"from (.+?) (?:to|until|till|through) (.+)", _from_to),
    (
        r"(?:the )?(spring|summer|autumn|fall|winter)(?: of)?,? (\d{4})(?:[/–-]\d{2}(?:\d{2})?)?",
        _season,
    ),
)
_PHRASES = _compiled(
    (r"(?:since|from|starting|starting in|as of) (.+?)(?: onwards?)?", _since),
    (r"(.+?) onwards?", _since),
    (r"(?:until|till|up to|through) (.+)", _until),
    (r"(?:before|prior to) (.+)", _before),
    (r"after (.+)", _after),
    (r"by (.+)", _by),
    (
        r"(?:the )?(early|mid|middle|late|beginning|start|end)"
        r"(?:[- ](?:of|in))?[- ](?:the )?(.+)",
        _part,
    ),
    (
        r"(?:the )?(?:(?P<rank>first|second|third|fourth|[1-4](?:st|nd|rd|th)) "
        r"(?P<kind>quarter|half)(?: of| in)?|(?P<letter>[qh])(?P<digit>[1-4])(?: of|,)?)"
        r"[ -]?(?P<year>\d{4})|(?P<year2>\d{4})[ -]?(?P<letter2>[qh])(?P<digit2>[1-4])",
        _fraction,
    ),
    (r"(?:the )?(\d{3})0['’]?s", _decade),
    (rf"(?:the )?(\d{{1,2}})(?:st|nd|rd|th)[ -]c(?:entury|\.)(?: ({_CHRIST}))?", _century),
    (
        rf"(?:(?P<before>ad|a\.d\.) ?)?(?P<rest>.*?) ?"
        rf"(?P<number>\d{{1,3}}(?:,\d{{3}})+|\d{{1,6}})(?: ?(?P<era>{_CHRIST}))?",
        _in_era,
    ),
    (r"(?:in |on |the )*(last|past|previous|this|next|coming) ([a-z]+)", _relative),
    (r"(?:in |on )?(.+?),? (?:of )?(last|this|next) year", _in_other_year),
    (r"(?:earlier|later) (this .+)", _rest),
    (r"(?:the )?week of (.+)", _in_week),
    (r"(?:on )?([a-z]+)", _weekday),
    (r"(?:in|on|at|during|throughout|over) (.+)", _rest),
)
