"""Features of GeoJSON whose times other tools wrote: folium, Leaflet.timeline, kepler.gl, USGS,
and Linked Places. A feature is read whole: where it is, and when, wherever the tool put that.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from timeline.formats.known.maps import end_of_span, span_of
from timeline.formats.known.quakes import from_epoch
from timeline.formats.markup import plain_text
from timeline.schema import objects

Feature = Mapping[str, Any]
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class FeatureKind:
    """A tool's features: how one is known, and what its properties are read as."""

    name: str
    is_one: Callable[[Feature], bool]
    properties: Callable[[Feature], Json]
    notes: tuple[str, ...] = ()


def kind_of(root: Any) -> FeatureKind | None:
    """The tool that wrote a FeatureCollection, by its first features; None when nobody known."""
    if not isinstance(root, dict) or root.get("type") != "FeatureCollection":
        return None
    features = root.get("features")
    if not isinstance(features, list):
        return None
    first = [one for one in features[:20] if isinstance(one, dict)]
    for kind in KINDS:
        if first and sum(kind.is_one(one) for one in first) > len(first) / 2:
            return kind
    return None


def geometry_text(feature: Feature) -> str:
    """The geometry as GeoJSON text, without heights and times, "" when there is none."""
    geometry = feature.get("geometry")
    if not isinstance(geometry, dict) or not (
        geometry.get("coordinates") or geometry.get("geometries")
    ):
        return ""
    return json.dumps(_flat(geometry), ensure_ascii=False)


def _flat(geometry: Json) -> Json:
    if isinstance(geometry.get("geometries"), list):
        parts = [_flat(part) for part in geometry["geometries"] if isinstance(part, dict)]
        return parts[0] if len(parts) == 1 else {"type": geometry.get("type"), "geometries": parts}
    return {"type": geometry.get("type"), "coordinates": _two(geometry.get("coordinates"))}


def _two(coordinates: Any) -> Any:
    if isinstance(coordinates, list) and coordinates and not isinstance(coordinates[0], list):
        return coordinates[:2]
    return [_two(part) for part in coordinates] if isinstance(coordinates, list) else coordinates


def _held(feature: Feature) -> Json:
    properties = feature.get("properties")
    return properties if isinstance(properties, dict) else {}


# --- folium ---------------------------------------------------------------------------------------


def _times(feature: Feature) -> list[str]:
    times = _held(feature).get("times")
    return [from_epoch(str(time)) for time in times] if isinstance(times, list) else []


def _folium(feature: Feature) -> Json:
    held = {key: value for key, value in _held(feature).items() if key not in ("times", "time")}
    times = _times(feature) or [from_epoch(str(_held(feature).get("time", "")))]
    words = [plain_text(str(held.pop(key))) for key in ("tooltip", "popup") if held.get(key)]
    geometry = feature.get("geometry")
    drawn = geometry.get("type") if isinstance(geometry, dict) else ""
    is_line = str(drawn).endswith("LineString")
    return {
        "title": words[0] if words else "",
        "text": words[1] if len(words) > 1 else "",
        "date": times[0] if len(times) == 1 or times[0] == times[-1] else "",
        "start": times[0] if len(times) > 1 and times[0] != times[-1] else "",
        "end": times[-1] if len(times) > 1 and times[0] != times[-1] else "",
        "kind": "movement" if is_line and len(times) > 1 else "",
        **{key: value for key, value in held.items() if key not in ("style", "iconstyle", "icon")},
    }


# --- kepler.gl ------------------------------------------------------------------------------------


def _epochs(feature: Feature) -> list[str]:
    geometry = feature.get("geometry")
    if not isinstance(geometry, dict) or geometry.get("type") != "LineString":
        return []
    points = geometry.get("coordinates")
    if not isinstance(points, list):
        return []
    return [str(point[3]) for point in points if isinstance(point, list) and len(point) >= 4]


def _trip(feature: Feature) -> Json:
    times = [from_epoch(text.partition(".")[0]) for text in _epochs(feature)]
    return (
        {"start": times[0], "end": times[-1], "kind": "movement", **_held(feature)}
        if times
        else {**_held(feature)}
    )


# --- Linked Places --------------------------------------------------------------------------------


def _spans(feature: Feature) -> list[Json]:
    when = feature.get("when")
    spans = when.get("timespans") if isinstance(when, dict) else None
    return [span for span in spans if isinstance(span, dict)] if isinstance(spans, list) else []


def _bound(span: Json, end: str) -> str:
    held = span.get(end)
    if not isinstance(held, dict):
        return "" if held is None else end_of_span(str(held))
    if held.get("in") not in (None, ""):
        return end_of_span(str(held["in"]))
    ends = [str(held[key]) for key in ("earliest", "latest") if held.get(key) not in (None, "")]
    return end_of_span("/".join(dict.fromkeys(ends)))


def _linked(feature: Feature) -> Json:
    spans = _spans(feature)
    start, end = (_bound(spans[0], side) if spans else "" for side in ("start", "end"))
    held = _held(feature)
    names = feature.get("names")
    first = names[0] if isinstance(names, list) and names and isinstance(names[0], dict) else {}
    kinds = feature.get("types")
    labels = (
        [kind.get("label") for kind in kinds if isinstance(kind, dict)]
        if isinstance(kinds, list)
        else []
    )
    codes = held.get("ccodes") or []
    return {
        "id": str(feature.get("@id", "")),
        "title": held.get("title") or first.get("toponym") or "",
        "place": held.get("title") or first.get("toponym") or "",
        "country": codes[0] if isinstance(codes, list) and len(codes) == 1 else "",
        "category": next((label for label in labels if label), ""),
        "date": str(span_of(objects([start]), objects([end]))[0]),
        "date_text": json.dumps(spans, ensure_ascii=False) if len(spans) > 1 else "",
        **{key: value for key, value in held.items() if key not in ("title", "ccodes")},
    }


# --- USGS and Leaflet.timeline --------------------------------------------------------------------


def _quake(feature: Feature) -> Json:
    held = _held(feature)
    ids = str(feature.get("id") or held.get("code") or "")
    return {
        "id": ids,
        "date": from_epoch(str(held.get("time", ""))),
        "title": held.get("title") or "",
        "category": held.get("type") or "earthquake",
        "place": held.get("place") or "",
        "source": f"USGS / {held['net']}" if held.get("net") else "USGS",
        "url": held.get("url") or "",
        **{
            key: value
            for key, value in held.items()
            if key not in ("time", "title", "type", "place", "url", "status")
        },
        "review_status": held.get("status") or "",
    }


def _leaflet(feature: Feature) -> Json:
    held = _held(feature)
    ends = {key: from_epoch(str(held.get(key) or "")) for key in ("start", "end")}
    return {**held, **ends}


KINDS: Sequence[FeatureKind] = (
    FeatureKind(
        "the USGS earthquake catalogue",
        lambda one: {"mag", "time", "place", "net"} <= _held(one).keys(),
        _quake,
        ("USGS data are in the public domain; credit the U.S. Geological Survey.",),
    ),
    FeatureKind(
        "Linked Places",
        lambda one: bool(_spans(one)) and ("names" in one or "@id" in one or "title" in _held(one)),
        _linked,
        ("Years before the common era are read as ISO 8601 counts them: -0299 is 300 BCE.",),
    ),
    FeatureKind(
        "folium's TimestampedGeoJson",
        lambda one: bool(_times(one)) or {"time", "popup"} <= _held(one).keys(),
        _folium,
        ("Of several times of a feature the first and the last are its start and end.",),
    ),
    FeatureKind(
        "a trip of kepler.gl",
        lambda one: len(_epochs(one)) > 1,
        _trip,
        ("The times are those of the first and the last point of each trip.",),
    ),
    FeatureKind(
        "Leaflet.timeline features",
        lambda one: {"start", "end"} <= _held(one).keys() and "date" not in _held(one),
        _leaflet,
    ),
)
