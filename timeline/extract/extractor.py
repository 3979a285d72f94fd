"""From an article to drafts: every step in its order, nothing hidden between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, Literal

import shapely

from geo.countries import country_name
from geo.gazetteer import lookup
from geo.place import Place
from geo.points import great_circle
from geo.resolve_text import TextResolution, resolve_toponyms
from geo.toponyms import find_toponyms
from timeline.edtf import EventDate
from timeline.event import Event
from timeline.extract.article import Article, Span
from timeline.extract.clauses import Parts
from timeline.extract.drafts import Draft
from timeline.extract.events import FoundEvent, find_events
from timeline.extract.modality import Modality
from timeline.extract.people import Person, find_people
from timeline.extract.places import capital_of
from timeline.extract.timex import Timex, find_times
from timeline.extract.tongue import language_of
from timeline.extract.troops import TroopStatement, find_troops

Mode = Literal["news", "narrative"]
_STATUS: dict[Modality, str] = {
    "happened": "happened",
    "planned": "planned",
    "proposed": "planned",
    "hypothetical": "planned",
    "doubted": "claimed",
    "denied": "claimed",
    "cancelled": "cancelled",
}


@dataclass(frozen=True, slots=True)
class Extraction:
    """What each step found in an article, and the drafts made of it."""

    article: Article
    times: tuple[Timex, ...]
    places: tuple[TextResolution, ...]
    people: tuple[Person, ...]
    troops: tuple[TroopStatement, ...]
    drafts: tuple[Draft, ...]


def extract(article: Article, *, mode: Mode = "news", tagger: Any = None) -> tuple[Draft, ...]:
    """Return the drafts of an article, in the order of their words.

    Relative dates count from its day of publication, where that is known; in a narrative
    from the dates before them. `tagger` is what `geo.tagger.load_tagger` returns: a second
    opinion on names of places.
    """
    return analyse(article, mode=mode, tagger=tagger).drafts


def analyse(article: Article, *, mode: Mode = "news", tagger: Any = None) -> Extraction:
    """Return what each step finds in an article, and the drafts made of it."""
    text = article.text
    times = find_times(text, article.published, mode=mode, language=language_of(text))
    toponyms = find_toponyms(text, tagger=tagger)
    places = resolve_toponyms(text, toponyms, prior_countries=_priors(article))
    people = tuple(find_people(text, toponyms))
    troops = find_troops(text, article.published)
    parts = Parts(text, [(timex.start, timex.end) for timex in times])
    events = find_events(text, times, places, people, anchor=article.published, parts=parts)
    drafts = [_event_draft(article, one) for one in events if not _is_of_troops(one, troops, parts)]
    drafts += [_troop_draft(article, one, times, places, parts) for one in troops]
    drafts.sort(key=lambda draft: draft.event.quote_start or 0)
    return Extraction(article, times, places, people, troops, tuple(drafts))


def _priors(article: Article) -> tuple[str, ...]:
    """Return the countries that the name of the outlet says it writes about: "Korea Herald"."""
    if not article.outlet:
        return ()
    found = find_toponyms(article.outlet, embedded=True)
    named = resolve_toponyms(article.outlet, found)
    codes = (one.toponym.country or (one.best.place.country if one.best else "") for one in named)
    return tuple(dict.fromkeys(code for code in codes if code))


def _is_of_troops(event: FoundEvent, troops: Sequence[TroopStatement], parts: Parts) -> bool:
    """Say whether an event only tells that troops go, which their own draft tells with numbers."""
    if event.category not in ("military", ""):
        return False
    span = event.trigger or event.date_span or event.sentence
    clause = parts.clause_at(span.start)
    return any(clause.start <= one.start < clause.end for one in troops)


# --- events ---------------------------------------------------------------------------------------


def _event_draft(article: Article, found: FoundEvent) -> Draft:
    place = found.place
    evidence: dict[str, tuple[Span, ...]] = {"quote": (found.sentence, *found.quotes)}
    if found.trigger:
        evidence["title"] = (found.trigger,)
    if found.date_span:
        evidence["date"] = (found.date_span,)
    if found.place_span:
        evidence["place"] = (found.place_span,)
    if found.actors:
        evidence["actors"] = tuple(span for _, span in found.actors)
    if found.mood.words:
        evidence["status"] = (found.mood.words,)
    status = _STATUS[found.mood.modality]
    if found.mood.modality == "doubted" and _is_ahead(article, found):
        status = "planned"
    start = (found.trigger or found.date_span or found.sentence).start
    event = Event(
        id=_id(article, start),
        title=found.title,
        date=found.date,
        date_text=found.date_span.text if found.date_span else "",
        category=found.category,
        status=status,
        actors=tuple(code for code, _ in found.actors),
        confidence=found.confidence,
        extra={"modality": found.mood.modality},
        **_where(place),
        **_said(article, found.sentence),
    )
    return Draft(event, evidence, found.others, found.rule)


def _is_ahead(article: Article, found: FoundEvent) -> bool:
    when, published = found.date, article.published
    if when is None or when.earliest is None or published is None:
        return False
    return when.earliest > (EventDate.parse(published.isoformat()).earliest or 0)


def _id(article: Article, start: int) -> str:
    """Return a name that the same words of the same text always get."""
    return f"{_name_of(article)}-{start}"


@lru_cache(maxsize=4)
def _name_of(article: Article) -> str:
    return article.sha256[:12]


def _where(place: Place | None) -> dict[str, Any]:
    if place is None:
        return {}
    return {
        "place": place.name,
        "country": place.country,
        "geometry": shapely.Point(place.point.lon, place.point.lat),
        "radius_km": place.radius_km,
    }


def _said(article: Article, quote: Span) -> dict[str, Any]:
    published = article.published
    return {
        "source": article.outlet or article.title,
        "url": article.url,
        "published": datetime(published.year, published.month, published.day)
        if published
        else None,
        "quote": quote.text,
        "quote_start": quote.start,
        "quote_end": quote.end,
    }


# --- forces ---------------------------------------------------------------------------------------


def _troop_draft(
    article: Article,
    found: TroopStatement,
    times: Sequence[Timex],
    places: Sequence[TextResolution],
    parts: Parts,
) -> Draft:
    is_moving = found.status in ("moving", "planned", "withdrawn") and bool(
        found.origin or found.actor
    )
    when, said = _troop_date(article, found, times, is_moving)
    spans = {
        "strength": found.number,
        "actors": found.actor_span,
        "place": found.place_span,
        "origin": found.origin_span,
        "date": said,
    }
    evidence = {name: (span,) for name, span in spans.items() if span is not None}
    host = _place_of(found.place, found.place_span, places)
    event = Event(
        id=_id(article, found.number.start),
        title=_troop_title(found),
        date=when,
        date_text=said.text if said else "",
        kind="movement" if is_moving else "force",
        category="military",
        status=_troop_status(found),
        actors=(found.actor,) if found.actor else (),
        strength_low=found.low,
        strength_high=found.high,
        unit=found.unit,
        confidence=found.confidence,
        extra={"modality": found.status, "approximate": "yes" if found.is_approximate else ""},
        **(_moving(found, host, places) if is_moving else _where(host)),
        **_said(article, found.sentence),
    )
    return Draft(event, {**evidence, "quote": (found.sentence,)}, (), f"troops:{found.rule}")


def _troop_title(found: TroopStatement) -> str:
    low, high = f"{found.low:,.0f}", f"{found.high:,.0f}"
    number = low if low == high else f"{low}–{high}"
    who = f"{country_name(found.actor)}: " if found.actor else ""
    about = "about " if found.is_approximate else ""
    return f"{who}{about}{number} {found.unit or 'troops'}{_way(found)}"


def _way(found: TroopStatement) -> str:
    """Say where troops are, or where to or from they go."""
    left = found.origin or (found.place if found.status == "withdrawn" else "")
    if found.place and found.place != left:
        moving = found.status in ("moving", "planned")
        return f" {'to' if moving else 'in'} {country_name(found.place)}"
    return f" out of {country_name(left)}" if left else ""


def _troop_status(found: TroopStatement) -> str:
    return {
        "stationed": "ongoing", "moving": "happened", "planned": "planned",
        "withdrawn": "happened", "claimed": "claimed",
    }[found.status]  # fmt: skip


def _troop_date(
    article: Article, found: TroopStatement, times: Sequence[Timex], is_moving: bool
) -> tuple[EventDate | None, Span | None]:
    """Return the date of the sentence nearest to the number, else that of publication, from on."""
    near = [
        timex
        for timex in times
        if timex.date is not None
        and timex.type in ("DATE", "TIME")
        and found.sentence.start <= timex.start < found.sentence.end
    ]
    if near:
        best = min(near, key=lambda timex: abs(timex.start - found.start))
        return best.date, Span(best.start, best.end, best.text)
    if article.published is None:
        return None, None
    published = article.published.isoformat()
    if is_moving:
        return EventDate.parse(f"{published[:7]}~"), None
    return EventDate.parse(f"{published}/.."), None


def _place_of(country: str, span: Span | None, places: Sequence[TextResolution]) -> Place | None:
    if span is not None:
        for one in places:
            if one.toponym.start == span.start and one.best is not None:
                return one.best.place
    if not country:
        return None
    found = [one.place for one in lookup(country_name(country)) if one.place.kind == "country"]
    return found[0] if found else None


def _moving(
    found: TroopStatement, host: Place | None, places: Sequence[TextResolution]
) -> dict[str, Any]:
    origin = _place_of(found.origin, found.origin_span, places)
    if origin is None and found.actor and found.status != "withdrawn":
        origin = capital_of(found.actor)
    if found.status == "withdrawn":
        origin, host = host or origin, capital_of(found.actor) if found.actor else None
    if origin is None or host is None or origin.point == host.point:
        return _where(host or origin)
    line = [(point.lon, point.lat) for point in great_circle(origin.point, host.point)]
    where = host if found.status != "withdrawn" else origin
    return {**_where(where), "geometry": shapely.LineString(line)}
