"""What does not go together with an action: other decisions about the same request, and its opposite."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.situations import Rivals
from domain.plans import DECISIONS, OPPOSITES, ActionKind
from storage import actions
from storage.states import OPEN_STATES, ActionState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.ext.asyncio import AsyncSession

    from domain.ids import AccountKey, EventKey
    from storage.actions import StoredAction

_UNDER_WAY = frozenset({ActionState.IN_FLIGHT, ActionState.UNCERTAIN})
ABOUT_REQUESTS = DECISIONS | {ActionKind.DECIDE}


def opposites_of(kind: ActionKind) -> frozenset[ActionKind]:
    """The kinds that undo a kind, and are undone by it."""
    return frozenset(other for pair in OPPOSITES if kind in pair for other in pair - {kind})


async def rivals_of(session: AsyncSession, action: StoredAction) -> Rivals:
    """What stands against an action."""
    others = await decisions_beside(session, action.account, action.event, action.kind)
    undone = await opposites_on(session, action.account, action.kind, action.wish.target)
    standing = [one for one in others if one.state in OPEN_STATES | {ActionState.DONE}]
    standing += [one for one in undone if one.state in OPEN_STATES]
    decided = (one.decided_by for one in (*others, *undone) if one.decided_by is not None)
    return Rivals(
        kind=standing[0].kind if standing else None,
        under_way=any(one.state in _UNDER_WAY for one in standing),
        decided_by=next(decided, None),
        ours=any(one.state is ActionState.DONE and one.decided_by is None for one in undone),
    )


async def decisions_beside(
    session: AsyncSession, account: AccountKey, event: EventKey, kind: ActionKind
) -> Sequence[StoredAction]:
    """The other decisions about the same request.

    Whoever is decided about before any look has brought them gets another event from that look, so what is still open
    about the person counts whatever its event.
    """
    if kind not in ABOUT_REQUESTS or not event.startswith("request:"):
        return ()
    person = requester_of(event)
    about = [one for other in DECISIONS - {kind} for one in await actions.on_target(session, account, other, person)]
    return [other for other in about if other.event == event or other.state in OPEN_STATES]


async def opposites_on(
    session: AsyncSession, account: AccountKey, kind: ActionKind, target: str
) -> Sequence[StoredAction]:
    """Everything that undoes a kind of action on the same photo or person."""
    return [
        one
        for other in sorted(opposites_of(kind))
        for one in await actions.on_target(session, account, other, target)
    ]


def requester_of(event: EventKey) -> str:
    """The id of the person behind `request:<user id>:<when first seen>`."""
    return event.removeprefix("request:").rpartition(":")[0]
