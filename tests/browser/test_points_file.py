"""The twelve points of the linked view in the exported file, where no other test proves them."""

import io
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import pandas as pd
import pytest
from PIL import Image
from playwright.sync_api import Locator

from timeline.rows import build_frame
from timeline.story import Step
from timeline.view.linked import page as write_page

pytestmark = pytest.mark.slow

Open = Callable[..., Any]
DAY_MS = 86_400_000
MAP, LANES = ".dl-marks", ".dl-lanes canvas"
EXACT, MONTH, PAIR, KOREA, KURSK = (
    (78.0, 22.0), (-50.0, -12.0), (10.5, 51.0), (127.8, 36.4), (36.2, 51.7),
)  # fmt: skip
DAYS_OF_MAY, MAY_AND_MORE = ("2020-05-08", "2020-05-14"), ("2020-04-01", "2020-07-01")
FORCES = {"usa-1990", "usa-2000", "usa-2010", "prk-2002"}  # those in force may be listed too
PHONE, TABLET = {"width": 390, "height": 844}, {"width": 820, "height": 1180}

STORY = (
    Step("The exact day", "It is known.", "2020", "2020", (20, 78, 4), ("exact",)),
    Step("The pair", "Two in one place.", "2015", "2016", (51, 10.5, 4), ("pair-1",)),
)


def rows() -> list[dict[str, str]]:
    def row(id_: str, title: str, date: str, at: tuple[float, float] | None, **more: str) -> Any:
        place = {"longitude": str(at[0]), "latitude": str(at[1])} if at else {}
        return {"id": id_, "kind": "event", "title": title, "date": date, **place, **more}

    troops = {"kind": "force", "country": "KOR", "place": "South Korea", "actors": "USA"}
    return [
        row("exact", "Known to the day", "2020-05-10", EXACT, category="summit", country="IND"),
        row("month", "Some day in May", "2020-05", MONTH, category="diplomacy", country="BRA"),
        row("pair-1", "First of two", "2015-03-01", PAIR, category="conflict", country="DEU"),
        row("pair-2", "Second of two", "2016-03-01", PAIR, category="conflict", country="DEU"),
        row("usa-1990", "Troops 1990", "1990", KOREA, strength="40000", **troops),
        row("usa-2000", "Troops 2000", "2000", KOREA, strength="34000-38000", **troops),
        row("usa-2010", "Troops 2010", "2010", KOREA, strength="25000", **troops),
        row("prk-2002", "Troops abroad", "2002", KURSK, kind="force", strength="10000",
            country="RUS", place="Kursk region", actors="PRK"),
        row("move", "Soldiers go west", "2010-10", (125.8, 39.0), kind="movement",
            strength="12000", country="PRK", place="Pyongyang", actors="PRK",
            to_place="Kursk region", to_longitude=str(KURSK[0]), to_latitude=str(KURSK[1])),
    ]  # fmt: skip


@pytest.fixture(scope="module")
def points_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    result = build_frame(pd.DataFrame(rows()).fillna(""))
    assert result.rejected == ()
    path = tmp_path_factory.mktemp("points") / "points.html"
    path.write_text(write_page(result.frame, title="Points", story=STORY), encoding="utf-8")
    return path


@pytest.fixture
def open_points(open_page: Open, points_page: Path) -> Open:
    def opener(**options: Any) -> Any:
        opened = open_page(points_page, **options)
        wait_until(lambda: opened.page.evaluate("() => Boolean(window.dateline)"), "the view")
        opened.page.evaluate("() => window.dateline.ready")
        return opened

    return opener


def wait_until(condition: Callable[[], Any], what: str, seconds: float = 30) -> Any:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := condition():
            return found
        time.sleep(0.05)
    pytest.fail(f"waited {seconds:.0f} s for {what}")


def frames(opened: Any, count: int = 3) -> None:
    opened.page.evaluate(
        """async (count) => {
            const frame = () => new Promise((done) => requestAnimationFrame(done));
            for (let k = 0; k < count; k++) await frame();
        }""",
        count,
    )


def ms(day: str) -> int:
    return int(pd.Timestamp(day).value // 1_000_000)


def address(opened: Any) -> str:
    return opened.page.evaluate("() => location.hash")


def row_of(opened: Any, id_: str) -> Locator:
    return opened.page.locator(f"tr[data-id='{id_}']").first


def row_class(opened: Any, id_: str) -> str:
    return row_of(opened, id_).get_attribute("class") or ""


def listed(opened: Any) -> set[str]:
    return set(
        opened.page.locator(".dl-panel tr[data-id]").evaluate_all(
            "(rows) => rows.map((row) => row.dataset.id)"
        )
    )


def go_to(opened: Any, lat: float, lon: float, zoom: float) -> None:
    opened.page.evaluate("(hash) => { location.hash = hash; }", f"at={lat},{lon},{zoom}")
    wait_until(lambda: opened.state()["zoom"] == zoom, f"zoom {zoom}")
    frames(opened)


# --- what is on the canvases --------------------------------------------------------------------


def drawing(opened: Any, selector: str) -> str:
    frames(opened)
    return opened.page.locator(selector).first.evaluate("(canvas) => canvas.toDataURL()")


def around(
    opened: Any, selector: str, at: tuple[float, float], radius: float
) -> list[tuple[int, ...]]:
    """Read the canvas in 36 directions around a point of its own, in CSS pixels."""
    found = opened.page.locator(selector).first.evaluate(
        """(canvas, [x, y, r]) => {
            const ratio = canvas.width / canvas.clientWidth;
            const ctx = canvas.getContext('2d');
            return Array.from({ length: 36 }, (_, k) => {
                const angle = (k * Math.PI) / 18;
                const [px, py] = [x + r * Math.cos(angle), y + r * Math.sin(angle)];
                return [...ctx.getImageData(px * ratio, py * ratio, 1, 1).data];
            });
        }""",
        [*at, radius],
    )
    return [tuple(one) for one in found]


def typical(colours: list[tuple[int, ...]]) -> list[float]:
    return [median(one[k] for one in colours) for k in range(4)]


def on_map(opened: Any, place: tuple[float, float]) -> tuple[float, float]:
    box = opened.page.locator(".dl-map").bounding_box()
    x, y = opened.at(*place)
    return x - box["x"], y - box["y"]


def written(opened: Any, action: Callable[[], Any] | None = None) -> list[dict[str, Any]]:
    """Say what the canvases write while an action runs, or while all is drawn anew."""
    opened.page.evaluate(
        """() => {
            const own = CanvasRenderingContext2D.prototype;
            window.said = [];
            if (window.isSpied) return;
            window.isSpied = true;
            const write = own.fillText;
            own.fillText = function (text, x, y, ...rest) {
                const { className, parentElement } = this.canvas;
                const on = className || parentElement?.className || '';
                window.said.push({ on, text, x, y });
                return write.call(this, text, x, y, ...rest);
            };
        }"""
    )
    if action:
        action()
    else:
        opened.page.evaluate(
            """() => {
                const { window: shown } = window.dateline.state();
                window.dateline.setWindow(...(shown ?? [null]));
            }"""
        )
    frames(opened)
    return opened.page.evaluate("() => window.said")


def lane_mark(opened: Any, title: str) -> tuple[float, float]:
    """Where the mark of an instant stands on the lanes' canvas: its title is beside it."""
    found = [one for one in written(opened) if "dl-lanes" in one["on"]]
    label = next(one for one in found if one["text"].startswith(title[:7]))
    return label["x"] - 11, label["y"] - 0.5


def on_screen(opened: Any, mark: tuple[float, float]) -> tuple[float, float]:
    lanes = opened.page.locator(".dl-lanes")
    lanes.evaluate("(lanes, y) => { lanes.scrollTop = y - lanes.clientHeight / 2; }", mark[1])
    frames(opened)
    box = opened.page.locator(LANES).bounding_box()
    return box["x"] + mark[0], box["y"] + mark[1]


def on_top(opened: Any, selector: str) -> bool:
    """Say whether the middle of an element is not covered by another one."""
    return opened.page.locator(selector).first.evaluate(
        """(element) => {
            const { left, top, width, height } = element.getBoundingClientRect();
            const found = document.elementFromPoint(left + width / 2, top + height / 2);
            return Boolean(found) && (element === found || element.contains(found));
        }"""
    )


def scrolls_sideways(opened: Any) -> bool:
    return opened.page.evaluate("() => document.documentElement.scrollWidth > window.innerWidth")


# --- 1: certain and possible --------------------------------------------------------------------


def test_facets_table_map_and_lanes_tell_certain_from_possible(open_points: Open) -> None:
    opened = open_points(fragment="#at=10,10,2")
    opened.set_window(*MAY_AND_MORE)
    opened.page.get_by_role("button", name="Filters").click()
    option = opened.page.locator(".dl-drawer .dl-option")
    wait_until(lambda: option.filter(has_text="Diplomacy").inner_text().endswith("1"), "facets")
    assert "+" not in option.filter(has_text="Diplomacy").inner_text()
    opened.page.locator(".dl-drawer").get_by_role("button", name="Close").click()
    marks = {place: on_map(opened, place) for place in (EXACT, MONTH)}
    opened.page.get_by_role("button", name="Fit to window").click()
    frames(opened)
    exact_at, line_end = (lane_mark(opened, name) for name in ("Known to the day", "Some day"))
    a_day = (line_end[0] + 6 - exact_at[0]) / 21.5  # from noon on 10 May to the end of May
    lanes = [exact_at, (exact_at[0] + 6 * a_day, line_end[1])]  # the other one is mid-May
    solid = [typical(around(opened, LANES, mark, 5)) for mark in lanes]
    assert [typical(around(opened, MAP, at, 5))[3] for at in marks.values()] == [255, 255]

    opened.set_window(*DAYS_OF_MAY)
    frames(opened)
    assert opened.state()["counts"] == {"certain": 1, "possible": 1, "hidden": 7}
    assert typical(around(opened, MAP, marks[EXACT], 5))[3] == 255
    assert 80 < typical(around(opened, MAP, marks[MONTH], 5))[3] < 180
    exact, month = (typical(around(opened, LANES, mark, 5)) for mark in lanes)
    assert exact == pytest.approx(solid[0], abs=3)
    assert sum(month[:3]) > sum(solid[1][:3]) + 60, "the possible one is nearer to the paper"

    wait_until(
        lambda: {"exact", "month"} <= listed(opened) < {"exact", "month"} | FORCES, "the list"
    )
    assert "possible" in row_of(opened, "month").inner_text()
    assert "possible" not in row_of(opened, "exact").inner_text()
    opened.page.get_by_role("button", name="Filters").click()
    wait_until(lambda: "0 + 1" in option.filter(has_text="Diplomacy").inner_text(), "the facet")
    assert "0 + 1" in option.filter(has_text="Brazil").inner_text()
    assert option.filter(has_text="Summit").inner_text().split()[-1] == "1"


# --- 2: forces as of a date ---------------------------------------------------------------------


def test_forces_fade_on_the_map_when_stale_and_are_told_apart_by_actor(open_points: Open) -> None:
    opened = open_points(fragment="#at=45,80,3")
    square = on_map(opened, KOREA)

    def force(at: tuple[float, float], off: float) -> tuple[int, ...]:
        frames(opened)
        return around(opened, MAP, (at[0] - off, at[1] - off), 0)[0]

    opened.set_window("1989-01-01", "1992-01-01")
    assert force(square, 17)[3] == 255
    opened.set_window("1989-01-01", "1999-01-01")
    assert 40 < force(square, 17)[3] < 160
    opened.set_window("2001-06-01", "2003-06-01")
    american, korean = force(square, 15), force(on_map(opened, KURSK), 9)
    assert american[3] == korean[3] == 255
    assert max(abs(a - b) for a, b in zip(american, korean, strict=True)) > 30
    opened.page.locator(".dl-tab[data-tab=totals]").click()
    panel = opened.page.locator(".dl-panel-body")
    wait_until(lambda: "34,000–38,000" in panel.inner_text(), "the totals")
    by_host, by_actor = (table.inner_text() for table in panel.locator("table").all())
    assert "South Korea" in by_host and "Russia" in by_host
    assert "United States" in by_actor and "North Korea" in by_actor
    assert "10,000" in by_actor


TRAVEL = """(root) => new Promise((done) => {
    const map = root.querySelector('.dl-marks');
    const still = map.toDataURL();
    const start = performance.now();
    let hasMoved = false;
    root.querySelector('.dl-animate').click();
    const look = () => {
        const isStill = map.toDataURL() === still;
        if (hasMoved && isStill) done('moved and came to rest');
        else if (performance.now() - start > 25_000) done(hasMoved ? 'never rests' : 'no move');
        else requestAnimationFrame(look);
        hasMoved ||= !isStill;
    };
    requestAnimationFrame(look);
})"""


def test_movement_travels_only_when_asked_and_never_with_reduced_motion(open_points: Open) -> None:
    opened = open_points(fragment="#at=50,80,3&sel=move")
    play = opened.page.get_by_role("button", name="Play the movement")
    play.wait_for()
    opened.settle()
    still = drawing(opened, MAP)
    frames(opened, 20)
    assert drawing(opened, MAP) == still
    assert opened.page.locator(".dateline").evaluate(TRAVEL) == "moved and came to rest"
    opened.page.emulate_media(reduced_motion="reduce")
    opened.page.evaluate("() => window.dateline.select('exact')")
    opened.page.evaluate("() => window.dateline.select('move')")
    opened.page.locator(".dl-card h2").get_by_text("Soldiers go west").wait_for()
    assert play.count() == 0


# --- 3: every link both ways --------------------------------------------------------------------


def test_map_lanes_and_list_light_up_together_and_a_lane_click_selects_adds_and_fires_again(
    open_points: Open,
) -> None:
    opened = open_points(fragment="#at=10,10,2")
    lanes = drawing(opened, LANES)
    opened.page.mouse.move(*opened.at(*EXACT))
    wait_until(lambda: "dl-row-hover" in row_class(opened, "exact"), "the row")
    assert drawing(opened, LANES) != lanes
    opened.page.mouse.move(*opened.at(-140, -40))
    wait_until(lambda: "dl-row-hover" not in row_class(opened, "exact"), "no row")

    marks = {name: lane_mark(opened, name) for name in ("Known to the day", "Some day in May")}
    before = drawing(opened, MAP)
    opened.page.mouse.move(*on_screen(opened, marks["Some day in May"]))
    wait_until(lambda: "dl-row-hover" in row_class(opened, "month"), "the row")
    assert drawing(opened, MAP) != before

    opened.page.evaluate(
        """() => {
            window.heard = [];
            window.dateline.on('select', (state) => window.heard.push(state.selected));
        }"""
    )
    exact = on_screen(opened, marks["Known to the day"])
    opened.page.mouse.click(*exact)
    opened.page.mouse.click(*exact)
    wait_until(lambda: len(opened.page.evaluate("() => window.heard")) == 2, "two selections")
    assert opened.page.evaluate("() => window.heard") == [["exact"], ["exact"]]
    assert opened.page.locator(".dl-card h2").inner_text() == "Known to the day"
    assert opened.state()["window"] is None
    opened.page.keyboard.down("Shift")
    opened.page.mouse.click(*on_screen(opened, marks["Some day in May"]))
    opened.page.keyboard.up("Shift")
    assert set(opened.state()["selected"]) == {"exact", "month"}
    opened.page.keyboard.press("Escape")
    assert opened.state()["selected"] == []


def test_row_lights_up_when_the_pointer_comes_to_it_straight_from_the_map(
    open_points: Open,
) -> None:
    opened = open_points(fragment="#at=10,10,2")
    opened.page.mouse.move(*opened.at(*EXACT))
    wait_until(lambda: "dl-row-hover" in row_class(opened, "exact"), "the row of the mark")
    row_of(opened, "pair-1").hover()
    wait_until(lambda: "dl-row-hover" in row_class(opened, "pair-1"), "the row", 10)
    assert "dl-row-hover" not in row_class(opened, "exact")


def test_selecting_pans_no_further_than_it_takes(open_points: Open) -> None:
    opened = open_points(fragment="#at=20,60,3")
    opened.set_window("2020-01-01", "2021-01-01")
    before = opened.state()
    opened.page.get_by_role("button", name="Known to the day").click()
    opened.settle()
    assert opened.state()["center"] == before["center"]
    x0, _ = on_map(opened, MONTH)
    assert x0 < 0, "the second one is out of sight"
    opened.page.get_by_role("button", name="Some day in May").click()
    wait_until(lambda: on_map(opened, MONTH)[0] > 0, "the mark in sight")
    opened.settle()
    box = opened.page.locator(".dl-map").bounding_box()
    x, y = on_map(opened, MONTH)
    assert 0 < x < box["width"] / 3
    assert 0 < y < box["height"]
    assert opened.state()["window"] == before["window"]
    assert opened.state()["zoom"] == before["zoom"]


def test_cluster_is_ringed_for_an_event_in_it_and_counts_only_the_window(
    open_points: Open,
) -> None:
    opened = open_points(fragment="#at=51,10.5,4")
    at = on_map(opened, PAIR)

    def rings() -> list[list[tuple[int, ...]]]:
        frames(opened)
        return [around(opened, MAP, at, radius) for radius in range(9, 30)]

    def is_ringed(before: list[list[tuple[int, ...]]], now: list[list[tuple[int, ...]]]) -> bool:
        changed = [
            sum(a != b for a, b in zip(one, other, strict=True))
            for one, other in zip(before, now, strict=True)
        ]
        return max(changed) >= 30  # of 36 directions

    def counts() -> list[str]:
        return [one["text"] for one in written(opened) if "dl-marks" in one["on"]]

    bare = rings()
    assert "2" in counts()
    opened.page.locator("tr[data-id='pair-2']").hover()
    wait_until(lambda: is_ringed(bare, rings()), "a ring around the hovered one's cluster")
    opened.page.mouse.move(*opened.at(-10, 56))
    wait_until(lambda: not is_ringed(bare, rings()), "no ring")
    opened.page.evaluate("() => { location.hash = 'at=51,10.5,4&sel=pair-1'; }")
    wait_until(lambda: opened.state()["selected"] == ["pair-1"], "the selection")
    wait_until(lambda: is_ringed(bare, rings()), "a ring around the selected one's cluster")
    opened.set_window("2015-01-01", "2015-12-31")
    assert "2" not in counts()


# --- 5: lanes and time --------------------------------------------------------------------------


def test_presets_set_the_window_by_name_and_the_wheel_zooms_around_the_pointer(
    open_points: Open,
) -> None:
    opened = open_points()
    opened.set_window(*DAYS_OF_MAY)
    lengths = {"Day": (1, 1), "Week": (7, 7), "Month": (28, 31), "Year": (365, 366)}
    for name, (least, most) in lengths.items():
        opened.page.get_by_role("button", name=name, exact=True).click()
        start, end = opened.state()["window"]
        assert end == ms(DAYS_OF_MAY[1])
        assert least * DAY_MS <= end - start <= most * DAY_MS
    opened.page.get_by_role("button", name="All", exact=True).click()
    assert opened.state()["window"] is None

    opened.set_window(*DAYS_OF_MAY)
    kept, other = lane_mark(opened, "Known to the day"), lane_mark(opened, "First of two")
    opened.page.mouse.move(*on_screen(opened, kept))
    opened.page.mouse.wheel(0, -120)
    wait_until(lambda: lane_mark(opened, "First of two")[0] < other[0] - 15, "a wider axis")
    assert lane_mark(opened, "Known to the day")[0] == pytest.approx(kept[0], abs=2)
    opened.page.mouse.wheel(0, 120)
    wait_until(lambda: abs(lane_mark(opened, "First of two")[0] - other[0]) < 2, "the axis again")
    assert opened.state()["window"] == [ms(day) for day in DAYS_OF_MAY]


# --- 6: stories ---------------------------------------------------------------------------------


def test_back_goes_through_the_steps_and_out_of_the_story(open_points: Open) -> None:
    opened = open_points()
    opened.settle()
    opened.set_window(*MAY_AND_MORE)
    wait_until(lambda: "w=2020-04-01" in address(opened), "the window in the address")
    heading = opened.page.locator(".dl-story h2")
    for number, step in enumerate(STORY, 1):
        opened.page.keyboard.press("]")
        wait_until(lambda number=number: f"step={number}" in address(opened), "the step")
        assert heading.inner_text() == step.title
        opened.settle()
    opened.page.go_back()
    wait_until(lambda: heading.inner_text() == STORY[0].title, "the first step")
    wait_until(lambda: "exact" in opened.state()["selected"], "its selection")
    opened.page.go_back()
    wait_until(lambda: not opened.page.locator(".dl-story").is_visible(), "the story to close")
    wait_until(lambda: opened.state()["window"] == [ms(day) for day in MAY_AND_MORE], "the window")
    assert "step=" not in address(opened)


def test_reload_in_a_step_keeps_the_step_and_the_readers_own_window(open_points: Open) -> None:
    opened = open_points(fragment="#step=2")
    heading = opened.page.locator(".dl-story h2")
    assert heading.inner_text() == STORY[1].title
    opened.set_window(*MAY_AND_MORE)
    wait_until(lambda: "w=2020-04-01" in address(opened), "the window in the address")
    assert "step=2" in address(opened)
    opened.page.reload()
    heading.wait_for(timeout=30_000)
    assert heading.inner_text() == STORY[1].title
    wait_until(lambda: opened.page.evaluate("() => Boolean(window.dateline?.state)"), "the handle")
    opened.page.evaluate("() => window.dateline.ready")
    assert opened.state()["window"] == [ms(day) for day in MAY_AND_MORE]


# --- 7: state in the address --------------------------------------------------------------------


def test_link_that_the_button_copies_opens_the_same_view(open_points: Open) -> None:
    opened = open_points(permissions=["clipboard-read", "clipboard-write"])
    opened.set_window(*DAYS_OF_MAY)
    opened.page.get_by_label("Lanes", exact=True).select_option("actor")
    opened.page.evaluate("() => window.dateline.select('month')")
    opened.settle()
    opened.page.get_by_role("button", name="Copy link").click()
    opened.page.get_by_text("Link copied").first.wait_for()
    link = opened.page.evaluate("() => navigator.clipboard.readText()")
    assert link.startswith("file:")
    again = open_points(fragment=link[link.index("#") :])
    before, after = opened.state(), again.state()
    for part in ("window", "selected", "zoom"):
        assert after[part] == before[part]
    assert after["center"] == pytest.approx(before["center"], abs=0.5)
    assert again.page.get_by_label("Lanes", exact=True).input_value() == "actor"


# --- 8: phone and tablet ------------------------------------------------------------------------


def test_tablet_shows_map_and_timeline_with_a_thumbs_handles_and_the_list_beside(
    open_points: Open,
) -> None:
    opened = open_points(viewport=TABLET, has_touch=True)
    opened.set_window("2000-01-01", "2010-01-01")
    frames(opened)
    assert not scrolls_sideways(opened)
    over = opened.page.locator(".dl-overview").bounding_box()
    map_ = opened.page.locator(".dl-map").bounding_box()
    assert over["y"] + over["height"] <= TABLET["height"]
    assert map_["height"] > 300
    opened.page.locator(".dl-panel-button").tap()
    opened.page.locator(".dl-row-title").first.wait_for()
    assert on_top(opened, ".dl-row-title")
    assert on_top(opened, ".dl-overview canvas")
    for name in ("Start of the window", "End of the window"):
        box = opened.page.get_by_role("slider", name=name).bounding_box()
        assert min(box["width"], box["height"]) >= 44


def test_phones_list_is_a_sheet_from_below_that_leaves_the_timeline(open_points: Open) -> None:
    opened = open_points(viewport=PHONE, has_touch=True)
    bar = opened.page.locator(".dl-sheet-bar")
    assert not opened.page.locator(".dl-row-title").first.is_visible() or not on_top(
        opened, ".dl-row-title"
    )
    bar.tap()
    wait_until(lambda: bar.get_attribute("aria-expanded") == "true", "the sheet")
    sheet = opened.page.locator(".dl-panel").bounding_box()
    assert sheet["width"] == pytest.approx(PHONE["width"], abs=2)
    assert sheet["y"] > 60, "something of the map is left above it"
    assert on_top(opened, ".dl-row-title")
    assert on_top(opened, ".dl-overview canvas")
    assert not scrolls_sideways(opened)
    bar.tap()
    wait_until(lambda: bar.get_attribute("aria-expanded") == "false", "the sheet to close")
    assert on_top(opened, ".dl-map")


def test_phone_shows_a_step_alone_and_the_card_of_its_event_after_it(
    open_points: Open,
) -> None:
    opened = open_points(viewport=PHONE, has_touch=True, fragment="#step=1")
    opened.page.locator(".dl-story h2").wait_for()
    opened.settle()
    assert opened.state()["selected"] == ["exact"]
    for part in (".dl-story h2", ".dl-story [aria-label='Next step']", ".dl-overview canvas"):
        assert on_top(opened, part), part
    assert not opened.page.locator(".dl-card").is_visible()  # the step has the room
    opened.page.locator(".dl-story").get_by_role("button", name="Next step").tap()
    wait_until(lambda: opened.state()["selected"] == ["pair-1"], "the next step")
    opened.page.locator(".dl-story").get_by_role("button", name="Leave the story").tap()
    wait_until(lambda: not opened.page.locator(".dl-story").is_visible(), "the story to close")


# --- 9: without eyes, without a mouse -----------------------------------------------------------

FOCUSED = """() => {
    const one = document.activeElement;
    if (!one || one === document.body) return null;
    const styles = [getComputedStyle(one), getComputedStyle(one, '::before')];
    const isSeen = styles.some((style) => style.boxShadow !== 'none'
        || (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1));
    const isTall = one.getBoundingClientRect().height > 1;
    return { name: `${one.tagName} ${one.className} ${one.getAttribute('aria-label') ?? ''}`,
             isSeen: isSeen && isTall };
}"""


def test_legend_filters_on_click(open_points: Open) -> None:
    opened = open_points()
    item = opened.page.locator("button.dl-legend-item").filter(has_text="Conflict")
    item.click()
    wait_until(lambda: opened.state()["counts"]["certain"] == 2, "two events")
    wait_until(lambda: listed(opened) == {"pair-1", "pair-2"}, "two rows")
    assert item.get_attribute("aria-pressed") == "true"
    assert "Conflict" in opened.page.locator(".dl-chip").inner_text()
    item.click()
    wait_until(lambda: opened.state()["counts"]["hidden"] == 0, "all events")


def test_tab_reaches_map_timeline_and_list_and_shows_where_it_is(open_points: Open) -> None:
    opened = open_points(fragment="#sel=exact")
    visited: list[str] = []
    for _ in range(140):
        opened.page.keyboard.press("Tab")
        found = opened.page.evaluate(FOCUSED)
        if not found:
            break
        assert found["isSeen"], f"no visible focus on {found['name']}"
        visited.append(found["name"])
    for part in (
        "dl-map", "dl-lanes", "Start of the window", "End of the window", "dl-tab",
        "dl-row-title", "Keyboard help", "Play", "dl-date", "dl-splitter", "dl-legend-item",
    ):  # fmt: skip
        assert any(part in name for name in visited), part


# --- 11: print and picture ----------------------------------------------------------------------


def test_click_on_the_map_still_selects_after_a_picture_was_saved(open_points: Open) -> None:
    opened = open_points(fragment="#at=10,10,2")
    for format_ in ("PNG", "SVG"):
        opened.page.locator("summary[aria-label='Save picture']").click()
        with opened.page.expect_download(timeout=60_000):
            opened.page.get_by_role("button", name=format_, exact=True).click()
        opened.page.mouse.click(*opened.at(*EXACT))
        wait_until(lambda: opened.state()["selected"] == ["exact"], f"a click after {format_}")
        opened.page.keyboard.press("Escape")


# --- 12: basemaps -------------------------------------------------------------------------------


def test_more_names_are_on_the_map_the_nearer_it_is(open_points: Open) -> None:
    opened = open_points()

    def names(lat: float, lon: float, zoom: float) -> set[str]:
        go_to(opened, lat, lon, zoom)
        return {one["text"].casefold() for one in written(opened) if "dl-marks" in one["on"]}

    world, province = names(30, 60, 2), names(54.5, 4, 6)
    assert {"china", "indian ocean"} <= world
    assert not {"netherlands", "north sea"} & world
    assert {"netherlands", "north sea"} & province == {"netherlands", "north sea"}
    assert "indian ocean" not in province


LAND = ((-155, 65), (172, 66.5), (152, 63), (159.5, 56), (-150, 66), (146, -26), (-110, 52))
SEA = ((180, 45), (-170, 49), (170, 48), (-160, 45), (165, 40), (180, 0), (-165, 20))


def test_land_lies_where_it_should_on_both_sides_of_the_antimeridian(open_points: Open) -> None:
    opened = open_points(color_scheme="light")
    for zoom in (2.25, 2.5, 2.75, 3.25):
        go_to(opened, 50, 180, zoom)
        opened.settle()
        look_at_land(opened, zoom)


def look_at_land(opened: Any, zoom: float) -> None:
    box = opened.page.locator(".dl-map").bounding_box()
    picture = Image.open(io.BytesIO(opened.page.screenshot())).convert("RGB")
    centre = opened.state()["center"][1]
    margin = 60

    def colour(lon: float, lat: float) -> list[float] | None:
        x, y = opened.at(lon + 360 * round((centre - lon) / 360), lat)  # the nearest copy
        across = margin < x - box["x"] < box["width"] - margin
        if not (across and margin < y - box["y"] < box["height"] - margin):
            return None
        patch = [
            picture.getpixel((round(x) + dx, round(y) + dy))
            for dx in range(-3, 4)
            for dy in range(-3, 4)
        ]
        return [median(pixel[k] for pixel in patch) for k in range(3)]

    def is_blue(found: list[float]) -> bool:
        return found[2] > found[0] + 10

    land = [(at, found) for at in LAND if (found := colour(*at))]
    sea = [(at, found) for at in SEA if (found := colour(*at))]
    assert len(land) >= 4, zoom
    assert len(sea) >= 4, zoom
    assert [at for at, found in land if is_blue(found)] == [], zoom
    assert [at for at, found in sea if not is_blue(found)] == [], zoom
