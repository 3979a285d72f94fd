"""Say whether troops are stationed, moving, withdrawn, only planned or only claimed.

The words around a count decide, in the clause that it stands in: a plan outweighs a
claim, a claim outweighs what was done. What somebody refused or never did is no statement.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal, cast

Status = Literal["stationed", "moving", "planned", "withdrawn", "claimed"]
Does = Literal["stay", "move", "withdraw"]

# --- words ----------------------------------------------------------------------------------------

_MODAL = r"will|would|could|may|might|should|shall|must"
_PLAN_BEFORE = re.compile(
    rf"\b(?:{_MODAL}|plan(?:s|ned|ning)?|intend(?:s|ed|ing)?|wants?|wanted|hop(?:es?|ed|ing)"
    rf"|agree[sd]?"
    r"|pledg\w+|promis\w+|offer(?:s|ed|ing)?|prepar\w+|consider\w*|weigh(?:s|ing|ed)|mull\w*"
    r"|approv\w+|authori[sz]\w+|announc\w+|propos\w+|seeks?|vow(?:s|ed)|slated|scheduled|poised"
    r"|asked for|request\w*|call(?:s|ed|ing)? for|commit(?:s|ted)?|(?:set|ready|about|due) to"
    r"|going to|expect\w*|vot(?:ed|es|ing) (?:to|for)|threaten\w*|urg\w+"
    r"|ask(?:s|ed|ing)?(?= [^.;]{0,40}\bto\b)|lets?|allow(?:s|ed)?|float(?:s|ed|ing)"
    r"|moot(?:s|ed)|suggest(?:s|ed)|mandated|is to|are to)\b"
)
_PLAN_AFTER = re.compile(
    rf"\b(?:(?:{_MODAL})(?! be joined)|(?:is|are) (?:to|due|set|expected|likely|about|scheduled"
    rf"|slated|ready"
    r"|preparing|supposed|planned|going to|on standby))\b"
)
_CLAIM = re.compile(
    r"\b(?:says?|said|saying|according to|reportedly|allegedly|alleged|alleg\w+|claim\w*"
    r"|believ\w*|estimat\w*|asserts?|asserted|den(?:y|ies|ied)"
    r"|report(?:s|ed) (?:that|of|speak|say|suggest)"
    r"|told (?![^.;,]{0,50} to [a-z])|(?:are|is|were|was) (?:thought|feared|reported|rumou?red"
    r"|known) to|puts? [^.;]{0,60}?\bat\b"
    r"|suspect\w*|accus\w+|assess\w*|unconfirmed|supposedly|purport\w*|apparently|insist\w*"
    r"|maintains? that|warn(?:s|ed) that|media report\w*|reports? (?:speak|suggest|say)"
    r"|(?:pictures|images|imagery|photographs|documents|intelligence|data) (?:suggest|show"
    r"|indicate)"
    r"(?:s|ed)?)\b",
    re.IGNORECASE,
)
_REFUSED = re.compile(
    r"\b(?:rul(?:ed?|es|ing) out|refus\w+|never|no plans?|no intention|reject(?:s|ed)"
    r"|without sending|oppos(?:es|ed)|declin(?:es|ed) to|instead of|rather than|resist\w*"
    r"|scrapp\w+|cancel\w+|averse|no longer|(?:do|does|did|will|would|has|have|had|is|are|was"
    r"|were|can|could|should)(?: not|n[’']t)(?! only)|cannot|won[’']t)\b",
    re.IGNORECASE,
)
_WITHDRAW = (
    r"pull(?:s|ed|ing)?(?= [^.;]{0,60}?\b(?:out|from|back)\b)|pull(?:s|ed|ing)? (?:out|back)"
    r"|withdr(?:aws?|ew|awn|awing|awals?)|withdrawal of|brought home"
    r"|br(?:ing|ings|inging|ought)(?= [^.;]{0,60}?\bhome\b)|bring(?:s|ing)? home|recall\w*"
    r"|repatriat\w*|evacuat\w*|remov\w+|expel\w*|oust\w*|sen(?:t|ds?|ding) home|came home"
    r"|returned from|cut|draw(?:s|n|ing)? down|drew down|departure of|exit of"
)
_LEAVE = (
    r"left|leaves?|leaving|quits?|quitting|depart(?:s|ed|ing)?|pulled out|withdrew|went home"
    r"|flew home|returned home|came home"
)
_MOVE = (
    r"sen[dt]s?|sending|dispatch\w*|redeploy\w*"
    r"|deploy(?:s|ed|ing|ment)?(?! (?:in|at|on|across|near)\b)|mov(?:e[sd]?|ing)"
    r"|fl(?:ew|own|ies|ying)|airlift\w*|rush\w*|transferr?\w*|arriv\w+|order(?:s|ed)"
    r"|shipp(?:ed|ing)|pour\w*|cross(?:ed|es|ing)|land(?:ed|s|ing)|sail(?:ed|s|ing)"
    r"|march(?:ed|es|ing)|invad\w+|invasion|enter(?:s|ed|ing)?|storm\w*|dr(?:ove|iven|iving)"
    r"|slipp\w+|travell?\w*|went|rotat(?:es?|ed|ing)(?= (?:through|into|to)\b)|came ashore|lent"
    r"|lends?|put(?=(?: \w+){0,3} +# (?![^.;]{0,60}\balert))|came|gather\w*|reinforc\w+"
    r"|carri(?:ed|es)|led(?=[^.;]{0,60}\b(?:into|across|to|over)\b)|advanc\w+|headed|heading"
    r"|bound for|(?<!be )(?<!been )joined|parachut\w+|shift(?:s|ed|ing)|return(?:s|ed|ing)?"
    r"|thr(?:ew|own)|reach(?:ed|es)"
    r"|commit(?:s|ted)|relocat\w+|brings?|bringing|brought|infiltrat\w+|attack(?:s|ed)"
)
_ACTION = re.compile(rf"\b(?:(?P<withdraw>{_WITHDRAW})|(?P<move>{_MOVE}))\b", re.IGNORECASE)
_LEAVES = re.compile(rf"(?<!were )(?<!are )(?<!was )\b(?:{_LEAVE})\b")
_HAS = (  # and does not help another verb
    r"ha(?:s|ve|d)(?! (?:been|already|also|now|\w+ed|sent|put|flown|withdrawn|brought|begun|led"
    r"|lent|cut|left|taken|driven|gone|come|risen|fallen|grown|said|to)\b)"
)
_STAYS = re.compile(
    rf"\b(?:{_HAS}|stationed|based|garrisoned|remain(?:s|ed)?|stay(?:s|ed)?"
    r"|keeps?|kept|maintain(?:s|ed)|hosts?|station|there (?:are|were|is)|posted"
    r"|(?<!its )(?<!the )(?<!their )posts|is home to"
    r"|counts|commands?|fields|(?:are|were) (?:now |still |already )?(?:in|at|on))\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r";|, (?:and|so|then) (?=[A-Z]|it |they |he |she )"
    r"|\b(?:but|while|whereas|although|though|because|before|whose)\b|[—–] |, (?:having|a year)\b"
)


_DONE: dict[Does, Status] = {"stay": "stationed", "move": "moving", "withdraw": "withdrawn"}


@dataclass(frozen=True, slots=True)
class Action:
    """What troops do, as the words around their count have it."""

    is_planned: bool
    is_claimed: bool
    does: Does

    @property
    def status(self) -> Status:
        """Return the status that these amount to."""
        if self.is_planned or self.is_claimed:
            return "planned" if self.is_planned else "claimed"
        return _DONE[self.does]


_FAR = 300  # no word further off than this speaks of a count


def find_clauses(sentence: str) -> list[tuple[int, int]]:
    """Return where each break between two clauses of a sentence starts and ends."""
    return [match.span() for match in _CLAUSE.finditer(sentence)]


def clause_of(breaks: list[tuple[int, int]], start: int, end: int) -> tuple[int, int]:
    """Return where the clause around two offsets starts and ends, at most so far off."""
    i = bisect_right(breaks, (start, start))
    before = breaks[i - 1][1] if i else 0
    after = breaks[i][0] if i < len(breaks) else end + _FAR
    return max(before, start - _FAR), max(end, min(after, end + _FAR))


def is_refused(before: str) -> bool:
    """Tell whether the words before a count deny it or refuse it."""
    return bool(_REFUSED.search(before))


def find_claims(sentence: str) -> list[int]:
    """Return where a sentence says that somebody else vouches for it."""
    return [match.start() for match in _CLAIM.finditer(sentence)]


def is_claimed(claims: list[int], start: int, end: int) -> bool:
    """Tell whether one of the claims is near the words between two offsets."""
    i = bisect_right(claims, start - 250)
    return i < len(claims) and claims[i] < end + 150


_RELATIVE = re.compile(
    r"\b(?!(?:sa(?:id|ys?)|announc|agree|promis|pledg|propos|claim|believ|report|confirm"
    r"|warn)\w*)[a-z]+ (?:that|where|which|whom) (?:some |about |around |nearly )?$"
)


def find_action(before: str, after: str, *, claimed: bool) -> Action:
    """Return what the troops do: `before` and `after` are the clause on both sides of a count."""
    if _RELATIVE.search(before):  # "offered money for a base that 500 soldiers use"
        before = ""
    planned = bool(_PLAN_BEFORE.search(before))
    if (
        not planned
        and not _WITH.search(before)
        and not any(rule.search(before) for rule in (_ACTION, _STAYS))
    ):
        planned = bool(_PLAN_AFTER.search(after))
    return Action(planned, claimed, _does(before, after))


_WITH = re.compile(r"(?:^\W*|, )[Ww]ith (?:\w+ ){0,3}$")  # "Ireland, with 350 troops in Lebanon"


def has_action(words: str) -> bool:
    """Tell whether words have a verb of their own for moving, staying or a plan."""
    rules = (_ACTION, _STAYS, _PLAN_BEFORE, _PLAN_AFTER, _REFUSED, _LEAVES)
    return len(words) > 3 and any(rule.search(words) for rule in rules)


def moves(words: str) -> bool:
    """Tell whether words have a verb of motion, so that "from" is where it starts."""
    return bool(_ACTION.search(words) or _LEAVES.search(words))


_SHOWN_OUT = re.compile(
    r" (?:have been |has been |were |was )?(?:ordered |told )?(?:to leave\b|out of\b)"
)


def _does(before: str, after: str) -> Does:
    if _WITH.search(before):
        return "stay"
    if _SHOWN_OUT.match(after):
        return "withdraw"
    whole = f"{before} # {after}"
    actions = [match for match in _ACTION.finditer(whole) if match.start() < len(before)]
    last = actions[-1] if actions else None
    stays = max((m.start() for m in _STAYS.finditer(before)), default=-1)
    if last and last.start() >= stays:
        return cast(Does, last.lastgroup)
    left, action = _LEAVES.search(after), _ACTION.search(after)
    if left and (not action or left.start() <= action.start()):
        return "withdraw"
    stay = _STAYS.search(after)
    if not action or stays >= 0 or (stay and stay.start() < action.start()):
        return "stay"
    return cast(Does, action.lastgroup)
