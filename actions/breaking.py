"""Stopping in time: what the network refuses again and again, or calls abuse, is not tried on and on."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from domain.plans import LIMIT_CLASS, LimitClass
from storage import breakers, notices
from storage.breakers import Breaker
from storage.pausing import pause

if TYPE_CHECKING:
    from actions.surroundings import Surroundings
    from domain.errors import BlockedError
    from storage.actions import StoredAction

LOGGER = logging.getLogger(__name__)

IN_A_ROW = 3
REST = timedelta(hours=24)

NAMES = {
    LimitClass.LIKE: "likes",
    LimitClass.COMMENT: "comments",
    LimitClass.RELATIONSHIP: "decisions about people",
}


async def blocked(around: Surroundings, action: StoredAction, error: BlockedError) -> None:
    """Suspected abuse stops the class; a refused token stops the whole account."""
    if error.suspected:
        await _open(around, LIMIT_CLASS[action.kind], str(error))
    else:
        await pause(around.database, around.account, error, around.clock())


async def refused(around: Surroundings, action: StoredAction) -> None:
    """Several refusals in a row stop the class."""
    limit = LIMIT_CLASS[action.kind]
    async with around.database.read() as session:
        count = await breakers.refused_in_a_row(session, around.account, limit, IN_A_ROW)
    if count >= IN_A_ROW:
        await _open(around, limit, f"The network refused {IN_A_ROW} {NAMES[limit]} in a row.")


async def _open(around: Surroundings, limit: LimitClass, because: str) -> None:
    now = around.clock()
    async with around.database.write() as session:
        if await breakers.get(session, around.account, limit) is not None:
            return
        breaker = Breaker(limit=limit, because=because, frozen_until=now + REST)
        await breakers.put(session, around.account, breaker, now)
        text = (
            f"{because} For a day nothing of the kind is sent, and rules only propose {NAMES[limit]} until you send"
            " /resume. Look at the account on the network before you do."
        )
        await notices.tell(session, around.account, f"breaker:{limit}:{int(now.timestamp())}", now, text=text)
    LOGGER.warning("No more %s for %s: %s", NAMES[limit], REST, because, extra={"account": around.account})
