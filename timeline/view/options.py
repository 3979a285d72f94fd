"""Decide what the browser is told beside the events: window, story, tiles, language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from importlib.resources import files
from typing import Any

import geopandas as gpd
import numpy as np

from geo.basemap import online_basemap
from timeline.errors import PageError
from timeline.query import Window
from timeline.story import Step, to_json


def _languages() -> set[str]:
    """Every file of words is a language."""
    found = files("timeline.view").joinpath("words").iterdir()
    return {file.name.removesuffix(".json") for file in found if file.name.endswith(".json")}


LANGUAGES = ("en", *sorted(_languages() - {"en"}))

_LANGUAGE_TAG = re.compile(r"([a-z]{2,3})(?:-[a-z0-9]{2,8})*", re.IGNORECASE)


def view_options(
    frame: gpd.GeoDataFrame,
    *,
    window: Window | None = None,
    story: Sequence[Step] = (),
    tiles: Sequence[str] = (),
    language: str | None = None,
) -> dict[str, Any]:
    """Return the options of a block; what is left out keeps the browser's own way."""
    options = {
        "window": _window_ms(frame, window),
        "story": to_json(story, within=whole_of(frame)),
        "tiles": [{"name": name, **online_basemap(name)} for name in tiles],
        "locale": None if language is None else known_language(language),
    }
    return {name: value for name, value in options.items() if value}


def known_language(tag: str) -> str:
    """Return a language tag such as "ko" or "ko-KR" if the view speaks it."""
    found = _LANGUAGE_TAG.fullmatch(tag)
    if not found or found[1].lower() not in LANGUAGES:
        raise PageError(f"'{tag}' is no language that we speak; use one of {', '.join(LANGUAGES)}.")
    return tag


def whole_of(frame: gpd.GeoDataFrame) -> Window:
    """Return the time from the first to the last moment that events name; open ends count a day."""
    earliest, latest = (frame[name].to_numpy("M8[us]") for name in ("earliest", "latest"))
    first = np.where(np.isnat(earliest), latest, earliest)
    last = np.where(np.isnat(latest), earliest + np.timedelta64(1, "D"), latest)
    dated = ~np.isnat(first)
    return Window(first[dated].min(), last[dated].max()) if dated.any() else Window()


def _window_ms(frame: gpd.GeoDataFrame, window: Window | None) -> list[int]:
    if window is None or window.is_open:
        return []
    whole = whole_of(frame)
    start = whole.start if window.start is None else window.start
    end = whole.end if window.end is None else window.end
    if start is None or end is None:
        return []
    return [int(moment.astype("M8[ms]").astype("i8")) for moment in (start, end)]
