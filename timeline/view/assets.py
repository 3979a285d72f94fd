"""Hand out the built browser files that the page, the folium element and the component carry."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from geo.basemap import load_basemap
from timeline.errors import PageError
from timeline.view import base91
from timeline.view.container import pack


@cache
def load_asset(name: str) -> str:
    """Return the text of one file of timeline/view/static."""
    path = files("timeline.view").joinpath("static", name)
    if not path.is_file():
        raise PageError(
            f"The browser file timeline/view/static/{name} is missing because this copy of "
            "Dateline was never installed; run 'pip install .' in its folder."
        )
    return path.read_text(encoding="utf-8")


@cache
def basemap_text() -> str:
    """Return the offline basemap as gzip in base91."""
    return base91.encode(pack(load_basemap()))
