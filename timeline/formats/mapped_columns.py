"""Turn the columns that a map names into the raw columns that make a frame.

Date pieces become one date, "lat, lon" becomes two columns, several columns of one field
become one; what a cell cannot give stays in it, so that the row is refused with its own words.
"""

from collections.abc import Mapping, Sequence
from functools import reduce

import numpy as np
import pandas as pd
import shapely

from geo.errors import GeoError
from geo.points import parse_lon_lat
from geo.shapes import looks_like_geometry, parse_geometry
from timeline.cells import NOTHING, Texts, filled, first_where, stripped
from timeline.formats.pieces import each, join_pieces, with_time
from timeline.rows import country_code
from timeline.schema import objects

Columns = Mapping[str, Sequence[Sequence[str]]]
_ALONE = ("year", "month", "day", "time", "end_year", "end_month", "end_day", "end_time", "point")
_JOINED = {"actors": "; ", "source": "; "}
_FORCE_NOTE = "Rows say how many were where and have no title, so they are observations of a force."


def filled_fields(
    columns: Columns, fields: frozenset[str]
) -> tuple[dict[str, list[str]], set[str], list[str]]:
    """Return our columns, the fields that went into them whole, and notes."""
    held = {name: _one(name, texts) for name, texts in columns.items()}
    out = {name: cells for name, cells in held.items() if name not in _ALONE}
    used = set(out) | {"point"}
    notes: list[str] = []
    _set_aside_unknown(held, out)
    _add_dates(held, out, used)
    _add_points(held, out, notes)
    if "geometry" in out:
        out["geometry"] = each(out["geometry"], _as_wkt)
    if "country" in out:
        out["country"] = _countries(out["country"])
    if "actors" in out:
        out["actors"] = _actors(out["actors"])
    _add_kind(out, fields, notes)
    return {name: cells.tolist() for name, cells in out.items()}, used, notes


def _one(name: str, texts: Sequence[Sequence[str]]) -> Texts:
    """The cells of a field; those of several columns one behind the other."""
    arrays = [objects(cells) for cells in texts]
    if len(arrays) == 1 or name not in _JOINED:
        return arrays[0]
    mark = _JOINED[name]

    def both(left: Texts, right: Texts) -> Texts:
        joined = first_where(filled(left) & filled(right), left + mark + right, left)
        return first_where(filled(left), joined, right)

    return reduce(both, map(stripped, arrays))


_UNKNOWN = frozenset(
    {"unknown", "unk", "unk.", "unclear", "undated", "n.d.", "nd", "tbd", "tba", "?", "??",
     "none given", "not known", "not available", "not applicable", "unbekannt", "inconnu",
     "desconocido", "desconocida", "sconosciuto", "desconhecido", "onbekend", "nieznany",
     "неизвестно", "невідомо",
     "غير معروف", "미상", "불명", "不明", "未知", "bilinmiyor"}
)  # fmt: skip
_EXACT = (
    "date", "start", "end", "strength", "latitude", "longitude", "point",
    "to_latitude", "to_longitude",
)  # fmt: skip


def _set_aside_unknown(held: dict[str, Texts], out: dict[str, Texts]) -> None:
    """Empty the cells that say "unknown" instead of a date or a number; dates keep the word."""
    for name in [name for name in _EXACT if name in held]:
        unknown = each(held[name], _mark_unknown) == "y"
        if not unknown.any():
            continue
        if name in ("date", "start") and "date_text" not in out:
            out["date_text"] = first_where(unknown, stripped(held[name]), "")
        held[name] = first_where(unknown, "", held[name])
        if name in out:
            out[name] = held[name]


def _mark_unknown(text: str) -> str:
    return "y" if text.strip().lower() in _UNKNOWN else ""


# --- dates ----------------------------------------------------------------------------------------


def _add_dates(held: Mapping[str, Texts], out: dict[str, Texts], used: set[str]) -> None:
    start = next((held[name] for name in ("start", "date") if name in held), None)
    if start is None and "year" in held:
        start = _pieces(held, "")
        used |= {"year", "month", "day"}
    end = held.get("end")
    if end is None and held.keys() & {"end_year", "end_month", "end_day"}:
        end = _end_of_pieces(held)
        used |= {"end_year", "end_month", "end_day"}
    for name in ("date", "start", "end"):
        out.pop(name, None)
    if start is not None and "time" in held:
        start = with_time(start, held["time"])
    if end is None and "end_time" in held and start is not None:
        end = with_time(_days_of(start), held["end_time"])
    elif end is not None and "end_time" in held:
        end = with_time(end, held["end_time"])
    if end is None:
        if start is not None:
            out["date"] = start
        return
    if start is not None:
        out["start"] = start
    out["end"] = end


def _pieces(held: Mapping[str, Texts], prefix: str, year: Texts | None = None) -> Texts:
    size = len(next(iter(held.values())))
    blank = np.full(size, "", dtype=object)
    years = held.get(f"{prefix}year", blank) if year is None else year
    return join_pieces(years, held.get(f"{prefix}month", blank), held.get(f"{prefix}day", blank))


def _end_of_pieces(held: Mapping[str, Texts]) -> Texts:
    """The end; a month or day without a year is of the year that the row begins in."""
    size = len(next(iter(held.values())))
    blank = np.full(size, "", dtype=object)
    stated = {name: stripped(held.get(f"end_{name}", blank)) for name in ("year", "month", "day")}
    started = {name: stripped(held.get(name, blank)) for name in ("year", "month")}
    says = filled(stated["month"]) | filled(stated["day"])
    year = first_where(says & ~filled(stated["year"]), started["year"], stated["year"])
    month = first_where(
        filled(stated["day"]) & ~filled(stated["month"]), started["month"], stated["month"]
    )
    return join_pieces(year, month, stated["day"])


def _days_of(start: Texts) -> Texts:
    return each(start, lambda text: text.partition("T")[0] if text[:1].isdigit() else text)


# --- places ---------------------------------------------------------------------------------------


def _add_points(held: Mapping[str, Texts], out: dict[str, Texts], notes: list[str]) -> None:
    if "point" in held:
        out["longitude"], out["latitude"], said = point_columns(held["point"])
        notes.extend(said)


def point_columns(cells: Texts) -> tuple[Texts, Texts, list[str]]:
    """Longitude and latitude of a column of whole points, as text, and what was decided."""
    codes, distinct = pd.factorize(stripped(cells))
    lon_first = _is_lon_first(distinct.tolist())
    pairs = [_pair(text, lon_first=lon_first) for text in distinct]
    sides = [objects(pair[at] for pair in pairs) for at in (0, 1)]
    longitude, latitude = (side[codes] if len(side) else cells for side in sides)
    note = "Coordinates are longitude first, because their second numbers say so."
    return longitude, latitude, [note] if lon_first else []


def _is_lon_first(texts: Sequence[str]) -> bool:
    """Whether some pairs can only be longitude, latitude, and none only the other way round."""
    ways = {False: 0, True: 0}
    for text in texts[:2_000]:
        good = [way for way in (False, True) if _pair(text, lon_first=way)[0]]
        good = [way for way in good if _pair(text, lon_first=way)[1] != _UNREAD]
        if len(good) == 1:
            ways[good[0]] += 1
    return ways[True] > 0 and ways[False] == 0


_UNREAD = ""


def _pair(text: str, *, lon_first: bool) -> tuple[str, str]:
    """Longitude and latitude as text; what is no point stays whole, as a longitude."""
    if text.lower() in NOTHING:
        return "", ""
    try:
        point = parse_lon_lat(text, lon_first=lon_first)
    except GeoError:
        return text, _UNREAD
    return repr(point.lon), repr(point.lat)


def _as_wkt(text: str) -> str:
    """WKB and GeoJSON as WKT; anything else stays, and is refused if it is no WKT."""
    if not text.strip() or not looks_like_geometry(text):
        return "" if text.strip().lower() in NOTHING else text
    try:
        wkt: str = shapely.to_wkt(parse_geometry(text), rounding_precision=-1)
    except GeoError:
        return text
    return wkt


def _countries(cells: Texts) -> Texts:
    """NA is Namibia among codes of two letters, and nothing among longer ones."""
    bare = stripped(cells)
    lengths = [len(text) for text in set(bare.tolist()) - {""}]
    if lengths and sum(length == 2 for length in lengths) > len(lengths) / 2:
        return bare
    return each(bare, lambda text: "" if text.lower() in NOTHING else text)


# --- who ------------------------------------------------------------------------------------------


def _actors(cells: Texts) -> Texts:
    """Part actors at commas when most of what is between them are countries."""
    held = [text for text in set(cells.tolist()) if text]
    if any(";" in text for text in held[:2_000]):
        return cells
    parts = [part.strip() for text in held[:2_000] if "," in text for part in text.split(",")]
    known = sum(country_code(part) != "" for part in parts)
    if not parts or known < len(parts) / 2:
        return each(cells, lambda text: "" if text.strip().lower() in NOTHING else text)
    return each(cells, lambda text: text.replace(",", ";"))


def _add_kind(out: dict[str, Texts], fields: frozenset[str], notes: list[str]) -> None:
    says_who = "strength" in fields or {"strength_low", "strength_high"} & fields
    if says_who and fields & {"country", "place"} and not fields & {"title", "text", "kind"}:
        out["kind"] = np.full(len(next(iter(out.values()))), "force", dtype=object)
        if "place" not in out:
            out["place"] = out["country"]
        notes.append(_FORCE_NOTE)
