"""Decide what a story is, and read and write it as a small YAML or CSV file.

A story is an ordered list of views, each with a title and a text. Its days stay
as they were written ("2018", "2018-06"); only the browser is told the first and
the last one. All that a YAML file says is read as text, so that 0300 stays a
year and No a word, and an alias is refused, as it can make a small file huge.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from timeline.edtf import EventDate
from timeline.errors import DateError, FilterError, FormatError
from timeline.query import Window

FIELDS = ("title", "text", "start", "end", "at", "select")
SUFFIXES = (".yaml", ".yml", ".csv")
MAX_BYTES = 1_000_000
MAX_STEPS = 1_000
MAX_DEPTH = 4

_AT = {"lat": (-90.0, 90.0), "lon": (-540.0, 540.0), "zoom": (0.0, 24.0)}
_COLUMNS = ("title", "text", "start", "end", *_AT, "select")
_NOTHING = ("", "~", "null")
_FINER_THAN_A_DAY = ("hour", "minute", "second")
_FAR_DAY = re.compile(r"(-?[0-9]{5,6})-[0-9]{2}-[0-9]{2}")
_YEAR = re.compile(r"(-?)([0-9]+)")
_ODD_BREAKS = re.compile("[\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Step:
    """One view of a story: days or parts of dates, the end included, and "" is open.

    `at` is latitude, longitude and zoom of the map, `select` are ids of events.
    """

    title: str
    text: str = ""
    start: str = ""
    end: str = ""
    at: tuple[float, float, float] | None = None
    select: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.title.strip() and not self.text.strip():
            raise FormatError("The step has neither title nor text; give it a title.")
        for field, written in zip(FIELDS, (self.title, self.text), strict=False):
            _check_writable(field, written)
        for id_ in self.select:
            _check_writable("select", id_)
        for field, day in (("start", self.start), ("end", self.end)):
            _check_day(field, day)
        try:
            _ = self.window
        except FilterError as error:
            raise FormatError(str(error)) from None
        _check_at(self.at)

    @property
    def window(self) -> Window:
        """The time that the step shows."""
        return Window.from_days(self.start, self.end)


def read_story(source: str | Path | bytes, *, name: str = "") -> tuple[Step, ...]:
    """Read a story from a file, or from bytes that came under a name; YAML if it has none."""
    data = source if isinstance(source, bytes) else _bytes_of(Path(source))
    label = name or ("the story" if isinstance(source, bytes) else str(source))
    suffix = Path(label).suffix.lower() or ".yaml"
    if suffix not in SUFFIXES:
        raise FormatError(f"We cannot read {label} as a story; we read {', '.join(SUFFIXES)}.")
    _check_size(len(data), label)
    rows = (_csv_rows if suffix == ".csv" else _yaml_rows)(_text_of(data, label), label)
    return _steps(rows, label)


def write_story(steps: Sequence[Step]) -> str:
    """Write a story as YAML, with its days as they were written."""
    return yaml.dump(
        [_kept(step) for step in steps],
        Dumper=_Dumper,
        allow_unicode=True,
        default_flow_style=None,
        sort_keys=False,
        width=100,
    )


def story_beside(path: Path) -> Path | None:
    """Find the story that lies beside a data file: NAME.story.yaml, .yml or .csv."""
    beside = (path.with_name(f"{path.stem}.story{suffix}") for suffix in SUFFIXES)
    return next((found for found in beside if found.is_file()), None)


def unknown_ids(steps: Iterable[Step], known: Collection[str]) -> tuple[str, ...]:
    """Say which selected ids no event has; they are no fault, the step just does without."""
    return tuple(
        f"Step {number} of the story selects '{id_}', which is the id of no event."
        for number, step in enumerate(steps, 1)
        for id_ in step.select
        if id_ not in known
    )


def to_json(steps: Iterable[Step], *, within: Window | None = None) -> list[dict[str, Any]]:
    """Return the story as the browser reads it; `within` closes the open side of a window."""
    return [_told(step, within or Window()) for step in steps]


def from_json(
    text: str, *, initial: Sequence[Step] = (), within: Window | None = None
) -> tuple[Step, ...]:
    """Read the story that the browser gives back; initial steps left alone stay as written."""
    label = "the story"
    _check_size(len(text), label)
    try:
        rows = json.loads(text)
    except (ValueError, RecursionError):
        raise FormatError("The story that the browser gave back cannot be read.") from None
    if not isinstance(rows, list):
        raise FormatError("The story that the browser gave back is no list of steps.")
    as_told = list(zip(to_json(initial, within=within), initial, strict=True))
    kept = [next((step for told, step in as_told if told == row), row) for row in rows]
    return _steps(kept, label)


# --- what a step may say --------------------------------------------------------------------------


def _check_writable(field: str, written: str) -> None:
    try:
        written.encode("utf-8")
    except UnicodeEncodeError as error:
        raise FormatError(
            f"The {field} '{written[: error.start]}…' holds half a character; write it anew."
        ) from None


def _check_day(field: str, day: str) -> None:
    try:
        precision = EventDate.parse(day).precision if day else "day"
    except DateError:
        return  # the window says it better
    if precision in _FINER_THAN_A_DAY:
        raise FormatError(
            f"The {field} '{day}' is finer than a day; write 2018, 2018-06 or 2018-06-12."
        )


def _check_at(at: tuple[float, float, float] | None) -> None:
    for (part, (least, most)), value in zip(_AT.items(), at or (), strict=False):
        if not least <= value <= most:
            raise FormatError(
                f"The {part} {value:g} in 'at' does not lie between {least:g} and {most:g}."
            )


def _steps(rows: Sequence[Any], label: str) -> tuple[Step, ...]:
    if len(rows) > MAX_STEPS:
        raise FormatError(f"There are {len(rows):,} steps in {label}; {MAX_STEPS:,} are the limit.")
    return tuple(_numbered(row, number, label) for number, row in enumerate(rows, 1))


def _numbered(row: Any, number: int, label: str) -> Step:
    """Make a step, or say which one cannot be made."""
    try:
        return row if isinstance(row, Step) else _step(row)
    except FormatError as error:
        said = str(error)
        raise FormatError(f"Step {number} of {label}: {said[0].lower()}{said[1:]}") from None


def _step(row: Any) -> Step:
    if not isinstance(row, Mapping):
        raise FormatError(f"It is {_kind_of(row)}; write fields such as 'title: …'.")
    for field in row:
        if field not in FIELDS:
            raise FormatError(
                f"The field '{field}' is none of a step's; those are {', '.join(FIELDS)}."
            )
    days = {field: _day(_text(field, row.get(field, ""))) for field in ("start", "end")}
    words = {field: _text(field, row.get(field, "")) for field in ("title", "text")}
    return Step(**words, **days, at=_at(row.get("at", "")), select=_ids(row.get("select", "")))


def _text(field: str, value: Any) -> str:
    if isinstance(value, str):
        return value
    raise FormatError(f"The {field} is {_kind_of(value)}; write a text.")


def _day(text: str) -> str:
    """Write a day of a year beyond 9999, which only the browser says so, as its year."""
    text = text.strip()
    return "" if text in _NOTHING else _FAR_DAY.sub(r"Y\1", text)


def _at(value: Any) -> tuple[float, float, float] | None:
    if value in _NOTHING:
        return None
    parts = value.split(",") if isinstance(value, str) else value
    try:
        lat, lon, zoom = (float(str(part)) for part in parts)
    except (TypeError, ValueError):
        said = value if isinstance(value, str) else _listed(value)
        raise FormatError(
            f"The at '{said}' is not three numbers; write [latitude, longitude, zoom]."
        ) from None
    return lat, lon, zoom


def _ids(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        ids = () if value.strip() in _NOTHING else value.split(";")
        return tuple(id_.strip() for id_ in ids if id_.strip())
    if not isinstance(value, list):
        raise FormatError(f"The select is {_kind_of(value)}; write a list of ids.")
    return tuple(_text("select", id_) for id_ in value)


def _kind_of(value: Any) -> str:
    if isinstance(value, str):
        return f"the text '{value}'"
    if isinstance(value, list):
        return "a list"
    return "a mapping" if isinstance(value, Mapping) else repr(value)


def _listed(value: Any) -> str:
    parts = value if isinstance(value, list) else [value]
    return ", ".join(part if isinstance(part, str) else _kind_of(part) for part in parts[:5])


# --- bytes to rows --------------------------------------------------------------------------------


def _bytes_of(path: Path) -> bytes:
    try:
        _check_size(path.stat().st_size, str(path))
        return path.read_bytes()
    except OSError as error:
        raise FormatError(f"The story {path} cannot be opened: {error.strerror}.") from None


def _check_size(size: int, label: str) -> None:
    if size > MAX_BYTES:
        raise FormatError(f"There are {size:,} bytes in {label}; {MAX_BYTES:,} are the limit.")


def _text_of(data: bytes, label: str) -> str:
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise FormatError(
            f"Byte {error.start + 1:,} of {label} is no UTF-8 text; save the file as UTF-8."
        ) from None


class _Loader(yaml.BaseLoader):
    """Reads YAML as far as a story goes: every scalar a text, no alias, nothing deep."""

    depth = 0

    def compose_node(self, parent: Any, index: Any) -> Any:
        """Compose one node, unless it lies deeper than any part of a step."""
        event: Any = self.peek_event()  # type: ignore[no-untyped-call]
        self.depth += 1
        if isinstance(event, yaml.AliasEvent):
            raise _NotInStory(f"write out what *{event.anchor} stands for", event.start_mark)
        if self.depth > MAX_DEPTH:
            raise _NotInStory("a step holds texts and lists of texts", event.start_mark)
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


class _NotInStory(yaml.MarkedYAMLError):
    """YAML, but not as a story uses it."""

    def __init__(self, problem: str, mark: Any) -> None:
        super().__init__(problem=problem, problem_mark=mark)


def _yaml_rows(text: str, label: str) -> list[Any]:
    try:
        root = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        raise FormatError(_yaml_fault(error, text, label)) from None
    if not isinstance(root, yaml.SequenceNode):
        raise FormatError(f"There is no list of steps in {label}; begin each with '- title: …'.")
    return [_yaml_row(node, number, label) for number, node in enumerate(root.value, 1)]


def _yaml_row(node: yaml.Node, number: int, label: str) -> Any:
    if not isinstance(node, yaml.MappingNode):
        return _yaml_value(node)
    row: dict[str, Any] = {}
    for key, value in node.value:
        field = str(_yaml_value(key))
        if field in row:
            raise FormatError(f"Step {number} of {label}: the field '{field}' is there twice.")
        row[field] = _yaml_value(value)
    return row


def _yaml_value(node: yaml.Node) -> Any:
    if isinstance(node, yaml.ScalarNode):
        return node.value
    if isinstance(node, yaml.SequenceNode):
        return [_yaml_value(part) for part in node.value]
    return {}


def _yaml_fault(error: yaml.YAMLError, text: str, label: str) -> str:
    mark = getattr(error, "problem_mark", None)
    line = mark.line if mark else text.count("\n", 0, getattr(error, "position", 0))
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "it is broken"
    said = " ".join(problem.split())
    return f"Line {line + 1:,} of {label} cannot be read as YAML: {said}."


def _csv_rows(text: str, label: str) -> list[Any]:
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        records = [record for record in reader if any(map(str.strip, record))]
    except csv.Error as error:
        raise FormatError(
            f"Line {reader.line_num:,} of {label} cannot be read as a row: {error}."
        ) from None
    header = [cell.strip().lower() for cell in records[0]] if records else []
    _check_header(header, label)
    return [_csv_row(header, record, n, label) for n, record in enumerate(records[1:], 1)]


def _check_header(header: Sequence[str], label: str) -> None:
    odd = [name for name in header if name not in _COLUMNS or header.count(name) > 1]
    if odd or "title" not in header:
        fault = f"'{odd[0]}' is too much" if odd else "'title' is missing"
        raise FormatError(
            f"The first line of {label} should name columns out of {', '.join(_COLUMNS)}, each "
            f"once; {fault}."
        )


def _csv_row(header: Sequence[str], record: list[str], number: int, label: str) -> dict[str, Any]:
    if len(record) > len(header) and any(map(str.strip, record[len(header) :])):
        raise FormatError(
            f"Step {number} of {label}: the row has {len(record)} cells, and the header "
            f"{len(header)}."
        )
    row: dict[str, Any] = dict(zip(header, record, strict=False))
    at = [row.pop(part, "").strip() for part in _AT]
    return row | {"at": at if any(at) else ""}


# --- steps to text --------------------------------------------------------------------------------


class _Dumper(yaml.SafeDumper):
    """Writes a step as a person would: a field a line, longer texts as they are."""

    def represent_mapping(self, tag: str, mapping: Any, flow_style: bool | None = None) -> Any:
        """Give every field its line, in a step with a title alone too."""
        return super().represent_mapping(tag, mapping, flow_style=False)


def _write_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = '"' if _ODD_BREAKS.search(text) else "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _write_text)


def _kept(step: Step) -> dict[str, Any]:
    """What the step says, without what it leaves open."""
    days = {"start": step.start, "end": step.end}
    view = {"at": list(step.at or ()), "select": list(step.select)}
    said = {name: value for name, value in (days | view).items() if value}
    return {"title": step.title, "text": step.text, **said}


def _told(step: Step, within: Window) -> dict[str, Any]:
    days = _first_and_last_day(step.window, within)
    return {name: value for name, value in (_kept(step) | days).items() if value}


def _first_and_last_day(window: Window, within: Window) -> dict[str, str]:
    """Both days or, where the time is open or cannot be closed, neither."""
    start = within.start if window.start is None else window.start
    end = within.end if window.end is None else window.end
    if window.is_open or start is None or end is None or end <= start:
        return {"start": "", "end": ""}
    return {"start": _day_text(start), "end": _day_text(end - np.timedelta64(1, "us"))}


def _day_text(moment: np.datetime64) -> str:
    day = str(moment.astype("M8[D]"))
    return _YEAR.sub(lambda year: f"{year[1]}{year[2]:0>4}", day, count=1)
