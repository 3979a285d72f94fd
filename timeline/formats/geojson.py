"""Read and write GeoJSON (RFC 7946): one Feature for each row, its properties our columns.

Nothing outside the file is ever read: a `crs` that is not plain longitude and
latitude is refused, not followed. The line of a rejected row is the number of
its feature, counted from 1. Properties that we do not know become text: text
stays as it is, anything else is kept as JSON.
"""

import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.geometry import shape

from timeline.cells import CellError, Fault, Texts, texts
from timeline.errors import FormatError
from timeline.formats.beside import named_beside
from timeline.formats.columns import map_headers
from timeline.formats.limits import LIMITS, Limits, check_cells, check_chars, check_rows, check_size
from timeline.formats.table import dates_as_text
from timeline.rows import build_frame
from timeline.schema import COLUMNS, STATED, ReadResult, RejectedRow, objects

_CRS_NAMES = frozenset(
    {
        "urn:ogc:def:crs:ogc:1.3:crs84",
        "urn:ogc:def:crs:ogc::crs84",
        "urn:ogc:def:crs:epsg::4326",
        "http://www.opengis.net/def/crs/ogc/1.3/crs84",
        "ogc:crs84",
        "epsg:4326",
        "wgs84",
    }
)
_JSON = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))
_AS_TEXT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
Json = dict[str, Any]


def read_geojson(
    data: bytes,
    *,
    name: str = "",
    anchor: date | None = None,
    day_first: bool | None = None,
    limits: Limits = LIMITS,
) -> ReadResult:
    """Read the bytes of a GeoJSON file into a frame, rejected features and notes."""
    check_size(data, limits)
    check_depth(data, limits)
    features = _features_of(parse_json(data, name))
    check_rows(len(features), limits)
    lines = [at + 1 for at, feature in enumerate(features) if _is_feature(feature)]
    odd = [
        RejectedRow(at + 1, "", _as_text(feature)[:200], "it is no Feature with properties")
        for at, feature in enumerate(features)
        if not _is_feature(feature)
    ]
    held = [features[line - 1] for line in lines]
    _check_properties(held, limits)
    result = _read_features(held, lines, anchor, day_first)
    rejected = sorted((*result.rejected, *odd), key=lambda fault: fault.line)
    return replace(result, rejected=tuple(rejected), read=len(features))


def _check_properties(features: Sequence[Json], limits: Limits) -> None:
    names = set(chain.from_iterable(feature["properties"] or () for feature in features))
    check_cells(len(features), len(names), limits)
    for feature in features:
        said = (feature["properties"] or {}).values()
        check_chars((text for text in said if isinstance(text, str)), limits)


def _read_features(
    features: Sequence[Json], lines: Sequence[int], anchor: date | None, day_first: bool | None
) -> ReadResult:
    properties = [feature["properties"] or {} for feature in features]
    headers = list(dict.fromkeys(chain.from_iterable(properties)))
    ours = map_headers(headers).names
    cells = {
        header: _text_column([held.get(header) for held in properties], name)
        for header, name in zip(headers, ours, strict=True)
    }
    columns, notes = named_beside(cells, len(features))
    columns.setdefault("id", _text_column([feature.get("id") for feature in features], "id"))
    shapes, faults = _shapes_of([feature.get("geometry") for feature in features])
    raw = pd.DataFrame(columns, index=range(len(features)))
    raw["geometry"] = shapes
    return build_frame(
        raw, lines=lines, anchor=anchor, day_first=day_first, faults=faults, notes=notes
    )


# --- bytes to features ----------------------------------------------------------------------------

_STEPS = np.zeros(256, dtype=np.int8)
_STEPS[[*b"[{"]], _STEPS[[*b"]}"]] = 1, -1
_SURROGATES = re.compile(rb"\\u[dD]")
_ESCAPES = re.compile(rb"\\.", re.DOTALL)


def check_depth(data: bytes, limits: Limits) -> None:
    """Refuse JSON that is nested deeper than any real file; parsers crash on it."""
    plain = _ESCAPES.sub(b"", data) if b"\\" in data else data
    marks = np.frombuffer(plain, dtype=np.uint8)
    # Only odd or even matters, so that the count may run over.
    inside = np.cumsum(marks == ord('"'), dtype=np.uint8) & 1
    steps = np.where(inside, np.int8(0), _STEPS[marks])
    depth = int(np.cumsum(steps[steps != 0], dtype=np.int32).max(initial=0))
    if depth > limits.depth:
        raise FormatError(
            f"The file is nested {depth:,} deep and the limit is {limits.said('depth')}; "
            "no real GeoJSON goes so deep."
        )


def parse_json(data: bytes, name: str) -> Any:
    """Parse JSON, or say where and why it is none; check its depth first."""
    label = name or "The file"
    try:
        # NaN and Infinity are no JSON, yet some programs write them; they mean nothing here.
        read_pairs = _with_clean_keys if _SURROGATES.search(data) else None
        return json.loads(
            data.decode("utf-8-sig"), parse_constant=lambda _: None, object_pairs_hook=read_pairs
        )
    except UnicodeDecodeError as error:
        raise FormatError(
            f"Byte {error.start:,} of the file is not UTF-8, as JSON has to be; save it as UTF-8."
        ) from None
    except json.JSONDecodeError as error:
        raise FormatError(
            f"{label} is not JSON: {error.msg} in line {error.lineno:,}, column {error.colno:,}."
        ) from None
    except ValueError:
        raise FormatError(f"{label} holds a number that is too long to be one.") from None


def _with_clean_keys(pairs: list[tuple[str, Any]]) -> Json:
    return {_without_lone_surrogates(key): value for key, value in pairs}


def _features_of(root: Any) -> list[Any]:
    if not isinstance(root, dict) or root.get("type") not in ("FeatureCollection", "Feature"):
        found = root.get("type") if isinstance(root, dict) else type(root).__name__
        raise FormatError(f"The file is JSON but no FeatureCollection: its type is {found!r}.")
    check_crs(root.get("crs"))
    features = root.get("features") if root["type"] == "FeatureCollection" else [root]
    if not isinstance(features, list):
        raise FormatError("The FeatureCollection has no list of features.")
    return features


def check_crs(crs: Any) -> None:
    """Refuse a CRS that is not longitude and latitude; a link to one is never followed."""
    if crs is None:
        return
    properties = crs.get("properties") if isinstance(crs, dict) else None
    named = properties.get("name") if isinstance(properties, dict) else None
    if not isinstance(named, str) or named.lower() not in _CRS_NAMES:
        raise FormatError(
            f"The file is in the CRS {_as_text(named or crs)[:80]}, and GeoJSON is longitude and "
            "latitude (WGS 84); convert it with to_crs('EPSG:4326') first."
        )


def _is_feature(feature: Any) -> bool:
    return (
        isinstance(feature, dict)
        and feature.get("type") == "Feature"
        and isinstance(feature.setdefault("properties", None), dict | None)
    )


def _text_column(values: list[Any], name: str) -> Texts:
    if name == "actors":
        values = [";".join(map(_as_text, v)) if isinstance(v, list) else v for v in values]
    return objects([v if type(v) is str and v.isascii() else _as_text(v) for v in values])


def _as_text(value: Any) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        value = _AS_TEXT.encode(value)
    return value if value.isascii() else _without_lone_surrogates(value)


def _without_lone_surrogates(text: str) -> str:
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


# --- geometry -------------------------------------------------------------------------------------

# How deep the coordinates of each type are nested: a position is 1.
_NESTING = {
    "Point": 1,
    "MultiPoint": 2,
    "LineString": 2,
    "MultiLineString": 3,
    "Polygon": 3,
    "MultiPolygon": 4,
}


def _shapes_of(found: Sequence[Any]) -> tuple[Any, list[Fault]]:
    """Every geometry as a shape, None where there is none, and why some are none."""
    shapes = np.full(len(found), None, dtype=object)
    faults: list[Fault] = []
    points: list[int] = []
    for row, geometry in enumerate(found):
        try:
            if geometry is None or _is_empty(geometry):
                continue
            _check_geometry(geometry)
            if geometry["type"] == "Point":
                points.append(row)
            else:
                shapes[row] = shape(geometry)
        except CellError as error:
            faults.append((row, "geometry", _as_text(geometry)[:200], str(error)))
        except (ValueError, TypeError, shapely.errors.ShapelyError) as error:
            reason = f"the geometry cannot be drawn: {str(error).rstrip('.')}"
            faults.append((row, "geometry", _as_text(geometry)[:200], reason))
    if points:
        pairs = [found[row]["coordinates"][:2] for row in points]
        shapes[points] = shapely.points(np.array(pairs, dtype=float))
    return shapes, faults


def _is_empty(geometry: Any) -> bool:
    return (
        isinstance(geometry, dict) and geometry.get("coordinates", geometry.get("geometries")) == []
    )


def _check_geometry(geometry: Any) -> None:
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind == "GeometryCollection":
        parts = geometry.get("geometries")
        if not isinstance(parts, list):
            raise CellError("the GeometryCollection has no list of geometries")
        for part in parts:
            _check_geometry(part)
    elif kind not in _NESTING:
        raise CellError(f"{kind!r} is no type of geometry; use Point, LineString or Polygon")
    elif not _is_nested(geometry.get("coordinates"), _NESTING[kind]):
        raise CellError(f"the coordinates of the {kind} are not numbers nested as they should be")


def _is_nested(coordinates: Any, depth: int) -> bool:
    if not isinstance(coordinates, list):
        return False
    if depth > 1:
        return all(_is_nested(part, depth - 1) for part in coordinates)
    return len(coordinates) >= 2 and all(
        isinstance(number, int | float) and not isinstance(number, bool) for number in coordinates
    )


# --- frame to features ----------------------------------------------------------------------------


def write_geojson(frame: gpd.GeoDataFrame) -> bytes:
    """Write a frame as a FeatureCollection, one feature on each line."""
    shapes = shapely.to_geojson(np.asarray(frame.geometry, dtype=object))
    features = (
        f'{{"type":"Feature","id":{_JSON.encode(properties["id"])},'
        f'"geometry":{drawn or "null"},"properties":{_JSON.encode(properties)}}}'
        for drawn, properties in zip(shapes, _properties(frame), strict=True)
    )
    body = ",\n".join(features)
    return f'{{"type":"FeatureCollection","features":[\n{body}\n]}}\n'.encode()


def _properties(frame: gpd.GeoDataFrame) -> Iterator[Mapping[str, Any]]:
    names = [name for name in STATED if name != "geometry"]
    names += [str(name) for name in frame.columns if name not in COLUMNS]
    columns = [_json_values(frame[name]) for name in names]
    return (dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True))


def _json_values(column: pd.Series) -> Sequence[Any]:
    """The values of a column as JSON can hold them; what is missing or not finite is None."""
    if isinstance(column.dtype, pd.StringDtype):
        return list(texts(column))
    if pd.api.types.is_datetime64_any_dtype(column.dtype):
        return [text or None for text in dates_as_text(column)]
    held = column.astype(object).where(column.notna(), None).tolist()
    return [value if _is_json(value) else str(value) for value in _finite(held)]


def _finite(values: Sequence[Any]) -> Iterator[Any]:
    return (None if value in (math.inf, -math.inf) else value for value in values)


def _is_json(value: Any) -> bool:
    return value is None or isinstance(value, str | int | float | list)
