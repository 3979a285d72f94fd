"""Dates as people write them, one by one and by the column."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
import time

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.dates import DateColumn, parse_date, read_dates
from timeline.edtf import SURE_FOREVER, EventDate
from timeline.errors import DateError

FRIDAY = dt.date(2019, 3, 1)  # the anchor of these tests

# --- one date -------------------------------------------------------------------------------------

WRITTEN = [
    ("2024-12-03", "2024-12-03"),
    ("2024/12/03", "2024-12-03"),
    ("2024.12.03", "2024-12-03"),
    ("2024-1-5", "2024-01-05"),
    ("2024. 12. 3.", "2024-12-03"),
    ("20241203", "2024-12-03"),
    ("20241203140500", "2024-12-03T14:05:00"),
    ("31/12/2024", "2024-12-31"),
    ("12/31/2024", "2024-12-31"),
    ("03/03/2024", "2024-03-03"),
    ("2024/12", "2024-12"),
    ("12/2024", "2024-12"),
    ("2018", "2018"),
    ("2024-W49", "[2024-12-02..2024-12-08]"),
    ("2024年12月3日", "2024-12-03"),
    ("2024년 12월 3일", "2024-12-03"),
    ("2024年12月", "2024-12"),
    ("3 December 2024", "2024-12-03"),
    ("3rd December 2024", "2024-12-03"),
    ("3rd of December, 2024", "2024-12-03"),
    ("December 3, 2024", "2024-12-03"),
    ("DECEMBER 3RD 2024", "2024-12-03"),
    ("Dec. 3, 2024", "2024-12-03"),
    ("03-Dec-2024", "2024-12-03"),
    ("2024 December 3", "2024-12-03"),
    ("Tuesday, 3 December 2024", "2024-12-03"),
    ("Dec 2024", "2024-12"),
    ("June 1944", "1944-06"),
    ("in June 1944", "1944-06"),
    ("Sept. 2019", "2019-09"),
    ("  June \u00a0 1944 ", "1944-06"),
    # times of the day
    ("2024-12-03 14:05", "2024-12-03T14:05"),
    ("2024-12-03T14:05:06.123Z", "2024-12-03T14:05:06Z"),
    ("2024-12-03T14:05:06+0900", "2024-12-03T14:05:06+09:00"),
    ("3 December 2024 2:05 pm", "2024-12-03T14:05"),
    ("3 December 2024 5pm", "2024-12-03T17"),
    ("December 3, 2024 at 12:05 am", "2024-12-03T00:05"),
    ("3 December 2024, 14:05 UTC", "2024-12-03T14:05Z"),
    # EDTF
    ("1950-06-25/1953-07-27", "1950-06-25/1953-07-27"),
    ("2017/..", "2017/.."),
    ("201X", "201X"),
    ("[2018-01..2018-04]", "[2018-01..2018-04]"),
    ("1984?", "1984?"),
    ("2019-21", "2019-21"),
    ("-0300", "-0300"),
    # ranges
    ("27-28 February 2019", "2019-02-27/2019-02-28"),
    ("12–14 March 2022", "2022-03-12/2022-03-14"),
    ("February 27-28, 2019", "2019-02-27/2019-02-28"),
    ("28 February - 2 March 2019", "2019-02-28/2019-03-02"),
    ("28 December – 3 January 2019", "2018-12-28/2019-01-03"),
    ("3 March 2018 to 4 June 2019", "2018-03-03/2019-06-04"),
    ("June-August 1950", "1950-06/1950-08"),
    ("June 1950 to July 1953", "1950-06/1953-07"),
    ("2018-2019", "2018/2019"),
    ("2018 – 2019", "2018/2019"),
    ("1914–18", "1914/1918"),
    ("1950-53", "1950/1953"),
    ("from 1950 to 1953", "1950/1953"),
    ("since 2017", "2017/.."),
    ("from June 2017 onwards", "2017-06/.."),
    ("2017-present", "2017/.."),
    ("2017 to present", "2017/.."),
    ("2017–", "2017/.."),
    ("since early 2017", "2017/.."),
    ("since the early 1950s", "195X/.."),
    ("until 2020", "../2020"),
    ("300–200 BC", "-0299/-0199"),
    ("18th–19th century", "17XX/18XX"),
    # one of several
    ("between 1960 and 1970", "[1960..1970]"),
    ("between 3 and 5 March 2019", "[2019-03-03..2019-03-05]"),
    ("1960 or 1961", "[1960,1961]"),
    ("27 and 28 February 2019", "{2019-02-27,2019-02-28}"),
    ("before 1950", "[..1949]"),
    ("before 1 March 2020", "[..2020-02-29]"),
    ("after December 2021", "[2022-01..]"),
    ("by 2020", "[..2020]"),
    ("the week of 3 December 2024", "[2024-12-02..2024-12-08]"),
    # parts
    ("early 2024", "[2024-01-01..2024-04-30]"),
    ("mid 2024", "[2024-05-01..2024-08-31]"),
    ("mid-2024", "[2024-05-01..2024-08-31]"),
    ("late 2024", "[2024-09-01..2024-12-31]"),
    ("the end of 2024", "[2024-09-01..2024-12-31]"),
    ("early December 2024", "[2024-12-01..2024-12-10]"),
    ("mid-December 2024", "[2024-12-11..2024-12-20]"),
    ("late February 2024", "[2024-02-21..2024-02-29]"),
    ("the early 1950s", "[1950..1953]"),
    ("late 19th century", "[1867..1899]"),
    ("Q3 2019", "[2019-07..2019-09]"),
    ("2019 Q3", "[2019-07..2019-09]"),
    ("third quarter of 2019", "[2019-07..2019-09]"),
    ("first half of 2018", "[2018-01..2018-06]"),
    ("spring 2019", "2019-21"),
    ("winter 2019-20", "2019-24"),
    ("the 1950s", "195X"),
    ("1900s", "19XX"),
    ("19th century", "18XX"),
    # qualifiers
    ("circa 1950", "1950~"),
    ("c. 1950", "1950~"),
    ("c.1950", "1950~"),
    ("ca 1950", "1950~"),
    ("about 1950", "1950~"),
    ("around June 1944", "1944-06~"),
    ("c. 1950-1953", "1950~/1953~"),
    ("June 1944?", "1944-06?"),
    ("1944 (?)", "1944?"),
    ("possibly June 1944", "1944-06?"),
    ("circa 1950?", "1950%"),
    # before the common era
    ("44 BC", "-0043"),
    ("1 BCE", "0000"),
    ("15 March 44 BC", "-0043-03-15"),
    ("AD 79", "0079"),
    ("10,500 BC", "Y-10499"),
    ("3rd century BCE", "-02XX"),
]


@pytest.mark.parametrize(("text", "edtf"), WRITTEN, ids=[text for text, _ in WRITTEN])
def test_date_as_people_write_it(text: str, edtf: str) -> None:
    assert str(parse_date(text)) == edtf


ANCHORED = [
    ("today", "2019-03-01"),
    ("yesterday", "2019-02-28"),
    ("yesterday at 14:05", "2019-02-28T14:05"),
    ("Tuesday", "2019-02-26"),
    ("on Friday", "2019-03-01"),
    ("last Tuesday", "2019-02-26"),
    ("last Friday", "2019-02-22"),
    ("next Friday", "2019-03-08"),
    ("this Sunday", "2019-03-03"),
    ("11 September", "2018-09-11"),
    ("27-28 February", "2019-02-27/2019-02-28"),
    ("30 December", "2018-12-30"),
    ("29 February", "2020-02-29"),
    ("May", "2019-05"),
    ("mid-December", "[2018-12-11..2018-12-20]"),
    ("last August", "2018-08"),
    ("last February", "2019-02"),
    ("last March", "2018-03"),
    ("next March", "2020-03"),
    ("this March", "2019-03"),
    ("last spring", "2018-21"),
    ("August last year", "2018-08"),
    ("12 March next year", "2020-03-12"),
    ("early last year", "[2018-01-01..2018-04-30]"),
    ("last month", "2019-02"),
    ("earlier this month", "2019-03"),
    ("last year", "2018"),
    ("last week", "[2019-02-18..2019-02-24]"),
    ("two months ago", "2019-01"),
    ("3 weeks ago", "[2019-02-04..2019-02-10]"),
    ("five years ago", "2014"),
]


@pytest.mark.parametrize(("text", "edtf"), ANCHORED, ids=[text for text, _ in ANCHORED])
def test_relative_words_count_from_the_anchor(text: str, edtf: str) -> None:
    assert str(parse_date(text, anchor=FRIDAY)) == edtf


@pytest.mark.parametrize("text", [text for text, _ in ANCHORED])
def test_relative_words_without_an_anchor_are_refused(text: str) -> None:
    with pytest.raises(DateError, match="anchor"):
        parse_date(text)


@pytest.mark.parametrize("text", [text for text, _ in WRITTEN])
def test_an_anchor_changes_nothing_that_is_stated(text: str) -> None:
    assert parse_date(text, anchor=FRIDAY) == parse_date(text)


def test_the_anchor_may_be_a_moment() -> None:
    assert str(parse_date("yesterday", anchor=dt.datetime(2019, 3, 1, 23, 59))) == "2019-02-28"


REFUSED = [
    pytest.param("28,500", "is a number and not a date", id="number-with-comma"),
    pytest.param("37.5665", "is a number and not a date", id="latitude"),
    pytest.param("-5", "is a number and not a date", id="negative"),
    pytest.param("nan", "is a number and not a date", id="nan"),
    pytest.param("1.5e308", "is a number and not a date", id="float"),
    pytest.param("28500000", "is a number and not a date", id="eight-digits-and-no-day"),
    pytest.param("37°33'N", "is not one we can read", id="degrees"),
    pytest.param("12:30", "is not one we can read", id="only-a-time"),
    pytest.param("hello", "is not one we can read", id="a-word"),
    pytest.param("3 apples", "is not one we can read", id="three-apples"),
    pytest.param("5 min 2024", "is not one we can read", id="minutes"),
    pytest.param("3 days", "is not one we can read", id="a-duration"),
    pytest.param("the 3rd", "is not one we can read", id="only-a-day"),
    pytest.param("Q5 2019", "is not one we can read", id="fifth-quarter"),
    pytest.param("31 Juny 1944", "the days of June 1944 go from 1 to 30", id="misspelt"),
    pytest.param("30 Jnue 1944", "is not one we can read", id="misspelt-month"),
    pytest.param("", "is empty", id="empty"),
    pytest.param("03-Dec-24", "a year of two digits", id="short-year"),
    pytest.param("3/12/24", "a year of two digits", id="short-year-in-digits"),
    pytest.param("Sept 11, 01", "a year of two digits", id="short-year-behind-the-day"),
    pytest.param("9/11", "has no year", id="nine-eleven"),
    pytest.param("03/04/2024", "could be 2024-04-03 or 2024-03-04", id="two-ways"),
    pytest.param("3.12.2024", "could be 2024-12-03 or 2024-03-12", id="two-ways-with-dots"),
    pytest.param("2019-02-30", "does not exist", id="30-february"),
    pytest.param("30 February 2019", "does not exist", id="30-february-in-words"),
    pytest.param("31 June 1944", "the days of June 1944 go from 1 to 30", id="31-june"),
    pytest.param("29/02/2023", "does not exist", id="29-february"),
    pytest.param("13/13/2024", "does not exist", id="month-13"),
    pytest.param("2024-13", "does not exist", id="month-13-iso"),
    pytest.param("2024-W54", "no such week", id="week-54"),
    pytest.param("2019/2018", "ends before it begins", id="reversed"),
    pytest.param("5 to 3 March 2019", "ends before it begins", id="reversed-within-a-month"),
    pytest.param("28-27 February 2019", "ends before it begins", id="reversed-days"),
    pytest.param("3 December 2024 14:75", "a time that does not exist", id="minute-75"),
    pytest.param("3 December 2024 14:05 pm", "a time that does not exist", id="14-pm"),
    pytest.param("June 1944 14:05", "a time of the day, but not one day", id="time-in-a-month"),
    pytest.param("0 BC", "has a year 0", id="year-0"),
    pytest.param("early Q3 2019", "no early or late part", id="part-of-a-part"),
    pytest.param("3 March – 2019", "two ends of different kinds", id="unlike-ends"),
    pytest.param("June 1944 " + "very " * 50 + "early", "is longer than", id="long"),
]


@pytest.mark.parametrize("anchor", [None, FRIDAY], ids=["no-anchor", "anchor"])
@pytest.mark.parametrize(("text", "reason"), REFUSED)
def test_what_is_no_date_is_refused_with_the_reason(
    text: str, reason: str, anchor: dt.date | None
) -> None:
    with pytest.raises(DateError) as caught:
        parse_date(text, anchor=anchor)
    message = str(caught.value)
    assert reason in message
    assert text[:50] in message
    assert message.endswith(".")


@pytest.mark.parametrize(
    ("text", "day_first", "edtf"),
    [
        pytest.param("03/04/2024", True, "2024-04-03", id="day-first"),
        pytest.param("03/04/2024", False, "2024-03-04", id="month-first"),
        pytest.param("3.12.2024", True, "2024-12-03", id="dots"),
        pytest.param("31/12/2024", False, "2024-12-31", id="settled-by-itself"),
        pytest.param("12/31/2024", True, "2024-12-31", id="settled-against-what-was-asked"),
        pytest.param("03/04/2024 14:05", True, "2024-04-03T14:05", id="with-a-time"),
        pytest.param("03/04/2024 - 05/04/2024", True, "2024-04-03/2024-04-05", id="range"),
    ],
)
def test_order_of_day_and_month(text: str, day_first: bool, edtf: str) -> None:
    assert str(parse_date(text, day_first=day_first)) == edtf


@pytest.mark.parametrize(
    ("text", "language", "edtf"),
    [
        pytest.param("3. Dezember 2024", "de", "2024-12-03", id="german"),
        pytest.param("1er juin 1944", "fr", "1944-06-01", id="french"),
        pytest.param("3 de diciembre de 2024", "es", "2024-12-03", id="spanish"),
        pytest.param("3 décembre 2024 à 14h05", "fr", "2024-12-03T14:05", id="french-time"),
        pytest.param("dicembre 2024", "it", "2024-12", id="italian"),
        pytest.param("3–5 de março de 2024", "pt", "2024-03-03/2024-03-05", id="portuguese-range"),
        pytest.param("3 mei 2024", "nl", "2024-05-03", id="dutch"),
        pytest.param("3 декабря 2024", "ru", "2024-12-03", id="russian"),
        pytest.param("декабрь 2024", "ru", "2024-12", id="russian-month-stays-a-month"),
    ],
)
def test_dates_in_other_languages(text: str, language: str, edtf: str) -> None:
    assert str(parse_date(text, languages=(language,))) == edtf
    assert str(parse_date(text, languages=("en", language))) == edtf


@pytest.mark.parametrize(
    ("text", "language"),
    [
        pytest.param("3 décembre 2024", "en", id="french-month"),
        pytest.param("since 2017", "fr", id="english-phrase"),
    ],
)
def test_a_language_that_was_not_given_is_not_read(text: str, language: str) -> None:
    with pytest.raises(DateError, match="not one we can read"):
        parse_date(text, languages=(language,))


def test_30_february_is_refused_in_every_language() -> None:
    with pytest.raises(DateError, match="does not exist"):
        parse_date("30 février 2019", languages=("fr",))


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(DateError, match="xx"):
        parse_date("ylihuomenna", languages=("xx",), anchor=FRIDAY)


@pytest.mark.parametrize("piece", ["a", "in ", "c ", "1 ", "?", "1900–", "the ", "12:30 "])
def test_a_long_text_is_refused_at_once(piece: str) -> None:
    started = time.process_time()
    for count in (40, 199, 50_000):
        with pytest.raises(DateError):
            parse_date((piece * count)[: 200 if count == 199 else None])
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    "piece", ["1 ", "03/04/2024 ", "1234567 1:", " ", "[2018,", "년", "é\u0301"]
)
def test_a_long_text_in_a_column_is_refused_at_once(piece: str) -> None:
    started = time.process_time()
    long = "123456 10:00" + piece * 50_000 + "x"
    assert list(read_dates([long, "2018"]).errors) == [0]
    assert time.process_time() - started < 2


WORDS = [word for text, _ in WRITTEN + ANCHORED for word in text.split()]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=30) | st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join))
def test_any_text_is_read_or_refused(text: str) -> None:
    for anchor in (None, FRIDAY):
        try:
            date = parse_date(text, anchor=anchor)
        except DateError as error:
            assert str(error).startswith("The date ")
        else:
            assert EventDate.parse(str(date)) == date


def test_importing_dates_leaves_dateparser_alone() -> None:
    code = "import sys, timeline.dates; timeline.dates.parse_date('3 December 2024'); "
    code += "assert 'dateparser' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)


# --- columns --------------------------------------------------------------------------------------

BOUNDS = ("earliest", "latest", "core_start", "core_end")


def row_of(column: DateColumn, row: int) -> dict[str, object]:
    bounds = {name: getattr(column, name)[row] for name in BOUNDS}
    return {
        **{name: None if np.isnat(at) else int(at.astype(int)) for name, at in bounds.items()},
        "text": column.edtf[row],
        "sure_begun": int(column.sure_begun[row]),
        "sure_until": int(column.sure_until[row]),
        "precision": column.precision[row],
    }


def row_from(date: EventDate) -> dict[str, object]:
    names = (*BOUNDS, "text", "sure_begun", "sure_until", "precision")
    return {name: getattr(date, name) for name in names}


digits = st.text("0123456789", min_size=1, max_size=2)
plain_dates = st.dates().map(str)
plain_texts = st.one_of(
    plain_dates,
    plain_dates.map(lambda text: text[:4]),
    plain_dates.map(lambda text: text[:7]),
    st.datetimes().map(lambda moment: moment.isoformat()[:16]),
    st.datetimes().map(lambda moment: moment.isoformat()[:19] + "Z"),
    st.tuples(plain_dates, plain_dates).map("/".join),
    st.tuples(plain_dates, plain_dates).map(lambda ends: f"[{ends[0]}..{ends[1]}]"),
    st.tuples(plain_dates, plain_dates).map(lambda ends: f"{ends[0][:7]}/{ends[1][:7]}"),
    st.tuples(plain_dates, plain_dates).map(lambda ends: f"[{ends[0][:4]}..{ends[1][:4]}]"),
)
days = st.dates(min_value=dt.date(1000, 1, 1))
moments = st.datetimes(min_value=dt.datetime(1000, 1, 1))
people_texts = st.one_of(
    days.map(lambda day: f"{day:%d/%m/%Y}"),
    days.map(lambda day: f"{day.day}.{day.month}.{day.year}"),
    days.map(lambda day: f"{day:%Y/%m/%d}"),
    days.map(lambda day: f"{day:%Y%m%d}"),
    days.map(lambda day: f"{day.day} {day:%B %Y}"),
    days.map(lambda day: f"{day:%B} {day.day}, {day.year}"),
    days.map(lambda day: f"c. {day:%b %Y}"),
    moments.map(lambda moment: f"{moment:%Y-%m-%d %H:%M}"),
    moments.map(lambda moment: f"{moment:%Y-%m-%d %H:%M:%S.%f}"),
    moments.map(lambda moment: f"{moment:%Y-%m-%dT%H:%M:%S}+09:00"),
    moments.map(lambda moment: f"{moment:%Y-%m-%d %H:%M}-05:30"),
    moments.map(lambda moment: f"{moment:%d/%m/%Y %H:%M}"),
    moments.map(lambda moment: f"{moment:%d/%m/%Y} {moment.hour}:{moment:%M}"),
    moments.map(lambda moment: f"{moment.day} {moment:%B %Y %I:%M %p}"),
    moments.map(lambda moment: f"{moment:%B} {moment.day}, {moment:%Y, %H:%M:%S} KST"),
    moments.map(lambda moment: f"{moment:%a %b %d %H:%M:%S %Y}"),
    moments.map(lambda moment: f"{moment:%Y%m%d%H%M%S}"),
)
damaged_texts = st.tuples(
    people_texts, st.integers(0, 24), st.sampled_from(["0", "9", "-", " ", "/", ":", "T", "+", ""])
).map(lambda made: made[0][: made[1]] + made[2] + made[0][made[1] + 1 :])
nearly_plain = st.one_of(
    st.tuples(plain_texts, st.integers(0, 23), st.sampled_from("0:9- /.x٣T")).map(
        lambda made: made[0][: made[1]] + made[2] + made[0][made[1] + 1 :]
    ),
    st.tuples(st.integers(0, 9999).map("{:04}".format), digits, digits).map("-".join),
    st.text("0123456789-/TZ:.[]", min_size=4, max_size=24),
    st.sampled_from([text for text, _ in WRITTEN] + [str(case.values[0]) for case in REFUSED]),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(plain_texts | people_texts | damaged_texts | nearly_plain, min_size=1, max_size=8))
def test_a_column_says_the_same_as_its_dates_one_by_one(texts: list[str]) -> None:
    texts = [text for text in texts if "00:00" not in text]
    column = read_dates(texts, day_first=True, numbers="none")
    for row, text in enumerate(texts):
        try:
            date = parse_date(text, day_first=True)
        except DateError as error:
            said = str(error) * bool(text.strip())
            assert (column.edtf[row], column.errors.get(row, "")) == ("", said)
        else:
            assert row_of(column, row) == row_from(date)
            assert row not in column.errors


@pytest.mark.parametrize(
    "values",
    [
        pytest.param(["2018", "2019-02-27", "June 1944"], id="list"),
        pytest.param(("2018", "2019-02-27", "June 1944"), id="tuple"),
        pytest.param(np.array(["2018", "2019-02-27", "June 1944"]), id="numpy-str"),
        pytest.param(np.array(["2018", "2019-02-27", "June 1944"], dtype=object), id="objects"),
        pytest.param(pd.Series(["2018", "2019-02-27", "June 1944"]), id="series"),
        pytest.param(pd.Series(["2018", "2019-02-27", "June 1944"], index=[7, 7, 1]), id="index"),
        pytest.param(pd.Series(["2018", "2019-02-27", "June 1944"], dtype=object), id="object"),
        pytest.param(
            pd.Series(["2018", "2019-02-27", "June 1944"], dtype="category"), id="category"
        ),
        pytest.param(pd.Index(["2018", "2019-02-27", "June 1944"]), id="pandas-index"),
        pytest.param(iter(["2018", "2019-02-27", "June 1944"]), id="iterator"),
    ],
)
def test_any_kind_of_column_is_read(values: object) -> None:
    column = read_dates(values)  # type: ignore[arg-type]
    assert column.edtf.tolist() == ["2018", "2019-02-27", "1944-06"]
    assert list(column.precision) == ["year", "day", "month"]
    assert column.earliest.dtype == np.dtype("M8[us]")


@pytest.mark.parametrize(
    ("values", "edtf"),
    [
        pytest.param([2018, 2019], ["2018", "2019"], id="years-as-int"),
        pytest.param(pd.Series([2018, None]), ["2018", ""], id="years-as-float"),
        pytest.param([dt.date(2018, 6, 12)], ["2018-06-12"], id="day"),
        pytest.param([dt.datetime(2018, 6, 12, 9, 5)], ["2018-06-12T09:05:00"], id="moment"),
        pytest.param(
            pd.to_datetime(pd.Series(["2018-06-12", None])), ["2018-06-12", ""], id="timestamps"
        ),
        pytest.param(
            pd.to_datetime(pd.Series(["2018-06-12T09:00:01.5"])),
            ["2018-06-12T09:00:01"],
            id="part-of-a-second",
        ),
        pytest.param(
            pd.to_datetime(pd.Series(["2018-06-12T09:00:00+09:00"])),
            ["2018-06-12T09:00:00+09:00"],
            id="timestamps-with-a-zone",
        ),
        pytest.param(np.array(["2018-06-12", "NaT"], "M8[D]"), ["2018-06-12", ""], id="numpy-days"),
        pytest.param(np.array(["2018-06"], "M8[M]"), ["2018-06"], id="numpy-months"),
    ],
)
def test_a_column_of_no_text_is_read(values: object, edtf: list[str]) -> None:
    assert read_dates(values).edtf.tolist() == edtf  # type: ignore[arg-type]


def test_empty_values_are_no_date_and_no_error() -> None:
    column = read_dates(["2018", "", None, float("nan"), pd.NA, pd.NaT, "  "])
    assert column.errors == {}
    assert column.edtf.tolist() == ["2018", *[""] * 6]
    assert np.isnat(column.earliest).tolist() == [False, *[True] * 6]
    assert column.sure_begun[1] == SURE_FOREVER
    assert column.sure_until[1] == -SURE_FOREVER
    assert column.precision.isna().tolist() == [False, *[True] * 6]


def test_an_empty_column_is_read() -> None:
    column = read_dates([])
    assert len(column.edtf) == len(column.earliest) == len(column.precision) == 0
    assert column.errors == {}


def test_every_row_that_cannot_be_read_has_its_reason() -> None:
    column = read_dates(["2018", "2019-02-30", "hello", "2019-02-30"])
    assert sorted(column.errors) == [1, 2, 3]
    assert column.errors[1] == column.errors[3]
    assert "'2019-02-30' does not exist" in column.errors[1]
    assert column.edtf.tolist() == ["2018", "", "", ""]


@pytest.mark.parametrize(
    "text",
    [
        "2018-00",
        "2018-13",
        "2018-06-00",
        "2018-06-31",
        "1900-02-29",
        "2018-06-12T24:01",
        "2018-06-12T09:60",
        "2018-06-12T09:00:60",
        "2019/2018",
        "[2019-02..2019-01]",
        "2018-06-31/2018-07-01",
    ],
)
def test_a_plain_text_that_is_no_date_is_an_error_in_a_column_too(text: str) -> None:
    column = read_dates(["2018", text])
    assert list(column.errors) == [1]
    assert column.edtf[1] == ""


ORDERS = [
    pytest.param(["03/04/2024", "31/12/2024"], None, ["2024-04-03", "2024-12-31"], id="day"),
    pytest.param(["03/04/2024", "12/31/2024"], None, ["2024-03-04", "2024-12-31"], id="month"),
    pytest.param(["03/04/2024", "31/12/2024"], False, ["2024-03-04", "2024-12-31"], id="overruled"),
    pytest.param(["03/04/2024"], True, ["2024-04-03"], id="as-asked-day"),
    pytest.param(["03/04/2024"], False, ["2024-03-04"], id="as-asked-month"),
    pytest.param(["03/04/2024", "2018"], None, ["2024-04-03", "2018"], id="unsettled"),
    pytest.param(["03/03/2024"], None, ["2024-03-03"], id="same-either-way"),
    pytest.param(
        ["03/04/2024", "31/12/2024", "12/31/2024"],
        None,
        ["", "2024-12-31", "2024-12-31"],
        id="mixed-settles-nothing",
    ),
    pytest.param(
        ["03/04/2024 10:00", "31/12/2024 11:30"],
        None,
        ["2024-04-03T10:00", "2024-12-31T11:30"],
        id="with-times",
    ),
]


@pytest.mark.parametrize(("values", "day_first", "edtf"), ORDERS)
def test_the_column_settles_the_order_of_day_and_month(
    values: list[str], day_first: bool | None, edtf: list[str]
) -> None:
    column = read_dates(values, day_first=day_first)
    assert column.edtf.tolist() == edtf
    assert set(column.errors) == {row for row, text in enumerate(edtf) if not text}
    assert all("day_first" in reason for reason in column.errors.values())


def test_a_note_says_why_the_day_came_first() -> None:
    (note,) = read_dates(["03/04/2024", "31/12/2024"]).notes
    assert note == "Numeric dates begin with the day, because of 31/12/2024."


def test_a_note_says_that_nothing_settles_the_order() -> None:
    assert "No date settles" in read_dates(["03/04/2024"]).notes[0]


def test_midnight_in_every_row_is_no_time() -> None:
    column = read_dates(["2014-01-01 00:00:00.000", "2014-02-03 00:00:00.000", ""])
    assert column.edtf.tolist() == ["2014-01-01", "2014-02-03", ""]
    assert "only the days are kept" in column.notes[0]


def test_midnight_in_some_rows_is_a_time() -> None:
    column = read_dates(["2014-01-01T00:00:00", "2014-02-03T10:30:00"])
    assert column.edtf.tolist() == ["2014-01-01T00:00:00", "2014-02-03T10:30:00"]
    assert column.notes == ()


def test_the_anchor_holds_for_the_column() -> None:
    column = read_dates(["yesterday", "last August"], anchor=FRIDAY)
    assert column.edtf.tolist() == ["2019-02-28", "2018-08"]


def test_reading_a_column_leaves_it_as_it_was() -> None:
    values = pd.Series(["03/04/2024", "31/12/2024", None])
    before = values.copy()
    read_dates(values)
    pd.testing.assert_series_equal(values, before)


def test_years_before_christ_have_times_in_the_column() -> None:
    column = read_dates(["44 BC", "Y-10500"])
    assert column.earliest.astype("M8[Y]").astype(int).tolist() == [-43 - 1970, -10500 - 1970]
