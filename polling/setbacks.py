"""What follows when a list could not be looked at."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from domain.errors import BlockedError, RefusedError, RetryableError
from polling.lists import label
from polling.pace import back_off
from storage import notices, sources
from storage.pausing import pause

if TYPE_CHECKING:
    import random
    from datetime import datetime

    from domain.clock import Clock
    from domain.ids import AccountKey
    from storage.database import Database
    from storage.sources import StoredSource

LOGGER = logging.getLogger(__name__)

REFUSED_AGAIN_AFTER = timedelta(hours=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Setbacks:
    """Decides when to look again, and whom to tell. Only changes are logged and told, never each failure."""

    account: AccountKey
    database: Database
    clock: Clock
    chance: random.Random

    async def meet(
        self, source: StoredSource, error: RetryableError | RefusedError | BlockedError
    ) -> datetime | None:
        """Write down that a look failed; gives when to try again, None when the account is paused."""
        match error:
            case RetryableError():
                return await self._wait(source, error)
            # One token may be granted photos and not requests: such a list alone is out of reach.
            case RefusedError() | BlockedError(scope=str()):
                return await self._refused(source, error)
            case BlockedError():
                await pause(self.database, self.account, error, self.clock())
                return None

    async def stumble(self, source: StoredSource, error: Exception) -> datetime:
        """Write down that a look failed for a reason that nobody foresaw; gives when to try again."""
        sentence = f"Something unexpected is in the way ({type(error).__name__}); the log says more."
        return await self._failed(source, sentence, back_off(source.failures, 0.0, self.chance))

    def overcome(self, source: StoredSource) -> None:
        """Log that a list can be looked at again, if it could not."""
        if source.failures:
            LOGGER.info("Can look at %s again.", label(source.source), extra={"source": str(source.source)})

    async def _wait(self, source: StoredSource, error: RetryableError) -> datetime:
        until = await self._failed(source, str(error), back_off(source.failures, error.delay, self.chance))
        if not source.failures:
            self._warn(source, error)
        return until

    async def _failed(self, source: StoredSource, sentence: str, wait: timedelta) -> datetime:
        until = self.clock() + wait
        async with self.database.write() as session:
            await sources.failed(session, source.id, sentence, until)
        return until

    async def _refused(self, source: StoredSource, error: RefusedError | BlockedError) -> datetime:
        now = self.clock()
        told = source.last_error == str(error)
        async with self.database.write() as session:
            await sources.failed(session, source.id, str(error), now + REFUSED_AGAIN_AFTER)
            if not told:
                subject = f"refused:{source.source}:{int(now.timestamp())}"
                text = f"Cannot look at {label(source.source)}. {error} It is tried again every hour."
                await notices.tell(session, self.account, subject, now, text=text)
        if not told:
            self._warn(source, error)
        return now + REFUSED_AGAIN_AFTER

    def _warn(self, source: StoredSource, error: Exception) -> None:
        LOGGER.warning("Cannot look at %s. %s", label(source.source), error, extra={"source": str(source.source)})
