"""Open pages in headless Chromium: with the network off, or with the peers' files at hand."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import assets
import numpy as np
from PIL import Image
from playwright.sync_api import Browser, Page, Route, sync_playwright

SIZE = {"width": 1280, "height": 800}
FLAGS = ["--no-sandbox", "--disable-gpu", "--enable-unsafe-swiftshader"]
ONLY_CANVASES = "* { visibility: hidden !important } canvas { visibility: visible !important }"
MARKS = "() => document.querySelectorAll('.leaflet-marker-icon, path.leaflet-interactive').length"


@dataclass
class Opened:
    """A page, what it asked the network for in vain, and what went wrong in it."""

    page: Page
    refused: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start a browser of its own, drawing in software; close it afterwards."""
    with sync_playwright() as playwright:
        path = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


def open_offline(browser: Browser, path: Path, *, start: str = "") -> Opened:
    """Open a page from disk with the network off; `start` runs before its own scripts."""
    context = browser.new_context(offline=True, viewport=SIZE)
    opened = _watch(context.new_page())
    opened.page.add_init_script(start)
    opened.page.goto(path.as_uri(), wait_until="commit", timeout=0)
    return opened


def open_served(browser: Browser, path: Path, *, start: str) -> Opened:
    """Open a page from a server on this machine, with files of CDNs out of npm.

    `start` runs before the page's own scripts. Plotly's map stays empty when it
    is opened from disk, hence the server.
    """
    context = browser.new_context(viewport=SIZE)
    opened = _watch(context.new_page())
    opened.page.add_init_script(start)
    # A checksum in the page would refuse npm's build of the same release of require.js.
    text = re.sub(r' integrity="[^"]*"', "", path.read_text(encoding="utf-8"))
    context.route(re.compile("^https:"), lambda route: serve(route, text))
    opened.page.goto(_host(text), wait_until="commit", timeout=0)
    return opened


def _host(text: str) -> str:
    body = text.encode()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = self.path == "/"
            self.send_response(200 if found else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body) if found else 0))
            self.end_headers()
            if found:
                self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Keep quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_address[1]}/"


def shows_events(opened: Opened) -> bool:
    """Say whether marks stand on the map: elements of Leaflet, or pixels of a canvas."""
    if opened.page.evaluate(MARKS):
        return True
    opened.page.add_style_tag(content=ONLY_CANVASES)
    return any(_is_drawn(canvas.screenshot()) for canvas in opened.page.locator("canvas").all())


def renderer_bytes(browser: Browser) -> int:
    """Return the private memory of the largest renderer process, as Linux counts it."""
    session = browser.new_browser_cdp_session()
    processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
    return max(_private_bytes(one["id"]) for one in processes if one["type"] == "renderer")


def _private_bytes(process: int) -> int:
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    sizes = [line.split()[1] for line in lines if line.startswith("Private_")]
    return sum(map(int, sizes)) * 1024


def _is_drawn(png: bytes) -> bool:
    pixels = np.asarray(Image.open(io.BytesIO(png)).convert("RGB")).reshape(-1, 3)
    counts = np.unique(pixels, axis=0, return_counts=True)[1]
    return bool(counts.max() < 0.999 * counts.sum())


def _watch(page: Page) -> Opened:
    opened = Opened(page)
    page.on("requestfailed", lambda request: opened.refused.append(request.url))
    page.on("pageerror", lambda error: opened.errors.append(str(error)))
    return opened


def serve(route: Route, page: str) -> None:
    """Answer a request of a CDN with the file out of npm, or refuse it."""
    found = assets.find(route.request.url, page)
    if not found:
        route.abort()
        return
    headers = {"Access-Control-Allow-Origin": "*"}
    route.fulfill(body=found[0], content_type=found[1], headers=headers)
