import gzip
import re
import subprocess
import sys

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from timeline.edtf import EventDate
from timeline.errors import FormatError
from timeline.event import Event
from timeline.formats.limits import Limits
from timeline.formats.page import read_page, read_page_story, write_page
from timeline.frame import frame_from_events
from timeline.schema import RejectedRow
from timeline.story import Step
from timeline.view import base91

REJECTED = (RejectedRow(3, "date", "31 Juny", "no"), RejectedRow(3, "title", "", "none"))


@pytest.fixture(scope="module")
def frame() -> gpd.GeoDataFrame:
    return frame_from_events([
        Event("Later", EventDate.parse("2024-12?"), id="b", geometry=shapely.Point(127, 37.5),
              actors=("KOR",), extra={"note": "kept"}),
        Event("</script><img src=x onerror=alert(1)>", EventDate.parse("1950-06-25"), id="a"),
        Event("Undated", id="c"),
    ])  # fmt: skip


def test_page_reads_back_equal_with_what_was_rejected(frame: gpd.GeoDataFrame) -> None:
    result = read_page(write_page(frame, title="T", rejected=REJECTED))
    pd.testing.assert_frame_equal(pd.DataFrame(result.frame), pd.DataFrame(frame))
    assert result.rejected == REJECTED
    assert result.read == 4


def test_page_with_story_tiles_and_language_reads_back_equal(frame: gpd.GeoDataFrame) -> None:
    story = (Step("One", "Two", "2024-12-03", "2024-12-31", (1.0, 2.0, 3.0), ("b",)), Step("Last"))
    page = write_page(frame, title="T", story=story, tiles=["OpenStreetMap"], language="ja")
    pd.testing.assert_frame_equal(pd.DataFrame(read_page(page).frame), pd.DataFrame(frame))
    assert read_page_story(page) == story
    assert read_page_story(write_page(frame)) == ()


def test_story_of_another_page_is_refused(frame: gpd.GeoDataFrame) -> None:
    for data in (
        b"<html></html>",
        with_block(b"no"),
        with_block(gzip.compress(b"DLN1\x02\0\0\0{}")),
    ):
        with pytest.raises(FormatError):
            read_page_story(data)


def with_block(block: bytes) -> bytes:
    text = base91.encode(block).encode()
    return b'<script type="application/json" id="dateline-data">"' + text + b'"</script>'


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"<html><p>Another page</p></html>", "holds no Dateline data block"),
        (with_block(b"not gzip"), "is damaged"),
        (with_block(gzip.compress(b"GIF89a..")), "is no Dateline payload"),
        (with_block(gzip.compress(b"DLN1" + b"x" * 500)[:-20]), "is cut off, or has more bytes"),
        (with_block(gzip.compress(b"DLN1\x08\0\0\0{}      ")), "is damaged"),
        (with_block(gzip.compress(b'DLN1\x10\0\0\0{"columns":{}}  ')), "is damaged"),
        (with_block(gzip.compress(b"DLN1" + bytes(2_000_000))), "limit, which is 1,000,000"),
        (with_block(gzip.compress(b'DLN1\x20\0\0\0{"columns":{},"n":99999999}     ')), "rows"),
    ],
    ids=[
        "another page", "no gzip", "no payload", "cut off", "empty header", "no columns",
        "too large", "too many rows",
    ],
)  # fmt: skip
def test_what_is_no_page_of_ours_is_refused_in_one_sentence(data: bytes, message: str) -> None:
    with pytest.raises(FormatError, match=message):
        read_page(data, limits=Limits(file_bytes=1_000_000, rows=1000))


@pytest.mark.parametrize(
    "data",
    [b"<html></html>", with_block(b"no"), with_block(gzip.compress(b"DLN1\x02\0\0\0{}      "))],
    ids=["another page", "no gzip", "no options"],
)
def test_story_of_what_is_no_page_of_ours_is_refused(data: bytes) -> None:
    with pytest.raises(FormatError):
        read_page_story(data)


def test_every_cut_or_changed_byte_is_refused_or_read_but_never_a_crash(
    frame: gpd.GeoDataFrame,
) -> None:
    page = write_page(frame)
    found = re.search(rb'id="dateline-data">"([^"]*)"', page)
    assert found
    block = bytearray(gzip.decompress(base91.decode(found[1].decode())))
    for at in range(0, len(block), 97):
        changed = bytes(block[:at]) + bytes([block[at] ^ 0xFF]) + bytes(block[at + 1 :])
        try:
            read_page(with_block(gzip.compress(changed, 1)))
        except Exception as error:
            assert type(error).__module__ == "timeline.errors", error


def test_reading_tables_loads_no_folium() -> None:
    code = "import sys, timeline.formats, timeline.formats.table; print('folium' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "False"
