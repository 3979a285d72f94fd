"""Decide how strong whom was known to be where, as of a moment, from dated observations.

An observation of a force holds from its date on, until a later one of the same
force, or until the end that it states. How long ago it was made says whether
it is stale; nothing is interpolated, and nothing is added up twice.
"""

from datetime import date
from typing import Literal

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.countries import lookup_country
from timeline.errors import FilterError
from timeline.frame import undated
from timeline.query import Window

STALE_AFTER_DAYS = 3 * 365
_KEY = ["actor", "country", "place", "unit"]


def strength_as_of(
    frame: gpd.GeoDataFrame,
    when: str | date | np.datetime64,
    *,
    stale_after_days: float = STALE_AFTER_DAYS,
) -> pd.DataFrame:
    """Return the last observation of each force that holds at a moment.

    A force is that of the actor named first, in a country and place, of a unit.
    A day, month or year stands for its end. The columns are actor, country,
    place and unit, then id, observed (until when it is said to have held; for
    an open end, since when or when that was published), strength_low,
    strength_high and stale. Planned and cancelled forces are left out.
    """
    moment = _moment(when)
    held = _observations(frame)
    held = held[held["earliest"].isna() | (held["earliest"] < moment)]
    held = held[~(held["ends"] & (held["latest"] < moment))]
    held = held.sort_values(["earliest", "latest"], kind="stable", na_position="first")
    last = held.drop_duplicates(_KEY, keep="last").sort_index()
    limit = np.timedelta64(round(stale_after_days * 86_400), "s")
    ages: NDArray[np.timedelta64] = np.asarray(moment - last["observed"].to_numpy())
    last["stale"] = np.greater(ages, limit)
    columns = [*_KEY, "id", "observed", "strength_low", "strength_high", "stale"]
    return last[columns].reset_index(drop=True)


def totals(
    frame: gpd.GeoDataFrame,
    when: str | date | np.datetime64,
    *,
    by: Literal["country", "actor"] = "country",
    stale_after_days: float = STALE_AFTER_DAYS,
) -> pd.DataFrame:
    """Add up the strengths as of a moment by host country or by actor.

    A figure for a whole country covers those for its places and units, and a
    figure for a place those for the units there, so that nobody is counted
    twice. Columns: country or actor, strength_low, strength_high, forces (how
    many figures went in), stale (whether any of them is).
    """
    if by not in ("country", "actor"):
        raise FilterError(f"Totals by '{by}' cannot be made; use country or actor.")
    known = strength_as_of(frame, when, stale_after_days=stale_after_days)
    known = known[known["strength_low"].notna() | known["strength_high"].notna()]
    known = known[~_covered(known)]
    # A figure with one bound only ("over 500") counts with that bound on both sides.
    low = known["strength_low"].fillna(known["strength_high"])
    high = known["strength_high"].fillna(known["strength_low"])
    figures = known.assign(strength_low=low, strength_high=high).groupby(by, sort=True)
    return figures.agg(
        strength_low=("strength_low", "sum"),
        strength_high=("strength_high", "sum"),
        forces=("id", "size"),
        stale=("stale", "any"),
    ).reset_index()


def movements(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the movements, with the ends of their lines as from_ and to_ coordinates.

    A movement that is known by one point only has that point as its destination.
    """
    rows = frame[np.asarray(frame["kind"] == "movement", dtype=bool)].copy()
    shapes = np.asarray(rows.geometry, dtype=object)
    ends = shapely.get_point(shapes, -1)
    ends = np.where(shapely.is_missing(ends), shapely.point_on_surface(shapes), ends)
    for side, points in (("from", shapely.get_point(shapes, 0)), ("to", ends)):
        rows[f"{side}_longitude"] = shapely.get_x(points)
        rows[f"{side}_latitude"] = shapely.get_y(points)
    return rows.reset_index(drop=True)


def _moment(when: str | date | np.datetime64) -> np.datetime64:
    if isinstance(when, np.datetime64):
        return when
    end = Window.from_days(None, when).end
    if end is None:
        raise FilterError("Strength as of no date cannot be told; write one such as 2024-12.")
    return end


def _observations(frame: gpd.GeoDataFrame) -> pd.DataFrame:
    forces = np.asarray(frame["kind"] == "force", dtype=bool)
    real = ~np.asarray(frame["status"].isin(["planned", "cancelled"]), dtype=bool)
    rows = frame[forces & real & ~undated(frame)].reset_index(drop=True)
    held = pd.DataFrame(rows.drop(columns="geometry"))
    held["actor"] = [actors[0] if actors else "" for actors in held["actors"]]
    interval = held["date"].str.contains("/")
    # What "was 5,000 in 2018" says of 2019 is that nobody has said otherwise yet;
    # "from 2001 to 2014" says that it ended.
    held["ends"] = interval & held["latest"].notna()
    held["observed"] = held["latest"].fillna(held[["earliest", "published"]].max(axis=1))
    return held


def _covered(known: pd.DataFrame) -> NDArray[np.bool_]:
    """Say which figures are part of another one of the same actor and country."""
    whole_place = known["unit"] == ""
    named_after_country = known["place"].map(_is_country).astype(bool)
    country_wide = named_after_country & whole_place & (known["country"] != "")
    places = _is_among(known, ["actor", "country", "place"], whole_place)
    countries = _is_among(known, ["actor", "country"], country_wide)
    return np.asarray((places & ~whole_place) | (countries & ~country_wide), dtype=bool)


def _is_country(place: str) -> bool:
    return not place or lookup_country(place) is not None


def _is_among(known: pd.DataFrame, key: list[str], covering: pd.Series) -> pd.Series:
    keys = pd.MultiIndex.from_frame(known[key])
    return pd.Series(keys.isin(keys[covering.to_numpy(dtype=bool)]), index=known.index)
