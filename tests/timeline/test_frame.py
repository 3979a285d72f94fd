import datetime as dt
from collections.abc import Sequence
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from geopandas.testing import assert_geodataframe_equal

from timeline.edtf import EventDate
from timeline.errors import FrameError
from timeline.event import Event
from timeline.frame import (
    COLUMNS,
    NEVER,
    ReadResult,
    build_frame,
    empty_frame,
    events_from_frame,
    frame_from_events,
    sure_bounds,
    undated,
    unplaced,
    validate,
)


def built(*rows: dict[str, str], **options: Any) -> ReadResult:
    return build_frame(pd.DataFrame(list(rows)).fillna(""), **options)


def one(**cells: str) -> pd.Series:
    result = built({"title": "x"} | cells)
    assert result.rejected == ()
    return result.frame.iloc[0]


# --- columns --------------------------------------------------------------------------------------


def test_frame_has_the_columns_and_types_of_the_house() -> None:
    frame = built({"title": "Summit", "date": "2018-06-12", "lon": "103.8", "lat": "1.25"}).frame
    text = pd.Series(["x"], dtype="str").dtype
    time = np.dtype("datetime64[us]")
    expected = dict.fromkeys(COLUMNS, text)
    expected |= dict.fromkeys(("earliest", "latest", "core_start", "core_end", "published"), time)
    expected |= dict.fromkeys(
        ("radius_km", "strength_low", "strength_high", "confidence"), np.dtype(float)
    )
    expected |= dict.fromkeys(("quote_start", "quote_end"), pd.Int64Dtype())
    expected |= {"actors": np.dtype(object)}
    expected |= {name: frame[name].dtype for name in ("kind", "status", "precision", "geometry")}
    assert dict(frame.dtypes) == expected
    assert list(frame["kind"].cat.categories) == ["event", "force", "movement", "area"]
    assert isinstance(frame["status"].dtype, pd.CategoricalDtype)
    assert isinstance(frame["precision"].dtype, pd.CategoricalDtype)
    assert frame.crs.to_epsg() == 4326


def test_empty_frame_is_a_frame_like_any_other() -> None:
    frame = empty_frame()
    validate(frame)
    assert (len(frame), tuple(frame.columns)) == (0, COLUMNS)
    assert frame.dtypes.to_dict() == built({"title": "x"}).frame.dtypes.to_dict()
    assert pd.concat([frame, frame]).dtypes.to_dict() == frame.dtypes.to_dict()


def test_frame_without_rows_comes_of_a_table_without_rows() -> None:
    result = build_frame(pd.DataFrame({"title": [], "date": [], "note": []}))
    assert (result.read, result.rejected_rows, len(result.frame)) == (0, 0, 0)
    assert "note" in result.frame.columns


def test_raw_table_is_not_changed() -> None:
    raw = pd.DataFrame({"title": [" x "], "date": ["June 1944"], "lon": ["1"], "lat": ["2"]})
    before = raw.copy(deep=True)
    build_frame(raw)
    pd.testing.assert_frame_equal(raw, before)


# --- when -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "date", "words"),
    [
        ({"date": "2018-06-12"}, "2018-06-12", ""),
        ({"date": "June 1944"}, "1944-06", "June 1944"),
        ({"date": "June 1944", "date_text": "in June"}, "1944-06", "in June"),
        ({"date": ""}, "", ""),
        ({"date": " n/a "}, "", ""),
        ({"start": "2018-06-12", "end": "2018-06-14"}, "2018-06-12/2018-06-14", ""),
        ({"start": "2018-06-12", "end": "2018-06-12"}, "2018-06-12", ""),
        ({"start": "2018", "end": ""}, "2018", ""),
        ({"start": "", "end": "2019"}, "/2019", ""),
        ({"start": "June 2018", "end": "2019"}, "2018-06/2019", "June 2018 – 2019"),
        ({"date": "2001", "start": "2018", "end": "2019"}, "2001", ""),
        ({"date": "", "start": "2018", "end": "2019"}, "2018/2019", ""),
        ({"date": "1953-07~"}, "1953-07~", ""),
    ],
)
def test_date_is_edtf_and_the_words_are_kept(cells: dict[str, str], date: str, words: str) -> None:
    row = one(**cells)
    assert (row["date"], row["date_text"]) == (date, words)


def test_bounds_follow_from_the_date() -> None:
    row = one(date="2018-06-12/2018-06-14")
    assert [str(row[name])[:10] for name in ("earliest", "latest", "core_start", "core_end")] == [
        "2018-06-12",
        "2018-06-15",
        "2018-06-12",
        "2018-06-15",
    ]
    assert row["precision"] == "day"


def test_relative_date_refers_to_the_anchor() -> None:
    result = built({"title": "x", "date": "yesterday"}, anchor=dt.date(2024, 12, 4))
    assert result.frame["date"].tolist() == ["2024-12-03"]


@pytest.mark.parametrize(
    ("start", "end", "date"),
    [
        ("03/04/2024", "13/04/2024", "2024-04-03/2024-04-13"),
        ("03/04/2024", "03/13/2024", "2024-03-04/2024-03-13"),
        ("02/13/2024", "03/04/2024", "2024-02-13/2024-03-04"),
    ],
)
def test_start_and_end_settle_for_each_other_which_part_is_the_day(
    start: str, end: str, date: str
) -> None:
    result = built({"title": "x", "start": start, "end": end})
    assert (result.frame["date"].tolist(), result.unsettled) == ([date], "")
    assert len(result.notes) == 1


def test_start_and_end_that_settle_nothing_ask_once() -> None:
    result = built({"title": "x", "start": "03/04/2024", "end": "05/04/2024"})
    assert result.unsettled == "03/04/2024"
    assert len(result.notes) == 1


def test_start_and_end_that_contradict_each_other_are_each_read_alone() -> None:
    result = built({"title": "x", "start": "13/04/2024", "end": "05/14/2024"})
    assert result.frame["date"].tolist() == ["2024-04-13/2024-05-14"]


@pytest.mark.parametrize(("day_first", "date"), [(True, "2024-04-03"), (False, "2024-03-04")])
def test_day_first_settles_what_could_be_two_days(day_first: bool, date: str) -> None:
    result = built({"title": "x", "date": "03/04/2024"}, day_first=day_first)
    assert result.frame["date"].tolist() == [date]


# --- where ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "wkt"),
    [
        ({"longitude": "126.98", "latitude": "37.57"}, "POINT (126.98 37.57)"),
        ({"lon": "126.98", "lat": "37.57"}, "POINT (126.98 37.57)"),
        ({"lon": "126°58'48\"E", "lat": "37,5 N"}, "POINT (126.98 37.5)"),
        ({"lon": "0", "lat": "0"}, "POINT (0 0)"),
        ({"geometry": "LINESTRING (1 2, 3 4)"}, "LINESTRING (1 2, 3 4)"),
        ({"geometry": "POINT (1 2)", "lon": "3", "lat": "4"}, "POINT (1 2)"),
        (
            {"lon": "1", "lat": "2", "to_longitude": "3", "to_latitude": "4"},
            "LINESTRING (1 2, 3 4)",
        ),
        ({"to_lon": "3", "to_lat": "4"}, "POINT (3 4)"),
        ({"lon": "", "lat": " "}, None),
        ({"lon": "nan", "lat": "NaN"}, None),
        ({}, None),
    ],
)
def test_geometry_is_read_longitude_first(cells: dict[str, str], wkt: str | None) -> None:
    row = one(**cells)
    assert (row["geometry"] and row["geometry"].wkt) == wkt


def test_row_that_goes_somewhere_is_a_movement() -> None:
    assert one(lon="1", lat="2", to_longitude="3", to_latitude="4")["kind"] == "movement"
    assert one(lon="1", lat="2")["kind"] == "event"


@pytest.mark.parametrize(
    ("cells", "country", "kept"),
    [
        ({"country": "South Korea"}, "KOR", None),
        ({"country": "prk"}, "PRK", None),
        ({"country": "", "lon": "126.98", "lat": "37.57"}, "KOR", None),
        ({"lon": "2.35", "lat": "48.86"}, "FRA", None),
        ({"lon": "-150", "lat": "10"}, "", None),
        ({"country": "Red Sea", "lon": "39.2", "lat": "21.5"}, "", "Red Sea"),
        ({"country": "JPN", "lon": "126.98", "lat": "37.57"}, "JPN", None),
    ],
)
def test_country_is_a_code_and_what_is_none_is_kept_as_text(
    cells: dict[str, str], country: str, kept: str | None
) -> None:
    row = one(**cells)
    assert (row["country"], row.get("country_text")) == (country, kept)


# --- who and what ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("USA;PRK", ["USA", "PRK"]),
        ("South Korea; United States ;", ["KOR", "USA"]),
        ("KOR;South Korea", ["KOR"]),
        ("United Nations Command;US", ["United Nations Command", "USA"]),
        ("IS;Ben;UK", ["IS", "Ben", "GBR"]),
        ("", []),
    ],
)
def test_actors_are_codes_where_there_is_one(text: str, actors: list[str]) -> None:
    assert one(actors=text)["actors"] == actors


@pytest.mark.parametrize(
    ("cells", "low", "high", "kept"),
    [
        ({"strength": "10000"}, 10_000, 10_000, None),
        ({"strength": "10-12 thousand"}, 10_000, 12_000, "10-12 thousand"),
        ({"strength_low": "5", "strength_high": "6.5"}, 5, 6.5, None),
        ({"strength_low": "5", "strength": "7"}, 5, 7, None),
    ],
)
def test_strength_fills_low_and_high_and_words_are_kept(
    cells: dict[str, str], low: float, high: float, kept: str | None
) -> None:
    row = one(**cells)
    assert (row["strength_low"], row["strength_high"]) == (low, high)
    assert row.get("strength_text") == kept


@pytest.mark.parametrize(
    ("cells", "title"),
    [
        ({"title": " One\nline "}, "One line"),
        ({"text": "A short text."}, "A short text."),
        ({"text": "word " * 40}, "word " * 15 + "word…"),
        ({"place": "Panmunjom"}, "Panmunjom"),
    ],
)
def test_missing_title_comes_of_the_text_or_the_place(cells: dict[str, str], title: str) -> None:
    result = built({"title": ""} | cells)
    assert result.frame["title"].tolist() == [title]
    assert len(result.notes) == (0 if cells.get("title") else 1)


@pytest.mark.parametrize(
    ("published", "day", "kept"),
    [
        ("2024-12-03", "2024-12-03", None),
        ("3 December 2024", "2024-12-03", None),
        ("2024-12-03T10:30:00", "2024-12-03 10:30:00", None),
        ("2024-12", "NaT", "2024-12"),
        ("last winter", "NaT", "last winter"),
    ],
)
def test_publication_is_a_day_or_stays_text(published: str, day: str, kept: str | None) -> None:
    row = one(published=published)
    assert str(row["published"]).removesuffix(" 00:00:00") == day
    assert row.get("published_text") == kept


def test_unknown_columns_are_kept_as_they_came() -> None:
    row = one(note="  as it is ", earliest="1900", **{"Été": "=1+1"})
    assert (row["note"], row["source_earliest"], row["Été"]) == ("  as it is ", "1900", "=1+1")


# --- ids ------------------------------------------------------------------------------------------


def test_made_ids_depend_on_title_date_and_place_alone() -> None:
    first = built({"title": "a"}, {"title": "x", "date": "2018", "text": "one"})
    second = built({"title": "x", "date": "2018", "text": "two"})
    ids = [*first.frame["id"], *second.frame["id"]]
    assert ids[1] == ids[2] != ids[0]
    assert all(len(id_) == 12 for id_ in ids)


def test_twins_that_differ_elsewhere_are_counted() -> None:
    rows = [{"title": "x", "text": text} for text in ("one", "two", "three")]
    first, *rest = built(*rows).frame["id"]
    assert rest == [f"{first}-2", f"{first}-3"]


def test_row_that_repeats_another_in_every_cell_is_rejected_naming_the_first() -> None:
    result = built({"title": "x"}, {"title": "y"}, {"title": "x"}, lines=[2, 3, 7])
    assert [(f.line, f.column, f.reason) for f in result.rejected] == [
        (7, "id", "the row repeats line 2 in every cell; give each an id")
    ]


def test_second_of_an_id_is_rejected_naming_the_first_that_is_kept() -> None:
    rows = [
        {"id": "a", "title": "bad", "date": "2019-02-30"},
        {"id": "a", "title": "good", "date": ""},
        {"id": "a", "title": "late", "date": ""},
    ]
    result = built(*rows)
    assert result.frame["title"].tolist() == ["good"]
    assert result.rejected[-1].reason == "the id 'a' is taken by line 2"


# --- rejected rows --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "column", "reason"),
    [
        ({"lat": "97", "lon": "1"}, "latitude", "97 is outside -90 to 90"),
        ({"lat": "7", "lon": "-181"}, "longitude", "-181 is outside -180 to 180"),
        ({"lat": "7", "lon": "inf"}, "longitude", "'inf' is not a finite number"),
        ({"lat": "north", "lon": "1"}, "latitude", "north"),
        ({"lat": "", "lon": "1"}, "latitude", "has a longitude but no latitude"),
        ({"lat": "1", "lon": ""}, "longitude", "has a latitude but no longitude"),
        ({"geometry": "POINT (181 1)"}, "geometry", "longitude outside -180 to 180"),
        ({"geometry": "POINT (1 91)"}, "geometry", "not in degrees"),
        ({"geometry": "here"}, "geometry", "not WKT"),
        ({"geometry": "(" * 100_000}, "geometry", "nested"),
        ({"date": "31 Juny 1944"}, "date", "31 Juny 1944"),
        ({"date": "2019-02-30"}, "date", "2019-02-30"),
        ({"start": "2019", "end": "2018"}, "date", "2019/2018"),
        ({"start": "2018/2019", "end": "2020"}, "start", "interval itself"),
        ({"end": "someday"}, "end", "someday"),
        ({"kind": "evnt"}, "kind", "use event, force, movement or area"),
        ({"status": "hapened"}, "status", "use happened, ongoing, planned, claimed or cancelled"),
        ({"radius_km": "-5"}, "radius_km", "-5 is negative"),
        ({"radius_km": "wide"}, "radius_km", "'wide' is not a number"),
        ({"strength": "hundreds"}, "strength", "hundreds"),
        ({"strength_low": "6", "strength_high": "5"}, "strength_low", "6 is above strength_high 5"),
        ({"strength_low": "-6"}, "strength_low", "negative"),
        ({"confidence": "1.5"}, "confidence", "1.5 is outside 0 to 1"),
        ({"confidence": "-0.1"}, "confidence", "-0.1 is outside 0 to 1"),
        ({"quote_start": "1.5"}, "quote_start", "1.5 is not a whole number"),
        ({"title": "", "text": " ", "place": ""}, "title", "neither what nor when nor where"),
    ],
)
def test_bad_cell_rejects_the_row_with_line_column_value_and_reason(
    cells: dict[str, str], column: str, reason: str
) -> None:
    result = built({"title": "good"}, {"title": "bad"} | cells, lines=[2, 5])
    assert result.frame["title"].tolist() == ["good"]
    (fault,) = result.rejected
    assert (fault.line, fault.column) == (5, column)
    assert reason in fault.reason
    assert (result.read, result.rejected_rows) == (2, 1)


def test_all_faults_of_a_row_are_named_and_the_row_counted_once() -> None:
    bad = {"title": "", "date": "x", "lat": "97", "lon": "200", "kind": "?", "confidence": "9"}
    result = built(bad, {"title": "good"})
    assert [fault.column for fault in result.rejected] == [
        "date",
        "longitude",
        "latitude",
        "kind",
        "confidence",
        "title",
    ]
    assert (result.read, result.rejected_rows, len(result.frame)) == (2, 1, 1)


def test_faults_that_a_reader_found_are_joined_to_ours() -> None:
    result = built({"title": "x"}, {"title": "y"}, faults=[(1, "geometry", "{}", "no shape")])
    assert [(fault.line, fault.reason) for fault in result.rejected] == [(2, "no shape")]


# --- events ---------------------------------------------------------------------------------------

FULL = Event(
    "Talks",
    EventDate.parse("2018-06-12~/.."),
    id="talks",
    kind="area",
    text=" two\nlines ",
    date_text="in June",
    place="Sentosa",
    country="SGP",
    geometry=shapely.Polygon([(103, 1), (104, 1), (104, 2)]),
    radius_km=1.5,
    actors=("USA", "PRK", "A Command"),
    category="summit",
    status="ongoing",
    strength_low=1e-3,
    strength_high=10_000.1,
    unit="1st",
    source="CNA",
    url="https://example.org/?a=1&b=2",
    published=dt.datetime(2018, 6, 13, 10, 30, 0, 5),
    quote=" words ",
    quote_start=4,
    quote_end=11,
    confidence=0.1 + 0.2,
    extra={"note": "=kept"},
)
PLAIN = Event("Plain", id="plain", extra={"note": ""})


def test_events_come_back_equal() -> None:
    assert events_from_frame(frame_from_events([FULL, PLAIN])) == [FULL, PLAIN]


def test_frame_comes_back_equal_from_its_events() -> None:
    frame = frame_from_events([FULL, PLAIN])
    assert_geodataframe_equal(frame_from_events(events_from_frame(frame)), frame)


def test_no_events_make_an_empty_frame() -> None:
    assert_geodataframe_equal(frame_from_events([]), empty_frame())
    assert events_from_frame(empty_frame()) == []


@pytest.mark.parametrize(
    ("events", "reason"),
    [
        ([Event("a", id="x"), Event("b", id="x")], "the id 'x' is taken by line 1"),
        ([Event("a", radius_km=-1)], "the radius -1 is negative"),
        ([Event("a", kind="evnt"), Event("", id="b")], "event 1.*; event 2.*"),
        ([Event("a", extra={"start": "2018"})], "'start' has the name of one of ours"),
    ],
)
def test_events_that_break_the_rules_raise_with_all_faults(
    events: Sequence[Event], reason: str
) -> None:
    with pytest.raises(FrameError, match=reason):
        frame_from_events(events)


# --- the rules ------------------------------------------------------------------------------------


def broken(column: str, value: object) -> gpd.GeoDataFrame:
    frame = frame_from_events([FULL, PLAIN])
    frame.loc[1, column] = value
    return frame


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("id", "", "has no id"),
        ("id", "talks", "repeats an id"),
        ("title", "", "has no title"),
        ("title", None, "has a missing title"),
        ("kind", None, "has no kind"),
        ("country", "Korea", "no ISO code"),
        ("radius_km", -1, "negative or missing radius_km"),
        ("radius_km", np.nan, "negative or missing radius_km"),
        ("strength_low", -1, "negative strength"),
        ("confidence", 2, "outside 0 to 1"),
        ("date", "soon", "soon"),
        ("date", "2018", "another earliest than its date says"),
        ("earliest", np.datetime64("2018-01-01"), "another earliest"),
        ("geometry", shapely.Point(1, 95), "latitude outside"),
        ("geometry", shapely.Point(-190, 5), "longitude outside"),
    ],
)
def test_validate_names_the_row_and_the_rule(column: str, value: object, reason: str) -> None:
    with pytest.raises(FrameError, match=reason):
        validate(broken(column, value))


def test_validate_lists_all_faults_at_once() -> None:
    frame = broken("radius_km", -1)
    frame.loc[0, "strength_low"] = 1e9
    frame.at[0, "actors"] = ["USA;PRK"]
    frame.loc[0, "quote_end"] = 1
    with pytest.raises(FrameError) as caught:
        validate(frame)
    for reason in ("negative", "above", "no list of names", "ends its quote", "4 rules"):
        assert reason in str(caught.value)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda frame: frame.drop(columns=["id", "url"]), "lacks the columns id, url"),
        (lambda frame: frame.to_crs("EPSG:3857"), "EPSG:3857"),
        (lambda frame: frame.assign(radius_km="1"), "the column radius_km is"),
        (lambda frame: frame.astype({"kind": str}), "the column kind is"),
    ],
)
def test_validate_names_what_is_wrong_with_the_columns(change: Any, reason: str) -> None:
    with pytest.raises(FrameError, match=reason):
        validate(change(frame_from_events([FULL])))


# --- masks and certainty --------------------------------------------------------------------------


def test_undated_and_unplaced_rows_are_kept_and_told() -> None:
    result = built(
        {"title": "a", "date": "2018", "lon": "1", "lat": "2"},
        {"title": "b", "date": "", "lon": "1", "lat": "2"},
        {"title": "c", "date": "2018", "lon": "", "lat": ""},
    )
    assert undated(result.frame).tolist() == [False, True, False]
    assert unplaced(result.frame).tolist() == [False, False, True]


@pytest.mark.parametrize(
    "text",
    ["2018", "2018-06-12", "201X", "2018-22", "-0300", "2018-06-12T09:30", "2018/2020", "2018/..",
     "../2018", "2018/", "/2018", "2018?", "2018-06~", "[2018,2020]", "{2018,2020}", "2018~/2020"],
)  # fmt: skip
def test_sure_bounds_are_those_of_the_date(text: str) -> None:
    date = EventDate.parse(text)
    begun, until = sure_bounds(built({"title": "x", "date": text}).frame)
    assert (begun[0], until[0]) == (date.sure_begun, date.sure_until)


def test_undated_row_is_never_sure() -> None:
    begun, until = sure_bounds(built({"title": "x", "date": ""}).frame)
    assert (begun[0], until[0]) == (NEVER, -NEVER)


# --- awkward cases --------------------------------------------------------------------------------


def test_word_for_nothing_beside_a_number_is_no_point() -> None:
    result = built({"title": "x", "lon": "nan", "lat": "5"}, {"title": "y", "lon": "5", "lat": "-"})
    assert [(fault.line, fault.column, fault.reason) for fault in result.rejected] == [
        (1, "longitude", "the row has a latitude but no longitude"),
        (2, "latitude", "the row has a longitude but no latitude"),
    ]


def test_outline_of_no_stated_kind_is_an_area() -> None:
    assert one(geometry="POLYGON ((0 0, 1 0, 1 1, 0 0))")["kind"] == "area"
    assert one(geometry="POLYGON ((0 0, 1 0, 1 1, 0 0))", kind="event")["kind"] == "event"
    assert one(geometry="LINESTRING (0 0, 1 0)")["kind"] == "event"


def test_line_may_run_on_across_the_pacific_and_keeps_the_rules() -> None:
    result = built({"title": "x", "geometry": "LINESTRING (140 35, 202 21)"})
    assert result.rejected == ()
    validate(result.frame)


@pytest.mark.filterwarnings("ignore:invalid value")
def test_endless_coordinates_are_no_place() -> None:
    line = shapely.from_wkt("LINESTRING (0 0, nan 1)")
    with pytest.raises(FrameError, match="longitude"):
        frame_from_events([Event("x", geometry=line)])


def test_frame_in_another_crs_is_refused_not_guessed() -> None:
    points = gpd.GeoSeries([shapely.Point(14_000_000, 4_500_000)], crs="EPSG:3857")
    with pytest.raises(FrameError, match="convert it with to_crs"):
        build_frame(pd.DataFrame({"title": ["x"], "geometry": points}))


@pytest.mark.parametrize("cells", [{"quote_start": "1e300"}, {"radius_km": "1e999"}])
def test_numbers_beyond_reason_are_refused(cells: dict[str, str]) -> None:
    assert built({"title": "x"} | cells).rejected_rows == 1


def test_many_rows_of_one_title_get_their_ids_in_good_time() -> None:
    raw = pd.DataFrame({"title": ["x"] * 20_000, "text": [*map(str, range(20_000))]})
    frame = build_frame(raw).frame
    assert frame["id"].is_unique
    assert frame["id"].iloc[-1].endswith("-20000")


def test_hostile_white_space_takes_no_time() -> None:
    assert one(title="a" + " " * 200_000 + "\n" + " " * 200_000 + "b")["title"] == "a b"


@pytest.mark.parametrize(
    ("cells", "title"),
    [
        ({"text": "One two three."}, "One two three."),
        ({"place": "Seoul"}, "Seoul"),
        ({"category": "earthquake", "place": "Brawley"}, "Earthquake, Brawley"),
        ({"category": "protest", "country": "KOR"}, "Protest, South Korea"),
        ({"date": "2018-06-12"}, "2018-06-12"),
    ],
)
def test_row_without_a_title_is_named_after_what_it_says(cells: dict[str, str], title: str) -> None:
    result = built({"title": ""} | cells)
    assert result.frame["title"].tolist() == [title]
    assert "without a title" in " ".join(result.notes)


def test_status_column_of_somebody_elses_words_is_kept_as_text() -> None:
    result = built(*({"title": f"Quake {k}", "status": "reviewed"} for k in range(6)))
    assert result.rejected == ()
    assert set(result.frame["status"]) == {"happened"}
    assert set(result.frame["status_text"]) == {"reviewed"}
    assert "status_text" in " ".join(result.notes)
