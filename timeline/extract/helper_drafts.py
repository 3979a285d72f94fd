"""Make drafts of a helper's claims, reading each value from the article by our own rules.

A date is the time expression that the claim's words overlap, a place the toponym, a
number one that is written in digits and counts people. What cannot be read so is left
empty; a claim with neither a date nor a place nor a number left makes no draft.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Protocol, TypeVar

import shapely
from shapely.geometry.base import BaseGeometry

from geo.countries import lookup_country
from geo.place import Place
from geo.points import great_circle
from geo.resolve_text import TextResolution, resolve_toponyms
from geo.toponyms import Toponym, find_toponyms, toponyms_at
from timeline.cells import CellError, parse_strength
from timeline.edtf import EventDate
from timeline.event import Event
from timeline.extract.article import Article, Span
from timeline.extract.drafts import Draft
from timeline.extract.helper_claims import Claim
from timeline.extract.timex import Timex, find_times
from timeline.extract.timex_anchor import Mode

_TRUST = 0.5  # nobody measured how often a model points at the right words
_LONGEST_TITLE = 160
_UNREAD = 0.5


def drafts_from_claims(
    article: Article,
    claims: Sequence[Claim],
    *,
    mode: Mode = "news",
    folder: Path | None = None,
) -> tuple[Draft, ...]:
    """Return a draft for each claim of which a date, a place or a number can be read."""
    if not claims:
        return ()
    times = find_times(article.text, article.published, mode=mode)
    toponyms = _toponyms(article.text, claims)
    places = resolve_toponyms(article.text, toponyms, folder=folder)
    read = (_Reading.of(article, claim, times, places) for claim in claims)
    return tuple(one.draft(article) for one in read if one.holds_anything)


def _toponyms(text: str, claims: Sequence[Claim]) -> list[Toponym]:
    """The toponyms of a text, with those that only a claim takes for a place."""
    found = list(find_toponyms(text))
    said = {span for claim in claims for name in ("place", "origin") for span in claim.spans(name)}
    others = sorted((span.start, span.end) for span in said if _at(span, found) is None)
    return sorted([*found, *toponyms_at(text, others)], key=lambda toponym: toponym.start)


@dataclass(frozen=True, slots=True)
class _Reading:
    """What was read of a claim's words: a part is None or empty where nothing was."""

    claim: Claim
    time: Timex | None
    place: TextResolution | None
    origin: TextResolution | None
    actors: tuple[tuple[str, Span], ...]
    strength: tuple[float, float] | None

    @classmethod
    def of(
        cls,
        article: Article,
        claim: Claim,
        times: Sequence[Timex],
        places: Sequence[TextResolution],
    ) -> _Reading:
        numbers = claim.spans("number")
        return cls(
            claim,
            _time(claim.spans("date"), times),
            _place(claim.spans("place"), places),
            _place(claim.spans("origin"), places),
            tuple(_actor(span, places) for span in claim.spans("actors")),
            read_number(article.text, numbers[0]) if numbers else None,
        )

    @property
    def holds_anything(self) -> bool:
        return bool(self.time or self.place or self.strength)

    def draft(self, article: Article) -> Draft:
        place = _best(self.place)
        low, high = self.strength or (math.nan, math.nan)
        unit = self.claim.spans("unit")
        event = Event(
            title=self._title(),
            date=self.time.date if self.time else None,
            kind=self.claim.kind,
            date_text=self.time.text if self.time else "",
            place=place.name if place else "",
            country=place.country if place else "",
            geometry=self._geometry(),
            radius_km=place.radius_km if place else 0.0,
            actors=tuple(dict.fromkeys(name for name, _ in self.actors)),
            status=self._status(article),
            strength_low=None if math.isnan(low) else low,
            strength_high=None if math.isnan(high) else high,
            unit=unit[0].text if unit else "",
            source=article.outlet or article.title,
            url=article.url,
            published=_moment(article),
            quote=self.claim.quote.text,
            quote_start=self.claim.quote.start,
            quote_end=self.claim.quote.end,
            confidence=self._confidence(),
        )
        runners_up = self.place.runners_up if self.place else ()
        others = tuple(candidate.place for candidate in runners_up)
        return Draft(event, self._evidence(), others, rule="claim", maker="helper")

    def _title(self) -> str:
        stated = self.claim.spans("title")
        words = " ".join((stated[0] if stated else self.claim.quote).text.split())
        if len(words) <= _LONGEST_TITLE:
            return words
        return words[:_LONGEST_TITLE].rpartition(" ")[0] + " …"

    def _geometry(self) -> BaseGeometry | None:
        there, here = _best(self.place), _best(self.origin)
        if there is None:
            return None
        if self.claim.kind != "movement" or here is None or here.point == there.point:
            return shapely.Point(there.point.lon, there.point.lat)
        arc = great_circle(here.point, there.point)
        return shapely.LineString([(point.lon, point.lat) for point in arc])

    def _status(self, article: Article) -> str:
        date = self.time.date if self.time else None
        if date is None or article.published is None or date.earliest is None:
            return "happened"
        day_after = EventDate.parse(article.published.isoformat()).latest
        return "planned" if day_after is not None and date.earliest >= day_after else "happened"

    def _confidence(self) -> float:
        """The least sure part's confidence, halved, since a model chose the words."""
        best = self.place.best if self.place else None
        sure = [self.time.confidence] if self.time else [_UNREAD]
        sure.append(best.score if best else _UNREAD)
        return round(_TRUST * min(sure), 2)

    def _evidence(self) -> MappingProxyType[str, tuple[Span, ...]]:
        claim, place = self.claim, self.place
        found = {
            "title": claim.spans("title") or (claim.quote,),
            "date": (_span(self.time),) if self.time else (),
            "place": (_span(place.toponym),) if place else (),
            "origin": (_span(self.origin.toponym),) if self.origin else (),
            "actors": tuple(span for _, span in self.actors),
            "strength": claim.spans("number")[:1] if self.strength else (),
            "unit": claim.spans("unit")[:1],
        }
        return MappingProxyType({name: spans for name, spans in found.items() if spans})


# --- words to values ------------------------------------------------------------------------------


class _Located(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def text(self) -> str: ...


_L = TypeVar("_L", bound=_Located)


def _span(found: _Located) -> Span:
    return Span(found.start, found.end, found.text)


def _overlap(span: Span, other: _Located) -> int:
    return min(span.end, other.end) - max(span.start, other.start)


def _at(span: Span, found: Iterable[_L]) -> _L | None:
    """The thing found that shares most with a span, None when none does."""
    best = max(found, key=lambda one: _overlap(span, one), default=None)
    return best if best is not None and _overlap(span, best) > 0 else None


def _time(spans: Sequence[Span], times: Sequence[Timex]) -> Timex | None:
    dated = [time for time in times if time.date is not None]
    return _at(spans[0], dated) if spans else None


def _place(spans: Sequence[Span], places: Sequence[TextResolution]) -> TextResolution | None:
    if not spans:
        return None
    known = {place.toponym: place for place in places if place.best is not None}
    found = _at(spans[0], known)
    return known[found] if found else None


def _best(place: TextResolution | None) -> Place | None:
    return place.best.place if place and place.best else None


def _actor(span: Span, places: Sequence[TextResolution]) -> tuple[str, Span]:
    """The code of the country that the words name or act for, else the words."""
    if country := lookup_country(span.text):
        return country.alpha3, span
    within = [place.toponym for place in places if place.toponym.country]
    found = _at(span, within)
    return (found.country if found and found.text == span.text else span.text), span


_SCALED = re.compile(
    r"[\s-]*(?:hundred|thousand|million|billion|trillion|k|m|mn|bn)\b", re.IGNORECASE
)
_RANGE_AFTER = re.compile(r"\s*(?:-|–|—|to)\s*\d")
_RANGE_BEFORE = re.compile(r"\d\s*(?:-|–|—|to)\s*$")
_MONEY = re.compile(r"[$€£¥₩#№]\s*$")
_PEOPLE = (
    r"(?:troops?|soldiers?|personnel|servicem[ae]n|servicewom[ae]n|m[ae]n|women|people|persons?|"
    r"marines?|sailors?|airm[ae]n|fighters?|militants?|mercenaries|reservists?|recruits?|"
    r"conscripts?|peacekeepers?|police|officers?|advisers?|workers?|members|forces)"
)
_COUNTS_PEOPLE = re.compile(rf"(?:[\s-]+[^\W\d_][\w.'’-]*){{0,4}}?[\s-]+{_PEOPLE}\b", re.IGNORECASE)
_COUNTS_NOTHING_ELSE = re.compile(
    r"\s*(?:[.,;:)]|(?:in|at|on|to|from|there|near|along|across)\b|$)"
)
_DIGITS = re.compile(r".*\d", re.DOTALL)
_LATEST_YEAR = 2100


def read_number(text: str, span: Span) -> tuple[float, float] | None:
    """Return the number of people that a span states, as (low, high); None when unsure.

    It is in digits, stands alone and counts people: not "20" in "20 percent", "10" in
    "10-12", or "3" in "3 brigades". "10,000 combat troops" may be quoted whole.
    """
    scale = r"(?:\s*(?:thousand|million|hundred|k|m)\b\s*)?\+?"
    digits = re.match(rf".*\d{scale}", span.text, re.IGNORECASE | re.DOTALL)
    if not digits:
        return None
    stated, after = digits[0], text[span.start + digits.end() :][:120]
    before = text[: span.start][-20:]
    if _SCALED.match(after) or _RANGE_AFTER.match(after):
        return None
    if _RANGE_BEFORE.search(before) or _MONEY.search(before):
        return None
    counts = _COUNTS_PEOPLE.match(after)
    if not counts and (not _COUNTS_NOTHING_ELSE.match(after) or _may_be_something_else(stated)):
        return None
    try:
        low, high = parse_strength(stated)
    except CellError:
        return None
    return None if math.isnan(low) and math.isnan(high) else (low, high)


def _may_be_something_else(stated: str) -> bool:
    """Say whether a number without a noun behind it may be a year, a score or a magnitude."""
    return stated.isdecimal() and (len(stated) < 3 or 1000 <= int(stated) <= _LATEST_YEAR)


def _moment(article: Article) -> datetime | None:
    day = article.published
    return datetime(day.year, day.month, day.day) if day else None
