"""Stories, online maps and languages in the exported page."""

import base64
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page

from timeline.collection import load_collection
from timeline.story import Step
from timeline.view.linked import page as write_page

Open = Callable[..., Any]
TITLES = [step.title for step in load_collection().story]
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)


@pytest.fixture(scope="module")
def told_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    collection = load_collection()
    path = tmp_path_factory.mktemp("story") / "told.html"
    text = write_page(
        collection.frame,
        title=collection.title,
        dated=collection.dated,
        sources=collection.sources,
        story=collection.story,
    )
    path.write_text(text, encoding="utf-8")
    return path


def story(opened: Any) -> Locator:
    return opened.page.locator(".dl-story")


def title(opened: Any) -> str:
    opened.settle()
    return story(opened).locator("h2").inner_text()


def sentence(opened: Any) -> str:
    return opened.page.locator(".dl-sentence").inner_text()


def test_story_is_told_step_by_step_with_window_map_and_selection(
    open_page: Open, told_page: Path
) -> None:
    opened = open_page(told_page)
    assert not story(opened).is_visible()
    opened.page.locator(".dl-story-button").click()
    assert title(opened) == TITLES[0]
    assert "1 Jun 1950 – 31 Jul 1953" in sentence(opened)
    story(opened).get_by_role("button", name="Next step").click()
    assert title(opened) == TITLES[1]
    assert opened.state()["selected"] == ["singapore-summit-2018", "hanoi-summit-2019"]
    assert opened.state()["center"] == pytest.approx([19, 113], abs=0.01)
    assert opened.state()["zoom"] == 4
    assert "Step 2 of 5" in story(opened).inner_text()
    assert "part early" in story(opened).inner_text()
    story(opened).get_by_role("button", name="Previous step").click()
    assert title(opened) == TITLES[0]
    assert story(opened).get_by_role("button", name="Previous step").is_disabled()
    assert opened.problems == []


def test_brackets_go_through_the_story(open_page: Open, told_page: Path) -> None:
    opened = open_page(told_page)
    opened.page.locator(".dl-lanes").focus()
    for expected in (*TITLES, TITLES[-1]):
        opened.page.keyboard.press("]")
        assert title(opened) == expected
    opened.page.keyboard.press("[")
    assert title(opened) == TITLES[-2]


def test_link_leads_to_a_step_and_the_step_to_a_link(open_page: Open, told_page: Path) -> None:
    opened = open_page(told_page, fragment="#step=2")
    assert title(opened) == TITLES[1]
    assert "1 Jan 2018 – 31 Dec 2019" in sentence(opened)
    opened.page.get_by_role("button", name="Next step").click()
    for _ in range(3):
        opened.settle()
    assert "step=3" in opened.page.evaluate("() => location.hash")


def test_page_has_no_tools_to_change_the_story(open_page: Open, told_page: Path) -> None:
    opened = open_page(told_page, fragment="#step=1")
    assert opened.page.get_by_role("button", name="Add this view as a step").count() == 0
    assert opened.page.get_by_role("button", name="Remove the step").count() == 0


def test_page_without_a_story_offers_none(open_page: Open, seeds_page: Path) -> None:
    opened = open_page(seeds_page)
    assert opened.page.locator(".dl-story-button").count() == 0
    opened.page.locator(".dl-lanes").focus()
    opened.page.keyboard.press("]")
    assert not story(opened).is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_in_a_step(
    open_page: Open, tmp_path: Path, serious_faults: Callable[[Page], list[str]], scheme: str
) -> None:
    path = tmp_path / "step.html"
    steps = [Step("First", "A text.", select=("hanoi-summit-2019",)), Step("Last", "Another.")]
    path.write_text(write_page(load_collection().frame, title="T", story=steps), encoding="utf-8")
    opened = open_page(path, fragment="#step=1", color_scheme=scheme)
    assert title(opened) == "First"
    assert serious_faults(opened.page) == []


def test_story_is_a_list_before_the_events_without_javascript(
    browser: Browser, told_page: Path
) -> None:
    context = browser.new_context(offline=True, java_script_enabled=False)
    page = context.new_page()
    page.goto(told_page.as_uri())
    steps, events = page.locator("noscript ol").all()
    assert steps.locator("li b").all_inner_texts() == TITLES
    assert "1950-06 – 1953-07" in steps.locator("li").first.inner_text()
    assert len(events.locator("li").all()) == len(load_collection().frame)
    context.close()


# --- online maps ------------------------------------------------------------------------------


@pytest.fixture
def tiled_page(tmp_path: Path) -> Path:
    path = tmp_path / "tiled.html"
    text = write_page(load_collection().frame, title="T", tiles=["Esri grey", "OpenTopoMap"])
    path.write_text(text, encoding="utf-8")
    return path


def choose_map(page: Page, name: str) -> None:
    page.locator(".dl-tiles summary").click()
    page.locator(".dl-tiles").get_by_role("button", name=name).click()


def online(requests: list[str]) -> list[str]:
    return [url for url in requests if url.startswith("http")]


def test_online_map_is_asked_for_only_when_chosen_and_gives_way_when_unreachable(
    open_page: Open, tiled_page: Path
) -> None:
    opened = open_page(tiled_page)
    assert online(opened.requests) == []
    choose_map(opened.page, "Esri grey")
    opened.page.locator(".dl-toast").wait_for()
    asked = online(opened.requests)
    assert asked and all(url.startswith("https://server.arcgisonline.com/") for url in asked)
    assert opened.page.locator(".leaflet-tile-pane img").count() == 0


@pytest.fixture
def served(browser: Browser) -> Iterator[BrowserContext]:
    """A browser for which every server hands out one grey pixel."""
    context = browser.new_context(viewport={"width": 1000, "height": 700}, locale="en-GB")
    context.route("https://**/*", lambda route: route.fulfill(body=PIXEL, content_type="image/png"))
    yield context
    context.close()


def test_policy_lets_the_tiles_of_the_chosen_map_in_with_their_credit(
    served: BrowserContext, tiled_page: Path
) -> None:
    page = served.new_page()
    page.goto(tiled_page.as_uri())
    page.locator(".dl-tiles summary").wait_for()
    choose_map(page, "OpenTopoMap")
    page.locator(".leaflet-tile-loaded").first.wait_for()
    assert "OpenTopoMap (CC-BY-SA)" in page.locator(".leaflet-control-attribution").inner_text()


def test_policy_keeps_out_what_was_not_chosen(served: BrowserContext, tiled_page: Path) -> None:
    page = served.new_page()
    page.goto(tiled_page.as_uri())
    loads = """(url) => new Promise((done) => {
        const image = new Image();
        image.onload = () => done(true);
        image.onerror = () => done(false);
        image.src = url;
    })"""
    assert page.evaluate(loads, "https://server.arcgisonline.com/x.png") is True
    assert page.evaluate(loads, "https://example.org/x.png") is False


# --- language ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("language", "direction"), [("ko", "ltr"), ("ar", "rtl")])
def test_page_speaks_the_language_that_it_was_given(
    open_page: Open, tmp_path: Path, language: str, direction: str
) -> None:
    path = tmp_path / "page.html"
    text = write_page(load_collection().frame, title="T", language=language)
    path.write_text(text, encoding="utf-8")
    opened = open_page(path)
    root = opened.page.locator(".dateline")
    assert (root.get_attribute("lang"), root.get_attribute("dir")) == (language, direction)
    assert opened.page.locator("html").get_attribute("lang") == language
    assert "events" not in sentence(opened)
