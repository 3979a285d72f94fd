"""English phrases around dates."""

from __future__ import annotations

import pytest

from timeline.dates import parse_date
from timeline.errors import DateError

READ = [
    # limits
    ("before 1950", "[..1949]", None),
    ("after 1950", "[1951..]", None),
    ("pre-1950", "[..1949]", None),
    ("post-1950", "[1951..]", None),
    ("< 1950", "[..1949]", None),
    (">1950", "[1951..]", None),
    ("≤ 1950", "[..1950]", None),
    ("≥1950", "[1950..]", None),
    ("not later than 1950", "[..1950]", None),
    ("no later than March 1950", "[..1950-03]", None),
    ("not before 1950", "[1950..]", None),
    ("not after 1950", "[..1950]", None),
    ("1950 or earlier", "[..1950]", None),
    ("1950 or later", "[1950..]", None),
    ("since 2017", "2017/..", None),
    ("since March 2017", "2017-03/..", None),
    ("until March 2017", "../2017-03", None),
    ("up to 2017", "../2017", None),
    ("by March 2017", "[..2017-03]", None),
    ("between 1960 and 1970", "[1960..1970]", None),
    ("between March and May 2019", "[2019-03..2019-05]", None),
    ("between 12 March and 3 May 2019", "[2019-03-12..2019-05-03]", None),
    ("1945 or 1946", "[1945,1946]", None),
    ("June or July 1944", "[1944-06,1944-07]", None),
    ("5 or 6 June 1944", "[1944-06-05,1944-06-06]", None),
    ("5 and 6 June 1944", "{1944-06-05,1944-06-06}", None),
    ("1950 ± 5", "[1945..1955]", None),
    ("1950 +/- 2 years", "[1948..1952]", None),
    # qualifiers
    ("June 1944?", "1944-06?", None),
    ("6 June 1944?", "1944-06-06?", None),
    ("1944 ?", "1944?", None),
    ("c.1944", "1944~", None),
    ("ca. 1944", "1944~", None),
    ("~1944", "1944~", None),
    ("≈ 1944", "1944~", None),
    ("1944 approx.", "1944~", None),
    ("1944 (approx)", "1944~", None),
    ("1944, circa", "1944~", None),
    ("approximately 1944", "1944~", None),
    ("approx. June 1944", "1944-06~", None),
    ("est. 1944", "1944~", None),
    ("around 6 June 1944", "1944-06-06~", None),
    ("probably 1944", "1944?", None),
    ("maybe June 1944", "1944-06?", None),
    ("circa 300 BC", "-0299~", None),
    ("c. 3rd century BC", "-02XX~", None),
    ("c. early 1950", "[1950-01-01~..1950-04-30~]", None),
    # parts
    ("late March 2022", "[2022-03-21..2022-03-31]", None),
    ("early March 2022", "[2022-03-01..2022-03-10]", None),
    ("mid March 2022", "[2022-03-11..2022-03-20]", None),
    ("middle of March 2022", "[2022-03-11..2022-03-20]", None),
    ("beginning of 2022", "[2022-01-01..2022-04-30]", None),
    ("mid-1950s", "[1954..1956]", None),
    ("the late 1960s", "[1967..1969]", None),
    ("mid to late 1950s", "[1954..1959]", None),
    ("early-to-mid 2019", "[2019-01-01..2019-08-31]", None),
    ("mid-19th century", "[1834..1866]", None),
    ("early 20th century", "[1900..1933]", None),
    ("second half of the 19th century", "[1850..1899]", None),
    ("2nd half of 2019", "[2019-07..2019-12]", None),
    ("first half of the 1950s", "[1950..1954]", None),
    ("first quarter of the 20th century", "[1900..1924]", None),
    ("since the late 1960s", "196X/..", None),
    ("from early 2019 to mid 2020", "2019/2020", None),
    # centuries
    ("1950s", "195X", None),
    ("1950's", "195X", None),
    ("the 1800s", "18XX", None),
    ("19th century", "18XX", None),
    ("the 19th c.", "18XX", None),
    ("nineteenth century", "18XX", None),
    ("XIX century", "18XX", None),
    ("XIXe siècle", "18XX", None),
    ("21st century", "20XX", None),
    ("3rd century BCE", "-02XX", None),
    ("1st century BC", "-00XX", None),
    ("1st century AD", "00XX", None),
    ("2nd millennium BC", "-1XXX", None),
    ("2nd millennium", "1XXX", None),
    ("44 BC", "-0043", None),
    ("44 B.C.", "-0043", None),
    ("44BC", "-0043", None),
    ("44 BCE", "-0043", None),
    ("44 v. Chr.", "-0043", None),
    ("44 av. J.-C.", "-0043", None),
    ("AD 14", "0014", None),
    ("14 AD", "0014", None),
    ("79 CE", "0079", None),
    ("March 44 BC", "-0043-03", None),
    ("12,000 BP", "Y-10050~", None),
]
NOT_YET = [
    ("turn of the century", "[1899..1901]", "which century is not said"),
    ("Q1–Q3 2019", "2019-01/2019-09", "quarters have no ends that borrow a year"),
    ("Spring/Summer 2019", "[2019-21..2019-22]", "a season does not borrow a year"),
    ("440s BC", "[-0448..-0439]", "decades are read in the common era"),
    ("?1944", "1944?", "a qualifier in front is EDTF level 2"),
]
REFUSED = [
    "Q5 2019",
    "H3 2019",
    "0th century",
    "100th century BC",
    "before the flood",
    "since",
    "circa",
    "between 1960",
    "early",
    "5th half of 1950",
]


@pytest.mark.parametrize(("text", "edtf", "day_first"), READ, ids=[case[0] for case in READ])
def test_phrases_are_read(text: str, edtf: str, day_first: bool | None) -> None:
    assert str(parse_date(text, day_first=day_first)) == edtf


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        pytest.param(text, edtf, id=text, marks=pytest.mark.xfail(strict=True, reason=reason))
        for text, edtf, reason in NOT_YET
    ],
)
def test_phrases_are_not_read_yet(text: str, edtf: str) -> None:
    assert str(parse_date(text)) == edtf


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_no_date_is_refused_with_its_text(text: str) -> None:
    with pytest.raises(DateError) as caught:
        parse_date(text)
    assert text in str(caught.value)
    assert str(caught.value).endswith(".")
