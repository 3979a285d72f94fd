"""What the scorers of extraction call: one function per task, each loading only what it needs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from geo.toponyms import Toponym

Tagged = tuple[int, int, float | None, float | None]
Span = tuple[int, int]
Point = tuple[float, float]  # latitude first, as scorers have it


def tag_times(text: str, reference_date: date | None) -> list[tuple[int, int, str]]:
    """Tag the time expressions of news."""
    from timeline.extract.timex import find_times

    return [(found.start, found.end, found.value) for found in find_times(text, reference_date)]


def tag_times_narrative(text: str, reference_date: date | None) -> list[tuple[int, int, str]]:
    """Tag the time expressions of a history, whose own dates say what its words count from."""
    from timeline.extract.timex import find_times

    found = find_times(text, reference_date, mode="narrative")
    return [(one.start, one.end, one.value) for one in found]


def tag_places(text: str) -> list[Tagged]:
    """Return every name and demonym with its point, also those inside other names."""
    from geo.toponyms import find_toponyms

    return _tagged(text, find_toponyms(text, embedded=True, unlisted=True))


def tag_place_names(text: str) -> list[Tagged]:
    """Return the names alone: no demonyms, and nothing inside the name of an organisation."""
    from geo.toponyms import find_toponyms

    return _tagged(text, [one for one in find_toponyms(text) if one.sort == "name"])


def _tagged(text: str, toponyms: Sequence[Toponym]) -> list[Tagged]:
    from geo.resolve_text import resolve_toponyms

    tagged: list[Tagged] = []
    for one in resolve_toponyms(text, toponyms, guess=True):
        point = one.best.place.point if one.best else None
        lat, lon = (point.lat, point.lon) if point else (None, None)
        tagged.append((one.toponym.start, one.toponym.end, lat, lon))
    return tagged


def resolve_places(text: str, spans: list[Span]) -> list[Point | None]:
    """Return the point of each name whose span is given."""
    from geo.resolve_text import resolve_toponyms
    from geo.toponyms import toponyms_at

    resolved = resolve_toponyms(text, toponyms_at(text, spans), guess=True)
    points = [one.best.place.point if one.best else None for one in resolved]
    return [(point.lat, point.lon) if point else None for point in points]


def tag_troops(text: str, reference_date: date | str | None) -> list[dict[str, Any]]:
    """Return the statements of troop numbers of a text."""
    from timeline.extract.troops import find_troops

    fields = ("start", "end", "actor", "low", "high", "place", "origin", "status")
    if isinstance(reference_date, str):
        reference_date = date.fromisoformat(reference_date)
    found = find_troops(text, reference_date)
    return [{field: getattr(one, field) for field in fields} for one in found]
