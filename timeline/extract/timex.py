"""Find time expressions in English text and say which date each one means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from timeline.edtf import EventDate

Type = Literal["DATE", "TIME", "DURATION", "SET"]
Basis = Literal["explicit", "publication", "text", "vague"]


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression: its span, its TIMEX3 type and value, and the date that it means.

    `date` is None where it dates nothing: a duration, a set, a fiscal year, "recently".
    `basis` says what the value rests on: the words alone, the day of publication, or
    another date of the text; `confidence` is from 0 to 1; `rule` names what found it.
    """

    start: int
    end: int
    text: str
    type: Type
    value: str
    date: EventDate | None
    basis: Basis
    confidence: float
    rule: str
