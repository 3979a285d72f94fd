"""Years of other calendars."""

from __future__ import annotations

import pytest

from timeline.dates import parse_date
from timeline.errors import DateError

READ = [
    # calendars
    ("令和6年12月3日", "2024-12-03", None),
    ("令和元年5月1日", "2019-05-01", None),
    ("令和元年", "[2019-05-01..2019-12-31]", None),
    ("平成31年4月30日", "2019-04-30", None),
    ("昭和20年8月15日", "1945-08-15", None),
    ("昭和20年", "1945", None),
    ("昭和64年", "[1989-01-01..1989-01-07]", None),
    ("大正12年9月", "1923-09", None),
    ("明治37年2月8日", "1904-02-08", None),
    ("Showa 20", "1945", None),
    ("Reiwa 6", "2024", None),
    ("民國113年12月3日", "2024-12-03", None),
    ("中華民國113年", "2024", None),
    ("民国113年", "2024", None),
    ("주체113(2024)년 12월 3일", "2024-12-03", None),
    ("Juche 113", "2024", None),
    ("단기 4357년", "2024", None),
    ("พ.ศ. 2567", "2024", None),
    ("3 ธันวาคม พ.ศ. 2567", "2024-12-03", None),
    ("3 ธ.ค. 2024", "2024-12-03", None),
    ("วันที่ 3 ธันวาคม พ.ศ. 2567", "2024-12-03", None),
    ("2567 BE", "2024", None),
    ("B.E. 2567", "2024", None),
    ("3 December 2567 BE", "2024-12-03", None),
    ("1446 AH", "[2024-07-07~..2025-06-25~]", None),
    ("AH 1446", "[2024-07-07~..2025-06-25~]", None),
    ("1 Ramadan 1445 AH", "2024-03-11~", None),
    ("Ramadan 1445", "[2024-03-11~..2024-04-09~]", None),
    ("1 رمضان 1445 هـ", "2024-03-11~", None),
    ("12 Rabi' al-awwal 1446 AH", "2024-09-15~", None),
    ("1 Muharram 1 AH", "0622-07-19~", None),
]
NOT_YET = [
    ("R6.12.3", "2024-12-03", "one letter does not say which era"),
    ("12 Azar 1403 AP", "2024-12-02", "the Persian calendar is not read"),
    ("5 Tishrei 5785", "2024-10-07", "the Hebrew calendar is not read"),
    ("1 May 1700 (O.S.)", "1700-05-12", "Old Style is not converted"),
    ("XII An IV", "1796", "the calendar of the French Republic is not read"),
]
REFUSED = [
    "令和0年",
    "昭和65年1月1日",
    "昭和64年2月1日",
    "大正16年1月1日",
    "3 ธันวาคม 2567",
    "31 Ramadan 1445 AH",
    "5000 AH",
    "Juche 9999",
]


@pytest.mark.parametrize(("text", "edtf", "day_first"), READ, ids=[case[0] for case in READ])
def test_years_of_other_calendars_are_read(text: str, edtf: str, day_first: bool | None) -> None:
    assert str(parse_date(text, day_first=day_first)) == edtf


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        pytest.param(text, edtf, id=text, marks=pytest.mark.xfail(strict=True, reason=reason))
        for text, edtf, reason in NOT_YET
    ],
)
def test_years_of_other_calendars_are_not_read_yet(text: str, edtf: str) -> None:
    assert str(parse_date(text)) == edtf


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_no_date_is_refused_with_its_text(text: str) -> None:
    with pytest.raises(DateError) as caught:
        parse_date(text)
    assert text in str(caught.value)
    assert str(caught.value).endswith(".")
