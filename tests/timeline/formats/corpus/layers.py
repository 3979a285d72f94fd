"""GeoPackage, FlatGeobuf, zipped Shapefiles and Parquet, by the libraries that write them."""

import io
import sqlite3
import tempfile
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import geopandas as gpd
import pyarrow as pa
import pyarrow.parquet as pq
import pyogrio
import shapely
from corpus.case import Case, Cells, zipped

POINTS = [shapely.Point(126.98, 37.57), shapely.Point(129.08, 35.18)]
FRAME = gpd.GeoDataFrame(
    {"title": ["Summit", "서울 talks"], "date": ["2018-06-12", "2019"]}, geometry=POINTS, crs=4326
)
READ: Cells = {
    "title": ["Summit", "서울 talks"],
    "date": ["2018-06-12", "2019"],
    "lon": [126.98, 129.08],
    "lat": [37.57, 35.18],
}
Write = Callable[[], bytes]


def gpkg(*frames: gpd.GeoDataFrame, statements: Sequence[str] = ()) -> bytes:
    """A GeoPackage of these layers, called layer1 and so on, changed by these statements."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "x.gpkg")
        for number, frame in enumerate(frames, 1):
            pyogrio.write_dataframe(frame, path, layer=f"layer{number}")
        with closing(sqlite3.connect(path)) as database, database:
            for statement in statements:
                database.execute(statement)
        return path.read_bytes()


def fgb(frame: gpd.GeoDataFrame = FRAME) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "x.fgb")
        pyogrio.write_dataframe(frame, path, driver="FlatGeobuf", SPATIAL_INDEX="NO")
        return path.read_bytes()


def shp_parts(frame: gpd.GeoDataFrame = FRAME, encoding: str = "utf-8") -> dict[str, bytes]:
    with tempfile.TemporaryDirectory() as folder:
        pyogrio.write_dataframe(frame, Path(folder, "x.shp"), encoding=encoding)
        return {path.name: path.read_bytes() for path in sorted(Path(folder).iterdir())}


def shp(*without: str, frame: gpd.GeoDataFrame = FRAME, encoding: str = "utf-8") -> bytes:
    """A zipped Shapefile without some of its parts."""
    parts = shp_parts(frame, encoding)
    return zipped({name: data for name, data in parts.items() if not name.endswith(without)})


def parquet(columns: dict[str, Any], **options: Any) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out, **options)
    return out.getvalue()


def geoparquet(frame: gpd.GeoDataFrame = FRAME) -> bytes:
    out = io.BytesIO()
    frame.to_parquet(out, index=False)
    return out.getvalue()


def both(id_: str, name: str, data: Write, **wanted: Any) -> Case:
    usual: dict[str, Any] = {"rows": 2, "placed": 2, "cells": READ}
    return Case(id=id_, name=name, data=data, **(usual | wanted))


KOREAN_GRID = FRAME.to_crs(5179)
FOREIGN = FRAME.rename(columns={"title": "제목", "date": "날짜"})
WITHOUT_CRS = FRAME.set_crs(None, allow_override=True)
METRES = KOREAN_GRID.set_crs(None, allow_override=True)
MIXED = gpd.GeoDataFrame(
    {"title": ["A", "B", "C"], "date": ["2018"] * 3},
    geometry=[POINTS[0], shapely.box(1, 1, 2, 2), None],
    crs=4326,
)
TEXT = {"title": ["Summit"], "date": ["2018-06-12"], "latitude": [1.25], "longitude": [103.82]}

CASES = [
    both("gpkg", "a.gpkg", lambda: gpkg(FRAME)),
    both("gpkg-in-another-crs", "a.gpkg", lambda: gpkg(KOREAN_GRID)),
    both("gpkg-in-korean", "a.gpkg", lambda: gpkg(FOREIGN)),
    both("gpkg-named-db", "a.db", lambda: gpkg(FRAME)),
    both(
        "gpkg-of-two-layers",
        "a.gpkg",
        lambda: gpkg(FRAME, FRAME[:1]),
        notes=["The layer 'layer1' was read; there are also 'layer2'."],
    ),
    both(
        "gpkg-layer-by-name", "a.gpkg", lambda: gpkg(FRAME[:1], FRAME), options={"layer": "layer2"}
    ),
    Case(
        id="gpkg-layer-that-is-not-there",
        name="a.gpkg",
        data=lambda: gpkg(FRAME),
        options={"layer": "x"},
        fault=["no layer 'x'; there are layer1"],
    ),
    Case(id="gpkg-mixed-geometry", name="a.gpkg", data=lambda: gpkg(MIXED), rows=3, placed=2),
    both("fgb", "a.fgb", fgb),
    both("fgb-in-another-crs", "a.fgb", lambda: fgb(KOREAN_GRID)),
    both("fgb-in-korean", "a.fgb", lambda: fgb(FOREIGN)),
    both("fgb-without-a-crs", "a.fgb", lambda: fgb(WITHOUT_CRS)),
    both("shp", "a.zip", shp),
    both("shp-in-another-crs", "a.zip", lambda: shp(frame=KOREAN_GRID)),
    both("shp-without-prj", "a.zip", lambda: shp(".prj"), notes=[".prj"]),
    both("shp-without-shx", "a.zip", lambda: shp(".shx")),
    both("shp-dbf-in-korean", "a.zip", lambda: shp(encoding="cp949")),
    both(
        "shp-in-a-folder-of-macos",
        "a.zip",
        lambda: zipped(
            {f"in/{name}": data for name, data in shp_parts().items()}
            | {"__MACOSX/in/._x.shp": b"x", "in/.DS_Store": b"x"}
        ),
    ),
    both(
        "shp-in-capitals",
        "A.ZIP",
        lambda: zipped({name.upper(): data for name, data in shp_parts().items()}),
    ),
    both(
        "shp-two-of-them",
        "a.zip",
        lambda: zipped(
            shp_parts() | {name.replace("x.", "y."): data for name, data in shp_parts().items()}
        ),
        notes=["The layer 'x' was read; there are also 'y'."],
    ),
    Case(
        id="shp-without-prj-in-metres",
        name="a.zip",
        data=lambda: shp(frame=METRES),
        rejected=2,
        reasons=["outside"],
    ),
    Case(id="shp-without-dbf", name="a.zip", data=lambda: shp(".dbf"), rows=2, placed=2, undated=2),
    Case(
        id="shp-alone", name="a.shp", data=lambda: shp_parts()["x.shp"], fault=["Shapefile", "zip"]
    ),
    Case(id="dbf-alone", name="a.dbf", data=lambda: shp_parts()["x.dbf"], fault=["a.dbf"]),
    both("geoparquet", "a.parquet", geoparquet),
    both("geoparquet-in-another-crs", "a.parquet", lambda: geoparquet(KOREAN_GRID)),
    both("geoparquet-in-korean", "a.geoparquet", lambda: geoparquet(FOREIGN)),
    Case(id="parquet-of-degrees", name="a.parquet", data=lambda: parquet(TEXT), rows=1, placed=1),
    Case(
        id="parquet-in-german",
        name="a.parquet",
        rows=1,
        placed=1,
        cells={"title": ["A"]},
        data=lambda: parquet(
            {"Titel": ["A"], "Datum": ["2018"], "Breitengrad": [1.25], "Längengrad": [103.82]}
        ),
    ),
    Case(
        id="parquet-of-every-codec",
        name="a.parquet",
        rows=1,
        placed=1,
        data=lambda: parquet(TEXT, compression="snappy", use_dictionary=False, version="1.0"),
    ),
    Case(
        id="parquet-nested-lists",
        name="a.parquet",
        rows=1,
        is_hostile=True,
        cells={"deep": ["[[[1]]]"]},
        data=lambda: parquet({"title": ["A"], "date": ["2018"], "deep": [[[[1]]]]}),
    ),
    Case(
        id="parquet-empty",
        name="a.parquet",
        data=lambda: parquet({"title": pa.array([], "string")}),
    ),
]
