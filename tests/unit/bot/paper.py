"""What the rest of the house would have written down, for the bot to bring to the chats."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.events import FollowRequest
from domain.plans import Plan
from storage import actions, events, moves, notices, seen
from storage.moves import Move
from storage.states import ActionState
from tests.unit.bot.world import ACCOUNT

if TYPE_CHECKING:
    from domain.events import Event
    from domain.ids import EventKey
    from domain.plans import PlannedAction
    from storage.database import Database
    from tests.unit.bot.world import SteppedClock


class Paper:
    """Writes what the rest of the house would have written."""

    def __init__(self, database: Database, clock: SteppedClock) -> None:
        self._database = database
        self._clock = clock

    async def happens(self, event: Event, *wanted: PlannedAction, state: ActionState = ActionState.DONE) -> None:
        """An event came, was judged, and is to be told."""
        async with self._database.write() as session:
            await events.add(session, ACCOUNT, [event])
            if isinstance(event, FollowRequest):
                await seen.update_waiting(session, ACCOUNT, [event.requester.id], self._clock())
            await actions.record_plan(session, ACCOUNT, Plan(event=event.key, actions=wanted), self._clock())
            await notices.tell(session, ACCOUNT, event.key, self._clock())
        await self.moves(event.key, state)

    async def moves(self, key: EventKey, state: ActionState) -> None:
        """All actions of an event go on."""
        self._clock.step(1)
        async with self._database.write() as session:
            for action in await actions.of_event(session, ACCOUNT, key):
                await moves.make(session, action, Move(state=state), self._clock())
            await notices.refresh(session, ACCOUNT, key, self._clock())

    async def says(self, subject: str, text: str) -> None:
        async with self._database.write() as session:
            await notices.tell(session, ACCOUNT, subject, self._clock(), text=text)
