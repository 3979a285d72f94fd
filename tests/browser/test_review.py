"""Review an article in the running app, by key, click and touch, and take in what was accepted."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page
from running_app import (
    is_ready,
    on_view,
    opened_app,
    rest,
    running_app,
    sentence,
    shown,
    wait_for,
)

TEXT = """\
Three leaders look back
3 December 2024

😀 In August 2023 the leaders of Japan and the United States met at Camp David. The summit at \
Camp David in August 2023 was the first of its kind.

About 28,500 U.S. troops are stationed in South Korea. A joint exercise was held near Osan on \
12 March 2024. A summit was held in Georgia in May 2024.
"""
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}


@pytest.fixture(scope="module")
def address(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    settings = {"DATELINE_CONFIG": str(tmp_path_factory.mktemp("settings"))}
    with running_app(root, settings=settings) as address:
        yield address


@pytest.fixture
def review(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Open the app, paste the article and find its events."""
    with ExitStack() as pages:
        yield lambda **options: pages.enter_context(reviewing(browser, address, **options))


@contextmanager
def reviewing(browser: Browser, address: str, **options: Any) -> Iterator[Page]:
    with opened_app(browser, address, **options) as page:
        unfold = page.get_by_test_id("stExpandSidebarButton")
        if unfold.count():
            unfold.click()
        page.get_by_text("Article", exact=True).first.click()
        field = page.get_by_label("Paste the text of an article")
        field.fill(TEXT)
        field.press("Control+Enter")
        find = page.get_by_role("button", name="Find events")
        find.wait_for()
        rest(page)
        find.click()
        page.locator(".rv-card").first.wait_for(timeout=60_000)
        page.wait_for_timeout(300)
        yield page


def counters(page: Page) -> str:
    return page.locator(".rv-counters").inner_text()


def names(page: Page) -> list[str]:
    return page.locator(".rv-card .rv-name").all_inner_texts()


def current(page: Page) -> str:
    return page.locator(".rv-card[aria-current] .rv-name").inner_text()


def card(page: Page) -> str:
    return page.locator(".rv-card[aria-current]").inner_text()


def open_card(page: Page, words: str) -> Locator:
    page.locator(".rv-head", has_text=words).first.click()
    return page.locator(".rv-card[aria-current]")


def value(page: Page, label: str) -> str:
    row = page.locator(f".rv-fields dt:text-is('{label}') + dd")
    return row.locator(".rv-value, .rv-plain, .rv-none").inner_text()


def write_date(page: Page, text: str) -> None:
    page.keyboard.press("e")
    page.locator(".rv-form input[name=date]").fill(text)
    page.keyboard.press("Enter")


def test_one_key_each_accepts_rejects_reopens_and_undoes(review: Callable[..., Page]) -> None:
    page = review()
    first, second, third = names(page)[:3]
    page.keyboard.press("a")
    assert counters(page).startswith("1 accepted · 0 rejected")
    assert current(page) == second
    page.keyboard.press("x")
    assert counters(page).startswith("1 accepted · 1 rejected")
    assert current(page) == third
    page.keyboard.press("k")
    page.keyboard.press("o")
    assert counters(page).startswith("1 accepted · 0 rejected")
    for _ in range(3):
        page.keyboard.press("u")
    assert counters(page).startswith("0 accepted · 0 rejected")
    assert current(page) == first
    page.keyboard.press("j")
    assert current(page) == second
    assert "Undone" in page.locator(".review [role=status]").inner_text()


def test_click_on_a_word_opens_its_draft_and_a_value_lights_its_words(
    review: Callable[..., Page],
) -> None:
    page = review()
    page.locator(".rv-text .rv-place", has_text="Osan").first.click()
    assert "Osan" in card(page)
    page.locator(".rv-value .rv-date").click()
    assert page.locator(".rv-lit").all_inner_texts() == ["12 March 2024"]
    page.locator(".rv-text .rv-number", has_text="28,500").first.click()
    assert "28,500" in card(page)


@pytest.mark.slow
def test_marked_words_are_those_of_the_article_behind_an_emoji(
    review: Callable[..., Page],
) -> None:
    page = review()
    assert page.locator(".rv-text").evaluate("(text) => text.textContent") == TEXT
    marked = page.locator(".rv-text .rv-date").all_inner_texts()
    assert marked == ["August 2023", "August 2023", "12 March 2024", "May 2024"]


def test_edited_date_is_read_and_a_bad_one_says_why(review: Callable[..., Page]) -> None:
    page = review()
    open_card(page, "Osan")
    write_date(page, "last Friday")
    wait_for(lambda: value(page, "Date") == "29 Nov 2024", "the date to be read")
    write_date(page, "31 June 2024")
    wait_for(lambda: page.locator(".rv-problem").count(), "the problem")
    assert "31 June 2024" in page.locator(".rv-problem").inner_text()
    assert value(page, "Date") == "29 Nov 2024"
    for _ in range(2):
        page.keyboard.press("u")
    wait_for(lambda: value(page, "Date") == "12 Mar 2024", "the date as it was")


@pytest.mark.slow
def test_another_place_of_the_name_is_chosen_by_one_click(review: Callable[..., Page]) -> None:
    page = review()
    one = open_card(page, "Georgia")
    before, other = value(page, "Place"), one.locator(".rv-choice").first.inner_text()
    assert before != other
    one.locator(".rv-choice").first.click()
    wait_for(lambda: value(page, "Place") == other, "the other place")
    page.keyboard.press("u")
    wait_for(lambda: value(page, "Place") == before, "the place as it was")


@pytest.mark.slow
def test_keys_are_letters_while_something_is_typed(review: Callable[..., Page]) -> None:
    page = review()
    before = counters(page)
    page.keyboard.press("e")
    page.keyboard.type("axumoj")
    assert page.locator(".rv-form input[name=title]").input_value() == "axumoj"
    page.keyboard.press("Escape")
    assert counters(page) == before
    page.get_by_label("Outlet").click()
    page.keyboard.type("ax")
    assert counters(page) == before


@pytest.mark.slow
def test_duplicate_is_merged_and_taken_apart_again(review: Callable[..., Page]) -> None:
    page = review()
    one = open_card(page, "Camp David")
    assert one.get_by_role("button", name="Merge with").is_visible()
    kept = len(names(page))
    page.keyboard.press("m")
    assert counters(page).endswith("1 merged")
    assert f"{kept - 1} open" in counters(page)
    page.keyboard.press("u")
    assert "merged" not in counters(page)


def test_only_what_was_accepted_enters_the_collection_and_can_be_taken_out(
    review: Callable[..., Page],
) -> None:
    page = review()
    add = page.get_by_role("button", name="accepted to the collection")
    assert add.is_disabled()
    open_card(page, "Osan")
    write_date(page, "13 March 2024")
    page.keyboard.press("a")
    page.get_by_role("button", name="Add 1 accepted to the collection").click()
    wait_for(lambda: page.locator(".rv-card").count() == 0, "the review to close")
    wait_for(lambda: page.locator(".dl-sentence").count(), "the view")
    total = int(sentence(page).split(" of ")[1].split()[0])
    page.get_by_label("Words", exact=True).fill("Osan")
    page.get_by_label("Words", exact=True).press("Enter")
    wait_for(lambda: shown(page) < total, "the filter")
    assert shown(page) >= 1
    page.get_by_role("button", name="Take out").click()
    wait_for(lambda: f" of {total - 1} " in sentence(page), "the row to go")


@pytest.mark.slow
def test_what_was_done_is_there_when_the_review_is_drawn_anew(
    review: Callable[..., Page],
) -> None:
    page = review()
    page.keyboard.press("a")
    page.keyboard.press("x")
    page.get_by_role("button", name="Add 1 accepted").wait_for()
    page.get_by_role("button", name="Close the article").click()
    wait_for(lambda: page.locator(".dl-sentence").count() == 1, "the view")
    page.get_by_role("button", name="Find events").click()
    page.locator(".rv-card").first.wait_for()
    assert counters(page).startswith("1 accepted · 1 rejected")


@pytest.mark.slow
def test_day_of_publication_is_asked_for_where_a_file_does_not_say_it(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    path = tmp_path / "notes.md"
    path.write_text("# Notes\n\nThe ministers met in Seoul yesterday.\n", encoding="utf-8")
    with opened_app(browser, address) as page:
        page.get_by_text("Article", exact=True).first.click()
        page.locator(".st-key-article-file input[type=file]").set_input_files(path)
        page.get_by_text("When was it published?").wait_for()
        published = page.get_by_role("textbox", name="Date of publication")
        published.fill("December 2024")
        published.press("Enter")
        page.get_by_role("button", name="Find events").click()
        page.get_by_text("'December 2024' is no single day").wait_for()
        published.fill("3 Dec 2024")
        published.press("Enter")
        page.get_by_text("When was it published?").wait_for(state="hidden")
        page.get_by_role("button", name="Find events").click()
        page.locator(".rv-card").first.wait_for()
        assert "2 Dec 2024" in card(page)


@pytest.mark.slow
def test_preview_shows_what_was_not_rejected(review: Callable[..., Page]) -> None:
    page = review()
    wait_for(lambda: page.locator(".dl-sentence").count(), "the preview")
    drafts = len(names(page))
    wait_for(lambda: f" of {drafts} " in sentence(page), "all drafts")
    page.keyboard.press("x")
    wait_for(lambda: f" of {drafts - 1} " in sentence(page), "one draft less")


@pytest.mark.slow
def test_mark_in_the_preview_opens_its_draft(review: Callable[..., Page]) -> None:
    page = review()
    wait_for(lambda: is_ready(page), "the preview")
    before = current(page)
    ids = on_view(page, "return view.shown().certain;")
    for one in ids:
        on_view(page, f"view.select({one!r});")
        if current(page) != before:
            break
    assert current(page) != before
    assert page.locator(".dl-card h2").inner_text() == current(page)
    assert "w=" not in page.url
    assert "sel=" not in page.url


def test_phone_shows_one_half_at_a_time_and_the_quote_in_the_card(
    review: Callable[..., Page],
) -> None:
    page = review(**PHONE)
    page.get_by_test_id("stSidebarCollapseButton").locator("button").click()
    page.wait_for_timeout(500)
    assert not page.locator(".rv-text").is_visible()
    assert page.locator(".rv-quotes").is_visible()
    page.get_by_role("tab", name="Article").click()
    assert page.locator(".rv-text").is_visible()
    page.locator(".rv-text .rv-place", has_text="Osan").first.click()
    assert "Osan" in card(page)
    assert page.locator(".rv-list").is_visible()
    for one in page.locator(".rv-doings .rv-button").all():
        box = one.bounding_box()
        assert box is not None
        assert box["height"] >= 44


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(
    review: Callable[..., Page], serious_faults: Callable[[Page], list[str]], scheme: str
) -> None:
    page = review(color_scheme=scheme)
    page.keyboard.press("a")
    page.keyboard.press("x")
    rest(page)
    page.wait_for_timeout(500)  # what was dimmed while Python ran is so no more
    assert serious_faults(page) == []
    page.keyboard.press("e")
    assert serious_faults(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    page.get_by_text("Keys of the review").wait_for()
    assert serious_faults(page) == []
