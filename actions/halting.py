"""Notices when everything is halted, and when it goes on, so that the chats and the log know of it."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from storage import notices

if TYPE_CHECKING:
    from actions.surroundings import Surroundings

LOGGER = logging.getLogger(__name__)


class Halting:
    """The halt of one account, as it was last seen."""

    def __init__(self, around: Surroundings) -> None:
        self._around = around
        self._told: str | None = None

    async def noticed(self) -> bool:
        """Whether everything is halted now. A change is told once."""
        because = self._around.halted()
        if because != self._told:
            self._told = because
            await self._tell(because)
        return because is not None

    async def _tell(self, because: str | None) -> None:
        now = self._around.clock()
        going_on = "The halt is over: likewise resume was typed."
        text = going_on if because is None else f"{because} Nothing is done on the network until likewise resume."
        LOGGER.warning("%s", text)
        async with self._around.database.write() as session:
            await notices.tell(session, self._around.account, f"halt:{now.isoformat()}", now, text=text)
