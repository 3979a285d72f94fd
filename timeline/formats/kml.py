"""Read and write KML and KMZ: one Placemark for each row, its TimeStamp or TimeSpan the date.

What KML says by itself (name, description, time, geometry) is there for every
program; the exact columns of ours are in ExtendedData, under a schema. A reader
believes them, unless somebody has changed the time since. Folders become a column,
a missing begin or end is an open one, and links to other files are never followed.
The line of a rejected row is the number of its placemark, counted from 1.
"""

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from xml.etree.ElementTree import Element

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely import (
    LinearRing,
    LineString,
    MultiLineString,
    MultiPoint,
    MultiPolygon,
    Point,
    Polygon,
)
from shapely.geometry.base import BaseGeometry

from timeline.cells import CellError, Fault, texts
from timeline.edtf import DAY, EventDate, calendar_day
from timeline.errors import DateError, FormatError
from timeline.formats.archive import is_archive, read_members, write_archive
from timeline.formats.beside import named_beside
from timeline.formats.limits import LIMITS, Limits, check_cells, check_chars, check_rows, check_size
from timeline.formats.markup import plain_text, to_html
from timeline.formats.table import other_texts, stated_texts
from timeline.formats.xmltree import parse_xml, text_of, texts_of, xml_text
from timeline.rows import build_frame
from timeline.schema import STATED, ReadResult, objects

_SCHEMA = "dateline"
_OWN = frozenset(STATED) - {"geometry"}
_SHAPES = ("Point", "LineString", "LinearRing", "Polygon", "MultiGeometry", "Track", "MultiTrack")
_UNREAD = ("NetworkLink", "GroundOverlay", "ScreenOverlay", "PhotoOverlay")
_SPACED_COMMA = re.compile(r"\s*,\s*")


# --- reading --------------------------------------------------------------------------------------


def read_kml(
    data: bytes,
    *,
    name: str = "",
    anchor: date | None = None,
    day_first: bool | None = None,
    limits: Limits = LIMITS,
) -> ReadResult:
    """Read the bytes of a KML or KMZ file into a frame, rejected placemarks and notes."""
    check_size(data, limits)
    text = _document_of(data, limits) if is_archive(data) else data
    root = parse_xml(text, name, limits)
    if root.tag not in ("kml", "Document", "Folder", "Placemark"):
        raise FormatError(f"{name or 'The file'} is XML but no KML: it begins with <{root.tag}>.")
    placemarks = [*_placemarks(root)]
    check_rows(len(placemarks), limits)
    return _built(placemarks, _schema_of(root), _unread(root), anchor, day_first, limits)


@dataclass(slots=True)
class _Placemark:
    """What one placemark says, before anything is read into it."""

    element: Element
    folder: str
    times: Sequence[Element]
    said: dict[str, str] = field(default_factory=dict)


def _document_of(data: bytes, limits: Limits) -> bytes:
    members = read_members(data, limits=limits, wanted=lambda name: name.lower().endswith(".kml"))
    if not members:
        raise FormatError("The KMZ archive holds no .kml file; save it from Google Earth again.")
    return members[min(members, key=lambda name: (name.lower() != "doc.kml", name.count("/")))]


def _placemarks(root: Element) -> Iterator[_Placemark]:
    """Every placemark in the order of the file, with the folders around it and their time."""
    stack: list[tuple[Element, str, Sequence[Element]]] = [(root, "", ())]
    while stack:
        element, folder, around = stack.pop()
        times = _times_of(element) or around
        if element.tag == "Placemark":
            yield _Placemark(element, folder, times)
            continue
        if element.tag == "Folder" and (name := text_of(element, "name")):
            folder = f"{folder} / {name}" if folder else name
        stack.extend((child, folder, times) for child in reversed(element))


def _times_of(element: Element) -> list[Element]:
    return [child for child in element if child.tag in ("TimeStamp", "TimeSpan")]


def _schema_of(root: Element) -> list[str]:
    fields = root.iter("SimpleField")
    return list(dict.fromkeys(field.get("name", "") for field in fields if field.get("name")))


def _unread(root: Element) -> list[str]:
    counts = {tag: sum(1 for _ in root.iter(tag)) for tag in _UNREAD}
    found = ", ".join(f"{count:,} {tag}" for tag, count in counts.items() if count)
    return [f"Not read, as they are no events of this file: {found}."] if found else []


def _built(
    placemarks: Sequence[_Placemark],
    schema: Sequence[str],
    notes: Sequence[str],
    anchor: date | None,
    day_first: bool | None,
    limits: Limits,
) -> ReadResult:
    shapes = np.full(len(placemarks), None, dtype=object)
    faults: list[Fault] = []
    for row, placemark in enumerate(placemarks):
        placemark.said = _extended(placemark.element)
        try:
            shapes[row] = _shape_of(placemark.element)
        except (CellError, ValueError, shapely.errors.ShapelyError) as error:
            faults.append((row, "geometry", "", f"the geometry cannot be drawn: {error}"))
    headers = list(dict.fromkeys([*schema, *(key for mark in placemarks for key in mark.said)]))
    check_cells(len(placemarks), len(headers), limits)
    columns, more = _columns(placemarks, headers)
    for column in columns.values():
        check_chars(column, limits)
    raw = pd.DataFrame(columns, index=range(len(placemarks)), dtype=object)
    raw["geometry"] = objects(shapes)
    return build_frame(
        raw, anchor=anchor, day_first=day_first, faults=faults, notes=(*notes, *more)
    )


def _extended(placemark: Element) -> dict[str, str]:
    said: dict[str, str] = {}
    for extended in placemark:
        if extended.tag != "ExtendedData":
            continue
        for item in extended.iter():
            if item.tag in ("Data", "SimpleData") and (key := item.get("name")):
                value = item.find("value") if item.tag == "Data" else item
                said[key] = "" if value is None else "".join(value.itertext())
    return said


def _columns(
    placemarks: Sequence[_Placemark], headers: Sequence[str]
) -> tuple[dict[str, list[str]], tuple[str, ...]]:
    """What the placemarks say in columns named as ours: by KML's own elements, else by data."""
    is_ours = set(headers) >= _OWN
    blank = [""] * len(placemarks)
    titles = [text_of(mark.element, "name") for mark in placemarks]
    described = [_described(mark.element) for mark in placemarks]
    stated = {"title": any(titles), "text": any(described)}
    cells = {header: [mark.said.get(header, "") for mark in placemarks] for header in headers}
    without = frozenset(name for name, is_stated in stated.items() if is_stated)
    columns, notes = named_beside(cells, len(placemarks), without=without)
    _put(columns, "title", titles, first=True)
    _put(columns, "text", described, first=not is_ours)
    _put(columns, "place", (text_of(mark.element, "address") for mark in placemarks), first=False)
    for name in ("date", "start", "end"):
        columns.setdefault(name, [*blank])
    for row, mark in enumerate(placemarks):
        if when := _when(mark):
            _put_time(columns, row, when, is_ours=is_ours)
    if not is_ours and any(mark.folder for mark in placemarks):
        columns["folder"] = [mark.folder for mark in placemarks]
    return columns, notes


def _put(columns: dict[str, list[str]], name: str, values: Iterable[str], *, first: bool) -> None:
    """Fill a column where it has nothing, or, if these come first, wherever they say something."""
    held = columns.get(name)
    new = [*values]
    if held is None:
        columns[name] = new
    else:
        pairs = zip(new, held, strict=True) if first else zip(held, new, strict=True)
        columns[name] = [one or other for one, other in pairs]


def _put_time(
    columns: dict[str, list[str]], row: int, when: tuple[str, str, str], *, is_ours: bool
) -> None:
    if is_ours and _is_as_written(columns["date"][row], when):
        return
    for name, value in zip(("date", "start", "end"), when, strict=True):
        columns[name][row] = value
    if is_ours:
        columns["date_text"][row] = ""


def _is_as_written(edtf: str, when: tuple[str, str, str]) -> bool:
    """Say whether the time is what we write for a date, so that the date still holds."""
    try:
        stated = EventDate.parse(edtf)
    except DateError:
        return False
    return _dates_of(*_kml_times(stated)) == when


def _described(placemark: Element) -> str:
    said = text_of(placemark, "description") or text_of(placemark, "Snippet")
    return plain_text(said)


def _when(mark: _Placemark) -> tuple[str, str, str] | None:
    """(date, start, end) of a placemark; None when it says no time at all."""
    for time in mark.times:
        found = _dates_of(text_of(time, "when"), text_of(time, "begin"), text_of(time, "end"))
        if any(found):
            return found
    whens = [when for track in mark.element.iter("Track") for when in texts_of(track, "when")]
    return _dates_of("", min(whens), max(whens)) if (whens := [*filter(None, whens)]) else None


def _dates_of(when: str, begin: str, end: str) -> tuple[str, str, str]:
    if when or not (begin or end):
        return when, "", ""
    if begin and end:
        return ("", begin, end)
    return f"{begin or '..'}/{end or '..'}", "", ""


# --- geometry -------------------------------------------------------------------------------------


def _shape_of(element: Element) -> BaseGeometry | None:
    shapes = [shape for child in element if child.tag in _SHAPES for shape in _drawn(child)]
    if not shapes:
        return None
    # Only the one that KML allows has its own type; several are taken together.
    return shapes[0] if len(shapes) == 1 else _together(shapes)


def _drawn(element: Element) -> Iterator[BaseGeometry]:
    match element.tag:
        case "MultiGeometry" | "MultiTrack":
            parts = [part for child in element if child.tag in _SHAPES for part in _drawn(child)]
            if parts:
                yield _together(parts)
        case "Polygon":
            outer = [ring for side in element.iter("outerBoundaryIs") for ring in _rings(side)]
            inner = [ring for side in element.iter("innerBoundaryIs") for ring in _rings(side)]
            if len(outer) != 1:
                raise CellError(f"the Polygon has {len(outer)} outer boundaries and needs one")
            yield Polygon(outer[0], inner)
        case "Track":
            if positions := [_numbers(text.split()) for text in texts_of(element, "coord") if text]:
                yield _line(positions)
        case _:
            positions = _positions(text_of(element, "coordinates"))
            if positions:
                yield _one(element.tag, positions)


def _one(tag: str, positions: list[tuple[float, float]]) -> BaseGeometry:
    if tag == "Point":
        return Point(positions[0])
    return _line(positions) if tag == "LineString" else LineString(LinearRing(positions))


def _line(positions: list[tuple[float, float]]) -> BaseGeometry:
    return LineString(positions) if len(positions) > 1 else Point(positions[0])


def _rings(side: Element) -> Iterator[list[tuple[float, float]]]:
    for ring in side.iter("LinearRing"):
        yield _positions(text_of(ring, "coordinates"))


def _positions(text: str) -> list[tuple[float, float]]:
    return [_numbers(part.split(",")) for part in _SPACED_COMMA.sub(",", text).split()]


def _numbers(parts: Sequence[str]) -> tuple[float, float]:
    try:
        numbers = [float(part) for part in parts if part]
    except ValueError:
        numbers = []
    if len(numbers) not in (2, 3) or not all(map(math.isfinite, numbers)):
        shown = ",".join(parts)[:60]
        raise CellError(f"'{shown}' is no position; write longitude,latitude")
    return numbers[0], numbers[1]


def _together(parts: Sequence[Any]) -> BaseGeometry:
    kinds = {part.geom_type for part in parts}
    if kinds == {"Point"}:
        return MultiPoint(parts)
    if kinds == {"LineString"}:
        return MultiLineString(parts)
    return MultiPolygon(parts) if kinds == {"Polygon"} else shapely.GeometryCollection(parts)


# --- writing --------------------------------------------------------------------------------------


def write_kml(frame: gpd.GeoDataFrame, *, title: str = "") -> bytes:
    """Write a frame as KML, one placemark on each line."""
    columns = stated_texts(frame) | other_texts(frame)
    titles, described = columns.pop("title"), texts(frame["text"])
    fields = "".join(
        f'<SimpleField type="string" name="{xml_text(name)}"/>' for name in ("title", *columns)
    )
    named = f"<name>{xml_text(title)}</name>" if title else ""
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2">'
        f'<Document>{named}<Schema id="{_SCHEMA}">{fields}</Schema>\n'
    )
    rows = zip(*columns.values(), strict=True)
    placemarks = (
        f"<Placemark><name>{xml_text(name)}</name>"
        f"<description>{xml_text(to_html(text))}</description>"
        f"{_time_element(row[_at(columns, 'date')])}{_data(columns, row)}{_geometry(shape)}"
        "</Placemark>\n"
        for name, text, row, shape in zip(titles, described, rows, frame.geometry, strict=True)
    )
    return (head + "".join(placemarks) + "</Document></kml>\n").encode("utf-8", "replace")


def write_kmz(frame: gpd.GeoDataFrame, *, title: str = "") -> bytes:
    """Write a frame as KMZ, which is KML in an archive."""
    return write_archive({"doc.kml": write_kml(frame, title=title)})


def _at(columns: Mapping[str, Any], name: str) -> int:
    return list(columns).index(name)


def _data(columns: Iterable[str], row: Sequence[str]) -> str:
    fields = "".join(
        f'<SimpleData name="{xml_text(name)}">{xml_text(value)}</SimpleData>'
        for name, value in zip(columns, row, strict=True)
        if value
    )
    return f'<ExtendedData><SchemaData schemaUrl="#{_SCHEMA}">{fields}</SchemaData></ExtendedData>'


def _time_element(edtf: str) -> str:
    if not edtf:
        return ""
    when, begin, end = _kml_times(EventDate.parse(edtf))
    if when:
        return f"<TimeStamp><when>{when}</when></TimeStamp>"
    sides = (("begin", begin), ("end", end))
    said = "".join(f"<{tag}>{text}</{tag}>" for tag, text in sides if text)
    return f"<TimeSpan>{said}</TimeSpan>" if said else ""


_PLAIN = re.compile(r"(-?[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-[0-9]{2})?)?)[?~%]?")
_TIMED = re.compile(
    r"(-?[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2})(:[0-9]{2})?(:[0-9]{2})?"
    r"(Z|[+-][0-9]{2}(?::[0-9]{2})?)?[?~%]?"
)


def _kml_times(stated: EventDate) -> tuple[str, str, str]:
    """The time of a date as KML can say it: when, or begin and end; outer bounds for the rest."""
    if when := _moment(stated.text):
        return when, "", ""
    left, _, right = stated.text.partition("/")
    first = _moment(left) or (_day(stated.earliest) if stated.earliest is not None else "")
    last = _moment(right) or (_day(stated.latest - 1) if stated.latest is not None else "")
    return "", first, last


def _moment(text: str) -> str:
    """One plain date or time as KML writes it, "" when it cannot."""
    if plain := _PLAIN.fullmatch(text):
        return plain[1]
    if timed := _TIMED.fullmatch(text):
        hours, minutes, seconds, zone = timed.groups()
        full_zone = f"{zone}:00" if zone and len(zone) == 3 else zone or ""
        return f"{hours}{minutes or ':00'}{seconds or ':00'}{full_zone}"
    return ""


def _day(time: int) -> str:
    year, month, day = calendar_day(time // DAY)
    return f"{'-' if year < 0 else ''}{abs(year):04}-{month:02}-{day:02}"


def _geometry(shape: Any) -> str:
    if shape is None or shape.is_empty:
        return ""
    match shape.geom_type:
        case "Point" | "LineString" | "LinearRing":
            tag = "Point" if shape.geom_type == "Point" else "LineString"
            return f"<{tag}><coordinates>{_coordinates(shape)}</coordinates></{tag}>"
        case "Polygon":
            inner = "".join(_boundary("inner", ring) for ring in shape.interiors)
            return f"<Polygon>{_boundary('outer', shape.exterior)}{inner}</Polygon>"
    return f"<MultiGeometry>{''.join(map(_geometry, shape.geoms))}</MultiGeometry>"


def _boundary(side: str, ring: Any) -> str:
    held = f"<LinearRing><coordinates>{_coordinates(ring)}</coordinates></LinearRing>"
    return f"<{side}BoundaryIs>{held}</{side}BoundaryIs>"


def _coordinates(shape: Any) -> str:
    positions = shapely.get_coordinates(shape).tolist()
    return " ".join(f"{_number(x)},{_number(y)}" for x, y in positions)


def _number(value: float) -> str:
    return repr(value).removesuffix(".0")
