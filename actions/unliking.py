"""Taking a like back. Only people do."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from actions.failures import NETWORK_ERRORS, outcome_of
from actions.guards import used_up
from actions.pausing import pause, paused_because
from actions.results import Result, Standing, refused
from actions.situations import full_until
from domain.errors import BlockedError, UncertainError
from domain.ids import EventKey
from domain.plans import ActionKind, LimitClass, Mode, PlannedAction
from storage import actions, attempts, notices
from storage.actions import Move
from storage.states import ActionState, Outcome

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from actions.failures import NetworkError
    from actions.surroundings import Surroundings
    from domain.ids import MediaId
    from storage.actions import StoredAction

LOGGER = logging.getLogger(__name__)

_UNDER_WAY = frozenset({ActionState.IN_FLIGHT, ActionState.UNCERTAIN})


@dataclass(frozen=True, kw_only=True, slots=True)
class Unliking:
    """Shares the limit with likes, as it shares their endpoint. To do it twice is the same as once."""

    around: Surroundings

    async def unlike(self, media_id: MediaId, by: str) -> Result:
        """Take the like of a photo back, whoever gave it."""
        async with self.around.database.write() as session:
            await attempts.one_at_a_time(session, self.around.account)
            objection = await self._objection(session, media_id)
            intent = None if objection else await self._intent(session, media_id, by)
        if intent is None:
            return objection or refused("The like was changed at this very moment; look and try again.")
        try:
            await self.around.network.unlike(media_id)
        except NETWORK_ERRORS as error:
            return await self._failed(intent, error)
        await self._close(intent, Outcome.DONE)
        LOGGER.info("Took the like of %s back.", media_id, extra={"action_id": intent.id})
        return Result(state=Standing.DONE, sentence="The like is taken back.")

    async def _objection(self, session: AsyncSession, media_id: MediaId) -> Result | None:
        now = self.around.clock()
        stopped = await paused_because(session, self.around)
        if stopped is not None:
            return refused(f"Not done, the account is paused. {stopped} /resume goes on.")
        likes = await actions.on_target(session, self.around.account, ActionKind.LIKE, media_id)
        if any(like.state in _UNDER_WAY for like in likes):
            return refused("A like of this photo is under way; try again in a moment.")
        until = await full_until(session, self.around, ActionKind.LIKE, now)
        return None if until is None else refused(used_up(LimitClass.LIKE, until, now))

    async def _intent(self, session: AsyncSession, media_id: MediaId, by: str) -> StoredAction | None:
        now = self.around.clock()
        likes = await actions.on_target(session, self.around.account, ActionKind.LIKE, media_id)
        like = likes[0] if likes else await self._note_like(session, media_id, by)
        back = Move(state=ActionState.CANCELLED, note=f"{by} took the like back.", by=by)
        return await attempts.take_back(session, like, LimitClass.LIKE, move=back, now=now)

    async def _note_like(self, session: AsyncSession, media_id: MediaId, by: str) -> StoredAction:
        """A row for a like that was given elsewhere. Within this transaction nobody can act on it."""
        wish = PlannedAction(kind=ActionKind.LIKE, target=media_id, mode=Mode.AUTO, rules=(), because=())
        event = EventKey(f"media:{media_id}")
        return await actions.want(session, self.around.account, event, wish, by=by, now=self.around.clock())

    async def _failed(self, intent: StoredAction, error: NetworkError) -> Result:
        await self._close(intent, outcome_of(error), detail=str(error))
        if isinstance(error, BlockedError):
            await pause(self.around, error)
        if isinstance(error, UncertainError):
            return Result(state=Standing.UNSURE, sentence="The answer was lost; take it back again to be sure.")
        return refused(f"Not done. {error}")

    async def _close(self, intent: StoredAction, outcome: Outcome, *, detail: str | None = None) -> None:
        now = self.around.clock()
        async with self.around.database.write() as session:
            await attempts.close(session, intent, outcome, now, detail=detail)
            await notices.refresh(session, self.around.account, intent.event, now)
