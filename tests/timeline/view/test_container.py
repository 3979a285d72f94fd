import gzip

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pytest

from timeline.view.container import ENCODINGS, Reader, Writer, best_encoding, narrow, pack

RANDOM = np.random.default_rng(1)
COLUMNS: dict[str, npt.NDArray[np.generic]] = {
    "no rows": np.array([], "<i4"),
    "one row": np.array([-5], "<i4"),
    "extremes": np.array([2**31 - 1, -(2**31), 2**31 - 1, 0], "<i4"),
    "sorted": np.sort(RANDOM.integers(0, 10**6, 5_000)).astype("<i4"),
    "noise": RANDOM.integers(-(2**31), 2**31, 5_000).astype("<i4"),
    "offsets": np.arange(0, 40_000, 8, "<u4"),
    "codes": RANDOM.integers(0, 9, 5_000).astype("<u1"),
    "wide codes": RANDOM.integers(0, 60_000, 5_000).astype("<u2"),
    "whole floats": np.sort(RANDOM.integers(-(10**14), 10**14, 5_000)).astype("<f8"),
    "floats": RANDOM.normal(size=5_000),
    "floats with gaps": np.array([1.5, np.nan, np.inf, -np.inf, 1e300]),
    "small floats": np.array([0.5, 0.25, -1], "<f4"),
}
TEXTS = {
    "no rows": [],
    "all empty": ["", "", ""],
    "few words": ["a", "b", "a", "a"] * 10,
    "all differ": ["a", "", "계엄", "🗺", "a" * 999, "\x00", '"</script>'],
}


def written(writer: Writer, n: int) -> Reader:
    return Reader(writer.to_bytes({"n": n}))


@pytest.mark.parametrize("name", COLUMNS)
def test_numbers_come_back_as_they_were(name: str) -> None:
    writer = Writer()
    writer.add_numbers("before", np.array([1, 2, 3], "<u1"))
    writer.add_numbers("x", COLUMNS[name])
    back = written(writer, len(COLUMNS[name])).numbers("x")
    assert back.dtype == COLUMNS[name].dtype
    np.testing.assert_array_equal(back, COLUMNS[name])


@pytest.mark.parametrize(
    ("name", "encoding"),
    [("sorted", "shuffle+delta"), ("offsets", "shuffle+delta"), ("codes", "plain"),
     ("whole floats", "shuffle+delta"), ("one row", "plain")],
)  # fmt: skip
def test_encoding_is_the_one_that_packs_best(name: str, encoding: str) -> None:
    assert best_encoding(COLUMNS[name]) == encoding
    assert encoding in ENCODINGS


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("backwards", [False, True], ids=["in order", "backwards"])
def test_text_comes_back_in_the_given_order(name: str, backwards: bool) -> None:
    values = pa.array(TEXTS[name], pa.large_string())
    order = np.arange(len(values))[:: -1 if backwards else 1]
    writer = Writer()
    writer.add_text("x", values, order)
    back = written(writer, len(values)).text("x").to_pylist()
    assert back == [TEXTS[name][row] for row in order]


@pytest.mark.parametrize(
    ("name", "kind"), [("all empty", None), ("few words", "dict"), ("all differ", "text")]
)
def test_text_is_stored_by_how_much_it_repeats(name: str, kind: str | None) -> None:
    writer = Writer()
    writer.add_text("x", pa.array(TEXTS[name], pa.large_string()), np.arange(len(TEXTS[name])))
    assert writer.columns["x"].get("t") == kind


def test_codes_that_are_all_the_same_need_no_bytes() -> None:
    writer = Writer()
    writer.add_codes("x", np.array([3, 3]), 9)
    assert writer.columns["x"] == {"const": 3}
    assert written(writer, 2).numbers("x").tolist() == [3, 3]


@pytest.mark.parametrize(("size", "dtype"), [(2, "u1"), (256, "u1"), (257, "u2"), (65537, "u4")])
def test_codes_take_the_smallest_type(size: int, dtype: str) -> None:
    assert narrow(np.array([0, size - 1]), size).dtype == np.dtype(dtype)


@pytest.mark.parametrize("size", [0, 1, 4_194_303, 4_194_304, 4_194_305, 9_000_000])
def test_packed_block_is_one_gzip_stream(size: int) -> None:
    block = bytes(RANDOM.integers(0, 5, size, dtype="u1"))
    assert gzip.decompress(pack(block)) == block
    assert pack(block) == pack(block)


@pytest.mark.parametrize(
    "names",
    [
        [f"e{k}" for k in range(1000)],
        [str(k * 7 - 300) for k in range(300, 900)],
        [f"SYR{k:04}" for k in range(1000)],
        [f"e{k}" for k in range(999)] + ["other"],
        [f"e{2**31 + k}" for k in range(500)],
        ["7"] * 300,
    ],
    ids=["numbered", "plain numbers", "leading zeros", "one other", "too large", "all equal"],
)
def test_numbered_names_come_back_as_they_were(names: list[str]) -> None:
    writer = Writer()
    order = np.arange(len(names))[::-1]
    writer.add_text("id", pa.array(names, pa.large_string()), order)
    writer.add_numbers("order", order.astype("<u4"))
    reader = Reader(writer.to_bytes({"n": len(names)}))
    assert reader.text("id").to_pylist() == names[::-1]


def test_numbered_names_take_less_room_than_their_text() -> None:
    names = pa.array([f"e{k}" for k in range(10_000)], pa.large_string())
    writer = Writer()
    writer.add_text("id", names, np.arange(10_000))
    assert len(pack(writer.to_bytes({"n": 10_000}))) < 1_000
