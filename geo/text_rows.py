"""Decide which rows of the gazetteer a name in running text may mean.

The gazetteer also knows codes and names in many languages; in English text "Can" is
not Canada, nor "May" the town in a table of airports.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from geo.gazetteer import Found, load_gazetteer

_ACRONYMS = frozenset(
    "US USA UK UAE DRC PRC ROK DPRK NSW NYC DC PNG NZ KSA USSR U.S. U.S.A. U.K. U.A.E. D.C. L.A. "
    "N.Y. R.O.K. D.P.R.K. P.R.C. N.Z.".split()
)
_ALIAS = 0.3
_ALIAS_LEAST = 20_000.0
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
        """Whether the heaviest meaning is a country."""
        return self.kind == "country"


def rows_of(
    names: Iterable[tuple[str, str]], folder: Path | None = None
) -> dict[tuple[str, str], Rows]:
    """Return the rows of each (key, words as written) that may be the name of a place."""
    wanted = [(key, words) for key, words in names if _may_be_name(words)]
    rows = load_gazetteer(folder).find(key for key, _ in wanted)
    found = {}
    for key, words in wanted:
        if kept := [row for row in rows.get(key, ()) if _is_meant(row, words)]:
            found[key, words] = _rows(kept)
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


def prior_of(row: Found) -> float:
    """Return how many people mean a row by its name, less for one of its other names."""
    return row.weight * (_ALIAS if row.is_alias else 1.0)


def _rows(kept: list[Found]) -> Rows:
    kept.sort(key=prior_of, reverse=True)
    best = kept[0]
    capital = next((row for row in kept if row.kind in ("government", "country")), None)
    return Rows(
        tuple(kept),
        prior_of(best),
        best.kind,
        (capital or best).country,
        capital is not None and best.kind in ("capital", "country", "government"),
    )


