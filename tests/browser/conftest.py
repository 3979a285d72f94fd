"""Open exported pages from disk with the network off, and watch what they say and ask for."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from timeline.collection import load_collection
from timeline.view.linked import page as write_page

READY = "() => window.dateline ? window.dateline.ready.then(() => true) : false"
FRAME = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


@dataclass
class Opened:
    """A page in Chromium, what it asked the network for, and what it complained of."""

    page: Page
    requests: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def state(self) -> dict[str, Any]:
        return self.page.evaluate("() => window.dateline.state()")

    def settle(self) -> None:
        self.page.evaluate(FRAME)
        self.page.wait_for_timeout(400)

    def set_window(self, first: str, after: str) -> None:
        self.page.evaluate(
            "([a, b]) => window.dateline.setWindow(Date.parse(a), Date.parse(b))", [first, after]
        )
        self.page.evaluate(FRAME)

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        """Where on the screen a place lies: Web Mercator about the map's centre."""
        state = self.state()
        box = self.page.locator(".dl-map").bounding_box()
        assert box is not None
        world = 256 * 2 ** state["zoom"]
        x0, y0 = _mercator(*reversed(state["center"]))
        x, y = _mercator(lon, lat)
        return (
            box["x"] + box["width"] / 2 + (x - x0) * world,
            box["y"] + box["height"] / 2 + (y - y0) * world,
        )

    def picture(self, selector: str) -> bytes:
        return self.page.locator(selector).first.screenshot()


def _mercator(lon: float, lat: float) -> tuple[float, float]:
    sine = math.sin(math.radians(lat))
    return lon / 360, -math.log((1 + sine) / (1 - sine)) / (4 * math.pi)


@pytest.fixture(scope="session")
def seeds_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    collection = load_collection()
    path = tmp_path_factory.mktemp("page") / "seeds.html"
    text = write_page(
        collection.frame,
        title=collection.title,
        dated=collection.dated,
        sources=collection.sources,
    )
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Opened]]:
    """Open a file or address; keyword arguments go to the browser context."""
    contexts = []

    def opener(path: Path, *, fragment: str = "", **options: Any) -> Opened:
        options.setdefault("viewport", {"width": 1440, "height": 900})
        options.setdefault("locale", "en-GB")
        context = browser.new_context(offline=True, **options)
        contexts.append(context)
        opened = Opened(context.new_page())
        opened.page.on("request", lambda request: opened.requests.append(request.url))
        opened.page.on("pageerror", lambda error: opened.problems.append(str(error)))
        opened.page.on(
            "console",
            lambda message: (
                opened.problems.append(message.text)
                if message.type in ("error", "warning")
                else None
            ),
        )
        opened.page.goto(path.as_uri() + fragment)
        for _ in range(100):
            if opened.page.evaluate(READY):
                break
            opened.page.wait_for_timeout(100)
        opened.settle()
        return opened

    yield opener
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def axe_source(root: Path) -> str:
    path = root / "timeline/view/browser/node_modules/axe-core/axe.min.js"
    return path.read_text(encoding="utf-8")


@pytest.fixture
def serious_faults(axe_source: str) -> Callable[[Page], list[str]]:
    """Name what axe-core finds serious or critical in a page."""

    def find(page: Page) -> list[str]:
        page.evaluate(axe_source)
        found = page.evaluate("() => axe.run(document, { resultTypes: ['violations'] })")
        return [
            f"{fault['id']}: {node['html'][:160]} {node.get('failureSummary', '')}"
            for fault in found["violations"]
            if fault["impact"] in ("serious", "critical")
            for node in fault["nodes"]
        ]

    return find
