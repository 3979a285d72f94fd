"""Read JSON records and JSON Lines as a table: one record a row, nested keys with dots between.

What is nested deeper than a table can show is kept as JSON text. The line of a row is the
number of its record, or its line in a file of JSON Lines.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from timeline.errors import FormatError
from timeline.formats.geojson import check_depth, parse_json
from timeline.formats.limits import LIMITS, Limits, check_cells, check_chars, check_rows, check_size
from timeline.formats.table import RawTable
from timeline.schema import RejectedRow

_DEEPEST = 5
_LISTS = ("features", "events", "records", "data", "results", "items", "rows", "value", "entries")
_NO_RECORD = "it is no record with named values"
_AS_TEXT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))

Record = tuple[int, Any]


def read_raw_json(data: bytes, *, name: str = "", limits: Limits = LIMITS) -> RawTable:
    """Read the bytes of a JSON document of records into a header and rows of text."""
    check_size(data, limits)
    check_depth(data, limits)
    return raw_of_document(parse_json(data, name), name=name, limits=limits)


def read_raw_json_lines(data: bytes, *, name: str = "", limits: Limits = LIMITS) -> RawTable:
    """Read the bytes of a file that has one JSON record on each line."""
    check_size(data, limits)
    lines = data.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    check_rows(len(lines), limits)
    records: list[Record] = []
    odd: list[RejectedRow] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            check_depth(line, limits)
            records.append((number, parse_json(line, f"Line {number}")))
        except FormatError as error:
            shown = line[:200].decode("utf-8", "replace")
            odd.append(RejectedRow(number, "", shown, str(error).rstrip(".")))
    if not any(isinstance(record, dict) for _, record in records):
        raise FormatError(
            f"{name or 'The file'} holds no line that is a record; "
            'write one a line, such as {"title": "…", "date": "2018-06-12"}.'
        )
    return _raw_of(records, odd, limits)


def raw_of_document(root: Any, *, name: str = "", limits: Limits = LIMITS) -> RawTable:
    """Find the records in a JSON document and make them a table."""
    records = records_of(root)
    if records is None:
        raise FormatError(
            f"{name or 'The file'} is JSON but holds no records; "
            'write a list of them, such as [{"title": "…", "date": "2018-06-12"}].'
        )
    return raw_of_records(records, limits=limits)


def raw_of_records(records: Sequence[Any], *, limits: Limits = LIMITS) -> RawTable:
    """Make a list of records a table; what is no record is rejected."""
    return _raw_of(list(enumerate(records, 1)), [], limits)


def records_of(root: Any) -> list[Any] | None:
    """The records of a document: a list, a list in it, columns, or one record under each key."""
    if isinstance(root, list):
        return root if any(isinstance(one, dict) for one in root) else None
    if not isinstance(root, dict) or not root:
        return None
    return _split(root) or _listed(root) or _columnar(root) or _keyed(root) or [root]


def _split(root: Mapping[str, Any]) -> list[Any] | None:
    """{"columns": [...], "data": [[...]]}, as pandas and many interfaces write."""
    names = root.get("columns") or root.get("fields") or root.get("header")
    rows = root.get("data") or root.get("rows") or root.get("values")
    if not isinstance(names, list) or not isinstance(rows, list):
        return None
    if not all(isinstance(name, str) for name in names) or not any(
        isinstance(r, list) for r in rows
    ):
        return None
    return [dict(zip(names, row, strict=False)) if isinstance(row, list) else row for row in rows]


def _listed(root: Mapping[str, Any], depth: int = 0) -> list[Any] | None:
    """The list of records in an envelope: by the usual names first, else the longest."""
    lists = [root[key] for key in _LISTS if _is_records(root.get(key))]
    lists += sorted((value for value in root.values() if _is_records(value)), key=len, reverse=True)
    if lists:
        return lists[0]  # type: ignore[no-any-return]
    inner = [value for value in root.values() if isinstance(value, dict)]
    found = (_listed(value, depth + 1) for value in inner) if depth < 3 else iter(())
    return next((records for records in found if records), None)


def _is_records(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) for one in value)


def _columnar(root: Mapping[str, Any]) -> list[Any] | None:
    columns = [*root.values()]
    if not all(isinstance(column, list) for column in columns):
        return None
    if len({len(column) for column in columns}) != 1:
        return None
    return [dict(zip(root, row, strict=True)) for row in zip(*columns, strict=True)]


def _keyed(root: Mapping[str, Any]) -> list[Any] | None:
    if len(root) < 2 or not all(isinstance(value, dict) for value in root.values()):
        return None
    shapes = {frozenset(value) for value in root.values()}
    shared = frozenset.intersection(*shapes)
    return [{"id": key} | value for key, value in root.items()] if shared else None


# --- records to rows ------------------------------------------------------------------------------


def _raw_of(records: Sequence[Record], odd: Sequence[RejectedRow], limits: Limits) -> RawTable:
    check_rows(len(records), limits)
    flat = [(line, dict(_flat(one))) for line, one in records if isinstance(one, dict)]
    lost = [
        RejectedRow(line, "", as_text(one)[:200], _NO_RECORD)
        for line, one in records
        if not isinstance(one, dict)
    ]
    header = list(dict.fromkeys(chain.from_iterable(row for _, row in flat)))
    check_cells(len(flat), len(header), limits)
    for _, row in flat:
        check_chars(row.values(), limits)
    rows = [[row.get(name, "") for name in header] for _, row in flat]
    rejected = sorted((*odd, *lost), key=lambda fault: fault.line)
    return RawTable(header, rows, [line for line, _ in flat], tuple(rejected))


def _flat(record: Mapping[str, Any], prefix: str = "", depth: int = 1) -> Iterator[tuple[str, str]]:
    for key, value in record.items():
        name = f"{prefix}{key}"
        if isinstance(value, dict) and value and depth < _DEEPEST:
            if is_geojson(value):
                yield name, as_text(value)
            else:
                yield from _flat(value, f"{name}.", depth + 1)
        else:
            yield name, as_text(value)


def is_geojson(value: Mapping[str, Any]) -> bool:
    """Whether a nested value is a geometry, which stays in one cell."""
    return isinstance(value.get("type"), str) and "coordinates" in value


def as_text(value: Any) -> str:
    """A value of JSON as the text of a cell: lists of plain values with semicolons between."""
    if value is None:
        return ""
    if isinstance(value, list) and value and not any(isinstance(one, dict | list) for one in value):
        return "; ".join(filter(None, map(as_text, value)))
    if value in ([], {}):
        return ""
    text = value if isinstance(value, str) else _AS_TEXT.encode(value)
    return (
        text
        if text.isascii()
        else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    )
