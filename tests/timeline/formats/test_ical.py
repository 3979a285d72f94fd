from typing import Any

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.edtf import EventDate
from timeline.errors import FormatError
from timeline.event import Event
from timeline.formats.ical import read_ical, write_ical
from timeline.formats.limits import Limits
from timeline.frame import frame_from_events, validate


def calendar(*lines: str, kind: str = "VEVENT") -> bytes:
    inside = (f"BEGIN:{kind}", "SUMMARY:x", *lines, f"END:{kind}")
    return "\r\n".join(("BEGIN:VCALENDAR", "VERSION:2.0", *inside, "END:VCALENDAR", "")).encode()


def one(*lines: str, kind: str = "VEVENT") -> Any:
    result = read_ical(calendar(*lines, kind=kind))
    assert result.rejected == ()
    return result.frame.iloc[0]


@pytest.mark.parametrize(
    ("lines", "date"),
    [
        (["DTSTART;VALUE=DATE:20180612"], "2018-06-12"),
        (["DTSTART;VALUE=DATE:20180612", "DTEND;VALUE=DATE:20180613"], "2018-06-12"),
        (["DTSTART;VALUE=DATE:20180612", "DTEND;VALUE=DATE:20180615"], "2018-06-12/2018-06-14"),
        (["DTSTART;VALUE=DATE:20180612", "DURATION:P3D"], "2018-06-12/2018-06-14"),
        (["DTSTART:20180612T093000"], "2018-06-12T09:30"),
        (["DTSTART:20180612T093015Z"], "2018-06-12T09:30:15Z"),
        (["DTSTART;TZID=Asia/Seoul:20180612T093000"], "2018-06-12T09:30"),
        (
            ["DTSTART:20180612T093000Z", "DTEND:20180612T103000Z"],
            "2018-06-12T09:30Z/2018-06-12T10:30Z",
        ),
        (["X-EDTF:2018~"], "2018~"),
        (["X-EDTF:2018", "DTSTART;VALUE=DATE:20180101", "DTEND;VALUE=DATE:20190101"], "2018"),
        # Somebody has moved it, so that what was exact is so no more.
        (["X-EDTF:2018", "DTSTART;VALUE=DATE:20180301"], "2018-03-01"),
        (["X-EDTF:rubbish", "DTSTART;VALUE=DATE:20180301"], "2018-03-01"),
        ([], ""),
    ],
)
def test_date_is_what_the_calendar_says(lines: list[str], date: str) -> None:
    assert one(*lines)["date"] == date


def test_properties_are_columns() -> None:
    row = one(
        "UID:a@b", "DESCRIPTION:one\\ntwo\\, three", "LOCATION:Sentosa\\, Singapore",
        "GEO:1.25;103.83", "URL:https://example.org/a?b=1;c", "CATEGORIES:summit,talks",
        "STATUS:CANCELLED", "ORGANIZER:mailto:a@b.org", "X-THING:kept",
    )  # fmt: skip
    assert row[["id", "text", "place", "url", "category", "status"]].tolist() == [
        "a@b", "one\ntwo, three", "Sentosa, Singapore", "https://example.org/a?b=1;c",
        "summit; talks", "cancelled",
    ]  # fmt: skip
    assert row["geometry"].wkt == "POINT (103.83 1.25)"
    assert row[["ORGANIZER", "X-THING"]].tolist() == ["mailto:a@b.org", "kept"]


def test_repeating_event_is_shown_once_and_said_so() -> None:
    result = read_ical(calendar("DTSTART;VALUE=DATE:20180612", "RRULE:FREQ=DAILY;COUNT=1000000"))
    assert result.frame["RRULE"].tolist() == ["FREQ=DAILY;COUNT=1000000"]
    assert "1 event repeats and is shown once" in result.notes[0]


def test_instances_of_one_uid_are_told_apart() -> None:
    first = calendar("UID:a", "DTSTART;VALUE=DATE:20180612")
    again = calendar("UID:a", "RECURRENCE-ID;VALUE=DATE:20180619", "DTSTART;VALUE=DATE:20180620")
    assert read_ical(first + again).frame["id"].tolist() == ["a", "a/20180619"]


@pytest.mark.parametrize(
    ("lines", "column"),
    [
        (["DTSTART:20180230"], "date"),
        (["DTSTART;VALUE=DATE:rubbish"], "date"),
        (["GEO:x;y"], "latitude"),
        (["GEO:37.5;190"], "longitude"),
    ],
)
def test_bad_entry_is_rejected_by_number(lines: list[str], column: str) -> None:
    result = read_ical(calendar("UID:ok") + calendar(*lines))
    assert {fault.line for fault in result.rejected} == {10}
    assert column in {fault.column for fault in result.rejected}
    assert result.read == 2


def test_broken_entry_takes_no_other_with_it() -> None:
    data = calendar("DTSTART;VALUE=PERIOD:20180101T000000Z/PT1H") + calendar(
        "BEGIN:VALARM", "TRIGGER:rubbish", "END:VALARM"
    )
    result = read_ical(data)
    assert (result.read, len(result.frame)) == (2, 1)
    assert [(fault.line, fault.column) for fault in result.rejected] == [(3, "date")]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "it should begin with BEGIN:VCALENDAR"),
        (b"rubbish", "is no iCalendar"),
        (b"BEGIN:VEVENT\r\nEND:VEVENT\r\n", "is no iCalendar"),
        (b"BEGIN:VCALENDAR\r\n" + b"BEGIN:X\r\n" * 99, "nested 33 deep or more"),
        (calendar() + calendar() + calendar(), "3 rows and the limit is 2"),
    ],
)
def test_file_that_is_no_calendar_is_refused_in_one_sentence(data: bytes, reason: str) -> None:
    with pytest.raises(FormatError, match=reason):
        read_ical(data, limits=Limits(rows=2))


# --- writing --------------------------------------------------------------------------------------


def written(event: Event) -> list[str]:
    return write_ical(frame_from_events([event])).decode().splitlines()


@pytest.mark.parametrize(
    ("date", "start", "end"),
    [
        ("2018-06-12", ";VALUE=DATE:20180612", ";VALUE=DATE:20180613"),
        ("2018-06", ";VALUE=DATE:20180601", ";VALUE=DATE:20180701"),
        ("2018", ";VALUE=DATE:20180101", ";VALUE=DATE:20190101"),
        ("2018-06-12/2018-06-14", ";VALUE=DATE:20180612", ";VALUE=DATE:20180615"),
        ("2018-06/..", ";VALUE=DATE:20180601", ";VALUE=DATE:20180701"),
        ("[2018-01-01..2018-04-30]", ";VALUE=DATE:20180101", ";VALUE=DATE:20180501"),
        ("2018-06-12T09:30", ":20180612T093000", None),
        ("2018-06-12T09:30Z", ":20180612T093000Z", None),
        ("2018-06-12T09:30+09:00", ":20180612T003000Z", None),
        ("2018-06-12T09", ":20180612T090000", ":20180612T100000"),
    ],
)
def test_less_than_a_day_is_not_faked(date: str, start: str, end: str | None) -> None:
    lines = written(Event("x", EventDate.parse(date)))
    assert f"DTSTART{start}" in lines
    assert [line for line in lines if line.startswith("DTEND")] == ([f"DTEND{end}"] if end else [])
    assert "TRANSP:TRANSPARENT" in lines


@pytest.mark.parametrize("date", [None, "-0300", "9999", "Y-10500"])
def test_what_no_calendar_can_hold_is_a_journal_entry(date: str | None) -> None:
    lines = written(Event("x", date and EventDate.parse(date)))
    assert "BEGIN:VJOURNAL" in lines
    assert not any(line.startswith("DTSTART") for line in lines)


def test_written_lines_hold_no_injected_property() -> None:
    lines = written(Event("x\nATTACH:evil", text="a\r\nBEGIN:VALARM", url="http://x/\nATTACH:y"))
    assert not any(line.startswith(("ATTACH", "BEGIN:VALARM")) for line in lines)


def test_point_is_written_latitude_first() -> None:
    assert "GEO:1.25;103.83" in written(Event("x", geometry=shapely.Point(103.83, 1.25)))


@given(
    lines=st.lists(
        st.sampled_from(
            ["BEGIN:VEVENT", "END:VEVENT", "BEGIN:VALARM", "DTSTART:2018", "DTEND:20180101T000000Z",
             "DTSTART;VALUE=DATE:20180612", "DURATION:P9999999D", "GEO:1;2", "RRULE:FREQ=X",
             "X-EDTF:2018", "UID:a", "SUMMARY;X=\"", "CATEGORIES:a,b", ":", "URL:x", "DTSTART:",
             "X-DATELINE-MORE:{\"id\": \"b\"\\, \"start\": \"x\"}", "X-DATELINE-KIND:rubbish"]
        )
        | st.text(max_size=12),
        max_size=10,
    )
)  # fmt: skip
@settings(max_examples=80, deadline=None)
def test_any_calendar_is_read_or_refused_and_no_row_vanishes(lines: list[str]) -> None:
    try:
        result = read_ical(calendar(*lines))
    except FormatError as error:
        assert str(error).endswith(".")
    else:
        validate(result.frame)
        assert result.read == len(result.frame) + result.rejected_rows
