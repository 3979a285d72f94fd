"""The exported file in a real browser, opened from disk with the network off."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pytest
from playwright.sync_api import Page

from timeline.collection import load_collection
from timeline.rows import build_frame
from timeline.view.linked import page as write_page

Open = Callable[..., Any]
SENTOSA, SEOUL, TOKYO = (103.83, 1.2494), (126.98, 37.53), (139.75, 35.68)
MAP, LANES, OVERVIEW = ".dl-marks", ".dl-lanes canvas", ".dl-overview canvas"


def titles(opened: Any) -> list[str]:
    opened.page.wait_for_timeout(250)
    return opened.page.locator(".dl-row-title").all_inner_texts()


def test_page_is_ready_with_every_event_and_says_nothing(open_page: Open, seeds_page: Path) -> None:
    opened = open_page(seeds_page)
    collection = load_collection()
    assert opened.state()["counts"]["certain"] == len(collection.frame)
    assert opened.problems == []
    assert collection.title in opened.page.title()


def test_page_asks_the_network_for_nothing(open_page: Open, seeds_page: Path) -> None:
    opened = open_page(seeds_page)
    opened.page.mouse.wheel(0, -600)
    opened.set_window("2018-01-01", "2020-01-01")
    opened.settle()
    assert [url for url in opened.requests if not url.startswith(("file:", "data:"))] == []


def test_page_is_under_750_kilobytes(seeds_page: Path) -> None:
    assert seeds_page.stat().st_size < 750_000


def test_window_changes_map_timeline_list_and_words_together(
    open_page: Open, seeds_page: Path
) -> None:
    opened = open_page(seeds_page)
    before = [opened.picture(part) for part in (MAP, LANES, OVERVIEW)]
    opened.set_window("2018-01-01", "2020-01-01")
    opened.settle()
    after = [opened.picture(part) for part in (MAP, LANES, OVERVIEW)]
    assert all(one != other for one, other in zip(before, after, strict=True))
    shown = opened.state()["counts"]
    assert {"Singapore summit", "Hanoi summit"} <= set(titles(opened))
    assert len(titles(opened)) == shown["certain"] + shown["possible"]
    assert "1 Jan 2018 – 31 Dec 2019" in opened.page.locator(".dl-sentence").inner_text()


def test_dragging_on_the_overview_brushes_whole_days(open_page: Open, seeds_page: Path) -> None:
    opened = open_page(seeds_page)
    box = opened.page.locator(".dl-overview").bounding_box()
    opened.page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + 20)
    opened.page.mouse.down()
    opened.page.mouse.move(box["x"] + box["width"] * 0.7, box["y"] + 20, steps=8)
    opened.page.mouse.up()
    start, end = opened.state()["window"]
    assert start % 86_400_000 == 0
    assert end % 86_400_000 == 0
    assert start < end


def test_map_is_drawn_in_the_frame_of_the_brush(open_page: Open, seeds_page: Path) -> None:
    opened = open_page(seeds_page)
    differs = opened.page.evaluate(
        """async () => {
            const frame = () => new Promise((done) => requestAnimationFrame(done));
            const map = document.querySelector('.dl-marks');
            const lanes = document.querySelector('.dl-lanes canvas');
            const look = () => [map.toDataURL(), lanes.toDataURL()];
            const before = look();
            window.dateline.setWindow(Date.UTC(2018, 0, 1), Date.UTC(2019, 0, 1));
            await frame();
            const after = await new Promise((done) => setTimeout(() => done(look()), 0));
            return before.map((picture, k) => picture !== after[k]);
        }"""
    )
    assert differs == [True, True]


def test_click_on_the_map_selects_in_timeline_card_and_list(
    open_page: Open, seeds_page: Path
) -> None:
    opened = open_page(seeds_page, fragment="#at=1.249,103.83,6")
    lanes = opened.picture(LANES)
    opened.page.mouse.click(*opened.at(*SENTOSA))
    opened.settle()
    assert opened.state()["selected"] == ["singapore-summit-2018"]
    assert opened.page.locator(".dl-card h2").inner_text() == "Singapore summit"
    assert opened.page.locator(".dl-row-selected").count() == 1
    assert opened.picture(LANES) != lanes
    assert opened.state()["window"] is None


def test_click_in_the_list_selects_on_the_map(open_page: Open, seeds_page: Path) -> None:
    opened = open_page(seeds_page)
    before = opened.picture(MAP)
    opened.page.get_by_role("button", name="Camp David summit").click()
    opened.settle()
    assert opened.state()["selected"] == ["camp-david-summit-2023"]
    assert opened.picture(MAP) != before


def test_hover_in_the_list_lights_up_map_and_timeline(open_page: Open, seeds_page: Path) -> None:
    opened = open_page(seeds_page, fragment="#at=36,128,5")
    before = [opened.picture(part) for part in (MAP, LANES)]
    opened.page.get_by_role("button", name="Ishiba succeeds Kishida").hover()
    opened.settle()
    after = [opened.picture(part) for part in (MAP, LANES)]
    assert all(one != other for one, other in zip(before, after, strict=True))


def test_filters_inside_the_page(open_page: Open, seeds_page: Path) -> None:
    opened = open_page(seeds_page)
    opened.page.get_by_role("button", name="Filters").click()
    opened.page.get_by_label("North Korea", exact=False).first.check()
    opened.set_window("2018-01-01", "2020-01-01")
    opened.settle()
    events = {name for name in titles(opened) if "summit" in name}
    assert events == {"Singapore summit", "Hanoi summit"}
    opened.page.get_by_role("searchbox").fill("sentosa")
    opened.settle()
    assert titles(opened) == ["Singapore summit"]
    opened.page.locator(".dl-chip").first.click()
    opened.settle()
    assert opened.page.locator(".dl-chip").count() >= 1


def test_typed_dates_set_the_window_and_bad_ones_say_why(open_page: Open, seeds_page: Path) -> None:
    opened = open_page(seeds_page)
    first, last = opened.page.locator(".dl-date").all()
    first.fill("2018")
    last.fill("2019")
    last.press("Tab")
    opened.settle()
    assert opened.state()["window"] == [1514764800000, 1577836800000]
    first.fill("2018-31-12")
    first.press("Tab")
    assert "2018-31-12" in opened.page.locator(".dl-problem").inner_text()
    assert opened.state()["window"] == [1514764800000, 1577836800000]


def test_address_restores_window_selection_and_filters(open_page: Open, seeds_page: Path) -> None:
    opened = open_page(seeds_page)
    opened.set_window("2018-01-01", "2020-01-01")
    opened.page.evaluate("() => window.dateline.select('hanoi-summit-2019')")
    opened.settle()
    opened.settle()
    fragment = opened.page.evaluate("() => location.hash")
    assert "sel=hanoi" in fragment
    again = open_page(seeds_page, fragment=fragment)
    assert again.state()["window"] == opened.state()["window"]
    assert again.state()["selected"] == ["hanoi-summit-2019"]
    assert again.page.locator(".dl-card h2").inner_text() == "Hanoi summit"


def test_keyboard_steps_moves_the_brush_and_clears(open_page: Open, seeds_page: Path) -> None:
    opened = open_page(seeds_page)
    opened.page.locator(".dl-lanes").focus()
    opened.page.keyboard.press("ArrowRight")
    first = opened.state()["selected"]
    opened.page.keyboard.press("ArrowRight")
    assert opened.state()["selected"] not in ([], first)
    opened.page.keyboard.press("Escape")
    assert opened.state()["selected"] == []
    handle = opened.page.get_by_role("slider", name="Start of the window")
    handle.focus()
    opened.page.keyboard.press("ArrowRight")
    window = opened.state()["window"]
    assert window is not None
    opened.page.wait_for_timeout(100)  # the handle moves with the next frame
    assert str(window[0] // 86_400_000) == handle.get_attribute("aria-valuenow")
    opened.page.keyboard.press("Escape")
    assert opened.state()["window"] is None


def test_handle_tells_listeners_and_refuses_unknown_names(
    open_page: Open, seeds_page: Path
) -> None:
    opened = open_page(seeds_page)
    heard = opened.page.evaluate(
        """() => {
            const heard = [];
            window.dateline.on('window', (state) => heard.push(state.window));
            window.dateline.setWindow(0, 86400000);
            let refusal = '';
            try { window.dateline.on('moon', () => 0); } catch (error) { refusal = error.message; }
            return { heard, refusal, unknown: window.dateline.select('nobody') };
        }"""
    )
    assert heard["heard"] == [[0, 86_400_000]]
    assert "moon" in heard["refusal"]
    assert heard["unknown"] is False


HOSTILE = '</script><img src=x onerror="window.hurt=1">{{7*7}}${window.hurt=2}'


def hostile_frame() -> gpd.GeoDataFrame:
    raw = pd.DataFrame(
        {
            "title": [HOSTILE],
            "text": [HOSTILE],
            "date": ["2024-12-03"],
            "place": [HOSTILE],
            "category": [HOSTILE],
            "actors": [HOSTILE],
            "source": [HOSTILE],
            "url": ["javascript:window.hurt=3"],
            "longitude": ["126.98"],
            "latitude": ["37.53"],
        }
    )
    return build_frame(raw).frame


def test_hostile_text_is_shown_as_text(open_page: Open, tmp_path: Path) -> None:
    path = tmp_path / "hostile.html"
    path.write_text(write_page(hostile_frame(), title=HOSTILE), encoding="utf-8")
    opened = open_page(path)
    opened.page.locator(".dl-row-title").first.click()
    opened.settle()
    assert opened.page.evaluate("() => window.hurt") is None
    assert opened.page.locator(".dl-card h2").inner_text() == HOSTILE
    assert opened.page.locator("img[src=x]").count() == 0
    assert opened.page.locator("a[href^='javascript']").count() == 0
    assert opened.page.title() == HOSTILE


def test_page_works_in_a_sandboxed_frame(open_page: Open, seeds_page: Path, tmp_path: Path) -> None:
    outer = tmp_path / "outer.html"
    source = seeds_page.read_text(encoding="utf-8")
    escaped = source.replace("&", "&amp;").replace('"', "&quot;")
    outer.write_text(
        "<script>window.dateline={ready:Promise.resolve()}</script>"
        f'<iframe sandbox="allow-scripts" style="width:1200px;height:800px" srcdoc="{escaped}">'
        "</iframe>",
        encoding="utf-8",
    )
    opened = open_page(outer)
    frame = opened.page.frame_locator("iframe")
    frame.locator(".dl-sentence").wait_for(timeout=15_000)
    assert "events" in frame.locator(".dl-sentence").inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1440, 900), (390, 844)], ids=["desk", "phone"])
def test_axe_finds_nothing_serious(
    open_page: Open,
    seeds_page: Path,
    serious_faults: Callable[[Page], list[str]],
    scheme: str,
    size: tuple[int, int],
) -> None:
    viewport = {"width": size[0], "height": size[1]}
    opened = open_page(seeds_page, color_scheme=scheme, viewport=viewport)
    opened.page.evaluate("() => window.dateline.select('martial-law-2024')")
    opened.settle()
    assert serious_faults(opened.page) == []


def test_timeline_is_never_hidden_on_a_phone(open_page: Open, seeds_page: Path) -> None:
    opened = open_page(seeds_page, viewport={"width": 390, "height": 844}, has_touch=True)
    box = opened.page.locator(".dl-overview").bounding_box()
    assert box["y"] + box["height"] <= 844
    assert opened.page.evaluate("() => document.documentElement.scrollWidth") <= 390


def test_without_scripts_the_events_are_a_list(open_page: Open, seeds_page: Path) -> None:
    text = seeds_page.read_text(encoding="utf-8")
    listing = text.partition("<noscript>")[2].partition("</noscript>")[0]
    assert listing.count("<li>") == len(load_collection().frame)
    assert "Singapore summit" in listing


def test_state_is_plain_json(open_page: Open, seeds_page: Path) -> None:
    state = open_page(seeds_page).state()
    assert set(json.loads(json.dumps(state))) == {"window", "counts", "selected", "center", "zoom"}
