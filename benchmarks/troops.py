"""Measure how well statements of troop numbers are found, on each half of our sentences.

A statement is right when its words overlap a labelled one and its fields are equal to it:
the number alone; number, actor and place; or number, actor, place, origin and status.

    python benchmarks/troops.py [--half dev|test|both] [--show] [--file SENTENCES]
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from taggers import tag_troops

SENTENCES = Path(__file__).parent / "troops" / "sentences.jsonl"
NUMBER = ("low", "high")
MEASURES = {
    "number": NUMBER,
    "number, actor, place": (*NUMBER, "actor", "place"),
    "number, actor, place, origin, status": (*NUMBER, "actor", "place", "origin", "status"),
}
Statement = dict[str, Any]


def main() -> None:
    """Print a line for every half and measure."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--half", choices=("dev", "test", "both"), default="both")
    options.add_argument("--show", action="store_true", help="print what is wrong")
    options.add_argument("--file", type=Path, default=SENTENCES, help="labelled sentences")
    chosen = options.parse_args()
    items = [json.loads(line) for line in chosen.file.read_text(encoding="utf-8").splitlines()]
    print(f"{'half':5} {'right when equal':38} {'precision':>9} {'recall':>7} {'F1':>6}")
    for half in ("dev", "test") if chosen.half == "both" else (chosen.half,):
        print_half(half, [item for item in items if item["split"] == half], show=chosen.show)


def print_half(half: str, items: list[dict[str, Any]], *, show: bool) -> None:
    """Print the scores of a half, and what is wrong by the strictest measure if asked."""
    found = [tag_troops(item["text"], item["reference_date"]) for item in items]
    for measure, fields in MEASURES.items():
        pairs = zip(items, found, strict=True)
        right = sum(count_right(item["gold"], got, fields) for item, got in pairs)
        precision = right / max(1, sum(map(len, found)))
        recall = right / max(1, sum(len(item["gold"]) for item in items))
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        print(f"{half:5} {measure:38} {precision:9.3f} {recall:7.3f} {f1:6.3f}")
    if show:
        print_wrong(items, found)


def count_right(gold: Iterable[Statement], got: Iterable[Statement], fields: Iterable[str]) -> int:
    """Return how many labelled statements were found; each may be used once."""
    left, names = list(got), list(fields)
    right = 0
    for wanted in gold:
        match = next((one for one in left if is_same(wanted, one, names)), None)
        if match is not None:
            left.remove(match)
            right += 1
    return right


def is_same(wanted: Statement, one: Statement, fields: Iterable[str]) -> bool:
    """Tell whether two statements overlap and have the same values."""
    overlap = wanted["start"] < one["end"] and one["start"] < wanted["end"]
    return overlap and all(wanted[field] == one[field] for field in fields)


def print_wrong(items: list[dict[str, Any]], found: list[list[Statement]]) -> None:
    """Print the texts whose statements are not all right, with what was labelled and found."""
    fields = list(MEASURES.values())[-1]
    for item, got in zip(items, found, strict=True):
        if count_right(item["gold"], got, fields) == max(len(item["gold"]), len(got)):
            continue
        print(f"\n{item['id']}: {item['text']}")
        for name, statements in (("labelled", item["gold"]), ("found", got)):
            for one in statements:
                print(f"  {name:8} {item['text'][one['start'] : one['end']]!r}", end=" ")
                print(*(one[field] or "-" for field in fields))


if __name__ == "__main__":
    main()
