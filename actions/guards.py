"""What may keep an action from being done. Each guard looks at one thing; the first that objects gives the reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, TypeAlias

from actions.times import at
from domain.plans import LIMIT_CLASS, ActionKind, LimitClass, Mode, Reason
from rules.values.people import username

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from domain.ids import UserId
    from domain.media import Media
    from domain.people import Person
    from domain.plans import PlannedAction

RIVAL_AGAIN_AFTER = timedelta(seconds=5)

_LIMITED = {
    LimitClass.LIKE: "The likes of your limit",
    LimitClass.COMMENT: "The comments of your limit",
    LimitClass.RELATIONSHIP: "The decisions of your limit",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Situation:
    """Everything that the guards look at, read in one transaction."""

    wish: PlannedAction
    mode: Mode
    """How far it may go."""
    by_person: bool
    """Whether a person wants it, and no longer only a rule."""
    me: UserId
    person: Person | None
    """The author, or who asks to follow. None: the event is not known."""
    media: Media | None
    never: frozenset[str]
    """The people whom rules must leave alone, as the rules name them."""
    decided_by: str | None
    """Which person has decided about this request otherwise."""
    rival: ActionKind | None
    """Another decision about this request that is open or done."""
    rival_under_way: bool
    paused: bool
    full_until: datetime | None
    """When the limit has room again. None: it has."""
    now: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Held:
    """Why something is not done."""

    reason: Reason
    note: str
    """A sentence for the owner."""
    until: datetime | None = None
    """When the reason will have passed; None: it will not, or nobody knows."""


Guard: TypeAlias = "Callable[[Situation], Held | None]"


def own_post(situation: Situation) -> Held | None:
    """Rules leave the owner's own photos alone."""
    if situation.person is None or situation.person.id != situation.me:
        return None
    return Held(reason=Reason.SELF, note="It is your own photo.")


def never_touched(situation: Situation) -> Held | None:
    """People on the list are left alone; to ignore their request is to leave them alone."""
    person = situation.person
    if person is None or situation.wish.kind is ActionKind.IGNORE:
        return None
    if f"id:{person.id}" in situation.never or username(person.username) in situation.never:
        return Held(reason=Reason.NEVER, note=f"@{person.username} is on the list never_touch.")
    return None


def human_first(situation: Situation) -> Held | None:
    """What a person has done or decided stands."""
    if situation.decided_by is not None:
        return Held(reason=Reason.HUMAN_FIRST, note=f"{situation.decided_by} decided about it.")
    if situation.media is not None and situation.media.liked_by_me is True:
        return Held(reason=Reason.HUMAN_FIRST, note="You had liked it already.")
    return None


def too_old(situation: Situation) -> Held | None:
    """A late like looks odd, and a late comment worse."""
    media, longest = situation.media, situation.wish.max_age_seconds
    if media is None or longest is None:
        return None
    age, most = situation.now - media.created_at, timedelta(seconds=longest)
    if age <= most:
        return None
    return Held(reason=Reason.AGE, note=f"The photo is {_span(age)} old; the rule acts up to {_span(most)}.")


def paused(situation: Situation) -> Held | None:
    """During a pause rules write nothing."""
    return Held(reason=Reason.PAUSED, note="Everything was paused.") if situation.paused else None


def limited(situation: Situation) -> Held | None:
    """The limit is for what is done by itself; a proposal is counted when somebody agrees to it."""
    if situation.full_until is None or situation.mode is not Mode.AUTO:
        return None
    note = used_up(LIMIT_CLASS[situation.wish.kind], situation.full_until, situation.now)
    return Held(reason=Reason.LIMIT, note=note, until=situation.full_until)


def conflict(situation: Situation) -> Held | None:
    """One request gets one decision."""
    if situation.rival is None:
        return None
    return Held(reason=Reason.CONFLICT, note=f"Another rule wants to {situation.rival} this request.")


def rival_under_way(situation: Situation) -> Held | None:
    """What is on its way cannot be called back; a person's wish comes right after it."""
    if not situation.rival_under_way:
        return None
    note = f"The wish to {situation.rival} this request was on its way already."
    return Held(reason=Reason.CONFLICT, note=note, until=situation.now + RIVAL_AGAIN_AFTER)


def unknown(situation: Situation) -> Held | None:
    """Nothing is done about what nobody knows."""
    if situation.person is not None:
        return None
    return Held(reason=Reason.UNKNOWN, note="It is not known any more whom this is about.")


FOR_RULES: tuple[Guard, ...] = (
    own_post,
    never_touched,
    human_first,
    too_old,
    paused,
    limited,
    conflict,
    unknown,
)
"""In the order in which they are asked: what can never change comes before what passes."""

FOR_PEOPLE: tuple[Guard, ...] = (too_old, rival_under_way, limited)


def first_objection(situation: Situation) -> Held | None:
    """The one reason against it; None: it may be done. What writes nothing on the network needs no guard."""
    if situation.wish.kind not in LIMIT_CLASS:
        return None
    guards = FOR_PEOPLE if situation.by_person else FOR_RULES
    objections = (guard(situation) for guard in guards)
    return next((held for held in objections if held is not None), None)


def used_up(limit: LimitClass, until: datetime, now: datetime) -> str:
    """The sentence for a limit without room."""
    return f"{_LIMITED[limit]} are used up until {at(until, now)}."


def _span(age: timedelta) -> str:
    hours = age / timedelta(hours=1)
    return f"{hours:.0f} h" if hours >= 1 else f"{age / timedelta(minutes=1):.0f} min"
