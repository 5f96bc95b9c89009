"""The queue of updates for the bot, with long polling."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

from sandbox.telegram.errors import ApiError, conflict
from sandbox.telegram.wire import Json, packed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sandbox.telegram.store import Store

ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
"""Kinds that come only to bots that name them."""

LIMIT = 100
LONGEST_WAIT = 50.0
"""Seconds. The Bot API cuts longer waits off as well."""


class Updates:
    """Updates stay until the bot confirms them by asking for a higher offset."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._poll: asyncio.Future[bool] | None = None
        self._stopped = False

    @property
    def pending(self) -> int:
        """How many wait."""
        row = self._store.row("SELECT count(*) AS n FROM updates")
        return int(row["n"]) if row else 0

    @property
    def allowed(self) -> list[str]:
        """The kinds the bot asked for; empty means the usual ones."""
        row = self._store.row("SELECT value FROM settings WHERE name = 'allowed_updates'")
        kinds: list[str] = json.loads(row["value"]) if row else []
        return kinds

    def allow(self, kinds: Iterable[str]) -> None:
        """Remember the kinds the bot wants. Holds for updates from now on, until changed."""
        self._store.change("INSERT OR REPLACE INTO settings VALUES ('allowed_updates', ?)", packed(list(kinds)))

    def add(self, kind: str, body: Json) -> None:
        """Queue an update, unless the bot does not want this kind."""
        allowed = self.allowed
        if (kind not in allowed) if allowed else (kind in ON_REQUEST):
            return
        self._store.change("INSERT INTO updates (kind, body) VALUES (?, ?)", kind, packed(body))
        self._end_poll(conflicting=False)

    def forget(self) -> None:
        """Drop everything that waits."""
        self._store.change("DELETE FROM updates")

    async def take(self, *, offset: int, limit: int, seconds: float) -> list[Json]:
        """Confirm what is below `offset` and return up to `limit` updates, waiting `seconds` for the first.

        A negative offset keeps only that many of the newest. A newer call ends an older one that still waits.

        Raises:
            ApiError: 409 when a newer call took over, 502 when the server is shutting down.
        """
        if self._stopped:
            raise ApiError(502, "Bad Gateway")
        self._end_poll(conflicting=True)
        self._confirm(offset)
        found = self._first(limit)
        if found or seconds <= 0:
            return found
        await self._wait(min(seconds, LONGEST_WAIT))
        return self._first(limit)

    def stop(self) -> None:
        """Answer the waiting call, and refuse new ones."""
        self._stopped = True
        self._end_poll(conflicting=False)

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            self._store.change(
                "DELETE FROM updates WHERE id NOT IN (SELECT id FROM updates ORDER BY id DESC LIMIT ?)", -offset
            )
        self._store.change("DELETE FROM updates WHERE id < ?", offset)

    def _first(self, limit: int) -> list[Json]:
        rows = self._store.rows("SELECT * FROM updates ORDER BY id LIMIT ?", max(1, min(limit, LIMIT)))
        return [{"update_id": row["id"], row["kind"]: json.loads(row["body"])} for row in rows]

    async def _wait(self, seconds: float) -> None:
        poll = asyncio.get_running_loop().create_future()
        self._poll = poll
        try:
            async with asyncio.timeout(seconds):
                taken_over = await poll
        except TimeoutError:
            return
        finally:
            if self._poll is poll:
                self._poll = None
        if taken_over:
            raise conflict("terminated by other getUpdates request; make sure that only one bot instance is running")

    def _end_poll(self, *, conflicting: bool) -> None:
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(conflicting)
        self._poll = None
