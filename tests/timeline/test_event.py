import dataclasses

import pytest

from timeline.event import Event, Source


@pytest.mark.parametrize(
    ("source", "citation"),
    [
        pytest.param(
            Source("MAGA Gathers Clouds", "Shim Jae Hoon", "Asia Sentinel", "2024-12"),
            'Shim Jae Hoon, "MAGA Gathers Clouds", Asia Sentinel, December 2024',
            id="a-month",
        ),
        pytest.param(
            Source("Summit", outlet="CNA", published="2019-02-28"),
            '"Summit", CNA, 28 February 2019',
            id="a-day-and-no-author",
        ),
        pytest.param(Source(outlet="Wikipedia"), "Wikipedia", id="only-an-outlet"),
        pytest.param(Source("Annals", published="1953~"), '"Annals", 1953~', id="other-edtf-as-is"),
        pytest.param(Source("Log", published="2024-13"), '"Log", 2024-13', id="no-such-month"),
        pytest.param(Source(), "", id="nothing"),
    ],
)
def test_citation_names_what_is_known(source: Source, citation: str) -> None:
    assert source.citation == citation


def test_event_cannot_be_changed() -> None:
    event = Event("Armistice")
    with pytest.raises(dataclasses.FrozenInstanceError):
        event.title = "War"  # type: ignore[misc]


def test_events_of_equal_parts_are_equal() -> None:
    assert Event("Armistice", actors=("USA",)) == Event("Armistice", actors=("USA",))
    assert Event("Armistice") != Event("Armistice", place="Panmunjom")
