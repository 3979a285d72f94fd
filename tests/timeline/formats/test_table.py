import codecs

import geopandas as gpd
import pandas as pd
import pytest

from timeline.errors import FormatError
from timeline.event import Event
from timeline.formats import read
from timeline.formats.limits import Limits
from timeline.formats.table import read_csv, write_csv
from timeline.frame import frame_from_events


def titles(data: bytes, **options: str) -> list[str]:
    return read_csv(data, **options).frame["title"].tolist()


# --- bytes ----------------------------------------------------------------------------------------

TABLE = "title,place\nÉlysée – visit,Zürich\n"


@pytest.mark.parametrize(
    ("data", "noted"),
    [
        pytest.param(TABLE.encode(), 0, id="utf-8"),
        pytest.param(codecs.BOM_UTF8 + TABLE.encode(), 0, id="utf-8-with-bom"),
        pytest.param(codecs.BOM_UTF16_LE + TABLE.encode("utf-16-le"), 0, id="utf-16-le"),
        pytest.param(codecs.BOM_UTF16_BE + TABLE.encode("utf-16-be"), 0, id="utf-16-be"),
        pytest.param(TABLE.encode("cp1252"), 1, id="windows-1252-with-a-note"),
    ],
)
def test_text_is_read_in_its_encoding(data: bytes, noted: int) -> None:
    result = read_csv(data)
    assert result.frame.loc[0, ["title", "place"]].tolist() == ["Élysée – visit", "Zürich"]
    assert sum("Windows-1252" in note for note in result.notes) == noted


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"\n \n\r\n,,\n", "empty"),
        (b"PK\x03\x04...", "ZIP archive or an XLSX"),
        (b"%PDF-1.7", "a PDF"),
        (b"\x89PNG\r\n", "a picture"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"title,date\nx\x00,2018\n", "NUL"),
        (codecs.BOM_UTF16_LE + "title\nx\x00\n".encode("utf-16-le"), "NUL"),
        (codecs.BOM_UTF16_LE + b"t\x00i", "utf-16-le"),
        (b"title\n\x81\x8d\n", "Byte 6"),
        (b"2018-06-12,103.8,1.25\n2019-02-27,105.8,21\n", "names no column we know"),
        (b"hello\n", "names no column we know"),
        (b'title,text\na,"b\nc,d\ne,f\n', "opened on line 2 or later is never closed"),
        (
            b"title,text\na,b\n" + b'c,"' + b"x" * 300 + b'"\n',
            "A cell of line 3 has more characters",
        ),
        (b"title," + b",".join(b"c%d" % n for n in range(30)) + b"\n", "limit is 20"),
        (b"title\n" + b"x\n" * 60, "60 rows and the limit is 50"),
        (b"title\n" + b"x" * 2000, "2,006 bytes and the limit is 1,500"),
    ],
)
def test_file_that_is_no_table_is_refused_in_one_sentence(data: bytes, reason: str) -> None:
    limits = Limits(file_bytes=1500, rows=50, columns=20, cell_chars=250)
    with pytest.raises(FormatError, match=reason) as caught:
        read_csv(data, limits=limits)
    message = str(caught.value)
    assert message.endswith(".")
    assert "\n" not in message


# --- delimiters -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"title,place\na,b\n", "b"),
        (b"title;place\na;b, c\n", "b, c"),
        (b"title\tplace\na\tb, c; d\n", "b, c; d"),
        (b"title|place\na|b\n", "b"),
        (b'title,place\na,"b;c;d|e"\n', "b;c;d|e"),
        (b"sep=;\ntitle;place\na;b\n", "b"),
        (b'"sep=|"\r\ntitle|place\r\na|b\r\n', "b"),
    ],
)
def test_delimiter_is_found_out(data: bytes, place: str) -> None:
    assert read_csv(data).frame["place"].tolist() == [place]


def test_one_column_needs_no_delimiter() -> None:
    assert titles(b"title\nSummit; talks\nWar|peace\n") == ["Summit; talks", "War|peace"]


# --- lines ----------------------------------------------------------------------------------------


def rejected_lines(data: bytes) -> list[tuple[int, str]]:
    return [(fault.line, fault.column) for fault in read_csv(data).rejected]


@pytest.mark.parametrize(
    ("data", "lines"),
    [
        (b"title,date\na,bad\n", [2]),
        (b'title,date\n"two\nlines",2018\nb,bad\n', [4]),
        (b'title,date\n"two\nlines",bad\nb,2018\n', [2]),
        (b'title,date\r\n"two\r\nlines",2018\r\nb,bad\r\n', [4]),
        (b"title,date\ra,2018\rb,bad\r", [3]),
        (b"title,date\n\n\na,bad\n , \nb,bad", [4, 6]),
        (b"\n\ntitle,date\na,bad\n", [4]),
        (b"sep=,\ntitle,date\na,bad\n", [3]),
    ],
)
def test_line_is_the_one_that_an_editor_shows(data: bytes, lines: list[int]) -> None:
    assert rejected_lines(data) == [(line, "date") for line in lines]


def test_blank_rows_are_skipped_and_do_not_stop() -> None:
    result = read_csv(b"title\na\n\n\n  \nb\n")
    assert (result.frame["title"].tolist(), result.read) == (["a", "b"], 2)


def test_ragged_rows_are_rejected_in_the_order_of_lines() -> None:
    result = read_csv(b"title,date\na,2018\nb\nc,bad\nd,2018,x,\ne,2018,,\n")
    assert result.frame["title"].tolist() == ["a", "e"]
    assert [(fault.line, fault.reason) for fault in result.rejected if not fault.column] == [
        (3, "the row has 1 cell where the header has 2"),
        (5, "the row has 4 cells where the header has 2"),
    ]
    assert [fault.line for fault in result.rejected] == [3, 4, 5]
    assert result.rejected[2].value == "d | 2018 | x | "
    assert (result.read, result.rejected_rows) == (5, 3)


def test_stray_quotes_inside_a_cell_are_text() -> None:
    assert titles(b'title,place\n5" gun,a\n"say ""hi""",b\nends",c\n') == [
        '5" gun',
        'say "hi"',
        'ends"',
    ]


def test_header_without_rows_is_an_empty_frame() -> None:
    result = read_csv(b"title,date,note\n")
    assert (len(result.frame), result.read) == (0, 0)
    assert "note" in result.frame.columns


def test_every_row_is_accounted_for() -> None:
    rows = [b"a,2018", b"b", b"", b"c,2019-02-30", b"c,soon", b"d,"]
    result = read_csv(b"title,date\n" + b"\n".join(rows))
    assert result.read == len(result.frame) + result.rejected_rows == 5


# --- writing --------------------------------------------------------------------------------------


def column_of(frame: gpd.GeoDataFrame, name: str) -> list[str]:
    lines = write_csv(frame).decode().split("\r\n")
    return [pd.Series(row.split(","), lines[0].split(","))[name] for row in lines[1:-1]]


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+49", "'+49"),
        ("-5", "'-5"),
        ("@name", "'@name"),
        ("'=1", "''=1"),
        ("'quoted'", "'quoted'"),
        ("a=b", "a=b"),
        ("'", "'"),
    ],
)
def test_cell_that_a_spreadsheet_would_run_is_written_with_an_apostrophe(
    cell: str, written: str
) -> None:
    frame = frame_from_events([Event(cell, id="a", extra={"note": cell})])
    assert column_of(frame, "title") == [written]
    assert column_of(frame, "note") == [written]
    assert read_csv(write_csv(frame)).frame["title"].tolist() == [cell]


@pytest.mark.parametrize(("cell", "read"), [("'=1", "=1"), ("''=1", "'=1"), ("'tis", "'tis")])
def test_reading_removes_exactly_that_apostrophe(cell: str, read: str) -> None:
    assert titles(f"title\n{cell}\n".encode()) == [read]


def test_numbers_and_dates_are_written_as_they_are() -> None:
    frame = read_csv(b"id,title,date,lon,lat,strength_low\na,x,-0300,-77.5,-12,1e3\n").frame
    for name, cell in (("longitude", "-77.5"), ("latitude", "-12"), ("date", "-0300")):
        assert column_of(frame, name) == [cell]
    assert column_of(frame, "strength_low") == ["1000"]


def test_nul_cannot_be_written() -> None:
    with pytest.raises(FormatError, match="NUL"):
        write_csv(frame_from_events([Event("a\x00b")]))


def test_header_of_an_unknown_column_is_guarded_too() -> None:
    frame = frame_from_events([Event("a", id="a", extra={"=cmd": "x"})])
    assert write_csv(frame).split(b"\r\n")[0].endswith(b",'=cmd")
    assert read_csv(write_csv(frame)).frame["=cmd"].tolist() == ["x"]


def test_last_row_is_no_header_though_its_cells_are_names_of_columns() -> None:
    result = read(b"title,,Zusatz,mark\n,X,Y,zq0q\n", name="a.csv")
    assert (result.read, len(result.frame) + result.rejected_rows) == (1, 1)
