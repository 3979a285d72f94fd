"""Decide which country a demonym in a text speaks of, and when "the North" is a country."""

from functools import lru_cache

from geo.countries import load_countries
from geo.names import LONGEST, fold
from geo.tokens import Token

_KOREAN = {"pyongyang", "korea", "korean", "koreans", "dprk", "seoul", "jong"}
_OTHERS = {"korean": "", "koreans": "", "american": "USA", "americans": "USA"}
_OTHERS |= dict.fromkeys(("british", "briton", "britons", "scottish", "english", "welsh"), "GBR")
_NO_PEOPLE = {"georgia", "man", "can", "are"}


@lru_cache(maxsize=1)
def _by_key() -> dict[str, str]:
    found: dict[str, str] = {}
    for country in load_countries():
        names = {fold(country.name), *map(fold, country.aliases)}
        for demonym in country.demonyms:
            key = fold(demonym)
            if key not in names:
                found.setdefault(key, country.alpha3)
                found.setdefault(key + "s", country.alpha3)
    return {key: code for key, code in found.items() if key not in _NO_PEOPLE} | _OTHERS


def lookup_demonym(words: str) -> str | None:
    """Return the alpha-3 code of the country of a people, "" for Koreans, None for no people."""
    return demonym_of(fold(words)) if words[:1].isupper() and len(words) <= LONGEST else None


def demonym_of(key: str) -> str | None:
    """Return the same for the key of words that begin with a capital."""
    return _by_key().get(key) if len(key) > 3 else None


def is_about_korea(tokens: list[Token]) -> bool:
    """Tell whether a text speaks of Korea, where "the North" and "the South" are countries."""
    return any(token.is_capital and token.key in _KOREAN for token in tokens)
