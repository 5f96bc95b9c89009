"""/status: how things stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import standing
from bot.screens import status
from storage import accounts, actions, breakers, events, sources, switches
from storage.switches import Switch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.asking import Asked, Shown
    from bot.connections import Connections


async def answer(connections: Connections, _asked: Asked) -> Sequence[Shown]:
    """What is watched, what is left, what waits and what was done today."""
    present, key = connections.present(), connections.account
    waiting = await standing.waiting(connections)
    async with connections.database.read() as session:
        account = await accounts.get(session, key)
        changed = await actions.since(session, key, present.midnight)
        page = status.Standing(
            username=account.username if account else key,
            paused_by=await switches.get(session, Switch.PAUSED),
            account_paused=account.paused_because if account else None,
            sources=await sources.active(session, key),
            budget=connections.network.budget,
            waiting=waiting,
            seen=await events.count_since(session, key, present.midnight),
            done=standing.done(changed),
            held_back=standing.held_back(changed),
            resting=await breakers.all_of(session, key),
            halted=connections.desk.halted(),
        )
    return (status.overview(page, present),)
