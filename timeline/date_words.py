"""Decide what people's words for a date mean, in EDTF.

Nothing becomes more exact than what was said. Month names are known in many languages,
phrases in English.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from timeline.date_anchor import with_year
from timeline.date_calendars import read_hijri, with_common_year, within_era
from timeline.date_digits import read_digits, short_years, split_clock, with_clock_last
from timeline.date_eastern import in_common_words
from timeline.date_names import (
    FILLERS,
    FILLERS_BY_A_MONTH,
    Languages,
    is_weekday,
    month_names,
    named_month,
    with_single_words,
)
from timeline.date_phrases import AROUND_RANGES, PHRASES, Phrases
from timeline.date_spell import CHRIST, PLAIN_DAY, Parts, after_year, enclosing, iso_parts
from timeline.edtf import Fault, has_edtf_form

LONGEST = 200  # dateparser is busy for a minute with a text of some ten thousand characters

_MAY_START_EDTF = frozenset("0123456789-./[{Yy")
_ENGLISH = ("en",)

_WRITTEN_OUT = re.compile(
    r"(?:([0-9]{1,2})(?:st|nd|rd|th)?\.?[- /](?:de |of )?)?([^\W\d_]+)(?:,|\.| de| of)?[- /]"
    r"(?:([0-9]{1,2})(?:st|nd|rd|th)?,? )?([0-9]{4})"
)
_TOKEN = re.compile(r"[0-9]+|[^\s0-9.,/'’-]+")
_DIGITS_MEAN = {1: "D", 2: "D", 4: "Y"}
_SHAPES = frozenset(("DMY", "MDY", "YMD", "YDM", "MY", "YM", "Y", "DM", "MD", "M", "D", "DY"))


_LAST_WORDS = re.compile(rf"(?:\s(?:century|centuries)(?:\s(?:{CHRIST}))?|\s(?:{CHRIST}))$")
_ONGOING = frozenset(("", "present", "the present", "now", "today", "date", "ongoing"))
_DASHES = (
    (re.compile(r"(.+?)\s*[–—−]\s*(.*)"), "{}/{}"),
    (re.compile(r"(.+?)\s+-+\s+(.+)"), "{}/{}"),
    (re.compile(r"([^-]*\d)-(\d[^-]*)"), "{}/{}"),
)
_JOINTS = (
    *_DASHES,
    (re.compile(r"(.+?)\s+(?:to|until|till|through|thru)\s+(.+)"), "{}/{}"),
    (re.compile(r"(.+?)\s+or\s+(.+)"), "[{},{}]"),
    (re.compile(r"([^/]*[a-z][^/]*)/([^/]*[a-z][^/]*)"), "[{}..{}]"),
    (re.compile(r"(.+?)\s+and\s+(.+)"), "{{{},{}}}"),
)


@dataclass(frozen=True, slots=True)
class Reader:
    """What it takes to turn people's words into EDTF.

    Every rule answers None for a text that is not its own; what is nobody's goes to `otherwise`.
    """

    anchor: date | None
    day_first: bool | None
    languages: Languages
    otherwise: Callable[[str], str]
    has_seasons: bool = False

    def edtf(self, text: str) -> str:
        """Return EDTF for a text whose white space is in order, or raise."""
        if not text:
            raise Fault("is empty; write 1944-06-30, June 1944 or EDTF")
        if text[0] in _MAY_START_EDTF and has_edtf_form(text):
            return short_years(text) or text
        if len(text) > LONGEST:
            raise Fault(f"is longer than any date we read, {LONGEST} characters")
        if not text.isascii() and (ours := self._in_common_years(text)):
            return ours
        return (
            self._written_out(text)
            or read_digits(text, day_first=self.day_first, has_seasons=self.has_seasons)
            or self._in_words(text.lower())
            or self.otherwise(text.lower())
        )

    def end(self, text: str) -> str:
        """Return EDTF for an end of an interval, where EDTF cannot say "one of these days"."""
        edtf = self.edtf(text)
        if "/" in edtf or "{" in edtf:
            raise Fault("is a range with another range inside")
        return enclosing(edtf) if edtf.startswith("[") else edtf

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
        shape, numbers, has_weekday, needs_month = "", [], False, False
        for token in _TOKEN.findall(with_single_words(text)):
            if month := named_month(token, self.languages):
                shape += "M"
                numbers.append(month)
            elif token.isdecimal():
                shape += _DIGITS_MEAN.get(len(token), "?")
                numbers.append(int(token))
            elif token in FILLERS_BY_A_MONTH:
                needs_month = True
            elif is_weekday(token):
                has_weekday = True
            elif token not in FILLERS:
                return None
        if shape not in _SHAPES or (has_weekday and "D" not in shape):
            return None
        if needs_month and "M" not in shape:
            return None
        return dict(zip(shape, numbers, strict=True))

    def yearless(self, parts: Parts) -> str:
        """Give a day or month of no stated year the year that is nearest to the anchor."""
        if self.anchor is None:
            raise Fault("has no year; write it, or give the anchor, the day that it was said")
        return with_year("{}" + after_year(parts), "nearest", self.anchor)

    def _written_out(self, text: str) -> str | None:
        """Read the commonest words in one go: "3 December 2024", "December 3, 2024", "Dec 2024"."""
        found = _WRITTEN_OUT.fullmatch(text)
        month = found and month_names(self.languages).get(found[2].lower())
        if not found or not month or (found[1] and found[3]):
            return None
        day = found[1] or found[3]
        return f"{found[4]}-{month:02}-{int(day):02}" if day else f"{found[4]}-{month:02}"

    def _in_words(self, text: str) -> str | None:
        return (
            self._single(text)
            or self._clocked(text)
            or read_hijri(text)
            or self._in_common_years(text)
            or self._in_eastern_words(text)
            or self._in_phrase(text)
        )

    def _in_common_years(self, text: str) -> str | None:
        ours = with_common_year(text.lower())
        return within_era(self.edtf(ours[0]), ours[1]) if ours else None

    def _in_eastern_words(self, text: str) -> str | None:
        common = in_common_words(text)
        return replace(self, languages=_ENGLISH).edtf(common) if common else None

    def _speaks_english(self) -> bool:
        return self.languages is None or "en" in self.languages

    def _in_phrase(self, text: str) -> str | None:
        if not self._speaks_english():
            return self._joined(text) or self._hyphened(text)
        return (
            self._phrased(text, AROUND_RANGES)
            or self._joined(text)
            or self._phrased(text, PHRASES)
            or self._hyphened(text)
        )

    def _single(self, text: str) -> str | None:
        parts = self.parts(text)
        if not parts or ("D" in parts and "M" not in parts):
            return None
        return iso_parts(parts) if "Y" in parts else self.yearless(parts)

    def _clocked(self, text: str) -> str | None:
        """Read a day with a time of the day behind it."""
        if reordered := with_clock_last(text):
            text = reordered
        found = split_clock(text)
        if not found:
            return None
        day, clock = self.edtf(found[0]), found[1]
        if not PLAIN_DAY.fullmatch(day):
            raise Fault("has a time of the day, but not one day")
        return day + clock

    def _joined(self, text: str) -> str | None:
        """Read two dates with a dash or a word between them."""
        for joint, form in _JOINTS if self._speaks_english() else _DASHES:
            if found := joint.fullmatch(text):
                return form.format(*self.pair(found[1], found[2]))
        return None

    def _hyphened(self, text: str) -> str | None:
        """Read two dates around the only hyphen, which elsewhere is part of a date."""
        left, hyphen, right = text.partition("-")
        if not (left and hyphen) or "-" in right:
            return None
        return "{}/{}".format(*self.pair(left, right))

    def _phrased(self, text: str, phrases: Phrases) -> str | None:
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
        return iso_parts(first), iso_parts(last)


def _only(parts: Parts, key: str) -> Parts:
    return {key: parts[key]} if key in parts else {}
