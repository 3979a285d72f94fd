"""Write the same events as a page with each library, as its own documentation does.

Every page carries the same facts of an event: longitude, latitude, start, end,
country, category and title; ours carries the rest of the event frame too. The
peers get a blank basemap, which spares them tiles; ours has its basemap inside.
"""

from __future__ import annotations

import contextlib
import html
import importlib
import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

FIRST, LAST = pd.Timestamp("1950-01-01"), pd.Timestamp("2025-01-01")
WINDOW = (LAST - FIRST) / 10
PACKAGES = ["folium", "keplergl", "lonboard", "plotly", "swiftmap", "playwright"]
DETAILS = ["country", "category", "title"]


@dataclass(frozen=True)
class Peer:
    """A way to write a page: its name, the packages it needs, and the writing itself."""

    name: str
    packages: tuple[str, ...]
    write: Callable[[gpd.GeoDataFrame, Path], None]

    def load(self) -> None:
        """Import what it needs, so that importing is no part of what is timed."""
        for package in self.packages:
            importlib.import_module(package)


def table(frame: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return the events as a plain table with dates as ISO text."""
    points = frame.geometry
    start, end = (np.datetime_as_string(frame[name], "s") for name in ("earliest", "latest"))
    return pd.DataFrame(
        {"lon": points.x, "lat": points.y, "start": start, "end": end, **frame[DETAILS]}
    )


# --- ours -------------------------------------------------------------------------------------


def write_ours(frame: gpd.GeoDataFrame, path: Path) -> None:
    """Write Dateline's page."""
    from timeline.view.linked import page

    path.write_text(page(frame, title="Benchmark"), encoding="utf-8")


def write_empty(_frame: gpd.GeoDataFrame, path: Path) -> None:
    """Write a page with nothing in it: what the machine itself does to frames."""
    path.write_text("<!DOCTYPE html><title>Empty</title><p>Empty</p>", encoding="utf-8")


# --- folium -----------------------------------------------------------------------------------


def write_markers(frame: gpd.GeoDataFrame, path: Path) -> None:
    """Write a `folium.Marker` with a popup for each event, as most tutorials do."""
    import folium

    map_ = _folium_map()
    for row in table(frame).itertuples():
        words = html.escape(f"{row.title}, {row.start} ({row.country}, {row.category})")
        folium.Marker((row.lat, row.lon), popup=words).add_to(map_)
    map_.save(path)


def write_geojson(frame: gpd.GeoDataFrame, path: Path) -> None:
    """Write one `folium.GeoJson` layer of circle markers with a popup of fields."""
    import folium

    rows = gpd.GeoDataFrame(table(frame)[["start", "end", *DETAILS]], geometry=frame.geometry)
    folium.GeoJson(
        rows,
        marker=folium.CircleMarker(radius=4),
        popup=folium.GeoJsonPopup(["title", "start", "end", "country", "category"]),
    ).add_to(map_ := _folium_map())
    map_.save(path)


def write_timestamped(frame: gpd.GeoDataFrame, path: Path) -> None:
    """Write `TimestampedGeoJson`: its slider shows what began in the tenth of the span before."""
    from folium.plugins import TimestampedGeoJson

    rows = table(frame)
    style = {"radius": 4, "weight": 1}
    features = [
        _feature(row, {"times": [time], "popup": row.title, "icon": "circle", "iconstyle": style})
        for row, time in zip(rows.itertuples(), _epoch_ms(frame["earliest"]), strict=True)
    ]
    TimestampedGeoJson(
        {"type": "FeatureCollection", "features": features},
        period="P1M",
        duration="P90M",
        auto_play=False,
    ).add_to(map_ := _folium_map())
    map_.save(path)


def write_timeline(frame: gpd.GeoDataFrame, path: Path) -> None:
    """Write `Timeline` and `TimelineSlider`: each event stays for a tenth of the span."""
    from folium.plugins import Timeline, TimelineSlider
    from folium.utilities import JsCode

    circle = JsCode("(feature, at) => L.circleMarker(at, { radius: 4, weight: 1 })")
    stay = int(WINDOW.total_seconds() * 1000)
    rows = table(frame)
    features = [
        _feature(row, {"start": time, "end": time + stay, "title": row.title})
        for row, time in zip(rows.itertuples(), _epoch_ms(frame["earliest"]), strict=True)
    ]
    layer = Timeline({"type": "FeatureCollection", "features": features}, point_to_layer=circle)
    layer.add_to(map_ := _folium_map())
    TimelineSlider(auto_play=False, show_ticks=False).add_timelines(layer).add_to(map_)
    map_.save(path)


def _folium_map() -> Any:
    import folium

    return folium.Map((20, 10), zoom_start=2, tiles=None, prefer_canvas=True)


def _feature(row: Any, properties: dict[str, Any]) -> dict[str, Any]:
    details = {"country": row.country, "category": row.category}
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [row.lon, row.lat]},
        "properties": {**details, **properties},
    }


def _epoch_ms(times: pd.Series) -> list[int]:
    return times.to_numpy().astype("M8[ms]").astype("i8").tolist()


# --- kepler.gl, lonboard, plotly, swiftmap ----------------------------------------------------


def write_kepler(frame: gpd.GeoDataFrame, path: Path) -> None:
    """Write kepler.gl's page with a point layer and its time filter."""
    from keplergl import KeplerGl

    with contextlib.redirect_stdout(io.StringIO()):
        KeplerGl(data={"events": table(frame)}, config=_kepler_config()).save_to_html(
            file_name=str(path), config=_kepler_config()
        )


def _kepler_config() -> dict[str, Any]:
    low = FIRST.value // 10**6
    layer = {
        "id": "points",
        "type": "point",
        "config": {
            "dataId": "events",
            "label": "events",
            "columns": {"lat": "lat", "lng": "lon"},
            "isVisible": True,
            "visConfig": {"radius": 4},
        },
    }
    brush = {
        "dataId": ["events"],
        "id": "brush",
        "name": ["start"],
        "type": "timeRange",
        "value": [low, low + WINDOW.total_seconds() * 1000],
        "plotType": {"type": "histogram"},
    }
    state = {"filters": [brush], "layers": [layer]}
    view = {"latitude": 20, "longitude": 10, "zoom": 1}
    style = {"styleType": "no_map"}
    return {
        "version": "v1",
        "config": {"visState": state, "mapState": view, "mapStyle": style},
    }


def write_lonboard(frame: gpd.GeoDataFrame, path: Path) -> None:
    """Write lonboard's map of a scatterplot layer by `to_html`."""
    from lonboard import Map

    Map(_lonboard_layer(frame), basemap=None).to_html(path)


def write_lonboard_slider(frame: gpd.GeoDataFrame, path: Path) -> None:
    """Write lonboard's map under a range slider linked to its `DataFilterExtension`."""
    from ipywidgets import FloatRangeSlider, VBox, jsdlink
    from ipywidgets.embed import dependency_state, embed_minimal_html
    from lonboard import Map

    layer = _lonboard_layer(frame, is_filtered=True)
    span = (LAST - FIRST).days
    slider = FloatRangeSlider(value=(0, span / 10), min=0, max=span, step=1)
    jsdlink((slider, "value"), (layer, "filter_range"))
    box = VBox([slider, Map(layer, basemap=None, height="700px")])
    state = dependency_state(box, drop_defaults=False)
    embed_minimal_html(path, views=[box], drop_defaults=False, state=state)


def _lonboard_layer(frame: gpd.GeoDataFrame, *, is_filtered: bool = False) -> Any:
    from lonboard import ScatterplotLayer
    from lonboard.layer_extension import DataFilterExtension

    rows = gpd.GeoDataFrame(table(frame)[["start", "end", *DETAILS]], geometry=frame.geometry)
    days = ((frame["earliest"] - FIRST) / pd.Timedelta(days=1)).to_numpy("f4")
    extra: dict[str, Any] = {}
    if is_filtered:
        span = [0, (LAST - FIRST).days / 10]
        extra = {"get_filter_value": days, "filter_range": span}
        extra["extensions"] = [DataFilterExtension(filter_size=1)]
    return ScatterplotLayer.from_geopandas(rows, radius_min_pixels=4, **extra)


def write_plotly(frame: gpd.GeoDataFrame, path: Path) -> None:
    """Write plotly's `scatter_map`, a year a frame, with plotly.js inside and no basemap."""
    import plotly.express as px

    rows = table(frame)
    rows["year"] = rows["start"].str[:4]
    details = dict.fromkeys(("start", "end", "country", "category"), True)
    figure = px.scatter_map(
        rows,
        lat="lat",
        lon="lon",
        hover_name="title",
        hover_data=details,
        animation_frame="year",
        map_style="white-bg",
        zoom=1,
        center={"lat": 20, "lon": 10},
    )
    figure.write_html(path, include_plotlyjs=True, auto_play=False)


def write_swiftmap(frame: gpd.GeoDataFrame, path: Path) -> None:
    """Write swiftmap's static page with a time layer that trails a tenth of the span."""
    from swiftmap import Map

    map_ = Map(center=[20, 10], zoom=2)
    map_.remove_layers([layer.id for layer in map_.layers])
    map_.add_circle_markers(table(frame), name="events", radius=4)
    map_.make_time_layer("events", time_field="start", period="P1M", duration=f"P{WINDOW.days}D")
    map_.save(path)


OURS = Peer("Dateline", ("timeline.view.linked",), write_ours)
EMPTY = Peer("an empty page", (), write_empty)
EXPORTED = (
    OURS,
    Peer("folium Marker loop, popup", ("folium",), write_markers),
    Peer("folium GeoJson, popup", ("folium",), write_geojson),
    Peer("kepler.gl save_to_html", ("keplergl",), write_kepler),
    Peer("lonboard to_html", ("lonboard",), write_lonboard),
    Peer("plotly scatter_map, plotly.js inside", ("plotly.express",), write_plotly),
    Peer("swiftmap save", ("swiftmap",), write_swiftmap),
)
BRUSHED = (
    EMPTY,
    OURS,
    Peer("folium TimestampedGeoJson", ("folium.plugins",), write_timestamped),
    Peer("folium Timeline + slider", ("folium.plugins",), write_timeline),
    Peer("kepler.gl time filter", ("keplergl",), write_kepler),
    Peer("lonboard DataFilterExtension", ("lonboard", "ipywidgets"), write_lonboard_slider),
    Peer("plotly scatter_map animation", ("plotly.express",), write_plotly),
    Peer("swiftmap time layer", ("swiftmap",), write_swiftmap),
)
