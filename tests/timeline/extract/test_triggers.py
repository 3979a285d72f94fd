# ruff: noqa: E501 - one case a line
import csv
from importlib.resources import files

import pytest

from timeline.extract.triggers import find_triggers

CASES = [
    ("the Singapore summit", [("summit", "summit", "noun")]),
    ("They met in Rome", [("met", "diplomacy", "verb")]),
    ("a missile test failed", [("missile test", "missile", "noun")]),
    ("Martial law was declared", [("Martial law", "political", "noun"), ("declared", "political", "verb")]),
    ("the Strike Group sailed", []),
    ("in the Second World War", []),
    ("the Founding Act", []),
    ("the Korean War", [("War", "conflict", "noun")]),
    ("Summit talks", [("Summit", "summit", "noun"), ("talks", "diplomacy", "noun")]),
    ("summits'", [("summits", "summit", "noun")]),
    ("warm warlords", []),
    ("the attack on the port", [("attack", "conflict", "noun")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), CASES, ids=[case[0] for case in CASES])
def test_words_that_name_events_are_found(text: str, wanted: list[tuple[str, str, str]]) -> None:
    assert [(one.text, one.category, one.kind) for one in find_triggers(text)] == wanted


def test_words_that_mean_something_else_are_left() -> None:
    assert list(find_triggers("on 12 March", [(3, 11)])) == []


def test_list_has_no_word_twice_in_one_meaning() -> None:
    text = files("timeline.extract").joinpath("triggers.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    held = [
        (row["category"], row["kind"], word) for row in rows for word in row["words"].split("|")
    ]
    assert len(held) == len(set(held))
    assert {row["kind"] for row in rows} == {"noun", "verb"}
