"""Measure how fast pages open and follow a brush: ours beside the peers, in one run.

    python benchmarks/brush.py [--sizes 1000,10000,100000,1000000] [--repeats 3]

Each measurement has a fresh Chromium without a GPU, and repetitions go round all
pages, so that a busy spell hits everybody. Ours opens from disk with the network off
and at every size; the peers need files from CDNs, get them out of npm through the
browser's own interception, and open at 10k and 100k only.

usable      from navigation to the first paint in which the page can be brushed
frame       from one frame to the next while a window of a tenth of the span (kepler.gl,
            lonboard and ours), its end (folium, swiftmap) or its year (plotly) goes
            through all of it in 60 steps, one step a frame; an empty page is the floor
work        of each step, the call and the main thread's share of the frame after it:
            callbacks, style, layout and paint. What a page puts off until later (React)
            and what the GPU process draws is in `frame` and not here
main        main thread time of the whole sweep divided by its steps, put-off work too
heap, page  JavaScript's heap, and private memory of the renderer process, after the
            sweep and a garbage collection; memory of the GPU process is not in it
ended at    whether the page says, at the end, that it shows what was asked for (the library
            of TimestampedGeoJson sorts its times as text, and so lands elsewhere)

Our page alone is then asked for what lies in 30 map boxes of many widths, one a frame, with
"only what the map shows" on and no window:

written     from the frame in memory to the file on disk, the library imported before
box         of each box, the call that moves the map and the main thread's share of the frame
            after it, in which the timeline is drawn with the counts of what is in the box
box main    main thread time of all boxes divided by their number, put-off work too
counts      whether the page's counts are those of Python for the same frame: of `timeline.query`
            for windows of the sweep, of the coordinates for the boxes

Beyond a million events, `--limit` grows with their number; ten million take some 10 GB to write.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import alone
import assets
import limited
from drivers import BOXES, COUNTS, SWEEP, watch
from events import make_frame
from peers import BRUSHED, EMPTY, FIRST, LAST, OURS, PACKAGES, WINDOW, Peer

SIZES = "1000,10000,100000,1000000"
PEER_SIZES = (10_000, 100_000)
STEPS = 60
BUDGET_MS = 60_000
MANY = 1_000_000
YEAR_MS = 366 * 86_400_000
RATIOS = (("usable", "usable"), ("frame p95", "frame95"), ("work p95", "work95"), ("main", "main"))
FIELDS = ("usable", "frame50", "frame95", "work50", "work95", "main", "heap", "page")
ALONE = ("seconds", "bytes", "box50", "box95", "box_main")
Key = tuple[str, int]
HEADS = (
    f"{'page':<30}{'events':>7}{'usable s':>10}{'frame p50/p95 ms':>19}{'work p50/p95 ms':>18}"
    f"{'main ms':>9}{'heap MB':>9}{'page MB':>9}  {'steps × runs':<13}ended at"
)
HEADS_ALONE = (
    f"{'page':<30}{'events':>7}{'written s':>11}{'bytes':>13}{'box p50/p95 ms':>17}"
    f"{'box main ms':>13}  counts"
)


def main() -> None:
    """Read the options, write the pages, measure them round by round, print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sizes", default=SIZES)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--limit", type=float, default=240, help="seconds for each measurement")
    parser.add_argument("--only", default="", help="part of a page's name")
    parser.add_argument("--write", nargs=3, help=argparse.SUPPRESS)
    parser.add_argument("--open", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.write:
        print(json.dumps(write(*options.write)))
    elif options.open:
        print(json.dumps(measure(*options.open)))
    else:
        sizes = [int(size) for size in options.sizes.split(",")]
        subjects = [(peer, size) for size in sizes for peer in BRUSHED if options.only in peer.name]
        subjects = [one for one in subjects if is_asked_for(*one, first=sizes[0])]
        print(limited.machine(PACKAGES))
        compare(subjects, repeats=options.repeats, limit=options.limit)
        print(limited.machine([]).partition(", Python")[0], "at the end")


def is_asked_for(peer: Peer, size: int, *, first: int) -> bool:
    """Say whether to open this page with so many events: all sizes are for ours alone."""
    if peer is EMPTY:
        return size == first
    return peer is OURS or size in PEER_SIZES


# --- one page ---------------------------------------------------------------------------------


def find_peer(name: str) -> Peer:
    """Return the peer of that name."""
    return next(peer for peer in BRUSHED if peer.name == name)


def write(name: str, size: str, path: str) -> dict[str, Any]:
    """Write one page of so many events, and return the seconds and bytes."""
    peer, frame, page = find_peer(name), make_frame(int(size)), Path(path)
    peer.load()
    began = time.perf_counter()
    peer.write(frame, page)
    seconds = time.perf_counter() - began
    if peer is OURS:
        alone.note_answers(frame, page, windows())
    return {"seconds": seconds, "bytes": page.stat().st_size}


def measure(name: str, path: str) -> dict[str, Any]:
    """Open one page, sweep the brush across it, and return what that took."""
    from chromium import chromium, open_offline, open_served, renderer_bytes

    open_ = open_offline if name in (OURS.name, EMPTY.name) else open_served
    with chromium() as browser:
        page = open_(browser, Path(path), start=watch(name)).page
        usable = _wait_usable(page)
        metrics = page.context.new_cdp_session(page)
        metrics.send("Performance.enable")
        swept = _sweep(page, metrics)
        metrics.send("HeapProfiler.collectGarbage")
        memory = {
            "heap": _metrics(metrics)["JSHeapUsedSize"] / 1e6,
            "page": renderer_bytes(browser) / 1e6,
        }
        extra = _ask_alone(page, metrics, Path(path)) if name == OURS.name else {}
        return {"usable": usable / 1000, **swept, **memory, **extra}


def _sweep(page: Any, metrics: Any) -> dict[str, Any]:
    """Brush through the whole span; return how frames and main thread fared, and where it ended."""
    before = _busy_ms(metrics)
    swept = page.evaluate(SWEEP, {"windows": windows(), "budget": BUDGET_MS})
    busy = _busy_ms(metrics) - before
    steps = len(swept["frames"])
    page.wait_for_timeout(1000)
    ended_at = page.evaluate("() => window.bench.at()")
    return {
        "frame50": quantile(swept["frames"], 0.5),
        "frame95": quantile(swept["frames"], 0.95),
        "work50": quantile(swept["work"], 0.5),
        "work95": quantile(swept["work"], 0.95),
        "main": busy / steps,
        "steps": steps,
        "is_right": abs(ended_at - windows()[steps - 1][1]) < YEAR_MS,
    }


def _ask_alone(page: Any, metrics: Any, path: Path) -> dict[str, Any]:
    """Ask our page for map boxes, then for the counts of some windows."""
    before = _busy_ms(metrics)
    asked = page.evaluate(BOXES, {"boxes": alone.boxes(), "budget": BUDGET_MS})
    busy = _busy_ms(metrics) - before
    counts = page.evaluate(COUNTS, alone.checked(windows()))
    return {
        "box50": quantile(asked["work"], 0.5),
        "box95": quantile(asked["work"], 0.95),
        "box_main": busy / len(asked["work"]),
        **alone.compare(path, asked["shown"], counts),
    }


def windows() -> list[tuple[float, float]]:
    """Return the windows of the sweep in epoch milliseconds, from the first day to the last."""
    width = WINDOW.total_seconds() * 1000
    first, last = FIRST.value / 1e6, LAST.value / 1e6
    room = last - first - width
    starts = [first + round(room * step / (STEPS - 1)) for step in range(STEPS)]
    return [(start, start + width) for start in starts]


def quantile(values: list[float], share: float) -> float:
    """Return the smallest value that so large a share of them does not exceed."""
    return sorted(values)[max(0, -int(-share * len(values) // 1) - 1)]


def _wait_usable(page: Any) -> float:
    while not (usable := page.evaluate("() => window.benchUsable ?? 0")):
        page.wait_for_timeout(100)
    return float(usable)


def _busy_ms(session: Any) -> float:
    return _metrics(session)["TaskDuration"] * 1000


def _metrics(session: Any) -> dict[str, float]:
    found = session.send("Performance.getMetrics")["metrics"]
    return {metric["name"]: metric["value"] for metric in found}


# --- all of them ------------------------------------------------------------------------------


def compare(subjects: list[tuple[Peer, int]], *, repeats: int, limit: float) -> None:
    """Write all pages, measure them in rounds, and print what came out."""
    failed = _lacking(subjects)
    results: dict[Key, list[dict[str, Any]]] = {}
    written: dict[Key, dict[str, Any]] = {}
    with tempfile.TemporaryDirectory() as folder:
        paths = {key: Path(folder) / f"{at}.html" for at, key in enumerate(_keys(subjects))}
        for key in [key for key in paths if key not in failed]:
            arguments = ["--write", key[0], str(key[1]), str(paths[key])]
            ended = limited.run(__file__, arguments, seconds=_patience(key, limit))
            if ended.value is None:
                failed[key] = f"not written: {ended.reason}"
            else:
                written[key] = ended.value
        for _ in range(repeats):
            for key in [key for key in paths if key not in failed]:
                _measure_once(key, paths[key], results, failed, limit)
    for key, runs in results.items():
        runs[:] = [{**written[key], **run} for run in runs]
    print_table(_keys(subjects), results, failed)


def _patience(key: Key, limit: float) -> float:
    return limit * max(1, key[1] / MANY)


def _lacking(subjects: list[tuple[Peer, int]]) -> dict[Key, str]:
    """Bring the peers' browser files; name those who must do without."""
    others = [(peer.name, size) for peer, size in subjects if peer not in (OURS, EMPTY)]
    try:
        if others:
            assets.install()
    except assets.AssetsError as error:
        return dict.fromkeys(others, str(error))
    return {}


def _keys(subjects: list[tuple[Peer, int]]) -> list[Key]:
    return [(peer.name, size) for peer, size in subjects]


def _measure_once(
    key: Key,
    path: Path,
    results: dict[Key, list[dict[str, Any]]],
    failed: dict[Key, str],
    limit: float,
) -> None:
    began = time.monotonic()
    ended = limited.run(__file__, ["--open", key[0], str(path)], seconds=_patience(key, limit))
    print(f"  {key[0]}, {key[1]:,}: {time.monotonic() - began:.0f} s", file=sys.stderr)
    if ended.value is None:
        failed[key] = ended.reason
    else:
        results.setdefault(key, []).append(ended.value)


# --- the table --------------------------------------------------------------------------------


def print_table(
    keys: list[Key],
    results: dict[Key, list[dict[str, Any]]],
    failed: dict[Key, str],
) -> None:
    """Print the medians of each page, then how far the peers are behind ours."""
    print(HEADS)
    for name, size in keys:
        runs = results.get((name, size))
        head = f"{name:<30}{limited.count(size):>7}"
        print(head + (_row(runs) if runs else f"  {failed.get((name, size), 'no result')}"))
    _print_alone({size: runs for (name, size), runs in results.items() if name == OURS.name})
    middles = {key: _middle(runs, FIELDS) for key, runs in results.items()}
    for size in PEER_SIZES:
        _print_ratios(size, middles)


def _row(runs: list[dict[str, Any]]) -> str:
    at = _middle(runs, FIELDS)
    frame = f"{at['frame50']:.1f} / {at['frame95']:.1f}"
    work = f"{at['work50']:.1f} / {at['work95']:.1f}"
    steps = f"{min(run['steps'] for run in runs)} × {len(runs)}"
    ended = "as asked" if all(run["is_right"] for run in runs) else "another time"
    return (
        f"{at['usable']:>10.2f}{frame:>19}{work:>18}{at['main']:>9.1f}{at['heap']:>9.0f}"
        f"{at['page']:>9.0f}  {steps:<13}{ended}"
    )


def _middle(runs: list[dict[str, Any]], fields: Sequence[str]) -> dict[str, float]:
    return {field: limited.median([run[field] for run in runs]) for field in fields}


def _print_alone(results: dict[int, list[dict[str, Any]]]) -> None:
    if results:
        print(HEADS_ALONE)
    for size, runs in results.items():
        at = _middle(runs, ALONE)
        box = f"{at['box50']:.1f} / {at['box95']:.1f}"
        print(
            f"{OURS.name:<30}{limited.count(size):>7}{at['seconds']:>11.2f}{at['bytes']:>13,}"
            f"{box:>17}{at['box_main']:>13.1f}  {alone.words(runs)}"
        )


def _print_ratios(size: int, middles: dict[Key, dict[str, float]]) -> None:
    ours = middles.get((OURS.name, size))
    others = [key for key in middles if key[1] == size and key[0] not in (OURS.name, EMPTY.name)]
    for key in others if ours else []:
        ratios = [f"{word} × {middles[key][field] / ours[field]:.1f}" for word, field in RATIOS]
        print(f"{key[0]} at {limited.count(size)}, of ours: {', '.join(ratios)}")


if __name__ == "__main__":
    main()
