"""Call each tagger of ours on a text, for the benchmarks: plain lists of plain values."""

from __future__ import annotations

from datetime import date
from typing import Any


def tag_troops(text: str, reference_date: str) -> list[dict[str, Any]]:
    """Return the statements of troop numbers of a text."""
    from timeline.extract.troops import find_troops

    fields = ("start", "end", "actor", "low", "high", "place", "origin", "status")
    found = find_troops(text, date.fromisoformat(reference_date))
    return [{field: getattr(one, field) for field in fields} for one in found]
