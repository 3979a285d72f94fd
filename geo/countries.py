"""Decide which country a name or a point belongs to.

Names, codes and demonyms are looked up without guessing: "Korea" alone is no
country. A point belongs to the country whose land it is on, or to the nearest
one within 20 km; further out it has none, "", but the name of a sea.
"""

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from geo.errors import GeoError
from geo.land import COAST_KM, codes_on, countries_on
from geo.names import LONGEST, fold_words
from geo.place import LonLat
from geo.waters import seas_at

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


def lookup_exonym(text: str) -> Country | None:
    """Find a country by its whole name in another language: "Alemania", "대한민국".

    For cells that hold a country and nothing else; in English text "Island" is no Iceland.
    """
    return lookup_country(text) or _by_exonym().get(_key(text) if len(text) <= LONGEST else "")


@lru_cache(maxsize=1)
def _by_exonym() -> dict[str, Country]:
    """Return the countries by their names in forty languages; a name of two is none."""
    path = files("geo").joinpath("data", "country_names.json")
    if not path.is_file():  # a copy that was never installed
        return {}
    held: dict[str, set[str]] = {}
    for alpha3, names in json.loads(path.read_text(encoding="utf-8")).items():
        for name in (*names, *_MORE_EXONYMS.get(alpha3, ())):
            held.setdefault(_key(name), set()).add(alpha3)
    alone = ((key, next(iter(codes))) for key, codes in held.items() if key and len(codes) == 1)
    return {key: _by_alpha3()[alpha3] for key, alpha3 in alone if alpha3 in _by_alpha3()}


_MORE_EXONYMS = {
    "KOR": ("한국", "남한", "南韓", "韩国", "韓國", "República de Corea", "Республика Корея"),
    "PRK": ("북한", "조선", "朝鲜", "北朝鮮", "朝鮮", "Северная Корея"),
    "USA": (
        "미국",
        "アメリカ",
        "米国",
        "美国",
        "США",
        "EE. UU.",
        "EEUU",
        "EUA",
        "Vereinigte Staaten",
    ),
    "CHN": ("중국", "Китайская Народная Республика"),
    "GBR": ("英国", "영국", "Англия", "Inglaterra", "Angleterre", "Großbritannien"),
    "RUS": ("Российская Федерация", "러시아", "俄罗斯"),
    "JPN": ("일본", "日本国"),
}


def country_name(alpha3: str) -> str:
    """Return the short English name that goes with an alpha-3 code."""
    country = _by_alpha3().get(alpha3)
    if country is None:
        raise GeoError(f"'{alpha3}' is no alpha-3 code of a country; write one such as KOR.")
    return country.name


def from_fips(code: str) -> str:
    """Return the alpha-3 code that goes with a FIPS 10-4 code, "" without one."""
    country = _by_fips().get(code.strip().upper())
    return country.alpha3 if country else ""


def to_fips(alpha3: str) -> str:
    """Return the FIPS 10-4 code that goes with an alpha-3 code, the first of several, or ""."""
    country = _by_alpha3().get(alpha3)
    return next(iter(country.fips), "") if country else ""


def from_alpha2(code: str) -> str:
    """Return the alpha-3 code that goes with an alpha-2 code, "" without one."""
    country = _by_key().get(code.lower()) if len(code) == 2 else None
    return country.alpha3 if country and country.alpha2 == code.upper() else ""


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


_REVERSED = re.compile(r"([^,(]+)[,(]\s*([^,()]+)\)?")


def _keys(text: str) -> Iterator[str]:
    """Yield the text as written, then "Korea, Republic of" the other way round."""
    if len(text) > LONGEST:
        return
    yield _key(text)
    if found := _REVERSED.fullmatch(text.strip()):
        yield _key(f"{found[2]} {found[1]}")


def _key(text: str) -> str:
    return " ".join(fold_words(text))


# --- points ---------------------------------------------------------------------------------------


def country_at(point: LonLat) -> str:
    """Return the alpha-3 code of the country at a point, "" on the high seas."""
    return str(countries_at(np.array([point.lon]), np.array([point.lat]))[0])


def countries_at(lon: NDArray[np.float64], lat: NDArray[np.float64]) -> NDArray[np.str_]:
    """Return the alpha-3 code of the country at each point, "" on the high seas or without one."""
    return countries_on(lon, lat)


class Where(NamedTuple):
    """Where points are: alpha-3 codes, names of seas, and a note on each point in the water."""

    countries: NDArray[np.str_]
    seas: NDArray[np.object_]
    notes: NDArray[np.object_]


def where_at(lon: NDArray[np.float64], lat: NDArray[np.float64]) -> Where:
    """Return the country of each point, and for those in the water the sea and what was decided.

    The coasts of our map are drawn roughly, so a harbour may be in the water.
    """
    codes, wet = codes_on(lon, lat)
    seas, notes = (np.full(len(codes), "", dtype=object) for _ in range(2))
    rows = np.flatnonzero(wet)
    seas[rows] = seas_at((np.asarray(lon)[rows] + 180) % 360 - 180, np.asarray(lat)[rows])
    notes[rows] = _notes(codes[rows], seas[rows])
    return Where(codes, seas, notes)


def _notes(codes: NDArray[np.str_], seas: NDArray[np.object_]) -> list[str]:
    pairs = list(zip(codes.tolist(), seas.tolist(), strict=True))
    sentence = {pair: _note(*pair) for pair in set(pairs)}
    return [sentence[pair] for pair in pairs]


def _note(alpha3: str, sea: str) -> str:
    where = f"At sea ({sea})" if sea else "At sea"
    if not alpha3:
        return f"{where}, more than {COAST_KM:.0f} km from any coast."
    return f"{where}, within {COAST_KM:.0f} km of the coast of {country_name(alpha3)}."
