# ruff: noqa: E501 - one case a line
import pytest

from geo.toponyms import find_toponyms
from timeline.extract.people import find_people

CASES = [
    ("President Joe Biden spoke.", [("Joe Biden", "USA")]),
    ("Biden spoke, and so did Putin’s envoy.", [("Biden", "USA"), ("Putin", "RUS")]),
    ("South Korean President Han Mi-rae spoke. Later Han left.", [("Han Mi-rae", "KOR"), ("Han", "KOR")]),
    ("Japan’s new prime minister Taro Mori resigned; Mori is ill.", [("Taro Mori", "JPN"), ("Mori", "JPN")]),
    ("North Korea’s dictator Kim Jong Un wrote. Kim waits.", [("Kim Jong Un", "PRK"), ("Kim", "PRK")]),
    ("Ma Ying-jeou met them. Ma smiled.", [("Ma Ying-jeou", "TWN"), ("Ma", "TWN")]),
    ("The Kremlin said no; the White House said yes.", [("Kremlin", "RUS"), ("White House", "USA")]),
    ("May Johnson of Ohio may run.", []),
    ("Nobody of note was there in May.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), CASES, ids=[case[0][:40] for case in CASES])
def test_person_has_the_country_that_text_or_list_gives(
    text: str, wanted: list[tuple[str, str]]
) -> None:
    found = find_people(text, find_toponyms(text))
    assert [(one.text, one.country) for one in found] == wanted
    assert all(text[one.start : one.end] == one.text for one in found)
