"""Write bytes as printable characters, thirteen bits in two of ninety-one.

A page is text, and base64 would make its data a third larger; this makes it less
than a quarter larger. The characters are all that ASCII prints but the space, `"`,
`\\` and `<`, so that the text can stand in a JSON string and in a script element as
it is. The first character counts the zero bytes that were added at the end. Not
Henke's basE91, which needs `<` and `"`. timeline/view/browser/src/base91.ts reads it.
"""

from __future__ import annotations

import numpy as np

from timeline.errors import PageError

ALPHABET = "".join(chr(code) for code in range(0x21, 0x7F) if chr(code) not in '"\\<')

_BITS, _GROUP, _VALUES = 13, 13, 8
_CHUNK = _GROUP << 16
_CODES = np.frombuffer(ALPHABET.encode("ascii"), "u1")
_PAIRS = np.stack(
    (np.tile(_CODES, len(_CODES)), np.repeat(_CODES, len(_CODES))), axis=-1
)  # value → its two characters, the lower digit first
_DIGITS = np.full(256, 255, "u1")
_DIGITS[_CODES] = np.arange(len(_CODES))


def encode(data: bytes) -> str:
    """Return the text of these bytes; equal bytes give equal text."""
    padding = -len(data) % _GROUP
    padded = np.frombuffer(data + bytes(padding), "u1")
    chunks = [_chars(padded[at : at + _CHUNK]) for at in range(0, len(padded), _CHUNK)]
    return ALPHABET[padding] + b"".join(chunks).decode("ascii")


def decode(text: str) -> bytes:
    """Return the bytes of a text; raises PageError when it is not one of these."""
    try:
        digits = _DIGITS[np.frombuffer(text.encode("ascii"), "u1")]
    except UnicodeEncodeError as error:
        raise PageError("The page's data block holds a character that is not ASCII.") from error
    if len(digits) % (2 * _VALUES) != 1 or np.any(digits == 255) or digits[0] >= _GROUP:
        raise PageError("The page's data block is damaged or cut off; export the page again.")
    pairs = digits[1:].reshape(-1, 2).astype("<u2")
    values = pairs[:, 0] + len(ALPHABET) * pairs[:, 1]
    data = _bytes(values.reshape(-1, _VALUES))
    return data[: len(data) - int(digits[0])]


def _chars(padded: np.ndarray) -> bytes:
    groups = padded.reshape(-1, _GROUP)
    wide = np.zeros((len(groups), _GROUP + 1), "<u4")
    wide[:, :_GROUP] = groups
    chars = np.empty((len(groups), _VALUES, 2), "u1")
    for k in range(_VALUES):
        at, offset = divmod(k * _BITS, 8)
        bits = wide[:, at] << 16 | wide[:, at + 1] << 8 | wide[:, min(at + 2, _GROUP)]
        chars[:, k] = _PAIRS[bits >> (24 - _BITS - offset) & (1 << _BITS) - 1]
    return chars.tobytes()


def _bytes(values: np.ndarray) -> bytes:
    wide = values.astype("<u4")
    groups = np.empty((len(wide), _GROUP), "u1")
    for at in range(_GROUP):
        k, offset = divmod(at * 8, _BITS)
        following = wide[:, min(k + 1, _VALUES - 1)]
        groups[:, at] = (wide[:, k] << _BITS | following) >> (2 * _BITS - 8 - offset) & 255
    return groups.tobytes()
