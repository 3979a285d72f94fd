import pytest

from timeline.extract.modality import doubted_later, mood_of

CASES = [
    ("The summit was held", "happened", None),
    ("The summit will be held", "planned", "will"),
    ("They plan to meet", "planned", "plan to"),
    ("The visit is scheduled to begin", "planned", "is scheduled to"),
    ("Bracing for the inauguration", "planned", "Bracing for"),
    ("He proposed a summit", "proposed", "proposed"),
    ("They are considering sanctions", "proposed", "considering"),
    ("The summit was called off", "cancelled", "called off"),
    ("The army denied the attack", "denied", "denied"),
    ("It did not attack", "denied", "did not"),
    ("The attack reportedly failed", "doubted", "reportedly"),
    ("It is unclear whether they met", "doubted", "unclear whether"),
    ("They could attack", "hypothetical", "could"),
    ("If war breaks out", "hypothetical", "If"),
    ("The prospect of talks", "hypothetical", "prospect of"),
    ("Mayors wooed the woulds", "happened", None),
]


@pytest.mark.parametrize(("text", "modality", "words"), CASES, ids=[case[0] for case in CASES])
def test_clause_says_whether_it_happened(text: str, modality: str, words: str | None) -> None:
    mood = mood_of(text, 0, len(text))
    assert (mood.modality, mood.words and mood.words.text) == (modality, words)
    if mood.words:
        assert text[mood.words.start : mood.words.end] == mood.words.text


LATER = [
    ("It is hard to tell if this will take place.", "hard to tell if"),
    ("It is unclear whether he will come.", "unclear whether"),
    ("Doubts remain about the price of bread.", None),
    ("All is well.", None),
]


@pytest.mark.parametrize(("text", "words"), LATER, ids=[case[0] for case in LATER])
def test_later_sentence_doubts_what_was_told(text: str, words: str | None) -> None:
    found = doubted_later(text, 0, len(text))
    assert (found and found.text) == words
