"""Read and write TimelineJS: its sheet (CSV) and its JSON.

TimelineJS knows year, month, day and time of a start and an end; our exact date stands
beside them and is believed on reading unless they have been changed since. Headlines and
texts are HTML there: plain text is escaped on the way out, HTML is made plain on the way in.
The title slide is no event and goes into a note; an era is a row of the category "era".
Years before the common era are -300 for 300 BCE there, which is -0299 in EDTF.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain
from typing import Any

import geopandas as gpd
import pandas as pd

from timeline.cells import Fault
from timeline.edtf import DAY, SECOND, EventDate, calendar_day
from timeline.errors import DateError, FormatError
from timeline.formats.columns import fold, map_headers
from timeline.formats.geojson import check_depth, parse_json
from timeline.formats.limits import LIMITS, Limits, check_cells, check_chars, check_rows, check_size
from timeline.formats.markup import plain_text, to_html
from timeline.formats.table import (
    RawTable,
    geometry_texts,
    guarded,
    other_texts,
    read_raw,
    stated_texts,
    write_columns,
)
from timeline.rows import build_frame
from timeline.schema import COLUMNS, RAW_COLUMNS, STATED, ReadResult, RejectedRow

_START = ("Year", "Month", "Day", "Time")
_END = ("End Year", "End Month", "End Day", "End Time")
_MEDIA = {
    "Media": "url",
    "Media Credit": "credit",
    "Media Caption": "caption",
    "Media Thumbnail": "thumbnail",
    "Alt Text": "alt",
}
SHEET = (
    *_START, *_END, "Display Date", "Headline", "Text", "Media", "Media Credit",
    "Media Caption", "Media Thumbnail", "Type", "Group", "Background", "Alt Text",
)  # fmt: skip
_SHEET_OF = {fold(header): header for header in SHEET}
_DATES = frozenset({*_START, *_END})
_KEPT = (*_MEDIA, "Background")
_EDTF, _WKT, _LONGITUDE, _LATITUDE = "EDTF", "WKT", "Longitude", "Latitude"
_SAID_IN_SHEET = frozenset({"title", "text", "category", "date", "geometry"})
_BESIDE = tuple(name for name in STATED if name not in _SAID_IN_SHEET)
_OWN_HEADERS = frozenset({_EDTF, *_BESIDE})
_KEY = "dateline"
_ERA = "era"

_POINT = re.compile(
    r"(?:Y(?=-?[0-9]{5})|(?=-?[0-9]{4}(?:[-?~%]|\Z)))(-?[0-9]+)"
    r"(?:-(0[1-9]|1[0-2])(?:-([0-9]{2})(?:T([0-9]{2}(?::[0-9]{2}){0,2})[^?~%]*)?)?)?[?~%]?"
)
_CLOCK = re.compile(
    r"(\d{1,2})(?::(\d{1,2}))?(?::(\d{1,2})(?:\.\d+)?)?\s*([ap])?\.?(?:m\.?)?", re.IGNORECASE
)

Row = dict[str, str]


# --- reading --------------------------------------------------------------------------------------


def is_timelinejs_header(header: Sequence[str]) -> bool:
    """Say whether a table is a TimelineJS sheet, by its header."""
    folded = set(map(fold, header))
    starts = {"year", "startdate"} & folded
    return bool(starts) and "headline" in folded and bool({"media", "text"} & folded)


def is_timelinejs_json(root: Any) -> bool:
    """Say whether parsed JSON is a TimelineJS timeline."""
    events = root.get("events") if isinstance(root, dict) else None
    return isinstance(events, list) and any(
        isinstance(event, dict) and "start_date" in event for event in events
    )


def read_timelinejs_csv(
    data: bytes,
    *,
    name: str = "",
    anchor: date | None = None,
    day_first: bool | None = None,
    limits: Limits = LIMITS,
) -> ReadResult:
    """Read the bytes of a TimelineJS sheet into a frame, rejected rows and notes."""
    raw = read_raw(data, name=name, limits=limits)
    return read_timelinejs_sheet(raw, anchor=anchor, day_first=day_first)


def read_timelinejs_sheet(
    raw: RawTable, *, anchor: date | None = None, day_first: bool | None = None
) -> ReadResult:
    """Read a table whose header is that of TimelineJS, from whatever file it came."""
    if not is_timelinejs_header(raw.header):
        raise FormatError(
            f"The header ({', '.join(raw.header[:6])}) is not that of a TimelineJS sheet; "
            "it should name Year, Headline and Text."
        )
    headers = _distinct([_SHEET_OF.get(fold(header), header) for header in raw.header])
    rows = [dict(zip(headers, cells, strict=True)) for cells in raw.rows]
    return _built(rows, headers, raw.lines, raw.rejected, raw.notes, anchor, day_first)


def read_timelinejs_json(
    data: bytes,
    *,
    name: str = "",
    anchor: date | None = None,
    day_first: bool | None = None,
    limits: Limits = LIMITS,
) -> ReadResult:
    """Read the bytes of a TimelineJS JSON file into a frame, rejected slides and notes."""
    check_size(data, limits)
    check_depth(data, limits)
    root = parse_json(data, name)
    if not isinstance(root, dict) or not isinstance(root.get("events", []), list):
        raise FormatError(f"{name or 'The file'} is JSON but no TimelineJS: it has no events.")
    held = root.get("eras")
    eras = held if isinstance(held, list) else []
    slides = [*((slide, "") for slide in root.get("events", [])), *((era, _ERA) for era in eras)]
    check_rows(len(slides), limits)
    rows: list[Row] = []
    lines: list[int] = []
    odd: list[RejectedRow] = []
    for line, (slide, kind) in enumerate(slides, 1):
        if isinstance(slide, dict):
            rows.append(_row_of(slide, kind))
            lines.append(line)
        else:
            odd.append(RejectedRow(line, "", str(slide)[:200], "it is no slide of TimelineJS"))
    if isinstance(root.get("title"), dict):
        rows.append(_row_of(root["title"], "title"))
        lines.append(len(slides) + 1)
    headers = list(dict.fromkeys(chain(SHEET, chain.from_iterable(rows))))
    check_cells(len(rows), len(headers), limits)
    for row in rows:
        check_chars(row.values(), limits)
    return _built(rows, headers, lines, odd, (), anchor, day_first)


def _distinct(headers: Sequence[str]) -> list[str]:
    seen: dict[str, int] = {}
    out = []
    for header in headers:
        count = seen[header] = seen.get(header, 0) + 1
        out.append(header if count == 1 else f"{header} ({count})")
    return out


def _built(
    rows: Sequence[Row],
    headers: Sequence[str],
    lines: Sequence[int],
    rejected: Sequence[RejectedRow],
    notes: Sequence[str],
    anchor: date | None,
    day_first: bool | None,
) -> ReadResult:
    is_title = [row.get("Type", "").strip().lower() == "title" for row in rows]
    told = [f"The title slide is no event: {_titled(r)}." for r, is_ in zip(rows, is_title) if is_]  # noqa: B905
    held = [row for row, is_ in zip(rows, is_title, strict=True) if not is_]
    at = [line for line, is_ in zip(lines, is_title, strict=True) if not is_]
    faults: list[Fault] = []
    columns, more = _columns(held, headers, faults)
    raw = pd.DataFrame(columns, index=range(len(held)), dtype=object)
    result = build_frame(
        raw,
        lines=at,
        anchor=anchor,
        day_first=day_first,
        faults=faults,
        notes=(*notes, *told, *more),
    )
    every = sorted((*result.rejected, *rejected), key=lambda fault: fault.line)
    read = result.read + len({fault.line for fault in rejected})
    return replace(result, rejected=tuple(every), read=read)


def _titled(row: Row) -> str:
    said = plain_text(row.get("Headline", "") or row.get("Text", ""))
    return " ".join(said.split())[:120].rstrip(".")


def _columns(
    rows: Sequence[Row], headers: Sequence[str], faults: list[Fault]
) -> tuple[dict[str, list[str]], tuple[str, ...]]:
    is_ours = set(headers) >= _OWN_HEADERS
    columns = {
        "title": [plain_text(row.get("Headline", "")) for row in rows],
        "text": [plain_text(row.get("Text", "")) for row in rows],
        "category": [_category(row) for row in rows],
    }
    if "Year" in headers:
        columns["date"] = [_date_of(row, at, faults) for at, row in enumerate(rows)]
    if not is_ours:
        columns["date_text"] = [row.get("Display Date", "") for row in rows]
    used = {header for header in _KEPT if any(row.get(header) for row in rows)}
    others = [header for header in headers if header not in SHEET or header in used]
    named, notes = _named(others, is_ours=is_ours, taken=columns)
    for header, name in named.items():
        columns[name] = [row.get(header, "") for row in rows]
    return columns, notes


def _named(
    headers: Sequence[str], *, is_ours: bool, taken: Mapping[str, Any]
) -> tuple[dict[str, str], tuple[str, ...]]:
    """The names that columns beside those of the sheet get."""
    if not is_ours:
        mapped = map_headers(headers, without=tuple(taken))
        return dict(zip(headers, mapped.names, strict=True)), mapped.notes
    ours = {_LONGITUDE: "longitude", _LATITUDE: "latitude", _WKT: "geometry"}
    ours |= {name: name for name in _BESIDE}
    names = {
        header: ours.get(header) or (f"{header} (2)" if _is_reserved(header) else header)
        for header in headers
        if header != _EDTF
    }
    return names, ()


def _is_reserved(name: str) -> bool:
    return name in COLUMNS or name in RAW_COLUMNS


def _category(row: Row) -> str:
    return _ERA if row.get("Type", "").strip().lower() == _ERA else row.get("Group", "")


# --- when -----------------------------------------------------------------------------------------


def _date_of(row: Row, at: int, faults: list[Fault]) -> str:
    """The date of a row as EDTF: the exact one while it still agrees, else what the parts say."""
    if (edtf := row.get(_EDTF, "").strip()) and _is_as_written(edtf, row):
        return edtf
    start, end = _joined(row, _START, at, faults), _joined(row, _END, at, faults)
    if not start or not end or start == end:
        return start or end
    return f"{start}/{end}"


def _is_as_written(edtf: str, row: Row) -> bool:
    try:
        parts = _sheet_dates(EventDate.parse(edtf))
    except DateError:
        return False
    return all(row.get(header, "").strip() == parts.get(header, "") for header in (*_START, *_END))


def _joined(row: Row, names: Sequence[str], at: int, faults: list[Fault]) -> str:
    """Year, month, day and time as one EDTF text, as far as they are given."""
    said = [row.get(name, "").strip() for name in names]
    year, month, day = (re.sub(r"[,\s]", "", part).removesuffix(".0") for part in said[:3])
    if not year:
        if any(said):
            shown = " ".join(filter(None, said))
            faults.append((at, "date", shown, f"the {names[0]} is missing before '{shown}'"))
        return ""
    try:
        text = _year(int(year))
        text += f"-{int(month):02}" if month else ""
        text += f"-{int(day):02}" if month and day else ""
        return text + (_clock(said[3]) if month and day else "")
    except ValueError:
        shown = " ".join(filter(None, said))
        reason = f"'{shown}' is no year, month, day and time; write numbers such as 2018, 6, 12"
        faults.append((at, "date", shown, reason))
        return ""


def _year(number: int) -> str:
    number += number < 0
    if abs(number) > 9999:
        return f"Y{number}"
    return f"{'-' if number < 0 else ''}{abs(number):04}"


def _clock(said: str) -> str:
    """A time of day as EDTF; one that is unreadable is left to the words of the row."""
    found = _CLOCK.fullmatch(said)
    if not said or not found:
        return ""
    hour, minute, second = (int(part or 0) for part in found.groups()[:3])
    half = (found[4] or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or minute > 59 or second > 59:
        raise ValueError(said)
    return f"T{hour:02}:{minute:02}" + (f":{second:02}" if found[3] else "")


def _sheet_dates(stated: EventDate) -> Row:
    """A date in the columns of the sheet; outer bounds for what these cannot say."""
    if alone := _parts(stated.text):
        return dict(zip(_START, alone, strict=True))
    left, _, right = stated.text.partition("/")
    first = _parts(left) or _bound(stated.earliest, stated.precision)
    last = _parts(right) or _bound(
        None if stated.latest is None else stated.latest - SECOND, stated.precision
    )
    if not any(first):  # TimelineJS cannot do without a start
        first, last = last, ("",) * 4
    return dict(zip((*_START, *_END), (*first, *last), strict=True))


def _parts(text: str) -> tuple[str, ...]:
    found = _POINT.fullmatch(text)
    if not found:
        return ()
    year, month, day, clock = found.groups()
    time = clock if not clock or ":" in clock else f"{clock}:00"
    return (
        _sheet_year(int(year)),
        *(str(int(part)) if part else "" for part in (month, day)),
        time or "",
    )


def _bound(at: int | None, precision: str) -> tuple[str, ...]:
    if at is None:
        return ("",) * 4
    year, month, day = calendar_day(at // DAY)
    seconds = at % DAY // SECOND
    clock = f"{seconds // 3600:02}:{seconds // 60 % 60:02}"
    is_timed = precision in ("second", "minute", "hour")
    return (
        _sheet_year(year),
        str(month) if is_timed or precision in ("day", "month", "season") else "",
        str(day) if is_timed or precision == "day" else "",
        clock if is_timed else "",
    )


def _sheet_year(year: int) -> str:
    return str(year - 1 if year <= 0 else year)


# --- writing --------------------------------------------------------------------------------------


def write_timelinejs_csv(frame: gpd.GeoDataFrame) -> bytes:
    """Write the dated rows of a frame as a TimelineJS sheet, our other columns behind its own."""
    rows = [*_rows_of(frame)]
    headers = [*SHEET, *_more_headers(frame)]
    columns = {
        header: [row.get(header, "") for row in rows]
        if header in _DATES
        else guarded(row.get(header, "") for row in rows)
        for header in headers
    }
    for bare in (_LONGITUDE, _LATITUDE, _EDTF):
        columns[bare] = [row.get(bare, "") for row in rows]
    return write_columns(columns)


def write_timelinejs_json(frame: gpd.GeoDataFrame, *, title: str = "") -> bytes:
    """Write the dated rows of a frame as TimelineJS JSON, our other columns in each slide."""
    rows = [*_rows_of(frame)]
    more = _more_headers(frame)
    root: dict[str, Any] = {"title": {"text": {"headline": to_html(title)}}} if title else {}
    root["events"] = [_slide_of(row, more) for row in rows if row["Type"] != _ERA]
    root["eras"] = [_slide_of(row, more) for row in rows if row["Type"] == _ERA]
    return (json.dumps(root, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _more_headers(frame: gpd.GeoDataFrame) -> list[str]:
    wkt = [_WKT] if "geometry" in geometry_texts(frame) else []
    others = (_own_header(name) for name in other_texts(frame))
    return [_LATITUDE, _LONGITUDE, *wkt, _EDTF, *_BESIDE, *(n for n in others if n not in _KEPT)]


def _own_header(name: str) -> str:
    """The header of a column that came with the source: never one that means something here."""
    taken = _SHEET_OF.get(fold(name)) or (
        name if name in (_LATITUDE, _LONGITUDE, _EDTF, _WKT) else ""
    )
    return f"{name} (2)" if taken and name not in _KEPT else name


def _rows_of(frame: gpd.GeoDataFrame) -> Iterator[Row]:
    dated = frame[frame["date"] != ""]
    stated, shaped = stated_texts(dated), geometry_texts(dated)
    columns: dict[str, Sequence[str]] = {name: stated[name] for name in _BESIDE}
    columns |= {_EDTF: stated["date"], _LATITUDE: shaped["latitude"]}
    columns |= {_LONGITUDE: shaped["longitude"]}
    columns |= {_WKT: shaped["geometry"]} if "geometry" in shaped else {}
    columns |= {_own_header(name): cells for name, cells in other_texts(dated).items()}
    main = zip(stated["title"], stated["text"], stated["category"], strict=True)
    beside = zip(*columns.values(), strict=True)
    for (title, text, category), cells in zip(main, beside, strict=True):
        row = dict(zip(columns, cells, strict=True))
        dates = _sheet_dates(EventDate.parse(row[_EDTF]))
        is_era = category == _ERA and bool(dates.get("End Year"))
        yield (
            row
            | dates
            | {
                "Display Date": row["date_text"] or _words(row[_EDTF]),
                "Headline": to_html(title),
                "Text": to_html(text),
                "Type": _ERA if is_era else "",
                "Group": "" if is_era else category,
            }
        )


def _words(edtf: str) -> str:
    """What TimelineJS should show where its own parts would say less than the date does."""
    if _POINT.fullmatch(edtf) and edtf[-1] not in "?~%":
        return ""
    return "" if "/" in edtf and all(map(_POINT.fullmatch, edtf.split("/"))) else edtf


_JSON_PARTS = ("year", "month", "day")
_JSON_CLOCK = ("hour", "minute", "second")


def _slide_of(row: Row, more: Sequence[str]) -> dict[str, Any]:
    slide: dict[str, Any] = {"start_date": _json_date(row, _START)}
    if row.get("End Year"):
        slide["end_date"] = _json_date(row, _END)
    if row["Display Date"]:
        slide["display_date"] = row["Display Date"]
    slide["text"] = {"headline": row["Headline"], "text": row["Text"]}
    media = {key: row[header] for header, key in _MEDIA.items() if row.get(header)}
    if media:
        slide["media"] = media
    if row[_LATITUDE]:
        at = {"lat": float(row[_LATITUDE]), "lon": float(row[_LONGITUDE])}
        slide["location"] = at | ({"name": row["place"]} if row["place"] else {})
    if row["Group"]:
        slide["group"] = row["Group"]
    if ground := row.get("Background"):
        slide["background"] = {"url" if "/" in ground else "color": ground}
    slide["unique_id"] = row["id"]
    # Latin letters, digits and "-" are all that TimelineJS makes ids of; ours may be anything.
    slide[_KEY] = {header: row[header] for header in more if header in row}
    return slide


def _json_date(row: Row, names: Sequence[str]) -> dict[str, int]:
    said = [row.get(name, "") for name in names]
    parts = {key: int(part) for key, part in zip(_JSON_PARTS, said[:3], strict=True) if part}
    clock = said[3].split(":") if said[3] else []
    return parts | {key: int(part) for key, part in zip(_JSON_CLOCK, clock, strict=False)}


def _row_of(slide: Mapping[str, Any], kind: str) -> Row:
    """A slide of the JSON as a row of the sheet."""
    row = _sheet_date(slide.get("start_date"), _START) | _sheet_date(slide.get("end_date"), _END)
    text, media, ground = (_part(slide, key) for key in ("text", "media", "background"))
    row |= {
        "Display Date": _said(slide.get("display_date"))
        or _said(_part(slide, "start_date").get("display_date")),
        "Headline": _said(text.get("headline")),
        "Text": _said(text.get("text")),
        "Type": kind,
        "Group": _said(slide.get("group")),
        "Background": _said(ground.get("url")) or _said(ground.get("color")),
    }
    row |= {header: _said(media.get(key)) for header, key in _MEDIA.items()}
    ours = _part(slide, _KEY)
    if not ours:
        row |= {"id": _said(slide.get("unique_id"))} | _located(slide)
    beside = {str(key): _said(value) for key, value in ours.items()}
    return {key: value for key, value in beside.items() if key not in SHEET} | row


def _located(slide: Mapping[str, Any]) -> Row:
    """Where a slide, or its media, says that it is."""
    held = slide.get("location") or _part(slide, "media").get("location")
    where = held if isinstance(held, dict) else {"name": held}
    said = {_LATITUDE: where.get("lat"), _LONGITUDE: where.get("lon"), "place": where.get("name")}
    return {header: text for header, value in said.items() if (text := _said(value).strip())}


def _part(slide: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    held = slide.get(key)
    return held if isinstance(held, dict) else {}


def _sheet_date(held: Any, names: Sequence[str]) -> Row:
    if not isinstance(held, dict):
        return {}
    said = [_said(held.get(key)).strip() for key in (*_JSON_PARTS, *_JSON_CLOCK)]
    clock = [part.zfill(2) for part in said[3:]]
    while clock and clock[-1] == "00" and not said[2 + len(clock)]:
        clock.pop()
    time = ":".join(clock) if len(clock) != 1 else f"{clock[0]}:00"
    return dict(zip(names, (*said[:3], time), strict=True))


def _said(value: Any) -> str:
    if value is None or isinstance(value, dict | list):
        return "" if not value else json.dumps(value, ensure_ascii=False)
    text = value if isinstance(value, str) else json.dumps(value)
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
