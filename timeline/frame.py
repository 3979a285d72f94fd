"""Keep the event frame: one documented GeoDataFrame that goes in and out of everything.

One row per event or force observation. Rows come from raw text (build_frame)
or from events; what breaks the rules of the columns is named, never mended in silence.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from timeline.cells import as_reason, texts
from timeline.dates import read_dates
from timeline.edtf import PRECISIONS, SURE_FOREVER, EventDate
from timeline.errors import FrameError
from timeline.event import KINDS, STATUSES, Event
from timeline.rows import beyond, build_frame
from timeline.schema import (
    COLUMNS,
    CRS,
    DERIVED,
    RAW_COLUMNS,
    STATED,
    TEXTS,
    ReadResult,
    RejectedRow,
    empty_frame,
    objects,
    undated,
    unplaced,
)

__all__ = [
    "COLUMNS",
    "CRS",
    "DERIVED",
    "KINDS",
    "NEVER",
    "PRECISIONS",
    "STATUSES",
    "TEXTS",
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


# --- events and rows ------------------------------------------------------------------------------


def frame_from_events(events: Iterable[Event]) -> gpd.GeoDataFrame:
    """Return the frame of these events, in their order.

    They are read as rows of a file are: countries and actors become ISO codes,
    a missing country is looked up from the point, a missing id is made.
    Raises FrameError listing all faults.
    """
    held = list(events)
    raw = pd.DataFrame(
        {name: objects(_cell(getattr(event, name)) for event in held) for name in STATED}
    )
    for name in dict.fromkeys(name for event in held for name in event.extra):
        if name in (*COLUMNS, *RAW_COLUMNS):
            raise FrameError(f"An event's extra column '{name}' has the name of one of ours.")
        raw[name] = objects(event.extra.get(name, "") for event in held)
    result = build_frame(raw)
    if result.rejected:
        _refuse(f"event {fault.line}: {fault.reason}" for fault in result.rejected)
    validate(result.frame)
    return result.frame


def _cell(value: object) -> object:
    """What an event holds, as the text that a file would hold; shapes stay shapes."""
    if isinstance(value, float | int):
        return repr(value)
    return ";".join(value) if isinstance(value, tuple) else value


def events_from_frame(frame: gpd.GeoDataFrame) -> list[Event]:
    """Return the events of a frame, in its order."""
    others = [name for name in frame.columns if name not in COLUMNS]
    extra = [dict(zip(others, row, strict=True)) for row in _rows(frame, others)]
    stated = [dict(zip(STATED, row, strict=True)) for row in _rows(frame, STATED)]
    return [_event(row, rest) for row, rest in zip(stated, extra, strict=True)]


def _rows(frame: gpd.GeoDataFrame, names: Sequence[str]) -> Iterable[tuple[Any, ...]]:
    columns = [frame[name].astype(object) for name in names]
    return zip(*columns, strict=True) if columns else (() for _ in range(len(frame)))


def _event(row: dict[str, Any], rest: dict[str, Any]) -> Event:
    held: dict[str, Any] = {
        name: None if _is_missing(value) else value for name, value in row.items()
    }
    held["date"] = EventDate.parse(row["date"]) if row["date"] else None
    held["actors"] = tuple(row["actors"])
    if held["published"] is not None:
        held["published"] = row["published"].to_pydatetime()
    said = {name: "" if _is_missing(value) else str(value) for name, value in rest.items()}
    return Event(**held, extra=MappingProxyType(said))


def _is_missing(value: object) -> bool:
    return value is None or value is pd.NaT or value is pd.NA or bool(value != value)  # noqa: PLR0124


# --- the rules ------------------------------------------------------------------------------------


def validate(frame: gpd.GeoDataFrame) -> None:
    """Raise FrameError with every fault of a frame, or return."""
    _refuse(list(_column_faults(frame)) or _row_faults(frame))


def _refuse(found: Iterable[str]) -> None:
    faults = list(found)
    if faults:
        count = "a rule" if len(faults) == 1 else f"{len(faults):,} rules"
        rest = f"; and {len(faults) - 50:,} more" if len(faults) > 50 else ""
        raise FrameError(f"The frame breaks {count}: {'; '.join(faults[:50])}{rest}.")


def _column_faults(frame: gpd.GeoDataFrame) -> Iterator[str]:
    missing = [name for name in COLUMNS if name not in frame.columns]
    if missing:
        yield f"it lacks the columns {', '.join(missing)}"
    if not isinstance(frame, gpd.GeoDataFrame) or frame.active_geometry_name != "geometry":
        yield "it is no GeoDataFrame with the geometry in 'geometry'"
    elif frame.crs is None or frame.crs.to_epsg() != 4326:
        yield f"its CRS is {frame.crs} where {CRS} is needed"
    expected = empty_frame().dtypes
    for name in COLUMNS:
        if name in frame.columns and frame[name].dtype != expected[name]:
            yield f"the column {name} is {frame[name].dtype} where {expected[name]} is needed"


def _row_faults(frame: gpd.GeoDataFrame) -> Iterator[str]:
    ids = frame["id"].to_numpy(dtype=object)
    for broken, what in _broken_rules(frame):
        for row in np.flatnonzero(np.asarray(broken, dtype=bool)):
            yield f"row {row} ('{ids[row]}') {what}"
    dates = read_dates(texts(frame["date"]), as_stated=True)
    for wrong, reason in dates.errors.items():
        yield f"row {wrong} ('{ids[wrong]}'): {as_reason(reason)}"
    for name in ("earliest", "latest", "core_start", "core_end"):
        held, derived = frame[name].to_numpy(), getattr(dates, name)
        differs = (held != derived) & ~(np.isnat(held) & np.isnat(derived))
        for row in np.flatnonzero(differs):
            if row not in dates.errors:
                yield f"row {row} ('{ids[row]}') has another {name} than its date says"


def _broken_rules(frame: gpd.GeoDataFrame) -> Iterator[tuple[Any, str]]:
    for name in TEXTS:
        yield frame[name].isna(), f"has a missing {name} where empty text is meant"
    yield frame["id"] == "", "has no id"
    yield (frame["id"] != "") & frame["id"].duplicated(), "repeats an id"
    for name in ("title", "kind", "status"):
        yield frame[name].isna() | (frame[name] == ""), f"has no {name}"
    yield ~frame["country"].str.fullmatch("([A-Z]{3})?"), "has a country that is no ISO code"
    yield ~_are_name_lists(frame["actors"]), "has actors that are no list of names"
    too_far_east, too_far_north = beyond(np.asarray(frame.geometry, dtype=object))
    yield too_far_east, "has a longitude outside -180 to 180"
    yield too_far_north, "has a latitude outside -90 to 90"
    yield ~(frame["radius_km"] >= 0), "has a negative or missing radius_km"
    low, high = frame["strength_low"], frame["strength_high"]
    yield (low < 0) | (high < 0), "has a negative strength"
    yield low > high, "has strength_low above strength_high"
    yield (frame["confidence"] < 0) | (frame["confidence"] > 1), "has a confidence outside 0 to 1"
    span = frame["quote_end"] - frame["quote_start"]
    yield (span < 0).fillna(False), "ends its quote before its start"


def _are_name_lists(column: pd.Series) -> NDArray[np.bool_]:
    good = (isinstance(names, list) and all(map(_is_name, names)) for names in column)
    return np.fromiter(good, dtype=bool, count=len(column))


def _is_name(name: object) -> bool:
    return isinstance(name, str) and name != "" and ";" not in name


# --- what makes an event certain ------------------------------------------------------------------

NEVER = SURE_FOREVER
_NOT_PLAIN = r"[/?~%\[\]{}]"


def sure_bounds(frame: gpd.GeoDataFrame) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return (sure_begun, sure_until) in µs: what decides *certain* in a window.

    An event is certain in [w0, w1) when sure_begun <= w1 and sure_until >= w0.
    Open ends are ±NEVER; an undated row has its two bounds the wrong way round.
    """
    begun = frame["latest"].to_numpy(dtype="datetime64[us]").astype(np.int64)
    until = frame["earliest"].to_numpy(dtype="datetime64[us]").astype(np.int64)
    none = undated(frame)
    begun[none], until[none] = NEVER, -NEVER
    # An instant without a qualifier is sure within its own bounds; the others are parsed.
    rows = np.flatnonzero(frame["date"].str.contains(_NOT_PLAIN))
    if rows.size:
        codes, distinct = pd.factorize(frame["date"].to_numpy(dtype=object)[rows])
        pairs = np.array([_sure(text) for text in distinct], dtype=np.int64)
        begun[rows], until[rows] = pairs[codes, 0], pairs[codes, 1]
    return begun, until


@lru_cache(maxsize=1 << 17)
def _sure(text: str) -> tuple[int, int]:
    stated = EventDate.parse(text)
    return stated.sure_begun, stated.sure_until
