"""A draft: an event or a force that a program found in an article and nobody accepted yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from geo.place import Place
from timeline.event import Event
from timeline.extract.article import Span


@dataclass(frozen=True, slots=True)
class Draft:
    """An event to be reviewed, and for each of its fields the words of the article it rests on.

    `evidence` maps the name of a field of the event ("date", "place", "actors",
    "strength", "title") to spans; a field without one was inferred. `places` are the
    runners-up for the place, best first. `rule` names what made the draft; `maker` is
    "rules" or "helper".
    """

    event: Event
    evidence: Mapping[str, tuple[Span, ...]] = field(default_factory=lambda: MappingProxyType({}))
    places: tuple[Place, ...] = ()
    rule: str = ""
    maker: str = "rules"
