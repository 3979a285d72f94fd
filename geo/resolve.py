"""Pick one place for every name of a column, and say how sure that is and what else it may be.

The country that a row names comes first. Then the names of the file that leave no
doubt speak for the others: where most of them lie, and what is close to one of
them, a name that fits many places is likelier.
"""

import gc
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from geo.gazetteer import (
    Candidate,
    Found,
    Matches,
    alpha3_of,
    candidates,
    load_gazetteer,
)

_RUNNERS_UP = 3
_SURE = 0.9
_PLACES_ON_THE_MAP = ("city", "capital", "region", "base", "venue")
_NEIGHBOURS = 200
_AT_ONCE = 5_000
_CLOSE_KM = 200.0
_FAVOUR = 30.0
_Pair = tuple[str, str]  # a name, and the country that its row says
_TELLING = 3  # fewer sure names say nothing about a file


@dataclass(frozen=True, slots=True)
class Resolution:
    """The best candidate for a name, None when it is not known, and what leads to the others."""

    best: Candidate | None
    matches: Matches | None = None
    country: str = ""

    @property
    def runners_up(self) -> tuple[Candidate, ...]:
        """Return the candidates after the best one, made when somebody asks."""
        if self.matches is None:
            return ()
        return tuple(candidates(self.matches, country=self.country, limit=1 + _RUNNERS_UP)[1:])


def resolve_column(
    names: Sequence[str],
    *,
    countries: Sequence[str] | None = None,
    folder: Path | None = None,
) -> list[Resolution]:
    """Resolve every name of a column; `countries` are what the rows say, in any spelling or ""."""
    with no_collection():
        return _resolve_column(names, countries, folder)


@contextmanager
def no_collection() -> Iterator[None]:
    """Keep the garbage collector away: it would walk over every row just read, time and again."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _resolve_column(
    names: Sequence[str], countries: Sequence[str] | None, folder: Path | None
) -> list[Resolution]:
    said = [""] * len(names) if countries is None else [alpha3_of(text) for text in countries]
    pairs = list(zip(map(str, names), said, strict=True))
    distinct = list(dict.fromkeys(pairs))
    texts = list(dict.fromkeys(name for name, _ in distinct))
    matches = dict(zip(texts, load_gazetteer(folder).match(texts), strict=True))
    found = {pair: _resolve(matches[pair[0]], pair[1]) for pair in distinct}
    if (neighbours := _neighbours(found)) is not None:
        found |= _resolve_among(found, neighbours)
    return [found[pair] for pair in pairs]


def _resolve(matches: Matches | None, country: str) -> Resolution:
    if matches is None:
        return Resolution(None)
    return Resolution(candidates(matches, country=country, limit=1)[0], matches, country)


def _is_open(resolution: Resolution) -> bool:
    best, matches = resolution.best, resolution.matches
    return best is not None and matches is not None and best.score < _SURE and len(matches.rows) > 1


# --- what the sure names say about the others -----------------------------------------------------


class _Neighbours(NamedTuple):
    shares: dict[str, float]
    lon: NDArray[np.float64]
    lat: NDArray[np.float64]


def _neighbours(found: dict[_Pair, Resolution]) -> _Neighbours | None:
    sure = [
        resolution.best.place
        for resolution in found.values()
        if resolution.best is not None
        and resolution.best.score >= _SURE
        and resolution.best.place.kind in _PLACES_ON_THE_MAP
    ]
    if len(sure) < _TELLING:
        return None
    counts = Counter(place.country for place in sure)
    shares = {country: count / len(sure) for country, count in counts.items()}
    some = sure[:: max(1, len(sure) // _NEIGHBOURS)]
    lon, lat = (np.array([getattr(place.point, axis) for place in some]) for axis in ("lon", "lat"))
    return _Neighbours(shares, lon, lat)


def _resolve_among(
    found: dict[_Pair, Resolution], neighbours: _Neighbours
) -> dict[_Pair, Resolution]:
    """Return the names that were open, resolved again with what the sure ones say."""
    still = {pair: one.matches for pair, one in found.items() if _is_open(one) and one.matches}
    rows = [row for matches in still.values() for row in matches.rows]
    favours = iter(_favours(rows, neighbours))
    again: dict[_Pair, Resolution] = {}
    for pair, matches in still.items():
        weighed = [row._replace(weight=row.weight * next(favours)) for row in matches.rows]
        again[pair] = _with_reason(_resolve(Matches(matches.reading, weighed), pair[1]))
    return again


def _with_reason(resolution: Resolution) -> Resolution:
    if resolution.best is None:
        return resolution
    why = f"{resolution.best.why}; weighed by the other places of the file"
    return replace(resolution, best=replace(resolution.best, why=why))


def _favours(rows: list[Found], neighbours: _Neighbours) -> list[float]:
    """Return how much likelier each row is for its country and for what is near it."""
    shares = np.array([neighbours.shares.get(row.country, 0.0) for row in rows])
    nearest = np.empty(len(rows))
    for start in range(0, len(rows), _AT_ONCE):
        part = slice(start, start + _AT_ONCE)
        nearest[part] = _nearest_km(rows[part], neighbours)
    favours = (1 + _FAVOUR * shares) * (1 + _FAVOUR * np.exp(-nearest / _CLOSE_KM))
    return [float(favour) for favour in favours]


def _nearest_km(rows: list[Found], neighbours: _Neighbours) -> NDArray[np.float64]:
    lon, lat = (np.array([getattr(row, axis) for row in rows])[:, None] for axis in ("lon", "lat"))
    aside = (neighbours.lon - lon) * np.cos(np.radians(lat))
    squared: NDArray[np.float64] = (aside**2 + (neighbours.lat - lat) ** 2).min(axis=1)
    return 111.195 * np.sqrt(squared)
