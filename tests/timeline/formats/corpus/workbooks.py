"""Workbooks: dates of every kind, sheets, titles, formulas, merged and empty and wrong cells."""

import datetime as dt
import io
from collections.abc import Callable, Sequence
from typing import Any

import xlsxwriter
from corpus.case import Case, Cells, zipped

HEADER = ["Title", "Date", "Latitude", "Longitude"]
DAY = dt.date(2018, 6, 12)
Rows = Sequence[Sequence[Any]]


def xlsx(
    sheets: dict[str, Rows], *, more: Callable[[Any], object] | None = None, **options: Any
) -> bytes:
    """A workbook of these sheets; `more` does something else to the first of them."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, **options}) as book:
        days = book.add_format({"num_format": "yyyy-mm-dd"})
        for name, rows in sheets.items():
            page = book.add_worksheet(name)
            for at, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if isinstance(cell, dt.date):
                        page.write_datetime(at, column, cell, days)
                    elif cell is not None:
                        page.write(at, column, cell)
        if more:
            more(book)
    return out.getvalue()


def ods(*rows: str) -> bytes:
    """An OpenDocument sheet of these rows of XML."""
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
        '<office:body><office:spreadsheet><table:table table:name="Data">'
        + "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
        + "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        '<manifest:file-entry manifest:full-path="/"/></manifest:manifest>'
    )
    members = {"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest}
    return zipped(members, compress=False)


def ods_text(*texts: str) -> str:
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    return "".join(map(cell.format, texts))


def _hide_second(book: Any) -> None:
    book.worksheets()[1].hide()


def _add_formulas(book: Any) -> None:
    page = book.worksheets()[0]
    page.write_formula("A2", '="Sum"&"mit"', None, "Summit")
    page.write_formula("B2", "=DATE(2018,6,12)", book.add_format({"num_format": 14}), 43263)


def _add_never_computed(book: Any) -> None:
    book.worksheets()[0].write_formula("A2", '="Sum"&"mit"', None, "")


def _add_errors(book: Any) -> None:
    book.worksheets()[0].write_formula("B2", "=1/0", None, "#DIV/0!")


def _merge_title(book: Any) -> None:
    book.worksheets()[0].merge_range("A1:D1", "All the summits")


def _merge_dates(book: Any) -> None:
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    book.worksheets()[0].merge_range("B2:B3", 43263, day)


def _link_out(book: Any) -> None:
    book.worksheets()[0].write_url("A2", "external:c:\\secret.xlsx#Sheet1!A1", None, "Summit")
    book.worksheets()[0].write_formula("C2", "='[other.xlsx]Sheet1'!A1", None, "37.57")


def book(
    id_: str, sheets: dict[str, Rows], *, made: dict[str, Any] | None = None, **wanted: Any
) -> Case:
    return Case(id=id_, name="a.xlsx", data=lambda: xlsx(sheets, **(made or {})), **wanted)


ROW = ["Summit", DAY, 1.25, 103.82]
READ: Cells = {"title": ["Summit"], "date": ["2018-06-12"], "lon": [103.82], "lat": [1.25]}

CASES = [
    book("xlsx", {"a": [HEADER, ROW]}, rows=1, placed=1, cells=READ),
    book(
        "xlsx-of-1904", {"a": [HEADER, ROW]}, made={"date_1904": True}, rows=1, placed=1, cells=READ
    ),
    book(
        "xlsx-dates-as-serials",
        {"a": [HEADER, *[[f"e{n}", 43263 + n, 1, 2] for n in range(4)]]},
        rows=4,
        placed=4,
        notes=["Excel serials, days since 1899-12-30"],
        cells={"date": ["2018-06-12", "2018-06-13", "2018-06-14", "2018-06-15"]},
    ),
    book(
        "xlsx-dates-as-text",
        {"a": [HEADER, ["A", "June 2018", 1, 2], ["B", "'2019", 1, 2]]},
        rows=2,
        placed=2,
        cells={"date": ["2018-06", "2019"]},
    ),
    book(
        "xlsx-years-as-numbers",
        {"a": [HEADER, ["A", 2018, 1, 2], ["B", 1950.0, 1, 2]]},
        rows=2,
        placed=2,
        cells={"date": ["2018", "1950"]},
    ),
    book(
        "xlsx-date-with-time",
        {"a": [HEADER, ["A", dt.datetime(2018, 6, 12, 9, 5), 1, 2]]},
        rows=1,
        placed=1,
    ),
    book(
        "xlsx-merged-title-above",
        {"a": [[], [], HEADER, ROW]},
        made={"more": _merge_title},
        rows=1,
        placed=1,
        cells=READ,
        notes=["All the summits"],
    ),
    book(
        "xlsx-merged-dates",
        {"a": [HEADER, ["A", None, 1, 2], ["B", None, 1, 2]]},
        made={"more": _merge_dates},
        rows=2,
        undated=1,
        placed=2,
    ),
    book(
        "xlsx-empty-rows-between",
        {"a": [HEADER, ROW, [], [None, " "], ["B", DAY, 1, 2]]},
        rows=2,
        placed=2,
    ),
    book(
        "xlsx-table-far-from-the-corner",
        {"a": [[], [], [None, None, *HEADER], [None, None, *ROW]]},
        rows=1,
        placed=1,
        cells=READ,
    ),
    book(
        "xlsx-most-dated-sheet-of-three",
        {"About": [["Read me"]], "Data": [HEADER, ROW, ["B", DAY, 1, 2]], "Old": [HEADER, ROW]},
        rows=2,
        placed=2,
        notes=["The sheet 'Data' was read; there are also 'About', 'Old'"],
    ),
    book(
        "xlsx-hidden-sheet-is-named",
        {"a": [HEADER, ROW], "b": [HEADER, ROW]},
        made={"more": _hide_second},
        rows=1,
        placed=1,
        cells=READ,
        notes=["there are also 'b'"],
    ),
    book(
        "xlsx-sheet-by-name",
        {"a": [HEADER, ROW], "b": [HEADER, ["B", DAY, 1, 2]]},
        options={"sheet": "b"},
        rows=1,
        placed=1,
        cells={"title": ["B"]},
    ),
    book(
        "xlsx-sheet-that-is-not-there",
        {"a": [HEADER, ROW]},
        options={"sheet": "Dates"},
        fault=["no sheet 'Dates'", "it has 'a'"],
    ),
    book(
        "xlsx-formulas-show-what-they-gave",
        {"a": [HEADER, [None, None, 1.25, 103.82]]},
        made={"more": _add_formulas},
        rows=1,
        placed=1,
        cells=READ,
    ),
    book(
        "xlsx-formula-never-computed",
        {"a": [HEADER, [None, DAY, 1.25, 103.82]]},
        made={"more": _add_never_computed},
        rows=1,
        placed=1,
        notes=["without a title"],
    ),
    book(
        "xlsx-error-cell",
        {"a": [HEADER, ["A", None, 1, 2], ROW]},
        made={"more": _add_errors},
        rows=2,
        placed=2,
        undated=1,
    ),
    book("xlsx-header-only", {"a": [HEADER]}),
    book("xlsx-empty", {"a": []}, fault=["holds no cells"]),
    book(
        "xlsx-numbers-only",
        {"a": [["foo", "bar"], [1, 2]]},
        rows=0,
        rejected=1,
        reasons=["says neither what nor when nor where"],
    ),
    book(
        "xlsx-unicode-sheet",
        {"데이터": [["제목", "날짜"], ["정상회담", DAY]]},
        rows=1,
        cells={"title": ["정상회담"]},
    ),
    book(
        "xlsx-line-breaks-in-the-header",
        {"a": [["Event\ntitle", "Date\n(start)"], ["A", DAY]]},
        rows=1,
        cells={"title": ["A"], "date": ["2018-06-12"]},
    ),
    book("xlsx-zip-by-its-name", {"a": [HEADER, ROW]}, rows=1, placed=1, cells=READ),
    Case(
        id="ods",
        name="a.ods",
        rows=2,
        placed=2,
        cells={"date": ["2018-06-12", "2019"]},
        data=ods(
            ods_text(*HEADER),
            ods_text("Summit")
            + '<table:table-cell office:value-type="date" office:date-value="2018-06-12"/>'
            '<table:table-cell office:value-type="float" office:value="1.25"/>'
            '<table:table-cell office:value-type="float" office:value="103.82"/>',
            ods_text("Talks", "2019", "1.25", "103.82"),
        ),
    ),
    Case(
        id="ods-repeated-blank-rows",
        name="a.ods",
        rows=1,
        data=ods(
            ods_text("Title", "Date"),
            ods_text("Summit", "2018"),
            '<table:table-cell table:number-columns-repeated="16384"/>',
        ),
    ),
    Case(
        id="csv-named-xlsx",
        name="a.xlsx",
        data="Title,Date\nA,2018\n",
        rows=1,
        cells={"title": ["A"]},
    ),
    Case(
        id="html-table-named-xls",
        name="a.xls",
        data="<html><table><tr><td>Title</td><td>Date</td></tr></table></html>",
        fault=["a.xls", "page"],
    ),
    Case(
        id="xlsx-links-to-another-file",
        name="a.xlsx",
        is_hostile=True,
        data=lambda: xlsx({"a": [HEADER, ROW]}, more=_link_out),
        rows=1,
        placed=1,
        cells={"title": ["Summit"]},
    ),
]
