"""What may keep an action from being done. Each guard looks at one thing; the first that objects gives the reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, TypeAlias

from actions.times import at, span
from domain.plans import LIMIT_CLASS, ActionKind, LimitClass, Mode, Reason
from rules.values.people import username
from storage.entries import MUTED, NEVER

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from actions.situations import Leave, Situation

AGAIN_AFTER = timedelta(seconds=5)
"""For what waits for something that will be over soon."""
LOOK_ANEW = timedelta(days=1)
"""For what is woken when it is over; should that ever be missed, it is found out after this."""
LONGEST_WAIT = timedelta(days=7)
"""What could not be done within this is not done any more."""

_LIMITED = {
    LimitClass.LIKE: "The likes of your limit",
    LimitClass.COMMENT: "The comments of your limit",
    LimitClass.RELATIONSHIP: "The decisions of your limit",
}
_AS_A_CLASS = {
    LimitClass.LIKE: "Likes",
    LimitClass.COMMENT: "Comments",
    LimitClass.RELATIONSHIP: "Decisions about people",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Held:
    """Why something is not done."""

    reason: Reason
    note: str
    """A sentence for the owner."""
    until: datetime | None = None
    """When the reason will have passed; None: it will not, or nobody knows."""
    waits: bool = False
    """Whether it is simply too early: then it waits, whatever it is."""


Guard: TypeAlias = "Callable[[Situation, Leave], Held | None]"


def never_touched(situation: Situation, leave: Leave) -> Held | None:  # noqa: ARG001 - as every guard
    """People on the list are left alone; to ignore their request is to leave them alone."""
    person = situation.person
    if person is None or situation.kind is ActionKind.IGNORE:
        return None
    listed = {f"id:{person.id}", username(person.username)} & situation.never
    if listed or NEVER in situation.lists:
        return Held(reason=Reason.NEVER, note=f"@{person.username} is on the list {NEVER}.")
    return None


def muted(situation: Situation, leave: Leave) -> Held | None:  # noqa: ARG001 - as every guard
    """Who is muted is left alone for a time."""
    entry = situation.lists.get(MUTED)
    if entry is None or situation.kind is ActionKind.IGNORE:
        return None
    end = "" if entry.until is None else f" until {at(entry.until, situation.now)}"
    return Held(reason=Reason.MUTED, note=f"@{entry.username} was muted by {entry.added_by}{end}.")


def own_post(situation: Situation, leave: Leave) -> Held | None:
    """Rules leave what the owner posted alone, unless they say otherwise."""
    if leave.terms.include_self or situation.person is None or situation.person.id != situation.me:
        return None
    return Held(reason=Reason.SELF, note="It is your own photo.")


def human_first(situation: Situation, leave: Leave) -> Held | None:  # noqa: ARG001 - as every guard
    """What a person has done or decided stands."""
    rivals = situation.rivals
    if rivals.decided_by is not None:
        return Held(reason=Reason.HUMAN_FIRST, note=f"{rivals.decided_by} decided about it.")
    liked = situation.media is not None and situation.media.liked_by_me is True
    if situation.kind is ActionKind.UNLIKE:
        return None if rivals.ours else Held(reason=Reason.HUMAN_FIRST, note="No rule gave that like.")
    return Held(reason=Reason.HUMAN_FIRST, note="You had liked it already.") if liked else None


def too_old(situation: Situation, leave: Leave) -> Held | None:
    """A late like looks odd, and a late comment worse."""
    return aged(situation, leave.terms.max_age_seconds)


def waited_too_long(situation: Situation, leave: Leave) -> Held | None:  # noqa: ARG001 - as every guard
    """What had to wait for days is no longer what anybody expects."""
    waited = situation.now - situation.action.created_at
    if waited <= LONGEST_WAIT:
        return None
    return Held(reason=Reason.EXPIRED, note=f"It could not be done within {span(LONGEST_WAIT)}.")


def broken_off(situation: Situation, leave: Leave) -> Held | None:  # noqa: ARG001 - as every guard
    """A rule that stops on errors does nothing after a failed action."""
    if leave.failed is None:
        return None
    return Held(reason=Reason.BREAKER, note=f"The rule wanted to {leave.failed} first, and that failed.")


def paused(situation: Situation, leave: Leave) -> Held | None:  # noqa: ARG001 - as every guard
    """During a pause rules write nothing."""
    return Held(reason=Reason.PAUSED, note="Everything was paused.") if situation.paused else None


def resting(situation: Situation, leave: Leave) -> Held | None:  # noqa: ARG001 - as every guard
    """A rule that somebody paused does nothing, not even tell."""
    if leave.paused_by is None:
        return None
    return Held(reason=Reason.PAUSED, note=f"{leave.terms.rule.id} was paused by {leave.paused_by}.")


def scheduled(situation: Situation, leave: Leave) -> Held | None:
    """What came outside the rule's hours waits for them."""
    opens = leave.terms.not_before
    if opens is None or opens <= situation.now:
        return None
    note = f"The rule is active again at {at(opens, situation.now)}."
    return Held(reason=Reason.SCHEDULE, note=note, until=opens, waits=True)


def in_order(situation: Situation, leave: Leave) -> Held | None:
    """A rule's actions are done in its order."""
    if leave.awaited is None or leave.mode is not Mode.AUTO:
        return None
    note = f"The rule wants to {leave.awaited} first."
    return Held(reason=Reason.CONFLICT, note=note, until=situation.now + AGAIN_AFTER, waits=True)


def behind_writes(situation: Situation, leave: Leave) -> Held | None:
    """What writes nothing is done after what the rule writes."""
    if leave.awaited is None:
        return None
    note = f"The rule wants to {leave.awaited} first."
    return Held(reason=Reason.CONFLICT, note=note, until=situation.now + LOOK_ANEW, waits=True)


def without_writes(situation: Situation, leave: Leave) -> Held | None:  # noqa: ARG001 - as every guard
    """What writes nothing is not done when what the rule wanted to write was not."""
    if leave.undone is None:
        return None
    why = f": {leave.undone.note}" if leave.undone.note else "."
    note = f"The rule wanted to {leave.undone.kind} first, which was not done{why}"
    return Held(reason=leave.undone.reason or Reason.DECLINED, note=note)


def met_lately(situation: Situation, leave: Leave) -> Held | None:
    """Nobody is met by a rule more often than it says; by a comment, once in seven days if it does not say."""
    if leave.enough_until is None or situation.person is None:
        return None
    until = at(leave.enough_until, situation.now)
    return Held(reason=Reason.PER_AUTHOR, note=f"@{situation.person.username} had enough of it until {until}.")


def rule_limited(situation: Situation, leave: Leave) -> Held | None:
    """A rule proposes and does no more than it says."""
    if leave.full_until is None:
        return None
    note = f"{leave.terms.rule.id} has used up its own limit until {at(leave.full_until, situation.now)}."
    return Held(reason=Reason.LIMIT, note=note, until=leave.full_until)


def limited(situation: Situation, leave: Leave) -> Held | None:
    """The limit is for what is done by itself; a proposal is counted when somebody agrees to it."""
    return full(situation) if leave.mode is Mode.AUTO else None


def spaced(situation: Situation, leave: Leave) -> Held | None:
    """What is done by itself keeps its distance to what was done before."""
    return apart(situation) if leave.mode is Mode.AUTO else None


def conflict(situation: Situation, leave: Leave) -> Held | None:  # noqa: ARG001 - as every guard
    """Of what does not go together, one is done."""
    if situation.rivals.kind is None:
        return None
    return Held(reason=Reason.CONFLICT, note=f"Another rule wants to {situation.rivals.kind} here.")


def unknown(situation: Situation, leave: Leave) -> Held | None:  # noqa: ARG001 - as every guard
    """Nothing is done about what nobody knows."""
    if situation.person is not None:
        return None
    return Held(reason=Reason.UNKNOWN, note="It is not known any more whom this is about.")


def used_up(limit: LimitClass, until: datetime, now: datetime) -> str:
    """The sentence for a limit without room."""
    return f"{_LIMITED[limit]} are used up until {at(until, now)}."


def frozen_note(limit: LimitClass, until: datetime, now: datetime) -> str:
    """The sentence for a class that rests."""
    return f"{_AS_A_CLASS[limit]} rest until {at(until, now)}, as the network seems to mind them; /resume goes on."


def aged(situation: Situation, longest: float | None) -> Held | None:
    """A photo is written to up to an age; None: up to any."""
    media = situation.media
    if media is None or longest is None:
        return None
    age, most = situation.now - media.created_at, timedelta(seconds=longest)
    if age <= most:
        return None
    return Held(reason=Reason.AGE, note=f"The photo is {span(age)} old; the rule acts up to {span(most)}.")


def apart(situation: Situation) -> Held | None:
    """What must keep a distance waits for it."""
    until = situation.room.spaced_until
    if until is None:
        return None
    note = "It keeps its distance to the one before."
    return Held(reason=Reason.LIMIT, note=note, until=until, waits=True)


def full(situation: Situation) -> Held | None:
    """Nobody goes beyond the limit."""
    until = situation.room.full_until
    if until is None:
        return None
    note = used_up(LIMIT_CLASS[situation.kind], until, situation.now)
    return Held(reason=Reason.LIMIT, note=note, until=until)
