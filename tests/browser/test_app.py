"""The running app in a real browser: the sidebar, the view in it, upload and address."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from running_app import (
    VIEW,
    is_ready,
    on_view,
    opened_app,
    rest,
    running_app,
    sentence,
    shown,
    state,
    wait_for,
)

from timeline.collection import load_collection
from timeline.formats.page import read_page_story
from timeline.story import read_story


@pytest.fixture(scope="module")
def app_address(root: Path) -> Iterator[str]:
    with running_app(root) as address:
        yield address


@pytest.fixture
def open_app(browser: Browser, app_address: str) -> Iterator[Callable[..., Page]]:
    with ExitStack() as pages:
        yield lambda *query, **options: pages.enter_context(
            opened_app(browser, app_address, *query, **options)
        )


def address(page: Page) -> str:
    return page.evaluate("() => location.href")


def choose(page: Page, label: str, option: str) -> None:
    page.get_by_label(label, exact=False).locator("visible=true").first.click()
    page.keyboard.type(option)
    page.get_by_role("option", name=option).first.click()
    page.keyboard.press("Escape")


def titles(page: Page) -> set[str]:
    if not page.locator(".dl-row-title").first.is_visible():
        page.locator(".dl-panel-button").click()
    page.wait_for_timeout(300)
    return set(page.locator(".dl-row-title").all_inner_texts())


def test_filter_in_the_sidebar_changes_marks_without_remounting(
    open_app: Callable[..., Page],
) -> None:
    page = open_app()
    page.locator(".dl-map").evaluate("(map) => { map.dataset.kept = 'yes'; }")
    before = shown(page)
    centre = state(page)["center"]
    choose(page, "Countries", "North Korea")
    wait_for(lambda: shown(page) < before, "fewer events")
    assert page.locator(".dl-map").get_attribute("data-kept") == "yes"
    assert state(page)["center"] == pytest.approx(centre, abs=0.2)  # a pixel, for the row of chips
    assert {"Singapore summit", "Hanoi summit"} <= titles(page)
    wait_for(lambda: "country=PRK" in address(page), "the address")


def test_address_filters_by_country_and_date(open_app: Callable[..., Page]) -> None:
    page = open_app("?country=PRK&from=2018&to=2019&kind=event")
    assert titles(page) == {"Singapore summit", "Hanoi summit"}
    page = open_app("?country=KOR&from=2018&to=2019&kind=event")
    assert "Singapore summit" not in titles(page)


def test_chip_in_the_view_drops_the_filter_of_the_sidebar(open_app: Callable[..., Page]) -> None:
    page = open_app("?country=PRK")
    few = shown(page)
    page.locator(".dl-chip").first.click()
    wait_for(lambda: shown(page) > few, "more events")
    wait_for(lambda: "country=" not in address(page), "the address")


def test_brush_settles_into_the_address_and_a_reload_restores_it(
    open_app: Callable[..., Page],
) -> None:
    page = open_app()
    on_view(page, "view.setWindow(Date.UTC(2018, 0, 1), Date.UTC(2020, 0, 1));")
    on_view(page, "view.select('hanoi-summit-2019');")
    wait_for(
        lambda: "w=2018-01-01" in address(page) and "sel=hanoi" in address(page), "the address"
    )
    before = state(page)
    page.reload()
    wait_for(lambda: is_ready(page), "the view")
    wait_for(lambda: state(page)["window"] == before["window"], "the window")
    assert state(page)["selected"] == ["hanoi-summit-2019"]


def test_own_file_is_shown_and_its_bad_rows_are_listed(
    open_app: Callable[..., Page], tmp_path: Path
) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(
        "title,date,longitude,latitude\n"
        "Landing,1944-06-06,-0.5,49.3\n"
        "Nowhere,2019-02-30,1,1\n"
        "Some time,June 1944,2,48\n",
        encoding="utf-8",
    )
    page = open_app()
    page.get_by_text("Collection", exact=True).first.click()
    page.locator("input[type=file]").first.set_input_files(path)
    wait_for(lambda: shown(page) == 2, "two events")
    wait_for(lambda: "of 2 events" in sentence(page), "the sentence")
    page.locator("[data-count=rejected]").click()
    assert "2019-02-30" in page.locator(".dl-rejected").inner_text()


def test_file_of_no_kind_gets_one_sentence(open_app: Callable[..., Page], tmp_path: Path) -> None:
    path = tmp_path / "broken.geojson"
    path.write_text('{"type": "FeatureCollection", "features": [', encoding="utf-8")
    page = open_app()
    page.get_by_text("Collection", exact=True).first.click()
    page.locator("input[type=file]").first.set_input_files(path)
    alert = page.get_by_role("alert").first
    alert.wait_for(timeout=60_000)
    assert "broken.geojson" in alert.inner_text()
    assert "Traceback" not in page.content()


def test_page_button_hands_out_a_file(open_app: Callable[..., Page], tmp_path: Path) -> None:
    page = open_app("?country=PRK")
    with page.expect_download(timeout=60_000) as waiting:
        page.get_by_role("button", name="HTML page").click()
    path = tmp_path / "page.html"
    waiting.value.save_as(path)
    assert "Content-Security-Policy" in path.read_text(encoding="utf-8")


def taken_away(page: Page, label: str, path: Path) -> bytes:
    sidebar = page.get_by_test_id("stSidebar")
    with page.expect_download(timeout=60_000) as waiting:
        sidebar.get_by_role("button", name=label, exact=True).click()
    waiting.value.save_as(path)
    return path.read_bytes()


@pytest.mark.slow
def test_step_that_a_person_adds_is_in_the_files(
    open_app: Callable[..., Page], tmp_path: Path
) -> None:
    page = open_app("?step=1")
    assert page.locator(".dl-story h2").inner_text() == "A war that was only paused"
    on_view(page, "view.setWindow(Date.UTC(2024, 11, 3), Date.UTC(2024, 11, 5));")
    on_view(page, "view.select('martial-law-2024');")
    page.locator(".dl-story-add").first.click()
    form = page.locator(".dl-story form")
    form.get_by_label("Title of the step").fill("The night")
    form.get_by_label("Text of the step").fill("By hand.")
    form.get_by_role("button").last.click()
    wait_for(lambda: page.locator(".dl-story h2").inner_text() == "The night", "the step")
    page.wait_for_timeout(1500)
    page.get_by_text("Collection", exact=True).first.click()
    built_in = load_collection().story
    steps = read_story(taken_away(page, "Story", tmp_path / "story.yaml"))
    assert (*steps[:1], *steps[2:]) == built_in
    added = steps[1]
    assert (added.title, added.text, added.start, added.end, added.select) == (
        "The night", "By hand.", "2024-12-03", "2024-12-04", ("martial-law-2024",),
    )  # fmt: skip
    told = read_page_story(taken_away(page, "HTML page", tmp_path / "page.html"))
    assert [step.title for step in told] == [step.title for step in steps]


@pytest.mark.slow
def test_another_collection_brings_its_own_story_or_none(
    open_app: Callable[..., Page], tmp_path: Path
) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("id,title,date,longitude,latitude\na,Landing,1944-06-06,-0.5,49.3\n")
    page = open_app("?step=1")
    page.get_by_text("Collection", exact=True).first.click()
    page.locator("input[type=file]").first.set_input_files(path)
    wait_for(lambda: shown(page) == 1, "one event")
    assert not page.locator(".dl-story").is_visible()
    assert state(page)["center"] == pytest.approx([49.3, -0.5], abs=0.5)
    told = tmp_path / "mine.story.yaml"
    told.write_text("- title: Mine\n  start: 1944\n  end: 1945\n  select: [a]\n")
    page.locator(".st-key-upload-story input[type=file]").set_input_files(told)
    page.wait_for_timeout(2000)
    page.locator(".dl-story-button").first.click()
    wait_for(lambda: page.locator(".dl-story h2").inner_text() == "Mine", "the story")
    assert state(page)["selected"] == ["a"]


def test_back_and_forward_go_through_filters_and_views(open_app: Callable[..., Page]) -> None:
    page = open_app()
    everything = shown(page)
    on_view(page, "view.setWindow(Date.UTC(2018, 0, 1), Date.UTC(2020, 0, 1));")
    wait_for(lambda: "w=2018-01-01" in address(page), "the window in the address")
    rest(page)
    within = shown(page)
    choose(page, "Countries", "North Korea")
    wait_for(lambda: "country=PRK" in address(page), "the country in the address")
    wait_for(lambda: shown(page) == 2, "two events")
    rest(page)
    page.go_back()
    wait_for(lambda: shown(page) == within, "the events of the window")
    wait_for(lambda: "country" not in address(page), "the address without it")
    rest(page)
    page.go_back()
    wait_for(lambda: shown(page) == everything, "all events")
    assert state(page)["window"] is None
    rest(page)
    page.go_forward()
    wait_for(lambda: shown(page) == within, "the events of the window")
    rest(page)
    page.go_forward()
    wait_for(lambda: shown(page) == 2, "two events")
    wait_for(lambda: "country=PRK" in address(page), "the country in the address")


@pytest.mark.slow
def test_move_of_the_map_alone_leaves_no_trace_in_the_history(
    open_app: Callable[..., Page],
) -> None:
    page = open_app()
    wait_for(lambda: "at=" in address(page), "the address")
    page.wait_for_timeout(1000)
    before = (address(page), page.evaluate("() => history.length"))
    box = page.locator(".dl-map").bounding_box()
    assert box
    page.mouse.move(box["x"] + 300, box["y"] + 200)
    page.mouse.down()
    page.mouse.move(box["x"] + 380, box["y"] + 230, steps=5)
    page.mouse.up()
    wait_for(lambda: address(page) != before[0], "another address")
    page.wait_for_timeout(1500)
    assert page.evaluate("() => history.length") == before[1]


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_in_the_view(
    open_app: Callable[..., Page], axe_source: str, scheme: str
) -> None:
    page = open_app(color_scheme=scheme)
    page.evaluate(axe_source)
    found = page.evaluate("() => axe.run(document, { resultTypes: ['violations'] })")
    # Streamlit's own chrome is not ours; what is inside the shadow root is.
    faults = [
        {"id": fault["id"], "html": node["html"], "why": node["failureSummary"]}
        for fault in found["violations"]
        if fault["impact"] in ("serious", "critical")
        for node in fault["nodes"]
        if isinstance(node["target"][0], list)
    ]
    assert faults == [], json.dumps(faults, indent=1)[:3000]


def test_nothing_goes_wrong_in_the_console(open_app: Callable[..., Page]) -> None:
    problems: list[str] = []
    page = open_app()
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on(
        "console",
        lambda message: problems.append(message.text) if message.type == "error" else None,
    )
    page.reload()
    wait_for(lambda: is_ready(page), "the view")
    page.wait_for_timeout(1000)
    assert problems == []


# --- legend, keys, printing, languages ---------------------------------------------------------


def legend(page: Page, name: str) -> Any:
    return page.locator(".dl-legend button.dl-legend-item", has_text=name)


def test_click_on_the_legend_is_the_filter_of_the_sidebar(open_app: Callable[..., Page]) -> None:
    page = open_app()
    page.locator(".dl-map").evaluate("(map) => { map.dataset.kept = 'yes'; }")
    sidebar = page.get_by_test_id("stSidebar")
    everything, entries = shown(page), page.locator(".dl-legend li").count()
    legend(page, "Summit").click()
    wait_for(lambda: shown(page) < everything, "fewer events")
    few = shown(page)
    wait_for(lambda: "category=summit" in address(page), "the address")
    sidebar.get_by_text(f"Download {few} events").wait_for()
    assert page.locator(".dl-chip").first.inner_text().startswith("summit")
    assert legend(page, "Summit").get_attribute("aria-pressed") == "true"
    assert page.locator(".dl-legend li").count() > 1, "other categories can still be chosen"
    assert entries > 1
    legend(page, "Political").click()
    wait_for(lambda: shown(page) > few, "more events")
    wait_for(lambda: "political" in address(page), "both in the address")
    page.wait_for_timeout(500)
    page.reload()
    wait_for(lambda: is_ready(page), "the view")
    assert few < shown(page) < everything
    page.locator(".dl-map").evaluate("(map) => { map.dataset.kept = 'yes'; }")
    for name in ("Summit", "Political"):
        legend(page, name).click()
        wait_for(lambda name=name: pressed(page, name) == "false", "the entry to be let go")
    wait_for(lambda: shown(page) == everything, "all events")
    wait_for(lambda: "category=" not in address(page), "the address")
    assert page.locator(".dl-map").get_attribute("data-kept") == "yes"


def pressed(page: Page, name: str) -> str | None:
    return legend(page, name).get_attribute("aria-pressed")


def words_field(page: Page) -> Any:
    return page.locator(".st-key-q input")


def has_focus(page: Page) -> bool:
    return bool(words_field(page).evaluate("(field) => document.activeElement === field"))


@pytest.mark.slow
def test_slash_goes_to_the_words_of_the_sidebar_and_unfolds_it(
    open_app: Callable[..., Page],
) -> None:
    page = open_app()
    page.locator(".dl-lanes").first.focus()
    page.keyboard.press("/")
    wait_for(lambda: has_focus(page), "the focus", 5)
    page.keyboard.type("metropole/")
    assert words_field(page).input_value() == "metropole/"
    page.keyboard.press("Escape")
    page.get_by_test_id("stSidebar").hover()
    page.get_by_test_id("stSidebarCollapseButton").get_by_role("button").click()
    page.get_by_test_id("stExpandSidebarButton").wait_for()
    page.wait_for_timeout(500)
    page.evaluate("() => document.activeElement.blur()")
    page.keyboard.press("/")
    wait_for(lambda: has_focus(page), "the focus", 5)
    wait_for(lambda: words_field(page).bounding_box()["x"] >= 0, "the sidebar to come out", 5)


def test_print_has_the_picture_of_the_view_alone(open_app: Callable[..., Page]) -> None:
    page = open_app()
    page.evaluate("() => window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator(".dl-print canvas").is_visible()
    for name in ("stSidebar", "stHeader"):
        assert not page.get_by_test_id(name).is_visible(), name
    assert not page.locator(".st-key-left-aside").is_visible()
    box = page.locator(".dl-print canvas").bounding_box()
    assert box
    assert (box["x"] < 40, box["width"] > 1300) == (True, True)


@pytest.mark.slow
def test_back_to_an_address_without_a_step_leaves_the_story(open_app: Callable[..., Page]) -> None:
    page = open_app()
    wait_for(lambda: "at=" in address(page), "the address")
    page.wait_for_timeout(1000)
    page.locator(".dl-story-button").first.click()
    wait_for(lambda: "step=1" in address(page), "the step in the address")
    page.wait_for_timeout(1000)
    page.go_back()
    wait_for(lambda: not page.locator(".dl-story").is_visible(), "the story to be left", 10)
    page.wait_for_timeout(1500)
    assert not page.locator(".dl-story").is_visible()
    assert "step=" not in address(page)


def test_language_is_that_of_the_reader_and_another_can_be_chosen(
    open_app: Callable[..., Page],
) -> None:
    page = open_app(locale="ko-KR")
    sidebar = page.get_by_test_id("stSidebar")
    sidebar.get_by_text("HTML 페이지").wait_for()
    assert page.locator(".dl-count-button").first.inner_text().startswith("날짜 없음")
    assert "lang=" not in address(page)
    on_view(page, "view.select('hanoi-summit-2019');")
    wait_for(lambda: "sel=hanoi" in address(page), "the address")
    sidebar.locator(".st-key-lang").get_by_role("combobox").click()
    page.get_by_role("option", name="العربية").click()
    sidebar.get_by_text("صفحة HTML").wait_for()
    wait_for(lambda: page.locator(VIEW).get_attribute("dir") == "rtl", "the view")
    wait_for(lambda: "lang=ar" in address(page), "the address")
    assert page.evaluate("() => document.documentElement.lang") == "ar"
    wait_for(lambda: state(page)["selected"] == ["hanoi-summit-2019"], "the selection")
    direction = sidebar.get_by_text("البلدان").evaluate("(one) => getComputedStyle(one).direction")
    assert direction == "rtl"
    page.locator(".dl-help-button").first.click()
    page.locator(".dl-help select").select_option("en")
    sidebar.get_by_text("HTML page").wait_for()
    wait_for(lambda: "lang=en" in address(page), "the address")
