"""Find what an article says of itself: title, author, outlet and the day of publication.

Only lines that say so plainly count, at its beginning and at its end. A dateline
without a year ("SEOUL, Dec. 20 (Outlet) —") names the outlet and no date. What is
not found stays empty, so that a person is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

_HEAD_LINES, _TAIL_LINES = 30, 8
_LONGEST_LINE = 200
_LONGEST_TITLE = 180

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DAY_OF_MONTH = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = (
    rf"(?:{_MONTH}\s+{_DAY_OF_MONTH},?\s+\d{{4}}|{_DAY_OF_MONTH}\s+{_MONTH},?\s+\d{{4}}|"
    r"\d{4}-\d{2}-\d{2})"
)
_WEEKDAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?\s+)?"
_CLOCK = r"(?:[T\s,|·•at-]*\d{1,2}[:.]\d{2}.{0,30})?"
_SAYS = r"(?:first\s+)?(?:published|posted|publication date|date published|date|issued)"
_CHANGED = r"(?:last\s+)?(?:updated|modified)"
_BETWEEN = r"(?:\s+on|\s+at)?\s*[:|–—-]?\s*"

_PUBLISHED = re.compile(rf"{_SAYS}{_BETWEEN}{_WEEKDAY}({_DATE})(?!\d)", re.IGNORECASE)
_UPDATED = re.compile(rf"{_CHANGED}{_BETWEEN}{_WEEKDAY}({_DATE})(?!\d)", re.IGNORECASE)
_ONLY_A_DATE = re.compile(rf"\W*{_WEEKDAY}({_DATE}){_CLOCK}\W*$", re.IGNORECASE)
_NAME = r"[A-Z\u00c0-\u00de\u0100-\u017f\u0400-\u042f][\w.'’-]*"
_PARTICLE = r"(?:(?:de|da|del|der|den|van|von|al|bin|ibn|la|le)\s+)?"
_PERSON = rf"{_PARTICLE}{_NAME}(?:\s+{_PARTICLE}{_NAME}){{0,5}}"
_BYLINE = re.compile(
    rf"(?i:by|written by|author)(?:\s*:\s*|\s+)"
    rf"({_PERSON}(?:(?:,\s+{_PERSON}){{0,6}},?\s+and\s+{_PERSON})?)\s*(?:$|[,|·•–—(])"
)
_AFTER_BYLINE = re.compile(rf"{_BYLINE.pattern}.{{0,60}}?\b{_WEEKDAY}({_DATE})(?!\d){_CLOCK}\W*$")
_OUTLET = re.compile(r"(?:source|outlet|publisher|publication)\s*:\s*(\S.{0,80})", re.IGNORECASE)
_DATELINE = re.compile(
    rf"(?P<place>[A-Z][A-Z.'’ -]+(?:,\s*[A-Z][\w. ]+)?)"
    rf"(?:[,\s–—-]+(?P<date>{_MONTH}\s+\d{{1,2}}(?:,?\s+\d{{4}})?))?,?\s*"
    rf"(?:\((?P<outlet>[^()\d]{{2,40}})\))?\s*(?:--?|–|—|:)\s*\S"
)
_FRONT = re.compile(
    r"\ufeff?---[ \t]*\r?\n(.{0,5000}?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL
)
_FRONT_LINE = re.compile(r"([A-Za-z_]+)\s*:\s*(.+?)\s*$", re.MULTILINE)
_HEADING = re.compile(r" {0,3}#{1,2}\s+(.+?)\s*#*\s*$")
_UNDERLINE = re.compile(r"\s*(?:={3,}|-{3,})\s*")
_ENDS = (".", ",", ";", ":", "…")
_MARKS = re.compile(r"(\*\*|__|\*|_|`)(\S(?:.*?\S)?)\1")


@dataclass(frozen=True, slots=True)
class Head:
    """What an article says of itself; "" and None where it does not."""

    title: str = ""
    author: str = ""
    outlet: str = ""
    published: date | None = None


def read_head(text: str) -> Head:
    """Return what the first and last lines of an article say of it."""
    front, start = _front_matter(text)
    lines = [line.strip() for line in text[start : start + 20_000].splitlines()]
    lines = [line for line in lines if line]
    head = [_plain(line) for line in lines[:_HEAD_LINES]]
    tail = [line.strip() for line in text[start:][-4_000:].splitlines() if line.strip()]
    said = [
        *dict.fromkeys(line for line in (*head, *tail[-_TAIL_LINES:]) if len(line) <= _LONGEST_LINE)
    ]
    dateline = next((found for line in head[:8] if (found := _DATELINE.match(line))), None)
    return Head(
        title=_first(front, "title", "headline") or _title(lines, head),
        author=_first(front, "author", "byline", "by") or _author(head[:10]),
        outlet=_first(front, "outlet", "publisher", "source", "site", "sitename")
        or _outlet(said, dateline),
        published=day_in(_first(front, "date", "published", "pubdate"))
        or _published(said, dateline),
    )


def day_in(text: str) -> date | None:
    """Return the one day that a text names in full, None when it names none."""
    found = re.search(_DATE, text, re.IGNORECASE)
    return _day(found[0]) if found else None


def _front_matter(text: str) -> tuple[Mapping[str, str], int]:
    if not (found := _FRONT.match(text)):
        return {}, 0
    pairs = _FRONT_LINE.findall(found[1])
    return {key.lower(): value.strip("\"'") for key, value in pairs}, found.end()


def _first(values: Mapping[str, str], *names: str) -> str:
    return next((values[name] for name in names if values.get(name)), "")


def _plain(line: str) -> str:
    """A line without the marks of Markdown around its words."""
    bare = _MARKS.sub(r"\2", line)
    return re.sub(r"^#{1,6}\s+", "", bare)


def _title(lines: list[str], head: list[str]) -> str:
    for at, line in enumerate(lines[:_HEAD_LINES]):
        if found := _HEADING.match(line):
            return _plain(found[1])
        if at and _UNDERLINE.fullmatch(line) and len(lines[at - 1]) <= _LONGEST_TITLE:
            return _plain(lines[at - 1])
    if len(head) < 2 or len(head[0]) > _LONGEST_TITLE or head[0].endswith(_ENDS):
        return ""
    return "" if _says_something_else(head[0]) else head[0]


def _says_something_else(line: str) -> bool:
    dateline = _DATELINE.match(line)
    if dateline and (dateline["date"] or dateline["outlet"]):
        return True
    return any(form.match(line) for form in (_BYLINE, _PUBLISHED, _UPDATED, _OUTLET, _ONLY_A_DATE))


def _author(lines: Iterable[str]) -> str:
    for line in lines:
        if len(line) <= _LONGEST_LINE and (found := _BYLINE.match(line)):
            return found[1]
    return ""


def _outlet(lines: Iterable[str], dateline: re.Match[str] | None) -> str:
    for line in lines:
        if found := _OUTLET.fullmatch(line):
            return found[1].strip()
    return (dateline["outlet"] or "").strip() if dateline else ""


def _published(lines: Sequence[str], dateline: re.Match[str] | None) -> date | None:
    """The day of publication, from the plainest kind of line there is.

    Where several lines are nothing but a date, the text is a chronicle and they are its own.
    """
    for form in (_PUBLISHED, _ONLY_A_DATE, _AFTER_BYLINE, _UPDATED):
        found = (form.match(line) for line in lines)
        days = [day for one in found if one and (day := _day(one[one.re.groups]))]
        if form is _ONLY_A_DATE and (len(days) > 1 or not any(map(form.match, lines[:6]))):
            continue
        if days:
            return days[0]
    return _day(dateline["date"]) if dateline and dateline["date"] else None


def _day(text: str) -> date | None:
    """The day that words name in full; None for one that has no year, or that never was."""
    from timeline.dates import parse_date
    from timeline.errors import DateError

    if not re.search(r"\d{4}", text):
        return None
    bare = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", text, flags=re.IGNORECASE)
    try:
        read = parse_date(bare.replace("Sept.", "Sep."), languages=("en",))
        return date.fromisoformat(str(read))
    except (DateError, ValueError):
        return None
