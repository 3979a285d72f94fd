"""The earthquake catalogue of the USGS, as CSV and as the properties of its GeoJSON."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from timeline.cells import Texts, filled, first_where
from timeline.formats.known.schema import Fields, Schema, Source, constant, joined
from timeline.formats.pieces import each

_SINCE_1970 = re.compile(r"-?\d{9,20}")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NOTICE = "USGS data are in the public domain; credit the U.S. Geological Survey."


def from_epoch(text: str) -> str:
    """Milliseconds (or seconds) since 1970 as an ISO time in UTC; other text as it is."""
    bare = text.removesuffix(".0")
    if not _SINCE_1970.fullmatch(bare):
        return text
    per_second = 1_000 if len(bare.lstrip("-")) > 11 else 1
    try:
        moment = _EPOCH + timedelta(seconds=int(bare) / per_second)
    except OverflowError:
        return text
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def _quakes(source: Source) -> tuple[Fields, Sequence[str]]:
    magnitude = source.see("mag")
    where = source.take("place")
    ids = source.take("id")
    said = joined(first_where(filled(magnitude), "M " + magnitude, ""), " – ", where)
    fields = {
        "id": ids,
        "date": each(source.take("time"), from_epoch),
        "title": first_where(filled(source.see("title")), source.take("title"), said),
        "category": _category(source),
        "place": where,
        "radius_km": source.see("horizontalError"),
        "source": joined(constant(source.size, "USGS"), " / ", source.see("net")),
        "url": _addresses(source, ids),
    }
    for name in ("latitude", "longitude"):
        if source.has(name):
            fields[name] = source.take(name)
    return fields, ()


def _category(source: Source) -> Texts:
    kind = source.take("type")
    return first_where(filled(kind), kind, "earthquake")


def _addresses(source: Source, ids: Texts) -> Texts:
    made = first_where(filled(ids), "https://earthquake.usgs.gov/earthquakes/eventpage/" + ids, "")
    given = source.take("url")
    return first_where(filled(given), given, made)


QUAKES = Schema(
    name="the USGS earthquake catalogue",
    convert=_quakes,
    needs=("time", "mag", "place", "magType", "net"),
    notice=_NOTICE,
)
