"""One look at the people who wait for the owner's approval."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.events import FollowRequest
from domain.plans import DECISIONS, ActionKind, Reason
from polling.looks import Look
from storage import actions, events, moves, notices, seen, sources
from storage.moves import Move
from storage.states import ActionState

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from domain.clock import Clock
    from domain.ids import AccountKey, UserId
    from networks.port import Network
    from storage.actions import StoredAction
    from storage.database import Database
    from storage.sources import StoredSource

LOGGER = logging.getLogger(__name__)

_NOT_BEGUN = (ActionState.PLANNED, ActionState.AWAITING_APPROVAL, ActionState.PENDING)
_ABOUT_REQUESTS = (*DECISIONS, ActionKind.DECIDE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Requests:
    """Looks at the follow requests."""

    account: AccountKey
    network: Network
    database: Database
    clock: Clock

    async def look(self, source: StoredSource) -> Look:
        """Find who is new and who is gone, and keep it."""
        now = self.clock()
        people = {person.id: person for person in await self.network.requested_by()}
        first = source.baseline_at is None
        async with self.database.write() as session:
            before = await seen.waiting(session, self.account)
            new = await seen.update_waiting(session, self.account, people.keys(), now)
            asking = [] if first else [person for person in people.values() if person.id in new]
            news = [FollowRequest(requester=person, first_seen_at=now) for person in asking]
            await events.add(session, self.account, news)
            await self._close_decisions(session, people.keys(), now)
            await self._refresh_gone(session, before.keys() - people.keys(), now)
            await sources.looked(session, source.id, now)
        return Look(
            news=len(news),
            baseline=len(people) if first else None,
            calls=1,
            came=(now,) * len(news),  # nobody tells since when they wait
            page=(now,),
        )

    async def _close_decisions(self, session: AsyncSession, waiting: Collection[UserId], now: datetime) -> None:
        """Nobody is left to approve or ignore where the request is gone. To a later one, nothing old is done."""
        gone = Move(state=ActionState.SUPPRESSED, reason=Reason.GONE, note="The request is no longer there.")
        for action in await actions.in_state(session, self.account, _NOT_BEGUN, kinds=_ABOUT_REQUESTS):
            # What a person decided after this look began is about a request that it could not show.
            later = action.decided_at is not None and action.decided_at >= now
            # What was tried may be why the request is gone: who does it next looks how the two stand to each other.
            tried = action.first_intent_at is not None
            if later or tried or await self._about(session, action) in {None, *waiting}:
                continue
            if await moves.make(session, action, gone, now):
                await notices.refresh(session, self.account, action.event, now)
                LOGGER.info("A follow request was withdrawn.", extra={"event_key": action.event})

    async def _about(self, session: AsyncSession, action: StoredAction) -> str | None:
        """Whose request an action decides about, or asks about; None for all else."""
        if not action.event.startswith("request:"):
            return None
        if action.kind is ActionKind.DECIDE:
            return await events.person(session, self.account, action.event)
        return action.wish.target if action.kind in DECISIONS else None

    async def _refresh_gone(self, session: AsyncSession, gone: Collection[UserId], now: datetime) -> None:
        for person in gone:
            request = await events.latest_request(session, self.account, person)
            if request is not None:
                await notices.refresh(session, self.account, request, now)
