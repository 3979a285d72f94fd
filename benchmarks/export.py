"""Measure how long an export takes and how large the file is: ours beside the peers.

    python benchmarks/export.py [--sizes 1000,10000,100000] [--repeats 3]

Each export runs in a process of its own, from the same GeoDataFrame in memory to a
file on disk; making the frame and importing the library are not in the time, what a
library does on first use is. Repetitions go round all libraries, so that a busy
spell hits everybody; whoever took longer than 20 s is not asked again.

"offline" is tried, not looked up: headless Chromium opens the file from disk with the
network off, and within 20 s there must be marks of Leaflet or a canvas with something
drawn on it, and no request may have failed.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import limited
from events import make_frame
from peers import EXPORTED, OURS, PACKAGES

SIZES = "1000,10000,100000"
PATIENCE_S = 20
LOOP = "folium Marker loop, popup"
Results = dict[tuple[str, int], dict[str, Any]]


def main() -> None:
    """Read the options, measure round by round, print the table and what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sizes", default=SIZES)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--limit", type=float, default=240, help="seconds for each export")
    parser.add_argument("--write", nargs=3, help=argparse.SUPPRESS)
    parser.add_argument("--open", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.write:
        print(json.dumps(write(*options.write)))
    elif options.open:
        print(json.dumps(try_offline(Path(options.open))))
    else:
        sizes = [int(size) for size in options.sizes.split(",")]
        print(limited.machine(PACKAGES))
        results = compare(sizes, repeats=options.repeats, limit=options.limit)
        print_table(sizes, results)
        print_claims(sizes, results)
        print(limited.machine([]).partition(", Python")[0], "at the end")


# --- one file ---------------------------------------------------------------------------------


def write(name: str, size: str, path: str) -> dict[str, Any]:
    """Export so many events with one library, and return the seconds and bytes."""
    peer = next(peer for peer in EXPORTED if peer.name == name)
    frame = make_frame(int(size))
    peer.load()
    began = time.perf_counter()
    peer.write(frame, Path(path))
    return {"seconds": time.perf_counter() - began, "bytes": Path(path).stat().st_size}


def try_offline(path: Path) -> dict[str, Any]:
    """Open a file with the network off, and return whether it showed its events."""
    from chromium import chromium, open_offline, shows_events

    with chromium() as browser:
        opened = open_offline(browser, path)
        until = time.monotonic() + PATIENCE_S
        while not (is_shown := shows_events(opened)) and time.monotonic() < until:
            if opened.refused and opened.errors:
                break
            opened.page.wait_for_timeout(500)
        opened.page.wait_for_timeout(1000)
        hosts = {urlsplit(url).hostname or "disk" for url in opened.refused}
        return {"is_shown": is_shown, "refused": len(opened.refused), "hosts": sorted(hosts)}


# --- all of them ------------------------------------------------------------------------------


def compare(sizes: list[int], *, repeats: int, limit: float) -> Results:
    """Export in rounds, then open each last file offline."""
    results: Results = {
        (peer.name, size): {"runs": [], "reason": ""} for size in sizes for peer in EXPORTED
    }
    with tempfile.TemporaryDirectory() as folder:
        paths = {key: Path(folder) / f"{at}.html" for at, key in enumerate(results)}
        for _ in range(repeats):
            for key, result in results.items():
                if _is_worth_asking(result):
                    _export_once(key, paths[key], result, limit)
        for key, result in results.items():
            if result["runs"]:
                opened = limited.run(__file__, ["--open", str(paths[key])], seconds=limit)
                result["offline"] = opened.value or {"is_shown": False, "hosts": [opened.reason]}
    return results


def _is_worth_asking(result: dict[str, Any]) -> bool:
    is_slow = any(run["seconds"] > PATIENCE_S for run in result["runs"])
    return not result["reason"] and not is_slow


def _export_once(key: tuple[str, int], path: Path, result: dict[str, Any], limit: float) -> None:
    ended = limited.run(__file__, ["--write", key[0], str(key[1]), str(path)], seconds=limit)
    if ended.value is None:
        result["reason"] = ended.reason
    else:
        result["runs"].append(ended.value)
    print(f"  {key[0]}, {key[1]:,}: {ended.value or ended.reason}", file=sys.stderr)


# --- the table --------------------------------------------------------------------------------


def print_table(sizes: list[int], results: Results) -> None:
    """Print the median seconds, the bytes and whether the file opened offline."""
    print(f"{'library':<38}{'events':>7}{'seconds':>10}{'runs':>6}{'bytes':>13}  offline")
    for size in sizes:
        for peer in EXPORTED:
            result = results[peer.name, size]
            head = f"{peer.name:<38}{limited.count(size):>7}"
            print(head + (_row(result) if result["runs"] else f"  {result['reason']}"))


def _row(result: dict[str, Any]) -> str:
    figures = f"{seconds(result):>10.2f}{len(result['runs']):>6}{size_of(result):>13,}"
    return f"{figures}  {_offline_words(result['offline'])}"


def _offline_words(offline: dict[str, Any]) -> str:
    if opens_offline(offline):
        return "yes"
    if offline["hosts"]:
        return f"no: asks {', '.join(offline['hosts'])}"
    return "no: asks for nothing and draws nothing"


def opens_offline(offline: dict[str, Any]) -> bool:
    """Say whether a file showed its events and asked for nothing."""
    return bool(offline["is_shown"] and not offline["hosts"])


def seconds(result: dict[str, Any]) -> float:
    """Return the median seconds of one library at one size."""
    return limited.median([run["seconds"] for run in result["runs"]])


def size_of(result: dict[str, Any]) -> int:
    """Return the bytes of one library's file at one size."""
    return int(result["runs"][-1]["bytes"])


def print_claims(sizes: list[int], results: Results) -> None:
    """Print the ratios to the Marker loop, and who wrote the smallest file that opens offline."""
    for size in sizes:
        ours, loop = results[OURS.name, size], results[LOOP, size]
        if ours["runs"] and loop["runs"]:
            smaller, faster = size_of(loop) / size_of(ours), seconds(loop) / seconds(ours)
            print(
                f"At {limited.count(size)} the Marker loop's file is {smaller:.1f} times as large "
                f"as ours and takes {faster:.1f} times as long."
            )
    for size in sizes:
        files = {
            peer.name: size_of(result)
            for peer in EXPORTED
            if (result := results[peer.name, size])["runs"] and opens_offline(result["offline"])
        }
        ranking = [f"{name} {files[name]:,}" for name in sorted(files, key=files.__getitem__)]
        print(f"Open offline at {limited.count(size)}, smallest first: {'; '.join(ranking)}.")


if __name__ == "__main__":
    main()
