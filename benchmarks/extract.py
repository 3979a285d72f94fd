"""Measure what the extractor finds, how fast, and with how much memory.

With --eval, the folder of the scorers `timex_eval.py` and `geo_eval.py` and their data, time
expressions are scored on WikiWars and on newswire of our own, places on GeoVirus; the scorers
and their data are no part of this project.
The troops' own sentences are here. Speed is that of the whole way from text to drafts, on
one core; times are of a process of its own.

    python benchmarks/extract.py [--eval FOLDER] [--article FILE --published 2024-12-20]
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
TALE = (
    "The summit was held in Geneva on 3 June {year}, and the two met again in Vienna the following"
    " year. South Korea sent {count},000 troops to Iraq in March {year}; Tokyo agreed to pay $1.5"
    " billion. “We will not go,” President Park said on Tuesday. Some 4,500 US soldiers are based"
    " in Poland, officials in Warsaw said, who expect talks next month near the Black Sea.\n"
)
MEASURE = """
import resource, sys, time
from datetime import date
start = time.perf_counter()
from timeline.extract.article import Article
from timeline.extract.extractor import extract
tagger = None
if "spacy" in sys.argv:
    from geo.tagger import load_tagger
    tagger = load_tagger()
first = "A summit was held in Paris in 2018, with 500 troops from Spain."
extract(Article(first, published=date(2024, 12, 20)), tagger=tagger)
load = time.perf_counter() - start
text = sys.stdin.read()
start = time.process_time()
drafts = extract(Article(text, published=date(2024, 12, 20)), tagger=tagger)
took = time.process_time() - start
words = len(text.split())
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(f"{'with' if tagger else 'without'} spaCy, {words:,} words: {words / took:,.0f} words/s, "
      f"{len(drafts):,} drafts; load {load:.2f} s; peak memory {memory:.0f} MB")
"""


def main() -> None:
    """Print every figure, a line each."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--eval", type=Path, help="folder of the scorers and their data")
    options.add_argument("--article", type=Path)
    options.add_argument("--published", default="")
    chosen = options.parse_args()
    if chosen.eval:
        print_scores(chosen.eval)
    run([sys.executable, str(HERE / "troops.py")], "")
    fresh = str(HERE / "troops" / "fresh.jsonl")
    run([sys.executable, str(HERE / "troops.py"), "--file", fresh], "")
    if chosen.article:
        command = "import timeline.cli as cli; cli.main()"
        words = ["extract", str(chosen.article), "--published", chosen.published]
        run([sys.executable, "-c", command, *words], "")
    print_speed()


def print_scores(folder: Path) -> None:
    """Score time expressions and places with the scorers of a folder."""
    times, places = str(folder / "timex_eval.py"), str(folder / "geo_eval.py")
    wars, viruses = str(folder / "wikiwars"), str(folder / "geovirus" / "GeoVirus.xml")
    narrative = ["--tagger", "benchmarks.taggers:tag_times_narrative", "--data", wars]
    run([sys.executable, times, *narrative], "")
    with tempfile.TemporaryDirectory() as held:
        for half in ("dev", "test"):
            data = Path(held, f"{half}.jsonl")
            data.write_text("\n".join(newswire(half)), encoding="utf-8")
            news = ["--tagger", "benchmarks.taggers:tag_times", "--data", str(data)]
            print(f"our own newswire, {half} half:", end=" ", flush=True)
            run([sys.executable, times, *news], "")
    resolver = ["--resolver", "benchmarks.taggers:resolve_places", "--data", viruses]
    run([sys.executable, places, *resolver], "")
    run(
        [sys.executable, places, "--tagger", "benchmarks.taggers:tag_places", "--data", viruses], ""
    )


def newswire(half: str) -> list[str]:
    """Return the articles of a half of our own newswire as the scorer reads them."""
    path = ROOT / "tests" / "timeline" / "extract" / "newswire.jsonl"
    items = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    chosen = [item for item in items if item["split"] == half]
    return [json.dumps({**item, "dct": item["reference_date"]}) for item in chosen]


def print_speed() -> None:
    """Time the whole way from text to drafts in a process of its own, with spaCy if it is there."""
    for name, tales in (("rules", 1_500), ("spacy", 150)):
        if name == "spacy" and find_spec("spacy") is None:
            print("with spaCy: not installed")
            continue
        text = "".join(TALE.format(year=1950 + k % 70, count=1 + k % 9) for k in range(tales))
        run([sys.executable, "-c", MEASURE, name], text)


def run(command: list[str], text: str) -> None:
    """Run a command in the project's folder and print what it says."""
    done = subprocess.run(
        command, cwd=ROOT, input=text, capture_output=True, text=True, check=False
    )
    print(done.stdout.strip() or done.stderr.strip().splitlines()[-1])


if __name__ == "__main__":
    main()
