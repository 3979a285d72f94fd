"""Name the columns of the event frame and their types, and what comes of reading one.

`date` (EDTF) is the truth about when; earliest, latest, the core and the
precision are derived from it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from timeline.edtf import PRECISIONS
from timeline.event import KINDS, STATUSES

CRS = "EPSG:4326"

_TYPES: Mapping[str, str] = {
    "id": "text",
    "kind": "category",
    "title": "text",
    "text": "text",
    "date": "text",
    "earliest": "time",
    "latest": "time",
    "core_start": "time",
    "core_end": "time",
    "precision": "category",
    "date_text": "text",
    "place": "text",
    "country": "text",
    "radius_km": "number",
    "actors": "object",
    "category": "text",
    "status": "category",
    "strength_low": "number",
    "strength_high": "number",
    "unit": "text",
    "source": "text",
    "url": "text",
    "published": "time",
    "quote": "text",
    "quote_start": "count",
    "quote_end": "count",
    "confidence": "number",
    "geometry": "object",
}
_CATEGORIES = {"kind": KINDS, "status": STATUSES, "precision": PRECISIONS}

COLUMNS = tuple(_TYPES)
DERIVED = ("earliest", "latest", "core_start", "core_end", "precision")
STATED = tuple(name for name in COLUMNS if name not in DERIVED)
TEXTS = tuple(name for name, type_ in _TYPES.items() if type_ == "text")

# What a table of raw text may say instead of, or besides, the columns of the frame.
SHORT_NAMES = {
    "lon": "longitude",
    "lat": "latitude",
    "to_lon": "to_longitude",
    "to_lat": "to_latitude",
}
RAW_COLUMNS = ("start", "end", *SHORT_NAMES.values(), "strength")


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """One fault of a row that was left out: where it is, what it says, why not."""

    line: int
    column: str
    value: str
    reason: str
    file: str = ""

    @property
    def fix(self) -> str:
        """What would do, as the reason says it; "" where it only says what is wrong."""
        return self.reason.partition("; ")[2]


@dataclass(frozen=True, slots=True, eq=False)
class ReadResult:
    """What came of reading a source: the frame, what was left out, what a reader should know.

    `read` counts the rows of the source, those left out included; `lines` says which line each
    row of the frame came from, where the reader knows. `unsettled` is a date of the source that
    could begin with its day or with its month, "" when the column settles it.
    """

    frame: gpd.GeoDataFrame
    rejected: tuple[RejectedRow, ...] = ()
    read: int = 0
    notes: tuple[str, ...] = ()
    lines: NDArray[np.int64] | None = None
    unsettled: str = ""

    @property
    def rejected_rows(self) -> int:
        """How many rows were left out; a row with three faults counts once."""
        return len({(fault.file, fault.line) for fault in self.rejected})


def empty_frame() -> gpd.GeoDataFrame:
    """Return an event frame without rows."""
    return assemble({name: [] for name in COLUMNS}, {})


def assemble(columns: Mapping[str, Any], extra: Mapping[str, Any]) -> gpd.GeoDataFrame:
    """Give every column its type and its place, and the extra ones theirs behind them as text."""
    typed = {name: _typed(name, columns[name]) for name in COLUMNS}
    typed["geometry"] = gpd.array.GeometryArray(typed["geometry"], crs=CRS)
    typed |= {name: pd.array(values, dtype="str") for name, values in extra.items()}
    return gpd.GeoDataFrame(typed, geometry="geometry", crs=CRS)


def _typed(name: str, values: Any) -> Any:
    match _TYPES[name]:
        case "time":
            return np.asarray(values, dtype="datetime64[us]")
        case "number":
            return np.asarray(values, dtype=float)
        case "count":
            return pd.array(values, dtype="Int64")
        case "category":
            return pd.Categorical(values, categories=list(_CATEGORIES[name]))
        case "object":
            return objects(values)
    return pd.array(values, dtype="str")


def objects(values: Iterable[Any]) -> NDArray[np.object_]:
    """Return an array of exactly these objects, even when they are all lists of one length."""
    held = list(values)
    out = np.empty(len(held), dtype=object)
    out[:] = held
    return out


def undated(frame: gpd.GeoDataFrame) -> NDArray[np.bool_]:
    """Say which rows carry no date."""
    return np.asarray(frame["date"] == "", dtype=bool)


def unplaced(frame: gpd.GeoDataFrame) -> NDArray[np.bool_]:
    """Say which rows carry no geometry."""
    return np.asarray(frame.geometry.isna(), dtype=bool)
