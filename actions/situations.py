"""Reads what the guards look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.guards import Situation
from actions.limits import DAY, opens_at
from domain.events import FollowRequest, NewComment, NewMedia
from domain.plans import DECISIONS, LIMIT_CLASS, ActionKind
from storage import actions, attempts, events, switches
from storage.states import OPEN_STATES, ActionState
from storage.switches import Switch

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from actions.surroundings import Surroundings
    from domain.events import Event
    from domain.ids import AccountKey, EventKey
    from domain.people import Person
    from domain.plans import Mode
    from storage.actions import StoredAction

_UNDER_WAY = frozenset({ActionState.IN_FLIGHT, ActionState.UNCERTAIN})
_STANDING = OPEN_STATES | {ActionState.DONE}


async def situation_of(
    session: AsyncSession, around: Surroundings, action: StoredAction, mode: Mode, now: datetime
) -> Situation:
    """How things stand around an action at this moment."""
    known = await events.get(session, around.account, action.event)
    event = known.event if known else None
    rivals = await rivals_of(session, around.account, action.event, action.kind)
    standing = [rival for rival in rivals if rival.state in _STANDING]
    return Situation(
        wish=action.wish,
        mode=mode,
        by_person=action.decided_by is not None,
        me=around.me,
        person=_person(event),
        media=event.media if isinstance(event, NewMedia) else None,
        never=around.rules().never,
        decided_by=next((rival.decided_by for rival in rivals if rival.decided_by is not None), None),
        rival=standing[0].kind if standing else None,
        rival_under_way=any(rival.state in _UNDER_WAY for rival in rivals),
        paused=await switches.get(session, Switch.PAUSED) is not None,
        full_until=await full_until(session, around, action.kind, now),
        now=now,
    )


async def rivals_of(
    session: AsyncSession, account: AccountKey, event: EventKey, kind: ActionKind
) -> Sequence[StoredAction]:
    """The other decisions about the same request.

    Whoever is decided about before any look has brought them gets another event from that look, so what is still open
    about the person counts whatever its event.
    """
    if kind not in DECISIONS:
        return ()
    person = requester_of(event)
    about = [one for other in DECISIONS - {kind} for one in await actions.on_target(session, account, other, person)]
    return [other for other in about if other.event == event or other.state in OPEN_STATES]


def requester_of(event: EventKey) -> str:
    """The id of the person behind `request:<user id>:<when first seen>`."""
    return event.removeprefix("request:").rpartition(":")[0]


async def full_until(session: AsyncSession, around: Surroundings, kind: ActionKind, now: datetime) -> datetime | None:
    """When the limit for a kind has room again; None: it has, or there is none."""
    limit = LIMIT_CLASS.get(kind)
    if limit is None:
        return None
    counted = await attempts.counted(session, around.account, limit, now - DAY)
    return opens_at(counted, around.rules().limits[limit], now)


def _person(event: Event | None) -> Person | None:
    match event:
        case NewMedia(media=media):
            return media.author
        case FollowRequest(requester=requester):
            return requester
        case NewComment(comment=comment):
            return comment.author
        case None:
            return None
