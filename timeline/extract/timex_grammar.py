"""Decide which runs of words are time expressions: the rules of the grammar.

A rule is a regular expression over the classes of tokens (names in capitals, see
`timex_words`), with the groups that its reader wants. Of the rules that match at one
place the longest is tried first, then the one that stands earlier here.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from timeline.extract.timex_words import LETTER


class Rule(NamedTuple):
    """A named pattern; `reader` names the function that says what a match means."""

    name: str
    pattern: re.Pattern[str]
    reader: str


_M = "(?:MON|MAY|MONA DOT?)"
_NUMERAL = "(?:D|I2|I3|INT|Y|BIG|DEC)"
_N = (
    f"(?P<n>(?:{_NUMERAL}|NW|NT|A) (?:HUNDRED|THOUSAND)|NT DASH? NW|(?:A|NW)? DOZEN|HALFW "
    f"A|A HALFW|(?:NW|D) AND A? HALFW"
    f"|D D SLASH D|{_NUMERAL}|NW|NT|A? SINGLE|A? COUPLE OF?|A? FEW|SEVERAL|MANY|SOME|DOZENS OF)"
)
_UNIT_NAMES = [
    "MINUTEU",
    "HOURU",
    "DAYU",
    "WEEKU",
    "MONTHU",
    "QUARTERU",
    "YEARU",
    "DECADEU",
    "FORTNIGHTU",
]
_U1 = "|".join([*_UNIT_NAMES, "ERA"])
_UN = "|".join([*(f"{name}S" for name in _UNIT_NAMES), "ERAS", "SECONDS"])
_U = f"(?P<u>{_U1}|{_UN})"
_MOD = (
    "(?:THE? (?P<mod>EARLY|MIDW|LATE|EARLIER|LATER|MIDDLE)(?: DASH? TO DASH? (?P<mod2>LATE|MIDW))?"
    " (?:DASH|PART OF|IN|ON|OF)? THE?|THE (?P<edge>BEG|ENDW|MIDDLE|(?:EARLY|LATE|LATTER) "
    "PART|REST) OF THE?|THE LATTER PART OF)?"
)
_PART = "(?:THE? (?:EARLY|LATE)? (?P<part>DAYPART) (?:HOURUS)? OF THE?|(?P<part3>DAYPART) ON)?"
_PART_AFTER = "(?P<part2>DAYPART|NIGHTS)?"
_REL = (
    "(?:COMMA? (?:OF|IN)? (?P<rel>LAST|THIS SAME|THIS|NEXT|THAT SAME|THAT"
    "|THE SAME|THE PREV|THE FOLL|THE NEXT) YEARU)"
)
_YEAR = (
    "(?:COMMA? OF? (?P<y>Y)(?: BC)?|COMMA? OF? (?P<ybc>D|I2|I3) BC"
    f"|COMMA? OF? APOS (?P<y2>D|I2)|{_REL})"
)
_WD = "(?:(?P<wd>WD|WDA DOT?) (?:THE)? (?P<wdpart>DAYPART)? (?:COMMA|OF)?)?"
_DAY = "(?P<d>D|ORD)"
_WHICH = (
    "(?P<which>THE? LAST|THE? NEXT|THIS PAST|THIS SAME|THIS|THAT SAME|THAT|THE? SAME|THE? PREV"
    "|THE? FOLL|THE? CURRENT|THE? COMING|THE? LATEST)"
)
_DMOD = (
    "(?P<dmod>(?:MORE THAN|AT ATLEAST|UP TO|ABOUT|AROUND|OVER|ONLY|ANOTHER"
    "|AS (?:MANY|LONG|MUCH) AS|A|ALL|SOME|NEVER MORE THAN){0,3})"
)
_LATER = "(?P<dir>AGO|EARLIER|LATER|BEFORE|AFTER|HENCE|FROM NOW)"

_TABLE = (
    # --- days --------------------------------------------------------------------
    ("iso", "ISO", "iso"),
    ("slashed", "SLASHED", "slashed"),
    ("day-range",
     f"{_WD} (?P<m>{_M}) {_DAY} (?:DASH|TO|THROUGH|AND|SLASH) THE? (?P<e>D|ORD)"
     f" {_YEAR}?", "day_range"),
    ("range-day",
     f"THE? {_DAY} (?:DASH|TO|THROUGH|AND|SLASH) THE? (?P<e>D|ORD) OF?"
     f" (?P<m>{_M}) {_YEAR}?", "range_day"),
    ("month-day",
     f"{_PART} (?P<which>LAST|NEXT|THIS COMING?)? {_WD} (?P<m>{_M}) THE? {_DAY} {_YEAR}? "
     f"{_PART_AFTER}", "month_day"),
    ("day-month",
     f"{_PART} {_WD} THE? {_DAY} (?:DAYU)? OF? (?P<m>{_M}) {_YEAR}? {_PART_AFTER}", "month_day"),
    ("day-word-month",
     f"{_PART} THE? (?P<dw>(?:NT DASH)? (?:ORDW|SECOND)) (?:DAYU)? OF (?P<m>{_M})"
     f" {_YEAR}?", "month_day"),
    ("week-of", f"THE? WEEKU OF {_WD} (?P<m>{_M}) {_DAY} {_YEAR}?", "week_of"),
    ("day-mod", f"(?:EARLY|LATE) (?:ON|IN)? {_WD} (?P<m>{_M}) {_DAY} {_YEAR}?", "month_day"),
    ("ordinal-day", "(?<=ON|BY|OF|AND|TO)THE (?P<d>ORD)", "ordinal_day"),
    ("ordinal-that-month", "THE (?P<d>ORD) OF (?:THE SAME|THAT|THIS) MONTHU", "ordinal_day"),
    # --- months, seasons, years ----------------------------------------------------
    ("month", f"{_MOD} (?P<m>{_M}) {_YEAR}?", "month"),
    ("month-end", "(?:MONTHU|YEARU|YEARU POSS|MONTHU POSS) DASH? ENDW", "end_of_unit"),
    ("season", f"{_MOD} THE? (?P<s>SEASON|FALL) {_YEAR}?", "season"),
    ("year-season", "(?P<y>Y) (?P<s>SEASON)", "season"),
    ("quarter",
     f"{_MOD} THE? (?P<fiscal>FISCAL (?:YEARU? (?P<fy2>Y) COMMA?)?)? "
     f"(?P<q>ORDW|ORD|SECOND|LASTORD) QUARTERU (?:COMMA? OF? FISCAL (?P<fy>Y)|COMMA? OF? "
     f"(?P<y>Y)|{_REL})?", "quarter"),
    ("quarter-adjective", "(?P<q>ORDW|ORD|SECOND) DASH QUARTERU (?P<y>Y)?", "quarter"),
    ("year-quarter",
     "(?:THE? (?P<y>Y)|THE? (?P<rel>LAST|THIS|NEXT) YEARU) POSS? "
     "(?P<q>ORDW|ORD|SECOND|LASTORD) DASH? QUARTERU", "quarter"),
    ("quarter-months",
     f"THE? (?:(?P<m>{_M}) (?:DASH|TO))? (?P<e>{_M}) QUARTERU", "quarter_of_months"),
    ("quarter-code",
     "(?P<code>CODE) (?:OF|COMMA|SLASH)? (?P<y>Y)|(?P<y3>Y) (?:DASH|SLASH)? "
     "(?P<code2>CODE)", "quarter_code"),
    ("year-ago-quarter",
     "THE? (?P<ago>YEARU DASH (?:AGO|EARLIER)|YEARU AGO) "
     "(?P<u>QUARTERU|PERIOD|MONTHU|WEEKU)|(?:THE|A)? YEARU DASH (?:EARLIER|AGO)", "year_ago"),
    ("half",
     f"THE? (?P<q>ORDW|SECOND|LATTER) HALFW (?:OF THE? (?:(?P<y>Y)|YEARU|{_REL[3:-1]}))", "half"),
    ("half-year", "(?P<bare>THE? (?P<q>ORDW|SECOND) DASH? HALFW)", "half"),
    ("half-decade",
     "THE (?P<q>ORDW|SECOND|LATTER) HALFW OF THE (?:(?P<c>ORDW|ORD|(?:NT DASH ORDW)) "
     "ERA|(?P<dec>DECADE))", "half_of_years"),
    ("half-month", f"THE (?P<q>ORDW|SECOND|LATTER) HALFW OF (?P<m>{_M}) {_YEAR}?", "half_of_month"),
    ("fiscal",
     "(?:THE)? FISCAL (?:YEARU)? (?P<y>Y)|THE? (?P<y3>Y) (?:DASH (?P<z>D|I2))? FISCAL "
     "YEARU", "fiscal"),
    ("bc", f"{_MOD} (?:AROUND DOT?)? (?P<y>D|I2|I3|Y) BC", "bc"),
    ("bc-range", "(?P<y>D|I2|I3|Y) (?:DASH|TO|AND) (?P<z>D|I2|I3|Y) BC", "bc_range"),
    ("ad", "AD (?P<y>D|I2|I3|Y)|(?P<y3>D|I2|I3|Y) AD", "ad"),
    ("year-range", "(?P<y>Y) (?:DASH|SLASH) (?P<z>Y|I2|D)", "year_range"),
    ("year", f"{_MOD} (?:THE YEARU)? (?P<y>Y)", "year"),
    ("bc-year", f"{_MOD} (?P<y>I2|I3)", "bare_bc"),
    ("short-year", "APOS (?P<y2>D|I2)", "short_year"),
    ("decade", f"{_MOD} THE? (?P<dec>DECADE|DECADE2) (?P<bc>BC)?", "decade"),
    ("century",
     f"{_MOD} THE? (?P<c>(?:NT DASH)? (?:ORDW|SECOND)|ORD) DASH? ERA (?P<bc>BC)?", "century"),
    ("holiday", f"{_PART} (?P<word>HOLIDAY) (?P<part2>DAYPART)? {_YEAR}?", "holiday"),
    ("nine-eleven", "D SLASH D", "nine_eleven"),
    # --- counted from somewhere ----------------------------------------------------
    ("weekday",
     f"(?:(?:EARLY|LATE|EARLIER|LATER) (?:ON)?)? {_PART} (?:{_WHICH})? (?P<wd>WD) "
     f"{_PART_AFTER}", "bare_weekday"),
    ("weeks-from", f"(?:{_N}|A) (?:WEEKU|WEEKUS) FROM (?P<wd>WD)", "weeks_from"),
    ("short-weekday", "(?P<wd>WDA) DOT", "short_weekday"),
    ("day-word",
     "(?:(?:EARLY|LATE|EARLIER|LATER) (?:ON)?)? "
     "(?P<word>TODAY|YESTERDAY|TOMORROW|TONIGHT) (?P<part2>DAYPART)?", "day_word"),
    ("day-beyond", "THE DAYU (?:(?P<before>BEFORE) YESTERDAY|AFTER TOMORROW)", "day_beyond"),
    ("which", f"{_MOD} {_WHICH} (?P<u>{_U1}|WEEKEND|SEASON|FALL|DAYPART|{_M})", "which"),
    ("same-period",
     "THE SAME (?P<u>PERIOD|QUARTERU|MONTHU|WEEKU|TIMEW) (?:LAST YEARU|(?:OF|IN) "
     "(?P<y>Y)|A YEARU (?:AGO|EARLIER))", "same_period"),
    ("before-last",
     "THE (?P<u>WEEKU|MONTHU|YEARU|WEEKEND) (?:BEFORE LAST|AFTER NEXT)", "before_last"),
    ("part-today", "(?:EARLY|LATE|MIDW) DASH? (?P<p>DAYPART)", "part_today"),
    ("weekdays", "(?P<wd>WDS)|(?P<we>WEEKENDS)", "weekdays"),
    ("all-day", "ALL (?P<u>DAYU|WEEKU|YEARU|MONTHU|DAYPART)", "all_day"),
    ("these-days", "THOSE DAYUS", "these_days"),
    ("which-fiscal", f"{_WHICH} FISCAL (?P<u>YEARU|QUARTERU)", "which_fiscal"),
    ("unit-before",
     "(?:EARLY)? THE (?P<u>DAYU|MONTHU|WEEKU|YEARU|DAYPART) "
     "(?P<dir>BEFORE|AFTER|FOLL|EARLIER)", "unit_before"),
    ("of-the-unit",
     "(?:(?P<mod>EARLY|LATE|EARLIER|LATER) IN THE|THE "
     "(?P<edge>BEG|ENDW|MIDDLE|REST|(?:EARLY|LATTER) PART) OF THE) "
     "(?P<u>DAYU|WEEKU|MONTHU|QUARTERU|YEARU|DECADEU|SEASON|ERA|WEEKEND|DAYPART)", "of_the_unit"),
    ("the-unit", "THE (?P<u>QUARTERU|WEEKEND)", "the_unit"),
    ("for-the-year", "THE WHOLE? (?P<u>YEARU|MONTHU|WEEKU)", "the_unit"),
    ("offset",
     f"(?:ONLY|ABOUT|SOME|OVER|MORE THAN|ATLEAST)? (?:{_N}|(?P<a>A)) {_U} {_LATER}", "offset"),
    ("vague-offset", f"(?P<u>{_UN}) {_LATER}", "vague_offset"),
    ("part-of-day", "THE (?P<p>DAYPART)", "part_of_day"),
    # --- durations and sets ----------------------------------------------------------
    ("duration",
     f"{_DMOD} {_N} (?:WHOLE|LONG|MORE)? DASH? {_U} (?P<half>AND A HALFW)? "
     "(?:DASH? LONG|DASH? OLD|OF AGE)?", "duration"),
    ("one", f"{_DMOD} (?P<a>A) WHOLE? DASH? (?P<u>{_U1}) (?P<half>AND A HALFW)? "
     "(?:DASH? LONG|DASH? OLD)?", "duration"),
    ("part-of-month",
     f"THE (?P<q>ORDW|SECOND|LAST|LASTORD) (?P<u>DAYU|WEEKU|WEEKEND|DAYUS|WEEKUS) "
     f"(?:OF|IN) (?P<m>{_M}) {_YEAR}?", "part_of_month"),
    ("span",
     f"THE? (?P<which>LAST|PAST|NEXT|ORDW|COMING|PREV|FOLL|RECENT|SAME) {_N} {_U}", "duration"),
    ("the-span", f"THE {_N} {_U}", "duration"),
    ("span-before", f"THE? {_N} (?:LAST|PAST|NEXT|COMING|PREV|FOLL) (?P<u>{_UN})", "duration"),
    ("past-unit", f"THE (?:PAST|(?P<last>LASTORD|LAST)) (?P<u>{_U1})", "past_unit"),
    ("vague-span",
     f"(?:THE)? (?P<which>LAST|PAST|NEXT|COMING|PREV|FOLL|RECENT) (?P<u>{_UN})", "vague_span"),
    ("loose", f"(?<=FOR|WITHIN|IN|AFTER|OVER|TO)(?P<u>{_UN})", "loose"),
    ("lasting", f"(?P<u>{_UN})", "lasting"),
    ("long", f"A? (?P<u>{_U1}|{_UN}) DASH LONG", "loose"),
    ("every",
     f"EVERY (?:(?P<n>NW|D|ORDW|SECOND|FEW) )?"
     f"(?P<u>{_U1}|{_UN}|SEASON|DAYPART|WD|WEEKEND)", "every"),
    ("times",
     "(?:TWICE|ONCE|(?:NW|D|SEVERAL|MANY|FEW) TIMES) (?:A|EVERY|PER) "
     "(?P<u>DAYU|WEEKU|MONTHU|YEARU|DECADEU|HOURU)", "per"),
    ("per", f"PER (?P<u>{_U1})", "per"),
    ("set", "(?P<word>SETW|DAILY)", "set_word"),
    # --- vague -----------------------------------------------------------------------
    ("now",
     "RIGHT NOW|NOW|CURRENT|THE? PRESENT DASH? DAYU|PRESENT DASH DAYU|MODERN DAYU|AT THE? "
     "PRESENT|AT THE MOMENT", "present"),
    ("recent", "RECENTLY|RECENT|THE RECENT PAST|LONG AGO|SOME TIMEW AGO|(?<=IN)THE PAST", "past"),
    ("former", "FORMER", "former"),
    ("future", "THE? FUTURE", "future"),
    # --- clock -----------------------------------------------------------------------
    ("clock",
     "(?:ABOUT|AROUND)? (?P<h>HHMM|D) (?P<ampm>AMPM) (?:ZONE TIMEW?|EASTERN TIMEW)?|(?P<h2>HHMM) "
     "(?:HRS|ZONE TIMEW?|IN THE (?P<part2>DAYPART))?|(?P<h3>D|NW) CLOCK (?:(?:IN "
     "THE|THIS|AT) (?P<part>DAYPART))?|(?P<h4>INT|Y) (?:HRS|ZONE)", "clock"),
    ("noon", "(?P<p>DAYPART) (?:ZONE TIMEW?)?", "noon"),
)  # fmt: skip


def _compiled(pattern: str) -> re.Pattern[str]:
    def letter(found: re.Match[str]) -> str:
        if found[0].startswith("(?P"):
            return found[0]
        return LETTER.get(found[0], "\uffff")

    return re.compile(re.sub(r"\(\?P<\w+>|[A-Z][A-Z0-9]*", letter, pattern).replace(" ", ""))


RULES: Final[tuple[Rule, ...]] = tuple(
    Rule(name, _compiled(pattern), reader) for name, pattern, reader in _TABLE
)
