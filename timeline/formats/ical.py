"""Read and write iCalendar: one VEVENT for each row, the exact date in X-EDTF.

A calendar knows days and minutes. What is less exact ("2018", "about June 1944") covers
all the days that it may mean, as an all-day event that makes nobody busy; what a calendar
cannot hold (no date, years before 1 or after 9999) is a VJOURNAL, which needs no day.
X-EDTF is believed on reading unless somebody has moved the event since. Times in a named
zone are kept as its clock showed them. Entries are parsed one by one, so that a broken one
takes no other with it; alarms and definitions of time zones are not read.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import geopandas as gpd
import icalendar
import numpy as np
import pandas as pd
from icalendar import Calendar, Component, vGeo, vText, vUnknown

from timeline.cells import Fault
from timeline.edtf import DAY, SECOND, EventDate, calendar_day
from timeline.errors import DateError, FormatError
from timeline.formats.columns import kept_note
from timeline.formats.limits import LIMITS, Limits, check_cells, check_chars, check_rows, check_size
from timeline.formats.markup import plain_text
from timeline.formats.table import decode, geometry_texts, other_texts, stated_texts
from timeline.rows import build_frame
from timeline.schema import COLUMNS, RAW_COLUMNS, STATED, ReadResult, RejectedRow

_ROWS = ("VEVENT", "VJOURNAL", "VTODO")
_FIELDS = {
    "UID": "id",
    "SUMMARY": "title",
    "DESCRIPTION": "text",
    "LOCATION": "place",
    "URL": "url",
}
_OURS = "X-DATELINE-"
_MORE = f"{_OURS}MORE"
_WKT = f"{_OURS}WKT"
_STATUSES = {"CANCELLED": "cancelled", "TENTATIVE": "planned"}
_UNTOLD = frozenset(
    {"DTSTAMP", "CREATED", "LAST-MODIFIED", "SEQUENCE", "TRANSP", "DTSTART", "DTEND", "DURATION",
     "DUE", "GEO", "CATEGORIES", "STATUS", "X-EDTF", "X-ALT-DESC", "RECURRENCE-ID", "EXDATE",
     "RDATE", "PRIORITY", "CLASS", _MORE, _WKT, *_FIELDS}
)  # fmt: skip
_ALREADY = frozenset({*_FIELDS.values(), "date", "category"})
_STATED_HERE = frozenset(STATED) - {"geometry", "date"}
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EXACT = ("second", "minute", "hour")
_ZONED = re.compile(r"T[0-9:]+(?:Z|[+-][0-9]{2}(?::[0-9]{2})?)")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff]")
_ESCAPED = re.compile(r"\\([nN,;\\])")
_PLAIN_URL = re.compile(r"[!-\[\]-~]+")
_LINE_END = re.compile(r"\r\n|\n|\r")
_HTML = re.compile(r"<(?:p|br|a|div|span|b|i|ul|li|table|html)\b", re.IGNORECASE)

Moment = date | datetime


# --- reading --------------------------------------------------------------------------------------


def read_ical(
    data: bytes,
    *,
    name: str = "",
    anchor: date | None = None,
    day_first: bool | None = None,
    limits: Limits = LIMITS,
) -> ReadResult:
    """Read the bytes of an iCalendar file into a frame, rejected entries and notes."""
    check_size(data, limits)
    text, notes = decode(data)
    blocks = _blocks(text, name, limits)
    check_rows(len(blocks), limits)
    entries, lines, broken = _parsed(blocks)
    faults: list[Fault] = []
    said = [_said(entry, row, faults) for row, entry in enumerate(entries)]
    shaped = [_where(entry, row, faults) for row, entry in enumerate(entries)]
    names = list(dict.fromkeys(name for row in said for name in row))
    check_cells(len(said), len(names), limits)
    for row in said:
        check_chars(row.values(), limits)
    kept = [name for name in names if name not in STATED]
    columns = {_free_name(name): [row.get(name, "") for row in said] for name in names}
    columns |= {name: [row.get(name, "") for row in shaped] for name in _SHAPED}
    raw = pd.DataFrame(columns, index=range(len(said)), dtype=object)
    result = build_frame(
        raw,
        lines=lines,
        anchor=anchor,
        day_first=day_first,
        faults=faults,
        notes=(*notes, *_repeating(entries), *kept_note(kept)),
        as_stated=any("X-EDTF" in entry for entry in entries),
    )
    rejected = sorted((*result.rejected, *broken), key=lambda fault: fault.line)
    return replace(result, rejected=tuple(rejected), read=len(blocks))


def _free_name(name: str) -> str:
    return f"{name} (2)" if name not in STATED and name in (*COLUMNS, *RAW_COLUMNS) else name


_SHAPED = ("longitude", "latitude", "geometry")


def _blocks(text: str, name: str, limits: Limits) -> list[tuple[int, str]]:
    """The lines of each entry, without what is nested in it, and where it begins.

    Entries are parsed one by one, so that a broken one does not take the others with it.
    """
    lines = _LINE_END.split(text)
    if not any(line.strip().upper() == "BEGIN:VCALENDAR" for line in lines):
        raise FormatError(
            f"{name or 'The file'} is no iCalendar; it should begin with BEGIN:VCALENDAR."
        )
    blocks: list[tuple[int, str]] = []
    held: list[str] = []
    depth = row_depth = start = 0
    for number, line in enumerate((*lines, *["END:"] * limits.depth), 1):
        mark, _, what = line.strip().upper().partition(":")
        if mark == "BEGIN":
            depth += 1
            if depth > limits.depth:
                raise FormatError(
                    f"The calendar is nested {depth:,} deep or more, and the limit is "
                    f"{limits.said('depth')}; no real one goes so deep."
                )
            if what in _ROWS and not row_depth:
                row_depth, start, held = depth, number, [line]
        elif mark == "END":
            if row_depth and depth == row_depth:
                blocks.append((start, "\r\n".join((*held, f"END:{held[0].strip()[6:]}"))))
                row_depth = 0
            depth = max(0, depth - 1)
        elif row_depth and depth == row_depth:
            held.append(line)
    return blocks


def _parsed(
    blocks: Sequence[tuple[int, str]],
) -> tuple[list[Component], list[int], list[RejectedRow]]:
    entries: list[Component] = []
    lines: list[int] = []
    broken: list[RejectedRow] = []
    for line, block in blocks:
        try:
            entries.append(Component.from_ical(block))
            lines.append(line)
        except (ValueError, TypeError, LookupError, AttributeError, ArithmeticError) as error:
            reason = f"the entry cannot be read: {' '.join(str(error).split())[:120].rstrip('.')}"
            broken.append(RejectedRow(line, "", block[:200], reason))
    return entries, lines, broken


def _repeating(entries: Sequence[Component]) -> list[str]:
    count = sum("RRULE" in entry for entry in entries)
    if not count:
        return []
    many = "1 event repeats and is" if count == 1 else f"{count:,} events repeat and are"
    return [f"{many} shown once, at the first time; the rule is kept in the column RRULE."]


def _said(entry: Component, row: int, faults: list[Fault]) -> dict[str, str]:
    """What one entry says, by our names where it has ours, else by the calendar's."""
    said = {ours: _text(entry, name) for name, ours in _FIELDS.items()}
    if _HTML.search(said["text"]) and f"{_OURS}KIND" not in entry:
        said["text"] = plain_text(said["text"])
    if said["id"] and (again := _text(entry, "RECURRENCE-ID")):
        said["id"] += f"/{again}"
    said["category"] = "; ".join(_categories(entry))
    said["status"] = _STATUSES.get(_text(entry, "STATUS").upper(), "")
    said["date"] = _date_of(entry, row, faults)
    for name in entry:
        ours = name.removeprefix(_OURS).lower().replace("-", "_")
        if name.startswith(_OURS) and ours in _STATED_HERE:
            said[ours] = _text(entry, name)
        elif name not in _UNTOLD:
            said[name] = _text(entry, name)
    return said | _more(entry)


def _text(entry: Component, name: str) -> str:
    """The text of a property, or of all of its name; "" when there is none."""
    held = entry.get(name)
    values = held if isinstance(held, list) else [] if held is None else [held]
    return "; ".join(map(_encoded, values))


def _encoded(value: Any) -> str:
    if isinstance(value, vUnknown):
        return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)
    if isinstance(value, str):
        return str(value)
    if isinstance(value, vGeo):
        return f"{value.latitude!r};{value.longitude!r}"
    try:
        return bytes(value.to_ical()).decode("utf-8", "replace")
    except (AttributeError, ValueError, TypeError):
        return str(value)


def _categories(entry: Component) -> Iterator[str]:
    held = entry.get("CATEGORIES")
    for part in held if isinstance(held, list) else [] if held is None else [held]:
        yield from map(str, getattr(part, "cats", [part]))


def _more(entry: Component) -> dict[str, str]:
    """The columns that came with the source, from the property in which we keep them."""
    try:
        held = json.loads(_text(entry, _MORE) or "{}")
    except (ValueError, RecursionError):
        return {}
    if not isinstance(held, dict):
        return {}
    return {
        name: value for name, value in held.items() if isinstance(value, str) and name not in STATED
    }


# --- when -----------------------------------------------------------------------------------------


def _date_of(entry: Component, row: int, faults: list[Fault]) -> str:
    edtf = _text(entry, "X-EDTF").strip()
    start, end = _bounds(entry, row, faults)
    if edtf and _is_as_written(edtf, start, end):
        return edtf
    if start is None:
        return _shown(end) if end is not None else edtf
    last = _last(start, end)
    return _shown(start) if last is None else f"{_shown(start)}/{_shown(last)}"


def _is_as_written(edtf: str, start: Moment | None, end: Moment | None) -> bool:
    try:
        return _range_of(EventDate.parse(edtf)) == (start, end) or start is None
    except DateError:
        return start is None


def _bounds(entry: Component, row: int, faults: list[Fault]) -> tuple[Moment | None, Moment | None]:
    start = _moment(entry, "DTSTART", row, faults)
    end = _moment(entry, "DUE" if entry.name == "VTODO" else "DTEND", row, faults)
    said = entry.get("DURATION")
    length = None if isinstance(said, vText) else getattr(said, "dt", None)
    if end is not None or start is None or not isinstance(length, timedelta):
        return start, end
    try:
        return start, start + length
    except OverflowError:
        return start, None


def _moment(entry: Component, name: str, row: int, faults: list[Fault]) -> Moment | None:
    held = entry.get(name)
    if held is None:
        broken = [str(reason) for where, reason in entry.errors if where == name]
        if broken:
            faults.append((row, "date", "", f"the {name} cannot be read: {broken[0].rstrip('.')}"))
        return None
    value = None if isinstance(held, vText) else getattr(held, "dt", None)
    if isinstance(value, date):
        return value
    shown = _text(entry, name)
    faults.append((row, "date", shown, f"the {name} '{shown[:60]}' is no date of a calendar"))
    return None


def _last(start: Moment, end: Moment | None) -> Moment | None:
    """The last day or moment that belongs to it; None when it is a single one."""
    if end is None or end == start:
        return None
    if isinstance(end, datetime) or isinstance(start, datetime):
        return end
    last = end - timedelta(days=1)
    return last if last > start else None


def _shown(moment: Moment) -> str:
    if not isinstance(moment, datetime):
        return moment.isoformat()
    clock = f"{moment:%H:%M}" if not moment.second else f"{moment:%H:%M:%S}"
    zone = "Z" if moment.tzinfo is not None and _is_utc(moment) else ""
    return f"{moment.date().isoformat()}T{clock}{zone}"


def _is_utc(moment: datetime) -> bool:
    return str(moment.tzinfo) in ("UTC", "Etc/UTC", "GMT")


# --- where ----------------------------------------------------------------------------------------


def _where(entry: Component, row: int, faults: list[Fault]) -> dict[str, str]:
    if wkt := _text(entry, _WKT):
        return {"geometry": wkt}
    if "GEO" not in entry:
        broken = [reason for where, reason in entry.errors if where == "GEO"]
        if broken:
            faults.append((row, "latitude", "", "the GEO is not latitude;longitude in numbers"))
        return {}
    lat, _, lon = _text(entry, "GEO").split("; ", 1)[0].partition(";")
    return {"latitude": lat, "longitude": lon}


# --- writing --------------------------------------------------------------------------------------


def write_ical(frame: gpd.GeoDataFrame, *, title: str = "") -> bytes:
    """Write a frame as iCalendar, one VEVENT for each row that a calendar can hold."""
    calendar = Calendar()
    calendar.add("PRODID", "-//Dateline//Dateline//EN")
    calendar.add("VERSION", "2.0")
    if title:
        calendar["X-WR-CALNAME"] = _written(title)
    stated, others = stated_texts(frame), other_texts(frame)
    shapes = np.asarray(frame.geometry, dtype=object)
    wkt = geometry_texts(frame).get("geometry") or [""] * len(frame)
    published = frame["published"].tolist()
    rows = zip(zip(*stated.values(), strict=True), _rows(others, len(frame)), strict=True)
    for (row, more), shape, drawn, said in zip(rows, shapes, wkt, published, strict=True):
        values = dict(zip(stated, row, strict=True))
        kept = dict(zip(others, more, strict=True))
        calendar.add_component(_entry(values, kept, shape, drawn, said))
    return bytes(calendar.to_ical())


def _rows(columns: Mapping[str, Sequence[str]], size: int) -> Iterator[tuple[str, ...]]:
    return zip(*columns.values(), strict=True) if columns else (() for _ in range(size))


def _entry(
    values: Mapping[str, str], more: Mapping[str, str], shape: Any, wkt: str, published: Any
) -> Component:
    start, end = _range_of(EventDate.parse(values["date"])) if values["date"] else (None, None)
    entry = icalendar.Event() if start is not None else icalendar.Journal()
    entry.add("DTSTAMP", _EPOCH if pd.isna(published) else _stamp(published))
    if start is not None:
        _add_time(entry, start, end, values["status"])
    elif values["status"] == "cancelled":
        entry.add("STATUS", "CANCELLED")
    _add_texts(entry, values)
    if wkt:
        entry[_WKT] = _written(wkt)
    elif shape is not None:
        entry["GEO"] = vGeo((shape.y, shape.x))
    if more:
        entry[_MORE] = _written(json.dumps(more))
    return entry


def _add_time(entry: Component, start: Moment, end: Moment | None, status: str) -> None:
    entry.add("DTSTART", start)
    if end is not None:
        entry.add("DTEND", end)
    entry.add("TRANSP", "TRANSPARENT")
    if status in ("cancelled", "planned"):
        entry.add("STATUS", "CANCELLED" if status == "cancelled" else "TENTATIVE")


def _add_texts(entry: Component, values: Mapping[str, str]) -> None:
    for name, ours in _FIELDS.items():
        if name == "URL" and _PLAIN_URL.fullmatch(values[ours]):
            entry.add(name, values[ours])
        elif values[ours]:
            entry[f"{_OURS}URL" if name == "URL" else name] = _written(values[ours])
    for name, ours in (("CATEGORIES", "category"), ("X-EDTF", "date")):
        if values[ours]:
            entry[name] = _written(values[ours])
    for name, value in values.items():
        if value and name not in _ALREADY:
            entry[f"{_OURS}{name.upper().replace('_', '-')}"] = _written(value)


def _written(text: str) -> vUnknown:
    """A text escaped as calendars have it; the library's own way takes \\N for a line end."""
    escaped = re.sub(r"([\\;,])", r"\\\1", _FORBIDDEN.sub("\ufffd", text))
    return vUnknown(re.sub("\r\n?|\n", r"\\n", escaped))


def _stamp(published: datetime) -> datetime:
    return published.replace(microsecond=0, tzinfo=UTC)


def _range_of(stated: EventDate) -> tuple[Moment | None, Moment | None]:
    """The days or times that cover a date, (None, None) when no calendar can hold them."""
    first, last = stated.earliest, stated.latest
    if first is None or last is None:
        first, last = _known_end(stated)
    try:
        if stated.precision not in _EXACT:
            return _day(first), _day(last)
        zone = UTC if _ZONED.search(stated.text) else None
        start, end = _time(first, zone), _time(last, zone)
    except (ValueError, OverflowError):
        return None, None
    is_instant = not stated.is_interval and stated.precision != "hour"
    return start, None if is_instant and stated.text[0] not in "[{" else end


def _known_end(stated: EventDate) -> tuple[int, int]:
    """The bounds of the one end of an open interval that is stated."""
    text = stated.text.strip("[]{}").replace("..", "/")
    side = next(part for part in re.split("[/,]", text) if part)
    known = EventDate.parse(side)
    return known.earliest or 0, known.latest or 0


def _day(at: int) -> date:
    return date(*calendar_day(at // DAY))


def _time(at: int, zone: Any) -> datetime:
    return datetime.combine(_day(at), time(), zone) + timedelta(seconds=at % DAY // SECOND)
