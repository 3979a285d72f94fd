"""Run the app for tests in a browser, and look at the view in it."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

VIEW = ".dateline"  # lies in a shadow root, which locators see into


@contextmanager
def running_app(
    root: Path, *words: str, settings: Mapping[str, str] | None = None
) -> Iterator[str]:
    """Run app.py with the words and environment variables given; its address comes out."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless=true"]
    command += [f"--server.port={port}", "--browser.gatherUsageStats=false"]
    command += ["--server.address=127.0.0.1", *(["--", *words] if words else [])]
    server = subprocess.Popen(
        command,
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root), **(settings or {})},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(lambda: is_up(address), "the app to answer")
        yield address
    finally:
        server.terminate()
        server.wait(10)


def is_up(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2) as answer:
            return answer.status == 200
    except OSError:
        return False


def wait_for(condition: Callable[[], Any], what: str, seconds: float = 60) -> Any:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := condition():
            return found
        time.sleep(0.1)
    pytest.fail(f"waited {seconds:.0f} s for {what}")


@contextmanager
def opened_app(browser: Any, address: str, query: str = "", **options: Any) -> Iterator[Page]:
    """Open the app in a browser of its own and wait for the view."""
    options.setdefault("viewport", {"width": 1440, "height": 900})
    options.setdefault("locale", "en-GB")
    context = browser.new_context(**options)
    try:
        page = context.new_page()
        page.goto(f"{address}/{query}")
        wait_for(lambda: is_ready(page), "the view")
        page.wait_for_timeout(300)
        yield page
    finally:
        context.close()


def on_view(page: Page, action: str) -> Any:
    """Run an action on the view's handle."""
    return page.locator(VIEW).evaluate(f"(root) => {{ const view = root.dateline; {action} }}")


def is_ready(page: Page) -> bool:
    if not page.locator(f"{VIEW} .dl-sentence").count():
        return False
    return bool(on_view(page, "return view && view.ready.then(() => true);"))


def state(page: Page) -> dict[str, Any]:
    return on_view(page, "return view.state();")


def shown(page: Page) -> int:
    counts = state(page)["counts"]
    return counts["certain"] + counts["possible"]


def sentence(page: Page) -> str:
    return page.locator(".dl-sentence").inner_text()


def rest(page: Page) -> None:
    """Wait until Python has nothing more to say: no run, and an address that stays."""
    before, since = "", time.monotonic()
    end = since + 20
    while time.monotonic() < min(since + 1, end):
        is_busy = page.get_by_test_id("stStatusWidget").count() > 0
        if is_busy or page.url != before:
            before, since = page.url, time.monotonic()
        page.wait_for_timeout(50)
