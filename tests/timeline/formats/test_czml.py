import json
from typing import Any

import pytest
import shapely

from timeline.edtf import EventDate
from timeline.event import Event
from timeline.formats.czml import write_czml
from timeline.frame import empty_frame, frame_from_events


def packets(*events: Event) -> list[dict[str, Any]]:
    held: list[dict[str, Any]] = json.loads(write_czml(frame_from_events(events), title="T"))
    return held


@pytest.mark.parametrize(
    ("date", "availability"),
    [
        ("2018", "2018-01-01T00:00:00Z/2019-01-01T00:00:00Z"),
        ("2018-06-12T09:30Z", "2018-06-12T09:30:00Z/2018-06-12T09:31:00Z"),
        ("2018/..", "2018-01-01T00:00:00Z/9999-12-31T23:59:59Z"),
        ("../2018", "0001-01-01T00:00:00Z/2019-01-01T00:00:00Z"),
        ("9999", "9999-01-01T00:00:00Z/9999-12-31T23:59:59Z"),
        ("-0300", None),
        (None, None),
    ],
)
def test_row_is_available_within_its_bounds(date: str | None, availability: str | None) -> None:
    _, packet = packets(Event("x", date and EventDate.parse(date)))
    assert packet.get("availability") == availability
    assert packet["properties"].get("date") == date


def test_document_packet_comes_first_with_the_clock() -> None:
    document, *_ = packets(
        Event("a", EventDate.parse("2018")), Event("b", EventDate.parse("2020-06"))
    )
    assert document == {
        "id": "document",
        "name": "T",
        "version": "1.0",
        "clock": {
            "interval": "2018-01-01T00:00:00Z/2020-07-01T00:00:00Z",
            "currentTime": "2018-01-01T00:00:00Z",
        },
    }
    assert len(json.loads(write_czml(empty_frame()))) == 1


@pytest.mark.parametrize(
    ("wkt", "path", "numbers"),
    [
        ("POINT (1 2)", ("position",), [1, 2, 0]),
        ("LINESTRING (1 2, 3 4)", ("polyline", "positions"), [1, 2, 0, 3, 4, 0]),
        (
            "POLYGON ((0 0, 1 0, 1 1, 0 0))",
            ("polygon", "positions"),
            [0, 0, 0, 1, 0, 0, 1, 1, 0, 0, 0, 0],
        ),
    ],
)
def test_geometry_is_degrees_longitude_first(
    wkt: str, path: tuple[str, ...], numbers: list[float]
) -> None:
    _, held = packets(Event("x", geometry=shapely.from_wkt(wkt)))
    for key in path:
        held = held[key]
    assert held == {"cartographicDegrees": numbers}


def test_every_further_part_is_a_packet_of_its_own() -> None:
    _, first, second = packets(Event("x", id="a", geometry=shapely.MultiPoint([(1, 2), (3, 4)])))
    assert (first["id"], second["id"], second["parent"]) == ("row:a", "part:2:a", "row:a")


def test_description_is_text_that_cannot_run() -> None:
    _, packet = packets(Event("x", text="<img src=x onerror=alert(1)>\nb"))
    assert packet["description"] == "&lt;img src=x onerror=alert(1)&gt;<br>b"


def test_an_id_cannot_pass_for_the_document() -> None:
    _, packet = packets(Event("x", id="document"))
    assert packet["id"] == "row:document"
