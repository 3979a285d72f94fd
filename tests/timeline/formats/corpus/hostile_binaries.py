"""Binary files that mean harm: counts that lie, programs in a database, files cut off."""

import struct
from collections.abc import Callable, Sequence
from typing import Any

import geopandas as gpd
import shapely
from corpus.case import Case, table
from corpus.layers import FRAME, TEXT, fgb, geoparquet, gpkg, parquet
from corpus.workbooks import HEADER, ROW, xlsx

from timeline.formats.limits import Limits

POINT = struct.pack("<BIdd", 1, 1, 126.98, 37.57)


def hostile(id_: str, name: str, data: Callable[[], bytes], **wanted: Any) -> Case:
    return Case(id=id_, name=name, data=data, is_hostile=True, **wanted)


def wkb(id_: str, blob: bytes, *reasons: str) -> Case:
    """A good point, and a cell of WKB that is none."""
    rows = [["good", 2018, POINT.hex()], ["bad", 2018, blob.hex()]]
    written = table(["Title", "Date", "WKB"], *rows).encode()
    return hostile(
        f"wkb-{id_}", "a.csv", lambda: written, rows=1, placed=1, rejected=1, reasons=reasons
    )


def changed(id_: str, *statements: str, layer: str = "", **wanted: Any) -> Case:
    usual: dict[str, Any] = {"rows": 2, "placed": 2}
    options = {"layer": layer} if layer else {}
    return hostile(
        f"gpkg-{id_}",
        "a.gpkg",
        lambda: gpkg(FRAME, statements=statements),
        options=options,
        **(usual | wanted),
    )


def cut(id_: str, name: str, data: Callable[[], bytes], part: float, *fault: str) -> Case:
    def made() -> bytes:
        whole = data()
        return whole[: int(len(whole) * part)]

    return hostile(f"{id_}-cut-off-at-{part:.0%}", name, made, fault=fault or [name])


def patched(data: bytes, at: int, new: bytes) -> bytes:
    return data[:at] + new + data[at + len(new) :]


def geometry(shapes: Sequence[Any]) -> gpd.GeoDataFrame:
    titles = [f"e{at}" for at in range(len(shapes))]
    return gpd.GeoDataFrame({"title": titles}, geometry=[*shapes], crs=4326)


COLLECTION = struct.pack("<BII", 1, 7, 1)
LISTED = (
    "INSERT INTO gpkg_contents (table_name, data_type, identifier) "
    "VALUES ('{0}', 'attributes', '{0}')"
)
ENDLESS = (
    "CREATE VIEW v AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
    "SELECT i AS title FROM n"
)

CASES = [
    wkb("line-of-4-billion-points", struct.pack("<BII", 1, 2, 0xFFFFFFFF) + bytes(32)),
    wkb("polygon-of-4-billion-rings", struct.pack("<BII", 1, 3, 0xFFFFFFFF) + bytes(32)),
    wkb("collection-of-4-billion", struct.pack("<BII", 1, 7, 0xFFFFFFFF) + POINT),
    wkb("nested-5000-deep", COLLECTION * 5_000 + POINT),
    wkb("type-that-is-none", struct.pack("<BI", 1, 99) + bytes(16)),
    wkb("cut-off", POINT[:-3]),
    wkb("of-nan-and-infinity", struct.pack("<BIdd", 1, 1, float("inf"), 1.0)),
    changed("with-an-endless-view", ENDLESS, LISTED.format("v")),
    changed(
        "endless-view-asked-for",
        ENDLESS,
        LISTED.format("v"),
        layer="v",
        rows=0,
        placed=0,
        fault=["no layer 'v'; there are layer1"],
    ),
    changed(
        "with-a-trigger", "CREATE TRIGGER t AFTER INSERT ON layer1 BEGIN DELETE FROM layer1; END"
    ),
    changed(
        "with-a-column-that-computes",
        "ALTER TABLE layer1 ADD COLUMN big GENERATED ALWAYS AS (zeroblob(900000000)) VIRTUAL",
        rows=0,
        placed=0,
        fault=["a.gpkg", "DATELINE_MAX_CELL_CHARS"],
    ),
    changed(
        "with-a-view-for-its-contents",
        "ALTER TABLE gpkg_contents RENAME TO held",
        "CREATE VIEW gpkg_contents AS SELECT * FROM held",
        rows=0,
        placed=0,
        fault=["no table gpkg_contents"],
    ),
    changed(
        "layer-named-like-a-statement",
        'ALTER TABLE layer1 RENAME TO "x""; DROP TABLE layer1; --"',
        "UPDATE gpkg_contents SET table_name = 'x\"; DROP TABLE layer1; --'",
        "UPDATE gpkg_geometry_columns SET table_name = 'x\"; DROP TABLE layer1; --'",
    ),
    changed(
        "crs-by-address",
        "INSERT INTO gpkg_spatial_ref_sys VALUES ('x', 9999, 'NONE', 9999, "
        "'http://127.0.0.1:9/crs', '')",
        "UPDATE gpkg_geometry_columns SET srs_id = 9999",
        rows=0,
        placed=0,
        fault=["The CRS 9999 of the file is not known", "save it in EPSG:4326"],
    ),
    hostile(
        "gpkg-page-size-that-is-none",
        "a.gpkg",
        lambda: patched(gpkg(FRAME), 16, b"\x00\x03"),
        fault=["a.gpkg"],
    ),
    *(cut("gpkg", "a.gpkg", lambda: gpkg(FRAME), part) for part in (0.1, 0.5, 0.9)),
    *(cut("fgb", "a.fgb", fgb, part) for part in (0.05, 0.5)),
    *(cut("parquet", "a.parquet", geoparquet, part) for part in (0.1, 0.9)),
    cut("xlsx", "a.xlsx", lambda: xlsx({"a": [HEADER, ROW]}), 0.5, "damaged ZIP"),
    cut(
        "png-with-text-behind-it",
        "a.csv",
        lambda: b"\x89PNG" + b"Title,Date\n" * 9,
        0.5,
        "a picture",
    ),
    hostile(
        "fgb-header-of-2-gb",
        "a.fgb",
        lambda: patched(fgb(), 8, b"\xff\xff\xff\x7f"),
        fault=["a.fgb"],
        in_worker=True,
    ),
    hostile(
        "fgb-of-rubbish",
        "a.fgb",
        lambda: b"fgb\x03fgb\x00" + b"\xff" * 400,
        fault=["a.fgb"],
        in_worker=True,
    ),
    hostile(
        "parquet-of-rubbish",
        "a.parquet",
        lambda: b"PAR1" + b"\xff" * 400 + b"PAR1",
        fault=["a.parquet cannot be read as Parquet"],
    ),
    hostile(
        "parquet-footer-longer-than-the-file",
        "a.parquet",
        lambda: (data := parquet(TEXT))[:-8] + struct.pack("<I", 2**31 - 1) + data[-4:],
        fault=["a.parquet cannot be read as Parquet"],
    ),
    hostile(
        "parquet-of-too-many-rows",
        "a.parquet",
        lambda: parquet({"title": ["A"] * 200_000, "date": ["2018"] * 200_000}),
        limits=Limits(rows=100_000),
        fault=["200,000 rows and the limit is 100,000"],
    ),
    hostile(
        "parquet-one-long-text-a-million-times",
        "a.parquet",
        lambda: parquet({"title": ["x" * 4000] * 30_000}),
        limits=Limits(rows=10_000),
        fault=["30,000 rows"],
    ),
    hostile(
        "parquet-of-encrypted-footer",
        "a.parquet",
        lambda: b"PARE" + bytes(40) + b"PARE",
        fault=["NUL"],
    ),
    hostile(
        "geoparquet-crs-by-address",
        "a.parquet",
        lambda: geoparquet().replace(b'"primary_column"', b'"primary_colomn"'),
        rows=2,
        placed=2,
    ),
    hostile(
        "xls-of-rubbish",
        "a.xls",
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 5000,
        fault=["cannot be opened", "save it as XLSX"],
        in_worker=True,
    ),
    hostile(
        "endless-coastline",
        "a.parquet",
        lambda: geoparquet(geometry([shapely.LineString([(x / 1e5, 0) for x in range(20_000)])])),
        rows=1,
        undated=1,
        placed=1,
    ),
    hostile(
        "that-takes-too-long",
        "a.csv",
        lambda: (
            b"Title,Date\n" + b"".join(b"e%d,week %d of peace\n" % (n, n) for n in range(300_000))
        ),
        limits=Limits(seconds=1),
        in_worker=True,
        fault=["more seconds than the limit, which is 1 "],
    ),
]
