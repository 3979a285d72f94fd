"""Decide what English phrases make of the dates in them: "since 2017", "mid-December", "Q3 2019".

A rule gets the reader, to read what the phrase is about, and answers EDTF, or None for a
text that is not its own after all.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from timeline.date_anchor import Which, weekday, with_year, year
from timeline.date_digits import days_of_week
from timeline.date_names import WEEKDAY_NUMBERS, month_names
from timeline.date_spell import (
    CHRIST,
    PLAIN_DAY,
    after_year,
    bounds,
    is_before_christ,
    qualified,
    year_text,
)
from timeline.edtf import DAY, EventDate, Fault, calendar_day, days_in_month, moved

if TYPE_CHECKING:
    from timeline.date_words import Reader

_ENGLISH = ("en",)
_Rule: TypeAlias = Callable[["Reader", re.Match[str]], str | None]
Phrases: TypeAlias = tuple[tuple[re.Pattern[str], _Rule], ...]

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
_THIRDS = ("early", "mid", "late")
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_ORDINAL_WORDS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
    " thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
    " twenty-first"
)
_ORDINALS = {word: number for number, word in enumerate(_ORDINAL_WORDS.split(), 1)}
_ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10}
_WHICH: dict[str, Which] = {
    "last": "last", "past": "last", "previous": "last",
    "this": "this", "next": "next", "coming": "next",
}  # fmt: skip


def _marked(reader: Reader, found: re.Match[str]) -> str:
    """Read "June 1944?"."""
    return qualified(reader.edtf(found[1]), found[2])


def _hedged(reader: Reader, found: re.Match[str]) -> str:
    return qualified(reader.edtf(found[1]), "~")


def _doubted(reader: Reader, found: re.Match[str]) -> str:
    return qualified(reader.edtf(found[1]), "?")


def _between(reader: Reader, found: re.Match[str]) -> str:
    return "[{}..{}]".format(*reader.pair(found[1], found[2]))


def _from_to(reader: Reader, found: re.Match[str]) -> str:
    return "{}/{}".format(*reader.pair(found[1], found[2]))


def _since(reader: Reader, found: re.Match[str]) -> str:
    return f"{reader.end(found[1])}/.."


def _until(reader: Reader, found: re.Match[str]) -> str:
    return f"../{reader.end(found[1])}"


def _by_either(reader: Reader, found: re.Match[str]) -> str:
    return f"[..{reader.end(found[1] or found[2])}]"


def _not_before_either(reader: Reader, found: re.Match[str]) -> str:
    return f"[{reader.end(found[1] or found[2])}..]"


def _by(reader: Reader, found: re.Match[str]) -> str:
    return f"[..{reader.end(found[1])}]"


def _before(reader: Reader, found: re.Match[str]) -> str:
    (start, _end), precision = _whole(reader, found[1])
    return f"[..{_named(moved(start, precision, -1), precision)}]"


def _after(reader: Reader, found: re.Match[str]) -> str:
    (_start, end), precision = _whole(reader, found[1])
    return f"[{_named(end, precision)}..]"


def _not_before(reader: Reader, found: re.Match[str]) -> str:
    return f"[{reader.end(found[1])}..]"


def _whole(reader: Reader, text: str) -> tuple[tuple[int, int], str]:
    """Return the bounds of a day, month or year, or of whole years."""
    date = EventDate.parse(reader.end(text))
    precision = {"season": "month"}.get(date.precision, date.precision)
    return bounds(date), precision if precision in ("day", "month") else "year"


def _named(moment: int, precision: str) -> str:
    year, month, day = calendar_day(moment // DAY)
    stated = {"year": {}, "month": {"M": month}, "day": {"M": month, "D": day}}
    return year_text(year) + after_year(stated[precision])


def _part(reader: Reader, found: re.Match[str]) -> str:
    """Read "early 2024", "mid-December 2024" and "the late 19th century" as one of its days."""
    return "[{}..{}]".format(*_ends_of_part(reader, found[1], found[2]))


def _parts(reader: Reader, found: re.Match[str]) -> str:
    """Read "mid to late 1950s" as one of the days of both parts."""
    first, last = (_ends_of_part(reader, part, found[3]) for part in (found[1], found[2]))
    return f"[{first[0]}..{last[1]}]"


def _ends_of_part(reader: Reader, part: str, text: str) -> tuple[str, str]:
    whole = EventDate.parse(reader.edtf(text))
    if whole.is_interval or not whole.text[-1].isalnum():
        raise Fault("is a part of something that has no early or late part")
    year, month, _ = calendar_day(bounds(whole)[0] // DAY)
    return _part_ends(_PART_NAMES.get(part, part), whole.precision, year, month)


def _part_ends(part: str, precision: str, year: int, month: int) -> tuple[str, str]:
    if precision == "season":
        years, month = divmod(month - 1 + _THIRDS.index(part), 12)
        whole = f"{year_text(year + years)}-{month + 1:02}"
        return f"{whole}-01", f"{whole}-{days_in_month(year + years, month + 1):02}"
    if precision == "year":
        first, last = _PARTS_OF_YEAR[part]
        return f"{year_text(year)}-{first}", f"{year_text(year)}-{last}"
    if precision == "month":
        start, end = _PARTS_OF_MONTH[part]
        whole = f"{year_text(year)}-{month:02}"
        return f"{whole}-{start:02}", f"{whole}-{min(end, days_in_month(year, month)):02}"
    if precision not in _PARTS_OF_YEARS:
        raise Fault("is a part of something that has no early or late part")
    start, end = _PARTS_OF_YEARS[precision][part]
    return year_text(year + start), year_text(year + end)


def _fraction(_reader: Reader, found: re.Match[str]) -> str:
    """Read "Q3 2019", "second half of 2019" and "2019 H1" as one of its months."""
    word = found["rank"] or found["digit"] or found["digit2"] or found["digit3"]
    rank = _ORDINALS.get(word) or int(word[0])
    kind = found["kind"] or found["letter"] or found["letter2"] or found["letter3"]
    months = 3 if kind[0] == "q" else 6
    if rank * months > 12:
        raise Fault("does not exist: a year has four quarters and two halves")
    year = found["year"] or found["year2"] or found["year3"]
    return f"[{year}-{(rank - 1) * months + 1:02}..{year}-{rank * months:02}]"


def _season(_reader: Reader, found: re.Match[str]) -> str:
    return f"{found['year'] or found['year2']}-{_SEASONS[found['season'] or found['season2']]}"


def _decade(_reader: Reader, found: re.Match[str]) -> str:
    """Read "1950s"; "1900s" may mean the decade or the century, and the century holds both."""
    return f"{found[1][:2]}XX" if found[1].endswith("0") else f"{found[1]}X"


def _century(_reader: Reader, found: re.Match[str]) -> str:
    number = _ordinal(found[1])
    if not 1 <= number <= 99:
        raise Fault("is a century that does not exist")
    return f"{'-' if is_before_christ(found[2]) else ''}{number - 1:02}XX"


def _millennium(_reader: Reader, found: re.Match[str]) -> str:
    number = _ordinal(found[1])
    if not 1 <= number <= 10:
        raise Fault("is a millennium that is not read; they go from 1st to 10th")
    return f"{'-' if is_before_christ(found[2]) else ''}{number - 1}XXX"


def _ordinal(word: str) -> int:
    """Read 19, nineteenth and xix."""
    if word[0].isdecimal():
        return int(word[:-2])
    if word in _ORDINALS:
        return _ORDINALS[word]
    values = [_ROMAN_DIGITS[letter] for letter in word]
    later = [*values[1:], 0]
    return sum(-one if one < after else one for one, after in zip(values, later, strict=True))


def _fraction_of_years(reader: Reader, found: re.Match[str]) -> str | None:
    """Read "second half of the 19th century" and "first half of the 1950s" as one of its years."""
    whole = EventDate.parse(reader.edtf(found[3]))
    size = {"century": 100, "decade": 10}.get(whole.precision)
    pieces = 2 if found[2] == "half" else 4
    rank = _ORDINALS.get(found[1]) or int(found[1][0])
    if size is None or size % pieces or rank > pieces or not whole.text[-1].isalnum():
        return None
    start = calendar_day(bounds(whole)[0] // DAY)[0] + (rank - 1) * size // pieces
    return f"[{year_text(start)}..{year_text(start + size // pieces - 1)}]"


def _fiscal(_reader: Reader, found: re.Match[str]) -> str:
    """Read "FY2019" as one of the days of the years that end or begin in it.

    The American one began in October 2018, the Australian in July, the Japanese in April 2019.
    """
    year = int(found[1])
    return f"[{year - 1:04}-07..{year + 1:04}-03]"


def _season_of_years(_reader: Reader, found: re.Match[str]) -> str | None:
    """Read "season 2019/20" as one of the days of two years."""
    first, last = found["first"] or found["first2"], found["last"] or found["last2"]
    is_next = (int(first) + 1) % 10 ** len(last) == int(last)
    return f"[{first}..{int(first) + 1:04}]" if is_next else None


def _give_or_take(_reader: Reader, found: re.Match[str]) -> str:
    """Read "1950 ± 5"."""
    year, margin = int(found[1]), int(found[2])
    return f"[{year_text(year - margin)}..{year_text(year + margin)}]"


def _before_present(_reader: Reader, found: re.Match[str]) -> str:
    """Read "12,000 BP", years before 1950."""
    return f"{year_text(1950 - int(found[1].replace(',', '')))}~"


def _in_era(reader: Reader, found: re.Match[str]) -> str | None:
    """Read "44 BC", "15 March 44 BC" and "AD 79"."""
    era = found["era"] or found["before"]
    number = int(found["number"].replace(",", ""))
    parts = reader.parts(found["rest"]) if found["rest"] else {}
    if era is None or parts is None or "Y" in parts:
        return None
    if number == 0:
        raise Fault("has a year 0; 1 BC comes right before AD 1")
    return year_text(1 - number if is_before_christ(era) else number) + after_year(parts)


def _relative(reader: Reader, found: re.Match[str]) -> str | None:
    """Read "last August", "next Friday" and "this spring"."""
    which, name = _WHICH[found[1]], found[2]
    if name in WEEKDAY_NUMBERS:
        return weekday(WEEKDAY_NUMBERS[name], which, reader.anchor)
    code = _SEASONS.get(name) or month_names(_ENGLISH).get(name)
    return with_year(f"{{}}-{code:02}", which, reader.anchor) if code else None


def _weekday(reader: Reader, found: re.Match[str]) -> str | None:
    if found[1] not in WEEKDAY_NUMBERS:
        return None
    return weekday(WEEKDAY_NUMBERS[found[1]], "nearest", reader.anchor)


def _in_other_year(reader: Reader, found: re.Match[str]) -> str | None:
    """Read "August last year" and "12 March next year"."""
    return reader.edtf(f"{found[1]} {year(_WHICH[found[2]], reader.anchor)}")


def _rest(reader: Reader, found: re.Match[str]) -> str:
    return reader.edtf(found[1])


def _in_week(reader: Reader, found: re.Match[str]) -> str | None:
    """Read "the week of 3 December 2024"."""
    day = reader.edtf(found[1])
    return days_of_week(date.fromisoformat(day)) if PLAIN_DAY.fullmatch(day) else None


def _compiled(*phrases: tuple[str, _Rule]) -> Phrases:
    return tuple((re.compile(pattern), rule) for pattern, rule in phrases)


_NUMBER_WORD = rf"\d{{1,2}}(?:st|nd|rd|th)|[ivx]+|{'|'.join(_ORDINALS)}"

# Tried before a text is taken apart at its dash, "to", "or" or "and": these hold for all of it.
AROUND_RANGES = _compiled(
    (r"(.*[^?~%( ]) ?\(?([?~%])\)?", _marked),
    (
        r"(?:about|around|approximately|approx\.?|roughly|some ?time in|estimated|est\.?) (.+)",
        _hedged,
    ),
    (r"(?:circa |ca?\.? |ca?\.?(?=\d)|[~≈] ?)(.+)", _hedged),
    (r"(.*\d[a-z]*),? \(?(?:approximately|approx\.?|circa|ca\.?|estimated|est\.?)\)?", _hedged),
    (r"(?:possibly|probably|perhaps|maybe|likely|presumably) (.+)", _doubted),
    (r"(\d{4}) ?(?:±|\+/-|\+-) ?(\d{1,3})(?: years?| yrs?)?", _give_or_take),
    (r"up to (.+)", _until),
    (r"(?:not|no) later than (.+)|not after (.+)", _by_either),
    (r"(?:not|no) earlier than (.+)|not before (.+)", _not_before_either),
    (r"(.+?) (?:or|and) (?:earlier|before)|(.+?) at the latest", _by_either),
    (r"(.+?) (?:or|and) (?:later|after)|(.+?) at the earliest", _not_before_either),
    (
        r"(?:the )?(early|mid|late)(?:-to-| to | or )(early|mid|late)[- ](?:the )?(.+)",
        _parts,
    ),
    (
        r"(?:the )?(?:season|fiscal year|financial year|academic year|school year|fy) ?"
        r"(?P<first>\d{4})[/–-](?P<last>\d{4}|\d{2})"
        r"|(?:the )?(?P<first2>\d{4})[/–-](?P<last2>\d{4}|\d{2}) "
        r"(?:season|fiscal year|financial year|academic year|school year)",
        _season_of_years,
    ),
    (r"between (.+?) and (.+)", _between),
    (r"from (.+?) (?:to|until|till|through) (.+)", _from_to),
    (
        r"(?:the )?(?P<season>spring|summer|autumn|fall|winter)(?: of)?,? (?P<year>\d{4})"
        r"(?:[/–-]\d{2}(?:\d{2})?)?"
        r"|(?P<year2>\d{4}),? (?P<season2>spring|summer|autumn|fall|winter)",
        _season,
    ),
)
PHRASES = _compiled(
    (r"(?:since|from|starting|starting in|as of) (.+?)(?: onwards?)?", _since),
    (r"(.+?) onwards?", _since),
    (r"(?:until|till|through) (.+)", _until),
    (r"(?:before |prior to |pre-|< ?)(.+)", _before),
    (r"(?:after |post-|> ?)(.+)", _after),
    (r"(?:by |≤ ?|<= ?)(.+)", _by),
    (r"(?:≥ ?|>= ?)(.+)", _not_before),
    (
        r"(?:the )?(early|mid|middle|late|beginning|start|end)"
        r"(?:[- ](?:of|in))?[- ](?:the )?(.+)",
        _part,
    ),
    (
        r"(?:the )?(?:(?P<rank>first|second|third|fourth|[1-4](?:st|nd|rd|th)) "
        r"(?P<kind>quarter|half)(?: of| in)?|(?P<letter>[qh])(?P<digit>[1-4])(?: of|,)?)"
        r"[ /-]?(?P<year>\d{4})|(?P<year2>\d{4})[ /-]?(?P<letter2>[qh])(?P<digit2>[1-4])"
        r"|(?P<digit3>[1-4])(?P<letter3>[qh])[ /-]?(?P<year3>\d{4})",
        _fraction,
    ),
    (
        r"(?:the )?(first|second|third|fourth|last|[1-4](?:st|nd|rd|th)) (half|quarter)"
        r" of (?:the )?(.+)",
        _fraction_of_years,
    ),
    (r"(?:fy|fiscal year|financial year) ?(\d{4})", _fiscal),
    (r"(\d{1,3}(?:,\d{3})+|\d{1,6}) ?(?:cal\.? )?b\.?p\.?", _before_present),
    (rf"(?:the )?({_NUMBER_WORD})[ -](?:century|centuries|c\.)(?: ({CHRIST}))?", _century),
    (r"([ivx]+)e? (?:siècle|s\.)()", _century),
    (rf"(?:the )?({_NUMBER_WORD}) millennium(?: ({CHRIST}))?", _millennium),
    (r"(?:the )?(\d{3})0['’]?s", _decade),
    (
        rf"(?:(?P<before>ad|a\.d\.) ?)?(?P<rest>.*?) ?"
        rf"(?P<number>\d{{1,3}}(?:,\d{{3}})+|\d{{1,6}})(?: ?(?P<era>{CHRIST}))?",
        _in_era,
    ),
    (r"(?:in |on |the )*(last|past|previous|this|next|coming) ([a-z]+)", _relative),
    (r"(?:in |on )?(.+?),? (?:of )?(last|this|next) year", _in_other_year),
    (r"(?:earlier|later) (this .+)", _rest),
    (r"(?:the )?year (?:of )?(.*\d.*)", _rest),
    (r"(?:the )?week of (.+)", _in_week),
    (r"(?:on )?([a-z]+)", _weekday),
    (r"(?:in|on|at|during|throughout|over) (.+)", _rest),
)
