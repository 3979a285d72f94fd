# ruff: noqa: RUF001 - minutes have their own mark
"""Say what the cells of a column look like, from a sample of them spread over all its rows."""

import math
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from geo.errors import GeoError
from geo.gazetteer import load_gazetteer
from geo.names import LONGEST, fold
from geo.points import parse_coordinate, parse_lon_lat
from geo.shapes import looks_like_geometry
from timeline.cells import NOTHING, CellError, parse_strength
from timeline.dates import read_dates
from timeline.formats.pieces import clock_of
from timeline.rows import country_code

SAMPLE = 2_000
_READ = 60  # how many distinct cells are really read as dates; that is slow for those that are none

_UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
_NUMBER = re.compile(r"[+\-−]?\d+(?:[.,]\d+)?(?:e[+-]?\d+)?", re.IGNORECASE)
_WHOLE = re.compile(r"-?\d{1,9}")
_ANGLE = re.compile(r"[°ºNSEW'′]", re.IGNORECASE)
_URL = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_TIME = re.compile(
    r"\d{1,2}(?::\d{2}){1,2}(?:\.\d+)?\s*(?:[ap]\.?m\.?)?|\d{1,2}\s*[ap]\.?m\.?", re.I
)
_YEAR = re.compile(r"-?\d{3,4}(?:\.0)?")
_COMPACT = re.compile(r"(?:1[0-9]|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:\d{6})?")
_EPOCH = re.compile(r"\d{9,10}(?:\.\d+)?|\d{12,13}(?:\.0)?")
_DATED = re.compile(r"\d{4}|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|[年년月월]")
_LATIN_PAIR = re.compile(r"[\d°.,;\s+\-−'\"′″NSEW()/]+", re.IGNORECASE)
_GRID = re.compile(
    r"\d{1,2}\s?[C-X]\s?[A-Z]{2}\s?[\d\s]{2,}|\d{1,2}\s?[C-X]\s+\d{5,7}\s+\d{6,8}", re.I
)
_COMMA_DECIMAL = re.compile(r"[+\-−]?\d+,\d+")


@dataclass(frozen=True, eq=False)
class Content:
    """A sample of the cells of one column that hold anything, with how often each occurs."""

    counts: Mapping[str, int]
    filled: float

    @classmethod
    def of(cls, cells: Sequence[str]) -> "Content":
        """Look at up to 2,000 cells of a column, spread over all of it."""
        seen = cells[:: max(1, len(cells) // SAMPLE)][:SAMPLE]
        counts: Counter[str] = Counter()
        for cell, many in Counter(seen).items():
            bare = cell.translate(_UNSEEN).strip()
            if bare.lower() not in NOTHING:
                counts[bare] += many
        return cls(counts, counts.total() / max(1, len(seen)))

    @cached_property
    def total(self) -> int:
        """How many cells of the sample hold anything."""
        return sum(self.counts.values())

    def share(self, holds: Callable[[str], object]) -> float:
        """The share of the cells for which something holds."""
        if not self.total:
            return 0.0
        return sum(many for cell, many in self.counts.items() if holds(cell)) / self.total

    @cached_property
    def distinct(self) -> float:
        """How many distinct cells there are for each that holds anything."""
        return len(self.counts) / self.total if self.total else 0.0

    @cached_property
    def length(self) -> float:
        """How long a cell is on average."""
        return sum(map(len, self.counts)) / max(1, len(self.counts))

    @cached_property
    def places(self) -> float:
        """The share of names that the gazetteer has just so, of the most frequent ones."""
        some = Counter(self.counts).most_common(_READ)
        keys = {cell: fold(cell) for cell, _ in some if len(cell) <= LONGEST}
        found = load_gazetteer().find(key for key in keys.values() if key)
        known = sum(many for cell, many in some if keys.get(cell) in found)
        return known / max(1, sum(many for _, many in some))

    @cached_property
    def numbers(self) -> float:
        """The share of plain numbers."""
        return self.share(_NUMBER.fullmatch)

    @cached_property
    def worded(self) -> float:
        """The share of cells with at least one letter that are no link."""
        return self.share(lambda cell: any(map(str.isalpha, cell)) and not _URL.match(cell))

    @cached_property
    def fractions(self) -> float:
        """The share of numbers with at least two decimals, as coordinates have."""
        return self.share(lambda cell: re.fullmatch(r"[+\-−]?\d+[.,]\d{2,}", cell))

    @cached_property
    def comma_decimals(self) -> float:
        """The share of numbers such as 37,5665."""
        return self.share(_COMMA_DECIMAL.fullmatch)

    @cached_property
    def reach(self) -> float:
        """The largest plain number, without its sign."""
        return max(
            (abs(_number(cell)) for cell in self.counts if _NUMBER.fullmatch(cell)), default=0
        )

    def fits(self, field: str) -> float | None:
        """How well the cells fit a field, 0 to 1; None where anything would."""
        test = _FITS.get(field)
        return None if test is None else test(self)

    @cached_property
    def dates(self) -> float:
        """The share of cells that read as a date; of numbers only those that look like one."""
        if self.share(_EPOCH.fullmatch) > 0.9:
            return 0.9
        likely = self.share(_may_be_date)
        if likely < 0.05:
            return 0.0
        tried = list(islice(filter(_may_be_date, self.counts), _READ))
        return likely * (1 - len(read_dates(tried, day_first=True).errors) / len(tried))

    @cached_property
    def looks_dated(self) -> bool:
        """Whether it is worth reading as dates though no header says so."""
        return self.numbers < 0.5 and self.share(lambda c: len(c) <= 40 and _DATED.search(c)) > 0.6

    @cached_property
    def compact_dates(self) -> float:
        """The share of cells such as 20241203."""
        return self.share(_COMPACT.fullmatch)


def _number(cell: str) -> float:
    return float(cell.replace(",", ".").replace("−", "-"))


def _may_be_date(cell: str) -> bool:
    if _NUMBER.fullmatch(cell) and not _YEAR.fullmatch(cell):
        return bool(_COMPACT.fullmatch(cell))
    return len(cell) <= 60 and any(map(str.isdigit, cell))


def _within(limit: float) -> Callable[[Content], float]:
    axis = "lat" if limit == 90 else "lon"

    def is_one(cell: str) -> bool:
        if _NUMBER.fullmatch(cell):
            return abs(_number(cell)) <= limit
        if not _ANGLE.search(cell):
            return False
        try:
            return not math.isnan(parse_coordinate(cell, "lat" if axis == "lat" else "lon"))
        except GeoError:
            return False

    return lambda content: content.share(is_one)


def _between(low: int, high: int) -> Callable[[Content], float]:
    def is_one(cell: str) -> bool:
        bare = cell.removesuffix(".0").replace(",", "")
        return bool(_WHOLE.fullmatch(bare)) and low <= int(bare) <= high

    return lambda content: content.share(is_one)


def _is_point(cell: str) -> bool:
    if len(cell) > 80 or not (_LATIN_PAIR.fullmatch(cell) or _GRID.fullmatch(cell)):
        return cell[:5].upper() == "POINT"
    try:
        parse_lon_lat(cell)
    except GeoError:
        return _is_turned_point(cell)
    return True


def _is_turned_point(cell: str) -> bool:
    try:
        parse_lon_lat(cell, lon_first=True)
    except GeoError:
        return False
    return True


def _is_strength(cell: str) -> bool:
    try:
        return not all(map(math.isnan, parse_strength(cell)))
    except CellError:
        return False


def _is_country(cell: str) -> bool:
    return not cell.isdecimal() and country_code(cell) != ""


def _months(content: Content) -> float:
    words = content.share(lambda cell: cell.isalpha() and 2 <= len(cell) <= 12)
    if words < 0.5:
        return _between(1, 12)(content)
    tried = list(islice(filter(str.isalpha, content.counts), _READ))
    return words * (1 - len(read_dates([f"{cell} 2000" for cell in tried]).errors) / len(tried))


_FITS: Mapping[str, Callable[[Content], float]] = {
    "date": lambda content: content.dates,
    "start": lambda content: content.dates,
    "end": lambda content: content.dates,
    "published": lambda content: content.dates,
    "year": _between(-10_000, 2_999),
    "month": _months,
    "day": _between(1, 31),
    "time": lambda content: content.share(
        lambda cell: _TIME.fullmatch(cell) or (cell.isdecimal() and clock_of(cell.zfill(4)))
    ),
    "latitude": _within(90),
    "longitude": _within(180),
    "point": lambda content: content.share(_is_point),
    "geometry": lambda content: content.share(looks_like_geometry),
    "url": lambda content: content.share(_URL.match),
    "country": lambda content: content.share(_is_country),
    "place": lambda content: 0.0 if content.share(_is_point) > 0.5 else content.worded,
    "title": lambda content: content.worded,
    "text": lambda content: content.worded,
    "actors": lambda content: content.worded,
    "unit": lambda content: content.worded,
    "strength": lambda content: content.share(_is_strength),
    "strength_low": lambda content: content.numbers,
    "strength_high": lambda content: content.numbers,
    "radius_km": lambda content: content.numbers,
    "confidence": lambda content: content.share(
        lambda cell: bool(_NUMBER.fullmatch(cell)) and 0 <= _number(cell) <= 1
    ),
    "quote_start": lambda content: content.numbers,
    "quote_end": lambda content: content.numbers,
}  # fmt: skip
for _piece in ("year", "month", "day", "time"):
    _FITS = {**_FITS, f"end_{_piece}": _FITS[_piece]}
for _axis in ("latitude", "longitude"):
    _FITS = {**_FITS, f"to_{_axis}": _FITS[_axis]}
