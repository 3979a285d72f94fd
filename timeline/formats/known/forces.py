"""Security Force Monitor: where a unit was positioned, by its first and last known day.

A unit that is not "starting" there was there before, so its beginning is open, not an arrival;
the same holds for an end that is no departure. When both ends are open, what is left is the
span between the first and the last day that it was seen, and a note says that this is all.
"""

import re
from collections.abc import Mapping, Sequence

import numpy as np

from timeline.cells import Mask, Texts, filled, first_where
from timeline.edtf import has_edtf_form
from timeline.formats.known.schema import Fields, Schema, Source, all_joined, constant
from timeline.formats.pieces import each

_RANGE = re.compile(r"[\[(]?\s*([\dX-]*)\s*(?:,|/|\.\.| to )\s*([\dX-]*)\s*[\])]?")
_DATES = (
    "first_precise:range",
    "last_precise:range",
    "first_imprecise:range",
    "last_imprecise:range",
)


def _positions(source: Source) -> tuple[Fields, Sequence[str]]:
    said = {name: source.see(source.ending_with(name)) for name in _DATES}
    first = _known(said["first_precise:range"], said["first_imprecise:range"])
    last = _known(said["last_precise:range"], said["last_imprecise:range"])
    is_open = [
        _says_no(source.see(source.ending_with(f"{end}:range"))) for end in ("starting", "ending")
    ]
    unit = each(source.see(source.ending_with("unit:refs") or "unit"), _name_in)
    place = source.see(
        source.ending_with("base_names"),
        source.ending_with("location:names"),
        source.ending_with("location:refs"),
    )
    fields = {
        "date": _span(first, last, *is_open),
        "date_text": _words(said),
        "kind": constant(source.size, "force"),
        "title": first_where(filled(unit), unit, "Unit"),
        "unit": unit,
        "place": each(place, _name_in),
        "category": source.see(source.ending_with("types")),
        "source": source.see(source.ending_with("citation:refs")),
    }
    both = int((is_open[0] & is_open[1]).sum())
    notes = ["starting N and ending N are open ends: the unit was there before, or after."]
    if both:
        notes.append(
            f"{both:,} rows are open at both ends; the days shown are those it was seen on."
        )
    return fields, notes


def _known(precise: Texts, imprecise: Texts) -> Texts:
    held = first_where(filled(precise), precise, imprecise)
    return each(held, _day_or_range)


def _day_or_range(text: str) -> str:
    """A day as it is, and a range as "a..b" when its two ends differ."""
    found = _RANGE.fullmatch(text)
    if not found:
        return text.strip()
    ends = [end for end in found.groups() if end]
    return "..".join(dict.fromkeys(ends))


def _says_no(flags: Texts) -> Mask:
    return np.array([flag[:1].upper() == "N" for flag in flags], dtype=bool)


def _span(
    first: Texts,
    last: Texts,
    starts_open: Mask,
    ends_open: Mask,
) -> Texts:
    begin, end = each(first, lambda text: _end(text, 0)), each(last, lambda text: _end(text, -1))
    begin, end = first_where(filled(begin), begin, end), first_where(filled(end), end, begin)
    both = starts_open & ends_open
    left = first_where(starts_open & ~both, "..", begin)
    right = first_where(ends_open & ~both, "..", end)
    span = first_where((left == right) | ~filled(end), begin, left + "/" + right)
    return first_where(filled(begin), span, "")


def _end(text: str, at: int) -> str:
    parts = text.split("..")
    is_sure = len(parts) == 1 or not has_edtf_form(parts[at])
    return parts[at] if is_sure else f"{parts[at]}~"


def _words(said: Mapping[str, Texts]) -> Texts:
    """The dates as they were stated, one behind the other."""
    parts = [
        first_where(filled(cells), name.partition(":")[0].replace("_", " ") + " " + cells, "")
        for name, cells in said.items()
    ]
    return all_joined(parts, "; ", len(parts[0]))


def _name_in(text: str) -> str:
    """References end with an identifier: "1 Brigade fd51e411-0a21-…" is shown without it."""
    return (
        re.sub(
            r"\s*\(?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\)?", "", text
        ).strip()
        or text
    )


def _is_position(header: Sequence[str]) -> bool:
    folded = [name.strip().lower() for name in header]
    dated = all(
        any(name.endswith(date) for name in folded)
        for date in ("first_precise:range", "last_precise:range")
    )
    return dated and any(name.startswith("positioning:") for name in folded)


POSITIONS = Schema(
    name="positions of the Security Force Monitor",
    convert=_positions,
    matches=_is_position,
    notice="Security Force Monitor data are CC BY 4.0: cite the Monitor and the sources it names.",
    guesses=True,
)
