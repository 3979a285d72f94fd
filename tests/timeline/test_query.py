import datetime as dt
import json
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.edtf import EventDate
from timeline.errors import FilterError
from timeline.event import Event
from timeline.frame import build_frame, frame_from_events
from timeline.query import FacetCount, Filter, Window, facets, select, split

GOLDEN = json.loads((Path(__file__).parents[1] / "golden" / "windows.json").read_text())


def dated(*texts: str) -> gpd.GeoDataFrame:
    return build_frame(pd.DataFrame({"title": [*map(str, range(len(texts)))], "date": texts})).frame


def answers(frame: gpd.GeoDataFrame, window: Window | None) -> list[str]:
    parts = split(frame, window)
    assert not (parts.certain & parts.possible).any()
    return [
        "certain" if sure else "possible" if maybe else "hidden"
        for sure, maybe in zip(parts.certain, parts.possible, strict=True)
    ]


# --- windows --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "last", "start", "end"),
    [
        ("2018", "2019", "2018-01-01", "2020-01-01"),
        ("2018-06-12", "2018-06-12", "2018-06-12", "2018-06-13"),
        ("2018-02", "2018-02", "2018-02-01", "2018-03-01"),
        (dt.date(2018, 6, 12), dt.date(2018, 6, 14), "2018-06-12", "2018-06-15"),
        ("2018-06-12T09:30", "2018-06-12T09:30", "2018-06-12T09:30", "2018-06-12T09:31"),
        ("195X", "1962", "1950-01-01", "1963-01-01"),
        ("2018-22", None, "2018-06-01", None),
        ("", " 2018 ", None, "2019-01-01"),
        (None, None, None, None),
        ("-0300", "0000", "-0300-01-01", "0001-01-01"),
    ],
)
def test_window_from_days_includes_its_last_day(
    first: Any, last: Any, start: str | None, end: str | None
) -> None:
    window = Window.from_days(first, last)
    assert window == Window(start and np.datetime64(start), end and np.datetime64(end))


@pytest.mark.parametrize(
    ("first", "last", "message"),
    [
        ("2019", "2018", r"ends \(2018\) before it starts \(2019\)"),
        ("soon", None, "start 'soon' is not one date"),
        (None, "2019-02-30", "end '2019-02-30' is not one date"),
        ("2018/2019", None, "start '2018/2019' is not one date"),
        (None, "[2018,2019]", "is not one date"),
        ("../2019", None, "is not one date"),
    ],
)
def test_window_that_cannot_be_says_why(first: Any, last: Any, message: str) -> None:
    with pytest.raises(FilterError, match=message):
        Window.from_days(first, last)


def test_window_may_be_a_moment_but_not_run_backwards() -> None:
    moment = np.datetime64("2018-06-12T09:00")
    assert answers(dated("2018/2020", "2018-06-12"), Window(moment, moment)) == [
        "possible",
        "possible",
    ]
    with pytest.raises(FilterError, match="swap"):
        Window(np.datetime64("2019"), np.datetime64("2018"))


# --- certain and possible -------------------------------------------------------------------------


def moment(milliseconds: int | None) -> np.datetime64 | None:
    return None if milliseconds is None else np.datetime64(milliseconds, "ms")


@pytest.mark.parametrize("case", GOLDEN, ids=lambda case: case["edtf"] or "undated")
def test_golden_date_falls_into_its_windows_as_written(case: dict[str, Any]) -> None:
    frame = dated(case["edtf"])
    given_ = [
        answers(frame, Window(moment(window["start"]), moment(window["end"])))[0]
        for window in case["windows"]
    ]
    assert given_ == [window["answer"] for window in case["windows"]]


@pytest.mark.parametrize("case", GOLDEN, ids=lambda case: case["edtf"] or "undated")
def test_golden_bounds_are_those_of_the_date(case: dict[str, Any]) -> None:
    if not case["edtf"]:
        return
    date = EventDate.parse(case["edtf"])
    infinite = {-(2**62): "-inf", 2**62: "inf"}
    for name, when_open in (("earliest", "-inf"), ("latest", "inf")):
        bound = getattr(date, name)
        assert case[name] == (when_open if bound is None else bound // 1000)
    for name in ("sure_begun", "sure_until"):
        bound = getattr(date, name)
        assert case[name] == infinite.get(bound, bound // 1000)


DAY = np.timedelta64(1, "D")
EPOCH = np.datetime64("2018-01-01")


def truths(text: str) -> list[tuple[int, int]]:
    """Every (first day, last day) that an event of this date may really have had."""
    sides = [EventDate.parse(side) for side in text.split("/")]
    ranges = [
        range(side.earliest // 86_400_000_000, side.latest // 86_400_000_000) for side in sides
    ]
    if len(ranges) == 1:
        return [(day, day) for day in ranges[0]]
    return [(first, last) for first in ranges[0] for last in ranges[1] if last >= first]


DATES = ["2018-06-12", "2018-06", "2018-06-10/2018-06-14", "2018-06/2018-06-14", "2018-05/2018-06",
         "2018-06-10/2018-06", "2018-06/2018-06", "2018-06-12/2018-06-12"]  # fmt: skip


@pytest.mark.parametrize("text", DATES)
@given(start=st.integers(-45, 40), days=st.integers(1, 60))
@settings(max_examples=40, deadline=None)
def test_certain_is_what_holds_whatever_the_true_date(text: str, start: int, days: int) -> None:
    first = int(np.datetime64("2018-06-12").astype(int)) + start
    overlaps = [begun < first + days and ended >= first for begun, ended in truths(text)]
    expected = "certain" if all(overlaps) else "possible" if any(overlaps) else "hidden"
    window = Window(np.datetime64(first, "D"), np.datetime64(first + days, "D"))
    assert answers(dated(text), window) == [expected]


ALL_DATES = dated(*(case["edtf"] for case in GOLDEN))
bounds = st.one_of(st.none(), st.integers(-800_000, 30_000))


def window_of(start: int | None, end: int | None) -> Window:
    if start is not None and end is not None and end < start:
        start, end = end, start
    return Window(
        None if start is None else np.datetime64(start, "D"),
        None if end is None else np.datetime64(end, "D"),
    )


@given(start=bounds, end=bounds, before=st.integers(0, 500_000), after=st.integers(0, 500_000))
@settings(max_examples=200, deadline=None)
def test_wider_window_hides_nothing(
    start: int | None, end: int | None, before: int, after: int
) -> None:
    narrow = window_of(start, end)
    wide = Window(
        None if narrow.start is None else narrow.start - before * DAY,
        None if narrow.end is None else narrow.end + after * DAY,
    )
    inner, outer = split(ALL_DATES, narrow), split(ALL_DATES, wide)
    shown, shown_wider = (inner.certain | inner.possible), (outer.certain | outer.possible)
    if not wide.is_open:
        assert not (shown & ~shown_wider).any()
        assert not (inner.certain & ~outer.certain).any()


@given(start=bounds, end=bounds)
@settings(max_examples=200, deadline=None)
def test_certain_and_possible_never_meet_and_undated_is_neither(
    start: int | None, end: int | None
) -> None:
    window = window_of(start, end)
    parts = split(ALL_DATES, window)
    assert not (parts.certain & parts.possible).any()
    if not window.is_open:
        undated = (ALL_DATES["date"] == "").to_numpy()
        assert not ((parts.certain | parts.possible) & undated).any()


@pytest.mark.parametrize("window", [None, Window(), Window.from_days()])
def test_no_window_keeps_all_as_certain(window: Window | None) -> None:
    assert set(answers(ALL_DATES, window)) == {"certain"}


# --- filters --------------------------------------------------------------------------------------

EVENTS = frame_from_events(
    [
        Event(
            "Singapore summit",
            EventDate.parse("2018-06-12"),
            id="singapore",
            country="SGP",
            place="Sentosa",
            actors=("USA", "PRK"),
            category="summit",
        ),
        Event(
            "Élysée visit",
            EventDate.parse("2018"),
            id="paris",
            country="FRA",
            text="A walk in the Jardin",
            actors=("KOR", "Ban Ki-moon"),
            category="summit",
            status="planned",
        ),
        Event(
            "Garrison",
            EventDate.parse("2019/.."),
            id="garrison",
            kind="force",
            country="KOR",
            actors=("USA",),
            category="military",
            status="ongoing",
        ),
        Event("Rumour", None, id="rumour", country="KOR", status="claimed"),
        Event("At sea", EventDate.parse("2017-05"), id="sea", actors=("ISF",)),
    ]
)


def kept(**parts: Any) -> list[str]:
    return select(EVENTS, Filter(**parts)).frame["id"].tolist()


ALL = EVENTS["id"].tolist()


@pytest.mark.parametrize(
    ("parts", "ids"),
    [
        ({}, ALL),
        ({"countries": ("KOR",)}, ["paris", "garrison", "rumour"]),
        ({"countries": ("KOR",), "country_role": "where"}, ["garrison", "rumour"]),
        ({"countries": ("KOR",), "country_role": "who"}, ["paris"]),
        ({"countries": ("USA",), "country_role": "where"}, []),
        ({"countries": ("South Korea", "sgp")}, ["singapore", "paris", "garrison", "rumour"]),
        ({"countries": ("",)}, ["sea"]),
        ({"countries": ("",), "country_role": "who"}, ["rumour", "sea"]),
        ({"countries": ("JPN",)}, []),
        ({"kinds": ("force", "area")}, ["garrison"]),
        ({"categories": ("summit",)}, ["singapore", "paris"]),
        ({"categories": ("",)}, ["rumour", "sea"]),
        ({"categories": ("no such",)}, []),
        ({"statuses": ("planned", "claimed")}, ["paris", "rumour"]),
        ({"actors": ("USA",)}, ["singapore", "garrison"]),
        ({"actors": ("Ban Ki-moon", "PRK")}, ["singapore", "paris"]),
        ({"text": "SUMMIT"}, ["singapore"]),
        ({"text": "elysee"}, ["paris"]),
        ({"text": "jardin visit"}, ["paris"]),
        ({"text": "jardin summit"}, []),
        ({"text": "north korea"}, ["singapore"]),
        ({"text": "ki-moon"}, ["paris"]),
        ({"text": "sentosa united"}, ["singapore"]),
        ({"text": "  "}, ALL),
        ({"countries": ("KOR",), "kinds": ("force",), "text": "garr"}, ["garrison"]),
    ],
)
def test_filter_keeps_what_it_should_in_order(parts: dict[str, Any], ids: list[str]) -> None:
    assert kept(**parts) == ids


@pytest.mark.parametrize(
    ("window", "ids", "certain", "undated"),
    [
        (None, ALL, [True] * 5, 0),
        (("2018", "2018"), ["singapore", "paris"], [True, True], 1),
        (("2018-06", "2018-06"), ["singapore", "paris"], [True, False], 1),
        (("2020", None), ["garrison"], [True], 1),
        (("2019", "2019-06"), ["garrison"], [False], 1),
        ((None, "2017-05-15"), ["sea"], [False], 1),
        (("1950", "1951"), [], [], 1),
    ],
)
def test_window_parts_the_rows_and_sets_undated_ones_aside(
    window: tuple[str | None, str | None] | None,
    ids: list[str],
    certain: list[bool],
    undated: int,
) -> None:
    flt = Filter(window=window and Window.from_days(*window))
    selection = select(EVENTS, flt)
    assert selection.frame["id"].tolist() == ids
    assert selection.certain.tolist() == certain
    assert selection.possible.tolist() == [not sure for sure in certain]
    assert selection.undated == undated


def test_undated_rows_are_counted_only_where_the_rest_of_the_filter_keeps_them() -> None:
    window = Window.from_days("2018", "2018")
    assert select(EVENTS, Filter(window=window, countries=("KOR",))).undated == 1
    assert select(EVENTS, Filter(window=window, countries=("FRA",))).undated == 0


def test_selecting_changes_nothing_and_keeps_the_type() -> None:
    before = EVENTS.copy(deep=True)
    frame = select(EVENTS, Filter(text="summit")).frame
    assert isinstance(frame, gpd.GeoDataFrame)
    assert frame.crs == EVENTS.crs
    pd.testing.assert_frame_equal(pd.DataFrame(EVENTS), pd.DataFrame(before))


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"countries": ("Atlantis",)}, "'Atlantis' is no country we know"),
        ({"countries": "KOR"}, "countries 'KOR' should be a tuple"),
        ({"kinds": ("evnt",)}, "'evnt' is no kind we know; use one of event"),
        ({"statuses": ("done",)}, "'done' is no status we know"),
        ({"country_role": "whose"}, "'whose' is no country role we know; use one of either"),
    ],
)
def test_filter_that_no_frame_can_answer_says_why(parts: dict[str, Any], message: str) -> None:
    with pytest.raises(FilterError, match=message):
        Filter(**parts)


# --- facets ---------------------------------------------------------------------------------------


def counts(facet: str, **parts: Any) -> dict[str, tuple[int, int]]:
    found = facets(EVENTS, Filter(**parts))[facet]
    return {count.value: (count.certain, count.possible) for count in found}


JUNE = Window.from_days("2018-06", "2018-06")


@pytest.mark.parametrize(
    ("facet", "parts", "expected"),
    [
        ("kind", {}, {"event": (4, 0), "force": (1, 0)}),
        ("kind", {"kinds": ("force",)}, {"event": (4, 0), "force": (1, 0)}),
        ("kind", {"kinds": ("area",), "text": "summit"}, {"event": (1, 0), "area": (0, 0)}),
        ("kind", {"window": JUNE}, {"event": (1, 1)}),
        ("category", {"window": JUNE}, {"summit": (1, 1)}),
        (
            "status",
            {"countries": ("KOR",)},
            dict.fromkeys(["claimed", "ongoing", "planned"], (1, 0)),
        ),
        (
            "country",
            {},
            {"KOR": (3, 0), "USA": (2, 0), "FRA": (1, 0), "PRK": (1, 0), "SGP": (1, 0), "": (1, 0)},
        ),
        ("country", {"country_role": "where", "window": JUNE}, {"SGP": (1, 0), "FRA": (0, 1)}),
        (
            "country",
            {"country_role": "who", "window": JUNE},
            {"PRK": (1, 0), "USA": (1, 0), "KOR": (0, 1)},
        ),
        ("actor", {"countries": ("SGP",)}, {"PRK": (1, 0), "USA": (1, 0)}),
        ("actor", {"kinds": ("force",), "actors": ("KOR",)}, {"USA": (1, 0), "KOR": (0, 0)}),
    ],
)
def test_facet_counts_ignore_their_own_part_of_the_filter(
    facet: str, parts: dict[str, Any], expected: dict[str, tuple[int, int]]
) -> None:
    assert counts(facet, **parts) == expected


def test_facets_have_labels_and_come_in_the_order_of_their_counts() -> None:
    found = facets(EVENTS, Filter())
    assert list(found) == ["country", "kind", "category", "status", "actor"]
    assert found["country"][:2] == (
        FacetCount("KOR", "South Korea", 3, 0),
        FacetCount("USA", "United States", 2, 0),
    )
    assert found["category"][0] == FacetCount("", "no category", 2, 0)
    assert [count.label for count in found["actor"]] == [
        "United States",
        "Ban Ki-moon",
        "ISF",
        "North Korea",
        "South Korea",
    ]


def test_picking_a_counted_value_keeps_as_many() -> None:
    for facet, part in (("country", "countries"), ("category", "categories"), ("actor", "actors")):
        for count in facets(EVENTS, Filter(window=JUNE))[facet]:
            selection = select(EVENTS, Filter(window=JUNE, **{part: (count.value,)}))
            assert selection.certain.sum() == count.certain
            assert selection.possible.sum() == count.possible


def test_actor_named_twice_in_a_row_is_counted_once() -> None:
    frame = EVENTS.copy(deep=True)
    frame.at[0, "actors"] = ["USA", "USA"]
    values = {count.value: count.certain for count in facets(frame, Filter())["actor"]}
    assert values["USA"] == 2


def test_empty_frame_has_facets_and_a_selection() -> None:
    frame = EVENTS.iloc[:0]
    flt = Filter(countries=("KOR",), text="x", window=JUNE)
    assert len(select(frame, flt).frame) == 0
    assert facets(frame, flt)["country"] == (FacetCount("KOR", "South Korea", 0, 0),)
    assert facets(frame, Filter())["actor"] == ()
