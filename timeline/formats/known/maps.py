"""Tables that other map and timeline makers take: timemapper, Flourish, kepler.gl, Linked Places.

What their columns do not fix (a title, a category) is found as in any other table.
"""

import re
from collections.abc import Sequence

from timeline.cells import Texts, filled, first_where
from timeline.edtf import has_edtf_form
from timeline.formats.header_meaning import key_of
from timeline.formats.known.quakes import from_epoch
from timeline.formats.known.schema import Fields, Schema, Source, blank
from timeline.formats.mapped_columns import point_columns
from timeline.formats.pieces import each


def _timemapper(source: Source) -> tuple[Fields, Sequence[str]]:
    end = source.take("end", "enddate", "end date")
    fields = {
        "start": source.take("start", "startdate", "start date", "date"),
        "end": end,
        "title": source.take("title", "headline"),
        "text": source.take("description", "text"),
        "place": source.take("place"),
        "url": source.take("url", "web page", "source url"),
        "source": source.take("source"),
    }
    longitude, latitude, notes = point_columns(source.take("location"))
    return fields | {"longitude": longitude, "latitude": latitude}, notes


TIMEMAPPER = Schema(
    name="a timemapper sheet",
    convert=_timemapper,
    matches=lambda header: _is_timemapper({*map(key_of, header)}),
)
_TIMEMAPPER_ONLY = (
    "icon",
    "image",
    "media",
    "caption",
    "imagecredit",
    "sourceurl",
    "webpage",
    "size",
)


def _is_timemapper(keys: set[str]) -> bool:
    named = bool(keys & {"title", "headline"}) and bool(keys & {"start", "startdate"})
    plain = named and "location" in keys and not keys & {"latitude", "longitude", "year"}
    return plain and len(keys & {*_TIMEMAPPER_ONLY}) >= 2


def _flourish(source: Source) -> tuple[Fields, Sequence[str]]:
    fields = {
        "latitude": source.take("Latitude"),
        "longitude": source.take("Longitude"),
        "start": source.take("Timestamp"),
        "end": source.take("End timestamp"),
    }
    return fields, ()


FLOURISH = Schema(
    name="a Flourish map",
    convert=_flourish,
    needs=("Latitude", "Longitude", "Timestamp"),
    any_of=("End timestamp", "Scale", "Colour", "Color"),
    guesses=True,
)

# --- kepler.gl ------------------------------------------------------------------------------------

_LAT = re.compile(r"(\S+)_lat")


def point_names(header: Sequence[str]) -> list[tuple[str, str]]:
    """The pairs of columns <name>_lat and <name>_lng, as (longitude, latitude)."""
    keys = {name.strip(): name for name in header}
    pairs = []
    for name in header:
        if not (found := _LAT.fullmatch(name.strip())):
            continue
        if other := keys.get(f"{found[1]}_lng"):
            pairs.append((other, name))
    return pairs


def _kepler(source: Source) -> tuple[Fields, Sequence[str]]:
    pairs = point_names(source.header)
    fields: Fields = {}
    for (longitude, latitude), prefix in zip(pairs, ("", "to_"), strict=False):
        fields[f"{prefix}longitude"] = source.take(longitude)
        fields[f"{prefix}latitude"] = source.take(latitude)
    named = " to ".join(latitude.rpartition("_")[0] for _, latitude in pairs[:2])
    return fields, (f"Points are those of {named}.",)


KEPLER = Schema(
    name="a kepler.gl table",
    convert=_kepler,
    refuses=("lat", "lon", "lng", "latitude", "longitude"),
    matches=lambda header: bool(point_names(header)),
    guesses=True,
)

# --- Linked Places --------------------------------------------------------------------------------

_LINKED_NOTE = (
    "Years before the common era are read as ISO 8601 counts them: -0299 is 300 BCE. "
    "Who counts -0300 for 300 BCE is shown one year too early."
)


def _linked_places(source: Source) -> tuple[Fields, Sequence[str]]:
    start = each(source.take("start", "attestation_year"), end_of_span)
    end = each(source.take("end"), end_of_span)
    fields = {
        "id": source.take("id"),
        "title": source.take("title"),
        "source": source.take("title_source"),
        "url": source.take("title_uri"),
        "date": span_of(start, end),
        "category": each(source.see("types", "fclasses"), lambda text: text.split(";")[0]),
        "place": source.see("title"),
        "country": each(source.see("ccodes"), lambda text: text.split(";")[0].strip()),
        "longitude": source.take("lon"),
        "latitude": source.take("lat"),
        "geometry": source.take("geowkt"),
        "text": source.take("description"),
    }
    has_point = filled(fields["longitude"]) & filled(fields["latitude"])
    fields["geometry"] = blank(fields["geometry"], has_point)
    return fields, (_LINKED_NOTE,)


def end_of_span(text: str) -> str:
    """A year or day of Linked Places as EDTF: -44 is -0044, "a/b" is one of that range."""
    return "/".join(_year_first(part.strip()) for part in text.split("/")) if text else ""


def _year_first(text: str) -> str:
    found = re.fullmatch(r"(-?)(\d{1,6})((?:-\d{2}){0,2})(?:T.*)?", text)
    if not found:
        return text
    sign, year, rest = found.groups()
    long = len(year.lstrip("0")) > 4
    return f"Y{sign}{int(year)}" if long else f"{sign}{int(year):04}{rest}"


def span_of(start: Texts, end: Texts) -> Texts:
    """The span from start to end; where an end is a range itself, its outer bound, about."""
    alone = each(start, _one_of)
    first = each(start, lambda text: _outer(text, 0))
    last = each(end, lambda text: _outer(text, -1))
    return first_where(filled(end), first_where(first == last, first, first + "/" + last), alone)


def _one_of(text: str) -> str:
    first, slash, last = text.partition("/")
    return f"[{first}..{last}]" if slash and first and last and first != last else first or last


def _outer(text: str, at: int) -> str:
    parts = text.split("/")
    is_plain = len(parts) == 1 or not has_edtf_form(parts[at])
    return parts[at] if is_plain else f"{parts[at]}~"


LINKED_PLACES = Schema(
    name="Linked Places (LP-TSV)",
    convert=_linked_places,
    needs=("title", "title_source"),
    any_of=("start", "attestation_year", "geowkt"),
)

# --- Leaflet.timeline -----------------------------------------------------------------------------


def _leaflet(source: Source) -> tuple[Fields, Sequence[str]]:
    fields = {name: each(source.take(name), from_epoch) for name in ("start", "end")}
    return fields, ()


LEAFLET = Schema(
    name="Leaflet.timeline features", convert=_leaflet, needs=("start", "end"), guesses=True
)
