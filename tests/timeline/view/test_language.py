import json
import re
from pathlib import Path

import pytest

from geo.countries import load_countries
from timeline.event import KINDS, STATUSES
from timeline.view.language import spoken_language, words_in
from timeline.view.options import LANGUAGES

OTHERS = [language for language in LANGUAGES if language != "en"]
# What is spelt alike in English and there: punctuation alone, or the same word.
ALIKE = {"aside", "counted", "thousands", "direction", "column.column", "term.area"}


def catalogue(root: Path, language: str) -> dict[str, str]:
    path = root / "timeline/view/words" / f"{language}.json"
    words: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))["app"]
    return words


def test_every_file_of_words_is_a_language_and_nothing_else_names_one(root: Path) -> None:
    assert {path.stem for path in (root / "timeline/view/words").glob("*")} == set(LANGUAGES)
    assert set(LANGUAGES) >= {"en", "ko", "ja", "es", "ar"}


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_says_everything_with_the_same_places_to_fill(
    root: Path, language: str
) -> None:
    english, words = catalogue(root, "en"), catalogue(root, language)
    assert list(words) == list(english)
    assert {key for key, text in words.items() if not text.strip()} == set()
    assert {key for key in words if words[key] == english[key]} <= ALIKE
    free = {"badDate", "reversedDates", "fault"}  # English gives the library's own sentence
    places = {
        key: set(re.findall(r"{\w+}", text)) for key, text in words.items() if key not in free
    }
    assert places == {key: set(re.findall(r"{\w+}", english[key])) for key in places}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_and_status_and_country_has_a_name(language: str) -> None:
    words = words_in(language)
    assert all(f"term.{word}" in words.catalogue for word in (*KINDS, *STATUSES))
    assert all(words.country(country.alpha3) for country in load_countries())


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "South Korea"), ("ko", "대한민국"), ("es", "Corea del Sur"), ("ar", "كوريا الجنوبية")],
)
def test_countries_have_the_name_that_the_view_gives_them(language: str, said: str) -> None:
    assert words_in(language).country("KOR") == said


def test_numbers_and_values_are_filled_in() -> None:
    assert words_in("es")("download", count=12_345) == "Descargar 12.345 eventos"
    assert words_in("en")("chip.q", text="{count}") == "“{count}”"
    assert words_in("ko").value("category", "summit") == "정상회담"
    assert words_in("ko").value("category", "own word") == "own word"
    assert words_in("ko").value("actor", "base") == "base"
    assert words_in("en").value("category", "") == "no category"


@pytest.mark.parametrize(
    ("tag", "language"),
    [("ko-KR", "ko"), ("ES", "es"), ("zh-CN", None), ("", None), (None, None), ("korean", None)],
)
def test_language_of_a_tag(tag: str | None, language: str | None) -> None:
    assert spoken_language(tag) == language
