"""What an EDTF text says about when."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from timeline.edtf import (
    DAY,
    SURE_FOREVER,
    EventDate,
    calendar_day,
    day_number,
    days_in_month,
    has_edtf_form,
    moved,
    one_of,
)
from timeline.errors import DateError

OPEN = None


def at(day: str | None) -> int | None:
    """Read "2018-06-12", "-299-01-01" or "2018-06-12T09:00:00" as µs."""
    if day is None:
        return None
    date, _, clock = day.partition("T")
    year, month, number = date.rsplit("-", 2)
    midnight = day_number(int(year), int(month), int(number)) * DAY
    hours, minutes, seconds = (int(part) for part in (clock or "00:00:00").split(":"))
    return midnight + (hours * 3600 + minutes * 60 + seconds) * 1_000_000


# text, earliest, latest, precision
BOUNDS = [
    pytest.param("2018", "2018-01-01", "2019-01-01", "year", id="year"),
    pytest.param("0000", "0-01-01", "1-01-01", "year", id="year-0-is-1-bce"),
    pytest.param("-0300", "-300-01-01", "-299-01-01", "year", id="301-bce"),
    pytest.param("Y-10500", "-10500-01-01", "-10499-01-01", "year", id="long-year-bce"),
    pytest.param("Y10500", "10500-01-01", "10501-01-01", "year", id="long-year"),
    pytest.param("2018-12", "2018-12-01", "2019-01-01", "month", id="month-at-year-end"),
    pytest.param("2020-02", "2020-02-01", "2020-03-01", "month", id="leap-february"),
    pytest.param("2018-06-12", "2018-06-12", "2018-06-13", "day", id="day"),
    pytest.param("1600-02-29", "1600-02-29", "1600-03-01", "day", id="leap-day-of-1600"),
    pytest.param("-0004-02-29", "-4-02-29", "-4-03-01", "day", id="leap-day-bce"),
    pytest.param("2018-06-12T09", "2018-06-12T09:00:00", "2018-06-12T10:00:00", "hour", id="hour"),
    pytest.param(
        "2018-06-12T09:05", "2018-06-12T09:05:00", "2018-06-12T09:06:00", "minute", id="minute"
    ),
    pytest.param(
        "2018-06-12T09:05:07Z", "2018-06-12T09:05:07", "2018-06-12T09:05:08", "second", id="second"
    ),
    pytest.param(
        "2018-06-12T09:05+09:00",
        "2018-06-12T00:05:00",
        "2018-06-12T00:06:00",
        "minute",
        id="zone-east-becomes-utc",
    ),
    pytest.param(
        "2018-06-12T20:00-05:30",
        "2018-06-13T01:30:00",
        "2018-06-13T01:31:00",
        "minute",
        id="zone-west-becomes-utc",
    ),
    pytest.param("201X", "2010-01-01", "2020-01-01", "decade", id="decade"),
    pytest.param("19XX", "1900-01-01", "2000-01-01", "century", id="century"),
    pytest.param("1XXX", "1000-01-01", "2000-01-01", "millennium", id="millennium"),
    pytest.param("-02XX", "-299-01-01", "-199-01-01", "century", id="3rd-century-bce"),
    pytest.param("-00XX", "-99-01-01", "1-01-01", "century", id="1st-century-bce"),
    pytest.param("2024-XX", "2024-01-01", "2025-01-01", "year", id="some-month"),
    pytest.param("2024-XX-XX", "2024-01-01", "2025-01-01", "year", id="some-day-of-a-year"),
    pytest.param("2024-12-XX", "2024-12-01", "2025-01-01", "month", id="some-day-of-a-month"),
    pytest.param("201X-XX", "2010-01-01", "2020-01-01", "decade", id="some-month-of-a-decade"),
    pytest.param("2019-21", "2019-03-01", "2019-06-01", "season", id="spring"),
    pytest.param("2019-22", "2019-06-01", "2019-09-01", "season", id="summer"),
    pytest.param("2019-23", "2019-09-01", "2019-12-01", "season", id="autumn"),
    pytest.param("2019-24", "2019-12-01", "2020-03-01", "season", id="winter-ends-next-year"),
    pytest.param("2018/2019", "2018-01-01", "2020-01-01", "year", id="interval"),
    pytest.param("2018-06-12/2019", "2018-06-12", "2020-01-01", "year", id="coarser-end-counts"),
    pytest.param("../2019", OPEN, "2020-01-01", "year", id="open-start"),
    pytest.param("2018/..", "2018-01-01", OPEN, "year", id="open-end"),
    pytest.param("/2019", OPEN, "2020-01-01", "year", id="unknown-start"),
    pytest.param("2018/", "2018-01-01", OPEN, "year", id="unknown-end"),
    pytest.param("201X/2024", "2010-01-01", "2025-01-01", "decade", id="interval-from-a-decade"),
    pytest.param("1944-06~", "1944-06-01", "1944-07-01", "month", id="qualifier-keeps-bounds"),
    pytest.param("[2018-01-05..2018-04-30]", "2018-01-05", "2018-05-01", "day", id="one-of-range"),
    pytest.param("[1960,1965,1963]", "1960-01-01", "1966-01-01", "year", id="one-of-list"),
    pytest.param("{1960,1965..1967}", "1960-01-01", "1968-01-01", "year", id="all-of"),
    pytest.param("[..1984]", OPEN, "1985-01-01", "year", id="by-1984"),
    pytest.param("[1984..]", "1984-01-01", OPEN, "year", id="1984-or-later"),
]


@pytest.mark.parametrize(("text", "earliest", "latest", "precision"), BOUNDS)
def test_bounds_are_the_ones_stated(
    text: str, earliest: str | None, latest: str | None, precision: str
) -> None:
    date = EventDate.parse(text)
    assert (date.earliest, date.latest, date.precision) == (at(earliest), at(latest), precision)


CORES = [
    pytest.param("2018-06-12/2018-06-14", "2018-06-12", "2018-06-15", id="days-cover-themselves"),
    pytest.param("2018-06-12/2018-06-12", "2018-06-12", "2018-06-13", id="one-day"),
    pytest.param("2018-06/2018-09", "2018-07-01", "2018-09-01", id="months-cover-between"),
    pytest.param("2018/2020", "2019-01-01", "2020-01-01", id="years-cover-between"),
    pytest.param("2018/2019", None, None, id="years-next-to-each-other-cover-nothing"),
    pytest.param("2018-06-12/2019", "2018-06-12", "2019-01-01", id="day-to-year"),
    pytest.param("2018-06-12~/2018-06-20", "2018-06-13", "2018-06-21", id="about-a-day"),
    pytest.param("2018~/2022?", "2020-01-01", "2021-01-01", id="both-ends-qualified"),
    pytest.param("2018~/2020", None, None, id="a-qualifier-can-eat-the-core"),
    pytest.param("2017/..", "2018-01-01", None, id="open-end"),
    pytest.param("../2017-05-03", None, "2017-05-04", id="open-start"),
    pytest.param("2017/", None, None, id="unknown-end-covers-nothing"),
    pytest.param("/2017", None, None, id="unknown-start-covers-nothing"),
    pytest.param("2018-06-12", None, None, id="an-instant-covers-nothing"),
    pytest.param("[2018-06-12..2018-06-20]", None, None, id="one-of-covers-nothing"),
]


@pytest.mark.parametrize(("text", "start", "end"), CORES)
def test_core_is_what_is_sure_to_be_covered(text: str, start: str | None, end: str | None) -> None:
    date = EventDate.parse(text)
    assert (date.core_start, date.core_end) == (at(start), at(end))


FOREVER = "forever"
NEVER = "never"

# text, sure_begun, sure_until
SURE = [
    pytest.param("2018-06", "2018-07-01", "2018-06-01", id="instant"),
    pytest.param("2018/2020", "2019-01-01", "2020-01-01", id="interval"),
    pytest.param("2018-06/2018", "2018-07-01", "2018-06-01", id="end-holds-the-start"),
    pytest.param("2018/2018-06", "2018-07-01", "2018-06-01", id="start-holds-the-end"),
    pytest.param("2018/..", "2019-01-01", FOREVER, id="open-end"),
    pytest.param("../2018", NEVER, "2018-01-01", id="open-start"),
    pytest.param("2018/", "2019-01-01", "2018-01-01", id="unknown-end"),
    pytest.param("/2018", "2019-01-01", "2018-01-01", id="unknown-start"),
    pytest.param("2018-06-12?", "2018-06-14", "2018-06-11", id="uncertain-day"),
    pytest.param("2018-01~", "2018-03-01", "2017-12-01", id="about-a-month"),
    pytest.param("2018%", "2020-01-01", "2017-01-01", id="about-a-year-uncertain"),
    pytest.param("195X~", "1970-01-01", "1940-01-01", id="about-a-decade"),
    pytest.param("18XX~", "2000-01-01", "1700-01-01", id="about-a-century"),
    pytest.param("2019-24~", "2020-06-01", "2019-09-01", id="about-a-season"),
    pytest.param("2018-06~/2018-09", "2018-08-01", "2018-09-01", id="only-the-end-that-is-marked"),
    pytest.param("[2018-01-05..2018-04-30]", "2018-05-01", "2018-01-05", id="one-of"),
    pytest.param("[1960,1965~]", "1967-01-01", "1960-01-01", id="one-of-with-qualifier"),
    pytest.param("[..1984]", "1985-01-01", NEVER, id="by-1984-has-no-sure-start"),
    pytest.param("[1984..]", FOREVER, "1984-01-01", id="1984-or-later-has-no-sure-end"),
    pytest.param("{1960,1970}", "1961-01-01", "1970-01-01", id="all-of"),
    pytest.param("{..1970}", NEVER, "1970-01-01", id="all-of-up-to"),
]


@pytest.mark.parametrize(("text", "begun", "until"), SURE)
def test_what_decides_certain(text: str, begun: str, until: str) -> None:
    known = {FOREVER: SURE_FOREVER, NEVER: -SURE_FOREVER}
    date = EventDate.parse(text)
    assert date.sure_begun == (known.get(begun) or at(begun))
    assert date.sure_until == (known.get(until) or at(until))


FLAGS = [
    pytest.param("2018", "", False, False, False, id="plain"),
    pytest.param("2018/2019", "", True, False, False, id="interval"),
    pytest.param("2018/..", "", True, False, True, id="open-end"),
    pytest.param("../2018", "", True, True, False, id="open-start"),
    pytest.param("2018/", "", True, False, False, id="unknown-is-not-open"),
    pytest.param("2018?/2019~", "%", True, False, False, id="both-qualifiers"),
    pytest.param("2018~/2019", "~", True, False, False, id="one-end-qualified"),
    pytest.param("2018%", "%", False, False, False, id="both-in-one"),
    pytest.param("[1984..]", "", False, False, True, id="open-set"),
]


@pytest.mark.parametrize(("text", "qualifier", "interval", "open_start", "open_end"), FLAGS)
def test_flags(text: str, qualifier: str, interval: bool, open_start: bool, open_end: bool) -> None:
    date = EventDate.parse(text)
    assert date.qualifier == qualifier
    assert (date.is_interval, date.is_open_start, date.is_open_end) == (
        interval,
        open_start,
        open_end,
    )


CANONICAL = [
    pytest.param(" 2018 ", "2018", id="space-around"),
    pytest.param("201x", "201X", id="small-x"),
    pytest.param("2018-06-12t09:00z", "2018-06-12T09:00Z", id="small-t-and-z"),
    pytest.param("2018 / 2019", "2018/2019", id="space-in-interval"),
    pytest.param("[1960, 1962 .. 1964]", "[1960,1962..1964]", id="space-in-set"),
]


@pytest.mark.parametrize(("text", "canonical"), CANONICAL)
def test_text_is_canonical(text: str, canonical: str) -> None:
    assert str(EventDate.parse(text)) == canonical


WRONG = [
    pytest.param("", "is not EDTF", id="empty"),
    pytest.param("June 1944", "is not EDTF", id="words"),
    pytest.param("2019-02-30", "days of February 2019 go from 1 to 28", id="30-february"),
    pytest.param("1900-02-29", "days of February 1900 go from 1 to 28", id="1900-was-no-leap-year"),
    pytest.param("2019-06-31", "days of June 2019 go from 1 to 30", id="31-june"),
    pytest.param("2019-06-00", "days of June 2019 go from 1 to 30", id="day-zero"),
    pytest.param("2024-13", "months go from 01 to 12", id="month-13"),
    pytest.param("2024-00", "months go from 01 to 12", id="month-0"),
    pytest.param("2024-25", "seasons from 21 to 24", id="season-25"),
    pytest.param("2024-21-03", "months go from 01 to 12", id="day-of-a-season"),
    pytest.param("2024-13-XX", "months go from 01 to 12", id="month-13-with-x"),
    pytest.param("2019/2018", "ends before it begins", id="reversed-interval"),
    pytest.param("2018-06-12/2018-06-11", "ends before it begins", id="reversed-days"),
    pytest.param("[2019..2018]", "ends before it begins", id="reversed-set"),
    pytest.param("../..", "without any date", id="open-both-ends"),
    pytest.param("/", "without any date", id="unknown-both-ends"),
    pytest.param("[]", "without any date", id="empty-set"),
    pytest.param("[2018", "does not close", id="unclosed-set"),
    pytest.param("[2018}", "does not close", id="set-closed-by-another-mark"),
    pytest.param("[", "does not close", id="only-a-bracket"),
    pytest.param("2018/2019/2020", "is not EDTF", id="three-ends"),
    pytest.param("2018-06-12T24:00", "time that does not exist", id="24-oclock"),
    pytest.param("2018-06-12T09:60", "time that does not exist", id="minute-60"),
    pytest.param("2018-06-12T9:00", "time that does not exist", id="one-digit-hour"),
    pytest.param("2018-06-12T09:00+15:00", "time zone that does not exist", id="zone-15"),
    pytest.param("-0000", "year that does not exist", id="minus-zero"),
    pytest.param("Y200000", "year that does not exist", id="year-too-far"),
    pytest.param("Y2018", "is not EDTF", id="y-before-four-digits"),
    pytest.param("2X18", "is not EDTF", id="x-inside-a-year"),
    pytest.param("201X-06", "before a known digit", id="x-before-a-month"),
    pytest.param("2018-XX-12", "before a known digit", id="x-before-a-day"),
    pytest.param("XXXX", "is not EDTF", id="nothing-known"),
    pytest.param("٢٠١٨", "is not EDTF", id="other-digits"),
]


@pytest.mark.parametrize(("text", "reason"), WRONG)
def test_what_is_no_date_is_refused_in_one_sentence(text: str, reason: str) -> None:
    with pytest.raises(DateError) as caught:
        EventDate.parse(text)
    message = str(caught.value)
    assert reason in message
    assert message.startswith(f"The date {text!r} ")
    assert message.endswith(".")


def test_error_quotes_the_words_instead_of_the_edtf() -> None:
    with pytest.raises(DateError, match="The date '30 February 2019' does not exist"):
        EventDate.parse("2019-02-30", said="30 February 2019")


def test_long_value_is_cut_in_the_message() -> None:
    with pytest.raises(DateError) as caught:
        EventDate.parse("x" * 10_000)
    assert len(str(caught.value)) < 200


def test_dates_are_equal_and_hash_by_their_text() -> None:
    assert EventDate.parse("2018-06") == EventDate.parse(" 2018-06")
    assert len({EventDate.parse("2018-06"), EventDate.parse("2018-06")}) == 1
    assert EventDate.parse("2018-XX") != EventDate.parse("2018")


def test_date_shows_only_its_text() -> None:
    assert repr(EventDate.parse("2018-06")) == "EventDate(text='2018-06')"


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        pytest.param("2018-01-05", "2018-04-30", "[2018-01-05..2018-04-30]", id="texts"),
        pytest.param(
            dt.date(2018, 1, 5), dt.date(2018, 4, 30), "[2018-01-05..2018-04-30]", id="days"
        ),
        pytest.param("2018-01-05", "2018-01-05", "2018-01-05", id="the-same-day"),
    ],
)
def test_one_of_two_days(first: str | dt.date, last: str | dt.date, text: str) -> None:
    assert str(one_of(first, last)) == text


def test_one_of_two_reversed_days_is_refused() -> None:
    with pytest.raises(DateError, match="ends before it begins"):
        one_of("2018-04-30", "2018-01-05")


# --- the calendar ---------------------------------------------------------------------------------


@given(st.dates())
def test_calendar_agrees_with_python(date: dt.date) -> None:
    number = date.toordinal() - dt.date(1970, 1, 1).toordinal()
    assert day_number(date.year, date.month, date.day) == number
    assert calendar_day(number) == (date.year, date.month, date.day)


@given(st.integers(-40_000_000, 40_000_000))
def test_days_have_a_name_beyond_the_years_of_python(number: int) -> None:
    year, month, day = calendar_day(number)
    assert day_number(year, month, day) == number
    assert 1 <= day <= days_in_month(year, month)


@pytest.mark.parametrize(
    ("day", "precision", "units", "expected"),
    [
        pytest.param("2020-03-31", "month", -1, "2020-02-29", id="into-a-short-month"),
        pytest.param("2020-02-29", "year", 1, "2021-02-28", id="leap-day-by-a-year"),
        pytest.param("2020-12-01", "season", 1, "2021-03-01", id="over-new-year"),
        pytest.param("2020-01-01", "century", -21, "-80-01-01", id="into-bce"),
        pytest.param("2020-03-01", "day", -1, "2020-02-29", id="a-day"),
    ],
)
def test_moving_along_the_calendar(day: str, precision: str, units: int, expected: str) -> None:
    assert moved(at(day) or 0, precision, units) == at(expected)


# --- whatever the date ----------------------------------------------------------------------------

years = st.integers(-9999, 9999).map(lambda year: f"{year:05}" if year < 0 else f"{year:04}")
months = st.integers(1, 12).map("{:02}".format)
clocks = st.times().map(lambda time: f"T{time:%H:%M}") | st.times().map(lambda t: f"T{t:%H:%M:%S}")
zones = st.sampled_from(["", "Z", "+09:00", "-03:30", "-12"])
plain = (
    years
    | st.tuples(years, months).map("-".join)
    | st.tuples(years, months, st.integers(1, 28).map("{:02}".format)).map("-".join)
)
masked = st.integers(0, 999).map("{:03}X".format) | st.integers(0, 99).map("{:02}XX".format)
somewhen = st.tuples(years, st.sampled_from(["-XX", "-XX-XX", "-06-XX"])).map("".join)
seasons = st.tuples(years, st.integers(21, 24).map(str)).map("-".join)
moments = st.tuples(st.dates().map(str), clocks, zones).map("".join)
bare = (plain | masked | somewhen | seasons | moments).filter(lambda text: text[:5] != "-0000")
points = st.tuples(bare, st.sampled_from(["", "", "?", "~", "%"])).map("".join)
ends = points | st.sampled_from(["", ".."])
members = points | st.tuples(points, points).map("..".join)
texts = (
    points
    | st.tuples(ends, ends).map("/".join)
    | st.lists(members, min_size=1, max_size=4).map(lambda held: f"[{','.join(held)}]")
    | st.lists(members, min_size=1, max_size=4).map(lambda held: f"{{{','.join(held)}}}")
    | points.map("[..{}]".format)
    | points.map("{{{}..}}".format)
)


def parsed(text: str) -> EventDate:
    """Parse a generated text; those that end before they begin are not dates."""
    try:
        return EventDate.parse(text)
    except DateError:
        assume(False)
        raise


dates = texts.map(parsed)


@given(dates)
def test_every_date_reads_back_equal(date: EventDate) -> None:
    again = EventDate.parse(str(date))
    assert again == date
    assert has_edtf_form(str(date))
    assert all(
        getattr(again, name) == getattr(date, name)
        for name in ("earliest", "latest", "core_start", "core_end", "sure_begun", "sure_until")
    )


@given(points.map(EventDate.parse))
def test_every_point_has_two_bounds_in_order(date: EventDate) -> None:
    assert date.earliest is not None
    assert date.latest is not None
    assert date.earliest < date.latest


@given(dates)
def test_bounds_are_in_order_and_the_core_is_inside(date: EventDate) -> None:
    low = -SURE_FOREVER if date.earliest is None else date.earliest
    high = SURE_FOREVER if date.latest is None else date.latest
    start = low if date.core_start is None else date.core_start
    end = high if date.core_end is None else date.core_end
    assert low <= start < end <= high


@given(dates)
def test_only_intervals_have_a_core(date: EventDate) -> None:
    if date.core_start is not None or date.core_end is not None:
        assert date.is_interval


def verdict(date: EventDate, start: int, end: int) -> str:
    """Say how a window shows a date: certain, possible or hidden."""
    if date.sure_begun <= end and date.sure_until >= start:
        return "certain"
    after = date.earliest is not None and date.earliest >= end
    before = date.latest is not None and date.latest <= start
    return "hidden" if after or before else "possible"


RANK = ("hidden", "possible", "certain")
times = st.integers(-3_700_000, 3_000_000).map(lambda number: number * DAY)
windows = st.tuples(times, times).filter(lambda window: window[0] < window[1])


@given(dates, windows, st.integers(0, 400_000), st.integers(0, 400_000))
@example(EventDate.parse("2018-06"), (at("2018-06-01"), at("2018-07-01")), 1, 1)
def test_widening_a_window_never_takes_away(
    date: EventDate, window: tuple[int, int], before: int, after: int
) -> None:
    start, end = window
    narrow = verdict(date, start, end)
    wide = verdict(date, start - before * DAY, end + after * DAY)
    assert RANK.index(wide) >= RANK.index(narrow)


@given(bare.map(EventDate.parse))
def test_an_instant_is_certain_in_its_own_bounds_and_no_less(date: EventDate) -> None:
    start, end = date.earliest or 0, date.latest or 0
    assert verdict(date, start, end) == "certain"
    assert verdict(date, start + 1, end) == "possible"
    assert verdict(date, start, end - 1) == "possible"


@given(bare, st.sampled_from("?~%"), windows)
def test_a_qualifier_never_adds_certainty(text: str, mark: str, window: tuple[int, int]) -> None:
    marked, unmarked = EventDate.parse(text + mark), EventDate.parse(text)
    assert RANK.index(verdict(marked, *window)) <= RANK.index(verdict(unmarked, *window))
    assert verdict(marked, unmarked.earliest or 0, unmarked.latest or 0) == "possible"


@given(st.text(max_size=40) | st.text("0123456789-/.,XTZ[]{}~%?Y:+", max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        date = EventDate.parse(text)
    except DateError as error:
        assert str(error).startswith("The date ")
    else:
        assert EventDate.parse(str(date)) == date
        assert has_edtf_form(text)


@pytest.mark.parametrize(
    ("text", "has_form"),
    [
        pytest.param("2019-02-30", True, id="no-such-day-still-has-the-form"),
        pytest.param("2019/..", True, id="interval"),
        pytest.param("[anything", True, id="set"),
        pytest.param("03/04/2024", False, id="numeric"),
        pytest.param("2024/12", False, id="year-and-month"),
        pytest.param("20241203", False, id="compact"),
        pytest.param("June 1944", False, id="words"),
        pytest.param("..", False, id="dots"),
    ],
)
def test_form_of_edtf(text: str, has_form: bool) -> None:
    assert has_edtf_form(text) is has_form
