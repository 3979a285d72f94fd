"""Decide which country a name or a point belongs to.

Names, codes and demonyms are looked up without guessing: "Korea" alone is no
country. A point belongs to the country whose land it is on, or to the nearest
one within 25 km; further out is the high seas, "".
"""

import csv
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from geo.errors import GeoError
from geo.land import countries_on
from geo.place import LonLat

# --- names ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory of ISO 3166-1 (and Kosovo) with the names it goes by."""

    alpha3: str
    alpha2: str
    numeric: str
    name: str
    official: str
    fips: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def load_countries() -> tuple[Country, ...]:
    """Return every country, sorted by alpha-3 code."""
    text = files("geo").joinpath("data", "countries.csv").read_text(encoding="utf-8")
    return tuple(_country(row) for row in csv.DictReader(text.splitlines()))


def _country(row: dict[str, str]) -> Country:
    fips, aliases, demonyms = (
        tuple(filter(None, row[key].split("|"))) for key in ("fips", "aliases", "demonyms")
    )
    codes = (row["alpha3"], row["alpha2"], row["numeric"])
    return Country(*codes, row["name"], row["official"], fips, aliases, demonyms)


def lookup_country(text: str, *, system: Literal["name", "fips"] = "name") -> Country | None:
    """Find a country by code, name, alias or demonym in any spelling, or by its FIPS 10-4 code."""
    if system == "fips":
        return _by_fips().get(text.strip().upper())
    return next((_by_key()[key] for key in _keys(text) if key in _by_key()), None)


def country_name(alpha3: str) -> str:
    """Return the short English name that goes with an alpha-3 code."""
    country = _by_alpha3().get(alpha3)
    if country is None:
        raise GeoError(f"'{alpha3}' is no alpha-3 code of a country; write one such as KOR.")
    return country.name


@lru_cache(maxsize=1)
def _by_alpha3() -> dict[str, Country]:
    return {country.alpha3: country for country in load_countries()}


@lru_cache(maxsize=1)
def _by_fips() -> dict[str, Country]:
    return {code: country for country in load_countries() for code in country.fips}


@lru_cache(maxsize=1)
def _by_key() -> dict[str, Country]:
    return {_key(name): country for country in load_countries() for name in _names(country)}


def _names(country: Country) -> Iterator[str]:
    yield from (country.alpha3, country.alpha2, country.name, country.official)
    yield from filter(None, (country.numeric,))
    yield from country.aliases
    yield from country.demonyms


_LONGEST_NAME = 120
_REVERSED = re.compile(r"([^,(]+)[,(]\s*([^,()]+)\)?")
_LETTERS = str.maketrans({"ø": "o", "đ": "d", "\u0131": "i", "ł": "l", "æ": "ae", "&": " and "})


def _keys(text: str) -> Iterator[str]:
    """Yield the text as written, then "Korea, Republic of" the other way round."""
    if len(text) > _LONGEST_NAME:
        return
    yield _key(text)
    if found := _REVERSED.fullmatch(text.strip()):
        yield _key(f"{found[2]} {found[1]}")


def _key(text: str) -> str:
    spread = unicodedata.normalize("NFKD", text.casefold()).translate(_LETTERS)
    letters = "".join(char for char in spread if not unicodedata.combining(char))
    words = re.sub(r"[\W_]+", " ", re.sub("[.'’‘`\u02bc]", "", letters)).split()
    return " ".join("saint" if word == "st" else word for word in words if word != "the")


# --- points ---------------------------------------------------------------------------------------


def country_at(point: LonLat) -> str:
    """Return the alpha-3 code of the country at a point, "" on the high seas."""
    return str(countries_at(np.array([point.lon]), np.array([point.lat]))[0])


def countries_at(lon: NDArray[np.float64], lat: NDArray[np.float64]) -> NDArray[np.str_]:
    """Return the alpha-3 code of the country at each point, "" on the high seas or without one."""
    return countries_on(lon, lat)
