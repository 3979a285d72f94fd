import csv
import io
import json
from typing import Any

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.edtf import EventDate
from timeline.errors import FormatError
from timeline.event import Event
from timeline.formats.limits import Limits
from timeline.formats.timelinejs import (
    SHEET,
    is_timelinejs_header,
    is_timelinejs_json,
    read_timelinejs_csv,
    read_timelinejs_json,
    write_timelinejs_csv,
    write_timelinejs_json,
)
from timeline.frame import frame_from_events

HEAD = "Year,Month,Day,Time,End Year,End Month,End Day,End Time,Headline,Text,Type,Group"


def sheet(*rows: str) -> bytes:
    return "\n".join((HEAD, *rows)).encode()


@pytest.mark.parametrize(
    ("cells", "date"),
    [
        ("2018,,,,,,,", "2018"),
        ("2018,6,,,,,,", "2018-06"),
        ("2018,06,12,,,,,", "2018-06-12"),
        ("2018,6,12,9:30,,,,", "2018-06-12T09:30"),
        ("2018,6,12,9:30 pm,,,,", "2018-06-12T21:30"),
        ("2018,6,12,09:30:15.5,,,,", "2018-06-12T09:30:15"),
        ('"2,018",6,12,,,,,', "2018-06-12"),
        ("-300,,,,,,,", "-0299"),
        ("-1,,,,,,,", "0000"),
        ("2018,6,12,,2019,,,", "2018-06-12/2019"),
        ("2018,6,12,,2018,6,12,", "2018-06-12"),
        ("-65000000,,,,,,,", None),
        ("2018,13,,,,,,", None),
        ("2018,2,30,,,,,", None),
        ("soon,,,,,,,", None),
        (",6,12,,,,,", None),
        (",,,,,,,", ""),
    ],
)
def test_year_month_day_and_time_are_one_date(cells: str, date: str | None) -> None:
    result = read_timelinejs_csv(sheet(f"{cells},x,,,"))
    assert [*result.frame["date"]] == ([] if date is None else [date])
    assert (result.read, len(result.rejected)) == (1, date is None)


def test_title_and_era_rows_are_told_apart() -> None:
    result = read_timelinejs_csv(
        sheet(",,,,,,,,Hello,,title,", "1914,,,,1918,,,,War,,era,", "1918,,,,,,,,Peace,,,talks")
    )
    assert result.frame[["title", "category"]].to_numpy().tolist() == [
        ["War", "era"],
        ["Peace", "talks"],
    ]
    assert result.notes[0] == "The title slide is no event: Hello."
    assert result.read == 2


def test_markup_becomes_plain_text() -> None:
    row = read_timelinejs_csv(sheet('2018,,,,,,,,<b>A</b> &amp; B,"<p>one</p><p>two</p>",,'))
    assert row.frame[["title", "text"]].iloc[0].tolist() == ["A & B", "one\ntwo"]


def test_json_and_sheet_say_the_same() -> None:
    root = {
        "title": {"text": {"headline": "Hello"}},
        "events": [
            {
                "start_date": {"year": "2018", "month": 6, "day": "12", "hour": 9, "minute": 5},
                "end_date": {"year": 2018, "month": 6, "day": 13},
                "text": {"headline": "Summit", "text": "x"},
                "media": {"url": "https://example.org/a.jpg", "credit": "me"},
                "group": "talks",
                "display_date": "mid-June",
                "unique_id": "s1",
            },
            5,
        ],
        "eras": [{"start_date": {"year": 1914}, "end_date": {"year": 1918}}],
    }
    result = read_timelinejs_json(json.dumps(root).encode())
    row = result.frame.iloc[0]
    names = ["id", "title", "date", "date_text", "category", "Media", "Media Credit"]
    assert row[names].tolist() == [
        "s1", "Summit", "2018-06-12T09:05/2018-06-13", "mid-June", "talks",
        "https://example.org/a.jpg", "me",
    ]  # fmt: skip
    assert result.frame["category"].tolist() == ["talks", "era"]
    assert [(fault.line, fault.reason) for fault in result.rejected] == [
        (2, "it is no slide of TimelineJS")
    ]
    assert result.read == 3


@pytest.mark.parametrize(
    ("header", "is_one"),
    [
        (list(SHEET), True),
        (["year", "headline", "text"], True),
        (["Start Date", "End Date", "Headline", "Text", "Media"], True),
        (["Year", "Month", "Value"], False),
        (["headline", "text"], False),
    ],
)
def test_sheet_is_known_by_its_header(header: list[str], is_one: bool) -> None:
    assert is_timelinejs_header(header) == is_one


@pytest.mark.parametrize(
    ("root", "is_one"),
    [({"events": [{"start_date": {}}]}, True), ({"events": [{}]}, False), ([], False)],
)
def test_json_is_known_by_its_events(root: Any, is_one: bool) -> None:
    assert is_timelinejs_json(root) == is_one


def test_old_sheet_with_whole_dates_is_read() -> None:
    data = b"Start Date,End Date,Headline,Text,Media,Tag\n12/31/2018,1/13/2019,x,,,\n"
    assert read_timelinejs_csv(data).frame["date"].tolist() == ["2018-12-31/2019-01-13"]


def test_date_that_somebody_has_changed_is_believed() -> None:
    data = write_timelinejs_csv(frame_from_events([Event("x", EventDate.parse("2018~"))]))
    assert read_timelinejs_csv(data).frame["date"].tolist() == ["2018~"]
    changed = data.replace(b"\r\n2018,", b"\r\n2019,")
    assert read_timelinejs_csv(changed).frame["date"].tolist() == ["2019"]


# --- writing --------------------------------------------------------------------------------------


def written(event: Event) -> dict[str, str]:
    text = write_timelinejs_csv(frame_from_events([event])).decode()
    (row,) = csv.DictReader(io.StringIO(text, newline=""))
    return row


@pytest.mark.parametrize(
    ("date", "parts", "shown"),
    [
        ("2018", ("2018", "", "", "", "", ""), ""),
        ("2018-06", ("2018", "6", "", "", "", ""), ""),
        ("2018-06-12", ("2018", "6", "12", "", "", ""), ""),
        ("2018~", ("2018", "", "", "", "", ""), "2018~"),
        ("201X", ("2010", "", "", "2019", "", ""), "201X"),
        ("2018-22", ("2018", "6", "", "2018", "8", ""), "2018-22"),
        ("2018/2020-06", ("2018", "", "", "2020", "6", ""), ""),
        ("2018/..", ("2018", "", "", "", "", ""), "2018/.."),
        ("../2018", ("2018", "", "", "", "", ""), "../2018"),
        ("-0299", ("-300", "", "", "", "", ""), ""),
    ],
)
def test_partial_dates_stay_partial(date: str, parts: tuple[str, ...], shown: str) -> None:
    row = written(Event("x", EventDate.parse(date)))
    names = ("Year", "Month", "Day", "End Year", "End Month", "End Day")
    assert tuple(row[name] for name in names) == parts
    assert (row["Display Date"], row["EDTF"]) == (shown, date)


def test_sheet_begins_with_the_columns_of_timelinejs() -> None:
    text = write_timelinejs_csv(frame_from_events([Event("x", EventDate.parse("2018"))])).decode()
    assert text.startswith(",".join(SHEET) + ",Latitude,Longitude,EDTF,id,")


def test_text_cannot_run_as_markup_or_formula() -> None:
    row = written(Event("=1+1", EventDate.parse("2018"), text="<script>x</script>"))
    assert (row["Headline"], row["Text"]) == ("'=1+1", "&lt;script&gt;x&lt;/script&gt;")


def test_lines_of_the_slides_are_known() -> None:
    result = read_timelinejs_csv(sheet("2018,,,,,,,,x,,,", "n.d.,,,,,,,,y,,,", "2019,,,,,,,,z,,,"))
    assert result.lines is not None
    assert (result.lines.tolist(), result.rejected[0].line) == ([2, 4], 3)


HANOI = {"lat": 21.03, "lon": "105.85", "name": "Hanoi", "zoom": 9}


@pytest.mark.parametrize(
    "slide", [{"location": HANOI}, {"media": {"url": "https://example.org", "location": HANOI}}]
)
def test_location_of_a_slide_is_its_place(slide: dict[str, Any]) -> None:
    events = [slide | {"start_date": {"year": 2019}, "text": {"headline": "x"}}]
    row = read_timelinejs_json(json.dumps({"events": events}).encode()).frame.iloc[0]
    assert (row["geometry"].wkt, row["place"]) == ("POINT (105.85 21.03)", "Hanoi")


@pytest.mark.parametrize(
    ("location", "place", "column"),
    [
        ("Hanoi", "Hanoi", ""),
        ({"name": "Hanoi"}, "Hanoi", ""),
        ({"lat": 91, "lon": 1}, "", "latitude"),
        ({"lat": 9}, "", "latitude"),
        ({"lat": [9], "lon": {}}, "", "latitude"),
        ([9, 1], "[9, 1]", ""),
        (None, "", ""),
    ],
)
def test_location_without_a_point_is_a_name_or_a_rejected_row(
    location: Any, place: str, column: str
) -> None:
    events = [{"start_date": {"year": 2019}, "text": {"headline": "x"}, "location": location}]
    result = read_timelinejs_json(json.dumps({"events": events}).encode())
    if column:
        assert result.rejected[0].column in ("latitude", "longitude")
    else:
        assert result.frame[["place"]].values.tolist() == [[place]]
        assert result.frame.geometry.isna().all()


def test_point_is_written_as_the_location_of_its_slide() -> None:
    at = shapely.Point(105.85, 21.03)
    frame = frame_from_events([Event("a", EventDate.parse("2019"), place="Hanoi", geometry=at)])
    slide = json.loads(write_timelinejs_json(frame))["events"][0]
    assert slide["location"] == {"lat": 21.03, "lon": 105.85, "name": "Hanoi"}
    bare = {key: value for key, value in slide.items() if key != "dateline"}
    back = read_timelinejs_json(json.dumps({"events": [bare]}).encode()).frame
    assert back[["place", "geometry"]].equals(frame[["place", "geometry"]])


def test_undated_rows_are_left_out() -> None:
    frame = frame_from_events([Event("a"), Event("b", EventDate.parse("2018"))])
    root = json.loads(write_timelinejs_json(frame, title="T"))
    assert [slide["text"]["headline"] for slide in root["events"]] == ["b"]
    assert root["title"] == {"text": {"headline": "T"}}


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"a,b\n1,2\n", "not that of a TimelineJS sheet"),
        (sheet(*["2018,,,,,,,,x,,,"] * 3), "3 rows and the limit is 2"),
    ],
)
def test_other_sheet_is_refused_in_one_sentence(data: bytes, reason: str) -> None:
    with pytest.raises(FormatError, match=reason):
        read_timelinejs_csv(data, limits=Limits(rows=2))


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text(max_size=5) | st.floats(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["year", "month", "hour", "headline", "text", "url", "EDTF", "id"]),
            inner,
            max_size=4,
        )
    ),
)
slides = st.dictionaries(
    st.sampled_from(
        ["start_date", "end_date", "text", "media", "group", "dateline", "unique_id", "background"]
    ),
    json_values,
    max_size=5,
)


@given(found=st.lists(slides | json_values, max_size=3), eras=json_values, title=json_values)
@settings(max_examples=60, deadline=None)
def test_any_slides_are_read_or_refused_and_none_vanishes(
    found: list[Any], eras: Any, title: Any
) -> None:
    data = json.dumps({"events": found, "eras": eras, "title": title}).encode()
    result = read_timelinejs_json(data)
    assert result.read == len(found) + (len(eras) if isinstance(eras, list) else 0)
    assert result.read == len(result.frame) + result.rejected_rows


@given(root=json_values, data=st.binary(max_size=40))
@settings(max_examples=40, deadline=None)
def test_any_json_or_bytes_are_read_or_refused(root: Any, data: bytes) -> None:
    for read, held in (
        (read_timelinejs_json, json.dumps(root).encode()),
        (read_timelinejs_json, data),
        (read_timelinejs_csv, data),
    ):
        try:
            read(held)
        except FormatError as error:
            assert str(error).endswith(".")
