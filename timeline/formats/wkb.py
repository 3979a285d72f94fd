"""Read WKB that nobody trusts: what is nested too deep never reaches the parser, it crashes it."""

import struct
from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from timeline.cells import Fault

_DEEPEST = 8
_POINT, _LINE, _POLYGON = 1, 2, 3
_COLLECTIONS = (4, 5, 6, 7)


class _BadWkbError(ValueError):
    """Why some bytes are no WKB."""


def read_wkb(blobs: Sequence[bytes | None]) -> tuple[NDArray[np.object_], list[Fault]]:
    """Read a column of WKB: its shapes, None where there is none, and why some are none."""
    shapes = np.full(len(blobs), None, dtype=object)
    faults: list[Fault] = []
    for row, blob in enumerate(blobs):
        if not blob:
            continue
        try:
            shapes[row] = _shape(blob)
        except (ValueError, struct.error, shapely.errors.ShapelyError) as error:
            reason = f"the geometry cannot be drawn: {str(error).rstrip('.')[:120]}"
            faults.append((row, "geometry", blob[:40].hex(), reason))
    return shapes, faults


def _shape(blob: bytes) -> Any:
    # 1, 2 and 3 hold no other geometry, so that nothing is nested.
    if len(blob) < 5 or _kind(blob, 0)[1] not in (_POINT, _LINE, _POLYGON):
        _check_nesting(blob)
    shape = shapely.from_wkb(blob)
    return None if shape.is_empty else shapely.force_2d(shape)


def _check_nesting(blob: bytes) -> None:
    at, left = 0, [1]
    while left:
        if left[-1] == 0:
            left.pop()
            continue
        left[-1] -= 1
        order, kind, width, at = _kind(blob, at)
        if kind in _COLLECTIONS:
            (count,) = struct.unpack_from(order + "I", blob, at)
            at += 4
            left.append(count)
            if len(left) > _DEEPEST:
                raise _BadWkbError("it is nested deeper than any real geometry")
        else:
            at = _after(blob, at, order, kind, width)


def _kind(blob: bytes, at: int) -> tuple[str, int, int, int]:
    """Byte order, type, bytes of a position, and where the rest begins."""
    order = "<" if blob[at : at + 1] == b"\x01" else ">"
    (code,) = struct.unpack_from(order + "I", blob, at + 1)
    extended, plain = code >> 28, code & 0x0FFFFFFF
    more = max((extended & 0b1100).bit_count(), (0, 1, 1, 2)[min(plain // 1000, 3)])
    return order, plain % 1000, 8 * (2 + more), at + (9 if extended & 0b0010 else 5)


def _after(blob: bytes, at: int, order: str, kind: int, width: int) -> int:
    if kind == _POINT:
        return at + width
    if kind not in (_LINE, _POLYGON):
        raise _BadWkbError(f"its type {kind} is none that we know")
    count = int(*struct.unpack_from(order + "I", blob, at))
    at += 4
    if kind == _LINE:
        return at + count * width
    for _ in range(count):
        size = int(*struct.unpack_from(order + "I", blob, at))
        at += 4 + size * width
    return at
