"""Ask our page what no peer's page answers: how many events a map box or a window holds.

What it must answer is counted in Python from the frame that the page was written from,
when it is written, and kept in a file beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np

from timeline.query import Filter, Window, select

BOXES = 30
CHECKED = 6
Span = tuple[float, float]
Counts = list[int]


def boxes() -> list[list[list[float]]]:
    """Return map boxes as Leaflet has them, [[south, west], [north, east]], of many widths."""
    random = np.random.default_rng(7)
    width = np.geomspace(8, 160, BOXES)[random.permutation(BOXES)]
    lon, lat = random.uniform(-100, 130, BOXES), random.uniform(-25, 50, BOXES)
    sides = np.stack((lat - width / 4, lon - width / 2, lat + width / 4, lon + width / 2), 1)
    return [[side[:2], side[2:]] for side in np.round(sides, 3).tolist()]


def checked(windows: Sequence[Span]) -> list[Span]:
    """Return those windows of the sweep for which counts are compared."""
    return list(windows[:: len(windows) // CHECKED])


# --- what the page must answer ----------------------------------------------------------------


def note_answers(frame: gpd.GeoDataFrame, page: Path, windows: Sequence[Span]) -> None:
    """Keep beside a page where its events are and what `timeline.query` says of the windows."""
    points = frame.geometry
    counts = np.array([count(frame, *window) for window in checked(windows)])
    np.savez(page.with_suffix(".npz"), lon=points.x, lat=points.y, counts=counts)


def count(frame: gpd.GeoDataFrame, start_ms: float, end_ms: float) -> Counts:
    """Return how many events are certain, possible and hidden in a window."""
    window = Window(*(np.datetime64(int(at), "ms").astype("M8[us]") for at in (start_ms, end_ms)))
    selection = select(frame, Filter(window=window))
    certain, possible = int(selection.certain.sum()), int(selection.possible.sum())
    return [certain, possible, len(frame) - certain - possible]


def count_within(lon: np.ndarray, lat: np.ndarray, sides: Sequence[float]) -> int:
    """Return how many points a map shows whose west, south, east and north are these."""
    west, south, east, north = sides
    is_across = (lon - west) % 360 <= east - west
    return int(np.count_nonzero(is_across & (lat >= south) & (lat <= north)))


def compare(page: Path, shown: Sequence[Any], counts: Sequence[Counts]) -> dict[str, list[int]]:
    """Return by how much each count of the page is off: of the boxes, and of the windows."""
    with np.load(page.with_suffix(".npz")) as held:
        lon, lat, wanted = held["lon"], held["lat"], held["counts"]
    within = [certain - count_within(lon, lat, sides) for sides, certain in shown]
    off = np.abs(np.array(counts) - wanted).max(axis=1)
    return {"boxes_off": [abs(one) for one in within], "windows_off": off.tolist()}


def words(runs: Sequence[dict[str, Any]]) -> str:
    """Say of all runs whether their counts are those of Python."""
    said = []
    for name in ("windows", "boxes"):
        off = [one for run in runs for one in run[f"{name}_off"]]
        wrong = sum(one > 0 for one in off)
        said.append(f"{name} {wrong} of {len(off)} off by {max(off)}" if wrong else f"{name} exact")
    return ", ".join(said)
