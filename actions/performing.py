"""One action, at most once: the intent is committed, then the call is made, then its end is written."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from actions.effects import EFFECTS
from actions.effects.effect import Job
from actions.failures import NETWORK_ERRORS, ending_after, move_after
from actions.gate import hold
from actions.guards import first_objection
from actions.pausing import pause, paused_because
from actions.situations import situation_of
from actions.transitions import carry, conclude
from domain.errors import BlockedError, UncertainError
from domain.plans import LIMIT_CLASS, Mode
from storage import attempts, events
from storage.actions import Move
from storage.attempts import Ending
from storage.states import ActionState, Outcome

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from actions.effects.effect import Effect
    from actions.surroundings import Surroundings
    from storage.actions import StoredAction

LOGGER = logging.getLogger(__name__)

FRESH = timedelta(minutes=10)
"""So long it is taken for granted that things are as they were seen."""
POISONOUS = 3
"""Attempts that never came back: each may have killed its process."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Performing:
    """Does what is pending, for rules and people alike."""

    around: Surroundings

    async def perform(self, action: StoredAction, *, insist: bool = False) -> None:
        """Do a pending action now, unless something speaks against it or somebody is at it already.

        The ledger says what came of it.

        `insist`: a person wants it although earlier attempts never came back.
        """
        if action.id in self.around.in_hand:
            return
        self.around.in_hand.add(action.id)
        try:
            await self._perform(action, insist=insist)
        finally:
            self.around.in_hand.discard(action.id)

    async def _perform(self, action: StoredAction, *, insist: bool) -> None:
        async with self.around.database.read() as session:
            if await paused_because(session, self.around) is not None:
                return
            known = await events.get(session, action.account, action.event)
        job = Job(action=action, me=self.around.me, event=known.event if known else None)
        effect = EFFECTS[action.kind]
        spared = effect.thrifty and self.around.clock() - seen_last(job) <= FRESH
        if not spared and await self._is_settled_before(effect, job):
            return
        claimed = await self._claim(action, insist=insist)
        if claimed is not None:
            await self._call(effect, replace(job, action=claimed))

    async def _is_settled_before(self, effect: Effect, job: Job) -> bool:
        """Look at how things are; True when that moved the action on."""
        action = job.action
        try:
            move = await effect.before(self.around.network, job)
        except NETWORK_ERRORS as error:
            if isinstance(error, BlockedError):
                await pause(self.around, error)
            move = move_after(error, action, self.around.clock())
        if move is None:
            return False
        async with self.around.database.write() as session:
            await carry(session, action, move, self.around.clock())
        return True

    async def _claim(self, action: StoredAction, *, insist: bool) -> StoredAction | None:
        """Write the intent; None when something speaks against it, or another was quicker."""
        now = self.around.clock()
        limit = LIMIT_CLASS[action.kind]
        async with self.around.database.write() as session:
            await attempts.one_at_a_time(session, self.around.account)
            if await paused_because(session, self.around) is not None:
                return None
            move = await self._objection(session, action, now, insist=insist)
            if move is None:
                return await attempts.claim(session, action, limit, now=now)
            await carry(session, action, move, now)
        return None

    async def _objection(
        self, session: AsyncSession, action: StoredAction, now: datetime, *, insist: bool
    ) -> Move | None:
        if not insist and await attempts.unfinished(session, action) >= POISONOUS:
            note = f"It was tried {POISONOUS} times, and each time the program ended before the answer came."
            return Move(state=ActionState.REVIEW, note=note)
        situation = await situation_of(session, self.around, action, Mode.AUTO, now)
        held = first_objection(situation)
        return None if held is None else hold(situation, held)

    async def _call(self, effect: Effect, job: Job) -> None:
        ending, blocked = await self._ending(effect, job)
        async with self.around.database.write() as session:
            await conclude(session, job.action, ending, self.around.clock())
        if blocked is not None:
            await pause(self.around, blocked)

    async def _ending(self, effect: Effect, job: Job) -> tuple[Ending, BlockedError | None]:
        action = job.action
        try:
            await effect.do(self.around.network, job)
        except NETWORK_ERRORS as error:
            blocked = error if isinstance(error, BlockedError) else None
            return ending_after(error, action, self.around.clock()), blocked
        except Exception as error:
            # Whatever this is, the request may have left.
            LOGGER.exception("A call ended in a way that nobody foresaw.", extra={"action_id": action.id})
            doubt = UncertainError(f"The call ended with {type(error).__name__}. Look whether it was done.")
            return ending_after(doubt, action, self.around.clock()), None
        return Ending(outcome=Outcome.DONE, move=Move(state=ActionState.DONE)), None


def seen_last(job: Job) -> datetime:
    """When somebody last saw what a job is about; what no look has brought a person saw when they wanted it."""
    return job.event.first_seen_at if job.event else job.action.created_at
