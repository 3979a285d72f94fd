"""Find statements of how many troops are where, or go where, in English text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from timeline.extract.article import Span

Status = Literal["stationed", "moving", "planned", "withdrawn", "claimed"]


@dataclass(frozen=True, slots=True)
class TroopStatement:
    """So many troops of an actor at a place, or on their way from one to another.

    `start`, `end` span the number with its unit ("28,500 US ground troops"). `actor`,
    `place` (host or destination) and `origin` are ISO alpha-3 codes, "" where the text
    does not say; the spans are the words they rest on.
    """

    start: int
    end: int
    text: str
    low: float
    high: float
    is_approximate: bool
    unit: str
    actor: str
    place: str
    origin: str
    status: Status
    number: Span
    actor_span: Span | None
    place_span: Span | None
    origin_span: Span | None
    sentence: Span
    confidence: float
    rule: str
