"""Decide what a point and a named place are.

A longitude may run on past 180 degrees, up to a full turn, so that an arc across
the Pacific is one unbroken line; what people write is read by `geo.points`,
which wants -180 to 180.
"""

import math
import re
from dataclasses import dataclass

from geo.errors import PlaceError

_ALPHA3 = re.compile(r"[A-Z]{3}").fullmatch


@dataclass(frozen=True, slots=True)
class LonLat:
    """A point on the globe in degrees, longitude first."""

    lon: float
    lat: float

    def __post_init__(self) -> None:
        if not (-360 <= self.lon <= 360 and -90 <= self.lat <= 90):  # nor is nan
            _check(self.lon, limit=360, what="longitude")
            _check(self.lat, limit=90, what="latitude")


def _check(degrees: float, *, limit: int, what: str) -> None:
    if not (math.isfinite(degrees) and abs(degrees) <= limit):
        raise PlaceError(
            f"The {what} {degrees} does not exist; it lies between -{limit} and {limit}."
        )


@dataclass(frozen=True, slots=True)
class Place:
    """A named point with its country, and how far from the point it may really be."""

    name: str
    point: LonLat
    country: str = ""
    kind: str = ""
    radius_km: float = 0.0
    id: str = ""

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise PlaceError(f"The place at {self.point} has no name; give it one.")
        if self.country and not _ALPHA3(self.country):
            raise PlaceError(
                f"The country '{self.country}' of {self.name} is no ISO 3166-1 alpha-3 code; "
                "write one such as KOR, or nothing for the high seas."
            )
        if not (math.isfinite(self.radius_km) and self.radius_km >= 0):
            raise PlaceError(
                f"The radius {self.radius_km} km of {self.name} is not a distance; write 0 or more."
            )
