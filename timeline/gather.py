"""Join what was read from several files into one frame with unique ids."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import geopandas as gpd
import pandas as pd

from timeline.schema import COLUMNS, ReadResult, RejectedRow, empty_frame


def gather(results: Mapping[str, ReadResult]) -> ReadResult:
    """Return one result for all files, in their order; an id that repeats gets its file's name."""
    if len(results) == 1:
        return next(iter(results.values()))
    return ReadResult(
        frame=_joined({name: result.frame for name, result in results.items()}),
        rejected=tuple(_named(name, row) for name in results for row in results[name].rejected),
        read=sum(result.read for result in results.values()),
        notes=tuple(f"{name}: {note}" for name in results for note in results[name].notes),
    )


def _joined(frames: Mapping[str, gpd.GeoDataFrame]) -> gpd.GeoDataFrame:
    named = [frame.assign(_file=name) for name, frame in frames.items() if len(frame)]
    if not named:
        return empty_frame()
    joined = pd.concat(named, ignore_index=True)
    extra = [name for name in joined.columns if name not in COLUMNS]
    texts = [name for name in extra if joined[name].dtype == "str"]
    joined[texts] = joined[texts].fillna("")
    repeated = joined["id"].duplicated()
    joined.loc[repeated, "id"] = joined["_file"] + ":" + joined["id"]
    return joined.drop(columns="_file")


def _named(name: str, row: RejectedRow) -> RejectedRow:
    return replace(row, reason=f"{name}: {row.reason}", file=name)
