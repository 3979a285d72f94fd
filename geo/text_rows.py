"""Decide which rows of the gazetteer a name in running text may mean.

The gazetteer also knows codes and names in many languages; in English text "Can" is
not Canada, nor "May" the town in a table of airports.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from geo.gazetteer import Found, load_gazetteer
from geo.names import fold

_ACRONYMS = frozenset({
    "D.C.", "D.P.R.K.", "DC", "DPRK", "DRC", "KSA", "L.A.", "N.Y.", "N.Z.", "NSW", "NYC", "NZ",
    "P.R.C.", "PNG", "PRC", "R.O.K.", "ROK", "U.A.E.", "U.K.", "U.S.", "U.S.A.", "UAE", "UK",
    "US", "USA", "USSR",
})  # fmt: skip
_ALIAS = 0.3
_COUNTRY_WEIGHT = 2e7  # Georgia is the country, but in Atlanta the state
_ALIAS_LEAST = 20_000.0
_STATE = 8.0
_SMALL_STATE = 0.7
_NAMED_AS_COUNTRY = 0.005  # China on Kikaijima
_NAMED_AS_CITY = 0.1  # Pittsburg, also called Pittsburgh
_METROPOLIS = 5e6  # New York is New York City
_STATES_COUNT = {"USA": 4.0, "CAN": 10.0}  # Wyoming is the state, not the town in Michigan
_WELL_KNOWN = 2e4
_FORMER_NAME = 0.01  # Victoria was Hong Kong, and is a city of its own elsewhere
_LETTERS = 3
_CAPITAL_WEIGHT = 5e6  # what the gazetteer adds for columns of names of capitals
_CAPITAL = 5e5
_SEATS = ("capital", "country", "government")
_TOWNS = ("city", "capital")
_SHORT = 3


class Rows(NamedTuple):
    """The rows that a name may mean, the heaviest first."""

    rows: tuple[Found, ...]
    weight: float = 0.0
    kind: str = ""
    country: str = ""
    is_government: bool = False

    @classmethod
    def of_country(cls, alpha3: str, *, is_government: bool = True) -> Rows:
        """Return what stands for a country that is not named as the gazetteer names it."""
        return cls((), 1e8, "country", alpha3, is_government)

    @property
    def is_country(self) -> bool:
        """Whether the heaviest meaning is a country, and no state has its name."""
        return self.kind == "country" and not any(
            row.kind == "region" and not row.is_alias and row.country != self.country
            for row in self.rows
        )


def rows_of(
    names: Iterable[tuple[str, str]], folder: Path | None = None
) -> dict[tuple[str, str], Rows]:
    """Return the rows of each (key, words as written) that may be the name of a place."""
    wanted = [(key, words) for key, words in names if _may_be_name(words)]
    rows = load_gazetteer(folder).find(key for key, _ in wanted)
    found = {}
    for key, words in wanted:
        if kept := [row for row in rows.get(key, ()) if _is_meant(row, words)]:
            found[key, words] = _rows(_as_in_text(kept))
    return found


def is_acronym(words: str) -> bool:
    """Tell whether capitals are a place: "US", "U.K."."""
    return words in _ACRONYMS


def _may_be_name(words: str) -> bool:
    if words in _ACRONYMS:
        return True
    return not (len(words) <= 4 and words.isupper()) and len(words) > 1


def _is_meant(row: Found, words: str) -> bool:
    if words in _ACRONYMS:
        return row.kind in ("country", "region") or row.weight > 1e6
    if row.kind == "country":
        return not row.is_alias or len(words) > _SHORT
    if len(words) <= _SHORT and row.is_alias:
        return False
    return not row.is_alias or row.weight >= _ALIAS_LEAST or row.kind not in ("city", "capital")


def _as_in_text(rows: list[Found]) -> list[Found]:
    """Weigh rows as running text means them: "Iraq" is no town, "Oklahoma" the state."""
    parts = {row.country for row in rows if row.kind == "region" and not row.is_alias}
    countries = {row.country for row in rows if row.kind == "country" and not row.is_alias}
    towns = [row for row in rows if row.kind in _TOWNS]
    main = max((row.weight for row in towns if not row.is_alias), default=0.0)
    largest = max((row.weight for row in towns), default=0.0)
    return [
        _weighed(row, largest, main, countries)
        for row in rows
        if not (row.kind == "country" and row.is_alias and row.country in parts)
        and not (row.kind in _TOWNS and row.is_alias and countries)
        and not (row.kind == "region" and row.country in countries)
    ]


def _weighed(row: Found, largest: float, main: float, countries: set[str]) -> Found:
    """Give a state its due, unless a city of its name is larger: "New York", "Oklahoma"."""
    if row.kind in _TOWNS and countries - {row.country}:
        return row._replace(weight=row.weight * _NAMED_AS_COUNTRY)
    if row.weight >= _METROPOLIS and row.is_alias and fold(row.name) == row.key + "city":
        return row._replace(is_alias=0)
    if row.kind in _TOWNS and row.is_alias and (share := _share_of_alias(row, main)) < 1:
        return row._replace(weight=row.weight * share)
    if row.kind == "capital":
        return _as_capital(row)
    if row.kind == "region" and not row.is_alias:
        is_state = _is_state(row, largest, main)
        return row._replace(weight=row.weight * (_STATE if is_state else _SMALL_STATE))
    return row


def _as_capital(row: Found) -> Found:
    return row._replace(weight=max(row.weight - _CAPITAL_WEIGHT, 0.0) / 2 + _CAPITAL)


def _share_of_alias(row: Found, main: float) -> float:
    """Return what is left of a town under another name, `main` the largest that has it proper."""
    if row.weight < main:
        return _NAMED_AS_CITY
    is_alike = fold(row.name)[:_LETTERS] == row.key[:_LETTERS]
    return 1.0 if is_alike or main <= _WELL_KNOWN else _FORMER_NAME


def _is_state(row: Found, largest: float, main: float) -> bool:
    """Tell whether a region is better known than the towns of its name."""
    favour = _STATES_COUNT.get(row.country)
    if favour is None or largest >= _METROPOLIS:
        return row.weight > largest
    return row.weight * favour > max(main, largest / favour)


def prior_of(row: Found) -> float:
    """Return how many people mean a row by its name, less for one of its other names."""
    weight = min(row.weight, _COUNTRY_WEIGHT) if row.kind == "country" else row.weight
    return weight if row.kind == "country" or not row.is_alias else weight * _ALIAS


def _rows(kept: list[Found]) -> Rows:
    kept.sort(key=prior_of, reverse=True)
    best = kept[0]
    capital = next((row for row in kept if row.kind in ("government", "country")), None)
    return Rows(
        tuple(kept),
        prior_of(best),
        best.kind,
        (capital or best).country,
        capital is not None and (best.kind in _SEATS or bool(best.is_alias)),
    )
