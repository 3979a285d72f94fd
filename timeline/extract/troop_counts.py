"""Find the numbers of a text that count troops, each with the unit that it counts.

The unit stands behind the number ("28,500 US ground troops", "a 4,500-strong force"),
before it ("a force of 900", "troops numbering 4,000") or is left out where a count in the
same sentence has it ("and some 50,000 in Japan"). Killed, captured, wounded, missing and
former soldiers, shares of a force and names with a number in them are no counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from timeline.extract.country_words import Mention
from timeline.extract.numbers import MONTH, Number


@dataclass(frozen=True, slots=True)
class Count:
    """A number of troops: the span of the number with its unit, and how it was found."""

    start: int
    end: int
    number: Number
    unit: str
    rule: str


LEAST = 5  # "two soldiers" is an incident, not a strength

# --- words ----------------------------------------------------------------------------------------

_STRONG = (
    r"troops?|soldiers?|service\s?m[ae]n(?: and (?:service)?women)?|service members?"
    r"|servicewomen|marines?|sailors?|air\s?m[ae]n|peacekeepers?|blue helmets|paratroopers?"
    r"|paratroops|commandos?|infantrym[ae]n|infantry|reservists?|conscripts?|fighters?"
    r"|militiam[ae]n|militants?|mercenaries|guardsmen|gendarmes|carabinieri|legionnaires"
    r"|legionaries|sappers|gunners|rangers|cavalrymen|paramilitaries|guerrillas|combatants"
    r"|draftees|rebels|insurgents|jihadists|military police(?:men)?"
    r"|(?:revolutionary|republican|national) guards(?:men)?|seamen|riflemen|forces|GIs|recruits"
)
_WEAK = (
    r"personnel|advis[eo]rs?|instructors?|trainers?|observers|specialists|officers|men|volunteers"
)
_FORMATION = (
    r"force|army|garrison|contingent|detachment|brigade|battalion|battlegroup|regiment|unit"
    r"|corps|company|division|squadron|mission|militia|group|column|deployment|presence|team"
    r"|guard|troop"
)
_LOWER = (
    r"additional|more|extra|other|further|new|fresh|ground|combat|military|army|naval|navy|air"
    r"|force|armed|active|active-duty|regular|elite|special|operations|forces|foreign|coalition"
    r"|allied|international|federal|government|rebel|airborne|mechani[sz]ed|infantry|marine"
    r"|reserve|professional|contract|front-line|frontline|heavily|lightly|permanent|permanently"
    r"|rotating|rotational|remaining|strong|of|its|their|his|her|the|own|best|those|such|support"
    r"|logistics|security|peacekeeping|uniformed|young|trained|stationed|deployed|based|mostly"
    r"|mainly|and|border|guard|paramilitary|volunteer|mobili[sz]ed|crack|total|these|our"
)
_GAP = rf"(?:[ -](?:(?:{_LOWER})\b|[A-Z][\w.’'-]*|[a-z]+-[a-z]+\b)){{0,6}}?"
_AHEAD = re.compile(
    rf"(?:-plus|\+)?{_GAP}[ -](?i:(?P<strong>{_STRONG})"
    rf"|(?P<weak>{_WEAK}))\b(?:(?: and)? (?i:{_STRONG}|women)\b)?"
)
_SIZED = re.compile(rf"-(?:strong|member|man|soldier|troop|person){_GAP} (?P<unit>{_FORMATION})\b")
_STRONG_AFTER = re.compile(r"[ -]strong\b")
_AROUND = (
    r"(?:(?:about|some|around|roughly|nearly|almost|over|only|just|more than|at least|up to"
    r"|fewer than|less than|an estimated|as many as|approximately|close to|well) ){0,3}"
)
_UNIT = re.compile(rf"\b(?:{_STRONG}|{_WEAK}|{_FORMATION})\b", re.IGNORECASE)
_TROOPS = re.compile(
    rf"\b(?:{_STRONG}|troop|contingent|garrison|army|battlegroup)\b", re.IGNORECASE
)

# --- before and behind ----------------------------------------------------------------------------

_IN_ALL = re.compile(r" (?:of them|of whom|in all|in total|altogether)\b")
_OF = re.compile(rf"\b(?P<unit>{_FORMATION}) of {_AROUND}$", re.IGNORECASE)
_NUMBERING = re.compile(rf"\bnumber(?:ing|ed|s)? {_AROUND}$", re.IGNORECASE)
_LEVEL = re.compile(
    r"\b(?:(?:increas|rais|boost|expand|reduc|doubl|bring|grow|cut|trim|slash|halv"
    r"|lower)\w* (?:its|the"
    r"|their) [\w -]{0,40}(?:forces?|troops|army|presence|contingent|deployment|garrison)"
    r"|(?:force|troop|military) (?:levels?|numbers?|strength|presence)|strength"
    rf"|(?:{_STRONG}|garrison|contingent|force)\b[^.;:,]{{0,50}} (?:fell|rose|grew|peaked|dropped"
    r"|shrank|swelled|climbed|dwindled|grown|shrunk|swollen|fallen|risen)(?= )"
    rf"|number of [\w ]{{0,30}}?(?:{_STRONG}))\b[^.;:]{{0,60}}?\b(?:to|is|are|was|were|at"
    rf"|reached|of) {_AROUND}$",
    re.IGNORECASE,
)
_NO_NOUN = re.compile(
    r"\s*(?:[.,;:)—–]|$|(?:in|from|to|for|at|on|of them|by|and|but|out|into|are|were|is|was|have"
    r"|had|after|before|since|when|last|this|abroad|across|under|as|with|near|during|inside"
    r"|while|or|if|until|over|within|along|more|strong|(?!armed|trained|masked|wounded"
    r"|injured)[a-z]{3,}ed)\b)",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"\b(?:every|each|per|(?i:one|two|three|four|five|six|seven|nine|[1-9]) (?:in|of|out of)"
    r"|out of every|each of the|(?:[Rr]oom|[Rr]esolution|[Aa]rticle|[Tt]ask [Ff]orce|[Hh]ill"
    r"|[Rr]oute|[Hh]ighway|[Uu]nit|[Cc]amp|[Nn]o\.|(?<!to )[Nn]umber|[Tt]roop|[Ff]light"
    r"|[Bb]attalion"
    r"|[Dd]ivision|[Gg]roup|[Oo]rder|[Dd]irective|[Aa]rea|[Ss]ector|[Cc]ompany)) $"
)
_YEAR_BEFORE = re.compile(
    r"\b(?:in|by|since|until|till|after|before|during|of|from|early|late|mid|the|spring|summer"
    r"|autumn|winter|fall|January|February|March|April|May|June|July|August|September|October"
    r"|November|December|\d{1,2},) $",
    re.IGNORECASE,
)
_COMPOUND = re.compile(
    r"[’']s?\s+[a-z]|[’']s\b| (?:surges?|movements?|carriers?|families|graves|helmets|uniforms"
    r"|rations|deaths|bands?|barracks|housing|losses|casualties|buildup|prisoners|veterans"
    r"|widows|wives)\b"
)
_GONE = (
    r"(?:killed|wounded|dead|die[ds]?|injured|captured|missing|shot|prisoners?|captives?|hostage"
    r"|surrender(?:ed)?|desert(?:ed)?|defect(?:ed)?|mutinied|slain|perished|lost|dying|hurt"
    r"|buried|maimed|ill|arrested"
    r"|charged|jailed|convicted|tried|executed)"
)
_GONE_AFTER = re.compile(
    r"(?:\s(?:in|from|of|at|near|on|the|have|has|had|been|were|was|are|be|who|which|that|reported"
    rf"|being|already|also|either|listed|stationed|based|region|area|town|city|as|feared"
    rf"|presumed|got|[A-Z][\w’'-]*)){{0,8}}\s{_GONE}\b"
)
_GONE_BEFORE = re.compile(
    r"\b(?:lost|loses?|losing|kill(?:ed|ing|s)?|wound\w*|injur\w*|captur\w*|exchang\w*|swapp\w*"
    r"|bodies|remains|deaths?|loss|losses|dead|casualties|bur(?:y|ied)|fre(?:ed|eing)|releas\w*"
    r"|seiz\w*|train(?:ed|s|ing)?|detain\w*|arrest\w*|tried|survey(?:ed)?|poll(?:ed)?"
    r"|interview(?:ed|s)|charg(?:ed|ing)|convict\w*|prosecut\w*"
    r"|execut\w*|murder\w*|depriv\w+(?: \w+)?|incapacitat\w*|eliminat\w*|cost(?: \w+){0,4}"
    r"|surrender\w*(?: \w+){0,4}|deaths? in \w+"
    r"|(?:killed|died|wounded|dead)\b[^.;]{0,60}\b(?:along with|as well as)|mourn\w*|relatives"
    r"|families|wives|widows|veterans|every)(?: (?:of|the|at|least|another|a|further|now"
    r"|number(?:ed|s)?|reach(?:ed)?|to|all|and|are|were))*"
    rf" {_AROUND}$",
    re.IGNORECASE,
)
_MILITARY = re.compile(
    rf"\b(?:{_STRONG}|military|army|navy|war|invasion|offensive|weapons|combat|battle"
    rf"|contingent)\b",
    re.IGNORECASE,
)
_POLICE = re.compile(r"(?<!military )police", re.IGNORECASE)


def find_counts(
    sentence: str, numbers: tuple[Number, ...], mentions: tuple[Mention, ...]
) -> tuple[Count, ...]:
    """Return the counts of troops among the numbers of a sentence, in their order."""
    found: dict[int, Count] = {}
    lost_until = -1
    for i, number in enumerate(numbers):
        stop = numbers[i + 1].start if i + 1 < len(numbers) else len(sentence)
        count = _own(sentence, number, stop) if _may_count(sentence, number) else None
        count = count or _serving(sentence, number, mentions)
        if count and (_is_lost(sentence, count) or _goes_on(sentence, lost_until, count)):
            lost_until = count.end
        elif count:
            found[i] = count
    if found or _announces(sentence, numbers):
        found |= _without_unit(sentence, numbers, mentions, found)
    return tuple(found[i] for i in sorted(found))


def may_hold_counts(sentence: str) -> bool:
    """Tell quickly whether there is any word for troops in a sentence."""
    return bool(_UNIT.search(sentence)) or "numbered" in sentence


def _may_count(sentence: str, number: Number) -> bool:
    if number.low < LEAST:
        return False
    before = sentence[max(0, number.start - 40) : number.start]
    if _SHARE.search(before):
        return False
    is_year = number.is_plain and 1500 <= number.low <= 2100
    return not (is_year and _YEAR_BEFORE.search(before))


def _own(sentence: str, number: Number, stop: int) -> Count | None:
    """Return the count with a unit of its own, behind the number or before it."""
    if sized := _SIZED.match(sentence, number.end, min(stop, number.end + 120)):
        return Count(number.start, sized.end(), number, sized["unit"].lower(), "sized formation")
    ahead = _AHEAD.match(sentence, number.end, min(stop, number.end + 120))
    if ahead and not _POLICE.search(ahead[0]) and not _COMPOUND.match(sentence, ahead.end()):
        unit = (ahead["strong"] or ahead["weak"]).lower()
        is_craft = unit in _CRAFT and _has_aircraft(sentence)
        if not is_craft and (ahead["strong"] or _is_military(sentence)):
            return Count(number.start, ahead.end(), number, unit, "number and unit")
    return _unit_before(sentence, number)


_CRAFT = frozenset({"fighter", "fighters", "trainer", "trainers"})
_AIRCRAFT = re.compile(
    r"\b(?:bombers?|aircraft|airplanes?|jets?|planes|warplanes|shot down|helicopters?|MiG|Yak"
    r"|USAF)\b"
)


@lru_cache(maxsize=1)
def _has_aircraft(sentence: str) -> bool:
    return bool(_AIRCRAFT.search(sentence))


@lru_cache(maxsize=1)
def _is_military(sentence: str) -> bool:
    """Tell advisers and officers who are military from those of a company."""
    return bool(_MILITARY.search(sentence)) or bool(_SENDS.search(sentence))


_SENDS = re.compile(
    r"\b(?:[A-Z]\w+|sent|dispatch\w*|deploy\w*|station\w*|based)\b.{0,80}\b(?:in|to|into|across"
    rf"|from|on|onto|against) (?:the )?(?:\w+ )?(?!{MONTH}\b|\w+day\b)[A-Z]|\b(?:lent|sent|gave"
    rf"|offered|pledged) (?:the )?[A-Z]"
)


def _unit_before(sentence: str, number: Number) -> Count | None:
    before = sentence[max(0, number.start - 140) : number.start]
    strong = _STRONG_AFTER.match(sentence, number.end)
    if strong and _TROOPS.search(before):
        return Count(number.start, strong.end(), number, _last_unit(before), "number strong")
    rule = _rule_before(sentence, number, before)
    return Count(number.start, number.end, number, _last_unit(before), rule) if rule else None


def _rule_before(sentence: str, number: Number, before: str) -> str:
    """Return which of the words before a number make it one of troops, "" where none does."""
    if _IN_ALL.match(sentence, number.end) and _TROOPS.search(before[-60:]):
        return "number in all"
    if not _NO_NOUN.match(sentence, number.end):
        return ""
    if _OF.search(before):
        return "formation of number"
    they = _TROOPS.search(before) or re.search(r"\b[Tt]hey (?:now )?number", before)
    if _NUMBERING.search(before) and they:
        return "unit numbering"
    return "level of force" if _LEVEL.search(before) else ""


def _last_unit(before: str) -> str:
    units = _TROOPS.findall(before) or _UNIT.findall(before) or ["troops"]
    return str(units[-1]).lower()


def _is_lost(sentence: str, count: Count) -> bool:
    before = sentence[max(0, count.start - 80) : count.start]
    after = sentence[count.end : count.end + 120]
    return bool(_GONE_AFTER.match(after) or _GONE_BEFORE.search(before))


def _goes_on(sentence: str, lost_until: int, count: Count) -> bool:
    """Tell whether a count is joined to one of the lost: "139 American and 33 British soldiers"."""
    return lost_until > 0 and sentence[lost_until : count.start] in {" and ", ", "}


# --- counts that leave the unit out ---------------------------------------------------------------

_HEADING = re.compile(r"^[^:]{0,80}:\s")
_JOINS = re.compile(
    rf"(?:,|\band|\bor|\bplus|\bwith|\bby|\bof whom|\bof which|\bwhile|\bagainst|\bto"
    rf"|\bincluding|\bthan|\bversus|\bbut)\s+(?:(?:another|a further|an additional) )?{_AROUND}$",
    re.IGNORECASE,
)
_MORE = re.compile(r",? (?:more|others)(?: (?:in|to|from)\b|[.,;])")
_OF_WHOM = re.compile(rf"\bof (?:whom|which|them|these) {_AROUND}$")
_ARE = re.compile(r" (?:are|were) (?:from )?")
_WITH_VERB = re.compile(
    rf"[A-Z]\w+ (?:sent|sends|has|have|had|provid\w+|contribut\w+|add(?:s|ed)|hosts?|keeps?"
    rf"|kept) {_AROUND}$"
)
_TO_A_PLACE = re.compile(
    r" (?:(?:are|were|remain) (?:[a-z]+ed )?)?(?:more |others? )?(?:in|from|to|for|at|on|into"
    r"|out of|inside|across|near) (?:the )?"
    rf"(?:[a-z]+ )?(?!{MONTH}\b|\w+day\b)[A-Z]"
)
_OF_THEM = re.compile(r",? of (?:them|these|those|whom|which) ")
_AND_NEXT = re.compile(rf"(?:,|,? and|,? or) (?:another )?{_AROUND}")
_LIST_END = re.compile(r"\s*(?:[,.;]|$| and\b)")


def _without_unit(
    sentence: str,
    numbers: tuple[Number, ...],
    mentions: tuple[Mention, ...],
    found: dict[int, Count],
) -> dict[int, Count]:
    first = min(found, default=-1)
    last = max(found, default=-1)
    more: dict[int, Count] = {}
    for i, number in enumerate(numbers):
        if i in found or not _may_count(sentence, number):
            continue
        unit = found[max([j for j in found if j < i], default=last)].unit if found else "troops"
        count = _listed(sentence, numbers[i : i + 2], mentions, unit) if i < last else None
        if count is None and i > first:
            count = _elided(sentence, number, mentions, unit)
        if count and not _is_lost(sentence, count):
            more[i] = count
    return more


def _announces(sentence: str, numbers: tuple[Number, ...]) -> bool:
    heading = _HEADING.match(sentence) if numbers else None
    return bool(heading and _TROOPS.search(heading[0]) and heading.end() <= numbers[0].start)


def _listed(
    sentence: str, numbers: tuple[Number, ...], mentions: tuple[Mention, ...], unit: str
) -> Count | None:
    """Return "350 Turkish" of "350 Turkish, 250 Hungarian and 600 American soldiers"."""
    number, after = numbers
    for mention in mentions:
        near = mention.start == number.end + 1 and mention.sort == "demonym"
        if near and _AND_NEXT.fullmatch(sentence, mention.end, after.start):
            return Count(number.start, mention.end, number, unit, "listed with a demonym")
    return None


def _elided(
    sentence: str, number: Number, mentions: tuple[Mention, ...], unit: str
) -> Count | None:
    after = sentence[number.end : number.end + 60]
    before = sentence[max(0, number.start - 60) : number.start]
    if people := _people(sentence, number, mentions, before):
        return Count(number.start, people.end, number, unit, "unit left out")
    named = any(0 < number.start - mention.end < 3 for mention in mentions if not mention.part)
    behind = _TO_A_PLACE.match(after) or _is_part(sentence, number, mentions)
    joined = _JOINS.search(before) and behind
    named = named or bool(_WITH_VERB.search(before))
    if joined or (named and (_LIST_END.match(after) or _TO_A_PLACE.match(after))):
        return Count(number.start, number.end, number, unit, "unit left out")
    return None


_AMONG = re.compile(rf"\b(?:including|among them)(?: some)? {_AROUND}$|\d \w+ \w+,? and {_AROUND}$")


def _people(
    sentence: str, number: Number, mentions: tuple[Mention, ...], before: str
) -> Mention | None:
    """Return "Rwandans" of "14,000 peacekeepers, among them 2,400 Rwandans"."""
    if not _AMONG.search(before):
        return None
    near = (m for m in mentions if m.start == number.end + 1 and m.sort == "demonym")
    return next((m for m in near if _LIST_END.match(sentence, m.end)), None)


_SERVE = re.compile(
    r" (?:in uniform|under arms|(?:(?:have|had|are|were|still|now) ){0,2}(?:served?|serving|fought"
    r"|fight|fighting|stationed|garrisoned|deployed)\b)"
)
_MADE_UP = re.compile(
    r"\b(?:force|contingent|mission|brigade|battalion|garrison|army|peacekeepers)\b[^.;]{0,30}"
    rf" (?:made up of|composed of|consist\w* of|are|were) {_AROUND}$"
)


def _serving(sentence: str, number: Number, mentions: tuple[Mention, ...]) -> Count | None:
    """Return "3,000 Kenyans" where they serve, or where a force is made up of them."""
    near = (m for m in mentions if m.start == number.end + 1 and m.sort == "demonym")
    people = next(near, None)
    if people is None or not _may_count(sentence, number):
        return None
    made_up = _MADE_UP.search(sentence, max(0, number.start - 100), number.start)
    serves = _SERVE.match(sentence, people.end)
    if not serves and not (made_up and _LIST_END.match(sentence, people.end)):
        return None
    return Count(number.start, people.end, number, "troops", "number and unit")


def _is_part(sentence: str, number: Number, mentions: tuple[Mention, ...]) -> bool:
    """Tell "400 of them Italian" and "50 more" from "10 of them women"."""
    if _MORE.match(sentence, number.end):
        return True
    of_whom = _OF_WHOM.search(sentence, max(0, number.start - 30), number.start)
    if of_whom and (are := _ARE.match(sentence, number.end)):
        return any(mention.start == are.end() for mention in mentions)
    of_them = _OF_THEM.match(sentence, number.end)
    return bool(of_them and any(mention.start == of_them.end() for mention in mentions))
