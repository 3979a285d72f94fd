"""Decide in which encoding the bytes of a text are, and say so when that is a guess.

A byte order mark decides and is left out; then what a page declares; then UTF-8; then
UTF-16 without its mark, by its zero bytes; then Windows-1252, for text in Latin letters only.
"""

from __future__ import annotations

import codecs
import re

from timeline.errors import FormatError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<(?:meta[^>]{0,200}?charset|\?xml[^>]{0,200}?encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{1,40})""",
    re.IGNORECASE,
)
_DECLARED_WITHIN = 4096
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MOST_FOREIGN = 0.25
_UNLABELLED = 4096


def decode(data: bytes, called: str) -> tuple[str, tuple[str, ...]]:
    """Return the text of bytes, with a note if its encoding had to be guessed."""
    text, note = _decoded(data, called)
    if found := _CONTROLS.search(text):
        raise FormatError(
            f"{called} holds the control character U+{ord(found[0]):04X}, so it is no text; "
            "choose a text, HTML, PDF or DOCX file."
        )
    return text, (note,) if note else ()


def _decoded(data: bytes, called: str) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _as(data[len(mark) :], encoding, called), ""
    if encoding := _declared(data):
        return _as(data, encoding, called), ""
    if encoding := _by_zeros(data[:_UNLABELLED]):
        note = f"{called} has no byte order mark and was read as {encoding.upper()}; check it."
        return _as(data, encoding, called), note
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError:
        return _latin(data, called)


def _as(data: bytes, encoding: str, called: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise FormatError(
            f"{called} is not {encoding.upper()} text at byte {error.start:,}; save it as UTF-8."
        ) from None


def _declared(data: bytes) -> str:
    """The encoding that a page declares, when it holds for all of it; "" when none does."""
    if data.lstrip()[:1] != b"<" or not (found := _DECLARED.search(data[:_DECLARED_WITHIN])):
        return ""
    try:
        encoding = codecs.lookup(found[1].decode("ascii")).name
        # Browsers read every relative of Latin-1 as Windows-1252.
        encoding = "cp1252" if encoding in ("iso8859-1", "ascii") else encoding
        data.decode(encoding)
    except (LookupError, UnicodeError, ValueError, AttributeError):
        return ""
    return "" if encoding.startswith(("utf-16", "utf-32")) else encoding


def _by_zeros(head: bytes) -> str:
    pairs = len(head) // 2
    if not pairs or 0 not in head:
        return ""
    if head[1::2].count(0) > 0.4 * pairs and not head[::2].count(0):
        return "utf-16-le"
    if head[::2].count(0) > 0.4 * pairs and not head[1::2].count(0):
        return "utf-16-be"
    return ""


def _latin(data: bytes, called: str) -> tuple[str, str]:
    foreign = sum(byte > 127 for byte in data[:_UNLABELLED])
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        text = ""
    if not text or foreign > _MOST_FOREIGN * len(data[:_UNLABELLED]):
        raise FormatError(f"{called} is in an encoding that cannot be told; save it as UTF-8.")
    return text, f"{called} is not UTF-8 and was read as Windows-1252; check its accented letters."
