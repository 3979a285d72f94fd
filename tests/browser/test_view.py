"""What the view does beyond its spine: forces, playback, selection, words, pictures."""

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from playwright.sync_api import Page

from timeline.query import Window, split
from timeline.rows import build_frame
from timeline.view.linked import page as write_page

Open = Callable[..., Any]
MAP, LANES, OVERVIEW = ".dl-marks", ".dl-lanes canvas", ".dl-overview canvas"
DAY_MS = 86_400_000
DATES = (
    "2018-06-12", "2019-02-27/2019-02-28", "2024-10", "2024-10~", "2025-01?", "2024", "2010/..",
    "../2020", "2015/", "/2016", "201X", "2019-21", "[2024-01-01..2024-04-30]", "{2019,2021}",
    "1950-06-25/1953-07-27", "2024-12-03T13:27Z", "2012~/2014~", "19XX", "-0300", "",
)  # fmt: skip


def frame_of(rows: list[dict[str, str]]) -> gpd.GeoDataFrame:
    result = build_frame(pd.DataFrame(rows).fillna(""))
    assert result.rejected == ()
    return result.frame


@pytest.fixture
def open_frame(open_page: Open, tmp_path: Path) -> Callable[..., Any]:
    def opener(frame: gpd.GeoDataFrame, **options: Any) -> Any:
        path = tmp_path / f"{random.random()}.html"
        path.write_text(write_page(frame, title="Test"), encoding="utf-8")
        return open_page(path, **options)

    return opener


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_browser_and_python_agree_on_certain_possible_and_hidden(
    open_frame: Callable[..., Any], seed: int
) -> None:
    source = random.Random(seed)
    rows = [
        {"id": f"e{k}", "title": f"Event {k}", "date": source.choice(DATES),
         "longitude": str(source.randint(-170, 170)), "latitude": str(source.randint(-60, 60))}
        for k in range(80)
    ]  # fmt: skip
    frame = frame_of(rows)
    opened = open_frame(frame)
    for _ in range(25):
        start = np.datetime64("2008-01-01") + source.randint(0, 6000)
        end = start + source.randint(1, 1500)
        found = opened.page.evaluate(
            """([a, b]) => { window.dateline.setWindow(Date.parse(a), Date.parse(b));
                             return window.dateline.shown(); }""",
            [str(start), str(end)],
        )
        wanted = split(frame, Window(start.astype("M8[us]"), end.astype("M8[us]")))
        assert set(found["certain"]) == set(frame["id"][wanted.certain])
        assert set(found["possible"]) == set(frame["id"][wanted.possible])


def troops(strengths: dict[str, str]) -> list[dict[str, str]]:
    return [
        {"kind": "force", "title": f"Troops {year}", "date": year, "strength": strength,
         "place": "South Korea", "country": "KOR", "actors": "USA", "longitude": "127.8",
         "latitude": "36.4"}
        for year, strength in strengths.items()
    ]  # fmt: skip


def test_force_is_drawn_as_of_the_end_of_the_window(open_frame: Callable[..., Any]) -> None:
    opened = open_frame(frame_of(troops({"1990": "40000", "2000": "36000", "2010": "25000"})))
    opened.page.locator(".dl-tab[data-tab=totals]").click()
    cells = opened.page.locator(".dl-panel .dl-number")
    expected = {"1995-01-01": "40,000", "2004-01-01": "36,000", "2012-01-01": "25,000"}
    pictures = set()
    for end, strength in expected.items():
        opened.set_window("1989-01-01", end)
        opened.settle()
        assert any(strength in text for text in cells.all_inner_texts())
        pictures.add(opened.picture(MAP))
    assert len(pictures) == 3


def test_old_figure_is_called_old(open_frame: Callable[..., Any]) -> None:
    opened = open_frame(frame_of(troops({"1990": "40000", "1991": "39000"})))
    opened.page.locator(".dl-tab[data-tab=totals]").click()
    opened.set_window("1989-01-01", "1992-06-01")
    opened.settle()
    assert "old figure" not in opened.page.locator(".dl-panel").inner_text()
    opened.set_window("1989-01-01", "2004-01-01")
    opened.settle()
    assert "old figure" in opened.page.locator(".dl-panel").inner_text()


def test_card_of_a_force_has_its_strength_over_time(open_frame: Callable[..., Any]) -> None:
    opened = open_frame(frame_of(troops({"1990": "40000", "2000": "36000", "2010": "25000"})))
    opened.page.locator(".dl-row-title").first.click()
    label = opened.page.locator(".dl-chart").get_attribute("aria-label")
    assert "1990: 40,000" in label
    assert "2010: 25,000" in label


@pytest.mark.parametrize("mode", ["window", "cumulative", "instant"])
def test_playback_moves_the_window(open_page: Open, seeds_page: Path, mode: str) -> None:
    opened = open_page(seeds_page)
    opened.page.get_by_label("What playing moves").select_option(mode)
    opened.page.get_by_label("Speed", exact=True).select_option("4")
    opened.page.keyboard.press("Escape")
    opened.page.get_by_role("button", name="Play", exact=True).click()
    opened.page.wait_for_timeout(500)
    first = opened.state()["window"]
    opened.page.wait_for_timeout(700)
    opened.page.get_by_role("button", name="Pause").click()
    second = opened.state()["window"]
    assert second[1] > first[1]
    lengths = [window[1] - window[0] for window in (first, second)]
    if mode == "cumulative":
        assert second[0] == first[0]
    else:
        assert lengths[0] == lengths[1]
    if mode == "instant":
        assert lengths[0] == DAY_MS
    opened.page.wait_for_timeout(300)
    assert opened.state()["window"] == second


def test_space_plays_and_a_step_moves_by_the_windows_length(
    open_page: Open, seeds_page: Path
) -> None:
    opened = open_page(seeds_page)
    opened.set_window("2018-01-01", "2019-01-01")
    opened.page.get_by_role("button", name="One step on").click()
    assert opened.state()["window"] == [1546300800000, 1577836800000]
    opened.page.locator(".dl-lanes").focus()
    opened.page.keyboard.press(" ")
    opened.page.wait_for_timeout(400)
    opened.page.keyboard.press(" ")
    assert opened.state()["window"][0] > 1546300800000


def test_reduced_motion_jumps(open_page: Open, seeds_page: Path) -> None:
    opened = open_page(seeds_page, reduced_motion="reduce")
    opened.set_window("2018-06-01", "2018-07-01")
    seen = opened.page.evaluate(
        """async () => {
            let changes = 0;
            window.dateline.on('window', () => { changes++; });
            document.querySelector('.dl-play').click();
            await new Promise((done) => setTimeout(done, 1500));
            document.querySelector('.dl-play').click();
            return changes;
        }"""
    )
    assert 1 <= seen <= 5


def drag(page: Page, points: list[tuple[float, float]]) -> None:
    page.mouse.move(*points[0])
    page.mouse.down()
    for point in points[1:]:
        page.mouse.move(*point, steps=4)
    page.mouse.up()


@pytest.mark.parametrize("tool", ["Select with a box", "Select with a lasso"])
def test_box_and_lasso_select_events(open_page: Open, seeds_page: Path, tool: str) -> None:
    opened = open_page(seeds_page, fragment="#at=15,108,4.5")
    opened.page.get_by_role("button", name=tool).click()
    (x0, y0), (x1, y1) = opened.at(101, 24), opened.at(109, -1)
    drag(opened.page, [(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y1 - 1)]
         if "lasso" in tool else [(x0, y0), (x1, y1)])  # fmt: skip
    opened.settle()
    assert set(opened.state()["selected"]) == {"singapore-summit-2018", "hanoi-summit-2019"}
    assert (
        opened.page.locator(".dl-tab[aria-selected=true]").get_attribute("data-tab") == "selected"
    )
    assert opened.page.locator(".dl-row-title").count() == 2


def test_only_what_the_map_shows_is_off_at_first_and_follows_the_map(
    open_page: Open, seeds_page: Path
) -> None:
    opened = open_page(seeds_page, fragment="#at=1.25,103.8,7")
    assert opened.state()["counts"]["hidden"] == 0
    opened.page.get_by_label("Only what the map shows").check()
    opened.settle()
    assert opened.page.evaluate("() => window.dateline.shown().certain") == [
        "singapore-summit-2018"
    ]
    opened.page.get_by_label("Only what the map shows").uncheck()
    opened.settle()
    assert opened.state()["counts"]["hidden"] == 0


def test_events_on_one_spot_fan_out_when_their_cluster_is_clicked(
    open_frame: Callable[..., Any],
) -> None:
    spot = {"longitude": "127", "latitude": "37.5"}
    opened = open_frame(
        frame_of([{"title": f"Event {k}", "date": f"2024-0{k}", **spot} for k in range(1, 6)])
    )
    before = opened.picture(MAP)
    opened.page.mouse.click(*opened.at(127, 37.5))
    opened.settle()
    assert opened.picture(MAP) != before
    x, y = opened.at(127, 37.5)
    opened.page.mouse.click(x, y - 22)
    opened.settle()
    assert len(opened.state()["selected"]) == 1


def test_lanes_by_country_and_actor(open_page: Open, seeds_page: Path) -> None:
    opened = open_page(seeds_page)
    seen = {opened.picture(LANES)}
    for field in ("country", "actor"):
        opened.page.get_by_label("Lanes", exact=True).select_option(field)
        opened.settle()
        seen.add(opened.picture(LANES))
        assert f"lanes={field}" in opened.page.url
    assert len(seen) == 3


def test_crowded_lane_says_how_many_it_holds_back_and_opens(
    open_frame: Callable[..., Any],
) -> None:
    rows = [
        {"title": f"An event with a long title {k}", "date": "2024-05-01", "category": "summit",
         "longitude": str(k), "latitude": "10"}
        for k in range(20)
    ]  # fmt: skip
    opened = open_frame(frame_of([*rows, {"title": "Later", "date": "2025-01-01"}]))
    height = "() => document.querySelector('.dl-lanes canvas').clientHeight"
    before = opened.page.evaluate(height)
    box = opened.page.locator(".dl-lanes").bounding_box()
    opened.page.mouse.click(box["x"] + 60, box["y"] + 30)
    opened.settle()
    assert opened.page.evaluate(height) > before


def test_back_button_goes_back_to_the_window_before(open_page: Open, seeds_page: Path) -> None:
    opened = open_page(seeds_page)
    opened.set_window("2018-01-01", "2019-01-01")
    opened.settle()
    opened.set_window("2023-01-01", "2024-01-01")
    opened.settle()
    opened.page.go_back()
    opened.settle()
    assert opened.state()["window"] == [1514764800000, 1546300800000]


def test_question_mark_opens_the_keys_and_escape_closes_them(
    open_page: Open, seeds_page: Path, serious_faults: Callable[[Page], list[str]]
) -> None:
    opened = open_page(seeds_page)
    opened.page.locator(".dl-lanes").focus()
    opened.page.keyboard.press("?")
    assert opened.page.locator(".dl-help kbd").count() > 8
    assert serious_faults(opened.page) == []
    opened.page.keyboard.press("Escape")
    assert opened.page.locator(".dl-help").count() == 0


def test_live_region_says_one_sentence(open_page: Open, seeds_page: Path) -> None:
    opened = open_page(seeds_page)
    opened.set_window("2024-09-15", "2025-02-11")
    opened.page.wait_for_timeout(1200)
    said = opened.page.locator("[aria-live=polite]").inner_text()
    assert "possible" in said
    assert "15 September 2024 – 10 February 2025" in said


@pytest.mark.parametrize(
    ("language", "word", "direction"),
    [
        ("ko", "대한민국", "ltr"),
        ("ja", "韓国", "ltr"),
        ("es", "Corea del Sur", "ltr"),
        ("ar", "كوريا الجنوبية", "rtl"),
    ],
)
def test_view_speaks_the_readers_language(
    open_page: Open,
    seeds_page: Path,
    serious_faults: Callable[[Page], list[str]],
    language: str,
    word: str,
    direction: str,
) -> None:
    opened = open_page(seeds_page, locale=language, fragment="#sel=martial-law-2024")
    assert opened.page.locator(".dateline").get_attribute("dir") == direction
    assert word in opened.page.locator(".dl-card-when").inner_text()
    assert opened.problems == []
    assert serious_faults(opened.page) == []


def test_language_can_be_chosen_in_the_help(open_page: Open, seeds_page: Path) -> None:
    opened = open_page(seeds_page)
    opened.page.get_by_role("button", name="Keyboard help").click()
    with opened.page.expect_navigation():
        opened.page.get_by_label("Language").select_option("es")
    opened.page.locator(".dl-sentence").wait_for()
    opened.settle()
    assert opened.page.locator(".dateline").get_attribute("lang").startswith("es")


@pytest.mark.parametrize("format_", ["PNG", "SVG"])
def test_picture_holds_map_timeline_legend_and_words(
    open_page: Open, seeds_page: Path, tmp_path: Path, format_: str
) -> None:
    opened = open_page(seeds_page)
    opened.set_window("2018-01-01", "2020-01-01")
    opened.page.locator("summary[aria-label='Save picture']").click()
    with opened.page.expect_download() as waiting:
        opened.page.get_by_role("button", name=format_, exact=True).click()
    path = tmp_path / f"picture.{format_.lower()}"
    waiting.value.save_as(path)
    content = path.read_bytes()
    if format_ == "PNG":
        assert content.startswith(b"\x89PNG")
        assert len(content) > 50_000
    else:
        text = content.decode()
        for part in ("1 Jan 2018 – 31 Dec 2019", "Summit", "Hanoi summit", "Natural Earth"):
            assert part in text


def test_printing_shows_the_picture_alone(open_page: Open, seeds_page: Path) -> None:
    opened = open_page(seeds_page)
    opened.page.evaluate("() => window.dispatchEvent(new Event('beforeprint'))")
    opened.page.emulate_media(media="print")
    assert opened.page.locator(".dl-print canvas").is_visible()
    assert not opened.page.locator(".dl-toolbar").is_visible()
    opened.page.emulate_media(media="screen")
    opened.page.evaluate("() => window.dispatchEvent(new Event('afterprint'))")
    assert opened.page.locator(".dl-print").count() == 0


def test_touch_brushes_the_overview_with_a_thumb(open_page: Open, seeds_page: Path) -> None:
    opened = open_page(seeds_page, viewport={"width": 390, "height": 844}, has_touch=True)
    opened.set_window("2000-01-01", "2010-01-01")
    handle = opened.page.get_by_role("slider", name="End of the window")
    box = handle.bounding_box()
    assert min(box["width"], box["height"]) >= 44
    opened.page.evaluate(
        """(handle) => {
            const box = handle.getBoundingClientRect();
            const at = (type, x, target) => target.dispatchEvent(new PointerEvent(type, {
                bubbles: true, cancelable: true, pointerId: 5, pointerType: 'touch',
                isPrimary: true, clientX: x, clientY: box.top + 10 }));
            const x = box.left + box.width / 2;
            at('pointerdown', x, handle);
            at('pointermove', x + 40, window);
            at('pointerup', x + 40, window);
        }""",
        handle.element_handle(),
    )
    assert opened.state()["window"][1] > 1262304000000


def test_marks_keep_their_category_without_colour(open_page: Open, seeds_page: Path) -> None:
    opened = open_page(seeds_page)
    icons = opened.page.evaluate(
        """() => [...document.querySelectorAll('button.dl-legend-item canvas')].map((canvas) => {
            const { width, height } = canvas;
            const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
            let shape = '';
            for (let k = 0; k < data.length; k += 4) {
                shape += Math.min(data[k], data[k + 1], data[k + 2]) > 180 ? '1' : '0';
            }
            return shape;
        })"""
    )
    assert len(set(icons)) == len(icons)
