"""Stopping everything for an account that the network does not let act."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from storage import accounts, notices

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from domain.errors import BlockedError
    from domain.ids import AccountKey
    from storage.database import Database

LOGGER = logging.getLogger(__name__)


async def paused_because(session: AsyncSession, account: AccountKey) -> str | None:
    """Why nothing may be asked of the network for this account; None: it may."""
    return await accounts.paused_because(session, account)


async def is_paused(database: Database, account: AccountKey) -> bool:
    """Whether nothing may be asked of the network for this account."""
    async with database.read() as session:
        return await paused_because(session, account) is not None


async def pause(database: Database, account: AccountKey, error: BlockedError, now: datetime) -> None:
    """Pause the account and tell why, once."""
    async with database.write() as session:
        known = await accounts.get(session, account)
        if known is None or known.paused_because is not None:
            return
        await accounts.pause(session, account, str(error))
        text = f"{error} Until then nothing is watched or done for {known.username}; /resume goes on."
        await notices.tell(session, account, f"paused:{int(now.timestamp())}", now, text=text)
    LOGGER.warning("The account %s is paused: %s", account, error, extra={"account": account})
