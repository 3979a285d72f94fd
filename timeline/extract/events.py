"""Put events together: a word that names one, the date and the place nearest to it, who took part.

Dates choose: each date of a sentence goes to the word of an event that is nearest to
it, those of its own clause first. A place is one that is written into the name
("Singapore summit"), stands behind a preposition of the clause, or else is where the
government sits that acts. How sure each of these is makes the confidence.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from geo.place import Place
from geo.resolve_text import TextResolution
from timeline.edtf import EventDate, one_of
from timeline.errors import DateError
from timeline.extract.article import Span
from timeline.extract.clauses import Part, Parts
from timeline.extract.modality import Mood, cancelled_in, doubted_later, mood_of
from timeline.extract.people import Person
from timeline.extract.places import DATELINE, Found, PlaceFinder
from timeline.extract.timex import Timex
from timeline.extract.titles import title_of
from timeline.extract.triggers import Trigger, find_triggers

_VAGUE_DAYS = {"day": 14, "week": 56, "month": 180}
_JUST = re.compile(r"\b(?:has|have|had)\s+(?P<word>just|now|recently)\b", re.IGNORECASE)
_JUST_DAYS = 60
_RANGE = re.compile(r"\s*(?:and|to|until|till|through|[-–—])\s*", re.IGNORECASE)
_RANGE_LEAD = re.compile(r"(?:between|from)\s+(?:the\s+)?$", re.IGNORECASE)
_LIGHT_REACH = 60
_LIGHT = re.compile(
    r"launch|held|hold|beg[au]n|start|end|open|conclu|sign|announc|impos|declar|establish|agreed"
    r"|form|call", re.IGNORECASE,
)  # fmt: skip
_COURSE = re.compile(r"beg[aiu]n|start|end|open|held|hold", re.IGNORECASE)
_OTHER_CLAUSE = 150
_VERB = 12
_AFTER_DATE = 4
_AROUND = 5
_TOLD_SIGNS = 8  # where words are not spaced
_RIVAL_REACH = 200
_RELATIVE = re.compile(r",?\s*(?:\w+\s+)?(?:who|whom|which|whose|where)\b")
_SINCE = re.compile(r"\bsince\s+(?:the\s+)?$", re.IGNORECASE)
_SAID = re.compile(
    r"\b(?:said|says|told\s+\w+|added|reported|announced|warned)(?:\s+in\s+[A-Z][\w’-]*)?"
    r"(?:\s+on|\s+in|\s+late|\s+early)?\s+$"
)


@dataclass(frozen=True, slots=True)
class FoundEvent:
    """An event of a text with the words that each of its parts rests on."""

    title: str
    category: str
    sentence: Span
    trigger: Span | None
    date: EventDate | None
    date_span: Span | None
    place: Place | None
    place_span: Span | None
    others: tuple[Place, ...]
    actors: tuple[tuple[str, Span], ...]
    mood: Mood
    confidence: float
    rule: str
    quotes: tuple[Span, ...] = ()  # of later mentions


class When(NamedTuple):
    """A date of the text, of one time expression or of the two ends of a span."""

    start: int
    end: int
    date: EventDate
    confidence: float
    rule: str
    is_vague: bool = False


def find_events(
    text: str,
    times: Sequence[Timex],
    resolutions: Sequence[TextResolution],
    people: Sequence[Person],
    *,
    anchor: date | None = None,
    parts: Parts | None = None,
) -> tuple[FoundEvent, ...]:
    """Return the dated events of a text; one that is told again is found once."""
    finder = _Finder(
        text, parts or Parts(text), times, PlaceFinder(text, resolutions, people), anchor
    )
    return tuple(_told_once(finder.events()))


# --- which word and which date belong together ----------------------------------------------------


class _Finder:
    def __init__(
        self,
        text: str,
        parts: Parts,
        times: Sequence[Timex],
        places: PlaceFinder,
        anchor: date | None,
    ) -> None:
        self.text, self.parts, self.places, self.anchor = text, parts, places, anchor
        dateline = DATELINE.search(text, 0, 3_000)
        self._dateline, self._dateline_end = dateline.span() if dateline else (0, 0)
        taken = [(timex.start, timex.end) for timex in times]
        self._triggers = _by_sentence(
            parts, _composed(text, parts, list(find_triggers(text, taken)))
        )
        self._dates = _by_sentence(parts, list(_dates(text, times, anchor)))

    def events(self) -> Iterator[FoundEvent]:
        """Yield the events of each sentence."""
        for number in sorted(self._dates.keys() | self._triggers.keys()):
            triggers, dates = self._triggers.get(number, []), self._dates.get(number, [])
            pairs = self._pairs(triggers, dates)
            paired = [when for _, when in pairs]
            for trigger, when in pairs:
                rivals = [one for one, _ in pairs if 0 < one.start - trigger.start < _RIVAL_REACH]
                yield self._event(number, trigger, when, rivals)
            for when in dates:
                if when not in paired and self._is_told(when, paired):
                    yield self._event(number, None, when, ())

    def _pairs(self, triggers: list[Trigger], dates: list[When]) -> list[tuple[Trigger, When]]:
        """Give each date its nearest trigger, and each trigger at most one date."""
        costs = sorted(
            (self._cost(trigger, when), trigger.start, when.start, trigger, when)
            for when in dates
            for trigger in _nearest(triggers, when)
        )
        chosen: list[tuple[Trigger, When]] = []
        taken: set[Trigger | When] = set()
        for cost, _, _, trigger, when in costs:
            if trigger in taken or when in taken:
                continue
            if when.is_vague and (cost >= _OTHER_CLAUSE or trigger.kind == "verb"):
                continue
            if self._is_reported(when) and trigger.start > when.end:
                continue
            chosen.append((trigger, when))
            taken |= {trigger, when}
        return sorted(chosen, key=lambda pair: pair[0].start)

    def _cost(self, trigger: Trigger, when: When) -> float:
        gap = max(when.start - trigger.end, trigger.start - when.end, 0)
        is_near = self.parts.clause_at(when.start) == self.parts.clause_at(trigger.start)
        cost = gap + (0 if is_near else _OTHER_CLAUSE)
        cost += _OTHER_CLAUSE if not is_near and self._is_relative(trigger) else 0
        cost += _VERB if trigger.kind == "verb" else 0
        cost += _OTHER_CLAUSE * self._is_since(when)
        return cost + (_AFTER_DATE if trigger.start > when.end else 0)

    def _is_relative(self, trigger: Trigger) -> bool:
        """Say whether a trigger only tells more of a name: "for which he was convicted"."""
        clause = self.parts.clause_at(trigger.start)
        return _RELATIVE.match(self.text, clause.start, clause.end) is not None

    def _is_told(self, when: When, paired: list[When]) -> bool:
        """Say whether a date without a trigger has enough beside it to be an event."""
        if when.is_vague or self._is_since(when) or self._is_reported(when):
            return False
        if self._dateline <= when.start < self._dateline_end:
            return False
        if any(_holds(when.date, other.date) for other in paired):
            return False
        clause = self.parts.clause_at(when.start)
        rest = self.text[clause.start : when.start] + self.text[when.end : clause.end]
        is_spaced = rest.isascii() or len(rest.split()) > 3
        return len(rest.split()) >= 3 if is_spaced else len(rest) >= _TOLD_SIGNS

    def _is_since(self, when: When) -> bool:
        return _SINCE.search(self.text, max(0, when.start - 12), when.start) is not None

    def _is_reported(self, when: When) -> bool:
        """Say whether a date is that of saying: "officials in Beijing said on Sunday"."""
        return _SAID.search(self.text, max(0, when.start - 50), when.start) is not None

    # --- what is known of it ---------------------------------------------------------------------

    def _event(
        self, number: int, trigger: Trigger | None, when: When, rivals: Sequence[Trigger]
    ) -> FoundEvent:
        sentence = self.parts.sentences[number]
        clause = self.parts.clause_at(trigger.start if trigger else when.start)
        mood = self._mood(number, clause, trigger, when)
        place = self.places.find(sentence, clause, trigger, rivals, self.parts, number)
        actors = self.places.actors(sentence, clause, trigger, place)
        title = title_of(self.text, sentence, clause, trigger, (when.start, when.end), place)
        span = Span(trigger.start, trigger.end, trigger.text) if trigger else None
        return FoundEvent(
            title=title,
            category=trigger.category if trigger else "",
            sentence=Span(sentence.start, sentence.end, self.text[sentence.start : sentence.end]),
            trigger=span,
            date=_doubted_date(when.date) if mood.modality == "doubted" else when.date,
            date_span=Span(when.start, when.end, self.text[when.start : when.end]),
            place=place.place if place else None,
            place_span=place.span if place else None,
            others=place.others if place else (),
            actors=actors,
            mood=mood,
            confidence=self._confidence(clause, trigger, when, place),
            rule=f"{'no-word' if trigger is None else trigger.kind}+{when.rule}"
            f"+{place.rule if place else 'no-place'}",
        )

    def _mood(self, number: int, clause: Part, trigger: Trigger | None, when: When) -> Mood:
        end = trigger.end if trigger else clause.end
        sentence = self.parts.sentences[number]
        mood = mood_of(self.text, clause.start, max(end, min(clause.end, end + 40)))
        if cancelled := cancelled_in(self.text, sentence.start, sentence.end):
            return Mood("cancelled", cancelled)
        is_future = self.anchor is not None and _begins_after(when.date, self.anchor)
        if is_future and mood.modality in ("happened", "planned", "proposed", "hypothetical"):
            rest = [Part(clause.end, sentence.end), *self.parts.sentences[number + 1 : number + 3]]
            for part in rest:
                if doubt := doubted_later(self.text, part.start, part.end):
                    return Mood("doubted", doubt)
            return Mood("planned", mood.words)
        is_past = self.anchor is not None and _ends_before(when.date, self.anchor)
        if is_past and mood.modality in ("planned", "proposed", "hypothetical"):
            return mood if self._is_reported(when) else Mood("happened")
        return mood

    def _confidence(
        self, clause: Part, trigger: Trigger | None, when: When, place: Found | None
    ) -> float:
        sure = 0.95 * when.confidence
        if trigger is None:
            sure *= 0.45
        else:
            sure *= 0.9 if trigger.kind == "verb" else 1.0
            sure *= 1.0 if clause.holds(when.start, when.end) else 0.8
        sure *= place.confidence if place else 0.7
        return round(min(1.0, max(0.05, sure)), 2)


def _nearest(triggers: list[Trigger], when: When) -> list[Trigger]:
    """Return the triggers around a date, some before and some after."""
    at = bisect_left([one.start for one in triggers], when.start)
    return triggers[max(0, at - _AROUND) : at + _AROUND]


def _by_sentence(parts: Parts, found: list) -> dict[int, list]:  # type: ignore[type-arg]
    held: dict[int, list] = {}  # type: ignore[type-arg]
    for one in found:
        held.setdefault(parts.sentence_number(one.start), []).append(one)
    return held


def _composed(text: str, parts: Parts, triggers: list[Trigger]) -> list[Trigger]:
    """Join "launched joint exercises": a verb that says little before the noun that says what."""
    composed: list[Trigger] = []
    for trigger in triggers:
        before = composed[-1] if composed else None
        if (
            before is not None
            and before.kind == "verb"
            and trigger.kind == "noun"
            and _LIGHT.match(before.text)
            and trigger.start - before.end <= _LIGHT_REACH
            and _is_one_phrase(text[before.end : trigger.start])
        ):
            composed[-1] = trigger
            continue
        if (
            before is not None
            and before.kind == trigger.kind == "noun"
            and _is_of(text[before.end : trigger.start])
        ):
            continue
        if before is not None and _goes_on(before, trigger, parts):
            continue
        composed.append(trigger)
    return composed


def _goes_on(before: Trigger, trigger: Trigger, parts: Parts) -> bool:
    """Say whether a verb only tells that the noun before it took its course: "the siege began"."""
    if before.kind == "verb" or trigger.kind == "noun" or not _COURSE.match(trigger.text):
        return False
    return parts.clause_at(before.start) == parts.clause_at(trigger.start)


def _is_one_phrase(between: str) -> bool:
    return not re.search(r"[,;:.()]|\b(?:that|which|who|when|after|before|to)\b", between)


def _is_of(between: str) -> bool:
    """Say whether two nouns are one event: "war exercises", "talks summit"."""
    return bool(re.fullmatch(r"\s+(?:of\s+(?:the\s+)?)?", between))


# --- the dates ------------------------------------------------------------------------------------


def _dates(text: str, times: Sequence[Timex], anchor: date | None) -> Iterator[When]:
    skipped = False
    for at, timex in enumerate(times):
        if skipped:
            skipped = False
            continue
        after = times[at + 1] if at + 1 < len(times) else None
        if after is not None and (both := _span_of(text, timex, after)):
            skipped = True
            yield both
        elif (when := _when(timex, anchor)) is not None:
            yield when
    if anchor is not None:
        yield from _just(text, anchor)


def _span_of(text: str, first: Timex, last: Timex) -> When | None:
    """Join "between 1960 and 1970" to one date."""
    if first.date is None or last.date is None:
        return None
    if not _RANGE.fullmatch(text, first.end, last.start):
        return None
    between = text[first.end : last.start].strip().lower()
    if between == "and" and not _RANGE_LEAD.search(text, max(0, first.start - 12), first.start):
        return None
    joined = _parsed(f"{first.date}/{last.date}")
    if joined is None:
        return None
    sure = min(first.confidence, last.confidence)
    return When(first.start, last.end, joined, sure, "span")


def _when(timex: Timex, anchor: date | None) -> When | None:
    if timex.date is not None and timex.type in ("DATE", "TIME"):
        if anchor is not None and timex.value.startswith(anchor.isoformat()):
            return When(timex.start, timex.end, timex.date, 0.6, timex.rule, is_vague=True)
        return When(timex.start, timex.end, timex.date, timex.confidence, timex.rule)
    unit = next((unit for unit in _VAGUE_DAYS if unit in timex.text.lower()), None)
    if timex.value == "PAST_REF" and unit and anchor is not None:
        before = one_of(anchor - timedelta(_VAGUE_DAYS[unit]), anchor)
        return When(timex.start, timex.end, before, 0.5, "vague", is_vague=True)
    return None


def _just(text: str, anchor: date) -> Iterator[When]:
    """Yield "just", "now" and "recently" as some day of the two months before publication."""
    before = one_of(anchor - timedelta(_JUST_DAYS), anchor)
    for match in _JUST.finditer(text):
        start, end = match.span("word")
        yield When(start, end, before, 0.4, "just", is_vague=True)


def _parsed(edtf: str) -> EventDate | None:
    try:
        return EventDate.parse(edtf)
    except DateError:
        return None


def _doubted_date(when: EventDate) -> EventDate:
    return (_parsed(f"{when}?") if re.fullmatch(r"-?[\d-]+", str(when)) else None) or when


def _begins_after(when: EventDate, anchor: date) -> bool:
    last_moment = EventDate.parse(anchor.isoformat()).latest
    return when.earliest is not None and last_moment is not None and when.earliest >= last_moment


def _holds(outer: EventDate, inner: EventDate) -> bool:
    """Say whether one date lies within another, longer one."""
    if None in (outer.earliest, outer.latest, inner.earliest, inner.latest):
        return False
    return bool(
        outer.earliest <= inner.earliest  # type: ignore[operator]
        and inner.latest <= outer.latest  # type: ignore[operator]
    )


def _ends_before(when: EventDate, anchor: date) -> bool:
    first_moment = EventDate.parse(anchor.isoformat()).earliest
    return when.latest is not None and first_moment is not None and when.latest <= first_moment


# --- what is told twice ---------------------------------------------------------------------------


def _told_once(events: Iterator[FoundEvent]) -> list[FoundEvent]:
    """Join mentions of one event: the same word for it, the same date and the same place."""
    kept: list[FoundEvent] = []
    known: dict[tuple[str, ...], int] = {}
    for event in events:
        key = _sameness(event)
        if key and key in known:
            kept[known[key]] = _joined(kept[known[key]], event)
            continue
        if key:
            known[key] = len(kept)
        kept.append(event)
    return kept


def _sameness(event: FoundEvent) -> tuple[str, ...]:
    if event.trigger is None or event.place is None:
        return ()
    word = event.trigger.text.lower().rstrip("s")
    return event.category, word, str(event.date), event.place.name


def _joined(first: FoundEvent, again: FoundEvent) -> FoundEvent:
    actors = dict(first.actors)
    actors |= {name: span for name, span in again.actors if name not in actors}
    return replace(
        first,
        actors=tuple(actors.items()),
        confidence=max(first.confidence, again.confidence),
        quotes=(*first.quotes, again.sentence),
    )
