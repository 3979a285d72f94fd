"""Pick one place for every name of a text, from what the text says around it.

What follows a name and holds it ("Austin, Texas") comes first, then the countries
and regions that the text names, then how near a place is to the others, then how
many people mean it. A name has one sense in a text. None is an answer too, unless
somebody asks for a guess, which says that it is one.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from geo.countries import country_name
from geo.gazetteer import Candidate, Found, Reading, candidate_of
from geo.gazetteer_rows import region_names
from geo.guesses import with_guesses
from geo.names import fold, fold_words
from geo.text_rows import prior_of, rows_of
from geo.toponyms import Toponym
from geo.word_lists import abbreviations, words_of

_MOST = 5
_VILLAGE, _WORLD_CITY = 2e4, 1e6
_OVERLOOKED = 0.02  # Paris is in France, until something written beside it says otherwise
_HOLDS = 1e7  # "Austin, Texas": written beside the name
_HELD_BEFORE = 200.0  # "Texas ... Austin": a region that the text names
_COUNTRY = 40.0
_CLOSE = 60.0
_CLOSE_KM = 150.0
_PRIOR = 25.0
_LISTED = 50.0  # "Missouri, Montana and Nebraska"
_DOUBT = 4.0  # a few names say little about the others
_ROUNDS = 3
_MOST_POINTS = 100
_HOME = 200.0  # Lebanon, among the towns around it in Pennsylvania
_HOME_NAMES = 3
_HOME_SHARE = 0.4
_HOME_CLOSENESS = 0.25
_AMID_KM, _AMID_NAMES = 60.0, 2
_HELD_FAR = 10.0  # Rome is far from Macon, though both are in Georgia
_NO_HOME = {"GB.ENG"}  # a region that is a country says little about its towns
_WRITTEN_BEHIND = 50.0  # "Albany, New York"
_REACHES = {"country", "region", "area", "sea", "ocean", "gulf", "bay", "strait", "county"}


@dataclass(frozen=True, slots=True)
class TextResolution:
    """A name of a text with the place it means, None when unknown, and what else it may be."""

    toponym: Toponym
    best: Candidate | None
    runners_up: tuple[Candidate, ...] = ()
    why: str = "no place of that name is known"


_Key = tuple[str, str]
_Ranked = dict[_Key, list[tuple[Found, float]]]


class _Name(NamedTuple):
    """What a name of the text may mean, and what holds it."""

    rows: tuple[Found, ...]
    around_km: float = 0.0
    holders: frozenset[str] = frozenset()  # codes of regions and countries written beside it
    is_in_list: bool = False  # of regions
    is_holder: bool = False  # written behind a place in it


def resolve_toponyms(
    text: str,
    toponyms: Sequence[Toponym],
    *,
    prior_countries: Iterable[str] = (),
    guess: bool = False,
    folder: Path | None = None,
) -> tuple[TextResolution, ...]:
    """Return what each name means; `prior_countries` are those that the outlet writes about.

    With `guess`, a name that is not known, or only far from all the others, is where a
    part of its name or its neighbours in the text are, and `why` says that it is a guess.
    """
    names = _names(text, toponyms, folder)
    counts = Counter(_key(toponym) for toponym in toponyms)
    priors = frozenset(prior_countries)
    chosen = {key: _sure(name) for key, name in names.items()}
    ranked: _Ranked = {}
    for _ in range(_ROUNDS):
        context = _Context(chosen, counts, priors)
        ranked = {key: context.rank(key, name) for key, name in names.items()}
        chosen = {key: some[0][0] if some else None for key, some in ranked.items()}
    found = {key: _candidates(names[key], some) for key, some in ranked.items()}
    resolved = tuple(_resolution(toponym, found[_key(toponym)]) for toponym in toponyms)
    if not guess:
        return resolved
    regions = {key: row.region for key, row in chosen.items() if row is not None}
    return with_guesses(
        text,
        resolved,
        lambda words: _part(words, context, folder),
        lambda one: regions.get(_key(one.toponym), ""),
    )


def _part(words: str, context: _Context, folder: Path | None) -> Candidate | None:
    """Return the place that a part of an unknown name is, weighed as the others were."""
    key = (fold(words), words)
    found = rows_of([key], folder).get(key)
    if found is None:
        return None
    name = _Name(found.rows)
    return next(iter(_candidates(name, context.rank((key[0], ""), name))), None)


# --- what the names may mean ----------------------------------------------------------------------


_fold = lru_cache(maxsize=50_000)(fold)


def _key(toponym: Toponym) -> _Key:
    return _fold(toponym.text), toponym.country if toponym.role == "actor" else ""


def _names(text: str, toponyms: Sequence[Toponym], folder: Path | None) -> dict[_Key, _Name]:
    wanted = {_key(toponym): toponym for toponym in toponyms}
    readings = {key: list(_readings(toponym)) for key, toponym in wanted.items()}
    found = rows_of(
        {(reading.key, words) for some in readings.values() for words, reading in some}, folder
    )
    names = {}
    for key, some in readings.items():
        names[key] = next(
            (
                _Name(_of_kind(found[reading.key, words].rows, reading.kind), reading.around_km)
                for words, reading in some
                if (reading.key, words) in found
            ),
            _Name(()),
        )
    _narrow(names, wanted)
    listed = _listed(text, toponyms, names)
    for key, holders in _holders(text, toponyms, names, listed).items():
        names[key] = names[key]._replace(holders=frozenset(holders))
    for i in listed:
        key = _key(toponyms[i])
        names[key] = names[key]._replace(is_in_list=True)
    for key in _behind(text, toponyms, names):
        names[key] = names[key]._replace(is_holder=True)
    return names


def _of_kind(rows: tuple[Found, ...], kind: str) -> tuple[Found, ...]:
    """Keep the regions for "Washington state", if there are any."""
    return tuple(row for row in rows if row.kind == kind) or rows


def _readings(toponym: Toponym) -> Iterable[tuple[str, Reading]]:
    """Yield "northern Iraq" as Iraq and around it, "Nyanza Province" as Nyanza too."""
    if region := _abbreviated(toponym):
        yield region, Reading(fold(region))
    if toponym.country and (toponym.sort == "demonym" or toponym.text.lower().startswith("the ")):
        name = country_name(toponym.country)
        yield name, Reading(fold(name))
    if len(toponym.text) == _DATELINE and toponym.text.isupper():
        yield toponym.text.title(), Reading(fold(toponym.text))
    yield toponym.text, Reading(fold(toponym.text))
    words = fold_words(toponym.text)
    if _is_around(words):
        yield toponym.text.split()[-1], Reading("".join(words[1:]), around_km=100.0)
    if len(words) > 1 and words[-1] in _GENERIC:
        kind = words[-1] if words[-1] == "county" else "region"
        yield toponym.text, Reading("".join(words[:-1]), kind=kind)
    if words[-1:] == ["dc"]:
        yield "Washington", Reading("washington")


_DATELINE = 4  # "LIMA"; shorter ones may be anything
_GENERIC = {"province", "state", "county", "oblast", "region", "prefecture", "governorate", "city"}
_GENERIC |= {"parish", "municipality", "township", "krai", "voivodeship", "peninsula", "islands"}


def _is_around(words: list[str]) -> bool:
    return len(words) > 1 and words[0] in words_of("around")


def _abbreviated(toponym: Toponym) -> str:
    code = abbreviations().get(toponym.text, "") if len(toponym.text) <= 7 else ""
    return region_names().get(code, "")


def _narrow(names: dict[_Key, _Name], wanted: dict[_Key, Toponym]) -> None:
    """Keep the rows of the country that a toponym is known to be or to act for."""
    for key, toponym in wanted.items():
        is_whole = " " in toponym.text and not _is_around(fold_words(toponym.text))
        is_open = toponym.role == "place" and toponym.sort == "name" and not is_whole
        if not toponym.country or is_open:
            continue
        rows = names[key].rows
        kept = tuple(row for row in rows if row.country == toponym.country)
        if toponym.role == "actor" or toponym.text.lower().startswith("the "):
            seats = tuple(row for row in kept if row.kind in ("country", "government"))
            kept = seats or kept
        if kept:
            names[key] = names[key]._replace(rows=kept)


_HOLDING = re.compile(
    r",? ?\(?|,? in (?:the )?|,? of (?:the )?|,? in (?:the )?(?:\w+ )?(?:\w+ )?(?:of )?"
)


_LISTING = re.compile(r", |,? and |,? or ")
_LONG_LIST = 3
_FAR = 30


def _listed(text: str, toponyms: Sequence[Toponym], names: dict[_Key, _Name]) -> set[int]:
    """Return which names stand in a list of three or more regions."""
    found: set[int] = set()
    run: list[int] = []
    for i, toponym in enumerate(toponyms):
        is_next = run and _LISTING.fullmatch(text[toponyms[i - 1].end : toponym.start])
        is_region = any(
            row.kind == "region" and not row.is_alias for row in names[_key(toponym)].rows
        )
        run = ([*run, i] if is_next else [i]) if is_region and toponym.text[-1] != "." else []
        if len(run) >= _LONG_LIST:
            found.update(run)
    return found


def _holders(
    text: str, toponyms: Sequence[Toponym], names: dict[_Key, _Name], listed: set[int]
) -> dict[_Key, set[str]]:
    """Return the codes of what is written behind a name and may hold it."""
    found: dict[_Key, set[str]] = {}
    codes = {
        key: {code for row in name.rows if (code := _code(row))} for key, name in names.items()
    }
    for i, toponym in enumerate(toponyms):
        end = toponym.end
        if i in listed:
            continue
        for other in toponyms[i + 1 : i + 4]:
            between = text[end : other.start]
            if len(between) > _FAR or not _HOLDING.fullmatch(between):
                break
            found.setdefault(_key(toponym), set()).update(codes[_key(other)])
            end = other.end
    return found


def _behind(text: str, toponyms: Sequence[Toponym], names: dict[_Key, _Name]) -> set[_Key]:
    """Return the regions written behind a comma after a town that is in them."""
    found: set[_Key] = set()
    for town, other in pairwise(toponyms):
        if text[town.end : other.start] == ", ":
            regions = {row.source for row in names[_key(other)].rows if row.kind == "region"}
            if regions & {row.region for row in names[_key(town)].rows if row.kind != "region"}:
                found.add(_key(other))
    return found


def _code(row: Found) -> str:
    if row.kind in ("region", "county"):
        return row.source if row.kind == "region" else row.region
    return row.country if row.kind == "country" else ""


# --- the choice -----------------------------------------------------------------------------------


class _Context:
    """What the names of a text say about where the others lie; none speaks for itself."""

    def __init__(
        self, chosen: dict[_Key, Found | None], counts: Counter[_Key], priors: frozenset[str]
    ) -> None:
        self._priors = priors
        self._said = {
            key: (row, math.sqrt(counts[key])) for key, row in chosen.items() if row is not None
        }
        self._countries: dict[str, float] = defaultdict(float)
        self._regions: dict[str, float] = defaultdict(float)
        for row, count in self._said.values():
            self._countries[row.country] += count
            self._regions[row.region] += count
        self._total = sum(self._countries.values())
        places = [item for item in self._said.items() if item[1][0].kind not in _REACHES]
        self._points = {key: row for key, (row, _) in places[:_MOST_POINTS]}

    def rank(self, key: _Key, name: _Name) -> list[tuple[Found, float]]:
        """Return the rows with their shares, best first."""
        rows = name.rows
        if len(rows) <= 1:
            return [(row, 1.0) for row in rows]
        weights = [self._weight(row, key, name) for row in rows]
        total = sum(weights)
        order = sorted(range(len(rows)), key=weights.__getitem__, reverse=True)[:_MOST]
        return [(rows[i], weights[i] / total) for i in order]

    def _weight(self, row: Found, key: _Key, name: _Name) -> float:
        weight = prior_of(row) + 50.0
        if row.region in name.holders and row.kind != "region":
            weight *= _HOLDS * 10
        elif row.country in name.holders and row.kind != "country":
            weight *= _HOLDS
        elif prior_of(row) < _VILLAGE and prior_of(name.rows[0]) >= _WORLD_CITY:
            weight *= _OVERLOOKED
        if row.kind == "region":
            weight *= _LISTED if name.is_in_list else _WRITTEN_BEHIND if name.is_holder else 1.0
        own, count = self._said.get(key, (row, 0.0))
        others = self._total - count + _DOUBT
        same = self._countries[row.country] - count * (own.country == row.country)
        weight *= 1 + _COUNTRY * same / others
        closeness = self._closeness(row, key)
        if row.region and row.region not in _NO_HOME:
            beside = self._regions[row.region] - count * (own.region == row.region)
            is_famous = not name.rows[0].is_alias and prior_of(name.rows[0]) >= _WORLD_CITY
            is_amid = is_famous and row.kind == "city" and self._is_amid(row, key)
            is_far = is_famous and prior_of(row) < _VILLAGE and not is_amid
            weight *= 1 + (_HELD_FAR if is_far else _HELD_BEFORE) * beside / others
            is_home = beside >= max(_HOME_NAMES, _HOME_SHARE * others)
            is_close = is_amid if is_famous else closeness >= _HOME_CLOSENESS
            weight *= _HOME if row.kind == "city" and is_home and is_close else 1.0
        if row.country in self._priors:
            weight *= _PRIOR
        return weight * (1 + _CLOSE * closeness)

    def _is_amid(self, row: Found, key: _Key) -> bool:
        """Tell whether some other names of the text are next to a town: Rome in Georgia is not."""
        near = (
            _km(row, at.lon, at.lat)
            for said, (at, _) in self._said.items()
            if said != key and (at.kind == "county" or said in self._points)
        )
        return sum(distance <= _AMID_KM for distance in near) >= _AMID_NAMES

    def _closeness(self, row: Found, key: _Key) -> float:
        """Return near 1 for a place among the others of the text, 0 far away."""
        if row.kind in _REACHES and row.kind not in ("region", "county"):
            return 0.0
        reach = row.radius_km / 2 if row.kind in _REACHES else 0.0
        near = [
            math.exp(-max(0.0, _km(row, at.lon, at.lat) - reach) / _CLOSE_KM)
            for said, at in self._points.items()
            if said != key and not (reach and at.country != row.country)
        ]
        return 0.4 * max(near, default=0.0) + 0.6 * sum(near) / (len(near) + 1)


def _km(row: Found, lon: float, lat: float) -> float:
    aside = math.remainder(row.lon - lon, 360) * math.cos(math.radians((row.lat + lat) / 2))
    return 111.195 * math.hypot(aside, row.lat - lat)


def _sure(name: _Name) -> Found | None:
    """Return the row of a name that leaves little doubt before anything is known of the text."""
    held = [row for row in name.rows if {row.region, row.country} & name.holders]
    if held and len({row.region for row in held}) == 1:
        return held[0]
    if not name.rows:
        return None
    first = prior_of(name.rows[0])
    others = sum(prior_of(row) for row in name.rows[1:] if row.kind != "government")
    return name.rows[0] if first > 3 * others or name.rows[0].kind == "country" else None


# --- the answer -----------------------------------------------------------------------------------


def _resolution(toponym: Toponym, some: tuple[Candidate, ...]) -> TextResolution:
    if not some:
        return TextResolution(toponym, None)
    return TextResolution(toponym, some[0], some[1:], some[0].why)


def _candidates(name: _Name, shares: list[tuple[Found, float]]) -> tuple[Candidate, ...]:
    return tuple(_candidate(row, share, name) for row, share in shares)


def _candidate(row: Found, share: float, name: _Name) -> Candidate:
    return candidate_of(row, share, name.around_km, _why(row, name))


def _why(row: Found, name: _Name) -> str:
    if {row.region, row.country} & name.holders:
        return "in what is written beside it"
    return "the only place of that name" if len(name.rows) == 1 else "likeliest in this text"
