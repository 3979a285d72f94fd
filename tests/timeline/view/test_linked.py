import base64
import gzip
import hashlib
import html
import re
from collections.abc import Callable
from pathlib import Path

import folium
import folium.plugins
import geopandas as gpd
import pandas as pd
import pytest
import shapely
from branca.element import Element

from timeline.collection import load_collection
from timeline.edtf import EventDate
from timeline.errors import PageError
from timeline.event import Event, Source
from timeline.frame import frame_from_events
from timeline.query import Window
from timeline.story import Step
from timeline.view import base91
from timeline.view.linked import LISTED, LinkedTimeline, page
from timeline.view.payload import decode

EVIL = "</script><img src=x onerror=alert(1)>{{ 7 * 7 }}${7*7}"
SOURCES = {
    "a": Source(EVIL, "Somebody", "Paper", "2024-12", "https://example.org/?a=1&b=2"),
    "b": Source("Another", url="javascript:alert(1)"),
}


@pytest.fixture(scope="module")
def frame() -> gpd.GeoDataFrame:
    return frame_from_events([
        Event(EVIL, EventDate.parse("2024-12-03"), id=EVIL, text=EVIL, place=EVIL, source="a",
              actors=(EVIL,), category=EVIL, geometry=shapely.Point(127, 37.5), extra={EVIL: EVIL}),
        Event("Before", EventDate.parse("1950-06-25"), id="b", country="KOR", source="b"),
    ])  # fmt: skip


@pytest.fixture(scope="module")
def text(frame: gpd.GeoDataFrame) -> str:
    return page(frame, title=EVIL, dated="2024-12", sources=SOURCES)


def scripts(text: str) -> list[str]:
    return re.findall(r"<script>(.*?)</script>", text, re.DOTALL)


def policy(text: str) -> str:
    found = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', text)
    assert found
    return found[1]


def block(text: str) -> bytes:
    found = re.search(r'id="dateline-data">"([^"]*)"', text)
    assert found
    return gzip.decompress(base91.decode(found[1]))


def test_page_is_the_same_to_the_byte_for_the_same_input(frame: gpd.GeoDataFrame) -> None:
    def made() -> str:
        map_ = folium.Map(tiles=None)
        folium.Marker((37, 127), tooltip="here").add_to(map_)
        return page(frame, title="T", sources=SOURCES, folium_map=map_)

    assert made() == made()
    assert page(frame, title="T") == page(frame, title="T")


def test_policy_allows_every_script_of_the_page_and_no_other(text: str) -> None:
    digests = {
        base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        for script in scripts(text)
    }
    assert set(re.findall(r"'sha256-([^']*)'", policy(text))) == digests
    assert policy(text).startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe-eval" not in policy(text)
    assert "script-src 'unsafe" not in policy(text)


def test_scripts_are_the_same_whatever_the_events_say(frame: gpd.GeoDataFrame, text: str) -> None:
    assert scripts(text) == scripts(page(frame.iloc[1:], title="Another"))


def test_page_names_nothing_that_a_browser_would_fetch(text: str) -> None:
    bare = re.sub(r"<(script|style)\b.*?</\1>", "", text, flags=re.DOTALL)
    assert not re.findall(r"<(?:script|link|img|iframe|object|embed)\b[^>]*(?:src|href)=", bare)
    assert "url(http" not in text
    assert "@import" not in text


def test_what_events_say_is_never_markup_nor_template(text: str) -> None:
    assert "<img" not in re.sub(r"<script>.*?</script>", "", text, flags=re.DOTALL)
    assert text.count("{{ 7 * 7 }}") == text.count("&lt;img src=x onerror=alert(1)&gt;{{ 7 * 7 }}")
    assert "49${" not in text


def test_page_carries_the_events_as_they_were(frame: gpd.GeoDataFrame, text: str) -> None:
    back, header = decode(block(text))
    pd.testing.assert_frame_equal(pd.DataFrame(back), pd.DataFrame(frame))
    assert header["title"] == EVIL


def test_page_has_language_title_viewport_generator_and_no_clock(text: str) -> None:
    assert '<html lang="en">' in text
    assert "<title>&lt;/script&gt;" in text
    assert '<meta name="viewport" content="width=device-width, initial-scale=1">' in text
    assert '<meta name="generator" content="Dateline">' in text
    assert "user-scalable" not in text
    assert 'name="date"' not in text


def test_sources_and_date_of_the_collection_are_in_the_page(text: str) -> None:
    assert "Collection of 2024-12 · 2 sources" in text
    assert 'href="https://example.org/?a=1&amp;b=2" rel="noopener noreferrer"' in text
    assert 'href="javascript' not in text


def test_without_scripts_the_events_are_a_list_in_order_of_time(text: str) -> None:
    found = re.search(r"<noscript>(.*?)</noscript>", text, re.DOTALL)
    assert found
    assert re.findall(r"<li>([^:]*): <b>(\w*)", found[1]) == [
        ("1950-06-25", "Before"),
        ("2024-12-03", ""),
    ]
    assert "South Korea" in found[1]


def test_long_list_is_a_sentence_instead(frame: gpd.GeoDataFrame) -> None:
    many = pd.concat([frame.iloc[1:]] * (LISTED + 1), ignore_index=True)
    text = page(many, title="Many")
    assert f"<p>{LISTED + 1:,} events; switch JavaScript on" in text


def test_window_and_theme_are_handed_over(frame: gpd.GeoDataFrame) -> None:
    text = page(frame, title="T", window=Window.from_days("2018", None), dark=True)
    start, end = decode(block(text))[1]["options"]["window"]
    assert (start, end) == (1514764800000, 1733270400000)
    assert 'data-theme="dark"' in text


def test_story_is_told_without_scripts_before_the_events(frame: gpd.GeoDataFrame) -> None:
    story = (
        Step("First <b>", EVIL, "2018", "2019-06"),
        Step("Second", start="2024", end="2024"),
        Step("Third", end="1950"),
        Step("Fourth"),
    )
    text = page(frame, title="T", story=story)
    found = re.search(r"<noscript>(.*?)</noscript>", text, re.DOTALL)
    assert found
    told, events = found[1].split("<h2>Events</h2>")
    assert re.findall(r"<li><b>(.*?)</b>(.*?) ", told) == [
        ("First &lt;b&gt;", ""), ("Second", ""), ("Third", ""), ("Fourth", ""),
    ]  # fmt: skip
    assert re.findall(r"\((.*?)\)", told.replace(html.escape(EVIL), "")) == [
        "2018 – 2019-06", "2024", "… – 1950",
    ]  # fmt: skip
    assert "<img" not in told
    assert "Before" in events


def test_story_tiles_and_language_are_handed_over(frame: gpd.GeoDataFrame) -> None:
    story = (Step("A", "B", start="2018", at=(1.0, 2.0, 3.0), select=("b",)),)
    text = page(frame, title="T", story=story, tiles=["OpenTopoMap"], language="ko-KR")
    options = decode(block(text))[1]["options"]
    assert options["story"] == [
        {"title": "A", "text": "B", "start": "2018-01-01", "end": "2024-12-03",
         "at": [1.0, 2.0, 3.0], "select": ["b"]},
    ]  # fmt: skip
    assert options["locale"] == "ko-KR"
    assert '<html lang="ko-KR">' in text
    (tiles,) = options["tiles"]
    assert (tiles["name"], tiles["max_zoom"]) == ("OpenTopoMap", 17)
    assert "{z}/{x}/{y}" in tiles["url"]
    assert "OpenStreetMap" in tiles["attribution"]
    assert "<" not in tiles["attribution"]


@pytest.mark.parametrize(
    ("tiles", "servers"),
    [
        ((), ""),
        (("OpenTopoMap",), " https://a.tile.opentopomap.org"),
        (("Esri grey", "Esri ocean"), " https://server.arcgisonline.com"),
    ],
    ids=["none", "one", "two of one server"],
)
def test_policy_lets_pictures_come_from_the_chosen_servers_alone(
    frame: gpd.GeoDataFrame, tiles: tuple[str, ...], servers: str
) -> None:
    said = policy(page(frame, title="T", tiles=tiles))
    assert f"; img-src data: blob:{servers}; connect-src 'none'; base-uri 'none'" in said


@pytest.mark.parametrize("language", ["tlh", "EN_gb", "", 'en" onload=x', "-"])
def test_language_that_the_view_does_not_speak_is_refused(
    frame: gpd.GeoDataFrame, language: str
) -> None:
    with pytest.raises(
        PageError, match="is no language that we speak; use one of en, ar, es, ja, ko"
    ):
        page(frame, title="T", language=language)


def test_element_tells_a_story_too(frame: gpd.GeoDataFrame) -> None:
    map_ = folium.Map(tiles=None)
    LinkedTimeline(frame, story=(Step("A"),), tiles=["Esri grey"], language="ar").add_to(map_)
    options = decode(block(map_.get_root().render()))[1]["options"]
    assert [step["title"] for step in options["story"]] == ["A"]
    assert [tiles["name"] for tiles in options["tiles"]] == ["Esri grey"]
    assert options["locale"] == "ar"


def test_built_in_collection_makes_a_page_below_750_kb() -> None:
    held = load_collection()
    text = page(
        held.frame, title=held.title, dated=held.dated, sources=held.sources, story=held.story
    )
    assert len(text.encode()) < 750_000


# --- folium maps of the reader's own ----------------------------------------------------------


def test_layers_that_leaflet_can_draw_alone_are_on_the_page(frame: gpd.GeoDataFrame) -> None:
    map_ = folium.Map(tiles=None)
    group = folium.FeatureGroup("G").add_to(map_)
    folium.Marker((37, 127), tooltip="Here").add_to(group)
    folium.GeoJson({"type": "Point", "coordinates": [127, 37]}).add_to(map_)
    folium.LayerControl().add_to(map_)
    LinkedTimeline(frame).add_to(map_)
    text = page(frame, title="T", folium_map=map_)
    assert "L.marker(" in text
    assert "L.control.layers(" in text
    assert text.count("DatelineView.boot();</script>") == 1
    assert set(re.findall(r"'sha256-([^']*)'", policy(text)))


def test_map_of_the_reader_is_left_as_it_was(frame: gpd.GeoDataFrame) -> None:
    map_ = folium.Map(tiles=None)
    before = (list(map_._children), map_.default_js, list(map_.get_root().header._children))
    page(frame, title="T", folium_map=map_)
    assert before == (
        list(map_._children), map_.default_js, list(map_.get_root().header._children)
    )  # fmt: skip


@pytest.mark.parametrize(
    ("add", "message"),
    [
        (lambda m: folium.TileLayer("OpenStreetMap").add_to(m), "'tiles' from https://tile"),
        (lambda m: folium.Marker((1, 1), popup="p").add_to(m), "'jquery' from https://code.jquery"),
        (lambda m: folium.plugins.MiniMap().add_to(m), "'Control_MiniMap_js' from https://"),
        (lambda m: folium.Marker((1, 1), icon=folium.Icon()).add_to(m), "layer Icon is not one"),
        (
            lambda m: m.get_root().header.add_child(Element('<script src="//cdn.org/x.js">')),
            "asks for //cdn.org/x.js",
        ),
    ],
    ids=["tiles", "popup", "plugin", "icon", "element of the head"],
)
def test_what_needs_the_network_is_refused_by_name(
    frame: gpd.GeoDataFrame, add: Callable[[folium.Map], object], message: str
) -> None:
    map_ = folium.Map(tiles=None)
    add(map_)
    with pytest.raises(PageError, match=re.escape(message)):
        page(frame, title="T", folium_map=map_)


# --- the element in a notebook or a saved map -------------------------------------------------


def test_saved_map_carries_leaflet_and_links_nothing(
    frame: gpd.GeoDataFrame, tmp_path: Path
) -> None:
    map_ = folium.Map(tiles=None)
    LinkedTimeline(frame, title=EVIL).add_to(map_)
    map_.save(tmp_path / "map.html")
    text = (tmp_path / "map.html").read_text(encoding="utf-8")
    assert not re.findall(r'<(?:script|link)\b[^>]*(?:src|href)="', text)
    assert text.index("L.map(") < text.index("DatelineView.boot();")
    assert f'data-map="{map_.get_name()}"' in text
    assert decode(block(text))[1]["title"] == EVIL


def test_element_shows_in_a_notebook_and_can_be_drawn_twice(frame: gpd.GeoDataFrame) -> None:
    map_ = folium.Map(tiles=None)
    LinkedTimeline(frame).add_to(map_)
    assert "dateline-data" in map_._repr_html_()
    assert map_._repr_html_() == map_._repr_html_()


def test_other_maps_keep_their_links(frame: gpd.GeoDataFrame) -> None:
    LinkedTimeline(frame).add_to(folium.Map()).get_root().render()
    assert "cdn.jsdelivr.net/npm/leaflet" in folium.Map().get_root().render()


def test_layers_that_need_more_of_folium_keep_its_links(frame: gpd.GeoDataFrame) -> None:
    map_ = folium.Map(tiles=None)
    folium.Marker((1, 1), popup="p").add_to(map_)
    LinkedTimeline(frame).add_to(map_)
    links = re.findall(r'<(?:script|link)\b[^>]*(?:src|href)="([^"]*)', map_.get_root().render())
    assert [link.rpartition("/")[2] for link in links] == ["jquery-3.7.1.min.js"]


def test_element_without_a_map_is_refused(frame: gpd.GeoDataFrame) -> None:
    with pytest.raises(PageError, match="needs a map"):
        LinkedTimeline(frame).render()
