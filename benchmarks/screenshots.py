"""Take the pictures of the README: the exported page of the built-in collection in Chromium."""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from timeline.collection import load_collection
from timeline.view.linked import page as write_page

DOCS = Path(__file__).parent.parent / "docs"
WINDOW = "w=2018-01-01..2025-02-10"
SHOTS = (
    ("dateline", (1440, 900), "light", f"#{WINDOW}&sel=martial-law-2024&at=31,124,4.25"),
    ("dateline-dark", (1440, 900), "dark", f"#{WINDOW}&at=31,124,4.25"),
    ("dateline-phone", (390, 844), "light", "#w=2024-09-15..2025-02-10&at=36,130,4.5"),
)


def main() -> None:
    """Write docs/*.png."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    DOCS.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page = Path(folder) / "seeds.html"
        collection = load_collection()
        page.write_text(
            write_page(
                collection.frame,
                title=collection.title,
                dated=collection.dated,
                sources=collection.sources,
            ),
            encoding="utf-8",
        )
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        for name, size, scheme, fragment in SHOTS:
            shoot(browser, page.as_uri() + fragment, DOCS / f"{name}.png", size, scheme)


def shoot(browser: Browser, address: str, out: Path, size: tuple[int, int], scheme: str) -> None:
    """Open an address and keep what it shows."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if scheme == "dark" else "light",
        locale="en-GB",
        offline=True,
    )
    page = context.new_page()
    page.goto(address)
    page.locator(".dl-sentence").wait_for()
    page.evaluate("() => window.dateline.ready")
    page.wait_for_timeout(1500)
    page.screenshot(path=out)
    context.close()


if __name__ == "__main__":
    main()
