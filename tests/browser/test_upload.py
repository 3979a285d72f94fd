"""Own files in the running app: columns taken for something else, cells mended, reading ended."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page
from running_app import opened_app, running_app, sentence, shown, wait_for

ROW_HEIGHT = 36  # of Streamlit's tables, their header included
MESSY = """\
Überschrift,when it was,spot,lat,lon,remark
Landing,1944-06-06,Normandy,49.3,-0.5,Ida
No such day,2019-02-30,Berlin,52.5,13.4,Olaf
Some time,June 1944,Paris,48.9,2.3,Ida
No day at all,,Rome,41.9,12.5,Olaf
No place at all,1945-05-08,Qqqqqq,,,Ida
"""


@pytest.fixture(scope="module")
def address(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    settings = {"DATELINE_CONFIG": str(tmp_path_factory.mktemp("settings"))}
    with running_app(root, settings=settings) as address:
        yield address


@pytest.fixture
def open_with(
    browser: Browser, address: str, tmp_path: Path
) -> Iterator[Callable[[str, str], Page]]:
    """Open the app and upload a file of this name and text."""
    with ExitStack() as pages:

        def opener(name: str, text: str) -> Page:
            page = pages.enter_context(opened_app(browser, address))
            path = tmp_path / name
            path.write_text(text, encoding="utf-8")
            page.get_by_text("Collection", exact=True).first.click()
            page.locator("input[type=file]").first.set_input_files(path)
            return page

        yield opener


def drawer(page: Page, name: str) -> Locator:
    """Open the drawer below a button."""
    body = page.get_by_test_id("stPopoverBody")
    if body.count():
        page.keyboard.press("Escape")
        wait_for(lambda: not body.count(), "the other drawer to close")
    page.get_by_role("button", name=name, exact=True).click()
    body.wait_for()
    return body


def write_cell(page: Page, table: Locator, row: int, x: int, text: str) -> None:
    """Write into the cell at x pixels of a row of a table; tables are drawn on a canvas."""
    canvas = table.locator("canvas[data-testid=data-grid-canvas]")
    canvas.wait_for()
    page.wait_for_timeout(500)  # columns get their widths
    box = canvas.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + x, box["y"] + ROW_HEIGHT * (row + 1.5))
    page.wait_for_timeout(200)
    page.keyboard.press("Enter")
    page.locator("#portal :is(input, textarea)").first.wait_for(state="attached")
    page.wait_for_timeout(300)
    page.keyboard.press("Control+A")
    page.keyboard.type(text)
    page.wait_for_timeout(300)
    page.keyboard.press("Enter")


def tables(body: Locator) -> Locator:
    return body.get_by_test_id("stDataFrame")


def counted(page: Page, name: str) -> int:
    return int(page.locator(f"[data-count={name}]").inner_text().split()[-1])


def test_mended_cells_bring_rows_back_and_undo_takes_them_away_again(
    open_with: Callable[[str, str], Page],
) -> None:
    page = open_with("mine.csv", MESSY)
    wait_for(lambda: "of 4 events" in sentence(page), "four events")
    assert (counted(page, "rejected"), counted(page, "undated"), counted(page, "unplaced")) == (
        1, 1, 1,
    )  # fmt: skip
    body = drawer(page, "Mend")
    write_cell(page, tables(body).nth(0), 0, 210, "2019-02-28")
    apply = page.get_by_role("button", name="Apply")
    wait_for(apply.is_enabled, "the value to be taken")
    apply.click()
    wait_for(lambda: "of 5 events" in sentence(page), "the mended row")
    assert counted(page, "rejected") == 0

    body = drawer(page, "Mend")
    write_cell(page, tables(body).nth(0), 0, 600, "1945-04")
    wait_for(apply.is_enabled, "the date to be taken")
    apply.click()
    wait_for(lambda: counted(page, "undated") == 0, "the date")

    body = drawer(page, "Mend")
    write_cell(page, tables(body).nth(0), 0, 600, "52.52, 13.4")
    wait_for(apply.is_enabled, "the point to be taken")
    apply.click()
    wait_for(lambda: counted(page, "unplaced") == 0, "the point")

    undo = page.get_by_role("button", name="Undo")
    for wanted in ("unplaced", "undated", "rejected"):
        drawer(page, "Mend")
        undo.click()
        wait_for(lambda name=wanted: counted(page, name) == 1, f"{wanted} as before")
    wait_for(undo.is_disabled, "nothing to undo")
    wait_for(lambda: "of 4 events" in sentence(page), "the four of the beginning")


@pytest.mark.slow
def test_mending_that_is_no_date_is_rejected_again_with_its_reason(
    open_with: Callable[[str, str], Page],
) -> None:
    page = open_with("again.csv", MESSY)
    wait_for(lambda: "of 4 events" in sentence(page), "four events")
    body = drawer(page, "Mend")
    write_cell(page, tables(body).nth(0), 0, 210, "soonish")
    page.get_by_role("button", name="Apply").click()
    page.keyboard.press("Escape")
    wait_for(lambda: counted(page, "rejected") == 1, "the row among the rejected")
    page.locator("[data-count=rejected]").click()
    wait_for(lambda: "soonish" in page.locator(".dl-rejected").inner_text(), "the new value")


@pytest.mark.slow
def test_changed_column_is_read_anew_and_remembered_for_the_same_header(
    open_with: Callable[[str, str], Page],
) -> None:
    page = open_with("first.csv", MESSY)
    wait_for(lambda: "of 4 events" in sentence(page), "four events")
    body = drawer(page, "Columns · first.csv")
    write_cell(page, tables(body).nth(0), 5, 340, "category")
    wait_for(lambda: "Ida" in page.locator(".dl-legend").inner_text(), "the categories")

    again = open_with("second.csv", MESSY)
    wait_for(lambda: "of 4 events" in sentence(again), "four events")
    wait_for(lambda: "Ida" in again.locator(".dl-legend").inner_text(), "them, without being asked")


def test_dates_that_say_neither_day_nor_month_first_are_asked_about(
    open_with: Callable[[str, str], Page],
) -> None:
    page = open_with("either.csv", "title,date,lat,lon\nOne,03/04/2024,1,1\nTwo,05/06/2024,2,2\n")
    wait_for(lambda: shown(page) == 2, "two events")
    page.locator(".dl-panel-button").click()
    panel = page.locator(".dl-panel")
    wait_for(lambda: "3 Apr" in panel.inner_text(), "the day first")
    page.get_by_test_id("stRadio").get_by_text("month", exact=True).click()
    wait_for(lambda: "4 Mar" in panel.inner_text(), "the month first")


@pytest.mark.slow
def test_reading_a_long_file_shows_its_rows_and_can_be_stopped(
    open_with: Callable[[str, str], Page],
) -> None:
    head = "title,date,lat,lon,place\n"
    rows = "".join(
        f"Event {k},{1 + k % 28} Juni {1900 + k % 100},{k % 80}.5,{k % 170}.25,x\n"
        for k in range(400_000)
    )
    page = open_with("long.csv", head + rows)
    stop = page.get_by_role("button", name="Stop reading long.csv")
    stop.wait_for(timeout=60_000)
    progress = page.get_by_role("progressbar").locator("visible=true")
    wait_for(progress.count, "the bar", 5)
    stop.click()
    again = page.get_by_role("button", name="Read long.csv")
    again.wait_for(timeout=20_000)
    wait_for(lambda: "of 4" not in sentence(page), "the app to go on")
    again.click()
    wait_for(lambda: shown(page) == 400_000, "all its rows", 120)
