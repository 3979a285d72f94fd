"""Results of Wikidata's query service, in both of its JSON shapes, or saved as CSV.

Wikidata writes a year as its first of January. With a column of precisions that is undone
exactly; without one, 1 January is taken for the year, because most are.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from timeline.cells import Texts, filled, first_where
from timeline.formats.header_meaning import key_of
from timeline.formats.known.schema import Fields, Schema, Source, of_pairs
from timeline.formats.pieces import each

ENTITY = re.compile(r"https?://www\.wikidata\.org/entity/(Q\d+)")
_MOMENT = re.compile(r"([+-]?\d{4,20})-(\d{2})-(\d{2})T00:00:00Z")
_POINT = re.compile(r"Point\(")
_PRECISIONS = {"11": 3, "10": 2, "9": 1}
_CODED = {"8": "decade", "7": "century", "6": "millennium"}
_NOTICE = "Wikidata is in the public domain (CC0)."


def rows_of_bindings(root: Any) -> list[Mapping[str, Any]] | None:
    """The rows of {"head": …, "results": {"bindings": …}} as plain records, None for other JSON."""
    results = root.get("results") if isinstance(root, dict) else None
    bindings = results.get("bindings") if isinstance(results, dict) else None
    if not isinstance(bindings, list):
        return None
    names = root.get("head", {}).get("vars", []) if isinstance(root.get("head"), dict) else []
    return [
        {name: None for name in names if isinstance(name, str)}
        | {
            name: cell.get("value") if isinstance(cell, dict) else cell
            for name, cell in row.items()
        }
        if isinstance(row, dict)
        else row
        for row in bindings
    ]


def is_wikidata(header: Sequence[str], cells: Sequence[Sequence[str]]) -> bool:
    """Whether some column is one of Wikidata's entities, and another its label or a time."""
    columns = dict(zip(header, cells, strict=True))
    entities = [name for name, column in columns.items() if _mostly(ENTITY, column)]
    times = [name for name, column in columns.items() if _mostly(_MOMENT, column)]
    return bool(entities) and (bool(times) or any(f"{name}Label" in columns for name in entities))


def _mostly(pattern: re.Pattern[str], cells: Sequence[str]) -> bool:
    held = [cell for cell in cells[:200] if cell]
    return bool(held) and sum(map(bool, map(pattern.match, held))) > len(held) * 0.8


def _wikidata(source: Source) -> tuple[Fields, Sequence[str]]:
    header = list(source.header)
    entities = [name for name in header if _mostly(ENTITY, source.see(name).tolist())]
    times = [name for name in header if _mostly(_MOMENT, source.see(name).tolist())]
    fields: Fields = {}
    notes: list[str] = []
    if entities:
        fields |= _about(source, entities[0])
    for field, name in _ends(times).items():
        fields[field] = _dates(source, name, notes)
    points = [name for name in header if _mostly(_POINT, source.see(name).tolist())]
    if points:
        fields["geometry"] = source.take(points[0])
    for name in header:
        if key_of(name).startswith(("article", "sitelink")):
            fields["url"] = source.take(name)
            break
    return fields, list(dict.fromkeys(notes))


def _about(source: Source, name: str) -> Fields:
    """The id (where no other row is about the same thing), its title and its address."""
    uris = source.see(name)
    ids = each(uris, lambda text: text.rpartition("/")[2])
    counts = Counter(ids.tolist())
    label = source.take(f"{name}Label", "itemLabel", "label")
    return {
        "id": each(ids, lambda text: text if counts[text] == 1 else ""),
        "title": first_where(filled(label), label, ids),
        "url": uris,
        "source": each(uris, lambda text: "Wikidata" if text else ""),
    }


def _ends(times: Sequence[str]) -> dict[str, str]:
    """Which time is the date, or the start and the end."""
    starts = [
        name for name in times if re.search("start|begin|inception|from", name, re.IGNORECASE)
    ]
    ends = [name for name in times if re.search("end|until|dissol|finish", name, re.IGNORECASE)]
    if starts and ends:
        return {"start": starts[0], "end": ends[0]}
    plain = [name for name in times if name not in ends] or list(times)
    first = {"date": plain[0]} if plain else {}
    return {"start": plain[0], "end": ends[0]} if ends and plain[0] not in ends else first


def _dates(source: Source, name: str, notes: list[str]) -> Texts:
    said = source.see(name)
    given = next(
        (
            held
            for held in source.header
            if key_of(held) in (f"{key_of(name)}precision", "precision")
        ),
        "",
    )
    if given:
        return of_pairs(said, source.see(given), _to_precision)
    years = sum(text[4:].startswith("-01-01T00:00:00Z") for text in said)
    if years:
        notes.append(
            f"Wikidata writes a year as its 1 January and gave no precision, so {years:,} dates "
            "are taken for the year."
        )
    return each(said, _without_precision)


def _to_precision(text: str, precision: str) -> str:
    found = _MOMENT.fullmatch(text)
    code = precision.rpartition("#")[2]
    if not found:
        return "" if text.startswith(("http", "_:", "t")) else text
    year = _iso_year(found[1])
    if len(year) > 7:  # further back than any calendar here: refused in its own words
        return text
    if code in _CODED and len(year) == 4:
        digits = {"8": 1, "7": 2, "6": 3}[code]
        return year[: 4 - digits] + "X" * digits
    return "-".join([year, found[2], found[3]][: _PRECISIONS.get(code, 3 if code else 1)])


def _without_precision(text: str) -> str:
    found = _MOMENT.fullmatch(text)
    if not found:
        return "" if text.startswith(("http", "_:", "t")) else text
    is_year = (found[2], found[3]) in (("01", "01"), ("00", "00"))
    return _to_precision(text, "9" if is_year else "10" if found[3] == "00" else "11")


def _iso_year(text: str) -> str:
    sign, digits = ("-", text[1:]) if text[:1] == "-" else ("", text.lstrip("+"))
    return f"{sign}{int(digits):04}" if len(digits.lstrip("0")) <= 4 else f"Y{sign}{int(digits)}"


WIKIDATA = Schema(name="results of Wikidata", convert=_wikidata, notice=_NOTICE, guesses=True)
