"""Codes that make somebody a member, and how often somebody may try one."""

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
TRIES_PER_USER = 5
TRIES_IN_ALL = 30


class Tries:
    """Wrong codes of the last quarter of an hour. At most `TRIES_IN_ALL` are ever held."""

    def __init__(self) -> None:
        self._wrong: deque[tuple[datetime, TelegramUserId]] = deque()

    def allowed(self, user: TelegramUserId, now: datetime) -> bool:
        """Whether somebody may try a code now."""
        while self._wrong and self._wrong[0][0] <= now - WINDOW:
            self._wrong.popleft()
        own = sum(who == user for _, who in self._wrong)
        return own < TRIES_PER_USER and len(self._wrong) < TRIES_IN_ALL

    def count(self, user: TelegramUserId, now: datetime) -> None:
        """A code was wrong."""
        self._wrong.append((now, user))


class Pairing:
    """Makes people members."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections
        self._tries = Tries()

    async def code(self) -> str | None:
        """A fresh code, good for a quarter of an hour; None when somebody is a member already."""
        now = self._connections.clock()
        async with self._connections.database.write() as session:
            if await members.all_of(session):
                return None
            return await members.new_code(session, Role.OWNER, now + CODE_LASTS)

    async def admit(self, user: TelegramUserId, name: str, code: str) -> bool:
        """Make somebody a member if the code is right; every other case looks the same to them."""
        now = self._connections.clock()
        if not self._tries.allowed(user, now):
            return False
        async with self._connections.database.write() as session:
            role = await members.redeem(session, code, user, now)
            if role is not None:
                member = Member(id=user, role=role, name=name, reachable=True, added_at=now)
                await members.add(session, member)
        if role is None:
            self._tries.count(user, now)
            logger.warning("Somebody tried a code that is not valid.", extra={"telegram_id": user})
            return False
        logger.info("Paired a member by code.", extra={"telegram_id": user})
        return True


async def add_owners(connections: Connections, owners: tuple[TelegramUserId, ...]) -> None:
    """Put the configured owners on the list; the bot can write to each once they press Start."""
    now = connections.clock()
    async with connections.database.write() as session:
        for owner in owners:
            added = await members.add(
                session, Member(id=owner, role=Role.OWNER, name="owner", reachable=False, added_at=now)
            )
            if added:
                logger.info("A configured owner is a member now.", extra={"telegram_id": owner})
