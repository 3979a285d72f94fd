"""Decide what a reviewer's actions make of the drafts of an article.

The log of actions is the whole truth: drafts and log give the same review again, and
the log without its last action is the review before it. An action that cannot be
followed (an unknown draft, a word of another type) changes nothing. Only what was
accepted becomes a row without a confidence; nothing else leaves the review.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from hashlib import sha256
from types import MappingProxyType
from typing import Any, Literal

import geopandas as gpd

from timeline.event import Event, Source
from timeline.extract.article import Article, Span
from timeline.extract.drafts import Draft
from timeline.extract.duplicates import duplicates
from timeline.extract.review_edits import FIELDS, Known, apply_edits, place_value
from timeline.frame import frame_from_events

__all__ = [
    "FIELDS",
    "Reviewed",
    "Standing",
    "accepted_frame",
    "draft_ids",
    "drafts_frame",
    "duplicates",
    "place_value",
    "replay",
    "review",
    "review_frame",
]

Decision = Literal["open", "accepted", "rejected", "merged"]
_DECISIONS: Mapping[str, Decision] = {"accept": "accepted", "reject": "rejected", "reopen": "open"}


@dataclass(slots=True)
class Standing:
    """How a draft stands after a log: the decision, what was said of its fields, in order."""

    decision: Decision = "open"
    into: str = ""
    said: dict[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A draft as its reviewer left it.

    `event` has the edits and what the merged drafts knew; `evidence` and `quotes` are
    those of all of them, its own first. `edits` are the values that the reviewer wrote,
    `problems` why the last value of a field is no edit.
    """

    id: str
    draft: Draft
    decision: Decision
    event: Event
    edits: Mapping[str, str]
    problems: Mapping[str, str]
    merged: tuple[str, ...]
    evidence: Mapping[str, tuple[Span, ...]]
    quotes: tuple[Span, ...]


def draft_ids(drafts: Sequence[Draft]) -> tuple[str, ...]:
    """Return the name of each draft in the log: its event's id, else one made of its words.

    Another day of publication dates a draft anew and leaves its name as it is.
    """
    named: dict[str, None] = {}
    for at, draft in enumerate(drafts, 1):
        name = draft.event.id or _hashed(draft.event)
        while name in named:
            name = f"{name}~{at}"
        named[name] = None
    return tuple(named)


def _hashed(event: Event) -> str:
    said = (event.kind, event.title, event.date_text, event.quote, event.quote_start)
    return sha256("\n".join(map(str, said)).encode("utf-8", "replace")).hexdigest()[:12]


# --- the log --------------------------------------------------------------------------------------


def replay(ids: Iterable[str], log: object) -> dict[str, Standing]:
    """Follow a log from its beginning; whatever cannot be followed is passed over."""
    standing = {name: Standing() for name in ids}
    for action in log if isinstance(log, Sequence) and not isinstance(log, str | bytes) else ():
        if isinstance(action, Mapping):
            _follow(standing, action)
    return standing


def _follow(standing: dict[str, Standing], action: Mapping[Any, Any]) -> None:
    do, name = action.get("do"), action.get("id")
    if not isinstance(do, str) or not isinstance(name, str) or name not in standing:
        return
    one = standing[name]
    if one.decision == "merged" and do != "reopen":
        return
    if do in _DECISIONS:
        one.decision, one.into = _DECISIONS[do], ""
    elif do == "edit":
        _say(one, action.get("field"), action.get("value"))
    elif do == "merge":
        _merge(standing, name, action.get("into"))


def _say(one: Standing, name: object, value: object) -> None:
    """Keep one more value of a field; None goes back to what the program found."""
    if not isinstance(name, str) or name not in FIELDS:
        return
    if value is None:
        one.said.pop(name, None)
    elif isinstance(value, str):
        one.said.setdefault(name, []).append(value)


def _merge(standing: dict[str, Standing], name: str, into: object) -> None:
    if not isinstance(into, str) or into not in standing:
        return
    kept = _kept(standing, into)
    if kept == name:
        return
    for one in standing.values():
        if one.into == name:
            one.into = kept
    standing[name].decision, standing[name].into = "merged", kept


def _kept(standing: Mapping[str, Standing], name: str) -> str:
    return standing[name].into or name


# --- what it makes of the drafts ------------------------------------------------------------------


def review(
    drafts: Sequence[Draft], log: object, *, anchor: date | None = None
) -> tuple[Reviewed, ...]:
    """Return every draft as a log leaves it; `anchor` is the day of publication."""
    ids = draft_ids(drafts)
    standing = replay(ids, log)
    by_id = dict(zip(ids, drafts, strict=True))
    merged: dict[str, list[str]] = {}
    for name, one in standing.items():
        if one.into:
            merged.setdefault(one.into, []).append(name)
    alone = {name: _alone(name, by_id[name], standing[name], anchor) for name in ids}
    return tuple(
        _united(alone[name], [alone[other] for other in merged[name]], standing[name], anchor)
        if name in merged
        else alone[name]
        for name in ids
    )


def _alone(name: str, draft: Draft, standing: Standing, anchor: date | None) -> Reviewed:
    known = Known(anchor, draft.places)
    event, edits, problems = apply_edits(draft.event, standing.said, known)
    return Reviewed(
        name, draft, standing.decision, event, edits, problems, (), draft.evidence, _quote(event)
    )


def _united(
    kept: Reviewed, others: Sequence[Reviewed], standing: Standing, anchor: date | None
) -> Reviewed:
    """Give a draft what those that were merged into it know and it does not."""
    event = kept.draft.event
    for other in others:
        event = _completed(event, other.event)
    event, edits, problems = apply_edits(event, standing.said, Known(anchor, kept.draft.places))
    quotes = dict.fromkeys(quote for one in (kept, *others) for quote in one.quotes)
    return replace(
        kept,
        event=event,
        edits=edits,
        problems=problems,
        merged=tuple(other.id for other in others),
        evidence=_joined([kept.evidence, *(other.evidence for other in others)]),
        quotes=tuple(quotes),
    )


_TOGETHER = (
    ("date", "date_text"),
    ("geometry", "place", "country", "radius_km"),
    ("country",),
    ("actors",),
    ("strength_low", "strength_high"),
    ("unit",),
    ("category",),
    ("text",),
    ("quote", "quote_start", "quote_end"),
)


def _completed(event: Event, other: Event) -> Event:
    """Take the fields that are missing from another event; those that belong together, together."""
    taken: dict[str, Any] = {}
    for names in _TOGETHER:
        if not any(getattr(event, name) for name in names if name != "radius_km"):
            taken |= {name: getattr(other, name) for name in names}
    return replace(event, **taken)


def _joined(all_evidence: Iterable[Mapping[str, tuple[Span, ...]]]) -> Mapping[str, Any]:
    found: dict[str, dict[Span, None]] = {}
    for evidence in all_evidence:
        for name, spans in evidence.items():
            found.setdefault(name, {}).update(dict.fromkeys(spans))
    return MappingProxyType({name: tuple(spans) for name, spans in found.items()})


def _quote(event: Event) -> tuple[Span, ...]:
    start, end = event.quote_start, event.quote_end
    return () if start is None or end is None else (Span(start, end, event.quote),)


# --- frames ---------------------------------------------------------------------------------------


def accepted_frame(article: Article, reviewed: Iterable[Reviewed]) -> gpd.GeoDataFrame:
    """Return the accepted drafts as rows, each with its words, its rule and its edits.

    They have no confidence, because a person made them. Further columns say how each came
    about: text_sha256, rule, maker, evidence and edits (JSON), merged and quotes (JSON).
    """
    return review_frame(article, [one for one in reviewed if one.decision == "accepted"])


def review_frame(article: Article, reviewed: Iterable[Reviewed]) -> gpd.GeoDataFrame:
    """Return accepted and open drafts as rows; the open ones keep their confidence."""
    shown = [one for one in reviewed if one.decision in ("accepted", "open")]
    return frame_from_events([_row(article, one) for one in shown])


def drafts_frame(article: Article, drafts: Sequence[Draft]) -> gpd.GeoDataFrame:
    """Return drafts as rows as the program made them, with their confidence."""
    return review_frame(article, review(drafts, (), anchor=article.published))


def _row(article: Article, one: Reviewed) -> Event:
    event = one.event
    day = article.published
    published = None if day is None else datetime.combine(day, time())
    return replace(
        event,
        id=one.id,
        source=_source(article) or event.source,
        url=article.url or event.url,
        published=published or event.published,
        confidence=None if one.decision == "accepted" else _confidence(event),
        extra=MappingProxyType({**event.extra, **_origin(article, one)}),
    )


def _confidence(event: Event) -> float:
    return 0.0 if event.confidence is None else event.confidence


def _source(article: Article) -> str:
    return Source(title=article.title, outlet=article.outlet).citation


def _origin(article: Article, one: Reviewed) -> dict[str, str]:
    evidence = {name: _pairs(spans) for name, spans in one.evidence.items() if spans}
    return {
        "text_sha256": article.sha256,
        "rule": one.draft.rule,
        "maker": one.draft.maker,
        "evidence": _json(evidence),
        "edits": _json(dict(one.edits)),
        "merged": ";".join(one.merged),
        "quotes": _json(_pairs(one.quotes)),
    }


def _pairs(spans: Iterable[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
