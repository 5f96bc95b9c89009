"""Acting for one account: admits what is planned, settles what is in doubt, and does what is due, one by one."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from actions.admitting import Admitting
from actions.doubts import Doubts
from actions.pausing import paused_because
from actions.performing import Performing
from actions.transitions import conclude
from storage import actions, attempts
from storage.actions import Move
from storage.attempts import Ending
from storage.states import ActionState, Outcome

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from actions.surroundings import Surroundings
    from domain.plans import Mode
    from storage.actions import StoredAction

LOGGER = logging.getLogger(__name__)


class Acting:
    """Carries out what the rules planned and people decided. No rule goes further than `ceiling`."""

    def __init__(self, around: Surroundings, *, ceiling: Mode) -> None:
        self._around = around
        self._admitting = Admitting(around=around, ceiling=ceiling)
        self._doubts = Doubts(around=around)
        self._performing = Performing(around=around)
        self._stopping = False

    async def recover(self) -> None:
        """Put in doubt what an earlier process left in flight. Call it once, before anything else acts."""
        async with self._around.database.write() as session:
            count = await attempts.abandon(session, self._around.account, self._around.clock())
        if count:
            LOGGER.warning("The program ended amid %d call(s); looking whether they went through.", count)

    async def round(self) -> bool:
        """Do everything that is due; whether there was anything."""
        expired = await self._admitting.expire()
        await self._each(await self._orphans(), self._put_in_doubt)
        admitted = await self._each(await self._admitting.planned(), self._admitting.admit)
        settled = await self._each(await self._due(ActionState.UNCERTAIN), self._doubts.resolve)
        done = await self._each(await self._due(ActionState.PENDING), self._perform)
        return expired or admitted or settled or done

    def stop(self) -> None:
        """Begin nothing more. What is in hand is finished and recorded."""
        self._stopping = True

    async def _perform(self, action: StoredAction) -> None:
        await self._performing.perform(action)

    async def _orphans(self) -> Sequence[StoredAction]:
        """What is under way in nobody's hands: the end of a call could not be written, the disk was full say."""
        async with self._around.database.read() as session:
            under_way = await actions.in_state(session, self._around.account, (ActionState.IN_FLIGHT,))
        return [action for action in under_way if action.id not in self._around.in_hand]

    async def _put_in_doubt(self, action: StoredAction) -> None:
        now = self._around.clock()
        doubt = Move(state=ActionState.UNCERTAIN, note="The end of the call could not be written.", next_at=now)
        async with self._around.database.write() as session:
            await conclude(session, action, Ending(outcome=Outcome.LOST, move=doubt), now)

    async def _due(self, state: ActionState) -> Sequence[StoredAction]:
        async with self._around.database.read() as session:
            if await paused_because(session, self._around) is not None:
                return ()
            return await actions.in_state(session, self._around.account, (state,), due=self._around.clock())

    async def _each(self, due: Sequence[StoredAction], do: Callable[[StoredAction], Awaitable[None]]) -> bool:
        for action in due:
            if self._stopping:
                return False
            await do(action)
        return bool(due)
