import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.errors import PageError
from timeline.view import base91

GOLDEN = json.loads(
    (Path(__file__).parents[2] / "golden" / "base91.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", GOLDEN["cases"], ids=lambda case: f"{len(case['hex']) // 2} bytes")
def test_bytes_are_written_as_the_golden_text_and_read_back(case: dict[str, str]) -> None:
    data = bytes.fromhex(case["hex"])
    assert base91.encode(data) == case["text"]
    assert base91.decode(case["text"]) == data


@given(st.binary(max_size=500))
def test_any_bytes_come_back(data: bytes) -> None:
    assert base91.decode(base91.encode(data)) == data


def test_text_stands_in_json_and_in_a_script_as_it_is() -> None:
    text = base91.encode(bytes(range(256)) * 100)
    assert json.dumps(text) == f'"{text}"'
    assert not set(text) & set('"\\<')


def test_long_bytes_come_back_across_chunks() -> None:
    data = bytes(range(251)) * 8_000
    assert base91.decode(base91.encode(data)) == data
    assert len(base91.encode(data)) < 1.231 * len(data)


@pytest.mark.parametrize("text", ["", "!", "!ab", "~" * 17, "!" + '"' * 16, "é" * 17])
def test_damaged_text_is_refused_with_one_sentence(text: str) -> None:
    if text == "!":
        assert base91.decode(text) == b""
        return
    with pytest.raises(PageError, match=r"data block"):
        base91.decode(text)
