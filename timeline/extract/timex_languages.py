"""Find absolute dates in German, French, Spanish, Korean and Japanese text.

Only what needs no context is read: a date with its year, a month with its year, a year
behind a word that makes it one, a season, a quarter, a decade, a century, and ranges.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Final, NamedTuple

from timeline.extract.timex_moment import Moment, is_day


class Dated(NamedTuple):
    """A span of a text, the moment that it means and the rule that found it."""

    start: int
    end: int
    moment: Moment
    rule: str


class Language(NamedTuple):
    """The words of a European language; `of` stands between day, month and year."""

    months: str
    weekdays: str
    day: str
    of: str
    joint: str
    leading: str
    counted: str
    early: str
    mid: str
    late: str
    seasons: str
    quarters: str
    halves: str
    decades: str
    century: str
    before_christ: str


_ROMAN = r"[IVX]{1,5}"
EUROPEAN: Final[dict[str, Language]] = {
    "de": Language(
        months="januar|jänner|jan februar|feber|feb märz|mär|mrz april|apr mai juni|jun juli|jul"
        " august|aug september|sept|sep oktober|okt november|nov dezember|dez",
        weekdays="montag dienstag mittwoch donnerstag freitag samstag|sonnabend sonntag",
        day=r"(?:{wd},?\s+)?(?:(?:dem|den)\s+)?(?P<d>[0-9]{{1,2}})\.",
        of=r"\s+(?:des\s+jahres\s+)?",
        joint=r"(?:bis(?:\s+zum)?|und|[-–—/])",
        leading=r"im\s+jahre?|in\s+den\s+jahren|jahre?s?|in|seit|ab|bis|von|nach|vor|um|zwischen|und|anfang"
        r"|mitte|ende|frühestens|spätestens|gegen|für|aus|während|seitdem",
        counted="soldaten mann männer menschen personen euro dollar kilometer km meter prozent tote"
        " mitarbeiter panzer flugzeuge schiffe stück kg tonnen",
        early="anfang|zu beginn|beginn",
        mid="mitte",
        late="ende",
        seasons="frühjahr|frühling sommer herbst winter",
        quarters=r"(?:(?P<q>[1-4])\.|(?P<qw>erste[ns]?|zweite[ns]?|dritte[ns]?|vierte[ns]?))\s+quartals?",
        halves=r"(?:(?P<h>[12])\.|(?P<hw>erste[ns]?|zweite[ns]?))\s+(?:halbjahr(?:es)?|jahreshälfte|hälfte(?:\s+des\s+jahres)?)",
        decades=r"(?P<dec>[12][0-9]{2}0)er(?:[-\s]?jahren?)?",
        century=r"(?P<c>[0-9]{1,2})\.\s+(?:jahrhunderts?|jh\.?)",
        before_christ=r"v(?:or)?\.?\s?chr(?:istus|\.)|v\.\s?u\.\s?z\.",
    ),
    "fr": Language(
        months="janvier|janv février|fevrier|févr|fév mars avril|avr mai juin juillet|juil"
        " août|aout"
        " septembre|sept octobre|oct novembre|nov décembre|decembre|déc",
        weekdays="lundi mardi mercredi jeudi vendredi samedi dimanche",
        day=r"(?:{wd},?\s+)?(?P<d>[0-9]{{1,2}})(?:er|ᵉʳ)?",
        of=r"\s+(?:de\s+l['’]année\s+)?",
        joint=r"(?:au|à|et|jusqu['’]au|[-–—/])",
        leading=r"l['’]an(?:née)?|années?|en|depuis|dès|de|à|avant|après|vers|entre|et|début|fin|mi-|jusqu['’]en"
        r"|pour|courant|d['’]ici|pendant|durant",
        counted="soldats hommes personnes euros dollars kilomètres km mètres morts habitants francs"
        " employés chars avions navires kg tonnes",
        early="au début de|début|au début du mois de",
        mid="à la mi-|mi-|au milieu de|milieu",
        late="à la fin de|fin|à la fin du mois de",
        seasons="printemps été automne hiver",
        quarters=r"(?:(?P<q>[1-4])(?:er|e|ème)|(?P<qw>premier|deuxième|second|troisième|quatrième))\s+trimestre",
        halves=r"(?:(?P<h>[12])(?:er|re|e|ème|nd)|(?P<hw>premi(?:er|ère)|deuxième|seconde?))\s+(?:semestre|moitié(?:\s+de\s+l['’]année)?)",
        decades=r"(?:les\s+)?années\s+(?P<dec>[12][0-9]{2}0)",
        century=rf"(?:(?P<r>{_ROMAN})|(?P<c>[0-9]{{1,2}}))(?:er|e|ème|ᵉ)\s+siècle",
        before_christ=r"av(?:ant)?\.?\s?j\.?(?:ésus)?[-\s]?c(?:hrist|\.)?",
    ),
    "es": Language(
        months="enero|ene febrero|feb marzo|mar abril|abr mayo|may junio|jun julio|jul agosto|ago"
        " septiembre|setiembre|sept|sep octubre|oct noviembre|nov diciembre|dic",
        weekdays="lunes martes miércoles jueves viernes sábado domingo",
        day=r"(?:{wd},?\s+)?(?P<d>[0-9]{{1,2}})(?:º|\.º|°)?\s+de",
        of=r"\s+(?:del?\s+)?(?:año\s+)?",
        joint=r"(?:al|a|y|hasta(?:\s+el)?|[-–—/])",
        leading=r"año|años|en|desde|de|del|a|hasta|antes\s+de|después\s+de|hacia|entre|y|durante|para|principios\s+de"
        r"|mediados\s+de|finales\s+de|fines\s+de",
        counted="soldados hombres personas euros dólares kilómetros km metros muertos habitantes"
        " pesos empleados tanques aviones barcos kg toneladas",
        early="a principios de|principios de|a comienzos de|a inicios de",
        mid="a mediados de|mediados de",
        late="a finales de|finales de|a fines de|fines de",
        seasons="primavera verano otoño invierno",
        quarters=r"(?:(?P<q>[1-4])\.?[ºo°]?|(?P<qw>primer|segundo|tercer|cuarto))\s+trimestre",
        halves=r"(?:(?P<h>[12])\.?[ºo°ª]?|(?P<hw>primer|segundo|primera|segunda))\s+(?:semestre|mitad)",
        decades=r"(?:los\s+años|(?:la\s+)?década\s+de(?:\s+los)?)\s+(?P<dec>[12][0-9]{2}0)",
        century=rf"siglo\s+(?:(?P<r>{_ROMAN})|(?P<c>[0-9]{{1,2}}))\b",
        before_christ=r"a\.?\s?(?:de\s)?c\.?|antes\s+de\s+cristo",
    ),
}
_SEASONS = ("SP", "SU", "FA", "WI")
_RANKS = {"e": 1, "p": 1, "z": 2, "s": 2, "d": 3, "t": 3, "v": 4, "q": 4, "c": 4}
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10}
_YEAR = r"(?P<y>[12][0-9]{3})(?![0-9.,]?[0-9])"


def find_absolute_dates(text: str, language: str) -> list[Dated]:
    """Return the absolute dates of a text in their order; they do not overlap."""
    search = _european if language in EUROPEAN else _eastern
    found = search(text, language)
    result: list[Dated] = []
    for one in sorted(found, key=lambda dated: (dated.start, -dated.end)):
        if not result or one.start >= result[-1].end:
            result.append(one)
    return result


# --- languages of Europe ----------------------------------------------------------------------


def _european(text: str, language: str) -> Iterator[Dated]:
    for rule, pattern in _patterns(language):
        for match in pattern.finditer(text):
            yield from _READERS[rule](match, rule, language)


def _words(listed: str) -> str:
    words = "|".join(listed.split()).split("|")
    return "|".join(sorted(words, key=len, reverse=True))


def _spaced(listed: str) -> str:
    return "|".join(
        word.replace(" ", r"\s+") for word in sorted(listed.split("|"), key=len, reverse=True)
    )


@cache
def _patterns(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    words = EUROPEAN[language]
    months = rf"(?P<m>{_words(words.months)})\b\.?"
    day = words.day.format(wd=f"(?:{_words(words.weekdays)})")
    part = (
        rf"(?:(?P<early>{_spaced(words.early)})|(?P<mid>{_spaced(words.mid)})"
        rf"|(?P<late>{_spaced(words.late)}))[-\s]*(?:de\s+|d['’]|du\s+)?"
    )
    year = words.of + _YEAR
    season = rf"(?:(?P<s>{_words(words.seasons)}))"
    of_year = r"\s+(?:de\s+|del\s+|des\s+jahres\s+|von\s+|de\s+l['’]année\s+|d['’])?" + _YEAR
    first = r"(?P<e>[0-9]{1,2})(?:er|\.|º)?"
    table = (
        ("day_range", rf"\b(?<![0-9.,]){first}\s*{words.joint}\s*{day}\s*{months}{year}"),
        ("day", rf"\b(?<![0-9.,]){day}\s*{months}{year}"),
        ("numeric", r"(?<![0-9./])"
         r"(?P<d>[0-9]{1,2})[./](?P<m>[0-9]{1,2})[./](?P<y>[12][0-9]{3})(?![0-9/])"),
        ("iso", r"(?<![0-9-])(?P<y>[12][0-9]{3})-(?P<m>[0-9]{2})-(?P<d>[0-9]{2})(?![0-9-])"),
        ("month", rf"\b(?:{part})?{months}{year}"),
        ("season", rf"\b(?:{part})?{season}{of_year}"),
        ("quarter", rf"\b{words.quarters}{of_year}"),
        ("half", rf"\b{words.halves}{of_year}"),
        ("decade", rf"\b(?:{part})?(?:der\s+)?{words.decades}\b"),
        ("century", rf"\b{words.century}(?:\s+(?P<bc>{words.before_christ}))?"),
        ("bc", rf"\b(?P<y>[0-9]{{1,4}})\s+(?:{words.before_christ})"),
        ("year_range", r"(?<![0-9.,$€£/-])"
         r"(?P<y>[12][0-9]{3})\s?[-–—/]\s?(?P<z>[12][0-9]{3}|[0-9]{2})(?![0-9/-])"),
        ("year", rf"\b(?:{part}(?:des\s+jahres\s+)?){_YEAR}"),
        ("led_year", rf"(?:\b(?:{words.leading})\s*|[(])"
         rf"(?P<span>{_YEAR})(?!\s*(?:{_words(words.counted)}|%|°|€)\b)"),
    )  # fmt: skip
    return tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in table)


@cache
def _month_numbers(language: str) -> dict[str, int]:
    names = EUROPEAN[language].months.split()
    return {name: number for number, group in enumerate(names, 1) for name in group.split("|")}


def _part(match: re.Match[str]) -> str:
    return next((name for name in ("early", "mid", "late") if _group(match, name)), "")


def _group(match: re.Match[str], name: str) -> str:
    return match[name] or "" if name in match.re.groupindex else ""


def _year(match: re.Match[str]) -> int:
    return int(match["y"])


def _read_day(match: re.Match[str], rule: str, language: str) -> Iterator[Dated]:
    month = _month_numbers(language)[match["m"].lower()]
    year, day = _year(match), int(match["d"])
    if is_day(year, month, day):
        yield Dated(*match.span(), Moment("day", year, month, day), rule)


def _read_day_range(match: re.Match[str], rule: str, language: str) -> Iterator[Dated]:
    month, year = _month_numbers(language)[match["m"].lower()], _year(match)
    first, last = int(match["e"]), int(match["d"])
    if is_day(year, month, first) and is_day(year, month, last):
        yield Dated(*match.span("e"), Moment("day", year, month, first), rule)
        yield Dated(match.start("d"), match.end(), Moment("day", year, month, last), rule)


def _read_numeric(match: re.Match[str], rule: str, _language: str) -> Iterator[Dated]:
    year, month, day = _year(match), int(match["m"]), int(match["d"])
    if is_day(year, month, day):
        yield Dated(*match.span(), Moment("day", year, month, day), rule)


def _read_month(match: re.Match[str], rule: str, language: str) -> Iterator[Dated]:
    month = _month_numbers(language)[match["m"].lower()]
    yield Dated(*match.span(), Moment("month", _year(match), month, part=_part(match)), rule)


def _read_season(match: re.Match[str], rule: str, language: str) -> Iterator[Dated]:
    names = [group.split("|") for group in EUROPEAN[language].seasons.split()]
    number = next(at for at, group in enumerate(names) if match["s"].lower() in group)
    season = Moment("season", _year(match), season=_SEASONS[number], part=_part(match))
    yield Dated(*match.span(), season, rule)


def _read_quarter(match: re.Match[str], rule: str, _language: str) -> Iterator[Dated]:
    number = int(match["q"]) if match["q"] else _RANKS[match["qw"][0].lower()]
    if match["qw"] and match["qw"].lower() == "deuxième":
        number = 2
    yield Dated(*match.span(), Moment("quarter", _year(match), number=number), rule)


def _read_half(match: re.Match[str], rule: str, _language: str) -> Iterator[Dated]:
    number = int(match["h"]) if match["h"] else 1 if match["hw"][0].lower() in "ep" else 2
    yield Dated(*match.span(), Moment("half", _year(match), number=number), rule)


def _read_decade(match: re.Match[str], rule: str, _language: str) -> Iterator[Dated]:
    yield Dated(*match.span(), Moment("decade", int(match["dec"]), part=_part(match)), rule)


def _read_century(match: re.Match[str], rule: str, _language: str) -> Iterator[Dated]:
    roman = _group(match, "r")
    number = _roman(roman) if roman else int(_group(match, "c") or 0)
    if 1 <= number <= 30:
        yield Dated(*match.span(), _century(number, before_christ=bool(match["bc"])), rule)


def _century(number: int, *, before_christ: bool) -> Moment:
    year = 1 - (number - 1) * 100 if before_christ else (number - 1) * 100
    return Moment("century", year or 1)


def _roman(digits: str) -> int:
    values = [_ROMAN_DIGITS[digit] for digit in digits.upper()]
    following = [*values[1:], 0]
    return sum(-one if one < after else one for one, after in zip(values, following, strict=True))


def _read_bc(match: re.Match[str], rule: str, _language: str) -> Iterator[Dated]:
    yield Dated(*match.span(), Moment("year", 1 - _year(match)), rule)


def _read_year_range(match: re.Match[str], rule: str, _language: str) -> Iterator[Dated]:
    first, last = _year(match), int(match["z"])
    if last < 100:
        last += first // 100 * 100
    if first < last:
        yield Dated(*match.span("y"), Moment("year", first), rule)
        yield Dated(*match.span("z"), Moment("year", last), rule)


def _read_year(match: re.Match[str], rule: str, _language: str) -> Iterator[Dated]:
    span = match.span("span") if "span" in match.re.groupindex else match.span()
    yield Dated(*span, Moment("year", _year(match), part=_part(match)), rule)


_READERS: Final = {
    "day": _read_day, "day_range": _read_day_range, "numeric": _read_numeric, "iso": _read_numeric,
    "month": _read_month, "season": _read_season, "quarter": _read_quarter, "half": _read_half,
    "decade": _read_decade, "century": _read_century, "bc": _read_bc,
    "year_range": _read_year_range, "year": _read_year, "led_year": _read_year,
}  # fmt: skip


# --- Korean and Japanese ------------------------------------------------------------------------

_ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
_EASTERN_SEASONS = {"봄": "SP", "여름": "SU", "가을": "FA", "겨울": "WI",
                    "春": "SP", "夏": "SU", "秋": "FA", "冬": "WI"}  # fmt: skip
_PARTS = {
    **dict.fromkeys(("초반", "초", "상순", "초순"), "early"),
    **dict.fromkeys(("初頭", "初め", "初旬", "上旬", "初期", "前半"), "early"),
    **dict.fromkeys(("중반", "중순", "半ば", "中旬", "中頃"), "mid"),
    **dict.fromkeys(("후반", "말", "하순", "末", "下旬", "後半", "終わり"), "late"),
}  # fmt: skip
_PART_WORDS = "|".join(sorted(_PARTS, key=len, reverse=True))
_YEAR_WORDS = (
    r"(?:(?P<bc>기원전|紀元前)\s*)?"
    rf"(?:(?P<era>{'|'.join(_ERAS)})(?P<ey>[0-9]{{1,2}}|元)|(?P<y>[0-9]{{1,4}}))\s?[년年]"
)
_EASTERN = re.compile(
    rf"""(?<![0-9])(?:
    (?:(?P<bcc>기원전|紀元前)\s*)?(?P<c>[0-9]{{1,2}})\s?(?:세기|世紀)\s?(?P<cpart>{_PART_WORDS})?
    |(?P<dec>[12][0-9]{{2}}0)\s?(?:년대|年代)\s?(?P<dpart>{_PART_WORDS})?
    |{_YEAR_WORDS}(?!간|間|度|도|생|生|前|전|後|후)
      (?:\s?(?P<m>[0-9]{{1,2}})\s?[월月]
        (?:\s?(?P<d>[0-9]{{1,2}})\s?[일日](?:\s?[~\u223c〜\uff5e\-–—・·]\s?(?P<e>[0-9]{{1,2}})\s?[일日])?|\s?(?P<mpart>{_PART_WORDS}))?
      |\s?第?제?(?P<q>[1-4])\s?(?:분기|四半期)
      |\s?(?P<half>상반기|하반기|上半期|下半期|上期|下期)
      |\s?の?(?P<s>{'|'.join(_EASTERN_SEASONS)})
      |\s?の?(?P<part>{_PART_WORDS}))?
    |(?P<y2>[12][0-9]{{3}})[-.]\s?(?P<m2>[0-9]{{1,2}})[-.]\s?(?P<d2>[0-9]{{1,2}})(?![0-9])\.?
    )""",
    re.VERBOSE,
)  # fmt: skip


def _eastern(text: str, language: str) -> Iterator[Dated]:
    plain = _narrow(text)
    for match in _EASTERN.finditer(plain):
        moment = _eastern_moment(match)
        if moment is None:
            continue
        start, end = match.start(), match.start() + len(match[0].rstrip())
        if match["e"]:
            last = int(match["e"])
            yield Dated(start, match.start("e") - 1, moment, language)
            if is_day(moment.year, moment.month, last):
                yield Dated(match.start("e"), end, replace(moment, day=last), language)
        else:
            yield Dated(start, end, moment, language)


def _narrow(text: str) -> str:
    """Write wide digits as narrow ones; the length stays."""
    if not re.search("[\uff10-\uff19]", text):
        return text
    return re.sub("[\uff10-\uff19]", lambda digit: unicodedata.normalize("NFKC", digit[0]), text)


def _eastern_moment(match: re.Match[str]) -> Moment | None:
    if match["c"]:
        if not 1 <= int(match["c"]) <= 30:
            return None
        century = _century(int(match["c"]), before_christ=bool(match["bcc"]))
        return replace(century, part=_PARTS.get(match["cpart"] or "", ""))
    if match["dec"]:
        return Moment("decade", int(match["dec"]), part=_PARTS.get(match["dpart"] or "", ""))
    if match["y2"]:
        year, month, day = (int(match[name]) for name in ("y2", "m2", "d2"))
        return Moment("day", year, month, day) if is_day(year, month, day) else None
    said = _eastern_year(match)
    return None if said is None else _in_year(match, said)


def _eastern_year(match: re.Match[str]) -> int | None:
    if match["era"]:
        return _ERAS[match["era"]] + (1 if match["ey"] == "元" else int(match["ey"]))
    if match["bc"]:
        return 1 - int(match["y"])
    digits = 3 if match["m"] else 4  # "500년" is mostly how long something lasts
    return int(match["y"]) if len(match["y"]) >= digits and int(match["y"]) < 2200 else None


def _in_year(match: re.Match[str], year: int) -> Moment | None:
    if match["d"]:
        month, day = int(match["m"]), int(match["d"])
        return Moment("day", year, month, day) if is_day(year, month, day) else None
    if match["m"]:
        month, part = int(match["m"]), _PARTS.get(match["mpart"] or "", "")
        return Moment("month", year, month, part=part) if 1 <= month <= 12 else None
    if match["q"]:
        return Moment("quarter", year, number=int(match["q"]))
    if match["half"]:
        return Moment("half", year, number=1 if match["half"][0] in "상上" else 2)
    if match["s"]:
        return Moment("season", year, season=_EASTERN_SEASONS[match["s"]])
    return Moment("year", year, part=_PARTS.get(match["part"] or "", ""))
