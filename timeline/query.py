"""Decide which events a filter lets through, and how surely.

A date window keeps an event when the two overlap, so "June 1944" is shown for
any window that touches June 1944. It is *certain* when the two overlap
whatever the true date is, else *possible*. Nothing is hidden for being
imprecise; what has no date at all is set aside and counted.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import lru_cache
from itertools import chain
from typing import Literal, get_args

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.countries import country_name, lookup_country
from timeline.edtf import EventDate
from timeline.errors import DateError, FilterError
from timeline.event import KINDS, STATUSES
from timeline.frame import NEVER, sure_bounds, undated

Mask = NDArray[np.bool_]
Counts = NDArray[np.int64]
CountryRole = Literal["either", "where", "who"]


@dataclass(frozen=True, slots=True)
class Window:
    """A range of time, half-open, in µs; an open side is None."""

    start: np.datetime64 | None = None
    end: np.datetime64 | None = None

    def __post_init__(self) -> None:
        if self.start is not None and self.end is not None and self.end < self.start:
            raise FilterError(
                f"The window ends ({self.end}) before it starts ({self.start}); swap the two."
            )

    @classmethod
    def from_days(cls, start: str | date | None = None, end: str | date | None = None) -> "Window":
        """Return the window from a first to a last day, month or year, both included.

        `Window.from_days("2018", "2019-06")` starts with 2018 and ends with June 2019.
        """
        first = _stated(start, "start")
        last = _stated(end, "end")
        earliest = first.earliest if first else None
        latest = last.latest if last else None
        if earliest is not None and latest is not None and latest <= earliest:
            raise FilterError(f"The window ends ({end}) before it starts ({start}); swap the two.")
        return cls(_moment(earliest), _moment(latest))

    @property
    def is_open(self) -> bool:
        """Whether the window lets every time through."""
        return self.start is None and self.end is None


def _stated(bound: str | date | None, side: str) -> EventDate | None:
    text = str(bound if bound is not None else "").strip()
    if not text:
        return None
    try:
        stated = EventDate.parse(text)
    except DateError:
        stated = None
    if stated is None or stated.is_interval or stated.text.startswith(("[", "{")):
        raise FilterError(
            f"The window's {side} '{text}' is not one date; write 2018, 2018-06 or 2018-06-12."
        )
    return stated


def _moment(microseconds: int | None) -> np.datetime64 | None:
    return None if microseconds is None else np.datetime64(microseconds, "us")


@dataclass(frozen=True, slots=True)
class Filter:
    """What to keep; an empty part restricts nothing, and the parts all have to hold.

    `countries` takes ISO codes or names; `country_role` says whether an event
    is kept for having happened there ("where"), for involving it ("who"), or "either".
    `text` keeps what contains all its words, whatever their case and accents.
    """

    countries: tuple[str, ...] = ()
    country_role: CountryRole = "either"
    window: Window | None = None
    kinds: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    text: str = ""

    def __post_init__(self) -> None:
        for part in fields(self):
            value = getattr(self, part.name)
            if part.type == tuple[str, ...] and isinstance(value, str):
                raise FilterError(f"The filter's {part.name} '{value}' should be a tuple of texts.")
        _check_words(self.kinds, KINDS, "kind")
        _check_words(self.statuses, STATUSES, "status")
        _check_words((self.country_role,), get_args(CountryRole), "country role")
        codes = tuple(dict.fromkeys(_country_code(country) for country in self.countries))
        object.__setattr__(self, "countries", codes)


def _check_words(words: Iterable[str], known: Sequence[str], what: str) -> None:
    for word in words:
        if word not in known:
            raise FilterError(f"'{word}' is no {what} we know; use one of {', '.join(known)}.")


def _country_code(text: str) -> str:
    if not text:
        return ""
    country = lookup_country(text)
    if country is None:
        raise FilterError(
            f"'{text}' is no country we know; write a code such as KOR or a name such as Japan."
        )
    return country.alpha3


@dataclass(frozen=True, slots=True)
class Split:
    """How surely each row of a frame falls into a window; the two never both hold."""

    certain: Mask
    possible: Mask


@dataclass(frozen=True, slots=True)
class Selection:
    """The rows that a filter keeps, in their order; `undated` counts those set aside."""

    frame: gpd.GeoDataFrame
    certain: Mask
    undated: int

    @property
    def possible(self) -> Mask:
        """The kept rows that may lie outside the window."""
        return ~self.certain


@dataclass(frozen=True, slots=True)
class FacetCount:
    """How many events one value of a facet would keep."""

    value: str
    label: str
    certain: int
    possible: int


def split(frame: gpd.GeoDataFrame, window: Window | None) -> Split:
    """Say which rows certainly overlap a window and which possibly do."""
    if window is None or window.is_open:
        return Split(np.ones(len(frame), dtype=bool), np.zeros(len(frame), dtype=bool))
    opens = _microseconds(window.start, 1 - NEVER)
    closes = _microseconds(window.end, NEVER - 1)
    sure_begun, sure_until = sure_bounds(frame)
    certain = (sure_begun <= closes) & (sure_until >= opens)
    touches = (_bound(frame["earliest"], -NEVER) < closes) & (
        _bound(frame["latest"], NEVER) > opens
    )
    return Split(certain, touches & ~certain & ~undated(frame))


def _microseconds(moment: np.datetime64 | None, when_open: int) -> int:
    if moment is None:
        return when_open
    return int(moment.astype("datetime64[us]").astype(np.int64))


def _bound(column: pd.Series, when_open: int) -> NDArray[np.int64]:
    moments = column.to_numpy(dtype="datetime64[us]")
    return np.where(np.isnat(moments), when_open, moments.astype(np.int64))


def select(frame: gpd.GeoDataFrame, flt: Filter) -> Selection:
    """Keep the rows that a filter lets through, certainly or possibly."""
    parts = split(frame, flt.window)
    keys = _facet_keys(frame, flt.country_role, _used_by(flt))
    wanted = _all_of(_restrictions(frame, flt, keys).values(), len(frame))
    kept = wanted & (parts.certain | parts.possible)
    windowed = flt.window is not None and not flt.window.is_open
    aside = int((wanted & undated(frame)).sum()) if windowed else 0
    return Selection(frame[kept], parts.certain[kept], aside)


def facets(frame: gpd.GeoDataFrame, flt: Filter) -> dict[str, tuple[FacetCount, ...]]:
    """Count, for country, kind, category, status and actor, what each value would keep.

    The counts of a facet ignore that facet's own part of the filter, so that
    another value can be picked; a picked value is listed even at zero.
    """
    parts = split(frame, flt.window)
    keys = _facet_keys(frame, flt.country_role, tuple(_PART_OF_FACET))
    masks = _restrictions(frame, flt, keys)
    counts: dict[str, tuple[FacetCount, ...]] = {}
    for facet, held in keys.items():
        others = _all_of((mask for name, mask in masks.items() if name != facet), len(frame))
        certain, possible = held.count(others & parts.certain), held.count(others & parts.possible)
        counts[facet] = _listed(facet, held.values, certain, possible, _picked(flt, facet))
    return counts


def _listed(
    facet: str, values: list[str], certain: Counts, possible: Counts, picked: tuple[str, ...]
) -> tuple[FacetCount, ...]:
    counted = [
        FacetCount(value, _label(facet, value), int(sure), int(maybe))
        for value, sure, maybe in zip(values, certain, possible, strict=True)
        if sure or maybe or value in picked
    ]
    absent = [
        FacetCount(value, _label(facet, value), 0, 0) for value in picked if value not in values
    ]
    return tuple(sorted(counted + absent, key=lambda c: (-c.certain - c.possible, c.label)))


def _label(facet: str, value: str) -> str:
    if facet in ("country", "actor") and _is_country(value):
        return country_name(value)
    return value or f"no {facet}"


@lru_cache(maxsize=4096)
def _is_country(value: str) -> bool:
    if len(value) != 3 or not value.isupper():
        return False
    country = lookup_country(value)
    return country is not None and country.alpha3 == value


# --- the parts of a filter ------------------------------------------------------------------------

_PART_OF_FACET = {
    "country": "countries",
    "kind": "kinds",
    "category": "categories",
    "status": "statuses",
    "actor": "actors",
}


def _picked(flt: Filter, facet: str) -> tuple[str, ...]:
    picked: tuple[str, ...] = getattr(flt, _PART_OF_FACET[facet])
    return picked


@dataclass(frozen=True, slots=True)
class _Keys:
    """Which values each row has: pairs of row and code, and the value of each code."""

    rows: Counts
    codes: Counts
    values: list[str]

    def count(self, mask: Mask) -> Counts:
        counted = np.bincount(self.codes, weights=mask[self.rows], minlength=len(self.values))
        return counted.astype(np.int64)

    def having(self, picked: Sequence[str], size: int) -> Mask:
        wanted = np.array([value in picked for value in self.values], dtype=bool)
        mask = np.zeros(size, dtype=bool)
        mask[self.rows[wanted[self.codes]]] = True
        return mask


def _used_by(flt: Filter) -> tuple[str, ...]:
    used = [facet for facet in _PART_OF_FACET if _picked(flt, facet)]
    return (*used, "actor") if flt.text.strip() else tuple(used)


def _facet_keys(
    frame: gpd.GeoDataFrame, role: CountryRole, facets_: Sequence[str]
) -> dict[str, _Keys]:
    keys = {name: _column_keys(frame[name]) for name in ("kind", "category", "status")}
    if "actor" in facets_ or "country" in facets_:
        keys["actor"] = _actor_keys(frame)
        keys["country"] = _country_keys(frame, role, keys["actor"])
    return {facet: keys[facet] for facet in _PART_OF_FACET if facet in facets_}


def _column_keys(column: pd.Series) -> _Keys:
    codes, values = pd.factorize(column)
    rows = np.flatnonzero(codes >= 0)
    return _Keys(rows, codes[rows], [str(value) for value in values])


def _actor_keys(frame: gpd.GeoDataFrame) -> _Keys:
    actors = frame["actors"].to_numpy()
    lengths = np.fromiter(map(len, actors), dtype=np.int64, count=len(actors))
    codes, values = pd.factorize(np.array([*chain.from_iterable(actors)], dtype=object))
    rows = np.repeat(np.arange(len(actors)), lengths)
    return _distinct(_Keys(rows, codes, [str(value) for value in values]))


def _country_keys(frame: gpd.GeoDataFrame, role: CountryRole, actors: _Keys) -> _Keys:
    where = _column_keys(frame["country"])
    is_country = np.array([_is_country(value) for value in actors.values], dtype=bool)
    member = is_country[actors.codes]
    who = _Keys(actors.rows[member], actors.codes[member], actors.values)
    if role == "where":
        return where
    both = who if role == "who" else _joined(where, who)
    return _with_none(both, len(frame))


def _joined(one: _Keys, other: _Keys) -> _Keys:
    values = list(dict.fromkeys((*one.values, *other.values)))
    place = {value: code for code, value in enumerate(values)}
    moved = [
        np.array([place[value] for value in keys.values], dtype=np.int64)[keys.codes]
        for keys in (one, other)
    ]
    named = _Keys(np.concatenate([one.rows, other.rows]), np.concatenate(moved), values)
    held = np.array([value != "" for value in values], dtype=bool)[named.codes]
    return _distinct(_Keys(named.rows[held], named.codes[held], values))


def _with_none(keys: _Keys, size: int) -> _Keys:
    """Give the rows without any value the empty one, so that they can be picked too."""
    without = np.ones(size, dtype=bool)
    without[keys.rows] = False
    lacking = np.flatnonzero(without)
    values = keys.values if "" in keys.values else [*keys.values, ""]
    codes = np.full(len(lacking), values.index(""))
    return _Keys(np.concatenate([keys.rows, lacking]), np.concatenate([keys.codes, codes]), values)


def _distinct(keys: _Keys) -> _Keys:
    width = max(1, len(keys.values))
    pairs = np.sort(keys.rows * width + keys.codes, kind="stable")
    pairs = pairs[np.diff(pairs, prepend=-1) > 0]
    return _Keys(pairs // width, pairs % width, keys.values)


def _restrictions(frame: gpd.GeoDataFrame, flt: Filter, keys: dict[str, _Keys]) -> dict[str, Mask]:
    """One mask for each part of the filter that restricts anything, by facet."""
    masks = {
        facet: keys[facet].having(_picked(flt, facet), len(frame))
        for facet in _PART_OF_FACET
        if _picked(flt, facet)
    }
    if words := fold_text(flt.text).split():
        masks["text"] = _containing(frame, words, keys["actor"])
    return masks


def _all_of(masks: Iterable[Mask], size: int) -> Mask:
    out = np.ones(size, dtype=bool)
    for mask in masks:
        out &= mask
    return out


# --- words ----------------------------------------------------------------------------------------


def fold_text(text: str) -> str:
    """Return a text without case and accents, as it is compared: "Séoul" is "seoul"."""
    if text.isascii():
        return text.lower()
    bare = unicodedata.normalize("NFKD", text)
    return "".join(char for char in bare if not unicodedata.combining(char)).casefold()


def _containing(frame: gpd.GeoDataFrame, words: Sequence[str], actors: _Keys) -> Mask:
    """Say which rows hold every word somewhere in title, text, place or an actor's name."""
    columns = (frame[name].to_numpy(dtype=object) for name in ("title", "text", "place"))
    written = [fold_text("\n".join(parts)) for parts in zip(*columns, strict=True)]
    names = [fold_text(f"{value}\n{_label('actor', value)}") for value in actors.values]
    return _all_of((_holding(word, written, names, actors) for word in words), len(frame))


def _holding(word: str, written: Sequence[str], names: Sequence[str], actors: _Keys) -> Mask:
    mask = np.array([word in text for text in written], dtype=bool)
    named = [value for value, name in zip(actors.values, names, strict=True) if word in name]
    return mask | actors.having(named, len(written))
