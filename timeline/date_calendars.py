# ruff: noqa: RUF001 - the letters of other scripts are meant
"""Decide which year of ours is meant by years of other calendars, where the text says so.

Japanese eras, the Republic of China, Juche, Dangi and Buddhist years have the months and days
of ours, so only the year is written anew. A Hijri day begins with a sighting of the moon,
which differs by a day from country to country, so it always is approximate (`~`).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from timeline.edtf import DAY, EventDate, Fault, calendar_day, day_number

_FOREVER = "9999-12-31"


class Era(NamedTuple):
    """Years that count from another one: theirs plus `offset` is ours, from day to day."""

    name: str
    offset: int
    first: str
    last: str


_JAPANESE = {
    "明治|meiji": Era("Meiji", 1867, "1868-01-25", "1912-07-29"),
    "大正|taish[oō]|taishou": Era("Taisho", 1911, "1912-07-30", "1926-12-24"),
    "昭和|sh[oō]wa|shouwa": Era("Showa", 1925, "1926-12-25", "1989-01-07"),
    "平成|heisei": Era("Heisei", 1988, "1989-01-08", "2019-04-30"),
    "令和|reiwa": Era("Reiwa", 2018, "2019-05-01", _FOREVER),
}
_OTHERS = {
    "(?:中華|中华)?民[國国]|minguo": Era("Minguo", 1911, "1912-01-01", _FOREVER),
    "주체|juche": Era("Juche", 1911, "1912-04-15", _FOREVER),
    "단기|dangi": Era("Dangi", -2333, "0001-01-01", _FOREVER),
    "พุทธศักราช|พ\\.?\\s?ศ\\.?|b\\.?\\s?e\\.?": Era("Buddhist", -543, "1941-01-01", _FOREVER),
}
_ERAS = {**_JAPANESE, **_OTHERS}
_ERA_YEAR = re.compile(
    "(?<![a-z0-9])(?:"
    + "|".join(f"(?P<e{at}>{names})" for at, names in enumerate(_ERAS))
    + r")\s?(?P<year>元|[0-9]{1,4})(?:\s?\([0-9]{4}\))?(?![0-9])"
)
_YEAR_ERA = re.compile(r"(?<![0-9])(?P<year>2[3-6][0-9]{2})\s?(?:พ\.?\s?ศ\.?|b\.?\s?e\.?)(?![a-z])")
_BUDDHIST = _OTHERS["พุทธศักราช|พ\\.?\\s?ศ\\.?|b\\.?\\s?e\\.?"]
_THAI_YEAR = re.compile(r"[\u0e00-\u0e7f].*?(?<![0-9])2[4-6][0-9]{2}(?![0-9])")
_PLAIN = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}")


def with_common_year(text: str) -> tuple[str, Era] | None:
    """Write the one year of another era in a lower-case text as ours; None if there is none."""
    found, era = _ERA_YEAR.search(text), None
    if found:
        era = next(era for at, era in enumerate(_ERAS.values()) if found[f"e{at}"])
    elif found := _YEAR_ERA.search(text):
        era = _BUDDHIST
    elif _THAI_YEAR.search(text):
        raise Fault("may have a Buddhist year; write พ.ศ. before it, or a year of the common era")
    if not found or not era:
        return None
    year = (1 if found["year"] == "元" else int(found["year"])) + era.offset
    if not 1 <= year <= 9_999:
        raise Fault(f"has a year that does not exist in the {era.name} count")
    return f"{text[: found.start()]}{year:04}{text[found.end() :]}", era


def within_era(edtf: str, era: Era) -> str:
    """Return a date, cut where its era begins or ends; raises Fault for one outside."""
    if not _PLAIN.fullmatch(edtf):
        return edtf
    first, last = (EventDate.parse(day) for day in (era.first, era.last))
    date = EventDate.parse(edtf)
    assert date.earliest is not None and date.latest is not None
    assert first.earliest is not None and last.latest is not None
    if date.earliest >= first.earliest and date.latest <= last.latest:
        return edtf
    if date.latest <= first.earliest or date.earliest >= last.latest:
        lasted = f"from {era.first}" + ("" if era.last == _FOREVER else f" to {era.last}")
        raise Fault(f"does not exist: the {era.name} count is read {lasted}")
    start, end = max(date.earliest, first.earliest), min(date.latest, last.latest)
    return f"[{_day(start)}..{_day(end - DAY)}]"


# --- Hijri ----------------------------------------------------------------------------------------

_HIJRI_MONTHS = (
    "muharram|محرم", "safar|صفر", "rabi(?:al|ul)?(?:awwal|i)|ربيع ?الأول|ربيع ?الاول",
    "rabi(?:al|ul)?(?:thani|akhir|ii)|ربيع ?(?:الثاني|الآخر)",
    "(?:jumada|jamadi)(?:al|ul)?(?:ula|awwal|i)|جمادى ?(?:الأولى|الاولى)",
    "(?:jumada|jamadi)(?:al|ul)?(?:thani|thania|akhira|akhirah|ii)|جمادى ?(?:الثانية|الآخرة)",
    "rajab|رجب", "sha?aban|shaban|شعبان", "rama(?:d|dh|z)an|رمضان", "shawwal|شوال",
    "dh?ul?(?:al)?(?:q[ai]+dah?|kadah?)|ذو ?القعدة|ذي ?القعدة",
    "dh?ul?(?:al)?hijj?ah?|ذو ?الحجة|ذي ?الحجة",
)  # fmt: skip
_HIJRI_MONTH = re.compile("|".join(f"(?P<m{at}>{names})" for at, names in enumerate(_HIJRI_MONTHS)))
_HIJRI_MARK = r"a\.?\s?h\.?|هـ|ه|هجري[ةه]?"
_HIJRI = re.compile(
    rf"(?:(?P<mark>{_HIJRI_MARK}) ?)?(?:(?P<day>[0-9]{{1,2}}) )?(?:(?P<month>[^0-9]{{3,25}}?),? )?"
    rf"(?:(?:سنة|عام) )?(?P<year>[0-9]{{1,4}}) ?(?P<mark2>{_HIJRI_MARK})?"
)
_NO_LETTER = re.compile(r"[-'’‘ʿʾ` ]")


def read_hijri(text: str) -> str | None:
    """Read "1446 AH", "Ramadan 1445" and "1 رمضان 1445 هـ" in a lower-case text."""
    found = _HIJRI.fullmatch(text)
    if not found:
        return None
    month = _hijri_month(found["month"]) if found["month"] else None
    is_marked = bool(found["mark"] or found["mark2"])
    if (found["month"] and not month) or not (is_marked or month) or (found["day"] and not month):
        return None
    year = int(found["year"])
    if not 1 <= year <= 1_600:
        raise Fault("has a Hijri year that is not read; they go from 1 to 1600")
    if found["day"] and month:
        return f"{_hijri_day(year, month, int(found['day']))}~"
    start = _hijri_start(year, month or 1)
    after = _hijri_start(year + (month in (None, 12)), (month or 12) % 12 + 1)
    return f"[{_day(start)}~..{_day(after - DAY)}~]"


def _hijri_month(words: str) -> int | None:
    bare = words if not words.isascii() else _NO_LETTER.sub("", words)
    found = _HIJRI_MONTH.fullmatch(bare) or _HIJRI_MONTH.fullmatch(_NO_LETTER.sub("", words))
    return int(found.lastgroup[1:]) + 1 if found and found.lastgroup else None


def _hijri_day(year: int, month: int, day: int) -> str:
    start = _hijri_start(year, month)
    days = (_hijri_start(year + month // 12, month % 12 + 1) - start) // DAY
    if not 1 <= day <= days:
        raise Fault(f"does not exist: that month of {year} AH goes from 1 to {days}")
    return _day(start + (day - 1) * DAY)


def _hijri_start(year: int, month: int) -> int:
    """Return when a month begins: by Umm al-Qura's tables, by the mean moon before and after."""
    if 1343 <= year <= 1500:
        from hijridate import Hijri

        day = Hijri(year, month, 1).to_gregorian()
        return day_number(day.year, day.month, day.day) * DAY
    days = (11 * year + 3) // 30 + 354 * year + 30 * month - (month - 1) // 2
    return (days - 492_532) * DAY  # the first one is 0622-07-19


def _day(moment: int) -> str:
    year, month, day = calendar_day(moment // DAY)
    return f"{year:04}-{month:02}-{day:02}"
