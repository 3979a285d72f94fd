"""Say what a match of the grammar means, or that it is no time expression at all."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Final, Literal, TypeAlias

from timeline.edtf import days_in_month
from timeline.extract.timex_anchor import Reading, relative, weekday
from timeline.extract.timex_holidays import HOLIDAYS
from timeline.extract.timex_moment import SIZES, Moment, Unit, is_day
from timeline.extract.timex_words import LETTER, Tokens, Value

Kind: TypeAlias = Literal["DATE", "TIME", "DURATION", "SET"]
Basis: TypeAlias = Literal["explicit", "publication", "text", "vague"]


@dataclass(frozen=True, slots=True)
class Found:
    """What some tokens mean: a TIMEX3 type and value, and the moment where there is one."""

    first: int
    last: int
    type: Kind
    value: str
    moment: Moment | None = None
    basis: Basis = "explicit"
    confidence: float = 0.95
    dates: bool = True
    clock: str = ""
    minutes: int = 0


class Hit:
    """A match of a rule, with the tokens under its groups."""

    def __init__(self, match: re.Match[str], tokens: Tokens) -> None:
        self.match = match
        self.tokens = tokens
        self.first, self.last = match.span()

    def __getitem__(self, group: str) -> Value | None:
        """Return the value of the first token of a group, None when it did not match."""
        start = self._start(group)
        return None if start < 0 else self.tokens.values[start]

    def _start(self, group: str) -> int:
        return self.match.start(group) if group in self.match.re.groupindex else -1

    def number(self, *groups: str) -> int | None:
        """Return the number that the first group that matched stands for."""
        for group in groups:
            value = self[group]
            if isinstance(value, int):
                return value
        return None

    def words(self, group: str) -> str:
        """Return the text under a group in small letters, "" when it did not match."""
        if self._start(group) < 0:
            return ""
        return self.tokens.words(*self.match.span(group)).lower()

    def classes(self, group: str) -> str:
        """Return the classes under a group."""
        return self.match[group] if self._start(group) >= 0 else ""

    @property
    def before(self) -> str:
        """The class of the token before the match, "" at the start."""
        return self.tokens.letters[self.first - 1] if self.first else ""

    @property
    def after(self) -> str:
        """The class of the token behind the match, "" at the end."""
        return self.tokens.letters[self.last : self.last + 1]

    @property
    def is_glued(self) -> bool:
        """Whether its tokens stand together without spaces."""
        return self._glued(self.first, self.last)

    def _glued(self, first: int, last: int) -> bool:
        tokens = self.tokens
        return all(tokens.ends[at] == tokens.starts[at + 1] for at in range(first, last - 1))


Answer: TypeAlias = "list[Found] | None"
Reader: TypeAlias = Callable[[Hit, Reading], Answer]
READERS: dict[str, Reader] = {}


def reader(function: Reader) -> Reader:
    """Register a reader under its name."""
    READERS[function.__name__.strip("_")] = function
    return function


@cache
def _classes(names: str) -> frozenset[str]:
    return frozenset(LETTER[name] for name in names.split())


_LEADING = _classes(
    "IN ON BY SINCE OF FROM TO DURING THROUGH BETWEEN AND EARLY LATE MIDW LAST NEXT THIS AROUND"
    " BEFORE AFTER FOR UP DASH ABOUT"
)
_EDGES: Final = {"beg": "early", "end": "late", "middle": "mid", "early": "early", "late": "late",
                 "latter": "late", "mid": "mid"}  # fmt: skip
_UNITS: Final[dict[str, Unit]] = {
    "D": "day", "W": "week", "M": "month", "Q": "quarter", "Y": "year", "DE": "decade",
    "century": "century", "centuries": "century",
}  # fmt: skip
_STEPS: Final = {"last": -1, "previous": -1, "preceding": -1, "prior": -1, "next": 1,
                 "following": 1, "subsequent": 1, "ensuing": 1, "succeeding": 1,
                 "coming": 1, "upcoming": 1, "past": -1}  # fmt: skip


# --- what every reader uses -----------------------------------------------------------------


def _whole(hit: Hit, moment: Moment, basis: Basis = "explicit", confidence: float = 0.95) -> Answer:
    return [_found(hit.first, hit.last, moment, basis, confidence)]


def _found(
    first: int, last: int, moment: Moment, basis: Basis = "explicit", confidence: float = 0.95
) -> Found:
    kind: Kind = "TIME" if moment.clock else "DATE"
    return Found(first, last, kind, moment.value, moment, basis, confidence)


def _undated(hit: Hit, kind: Kind, value: str, confidence: float = 0.9) -> Answer:
    return [Found(hit.first, hit.last, kind, value, None, "vague", confidence)]


def _part_named(hit: Hit) -> str:
    """Return early, mid or late where the words say so."""
    if hit.words("mod2"):
        return ""
    words = (hit.words("mod") or hit.words("edge")).split()
    for word in words:
        if word in ("beginning", "start", "onset", "outset"):
            return "early"
        if word in _EDGES:
            return _EDGES[word]
    return "late" if words == ["close"] else ""


def _basis(reading: Reading) -> Basis:
    return "text" if reading.mode == "narrative" or reading.anchor is None else "publication"


def _written_year(hit: Hit) -> int | None:
    """Return the year that stands in the match, astronomically counted."""
    year = hit.number("y")
    if year is not None:
        return 1 - year if "BC" in _names(hit, "y") else year
    before_christ = hit.number("ybc")
    if before_christ is not None:
        return 1 - before_christ
    short = hit.number("y2")
    return None if short is None else 1900 + short if short > 29 else 2000 + short


def _names(hit: Hit, group: str) -> tuple[str, ...]:
    end = hit.match.end(group)
    return ("BC",) if hit.tokens.letters[end : end + 1] == LETTER["BC"] and end < hit.last else ()


def _related_year(hit: Hit, reading: Reading) -> int | None:
    """Return the year that "of that year", "last year" mean."""
    words = hit.words("rel").split()
    if not words:
        return None
    base = _base_of(words, reading)
    if base is None:
        return None
    return base.year + next((_STEPS[word] for word in words if word in _STEPS), 0)


def _base_of(words: Iterable[str], reading: Reading) -> Moment | None:
    """Return what a word such as last, that or following counts from."""
    spoken = set(words)
    in_text = {"same", "that", "previous", "preceding", "prior", "following", "subsequent",
               "ensuing", "succeeding"}  # fmt: skip
    if spoken & in_text or {"the", "next"} <= spoken:
        return reading.text_base
    return reading.base


def _following_year(hit: Hit, month: int) -> int | None:
    """Borrow the year of the other end of a range: April to June 1968."""
    found = _RANGE_YEAR.match(hit.tokens.letters, hit.last)
    if found is None:
        return None
    values = hit.tokens.values
    other, year = values[found.start(1)], values[found.start(2)]
    if not isinstance(other, int) or not isinstance(year, int):
        return None
    if found.end(2) < len(hit.tokens.letters) and hit.tokens.letters[found.end(2)] == LETTER["BC"]:
        year = 1 - year
    return year - (month > other)


def _range_year() -> re.Pattern[str]:
    one = {
        name: LETTER[name]
        for name in (
            "COMMA",
            "DASH",
            "TO",
            "AND",
            "THROUGH",
            "D",
            "ORD",
            "DOT",
            "OPEN",
            "THE",
            "OF",
            "EARLY",
            "LATE",
            "MIDW",
        )
    }
    month = f"([{LETTER['MON']}{LETTER['MAY']}{LETTER['MONA']}])"
    joint = f"[{one['COMMA']}{one['DASH']}{one['TO']}{one['AND']}{one['THROUGH']}{LETTER['SLASH']}]"
    fill = (
        f"[{one['THE']}{one['D']}{one['ORD']}{one['EARLY']}{one['LATE']}{one['MIDW']}{one['DASH']}]"
    )
    tail = f"[{one['DOT']}{one['D']}{one['ORD']}{one['COMMA']}{one['OF']}]"
    return re.compile(f"{joint}{{1,2}}{fill}{{0,3}}{month}{tail}{{0,3}}({LETTER['Y']})")


_RANGE_YEAR = _range_year()


def _year_of(hit: Hit, reading: Reading, month: int, day: int) -> tuple[int | None, Basis, float]:
    """Find the year of a month: written, named by a relative word, borrowed or chosen."""
    for year in (_written_year(hit), _following_year(hit, month)):
        if year is not None:
            return year, "explicit", 0.98
    year = _related_year(hit, reading)
    if year is not None:
        return year, _basis(reading), 0.9
    return reading.year_of(month, day, hit.first, hit.last), _basis(reading), 0.8


def _clock_of(hit: Hit) -> str:
    code = hit["part"] or hit["part3"] or hit["part2"] or hit["wdpart"]
    return f"T{'NI' if code == 'nights' else code}" if code else ""


# --- days -----------------------------------------------------------------------------------


@reader
def iso(hit: Hit, reading: Reading) -> Answer:
    """Read 2024-12-03 and 2024-12-03T10:00Z."""
    text = str(hit.tokens.values[hit.first])
    year, month, day = int(text[:4]), int(text[5:7]), int(text[8:10])
    if year == 0 or not is_day(year, month, day):
        return None
    clock = f"T{text[11:].rstrip('Z')}" if len(text) > 10 else ""
    return _whole(hit, Moment("day", year, month, day, clock=clock))


@reader
def slashed(hit: Hit, reading: Reading) -> Answer:
    """Read 10/30/89 with the month first, as in American news, unless it cannot be one."""
    month, day, year = (int(part) for part in str(hit.tokens.values[hit.first]).split("/"))
    sure = month > 12 or day > 12
    if month > 12:
        month, day = day, month
    if year < 100:
        year += 1900 if year > 29 else 2000
    if not is_day(year, month, day):
        return None
    return _whole(hit, Moment("day", year, month, day), confidence=0.9 if sure else 0.5)


@reader
def month_day(hit: Hit, reading: Reading) -> Answer:
    """Read December 3, 2024, 3 December, the 3rd of December last year."""
    month, day = hit.number("m") or 0, hit.number("d") or _ordinal(hit, "dw")
    year, basis, confidence = _year_of(hit, reading, month, day)
    if (month, day) == (9, 11) and basis != "explicit" and _is_attack(hit, reading):
        year = 2001
    if hit.words("which") and _written_year(hit) is None and reading.base is not None:
        year = _year_of_which(hit.words("which"), reading.base, month, day)
    if year is None:
        return _without_year(hit, month, day)
    if not is_day(year, month, day):
        return None
    return _whole(hit, Moment("day", year, month, day, clock=_clock_of(hit)), basis, confidence)


def _is_attack(hit: Hit, reading: Reading) -> bool:
    """Tell "the Sept. 11 attacks", told of for years, from another 11 September."""
    words = (hit.tokens.word(at).lower() for at in range(hit.last, hit.last + 3))
    has_passed = reading.anchor is not None and reading.anchor.year > 2001
    return has_passed and any(word in _ATTACKS for word in words)


_ATTACKS = frozenset(("attack", "attacks", "hijackings", "hijackers", "terrorist", "terror"))


def _year_of_which(words: str, base: Moment, month: int, day: int) -> int:
    """Return the year of "last Aug. 7", "next March 3"."""
    asked, now = (month, day), (base.first_month, base.first_day.day)
    if "last" in words:
        return base.year - (asked >= now)
    return base.year + (asked < now if "this" in words else asked <= now)


def _without_year(hit: Hit, month: int, day: int) -> Answer:
    if not is_day(2000, month, day or 1):
        return None
    value = f"XXXX-{month:02}" + (f"-{day:02}" if day else "")
    return [Found(hit.first, hit.last, "DATE", value, None, "vague", 0.5)]


def _ordinal(hit: Hit, group: str) -> int:
    start = hit.match.start(group)
    return sum(
        value for value in hit.tokens.values[start : hit.match.end(group)] if isinstance(value, int)
    )


@reader
def week_of(hit: Hit, reading: Reading) -> Answer:
    """Read the week of Oct. 23."""
    answer = month_day(hit, reading)
    if answer is None or answer[0].moment is None:
        return answer
    return _whole(hit, answer[0].moment.whole("week"), answer[0].basis, answer[0].confidence)


@reader
def day_range(hit: Hit, reading: Reading) -> Answer:
    """Read May 3-5, 2024 as two days."""
    return _two_days(
        hit, reading, (hit.first, hit.match.end("d")), (hit.match.start("e"), hit.last)
    )


@reader
def range_day(hit: Hit, reading: Reading) -> Answer:
    """Read 3 to 5 May 2024 as two days."""
    return _two_days(
        hit, reading, (hit.first, hit.match.end("d")), (hit.match.start("e"), hit.last)
    )


def _two_days(hit: Hit, reading: Reading, one: tuple[int, int], two: tuple[int, int]) -> Answer:
    month, first, last = hit.number("m") or 0, hit.number("d") or 0, hit.number("e") or 0
    year, basis, confidence = _year_of(hit, reading, month, first)
    if year is None or not is_day(year, month, first) or not is_day(year, month, last):
        return None
    return [
        _found(*one, Moment("day", year, month, first), basis, confidence),
        _found(*two, Moment("day", year, month, last), basis, confidence),
    ]


@reader
def ordinal_day(hit: Hit, reading: Reading) -> Answer:
    """Read "on the 5th" as a day of the month that was spoken of."""
    base, day = reading.text_base, hit.number("d") or 0
    if base is None or not base.first_month or not is_day(base.year, base.first_month, day):
        return None
    is_free = hit.after not in _NOUNS or hit.tokens.word(hit.last).lower() in _AFTER_DAY
    if hit.last - hit.first == 2 and not is_free:
        return None
    return _whole(hit, Moment("day", base.year, base.first_month, day), "text", 0.7)


_AFTER_DAY = frozenset(["it", "he", "she", "they", "we", "was", "were", "had", "did"])
_NOUNS = _classes("OF MON MAY WORD NAME ERA DASH DAYU WEEKU YEARU MONTHU QUARTERU")


# --- months, seasons, years -----------------------------------------------------------------


@reader
def month(hit: Hit, reading: Reading) -> Answer:
    """Read December 2024, early December, August last year."""
    number = hit.number("m") or 0
    year = _written_year(hit)
    if year is None and not hit.words("rel") and not _is_month(hit):
        return None
    year, basis, confidence = _year_of(hit, reading, number, 0)
    if year is None:
        return _without_year(hit, number, 0)
    return _whole(hit, Moment("month", year, number, part=_part_named(hit)), basis, confidence)


def _is_month(hit: Hit) -> bool:
    """Tell a month from May Smith, Theresa May, a march and a modal verb."""
    at = hit.match.start("m")
    word = hit.tokens.word(at)
    led = hit.words("mod") or hit.words("edge") or hit.before in _LEADING
    if hit.tokens.letters[at] == LETTER["MONA"]:
        return bool(led) and word not in ("Jan", "Mar", "Jun")
    if hit.before == LETTER["NAME"] or hit.before == LETTER["SIGN"]:
        return False
    if led:
        return True
    if word in ("May", "March"):
        return hit.before in _classes("COMMA THE") and hit.after not in _classes("NAME OF ON")
    return hit.after != LETTER["NAME"]


@reader
def end_of_unit(hit: Hit, reading: Reading) -> Answer:
    """Read year-end and month's end."""
    unit = _UNITS[str(hit.tokens.values[hit.first])]
    return _of_unit(hit, reading, unit, "late")


def _of_unit(hit: Hit, reading: Reading, unit: Unit, part: str) -> Answer:
    base = reading.base
    if base is None or _too_coarse(base, unit):
        return None
    moment = base.whole(unit)
    return _whole(hit, replace(moment, part=part), _basis(reading), 0.8)


def _too_coarse(base: Moment, unit: Unit) -> bool:
    """Tell whether a base is too long to say which day, week or month of it is meant."""
    return SIZES[base.unit] > SIZES[unit]


@reader
def season(hit: Hit, reading: Reading) -> Answer:
    """Read spring 2019, the winter of 1916, late summer."""
    code = str(hit["s"])
    year, basis, confidence = _season_year(hit, reading, code)
    if year is None and not _is_season(hit):
        return None
    if year is None:
        year, basis, confidence = _chosen_season_year(hit, reading, code), _basis(reading), 0.7
    if year is None:
        return [Found(hit.first, hit.last, "DATE", f"XXXX-{code}", None, "vague", 0.5)]
    return _whole(
        hit, Moment("season", year, season=code, part=_part_named(hit)), basis, confidence
    )


def _season_year(hit: Hit, reading: Reading, code: str) -> tuple[int | None, Basis, float]:
    year = _written_year(hit)
    if year is not None:
        return year, "explicit", 0.95
    return _related_year(hit, reading), _basis(reading), 0.85


def _is_season(hit: Hit) -> bool:
    at = hit.match.start("s")
    if hit.tokens.letters[at] == LETTER["SEASON"]:
        return hit.tokens.word(at).islower() or hit.before in _LEADING
    previous = hit.tokens.letters[at - 1] if at else ""
    if hit.after == LETTER["OF"] or hit.after == LETTER["DASH"]:
        return False
    return previous in _classes("IN EARLY LATE BY SINCE DURING MIDW") or (
        previous == LETTER["THE"] and hit.before in _LEADING and hit.after not in _NOUNS
    )


def _chosen_season_year(hit: Hit, reading: Reading, code: str) -> int | None:
    middle = {"SP": 4, "SU": 7, "FA": 10, "WI": 1}[code]
    year = reading.year_of(middle, 0, hit.first, hit.last)
    if year is None or code != "WI":
        return year
    base = reading.base
    return year if base is None or reading.mode == "narrative" else year - 1


@reader
def quarter(hit: Hit, reading: Reading) -> Answer:
    """Read the third quarter, the fourth quarter of 1988."""
    number = _ordinal(hit, "q") if hit["q"] != -1 else 4
    if not 1 <= number <= 4:
        return None
    if (fiscal_year := hit.number("fy", "fy2")) is not None:
        return _undated(hit, "DATE", f"{fiscal_year:04}-Q{number}")
    year = hit.number("y") or _related_year(hit, reading)
    if year is not None:
        return _whole(hit, Moment("quarter", year, number=number))
    base = reading.base
    if base is None:
        return _undated(hit, "DATE", f"XXXX-Q{number}")
    year = _quarter_year(hit, reading, base, number)
    if hit.words("fiscal"):
        return _undated(hit, "DATE", f"{year:04}-Q{number}")
    return _whole(hit, Moment("quarter", year, number=number), _basis(reading), 0.75)


def _quarter_year(hit: Hit, reading: Reading, base: Moment, number: int) -> int:
    now = (max(base.first_month, 1) + 2) // 3
    if reading.mode == "narrative" or reading.tense(hit.first, hit.last) == "future":
        return base.year + (number < now - 1 if reading.mode == "news" else 0)
    return base.year - (number > now)


@reader
def quarter_code(hit: Hit, reading: Reading) -> Answer:
    """Read Q3 2019, H1 2020."""
    code = str(hit["code"] or hit["code2"])
    year = hit.number("y", "y3") or 0
    if code[0] == "H" and code[1] > "2":
        return None
    unit: Unit = "quarter" if code[0] == "Q" else "half"
    return _whole(hit, Moment(unit, year, number=int(code[1])))


@reader
def quarter_of_months(hit: Hit, reading: Reading) -> Answer:
    """Read the July-September quarter and the September quarter as the third."""
    first, last = hit.number("m"), hit.number("e") or 0
    if last % 3 or (first is not None and (first + 2 - last) % 12):
        return None
    year = reading.year_of(last, 0, hit.first, hit.last)
    if year is None:
        return None
    return _whole(hit, Moment("quarter", year, number=last // 3), _basis(reading), 0.75)


@reader
def year_ago(hit: Hit, reading: Reading) -> Answer:
    """Read the year-ago quarter, the year-earlier loss."""
    base, unit = reading.text_base, hit["u"]
    if base is None:
        return None
    if unit in ("period", None):
        whole = _period_reported(hit, reading) or (
            base.whole("year") if base.unit == "day" else base
        )
    else:
        whole = base.whole(_UNITS[str(unit)])
    return _aside(hit, replace(whole, year=whole.year - 1, part=""), "text")


@reader
def half(hit: Hit, reading: Reading) -> Answer:
    """Read the first half of 1943."""
    number = 2 if hit["q"] == "latter" else _ordinal(hit, "q")
    if number not in (1, 2) or (hit.words("bare") and not _is_of_business(hit, reading)):
        return None
    year = hit.number("y") or _related_year(hit, reading)
    basis: Basis = "explicit" if hit.number("y") else _basis(reading)
    if year is None and reading.base is not None:
        year = reading.base.year
    return None if year is None else _whole(hit, Moment("half", year, number=number), basis)


_BUSINESS_WORDS = (
    "profit profits earnings sales revenue revenues income net loss losses shares percent quarter"
    " economy output exports imports orders growth inflation"
)
_BUSINESS = frozenset(_BUSINESS_WORDS.split())


def _is_of_business(hit: Hit, reading: Reading) -> bool:
    """Tell half a year of trade from half a match."""
    first, last = hit.tokens.sentence_of(hit.first)
    words = {str(word).lower() for word in hit.tokens.values[first:last]}
    is_other = hit.after == LETTER["OF"] or reading.mode == "narrative"
    return not is_other and (
        bool(words & _BUSINESS) or LETTER["SIGN"] in hit.tokens.letters[first:last]
    )


@reader
def half_of_years(hit: Hit, reading: Reading) -> Answer:
    """Read the second half of the 19th century as the century, of the 1950s as the decade."""
    return century(hit, reading) if hit.words("c") else decade(hit, reading)


@reader
def half_of_month(hit: Hit, reading: Reading) -> Answer:
    """Read the first half of May 1940 as the month."""
    number = hit.number("m") or 0
    year, basis, confidence = _year_of(hit, reading, number, 0)
    if year is None:
        return None
    return _whole(hit, Moment("month", year, number), basis, confidence)


@reader
def fiscal(hit: Hit, reading: Reading) -> Answer:
    """Read fiscal 2024, which names a budget and dates nothing."""
    year = hit.number("y", "y3") or 0
    return [Found(hit.first, hit.last, "DATE", f"FY{year:04}", None, "explicit", 0.9)]


@reader
def bc(hit: Hit, reading: Reading) -> Answer:
    """Read 44 BC."""
    year = 1 - (hit.number("y") or 1)
    return _whole(hit, Moment("year", year, part=_part_named(hit)))


@reader
def bc_range(hit: Hit, reading: Reading) -> Answer:
    """Read 218-201 BC as two years."""
    first, last = hit.number("y") or 0, hit.number("z") or 0
    if first < last and hit.tokens.letters[hit.match.end("y")] == LETTER["DASH"]:
        return None
    return [
        _found(hit.first, hit.first + 1, Moment("year", 1 - first)),
        _found(hit.match.start("z"), hit.last, Moment("year", 1 - last)),
    ]


@reader
def ad(hit: Hit, reading: Reading) -> Answer:
    """Read AD 79."""
    return _whole(hit, Moment("year", hit.number("y", "y3") or 1))


@reader
def year_range(hit: Hit, reading: Reading) -> Answer:
    """Read 1914-18 as two years."""
    first, last = hit.number("y") or 0, hit.number("z") or 0
    if not _is_year(hit, hit.match.start("y")) or (last < 100 and not hit.is_glued):
        return None
    if last < 100:
        last += first // 100 * 100 + (100 if last < first % 100 else 0)
    if not first < last < first + 400:
        return None
    return [
        _found(hit.first, hit.match.end("y"), Moment("year", first)),
        _found(hit.match.start("z"), hit.last, Moment("year", last)),
    ]


_COUNTED_WORDS = (
    "men troops soldiers people persons civilians km kilometers kilometres miles meters metres"
    " feet percent tons tonnes dollars euros pounds yards acres casualties prisoners dead killed"
    " wounded aircraft tanks guns ships horses rounds bytes points votes employees workers jobs"
    " cases rpm square hp kg mph degrees units members shares pages copies vehicles refugees"
    " rubles strong marines gis personnel sailors airmen families homes others sq meter foot mm"
    " cm m kb mb kw"
)
_COUNTED = frozenset(_COUNTED_WORDS.split())
_NUMBERED_WORDS = (
    "resolution flight camp windows boeing route highway room number no nos article section"
    " page line unit building version model division vote channel psalm interstate chapter"
    " figure fig apartment airbus law order directive office russell nikkei s&p type mark"
    " regiment brigade battalion squadron hill point area suite platform radio studio class"
    " agent gate series box lot item code serial case file record bus train ship hull peugeot"
    " decree opening p pp vol"
)
_NUMBERED = frozenset(_NUMBERED_WORDS.split())
_COSTS_WORDS = (
    "cost costs budget budgets contribution contributions payment payments share outlay outlays"
    " spending estimate estimates forecast forecasts tax taxes target targets"
)
_COSTS = frozenset(_COSTS_WORDS.split())


@reader
def year(hit: Hit, reading: Reading) -> Answer:
    """Read 2018, early 2024, the end of 1944; and the 2026 cost, which dates nothing."""
    at = hit.match.start("y")
    if not (hit.words("mod") or hit.words("edge") or _is_year(hit, at)):
        return None
    number = hit.number("y") or 0
    if hit.before == LETTER["THE"] and hit.tokens.word(hit.last).lower() in _COSTS:
        return [Found(hit.first, hit.last, "DATE", f"{number:04}", None, "explicit", 0.6)]
    if reading.bc and reading.mode == "narrative" and number < 1200 and hit.before not in _LEADING:
        return None
    return _whole(hit, Moment("year", number, part=_part_named(hit)))


def _is_year(hit: Hit, at: int) -> bool:
    """Tell a year from a number of four digits that counts or names something."""
    tokens, before = hit.tokens, hit.tokens.letters[at - 1] if at else ""
    if before in _classes("SIGN APOS SLASH") or tokens.word(hit.last) in ("%", "°", "€", "/"):
        return False
    if before in _classes("DASH COLON DOT") and tokens.ends[at - 1] == tokens.starts[at]:
        return False
    previous, following = tokens.word(at - 1), tokens.word(hit.last)
    if previous.lower() in _NUMBERED or following.lower() in _COUNTED:
        return False
    if before in _LEADING or before in _classes("THE COMMA OPEN"):
        return not (following == "," and tokens.word(hit.last + 1)[:3].isdigit())
    is_name = before in _classes("NAME AT") and hit.after == LETTER["NAME"]
    return not is_name and _looks_like_a_year(tokens.values[at], following)


def _looks_like_a_year(number: Value, following: str) -> bool:
    """Judge a bare number; "1997 sales" are of a year, "2000 rifles" are counted."""
    if not isinstance(number, int) or not 1400 <= number <= 2100:
        return False
    return not _is_plural(following) or (number >= 1900 and number % 50 != 0)


_PLURAL = re.compile(r"[a-z]{2,}[^siu]s|[a-z]+ies")


def _is_plural(word: str) -> bool:
    return bool(_PLURAL.fullmatch(word)) and word not in ("has", "was", "does", "his")


@reader
def bare_bc(hit: Hit, reading: Reading) -> Answer:
    """Read "in 499" as a year where the text is about those before Christ."""
    at, tokens = hit.match.start("y"), hit.tokens
    if (
        not reading.bc
        or hit.tokens.word(hit.last).lower() in _COUNTED
        or _is_plural(tokens.word(hit.last))
    ):
        return None
    if not (
        hit.words("mod")
        or hit.words("edge")
        or hit.before in _classes("IN BY FROM TO SINCE DURING AND")
    ):
        return None
    if hit.tokens.letters[at] == LETTER["I2"] or (
        hit.after == LETTER["WORD"] and hit.before not in _classes("IN BY SINCE")
    ):
        return None
    return _whole(
        hit, Moment("year", 1 - (hit.number("y") or 1), part=_part_named(hit)), "text", 0.7
    )


@reader
def short_year(hit: Hit, reading: Reading) -> Answer:
    """Read '99 as a year of the century that the text is in."""
    if (
        not hit.is_glued
        or hit.tokens.text[
            hit.tokens.starts[hit.first] - 1 : hit.tokens.starts[hit.first]
        ].isalnum()
    ):
        return None
    number = hit.number("y2") or 0
    base = reading.text_base
    century = base.year // 100 * 100 if base and base.year > 0 else 1900
    if reading.mode == "news" and reading.anchor:
        century -= 100 if century + number > reading.anchor.year + 10 else 0
    return _whole(hit, Moment("year", century + number), "text", 0.7)


@reader
def decade(hit: Hit, reading: Reading) -> Answer:
    """Read the 1990s, the late '80s, the 470s BC."""
    number = hit.number("dec")
    if number is None:
        return None
    short = hit.classes("dec") == LETTER["DECADE2"]
    if (
        short
        and hit.tokens.word(hit.match.start("dec"))[0].isdigit()
        and "the" not in hit.tokens.words(hit.first, hit.last).lower()
    ):
        return None
    if hit.words("bc"):
        return _whole(hit, Moment("decade", 1 - number, part=_part_named(hit)))
    if number < 1000 and not short:
        return None
    if short:
        number += 1900
    return _whole(hit, Moment("decade", number, part=_part_named(hit)))


@reader
def century(hit: Hit, reading: Reading) -> Answer:
    """Read the nineteenth century, the 4th century BC."""
    number = _ordinal(hit, "c")
    if not 1 <= number <= 30:
        return None
    year = 1 - (number - 1) * 100 if hit.words("bc") else (number - 1) * 100
    moment = Moment("century", year or 1, part=_part_named(hit))
    return _whole(hit, moment)


@reader
def holiday(hit: Hit, reading: Reading) -> Answer:
    """Read Christmas 1963, Labor Day, Easter Sunday."""
    day_in = HOLIDAYS[str(hit["word"])]
    month, day = day_in(reading.base.year if reading.base else 2000)
    year, basis, confidence = _year_of(hit, reading, month, day)
    if year is None:
        return _without_year(hit, month, 0)
    month, day = day_in(year)
    return _whole(hit, Moment("day", year, month, day, clock=_clock_of(hit)), basis, confidence)


@reader
def nine_eleven(hit: Hit, reading: Reading) -> Answer:
    """Read 9/11 as 11 September 2001."""
    if hit.tokens.words(hit.first, hit.last) != "9/11":
        return None
    return _whole(hit, Moment("day", 2001, 9, 11), confidence=0.8)


# --- counted from somewhere -----------------------------------------------------------------


@reader
def bare_weekday(hit: Hit, reading: Reading) -> Answer:
    """Read Friday, last Friday, Friday night."""
    if _is_title(hit):
        return None
    number = hit.number("wd") or 0
    words = hit.words("which").split()
    which = next((word for word in words if word in ("last", "next", "this")), "")
    if "coming" in words or "upcoming" in words:
        which = "coming"
    if "past" in words:
        which = "last"
    moment = weekday(reading, number, which, reading.tense(hit.first, hit.last))
    if moment is None:
        return _undated(hit, "DATE", f"XXXX-WXX-{number + 1}", 0.6)
    return _whole(hit, replace(moment, clock=_clock_of(hit)), _basis(reading), 0.85)


def _is_title(hit: Hit) -> bool:
    """Tell the Sunday Herald and Mr. Friday from days."""
    if hit.last - hit.first > 1 or hit.before not in _classes("THE DOT NAME"):
        return False
    titles = ("Mr.", "Mrs.", "Ms.", "Dr.")
    if hit.before == LETTER["DOT"]:
        return f"{hit.tokens.word(hit.first - 2)}." in titles
    return hit.before == LETTER["THE"] and hit.after == LETTER["NAME"]


@reader
def weeks_from(hit: Hit, reading: Reading) -> Answer:
    """Read a week from Friday."""
    moment = weekday(reading, hit.number("wd") or 0, "", "future")
    count = _count(hit)
    if moment is None or count is None or reading.mode == "narrative":
        return None
    return _whole(hit, moment.later(7 * int(count)), _basis(reading), 0.8)


@reader
def short_weekday(hit: Hit, reading: Reading) -> Answer:
    """Read Fri. as a day; Sat. and Sun. are too often something else."""
    if (hit.number("wd") or 0) > 4 or hit.before not in _LEADING:
        return None
    return bare_weekday(hit, reading)


@reader
def day_word(hit: Hit, reading: Reading) -> Answer:
    """Read today, yesterday, tomorrow, tonight."""
    word = hit.words("word")
    base = reading.base
    if word == "today" and (reading.mode == "narrative" or base is None):
        return _undated(hit, "DATE", "PRESENT_REF")
    clock = "TNI" if word == "tonight" else _clock_of(hit)
    if base is None or base.unit != "day":
        return _undated(hit, "DATE", f"XXXX-XX-XX{clock}")
    shift = {"yesterday": -1, "tomorrow": 1}.get(word, 0)
    return _whole(hit, replace(base.first_day.later(shift), clock=clock), _basis(reading), 0.95)


@reader
def day_beyond(hit: Hit, reading: Reading) -> Answer:
    """Read the day before yesterday."""
    base = reading.base
    if base is None or base.unit != "day":
        return None
    return _whole(hit, base.first_day.later(-2 if hit.words("before") else 2), _basis(reading))


@reader
def which(hit: Hit, reading: Reading) -> Answer:
    """Read last week, this year, the following month, that night, next spring."""
    words = hit.words("which").split()
    if reading.mode == "news" and words == ["the", "last"] and hit.classes("u") in _SPANNED:
        return None
    base = _base_of(words, reading)
    step = next((_STEPS[word] for word in words if word in _STEPS), 0)
    if "latest" in words and base is reading.anchor:
        step = -1
    basis: Basis = "publication" if base is reading.anchor and base else "text"
    target, value = hit.classes("u"), hit["u"]
    if target[:1] in _M_CLASSES:
        return _which_month(hit, base, words, int(value or 0), basis)
    if target in _classes("SEASON FALL"):
        return _which_season(hit, base, step, str(value), basis)
    if target == LETTER["DAYPART"]:
        return _which_part(hit, base, step, words, str(value), basis)
    return _which_unit(hit, base, step, target, str(value), basis)


_M_CLASSES = _classes("MON MAY MONA")
_SPANNED = _classes("WEEKU MONTHU YEARU DECADEU ERA HOURU MINUTEU")


def _which_unit(
    hit: Hit, base: Moment | None, step: int, target: str, value: str, basis: Basis
) -> Answer:
    unit: Unit | None = "weekend" if target == LETTER["WEEKEND"] else _UNITS.get(value)
    if unit is None or (target == LETTER["ERA"] and base is None):
        return None
    if unit == "day" and base is not None and hit.words("which") == "this":
        return _undated(hit, "DATE", "PRESENT_REF", 0.5)
    if base is None or _too_coarse(base, unit):
        return _undated(hit, "DATE", _UNKNOWN[unit], 0.5)
    moment = relative(base, unit, step)
    moment = replace(moment, part=_part_named(hit))
    if step < 0 and basis == "text":
        return _aside(hit, moment, basis)
    return _whole(hit, moment, basis, 0.85)


_UNKNOWN: Final[dict[str, str]] = {
    "day": "XXXX-XX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX",
    "quarter": "XXXX-QX", "year": "XXXX", "decade": "XXX", "century": "XX",
}  # fmt: skip


def _which_month(
    hit: Hit, base: Moment | None, words: list[str], month: int, basis: Basis
) -> Answer:
    if base is None:
        return _without_year(hit, month, 0)
    year, now = base.year, base.first_month
    if any(_STEPS.get(word) == -1 for word in words):
        year -= month >= (now or 13)
    elif any(_STEPS.get(word) == 1 for word in words):
        year += month <= now
    return _whole(hit, Moment("month", year, month, part=_part_named(hit)), basis, 0.85)


def _which_season(hit: Hit, base: Moment | None, step: int, code: str, basis: Basis) -> Answer:
    if base is None:
        return None
    start = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[code]
    now = base.first_month
    year = base.year
    if step < 0 and now <= start + 2:
        year -= 1
    elif step > 0 and (now >= start or not now):
        year += 1
    elif step == 0 and code == "WI" and 0 < now <= 3:
        year -= 1
    return _whole(hit, Moment("season", year, season=code, part=_part_named(hit)), basis, 0.85)


def _which_part(
    hit: Hit, base: Moment | None, step: int, words: list[str], code: str, basis: Basis
) -> Answer:
    if base is None or base.unit != "day":
        return _undated(hit, "TIME", f"XXXX-XX-XXT{code}", 0.5)
    day = base.first_day.later(step)
    return _whole(hit, replace(day, clock=f"T{code}"), basis, 0.85)


@reader
def same_period(hit: Hit, reading: Reading) -> Answer:
    """Read the same period last year, the same month a year ago."""
    base, unit = reading.text_base, _UNITS.get(str(hit["u"]), "year")
    if base is None:
        return None
    if hit["u"] in ("period", "time") and base.unit in ("month", "quarter", "half"):
        unit = base.unit
    moment = base.whole(unit)
    year = hit.number("y") or moment.year - 1
    return [
        replace(_found(hit.first, hit.last, replace(moment, year=year), "text", 0.7), dates=False)
    ]


@reader
def before_last(hit: Hit, reading: Reading) -> Answer:
    """Read the week before last."""
    base = reading.base
    if base is None or base.unit != "day":
        return None
    unit: Unit = "weekend" if hit["u"] == "weekend" else _UNITS[str(hit["u"])]
    step = -2 if LETTER["LAST"] in hit.match[0] else 2
    return _whole(hit, relative(base, unit, step), _basis(reading), 0.85)


@reader
def part_today(hit: Hit, reading: Reading) -> Answer:
    """Read late afternoon as that of the day of publication."""
    code, base = str(hit["p"]), reading.base
    if code[0].isdigit() or base is None or base.unit != "day":
        return None
    return _whole(hit, replace(base.first_day, clock=f"T{code}"), _basis(reading), 0.5)


@reader
def weekdays(hit: Hit, reading: Reading) -> Answer:
    """Read Tuesdays and weekends."""
    number = hit.number("wd")
    return _undated(hit, "SET", "XXXX-WXX-WE" if number is None else f"XXXX-WXX-{number + 1}")


@reader
def all_day(hit: Hit, reading: Reading) -> Answer:
    """Read all day, all year."""
    if hit.classes("u") == LETTER["DAYPART"]:
        return None
    return _undated(hit, "DURATION", _duration(1, hit) or "P1D", 0.6)


@reader
def these_days(hit: Hit, reading: Reading) -> Answer:
    """Read these days."""
    if hit.tokens.word(hit.first).lower() != "these":
        return None
    return _undated(hit, "DATE", "PRESENT_REF", 0.6)


@reader
def which_fiscal(hit: Hit, reading: Reading) -> Answer:
    """Read the current fiscal year, which dates nothing."""
    base = reading.base
    if base is None:
        return None
    step = next((_STEPS[word] for word in hit.words("which").split() if word in _STEPS), 0)
    moment = relative(base, _UNITS[str(hit["u"])], step)
    value = f"FY{moment.value}" if moment.unit == "year" else moment.value
    return [Found(hit.first, hit.last, "DATE", value, None, _basis(reading), 0.7)]


@reader
def unit_before(hit: Hit, reading: Reading) -> Answer:
    """Read the day before, the night before, the year after."""
    base, value = reading.text_base, str(hit["u"])
    step = -1 if hit["dir"] in ("before", "earlier") else 1
    if hit.after in _classes("THE NAME A WORD MON") and hit.after not in ("",):
        return None
    if hit.classes("u") == LETTER["DAYPART"]:
        return _which_part(hit, base, step, [], value, "text")
    unit = _UNITS[value]
    if base is None or _too_coarse(base, unit):
        return _undated(hit, "DATE", _UNKNOWN[unit], 0.5)
    return _whole(hit, relative(base, unit, step), "text", 0.8)


@reader
def of_the_unit(hit: Hit, reading: Reading) -> Answer:
    """Read the end of the month, late in the year, later in the summer."""
    base = reading.base
    if hit.classes("u") in _classes("DAYPART WEEKEND"):
        if base is None or base.unit != "day":
            return None
        if hit.classes("u") == LETTER["WEEKEND"]:
            return _whole(hit, base.whole("weekend"), _basis(reading), 0.6)
        return _which_part(hit, base, 0, [], str(hit["u"]), _basis(reading))
    if hit.classes("u") == LETTER["SEASON"]:
        if base is None:
            return None
        return _whole(hit, Moment("season", base.year, season=str(hit["u"])), _basis(reading), 0.7)
    return _of_unit(hit, reading, _UNITS[str(hit["u"])], _part_named(hit))


@reader
def the_unit(hit: Hit, reading: Reading) -> Answer:
    """Read the quarter, the weekend, and the year where it stands alone."""
    base = reading.base
    if base is None or reading.mode == "narrative":
        return None
    if hit.classes("u") == LETTER["QUARTERU"]:
        spoken = reading.period
        return _whole(hit, spoken, "text", 0.6) if spoken and spoken.unit == "quarter" else None
    if hit.classes("u") == LETTER["WEEKEND"]:
        return _the_weekend(hit, reading, base)
    if hit.after not in _CLOSED and not _is_spanned(hit):
        return None
    return _whole(hit, base.whole(_UNITS[str(hit["u"])]), "publication", 0.5)


def _the_weekend(hit: Hit, reading: Reading, base: Moment) -> Answer:
    if base.unit != "day":
        return None
    past = reading.tense(hit.first, hit.last) != "future" and base.weekday < 5
    return _whole(hit, relative(base, "weekend", -1 if past else 0), "publication", 0.7)


def _is_spanned(hit: Hit) -> bool:
    """Tell "for the year" and "ended the year" from the year of something."""
    is_led = hit.before in _classes("FOR DURING THROUGH")
    return is_led or hit.tokens.word(hit.first - 1).lower() in _SPANNING


_SPANNING = frozenset(("end", "ended", "finish", "finished", "start", "started", "begin", "began"))
_CLOSED = _classes("DOT STOP COMMA POSS SLASH QUOTE DASH AND PARAGRAPH") | {""}


_OFFSET_UNITS: Final[dict[str, Unit]] = {
    **_UNITS,
    "F": "week",
    "TH": "day",
    "TM": "day",
    "TS": "day",
}


_MINUTES = {"TH": 60, "TM": 1}
_CLAUSE = _classes("THE NAME A WORD THAT MON MONA MAY WD D NW Y HOLIDAY LAST THIS NEXT TODAY")


@reader
def offset(hit: Hit, reading: Reading) -> Answer:
    """Read two days later, three years ago, a month earlier."""
    count = _count(hit) if hit.words("n") else 1.0
    backward = hit["dir"] in ("ago", "earlier", "before", "previously")
    if hit["dir"] in ("before", "after") and hit.after in _CLAUSE:
        return None
    unit = _OFFSET_UNITS[str(hit["u"])]
    if backward and unit == "year" and count == 1 and (period := _period_reported(hit, reading)):
        return _aside(hit, replace(period, year=period.year - 1, part=""), "text")
    base = _offset_base(hit, reading, unit)
    if count is None or hit["u"] in ("TH", "TM", "TS"):
        value = "PAST_REF" if backward else "FUTURE_REF"
        minutes = int(_MINUTES.get(str(hit["u"]), 0) * (count or 0)) * (-1 if backward else 1)
        vague = Found(hit.first, hit.last, "DATE", value, None, "vague", 0.6)
        return [replace(vague, minutes=0 if hit["dir"] == "ago" else minutes)]
    if count % 1 and unit in ("decade", "century"):
        count, unit = count * (10 if unit == "decade" else 100), "year"
    steps = int(count) * (2 if hit["u"] == "F" else 1) * (-1 if backward else 1)
    if base is None or (_too_coarse(base, unit) and unit in ("day", "week", "month")):
        return _undated(hit, "DATE", _UNKNOWN[unit], 0.5)
    basis: Basis = "publication" if base is reading.anchor else "text"
    return (
        _aside(hit, _moved(base, unit, steps), basis)
        if backward
        else _whole(hit, _moved(base, unit, steps), basis, 0.8)
    )


def _aside(hit: Hit, moment: Moment, basis: Basis) -> Answer:
    """Return a date that looks back and from which the text does not go on."""
    return [replace(_found(hit.first, hit.last, moment, basis, 0.8), dates=False)]


def _offset_base(hit: Hit, reading: Reading, unit: Unit) -> Moment | None:
    if hit["dir"] in ("ago", "hence", "from"):
        return reading.base
    if reading.mode == "narrative" or reading.anchor is None:
        return reading.text_base
    start, _ = hit.tokens.sentence_of(hit.first)
    if hit["dir"] in ("later", "after"):  # never from publication: that is no time ago
        return reading.last
    base = reading.text_base if reading.last_end > start else reading.anchor
    return reading.anchor if base is None or _too_coarse(base, unit) else base


def _period_reported(hit: Hit, reading: Reading) -> Moment | None:
    """Return the quarter or month that a report compares with the one "a year earlier"."""
    period, tokens = reading.period, hit.tokens
    if reading.mode == "narrative" or period is None or period.unit not in _REPORTED:
        return None
    start, _ = tokens.sentence_of(hit.first)
    for _ in range(0 if hit["dir"] == "ago" else 2):
        start, _ = tokens.sentence_of(max(start - 2, 0))
    is_near = reading.period_end > start
    is_other = LETTER["MONTHUS"] in tokens.letters[reading.period_end : hit.first]
    if not is_near or is_other or (period.unit == "month" and not _is_compared(hit)):
        return None
    return period


_REPORTED = ("quarter", "half", "month")


def _is_compared(hit: Hit) -> bool:
    """Tell "from 5% a year earlier" from "he had left a year earlier"."""
    words = hit.tokens.letters[max(hit.first - 5, 0) : hit.first]
    return hit["dir"] != "ago" and not _COMPARING.isdisjoint(words)


_COMPARING = _classes("FROM THAN SIGN BIG DEC")


def _moved(base: Moment, unit: Unit, steps: int) -> Moment:
    if unit == "year" and base.unit in ("quarter", "half"):
        return replace(base, year=base.year + steps)
    if unit in ("decade", "century"):
        size = 10 if unit == "decade" else 100
        return Moment("year", base.year + steps * size).whole("decade")
    if SIZES[base.unit] > SIZES[unit]:
        return replace(base, year=base.year + steps, part="")
    return replace(base.whole(unit).later(steps), part="")


def _count(hit: Hit) -> float | None:
    """Return how many, None for several, a few and the like."""
    start, end = hit.match.span("n")
    if LETTER["SLASH"] in hit.classes("n"):
        return _mixed_number(hit.tokens.values[start:end])
    total = 0.0
    for index in range(start, end):
        total = _added(total, hit.tokens.values[index], hit.tokens.letters[index])
        if total < 0:
            return None
    return total or 1.0


def _mixed_number(values: list[Value]) -> float | None:
    """Read 2 1/2."""
    numbers = [value for value in values if isinstance(value, int)]
    return numbers[0] + numbers[1] / numbers[2] if len(numbers) == 3 else None


def _added(total: float, value: Value, letter: str) -> float:
    if isinstance(value, int):
        return total + value
    word = value.lower()
    if word[0].isdigit():
        return total + float(word.replace(",", ""))
    if word in _MULTIPLES:
        return (total or 1) * _MULTIPLES[word]
    if word in ("half",):
        return total + 0.5
    if word in ("few", "several", "many", "some", "couple", "numerous", "dozens", "countless"):
        return -1.0
    return total


_MULTIPLES = {"hundred": 100, "thousand": 1000, "dozen": 12}


@reader
def vague_offset(hit: Hit, reading: Reading) -> Answer:
    """Read years later, weeks earlier."""
    backward = hit["dir"] in ("ago", "earlier", "before", "previously")
    if hit["dir"] in ("before", "after") and hit.after in _CLAUSE:
        return None
    return _undated(hit, "DATE", "PAST_REF" if backward else "FUTURE_REF", 0.6)


@reader
def part_of_day(hit: Hit, reading: Reading) -> Answer:
    """Read the morning as that of the day that was spoken of."""
    base = reading.text_base
    if reading.mode == "news" or base is None or base.unit != "day" or hit.after == LETTER["OF"]:
        return None
    return _whole(hit, replace(base.first_day, clock=f"T{hit['p']}"), "text", 0.6)


# --- durations and sets -----------------------------------------------------------------------


@reader
def duration(hit: Hit, reading: Reading) -> Answer:
    """Read three years, a decade, several days, 36 hours, the next six months."""
    count = _count(hit) if hit.words("n") else 1.0
    if hit.words("half") and count is not None:
        count += 0.5
    value = _duration(count, hit)
    if hit["which"] == "coming" and hit.match[0][0] == LETTER["COMING"]:
        return None
    if hit["u"] == "Q" and count in (1, 3, None):  # a quarter and three quarters are fractions
        return None
    if value is None or not _is_duration(hit, count):
        return None
    kind: Kind = "SET" if hit.words("a") and hit.before in _RATES else "DURATION"
    first = hit.first + _is_adjective(hit)
    return [Found(first, hit.last, kind, value, None, "vague", 0.9)]


_RATES = _classes("D I2 I3 INT BIG DEC TIMES TWICE ONCE")


def _is_adjective(hit: Hit) -> bool:
    """Tell "a three-year plan", whose article belongs to the plan."""
    tokens = hit.match[0]
    return tokens[0] == LETTER["A"] and LETTER["DASH"] in tokens[1:]


def _is_duration(hit: Hit, count: float | None) -> bool:
    before = hit.before
    return before not in _classes("SIGN SLASH") and not (
        before == LETTER["DASH"] and hit.tokens.ends[hit.first - 1] == hit.tokens.starts[hit.first]
    )


def _duration(count: float | None, hit: Hit) -> str | None:
    number = "X" if count is None else f"{count:g}" if count < 1e6 else f"{int(count)}"
    unit = str(hit["u"])
    match unit:
        case "F":
            return "P2W" if count == 1 else f"P{2 * count:g}W" if count else "PXW"
        case "DE":
            return f"P{number}DE"
        case "century" | "centuries":
            return f"P{number}CE"
        case "TM" | "TH" | "TS":
            return f"PT{number}{unit[1]}"
    return f"P{number}{unit}"


@reader
def part_of_month(hit: Hit, reading: Reading) -> Answer:
    """Read the first week of May 1940 as a part of the month, the last day of it as a day."""
    number, rank = hit.number("m") or 0, -1 if hit["q"] in ("last", -1) else _ordinal(hit, "q")
    year, basis, confidence = _year_of(hit, reading, number, 0)
    if year is None:
        return _without_year(hit, number, 0)
    if hit.words("u") == "day":
        day = days_in_month(year, number) if rank < 0 else rank
        return _whole(hit, Moment("day", year, number, day), basis, confidence)
    part = {1: "early", 2: "mid", 3: "mid"}.get(rank, "late")
    return _whole(hit, Moment("month", year, number, part=part), basis, confidence)


@reader
def past_unit(hit: Hit, reading: Reading) -> Answer:
    """Read the past year, in news the last decade too, as a duration."""
    is_span = reading.mode == "news" and hit.after != LETTER["OF"]
    if hit.words("last") == "last" and (not is_span or hit["u"] in ("TH", "TM")):
        return None
    return _undated(hit, "DURATION", _duration(1, hit) or "PX")


@reader
def vague_span(hit: Hit, reading: Reading) -> Answer:
    """Read the past years, the coming weeks, recent days."""
    if hit["which"] == "recent":
        return _undated(hit, "DATE", "PAST_REF")
    if hit["which"] in ("coming", "upcoming"):
        return _undated(hit, "DATE", "FUTURE_REF")
    return _undated(hit, "DURATION", _duration(None, hit) or "PX")


@reader
def loose(hit: Hit, reading: Reading) -> Answer:
    """Read (for) years and day-long."""
    plural = hit.words("u").endswith("s")
    value = _duration(None if plural else 1, hit) or "PX"
    return [Found(hit.match.start("u"), hit.last, "DURATION", value, None, "vague", 0.8)]


_LASTING_WORDS = (
    "take takes took taken last lasts lasted spend spends spent wait waits waited require required"
    " requires lasting taking waiting despite with just only mere several"
)
_LASTING = frozenset(_LASTING_WORDS.split())


def _is_span_of_time(hit: Hit) -> bool:
    """Tell "took years" and "just days before" from "the Reagan years" and "minutes of"."""
    if hit.tokens.word(hit.first - 1).lower() in _LASTING:
        return True
    if hit.before == LETTER["AND"] and hit.tokens.letters[hit.first - 2] in _MANY:
        return True
    if hit.before == LETTER["OF"] and hit.tokens.word(hit.first - 2).lower() == "matter":
        return True
    return hit.after in _classes("BEFORE AFTER") and hit.before in _OPENERS


_MANY = _classes("SECONDS MINUTEUS HOURUS DAYUS WEEKUS MONTHUS YEARUS DECADEUS")
_OPENERS = _classes("COMMA ONLY DASH STOP DOT") | {""}


@reader
def lasting(hit: Hit, reading: Reading) -> Answer:
    """Read years in "took years", hours in "hours before the vote"."""
    return loose(hit, reading) if _is_span_of_time(hit) else None


@reader
def every(hit: Hit, reading: Reading) -> Answer:
    """Read every year, every two weeks, each Friday."""
    target, value = hit.classes("u"), hit["u"]
    if target == LETTER["WD"]:
        return _undated(hit, "SET", f"XXXX-WXX-{int(value or 0) + 1}")
    if target == LETTER["SEASON"]:
        return _undated(hit, "SET", f"XXXX-{value}")
    if target == LETTER["DAYPART"]:
        return _undated(hit, "SET", f"XXXX-XX-XXT{value}")
    if target == LETTER["WEEKEND"]:
        return _undated(hit, "SET", "XXXX-WXX-WE")
    count = None if hit.words("n") == "few" else float(hit.number("n") or 1)
    return _undated(hit, "SET", _duration(count, hit) or "P1D")


@reader
def per(hit: Hit, reading: Reading) -> Answer:
    """Read per day."""
    return _undated(hit, "SET", _duration(1, hit) or "P1D")


_SET_VALUES = {"daily": "P1D"}


@reader
def set_word(hit: Hit, reading: Reading) -> Answer:
    """Read daily, weekly, annually."""
    value = str(hit["word"])
    return _undated(hit, "SET", _SET_VALUES.get(value, value))


# --- vague ------------------------------------------------------------------------------------


@reader
def present(hit: Hit, reading: Reading) -> Answer:
    """Read now, currently, the present day."""
    first = hit.first
    while first < hit.last - 1 and hit.tokens.letters[first] == LETTER["AT"]:
        first += 1
    return [Found(first, hit.last, "DATE", "PRESENT_REF", None, "vague", 0.8)]


_NUMERALS = _classes("D I2 I3 NW NT")


@reader
def past(hit: Hit, reading: Reading) -> Answer:
    """Read recently, recent, in the past; "as recently as 1987" says it itself."""
    if hit.before == hit.after == LETTER["AS"] or hit.after in _NUMERALS:
        return None
    return _undated(hit, "DATE", "PAST_REF", 0.8)


@reader
def former(hit: Hit, reading: Reading) -> Answer:
    """Read former in a narrative; news says it of every minister."""
    return _undated(hit, "DATE", "PAST_REF", 0.6) if reading.mode == "narrative" else None


@reader
def future(hit: Hit, reading: Reading) -> Answer:
    """Read the future."""
    if hit.after == LETTER["NAME"]:
        return None
    return _undated(hit, "DATE", "FUTURE_REF", 0.7)


# --- clock ------------------------------------------------------------------------------------


@reader
def clock(hit: Hit, reading: Reading) -> Answer:
    """Read 5:30 p.m., 10:57, 0700 GMT; the day is found when all the dates are known."""
    text = _clock(hit)
    if text is None:
        return None
    return [
        Found(
            hit.first, hit.last, "TIME", f"XXXX-XX-XXT{text}", None, "text", 0.8, clock=f"T{text}"
        )
    ]


def _clock(hit: Hit) -> str | None:
    written = next((hit[name] for name in ("h", "h2", "h3", "h4") if hit[name] is not None), "")
    shown = str(written)
    if isinstance(written, int) and hit["h4"] is not None:
        shown = f"{written // 100}:{written % 100:02}"
    hour, _, rest = shown.partition(":")
    number = int(hour)
    half_day = str(hit["ampm"] or hit["part"] or hit["part2"] or "").lower()
    if half_day[:1] == "p" or half_day in ("af", "ev", "ni"):
        number = number % 12 + 12
    elif half_day[:1] == "a" and number == 12:
        number = 0
    minutes = (rest or "00").split(":")
    if number > 24 or any(int(part) > 59 for part in minutes):
        return None
    return f"{number:02}:{':'.join(minutes)}"


@reader
def noon(hit: Hit, reading: Reading) -> Answer:
    """Read noon and midnight as clock times; night and morning alone only in a narrative."""
    value = str(hit["p"])
    if value[0].isdigit():
        return [
            Found(
                hit.first,
                hit.last,
                "TIME",
                f"XXXX-XX-XXT{value}",
                None,
                "text",
                0.6,
                clock=f"T{value}",
            )
        ]
    if (
        reading.mode == "news"
        or hit.words("p") not in ("night", "daytime")
        or hit.before == LETTER["THE"]
    ):
        return None
    return _undated(hit, "TIME", f"XXXX-XX-XXT{value}", 0.4)
