"""Decide in which encoding a text is written that nobody says anything about.

A mark at its start says so, or zeros in every second byte do; else it is UTF-8 if it can be.
What is left is in the encoding under which its first lines name most columns that we know,
and in Windows-1252 where none does.
"""

import re
from collections.abc import Iterator
from itertools import islice

from timeline.errors import FormatError
from timeline.formats.header_meaning import knows

_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_USUAL = "cp1252"
_OLD = {
    "cp1252": "Windows-1252",
    "cp1250": "Windows-1250",
    "cp1251": "Windows-1251",
    "koi8-u": "KOI8-R",
    "cp932": "Shift JIS",
    "cp949": "EUC-KR (Windows-949)",
    "gb18030": "GB18030",
    "big5": "Big5",
    "euc-jp": "EUC-JP",
    "cp1253": "Windows-1253",
    "cp1254": "Windows-1254",
    "cp1255": "Windows-1255",
    "cp1256": "Windows-1256",
}
_HEAD = 1 << 16
_LINES = 20
_BETWEEN_CELLS = re.compile(r'[,;\t|"]+')


def decoded(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the text of some bytes, with a note if its encoding had to be guessed."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded_as(data[len(mark) :], encoding), ()
    if encoding := _unmarked_utf_16(data):
        note = "The file does not say how it is encoded and was read as UTF-16; check its text."
        return _decoded_as(data, encoding), (note,)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        encoding = _most_telling(data)
        what = "accented letters" if encoding == _USUAL else "text"
        note = f"The file is not UTF-8 and was read as {_OLD[encoding]}; check its {what}."
        return _decoded_as(data, encoding), (note,)


def in_utf_8(data: bytes) -> bytes:
    """Return UTF-16 as UTF-8, anything else as it is."""
    marked = (encoding for mark, encoding in _MARKS[1:] if data.startswith(mark))
    encoding = next(marked, "") or _unmarked_utf_16(data)
    return data.decode(encoding, "replace").lstrip("\ufeff").encode() if encoding else data


def _unmarked_utf_16(data: bytes) -> str:
    """Which UTF-16 it is, "" for none: one byte of many pairs is zero, and always the same one."""
    head = data[: _HEAD & ~1]
    first, second = head[::2].count(0), head[1::2].count(0)
    if max(first, second) * 5 < len(head) // 2 or not head or (first and second):
        return ""
    return "utf-16-be" if first else "utf-16-le" if second else ""


def _most_telling(data: bytes) -> str:
    head = data[:_HEAD]
    head = head[: head.rfind(b"\n") + 1] or head
    return max(_OLD, key=lambda encoding: _names_in(head, encoding))


def _names_in(head: bytes, encoding: str) -> int:
    """How many names of columns the best line holds that are more than ASCII."""
    try:
        lines = head.decode(encoding).splitlines()
    except UnicodeDecodeError:
        return 0
    return max((sum(map(knows, _foreign(line))) for line in islice(lines, _LINES)), default=0)


def _foreign(line: str) -> Iterator[str]:
    cells = (cell.strip() for cell in _BETWEEN_CELLS.split(line[:2_000]))
    return (cell for cell in cells if not cell.isascii() and len(cell) <= 80)


def _decoded_as(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise FormatError(
            f"Byte {error.start:,} of the file is not {encoding} text; save the file as UTF-8."
        ) from None
