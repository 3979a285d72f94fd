"""Hand our readers of text to a scorer, in the shapes that it asks for."""

from __future__ import annotations

Span = tuple[int, int]
Point = tuple[float, float]  # latitude first, as scorers have it


def tag_places(text: str) -> list[tuple[int, int, float | None, float | None]]:
    """Return the span and the point of each place name of a text."""
    from geo.resolve_text import resolve_toponyms
    from geo.toponyms import find_toponyms

    found = find_toponyms(text)
    tagged: list[tuple[int, int, float | None, float | None]] = []
    for one in resolve_toponyms(text, found):
        if one.toponym.sort == "name":
            point = one.best.place.point if one.best else None
            lat, lon = (point.lat, point.lon) if point else (None, None)
            tagged.append((one.toponym.start, one.toponym.end, lat, lon))
    return tagged


def resolve_places(text: str, spans: list[Span]) -> list[Point | None]:
    """Return the point of each name whose span is given."""
    from geo.resolve_text import resolve_toponyms
    from geo.toponyms import toponyms_at

    resolved = resolve_toponyms(text, toponyms_at(text, spans))
    points = [one.best.place.point if one.best else None for one in resolved]
    return [(point.lat, point.lon) if point else None for point in points]
