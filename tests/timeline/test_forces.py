import datetime as dt
from typing import Any

import numpy as np
import pytest
import shapely

from timeline.edtf import EventDate
from timeline.errors import FilterError
from timeline.event import Event
from timeline.forces import movements, strength_as_of, totals
from timeline.frame import frame_from_events


def force(id_: str, date: str, low: float | None, **parts: Any) -> Event:
    held: dict[str, Any] = {
        "kind": "force",
        "actors": ("USA",),
        "country": "KOR",
        "place": "South Korea",
        "strength_low": low,
        "strength_high": low,
    }
    return Event(id_, EventDate.parse(date) if date else None, id=id_, **held | parts)


SERIES = [
    force("a", "2015", 30_000),
    force("b", "2018-06", 28_000),
    force("c", "2020-01-15", 28_500),
]


@pytest.mark.parametrize(
    ("when", "last"),
    [
        ("2014", []),
        ("2015", ["a"]),
        ("2017-12-31", ["a"]),
        ("2018-05", ["a"]),
        ("2018-06-01", ["b"]),
        ("2020-01-14", ["b"]),
        ("2020-01-15", ["c"]),
        (dt.date(2020, 1, 15), ["c"]),
        (np.datetime64("2020-01-15"), ["b"]),
        ("2030", ["c"]),
    ],
)
def test_last_observation_before_the_end_of_the_day_holds(when: Any, last: list[str]) -> None:
    frame = frame_from_events(reversed(SERIES))
    assert strength_as_of(frame, when)["id"].tolist() == last


@pytest.mark.parametrize(
    ("date", "when", "holds"),
    [
        ("2001/2014", "2005", True),
        ("2001/2014", "2014-12-31", True),
        ("2001/2014", "2015-01-01", False),
        ("2001/..", "2030", True),
        ("2001/", "2030", True),
        ("../2014", "1990", True),
        ("../2014", "2016", False),
        ("2001", "2016", True),
        ("", "2016", False),
    ],
)
def test_interval_ends_and_an_instant_does_not(date: str, when: str, holds: bool) -> None:
    frame = frame_from_events([force("x", date, 5)])
    assert (len(strength_as_of(frame, when)) == 1) is holds


@pytest.mark.parametrize(
    ("event", "stale"),
    [
        (force("x", "2018", 5), True),
        (force("x", "2022-02", 5), False),
        (force("x", "2000/2024", 5), False),
        (force("x", "2000/..", 5), True),
        (force("x", "2000/..", 5, published=dt.datetime(2023, 5, 1)), False),
    ],
)
def test_observation_is_stale_by_its_age(event: Event, stale: bool) -> None:
    table = strength_as_of(frame_from_events([event]), "2024-02", stale_after_days=800)
    assert table["stale"].tolist() == [stale]


def test_forces_are_kept_apart_by_actor_place_and_unit() -> None:
    frame = frame_from_events(
        [
            force("a", "2018", 1),
            force("b", "2018", 2, actors=("GBR", "USA")),
            force("c", "2018", 3, place="Osan"),
            force("d", "2018", 4, unit="Eighth Army"),
            force("e", "2018", 5, status="planned"),
            force("f", "2018", 6, status="cancelled"),
            force("g", "2018", 7, kind="event"),
        ]
    )
    table = strength_as_of(frame, "2018")
    assert table["id"].tolist() == ["a", "b", "c", "d"]
    assert table["actor"].tolist() == ["USA", "GBR", "USA", "USA"]


def test_whole_covers_its_parts_in_totals() -> None:
    frame = frame_from_events(
        [
            force("country", "2018", 28_500),
            force("place", "2018", 3_000, place="Osan"),
            force("unit", "2018", 900, unit="Eighth Army"),
            force("japan-place", "2018", 20_000, country="JPN", place="Okinawa"),
            force("japan-unit", "2018", 500, country="JPN", place="Okinawa", unit="18th Wing"),
            force("japan-other", "2018", 100, country="JPN", place="Misawa", unit="35th Wing"),
            force("british", "2018", 50, actors=("GBR",)),
            force("unknown", "2018", None, country="JPN", place="Sasebo"),
        ]
    )
    by_country = totals(frame, "2018").set_index("country")
    assert by_country["strength_low"].to_dict() == {"JPN": 20_100, "KOR": 28_550}
    assert by_country["forces"].to_dict() == {"JPN": 2, "KOR": 2}
    by_actor = totals(frame, "2018", by="actor").set_index("actor")
    assert by_actor["strength_high"].to_dict() == {"GBR": 50, "USA": 48_600}


def test_bounds_are_added_up_apart_and_staleness_is_told() -> None:
    frame = frame_from_events(
        [
            force("a", "2010", 100, strength_high=200.0),
            force("b", "2018", 50, strength_high=None, place="Osan", country="JPN"),
            force("c", "2018", 10, actors=("GBR",)),
        ]
    )
    table = totals(frame, "2018").set_index("country")
    assert table.loc["KOR"].tolist() == [110, 210, 2, True]
    assert table.loc["JPN"].tolist() == [50, 50, 1, False]


@pytest.mark.parametrize("by", ["place", ""])
def test_totals_by_anything_else_are_refused(by: Any) -> None:
    with pytest.raises(FilterError, match="use country or actor"):
        totals(frame_from_events(SERIES), "2018", by=by)


@pytest.mark.parametrize("when", ["", "soon", "2018/2019"])
def test_strength_as_of_no_date_is_refused(when: str) -> None:
    with pytest.raises(FilterError, match="write"):
        strength_as_of(frame_from_events(SERIES), when)


def test_frame_without_forces_has_no_strength() -> None:
    frame = frame_from_events([Event("x", EventDate.parse("2018"))])
    assert len(strength_as_of(frame, "2018")) == len(totals(frame, "2018")) == 0


def test_movements_tell_both_ends() -> None:
    frame = frame_from_events(
        [
            Event("other"),
            Event("go", kind="movement", geometry=shapely.LineString([(1, 2), (5, 6), (3, 4)])),
            Event("arrive", kind="movement", geometry=shapely.Point(3, 4)),
            Event("nowhere", kind="movement"),
        ]
    )
    ends = movements(frame)[["from_longitude", "from_latitude", "to_longitude", "to_latitude"]]
    expected = [[1, 2, 3, 4], [np.nan, np.nan, 3, 4], [np.nan] * 4]
    np.testing.assert_array_equal(ends.to_numpy(), expected)
    assert "from_longitude" not in frame.columns
