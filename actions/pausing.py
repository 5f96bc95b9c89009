"""Stopping everything for an account that the network does not let act."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from storage import accounts, notices

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from actions.surroundings import Surroundings
    from domain.errors import BlockedError

LOGGER = logging.getLogger(__name__)


async def paused_because(session: AsyncSession, around: Surroundings) -> str | None:
    """Why nothing may be asked of the network for this account; None: it may."""
    known = await accounts.get(session, around.account)
    return known.paused_because if known else None


async def pause(around: Surroundings, error: BlockedError) -> None:
    """Pause the account and tell why, once."""
    now = around.clock()
    async with around.database.write() as session:
        known = await accounts.get(session, around.account)
        if known is None or known.paused_because is not None:
            return
        await accounts.pause(session, around.account, str(error))
        text = f"{error} Until then nothing is watched or done for {known.username}; /resume goes on."
        await notices.tell(session, around.account, f"paused:{int(now.timestamp())}", now, text=text)
    LOGGER.warning("The account %s is paused: %s", around.account, error, extra={"account": around.account})
