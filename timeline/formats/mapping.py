"""Guess which column of a table is which field, by its header and by its cells, and apply that.

A header counts for what its words say, the cells for what they are; a field that wants dates
or degrees gets no column without them. Every guess comes with a score and its reason, a person
may overrule each of them, and what is no field of ours is kept under its own name.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise

from timeline.cells import Texts
from timeline.errors import FormatError
from timeline.formats.columns import free_name, kept_note
from timeline.formats.contents import Content
from timeline.formats.header_meaning import BARE, OWN, WHOLE, Meaning, key_of, meanings_of
from timeline.formats.mapped_columns import filled_fields
from timeline.formats.table import RawTable, Table
from timeline.schema import COLUMNS, DERIVED, RAW_COLUMNS

PIECES = (
    "year", "month", "day", "time", "end_year", "end_month", "end_day", "end_time",
)  # fmt: skip
FIELDS = (
    *(name for name in COLUMNS if name not in DERIVED),
    *(name for name in RAW_COLUMNS if name not in COLUMNS),
    "point",
    *PIECES,
)
SEVERAL = frozenset({"actors", "source"})  # fields that may be made of more than one column
KEPT = "keep"  # what a person writes for a column that is to be no field at all

_TELLING = 5  # fewer filled cells do not tell that a column is not what its header says
_LEAST = 0.1  # the share of cells that must fit a field named in full,
_LEAST_UNSURE = 0.5  # … or in part
_NAMING = 3  # fewer names may be of places by chance
_FROM_CELLS = 0.55
_TITLE = 0.5
_SHORT_TITLE, _LONG_TITLE = 3, 140


@dataclass(frozen=True, slots=True)
class Guess:
    """One column taken for one field, how sure that is (0 to 1), and why."""

    column: int
    header: str
    field: str
    score: float
    reason: str

    @property
    def is_told(self) -> bool:
        """Whether the header says so in our own words, or a person does."""
        return self.score >= WHOLE - 0.06


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """Which columns of a table are which fields; the other columns are kept as they came."""

    header: tuple[str, ...]
    guesses: tuple[Guess, ...]
    notes: tuple[str, ...] = ()

    def columns_of(self, field: str) -> list[int]:
        """The columns of a field, in the order of the table."""
        return sorted(guess.column for guess in self.guesses if guess.field == field)

    @property
    def fields(self) -> frozenset[str]:
        """Every field that has a column."""
        return frozenset(guess.field for guess in self.guesses)

    @property
    def says_more_than_titles(self) -> bool:
        """Whether any name or cell says more than that these are texts."""
        plain = ("title", "text")
        return any(one.field not in plain or one.score > _TITLE for one in self.guesses)

    @property
    def overrides(self) -> tuple[tuple[str, str], ...]:
        """The map as pairs of header and field, which is what an app remembers."""
        told = {guess.column: guess.field for guess in self.guesses}
        return tuple((name, told.get(at, KEPT)) for at, name in enumerate(self.header))


def signature(header: Sequence[str]) -> str:
    """Return the same text for headers that differ only in case, spaces and marks."""
    folded = "\x1f".join(key_of(name) or name.strip() for name in header)
    return hashlib.blake2b(folded.encode("utf-8", "replace"), digest_size=8).hexdigest()


# --- a person's word ------------------------------------------------------------------------------

Overrides = Sequence[tuple[str, str]]
Add = Callable[[int, str, float, str], None]  # a column, its field, a score, half a sentence


def parse_overrides(pairs: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Read "column=field" pairs, as --map takes them; `keep` makes a column no field at all."""
    return tuple(map(_parse_pair, pairs))


def _parse_pair(text: str) -> tuple[str, str]:
    header, equals, field = (part.strip() for part in text.rpartition("="))
    if not equals or not header:
        raise FormatError(f"'{text}' maps no column; write it as column=field, such as Fecha=date.")
    name = field.lower().replace(" ", "_").replace("-", "_")
    name = {"lat": "latitude", "lon": "longitude", "lng": "longitude"}.get(name, name)
    if name not in (*FIELDS, KEPT):
        raise FormatError(
            f"'{field}' is no field that a column can be; use one of {', '.join(FIELDS)} or {KEPT}."
        )
    return header, name


def overruled(found: ColumnMap, overrides: Overrides) -> ColumnMap:
    """Return the map with what a person says instead of what was guessed."""
    guesses = list(found.guesses)
    for header, field in overrides:
        at = column_named(found.header, header)
        guesses = [guess for guess in guesses if guess.column != at]
        if field == KEPT:
            continue
        told = {header_field for _, header_field in overrides}
        gone = {field} if field not in SEVERAL else set()
        gone |= _instead_of(field) - told
        guesses = [guess for guess in guesses if guess.field not in gone]
        guesses.append(
            Guess(at, found.header[at], field, OWN, f"'{header}' was said to be {field}")
        )
    return replace(found, guesses=tuple(guesses))


def column_named(header: Sequence[str], name: str) -> int:
    """The column of a name as it stands in the header, or by its number from 1."""
    for same in (str.strip, key_of):
        for at, held in enumerate(header):
            if held and same(held) == same(name) != "":
                return at
    if name.isdecimal() and 1 <= int(name) <= len(header):
        return int(name) - 1
    shown = ", ".join(filter(None, header[:12])) + (", …" if len(header) > 12 else "")
    raise FormatError(f"The table has no column '{name}'; it has {shown}.")


def _instead_of(field: str) -> set[str]:
    """The fields that a field which a person names stands instead of."""
    dates = {"date", "start", *PIECES[:3]}
    groups: Mapping[str, set[str]] = {
        "date": {*dates, "end", *PIECES[4:7]},
        "start": dates,
        "year": {"date", "start"},
        "end": {*PIECES[4:7]},
        "point": {"latitude", "longitude", "geometry"},
        "geometry": {"latitude", "longitude", "point"},
        "latitude": {"point", "geometry"},
        "longitude": {"point", "geometry"},
    }
    return groups.get(field, set()) - {field}


# --- the guess ------------------------------------------------------------------------------------


def guess(raw: RawTable, *, cells: Sequence[Sequence[str]] | None = None) -> ColumnMap:
    """Find the field of every column, by name and by content; every guess has its reason."""
    held = raw.cells if cells is None else cells
    contents = [Content.of(column) for column in held]
    notes: list[str] = []
    offers = list(_offers(raw.header, contents, notes))
    chosen = _chosen(offers)
    _by_content(raw.header, contents, chosen)
    guesses = _settled([*chosen.values()], contents, held)
    guesses.sort(key=lambda one: one.column)
    return ColumnMap(tuple(raw.header), tuple(guesses), tuple(notes))


def _offers(
    header: Sequence[str], contents: Sequence[Content], notes: list[str]
) -> Iterable[Guess]:
    """Every field that a header may mean and that the cells do not speak against."""
    found = [[one for one in meanings_of(name) if one.field in FIELDS] for name in header]
    spoken = Counter(word for held in found for one in held[:1] for word in one.languages.split())
    for at, (name, content) in enumerate(zip(header, contents, strict=True)):
        meanings = found[at]
        said = [one.reason(spoken) for one in meanings]
        offers = map(partial(_offer, at, name, content), meanings, said)
        offered = [offer for offer in offers if offer is not None]
        if meanings and not offered and meanings[0].score >= WHOLE and content.total:
            field = meanings[0].field
            notes.append(
                f"'{name}' was not taken for the {field.replace('_', ' ')}, "
                "because its cells are nothing of the kind."
            )
        yield from offered


def _offer(at: int, name: str, content: Content, meaning: Meaning, said: str) -> Guess | None:
    fit = content.fits(meaning.field)
    if meaning.field == "latitude" and 90 < content.reach <= 180:
        fit = content.fits("longitude")  # the two may have changed places
    if key_of(meaning.word) != key_of(name):
        said = f"'{name}': {said}"
    if fit is None or content.total == 0:
        return Guess(at, name, meaning.field, meaning.score, f"{said}.")
    is_plain = meaning.score >= WHOLE
    least = _LEAST if is_plain else _LEAST_UNSURE
    is_named = meaning.field == "country" and content.worded > 0.5  # in a language we do not know
    is_ours = key_of(name) == meaning.field == "title"  # events may be called 1, 2, 3
    if fit < least and not is_ours and not (is_plain and (is_named or content.total < _TELLING)):
        return None
    # What is named in our own words is believed; a fit decides between two meanings.
    enough = 0.5 if meaning.field == "country" else 0.9  # some names are of countries no more
    score = meaning.score * (0.6 + 0.4 * fit) if fit < enough else meaning.score
    what = {"start": "date", "end": "date"}.get(meaning.field, meaning.field)
    if fit < least:
        return Guess(at, name, meaning.field, score, f"{said}.")
    reason = f"{said}; {_percent(fit)} of its cells {_are(what)}."
    return Guess(at, name, meaning.field, score, reason)


def _plainly(field: str) -> str:
    return {"point": "coordinates", "url": "link"}.get(field, field)


def _percent(share: float) -> str:
    return f"{share:.0%}".replace("%", " %")


def _are(field: str) -> str:
    named = {
        "date": "are dates", "latitude": "are latitudes", "longitude": "are longitudes",
        "country": "are countries", "url": "are links", "point": "are points",
        "strength": "are numbers of people", "year": "are years", "time": "are times",
        "geometry": "are geometries",
    }  # fmt: skip
    return named.get(field, "fit")


def _chosen(offers: Iterable[Guess]) -> dict[tuple[int, str], Guess]:
    """Give every field its best column and every column its best field."""
    chosen: dict[tuple[int, str], Guess] = {}
    columns: set[int] = set()
    fields: dict[str, float] = {}
    for offer in sorted(offers, key=lambda one: (-one.score, one.column)):
        more = offer.field in SEVERAL and offer.score >= max(BARE, fields.get(offer.field, 0) - 0.1)
        if offer.column in columns or (offer.field in fields and not more):
            continue
        chosen[offer.column, offer.field] = offer
        columns.add(offer.column)
        fields.setdefault(offer.field, offer.score)
    return chosen


def _by_content(
    header: Sequence[str], contents: Sequence[Content], chosen: dict[tuple[int, str], Guess]
) -> None:
    """Find by their cells what no header names."""

    def free() -> list[int]:
        taken = {at for at, _ in chosen}
        return [at for at in range(len(header)) if at not in taken and contents[at].filled > 0.3]

    def add(at: int, field: str, score: float, reason: str) -> None:
        chosen[at, field] = Guess(
            at,
            header[at],
            field,
            score,
            f"'{header[at]}' is the {_plainly(field)} by its cells: {reason}.",
        )

    has = {field for _, field in chosen}
    if not has & {"latitude", "longitude", "point", "geometry"}:
        _find_place(contents, free(), add)
    if not has & {"date", "start", "end", "year"}:
        _find_dates(contents, free(), add)
    if "country" not in has:
        for at in free():
            share = contents[at].fits("country") or 0
            if share >= 0.8 and contents[at].length > 2.5:
                add(at, "country", _FROM_CELLS, f"{_percent(share)} are countries")
                break
    if "url" not in has:
        for at in free():
            share = contents[at].fits("url") or 0
            if share >= 0.8:
                add(at, "url", _FROM_CELLS + 0.2, f"{_percent(share)} are links")
                break
    if not {field for _, field in chosen} & {"place", "latitude", "point", "geometry"}:
        _find_names(contents, free(), add)
    if not has & {"title", "strength", "strength_low"}:
        _find_title(contents, free(), add, has_text="text" in has)


def _find_dates(contents: Sequence[Content], free: Sequence[int], add: Add) -> None:
    for at in free:
        if contents[at].compact_dates > 0.95:
            add(at, "date", _FROM_CELLS, "they are dates such as 20241203")
            return
        if contents[at].looks_dated and contents[at].dates >= 0.7:
            add(at, "date", _FROM_CELLS + 0.2, f"{_percent(contents[at].dates)} are dates")
            return
    for at in free:
        years = contents[at].share(
            lambda cell: len(cell) == 4 and cell.isdecimal() and 1400 <= int(cell) <= 2100
        )
        if years > 0.98 and contents[at].distinct < 1:
            add(at, "date", 0.4, "they are all numbers from 1400 to 2100, so they may be years")
            return


def _find_place(contents: Sequence[Content], free: Sequence[int], add: Add) -> None:
    for at in free:
        for field, words in (("geometry", "geometries"), ("point", "points")):
            share = contents[at].fits(field) or 0
            if share >= 0.8 and contents[at].numbers < 0.5:
                add(at, field, _FROM_CELLS + 0.2, f"{_percent(share)} are {words}")
                return
    degrees = [at for at in free if contents[at].fractions > 0.7 and contents[at].reach <= 180]
    for first, second in pairwise(degrees):
        if second != first + 1:
            continue
        lat, lon = (second, first) if contents[first].reach > 90 else (first, second)
        if contents[lat].reach <= 90:
            add(lat, "latitude", 0.45, "a number below 90 beside one below 180")
            add(lon, "longitude", 0.45, "a number below 180 beside one below 90")
            return


def _find_names(contents: Sequence[Content], free: Sequence[int], add: Add) -> None:
    """The column of which most cells are names of the gazetteer is the place."""
    shares = {at: contents[at].places for at in free if contents[at].worded > 0.8}
    best = max(shares, key=shares.__getitem__, default=None)
    if best is not None and shares[best] >= 0.7 and contents[best].total >= _NAMING:
        add(best, "place", _FROM_CELLS, f"{_percent(shares[best])} are names of places")


def _find_title(
    contents: Sequence[Content], free: Sequence[int], add: Add, *, has_text: bool
) -> None:
    """The column of distinct short texts is the title; the longest one beside it the text."""
    worded = [at for at in free if contents[at].worded > 0.8 and contents[at].distinct > 0.3]
    named = [at for at in worded if contents[at].share(_is_code) < 0.5]
    short = [at for at in named if _SHORT_TITLE <= contents[at].length <= _LONG_TITLE]
    if short:
        best = max(short, key=lambda at: (round(contents[at].distinct, 1), -at))
        add(best, "title", _TITLE, "they are short texts, most of them different")
    longer = [at for at in worded if contents[at].length > 80 and at not in short[:1]]
    if longer and not has_text:
        best = max(longer, key=lambda at: contents[at].length)
        if not short or best != max(short, key=lambda at: (round(contents[at].distinct, 1), -at)):
            add(best, "text", 0.5, "they are long texts")


def _is_code(cell: str) -> bool:
    return len(cell) <= 4 and cell.isascii() and cell.isupper()


# --- what goes together ---------------------------------------------------------------------------


def _settled(
    guesses: list[Guess], contents: Sequence[Content], cells: Sequence[Sequence[str]]
) -> list[Guess]:
    """Leave out what would say the same thing twice, or only half of something."""
    at = {one.field: one for one in guesses}
    gone: set[str] = set()
    dated = at.keys() & {"date", "start"}
    if "date" in at and "start" in at:
        weaker = "date" if "end" in at and at["date"].score <= at["start"].score else "start"
        gone |= {"date"} if weaker == "date" else {"start", "end"}
    if dated:
        gone |= {"year", "month", "day"}
    elif "year" not in at:
        gone |= {"month", "day", "time"}
    if "end" in at:
        gone |= {"end_year", "end_month", "end_day"}
    elif "end_year" not in at and not {"end_month", "end_day"} & at.keys():
        gone |= {"end_time"} if not dated | ({"year"} & at.keys()) else set()
    for one, other in (("latitude", "longitude"), ("to_latitude", "to_longitude")):
        if (one in at) != (other in at):
            gone |= {one, other}
    if {"latitude", "longitude"} <= at.keys() - gone:
        gone |= {"point"}
    if {"geometry", "point"} <= at.keys() - gone:
        gone |= {"point"}
    if {"strength_low", "strength_high"} <= at.keys():
        gone |= {"strength"}
    if "id" in at and _repeats(cells[at["id"].column], at["id"]):
        gone |= {"id"}
    kept = [one for one in guesses if one.field not in gone]
    return [*_turned(kept, contents)]


def _repeats(cells: Sequence[str], one: Guess) -> bool:
    """Whether the cells of a column are no ids, because too many rows share them."""
    held = [cell for cell in cells if cell.strip()]
    doubles = len(held) - len(set(held))
    if one.score < OWN:
        return doubles > 0 or len(held) < len(cells)
    return len(held) >= 20 and doubles > len(held) / 20


def _turned(guesses: Sequence[Guess], contents: Sequence[Content]) -> Iterable[Guess]:
    """Change latitude and longitude round when only that makes them possible."""
    at = {one.field: one for one in guesses}
    lat, lon = at.get("latitude"), at.get("longitude")
    is_turned = (
        lat is not None
        and lon is not None
        and 90 < contents[lat.column].reach <= 180
        and contents[lon.column].reach <= 90
        and (contents[lat.column].fits("latitude") or 0) < 0.5
    )
    for one in guesses:
        if not (is_turned and one in (lat, lon)):
            yield one
            continue
        field = "longitude" if one is lat else "latitude"
        yield replace(
            one,
            field=field,
            score=0.5,
            reason=f"'{one.header}' was taken for the {field}, because its cells reach beyond 90 "
            "where those of the other column do not." if field == "longitude"
            else f"'{one.header}' was taken for the latitude, because the other column cannot be.",
        )  # fmt: skip


# --- the map applied ------------------------------------------------------------------------------


def apply(
    raw: RawTable,
    found: ColumnMap,
    *,
    cells: Sequence[Sequence[str]] | None = None,
    taken: Iterable[str] = (),
    geometry: Texts | None = None,
) -> Table:
    """Name the columns of a table by a map; pieces are joined, the rest is kept as it came.

    `taken` are names that columns beside these have, `geometry` shapes that came beside them.
    """
    held = raw.cells if cells is None else cells
    columns: dict[str, list[list[str]]] = {}
    for one in sorted(found.guesses, key=lambda one: one.column):
        columns.setdefault(one.field, []).append([*held[one.column]])
    if geometry is not None:
        columns["geometry"] = [geometry.tolist()]
    fields, used, notes = filled_fields(columns, found.fields)
    names = {*fields, *taken}
    kept: list[str] = []
    for at, header in enumerate(raw.header):
        about = next((one for one in found.guesses if one.column == at), None)
        if about is not None and about.field in used:
            continue
        name = free_name(header.strip() or f"column {at + 1}", names)
        names.add(name)
        fields[name] = [*held[at]]
        if about is None:
            kept.append(name)
    said = (*raw.notes, *found.notes, *_guess_notes(found), *notes, *kept_note(kept))
    return Table(fields, raw.lines, raw.rejected, said)


def _guess_notes(found: ColumnMap) -> list[str]:
    """One sentence for each column whose header does not say plainly enough what it is."""
    return [one.reason for one in found.guesses if not one.is_told or _is_foreign(one)]


def _is_foreign(one: Guess) -> bool:
    return " is English for " not in one.reason and one.score < OWN
