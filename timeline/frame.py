"""Keep the event frame: one documented GeoDataFrame that goes in and out of everything.

One row per event or force observation. `date` (EDTF) is the truth about when;
earliest, latest, the core and the precision are derived from it, here and
nowhere else. Rows that break the rules are rejected with line, column, value
and reason; nothing is dropped silently.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from geo.countries import countries_at, lookup_country
from numpy.typing import NDArray

from timeline.cells import (
    NOTHING,
    CellError,
    Faults,
    Mask,
    Texts,
    filled,
    one_line,
    read_distinct,
    read_numbers,
    read_strengths,
    read_words,
    stripped,
    texts,
)
from timeline.dates import DateColumn, read_dates
from timeline.edtf import EventDate
from timeline.errors import FrameError
from timeline.event import KINDS, STATUSES, Event

__all__ = [
    "COLUMNS",
    "CRS",
    "KINDS",
    "PRECISIONS",
    "STATUSES",
    "ReadResult",
    "RejectedRow",
    "build_frame",
    "empty_frame",
    "events_from_frame",
    "frame_from_events",
    "sure_bounds",
    "undated",
    "unplaced",
    "validate",
]

CRS = "EPSG:4326"
PRECISIONS = (
    "second",
    "minute",
    "hour",
    "day",
    "month",
    "season",
    "year",
    "decade",
    "century",
    "millennium",
)
COLUMNS = (
    "id",
    "kind",
    "title",
    "text",
    "date",
    "earliest",
    "latest",
    "core_start",
    "core_end",
    "precision",
    "date_text",
    "place",
    "country",
    "radius_km",
    "actors",
    "category",
    "status",
    "strength_low",
    "strength_high",
    "unit",
    "source",
    "url",
    "published",
    "quote",
    "quote_start",
    "quote_end",
    "confidence",
    "geometry",
)
DERIVED = ("earliest", "latest", "core_start", "core_end", "precision")
NEVER = 2**62

_TIMES = ("earliest", "latest", "core_start", "core_end", "published")
_NUMBERS = ("radius_km", "strength_low", "strength_high", "confidence")
_SPANS = ("quote_start", "quote_end")
_CATEGORIES = {"kind": KINDS, "status": STATUSES, "precision": PRECISIONS}
_OTHER = (*_TIMES, *_NUMBERS, *_SPANS, *_CATEGORIES, "actors", "geometry")
TEXTS = tuple(name for name in COLUMNS if name not in _OTHER)

# What build_frame reads besides the columns themselves.
RAW_COLUMNS = (
    "start",
    "end",
    "longitude",
    "latitude",
    "to_longitude",
    "to_latitude",
    "strength",
)
_SHORT = {"lon": "longitude", "lat": "latitude", "to_lon": "to_longitude", "to_lat": "to_latitude"}


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """One fault of a row that was left out: where it is, what it says, why not."""

    line: int
    column: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What came of reading a source: the frame, what was left out, what a reader should know."""

    frame: gpd.GeoDataFrame
    rejected: tuple[RejectedRow, ...] = ()
    read: int = 0
    notes: tuple[str, ...] = ()

    @property
    def rejected_rows(self) -> int:
        """How many rows were left out; a row with three faults counts once."""
        return len({fault.line for fault in self.rejected})


# --- a frame of known columns ---------------------------------------------------------------------


def empty_frame() -> gpd.GeoDataFrame:
    """Return an event frame without rows."""
    return _assemble({name: [] for name in COLUMNS}, {})


def _assemble(columns: Mapping[str, Any], extra: Mapping[str, Any]) -> gpd.GeoDataFrame:
    """Give every column its type and its place."""
    typed: dict[str, Any] = {}
    for name in COLUMNS:
        values = columns[name]
        if name in _TIMES:
            typed[name] = np.asarray(values, dtype="datetime64[us]")
        elif name in _NUMBERS:
            typed[name] = np.asarray(values, dtype=float)
        elif name in _SPANS:
            typed[name] = pd.array(values, dtype="Int64")
        elif name in _CATEGORIES:
            typed[name] = pd.Categorical(values, categories=list(_CATEGORIES[name]))
        elif name in ("actors", "geometry"):
            typed[name] = _objects(values)
        else:
            typed[name] = pd.array(values, dtype="str")
    geometry = gpd.array.GeometryArray(typed.pop("geometry"), crs=CRS)
    frame = pd.DataFrame(typed)
    frame["geometry"] = geometry
    for name, values in extra.items():
        frame[name] = values
    return gpd.GeoDataFrame(frame, geometry="geometry", crs=CRS)


def _objects(values: Iterable[Any]) -> NDArray[np.object_]:
    held = list(values)
    out = np.empty(len(held), dtype=object)
    out[:] = held
    return out


def undated(frame: gpd.GeoDataFrame) -> Mask:
    """Say which rows carry no date."""
    return np.asarray(frame["date"] == "", dtype=bool)


def unplaced(frame: gpd.GeoDataFrame) -> Mask:
    """Say which rows carry no geometry."""
    return np.asarray(frame.geometry.isna(), dtype=bool)


# --- raw text to rows -----------------------------------------------------------------------------


def build_frame(
    raw: pd.DataFrame,
    *,
    lines: Sequence[int] | NDArray[np.int_] | None = None,
    anchor: date | None = None,
    day_first: bool | None = None,
    notes: Sequence[str] = (),
) -> ReadResult:
    """Turn a table of raw text, its columns named as ours, into a frame and rejected rows.

    `lines` says where each row came from (1, 2, 3 … when left out), `anchor` is
    the date that relative dates refer to, `day_first` settles 03/04/2024.
    Besides the columns of the frame it reads start and end, longitude and
    latitude (or lon, lat), to_longitude and to_latitude, strength, and WKT in
    geometry; other columns are kept as they came.
    """
    row_lines = np.arange(1, len(raw) + 1) if lines is None else np.asarray(lines, dtype=int)
    build = _Build(raw, row_lines, [*notes])
    build.when(anchor, day_first)
    build.where()
    build.who()
    build.what()
    build.who_says()
    return build.result()


class _Build:
    """The columns of one frame while they are being read."""

    def __init__(self, raw: pd.DataFrame, lines: NDArray[np.int_], notes: list[str]) -> None:
        named = raw.rename(columns={k: v for k, v in _SHORT.items() if v not in raw.columns})
        self.size = len(named)
        self.lines = lines
        self.notes = notes
        self.faults = Faults(self.size)
        self.columns: dict[str, Any] = {}
        self.extra: dict[str, Any] = {}
        self._raw: dict[str, Any] = {}
        for name in map(str, named.columns):
            if name in DERIVED:
                self.extra[f"source_{name}"] = texts(named[name])
            elif name in COLUMNS or name in RAW_COLUMNS:
                self._raw[name] = named[name]
            else:
                self.extra[name] = texts(named[name])

    def has(self, name: str) -> bool:
        return name in self._raw

    def take(self, name: str) -> Texts:
        """The raw text of a column, empty when the source has no such column."""
        if name in self._raw:
            return texts(self._raw[name])
        return np.full(self.size, "", dtype=object)

    def keep(self, name: str, values: Texts) -> None:
        """Keep what the source said where our own column could not."""
        if filled(values).any():
            held = self.extra.get(name, values)
            self.extra[name] = np.where(filled(held), held, values)

    # when

    def when(self, anchor: date | None, day_first: bool | None) -> None:
        said = _blank_nothings(stripped(self.take("date")))
        words = stripped(self.take("date_text"))
        if self.has("start") or self.has("end"):
            said = self._join_start_and_end(said, anchor, day_first)
        dates = read_dates(said, anchor=anchor, day_first=day_first)
        for row, reason in dates.errors.items():
            self.faults.add(row, "date", str(said[row]), reason)
        edtf = texts(list(dates.edtf))
        self.columns |= _derived(dates) | {"date": edtf}
        self.columns["date_text"] = np.where(filled(words) | (said == edtf), words, said)

    def _join_start_and_end(
        self, said: Texts, anchor: date | None, day_first: bool | None
    ) -> Texts:
        ends = []
        for name in ("start", "end"):
            cells = np.where(filled(said), "", _blank_nothings(stripped(self.take(name))))
            dates = read_dates(cells, anchor=anchor, day_first=day_first)
            for row, reason in dates.errors.items():
                self.faults.add(row, name, str(cells[row]), reason)
            ends.append(texts(list(dates.edtf)))
            self._refuse_nested(name, cells, ends[-1])
        start, end = ends
        joined = np.where(filled(end) & (start != end), start + "/" + end, start)
        return np.asarray(np.where(filled(said), said, joined), dtype=object)

    def _refuse_nested(self, name: str, cells: Texts, edtf: Texts) -> None:
        nested = np.array(["/" in text for text in edtf], dtype=bool)
        reason = f"the {name} '{{value}}' is an interval itself; write one date"
        self.faults.add_where(nested, name, cells, reason)
        edtf[nested] = ""

    # where

    def where(self) -> None:
        points = self._points("longitude", "latitude")
        targets = self._points("to_longitude", "to_latitude")
        drawn = self._drawn()
        geometry = np.where(shapely.is_missing(points), targets, points)
        both = ~shapely.is_missing(points) & ~shapely.is_missing(targets)
        if both.any():
            pairs = np.stack([shapely.get_coordinates(p[both]) for p in (points, targets)], axis=1)
            geometry[both] = shapely.linestrings(pairs)
        self.is_movement = ~shapely.is_missing(targets)
        self.columns["geometry"] = np.where(shapely.is_missing(drawn), geometry, drawn)
        self.columns["place"] = one_line(self.take("place"))
        self._country()
        radius = read_numbers(stripped(self.take("radius_km")), "radius_km", self.faults)
        self._refuse(radius < 0, "radius_km", "the radius {value} is negative; write kilometres")
        self.columns["radius_km"] = np.nan_to_num(radius, nan=0.0)

    def _points(self, x_name: str, y_name: str) -> NDArray[np.object_]:
        x_text, y_text = stripped(self.take(x_name)), stripped(self.take(y_name))
        x = read_numbers(x_text, x_name, self.faults)
        y = read_numbers(y_text, y_name, self.faults)
        for name, values, limit in ((x_name, x, 180), (y_name, y, 90)):
            reason = f"the {name} {{value}} is outside -{limit} to {limit}"
            self._refuse(np.abs(values) > limit, name, reason)
        bad = self.faults.bad
        for name, here, there in ((y_name, y, x), (x_name, x, y)):
            reason = f"the row lacks its {name}; give longitude and latitude together"
            self._refuse(np.isnan(here) & ~np.isnan(there) & ~bad, name, reason)
        points = np.full(self.size, None, dtype=object)
        held = ~np.isnan(x) & ~np.isnan(y)
        points[held] = shapely.points(x[held], y[held])
        return points

    def _drawn(self) -> NDArray[np.object_]:
        cells = self._raw.get("geometry")
        if cells is None:
            return np.full(self.size, None, dtype=object)
        if isinstance(cells, gpd.GeoSeries):
            return np.asarray(cells, dtype=object)
        if any(isinstance(cell, shapely.Geometry) for cell in cells):
            return _objects(cells)
        return _objects(read_distinct(texts(cells), parse_wkt, "geometry", self.faults))

    def _country(self) -> None:
        said = stripped(self.take("country"))
        known = _objects(read_distinct(said, _country_code, "country", self.faults))
        self.keep("country_text", np.where(filled(said) & (known == ""), said, ""))
        geometry = self.columns["geometry"]
        open_rows = (said == "") & (shapely.get_type_id(geometry) == 0)
        if open_rows.any():
            at = geometry[open_rows]
            known[open_rows] = countries_at(shapely.get_x(at), shapely.get_y(at))
        self.columns["country"] = known

    # who

    def who(self) -> None:
        lists = read_distinct(self.take("actors"), _actor_codes, "actors", self.faults)
        self.columns["actors"] = [list(actors) for actors in lists]
        self.columns["unit"] = stripped(self.take("unit"))
        said = stripped(self.take("strength"))
        low, high = read_strengths(said, "strength", self.faults)
        for name, spare in (("strength_low", low), ("strength_high", high)):
            cells = stripped(self.take(name))
            given = read_numbers(cells, name, self.faults)
            self._refuse(given < 0, name, "the strength {value} is negative; write a count")
            self.columns[name] = np.where(filled(cells), given, spare)
        self._order_strengths()
        plain = np.array([text.isdigit() or not text for text in said], dtype=bool)
        self.keep("strength_text", np.where(plain, "", said))

    def _order_strengths(self) -> None:
        low, high = self.columns["strength_low"], self.columns["strength_high"]
        for row in np.flatnonzero(low > high):
            value = f"{low[row]:g} > {high[row]:g}"
            reason = f"strength_low {low[row]:g} is above strength_high {high[row]:g}; swap them"
            self.faults.add(int(row), "strength_low", value, reason)

    # what

    def what(self) -> None:
        kinds = read_words(self.take("kind"), "kind", self.faults, known=KINDS, empty="")
        kinds[(kinds == "") & self.is_movement] = "movement"
        kinds[kinds == ""] = "event"
        self.columns["kind"] = kinds
        status = read_words(
            self.take("status"), "status", self.faults, known=STATUSES, empty="happened"
        )
        self.columns["status"] = status
        self.columns["text"] = self.take("text")
        self.columns["category"] = stripped(self.take("category"))
        self._titles()

    def _titles(self) -> None:
        titles = one_line(self.take("title"))
        text, place = self.columns["text"], self.columns["place"]
        lacking = titles == ""
        for row in np.flatnonzero(lacking):
            titles[row] = _first_words(text[row]) or place[row]
        empty = titles == ""
        self._refuse(empty, "title", "the row has neither title nor text nor place; give one")
        if (named := int((lacking & ~empty).sum())) > 0:
            self.notes.append(f"{_rows(named)} without a title took it from the text or the place.")
        self.columns["title"] = titles

    # who says so

    def who_says(self) -> None:
        self.columns["source"] = stripped(self.take("source"))
        self.columns["url"] = stripped(self.take("url"))
        self.columns["quote"] = self.take("quote")
        self._published()
        for name in _SPANS:
            cells = stripped(self.take(name))
            spans = read_numbers(cells, name, self.faults)
            wrong = (spans < 0) | (spans != np.floor(spans)) & ~np.isnan(spans)
            self._refuse(wrong, name, "the offset {value} is not a whole number of characters")
            spans[wrong] = np.nan
            self.columns[name] = pd.array(spans, dtype="Float64").astype("Int64")
        confidence = read_numbers(stripped(self.take("confidence")), "confidence", self.faults)
        wrong = (confidence < 0) | (confidence > 1)
        self._refuse(wrong, "confidence", "the confidence {value} is outside 0 to 1")
        self.columns["confidence"] = confidence

    def _published(self) -> None:
        said = stripped(self.take("published"))
        dates = read_dates(said)
        fine = ("second", "minute", "hour", "day")
        exact = np.isin(_derived(dates)["precision"], fine)
        self.columns["published"] = np.where(exact, dates.earliest, np.datetime64("NaT"))
        self.keep("published_text", np.where(exact, "", said))

    def _refuse(self, mask: Mask, name: str, reason: str) -> None:
        self.faults.add_where(mask, name, self.take(name), reason)

    # all together

    def result(self) -> ReadResult:
        self._ids()
        rejected = sorted(self.faults.found, key=lambda fault: fault[0])
        frame = _assemble(
            self.columns, {k: pd.array(v, dtype="str") for k, v in self.extra.items()}
        )
        bad = self.faults.bad
        return ReadResult(
            frame=frame[~bad].reset_index(drop=True) if bad.any() else frame,
            rejected=tuple(RejectedRow(int(self.lines[row]), *rest) for row, *rest in rejected),
            read=self.size,
            notes=tuple(self.notes),
        )

    def _ids(self) -> None:
        ids = stripped(self.take("id"))
        good = ~self.faults.bad
        given = filled(ids)
        self._refuse_repeats(ids, good & given, "the id '{value}' is taken by line {line}")
        lacking = np.flatnonzero(good & ~given)
        if lacking.size:
            self._make_ids(ids, lacking)
        self.columns["id"] = ids

    def _refuse_repeats(self, keys: Texts, among: Mask, reason: str) -> None:
        rows = np.flatnonzero(among)
        codes, _ = pd.factorize(keys[rows])
        first = rows[np.unique(codes, return_index=True)[1]]
        for row, origin in zip(rows, first[codes], strict=True):
            if row != origin:
                said = reason.format(value=keys[row], line=self.lines[origin])
                self.faults.add(int(row), "id", str(self.take("id")[row]), said)

    def _make_ids(self, ids: Texts, rows: NDArray[np.int_]) -> None:
        taken = set(ids[filled(ids)])
        whole: dict[tuple[str, ...], int] = {}
        parts = [self.columns[name] for name in ("title", "date", "place")]
        everything = [texts(values) for values in (*self._raw.values(), *self.extra.values())]
        counts: dict[str, int] = {}
        for row in rows:
            cells = tuple(values[row] for values in everything)
            if cells in whole:
                reason = f"the row repeats line {self.lines[whole[cells]]} in every cell"
                self.faults.add(int(row), "id", "", reason)
                continue
            whole[cells] = row
            ids[row] = _free_id(_hash(*(part[row] for part in parts)), taken, counts)


def _free_id(wanted: str, taken: set[str], counts: dict[str, int]) -> str:
    free = wanted
    while free in taken:
        counts[wanted] = counts.get(wanted, 1) + 1
        free = f"{wanted}-{counts[wanted]}"
    taken.add(free)
    return free


def _hash(*parts: str) -> str:
    return hashlib.blake2b("\x1f".join(parts).encode(), digest_size=6).hexdigest()


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count:,} rows"


def _first_words(text: str, limit: int = 80) -> str:
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    return line[:limit].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"


def _blank_nothings(values: Texts) -> Texts:
    return _objects("" if value.lower() in NOTHING else value for value in values)


def _derived(dates: DateColumn) -> dict[str, Any]:
    return {name: getattr(dates, name) for name in DERIVED}


@lru_cache(maxsize=4096)
def _country_code(text: str) -> str:
    country = lookup_country(text) if text else None
    return country.alpha3 if country else ""


def _actor_codes(text: str) -> tuple[str, ...]:
    names = (part.strip() for part in text.split(";"))
    return tuple(dict.fromkeys(_country_code(name) or name for name in names if name))


def parse_wkt(text: str) -> shapely.Geometry | None:
    """Read WKT, longitude first; raises CellError, and reads nothing absurdly nested."""
    bare = text.strip()
    if not bare:
        return None
    if bare.count("(") > 4 and _depth(bare) > 6:
        raise CellError("the geometry is nested deeper than any real one; write plain WKT")
    geometry = shapely.from_wkt(bare, on_invalid="ignore")
    if geometry is None:
        raise CellError(f"'{bare[:60]}' is not WKT; write it like POINT (126.98 37.57)")
    if geometry.is_empty:
        return None
    return geometry


def _depth(text: str) -> int:
    depth = deepest = 0
    for char in text:
        depth += (char == "(") - (char == ")")
        deepest = max(deepest, depth)
    return deepest


# --- dates of a frame -----------------------------------------------------------------------------

# An instant without a qualifier is sure within its own outer bounds.
_NOT_PLAIN = r"[/?~%\[\]{}]"


def sure_bounds(frame: gpd.GeoDataFrame) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return (sure_begun, sure_until) in µs: what decides *certain* in a window.

    An event is certain in [w0, w1) when sure_begun <= w1 and sure_until >= w0.
    Open ends are ±NEVER; an undated row has its two bounds the wrong way round.
    """
    begun = frame["latest"].to_numpy(dtype="datetime64[us]").astype(np.int64)
    until = frame["earliest"].to_numpy(dtype="datetime64[us]").astype(np.int64)
    said = frame["date"].astype("str")
    none = np.asarray(said == "", dtype=bool)
    begun[none], until[none] = NEVER, -NEVER
    rows = np.flatnonzero(said.str.contains(_NOT_PLAIN))
    if rows.size:
        codes, distinct = pd.factorize(said.iloc[rows])
        pairs = np.array([_sure(text) for text in distinct], dtype=np.int64)
        begun[rows], until[rows] = pairs[codes, 0], pairs[codes, 1]
    return begun, until


@lru_cache(maxsize=1 << 17)
def _sure(text: str) -> tuple[int, int]:
    stated = EventDate.parse(text)
    begun = NEVER if stated.sure_begun is None else stated.sure_begun
    until = -NEVER if stated.sure_until is None else stated.sure_until
    return begun, until


# --- events and rows ------------------------------------------------------------------------------


def frame_from_events(events: Iterable[Event]) -> gpd.GeoDataFrame:
    """Return the frame of these events, in their order; raises FrameError listing all faults."""
    held = list(events)
    columns: dict[str, Any] = {
        name: [getattr(event, name) for event in held]
        for name in COLUMNS
        if name not in DERIVED and name != "date"
    }
    columns["date"] = [str(event.date or "") for event in held]
    columns |= _derived(read_dates(columns["date"]))
    columns["actors"] = [list(event.actors) for event in held]
    parts = ("title", "date", "place")
    taken = {event.id for event in held if event.id}
    counts: dict[str, int] = {}
    columns["id"] = [
        id_ or _free_id(_hash(*said), taken, counts)
        for id_, *said in zip(columns["id"], *(columns[part] for part in parts), strict=True)
    ]
    names = dict.fromkeys(name for event in held for name in event.extra)
    extra = {name: [event.extra.get(name, "") for event in held] for name in names}
    frame = _assemble(columns, {k: pd.array(v, dtype="str") for k, v in extra.items()})
    validate(frame)
    return frame


def events_from_frame(frame: gpd.GeoDataFrame) -> list[Event]:
    """Return the events of a frame, in its order."""
    known = [name for name in COLUMNS if name not in DERIVED]
    others = [name for name in frame.columns if name not in COLUMNS]
    return [
        _event(dict(zip(known, row, strict=True)), dict(zip(others, rest, strict=True)))
        for row, rest in zip(
            zip(*(frame[name] for name in known), strict=True),
            zip(*(texts(frame[name]) for name in others), strict=True)
            if others
            else [()] * len(frame),
            strict=True,
        )
    ]


def _event(row: dict[str, Any], rest: dict[str, str]) -> Event:
    held = {name: None if _is_missing(value) else value for name, value in row.items()}
    held["date"] = EventDate.parse(row["date"]) if row["date"] else None
    held["actors"] = tuple(row["actors"])
    if held["published"] is not None:
        held["published"] = row["published"].to_pydatetime()
    return Event(**held, extra=MappingProxyType({k: v for k, v in rest.items() if v}))


def _is_missing(value: object) -> bool:
    return value is None or value is pd.NaT or value is pd.NA or value != value


# --- the rules ------------------------------------------------------------------------------------


def validate(frame: gpd.GeoDataFrame) -> None:
    """Raise FrameError with every fault of a frame, or return."""
    faults = list(_column_faults(frame)) or list(_row_faults(frame))
    if faults:
        shown = "; ".join(faults[:20])
        rest = f"; and {len(faults) - 20:,} more" if len(faults) > 20 else ""
        raise FrameError(f"The frame breaks {len(faults):,} of its rules: {shown}{rest}.")


def _column_faults(frame: gpd.GeoDataFrame) -> Iterator[str]:
    missing = [name for name in COLUMNS if name not in frame.columns]
    if missing:
        yield f"it lacks the columns {', '.join(missing)}"
    if frame.crs is None or frame.crs.to_epsg() != 4326:
        yield f"its CRS is {frame.crs} where {CRS} is needed"
    expected = empty_frame().dtypes
    for name in COLUMNS:
        if name in frame.columns and frame[name].dtype != expected[name]:
            yield f"the column {name} is {frame[name].dtype} where {expected[name]} is needed"


def _row_faults(frame: gpd.GeoDataFrame) -> Iterator[str]:
    bounds = frame.geometry.bounds.to_numpy()
    low, high = frame["strength_low"], frame["strength_high"]
    confidence = frame["confidence"]
    rules = (
        (frame["id"] == "", "has no id"),
        (frame["id"].duplicated() & (frame["id"] != ""), "repeats an id"),
        (frame["title"] == "", "has no title"),
        (frame["kind"].isna(), "has no kind"),
        (frame["status"].isna(), "has no status"),
        (np.abs(bounds[:, [0, 2]]).max(axis=1) > 180, "has a longitude outside -180 to 180"),
        (np.abs(bounds[:, [1, 3]]).max(axis=1) > 90, "has a latitude outside -90 to 90"),
        (~(frame["radius_km"] >= 0), "has a negative or missing radius_km"),
        (low < 0, "has a negative strength_low"),
        (low > high, "has strength_low above strength_high"),
        ((confidence < 0) | (confidence > 1), "has a confidence outside 0 to 1"),
        ((frame["quote_start"] > frame["quote_end"]).fillna(False), "ends its quote before it"),
    )
    for broken, what in rules:
        for row in np.flatnonzero(np.asarray(broken, dtype=bool)):
            yield f"row {row} ('{frame['id'].iloc[row]}') {what}"
    yield from _date_faults(frame)


def _date_faults(frame: gpd.GeoDataFrame) -> Iterator[str]:
    dates = read_dates(texts(frame["date"]))
    for row, reason in dates.errors.items():
        yield f"row {row} ('{frame['id'].iloc[row]}'): {reason}"
    for name in ("earliest", "latest", "core_start", "core_end"):
        held, derived = frame[name].to_numpy(), getattr(dates, name)
        differs = (held != derived) & ~(np.isnat(held) & np.isnat(derived))
        for row in np.flatnonzero(differs):
            if row not in dates.errors:
                yield f"row {row} ('{frame['id'].iloc[row]}') has another {name} than its date"
