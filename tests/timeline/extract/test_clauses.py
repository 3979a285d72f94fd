# ruff: noqa: E501 - one case a line
import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.extract.clauses import Parts, find_clauses, find_sentences

SENTENCES = [
    ("One. Two.", ["One.", "Two."]),
    ("He came. “He left,” she said. All slept.", ["He came.", "“He left,” she said.", "All slept."]),
    ("Dr. Kim met Gen. Lee on Dec. 3 in the U.S. Army's hall.", 1),
    ("It cost 1.5 million. Nobody paid.", ["It cost 1.5 million.", "Nobody paid."]),
    ("A headline\nThe first line. The second.", ["A headline", "The first line.", "The second."]),
    ("Why? Because! So…", 3),
    ("", 1),
    ("no end", ["no end"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), SENTENCES, ids=lambda value: str(value)[:30])
def test_text_is_cut_into_its_sentences(text: str, wanted: list[str] | int) -> None:
    found = [text[one.start : one.end] for one in find_sentences(text)]
    assert len(found) == wanted if isinstance(wanted, int) else found == wanted


CLAUSES = [
    (
        "He met Kim in Rome and then left for Bonn",
        ["He met Kim in Rome", " and then left for Bonn"],
    ),
    ("Ishiba, who took over in May, is new", ["Ishiba", ", who took over in May", ", is new"]),
    ("It rained; it snowed", ["It rained", "; it snowed"]),
    ("He left after the war ended", ["He left", " after the war ended"]),
    ("A, B and C met", ["A, B and C met"]),
]


@pytest.mark.parametrize(("text", "wanted"), CLAUSES, ids=[case[0] for case in CLAUSES])
def test_sentence_is_cut_into_its_clauses(text: str, wanted: list[str]) -> None:
    (sentence,) = find_sentences(text)
    assert [text[one.start : one.end] for one in find_clauses(text, sentence)] == wanted


@given(st.text(max_size=300))
def test_clauses_of_any_text_lie_in_order_within_their_sentence(text: str) -> None:
    parts = Parts(text)
    end = 0
    for number, sentence in enumerate(parts.sentences):
        assert end <= sentence.start <= sentence.end <= len(text)
        end = sentence.end
        clauses = parts.clauses(number)
        assert clauses[0].start == sentence.start
        assert clauses[-1].end == sentence.end
        for clause in clauses:
            assert parts.clause_at(clause.start) == clause
