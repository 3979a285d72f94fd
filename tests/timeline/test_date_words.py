"""Dates with the names of months, and ranges of them."""

from __future__ import annotations

import pytest

from timeline.dates import parse_date
from timeline.errors import DateError

READ = [
    # words
    ("3 dec 2024", "2024-12-03", None),
    ("03 Dec 2024", "2024-12-03", None),
    ("3-Dec-2024", "2024-12-03", None),
    ("03/Dec/2024", "2024-12-03", None),
    ("Dec-2024", "2024-12", None),
    ("3 DECEMBER 2024", "2024-12-03", None),
    ("December 3rd, 2024", "2024-12-03", None),
    ("the 3rd of December 2024", "2024-12-03", None),
    ("December 2024", "2024-12", None),
    ("December, 2024", "2024-12", None),
    ("December of 2024", "2024-12", None),
    ("2024, December 3", "2024-12-03", None),
    ("2024 Dec", "2024-12", None),
    ("2024-Dec-03", "2024-12-03", None),
    ("Tue 3 Dec 2024", "2024-12-03", None),
    ("on 3 December 2024", "2024-12-03", None),
    ("during June 1944", "1944-06", None),
    ("the year 1944", "1944", None),
    ("in the year 1944", "1944", None),
    # ranges
    ("12-14 March 2022", "2022-03-12/2022-03-14", None),
    ("12—14 March 2022", "2022-03-12/2022-03-14", None),
    ("12 to 14 March 2022", "2022-03-12/2022-03-14", None),
    ("March 12 – 14, 2022", "2022-03-12/2022-03-14", None),
    ("20 Feb - 3 Mar 2014", "2014-02-20/2014-03-03", None),
    ("20 February – 3 March 2014", "2014-02-20/2014-03-03", None),
    ("Feb. 20 – March 3, 2014", "2014-02-20/2014-03-03", None),
    ("Feb 20-Mar 3, 2014", "2014-02-20/2014-03-03", None),
    ("30 Dec 2013 - 3 Jan 2014", "2013-12-30/2014-01-03", None),
    ("March–April 2020", "2020-03/2020-04", None),
    ("March - April 2020", "2020-03/2020-04", None),
    ("Mar-Apr 2020", "2020-03/2020-04", None),
    ("December 2019 – January 2020", "2019-12/2020-01", None),
    ("Dec–Jan 2020", "2019-12/2020-01", None),
    ("March/April 2020", "[2020-03..2020-04]", None),
    ("from 12 to 14 March 2022", "2022-03-12/2022-03-14", None),
    ("from March 2022 to present", "2022-03/..", None),
    ("1950s–1960s", "195X/196X", None),
    ("1950s to 1960s", "195X/196X", None),
    ("1939–1945", "1939/1945", None),
    ("1939-45", "1939/1945", None),
    ("1939 - 1945", "1939/1945", None),
    ("c. 1939–45", "1939~/1945~", None),
    ("2014–present", "2014/..", None),
    ("2014-", "2014/..", None),
    ("2014/", "2014/", None),
    ("/2014", "/2014", None),
    ("16th-17th centuries", "15XX/16XX", None),
    ("5th century BC – 3rd century BC", "-04XX/-02XX", None),
    ("264–146 BC", "-0263/-0145", None),
    ("27 BC – AD 14", "-0026/0014", None),
]
NOT_YET = [
    ("Christmas 2024", "2024-12-25", "feasts have no table here"),
    ("summer of '69", "1969-22", "a year of two digits is refused"),
    (
        "Tues., Dec. 3-5, 2024 and Dec. 7, 2024",
        "{2024-12-03..2024-12-05,2024-12-07}",
        "a range within a set is refused",
    ),
    ("20 Feb – 3 Mar", "2014-02-20/2014-03-03", "without a year there has to be an anchor"),
]
REFUSED = [
    "31 April 2020",
    "29 February 1900",
    "32 December 2024",
    "55th of March 2020",
    "Jun 31 2020",
    "31 June 1944",
    "1950 to 1945",
    "hello 2024 world",
    "3 apples 2024",
    "N/A",
    "unknown",
    "TBD",
    "n.d.",
    "-",
    "?",
    "the 3rd",
    "May I",
    "March of the penguins",
]


@pytest.mark.parametrize(("text", "edtf", "day_first"), READ, ids=[case[0] for case in READ])
def test_dates_in_words_are_read(text: str, edtf: str, day_first: bool | None) -> None:
    assert str(parse_date(text, day_first=day_first)) == edtf


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        pytest.param(text, edtf, id=text, marks=pytest.mark.xfail(strict=True, reason=reason))
        for text, edtf, reason in NOT_YET
    ],
)
def test_dates_in_words_are_not_read_yet(text: str, edtf: str) -> None:
    assert str(parse_date(text)) == edtf


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_no_date_is_refused_with_its_text(text: str) -> None:
    with pytest.raises(DateError) as caught:
        parse_date(text)
    assert text in str(caught.value)
    assert str(caught.value).endswith(".")
