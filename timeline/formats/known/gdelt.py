"""GDELT 1.0 and 2.0 events: no header, countries in FIPS 10-4, codes that are text.

The date is the one that GDELT took the event to be of (SQLDATE). The radii are ours, by the
kind of place that a point stands for.
"""

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from geo.countries import from_fips
from timeline.cells import Texts, filled, first_where
from timeline.formats.known.schema import Fields, Schema, Source, coded, joined, whole
from timeline.formats.pieces import each
from timeline.rows import country_code

_EVENT = "GLOBALEVENTID,SQLDATE,MonthYear,Year,FractionDate"
_ACTOR = (
    "Code,Name,CountryCode,KnownGroupCode,EthnicCode,Religion1Code,Religion2Code,"
    "Type1Code,Type2Code,Type3Code"
)
_DEED = (
    "IsRootEvent,EventCode,EventBaseCode,EventRootCode,QuadClass,GoldsteinScale,"
    "NumMentions,NumSources,NumArticles,AvgTone"
)
_GEO = "Type,FullName,CountryCode,ADM1Code,ADM2Code,Lat,Long,FeatureID"


def _columns(*, has_adm2: bool, has_url: bool = True) -> list[str]:
    geo = [name for name in _GEO.split(",") if has_adm2 or name != "ADM2Code"]
    return [
        *_EVENT.split(","),
        *(f"Actor{number}{name}" for number in "12" for name in _ACTOR.split(",")),
        *_DEED.split(","),
        *(f"{who}Geo_{name}" for who in ("Actor1", "Actor2", "Action") for name in geo),
        "DATEADDED",
        *(["SOURCEURL"] if has_url else []),
    ]


LAYOUTS = {
    len(columns): columns
    for columns in (
        _columns(has_adm2=True),
        _columns(has_adm2=False),
        _columns(has_adm2=False, has_url=False),
    )
}

CAMEO = {
    "01": "makes a public statement to", "02": "appeals to",
    "03": "expresses intent to cooperate with", "04": "consults with",
    "05": "engages in diplomatic cooperation with", "06": "engages in material cooperation with",
    "07": "provides aid to", "08": "yields to", "09": "investigates", "10": "demands of",
    "11": "disapproves of", "12": "rejects", "13": "threatens", "14": "protests against",
    "15": "exhibits military posture towards", "16": "reduces relations with", "17": "coerces",
    "18": "assaults", "19": "fights", "20": "uses unconventional mass violence against",
}  # fmt: skip
_CATEGORIES = {
    "01": "public statement", "02": "appeal", "03": "intent to cooperate", "04": "consultation",
    "05": "diplomatic cooperation", "06": "material cooperation", "07": "aid", "08": "yielding",
    "09": "investigation", "10": "demand", "11": "disapproval", "12": "rejection",
    "13": "threat", "14": "protest", "15": "military posture", "16": "reduced relations",
    "17": "coercion", "18": "assault", "19": "fight", "20": "mass violence",
}  # fmt: skip
RADIUS = {"1": "500", "2": "200", "3": "10", "4": "10", "5": "100"}


def _gdelt(source: Source) -> tuple[Fields, Sequence[str]]:
    root = each(source.see("EventRootCode"), lambda code: code.zfill(2) if code else "")
    names = [each(source.see(f"Actor{number}Name"), _cased) for number in "12"]
    place = source.take("ActionGeo_FullName")
    who = [_actor(source, number, names[number - 1]) for number in (1, 2)]
    placed = filled(source.see("ActionGeo_Lat")) & filled(source.see("ActionGeo_Long"))
    half = filled(source.see("ActionGeo_Lat")) ^ filled(source.see("ActionGeo_Long"))
    latitude, longitude = source.take("ActionGeo_Lat"), source.take("ActionGeo_Long")
    fields = {
        "id": whole(source.take("GLOBALEVENTID")),
        "date": each(source.take("SQLDATE"), _day),
        "title": _titles(names, root, place),
        "category": coded(root, _CATEGORIES),
        "actors": joined(who[0], "; ", first_where(who[0] == who[1], "", who[1])),
        "place": place,
        "country": each(source.see("ActionGeo_CountryCode"), from_fips),
        "latitude": first_where(placed, latitude, ""),
        "longitude": first_where(placed, longitude, ""),
        "radius_km": first_where(placed, coded(source.see("ActionGeo_Type"), RADIUS), ""),
        "source": each(source.see("SOURCEURL"), _host),
        "url": first_where(
            each(source.see("SOURCEURL"), _link) != "", source.take("SOURCEURL"), ""
        ),
    }
    said = ", ".join(f"{code} = {km} km" for code, km in RADIUS.items())
    notes = [
        "Countries are FIPS 10-4 codes in GDELT and became ISO codes.",
        f"ActionGeo_Type became a radius by our reading: {said}.",
    ]
    if half.any():
        notes.append(f"{int(half.sum()):,} rows had half a point, which was left out.")
    return fields, notes


def _titles(names: Sequence[Texts], root: Texts, place: Texts) -> Texts:
    deed = coded(root, CAMEO)
    alone = each(deed, lambda text: re.sub(r" (?:to|with|of|from|against|towards)$", "", text))
    who = first_where(filled(names[0]), names[0], "Somebody")
    did = first_where(filled(names[1]), deed + " " + names[1], alone)
    return joined(joined(who, " ", did), ", ", place)


def _actor(source: Source, number: int, names: Texts) -> Texts:
    """The ISO code of the country that acts, else the name."""
    codes = source.see(f"Actor{number}CountryCode")
    known = each(codes, lambda code: country_code(code) if len(code) == 3 else "")
    return first_where(filled(known), known, each(names, lambda name: name.replace(";", ",")))


def _cased(name: str) -> str:
    return name.title().replace("'S", "'s") if name.isupper() else name


def _day(text: str) -> str:
    bare = text.removesuffix(".0")
    if len(bare) == 8 and bare.isdecimal():
        return f"{bare[:4]}-{bare[4:6]}-{bare[6:]}"
    return bare


def _link(url: str) -> str:
    return url if url.startswith(("http://", "https://")) else ""


def _host(url: str) -> str:
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return url
    return host.removeprefix("www.") if _link(url) else url


def is_headerless_gdelt(row: Sequence[str]) -> bool:
    """Whether a row is a GDELT event, by its width and the cells that can be nothing else."""
    if len(row) not in LAYOUTS:
        return False
    at = dict(zip(LAYOUTS[len(row)], row, strict=True))
    return (
        at["GLOBALEVENTID"].strip().isdecimal()
        and re.fullmatch(r"\d{8}", at["SQLDATE"].strip()) is not None
        and at["MonthYear"].strip() == at["SQLDATE"].strip()[:6]
        and at["QuadClass"].strip() in ("1", "2", "3", "4")
    )


GDELT = Schema(
    name="GDELT events",
    convert=_gdelt,
    needs=("GLOBALEVENTID", "SQLDATE", "EventRootCode"),
    notice="GDELT is free to use with a citation and a link to gdeltproject.org; "
    "its events are coded by machine from news and often wrong.",
)
