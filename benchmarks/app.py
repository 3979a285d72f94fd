"""Measure how the Streamlit app answers a filter and a brush: ours beside the peers, in one run.

    python benchmarks/app.py [--sizes 1000,10000,100000] [--repeats 3]

Each measurement has a server and a headless Chromium of its own; all apps read the same
CSV file and have the same choice of countries in the sidebar. Repetitions go round all
apps. st_folium opens at 1k and 10k only: a circle for each of 100k events is too much for it.

first       from navigation to the picture of all events; reading the file is part of it
filter      from the press on a country to the first paint in which the map holds all events of
            the countries chosen so far and no other, for each of twelve countries in turn, so
            that no answer is in a cache
received    what the browser gets by websocket for such a change, before compression
remounted   whether map element or map object are other ones after the twelve changes
drag        messages that the browser sends while the end of the brush (of the peers, which
            have none: the map) is dragged, with a rest of a second in the middle / after its
            release; then the bytes of the largest and what the browser gets in answer
"""

from __future__ import annotations

import argparse
import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import limited
from apps import APPS, FOLIUM, OURS, SHOWN_AFTER, App, watch
from events import COUNTRIES, make_frame

from geo.countries import country_name
from timeline.formats import to_bytes

SIZES = "1000,10000,100000"
FOLIUM_MOST = 10_000
PACKAGES = ["streamlit", "streamlit-folium", "folium", "pydeck", "playwright"]
FLAGS = ("--server.headless=true", "--server.address=127.0.0.1", "--browser.gatherUsageStats=false")
VIEWPORT = {"width": 1440, "height": 900}
PATIENCE_MS = 120_000
SETTLED_MS = 1_500
DRAG_STEPS, DRAG_PX, REST_MS = 40, 160, 1_000
FIELDS = ("first", "filter50", "filter95", "received", "during", "after", "sent", "answer")
RATIOS = (("first", "first"), ("filter p50", "filter50"), ("received", "received"))
HEADS = (
    f"{'app':<26}{'events':>7}{'first s':>9}{'filter p50/p95 ms':>20}{'received kB':>13}"
    f"{'remounted':>11}{'drag, messages':>16}{'sent B':>9}{'answer kB':>11}{'runs':>6}"
)
Key = tuple[str, int]


def main() -> None:
    """Read the options, measure round by round, print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sizes", default=SIZES)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--limit", type=float, default=600, help="seconds for each measurement")
    parser.add_argument("--only", default="", help="part of an app's name")
    parser.add_argument("--measure", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(measure(*options.measure)))
        return
    sizes = [int(size) for size in options.sizes.split(",")]
    keys = [
        (app.name, size)
        for size in sizes
        for app in APPS
        if options.only in app.name and (app is not FOLIUM or size <= FOLIUM_MOST)
    ]
    print(limited.machine(PACKAGES))
    compare(keys, repeats=options.repeats, limit=options.limit)
    print(limited.machine([]).partition(", Python")[0], "at the end")


# --- one app ----------------------------------------------------------------------------------


class Traffic:
    """The sizes of the messages that a page sends and gets by websocket."""

    def __init__(self, page: Any) -> None:
        self._page = page
        self.sent: list[int] = []
        self.received: list[int] = []
        page.on("websocket", self._listen)

    def clear(self) -> None:
        """Begin to count anew."""
        self.sent.clear()
        self.received.clear()

    def rest(self) -> None:
        """Wait until nothing has gone over the websocket for a while."""
        before = None
        while before != (before := (len(self.sent), len(self.received))):
            self._page.wait_for_timeout(SETTLED_MS)

    def _listen(self, socket_: Any) -> None:
        socket_.on("framesent", lambda data: self.sent.append(len(data)))
        socket_.on("framereceived", lambda data: self.received.append(len(data)))


def measure(name: str, size: str, path: str) -> dict[str, Any]:
    """Start one app, choose twelve countries in turn, drag, and return what that took."""
    from chromium import chromium, serve

    app = next(app for app in APPS if app.name == name)
    totals = expected(int(size))
    with running(app, Path(path)) as address, chromium() as browser:
        context = browser.new_context(viewport=VIEWPORT, locale="en-GB")
        context.route(re.compile("^https:"), lambda route: serve(route, ""))
        page = context.new_page()
        traffic = Traffic(page)
        page.add_init_script(watch(app))
        page.goto(address)
        first = shown_after(page, int(size))
        traffic.rest()
        page.evaluate(f"() => {{ bench.kept = [({app.element})(), ({app.map})()]; }}")
        changes = [change(page, traffic, app, code, total) for code, total in totals.items()]
        is_same = page.evaluate(
            f"() => bench.kept[0] === ({app.element})() && bench.kept[1] === ({app.map})()"
        )
        times = sorted(change["ms"] for change in changes)
        return {
            "first": first / 1000,
            "filter50": limited.median(times),
            "filter95": times[-1 - len(times) // 20],
            "received": limited.median([change["received"] for change in changes]) / 1000,
            "is_same": is_same,
            **drag(page, traffic, app),
        }


def expected(size: int) -> dict[str, int]:
    """Return the countries in the order of choice, each with the events shown from then on."""
    counts = make_frame(size)["country"].value_counts()
    return {code: int(counts[list(COUNTRIES[: at + 1])].sum()) for at, code in enumerate(COUNTRIES)}


def change(page: Any, traffic: Traffic, app: App, code: str, total: int) -> dict[str, float]:
    """Choose one more country, and return how long its events took and what came for them."""
    word = country_name(code) if app is OURS else code
    page.get_by_label("Countries", exact=False).locator("visible=true").first.click()
    page.keyboard.type(word)
    option = page.get_by_role("option", name=word).first
    option.wait_for()
    traffic.clear()
    option.click()
    took = shown_after(page, total)
    page.keyboard.press("Escape")
    traffic.rest()
    return {"ms": took, "received": sum(traffic.received)}


def shown_after(page: Any, count: int) -> float:
    """Return the milliseconds from the last press to the picture of so many events."""
    found = page.wait_for_function(SHOWN_AFTER, arg=count, polling=100, timeout=PATIENCE_MS)
    return float(found.json_value())


def drag(page: Any, traffic: Traffic, app: App) -> dict[str, int]:
    """Drag with a rest in the middle, and return what went over the websocket for it."""
    if app.prepare:
        page.evaluate(app.prepare)
        traffic.rest()
    box = page.locator(app.dragged).bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    traffic.clear()
    page.mouse.move(x, y)
    page.mouse.down()
    for half in (1, 2):
        for step in range(DRAG_STEPS // 2):
            part = (half - 1) / 2 + (step + 1) / DRAG_STEPS
            page.mouse.move(x + DRAG_PX * part, y)
            page.wait_for_timeout(16)
        page.wait_for_timeout(REST_MS if half == 1 else 0)
    during = len(traffic.sent)
    page.mouse.up()
    traffic.rest()
    return {
        "during": during,
        "after": len(traffic.sent) - during,
        "sent": max(traffic.sent, default=0),
        "answer": sum(traffic.received) / 1000,
    }


@contextmanager
def running(app: App, events: Path) -> Iterator[str]:
    """Start Streamlit on a free port, wait until it answers, stop it afterwards."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    script, *rest = app.arguments(events)
    command = [sys.executable, "-m", "streamlit", "run", script, *FLAGS, f"--server.port={port}"]
    server = subprocess.Popen(
        [*command, *rest],
        cwd=OURS.script.parent,
        env={**os.environ, "PYTHONPATH": str(OURS.script.parent)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        while not _is_up(f"http://127.0.0.1:{port}/_stcore/health"):
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(10)


def _is_up(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=2) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


# --- all of them ------------------------------------------------------------------------------


def compare(keys: list[Key], *, repeats: int, limit: float) -> None:
    """Write the files, measure the apps in rounds, and print what came out."""
    results: dict[Key, list[dict[str, Any]]] = {}
    failed = _lacking(keys)
    with tempfile.TemporaryDirectory() as folder:
        paths = {size: Path(folder) / f"events-{size}.csv" for _, size in keys}
        for size, path in paths.items():
            path.write_bytes(to_bytes(make_frame(size), path.name))
        for _ in range(repeats):
            for key in [key for key in keys if key not in failed]:
                arguments = ["--measure", key[0], str(key[1]), str(paths[key[1]])]
                ended = limited.run(__file__, arguments, seconds=limit)
                print(f"  {key[0]}, {key[1]:,}: {ended.value or ended.reason}", file=sys.stderr)
                if ended.value is None:
                    failed[key] = ended.reason
                else:
                    results.setdefault(key, []).append(ended.value)
    print_table(keys, results, failed)


def _lacking(keys: list[Key]) -> dict[Key, str]:
    """Bring the files that folium's maps ask CDNs for; name the maps that must do without."""
    import assets

    asking = [key for key in keys if key[0] == FOLIUM.name]
    try:
        if asking:
            assets.install()
    except assets.AssetsError as error:
        return dict.fromkeys(asking, str(error))
    return {}


# --- the table --------------------------------------------------------------------------------


def print_table(
    keys: list[Key], results: dict[Key, list[dict[str, Any]]], failed: dict[Key, str]
) -> None:
    """Print the medians of each app, then how far the peers are behind ours."""
    print(HEADS)
    for name, size in keys:
        runs = results.get((name, size))
        head = f"{name:<26}{limited.count(size):>7}"
        print(head + (_row(runs) if runs else f"  {failed.get((name, size), 'no result')}"))
    for (name, size), runs in results.items():
        ours = results.get((OURS.name, size))
        if name != OURS.name and ours:
            _print_ratios(f"{name} at {limited.count(size)}", _middle(runs), _middle(ours))


def _print_ratios(label: str, one: dict[str, float], ours: dict[str, float]) -> None:
    ratios = [f"{word} × {one[field] / ours[field]:.1f}" for word, field in RATIOS]
    print(f"{label}, of ours: {', '.join(ratios)}")


def _row(runs: list[dict[str, Any]]) -> str:
    at = _middle(runs)
    times = f"{at['filter50']:.0f} / {at['filter95']:.0f}"
    messages = f"{at['during']} / {at['after']}"
    remounted = "no" if all(run["is_same"] for run in runs) else "yes"
    return (
        f"{at['first']:>9.2f}{times:>20}{at['received']:>13.1f}{remounted:>11}{messages:>16}"
        f"{at['sent']:>9,}{at['answer']:>11.1f}{len(runs):>6}"
    )


def _middle(runs: list[dict[str, Any]]) -> dict[str, float]:
    return {field: limited.median([run[field] for run in runs]) for field in FIELDS}


if __name__ == "__main__":
    main()
