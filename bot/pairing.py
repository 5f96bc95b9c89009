"""Codes that make somebody a member.

A code has 128 random bits, so nobody finds one by trying and the right one is never turned away: strangers who send
wrong ones keep nobody out.
"""

from __future__ import annotations

import logging
from collections import deque
from datetime import timedelta
from typing import TYPE_CHECKING

from storage import members
from storage.members import Member
from storage.states import Role

if TYPE_CHECKING:
    from datetime import datetime

    from bot.connections import Connections
    from domain.ids import TelegramUserId

logger = logging.getLogger(__name__)

CODE_LASTS = timedelta(minutes=15)
WINDOW = timedelta(minutes=15)
MOST_TOLD = 30


class WrongCodes:
    """Those of the last quarter of an hour that the log was told of, so that strangers cannot fill it."""

    def __init__(self) -> None:
        self._told: deque[datetime] = deque()

    def tell(self, now: datetime) -> bool:
        """Whether the log is to hear of another one."""
        while self._told and self._told[0] <= now - WINDOW:
            self._told.popleft()
        if len(self._told) >= MOST_TOLD:
            return False
        self._told.append(now)
        return True


class Pairing:
    """Makes people members."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections
        self._wrong = WrongCodes()

    async def code(self) -> str | None:
        """A fresh code, good for a quarter of an hour; None when somebody is a member already."""
        now = self._connections.clock()
        async with self._connections.database.write() as session:
            if await members.all_of(session):
                return None
            return await members.new_code(session, Role.OWNER, now + CODE_LASTS)

    async def admit(self, user: TelegramUserId, name: str, code: str) -> Role | None:
        """Make somebody a member if the code is right; gives their role. Every other case looks the same to them."""
        now = self._connections.clock()
        async with self._connections.database.write() as session:
            role = await members.redeem(session, code, user, now)
            if role is not None:
                member = Member(id=user, role=role, name=name, reachable=True, added_at=now)
                await members.add(session, member)
        if role is None:
            if self._wrong.tell(now):
                logger.warning("Somebody tried a code that is not valid.", extra={"telegram_id": user})
            return None
        logger.info("Paired a member by code.", extra={"telegram_id": user})
        return role


async def settle_owners(connections: Connections, owners: tuple[TelegramUserId, ...]) -> None:
    """Make the configured owners members, and whoever is configured no more a stranger again.

    The bot can write to each once they press Start.
    """
    now = connections.clock()
    async with connections.database.write() as session:
        for gone in await members.drop_unset(session, owners):
            logger.info(
                "Somebody whom the settings no longer name is no member any more.", extra={"telegram_id": gone}
            )
        for owner in owners:
            new = Member(id=owner, role=Role.OWNER, name="owner", reachable=False, added_at=now, from_settings=True)
            if await members.add(session, new):
                logger.info("A configured owner is a member now.", extra={"telegram_id": owner})
