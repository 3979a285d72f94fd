from pathlib import Path

import numpy as np
import pytest

from timeline.edtf import EventDate
from timeline.event import Event
from timeline.frame import frame_from_events
from timeline.query import Window
from timeline.view.options import LANGUAGES, view_options, whole_of


@pytest.mark.parametrize(
    ("dates", "first", "last"),
    [
        (["2018", "1950-06-25"], "1950-06-25", "2018-12-31"),
        (["2018", "2024-12/.."], "2018-01-01", "2024-12-01"),
        (["../1950", "1945"], "1945-01-01", "1950-12-31"),
        (["-0300", None], "-0300-01-01", "-0300-12-31"),
    ],
    ids=["bounds", "open end", "open start", "one undated"],
)
def test_whole_goes_from_the_first_to_the_last_day_named(
    dates: list[str | None], first: str, last: str
) -> None:
    events = [Event("E", EventDate.parse(date) if date else None) for date in dates]
    assert whole_of(frame_from_events(events)) == Window.from_days(first, last)


def test_nothing_dated_has_no_whole() -> None:
    assert whole_of(frame_from_events([])) == Window()
    frame = frame_from_events([Event("Undated")])
    assert view_options(frame, window=Window(np.datetime64("2018-01-01", "us"))) == {}


def test_every_catalogue_of_the_browser_can_be_asked_for(root: Path) -> None:
    catalogues = (root / "timeline/view/words").glob("*.json")
    assert {path.stem for path in catalogues} == set(LANGUAGES)
