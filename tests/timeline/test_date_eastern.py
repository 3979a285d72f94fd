"""Dates in Chinese, Japanese and Korean words."""

from __future__ import annotations

import pytest

from timeline.dates import parse_date
from timeline.errors import DateError

READ = [
    # eastern
    ("2024년 12월 3일", "2024-12-03", None),
    ("2024년12월3일", "2024-12-03", None),
    ("2024년 12월 3일 화요일", "2024-12-03", None),
    ("2024년 12월 3일(화)", "2024-12-03", None),
    ("2024년 12월", "2024-12", None),
    ("2024년", "2024", None),
    ("2024년 12월 3일 오후 10시 27분", "2024-12-03T22:27", None),
    ("2024년 12월 3일 22시", "2024-12-03T22", None),
    ("2024년 12월 초", "[2024-12-01..2024-12-10]", None),
    ("2024년 12월 중순", "[2024-12-11..2024-12-20]", None),
    ("2024년 초", "[2024-01-01..2024-04-30]", None),
    ("2024년 봄", "2024-21", None),
    ("2024년 상반기", "[2024-01..2024-06]", None),
    ("2024년 3분기", "[2024-07..2024-09]", None),
    ("1950년대", "195X", None),
    ("1950년대 초반", "[1950..1953]", None),
    ("19세기 말", "[1867..1899]", None),
    ("기원전 44년", "-0043", None),
    ("2024년 12월 3일~5일", "2024-12-03/2024-12-05", None),
    ("2024년 12월 3일부터 2025년 1월 5일까지", "2024-12-03/2025-01-05", None),
    ("2024년 12월경", "2024-12~", None),
    ("약 1950년", "1950~", None),
    ("2024年12月3日(火)", "2024-12-03", None),
    ("2024年12月3日 火曜日", "2024-12-03", None),
    ("2024年12月3日 14時05分", "2024-12-03T14:05", None),
    ("2024年12月3日14:05", "2024-12-03T14:05", None),
    ("2024年12月3日午後2時5分", "2024-12-03T14:05", None),
    ("2024年12月上旬", "[2024-12-01..2024-12-10]", None),
    ("2024年春", "2024-21", None),
    ("2024年末", "[2024-09-01..2024-12-31]", None),
    ("1950年代", "195X", None),
    ("19世紀", "18XX", None),
    ("紀元前44年", "-0043", None),
    ("2024年12月3日〜5日", "2024-12-03/2024-12-05", None),
    ("2024年12月3日から5日まで", "2024-12-03/2024-12-05", None),
    ("1950年頃", "1950~", None),
    ("2017年以降", "2017/..", None),
    ("2024年12月3日 星期二", "2024-12-03", None),
    ("2024年12月3号", "2024-12-03", None),
    ("二〇二四年十二月三日", "2024-12-03", None),
    ("2024年第三季度", "[2024-07..2024-09]", None),
    ("公元前44年", "-0043", None),
    ("2024年12月下旬", "[2024-12-21..2024-12-31]", None),
]
NOT_YET = [
    ("2024년 7월과 8월", "{2024-07,2024-08}", "'and' is read in English only"),
    ("昨年12月", "2023-12", "relative words are read in English only"),
]
REFUSED = [
    "2024年2月30日",
    "2024년 13월 3일",
    "24년 12월 3일",
    "12월 3일",
    "100年の孤独",
]


@pytest.mark.parametrize(("text", "edtf", "day_first"), READ, ids=[case[0] for case in READ])
def test_dates_in_eastern_words_are_read(text: str, edtf: str, day_first: bool | None) -> None:
    assert str(parse_date(text, day_first=day_first)) == edtf


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        pytest.param(text, edtf, id=text, marks=pytest.mark.xfail(strict=True, reason=reason))
        for text, edtf, reason in NOT_YET
    ],
)
def test_dates_in_eastern_words_are_not_read_yet(text: str, edtf: str) -> None:
    assert str(parse_date(text)) == edtf


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_no_date_is_refused_with_its_text(text: str) -> None:
    with pytest.raises(DateError) as caught:
        parse_date(text)
    assert text in str(caught.value)
    assert str(caught.value).endswith(".")
