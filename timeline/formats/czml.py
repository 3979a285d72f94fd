"""Write CZML, which Cesium draws on a globe with a clock: one packet for each row.

Cesium's clock knows the years 1 to 9999. A row whose date lies outside, or that has none,
is shown always. The exact date and our other columns are the packet's properties.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from timeline.formats.markup import to_html
from timeline.formats.table import other_texts, stated_texts

_FIRST, _LAST = np.datetime64("0001-01-01T00:00:00"), np.datetime64("9999-12-31T23:59:59")
_COLOURS = {
    "event": [31, 119, 180, 255],
    "force": [214, 39, 40, 255],
    "movement": [148, 103, 189, 255],
    "area": [44, 160, 44, 255],
}
_PARTS = {"MultiPoint", "MultiLineString", "MultiPolygon", "GeometryCollection"}

Packet = dict[str, Any]


def write_czml(frame: gpd.GeoDataFrame, *, title: str = "") -> bytes:
    """Write a frame as CZML, one packet on each line."""
    packets = [_document(frame, title), *_packets(frame)]
    lines = ",\n".join(json.dumps(packet, ensure_ascii=False) for packet in packets)
    return f"[\n{lines}\n]\n".encode("utf-8", "replace")


def _document(frame: gpd.GeoDataFrame, title: str) -> Packet:
    packet: Packet = {"id": "document", "name": title or "Dateline", "version": "1.0"}
    spans = [span for span in _spans(frame) if span]
    if spans:
        start, end = min(span[0] for span in spans), max(span[1] for span in spans)
        packet["clock"] = {"interval": f"{start}/{end}", "currentTime": start}
    return packet


def _packets(frame: gpd.GeoDataFrame) -> Iterator[Packet]:
    columns = stated_texts(frame) | other_texts(frame)
    rows = zip(*columns.values(), strict=True)
    for cells, span, shape in zip(rows, _spans(frame), frame.geometry, strict=True):
        said = dict(zip(columns, cells, strict=True))
        packet: Packet = {"id": f"row:{said['id']}", "name": said["title"]}
        if said["text"]:
            packet["description"] = to_html(said["text"])
        if span:
            packet["availability"] = "/".join(span)
        drawn = [*_drawn(shape, _COLOURS[said["kind"]])]
        properties = {name: text for name, text in said.items() if text}
        yield packet | (drawn[0] if drawn else {}) | {"properties": properties}
        for number, part in enumerate(drawn[1:], 2):
            known = {key: packet[key] for key in ("name", "availability") if key in packet}
            yield {"id": f"part:{number}:{said['id']}", "parent": packet["id"]} | known | part


def _spans(frame: gpd.GeoDataFrame) -> list[tuple[str, str] | None]:
    """When each row is shown: its outer bounds, an open end as far as the clock goes."""
    pairs = zip(frame["earliest"].to_numpy(), frame["latest"].to_numpy(), strict=True)
    return [
        _span(start, end) if date else None
        for date, (start, end) in zip(frame["date"], pairs, strict=True)
    ]


def _span(start: Any, end: Any) -> tuple[str, str] | None:
    first = _FIRST if pd.isna(start) else max(start, _FIRST)
    last = _LAST if pd.isna(end) else min(end, _LAST)
    if first > last:
        return None
    written = np.datetime_as_string(np.array([first, last], dtype="datetime64[s]"))
    return f"{written[0]}Z", f"{written[1]}Z"


def _drawn(shape: Any, colour: Sequence[int]) -> Iterator[Packet]:
    """What Cesium draws for a geometry, one thing for each part of it."""
    if shape is None or shape.is_empty:
        return
    if shape.geom_type in _PARTS:
        for part in shape.geoms:
            yield from _drawn(part, colour)
    elif shape.geom_type == "Point":
        yield {
            "position": {"cartographicDegrees": [shape.x, shape.y, 0.0]},
            "point": {
                "pixelSize": 9,
                "color": {"rgba": colour},
                "heightReference": "CLAMP_TO_GROUND",
            },
        }
    elif shape.geom_type == "Polygon":
        yield {"polygon": _polygon(shape, colour)}
    else:
        yield {
            "polyline": {
                "positions": {"cartographicDegrees": _positions(shape)},
                "width": 3,
                "clampToGround": True,
                "material": {"solidColor": {"color": {"rgba": colour}}},
            }
        }


def _polygon(shape: Any, colour: Sequence[int]) -> Packet:
    packet: Packet = {
        "positions": {"cartographicDegrees": _positions(shape.exterior)},
        "material": {"solidColor": {"color": {"rgba": [*colour[:3], 90]}}},
    }
    if shape.interiors:
        packet["holes"] = {"cartographicDegrees": [_positions(hole) for hole in shape.interiors]}
    return packet


def _positions(line: Any) -> list[float]:
    held = shapely.get_coordinates(line)
    return [float(number) for x, y in held for number in (x, y, 0.0)]
