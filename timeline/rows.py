"""Decide which rows of raw text become rows of the event frame, and why the others do not.

Every column is read whole. A row with faults is left out with all of them
named, by line, column, value and reason. What our own columns cannot hold is
kept beside them, in columns named country_text, strength_text and published_text.
"""

import hashlib
import math
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import lru_cache
from itertools import chain
from typing import Any

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.countries import country_name, lookup_exonym, where_at
from geo.doubts import find_swapped, find_uncertain
from geo.points import parse_coordinate, parse_wkt
from timeline.amend import amended
from timeline.cells import (
    NOTHING,
    Fault,
    Faults,
    Floats,
    Mask,
    Texts,
    as_reason,
    filled,
    first_where,
    one_line,
    parse_number,
    read_distinct,
    read_numbers,
    read_strengths,
    read_words,
    stripped,
    texts,
)
from timeline.date_column import DateColumn
from timeline.date_order import find_order
from timeline.dates import read_dates
from timeline.errors import FrameError
from timeline.event import KINDS, STATUSES
from timeline.progress import tell
from timeline.schema import (
    COLUMNS,
    CRS,
    DERIVED,
    RAW_COLUMNS,
    SHORT_NAMES,
    STATED,
    ReadResult,
    RejectedRow,
    assemble,
    objects,
)

# Fewer rows do not tell whether a column uses its words in another sense.
_TELLING = 5
_SWAPPED_LEAST = 2
_OURS = frozenset(STATED) - {"geometry"}  # a table that has all of these was a frame of ours
POINT, OUTLINES = 0, (3, 6)  # what shapely.get_type_id says of a point and of (multi)polygons

Columns = dict[str, Any]


def build_frame(
    raw: pd.DataFrame,
    *,
    lines: Sequence[int] | NDArray[np.int64] | None = None,
    anchor: date | None = None,
    day_first: bool | None = None,
    faults: Sequence[Fault] = (),
    notes: Sequence[str] = (),
    as_stated: bool = False,
) -> ReadResult:
    """Turn a table of raw text, its columns named as ours, into a frame and rejected rows.

    `lines` says where each row came from (1, 2, 3 … when left out), `anchor` is
    the date that relative dates refer to, `day_first` settles 03/04/2024, and
    `faults` are those (row, column, value, reason) that its reader found before;
    `as_stated` says that the dates were EDTF of a frame, as a table of all our columns does.
    Besides the columns of the frame it reads start and end, longitude and
    latitude (or lon, lat), to_longitude and to_latitude, strength, and WKT or
    shapes in geometry; other columns are kept as they came.
    """
    row_lines = np.arange(1, len(raw) + 1) if lines is None else np.asarray(lines, dtype=int)
    tell("rows", 0, len(raw))
    cells = _RawCells(amended(raw, row_lines), Faults(len(raw), [*faults]), [*notes])
    when = _when(cells, anchor, day_first, as_stated=as_stated or {*cells.names()} >= _OURS)
    tell("rows", len(raw) // 3, len(raw))
    where = _where(cells)
    tell("rows", 2 * len(raw) // 3, len(raw))
    columns = (
        _others(cells)
        | when
        | where
        | _who(cells)
        | _what(cells, where["geometry"])
        | _who_says_so(cells)
    )
    tell("rows", len(raw), len(raw))
    columns["title"] = _titles(cells, columns)
    columns["id"] = _ids(cells, columns, row_lines)
    return _result(cells, columns, row_lines)


class _RawCells:
    """The text of the source by column, and what was found in it so far."""

    def __init__(self, raw: pd.DataFrame, faults: Faults, notes: list[str]) -> None:
        ours = {} if "geometry" in raw.columns else SHORT_NAMES
        ours = {short: name for short, name in ours.items() if name not in raw.columns}
        self._held = {ours.get(str(name), str(name)): raw[name] for name in raw.columns}
        self.size = len(raw)
        self.faults = faults
        self.notes = notes
        self.unsettled = ""
        self._empty = np.full(self.size, "", dtype=object)
        self._texts: dict[str, Texts] = {}
        self._bare: dict[str, Texts] = {}

    def has(self, *names: str) -> bool:
        return any(name in self._held for name in names)

    def raw(self, name: str) -> pd.Series | None:
        return self._held.get(name)

    def text(self, name: str) -> Texts:
        """Exactly what the source says, or empty cells when it has no such column."""
        if name not in self._held:
            return self._empty
        if name not in self._texts:
            self._texts[name] = texts(self._held[name])
        return self._texts[name]

    def bare(self, name: str) -> Texts:
        """What the source says, without white space around it."""
        if name not in self._held:
            return self._empty
        if name not in self._bare:
            self._bare[name] = stripped(self.text(name))
        return self._bare[name]

    def numbers(self, name: str, parse: Callable[[str], float] = parse_number) -> Floats:
        if name not in self._held:
            return np.full(self.size, math.nan)
        return read_numbers(self.bare(name), name, self.faults, parse)

    def names(self) -> list[str]:
        return list(self._held)

    def refuse(self, mask: Mask, name: str, reason: str) -> None:
        if mask.any():
            self.faults.add_where(mask, name, self.bare(name), reason)


def _others(cells: _RawCells) -> Columns:
    """The columns that we do not know; one named like a derived one gets another name."""
    unknown = [name for name in cells.names() if name not in (*COLUMNS, *RAW_COLUMNS)]
    derived = [name for name in cells.names() if name in DERIVED]
    return {name: cells.text(name) for name in unknown} | {
        f"source_{name}": cells.text(name) for name in derived
    }


# --- when -----------------------------------------------------------------------------------------


def _when(
    cells: _RawCells, anchor: date | None, day_first: bool | None, *, as_stated: bool
) -> Columns:
    said = _without_nothings(cells.bare("date"))
    words = said
    if cells.has("start", "end"):
        joined, joined_words = _joined(cells, ~filled(said), anchor, day_first)
        said, words = (
            first_where(filled(said), said, joined),
            first_where(filled(said), said, joined_words),
        )
    dates = read_dates(said, anchor=anchor, day_first=day_first, as_stated=as_stated)
    if dates.ambiguous and day_first is None:
        cells.unsettled = dates.order.example
    for row, reason in dates.errors.items():
        cells.faults.add(row, "date", str(said[row]), as_reason(reason))
    cells.notes.extend(dates.notes)
    edtf = texts(list(dates.edtf))
    date_text = cells.bare("date_text")
    keeps = filled(date_text) | (words == edtf)
    return derived(dates) | {"date": edtf, "date_text": first_where(keeps, date_text, words)}


def derived(dates: DateColumn) -> Columns:
    """The columns that follow from the dates."""
    return {name: getattr(dates, name) for name in DERIVED}


def _joined(
    cells: _RawCells, wanted: Mask, anchor: date | None, day_first: bool | None
) -> tuple[Texts, Texts]:
    """Start and end as one EDTF text, and as the source wrote them."""
    ends = {
        name: first_where(wanted, _without_nothings(cells.bare(name)), "")
        for name in ("start", "end")
    }
    order = _shared_order(cells, [*ends.values()], day_first)
    sides = []
    for name, said in ends.items():
        dates = read_dates(said, anchor=anchor, day_first=order)
        if dates.ambiguous and order is None:
            cells.unsettled = dates.order.example
        for row, reason in dates.errors.items():
            cells.faults.add(row, name, str(said[row]), as_reason(reason))
        told = dates.order.note if order is not None else ""
        cells.notes.extend(note for note in dates.notes if note != told)
        edtf = texts(list(dates.edtf))
        nested = np.array(["/" in text for text in edtf], dtype=bool)
        cells.refuse(nested, name, f"the {name} '{{value}}' is an interval itself; write one date")
        sides.append((first_where(nested, "", edtf), said))
    (start, said_start), (end, said_end) = sides
    plain = (start == said_start) & (end == said_end)
    joined = _with_between(start, end, "/")
    return joined, first_where(plain, joined, _with_between(said_start, said_end, " – "))


def _shared_order(cells: _RawCells, ends: Sequence[Texts], day_first: bool | None) -> bool | None:
    """What start and end together say comes first; None where each is read by itself."""
    order = find_order(dict.fromkeys(chain.from_iterable(ends)), day_first)
    if order.day_first is None:
        return None
    if order.ambiguous:
        cells.unsettled = order.example
    if order.note:
        cells.notes.append(order.note)
    return order.day_first


def _with_between(start: Texts, end: Texts, mark: str) -> Texts:
    return first_where(filled(end) & (start != end), start + mark + end, start)


def _without_nothings(values: Texts) -> Texts:
    return objects("" if value.lower() in NOTHING else value for value in values)


# --- where ----------------------------------------------------------------------------------------


def _where(cells: _RawCells) -> Columns:
    geometry = _drawn(cells)
    points = _points(cells, "longitude", "latitude")
    targets = _points(cells, "to_longitude", "to_latitude")
    geometry = _first_of(geometry, _arrows(points, targets), points, targets)
    radius = cells.numbers("radius_km")
    if not cells.has("radius_km"):
        radius = _doubtful(cells, geometry)
    cells.refuse(radius < 0, "radius_km", "the radius {value} is negative; write kilometres")
    return {
        "geometry": geometry,
        "place": one_line(cells.text("place")),
        "radius_km": np.nan_to_num(radius, nan=0.0),
    } | _country(cells, geometry)


def _doubtful(cells: _RawCells, geometry: NDArray[np.object_]) -> Floats:
    """How far off points may be that are no more than the middle of a country, or 0, 0."""
    radius = np.full(cells.size, math.nan)
    at = np.flatnonzero(shapely.get_type_id(geometry) == POINT)
    if not at.size:
        return radius
    named = objects(country_code(text) for text in cells.bare("country")[at])
    found = find_uncertain(
        shapely.get_x(geometry[at]), shapely.get_y(geometry[at]), countries=named
    )
    radius[at] = found.radius_km
    for reason, count in Counter(found.reasons.values()).most_common(3):
        rows = "1 row" if count == 1 else f"{count:,} rows"
        cells.notes.append(f"{rows}: {as_reason(reason)}; drawn as a circle.")
    return radius


def _first_of(*choices: NDArray[np.object_]) -> NDArray[np.object_]:
    out = choices[0].copy()
    for choice in choices[1:]:
        lacking = shapely.is_missing(out)
        out[lacking] = choice[lacking]
    return out


def _points(cells: _RawCells, x_name: str, y_name: str) -> NDArray[np.object_]:
    points = np.full(cells.size, None, dtype=object)
    if not cells.has(x_name, y_name):
        return points
    x, y = cells.numbers(x_name, _longitude), cells.numbers(y_name, _latitude)
    if x_name == "longitude":
        x, y = _unswapped(cells, x, y)
    for name, values, limit in ((x_name, x, 180), (y_name, y, 90)):
        reason = f"the {name} {{value}} is outside -{limit} to {limit}"
        cells.refuse(np.abs(values) > limit, name, reason)
    no_x, no_y = np.isnan(x), np.isnan(y)
    readable = ~cells.faults.bad_in(x_name, y_name)
    cells.refuse(no_y & ~no_x & readable, y_name, f"the row has a {x_name} but no {y_name}")
    cells.refuse(no_x & ~no_y & readable, x_name, f"the row has a {y_name} but no {x_name}")
    held = ~no_x & ~no_y
    points[held] = shapely.points(x[held], y[held])
    return points


def _unswapped(cells: _RawCells, x: Floats, y: Floats) -> tuple[Floats, Floats]:
    """Longitude and latitude that changed places are put right, and that is said."""
    named = objects(country_code(text) for text in cells.bare("country"))
    swapped = find_swapped(x, y, countries=named if cells.has("country") else None)
    if np.count_nonzero(swapped.rows) < _SWAPPED_LEAST:  # one row alone is a slip of the pen
        return x, y
    cells.notes.append(swapped.reason)
    return np.where(swapped.rows, y, x), np.where(swapped.rows, x, y)


def _longitude(text: str) -> float:
    return math.nan if text.lower() in NOTHING else parse_coordinate(text, "lon")


def _latitude(text: str) -> float:
    return math.nan if text.lower() in NOTHING else parse_coordinate(text, "lat")


def _arrows(points: NDArray[np.object_], targets: NDArray[np.object_]) -> NDArray[np.object_]:
    """A line from origin to destination wherever both are known."""
    lines = np.full(len(points), None, dtype=object)
    both = ~shapely.is_missing(points) & ~shapely.is_missing(targets)
    if both.any():
        ends = [shapely.get_coordinates(side[both]) for side in (points, targets)]
        lines[both] = shapely.linestrings(np.stack(ends, axis=1))
    return lines


def _drawn(cells: _RawCells) -> NDArray[np.object_]:
    held = cells.raw("geometry")
    if held is None:
        return np.full(cells.size, None, dtype=object)
    crs = getattr(held.array, "crs", None)
    if crs is not None and crs.to_epsg() != 4326:
        raise FrameError(f"The geometry is in {crs}; convert it with to_crs('{CRS}') first.")
    if any(isinstance(cell, shapely.Geometry) for cell in held):
        shapes = objects(held)
        shapes[shapely.is_empty(shapes)] = None
    else:
        shapes = objects(read_distinct(texts(held), _wkt, "geometry", cells.faults))
    if shapely.has_z(shapes).any():
        shapes = shapely.force_2d(shapes)
    too_far_east, too_far_north = beyond(shapes)
    reason = "the geometry has a longitude outside -180 to 180"
    cells.refuse(too_far_east, "geometry", reason)
    reason = "the geometry has a latitude outside -90 to 90; longitude comes first"
    cells.refuse(too_far_north, "geometry", reason)
    return np.asarray(shapes, dtype=object)


def beyond(shapes: NDArray[np.object_]) -> tuple[Mask, Mask]:
    """Say which shapes leave the longitudes, and which the latitudes, that there are.

    A line or an outline may run on to 360 rather than jump across the Pacific.
    """
    reach: Floats = np.abs(shapely.bounds(shapes))
    furthest = np.where(shapely.get_type_id(shapes) == POINT, 180, 360)
    at, rows = shapely.get_coordinates(shapes, return_index=True)
    endless = np.zeros(len(shapes), dtype=bool)
    endless[rows[~np.isfinite(at).all(axis=1)]] = True
    east: Mask = np.any(reach[:, [0, 2]] > furthest[:, None], axis=1) | endless
    north: Mask = np.any(reach[:, [1, 3]] > 90, axis=1)
    return east, north


def _wkt(text: str) -> shapely.Geometry | None:
    return parse_wkt(text) if text.strip() else None


def _country(cells: _RawCells, geometry: NDArray[np.object_]) -> Columns:
    """The ISO code that the source means; where it says nothing, the country of the point."""
    said, kept = cells.bare("country"), cells.text("country_text")
    codes = objects(read_distinct(said, country_code, "country", cells.faults))
    unknown = first_where(filled(said) & ~filled(codes), said, "")
    is_point = shapely.get_type_id(geometry) == POINT
    open_rows = ~filled(said) & ~filled(kept) & is_point & ~cells.faults.bad
    seas = np.full(cells.size, "", dtype=object)
    if open_rows.any():
        at = geometry[open_rows]
        where = where_at(shapely.get_x(at), shapely.get_y(at))
        codes[open_rows] = where.countries
        seas[open_rows] = np.where(where.countries == "", where.seas, "")
        if coastal := int(np.count_nonzero((where.countries != "") & (where.notes != ""))):
            rows = "1 point" if coastal == 1 else f"{coastal:,} points"
            cells.notes.append(f"{rows} at sea near a coast: the coast's country was taken.")
    kept_texts = _kept_text(cells, "country_text", unknown) | _kept_text(cells, "sea", seas)
    return {"country": codes} | kept_texts


def _kept_text(cells: _RawCells, name: str, values: Texts) -> Columns:
    """A column for what the source said and ours cannot hold, when there is any."""
    if not cells.has(name) and not filled(values).any():
        return {}
    held = cells.text(name)
    return {name: first_where(filled(held), held, values)}


@lru_cache(maxsize=1 << 14)
def country_code(text: str) -> str:
    """Return the ISO 3166-1 alpha-3 code of a country's name or code, else empty text.

    Names in other languages are known too.
    """
    country = lookup_exonym(text) if text else None
    return country.alpha3 if country else ""


# --- who ------------------------------------------------------------------------------------------


def _who(cells: _RawCells) -> Columns:
    said = cells.bare("strength")
    bounds = read_strengths(said, "strength", cells.faults)
    strengths = {
        name: _given_or(cells, name, spare)
        for name, spare in zip(("strength_low", "strength_high"), bounds, strict=True)
    }
    _refuse_crossed(cells, **strengths)
    plain = np.array([text.isdigit() for text in said], dtype=bool)
    actors = read_distinct(cells.text("actors"), actor_codes, "actors", cells.faults)
    return {
        "actors": [list(names) for names in actors],
        "unit": cells.bare("unit"),
        **strengths,
    } | _kept_text(cells, "strength_text", first_where(plain, "", said))


def actor_codes(text: str) -> tuple[str, ...]:
    """Part actors at semicolons; countries become ISO codes, other names stay as they are."""
    names = (part.strip() for part in text.split(";"))
    return tuple(dict.fromkeys(_actor_code(name) for name in names if name))


def _actor_code(name: str) -> str:
    # "IS" is hardly Iceland, nor "Ben" Benin: short names are codes only if they look like it.
    if len(name) <= 3 and name not in ("US", "UK") and not (len(name) == 3 and name.isupper()):
        return name
    return country_code(name) or name


def _given_or(cells: _RawCells, name: str, spare: Floats) -> Floats:
    given = cells.numbers(name)
    cells.refuse(given < 0, name, "the strength {value} is negative; write a number of people")
    return np.where(np.isnan(given), spare, given)


def _refuse_crossed(cells: _RawCells, strength_low: Floats, strength_high: Floats) -> None:
    for row in np.flatnonzero(strength_low > strength_high):
        low, high = f"{strength_low[row]:,.10g}", f"{strength_high[row]:,.10g}"
        reason = f"strength_low {low} is above strength_high {high}; swap them"
        cells.faults.add(int(row), "strength_low", low, reason)


# --- what -----------------------------------------------------------------------------------------


def _what(cells: _RawCells, geometry: NDArray[np.object_]) -> Columns:
    kinds, foreign_kinds = _our_words(cells, "kind", KINDS, "")
    goes = filled(cells.bare("to_longitude"))
    outlined = np.isin(shapely.get_type_id(geometry), OUTLINES)
    meant = first_where(goes, "movement", first_where(outlined, "area", "event"))
    kinds = first_where(filled(kinds), kinds, meant)
    statuses, foreign_statuses = _our_words(cells, "status", STATUSES, "happened")
    return {
        "kind": kinds,
        "status": statuses,
        "text": cells.text("text"),
        "category": cells.bare("category"),
        **foreign_kinds,
        **foreign_statuses,
    }


def _our_words(
    cells: _RawCells, name: str, known: Sequence[str], empty: str
) -> tuple[Texts, Columns]:
    """A column of our words; one that has none of them means something else, and is kept as text.

    A single unknown word among known ones is a slip, and its row is rejected.
    """
    said = cells.text(name)
    words = {word.strip().lower() for word in set(said[filled(said)].tolist())}
    if len(words) < 1 or words & set(known) or cells.size < _TELLING:
        return read_words(said, name, cells.faults, known=known, empty=empty), {}
    cells.notes.append(
        f"No word of the column '{name}' is one of ours ({', '.join(known)}); "
        f"it is kept as {name}_text."
    )
    blank = np.full(cells.size, empty, dtype=object)
    return blank, _kept_text(cells, f"{name}_text", said)


def _titles(cells: _RawCells, columns: Columns) -> Texts:
    """The titles; one that is missing is made of what else the row says, and a note says so."""
    titles = one_line(cells.text("title"))
    lacking = ~filled(titles)
    for row in np.flatnonzero(lacking):
        titles[row] = _first_words(columns["text"][row]) or _title_of(columns, int(row))
    empty = ~filled(titles)
    cells.refuse(empty, "title", "the row says neither what nor when nor where; give it a title")
    if count := int((lacking & ~empty).sum()):
        many = f"{count:,} rows" if count > 1 else "1 row"
        cells.notes.append(f"{many} without a title took it from the text, the place or the date.")
    return titles


def _title_of(columns: Columns, row: int) -> str:
    """What the row is called when it has no title: category, place or country, date."""
    category, place = columns["category"][row], columns["place"][row]
    country, date_ = columns["country"][row], columns["date"][row]
    where = place or (country_name(country) if country else "")
    if where and category:
        return f"{category[:1].upper()}{category[1:]}, {where}"
    return str(where or (f"{category[:1].upper()}{category[1:]}" if category else date_))


def _first_words(text: str, limit: int = 80) -> str:
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    return line[:limit].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"


# --- who says so ----------------------------------------------------------------------------------


def _who_says_so(cells: _RawCells) -> Columns:
    confidence = cells.numbers("confidence")
    outside = (confidence < 0) | (confidence > 1)
    cells.refuse(outside, "confidence", "the confidence {value} is outside 0 to 1")
    return {
        "source": cells.bare("source"),
        "url": cells.bare("url"),
        "quote": cells.text("quote"),
        "quote_start": _offsets(cells, "quote_start"),
        "quote_end": _offsets(cells, "quote_end"),
        "confidence": confidence,
    } | _published(cells)


def _offsets(cells: _RawCells, name: str) -> Any:
    offsets = cells.numbers(name)
    whole = np.floor(offsets) == offsets
    wrong = (offsets < 0) | (offsets > 2**53) | (~whole & ~np.isnan(offsets))
    cells.refuse(wrong, name, "the offset {value} is not a whole number of characters")
    return pd.array(np.where(wrong, np.nan, offsets), dtype="Float64").astype("Int64")


_FINE = ("second", "minute", "hour", "day")


def _published(cells: _RawCells) -> Columns:
    """The day or time of publication; what is less exact ("December 2024") is kept as text."""
    if not cells.has("published"):
        return {"published": np.full(cells.size, "NaT", dtype="datetime64[us]")}
    said = cells.bare("published")
    timed = objects(read_distinct(said, _parse_time, "published", cells.faults))
    is_timed = np.array([moment is not None for moment in timed], dtype=bool)
    dates = read_dates(first_where(is_timed, "", said))
    # Whoever published before the year 1 is cited in words.
    exact = np.asarray(dates.precision.isin(_FINE)) & (dates.earliest >= np.datetime64("0001"))
    moments = np.where(exact, dates.earliest, np.datetime64("NaT"))
    moments[is_timed] = timed[is_timed].astype("datetime64[us]")
    kept = first_where(exact | is_timed, "", said)
    return {"published": moments} | _kept_text(cells, "published_text", kept)


def _parse_time(text: str) -> datetime | None:
    if len(text) <= len("2024-12-03"):
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo is None else None


# --- all together ---------------------------------------------------------------------------------


def _ids(cells: _RawCells, columns: Columns, lines: NDArray[np.int64]) -> Texts:
    """The ids that the source gives, and stable ones made of title, date and place."""
    ids = cells.bare("id").copy()
    given, good = filled(ids), ~cells.faults.bad
    _refuse_repeats(cells, ids, np.flatnonzero(good & given), lines)
    lacking = np.flatnonzero(good & ~given)
    parts = [columns[name][lacking] for name in ("title", "date", "place")]
    wanted = pd.Series(map(_hash, *parts), index=lacking, dtype=object)
    taken = set(ids[given])
    counts: dict[str, int] = {}
    kept = wanted[~_refuse_twins(cells, wanted, lines)]
    ids[kept.index] = [_free_id(hashed, taken, counts) for hashed in kept]
    return ids


def _hash(*said: str) -> str:
    return hashlib.blake2b("\x1f".join(said).encode(), digest_size=6).hexdigest()


def _refuse_twins(cells: _RawCells, wanted: pd.Series, lines: NDArray[np.int64]) -> pd.Series:
    """Refuse the rows that say in every cell what an earlier one says, and tell which."""
    suspects = wanted.index[wanted.duplicated(keep=False)]
    first: dict[tuple[str, ...], int] = {}
    held = [cells.text(name) for name in cells.names()] if len(suspects) else []
    repeats = pd.Series(data=False, index=wanted.index)
    for row in suspects:
        origin = first.setdefault(tuple(column[row] for column in held), row)
        if origin != row:
            reason = f"the row repeats line {lines[origin]} in every cell; give each an id"
            cells.faults.add(row, "id", "", reason)
            repeats[row] = True
    return repeats


def _free_id(wanted: str, taken: set[str], counts: dict[str, int]) -> str:
    """The wanted id; for a second one, or when it is taken, with a counter behind it."""
    made = wanted
    while made in taken:
        counts[wanted] = counts.get(wanted, 1) + 1
        made = f"{wanted}-{counts[wanted]}"
    taken.add(made)
    return made


def _refuse_repeats(
    cells: _RawCells, ids: Texts, rows: NDArray[np.intp], lines: NDArray[np.int64]
) -> None:
    codes, _ = pd.factorize(ids[rows])
    first = rows[np.unique(codes, return_index=True)[1]][codes]
    for row, origin in zip(rows[rows != first], first[rows != first], strict=True):
        reason = f"the id '{ids[row]}' is taken by line {lines[origin]}"
        cells.faults.add(row, "id", ids[row], reason)


def _in_one_line(note: str) -> str:
    return " ".join(note.split())


def _result(cells: _RawCells, columns: Columns, lines: NDArray[np.int64]) -> ReadResult:
    extra = {name: values for name, values in columns.items() if name not in COLUMNS}
    frame = assemble(columns, extra)
    bad = cells.faults.bad
    return ReadResult(
        frame=frame[~bad].reset_index(drop=True) if bad.any() else frame,
        rejected=tuple(RejectedRow(int(lines[row]), *why) for row, *why in cells.faults.sorted),
        read=cells.size,
        notes=tuple(dict.fromkeys(map(_in_one_line, cells.notes))),
        lines=lines[~bad],
        unsettled=cells.unsettled,
    )
