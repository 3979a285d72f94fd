"""Decide what a reviewer's edit of one field makes of an event, or why it makes nothing of it.

A date is read against the day of publication and leaves the words of the article in
`date_text`. A place is a name that the gazetteer knows, "latitude, longitude", or a
name with them in brackets; it brings its point, country and radius with it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from shapely import LineString, Point
from shapely.geometry.base import BaseGeometry

from geo.countries import country_at, lookup_country
from geo.errors import GeoError
from geo.gazetteer import lookup
from geo.place import LonLat, Place
from geo.points import great_circle, parse_lon_lat
from timeline.cells import CellError, parse_strength
from timeline.dates import parse_date
from timeline.errors import TimelineError
from timeline.event import KINDS, STATUSES, Event
from timeline.rows import actor_codes

LONGEST = 1_000
_SAME_DEGREES = 1e-3
_NAMED_POINT = re.compile(r"(?P<name>[^()]*?)\s*\((?P<point>-?[0-9.]+\s*,\s*-?[0-9.]+)\)")


class _EditError(ValueError):
    """Why an edit is none, in one sentence."""


@dataclass(frozen=True, slots=True)
class Known:
    """What an edit is read against: the day of publication, and the places to choose from."""

    anchor: date | None = None
    places: tuple[Place, ...] = ()
    country: str = ""


def apply_edits(
    event: Event, said: Mapping[str, Sequence[str]], known: Known
) -> tuple[Event, dict[str, str], dict[str, str]]:
    """Return the event with the last good edit of each field, those edits, and the problems.

    `said` has the values of each field, the last one last. A problem is why the last value
    of a field is no edit; the one before it then stands.
    """
    edits: dict[str, str] = {}
    problems: dict[str, str] = {}
    country = _code(said["country"][-1]) if said.get("country") else ""
    known = replace(known, country=country)
    for field in FIELDS:
        for value in reversed(said.get(field, ())):
            try:
                event = _edited(event, field, value, known)
            except (TimelineError, GeoError, CellError, _EditError) as error:
                problems.setdefault(field, _sentence(str(error)))
                continue
            edits[field] = value
            break
    return event, edits, problems


def place_value(place: Place) -> str:
    """Return the text that means exactly this place when it is written into the field."""
    return f"{place.name} ({place.point.lat:.4f}, {place.point.lon:.4f})"


def _edited(event: Event, field: str, value: str, known: Known) -> Event:
    bare = " ".join(value.split())
    if len(bare) > LONGEST:
        raise _EditError(f"The {field} has {len(bare):,} characters; write at most {LONGEST:,}.")
    try:
        bare.encode("utf-8")
    except UnicodeEncodeError:
        raise _EditError(f"The {field} has characters that are none; write it anew.") from None
    return _EDITS[field](event, bare, known)


def _sentence(reason: str) -> str:
    begun = reason[:1].upper() + reason[1:]
    return begun if begun.endswith((".", "!", "?")) else f"{begun}."


# --- one field each -------------------------------------------------------------------------------


def _title(event: Event, value: str, _known: Known) -> Event:
    if not value:
        raise _EditError("An event needs a title; write what happened in one line.")
    return replace(event, title=value)


def _date(event: Event, value: str, known: Known) -> Event:
    return replace(event, date=parse_date(value, anchor=known.anchor) if value else None)


def _place(event: Event, value: str, known: Known) -> Event:
    if not value:
        return replace(event, place="", geometry=None, radius_km=0.0)
    place = _chosen(value, known.places) or _named_point(value) or _point(event, value)
    place = place or _looked_up(value, known.country)
    return replace(
        event,
        place=place.name,
        country=place.country or event.country,
        geometry=_moved(event.geometry, place.point),
        radius_km=place.radius_km,
    )


def _chosen(value: str, places: Sequence[Place]) -> Place | None:
    """Return the runner-up that was clicked."""
    return next((place for place in places if place_value(place) == value), None)


def _named_point(value: str) -> Place | None:
    found = _NAMED_POINT.fullmatch(value)
    if found is None or not found["name"]:
        return None
    return _place_at(found["name"], parse_lon_lat(found["point"]))


def _point(event: Event, value: str) -> Place | None:
    try:
        point = parse_lon_lat(value)
    except GeoError:
        if re.search(r"[^\d\s.,;+-]", value):
            return None
        raise
    return _place_at(event.place or value, point)


def _place_at(name: str, point: LonLat) -> Place:
    same = next((one.place for one in lookup(name) if _is_at(one.place, point)), None)
    return same or Place(name, point, country_at(point))


def _is_at(place: Place, point: LonLat) -> bool:
    aside = max(abs(place.point.lon - point.lon), abs(place.point.lat - point.lat))
    return aside < _SAME_DEGREES


def _looked_up(value: str, country: str) -> Place:
    found = lookup(value, country=country or None, limit=1)
    if not found:
        raise _EditError(
            f"The place '{value}' is not in the gazetteer; write its latitude and longitude, "
            f"or both behind the name as in {value[:40]} (37.55, 126.99)."
        )
    return found[0].place


def _moved(geometry: BaseGeometry | None, point: LonLat) -> BaseGeometry:
    """Return the point, or the way from where a movement began to it."""
    if isinstance(geometry, LineString) and (begun := LonLat(*geometry.coords[0])) != point:
        return LineString([(step.lon, step.lat) for step in great_circle(begun, point)])
    return Point(point.lon, point.lat)


def _country(event: Event, value: str, _known: Known) -> Event:
    if not value:
        return replace(event, country="")
    code = _code(value)
    if not code:
        raise _EditError(f"'{value}' is no country that we know; write its name or ISO code.")
    found = lookup(event.place, country=code, limit=1) if event.place else []
    if event.country != code and found and found[0].place.country == code:
        place = found[0].place
        geometry = _moved(event.geometry, place.point)
        event = replace(event, geometry=geometry, radius_km=place.radius_km)
    return replace(event, country=code)


def _code(value: str) -> str:
    country = lookup_country(value)
    return country.alpha3 if country else ""


def _actors(event: Event, value: str, _known: Known) -> Event:
    return replace(event, actors=actor_codes(value))


def _strength(event: Event, value: str, _known: Known) -> Event:
    low, high = (None if math.isnan(bound) else bound for bound in parse_strength(value))
    if low is not None and high is not None and low > high:
        raise _EditError(f"The strength '{value}' has its greater number first; swap them.")
    return replace(event, strength_low=low, strength_high=high)


def _category(event: Event, value: str, _known: Known) -> Event:
    return replace(event, category=value)


def _status(event: Event, value: str, _known: Known) -> Event:
    return replace(event, status=_word(value, "status", STATUSES))


def _kind(event: Event, value: str, _known: Known) -> Event:
    return replace(event, kind=_word(value, "kind", KINDS))


def _word(value: str, field: str, known: Sequence[str]) -> str:
    word = value.lower()
    if word not in known:
        raise _EditError(f"The {field} '{value}' is none of ours; write {' or '.join(known)}.")
    return word


_EDITS: Mapping[str, Callable[[Event, str, Known], Event]] = MappingProxyType(
    {
        "title": _title,
        "date": _date,
        "place": _place,
        "country": _country,
        "actors": _actors,
        "strength": _strength,
        "category": _category,
        "status": _status,
        "kind": _kind,
    }
)
FIELDS = tuple(_EDITS)
