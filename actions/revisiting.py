"""Looks once, a day later, whether a comment of ours still stands. Where it was removed, it was not welcome."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from actions.effects.effect import Job
from actions.effects.traces import was_posted
from domain.errors import BlockedError, RefusedError, RetryableError
from domain.ids import MediaId
from storage import events, listing, notices, revisits
from storage.history import OPTED_OUT
from storage.listing import Entry
from storage.pausing import pause, paused_because

if TYPE_CHECKING:
    from actions.surroundings import Surroundings
    from storage.actions import StoredAction

LOGGER = logging.getLogger(__name__)

AFTER = timedelta(hours=24)
UP_TO = timedelta(days=8)
"""What is older was posted while nobody could look, and is left."""
EVERY = timedelta(minutes=10)
AT_ONCE = 3
MUTED_FOR = timedelta(days=365)
KEPT_FREE = 0.4
"""Of an hour's calls: looks and answers go before this."""


class Revisiting:
    """Sparing: one call for each comment, in its lifetime."""

    def __init__(self, around: Surroundings) -> None:
        self._around = around
        self._again_at: datetime | None = None

    async def round(self) -> None:
        """Look after a few comments, now and then."""
        now = self._around.clock()
        budget = self._around.network.budget
        if (self._again_at is not None and now < self._again_at) or budget.remaining <= budget.limit * KEPT_FREE:
            return
        self._again_at = now + EVERY
        async with self._around.database.read() as session:
            if await paused_because(session, self._around.account) is not None:
                return
            known = await revisits.due(
                session, self._around.account, after=now - UP_TO, until=now - AFTER, limit=AT_ONCE
            )
        for action in known:
            if not await self._revisit(action):
                return

    async def _revisit(self, action: StoredAction) -> bool:
        """Whether there is any use in looking after another one now."""
        vanished = False
        try:
            listed = await self._around.network.comments(MediaId(action.wish.target), whole=True)
            vanished = was_posted(listed, Job(action=action, me=self._around.me)) is False
        except RetryableError as error:
            LOGGER.info("A comment is looked after later: %s", error, extra={"action_id": action.id})
            return False
        except BlockedError as error:
            await pause(self._around.database, self._around.account, error, self._around.clock())
            return False
        except RefusedError as error:  # the photo is gone, and the comment with it: that says nothing
            LOGGER.info("A comment cannot be looked after: %s", error, extra={"action_id": action.id})
        await self._note(action, vanished=vanished)
        return True

    async def _note(self, action: StoredAction, *, vanished: bool) -> None:
        now = self._around.clock()
        async with self._around.database.write() as session:
            await revisits.note(session, action, now)
            known = await events.get(session, action.account, action.event)
            if not vanished or known is None:
                return
            person = known.event.person
            for name in (listing.MUTED, OPTED_OUT):
                entry = Entry(
                    list=name, person=person.id, username=person.username, added_by="Likewise", until=now + MUTED_FOR
                )
                await listing.put(session, action.account, entry, now)
            text = (
                f"Our comment below a photo of @{person.username} was removed. I take that for a no: rules leave them"
                f" alone for a year. /unmute @{person.username} lifts it."
            )
            await notices.tell(session, action.account, f"removed:{action.id}", now, text=text)
        LOGGER.info("A comment of ours was removed, so its author is muted.", extra={"action_id": action.id})
