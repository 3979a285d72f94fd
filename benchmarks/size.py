"""Measure how many bytes an event takes in the page, and what for.

    python benchmarks/size.py [--sizes 1000,10000,100000,1000000]

The data block is written as the page writes it, from frames that hold less and less: all of
the event, all but identifiers, actors and the order of the file, all but the title
too. What is left says where (four decimals, about 10 m), when (to the minute), category, country
and how precise the date is.

bytes       in the page, where packed bytes are written as characters, 13 bits in two of them
packed      the same before that: what gzip makes of the block
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence

import geopandas as gpd
import limited
import pandas as pd
from events import make_frame

from timeline.schema import objects
from timeline.view.container import pack
from timeline.view.linked import page
from timeline.view.payload import encode, page_text

SIZES = "1000,10000,100000,1000000"
LABELS = {
    "bare": "where, when, category, country, precision",
    "titles": "titles, beside these",
    "rest": "identifiers, actors, the file's order",
    "block": "data block, all of the event",
    "page": "the whole page",
}
Bytes = tuple[int, int]


def main() -> None:
    """Print a line for each part, at every size."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sizes", default=SIZES)
    options = parser.parse_args()
    heads = f"{'bytes':>13}{'an event':>10}{'packed':>13}{'an event':>10}"
    print(f"{'part of the page':<44}{'events':>7}{heads}")
    for size in map(int, options.sizes.split(",")):
        for name, (in_page, packed) in measure(make_frame(size)).items():
            print(
                f"{LABELS[name]:<44}{limited.count(size):>7}{in_page:>13,}{in_page / size:>10.2f}"
                f"{packed:>13,}{packed / size:>10.2f}"
            )


def measure(frame: gpd.GeoDataFrame) -> dict[str, Bytes]:
    """Return the bytes of each part, in the page and packed; of a page, both are its own."""
    in_time = frame.sort_values("earliest", kind="stable", ignore_index=True)
    bare = block_bytes(without(in_time, ["id", "actors", "title"]))
    titled = block_bytes(without(in_time, ["id", "actors"]))
    whole = block_bytes(frame)
    page_bytes = len(page(frame, title="Benchmark").encode("utf-8"))
    return {
        "bare": bare,
        "titles": (titled[0] - bare[0], titled[1] - bare[1]),
        "rest": (whole[0] - titled[0], whole[1] - titled[1]),
        "block": whole,
        "page": (page_bytes, page_bytes),
    }


def block_bytes(frame: gpd.GeoDataFrame) -> Bytes:
    """Return the bytes of a frame's data block as the page holds it, and packed."""
    block = encode(frame, title="Benchmark")
    return len(page_text(block)), len(pack(block))


def without(frame: gpd.GeoDataFrame, names: Sequence[str]) -> gpd.GeoDataFrame:
    """Return the frame with nothing in these columns."""
    nothing = pd.array([""], dtype="str")[[0] * len(frame)]
    lists = objects([] for _ in range(len(frame)))
    return frame.assign(**{name: lists if name == "actors" else nothing for name in names})


if __name__ == "__main__":
    main()
