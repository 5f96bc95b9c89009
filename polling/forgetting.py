"""Forgets, once a day, what nobody can need any more."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from storage import pruning

if TYPE_CHECKING:
    from datetime import datetime

    from domain.ids import AccountKey
    from storage.database import Database

DAY = timedelta(days=1)


@dataclass(kw_only=True, slots=True)
class Forgetting:
    """The old records of one account."""

    account: AccountKey
    database: Database
    _next_at: datetime | None = field(init=False, default=None)

    async def daily(self, now: datetime) -> None:
        """Forget what is old, unless that was done within a day."""
        if self._next_at is not None and now < self._next_at:
            return
        self._next_at = now + DAY
        async with self.database.write() as session:
            await pruning.prune(session, self.account, now)
