"""Hand out the offline basemap, and name the online ones that a person may choose.

The offline one is built when the project is installed, out of Natural Earth;
nothing here fetches anything.
"""

from functools import cache
from importlib.resources import files
from typing import TypedDict

from geo.errors import GeoError

ATTRIBUTION = "Made with Natural Earth"

# OpenStreetMap's server refuses a page that was opened from a disk; the others do not mind.
ONLINE = {
    "OpenStreetMap": "OpenStreetMap.Mapnik",
    "OpenTopoMap": "OpenTopoMap",
    "Esri topographic": "Esri.WorldTopoMap",
    "Esri imagery": "Esri.WorldImagery",
    "Esri grey": "Esri.WorldGrayCanvas",
    "Esri ocean": "Esri.OceanBasemap",
}

_USUAL_MAX_ZOOM = 18


class OnlineBasemap(TypedDict):
    """What Leaflet needs to know about a tile server."""

    url: str
    attribution: str
    max_zoom: int


def load_basemap() -> bytes:
    """Return the offline basemap: the JSON of {"topology": …, "labels": …}."""
    path = files("geo").joinpath("data", "basemap.json")
    if not path.is_file():
        raise GeoError(
            "The offline basemap geo/data/basemap.json is missing because this copy of Dateline "
            "was never installed; run 'pip install .' in its folder."
        )
    return path.read_bytes()


@cache
def online_basemap(name: str) -> OnlineBasemap:
    """Return the tile address, the credit and the deepest zoom of an online basemap."""
    if name not in ONLINE:
        raise GeoError(f"'{name}' is no online basemap we know; use one of {', '.join(ONLINE)}.")
    import xyzservices.providers

    tiles = xyzservices.providers.query_name(ONLINE[name])
    return OnlineBasemap(
        url=tiles.build_url(scale_factor=""),
        attribution=tiles.attribution.replace("(C)", "©"),
        max_zoom=int(tiles.get("max_zoom", _USUAL_MAX_ZOOM)),
    )
