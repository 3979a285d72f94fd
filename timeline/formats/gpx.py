"""Read GPX: waypoints, tracks and routes, each one row with the times that it holds.

A track is a movement from its first to its last time. The line of a rejected row
is the number of its waypoint, track or route, counted from 1 in the order of the file.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from xml.etree.ElementTree import Element

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from shapely import LineString, MultiLineString, Point
from shapely.geometry.base import BaseGeometry

from timeline.cells import CellError, Fault
from timeline.errors import FormatError
from timeline.formats.limits import LIMITS, Limits, check_chars, check_rows, check_size
from timeline.formats.markup import plain_text
from timeline.formats.xmltree import parse_xml, text_of, texts_of
from timeline.rows import build_frame
from timeline.schema import ReadResult, objects

_ROWS = ("wpt", "trk", "rte")
_KEPT = ("ele", "sym", "number")
_COLUMNS = ("title", "text", "category", "source", "url", "date", "start", "end", "kind", *_KEPT)
_UTC_TIME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z")


def read_gpx(
    data: bytes,
    *,
    name: str = "",
    anchor: date | None = None,
    day_first: bool | None = None,
    limits: Limits = LIMITS,
) -> ReadResult:
    """Read the bytes of a GPX file into a frame, rejected rows and notes."""
    check_size(data, limits)
    root = parse_xml(data, name, limits)
    if root.tag != "gpx":
        raise FormatError(f"{name or 'The file'} is XML but no GPX: it begins with <{root.tag}>.")
    rows = [child for child in root if child.tag in _ROWS]
    check_rows(len(rows), limits)
    shapes, faults = _shapes_of(rows)
    said = [_said(row) for row in rows]
    for cells in said:
        check_chars(cells.values(), limits)
    columns = {name: [row.get(name, "") for row in said] for name in _COLUMNS}
    kept = {name: cells for name, cells in columns.items() if name not in _KEPT or any(cells)}
    raw = pd.DataFrame(kept, index=range(len(rows)), dtype=object)
    raw["geometry"] = shapes
    return build_frame(raw, anchor=anchor, day_first=day_first, faults=faults)


def _said(row: Element) -> dict[str, str]:
    link = row.find("link")
    said = {
        "title": text_of(row, "name"),
        "text": plain_text(text_of(row, "desc") or text_of(row, "cmt")),
        "category": text_of(row, "type"),
        "source": text_of(row, "src"),
        "url": (link.get("href", "") if link is not None else "") or text_of(row, "url"),
    }
    said |= {name: text_of(row, name) for name in _KEPT}
    if row.tag == "wpt":
        return said | {"date": text_of(row, "time")}
    return said | {"kind": "movement"} | _lasted(row)


def _lasted(row: Element) -> dict[str, str]:
    """From the first to the last time of a track; of odd ones, in the order of the file."""
    times = [time for point in _points(row) for time in texts_of(point, "time") if time]
    if not times:
        return {}
    if all(map(_UTC_TIME.fullmatch, times)):
        return {"start": min(times), "end": max(times)}
    return {"start": times[0], "end": times[-1]}


def _points(row: Element) -> Iterator[Element]:
    yield from (point for point in row.iter() if point.tag in ("trkpt", "rtept"))


def _shapes_of(rows: Sequence[Element]) -> tuple[NDArray[np.object_], list[Fault]]:
    shapes = np.full(len(rows), None, dtype=object)
    faults: list[Fault] = []
    for at, row in enumerate(rows):
        try:
            shapes[at] = _shape_of(row)
        except CellError as error:
            faults.append((at, "geometry", str(row.attrib)[:80], str(error)))
    return objects(shapes), faults


def _shape_of(row: Element) -> BaseGeometry | None:
    if row.tag == "wpt":
        return Point(_position(row))
    parts = [*row.iter("trkseg")] if row.tag == "trk" else [row]
    lines = [[_position(point) for point in _points(part)] for part in parts]
    drawn = [line for line in lines if len(line) > 1]
    if drawn:
        return LineString(drawn[0]) if len(drawn) == 1 else MultiLineString(drawn)
    alone = [line[0] for line in lines if line]
    return Point(alone[0]) if alone else None


def _position(point: Element) -> tuple[float, float]:
    lon, lat = point.get("lon", ""), point.get("lat", "")
    try:
        return float(lon), float(lat)
    except ValueError:
        raise CellError(
            f"the point has the latitude '{lat[:40]}' and the longitude '{lon[:40]}'; "
            "both should be numbers"
        ) from None
