import io
import zipfile

import pytest

from timeline.errors import FormatError
from timeline.formats.limits import Limits
from timeline.formats.sniff import suffix_of


def archive(*members: str, mimetype: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        if mimetype:
            made.writestr("mimetype", mimetype)
        for member in members:
            made.writestr(member, "x")
    return out.getvalue()


ODS = "application/vnd.oasis.opendocument.spreadsheet"


@pytest.mark.parametrize(
    ("data", "name", "suffix"),
    [
        (b"title,date\n", "a.csv", ".csv"),
        (b"title\tdate\n", "a.tsv", ".tsv"),
        (b"title,date\n", "events", ".csv"),
        (b"\xef\xbb\xbf{}", "a.csv", ".json"),
        (b" [1]", "", ".json"),
        (b'{"a":1}\n{"a":2}\n', "a.jsonl", ".jsonl"),
        (b"<?xml version='1.0'?>\n<!-- x --><kml>", "a.xml", ".kml"),
        (b"<k:kml xmlns:k='x'>", "a.csv", ".kml"),
        (b"<gpx>", "track.gpx", ".gpx"),
        (b"<!DOCTYPE html>\n<html>", "page", ".html"),
        (b"BEGIN:VCALENDAR\r\n", "a.txt", ".ics"),
        (b"SQLite format 3\x00", "a.db", ".gpkg"),
        (b"fgb\x03fgb\x00", "a", ".fgb"),
        (b"PAR1", "a.csv", ".parquet"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.xls", ".xls"),
        (archive("[Content_Types].xml", "xl/workbook.xml"), "a.zip", ".xlsx"),
        (archive("content.xml", mimetype=ODS), "a", ".ods"),
        (archive("doc.kml", "images/a.png"), "a.kmz", ".kmz"),
        (archive("a.shp", "a.dbf"), "a.zip", ".zip"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_file_is_what_is_in_it(data: bytes, name: str, suffix: str) -> None:
    assert suffix_of(data, name) == suffix


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"%PDF-1.7", "is a PDF"),
        (b"\x1f\x8b\x08", "gzip archive"),
        (b"<OGRVRTDataSource><OGRVRTLayer>", "XML of the kind <OGRVRTDataSource>"),
        (b"<OGRWFSDataSource>", "XML of the kind <OGRWFSDataSource>"),
        (b"<GDAL_WMS>", "XML of the kind <GDAL_WMS>"),
        (b"<svg>", "XML of the kind <svg>"),
        (b"PK\x03\x04damaged", "damaged ZIP"),
        (archive("a.exe"), "holds no workbook"),
        (archive(*(f"{k}.kml" for k in range(12))), "12 files and the limit is 10"),
    ],
)
def test_anything_else_is_refused_by_its_kind(data: bytes, message: str) -> None:
    with pytest.raises(FormatError, match=message):
        suffix_of(data, "a.geojson", limits=Limits(archive_files=10))
