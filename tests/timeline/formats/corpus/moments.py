# ruff: noqa: RUF001 - dates in other alphabets
"""Dates as tables have them: numbers, pieces, words, ranges, calendars, and what is no date."""

import datetime as dt

from corpus.case import Case, table

ANCHOR = dt.date(2024, 12, 3)


def dated(id_: str, *pairs: tuple[str, str], notes: tuple[str, ...] = ()) -> Case:
    """A column of dates, and what each of them is in EDTF."""
    written = table(["Title", "Date"], *([f"e{at}", said] for at, (said, _) in enumerate(pairs)))
    undated = sum(not meant for _, meant in pairs)
    return Case(
        id=id_,
        name="a.csv",
        data=written,
        rows=len(pairs),
        undated=undated,
        notes=notes,
        cells={"date": [meant for _, meant in pairs]},
    )


def refused(id_: str, said: str, *reasons: str) -> Case:
    written = table(["Title", "Date"], ["good", "2018"], ["bad", said])
    return Case(id=id_, name="a.csv", data=written, rows=1, rejected=1, reasons=reasons)


CASES = [
    Case(
        id="date-in-pieces",
        name="a.csv",
        data="Title,Year,Month,Day\nA,2018,6,12\nB,2019,2,30\nC,2019,,\nD,2019,Feb,\n",
        rows=3,
        rejected=1,
        cells={"date": ["2018-06-12", "2019", "2019-02"]},
        reasons=["the days of February 2019 go from 1 to 28"],
    ),
    Case(
        id="time-in-a-column-of-its-own",
        name="a.csv",
        data="Title,Date,Time\nA,2018-06-12,9:05\nB,2018-06-12,2:30 pm\nC,2018-06-12,\n",
        rows=3,
        cells={"date": ["2018-06-12T09:05", "2018-06-12T14:30", "2018-06-12"]},
    ),
    Case(
        id="start-and-end",
        name="a.csv",
        data="Title,Start,End\nA,2018-06-12,2018-06-14\nB,2018,\nC,,2019\n",
        rows=3,
        cells={"date": ["2018-06-12/2018-06-14", "2018", "/2019"]},
    ),
    Case(
        id="end-before-start",
        name="a.csv",
        data="Title,Start,End\nA,2018-06-14,2018-06-12\nB,2018,2019\n",
        rows=1,
        rejected=1,
        reasons=["2018-06-14"],
    ),
    dated(
        "excel-serials",
        ("43263", "2018-06-12"),
        ("43523", "2019-02-27"),
        ("43646", "2019-06-30"),
        notes=("Excel serials, days since 1899-12-30",),
    ),
    dated(
        "epoch-seconds",
        ("1528761600", "2018-06-12"),
        ("1551225600", "2019-02-27"),
        ("1561852800", "2019-06-30"),
        notes=("seconds since 1970 in UTC", "only the days"),
    ),
    dated(
        "epoch-milliseconds",
        ("1528765500000", "2018-06-12T01:05:00Z"),
        ("1551225600000", "2019-02-27T00:00:00Z"),
        ("1561852800000", "2019-06-30T00:00:00Z"),
        notes=("milliseconds since 1970 in UTC",),
    ),
    dated("compact", ("20180612", "2018-06-12"), ("20190227", "2019-02-27")),
    dated(
        "months-only",
        ("June 2018", "2018-06"),
        ("2019-02", "2019-02"),
        ("02/2019", "2019-02"),
        ("Feb. 2019", "2019-02"),
    ),
    dated(
        "edtf",
        ("2018-06~", "2018-06~"),
        ("201X", "201X"),
        ("[2018-01-01..2018-04-30]", "[2018-01-01..2018-04-30]"),
        ("2018-06/2018-08", "2018-06/2018-08"),
        ("../2018", "../2018"),
        ("2018?/..", "2018?/.."),
    ),
    dated(
        "ranges-in-words",
        ("12–14 June 2018", "2018-06-12/2018-06-14"),
        ("June 12, 2018 to June 14, 2018", "2018-06-12/2018-06-14"),
        ("1950-1953", "1950/1953"),
        ("30 June – 2 July 2019", "2019-06-30/2019-07-02"),
    ),
    dated(
        "vague-words",
        ("early 2024", "[2024-01-01..2024-04-30]"),
        ("1950s", "195X"),
        ("c. 1900", "1900~"),
    ),
    dated(
        "before-christ",
        ("300 BCE", "-0299"),
        ("44 BC", "-0043"),
        ("AD 79", "0079"),
        ("-0300", "-0300"),
    ),
    dated(
        "era-years",
        ("令和元年5月1日", "2019-05-01"),
        ("昭和20年8月15日", "1945-08-15"),
        ("民國108年", "2019"),
        ("단기 4351년", "2018"),
    ),
    dated(
        "korean-words",
        ("2018년 6월 12일", "2018-06-12"),
        ("2018. 6. 12.", "2018-06-12"),
        ("2018년 6월", "2018-06"),
    ),
    dated("arabic-digits", ("٢٠١٨-٠٦-١٢", "2018-06-12"), ("۲۰۱۹/۰۲/۲۷", "2019-02-27")),
    dated("full-width-digits", ("２０１８年６月１２日", "2018-06-12")),
    dated(
        "months-in-nine-languages",
        ("12 juin 2018", "2018-06-12"),
        ("12. Juni 2018", "2018-06-12"),
        ("12 de junio de 2018", "2018-06-12"),
        ("12 giugno 2018", "2018-06-12"),
        ("12 июня 2018 г.", "2018-06-12"),
        ("12 червня 2018", "2018-06-12"),
        ("12 Haziran 2018", "2018-06-12"),
        ("12 czerwca 2018", "2018-06-12"),
        ("12 يونيو 2018", "2018-06-12"),
    ),
    dated(
        "ordinals-and-weekdays",
        ("Tuesday, 12th of June 2018", "2018-06-12"),
        ("Tue Jun 12 2018", "2018-06-12"),
    ),
    dated(
        "javascript-and-mail-dates",
        ("Tue, 12 Jun 2018 09:05:00 GMT", "2018-06-12T09:05:00Z"),
        ("2018-06-12T09:05:00.000Z", "2018-06-12T09:05:00Z"),
    ),
    dated(
        "times-with-zones",
        ("2018-06-12T09:05+09:00", "2018-06-12T09:05+09:00"),
        ("2018-06-12 09:05", "2018-06-12T09:05"),
    ),
    dated(
        "day-is-settled-by-the-column",
        ("03/04/2018", "2018-04-03"),
        ("25/06/2018", "2018-06-25"),
        notes=("begin with the day, because of 25/06/2018",),
    ),
    dated(
        "month-is-settled-by-the-column",
        ("03/04/2018", "2018-03-04"),
        ("05/25/2018", "2018-05-25"),
        notes=("begin with the month, because of 05/25/2018",),
    ),
    dated(
        "nothing-settles-day-or-month",
        ("03/04/2018", "2018-04-03"),
        ("05/06/2018", "2018-06-05"),
        notes=("No date settles whether 03/04/2018 begins with the day or the month",),
    ),
    Case(
        id="person-settles-day-or-month",
        name="a.csv",
        data="Title,Date\nA,03/04/2018\n",
        options={"day_first": False},
        rows=1,
        cells={"date": ["2018-03-04"]},
    ),
    Case(
        id="column-with-both-orders",
        name="a.csv",
        data="Title,Date\nA,25/06/2018\nB,06/25/2018\nC,27/06/2018\n",
        rows=3,
        cells={"date": ["2018-06-25", "2018-06-25", "2018-06-27"]},
        notes=["The column mixes two orders: 25/06/2018 begins with the day"],
    ),
    Case(
        id="relative-dates-with-an-anchor",
        name="a.csv",
        data="Title,Date\nA,yesterday\nB,last year\n",
        options={"anchor": ANCHOR},
        rows=2,
        cells={"date": ["2024-12-02", "2023"]},
    ),
    refused("relative-date-without-an-anchor", "yesterday", "'yesterday'"),
    refused("impossible-day", "2019-02-30", "the days of February 2019 go from 1 to 28"),
    refused("impossible-day-in-words", "31 June 2018", "the days of June 2018 go from 1 to 30"),
    refused("no-leap-day", "29/02/2019", "29/02/2019"),
    refused("month-13", "2018-13-01", "2018-13-01"),
    refused("number-of-people", "28,500", "is a number and not a date"),
    refused("half-a-coordinate", "37°33'N", "37°33'N"),
    refused("word", "soon", "'soon'", "write 1944-06-30"),
    refused("several-dates", "2018-06-12, 2019-02-27 and 2019-06-30", "write"),
    refused("excel-error", "#VALUE!", "#VALUE!"),
    refused("excel-hashes", "########", "########"),
    refused("week-number-99", "2018-W99", "2018-W99"),
    dated("unknown-in-words", ("", ""), ("unknown", ""), ("n/a", ""), ("2018", "2018")),
]
