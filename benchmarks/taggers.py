"""What the scorers of extraction call: one function per task, each loading only what it needs."""

from __future__ import annotations

from datetime import date


def tag_times(text: str, reference_date: date | None) -> list[tuple[int, int, str]]:
    """Tag the time expressions of news."""
    from timeline.extract.timex import find_times

    return [(found.start, found.end, found.value) for found in find_times(text, reference_date)]


def tag_times_narrative(text: str, reference_date: date | None) -> list[tuple[int, int, str]]:
    """Tag the time expressions of a history, whose own dates say what its words count from."""
    from timeline.extract.timex import find_times

    found = find_times(text, reference_date, mode="narrative")
    return [(one.start, one.end, one.value) for one in found]
