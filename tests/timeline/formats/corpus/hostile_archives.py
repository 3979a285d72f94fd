"""Archives that mean harm: bombs, climbing paths, links, and members that lie about themselves."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

from corpus.case import Case, zipped
from corpus.layers import shp, shp_parts
from corpus.trees import MARK, kml
from corpus.workbooks import HEADER, ROW, ods, ods_text, xlsx

from timeline.formats.archive import read_members, write_archive
from timeline.formats.limits import Limits

LINK = 0o120777 << 16
SMALL = Limits(archive_bytes=8_000_000, archive_files=100)


def hostile(id_: str, name: str, data: Callable[[], bytes], **wanted: Any) -> Case:
    return Case(id=id_, name=name, data=data, is_hostile=True, **wanted)


def linked(name: str, target: str) -> bytes:
    """An archive whose member is a symbolic link."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        held = zipfile.ZipInfo(name)
        held.create_system, held.external_attr = 3, LINK
        archive.writestr(held, target)
    return out.getvalue()


def twice(name: str, first: str, second: str) -> bytes:
    """An archive with two members of one name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, first)
        archive.comment = b""
        archive.filelist[0].filename = name
        archive.NameToInfo.clear()
        archive.writestr(name, second)
    return out.getvalue()


def locked() -> bytes:
    """An archive that says that its member needs a password."""
    data = bytearray(zipped({"doc.kml": kml(MARK)}, compress=False))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1
    return bytes(data)


def nested(depth: int) -> bytes:
    data = zipped({"doc.kml": kml(MARK)})
    for _ in range(depth):
        data = zipped({"a.zip": data})
    return data


def sheet_with(members: dict[str, bytes]) -> bytes:
    return write_archive(read_members(xlsx({"a": [HEADER, ROW]})) | members)


def cell_at(ref: str) -> bytes:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    row = f'<row><c r="{ref}"><v>1</v></c></row>'
    return f'<worksheet xmlns="{space}"><sheetData>{row}</sheetData></worksheet>'.encode()


def repeated(rows: int, columns: int) -> bytes:
    """An ODS that repeats one cell so often."""
    cell = (
        f'<table:table-cell table:number-columns-repeated="{columns}" office:value-type="float" '
        'office:value="1"/>'
    )
    opened = f'</table:table-row><table:table-row table:number-rows-repeated="{rows}">{cell}'
    return ods(ods_text("Title", "Date") + opened)


CASES = [
    hostile(
        "kmz-bomb",
        "a.kmz",
        lambda: zipped({"doc.kml": bytes(40_000_000)}),
        fault=["limit is 200 (DATELINE_MAX_ARCHIVE_RATIO) times its size"],
    ),
    hostile(
        "kmz-larger-than-the-limit",
        "a.kmz",
        lambda: zipped({"doc.kml": " " * 9_000_000}),
        limits=SMALL,
        fault=["which is 8,000,000 (DATELINE_MAX_ARCHIVE_BYTES)"],
    ),
    hostile(
        "xlsx-bomb",
        "a.xlsx",
        lambda: sheet_with({"xl/worksheets/sheet1.xml": bytes(40_000_000)}),
        fault=["limit is 200 (DATELINE_MAX_ARCHIVE_RATIO) times its size"],
    ),
    hostile(
        "xlsx-far-away-cell",
        "a.xlsx",
        lambda: sheet_with({"xl/worksheets/sheet1.xml": cell_at("XFD1048576")}),
        fault=["limit"],
    ),
    hostile(
        "xlsx-cell-beyond-the-sheet",
        "a.xlsx",
        lambda: sheet_with({"xl/worksheets/sheet1.xml": cell_at("ZZZ9999999")}),
        fault=["limit"],
    ),
    hostile(
        "xlsx-shared-string-that-is-not-there",
        "a.xlsx",
        lambda: sheet_with({"xl/sharedStrings.xml": b"<sst/>"}),
        fault=["The sheet 'a' cannot be read"],
    ),
    hostile(
        "xlsx-without-its-sheet",
        "a.xlsx",
        lambda: zipped(
            {
                name: data
                for name, data in read_members(xlsx({"a": [HEADER, ROW]})).items()
                if "sheet1" not in name
            }
        ),
        fault=["sheet"],
    ),
    hostile("ods-of-a-billion-cells", "a.ods", lambda: repeated(1_000_000, 1_000), fault=["limit"]),
    hostile(
        "shp-bomb",
        "a.zip",
        lambda: zipped(shp_parts() | {"x.dbf": bytes(40_000_000)}),
        fault=["DATELINE_MAX_ARCHIVE_RATIO"],
    ),
    hostile("zip-in-zip-in-zip", "a.zip", lambda: nested(20), fault=["open what is in it"]),
    hostile(
        "zip-of-20000-members",
        "a.kmz",
        lambda: zipped({f"{n}.kml": "" for n in range(20_000)}, compress=False),
        fault=["20,000 files and the limit is 10,000"],
    ),
    hostile(
        "zip-slip", "a.kmz", lambda: zipped({"../../../etc/doc.kml": kml(MARK)}), rows=1, placed=1
    ),
    hostile(
        "zip-absolute-path", "a.kmz", lambda: zipped({"/etc/doc.kml": kml(MARK)}), rows=1, placed=1
    ),
    hostile(
        "zip-windows-path",
        "a.kmz",
        lambda: zipped({"C:\\windows\\doc.kml": kml(MARK)}),
        rows=1,
        placed=1,
    ),
    hostile(
        "shp-slip",
        "a.zip",
        lambda: zipped({f"../../{name}": data for name, data in shp_parts().items()}),
        rows=2,
        placed=2,
    ),
    hostile(
        "zip-symbolic-link",
        "a.kmz",
        lambda: linked("doc.kml", "/etc/passwd"),
        fault=["a.kmz is not XML"],
    ),
    hostile(
        "shp-symbolic-link",
        "a.zip",
        lambda: linked("x.shp", "/etc/passwd"),
        fault=["no Shapefile by its content"],
    ),
    hostile(
        "zip-two-members-of-one-name",
        "a.kmz",
        lambda: twice("doc.kml", kml(MARK), "rubbish"),
        fault=["a.kmz is not XML"],
    ),
    hostile("zip-with-a-password", "a.kmz", locked, fault=["password"]),
    hostile(
        "zip-cut-in-half",
        "a.kmz",
        lambda: (data := zipped({"doc.kml": kml(MARK)}))[: len(data) // 2],
        fault=["a.kmz is a damaged ZIP archive; make it anew."],
    ),
    hostile(
        "zip-with-a-wrong-checksum",
        "a.kmz",
        lambda: zipped({"doc.kml": kml(MARK)}, compress=False).replace(b"Summit", b"Summat", 1),
        fault=["cannot be unpacked", "CRC"],
    ),
    hostile(
        "zip-with-rubbish-before-it",
        "a.kmz",
        lambda: b"PK\x03\x04rubbish" + zipped({"doc.kml": kml(MARK)}),
        rows=1,
        placed=1,
    ),
    hostile(
        "shp-with-a-vrt-for-its-shp",
        "a.zip",
        lambda: zipped({"a.shp": "<OGRVRTDataSource/>", "a.dbf": ""}),
        fault=["no Shapefile by its content"],
    ),
    hostile(
        "shp-with-an-address-for-its-prj",
        "a.zip",
        lambda: zipped(shp_parts() | {"x.prj": "http://127.0.0.1:9/crs"}),
        rows=2,
        placed=2,
    ),
    hostile(
        "shp-with-a-proj-file-for-its-prj",
        "a.zip",
        lambda: zipped(shp_parts() | {"x.prj": "+init=/etc/passwd:4326"}),
        rows=2,
        placed=2,
    ),
    hostile(
        "shp-with-gdal-files-beside",
        "a.zip",
        lambda: zipped(shp_parts() | {"x.shp.aux.xml": "<x/>", "x.vrt": "<OGRVRTDataSource/>"}),
        rows=2,
        placed=2,
    ),
    hostile(
        "shp-cut-off",
        "a.zip",
        lambda: zipped({name: data[: len(data) - 20] for name, data in shp_parts().items()}),
        fault=["a.zip cannot be read as ESRI Shapefile"],
        in_worker=True,
    ),
    hostile(
        "shp-empty-parts",
        "a.zip",
        lambda: zipped(dict.fromkeys(shp_parts(), b"")),
        fault=["no Shapefile by its content"],
    ),
    hostile(
        "shp-record-with-a-huge-count",
        "a.zip",
        lambda: zipped(
            shp_parts()
            | {"x.shx": shp_parts()["x.shx"][:24] + b"\x7f\xff\xff\xff" + shp_parts()["x.shx"][28:]}
        ),
        rows=2,
        placed=2,
    ),
    hostile(
        "shp-layer-by-a-path",
        "a.zip",
        shp,
        options={"layer": "../../etc/passwd"},
        fault=["no layer '../../etc/passwd'; there are x."],
    ),
]
