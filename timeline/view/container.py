"""Hold named columns in one block of bytes that Python and the browser both read.

The block is the magic "DLN1", the length of a JSON header, the header, and the
columns, each starting at a multiple of eight bytes. Every column says in the
header how it was written, and is written the way that deflate packs best.
"""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from timeline.errors import PageError

MAGIC = b"DLN1"
ENCODINGS = ("plain", "delta", "shuffle", "shuffle+delta")
MISSING, FOREVER, NEVER = -2147483648, 2147483647, -2147483647

_ALIGN = 8
_SAMPLE = 8_192
_TYPES = {"u8": "<u1", "u16": "<u2", "u32": "<u4", "i32": "<i4", "f32": "<f4", "f64": "<f8"}
_NAMES = {np.dtype(dtype): name for name, dtype in _TYPES.items()}
_GZIP_HEADER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"
_CHUNK = 1 << 17
_BEST_BELOW = 1 << 22
_PROBE = 1 << 13
_STRATEGIES = (zlib.Z_DEFAULT_STRATEGY, zlib.Z_RLE)
_FEW, _MANY = 256, 65_536

Array = npt.NDArray[Any]
Entry = dict[str, Any]


class Writer:
    """Collects columns, then joins them behind a header."""

    def __init__(self) -> None:
        self.columns: dict[str, Entry] = {}
        self._chunks: list[bytes | memoryview] = []
        self._end = 0

    def add(self, name: str, **entry: Any) -> None:
        """Describe a column that needs no bytes of its own."""
        self.columns[name] = entry

    def add_numbers(self, name: str, values: Array, **entry: Any) -> None:
        """Store numbers of one of the known types, in the encoding that packs best."""
        self.columns[name] = {**entry, **self._numbers(values)}

    def add_codes(self, name: str, codes: Array, size: int) -> None:
        """Store codes below `size`; codes that are all the same need no bytes."""
        if len(codes) == 0 or np.all(codes == codes[0]):
            self.add(name, const=int(codes[0]) if len(codes) else 0)
        else:
            self.add_numbers(name, narrow(codes, size))

    def add_text(self, name: str, values: pa.LargeStringArray, order: Array) -> None:
        """Store text in the given order: nothing when empty, codes when few differ, else UTF-8.

        Numbered names ("e1", "e2" …) are stored as their numbers.
        """
        if _size(values) == 0:
            self.add(name, const="")
        elif (numbered := _numbered(values)) is not None:
            self._add_numbered(name, *numbered, order)
        elif _is_repetitive(values):
            self._add_dictionary(name, values.dictionary_encode(), order)
        else:
            self._add_utf8(name, values.take(pa.array(order)))

    def to_bytes(self, header: Mapping[str, Any]) -> bytes:
        """Join header and columns; equal input gives equal bytes."""
        whole = {**header, "columns": self.columns}
        text = json.dumps(
            whole, ensure_ascii=False, allow_nan=False, separators=(",", ":"), sort_keys=True
        ).encode("utf-8", "replace")
        padded = text + b" " * (-(len(text) + _ALIGN) % _ALIGN)
        return b"".join((MAGIC, struct.pack("<I", len(padded)), padded, *self._chunks))

    def _add_numbered(self, name: str, prefix: str, numbers: Array, order: Array) -> None:
        """Names that count the rows need no bytes beside those of the order."""
        entry = {"t": "int", "prefix": prefix}
        first = int(numbers[0])
        if np.array_equal(numbers, np.arange(first, first + len(numbers))):
            self.add(name, counts="order", first=first, **entry)
        else:
            self.columns[name] = {**self._numbers(numbers[order]), **entry}

    def _add_dictionary(self, name: str, values: pa.DictionaryArray, order: Array) -> None:
        words = values.dictionary.to_pylist()
        codes = narrow(values.indices.to_numpy(zero_copy_only=False)[order], len(words))
        numbers = self._numbers(codes)
        self.columns[name] = {**numbers, "t": "dict", "values": words, "codes": numbers["t"]}

    def _add_utf8(self, name: str, values: pa.LargeStringArray) -> None:
        ends, data = _utf8(values)
        place = self._put(data)
        lengths = self._put(_apply("shuffle+delta", ends))
        self.columns[name] = {
            "t": "text",
            "at": place["at"],
            "len": place["len"],
            "ends_at": lengths["at"],
            "ends_len": lengths["len"],
        }

    def _numbers(self, values: Array) -> Entry:
        encoding = best_encoding(values)
        place = self._put(_apply(encoding, values))
        return {"t": _NAMES[values.dtype], "enc": encoding, **place}

    def _put(self, data: bytes | memoryview) -> Entry:
        place = {"at": self._end, "len": len(data)}
        padding = -len(data) % _ALIGN
        self._chunks += (data, bytes(padding))
        self._end += len(data) + padding
        return place


class Reader:
    """Gives back header and columns of a block."""

    def __init__(self, block: bytes) -> None:
        self.header, self._start = _read_header(block)
        self._block = memoryview(block)
        self.columns: dict[str, Entry] = self.header["columns"]
        self.n: int = self.header["n"]

    def numbers(self, name: str) -> Array:
        """Give the numbers of a column as they were stored."""
        entry = self.columns[name]
        if "const" in entry:
            return np.full(self.n, entry["const"])
        return self._numbers(entry, _TYPES[entry.get("codes") or entry["t"]])

    def text(self, name: str) -> pa.LargeStringArray:
        """Give the text of a column."""
        entry = self.columns[name]
        if "const" in entry:
            return pa.array([entry["const"]] * self.n, pa.large_string())
        if entry["t"] == "int":
            numbers = pa.array(self._counted(entry)).cast(pa.large_string())
            return _prefixed(entry["prefix"], numbers)
        if entry["t"] == "dict":
            words = pa.array(entry["values"], pa.large_string())
            return words.take(pa.array(self.numbers(name)))
        ends = _restore("shuffle+delta", self._slice(entry["ends_at"], entry["ends_len"]), "<u4")
        offsets = np.concatenate(([0], ends.astype(np.int64)))
        data = self._slice(entry["at"], entry["len"])
        values = pa.LargeStringArray.from_buffers(
            len(ends), pa.py_buffer(offsets), pa.py_buffer(bytes(data))
        )
        values.validate(full=True)
        return values

    def _counted(self, entry: Entry) -> Array:
        if "counts" not in entry:
            return self._numbers(entry, "<i4")
        order = self.numbers(entry["counts"]) if entry["counts"] in self.columns else None
        places = np.arange(self.n) if order is None else order.astype(np.int64)
        return np.asarray(places + entry["first"])

    def _numbers(self, entry: Entry, dtype: str) -> Array:
        return _restore(entry["enc"], self._slice(entry["at"], entry["len"]), dtype)

    def _slice(self, at: int, length: int) -> memoryview:
        start = self._start + at
        piece = self._block[start : start + length]
        if len(piece) != length:
            raise PageError("The page's data block ends too early; export the page again.")
        return piece


def pack(block: bytes) -> bytes:
    """Compress with gzip, large blocks on all cores; equal input gives equal bytes."""
    level = 9 if len(block) < _BEST_BELOW else 5
    starts = range(0, max(len(block), 1), _CHUNK)
    with ThreadPoolExecutor() as threads:
        chunks = threads.map(lambda start: _deflate(block, start, start + _CHUNK, level), starts)
        tail = struct.pack("<II", zlib.crc32(block), len(block) % 2**32)
        return b"".join((_GZIP_HEADER, *chunks, tail))


def _deflate(block: bytes, start: int, end: int, level: int) -> bytes:
    """Compress one chunk so that the chunks joined are one stream.

    Bytes of numbers that do not repeat pack better, and ten times faster, without a search
    for matches; a sample says which they are.
    """
    data = memoryview(block)[start:end]
    middle = max(0, (len(data) - _PROBE) // 2)
    sample = data[middle : middle + _PROBE]
    strategy = min(_STRATEGIES, key=lambda one: len(_deflater(level, one, sample)))
    last = zlib.Z_FINISH if end >= len(block) else zlib.Z_SYNC_FLUSH
    return _deflater(level, strategy, data, last)


def _deflater(level: int, strategy: int, data: memoryview, last: int = zlib.Z_FINISH) -> bytes:
    deflater = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS, zlib.DEF_MEM_LEVEL, strategy)
    return deflater.compress(data) + deflater.flush(last)


def best_encoding(values: Array) -> str:
    """Try every encoding on a sample and name the one that deflate packs best."""
    start = max(0, (len(values) - _SAMPLE) // 2)
    sample = values[start : start + _SAMPLE]
    return min(_encodings_for(values), key=lambda name: len(zlib.compress(_apply(name, sample), 1)))


def narrow(codes: Array, size: int) -> Array:
    """Give codes below `size` the smallest unsigned type that holds them."""
    if size <= _FEW:
        return codes.astype("<u1")
    return codes.astype("<u2" if size <= _MANY else "<u4")


def _encodings_for(values: Array) -> tuple[str, ...]:
    if len(values) == 0:
        return ENCODINGS[:1]
    if values.dtype.itemsize == 1:
        return ENCODINGS[:2]
    if values.dtype.kind != "f":
        return ENCODINGS
    whole = values.dtype.itemsize == _ALIGN and bool(
        np.all(np.abs(values) < 2**52) and np.all(values == np.trunc(values))
    )
    return ENCODINGS if whole else ("plain", "shuffle")


def _apply(encoding: str, values: Array) -> bytes:
    if "delta" in encoding:
        values = np.diff(values, prepend=values.dtype.type(0))
    if "shuffle" in encoding:
        return values.view("u1").reshape(len(values), -1).T.tobytes()
    return values.tobytes()


def _restore(encoding: str, data: memoryview, dtype: str) -> Array:
    width = np.dtype(dtype).itemsize
    if "shuffle" in encoding:
        data = memoryview(np.frombuffer(data, "u1").reshape(width, -1).T.tobytes())
    values = np.frombuffer(data, dtype)
    return np.cumsum(values, dtype=values.dtype) if "delta" in encoding else values


def _numbered(values: pa.LargeStringArray) -> tuple[str, Array] | None:
    """Split names that are one prefix and a plain whole number each; None for any others."""
    first = values[0].as_py()
    prefix = first.rstrip("0123456789")
    if prefix == first or len(values) < _FEW:
        return None
    tails = pc.utf8_slice_codeunits(values, len(prefix))
    try:
        numbers = pc.cast(tails, pa.int32())
    except pa.ArrowInvalid:
        return None
    if not _prefixed(prefix, numbers.cast(pa.large_string())).equals(values):
        return None
    return prefix, numbers.to_numpy(zero_copy_only=False)


def _prefixed(prefix: str, tails: pa.LargeStringArray) -> pa.LargeStringArray:
    joined, nothing = (pa.scalar(text, pa.large_string()) for text in (prefix, ""))
    return pc.binary_join_element_wise(joined, tails, nothing)


def _is_repetitive(values: pa.LargeStringArray) -> bool:
    """Say whether codes would be shorter; a sample spares the count where nothing repeats."""
    step = max(1, len(values) // _MANY)
    sample = values.take(pa.array(np.arange(0, len(values), step)))
    if pc.count_distinct(sample).as_py() * 2 > len(sample):
        return False
    distinct = pc.count_distinct(values).as_py()
    return bool(distinct <= _MANY and distinct * 4 <= len(values))


def _offsets(values: pa.LargeStringArray) -> Array:
    return np.frombuffer(values.buffers()[1], "<i8")[values.offset :][: len(values) + 1]


def _size(values: pa.LargeStringArray) -> int:
    if len(values) == 0:
        return 0
    offsets = _offsets(values)
    return int(offsets[-1] - offsets[0])


def _utf8(values: pa.LargeStringArray) -> tuple[Array, memoryview]:
    if (size := _size(values)) >= 2**32:
        raise PageError(
            f"The text of one column is {size:,} bytes; a page holds at most 4 GiB per column."
        )
    offsets = _offsets(values)
    ends = (offsets[1:] - offsets[0]).astype("<u4")
    return ends, memoryview(values.buffers()[2] or b"")[offsets[0] : offsets[-1]]


def _read_header(block: bytes) -> tuple[dict[str, Any], int]:
    if block[:4] != MAGIC or len(block) < _ALIGN:
        raise PageError("The data block does not start with 'DLN1'; it is no Dateline payload.")
    (length,) = struct.unpack("<I", block[4:8])
    try:
        header = json.loads(block[_ALIGN : _ALIGN + length])
    except ValueError as error:
        raise PageError("The data block's header is damaged; export the page again.") from error
    return header, _ALIGN + length
