"""Measure an old Excel workbook (XLS) before it is decoded.

The decoder makes room for every cell of every sheet up to its last one, so that some kilobytes
with a cell in the last corner of a hundred sheets need more memory than there is. An XLS is a
small file system of sectors (MS-CFB) that holds one stream of records (MS-XLS); both are only
followed as far as it takes to know the size of each sheet.
"""

import struct
from collections.abc import Iterator, Sequence
from struct import Struct

from timeline.errors import FormatError
from timeline.formats.limits import Limits, check_cells

_NO_SECTOR = 0xFFFFFFFA  # this and above are marks, not numbers of sectors
_LONG, _RECORD, _PLACE = Struct("<I"), Struct("<HH"), Struct("<HH")
_STREAMS = ("workbook", "book")
_IN_HEADER, _ENTRY = 109, 128
_END, _SHEET_AT, _SEVERAL = 0x0A, 0x85, 0xBD
_CELLS = frozenset({0x06, 0xBD, 0xD6, 0xFD, 0x203, 0x204, 0x205, 0x206, 0x27E, 0x406})
_OVERLAP = 4


def check_old_workbook(data: bytes, name: str, limits: Limits) -> None:
    """Refuse a workbook whose sheets span too many cells, or that is none."""
    try:
        streams = [*_streams(data)]
        sizes = [size for stream in streams for size in _sheets(stream)]
    except (struct.error, IndexError):
        streams, sizes = [], []
    if not streams:
        raise FormatError(
            f"{name or 'The file'} cannot be opened, it is no whole XLS; save it as XLSX."
        )
    for height, width in sizes:
        check_cells(height, width, limits)
    if (cells := sum(height * width for height, width in sizes)) > limits.cells:
        raise FormatError(
            f"The sheets of the workbook span {cells:,} cells and the limit is "
            f"{limits.said('cells')}; delete what stands far away from the tables."
        )


# --- sectors to streams ---------------------------------------------------------------------------


def _streams(data: bytes) -> Iterator[bytes]:
    """The streams that a decoder may take for the workbook."""
    size = 1 << data[30]
    if size not in (512, 4096):
        return
    fat = _numbers(_sectors(data, size, _fat_sectors(data, size)))
    folder = _sectors(data, size, _chain(fat, _long(data, 48)))
    entries = [folder[at : at + _ENTRY] for at in range(0, len(folder) - _ENTRY + 1, _ENTRY)]
    for entry in entries:
        title = entry[:64].decode("utf-16-le", "replace").partition("\0")[0].lower()
        start, length = _long(entry, 116), _long(entry, 120)
        if title not in _STREAMS or entry[66] != 2:
            continue
        if length >= _long(data, 56):
            yield _sectors(data, size, _chain(fat, start))[:length]
        else:
            yield _small(data, size, fat, entries[0], start)[:length]


def _small(data: bytes, size: int, fat: Sequence[int], root: bytes, start: int) -> bytes:
    """A stream below the cutoff, which lies in pieces of 64 bytes in a stream of their own."""
    held = _sectors(data, size, _chain(fat, _long(root, 116)))
    piece = 1 << data[32]
    chained = _chain(_numbers(_sectors(data, size, _chain(fat, _long(data, 60)))), start)
    return b"".join(held[at * piece : (at + 1) * piece] for at in chained)


def _fat_sectors(data: bytes, size: int) -> Iterator[int]:
    """Where the table of chains is: the first sectors are in the header, the rest in a chain."""
    yield from (_long(data, 76 + 4 * at) for at in range(_IN_HEADER))
    after = _long(data, 68)
    for _ in range(len(data) // size):
        if after >= _NO_SECTOR:
            return
        numbers = _numbers(_sectors(data, size, [after]))
        yield from numbers[:-1]
        after = numbers[-1]


def _chain(fat: Sequence[int], start: int) -> Iterator[int]:
    for _ in range(len(fat)):
        if start >= len(fat):
            return
        yield start
        start = fat[start]


def _sectors(data: bytes, size: int, numbers: Iterator[int] | Sequence[int]) -> bytes:
    places = ((at + 1) * size for at in numbers if at < _NO_SECTOR)
    return b"".join(data[place : place + size] for place in places)


def _numbers(data: bytes) -> Sequence[int]:
    return [number for (number,) in _LONG.iter_unpack(data[: len(data) // 4 * 4])]


def _long(data: bytes, at: int) -> int:
    number: int = _LONG.unpack_from(data, at)[0]
    return number


# --- records to sizes -----------------------------------------------------------------------------


def _sheets(stream: bytes) -> list[tuple[int, int]]:
    """How high and wide each sheet is that the workbook names; two names may mean one sheet."""
    starts = [_LONG.unpack_from(held)[0] for kind, held in _records(stream, 0) if kind == _SHEET_AT]
    sizes: dict[int, tuple[int, int]] = {}
    left = _OVERLAP * len(stream)
    for start in dict.fromkeys(starts):
        height = width = 0
        for kind, held in _records(stream, start):
            left -= len(held) + _RECORD.size
            if left < 0:
                raise FormatError("The sheets of the workbook lie in each other; save it as XLSX.")
            if kind in _CELLS and len(held) >= _PLACE.size:
                row, column = _PLACE.unpack_from(held)
                last = int.from_bytes(held[-2:], "little") if kind == _SEVERAL else column
                height, width = max(height, row + 1), max(width, column + 1, last + 1)
        sizes[start] = height, width
    return [sizes[start] for start in starts]


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """The records from a place to the end of their sheet."""
    while at + _RECORD.size <= len(stream):
        kind, length = _RECORD.unpack_from(stream, at)
        at += _RECORD.size
        if kind == _END:
            return
        yield kind, stream[at : at + length]
        at += length
