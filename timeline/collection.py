"""Load the built-in collection: its events and forces, each with its source.

The files lie packaged beside the app, or in `seeds/` of a clone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import pandas as pd

from timeline.edtf import EventDate
from timeline.errors import FormatError
from timeline.event import Source
from timeline.formats.table import read_table
from timeline.rows import build_frame
from timeline.story import Step, read_story

TITLE = "American alliances in East Asia"
_FILES = ("events.csv", "forces.csv")
_PLACES = (Path(__file__).parent / "_app" / "seeds", Path(__file__).parent.parent / "seeds")


@dataclass(frozen=True, slots=True)
class Collection:
    """A frame with a title, the date as of which it was made, its sources by id, its story."""

    frame: gpd.GeoDataFrame
    title: str
    dated: str
    sources: Mapping[str, Source]
    story: tuple[Step, ...] = ()


def load_collection(folder: Path | None = None) -> Collection:
    """Return the built-in collection, or the one in a folder of the same files."""
    seeds = folder or _seeds()
    sources = _load_sources(seeds / "sources.csv")
    raw = pd.concat([read_table((seeds / name).read_bytes()).frame for name in _FILES])
    raw = raw.reset_index(drop=True).fillna("")
    result = build_frame(_with_sources(raw, sources))
    if result.rejected:
        fault = result.rejected[0]
        raise FormatError(f"Row {fault.line} of the collection in {seeds.name}: {fault.reason}.")
    told = seeds / "story.yaml"
    story = read_story(told.read_bytes(), name=told.name) if told.is_file() else ()
    return Collection(result.frame, TITLE, _dated(sources), sources, story)


def _seeds() -> Path:
    for place in _PLACES:
        if (place / "events.csv").exists():
            return place
    raise FormatError("The built-in collection is missing; install Dateline again.")


def _load_sources(path: Path) -> dict[str, Source]:
    columns = read_table(path.read_bytes()).columns
    names = ("title", "author", "outlet", "published", "url")
    told = zip(*(columns[name] for name in names), strict=True)
    return {
        id_: Source(**dict(zip(names, row, strict=True)))
        for id_, row in zip(columns["id"], told, strict=True)
    }


def _with_sources(raw: pd.DataFrame, sources: Mapping[str, Source]) -> pd.DataFrame:
    unknown = sorted(set(raw["source"]) - set(sources))
    if unknown:
        raise FormatError(f"The collection names a source '{unknown[0]}' that sources.csv lacks.")
    named = [sources[id_] for id_ in raw["source"]]
    return raw.assign(
        source=[source.citation for source in named],
        url=[source.url for source in named],
        published=[source.published for source in named],
    )


def _dated(sources: Mapping[str, Source]) -> str:
    """The date of the newest source: what came later, the collection cannot know."""
    dates = [EventDate.parse(source.published) for source in sources.values() if source.published]
    return str(max(dates, key=lambda date: date.latest or 0)) if dates else ""
