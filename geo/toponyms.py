"""Find place names in text, with their spans, and say whether a place or an actor is meant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place name or a demonym in a text.

    `sort` is "name" for "Seoul", "demonym" for "South Korean". `role` is "actor" where
    the word stands for a government or a people ("Seoul agreed", "Russian forces"), else
    "place". `country` is the ISO alpha-3 code of a country, a demonym or the government
    that a capital stands for, "" where only resolution can tell.
    """

    start: int
    end: int
    text: str
    sort: Literal["name", "demonym"]
    role: Literal["place", "actor"]
    country: str = ""
