"""Who may do what: asked at the moment of doing, as the role may have changed since a button was shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.language import say, translated
from domain.errors import RefusedError
from storage import members
from storage.states import Role

if TYPE_CHECKING:
    from bot.connections import Connections
    from domain.ids import TelegramUserId

NAMES = {Role.VIEWER: "viewer", Role.OPERATOR: "operator", Role.OWNER: "owner"}
MAY = {
    Role.VIEWER: "may look at everything, and change nothing",
    Role.OPERATOR: "may also like, comment and follow, decide what is asked, and pause the rules",
    Role.OWNER: "may do everything: also let people in, and say how far rules may go",
}


async def role_of(connections: Connections, user: TelegramUserId) -> Role | None:
    """What somebody is now; None for those who are no members."""
    async with connections.database.read() as session:
        member = await members.get(session, user)
    return member.role if member is not None else None


async def demand(connections: Connections, user: TelegramUserId, least: Role) -> None:
    """Raise RefusedError for somebody who is less than that."""
    role = await role_of(connections, user)
    if role is None:
        raise RefusedError(say("Not for you."))
    if not role.covers(least):
        wanted = say("an owner") if least is Role.OWNER else say("an operator or an owner")
        raise RefusedError(
            say("That takes {}, and your role here is {}. /whoami says what you may do.", wanted, name(role))
        )


def name(role: Role) -> str:
    """The role as people call it."""
    return translated(NAMES[role])


def may(role: Role) -> str:
    """What somebody with this role may do."""
    return translated(MAY[role])
