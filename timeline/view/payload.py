"""Turn an event frame into the columns that the browser draws, and back.

Rows are sorted by time, so that drawing order and lanes need no sort. Nothing
is lost: what a column cannot hold exactly is kept beside it, and `decode` gives
back the frame in its own order.
"""

from __future__ import annotations

import itertools
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import shapely
import shapely.geometry

from timeline.edtf import SURE_FOREVER, EventDate
from timeline.errors import PageError
from timeline.event import Source
from timeline.frame import sure_bounds
from timeline.schema import COLUMNS, RejectedRow, assemble
from timeline.view import base91
from timeline.view.container import FOREVER, MISSING, NEVER, Reader, Writer, narrow, pack

VERSION = 1
CODED = ("kind", "category", "status", "country", "precision", "source")
TEXTS = ("id", "title", "text", "date_text", "place", "unit", "url", "published", "quote")
NUMBERS = ("radius_km", "strength_low", "strength_high", "confidence", "quote_start", "quote_end")
TIMES = ("earliest", "latest", "core_start", "core_end")
SURE = ("sure_begun", "sure_until")

_BASES = {
    "latest": "earliest",
    "core_start": "earliest",
    "core_end": "latest",
    "sure_begun": "latest",
    "sure_until": "earliest",
}
_UNITS_MS = {"day": 86_400_000.0, "min": 60_000.0, "ms": 1.0}
_PLAIN = {"year": "Y", "month": "M", "day": "D", "minute": "m", "second": "s"}
_PLAIN_MS = tuple(np.array(["0000", "10000"], "M8[ms]").astype(float))
_SCALES = tuple(10.0**power for power in range(8))
_INTERVAL, _OPEN_START, _OPEN_END, _APPROXIMATE, _UNCERTAIN, _UNDATED, _UNPLACED = (
    1 << bit for bit in range(7)
)
_POINT, _LINE = 0, 1

Floats = npt.NDArray[np.float64]
Array = npt.NDArray[Any]


def encode(  # noqa: PLR0913  # a page says that much about its frame
    frame: gpd.GeoDataFrame,
    *,
    title: str = "",
    dated: str = "",
    total: int | None = None,
    chips: Sequence[tuple[str, str]] = (),
    rejected: Sequence[RejectedRow] = (),
    options: Mapping[str, Any] | None = None,
    sources: Mapping[str, Source] | None = None,
    domain: gpd.GeoDataFrame | None = None,
) -> bytes:
    """Write a frame as one block; `domain` is the whole collection and fixes the colours."""
    dates = _Dates.of(frame)
    order = np.argsort(dates.times["earliest"], kind="stable")
    places = _Places.of(frame)
    writer = Writer()
    _add_dates(writer, dates, order)
    _add_places(writer, places, order)
    flags = dates.flags | np.where(np.isnan(places.lon), _UNPLACED, 0).astype("u1")
    writer.add_codes("flags", flags[order], 1 << 7)
    words = _add_words(writer, frame, frame if domain is None else domain, order)
    words["source"] = _sources(words["source"], sources or {})
    for name in NUMBERS:
        _add_floats(writer, name, frame[name].to_numpy(float, na_value=np.nan)[order])
    for name in TEXTS:
        values = _moments_text(frame[name]) if name == "published" else _text(frame[name])
        writer.add_text(name, values, order)
    extra = _add_extra(writer, frame, order)
    if not np.array_equal(order, np.arange(len(order))):
        writer.add_numbers("order", order.astype("<u4"))
    return writer.to_bytes(
        {
            "version": VERSION,
            "n": len(frame),
            "title": title,
            "dated": dated,
            "total": len(frame) if total is None else total,
            "chips": [{"id": key, "label": label} for key, label in chips],
            "options": dict(options or {}),
            "dict": words,
            "shapes": places.shapes(order),
            "extra": extra,
            "rejected": [_rejected(row) for row in rejected],
            "counts": {
                "undated": int(np.count_nonzero(flags & _UNDATED)),
                "unplaced": int(np.count_nonzero(flags & _UNPLACED)),
                "rejected": len({row.line for row in rejected}),
                "review": int(np.count_nonzero(frame["confidence"].notna())),
            },
        }
    )


def decode(block: bytes) -> tuple[gpd.GeoDataFrame, dict[str, Any]]:
    """Read a block back: the frame in its own order, and the header."""
    reader = Reader(block)
    if reader.header.get("version") != VERSION:
        raise PageError(
            f"The data block has version {reader.header.get('version')!r}; "
            f"this Dateline reads version {VERSION}."
        )
    frame = assemble(_read_columns(reader), {}).assign(**_read_extra(reader))
    if "order" in reader.columns:
        frame = frame.iloc[np.argsort(reader.numbers("order"))].reset_index(drop=True)
    return frame, reader.header


def page_text(block: bytes) -> str:
    """Pack a block for a page: gzip without a clock, then base91."""
    return base91.encode(pack(block))


@dataclass(frozen=True)
class _Dates:
    """Times in milliseconds (NaN = missing, infinite = open), flags, and unusual texts."""

    times: dict[str, Floats]
    flags: Array
    texts: pa.LargeStringArray

    @classmethod
    def of(cls, frame: gpd.GeoDataFrame) -> _Dates:
        distinct = _text(frame["date"]).dictionary_encode()
        codes = distinct.indices.to_numpy(zero_copy_only=False)
        words = distinct.dictionary.to_pylist()
        times = {name: _milliseconds(frame[name]) for name in TIMES}
        plain = _are_plain(words, codes, times["earliest"], frame["precision"])
        pairs = list(zip(words, plain, strict=True))
        flags = np.array([0 if is_plain else _date_flags(word) for word, is_plain in pairs], "u1")
        texts = pa.array(["" if is_plain else word for word, is_plain in pairs], pa.large_string())
        _open_ends(times, flags[codes])
        dated = (flags[codes] & _UNDATED) == 0
        for name, micros in zip(SURE, sure_bounds(frame), strict=True):
            times[name] = _sure_ms(micros, dated)
        return cls(times, flags[codes], texts.take(pa.array(codes)))


@dataclass(frozen=True)
class _Coded:
    """Words, and for every row the place of its word among them."""

    words: list[str]
    codes: Array

    @classmethod
    def of(cls, column: pd.Series[Any]) -> _Coded:
        if not isinstance(column.dtype, pd.CategoricalDtype):
            return cls.of_text(_text(column))
        words = [*map(str, column.cat.categories), ""]
        return cls(words, column.cat.codes.to_numpy().astype(int) % len(words))

    @classmethod
    def of_text(cls, values: pa.LargeStringArray) -> _Coded:
        distinct = values.dictionary_encode()
        codes = distinct.indices.to_numpy(zero_copy_only=False)
        return cls(distinct.dictionary.to_pylist(), codes)

    def ranked(self, domain: _Coded) -> _Coded:
        """Order the words as the domain has them, the most frequent first, then any others."""
        counts = domain.counts()
        words = sorted(counts, key=lambda word: (word == "", -counts[word], word))
        words += sorted(self.counts().keys() - counts.keys())
        place = {word: code for code, word in enumerate(words)}
        table = np.array([place.get(word, 0) for word in self.words], "<u4")
        return _Coded(words, table[self.codes])

    def counts(self) -> dict[str, int]:
        """Count the rows of every word that occurs."""
        counts = np.bincount(self.codes, minlength=len(self.words)).tolist()
        return {word: n for word, n in zip(self.words, counts, strict=True) if n}


@dataclass(frozen=True)
class _Places:
    """One point for every row, and the whole geometry of those that are no plain point."""

    lon: Floats
    lat: Floats
    others: dict[int, Any]

    @classmethod
    def of(cls, frame: gpd.GeoDataFrame) -> _Places:
        geometry = frame.geometry.to_numpy()
        plain = (shapely.get_type_id(geometry) == _POINT) & ~shapely.has_z(geometry)
        plain &= ~shapely.is_empty(geometry)
        rows = np.flatnonzero(~plain & ~shapely.is_missing(geometry))
        points = geometry.copy()
        moves = frame["kind"].to_numpy() == "movement"
        points[rows] = [_point_of(geometry[row], moving=bool(moves[row])) for row in rows]
        return cls(
            shapely.get_x(points),
            shapely.get_y(points),
            {int(row): geometry[row] for row in rows},
        )

    def shapes(self, order: Array) -> list[list[Any]]:
        """List [row, GeoJSON geometry] with rows counted in the given order."""
        if not self.others:
            return []
        place = np.argsort(order)
        rows = sorted((int(place[row]), shape) for row, shape in self.others.items())
        return [[row, shapely.geometry.mapping(shape)] for row, shape in rows]


def _text(column: pd.Series[Any]) -> pa.LargeStringArray:
    try:
        values = pa.array(column, pa.large_string(), from_pandas=True)
    except (pa.ArrowInvalid, pa.ArrowTypeError, UnicodeEncodeError):
        values = pa.array([_word(value) for value in column], pa.large_string())
    if isinstance(values, pa.ChunkedArray):
        values = values.combine_chunks()
    return values.fill_null("")


def _word(value: Any) -> str:
    if _is_missing(value):
        return ""
    return str(value).encode("utf-8", "replace").decode("utf-8")


def _moments_text(column: pd.Series[Any]) -> pa.LargeStringArray:
    codes, moments = pd.factorize(column.to_numpy("M8[us]"))
    words = [*(str(np.datetime_as_string(moment, unit="auto")) for moment in moments), ""]
    codes = np.where(codes < 0, len(moments), codes)
    return pa.array(words, pa.large_string()).take(pa.array(codes))


def _milliseconds(column: pd.Series[Any]) -> Floats:
    micros = column.to_numpy("M8[us]")
    return np.where(np.isnat(micros), np.nan, (micros.view("i8") // 1000).astype(float))


def _are_plain(
    words: Sequence[str], codes: Array, earliest: Floats, precision: pd.Series[Any]
) -> npt.NDArray[np.bool_]:
    """Tell which distinct dates are just their first moment at their precision."""
    example = np.zeros(len(words), int)
    example[codes] = np.arange(len(codes))
    rebuilt = _plain_texts(earliest[example], precision.to_numpy(object)[example])
    return np.array([a == b for a, b in zip(words, rebuilt, strict=True)], bool)


def _plain_texts(earliest: Floats, precision: Array) -> Array:
    texts = np.full(len(earliest), None, object)
    readable = (earliest >= _PLAIN_MS[0]) & (earliest < _PLAIN_MS[1])
    for name, unit in _PLAIN.items():
        rows = np.flatnonzero(readable & (precision == name))
        moments, codes = np.unique(earliest[rows], return_inverse=True)
        words = np.datetime_as_string(moments.astype("i8").astype("M8[ms]").astype(f"M8[{unit}]"))
        texts[rows] = words.astype(object)[codes]
    return texts


def _open_ends(times: dict[str, Floats], flags: Array) -> None:
    dated = (flags & _UNDATED) == 0
    has_core = ~np.isnan(times["core_start"]) | ~np.isnan(times["core_end"])
    for name, rows, end in (
        ("earliest", dated, -np.inf),
        ("latest", dated, np.inf),
        ("core_start", has_core, -np.inf),
        ("core_end", has_core, np.inf),
    ):
        times[name] = np.where(rows & np.isnan(times[name]), end, times[name])


def _date_flags(text: str) -> int:
    if not text:
        return _UNDATED
    date = EventDate.parse(text)
    return (
        _INTERVAL * date.is_interval
        | _OPEN_START * date.is_open_start
        | _OPEN_END * date.is_open_end
        | _APPROXIMATE * (date.qualifier in ("~", "%"))
        | _UNCERTAIN * (date.qualifier in ("?", "%"))
    )


def _sure_ms(micros: npt.NDArray[np.int64], dated: npt.NDArray[np.bool_]) -> Floats:
    endless = np.where(micros > 0, np.inf, -np.inf)
    held = np.where(np.abs(micros) >= SURE_FOREVER, endless, micros // 1000)
    return np.where(dated, held, np.nan)


def _point_of(shape: shapely.Geometry, *, moving: bool) -> shapely.Geometry | None:
    if moving and shapely.get_type_id(shape) == _LINE:
        return shapely.get_point(shape, -1)
    return shapely.point_on_surface(shape)


def _add_dates(writer: Writer, dates: _Dates, order: Array) -> None:
    times = {name: values[order] for name, values in dates.times.items()}
    for name, values in times.items():
        _add_time(writer, name, values, times)
    writer.add_text("date", dates.texts, order)


def _add_time(writer: Writer, name: str, values: Floats, times: Mapping[str, Floats]) -> None:
    for other in itertools.takewhile(lambda earlier: earlier != name, times):
        if np.array_equal(values, times[other], equal_nan=True):
            writer.add(name, same=other)
            return
    base = _BASES.get(name)
    known = ~np.isnan(values)
    if base and np.all(np.isfinite(times[base][known])):
        _add_moments(writer, name, values - times[base], plus=base)
    else:
        _add_moments(writer, name, values)


def _add_moments(writer: Writer, name: str, values: Floats, **entry: Any) -> None:
    finite = values[np.isfinite(values)]
    if np.all(np.isnan(values)):
        writer.add(name, const=None)
        return
    unit = next(name for name, ms in _UNITS_MS.items() if not np.any(finite % ms))
    raw = values / _UNITS_MS[unit]
    if len(finite) == len(raw) and np.all(raw == raw[0]):
        writer.add(name, const=int(raw[0]), unit=unit, **entry)
    elif np.all(np.abs(finite) < FOREVER * _UNITS_MS[unit]):
        writer.add_numbers(name, _with_sentinels(raw), unit=unit, **entry)
    else:
        writer.add_numbers(name, raw, unit=unit, **entry)


def _with_sentinels(raw: Floats) -> Array:
    held = np.nan_to_num(raw, nan=MISSING, posinf=FOREVER, neginf=NEVER)
    return held.astype("<i4")


def _add_places(writer: Writer, places: _Places, order: Array) -> None:
    for name, values in (("lon", places.lon[order]), ("lat", places.lat[order])):
        known = np.isfinite(values)
        scale = _exact_scale(values[known])
        if scale is None:
            writer.add_numbers(name, values.astype("<f8"))
        else:
            raw = np.where(known, np.rint(values * scale), MISSING)
            writer.add_numbers(name, raw.astype("<i4"), scale=int(scale))


def _exact_scale(degrees: Floats) -> float | None:
    for scale in _SCALES:
        if np.array_equal(np.rint(degrees * scale) / scale, degrees):
            return scale
    return None


def _add_words(
    writer: Writer, frame: gpd.GeoDataFrame, domain: gpd.GeoDataFrame, order: Array
) -> dict[str, Any]:
    words: dict[str, Any] = {}
    for name in CODED:
        coded = _Coded.of(frame[name])
        ranked = coded.ranked(coded if frame is domain else _Coded.of(domain[name]))
        words[name] = ranked.words
        writer.add_codes(name, ranked.codes[order], len(ranked.words))
    words["actor"] = _add_actors(writer, frame, domain, order)
    return words


def _add_actors(
    writer: Writer, frame: gpd.GeoDataFrame, domain: gpd.GeoDataFrame, order: Array
) -> list[str]:
    actors = _lists(frame["actors"]).take(pa.array(order))
    coded = _Coded.of_text(actors.flatten())
    whole = coded if frame is domain else _Coded.of_text(_lists(domain["actors"]).flatten())
    ranked = coded.ranked(whole)
    starts = np.zeros(len(actors) + 1, "<u4")
    np.cumsum(actors.value_lengths().to_numpy(zero_copy_only=False), out=starts[1:])
    writer.add_numbers("actors_at", starts)
    writer.add_numbers("actors", narrow(ranked.codes, len(ranked.words)))
    return ranked.words


def _lists(column: pd.Series[Any]) -> pa.ListArray:
    kind = pa.list_(pa.large_string())
    try:
        return pa.array(column.tolist(), kind)
    except (pa.ArrowInvalid, pa.ArrowTypeError, UnicodeEncodeError):
        return pa.array([[_word(name) for name in names] for names in column], kind)


def _add_floats(writer: Writer, name: str, values: Floats) -> None:
    if np.all(np.isnan(values)):
        writer.add(name, const=None)
    elif np.all(values == values[0]):
        writer.add(name, const=float(values[0]))
    else:
        small = values.astype("<f4")
        exact = np.array_equal(small.astype(float), values, equal_nan=True)
        writer.add_numbers(name, small if exact else values.astype("<f8"))


def _add_extra(writer: Writer, frame: gpd.GeoDataFrame, order: Array) -> list[list[str | None]]:
    """Store unknown columns as one JSON object a row, without what is usual for its column."""
    names = [str(name) for name in frame.columns if name not in COLUMNS]
    usual = [_usual_value(frame[name]) for name in names]
    rows = zip(*(frame[name].array for name in names), strict=True) if names else ()
    texts = [_json_of(names, usual, row) for row in rows] or [""] * len(frame)
    writer.add_text("extra", pa.array(texts, pa.large_string()), order)
    return [[name, str(frame[name].dtype), value] for name, value in zip(names, usual, strict=True)]


def _usual_value(column: pd.Series[Any]) -> str | None:
    return "" if column.dtype == "str" and not column.isna().any() else None


def _json_of(names: Sequence[str], usual: Sequence[str | None], row: Sequence[Any]) -> str:
    said = {
        name: value
        for name, default, value in zip(names, usual, row, strict=True)
        if not (value == "" and default == "") and not _is_missing(value)
    }
    return _json(said) if said else ""


def _is_missing(value: Any) -> bool:
    return value is None or value is pd.NaT or value is pd.NA or _is_nan(value)


def _is_nan(value: Any) -> bool:
    return isinstance(value, float) and math.isnan(value)


def _json(row: Mapping[str, Any]) -> str:
    text = json.dumps(row, ensure_ascii=False, default=_plain_value, separators=(",", ":"))
    return _word(text)


def _plain_value(value: Any) -> Any:
    return value.item() if isinstance(value, np.generic) else str(value)


def _sources(names: Sequence[str], sources: Mapping[str, Source]) -> list[dict[str, str]]:
    """Say what is known of the sources that the rows name, by key or as they are cited."""
    cited = {source.citation: source for source in sources.values()} | dict(sources)
    return [{"name": name, **asdict(cited.get(name, Source(title=name)))} for name in names]


def _rejected(row: RejectedRow) -> dict[str, Any]:
    return {"line": row.line, "column": row.column, "value": row.value, "reason": row.reason}


def _read_columns(reader: Reader) -> dict[str, Any]:
    times = _read_times(reader)
    held: dict[str, Any] = {name: reader.text(name).to_pandas() for name in TEXTS}
    held |= {name: _read_floats(reader, name) for name in NUMBERS}
    held |= {name: _to_datetime(times[name]) for name in TIMES}
    held |= {name: _read_coded(reader, name) for name in CODED}
    held["date"] = _read_dates(reader, times["earliest"], held["precision"])
    held["published"] = np.array(reader.text("published").to_pylist(), "M8[us]")
    held["actors"] = _read_actors(reader)
    held["geometry"] = _read_geometry(reader)
    return {name: held[name] for name in COLUMNS}


def _read_times(reader: Reader, names: Sequence[str] = TIMES) -> dict[str, Floats]:
    times: dict[str, Floats] = {}
    for name in names:
        entry = reader.columns[name]
        if "same" in entry:
            times[name] = times[entry["same"]]
            continue
        values = _read_floats(reader, name) * _UNITS_MS[entry.get("unit", "ms")]
        base = times[entry["plus"]] if "plus" in entry else np.zeros(reader.n)
        times[name] = np.where(np.isfinite(values), values + base, values)
    return times


def _read_floats(reader: Reader, name: str) -> Floats:
    values = reader.numbers(name)
    floats = values.astype(float)
    if values.dtype == np.int32:
        for sentinel, meaning in ((MISSING, np.nan), (FOREVER, np.inf), (NEVER, -np.inf)):
            floats[values == sentinel] = meaning
    return floats


def _to_datetime(times: Floats) -> Array:
    finite = np.isfinite(times)
    micros = np.where(finite, times, 0).astype("i8") * 1000
    moments = micros.view("M8[us]")
    moments[~finite] = np.datetime64("NaT")
    return moments


def _read_coded(reader: Reader, name: str) -> Array:
    words = reader.header["dict"][name]
    if name == "source":
        words = [word["name"] for word in words]
    none = None if name in ("kind", "status", "precision") else ""
    return np.array([word or none for word in [*words, ""]], object)[reader.numbers(name)]


def _read_dates(reader: Reader, earliest: Floats, precision: Array) -> Array:
    texts = reader.text("date").to_numpy(zero_copy_only=False)
    dated = (reader.numbers("flags") & _UNDATED) == 0
    return np.where((texts == "") & dated, _plain_texts(earliest, precision), texts)


def _read_actors(reader: Reader) -> Array:
    words = np.array([*reader.header["dict"]["actor"], ""], object)
    names = words[reader.numbers("actors")].tolist()
    starts = reader.numbers("actors_at").tolist()
    lists = np.empty(reader.n, object)
    lists[:] = [names[start:end] for start, end in itertools.pairwise(starts)]
    return lists


def _read_geometry(reader: Reader) -> Array:
    lon, lat = (
        _read_floats(reader, name) / reader.columns[name].get("scale", 1) for name in ("lon", "lat")
    )
    geometry = np.full(reader.n, None, object)
    placed = np.isfinite(lon)
    geometry[placed] = shapely.points(lon[placed], lat[placed])
    for row, shape in reader.header["shapes"]:
        geometry[row] = shapely.geometry.shape(shape)
    return geometry


def _read_extra(reader: Reader) -> dict[str, Any]:
    columns = reader.header["extra"]
    if not columns:
        return {}
    rows = [json.loads(text) if text else {} for text in reader.text("extra").to_pylist()]
    return {
        name: pd.Series([row.get(name, usual) for row in rows], dtype=kind)
        for name, kind, usual in columns
    }
