"""Choose where an event was, from the places of its clause, its sentence, or who acts."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from geo.countries import country_name
from geo.gazetteer import lookup
from geo.gazetteer_rows import capitals
from geo.place import Place
from geo.resolve_text import TextResolution
from timeline.extract.article import Span
from timeline.extract.clauses import Part, Parts
from timeline.extract.people import Person
from timeline.extract.triggers import Trigger

_IN = re.compile(
    r"\b(?:in|at|near|outside|inside|around|off|over|across|through|throughout|into|on|aboard|of"
    r"|close to|to|against|along|within)\s+(?:the\s+)?(?:\w+\s+(?:city|town|port|village"
    r"|capital|province|region|district|island|coast|waters)\s+(?:of\s+)?)?"
    r"(?:(?:northern|southern|eastern|western|central|downtown|nearby|north|south|east|west)\s+)?$",
    re.IGNORECASE,
)
_WEAK_IN = re.compile(r"(?<!close )\b(?:of|to|against|on)\s+(?:the\s+)?$", re.IGNORECASE)
_PLAIN_IN = re.compile(r"\b(?:in|at|near)\s+(?:the\s+)?$", re.IGNORECASE)
_RELATIVE = re.compile(r",?\s*(?:who|which|whose)\b")
_OF = re.compile(r"\s+(?:of|for)\s+")
_OWNED = re.compile(r"[’']s?\b")
_OF_REACH = 60
_NAMED = re.compile(r"(?:\s+[A-Z][\w’'-]*){0,2}\s+(?:\w+\s+)?$")
_LEAD = re.compile(r"(?:In|At|Near|From)\s+$")
_PRONOUN = re.compile(r"\b(?:he|his|him|she|her|hers)\b", re.IGNORECASE)
_DEFINITE = re.compile(
    r"\b(?:the|that|this) (?:town|city|village|island|province|region|capital|port|country|bridge"
    r"|building|area|site|base)\b", re.IGNORECASE,
)  # fmt: skip
DATELINE = re.compile(
    r"(?m)^(?=[A-Z])(?P<place>[^\n–—(]{3,40}?)(?:,\s*[A-Z][a-z]{2,8}\.?\s+\d{1,2})?"
    r"(?:\s*\([^)\n]{2,30}\))?\s+[–—-]{1,2}\s"
)
_TOPICAL = {"disaster", "conflict", "protest", "founding", "agreement", "trade", ""}
_JOINT = {"diplomacy", "agreement", "exercise"}
_LEAST = 20
_LEAD_REACH = 300
_REACH = 400


@dataclass(frozen=True, slots=True)
class Found:
    """The place of an event, the words it rests on, what else it may be, and how sure it is."""

    place: Place
    span: Span
    others: tuple[Place, ...]
    confidence: float
    rule: str


@lru_cache(maxsize=256)
def capital_of(country: str) -> Place | None:
    """Return the capital of a country, None where it has none."""
    name = capitals().get(country)
    if not name:
        return None
    found = [one.place for one in lookup(name, country=country) if one.place.country == country]
    return next((place for place in found if place.kind in ("capital", "city")), None)


@lru_cache(maxsize=256)
def _peninsula(word: str) -> Place | None:
    """Return where the people of a word live who are of no one state: "Korean"."""
    found = lookup(f"{word} Peninsula") or lookup(word)
    return found[0].place if found and found[0].score > 0.5 else None


@dataclass(frozen=True, slots=True)
class _Said:
    """How a name stands in its sentence: behind which preposition, as a place or an actor."""

    is_none: bool = False
    is_in: bool = False
    is_plain: bool = False
    is_weak: bool = False
    is_place: bool = False
    less: int = 0

    def score(self, *, in_clause: bool) -> float:
        """Return how much speaks for the name being where an event was, 0 to 75."""
        score = 30.0 if self.is_place and in_clause else 0.0
        if self.is_in:
            score = 75 if in_clause else 62 if self.is_plain else 25
            score -= 25 * self.is_weak
        return score - 40 * (not self.is_place) - self.less


class PlaceFinder:
    """The places and the persons of a text, by offset."""

    def __init__(
        self, text: str, resolutions: Sequence[TextResolution], people: Sequence[Person]
    ) -> None:
        self.text = text
        self._resolutions = list(resolutions)
        self._starts = [one.toponym.start for one in self._resolutions]
        self._people = list(people)
        self._person_starts = [one.start for one in self._people]
        self._said: dict[int, _Said] = {}

    def within(self, start: int, end: int) -> list[TextResolution]:
        """Return the names that begin between two offsets."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return self._resolutions[first:last]

    def people(self, start: int, end: int) -> list[Person]:
        """Return the persons between two offsets."""
        first = bisect_left(self._person_starts, start)
        return self._people[first : bisect_left(self._person_starts, end)]

    def find(
        self,
        sentence: Part,
        clause: Part,
        trigger: Trigger | None,
        rivals: Sequence[Trigger],
        parts: Parts,
        number: int,
    ) -> Found | None:
        """Return where an event was, None when nothing says so."""
        scored = [
            (self._score(one, sentence, clause, trigger, rivals), -at, one)
            for at, one in enumerate(self._near(sentence, trigger or clause))
        ]
        best = max(scored, default=None, key=lambda entry: entry[:2])
        if named := self._named(trigger, is_said=best is not None and best[0] >= 80):
            return named
        if best is not None and best[0] >= 80:
            return self._found(best[2], 0.95, "said")
        if best is not None and best[0] >= 60:
            return self._found(best[2], 0.85, "said")
        category = trigger.category if trigger else ""
        if category in ("political", "agreement") and (
            seat := self._seat(sentence, clause, is_widely=category == "political")
        ):
            return seat
        if best is not None and best[0] >= _LEAST:
            led = self._dateline() if number == 0 or sentence.start < _LEAD_REACH else None
            return self._found(led, 0.6, "dateline") if led else self._found(best[2], 0.6, "near")
        return self._elsewhere(sentence, clause, category, parts, number)

    def _near(self, sentence: Part, at: Trigger | Part) -> list[TextResolution]:
        """Return the names of a sentence that are not too far from what is looked for."""
        first, last = max(sentence.start, at.start - _REACH), min(sentence.end, at.end + _REACH)
        return self.within(first, last)

    def _elsewhere(
        self, sentence: Part, clause: Part, category: str, parts: Parts, number: int
    ) -> Found | None:
        """Return a place of the sentences before, when this one names none."""
        if _DEFINITE.search(self.text, clause.start, clause.end) and (
            found := self._last_before(sentence.start, 1_500)
        ):
            return self._found(found, 0.55, "the-town")
        if led := self._led(number, parts):
            return led
        if dateline := self._dateline():
            return self._found(dateline, 0.5, "dateline")
        if category in _TOPICAL and (found := self._last_before(sentence.start, 400)):
            return self._found(found, 0.4, "before")
        if category == "political" and (country := self._main_country()):
            place = capital_of(country[0])
            return Found(place, country[1], (), 0.4, "main-country") if place else None
        return None

    def _last_before(self, start: int, reach: int) -> TextResolution | None:
        held = [
            one
            for one in self.within(max(0, start - reach), start)
            if one.best is not None and one.toponym.role == "place" and one.toponym.sort == "name"
        ]
        return held[-1] if held else None

    def _dateline(self) -> TextResolution | None:
        match = DATELINE.search(self.text, 0, 3_000)
        held = self.within(match.start("place"), match.end("place")) if match else []
        return next((one for one in held if one.best is not None), None)

    def _main_country(self) -> tuple[str, Span] | None:
        """Return the country that the text speaks of most, if it does so twice or more."""
        counts = Counter(
            one.toponym.country or (one.best.place.country if one.best else "")
            for one in self._resolutions
        )
        counts.pop("", None)
        if not counts or counts.most_common(1)[0][1] < 2:
            return None
        country = counts.most_common(1)[0][0]
        first = next(
            one.toponym for one in self._resolutions
            if country in (one.toponym.country, one.best.place.country if one.best else "")
        )  # fmt: skip
        return country, Span(first.start, first.end, first.text)

    def _score(
        self,
        one: TextResolution,
        sentence: Part,
        clause: Part,
        trigger: Trigger | None,
        rivals: Sequence[Trigger],
    ) -> float:
        if one.best is None or one.toponym.sort == "demonym":
            return 0
        start, end = one.toponym.start, one.toponym.end
        if trigger is not None and trigger.kind == "noun" and self._leads(end, trigger):
            return 120 if one.toponym.text not in ("US", "U.S.", "USA") else 0
        said = self._said_of(one)
        if said.is_none:
            return 0
        score = said.score(in_clause=clause.holds(start, end))
        if trigger is not None and score:
            gap = max(start - trigger.end, trigger.start - end, 0)
            score += 12 * (0 <= start - trigger.end <= 60) - min(gap, 200) / 20
            score -= 40 * any(trigger.end <= rival.start < start for rival in rivals)
        return score

    def _said_of(self, one: TextResolution) -> _Said:
        """Return how a name stands in its sentence, whichever event asks; looked up once."""
        start = one.toponym.start
        if start not in self._said:
            self._said[start] = self._stands(one)
        return self._said[start]

    def _stands(self, one: TextResolution) -> _Said:
        start, end = one.toponym.start, one.toponym.end
        if one.best is None or self._is_holder(one) or _OWNED.match(self.text, end):
            return _Said(is_none=True)
        lead = self.text[max(0, start - 40) : start]
        said = _IN.search(lead)
        return _Said(
            is_in=said is not None,
            is_plain=_PLAIN_IN.search(lead) is not None,
            is_weak=said is not None and _WEAK_IN.search(said.group()) is not None,
            is_place=one.toponym.role == "place",
            less={"country": 5, "area": 20, "continent": 30}.get(one.best.place.kind, 0),
        )

    def _leads(self, end: int, trigger: Trigger) -> bool:
        """Say whether a name that ends here is part of the event's: "Camp David Summit"."""
        if not 0 < trigger.start - end < 40:
            return False
        between = self.text[end : trigger.start]
        return between.isspace() or _NAMED.fullmatch(between) is not None

    def _is_holder(self, one: TextResolution) -> bool:
        """Say whether a name only says where the one before it lies: "Lima, Peru"."""
        start = one.toponym.start
        before = self.within(max(0, start - 60), start)
        return bool(
            before
            and self.text[before[-1].toponym.end : start] == ", "
            and before[-1].best is not None
            and one.best is not None
            and before[-1].best.place.country == one.best.place.country
        )

    def _found(self, one: TextResolution, confidence: float, rule: str) -> Found:
        assert one.best is not None
        toponym = one.toponym
        others = tuple(candidate.place for candidate in one.runners_up)
        place = replace_actor(one.best.place)
        return Found(
            place, Span(toponym.start, toponym.end, toponym.text), others,
            confidence * (0.6 + 0.4 * one.best.score), rule,
        )  # fmt: skip

    def _named(self, trigger: Trigger | None, *, is_said: bool) -> Found | None:
        """Return the place that the event's own name says, before one that is said beside it."""
        if trigger is None:
            return None
        return self._named_people(trigger) or (None if is_said else self._of_whom(trigger))

    def _named_people(self, trigger: Trigger) -> Found | None:
        """Return where "the Korean War" was: the land of the people it is named after."""
        before = self.within(max(0, trigger.start - 30), trigger.start)
        if trigger.category != "conflict" or not trigger.text[0].isupper() or not before:
            return None
        toponym = before[-1].toponym
        if toponym.sort != "demonym" or not self.text[toponym.end : trigger.start].isspace():
            return None
        best = before[-1].best
        place = best.place if best is not None else _peninsula(toponym.text)
        span = Span(toponym.start, toponym.end, toponym.text)
        return Found(place, span, (), 0.8, "named-after") if place else None

    def _of_whom(self, trigger: Trigger) -> Found | None:
        """Return the capital of whom "the inauguration of" somebody is told."""
        if trigger.category != "political" or not _OF.match(self.text, trigger.end):
            return None
        reach = trigger.end + _OF_REACH
        named = [(one.country, _span(one)) for one in self.people(trigger.end, reach)]
        place = capital_of(named[0][0]) if named else None
        return Found(place, named[0][1], (), 0.7, "seat") if place else None

    def _seat(self, sentence: Part, clause: Part, *, is_widely: bool) -> Found | None:
        """Return the capital of who acts in a clause, else of who is meant by a pronoun."""
        for country, span in self._acting(clause, sentence, is_widely=is_widely):
            if place := capital_of(country):
                return Found(place, span, (), 0.65, "seat")
        return None

    def _acting(self, clause: Part, sentence: Part, *, is_widely: bool) -> list[tuple[str, Span]]:
        if _RELATIVE.match(self.text, clause.start) and (before := self._antecedent(clause.start)):
            return [before]
        if not is_widely:
            return []
        for part in (clause, sentence):
            if people := self.people(part.start, part.end):
                return [(people[0].country, _span(people[0]))]
            if meant := self._meant(part):
                return [meant]
            found = [
                (one.toponym.country, Span(one.toponym.start, one.toponym.end, one.toponym.text))
                for one in self.within(part.start, part.end)
                if one.toponym.country
            ]
            if found:
                return found[:1]
        return []

    def _antecedent(self, start: int) -> tuple[str, Span] | None:
        """Return whom "who" or "which" stands for: the name right before it."""
        people = [one for one in self.people(max(0, start - 40), start) if start - one.end <= 1]
        if people:
            return people[-1].country, _span(people[-1])
        names = [one.toponym for one in self.within(max(0, start - 40), start)]
        if names and names[-1].country and start - names[-1].end <= 1:
            one = names[-1]
            return one.country, Span(one.start, one.end, one.text)
        return None

    def _meant(self, part: Part) -> tuple[str, Span] | None:
        """Return the person that a pronoun of a part stands for: the last one before it."""
        if not _PRONOUN.search(self.text, part.start, part.end):
            return None
        before = self.people(max(0, part.start - 1_500), part.start)
        return (before[-1].country, _span(before[-1])) if before else None

    def _led(self, number: int, parts: Parts) -> Found | None:
        """Return the place that an earlier sentence of the paragraph begins with: "In Tokyo, …"."""
        for back in range(number, max(-1, number - 6), -1):
            sentence = parts.sentences[back]
            for one in self.within(sentence.start, sentence.start + 12)[:1]:
                if one.best and _LEAD.fullmatch(self.text, sentence.start, one.toponym.start):
                    return self._found(one, 0.55, "led")
            if back and "\n" in self.text[parts.sentences[back - 1].end : sentence.start]:
                return None
        return None

    # --- who took part ---------------------------------------------------------------------------

    def actors(
        self, sentence: Part, clause: Part, trigger: Trigger | None, place: Found | None
    ) -> tuple[tuple[str, Span], ...]:
        """Return the countries that act, by code, each with the words that say so."""
        found: dict[str, Span] = {}
        category = trigger.category if trigger else ""
        for part in (clause, sentence):
            if found and category != "summit" and not (category in _JOINT and len(found) < 2):
                break
            for country, span in self._acting_in(part, place):
                found.setdefault(country, span)
            if meant := self._meant(part):
                found.setdefault(*meant)
        return tuple(found.items())

    def _acting_in(self, part: Part, place: Found | None) -> Iterator[tuple[str, Span]]:
        for person in self.people(part.start, part.end):
            yield person.country, _span(person)
        for one in self.within(part.start, part.end):
            toponym = one.toponym
            if toponym.country and self._acts(one, place):
                yield toponym.country, Span(toponym.start, toponym.end, toponym.text)

    def _acts(self, one: TextResolution, place: Found | None) -> bool:
        if one.toponym.role == "actor" or one.toponym.sort == "demonym":
            return True
        if place is not None and one.toponym.start == place.span.start:
            return False
        lead = self.text[max(0, one.toponym.start - 20) : one.toponym.start]
        return _IN.search(lead) is None and not self._is_holder(one)


def replace_actor(place: Place) -> Place:
    """Return the city where a government sits, for events that are said to be there."""
    return capital_of(place.country) or place if place.kind == "government" else place


def _span(person: Person) -> Span:
    return Span(person.start, person.end, person.text)


def named_country(place: Place) -> str:
    """Return a place's name with its country, for a line of text."""
    return f"{place.name} ({country_name(place.country)})" if place.country else place.name
