# ruff: noqa: RUF001 - the letters of other scripts are meant
"""Decide what dates in Chinese, Japanese and Korean words say, in the words of `date_words`.

"2024년 12월 초" becomes "early 2024-12", "19世紀末" becomes "late 19th century": what is
uncertain about either is then decided in one place.
"""

from __future__ import annotations

import re

from timeline.edtf import MONTH_NAMES, Fault

_MARKS = re.compile(r"[年년月월日일世세紀纪기元原][代대紀纪기전前]?")
_WEEKDAY = re.compile(
    r"\s?[(（]?(?:[月火水木金土日]曜日?|[월화수목금토일]요일|(?:星期|周|週|礼拜)[一二三四五六日天])[)）]?"
    r"|\s?[(（][月火水木金土日월화수목금토일][)）]"
)
_NUMERAL = re.compile(r"[〇零一二三四五六七八九十]+(?=\s?[年月日号世])|(?<=第)[一二三四]")
_DIGITS = {**{digit: at for at, digit in enumerate("〇一二三四五六七八九")}, "零": 0}
_APPROXIMATE = re.compile(r"(?:約|约|약|大約|大约)\s?(.+)|(.+?)\s?(?:頃|ごろ|ころ|경|쯤|무렵|左右)")
_RANGE = re.compile(r"(.+?)\s?(?:[~〜–—−-]|から|부터|至|到)\s?(.*?)\s?(?:まで|까지|)")
_LIMITS = (
    (re.compile(r"(.+?)\s?(?:以降|以来|이래|부터|から)"), "since {}"),
    (re.compile(r"(.+?)\s?(?:이후|以后|以後|之后|之後)"), "after {}"),
    (re.compile(r"(.+?)\s?(?:이전|以前|之前|전까지)"), "before {}"),
    (re.compile(r"(.+?)\s?(?:まで|까지|为止)"), "until {}"),
)
_DATE = re.compile(
    r"(?:(?P<bc>기원전|紀元前|公元前|前)|(?P<ad>서기|西暦|公元))?\s?(?P<year>[0-9]{1,4})\s?[年년]"
    r"(?:\s?(?P<month>[0-9]{1,2})\s?[月월](?:\s?(?P<day>[0-9]{1,2})\s?[日일号號])?)?"
    r"\s?(?P<tail>.*)"
)
_SHORT_DAY = re.compile(
    r"(?:(?P<month>[0-9]{1,2})\s?[月월]\s?)?(?:(?P<day>[0-9]{1,2})\s?[日일号號])?"
)
_DECADE = re.compile(r"(?P<decade>[0-9]{3}0)\s?[年년][代대]\s?(?P<tail>.*)")
_CENTURY = re.compile(
    r"(?P<bc>기원전|紀元前|公元前|前)?\s?(?P<number>[0-9]{1,2})\s?(?:世[紀纪]|세기)\s?(?P<tail>.*)"
)
_CLOCK = re.compile(
    r"(?P<half>午前|오전|上午|午後|오후|下午)?\s?(?P<hour>[0-9]{1,2})\s?[時时시点點]"
    r"(?:\s?(?P<minute>[0-9]{1,2})\s?[分분](?:\s?(?P<second>[0-9]{1,2})\s?[秒초])?)?"
    r"|(?P<digits>[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)"
)
_PARTS = {
    **dict.fromkeys(("上旬", "초순", "초", "초반", "초기", "初", "初頭", "初期", "前期"), "early"),
    **dict.fromkeys(("中旬", "중순", "중반", "중엽", "中頃", "半ば", "中叶", "中期"), "mid"),
    **dict.fromkeys(("下旬", "하순", "말", "후반", "말기", "末", "末期", "后期", "後期"), "late"),
}
_SEASONS = {
    **dict.fromkeys("春봄", "spring"),
    **dict.fromkeys(("夏", "여름"), "summer"),
    **dict.fromkeys(("秋", "가을"), "autumn"),
    **dict.fromkeys(("冬", "겨울"), "winter"),
}
_SEASON_END = re.compile(r"[季天]$|철$")
_QUARTER = re.compile(r"第?([1-4])\s?(?:四半期|季度|사분기|분기)")
_HALVES = {
    **dict.fromkeys(("上半期", "상반기", "上半年"), "first"),
    **dict.fromkeys(("下半期", "하반기", "下半年"), "second"),
}


def in_common_words(text: str) -> str | None:
    """Return the same date in English and ISO; None for a text that is not of these languages."""
    if text.isascii() or not _MARKS.search(text):
        return None
    text = _NUMERAL.sub(lambda found: _number(found[0]), _WEEKDAY.sub(" ", text)).strip()
    if found := _APPROXIMATE.fullmatch(text):
        within = _dated(found[1] or found[2])
        return within and f"about {within}"
    return _dated(text) or _ranged(text) or _limited(text)


def _number(numeral: str) -> str:
    """Read 二〇二四 digit by digit, 十二 and 三十一 by their tens."""
    if "十" not in numeral:
        return "".join(str(_DIGITS[digit]) for digit in numeral)
    tens, _, ones = numeral.partition("十")
    return str(10 * _DIGITS.get(tens, 1) + _DIGITS.get(ones, 0))


def _ranged(text: str) -> str | None:
    found = _RANGE.fullmatch(text)
    left = found and _DATE.fullmatch(found[1])
    if not found or not left or left["bc"] or left["tail"]:
        return None
    first, last = _iso(left), found[2]
    if not last:
        return f"since {first}"
    short = _SHORT_DAY.fullmatch(last)
    if short and (short["month"] or short["day"]):
        month = short["month"] or left["month"]
        last = f"{left['year']}년 {month}월" + (f" {short['day']}일" if short["day"] else "")
    end = _DATE.fullmatch(last)
    return f"{first} to {_iso(end)}" if end and not end["tail"] else None


def _limited(text: str) -> str | None:
    for pattern, form in _LIMITS:
        found = pattern.fullmatch(text)
        within = found and _dated(found[1])
        if within:
            return form.format(within)
    return None


def _dated(text: str) -> str | None:
    if found := _DECADE.fullmatch(text):
        return _part(f"{found['decade']}s", found["tail"])
    if found := _CENTURY.fullmatch(text):
        era = " bc" if found["bc"] else ""
        return _part(f"{found['number']}th century{era}", found["tail"])
    found = _DATE.fullmatch(text)
    if not found:
        return None
    if found["bc"] and found["month"]:
        return None  # by a calendar of that time
    if len(found["year"]) < 3 and not (found["bc"] or found["ad"]):
        raise Fault("has a year of two digits; write all four")
    iso, tail = _iso(found), found["tail"]
    if found["day"]:
        return _clocked(iso, tail)
    return _part(iso, tail) or (None if found["month"] else _part_of_year(iso, tail))


def _part(whole: str, tail: str) -> str | None:
    if not tail:
        return whole
    if tail not in _PARTS:
        return None
    year, _, month = whole.partition("-")
    return (
        f"{_PARTS[tail]} {MONTH_NAMES[int(month) - 1]} {year}"
        if month
        else f"{_PARTS[tail]} {year}"
    )


def _part_of_year(year: str, tail: str) -> str | None:
    if season := _SEASONS.get(tail) or _SEASONS.get(_SEASON_END.sub("", tail)):
        return f"{season} {year}"
    if found := _QUARTER.fullmatch(tail):
        return f"q{found[1]} {year}"
    return f"{_HALVES[tail]} half of {year}" if tail in _HALVES else None


def _clocked(day: str, tail: str) -> str | None:
    found = _CLOCK.fullmatch(tail)
    if not tail or not found:
        return None if tail else day
    if found["digits"]:
        return f"{day} {found['digits']}"
    clock = ":".join(f"{int(found[name] or 0):02}" for name in ("hour", "minute"))
    seconds = f":{int(found['second']):02}" if found["second"] else ""
    half = found["half"] or ""
    suffix = "" if not half else " pm" if half in ("午後", "오후", "下午") else " am"
    if not (found["minute"] or suffix):
        return f"{day}T{int(found['hour']):02}"
    return f"{day} {clock}{seconds}{suffix}"


def _iso(found: re.Match[str]) -> str:
    if found["bc"]:
        return f"{found['year']} bc"
    parts = [f"{int(found['year']):04}"]
    parts += [f"{int(found[name]):02}" for name in ("month", "day") if found[name]]
    return "-".join(parts)
