"""Guess where an unknown name of a text lies, from the names around it.

A name that no gazetteer has is most likely a village, a river or a school near the
places written beside it. So is a town that is only known far from all the
others of a text whose names lie close together. A guess has a low score and says so.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.gazetteer import Candidate
from geo.place import LonLat, Place

if TYPE_CHECKING:
    from geo.resolve_text import TextResolution

Region = Callable[["TextResolution"], str]
Lookup = Callable[[str], Candidate | None]
_SCORE = 0.1
_RADIUS_KM = 100.0
_NEAR_KM = 161.0
_FAR_KM = 250.0
_CLUSTER = 4  # fewer names are no neighbourhood
_CLUSTER_SHARE = 0.5
_FADES = 200  # characters after which a name says much less about another
_SAME_SENTENCE = 4.0
_SENTENCE_END = re.compile(r"[.!?][\"”’')]*\s|\n")
_VILLAGE_KM = 1.0  # the radius of a place of few people
_TOWN_KM = 1.6  # of a hundred thousand
_METROPOLIS_KM = 4.0  # of six hundred thousand
_WIDE_KM = 150.0  # a place with a greater radius says little about where another is
_FROM_HOLDER = "a guess from what is written behind it"
_FROM_PART, _FROM_NEIGHBOURS = "a guess from a part of its name", "a guess from its neighbours"


def with_guesses(
    text: str, resolved: Sequence[TextResolution], lookup: Lookup, region: Region
) -> tuple[TextResolution, ...]:
    """Return the resolutions of a text, with a guess for each that needs one.

    `lookup` finds a part of a name, `region` says which one a resolution is in.
    """
    known = [one for one in resolved if one.best is not None]
    points = [one for one in known if one.best and not _is_wide(one.best.place)]
    strays = {one.toponym.text for one in points if _is_stray(text, one, points, region)}
    points = [one for one in points if one.toponym.text not in strays]
    guesses: dict[str, Candidate | None] = {}
    for one, after in zip(resolved, [*resolved[1:], None], strict=True):
        is_wanted = one.best is None or one.toponym.text in strays
        if is_wanted and one.toponym.text not in guesses:
            holder = _holder(text, one, after)
            guesses[one.toponym.text] = holder or _guess(text, one, points or known, lookup)
    return tuple(_with(one, guesses.get(one.toponym.text)) for one in resolved)


def _with(one: TextResolution, guess: Candidate | None) -> TextResolution:
    if guess is None:
        return one
    others = (one.best, *one.runners_up) if one.best else ()
    return replace(one, best=guess, runners_up=others, why=guess.why)


def _holder(text: str, one: TextResolution, after: TextResolution | None) -> Candidate | None:
    """Return the country or region written behind a name: "Tallil, Iraq"."""
    if after is None or after.best is None or one.best is not None:
        return None
    is_behind = text[one.toponym.end : after.toponym.start] in (", ", " in ")
    is_held = is_behind and after.best.place.kind in ("country", "region", "county")
    return _as_guess(after.best.place, one, _FROM_HOLDER) if is_held else None


def _guess(
    text: str, one: TextResolution, points: Sequence[TextResolution], lookup: Lookup
) -> Candidate | None:
    others = [other for other in points if other.toponym.text != one.toponym.text]
    for words in _parts(one.toponym.text) if one.best is None else ():
        part = lookup(words)
        if part is not None and (_is_wide(part.place) or _is_near(part.place, others)):
            return _as_guess(part.place, one, _FROM_PART)
    middle = _middle(text, one, others)
    return _as_guess(middle, one, _FROM_NEIGHBOURS) if middle else None


def _as_guess(place: Place, one: TextResolution, why: str) -> Candidate:
    radius = max(place.radius_km, _RADIUS_KM)
    return Candidate(replace(place, name=one.toponym.text, radius_km=radius), _SCORE, why)


def _parts(name: str) -> Iterator[str]:
    """Yield the runs of words in a name, longest first: "Manchester" of Manchester United."""
    words = name.split()
    for size in range(len(words) - 1, 0, -1):
        for first in range(len(words) - size + 1):
            yield " ".join(words[first : first + size])


def _is_wide(place: Place) -> bool:
    return place.radius_km > _WIDE_KM


def _is_near(place: Place, others: Sequence[TextResolution]) -> bool:
    """Tell whether a place is beside one of the others, or there are none."""
    return not others or any(_between(place, other) <= _NEAR_KM for other in others)


def _is_stray(
    text: str, one: TextResolution, points: Sequence[TextResolution], region: Region
) -> bool:
    """Tell whether a village lies far from the places of a text, which are close together."""
    if one.best is None or one.best.place.kind != "city":
        return False
    place = one.best.place
    others = [other for other in points if other.toponym.text != one.toponym.text]
    if any(other.place.radius_km >= _METROPOLIS_KM for other in one.runners_up):
        return False
    largest = _TOWN_KM if one.runners_up else _VILLAGE_KM
    if place.radius_km > largest or len(others) < _CLUSTER or "beside" in one.why:
        return False
    middle = _middle(text, one, others)
    close = [other for other in others if middle and _between(middle, other) <= _NEAR_KM]
    if len(close) < _CLUSTER_SHARE * len(others) or region(one) in map(region, close):
        return False
    return min(_between(place, other) for other in close) >= _FAR_KM


def _middle(text: str, one: TextResolution, others: Sequence[TextResolution]) -> Place | None:
    """Return the place that most others are near, those written close to the name first."""
    shares = {id(other): _share(text, one, other) for other in others}
    best, most = None, 0.0
    for place in dict.fromkeys(other.best.place for other in others if other.best):
        near = sum(
            shares[id(other)] * math.exp(-_between(place, other) / _NEAR_KM) for other in others
        )
        if near > most:
            best, most = place, near
    return best


def _share(text: str, one: TextResolution, other: TextResolution) -> float:
    first, second = sorted((one.toponym.start, other.toponym.start))
    share = math.exp((first - second) / _FADES)
    return share if _SENTENCE_END.search(text, first, second) else share * _SAME_SENTENCE


def _between(place: Place, other: TextResolution) -> float:
    return _km(place.point, other.best.place.point) if other.best else math.inf


def _km(one: LonLat, other: LonLat) -> float:
    aside = math.remainder(one.lon - other.lon, 360)
    aside *= math.cos(math.radians((one.lat + other.lat) / 2))
    return 111.195 * math.hypot(aside, one.lat - other.lat)
