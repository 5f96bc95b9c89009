"""What waits for a person, and what was done today."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bot.screens.proposals import WAITING, WITH_OWN_BUTTONS
from bot.screens.requests import is_settled
from bot.screens.start import Waiting
from domain.plans import DECISIONS
from storage import actions, seen
from storage.states import ActionState

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from bot.connections import Connections
    from domain.ids import UserId
    from domain.plans import ActionKind, Reason
    from storage.actions import StoredAction

_HELD_BACK = frozenset({ActionState.SUPPRESSED, ActionState.WATCHED})
"""The latter for what came during a pause."""


async def waiting(connections: Connections) -> Waiting:
    """What nobody has decided yet."""
    async with connections.database.read() as session:
        open_ones = await actions.in_state(session, connections.account, WAITING)
        proposals = [action for action in open_ones if action.kind not in WITH_OWN_BUTTONS]
        people = await undecided(session, connections)
    return Waiting(requests=len(people), proposals=len(proposals))


async def undecided(session: AsyncSession, connections: Connections) -> dict[UserId, datetime]:
    """Who asks to follow the owner and has no answer yet, and since when we know; the longest first."""
    people = await seen.waiting(session, connections.account)
    decided = await _decided(session, connections, people)
    left = {person: since for person, since in people.items() if person not in decided}
    return dict(sorted(left.items(), key=lambda one: (one[1], one[0])))


def done(changed: list[StoredAction]) -> Counter[ActionKind]:
    """What was done, by kind."""
    return Counter(action.kind for action in changed if action.state is ActionState.DONE)


def held_back(changed: list[StoredAction]) -> Counter[Reason]:
    """What was not done, by the one reason."""
    return Counter(action.reason for action in changed if action.state in _HELD_BACK and action.reason is not None)


async def _decided(session: AsyncSession, connections: Connections, people: dict[UserId, datetime]) -> set[str]:
    if not people:
        return set()
    changed = await actions.since(session, connections.account, min(people.values()))
    keys = {f"request:{person}:{int(since.timestamp())}": person for person, since in people.items()}
    return {
        keys[action.event]
        for action in changed
        if action.kind in DECISIONS and is_settled(action) and action.event in keys
    }
