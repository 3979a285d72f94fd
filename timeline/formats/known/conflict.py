"""ACLED and UCDP GED: events of conflicts, with codes for how well time and place are known.

A date that is known to the week or month only becomes one of its days, an uncertain instant;
a point that stands for a district gets a radius. The radii are ours: the codebooks name kinds
of places and no distances.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

import numpy as np

from timeline.cells import Texts, filled, first_where
from timeline.dates import parse_date
from timeline.errors import DateError
from timeline.formats.known.schema import (
    Fields,
    Schema,
    Source,
    coded,
    joined,
    of_pairs,
    uncertain,
    whole,
)
from timeline.formats.pieces import each
from timeline.rows import country_code

# --- ACLED ----------------------------------------------------------------------------------------

ACLED_RADIUS = {"1": "0", "2": "25", "3": "100"}
_ACLED_NOTICE = (
    "ACLED asks for attribution and limits re-distribution: cite it as acleddata.com says, "
    "and do not pass the data on."
)


def _acled(source: Source) -> tuple[Fields, Sequence[str]]:
    said, precision = source.see("event_date"), whole(source.see("time_precision"))
    vague = np.isin(precision, ["2", "3"])
    dates = first_where(vague, of_pairs(said, precision, _acled_date), said)
    actors = [source.take(name) for name in ("actor1", "actor2")]
    kind = source.see("sub_event_type", "event_type")
    fields = {
        "id": whole(source.take("event_id_cnty", "data_id")),
        "date": dates,
        "date_text": first_where(vague, said, ""),
        "title": joined(
            joined(kind, ": ", joined(*_between(actors, " – "))), ", ", source.see("location")
        ),
        "text": source.take("notes"),
        "category": source.take("event_type"),
        "actors": joined(*_between(actors, "; ")),
        "place": source.take("location"),
        "country": source.take("country"),
        "latitude": source.take("latitude"),
        "longitude": source.take("longitude"),
        "radius_km": coded(source.see("geo_precision"), ACLED_RADIUS),
        "source": source.take("source"),
    }
    notes = []
    if many := int(vague.sum()):
        notes.append(
            f"time_precision 2 and 3 make {many:,} dates one of the days within a week of the "
            "date, or its month."
        )
    notes.append(_radii("geo_precision", ACLED_RADIUS))
    return fields, notes


def _between(sides: Sequence[Texts], mark: str) -> tuple[Texts, str, Texts]:
    return sides[0], mark, sides[1]


def _acled_date(said: str, precision: str) -> str:
    """The week around a day, or its month; the day need not begin the week that is meant."""
    day = _day(said)
    if day is None or precision not in ("2", "3"):
        return said
    if precision == "3":
        return f"{day:%Y-%m}" if day.year > 999 else said
    return f"[{day - timedelta(6)}..{day + timedelta(6)}]"


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(str(parse_date(text))[:10])
    except (DateError, ValueError):
        return None


def _radii(name: str, radii: Mapping[str, str]) -> str:
    said = ", ".join(f"{code} = {km} km" for code, km in radii.items() if km != "0")
    return f"{name} became a radius by our reading: {said}."


ACLED = Schema(
    name="ACLED",
    convert=_acled,
    needs=("event_date", "event_type", "actor1", "latitude", "longitude"),
    any_of=("event_id_cnty", "data_id", "event_id_no_cnty", "time_precision", "geo_precision"),
    notice=_ACLED_NOTICE,
)

# --- UCDP GED -------------------------------------------------------------------------------------

_UCDP_HEADER = (
    "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,"
    "conflict_name,dyad_dset_id,dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,"
    "side_b_dset_id,side_b_new_id,side_b,number_of_sources,source_article,source_office,"
    "source_date,source_headline,source_original,where_prec,where_coordinates,where_description,"
    "adm_1,adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,country_id,region,event_clarity,"
    "date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low,"
    "gwnoa,gwnob"
)
UCDP_COLUMNS = _UCDP_HEADER.split(",")
UCDP_RADIUS = {"1": "0", "2": "25", "3": "50", "4": "150", "5": "200", "6": "500", "7": "200"}
_VIOLENCE = {"1": "state-based violence", "2": "non-state violence", "3": "one-sided violence"}
_UCDP_NOTICE = (
    "UCDP GED is CC BY 4.0; cite Sundberg & Melander 2013, 'Introducing the UCDP Georeferenced "
    "Event Dataset', and the version of the data."
)
_MIDNIGHT = re.compile(r"[ T]00:00(?::00(?:\.0+)?)?$")


def _ucdp(source: Source) -> tuple[Fields, Sequence[str]]:
    start, end = (each(source.see(name), _without_midnight) for name in ("date_start", "date_end"))
    precision = whole(source.see("date_prec"))
    vague = first_where(precision == "1", "", "y") == "y"
    sides = joined(source.see("side_a"), " – ", source.see("side_b"))
    dates = uncertain(start, end)
    fields = {
        "id": whole(source.take("id")),
        "date": dates,
        "title": joined(sides, ", ", source.see("where_coordinates")),
        "text": source.see("source_headline"),
        "category": coded(source.see("type_of_violence"), _VIOLENCE),
        "actors": joined(
            each(source.take("side_a"), _one_name), "; ", each(source.take("side_b"), _one_name)
        ),
        "place": source.take("where_coordinates"),
        "country": each(source.take("country"), _country),
        "latitude": source.take("latitude"),
        "longitude": source.take("longitude"),
        "radius_km": coded(source.see("where_prec"), UCDP_RADIUS),
        "source": source.take("source_original", "source_office"),
        "published": each(source.see("source_date"), _without_midnight),
    }
    many = int((vague & (start != end) & filled(end)).sum())
    notes = [f"date_prec makes {many:,} dates one of the days from date_start to date_end."]
    return fields, [*notes, _radii("where_prec", UCDP_RADIUS)]


def _without_midnight(text: str) -> str:
    return _MIDNIGHT.sub("", text)


def _one_name(text: str) -> str:
    return text.replace(";", ",")


def _country(text: str) -> str:
    """UCDP writes "Russia (Soviet Union)": the name before the bracket is enough."""
    bare = text.partition("(")[0].strip()
    return bare if not country_code(text) and country_code(bare) else text


def is_headerless_ucdp(row: Sequence[str]) -> bool:
    """Whether a row is one of UCDP GED, by its width and the cells that can be nothing else."""
    if len(row) != len(UCDP_COLUMNS):
        return False
    at: Callable[[str], str] = lambda name: row[UCDP_COLUMNS.index(name)].strip()  # noqa: E731
    dated = all(re.match(r"\d{4}-\d{2}-\d{2}", at(name)) for name in ("date_start", "date_end"))
    return dated and at("id").removesuffix(".0").isdecimal() and at("year")[:4].isdecimal()


UCDP = Schema(
    name="UCDP GED",
    convert=_ucdp,
    needs=("date_start", "date_end", "date_prec", "side_a", "side_b", "latitude", "longitude"),
    any_of=("best", "where_prec", "dyad_name", "conflict_name"),
    notice=_UCDP_NOTICE,
)
