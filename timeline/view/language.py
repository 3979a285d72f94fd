"""Say the app's own words in the reader's language: one file a language in `words/`.

The file has the view's words too, which the browser module is built with.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from geo.countries import country_name
from timeline.view.assets import load_asset
from timeline.view.options import LANGUAGES

_WITH_TERMS = ("kind", "category", "status")
_OF_THE_LANGUAGE = ("language", "direction", "thousands")
_PLACE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Words:
    """The app's words in one language."""

    language: str
    catalogue: Mapping[str, str]

    def __call__(self, key: str, /, **params: str | int) -> str:
        """Say what stands under a key; numbers are written as the language writes them."""
        said = {name: self.number(v) if isinstance(v, int) else v for name, v in params.items()}
        return _PLACE.sub(lambda place: said[place[1]], self.catalogue[key])

    @property
    def is_right_to_left(self) -> bool:
        """Whether the language is written from right to left."""
        return self.catalogue["direction"] == "rtl"

    def number(self, value: int) -> str:
        """Write a whole number with its thousands parted."""
        return f"{value:,}".replace(",", self.catalogue["thousands"])

    def value(self, facet: str, value: str) -> str:
        """Name a value of a facet: a country, a known word, nothing at all, or as it is written."""
        if not value:
            return self.catalogue.get(f"none.{facet}", f"no {facet}")
        return self.catalogue.get(f"term.{value}", value) if facet in _WITH_TERMS else value

    def country(self, alpha3: str) -> str:
        """Name a country by its alpha-3 code."""
        if not alpha3:
            return self.catalogue["none.country"]
        name = country_name(alpha3)
        return name if self.language == "en" else _countries()[self.language].get(alpha3, name)


def words_in(language: str) -> Words:
    """Return the app's words in one of `LANGUAGES`."""
    return Words(language, _catalogue(language))


def spoken_language(tag: str | None) -> str | None:
    """Return the language of a tag such as "ko-KR" if we speak it."""
    language = (tag or "").replace("_", "-").split("-")[0].lower()
    return language if language in LANGUAGES else None


@cache
def _catalogue(language: str) -> dict[str, str]:
    path = files("timeline.view").joinpath("words", f"{language}.json")
    said = json.loads(path.read_text(encoding="utf-8"))
    words: dict[str, str] = {name: said[name] for name in _OF_THE_LANGUAGE} | said["app"]
    return words


@cache
def _countries() -> dict[str, dict[str, str]]:
    names: dict[str, dict[str, str]] = json.loads(load_asset("countries.json"))
    return names
