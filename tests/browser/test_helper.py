"""The optional helper in the running app, against an endpoint of our own on this machine."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from running_app import opened_app, running_app, wait_for

pytestmark = pytest.mark.slow

TEXT = "A quiet week. The envoys dined in Vienna on 3 June 2019, it is told.\n"
CLAIMS = [
    {"kind": "event", "quote": "The envoys dined in Vienna on 3 June 2019",
     "fields": {"title": "envoys dined in Vienna", "date": "3 June 2019", "place": "Vienna"}},
    {"kind": "event", "quote": "The envoys fought in Vienna", "fields": {"place": "Vienna"}},
]  # fmt: skip


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            content = json.dumps({"claims": CLAIMS})
            answer = json.dumps({"choices": [{"message": {"content": content}}]}).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/v1"
    server.shutdown()


def test_helper_is_asked_when_ticked_and_its_drafts_are_marked(
    browser: Browser, root: Path, endpoint: str
) -> None:
    settings = {"DATELINE_LM_URL": endpoint, "DATELINE_LM_MODEL": "any"}
    with running_app(root, settings=settings) as address, opened_app(browser, address) as page:
        page.get_by_text("Article", exact=True).first.click()
        page.get_by_label("Paste the text of an article").fill(TEXT)
        page.keyboard.press("Control+Enter")
        page.get_by_text("Ask 127.0.0.1 too").click()
        page.wait_for_timeout(1000)
        page.get_by_role("button", name="Find events").click()
        page.locator(".rv-card").first.wait_for(timeout=60_000)
        by_helper = page.locator(".rv-card", has_text="with the language model")
        heads = page.locator(".rv-head")
        wait_for(heads.count, "drafts")
        for at in range(heads.count()):
            heads.nth(at).click()
            if by_helper.count():
                break
        assert by_helper.count() == 1
        assert "fought" not in page.locator(".rv-cards, .rv-card").first.inner_text()
