"""Look up places by name, best first, without the network.

A name is found in any case, with or without accents, under its other names, with
"near" before it or its country behind it, and, when all that fails, misspelled.
Among places of one name weight, country and distance choose. Finding nothing is
an answer: an empty list.
"""

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from geo.countries import country_name, lookup_country, lookup_exonym
from geo.gazetteer_file import cache_folder, connections, open_files
from geo.names import LONGEST, fold, fold_words, skeleton
from geo.place import LonLat, Place


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean, how likely it does (0 to 1), and why."""

    place: Place
    score: float
    why: str


class Found(NamedTuple):
    """A row of the gazetteer: what the table says, and under which of its names."""

    name: str
    lon: float
    lat: float
    country: str
    region: str
    kind: str
    radius_km: float
    weight: float
    source: str
    is_alias: int
    key: str


class Reading(NamedTuple):
    """One way to read a text: the key to look up, and what the reading costs and says."""

    key: str
    quality: float = 1.0
    says: str = ""
    countries: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    kind: str = ""
    around_km: float = 0.0


class Matches(NamedTuple):
    """The rows that one reading of a text leads to."""

    reading: Reading
    rows: list[Found]


_AS_WRITTEN = Reading("")


class Gazetteer:
    """The places that come with Dateline, and those that the person added, in a cache folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._files = tuple(connections(open_files(folder)))

    def find(self, keys: Iterable[str]) -> dict[str, list[Found]]:
        """Return the rows of each key that is in the gazetteer."""
        wanted = list(dict.fromkeys(keys))
        rows: dict[str, list[Found]] = {}
        for file in self._files:
            for start in range(0, len(wanted), _AT_ONCE):
                part = wanted[start : start + _AT_ONCE]
                for row in file.execute(_select(len(part)), part):
                    rows.setdefault(row[-1], []).append(Found._make(row))
        return rows

    def match(self, texts: Sequence[str]) -> list[Matches | None]:
        """Return what each text leads to: read as it is, else in parts, else misspelled."""
        keys = [fold(text) if len(text) <= LONGEST else "" for text in texts]
        found: list[Matches | None] = [None] * len(texts)
        order = sorted(range(len(keys)), key=keys.__getitem__)  # as the file is, so it reads on
        for start in range(0, len(order), _AT_ONCE):
            part = order[start : start + _AT_ONCE]
            rows = self.find([keys[i] for i in part])
            for i in part:
                here = rows.get(keys[i])
                found[i] = Matches(_AS_WRITTEN, here) if here else self._match_otherwise(texts[i])
        return found

    def _match_otherwise(self, text: str) -> Matches | None:
        if not text.strip() or len(text) > LONGEST:
            return None
        readings = list(self._readings(text))
        rows = self.find(reading.key for reading in readings)
        for reading in readings:
            if fitting := _fitting(rows.get(reading.key, []), reading):
                return Matches(reading, fitting)
        for reading in [Reading(fold(text)), *readings]:
            for spelled in self._spelled(reading):
                fitting = _fitting(self.find([spelled.key])[spelled.key], reading)
                if max((row.weight for row in fitting), default=0) >= _least_weight(reading.key):
                    return Matches(spelled, fitting)
        return None

    def _readings(self, text: str) -> Iterator[Reading]:
        """Yield "near Bucha, Kyiv Oblast, Ukraine (south)" as Bucha there, and near it."""
        head, *rest = [part for part in _PARTS.split(text.rstrip(" )")) if part.strip()] or [""]
        countries, regions = self._contexts(rest)
        context = Reading("", 1.0, "", countries, regions)
        if rest:
            yield context._replace(key=fold(head))
        yield from _trimmed(fold_words(head), context)
        yield from _of_a_country(head, context)
        if rest and not (countries or regions):
            yield Reading(fold(rest[0]), 0.7, f"only '{rest[0].strip()}' was found", around_km=20)

    def _contexts(self, parts: list[str]) -> tuple[frozenset[str], frozenset[str]]:
        countries = [found.alpha3 for part in parts if (found := lookup_country(part))]
        rows = self.find(key for part in parts if (key := _bare(part))) if parts else {}
        regions = [row for some in rows.values() for row in some if row.kind == "region"]
        around = (row.country for row in regions if not countries)
        return frozenset([*countries, *around]), frozenset(row.region for row in regions)

    def _spelled(self, reading: Reading) -> Iterator[Reading]:
        """Yield readings with a spelling that the gazetteer has, nearest first."""
        edits = _edits(reading.key)
        if not edits:
            return
        near = self._alike(reading.key, edits)
        found = process.extract(
            reading.key, near, scorer=OSA.distance, score_cutoff=edits, limit=_SPELLINGS
        )
        for key, distance, _ in found:
            says = f"spelled '{key}' in the gazetteer, {distance} letter{'s' * (distance > 1)} off"
            quality = reading.quality * (0.85 - distance / len(key))
            yield reading._replace(key=key, quality=quality, says=says)

    def _alike(self, key: str, edits: int) -> list[str]:
        lengths = (len(key) - edits, len(key) + edits)
        start = key[: 3 if len(key) < 8 else 4]
        found: dict[str, None] = {}
        for file in self._files:
            for query, wanted in (
                (_SAME_SKELETON, (skeleton(key), *lengths)),
                (_SAME_START, (start, start + "\U0010ffff", *lengths)),
            ):
                found |= dict.fromkeys(row[0] for row in file.execute(query, wanted))
        return list(found)

    def lookup(
        self,
        name: str,
        *,
        country: str | None = None,
        near: LonLat | None = None,
        limit: int = 5,
    ) -> list[Candidate]:
        """Return the places that a name may mean, best first, none when it is not known."""
        (matches,) = self.match([name])
        if matches is None:
            return []
        return candidates(matches, country=alpha3_of(country), near=near, limit=limit)


_AT_ONCE = 1_000
_PARTS = re.compile("[,;(]")
_SPELLINGS = 3
_COLUMNS = ", ".join(f"place.{name}" for name in Found._fields[:-2])
_SAME_SKELETON = "SELECT key FROM spelling WHERE skeleton = ? AND length(key) BETWEEN ? AND ?"
_SAME_START = (
    "SELECT DISTINCT name.key FROM name JOIN place ON place.id = name.place "
    "WHERE name.key BETWEEN ? AND ? AND length(name.key) BETWEEN ? AND ? AND place.weight >= 3000"
)


@lru_cache(maxsize=8)
def _select(size: int) -> str:
    return (
        f"SELECT {_COLUMNS}, name.is_alias, name.key FROM name JOIN place ON place.id = name.place "
        f"WHERE name.key IN ({','.join('?' * size)})"
    )


@lru_cache(maxsize=4)
def _open(folder: Path) -> Gazetteer:
    return Gazetteer(folder)


def load_gazetteer(folder: Path | None = None) -> Gazetteer:
    """Return the gazetteer of a folder, by default the user's cache; the first time builds it."""
    return _open(folder or cache_folder())


def forget_gazetteers() -> None:
    """Have the next call open the files anew, because somebody added to them."""
    _open.cache_clear()


def lookup(
    name: str,
    *,
    country: str | None = None,
    near: LonLat | None = None,
    limit: int = 5,
    folder: Path | None = None,
) -> list[Candidate]:
    """Return the places that a name may mean, best first, none when it is not known."""
    return load_gazetteer(folder).lookup(name, country=country, near=near, limit=limit)


@lru_cache(maxsize=4096)
def alpha3_of(country: str | None) -> str:
    """Return the alpha-3 code of a country as people write it, "" when it is none."""
    found = lookup_exonym(country) if country else None
    return found.alpha3 if found else ""


# --- other ways to read a text --------------------------------------------------------------------

_AROUND = {"near", "outside", "around", "off", "by", "toward", "towards", "nearby", "close", "to"}
_AROUND |= {"north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest"}
_AROUND |= {"northern", "southern", "eastern", "western", "central"}
_AROUND |= {"of", "coast", "area", "vicinity", "outskirts", "suburb", "suburbs", "in", "at"}
_BEFORE = {"city", "town", "village", "port", "of", "municipality", "settlement", "in", "at"}
_AFTER = {"city", "town", "village", "district", "municipality", "port", "area", "settlement"}
_REGION_WORDS = {"oblast", "province", "region", "governorate", "state", "prefecture", "krai"}
_REGION_WORDS |= {"county", "department", "voivodeship", "district"}
_AROUND_KM = 20.0


def _of_a_country(head: str, context: Reading) -> Iterator[Reading]:
    """Yield "the South Korean city of Busan" as Busan in South Korea."""
    words = fold_words(head)
    for cut in range(1, min(3, len(words))):
        if country := lookup_country(" ".join(words[:cut])):
            inside = context._replace(countries=context.countries | {country.alpha3})
            yield inside._replace(key="".join(words[cut:]), quality=0.95)
            yield from _trimmed(words[cut:], inside)


def _trimmed(words: list[str], context: Reading) -> Iterator[Reading]:
    if len(words) > 1 and words[-1] in _REGION_WORDS:
        yield context._replace(key="".join(words[:-1]), kind="region")
    if len(words) > 1 and words[-1] in _AFTER:
        yield context._replace(key="".join(words[:-1]), quality=0.95, says=f"without '{words[-1]}'")
    for cut in range(1, len(words)):
        before = words[:cut]
        if not set(before) <= _AROUND | _BEFORE:
            return
        is_around = not set(before) <= _BEFORE
        yield context._replace(
            key="".join(words[cut:]),
            quality=0.8 if is_around else 0.95,
            says=f"'{' '.join(before)}' it",
            around_km=_AROUND_KM if is_around else 0.0,
        )


def _bare(part: str) -> str:
    words = [word for word in fold_words(part) if word not in _REGION_WORDS]
    return "".join(words)


def _fitting(rows: list[Found], reading: Reading) -> list[Found]:
    """Keep the rows in a region or country that the text names; a name it shares is not enough."""
    if reading.kind and any(row.kind == reading.kind for row in rows):
        rows = [row for row in rows if row.kind == reading.kind]
    for chosen in (
        [row for row in rows if row.region in reading.regions],
        [row for row in rows if row.country in reading.countries],
    ):
        if chosen:
            return chosen
    return [] if reading.countries or reading.regions else rows


def _edits(key: str) -> int:
    """Return how many letters may differ: in a short name one makes another name."""
    if len(key) < 6:
        return 0
    return 1 if len(key) < 9 else 2


def _least_weight(key: str) -> float:
    """Return what a place must weigh to be meant by a misspelled name; a short one fits many."""
    return 30_000 if len(key) < 8 else 3_000


# --- the choice among rows ------------------------------------------------------------------------

_ALIAS_WEIGHT = 0.5
_IN_COUNTRY = 10_000.0  # Paris in Texas, when the row says so
_NO_COUNTRY = 500.0  # a sea lies beside the country that the row names
_ELSEWHERE = 0.5
_ONE_PLACE_KM = 30.0
_NEAR_KM = 300.0


def candidates(
    matches: Matches,
    *,
    country: str = "",
    near: LonLat | None = None,
    limit: int = 5,
) -> list[Candidate]:
    """Return the rows as candidates, best first: by weight, by country and by distance."""
    rows = matches.rows
    if len(rows) == 1:
        return [_candidate(rows[0], matches.reading, 1.0, country, 0)]
    weights = [_weight(row, country, near) for row in rows]
    order = sorted(range(len(rows)), key=weights.__getitem__, reverse=True)[:limit]
    total = sum(weights)
    shares = [weights[i] / total for i in order]
    shares[0] = _share_of_best(rows, weights, order[0]) / total
    return [
        _candidate(rows[i], matches.reading, share, country, len(rows) - 1)
        for i, share in zip(order, shares, strict=True)
    ]


def _share_of_best(rows: list[Found], weights: list[float], best: int) -> float:
    """Return what the best row weighs, with the region and government that share its place."""
    one = rows[best]
    return sum(weights[i] for i, row in enumerate(rows) if _is_one_place(one, row))


def _weight(row: Found, country: str, near: LonLat | None) -> float:
    weight = row.weight * (_ALIAS_WEIGHT if row.is_alias else 1.0)
    if country:
        weight *= _IN_COUNTRY if row.country == country else 1.0 if row.country else _NO_COUNTRY
    if near is not None:
        weight *= math.exp(-distance_km(row, near) / _NEAR_KM) + 1e-6
    return weight


def distance_km(row: Found, point: LonLat) -> float:
    """Return about how far a row is from a point, well enough to choose by."""
    aside = math.remainder(row.lon - point.lon, 360) * math.cos(
        math.radians((row.lat + point.lat) / 2)
    )
    return 111.195 * math.hypot(aside, row.lat - point.lat)


def _is_one_place(best: Found, row: Found) -> bool:
    if row is best:
        return True
    if row.country != best.country:
        return False
    aside = (row.lon - best.lon) * math.cos(math.radians(best.lat))
    reach = max(_ONE_PLACE_KM, row.radius_km if row.kind in ("region", "island", "area") else 0)
    return 111.195 * math.hypot(aside, row.lat - best.lat) <= reach


def _candidate(row: Found, reading: Reading, share: float, country: str, others: int) -> Candidate:
    quality = reading.quality * (0.97 if row.is_alias else 1.0)
    if country and row.country and row.country != country:
        quality *= _ELSEWHERE
    score = int(quality * (0.4 + 0.6 * share) * 1000 + 0.5) / 1000  # round() is slow
    return Candidate(_place(row, reading.around_km), score, _why(row, reading, country, others))


def candidate_of(row: Found, score: float, around_km: float, why: str) -> Candidate:
    """Return a row as a candidate with a score and a reason that somebody else found."""
    return Candidate(_place(row, around_km), round(score, 3), why)


def _why(row: Found, reading: Reading, country: str, others: int) -> str:
    if not (reading.says or country or others or row.is_alias):
        return "its name"
    parts = [reading.says or ("one of its other names" if row.is_alias else "its name")]
    if country and row.country:
        where = "in" if row.country == country else "not in"
        parts.append(f"{where} {country_name(country)}, which the row names")
    if others:
        parts.append(f"{others} other place{'s' * (others > 1)} of that name")
    return "; ".join(parts)


def _place(row: Found, around_km: float) -> Place:
    point = LonLat(row.lon, row.lat)
    radius = row.radius_km + around_km
    return Place(row.name, point, row.country, row.kind, radius, row.source)
