"""Dates in digits, with times and parts left out."""

from __future__ import annotations

import pytest

from timeline.dates import parse_date
from timeline.errors import DateError

READ = [
    # season and fiscal
    ("2019/20", "[2019..2020]", None),
    ("1999/00", "[1999..2000]", None),
    ("1999/2000", "1999/2000", None),
    ("2011/12", "2011-12", None),
    ("1914/18", "1914/1918", None),
    ("2013-17", "2013/2017", None),
    ("2019-20", "2019/2020", None),
    ("season 2019/20", "[2019..2020]", None),
    ("2019/20 season", "[2019..2020]", None),
    ("academic year 2019-2020", "[2019..2020]", None),
    ("FY 2019/20", "[2019..2020]", None),
    ("FY2019", "[2018-07..2020-03]", None),
    ("fiscal year 2019", "[2018-07..2020-03]", None),
    ("spring of 2019", "2019-21", None),
    ("Summer, 2019", "2019-22", None),
    ("fall 2019", "2019-23", None),
    ("2019 spring", "2019-21", None),
    ("late summer 2019", "[2019-08-01..2019-08-31]", None),
    ("late winter 2019", "[2020-02-01..2020-02-29]", None),
    ("winter of 1950–51", "1950-24", None),
    ("1Q 2019", "[2019-01..2019-03]", None),
    ("Q3/2019", "[2019-07..2019-09]", None),
    ("2019-Q3", "[2019-07..2019-09]", None),
    ("2019Q3", "[2019-07..2019-09]", None),
    ("H1 2018", "[2018-01..2018-06]", None),
    ("1H 2018", "[2018-01..2018-06]", None),
    ("4th quarter 1973", "[1973-10..1973-12]", None),
    # weeks and days
    ("2024-W49-2", "2024-12-03", None),
    ("2024W492", "2024-12-03", None),
    ("2024w49", "[2024-12-02..2024-12-08]", None),
    ("2020-W53", "[2020-12-28..2021-01-03]", None),
    ("2024-338", "2024-12-03", None),
    ("2023-365", "2023-12-31", None),
    ("2024-366", "2024-12-31", None),
    ("week of December 3, 2024", "[2024-12-02..2024-12-08]", None),
    # digits
    ("202412031405", "2024-12-03T14:05", None),
    ("20241203 140500", "2024-12-03T14:05:00", None),
    ("20241203T140500Z", "2024-12-03T14:05:00Z", None),
    ("1980-01-xx", "1980-01-XX", None),
    ("1980-xx-xx", "1980-XX-XX", None),
    ("1980-01-??", "1980-01-XX", None),
    ("1980-??", "1980-XX", None),
    ("19??", "19XX", None),
    ("198?", "198X", None),
    ("198x", "198X", None),
    ("2014-02-20/23", "2014-02-20/2014-02-23", None),
    ("2014-02-20/03-03", "2014-02-20/2014-03-03", None),
    ("2014-02-20 - 2014-03-03", "2014-02-20/2014-03-03", None),
    ("2014-02-20–2014-03-03", "2014-02-20/2014-03-03", None),
    ("2014-02-20 to 2014-03-03", "2014-02-20/2014-03-03", None),
    ("20.02.2014 - 03.03.2014", "2014-02-20/2014-03-03", True),
    ("3. XII. 1944", "1944-12-03", None),
    ("3.vi.1944", "1944-06-03", None),
    ("31.12.2024", "2024-12-31", None),
    ("31-12-2024", "2024-12-31", None),
    ("31. 12. 2024", "2024-12-31", None),
    ("0044", "0044", None),
    ("12-2024", "2024-12", None),
    ("２０２４年１２月３日", "2024-12-03", None),
    ("٣/١٢/٢٠٢٤", "2024-12-03", True),
    # times
    ("2024-12-03 14:05:06.789", "2024-12-03T14:05:06", None),
    ("2024-12-03T14:05Z", "2024-12-03T14:05Z", None),
    ("2024-12-03T14:05:06-05:00", "2024-12-03T14:05:06-05:00", None),
    ("2024-12-03 14:05:06 +0900", "2024-12-03T14:05:06+09:00", None),
    ("2024-12-03 14:05:06 UTC", "2024-12-03T14:05:06Z", None),
    ("Tue, 03 Dec 2024 14:05:06 +0900", "2024-12-03T14:05:06+09:00", None),
    ("Tue, 03 Dec 2024 14:05:06 GMT", "2024-12-03T14:05:06Z", None),
    ("Tue Dec 03 14:05:06 +0000 2024", "2024-12-03T14:05:06+00:00", None),
    ("Tue Dec  3 14:05:06 2024", "2024-12-03T14:05:06", None),
    ("Tue Dec 03 2024 14:05:06 GMT+0900 (Korea Standard Time)", "2024-12-03T14:05:06+09:00", None),
    ("14:05, 3 December 2024", "2024-12-03T14:05", None),
    ("10:27 pm on December 3, 2024", "2024-12-03T22:27", None),
    ("3 December 2024 22:27 KST", "2024-12-03T22:27+09:00", None),
    ("3 December 2024 10 p.m.", "2024-12-03T22", None),
    ("Dec 3, 2024, 9:41 AM", "2024-12-03T09:41", None),
    ("12/3/2024 9:41:00 AM", "2024-12-03T09:41:00", False),
    ("03/12/2024 09:41", "2024-12-03T09:41", True),
    ("3. Dezember 2024 um 14:05 Uhr", "2024-12-03T14:05", None),
    ("3 décembre 2024 à 14h05", "2024-12-03T14:05", None),
    ("2024-12-03T14", "2024-12-03T14", None),
]
NOT_YET = [
    (
        "2014-02-20..2014-03-03",
        "2014-02-20/2014-03-03",
        "two dots are no sign of a range outside of a set",
    ),
    ("2024-12-03T24:00", "2024-12-04T00:00", "24:00 is refused, it may be either day"),
    ("3 December 2024 around noon", "2024-12-03", "noon is no time of the clock"),
]
REFUSED = [
    "9/11",
    "1/2",
    "28,500",
    "1,950,000",
    "37.5665",
    "3.14",
    "-5",
    "nan",
    "inf",
    "null",
    "1e3",
    "1.5e308",
    "0x7E8",
    "37°33'N",
    "126°59'E",
    "+82 2 123 4567",
    "010-1234-5678",
    "192.168.0.1",
    "v1.2.3",
    "$1,950",
    "50%",
    "12024",
    "45629",
    "2024120",
    "20241303",
    "1733230800",
    "1733230800123",
    "2024120314",
    "3/12/24",
    "12:30:00",
    "2023-366",
    "2024-000",
    "2024-W53",
    "2024-W49-8",
    "2019-02-30",
    "30.02.2019",
    "31/04/2020",
    "0000-00-00",
    "2018-00-00",
    "2024-12-03 25:00",
    "2024-12-03 10:00 XYZ",
    "1944-06-31/1944-07-02",
    "2014-02-20/19",
]


@pytest.mark.parametrize(("text", "edtf", "day_first"), READ, ids=[case[0] for case in READ])
def test_dates_in_digits_are_read(text: str, edtf: str, day_first: bool | None) -> None:
    assert str(parse_date(text, day_first=day_first)) == edtf


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        pytest.param(text, edtf, id=text, marks=pytest.mark.xfail(strict=True, reason=reason))
        for text, edtf, reason in NOT_YET
    ],
)
def test_dates_in_digits_are_not_read_yet(text: str, edtf: str) -> None:
    assert str(parse_date(text)) == edtf


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_no_date_is_refused_with_its_text(text: str) -> None:
    with pytest.raises(DateError) as caught:
        parse_date(text)
    assert text in str(caught.value)
    assert str(caught.value).endswith(".")
