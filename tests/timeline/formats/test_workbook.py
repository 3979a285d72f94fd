import datetime as dt
import io
import zipfile
from collections.abc import Sequence
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.edtf import EventDate
from timeline.errors import FormatError
from timeline.event import Event
from timeline.formats.archive import read_members, write_archive
from timeline.formats.limits import Limits
from timeline.formats.workbook import read_raw_sheet, read_workbook, sheet_names, write_workbook
from timeline.frame import frame_from_events

Sheets = dict[str, Sequence[Sequence[Any]]]


def xlsx(sheets: Sheets) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        clock = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        for name, rows in sheets.items():
            page = book.add_worksheet(name)
            for at, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if isinstance(cell, dt.datetime):
                        page.write_datetime(at, column, cell, clock)
                    elif isinstance(cell, dt.date):
                        page.write_datetime(at, column, cell, day)
                    elif cell is not None:
                        page.write(at, column, cell)
    return out.getvalue()


HEADER = ["Title", "Date", "Latitude", "Longitude"]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (dt.date(2018, 6, 12), "2018-06-12"),
        (dt.datetime(2018, 6, 12, 9, 30), "2018-06-12T09:30"),
        (dt.datetime(2018, 6, 12, 9, 30, 15), "2018-06-12T09:30:15"),
        (2018, "2018"),
        (43263, "43263"),
        (0.1, "0.1"),
        (True, "TRUE"),
        ("007", "007"),
        (" spaced ", " spaced "),
    ],
)
def test_cell_is_text_as_it_stands(cell: Any, text: str) -> None:
    raw = read_raw_sheet(xlsx({"a": [["Title", "Date"], ["x", cell]]}))
    assert raw.rows == [["x", text]]


def test_date_cells_numbers_and_text_become_events() -> None:
    result = read_workbook(xlsx({"a": [HEADER, ["x", dt.date(2018, 6, 12), 37.57, 126.98]]}))
    row = result.frame.iloc[0]
    assert (row["date"], row["geometry"].wkt) == ("2018-06-12", "POINT (126.98 37.57)")


def test_header_of_one_known_name_and_a_number_is_the_header() -> None:
    result = read_workbook(xlsx({"a": [["date", "2018", "remark"], ["2000-01-01", "", "first"]]}))
    assert result.frame[["date", "remark"]].values.tolist() == [["2000-01-01", "first"]]


def test_title_rows_above_the_header_are_skipped_with_a_note() -> None:
    rows = [
        ["All the summits"],
        [],
        ["as of", "June"],
        HEADER,
        ["x", "2018", 1, 2],
        [],
        ["y", "soon"],
    ]
    result = read_workbook(xlsx({"a": rows}))
    assert result.notes[0] == (
        "The header is in row 4; rows 1–3 above it: All the summits · as of · June."
    )
    assert [fault.line for fault in result.rejected] == [7]
    assert result.read == 2


SHEETS: Sheets = {
    "About": [["Read me"], ["Title", "Notes"], ["a", "b"]],
    "Data": [HEADER, ["x", "2018"], ["y", "2019"]],
    "Short": [HEADER, ["z", "2020"]],
}


def test_sheet_with_most_dated_rows_is_read_and_said() -> None:
    result = read_workbook(xlsx(SHEETS))
    assert result.frame["title"].tolist() == ["x", "y"]
    assert result.notes[0] == "The sheet 'Data' was read; there are also 'About', 'Short'."
    assert sheet_names(xlsx(SHEETS)) == ["About", "Data", "Short"]


@pytest.mark.parametrize("sheet", ["Short", 2])
def test_sheet_can_be_chosen_by_name_or_number(sheet: str | int) -> None:
    assert read_workbook(xlsx(SHEETS), sheet=sheet).frame["title"].tolist() == ["z"]


def test_unnamed_blank_columns_are_left_out() -> None:
    raw = read_raw_sheet(xlsx({"a": [["Title", None, "Date", None], ["x", None, "2018", "odd"]]}))
    assert (raw.header, raw.rows) == (["Title", "Date", ""], [["x", "2018", "odd"]])


# --- nothing trusted ------------------------------------------------------------------------------


def with_sheet(xml: bytes, name: str = "xl/worksheets/sheet1.xml") -> bytes:
    members = read_members(xlsx({"a": [HEADER, ["x", "2018"]]}))
    return write_archive(members | {name: xml})


def cells(*refs: str) -> bytes:
    body = "".join(f'<row><c r="{ref}"><v>1</v></c></row>' for ref in refs)
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{space}"><sheetData>{body}</sheetData></worksheet>'.encode()


ODS = (
    '<office:document-content xmlns:office="urn:o" xmlns:table="urn:t"><office:body>'
    "<office:spreadsheet><table:table>{}</table:table></office:spreadsheet></office:body>"
    "</office:document-content>"
)
FULL_CELL = '<table:table-cell table:number-columns-repeated="{}" office:value-type="float"/>'


def ods(rows: str) -> bytes:
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    return write_archive({"mimetype": kind, "content.xml": ODS.format(rows).encode()})


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "no workbook by its content"),
        (b"a,b\n1,2", "no workbook by its content"),
        (b"PK\x03\x04rubbish", "cannot be unpacked"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rubbish", "cannot be opened"),
        (write_archive({"a.txt": b"x"}), "cannot be opened"),
        (write_archive({"xl/workbook.bin": b"x"}), "binary workbook"),
        (with_sheet(cells("A1", "XFD1048576")), "rows and the limit|columns and the limit"),
        (with_sheet(cells("A1", "ZZ900000")), "spans [0-9,]+ cells and the limit"),
        (with_sheet(cells("a1", "zz900000")), "spans [0-9,]+ cells and the limit"),
        (with_sheet(b"<!DOCTYPE a [<!ENTITY b 'c'>]>" + cells("A1")), "XML entities"),
        (with_sheet(bytes(20 << 20)), "times its size"),
        (
            ods(f'<table:table-row table:number-rows-repeated="1048576">{FULL_CELL.format(900)}'
                "</table:table-row>"),
            "cells and the limit",
        ),
        (ods(f"<table:table-row>{FULL_CELL.format(16384)}</table:table-row>"), "16,384 columns"),
        (xlsx({"a": []}), "holds no cells"),
        (xlsx({"a": [["foo", "bar"], ["1", "2"]]}), "names no column we know"),
    ],
)  # fmt: skip
def test_workbook_that_is_none_or_too_large_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(FormatError, match=reason) as caught:
        read_workbook(data)
    assert str(caught.value).endswith(".")


def test_sheet_under_any_name_is_measured() -> None:
    members = read_members(xlsx({"a": [HEADER]}))
    rels = members["xl/_rels/workbook.xml.rels"].replace(b"worksheets/sheet1.xml", b"other.xml")
    moved = members | {"xl/_rels/workbook.xml.rels": rels, "xl/other.xml": cells("A1", "ZZ900000")}
    with pytest.raises(FormatError, match="cells and the limit"):
        read_workbook(write_archive(moved))


def test_unknown_sheet_names_those_there_are() -> None:
    with pytest.raises(FormatError, match=r"no sheet 'Dates'; it has 'About', 'Data', 'Short'"):
        read_workbook(xlsx(SHEETS), sheet="Dates")


def test_limits_are_settings() -> None:
    data = xlsx({"a": [HEADER, ["x", "2018"], ["y", "2019"]]})
    with pytest.raises(FormatError, match="spans 12 cells and the limit is 9"):
        read_workbook(data, limits=Limits(cells=9))


# --- writing --------------------------------------------------------------------------------------


def test_no_cell_of_a_written_workbook_is_a_formula() -> None:
    event = Event("=1+1", EventDate.parse("2018"), text='=HYPERLINK("http://x")', url="http://x")
    data = write_workbook(frame_from_events([event]))
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        page = book.read("xl/worksheets/sheet1.xml")
        assert not any("rels" in name and "worksheets" in name for name in book.namelist())
    assert b"<f>" not in page
    assert read_workbook(data).frame["title"].tolist() == ["=1+1"]


@pytest.mark.parametrize("value", [0.1 + 0.2, 1 / 3, 5e-324, 1e22, 126.98])
def test_numbers_come_back_exactly(value: float) -> None:
    data = write_workbook(frame_from_events([Event("x", radius_km=value)]))
    assert read_workbook(data).frame["radius_km"].tolist() == [value]


plain = st.none() | st.booleans() | st.integers(-(2**40), 2**40) | st.text(
    st.characters(exclude_categories=("Cs",)), max_size=6
) | st.dates(dt.date(1901, 1, 1), dt.date(9999, 12, 30)) | st.floats(-1e9, 1e9)  # fmt: skip


@given(rows=st.lists(st.lists(plain, max_size=5), max_size=5))
@settings(max_examples=30, deadline=None)
def test_any_cells_are_read_and_no_row_vanishes(rows: list[list[Any]]) -> None:
    result = read_workbook(xlsx({"a": [["title", "date", "lat", "lon", "note"], *rows]}))
    assert result.read == len(result.frame) + result.rejected_rows


@given(data=st.binary(max_size=60), at=st.integers(0, 5000), byte=st.integers(0, 255))
@settings(max_examples=40, deadline=None)
def test_any_bytes_are_read_or_refused(data: bytes, at: int, byte: int) -> None:
    whole = bytearray(write_workbook(frame_from_events([Event("x")])))
    whole[at % len(whole)] = byte
    for held in (data, b"PK\x03\x04" + data, bytes(whole)):
        try:
            read_workbook(held)
        except FormatError as error:
            assert str(error).endswith(".")
