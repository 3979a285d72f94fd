"""Show events in Streamlit with a filter in the sidebar, as the peers' own documentation does.

streamlit run benchmarks/streamlit_peers.py -- "st_folium, CircleMarkers" events.csv
"""

from __future__ import annotations

import sys

import folium
import pandas as pd
import pydeck
import streamlit as st
from streamlit_folium import st_folium

HEIGHT = 700


def main() -> None:
    """Draw the page."""
    name, path = sys.argv[1:]
    st.set_page_config(layout="wide")
    rows = load(path)
    chosen = st.sidebar.multiselect("Countries", sorted(rows["country"].unique()))
    if chosen:
        rows = rows[rows["country"].isin(chosen)]
    SHOWN[name](rows)


@st.cache_data
def load(path: str) -> pd.DataFrame:
    """Read what the maps need of the file, once."""
    return pd.read_csv(path, usecols=["title", "country", "longitude", "latitude"])


def show_folium(rows: pd.DataFrame) -> None:
    """Show a circle for each row on a folium map."""
    map_ = folium.Map((20, 10), zoom_start=2, tiles=None, prefer_canvas=True)
    for row in rows.itertuples():
        place = (row.latitude, row.longitude)
        folium.CircleMarker(place, radius=4, weight=1, tooltip=row.title).add_to(map_)
    st_folium(map_, height=HEIGHT, use_container_width=True)


def show_pydeck(rows: pd.DataFrame) -> None:
    """Show a layer of points on deck.gl."""
    layer = pydeck.Layer(
        "ScatterplotLayer",
        rows,
        get_position="[longitude, latitude]",
        get_fill_color=[30, 90, 200],
        radius_min_pixels=4,
        pickable=True,
    )
    view = pydeck.ViewState(latitude=20, longitude=10, zoom=1)
    deck = pydeck.Deck(
        [layer], initial_view_state=view, map_style=None, tooltip={"text": "{title}"}
    )
    st.pydeck_chart(deck, height=HEIGHT)


SHOWN = {"st_folium, CircleMarkers": show_folium, "st.pydeck_chart, points": show_pydeck}

main()
