"""What it takes to recognise a table that we know, and to turn its columns into ours."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from timeline.cells import Mask, Texts, filled, first_where, stripped
from timeline.formats.columns import free_name
from timeline.formats.header_meaning import key_of
from timeline.formats.pieces import each
from timeline.formats.table import RawTable, Table
from timeline.schema import objects

Fields = dict[str, Texts]


@dataclass(frozen=True, slots=True)
class Known:
    """A source that was recognised: its name, and its rows in our columns."""

    schema: str
    table: Table


class Source:
    """The columns of a table by name in any spelling, and which of them are used up."""

    def __init__(self, header: Sequence[str], cells: Sequence[Sequence[str]], size: int) -> None:
        self.header = header
        self.size = size
        self._cells = cells
        self._at = {key_of(name): at for at, name in reversed([*enumerate(header)])}
        self._used: set[int] = set()

    def has(self, *names: str) -> bool:
        """Whether the table has all of these columns."""
        return all(key_of(name) in self._at for name in names)

    def see(self, *names: str) -> Texts:
        """The cells of the first of these columns that there is, without space around them."""
        at = self._column(names)
        if at is None:
            return np.full(self.size, "", dtype=object)
        return stripped(objects(self._cells[at]))

    def take(self, *names: str) -> Texts:
        """The same, for a column that needs not be kept beside what is made of it."""
        at = self._column(names)
        self._used |= set() if at is None else {at}
        return self.see(*names)

    def _column(self, names: Sequence[str]) -> int | None:
        return next((self._at[key_of(name)] for name in names if self.has(name)), None)

    def named_like(self, prefix: str) -> list[str]:
        """The headers that are a name with a number behind it, or without one."""
        wanted = key_of(prefix)
        keys = {name: key_of(name) for name in self.header}
        return [name for name, key in keys.items() if key.rstrip("0123456789") == wanted]

    def ending_with(self, suffix: str) -> str:
        """The header that ends with a name, "" when none does."""
        wanted = key_of(suffix)
        return next((name for name in self.header if key_of(name).endswith(wanted)), "")

    def rest(self) -> tuple[list[str], list[list[str]]]:
        """The columns that are not used up, as header and cells."""
        left = [at for at in range(len(self.header)) if at not in self._used]
        return [self.header[at] for at in left], [[*self._cells[at]] for at in left]


Convert = Callable[[Source], tuple[Fields, Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Schema:
    """A kind of table: how its header is known, how its columns are read, what its owner asks.

    A header matches when it names all that is needed and at least one of `any_of`. With
    `guesses` what is left is looked at like any other table, for a title or a category.
    `day_first` is how its owner says that 03/04/2024 is written there.
    """

    name: str
    convert: Convert
    needs: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()
    refuses: tuple[str, ...] = ()
    notice: str = ""
    guesses: bool = False
    day_first: bool | None = None
    matches: Callable[[Sequence[str]], bool] | None = None
    keys: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "keys", frozenset(map(key_of, self.needs)))

    def knows(self, header: Sequence[str]) -> bool:
        """Whether a table with this header is one of these."""
        keys = frozenset(map(key_of, header))
        if not self.keys <= keys or keys & {*map(key_of, self.refuses)}:
            return False
        if self.any_of and not keys & {*map(key_of, self.any_of)}:
            return False
        return self.matches is None or self.matches(header)


def known_table(
    schema: str, raw: RawTable, fields: Mapping[str, Texts], source: Source, notes: Sequence[str]
) -> Known:
    """Put our columns and those that are kept beside them into a table."""
    columns = {name: cells.tolist() for name, cells in fields.items()}
    taken = set(columns)
    for header, cells in zip(*source.rest(), strict=True):
        name = free_name(header.strip() or "column", taken)
        taken.add(name)
        columns[name] = cells
    said = (f"Recognised as {schema}.", *notes)
    return Known(schema, Table(columns, raw.lines, raw.rejected, (*raw.notes, *said)))


# --- what several schemas need --------------------------------------------------------------------


def whole(values: Texts) -> Texts:
    """Numbers without the .0 that a spreadsheet or pandas put behind them."""
    return each(values, lambda text: text.removesuffix(".0"))


def joined(left: Texts, mark: str, right: Texts) -> Texts:
    """Both texts with a mark between, or the one that there is."""
    both = filled(left) & filled(right)
    return first_where(both, left + mark + right, first_where(filled(left), left, right))


def all_joined(columns: Sequence[Texts], mark: str, size: int) -> Texts:
    """The texts of several columns, those that there are, with marks between."""
    out = np.full(size, "", dtype=object)
    for column in columns:
        out = joined(out, mark, column)
    return out


def coded(values: Texts, meanings: Mapping[str, str]) -> Texts:
    """What a column of codes means, "" for codes that it does not know."""
    return each(whole(values), lambda code: meanings.get(code, ""))


def of_pairs(left: Texts, right: Texts, read: Callable[[str, str], str]) -> Texts:
    """Apply a function to each distinct pair of two columns."""
    return each(left + "\x1f" + right, lambda text: read(*text.split("\x1f", 1)))


def uncertain(start: Texts, end: Texts) -> Texts:
    """One of the days from start to end: an uncertain instant, no interval."""
    pair = filled(start) & filled(end) & (start != end)
    span = first_where(pair, "[" + start + ".." + end + "]", start)
    return first_where(filled(start), span, end)


def blank(values: Texts, mask: Mask) -> Texts:
    """The same column with some rows emptied."""
    return first_where(mask, "", values)


def constant(size: int, text: str) -> Texts:
    """A column that says the same in every row."""
    return np.full(size, text, dtype=object)
