"""The twelve points of the linked view in the running app, where no other test proves them."""

import io
import json
import math
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import pandas as pd
import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, Page
from running_app import running_app, wait_for

from timeline.cli import OPEN_MARK

pytestmark = pytest.mark.slow

DAY_MS = 86_400_000
MAP, LANES = ".dl-marks", ".dl-lanes canvas"
EXACT, MONTH, PAIR, KOREA, KURSK = (
    (78.0, 22.0), (-50.0, -12.0), (10.5, 51.0), (127.8, 36.4), (36.2, 51.7),
)  # fmt: skip
DAYS_OF_MAY, MAY_AND_MORE = ("2020-05-08", "2020-05-14"), ("2020-04-01", "2020-07-01")
DESK, TABLET, PHONE = ((1720, 950), (820, 1180), (390, 844))

EVENTS = """\
id,kind,title,date,place,country,actors,category,strength,longitude,latitude,to_place,to_longitude,to_latitude
exact,event,Known to the day,2020-05-10,,IND,IND,summit,,78,22,,,
month,event,Some day in May,2020-05,,BRA,BRA,diplomacy,,-50,-12,,,
pair-1,event,First of two,2015-03-01,,DEU,DEU,conflict,,10.5,51,,,
pair-2,event,Second of two,2016-03-01,,DEU,DEU,conflict,,10.5,51,,,
ancient,event,Peace of old,-0300,,,,agreement,,,,,,
usa-1990,force,Troops 1990,1990,South Korea,KOR,USA,,40000,127.8,36.4,,,
usa-2000,force,Troops 2000,2000,South Korea,KOR,USA,,34000-38000,127.8,36.4,,,
usa-2010,force,Troops 2010,2010,South Korea,KOR,USA,,25000,127.8,36.4,,,
prk-2002,force,Troops abroad,2002,Kursk region,RUS,PRK,,10000,36.2,51.7,,,
move,movement,Soldiers go west,2010-10,Pyongyang,PRK,PRK,,12000,125.8,39,Kursk region,36.2,51.7
"""
CROWD = "".join(
    f"crowd-{k},event,One of a crowd {k},2012-06-01,,,,trade,,,,,,\n" for k in range(20)
)
STORY = """\
- title: The exact day
  text: It is known.
  start: 2020
  end: 2020
  at: [20, 78, 4]
  select: [exact]
- title: The pair
  text: Two in one place.
  start: 2015
  end: 2016
  at: [51, 10.5, 4]
  select: [pair-1]
"""


# --- the app, and a reader in front of it -------------------------------------------------------


@pytest.fixture(scope="module")
def points_app(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    home = tmp_path_factory.mktemp("points")
    data = home / "points.csv"
    data.write_text(EVENTS + CROWD, encoding="utf-8")
    data.with_name("points.story.yaml").write_text(STORY, encoding="utf-8")
    with running_app(root, OPEN_MARK, str(data)) as address:
        yield address


@dataclass
class App:
    """A page of the app; the view lies in a shadow root, which locators see into."""

    page: Page

    @property
    def root(self) -> Locator:
        return self.page.locator(".dateline").first

    def find(self, selector: str) -> Locator:
        return self.root.locator(selector)

    def button(self, name: str) -> Locator:
        return self.root.get_by_role("button", name=name, exact=True)

    def run(self, action: str, argument: Any = None) -> Any:
        return self.root.evaluate(
            f"async (root, given) => {{ const view = root.dateline; {action} }}", argument
        )

    def is_ready(self) -> bool:
        if not self.find(".dl-sentence").count():
            return False
        return self.run("return Boolean(view) && view.ready.then(() => true);")

    def state(self) -> dict[str, Any]:
        return self.run("return view.state();")

    def shown(self) -> int:
        counts = self.state()["counts"]
        return counts["certain"] + counts["possible"]

    def set_window(self, first: str, after: str) -> None:
        self.run("view.setWindow(Date.parse(given[0]), Date.parse(given[1]));", [first, after])
        self.frames()

    def frames(self, count: int = 3) -> None:
        self.run(
            "const frame = () => new Promise((done) => requestAnimationFrame(done));"
            "for (let k = 0; k < given; k++) await frame();",
            count,
        )

    def address(self) -> str:
        return self.page.evaluate("() => location.href")

    def rest(self, *parts: str) -> None:
        """Wait until the address says all of this and Python has nothing more to add."""
        wait_for(lambda: all(part in self.address() for part in parts), f"{parts} in the address")
        before, since = "", 0.0
        while time.monotonic() - since < 0.8:
            is_busy = self.page.get_by_test_id("stStatusWidget").count() > 0
            if is_busy or self.address() != before:
                before, since = self.address(), time.monotonic()
            time.sleep(0.05)

    def open_list(self) -> None:
        if not self.find(".dl-panel").is_visible():
            self.find(".dl-panel-button").click()
        self.find(".dl-row-title").first.wait_for()

    def row(self, id_: str) -> Locator:
        return self.find(f"tr[data-id='{id_}']").first

    def row_class(self, id_: str) -> str:
        return self.row(id_).get_attribute("class") or ""

    def listed(self) -> set[str]:
        rows = self.find(".dl-panel tr[data-id]")
        return set(rows.evaluate_all("(rows) => rows.map((row) => row.dataset.id)"))

    # on the canvases

    def place(self, at: tuple[float, float]) -> tuple[float, float]:
        """Where on the map's canvas a place lies: Web Mercator about the map's centre."""
        state = self.state()
        box = self.find(".dl-map").bounding_box()
        assert box
        world = 256 * 2 ** state["zoom"]
        (x0, y0), (x, y) = mercator(*reversed(state["center"])), mercator(*at)
        return box["width"] / 2 + (x - x0) * world, box["height"] / 2 + (y - y0) * world

    def at(self, place: tuple[float, float]) -> tuple[float, float]:
        box = self.find(".dl-map").bounding_box()
        x, y = self.place(place)
        return box["x"] + x, box["y"] + y

    def drawing(self, selector: str) -> str:
        self.frames()
        return self.find(selector).first.evaluate("(canvas) => canvas.toDataURL()")

    def around(
        self, selector: str, at: tuple[float, float], radius: float
    ) -> list[tuple[int, ...]]:
        """Read a canvas in 36 directions around a point of its own, in CSS pixels."""
        found = self.find(selector).first.evaluate(
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

    def rings(self, at: tuple[float, float]) -> list[list[tuple[int, ...]]]:
        self.frames()
        return [self.around(MAP, at, radius) for radius in range(9, 30)]

    def written(self, on: str, action: Callable[[], Any] | None = None) -> list[dict[str, Any]]:
        """Say what is written on a canvas while an action runs, or while all is drawn anew."""
        self.page.evaluate(
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
            self.run("view.setWindow(...(view.state().window ?? [null]));")
        self.frames()
        return [one for one in self.page.evaluate("() => window.said") if on in one["on"]]

    def lane_mark(self, title: str) -> tuple[float, float]:
        """Where the mark of an instant stands on the lanes: its title is beside it."""
        found = self.written("dl-lanes")
        label = next(one for one in found if one["text"].startswith(title[:7]))
        return label["x"] - 11, label["y"] - 0.5

    def on_lanes(self, mark: tuple[float, float]) -> tuple[float, float]:
        self.find(".dl-lanes").evaluate(
            "(lanes, y) => { lanes.scrollTop = y - lanes.clientHeight / 2; }", mark[1]
        )
        self.frames()
        box = self.find(LANES).bounding_box()
        return box["x"] + mark[0], box["y"] + mark[1]

    def on_top(self, selector: str) -> bool:
        """Say whether the middle of an element is not covered by another one."""
        return self.find(selector).first.evaluate(
            """(element) => {
                const { left, top, width, height } = element.getBoundingClientRect();
                const [x, y] = [left + width / 2, top + height / 2];
                let found = document.elementFromPoint(x, y);
                if (found?.shadowRoot) found = found.shadowRoot.elementFromPoint(x, y);
                return Boolean(found) && (element === found || element.contains(found));
            }"""
        )


def mercator(lon: float, lat: float) -> tuple[float, float]:
    sine = math.sin(math.radians(lat))
    return lon / 360, -math.log((1 + sine) / (1 - sine)) / (4 * math.pi)


def typical(colours: list[tuple[int, ...]]) -> list[float]:
    return [median(one[k] for one in colours) for k in range(4)]


def is_ringed(before: list[list[tuple[int, ...]]], now: list[list[tuple[int, ...]]]) -> bool:
    pairs = zip(before, now, strict=True)
    changed = [sum(a != b for a, b in zip(one, other, strict=True)) for one, other in pairs]
    return max(changed) >= 30  # of 36 directions


def ms(day: str) -> int:
    return int(pd.Timestamp(day).value // 1_000_000)


@pytest.fixture
def open_app(browser: Browser, points_app: str) -> Iterator[Callable[..., App]]:
    contexts = []

    def opener(query: str = "", *, size: tuple[int, int] = DESK, **options: Any) -> App:
        viewport = {"width": size[0], "height": size[1]}
        context = browser.new_context(viewport=viewport, **{"locale": "en-GB", **options})
        context.route("https://**/*", lambda route: route.abort())
        contexts.append(context)
        app = App(context.new_page())
        app.page.goto(f"{points_app}/{query}")
        wait_for(app.is_ready, "the view", 60)
        app.frames()
        return app

    yield opener
    for context in contexts:
        context.close()


Open = Callable[..., App]


# --- 1: certain and possible --------------------------------------------------------------------


def test_words_table_map_lanes_and_facets_tell_certain_from_possible(open_app: Open) -> None:
    app = open_app("?at=10,10,2")
    app.set_window(*MAY_AND_MORE)
    app.button("Fit to window").click()
    app.frames()
    places = [app.place(at) for at in (EXACT, MONTH)]
    exact_at, line_end = (app.lane_mark(name) for name in ("Known to the day", "Some day"))
    a_day = (line_end[0] + 6 - exact_at[0]) / 21.5  # from noon on 10 May to the end of May
    lanes = [exact_at, (exact_at[0] + 6 * a_day, line_end[1])]  # the other one is mid-May
    solid = [typical(app.around(LANES, mark, 5)) for mark in lanes]
    assert [typical(app.around(MAP, at, 5))[3] for at in places] == [255, 255]

    app.set_window(*DAYS_OF_MAY)
    counts = app.state()["counts"]
    assert (counts["certain"], counts["possible"]) == (1, 1)
    sentence = app.find(".dl-sentence")
    wait_for(lambda: "1 possible" in sentence.inner_text(), "the words")
    assert sentence.inner_text().startswith("2 of 30 events")
    assert typical(app.around(MAP, places[0], 5))[3] == 255
    assert 80 < typical(app.around(MAP, places[1], 5))[3] < 180
    exact, month = (typical(app.around(LANES, mark, 5)) for mark in lanes)
    assert exact == pytest.approx(solid[0], abs=3)
    assert sum(month[:3]) > sum(solid[1][:3]) + 60, "the possible one is nearer to the paper"
    app.open_list()
    wait_for(lambda: "pair-1" not in app.listed(), "the list")
    wait_for(lambda: "possible" in app.row("month").inner_text(), "the possible row")
    assert "possible" not in app.row("exact").inner_text()

    app = open_app("?from=2020-05-08&to=2020-05-13")
    assert app.shown() == 2
    categories = app.page.get_by_test_id("stSidebar").get_by_role("combobox", name="Categories")
    categories.click()
    options = app.page.get_by_role("option")
    wait_for(lambda: options.filter(has_text="Diplomacy").count(), "the facets")
    assert "0 + 1 possible" in options.filter(has_text="Diplomacy").inner_text()
    assert "possible" not in options.filter(has_text="Summit").inner_text()


# --- 2: forces as of a date ---------------------------------------------------------------------


def test_forces_are_those_of_the_windows_end_by_host_and_actor_and_fade_when_stale(
    open_app: Open,
) -> None:
    app = open_app("?at=45,80,3")
    app.open_list()
    app.find(".dl-tab[data-tab=totals]").click()
    panel = app.find(".dl-panel-body")
    square = app.place(KOREA)

    def force(at: tuple[float, float], off: float) -> tuple[int, ...]:
        app.frames()
        return app.around(MAP, (at[0] - off, at[1] - off), 0)[0]

    app.set_window("1989-01-01", "1992-01-01")
    wait_for(lambda: "40,000" in panel.inner_text(), "the first figure")
    assert "old figure" not in panel.inner_text()
    assert force(square, 17)[3] == 255
    app.set_window("1989-01-01", "1999-01-01")
    wait_for(lambda: "old figure" in panel.inner_text(), "the age of the figure")
    assert 40 < force(square, 17)[3] < 160
    app.set_window("2001-06-01", "2003-06-01")
    wait_for(lambda: "34,000–38,000" in panel.inner_text(), "the second figure")
    by_host, by_actor = (table.inner_text() for table in panel.locator("table").all())
    assert "South Korea" in by_host and "Russia" in by_host
    assert "United States" in by_actor and "North Korea" in by_actor
    american, korean = force(square, 15), force(app.place(KURSK), 9)
    assert american[3] == korean[3] == 255
    assert max(abs(a - b) for a, b in zip(american, korean, strict=True)) > 30

    app.page.mouse.click(*app.at(KOREA))
    chart = app.find(".dl-card .dl-chart")
    chart.wait_for()
    label = chart.get_attribute("aria-label") or ""
    assert "1990: 40,000" in label and "2010: 25,000" in label
    shades = chart.evaluate(
        """(canvas) => {
            const { width, height } = canvas;
            const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
            let band = 0;
            for (let k = 3; k < data.length; k += 4) if (data[k] > 30 && data[k] < 80) band++;
            return band;
        }"""
    )
    assert shades > 20, "a band from low to high"


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


def test_movement_travels_only_when_asked_and_never_with_reduced_motion(open_app: Open) -> None:
    app = open_app("?at=50,80,3&sel=move")
    play = app.button("Play the movement")
    play.wait_for()
    app.rest()
    still = app.drawing(MAP)
    app.frames(20)
    assert app.drawing(MAP) == still
    assert app.root.evaluate(TRAVEL) == "moved and came to rest"
    app.page.emulate_media(reduced_motion="reduce")
    app.run("view.select('exact'); view.select('move');")
    app.find(".dl-card h2").get_by_text("Soldiers go west").wait_for()
    assert play.count() == 0


# --- 3: every link both ways --------------------------------------------------------------------


def test_map_lanes_and_list_light_up_together_and_a_lane_click_selects_adds_and_fires_again(
    open_app: Open,
) -> None:
    app = open_app("?at=10,10,2")
    app.open_list()
    bare = [app.drawing(part) for part in (MAP, LANES)]
    app.row("exact").hover()
    wait_for(
        lambda: all(a != app.drawing(b) for a, b in zip(bare, (MAP, LANES), strict=True)),
        "map and lanes to light up",
    )
    app.page.mouse.move(*app.at(MONTH))
    wait_for(lambda: "dl-row-hover" in app.row_class("month"), "the row")
    assert app.drawing(LANES) != bare[1]
    app.page.mouse.move(*app.at((-120, -40)))
    wait_for(lambda: "dl-row-hover" not in app.row_class("month"), "no row")
    exact = app.on_lanes(app.lane_mark("Known to the day"))
    before = app.drawing(MAP)
    app.page.mouse.move(*exact)
    wait_for(lambda: "dl-row-hover" in app.row_class("exact"), "the row")
    assert app.drawing(MAP) != before

    app.run("window.heard = []; view.on('select', (now) => window.heard.push(now.selected));")
    app.page.mouse.click(*exact)
    app.page.mouse.click(*exact)
    wait_for(lambda: len(app.page.evaluate("() => window.heard")) == 2, "two selections")
    assert app.page.evaluate("() => window.heard") == [["exact"], ["exact"]]
    assert app.find(".dl-card h2").inner_text() == "Known to the day"
    app.page.keyboard.down("Shift")
    app.page.mouse.click(*app.on_lanes(app.lane_mark("Some day in May")))
    app.page.keyboard.up("Shift")
    assert set(app.state()["selected"]) == {"exact", "month"}
    assert app.state()["window"] is None
    app.page.keyboard.press("Escape")
    assert app.state()["selected"] == []
    app.page.mouse.click(*app.at(EXACT))
    wait_for(lambda: app.state()["selected"] == ["exact"], "a click on the map")
    assert "dl-row-selected" in app.row_class("exact")


def test_selecting_pans_no_further_than_it_takes_and_only_the_map_is_a_choice(
    open_app: Open,
) -> None:
    app = open_app("?at=20,60,3")
    app.open_list()
    app.set_window("2020-01-01", "2021-01-01")
    before = app.state()
    wait_for(lambda: "pair-1" not in app.listed(), "the list")
    app.row("exact").get_by_role("button").click()
    app.rest("sel=exact")
    assert app.state()["center"] == before["center"]
    assert app.place(MONTH)[0] < 0, "the second one is out of sight"
    only = app.root.get_by_label("Only what the map shows")
    only.check()
    wait_for(lambda: app.shown() == 1, "what the map shows alone")
    only.uncheck()
    wait_for(lambda: app.shown() == 2, "both again")
    wait_for(lambda: "month" in app.listed(), "the list")
    app.row("month").get_by_role("button").click()
    wait_for(lambda: app.place(MONTH)[0] > 0, "the mark in sight")
    app.rest("sel=month")
    box = app.find(".dl-map").bounding_box()
    x, y = app.place(MONTH)
    assert 0 < x < box["width"] / 3
    assert 0 < y < box["height"]
    after = app.state()
    assert (after["window"], after["zoom"]) == (before["window"], before["zoom"])


def test_cluster_is_ringed_for_an_event_in_it_fans_out_and_a_box_or_lasso_selects(
    open_app: Open,
) -> None:
    app = open_app("?at=51,10.5,4&sel=pair-1")
    app.open_list()
    ringed = app.rings(app.place(PAIR))
    app.find(".dl-lanes").focus()
    app.page.keyboard.press("Escape")
    wait_for(lambda: not app.state()["selected"], "no selection")
    app.page.mouse.move(*app.at((-5, 56)))
    at = app.place(PAIR)
    bare = app.rings(at)
    assert is_ringed(bare, ringed), "a ring around the selected one's cluster"
    app.find(".dl-title").hover()
    app.row("pair-2").hover()
    wait_for(lambda: is_ringed(bare, app.rings(at)), "a ring around the hovered one's cluster")
    app.page.mouse.move(*app.at((-5, 56)))
    assert "2" in [one["text"] for one in app.written("dl-marks")]
    app.set_window("2015-01-01", "2015-12-31")
    assert "2" not in [one["text"] for one in app.written("dl-marks")]

    app.set_window("2015-01-01", "2016-12-31")
    (x0, y0), (x1, y1) = app.at((5, 54)), app.at((16, 47))
    for tool, path in {
        "Select with a box": [(x0, y0), (x1, y1)],
        "Select with a lasso": [(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y1 - 1)],
    }.items():
        app.button(tool).click()
        app.page.mouse.move(*path[0])
        app.page.mouse.down()
        for point in path[1:]:
            app.page.mouse.move(*point, steps=4)
        app.page.mouse.up()
        wait_for(lambda: set(app.state()["selected"]) == {"pair-1", "pair-2"}, tool)
        assert app.find(".dl-tab[aria-selected=true]").get_attribute("data-tab") == "selected"
        app.find(".dl-lanes").focus()
        app.page.keyboard.press("Escape")
        wait_for(lambda: not app.state()["selected"], "no selection")

    together = app.drawing(MAP)
    app.page.mouse.click(*app.at(PAIR))
    wait_for(lambda: app.drawing(MAP) != together, "the fan")
    x, y = app.at(PAIR)
    app.page.mouse.click(x, y - 22)
    wait_for(lambda: len(app.state()["selected"]) == 1, "one of the two")


# --- 4: playback --------------------------------------------------------------------------------


def test_playing_moves_grows_or_goes_day_by_day_at_a_chosen_speed(open_app: Open) -> None:
    app = open_app()
    mode = app.root.get_by_label("What playing moves")
    speed = app.root.get_by_label("Speed", exact=True)

    def window() -> list[int]:
        return app.state()["window"]

    def pace(times: str) -> float:
        """Days that the window's end passes in a second of playing."""
        speed.select_option(times)
        app.set_window("1990-01-01", "1991-01-01")
        return app.run(
            """const play = root.querySelector('.dl-play');
            play.click();
            const [from, end] = [performance.now(), view.state().window[1]];
            await new Promise((done) => setTimeout(done, 700));
            const days = (view.state().window[1] - end) / 86_400;
            play.click();
            return days / (performance.now() - from);"""
        )

    for name in ("window", "cumulative", "instant"):
        mode.select_option(name)
        app.set_window("1990-01-01", "1991-01-01")
        app.button("Play").click()
        wait_for(lambda: window()[1] > ms("1991-03-01"), f"{name} to move")
        app.button("Pause").click()
        start, end = window()
        if name == "cumulative":
            assert start == ms("1990-01-01")
        else:
            assert end - start == (DAY_MS if name == "instant" else 365 * DAY_MS)
        app.frames(10)
        assert window() == [start, end], "a pause is a pause"

    mode.select_option("window")
    assert pace("4") > 3 * pace("0.25")
    app.set_window("2018-01-01", "2019-01-01")
    app.button("One step on").click()
    assert window() == [ms("2019-01-01"), ms("2020-01-01")]
    app.button("One step back").click()
    assert window() == [ms("2018-01-01"), ms("2019-01-01")]
    app.set_window("1990-01-01", "1991-01-01")
    app.find(".dl-lanes").focus()
    app.page.keyboard.press(" ")
    app.button("Pause").wait_for()
    wait_for(lambda: window()[0] > ms("1990-01-01"), "space to play")
    app.page.keyboard.press(" ")
    app.button("Play").wait_for()


# --- 5: lanes and time --------------------------------------------------------------------------


def test_lanes_are_by_category_country_or_actor_and_a_crowded_one_opens(open_app: Open) -> None:
    app = open_app()
    names: dict[str, set[str]] = {}
    for field in ("category", "country", "actor"):
        app.root.get_by_label("Lanes", exact=True).select_option(field)
        app.frames()
        names[field] = {one["text"] for one in app.written("dl-lanes")}
    assert {"Summit", "Diplomacy", "Conflict"} <= names["category"]
    assert {"Germany", "Brazil", "India"} <= names["country"]
    assert {"United States", "North Korea"} <= names["actor"]

    app.root.get_by_label("Lanes", exact=True).select_option("category")
    app.frames()
    height = "(canvas) => canvas.clientHeight"
    before = app.find(LANES).evaluate(height)
    more = next(one for one in app.written("dl-lanes") if one["text"].startswith("+"))
    hidden = int(more["text"].removeprefix("+"))
    assert 0 < hidden < 20
    app.page.mouse.click(*app.on_lanes((60, more["y"])))
    wait_for(lambda: app.find(LANES).evaluate(height) > before, "the lane to open")
    assert not any(one["text"] == more["text"] for one in app.written("dl-lanes"))


def test_typed_dates_reach_before_our_era_and_presets_and_the_wheel_do_what_they_say(
    open_app: Open,
) -> None:
    app = open_app()
    first, last = app.find(".dl-date").all()

    def type_in(start: str, end: str) -> None:
        first.fill(start)
        last.fill(end)
        last.press("Tab")
        app.frames()

    type_in("301 BCE", "301 BCE")
    wait_for(lambda: app.shown() == 1, "the event of old")
    assert app.run("return view.shown().certain;") == ["ancient"]
    ticks = app.written("dl-axis", lambda: app.button("Fit to all").click())
    assert any("BC" in one["text"] for one in ticks)
    assert not any(one["text"].split()[0] == "0" for one in ticks), "there is no year 0"
    type_in("May 2020", "2020-05")
    assert app.state()["window"] == [ms("2020-05-01"), ms("2020-06-01")]
    type_in("2020-05-32", "2020-05")
    assert "2020-05-32" in app.find(".dl-problem").inner_text()
    assert app.state()["window"] == [ms("2020-05-01"), ms("2020-06-01")]

    app.set_window(*DAYS_OF_MAY)
    lengths = {"Day": (1, 1), "Week": (7, 7), "Month": (28, 31), "Year": (365, 366)}
    for name, (least, most) in lengths.items():
        app.button(name).click()
        start, end = app.state()["window"]
        assert end == ms(DAYS_OF_MAY[1])
        assert least * DAY_MS <= end - start <= most * DAY_MS
    app.button("All").click()
    assert app.state()["window"] is None

    app.set_window("2012-01-01", "2021-01-01")
    app.button("Fit to window").click()
    app.frames()
    kept, other = app.lane_mark("Known to the day"), app.lane_mark("First of two")
    app.page.mouse.move(*app.on_lanes(kept))
    app.page.mouse.wheel(0, -120)
    wait_for(lambda: app.lane_mark("First of two")[0] < other[0] - 15, "a wider axis")
    assert app.lane_mark("Known to the day")[0] == pytest.approx(kept[0], abs=2)


# --- 6: stories ---------------------------------------------------------------------------------


def test_keys_go_through_the_story_and_back_goes_out_of_it(open_app: Open) -> None:
    app = open_app()
    app.set_window(*MAY_AND_MORE)
    app.rest("w=2020-04-01")
    heading = app.find(".dl-story h2")
    app.find(".dl-lanes").focus()
    for number, title in ((1, "The exact day"), (2, "The pair")):
        app.page.keyboard.press("]")
        wait_for(lambda title=title: heading.inner_text() == title, title)
        app.rest(f"step={number}")
    assert app.state()["selected"] == ["pair-1"]
    app.page.keyboard.press("[")
    wait_for(lambda: heading.inner_text() == "The exact day", "the step before")
    app.rest("step=1")
    app.page.go_back()
    wait_for(lambda: heading.inner_text() == "The pair", "Back to the second step")
    app.rest("step=2")
    app.page.go_back()
    wait_for(lambda: heading.inner_text() == "The exact day", "Back to the first step")
    app.rest("step=1")
    app.page.go_back()
    wait_for(lambda: not app.find(".dl-story").is_visible(), "Back out of the story")
    wait_for(lambda: app.state()["window"] == [ms(day) for day in MAY_AND_MORE], "the window")
    assert "step=" not in app.address()


# --- 7: state in the address --------------------------------------------------------------------


def test_link_that_the_button_copies_opens_the_same_view_with_its_lanes(open_app: Open) -> None:
    app = open_app(permissions=["clipboard-read", "clipboard-write"])
    app.set_window(*DAYS_OF_MAY)
    app.root.get_by_label("Lanes", exact=True).select_option("actor")
    app.run("view.select('month');")
    app.rest("w=2020-05-08", "lanes=actor", "sel=month")
    app.button("Copy link").click()
    app.find(".dl-toast").get_by_text("Link copied").wait_for()
    link = app.page.evaluate("() => navigator.clipboard.readText()")
    assert "lanes=actor" in link
    again = open_app(link[link.index("?") :])
    before, after = app.state(), again.state()
    for part in ("window", "selected", "zoom"):
        assert after[part] == before[part]
    assert after["center"] == pytest.approx(before["center"], abs=1)  # a pixel or two at this zoom
    assert again.root.get_by_label("Lanes", exact=True).input_value() == "actor"


# --- 8: phone and tablet ------------------------------------------------------------------------


def test_phone_and_tablet_show_map_and_timeline_with_a_thumbs_handles(open_app: Open) -> None:
    app = open_app(size=PHONE, has_touch=True, is_mobile=True)
    app.run("view.setWindow(Date.UTC(1000, 0, 1), Date.UTC(1400, 0, 1));")
    app.frames()
    for width, height in (PHONE, TABLET):
        app.page.set_viewport_size({"width": width, "height": height})
        wait_for(lambda width=width: app.root.bounding_box()["width"] <= width, "the new size")
        app.frames(6)
        sideways = "() => document.scrollingElement.scrollWidth > window.innerWidth"
        assert not app.page.evaluate(sideways)
        over = app.find(".dl-overview").bounding_box()
        assert over["y"] >= 0
        assert over["y"] + over["height"] <= height, f"the timeline is out of sight at {width}"
        assert app.find(".dl-map").bounding_box()["height"] > height * 0.25
        handle = app.root.get_by_role("slider", name="End of the window")
        box = handle.bounding_box()
        assert min(box["width"], box["height"]) >= 44, f"a thumb does not fit at {width}"
        before = app.state()["window"][1]
        handle.evaluate(
            """(handle) => {
                const { left, top, width, height } = handle.getBoundingClientRect();
                const [x, y] = [left + width / 2, top + height / 2];
                const at = (type, x, target) => target.dispatchEvent(new PointerEvent(type, {
                    bubbles: true, cancelable: true, composed: true, pointerId: 5,
                    pointerType: 'touch', isPrimary: true, clientX: x, clientY: y }));
                at('pointerdown', x, handle);
                at('pointermove', x + 30, window);
                at('pointerup', x + 30, window);
            }"""
        )
        assert app.state()["window"][1] > before
    app.page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    wait_for(lambda: app.root.bounding_box()["width"] <= PHONE[0], "the phone again")
    app.run("view.setWindow(null);")
    app.frames(6)
    app.find(".dl-sheet-bar").tap()
    app.find(".dl-row-title").first.wait_for()
    wait_for(lambda: app.on_top(".dl-row-title"), "the list as a sheet")
    assert app.on_top(".dl-overview canvas")
    app.row("exact").get_by_role("button").tap()
    wait_for(lambda: app.state()["selected"] == ["exact"], "a tap on the list")


# --- 9: without eyes, without a mouse -----------------------------------------------------------

FOCUSED = """(root) => {
    const one = root.getRootNode().activeElement;
    if (!one || !root.contains(one)) return null;
    const styles = [getComputedStyle(one), getComputedStyle(one, '::before')];
    const isSeen = styles.some((style) => style.boxShadow !== 'none'
        || (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1));
    const isTall = one.getBoundingClientRect().height > 1;
    return { name: `${one.tagName} ${one.className} ${one.getAttribute('aria-label') ?? ''}`,
             isSeen: isSeen && isTall };
}"""


def test_table_and_live_words_keep_step_and_the_legend_filters(open_app: Open) -> None:
    app = open_app()
    app.open_list()
    app.set_window(*DAYS_OF_MAY)
    wait_for(lambda: not app.listed() & {"pair-1", "ancient", "crowd-3"}, "the table in step")
    assert {"exact", "month"} <= app.listed()
    live = app.find("[aria-live=polite]").first
    wait_for(lambda: "1 possible" in live.inner_text(), "the summary")
    assert "2020" in live.inner_text()
    app.set_window("2015-01-01", "2015-12-31")
    wait_for(lambda: "2015" in live.inner_text(), "the summary of another window")
    wait_for(lambda: "pair-1" in app.listed() and "exact" not in app.listed(), "the table")
    app.button("All").click()
    whole = app.shown()
    legend = app.find("button.dl-legend-item").filter(has_text="Conflict")
    if not legend.is_visible():
        app.find(".dl-legend summary").click()
    legend.click()
    wait_for(lambda: app.shown() == 2, "conflicts alone")
    wait_for(lambda: app.find(".dl-chip").filter(has_text="onflict").count() == 1, "its chip")
    app.find("button.dl-legend-item").filter(has_text="Conflict").click()
    wait_for(lambda: app.shown() == whole, "all again")


def test_keyboard_reaches_everything_and_a_question_mark_says_how(open_app: Open) -> None:
    app = open_app("?sel=exact&w=2019-01-01..2021-12-31")
    app.find(".dl-lanes").focus()
    app.page.keyboard.press("?")
    app.find(".dl-help").wait_for()
    assert app.find(".dl-help kbd").count() > 8
    app.page.keyboard.press("Escape")
    wait_for(lambda: app.find(".dl-help").count() == 0, "the help to close")
    app.find(".dl-lanes").focus()
    app.page.keyboard.press("ArrowRight")
    wait_for(lambda: app.state()["selected"] not in ([], ["exact"]), "the next event")
    app.page.keyboard.press("Shift+ArrowRight")
    assert app.state()["window"] == [ms("2019-01-02"), ms("2022-01-02")]
    handle = app.root.get_by_role("slider", name="Start of the window")
    handle.focus()
    app.page.keyboard.press("ArrowRight")
    wait_for(lambda: "3 January 2019" in (handle.get_attribute("aria-valuetext") or ""), "words")

    app.find(".dl-tools button").first.focus()
    visited: list[str] = []
    for _ in range(140):
        app.page.keyboard.press("Tab")
        found = app.root.evaluate(FOCUSED)
        if not found:
            break
        assert found["isSeen"], f"no visible focus on {found['name']}"
        visited.append(found["name"])
    for part in (
        "dl-map", "dl-lanes", "Start of the window", "End of the window", "dl-tab",
        "dl-row-title", "Keyboard help", "Play", "dl-date", "dl-splitter", "dl-legend-item",
    ):  # fmt: skip
        assert any(part in name for name in visited), part


# --- 10: languages ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "country", "direction", "year"),
    [
        ("ko", "인도", "ltr", "2020년"),
        ("ar", "الهند", "rtl", "مايو"),
    ],
)
def test_view_speaks_the_readers_language_and_turns_round_for_arabic(
    open_app: Open, language: str, country: str, direction: str, year: str
) -> None:
    app = open_app("?sel=exact", locale=language)
    assert app.root.get_attribute("dir") == direction
    assert (app.root.get_attribute("lang") or "").split("-")[0] == language
    when = app.find(".dl-card-when").inner_text()
    assert country in when
    assert year in when
    assert "events" not in app.find(".dl-sentence").inner_text()
    assert app.button("Play").count() == 0


# --- 11: print and picture ----------------------------------------------------------------------


def test_picture_of_map_timeline_legend_and_words_as_pixels_and_as_lines(
    open_app: Open, tmp_path: Path
) -> None:
    app = open_app("?at=10,10,2&w=2015-01-01..2020-12-31")
    taken = {}
    for format_ in ("PNG", "SVG"):
        app.find("summary[aria-label='Save picture']").click()
        with app.page.expect_download(timeout=60_000) as waiting:
            app.button(format_).click()
        path = tmp_path / f"picture.{format_.lower()}"
        waiting.value.save_as(path)
        taken[format_] = path.read_bytes()
        app.page.mouse.click(*app.at(EXACT))
        wait_for(lambda: app.state()["selected"] == ["exact"], f"a click after {format_}")
        app.find(".dl-lanes").focus()
        app.page.keyboard.press("Escape")
        wait_for(lambda: not app.state()["selected"], "no selection")
    picture = Image.open(io.BytesIO(taken["PNG"]))
    map_, time_ = app.find(".dl-map").bounding_box(), app.find(".dl-overview").bounding_box()
    assert picture.height > map_["height"] + time_["height"]
    text = taken["SVG"].decode("utf-8")
    for part in ("1 Jan 2015 – 31 Dec 2020", "Summit", "Known to the day", "Natural Earth"):
        assert part in text


# --- 12: basemaps -------------------------------------------------------------------------------


def test_offline_map_is_shown_at_first_and_again_when_tiles_cannot_be_reached(
    open_app: Open,
) -> None:
    app = open_app("?at=10,10,2", color_scheme="light")
    asked: list[str] = []
    app.page.on("request", lambda request: asked.append(request.url))

    def colour(lon: float, lat: float) -> list[float]:
        x, y = app.at((lon, lat))
        clip = {"x": x - 3, "y": y - 3, "width": 7, "height": 7}
        picture = Image.open(io.BytesIO(app.page.screenshot(clip=clip))).convert("RGB")
        pixels = [picture.getpixel((k % 7, k // 7)) for k in range(49)]
        return [median(pixel[k] for pixel in pixels) for k in range(3)]

    def is_offline_map() -> bool:
        land, sea = colour(12, 22), colour(-25, 0)
        return sea[2] > sea[0] + 10 and land[2] <= land[0]

    wait_for(is_offline_map, "the offline map")
    app.find(".dl-tiles summary").click()
    app.find(".dl-tiles").get_by_role("button", name="Esri grey").click()
    toast = app.find(".dl-toast")
    toast.wait_for(timeout=30_000)
    assert "offline" in toast.inner_text()
    tiles = [url for url in asked if url.startswith("https:")]
    assert tiles, json.dumps(asked[-5:])
    assert all(url.startswith("https://server.arcgisonline.com/") for url in tiles)
    assert app.find(".leaflet-tile-pane img").count() == 0
    wait_for(is_offline_map, "the offline map again")
    names = {one["text"].casefold() for one in app.written("dl-marks")}
    assert "china" in names
