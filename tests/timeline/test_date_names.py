# ruff: noqa: RUF001 - the letters of other scripts are meant
"""Names of months in many languages."""

from __future__ import annotations

import calendar
from importlib import import_module

import pytest

from timeline.date_months import MONTHS
from timeline.date_names import month_names
from timeline.dates import parse_date, read_dates
from timeline.errors import DateError

DATA = "dateparser.data.date_translation_data"

READ = [
    # languages
    ("3. Dezember 2024", "2024-12-03", None),
    ("Dienstag, 3. Dezember 2024", "2024-12-03", None),
    ("März 2024", "2024-03", None),
    ("3 décembre 2024", "2024-12-03", None),
    ("mardi 3 décembre 2024", "2024-12-03", None),
    ("1er juin 1944", "1944-06-01", None),
    ("3 decembre 2024", "2024-12-03", None),
    ("3 de diciembre de 2024", "2024-12-03", None),
    ("martes, 3 de diciembre de 2024", "2024-12-03", None),
    ("diciembre de 2024", "2024-12", None),
    ("3 dicembre 2024", "2024-12-03", None),
    ("3 de dezembro de 2024", "2024-12-03", None),
    ("1º de março de 2024", "2024-03-01", None),
    ("3 december 2024", "2024-12-03", None),
    ("3 декабря 2024", "2024-12-03", None),
    ("3 декабря 2024 г.", "2024-12-03", None),
    ("вторник, 3 декабря 2024 года", "2024-12-03", None),
    ("декабрь 2024", "2024-12", None),
    ("3 грудня 2024", "2024-12-03", None),
    ("3 грудня 2024 року", "2024-12-03", None),
    ("3 grudnia 2024", "2024-12-03", None),
    ("3 grudnia 2024 r.", "2024-12-03", None),
    ("3. prosince 2024", "2024-12-03", None),
    ("3. decembra 2024", "2024-12-03", None),
    ("2024. december 3.", "2024-12-03", None),
    ("3 decembrie 2024", "2024-12-03", None),
    ("3 Aralık 2024", "2024-12-03", None),
    ("3 ARALIK 2024", "2024-12-03", None),
    ("3 Δεκεμβρίου 2024", "2024-12-03", None),
    ("3 декември 2024 г.", "2024-12-03", None),
    ("3. децембар 2024", "2024-12-03", None),
    ("3. joulukuuta 2024", "2024-12-03", None),
    ("3. desember 2024", "2024-12-03", None),
    ("3 Desember 2024", "2024-12-03", None),
    ("ngày 3 tháng 12 năm 2024", "2024-12-03", None),
    ("tháng 12 năm 2024", "2024-12", None),
    ("3 ديسمبر 2024", "2024-12-03", None),
    ("٣ ديسمبر ٢٠٢٤", "2024-12-03", None),
    ("3 كانون الأول 2024", "2024-12-03", None),
    ("تشرين الثاني 2023", "2023-11", None),
    ("3 בדצמבר 2024", "2024-12-03", None),
    ("3 دسامبر 2024", "2024-12-03", None),
    ("3 दिसंबर 2024", "2024-12-03", None),
    ("३ दिसंबर २०२४", "2024-12-03", None),
    ("৩ ডিসেম্বর ২০২৪", "2024-12-03", None),
    ("3 דצמבר 2024", "2024-12-03", None),
    ("2024 m. gruodžio 3 d.", "2024-12-03", None),
    ("2024. gada 3. decembris", "2024-12-03", None),
    ("3 დეკემბერი 2024", "2024-12-03", None),
    ("3 Disemba 2024", "2024-12-03", None),
    ("3 желтоқсан 2024", "2024-12-03", None),
    ("3–5 de março de 2024", "2024-03-03/2024-03-05", None),
    ("3.–5. Dezember 2024", "2024-12-03/2024-12-05", None),
    ("ca. Dezember 2024", "2024-12~", None),
]
NOT_YET = [
    ("3 december 2024 kl. 14:05", "2024-12-03T14:05", "only at, à, um, a las stand before a time"),
    ("2024ko abenduaren 3a", "2024-12-03", "Basque endings stick to the numbers"),
    ("2024 оны 12-р сарын 3", "2024-12-03", "Mongolian numbers its months in words"),
    ("12 آذر 1403", "2024-12-02", "the Persian calendar is not read"),
    ("seit 2017", "2017/..", "phrases are read in English"),
]
REFUSED = [
    "30 février 2019",
    "31. Juni 1944",
    "31 de abril de 2020",
    "31 июня 1944",
    "3 listopada 1944",
    "3 xyzber 2024",
]


@pytest.mark.parametrize(("text", "edtf", "day_first"), READ, ids=[case[0] for case in READ])
def test_dates_in_any_language_are_read(text: str, edtf: str, day_first: bool | None) -> None:
    assert str(parse_date(text, day_first=day_first)) == edtf


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        pytest.param(text, edtf, id=text, marks=pytest.mark.xfail(strict=True, reason=reason))
        for text, edtf, reason in NOT_YET
    ],
)
def test_dates_in_any_language_are_not_read_yet(text: str, edtf: str) -> None:
    assert str(parse_date(text)) == edtf


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_no_date_is_refused_with_its_text(text: str) -> None:
    with pytest.raises(DateError) as caught:
        parse_date(text)
    assert text in str(caught.value)
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize(
    ("values", "edtf"),
    [
        pytest.param(["3 listopada 1944", "1 grudnia 1944"], "1944-11-03", id="polish"),
        pytest.param(["3 listopada 1944", "1 studenog 1944"], "1944-10-03", id="croatian"),
    ],
)
def test_the_column_settles_the_language_of_a_month(values: list[str], edtf: str) -> None:
    column = read_dates(values)
    assert (column.edtf[0], column.errors) == (edtf, {})
    assert "language" in column.notes[0]


def test_a_month_that_differs_by_language_is_refused_when_nothing_settles_it() -> None:
    assert "differs by language" in read_dates(["3 listopada 1944", "3 May 1944"]).errors[0]


def test_a_given_language_settles_the_month() -> None:
    assert str(parse_date("3 listopada 1944", languages=("hr",))) == "1944-10-03"


def dateparsers_months() -> list[tuple[str, str, int]]:
    names = calendar.month_name[1:]
    return [
        (language, word.lower(), number)
        for language in MONTHS
        for number, month in enumerate(names, 1)
        for word in import_module(f"{DATA}.{language}").info[month.lower()]
        if word.isalpha() and len(word) > 2 and word.lower() not in ("iii", "vii", "xii")
    ]


def test_the_months_of_dateparser_are_known() -> None:
    words = dateparsers_months()
    unlike = [
        (language, word)
        for language, word, number in words
        if month_names((language,)).get(word, number) != number
    ]
    missing = [word for language, word, _ in words if word not in month_names((language,))]
    assert unlike == []
    assert len(missing) < len(words) / 50
