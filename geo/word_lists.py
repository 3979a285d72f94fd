"""Decide which words are titles, first names, parts of organisations or plain English."""

import csv
from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1)
def _lists() -> dict[str, frozenset[str]]:
    text = files("geo").joinpath("data", "words.csv").read_text(encoding="utf-8")
    return {
        row["list"]: frozenset(row["words"].split("|")) for row in csv.DictReader(text.splitlines())
    }


def words_of(name: str) -> frozenset[str]:
    """Return the words of a list of geo/data/words.csv, in lower case."""
    return _lists()[name]


@lru_cache(maxsize=1)
def abbreviations() -> dict[str, str]:
    """Return the code of the region that "Ky." or "KY" stands for behind a town."""
    text = files("geo").joinpath("data", "abbreviations.csv").read_text(encoding="utf-8")
    return {
        short: row["code"]
        for row in csv.DictReader(text.splitlines())
        for short in filter(None, [row["postal"], *row["press"].split("|")])
    }
