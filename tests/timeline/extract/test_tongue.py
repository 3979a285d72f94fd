from datetime import date

import pytest

from timeline.extract.article import Article
from timeline.extract.extractor import extract
from timeline.extract.tongue import language_of

TEXTS = [
    ("The summit was held in Rome, and it was the last of its kind.", "en"),
    ("Der Gipfel fand am 3. Dezember 2024 in Rom statt, und er war der letzte.", "de"),
    ("Le sommet a eu lieu à Rome le 3 décembre 2024, et il est le dernier.", "fr"),
    ("La cumbre se celebró en Roma el 3 de diciembre de 2024, y fue la última.", "es"),
    ("정상회담은 2024년 12월 3일 로마에서 열렸다.", "ko"),
    ("首脳会談は2024年12月3日にローマで開かれた。", "ja"),
    ("", "en"),
    ("Roma 2024", "en"),
]


@pytest.mark.parametrize(("text", "language"), TEXTS, ids=[case[1] + case[0][:8] for case in TEXTS])
def test_language_is_told_by_script_or_small_words(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    "text", [case[0] for case in TEXTS[1:6]], ids=["de", "fr", "es", "ko", "ja"]
)
def test_whole_date_of_another_language_gives_a_draft_with_its_sentence(text: str) -> None:
    (draft,) = extract(Article(text, published=date(2024, 12, 20)))
    assert str(draft.event.date) == "2024-12-03"
    assert draft.event.quote == text
