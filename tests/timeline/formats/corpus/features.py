"""GeoJSON: features with much or little in them, and JSON that is nearly GeoJSON."""

import json
from typing import Any

from corpus.case import Case

ABOUT = {"title": "Summit", "date": "2018-06-12"}
POINT = {"type": "Point", "coordinates": [103.82, 1.25]}


def feature(geometry: Any = POINT, properties: Any = ABOUT, **more: Any) -> dict[str, Any]:
    return {"type": "Feature", "geometry": geometry, "properties": properties, **more}


def collection(id_: str, *features: Any, more: dict[str, Any] | None = None, **wanted: Any) -> Case:
    root = {"type": "FeatureCollection", "features": features, **(more or {})}
    return Case(id=id_, name="a.geojson", data=json.dumps(root), **wanted)


def drawn(id_: str, geometry: Any, **wanted: Any) -> Case:
    return collection(id_, feature(geometry), **({"rows": 1, "placed": 1} | wanted))


def undrawn(id_: str, geometry: Any, *reasons: str, hostile: bool = False) -> Case:
    return collection(
        id_,
        feature(geometry),
        feature(),
        rows=1,
        placed=1,
        rejected=1,
        reasons=reasons,
        is_hostile=hostile,
    )


SQUARE = [[0, 0], [1, 0], [1, 1], [0, 0]]

CASES = [
    drawn("geojson-point", POINT, cells={**{k: [v] for k, v in ABOUT.items()}, "lon": [103.82]}),
    drawn(
        "geojson-3d", {"type": "Point", "coordinates": [103.82, 1.25, 30]}, cells={"lat": [1.25]}
    ),
    drawn("geojson-multipoint", {"type": "MultiPoint", "coordinates": [[1, 2], [3, 4]]}),
    drawn("geojson-line", {"type": "LineString", "coordinates": [[1, 2], [3, 4]]}),
    drawn("geojson-polygon-with-a-hole", {"type": "Polygon", "coordinates": [SQUARE, SQUARE]}),
    drawn(
        "geojson-multipolygon",
        {"type": "MultiPolygon", "coordinates": [[SQUARE]]},
        cells={"kind": ["area"]},
    ),
    drawn("geojson-collection", {"type": "GeometryCollection", "geometries": [POINT]}),
    drawn("geojson-null-geometry", None, placed=0),
    drawn("geojson-empty-coordinates", {"type": "MultiPoint", "coordinates": []}, placed=0),
    undrawn("geojson-swapped", {"type": "Point", "coordinates": [37.57, 126.98]}, "outside"),
    undrawn("geojson-metres", {"type": "Point", "coordinates": [14136000, 4518000]}, "outside"),
    undrawn("geojson-numbers-as-text", {"type": "Point", "coordinates": ["a", "b"]}, "coordinates"),
    undrawn("geojson-one-number", {"type": "Point", "coordinates": [1]}, "coordinates"),
    undrawn(
        "geojson-open-ring", {"type": "Polygon", "coordinates": [[[0, 0], [1, 1]]]}, "geometry"
    ),
    undrawn("geojson-type-that-is-none", {"type": "Circle", "coordinates": [1, 2]}, "Circle"),
    undrawn(
        "geojson-huge-numbers",
        {"type": "Point", "coordinates": [1e300, 1]},
        "outside",
        hostile=True,
    ),
    Case(
        id="geojson-giant-exponent",
        name="a.geojson",
        is_hostile=True,
        data='{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"title":"x"},'
        '"geometry":{"type":"Point","coordinates":[1e999999,1]}}]}',
        rejected=1,
        reasons=["geometry"],
    ),
    collection(
        "geojson-no-properties",
        feature(properties=None),
        rows=1,
        undated=1,
        placed=1,
        notes=["1 row without a title"],
    ),
    collection("geojson-empty", rows=0),
    collection(
        "geojson-strays-among-features",
        feature(),
        None,
        5,
        {"type": "Point"},
        rows=1,
        placed=1,
        rejected=3,
        reasons=["it is no Feature with properties"],
    ),
    collection(
        "geojson-ids",
        feature(id="a"),
        feature(properties={"title": "B"}, id=7),
        rows=2,
        undated=1,
        placed=2,
        cells={"id": ["a", "7"]},
    ),
    collection(
        "geojson-id-twice",
        feature(id="a"),
        feature(properties={"title": "B"}, id="a"),
        rows=1,
        placed=1,
        rejected=1,
        reasons=["the id 'a' is taken by line 1"],
    ),
    collection(
        "geojson-old-crs-of-degrees",
        feature(),
        rows=1,
        placed=1,
        more={"crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}},
    ),
    collection(
        "geojson-crs-in-metres",
        feature(),
        fault=["EPSG::5179", "convert it"],
        more={"crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::5179"}}},
    ),
    collection(
        "geojson-nested-properties",
        feature(properties={**ABOUT, "tags": {"a": [1, {"b": 2}]}}),
        rows=1,
        placed=1,
        cells={"tags": ['{"a":[1,{"b":2}]}']},
    ),
    collection(
        "geojson-foreign-names",
        feature(properties={"제목": "회담", "날짜": "2018년 6월"}),
        rows=1,
        placed=1,
        cells={"title": ["회담"], "date": ["2018-06"]},
    ),
    collection(
        "geojson-start-and-end",
        feature(properties={"name": "A", "start": "2018", "end": "2019"}),
        rows=1,
        placed=1,
        cells={"title": ["A"], "date": ["2018/2019"]},
    ),
    Case(
        id="geojson-one-feature",
        name="a.geojson",
        data=json.dumps(feature()),
        rows=1,
        placed=1,
        cells={"title": ["Summit"]},
    ),
    Case(id="geojson-named-txt", name="a.txt", data=json.dumps(feature()), rows=1, placed=1),
    Case(
        id="geojson-bare-geometry",
        name="a.geojson",
        data=json.dumps(POINT),
        rows=1,
        undated=1,
        placed=1,
        cells={"lon": [103.82], "lat": [1.25]},
    ),
    Case(
        id="geojson-features-no-list",
        name="a.geojson",
        data='{"type": "FeatureCollection", "features": {"a": 1}}',
        fault=["no list of features"],
    ),
    Case(
        id="topojson",
        name="a.json",
        data='{"type": "Topology", "objects": {"a": {"type": "Point", "coordinates": [1, 2]}},'
        ' "arcs": []}',
        fault=["TopoJSON"],
    ),
    Case(
        id="esri-json",
        name="a.json",
        data='{"geometryType": "esriGeometryPoint", "spatialReference": {"wkid": 4326}, "features":'
        '[{"attributes": {"title": "A", "date": "2018"}, "geometry": {"x": 103.82, "y": 1.25}}]}',
        rows=1,
        placed=1,
        cells={"lon": [103.82], "lat": [1.25]},
    ),
    Case(
        id="geojson-crs-by-link",
        name="a.geojson",
        is_hostile=True,
        data=json.dumps(
            {
                "type": "FeatureCollection",
                "features": [feature()],
                "crs": {
                    "type": "link",
                    "properties": {"href": "http://127.0.0.1:9/crs", "type": "proj4"},
                },
            }
        ),
        fault=["CRS", "convert it"],
    ),
    Case(
        id="geojson-crs-at-file-path",
        name="a.geojson",
        is_hostile=True,
        data=json.dumps(
            {
                "type": "FeatureCollection",
                "features": [feature()],
                "crs": {"type": "name", "properties": {"name": "/etc/passwd"}},
            }
        ),
        fault=["CRS"],
    ),
    Case(
        id="geojson-of-a-web-service",
        name="a.geojson",
        is_hostile=True,
        data='{"type": "GDALG", "command_line": "gdal vector pipeline ! read /etc/passwd"}',
        fault=["a.geojson"],
    ),
    Case(
        id="wfs3-json",
        name="a.geojson",
        is_hostile=True,
        data='{"links": [{"rel": "data", "href": "http://127.0.0.1:9/collections"}]}',
        fault=["a.geojson"],
    ),
]
