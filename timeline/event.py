"""Say what one event is and who says so: the value behind a row of the event frame."""

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
        """One line for readers: Author, "Title", Outlet, date as the source has it."""
        quoted = f'"{self.title}"' if self.title else ""
        return ", ".join(
            part for part in (self.author, quoted, self.outlet, self.published) if part
        )


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
