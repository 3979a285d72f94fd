"""What people who verify footage share: timemap, Bellingcat, osint-geo-extractor, Atlos."""

import re
from collections.abc import Sequence

from timeline.cells import Texts, filled, first_where
from timeline.formats.known.schema import Fields, Schema, Source, all_joined, joined
from timeline.formats.pieces import each, with_time

_LINK = re.compile(r"https?://[^\s\"',;\]\[}]+")


def _first_link(text: str) -> str:
    found = _LINK.search(text)
    return found[0] if found else ""


def _numbered(source: Source, name: str) -> Texts:
    """The columns name1, name2 … as one."""
    return all_joined([source.take(held) for held in source.named_like(name)], "; ", source.size)


def _footage(source: Source) -> tuple[Fields, Sequence[str]]:
    groups = joined(_numbered(source, "association"), "; ", source.see("associations", "filters"))
    sources = joined(_numbered(source, "source"), "; ", source.see("sources", "links"))
    dates = with_time(source.take("date"), source.see("time"))
    category = source.take("category_full", "category", "type")
    fields = {
        "id": source.take("id", "civId"),
        "date": dates,
        "text": source.take("description"),
        "category": first_where(filled(category), category, each(groups, _short)),
        "place": source.take("location"),
        "latitude": source.take("latitude", "lat"),
        "longitude": source.take("longitude", "long"),
        "source": each(sources, _short),
        "url": each(sources, _first_link),
    }
    if groups.any() and not source.has("associations") and not source.has("filters"):
        fields["associations"] = groups
    return fields, ("Dates such as 03/04/2022 begin with the month there.",)


def _short(text: str) -> str:
    return text if len(text) <= 200 else text[:199] + "…"


TIMEMAP = Schema(
    name="a timemap datasheet",
    convert=_footage,
    needs=("description", "date", "location"),
    any_of=("association1", "associations", "association 1"),
    day_first=False,
)
BELLINGCAT = Schema(
    name="events of Bellingcat's TimeMap",
    convert=_footage,
    needs=("id", "description", "date", "location", "latitude", "longitude", "sources"),
    any_of=("associations", "filters", "civId"),
    day_first=False,
    notice="Cite Bellingcat and its contributors, and link to the map that the data came from.",
)


def _extracted(source: Source) -> tuple[Fields, Sequence[str]]:
    links = source.see("links")
    fields = {
        "id": source.take("id"),
        "date": source.take("date"),
        "title": source.take("title"),
        "text": source.take("description"),
        "place": source.take("place_desc"),
        "latitude": source.take("latitude"),
        "longitude": source.take("longitude"),
        "source": source.take("source"),
        "url": each(links, _first_link),
    }
    return fields, ()


EXTRACTED = Schema(
    name="events of osint-geo-extractor",
    convert=_extracted,
    needs=("date", "latitude", "longitude", "place_desc"),
    any_of=("links", "source"),
    notice="The data belong to those who verified them (GeoConfirmed, Bellingcat, Cen4infoRes, "
    "DefMon, Texty): cite them.",
)


def _atlos(source: Source) -> tuple[Fields, Sequence[str]]:
    fields = {
        "id": source.take("slug", "id"),
        "text": source.take("description", "attr_description"),
        "status": first_where(filled(source.see("status", "attr_status")), "claimed", "claimed"),
    }
    return fields, ("Atlos' own status is kept beside ours, which is 'claimed' until verified.",)


ATLOS = Schema(
    name="incidents of Atlos",
    convert=_atlos,
    matches=lambda header: any(
        {prefix + name for name in ("status", "description", "sensitive")} <= set(header)
        for prefix in ("", "attr_")
    ),
    guesses=True,
)
