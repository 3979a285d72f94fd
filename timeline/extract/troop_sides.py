"""Say whose troops a count has, where they are or go, and where they come from.

The words of the count come first ("US troops"), then what is near it in its clause, then
the count before it in the sentence, then the sentence before where a pronoun or "there"
points back to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from timeline.extract.country_words import Mention
from timeline.extract.troop_counts import Count
from timeline.extract.troop_status import Action, moves


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, where it starts in the text, and the countries that it names."""

    start: int
    text: str
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Window:
    """A count and the stretch of its sentence that may speak of it alone."""

    count: Count
    clause: int
    start: int
    end: int
    is_elided: bool


@dataclass(frozen=True, slots=True)
class Named:
    """A country at offsets of the text, "" for a group that is none; `sure` is from 0 to 1."""

    start: int
    end: int
    code: str
    sure: float = 1.0


@dataclass(frozen=True, slots=True)
class Sides:
    """Whose troops, where or where to, and where from; None where the text does not say."""

    actor: Named | None
    place: Named | None
    origin: Named | None


_BACK = re.compile(
    r"^\W*(?:it|its|they|their|the (?:country|kingdom|government|island|republic|emirate"
    r"|ally))\b|\bthere\b(?! (?:are|is|were|was|have|has|will|may|could))"
    r"|\b(?:sent|lent|gave|offered|promised) it\b|\bthe country\b|\bits\b",
    re.IGNORECASE,
)


def refers_back(sentence: str) -> bool:
    """Tell whether a sentence has a word that points to the one before."""
    return bool(_BACK.search(sentence))


def find_sides(
    here: Sentence,
    earlier: Sentence | None,
    window: Window,
    action: Action,
    last: Sides | None,
) -> Sides:
    """Return the sides of a count, given those of the count before it in the sentence."""
    scene = _Scene(here, earlier, window, action, last)
    origin, giver = _origin(scene)
    actor = _actor(scene, giver)
    return Sides(actor, _place(scene, actor, origin), origin)


@dataclass(frozen=True, slots=True)
class _Scene:
    here: Sentence
    earlier: Sentence | None
    window: Window
    action: Action
    last: Sides | None

    def before(self, start: int) -> list[Mention]:
        """Return the mentions from an offset to the count, nearest first."""
        stop = self.window.count.start
        return [m for m in reversed(self.here.mentions) if start <= m.start and m.end <= stop]

    def after(self) -> list[Mention]:
        """Return the mentions behind the count that may belong to it, nearest first."""
        start, end = self.window.count.end, self.window.end
        return [m for m in self.here.mentions if start <= m.start and m.end <= end]

    def inside(self) -> list[Mention]:
        """Return the mentions among the words of the count."""
        start, end = self.window.count.start, self.window.count.end
        return [m for m in self.here.mentions if start <= m.start and m.end <= end]

    def words(self, start: int, end: int) -> str:
        """Return the words between two offsets of the sentence."""
        return self.here.text[start:end]


def _named(sentence: Sentence, mention: Mention, sure: float = 1.0) -> Named:
    return Named(*_offsets(sentence, mention), mention.code, sure)


def _less_sure(named: Named | None) -> Named | None:
    return named and Named(named.start, named.end, named.code, named.sure * 0.7)


# --- where from -----------------------------------------------------------------------------------


def _origin(scene: _Scene) -> tuple[Named | None, Named | None]:
    """Return where they come from, or else the country that gave "1,200 from France"."""
    for mention in scene.after():
        if mention.part != "from" or not mention.code:
            continue
        named = _named(scene.here, mention)
        if _starts_there(scene, mention):
            return named, None
        if _FROM.fullmatch(scene.words(scene.window.count.end, mention.start)):
            return None, _whole(scene, mention)
    if scene.action.does == "withdraw":
        return _left_behind(scene), None
    for mention in scene.before(scene.window.start) if scene.action.does == "move" else ():
        if mention.part == "from" and mention.code:
            return _named(scene.here, mention), None
    return None, None


_FROM = re.compile(r" (?:each |all |mostly |mainly )?from (?:the )?(?:[a-z]+ )?")


def _starts_there(scene: _Scene, mention: Mention) -> bool:
    window = scene.window
    if scene.action.does == "withdraw" or moves(scene.words(window.count.end, mention.start)):
        return True
    if window.is_elided and scene.last:
        return scene.last.origin is not None
    return moves(scene.words(window.start, window.count.start))


def _left_behind(scene: _Scene) -> Named | None:
    mentions = [*scene.after(), *scene.before(scene.window.clause)]
    for part in ("from", "in"):
        for mention in mentions:
            if mention.part == part and mention.code:
                return _named(scene.here, mention)
    if _ITS_LAND.search(scene.words(scene.window.count.end, scene.window.end)):
        return _master(scene)
    if scene.inside() and _SHOWS_OUT.search(scene.words(scene.window.clause, scene.window.end)):
        return _master(scene)
    return _earlier_place(scene)


_ITS_LAND = re.compile(
    r"\b(?:from|leave|left|quit|out of) (?:the country|the island|its (?:soil|territory))\b"
)


_SHOWS_OUT = re.compile(
    r"\b(?:expel\w*|oust\w*|(?:order|want|tell|told|ask)\w*\b[^.;]{0,60} to (?:leave|go|quit"
    r"|withdraw))\b"
)


def _master(scene: _Scene) -> Named | None:
    """Return who is spoken of as "the country": Iraq, of "Iraq wants the Americans to leave"."""
    owners = (m for m in scene.here.mentions if m.code and m.part in {"", "speaker"})
    return next(
        (_named(scene.here, m, 0.7) for m in owners if m.end <= scene.window.start + 40), None
    )


# --- whose ----------------------------------------------------------------------------------------

_OF_THEM = re.compile(r",? of (?:them|these|those|whom|which)(?: \w+)? $")
_OF_WHOM = re.compile(r"\bof (?:whom|which) (?:\w+ )?$")
_HOSTS = re.compile(
    r"(?:[’']s [a-z]+)?(?:,? (?:which|that|who))?(?: \w+)? (?:asked for|requested|sought|hosts?"
    r"|hosted|(?:is|was|has been"
    r"|remains)(?: \w+){0,3} (?:host|home) to"
    r"|hired|invited|admitted|houses|housed|received|welcomed|(?:will|may|might|could|would"
    r"|to)(?: \w+)? (?:host"
    r"|receive|house|welcome))\b"
)
_PRONOUN = re.compile(r"\b(?:it|they|he|she|its|their|his|her)\b", re.IGNORECASE)


def _actor(scene: _Scene, giver: Named | None) -> Named | None:
    for find in (_worn, _belonging, _agent, _related):
        if found := find(scene):
            return found
    if giver:
        return giver
    subject = _subject(scene)
    if subject is not None and not _HOSTS.match(scene.here.text, subject.end):
        return _whole(scene, subject)
    shared = subject is None or scene.window.is_elided
    if shared and scene.last and scene.last.actor:
        return _less_sure(scene.last.actor)
    return _earlier_subject(scene) if subject is None else None


def _worn(scene: _Scene) -> Named | None:
    """Return the country in the words of the count: "28,500 US ground troops"."""
    worn = (m for m in scene.inside() if not _BACKED.match(scene.here.text, m.end))
    if mention := next(worn, None):
        return _whole(scene, mention)
    start = scene.window.count.start
    unknown = _UNKNOWN.search(
        scene.here.text, scene.window.count.number.end, scene.window.count.end
    )
    return Named(scene.here.start + start, scene.here.start + start, "") if unknown else None


_UNKNOWN = re.compile(r"\b[A-Z]{3,}\b")  # an army that we do not know, as "200 PVA soldiers"


_BACKED = re.compile(
    r"-(?:backed|led|controlled|trained|aligned|supported|armed|made|funded|speaking|built)\b"
)


def _whole(scene: _Scene, mention: Mention) -> Named:
    """Return the country of a mention, "" where another is joined to it: "French and Dutch"."""
    for other in scene.here.mentions:
        near = scene.words(min(other.end, mention.end), max(other.start, mention.start))
        if near in _JOINED and other.code != mention.code:
            return Named(*_offsets(scene.here, mention), "")
    return _named(scene.here, mention)


_JOINED = frozenset({" and ", " and the ", " or ", " or the "})


def _offsets(sentence: Sentence, mention: Mention) -> tuple[int, int]:
    return sentence.start + mention.start, sentence.start + mention.end


def _belonging(scene: _Scene) -> Named | None:
    """Return the army that they are of, behind the count: "400 soldiers of Vietnam's army"."""
    end = scene.window.count.end
    for mention in scene.after():
        words = scene.words(end, mention.start)
        if mention.part == "of" and len(words) < 25 and words.startswith(" of "):
            return _named(scene.here, mention)
        if words in {" are ", " were "} and _OF_WHOM.search(
            scene.words(0, scene.window.count.start)
        ):
            return _named(scene.here, mention)
        if _OF_THEM.fullmatch(words) or (mention.part == "inner" and words == " from the "):
            return _named(scene.here, mention)
    return None


def _agent(scene: _Scene) -> Named | None:
    """Return who sent them, in the passive."""
    return next((_named(scene.here, m) for m in scene.after() if m.part == "by"), None)


def _related(scene: _Scene) -> Named | None:
    """Return Uganda of "was helped by Uganda, which flew in 1,500 soldiers"."""
    for mention in scene.before(0)[:1]:
        words = scene.words(mention.end, scene.window.count.start)
        if mention.sort != "place" and _RELATED.fullmatch(words) and not _hosts(scene, mention):
            return _named(scene.here, mention)
    return None


_RELATED = re.compile(
    r", (?:whose|which|who)(?: (?!asked|received|request|need|saw|want|border)[a-z-]+){0,5} "
)
_BEFORE_NUMBER = frozenset(
    {"unit numbering", "level of force", "formation of number", "number strong", "number in all"}
)


def _subject(scene: _Scene) -> Mention | None:
    """Return the nearest country before the count that may be the subject of its clause."""
    window = scene.window
    start = window.start if window.is_elided and scene.last else window.clause
    mentions = [m for m in scene.before(start) if m.sort != "place" or _hosts(scene, m)]
    mentions = [m for m in mentions if not _BACKED.match(scene.here.text, m.end)]
    if window.count.rule not in _BEFORE_NUMBER:
        mentions.sort(key=lambda mention: _is_object(scene, mention))
    allowed = {"", "of"} if window.count.rule in _BEFORE_NUMBER else {""}
    for mention in mentions:
        acts = mention.part in allowed and _may_act(scene, mention)
        if acts or _owns(scene, mention):
            return mention
    if after := _subject_behind(scene):
        return after
    said_it = _PRONOUN.search(scene.words(window.start, window.count.start))
    if (said_it or scene.action.is_planned) and not window.is_elided:
        named = (m for m in scene.before(0) if m.sort != "place" or _hosts(scene, m))
        return next((m for m in named if m.part in {"", "speaker"}), None)
    if not window.is_elided and not scene.last:
        return next((m for m in scene.before(0) if _may_lead(scene, m)), None)
    return None


def _may_lead(scene: _Scene, mention: Mention) -> bool:
    is_backer = _BACKED.match(scene.here.text, mention.end)
    return not (mention.part or mention.sort == "place" or is_backer)


def _is_object(scene: _Scene, mention: Mention) -> bool:
    """Tell the UN of "Brazil, which led the UN mission," from one who acts."""
    return mention.sort == "group" and bool(_VERB_THE.search(scene.words(0, mention.start)))


_VERB_THE = re.compile(r"\b(?:[a-z]+ed|led|leads|heads|commands|joins|runs|ran) (?:the|a) $")


def _may_act(scene: _Scene, mention: Mention) -> bool:
    """Tell "Ethiopian forces", who act, from "the Ethiopian war", which does not."""
    if mention.sort != "demonym" or mention.end >= scene.window.count.start - 1:
        return True
    return bool(_ACTORS.match(scene.here.text, mention.end))


_ACTORS = re.compile(
    r"[’']?s? (?:(?!of\b|in\b|and\b|by\b)[a-z-]+ )?(?:[A-Z]|forces?|army|navy|troops?|soldiers"
    r"|military|marines|government|president|ministers?|ministry|leaders?|officials?|parliament"
    r"|commanders?|generals?|admiral|junta|regime|state|administration|contingent|units?|brigade"
    r"|division|garrison|presence|commandos|rebels|fighters|peacekeepers|chancellor|premier|king"
    r"|defen[cs]e|police|paratroopers|air|authorities|fleet|warships?|frigate|coalition|aircraft"
    r"|base|intelligence|spy|media|command|strength)|s?\b(?! [a-z])"
    r"|s? (?:[a-z]+(?:ed|s)|had|sent|have|were|will|are)\b"
)


def _owns(scene: _Scene, mention: Mention) -> bool:
    """Tell whether the count is of a country's troops: "two thirds of Ireland's 7,500 soldiers"."""
    return bool(_OWNS.fullmatch(scene.words(mention.end, scene.window.count.start)))


_OWNS = re.compile(r"[’']s? (?:[a-z-]+ ){0,3}")


def _subject_behind(scene: _Scene) -> Mention | None:
    """Return Russia of "With 30,000 soldiers, Russia is drilling"."""
    words = scene.words(scene.window.clause, scene.window.count.start)
    first = next((m for m in scene.after() if not m.part), None)
    if first is None or not _OPENS.match(words):
        return None
    return first if _COMMA.fullmatch(scene.words(scene.window.count.end, first.start)) else None


_COMMA = re.compile(r"[^,]{0,60}, (?:the )?")
_OPENS = re.compile(r"\W*(?:With|Using|Deploying|Backed by|Numbering|By sending)\b")


def _hosts(scene: _Scene, mention: Mention) -> bool:
    return bool(_HOSTS.match(scene.here.text, mention.end))


def _earlier_subject(scene: _Scene) -> Named | None:
    if scene.earlier is None:
        return None
    for mention in scene.earlier.mentions:
        if mention.part in {"", "speaker"} and mention.sort != "place":
            return _named(scene.earlier, mention, 0.5)
    return None


# --- where ----------------------------------------------------------------------------------------

_TO_IT = re.compile(r"\b(?:sent|lent|gave|offered|promised|pledged) (?:it|them) $")
_THE_COUNTRY = re.compile(r"^\W*(?:the country|it|the kingdom|the island)\b", re.IGNORECASE)


def _place(scene: _Scene, actor: Named | None, origin: Named | None) -> Named | None:
    leaves = scene.action.does == "withdraw"
    for find in (_ahead, _at_home, _behind, _host):
        found = find(scene, actor)
        if found and not (leaves and origin and _is_origin(found, origin)):
            return found
    if leaves:
        return None
    if scene.last and scene.window.is_elided:
        return _less_sure(scene.last.place)
    return _earlier_place(scene, actor)


def _is_origin(found: Named, origin: Named) -> bool:
    return found.code == origin.code


def _ahead(scene: _Scene, actor: Named | None) -> Named | None:
    """Return the place behind the count, where they go before where they are."""
    parts = ("to",) if scene.action.does == "withdraw" else ("in", "to")
    behind = scene.after()
    includes = scene.here.text.startswith(", including ", scene.window.count.end)
    if includes or scene.window.count.rule == "listed with a demonym":
        behind = [m for m in scene.here.mentions if m.start >= scene.window.count.end]
    mentions = [m for m in behind if m.code and m.part in parts]
    if scene.action.does == "move":
        mentions.sort(key=lambda mention: mention.part != "to")
    return next((_named(scene.here, mention) for mention in mentions), None)


_ITS_OWN = re.compile(
    r"\b(?:on|in|at|across|through|over|crossed|entered|into|inside|near|from|along)"
    r" (?:its|their) (?:own )?(?:\w+ )?(?:soil|territory|bases?|borders?|frontier|waters"
    r"|airspace|land)\b"
    r"(?! (?:with|in|of)\b)"
)


def _at_home(scene: _Scene, actor: Named | None) -> Named | None:
    """Return Congo of "Congo says 4,000 Rwandan soldiers are on its soil"."""
    if not scene.inside() or actor is None or scene.action.does == "withdraw":
        return None
    if not _ITS_OWN.search(scene.words(scene.window.count.end, scene.window.end)):
        return None
    owner = _master(scene)
    return owner if owner and owner.code != actor.code else None


def _behind(scene: _Scene, actor: Named | None) -> Named | None:
    """Return the place before the count: "In Djibouti, China keeps"."""
    if scene.action.does == "withdraw":
        return None
    window = scene.window
    start = window.start if window.is_elided and scene.last else window.clause
    opens = scene.here.text.startswith("From ")
    parts = {"in", "to", "from"} if scene.action.does == "stay" and not scene.last else {"in", "to"}
    rest = [0] if not (window.is_elided and scene.last) else []
    for begin in (start, *rest):
        for mention in scene.before(begin):
            if mention.code and mention.part in parts and (mention.part != "from" or opens):
                return _named(scene.here, mention)
    return None


_HOLDS = re.compile(r"(?: \w+){0,2} (?:has|had|holds|keeps)\b")


def _host(scene: _Scene, actor: Named | None) -> Named | None:
    """Return the subject that has the troops of another: "Japan hosts 54,000 Americans"."""
    shared = scene.window.is_elided and scene.last
    for mention in scene.before(scene.window.start if shared else scene.window.clause):
        if mention.part or not mention.code or (actor and mention.code == actor.code):
            continue
        if _hosts(scene, mention) or _HOLDS.match(scene.here.text, mention.end):
            return _named(scene.here, mention)
    return None


def _earlier_place(scene: _Scene, actor: Named | None = None) -> Named | None:
    earlier = scene.earlier
    if earlier is None:
        return None
    to_it = _TO_IT.search(scene.here.text, 0, scene.window.count.start)
    holds = _THE_COUNTRY.match(scene.here.text) and scene.inside()
    parts = ({"", "of"},) if to_it or holds else ({"in", "to", "from"},)
    for mention in [*_of_parts(earlier, *parts), *_of_parts(earlier, {""})]:
        if mention.code and (actor is None or mention.code != actor.code):
            return _named(earlier, mention, 0.5)
    return None


def _of_parts(sentence: Sentence, parts: set[str]) -> Iterator[Mention]:
    return (mention for mention in sentence.mentions if mention.part in parts)
