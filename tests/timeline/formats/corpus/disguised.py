"""Files that are not what their names say, and files that are no tables or maps at all."""

import gzip
import io
import pickle
import tarfile
from collections.abc import Callable
from typing import Any

from corpus.case import Case, zipped

CSV = "Title,Date\nA,2018\n"


class _Harmful:
    def __reduce__(self) -> tuple[Callable[..., object], tuple[str]]:
        return exec, ("raise SystemExit('the pickle ran')",)


def tar() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        held = tarfile.TarInfo("a.csv")
        held.size = len(CSV)
        archive.addfile(held, io.BytesIO(CSV.encode()))
    return out.getvalue()


def none(id_: str, name: str, data: bytes | str | Callable[[], bytes], *fault: str) -> Case:
    return Case(id=id_, name=name, data=data, fault=fault)


def read(id_: str, name: str, data: str, **wanted: Any) -> Case:
    return Case(id=id_, name=name, data=data, rows=1, **wanted)


CASES = [
    read("csv-named-json", "a.geojson.csv", CSV),
    none("csv-called-geojson", "a.geojson", CSV, "a.geojson is not JSON"),
    read("csv-named-parquet", "a.parquet", CSV),
    read("csv-named-zip", "a.zip", CSV),
    read("csv-named-kml", "a.kml", CSV),
    none(
        "html-error-page-named-csv",
        "data.csv",
        "<!DOCTYPE html>\n<html><head><title>403 Forbidden</title></head><body/></html>",
        "data.csv",
        "page",
    ),
    none("html-fragment-named-csv", "data.csv", "<html>Not found</html>", "data.csv", "page"),
    none(
        "xml-error-of-a-bucket",
        "data.csv",
        '<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>',
        "<Error>",
    ),
    none("svg", "map.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>', "<svg>"),
    none("rss", "feed.xml", '<?xml version="1.0"?><rss version="2.0"/>', "<rss>"),
    none(
        "gml",
        "a.gml",
        '<gml:FeatureCollection xmlns:gml="http://www.opengis.net/gml"/>',
        "<FeatureCollection>",
    ),
    none("png-named-csv", "a.csv", b"\x89PNG\r\n\x1a\n" + bytes(40), "a picture"),
    none("jpeg-named-xlsx", "a.xlsx", b"\xff\xd8\xff\xe0" + bytes(40), "a picture"),
    none("pdf-named-csv", "a.csv", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "a PDF"),
    none("gzip", "a.csv.gz", lambda: gzip.compress(CSV.encode(), mtime=0), "gzip", "unpack it"),
    none("tar", "a.tar", tar, "NUL"),
    none("zip-of-csv", "a.zip", lambda: zipped({"a.csv": CSV}), "open what is in it"),
    none(
        "docx",
        "a.docx",
        lambda: zipped({"[Content_Types].xml": "x", "word/document.xml": "x"}),
        "no workbook",
    ),
    none(
        "sqlite-that-is-no-geopackage", "a.db", b"SQLite format 3\x00" + bytes(100), "no GeoPackage"
    ),
    none("arrow-feather", "a.feather", b"ARROW1\x00\x00" + bytes(40), "NUL"),
    none("hdf5-netcdf", "a.nc", b"\x89HDF\r\n\x1a\n" + bytes(40), "NUL"),
    none("old-word", "a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "cannot be opened"),
    none("zeros", "a.csv", bytes(1000), "NUL"),
    none("program", "a.csv", b"\x7fELF\x02\x01\x01" + bytes(60), "NUL"),
    none(
        "python-source",
        "a.py",
        "import os\nprint(os.name)\n",
        "a.py has one column",
        "call it title, date or place",
    ),
    none(
        "git-lfs-pointer",
        "a.csv",
        "version https://git-lfs.github.com/spec/v1\noid sha256:ab\nsize 1234\n",
        "Git LFS",
    ),
    Case(
        id="pickle-named-csv",
        name="a.csv",
        is_hostile=True,
        data=lambda: pickle.dumps(_Harmful()),
        fault=["NUL"],
    ),
    Case(
        id="pickle-named-parquet",
        name="a.parquet",
        is_hostile=True,
        data=lambda: pickle.dumps(_Harmful(), protocol=0),
        fault=["a.parquet"],
    ),
    Case(
        id="pickle-inside-a-zip",
        name="a.zip",
        is_hostile=True,
        data=lambda: zipped({"x.pkl": pickle.dumps(_Harmful())}),
        fault=["no workbook"],
    ),
]
