"""Who is a member, and what they may do: changed from the chat, by owners only."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from bot import rights
from bot.language import say
from domain.errors import RefusedError
from storage import members
from storage.states import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.ext.asyncio import AsyncSession

    from bot.connections import Connections
    from domain.ids import TelegramUserId
    from storage.members import Member

logger = logging.getLogger(__name__)


async def everybody(connections: Connections) -> Sequence[Member]:
    """All members, the longest there first."""
    async with connections.database.read() as session:
        return await members.all_of(session)


async def one(connections: Connections, user: TelegramUserId) -> Member | None:
    """The member with this id."""
    async with connections.database.read() as session:
        return await members.get(session, user)


async def give(connections: Connections, user: TelegramUserId, role: Role) -> Member:
    """Let a member be that from now on, and show them.

    Raises RefusedError: they are no member, the settings say what they are, or nobody would own this any more.
    """
    async with connections.database.write() as session:
        member = await _changeable(session, user, stays=role is Role.OWNER)
        await members.set_role(session, user, role)
    if member.role is not role:
        logger.info("A member is now: %s.", role, extra={"telegram_id": user})
        await _show(connections, user, role)
    now = await one(connections, user)
    return now or member


async def dismiss(connections: Connections, user: TelegramUserId) -> Member:
    """Make a stranger of a member; gives who they were. Raises as `give`."""
    async with connections.database.write() as session:
        member = await _changeable(session, user, stays=False)
        await members.remove(session, user)
    logger.info("Somebody is no member any more.", extra={"telegram_id": user})
    await _show(connections, user, None)
    return member


async def _changeable(session: AsyncSession, user: TelegramUserId, *, stays: bool) -> Member:
    member = await members.get(session, user)
    if member is None:
        raise RefusedError(say("They are no member any more."))
    if member.from_settings and not stays:
        raise RefusedError(say("The settings name {} as an owner: change it there.", member.name))
    owners = [each.id for each in await members.all_of(session) if each.role is Role.OWNER]
    if owners == [user] and not stays:
        raise RefusedError(say("Somebody must stay {}: make another one first.", rights.name(Role.OWNER)))
    return member


async def _show(connections: Connections, user: TelegramUserId, role: Role | None) -> None:
    if connections.changed is not None:
        await connections.changed(user, role)
