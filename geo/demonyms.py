"""Decide which country a demonym in a text speaks of, and when "the North" is a country."""

from functools import lru_cache

from geo.countries import load_countries
from geo.names import fold
from geo.tokens import Token

_KOREAN = {"pyongyang", "korea", "korean", "koreans", "dprk", "seoul", "jong"}
_OTHERS = {
    "korean": "", "koreans": "", "americans": "USA", "american": "USA", "british": "GBR", "briton": "GBR",
    "scottish": "GBR", "english": "GBR", "welsh": "GBR",
}  # fmt: skip
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
    if not words[:1].isupper() or len(words) < 4:
        return None
    return _demonym(words)


@lru_cache(maxsize=50_000)
def _demonym(words: str) -> str | None:
    return _by_key().get(fold(words))


def is_about_korea(tokens: list[Token]) -> bool:
    """Tell whether a text speaks of Korea, where "the North" and "the South" are countries."""
    return any(token.is_capital and token.key in _KOREAN for token in tokens)
