"""Say what one event is and who says so: the value behind a row of the event frame."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from shapely.geometry.base import BaseGeometry

from timeline.edtf import EventDate

KINDS = ("event", "force", "movement", "area")
STATUSES = ("happened", "ongoing", "planned", "claimed", "cancelled")


@dataclass(frozen=True, slots=True)
class Source:
    """Something published that says so."""

    title: str = ""
    author: str = ""
    outlet: str = ""
    published: str = ""
    url: str = ""

    @property
    def citation(self) -> str:
        """One line for readers: Author, "Title", Outlet, 3 December 2024."""
        quoted = f'"{self.title}"' if self.title else ""
        parts = (self.author, quoted, self.outlet, _in_words(self.published))
        return ", ".join(part for part in parts if part)


_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_DAY_OR_MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])(?:-([0-9]{2}))?")


def _in_words(published: str) -> str:
    """A day or a month in words, anything else as it stands."""
    if not (found := _DAY_OR_MONTH.fullmatch(published)):
        return published
    year, month, day = found.groups()
    return f"{int(day) if day else ''} {_MONTHS[int(month) - 1]} {year}".strip()


@dataclass(frozen=True, slots=True)
class Event:
    """One dated thing: what, when, where, who took part, who says so."""

    title: str
    date: EventDate | None = None
    id: str = ""
    kind: str = "event"
    text: str = ""
    date_text: str = ""
    place: str = ""
    country: str = ""
    geometry: BaseGeometry | None = None
    radius_km: float = 0.0
    actors: tuple[str, ...] = ()
    category: str = ""
    status: str = "happened"
    strength_low: float | None = None
    strength_high: float | None = None
    unit: str = ""
    source: str = ""
    url: str = ""
    published: datetime | None = None
    quote: str = ""
    quote_start: int | None = None
    quote_end: int | None = None
    confidence: float | None = None
    extra: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
