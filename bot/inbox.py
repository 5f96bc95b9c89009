"""What waits for a person: requests, proposals, what is in doubt, and what did not work."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot import people, standing
from bot.screens import inbox as screens
from bot.screens.inbox import SHOWN, Asking, Contents, Item
from bot.screens.proposals import WITH_OWN_BUTTONS
from domain.details import UndoDetail
from domain.ids import EventKey
from domain.plans import Reason
from storage import actions, bursts, deeds
from storage import events as happened
from storage.states import ActionState

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from bot.connections import Connections
    from bot.html import Html
    from bot.screen import Screen
    from domain.ids import UserId
    from storage.actions import StoredAction
    from storage.bursts import Burst

_FAILED_SINCE = timedelta(days=1)


async def screen(connections: Connections, came: Html | None = None) -> Screen:
    """All of it as it stands now."""
    return screens.overview(await contents(connections), connections.present(), came)


async def contents(connections: Connections, named: int = SHOWN) -> Contents:
    """What waits now, with the names of the first few."""
    key = connections.account
    async with connections.database.read() as session:
        asked = await standing.undecided(session, connections)
        open_ones = await actions.in_state(session, key, (ActionState.AWAITING_APPROVAL, ActionState.REVIEW))
        failed = await deeds.failed(session, key, connections.clock() - _FAILED_SINCE, SHOWN)
        held = [(one, await _held(session, connections, one)) for one in await bursts.unanswered(session, key)]
    waiting = [one for one in open_ones if one.state is ActionState.AWAITING_APPROVAL]
    proposed = [one for one in waiting if one.kind not in WITH_OWN_BUTTONS and one.reason is not Reason.BURST]
    doubts = [one for one in open_ones if one.state is ActionState.REVIEW]
    failed = [one for one in failed if not isinstance(one.wish.detail, UndoDetail)]
    return Contents(
        requests=await _requests(connections, asked, waiting, named),
        proposals=await _items(connections, proposed),
        doubts=await _items(connections, doubts),
        bursts=[(burst, number) for burst, number in held if number],
        failed=await _items(connections, failed),
    )


async def _held(session: AsyncSession, connections: Connections, burst: Burst) -> int:
    planned = await bursts.planned(session, connections.account, burst.seen_at)
    held = (ActionState.AWAITING_APPROVAL, Reason.BURST)
    return sum((one.state, one.reason) == held for one in planned)


async def _requests(
    connections: Connections, asked: Mapping[UserId, datetime], waiting: Sequence[StoredAction], named: int
) -> list[Asking]:
    proposals = {one.event: one for one in waiting if one.kind in WITH_OWN_BUTTONS}
    found = []
    for number, (person, since) in enumerate(asked.items()):
        key = EventKey(f"request:{person}:{int(since.timestamp())}")
        name = await name_of(connections, key, person) if number < named else ""
        found.append(Asking(key=key, username=name, since=since, proposal=proposals.get(key)))
    return found


async def _items(connections: Connections, found: Sequence[StoredAction]) -> list[Item]:
    named = [await name_of(connections, action.event) for action in found[:SHOWN]]
    names = [*named, *[""] * len(found)]
    return [Item(action=action, username=name) for action, name in zip(found, names, strict=False)]


async def name_of(connections: Connections, key: EventKey, person: UserId | None = None) -> str:
    """The user name of whom an event is about; empty where nobody has looked yet."""
    async with connections.database.read() as session:
        known = await happened.get(session, connections.account, key)
    if known is not None:
        return known.event.person.username
    profile = None if person is None else await people.known_profile(connections, person)
    return profile.person.username if profile else ""
