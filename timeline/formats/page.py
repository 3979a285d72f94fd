"""Write the self-contained HTML page, and read events and story back out of one.

Only a page that Dateline wrote can be read; its scripts are never run.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import geopandas as gpd
from shapely.errors import ShapelyError

from timeline.errors import FormatError, PageError
from timeline.event import Source
from timeline.formats.limits import LIMITS, Limits, check_rows, check_size
from timeline.frame import validate
from timeline.query import Window
from timeline.schema import ReadResult, RejectedRow
from timeline.story import Step, from_json
from timeline.view import base91
from timeline.view.container import Reader
from timeline.view.linked import page
from timeline.view.payload import decode

_DATA = re.compile(rb'<script type="application/json" id="dateline-data">"([^"\\<]*)"</script>')
_DAMAGED = "The page's data block is damaged; export the page again."
_DAMAGES = (
    LookupError,
    TypeError,
    ValueError,
    AttributeError,
    ArithmeticError,
    RecursionError,
    ShapelyError,
)


def write_page(  # noqa: PLR0913  # as much as a page says
    frame: gpd.GeoDataFrame,
    *,
    title: str = "",
    dated: str = "",
    sources: Mapping[str, Source] | None = None,
    built: str | None = None,
    window: Window | None = None,
    story: Sequence[Step] = (),
    tiles: Sequence[str] = (),
    language: str | None = None,
    rejected: Sequence[RejectedRow] = (),
) -> bytes:
    """Write a frame as one HTML page that opens offline; see timeline.view.linked.page."""
    text = page(
        frame,
        title=title,
        dated=dated,
        sources=sources,
        built=built,
        window=window,
        story=story,
        tiles=tiles,
        language=language,
        rejected=rejected,
    )
    return text.encode("utf-8")


def read_page(
    data: bytes,
    *,
    name: str = "",
    anchor: date | None = None,
    day_first: bool | None = None,
    limits: Limits = LIMITS,
) -> ReadResult:
    """Read the events of a page that Dateline wrote, with what had been rejected before it."""
    frame, header = _decoded(_block_of(data, name, limits), limits)
    validate(frame)
    rejected = tuple(_rejected(row) for row in header["rejected"])
    return ReadResult(frame, rejected, read=len(frame) + len({row.line for row in rejected}))


def read_page_story(data: bytes, *, name: str = "", limits: Limits = LIMITS) -> tuple[Step, ...]:
    """Read the story of a page that Dateline wrote; none when it tells none."""
    try:
        options = Reader(_block_of(data, name, limits)).header["options"]
        told = json.dumps(options.get("story", []))
    except PageError as error:
        raise FormatError(str(error)) from error
    except _DAMAGES as error:
        raise FormatError(_DAMAGED) from error
    return from_json(told)


def _block_of(data: bytes, name: str, limits: Limits) -> bytes:
    check_size(data, limits)
    found = _DATA.search(data)
    if not found:
        raise FormatError(
            f"{name or 'The page'} holds no Dateline data block; only pages that Dateline exported "
            "can be read back."
        )
    return _unpacked(found[1], limits)


def _decoded(block: bytes, limits: Limits) -> tuple[gpd.GeoDataFrame, dict[str, Any]]:
    try:
        check_rows(int(Reader(block).n), limits)
        return decode(block)
    except PageError as error:
        raise FormatError(str(error)) from error
    except _DAMAGES as error:
        raise FormatError(_DAMAGED) from error


def _unpacked(text: bytes, limits: Limits) -> bytes:
    try:
        inflater = zlib.decompressobj(16 + zlib.MAX_WBITS)
        block = inflater.decompress(base91.decode(text.decode("latin-1")), limits.file_bytes)
    except (PageError, zlib.error) as error:
        raise FormatError(_DAMAGED) from error
    if not inflater.eof:
        raise FormatError(
            "The page's data block is cut off, or has more bytes than the limit, which is "
            f"{limits.said('file_bytes')}."
        )
    return block


def _rejected(row: dict[str, Any]) -> RejectedRow:
    return RejectedRow(row["line"], row["column"], row["value"], row["reason"])
