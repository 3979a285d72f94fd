"""Write down a review for the browser: the article, its drafts and the words they rest on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from geo.countries import country_name, lookup_country
from geo.place import Place
from timeline.event import KINDS, STATUSES, Event
from timeline.extract.article import Article, Span
from timeline.extract.review import FIELDS, Reviewed, place_value
from timeline.view.language import Words

_TYPES = {
    "date": "date",
    "place": "place",
    "country": "place",
    "origin": "place",
    "actors": "actor",
    "strength": "number",
}
_CHOICES = 4


def review_data(
    article: Article,
    reviewed: Sequence[Reviewed],
    log: Sequence[Mapping[str, Any]],
    *,
    pairs: Iterable[tuple[int, int]] = (),
    words: Words,
) -> dict[str, Any]:
    """Return what the review shows, as JSON can hold it; `pairs` are what may be one event."""
    mergeable: dict[int, list[str]] = {}
    for one, other in pairs:
        mergeable.setdefault(one, []).append(reviewed[other].id)
        mergeable.setdefault(other, []).append(reviewed[one].id)
    return {
        "article": {
            "key": article.sha256,
            "text": article.text,
            "title": article.title,
            "outlet": article.outlet,
            "published": article.published.isoformat() if article.published else "",
        },
        "drafts": [_draft(one, mergeable.get(at, []), words) for at, one in enumerate(reviewed)],
        "spans": [mark for one in reviewed for mark in _marks(one)],
        "log": list(log),
        "language": words.language,
        "statuses": list(STATUSES),
        "kinds": list(KINDS),
    }


def _draft(one: Reviewed, mergeable: Sequence[str], words: Words) -> dict[str, Any]:
    return {
        "id": one.id,
        "rule": one.draft.rule,
        "maker": one.draft.maker,
        "confidence": one.draft.event.confidence,
        "quotes": _ranges(one.quotes),
        "fields": [_field(one, name, words) for name in FIELDS],
        "choices": _choices(one, words),
        "mergeable": list(mergeable),
    }


def _marks(one: Reviewed) -> Iterable[list[Any]]:
    """The words of its own; those of drafts merged into it are theirs already."""
    for name, spans in one.draft.evidence.items():
        for span in spans if name in _TYPES else ():
            yield [span.start, span.end, _TYPES[name], one.id]


def _ranges(spans: Iterable[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


# --- fields ---------------------------------------------------------------------------------------


def _field(one: Reviewed, name: str, words: Words) -> dict[str, Any]:
    raw = _RAW[name](one.event) if name in _RAW else str(getattr(one.event, name))
    spans = one.draft.evidence.get(name, ())
    return {
        "name": name,
        "value": _shown(one.event, name, raw, words),
        "raw": raw,
        "said": _said(one, name, spans),
        "spans": _ranges(spans),
        "problem": one.problems.get(name, ""),
        "edited": name in one.edits,
    }


def _shown(event: Event, name: str, raw: str, words: Words) -> str:
    if name == "country":
        return words.country(event.country) if event.country else ""
    if name == "actors":
        return " · ".join(_actor(actor, words) for actor in event.actors)
    if name == "place":
        return _place(event.place, words)
    return " ".join(filter(None, (raw, event.unit))) if name == "strength" and raw else raw


def _actor(actor: str, words: Words) -> str:
    return words.country(actor) if _is_code(actor) else actor


def _place(place: str, words: Words) -> str:
    """Return a place as shown: a whole country in the reader's language."""
    country = lookup_country(place) if place else None
    is_country = country is not None and country.name == place
    return words.country(country.alpha3) if country and is_country else place


def _said(one: Reviewed, name: str, spans: Sequence[Span]) -> str:
    if name == "date" and one.event.date_text:
        return one.event.date_text
    return " … ".join(dict.fromkeys(" ".join(span.text.split()) for span in spans))


def _choices(one: Reviewed, words: Words) -> list[dict[str, str]]:
    others = [place for place in one.draft.places if not _is_taken(place, one.event)]
    return [
        {"label": _label(place, words), "value": place_value(place)} for place in others[:_CHOICES]
    ]


def _is_taken(place: Place, event: Event) -> bool:
    return place.name == event.place and place.country == event.country


def _label(place: Place, words: Words) -> str:
    country = words.country(place.country) if place.country else ""
    name = _place(place.name, words)
    return name if country in ("", name) else f"{name}, {country}"


def _is_code(actor: str) -> bool:
    return len(actor) == 3 and country_name(actor) != actor


# --- as it is written to be edited ----------------------------------------------------------------


def _raw_strength(event: Event) -> str:
    low, high = event.strength_low, event.strength_high
    if low is not None and high is not None:
        return f"{low:,.10g}" if low == high else f"{low:,.10g}-{high:,.10g}"
    return f"over {low:,.10g}" if low is not None else f"up to {high:,.10g}" if high else ""


def _raw_actors(event: Event) -> str:
    return "; ".join(country_name(one) if _is_code(one) else one for one in event.actors)


_RAW = {
    "date": lambda event: str(event.date or ""),
    "country": lambda event: country_name(event.country) if event.country else "",
    "actors": _raw_actors,
    "strength": _raw_strength,
}
