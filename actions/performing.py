"""One action, at most once: the intent is committed, then the call is made, then its end is written."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from actions import breaking
from actions.effects import EFFECTS
from actions.effects.effect import Job
from actions.effects.moves import done
from actions.failures import NETWORK_ERRORS, ending_after, move_after
from actions.gate import admit
from actions.reading import situation_of
from actions.relooking import PHOTOS, changed
from actions.transitions import carry, conclude
from actions.wording import signed
from domain.errors import BlockedError, RefusedError, UncertainError
from domain.events import NewMedia
from domain.ids import MediaId
from domain.plans import LIMIT_CLASS, Mode
from storage import allowances, attempts, events
from storage.attempts import Ending
from storage.moves import Move
from storage.pausing import paused_because
from storage.states import ActionState, Outcome

if TYPE_CHECKING:
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
    ceiling: Mode = Mode.AUTO
    """No rule goes further."""

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
            if await self._stopped(session):
                return
            known = await events.get(session, action.account, action.event)
        if not await self._has_room(action):
            return
        job = Job(action=action, me=self.around.me, event=known.event if known else None)
        effect = EFFECTS[action.kind]
        looked = await self._look(effect, job)
        if looked is None:
            return
        claimed = await self._claim(action, insist=insist)
        if claimed is not None:
            await self._call(effect, replace(looked, action=claimed))

    async def _has_room(self, action: StoredAction) -> bool:
        """Whether its turn has come: many wait in a row, and each would cost a look whenever one is done."""
        now = self.around.clock()
        async with self.around.database.read() as session:
            move = admit(await situation_of(session, self.around, action, self.ceiling, now)).move
        if move.state is ActionState.PENDING and (move.next_at is None or move.next_at <= now):
            return True
        async with self.around.database.write() as session:
            await carry(session, action, move, now)
        return False

    async def _look(self, effect: Effect, job: Job) -> Job | None:
        """The job with what a look at how things are has shown; None when that moved the action on."""
        action = job.action
        try:
            looked, move = await self._seen(effect, job)
        except NETWORK_ERRORS as error:
            if isinstance(error, BlockedError):
                await breaking.blocked(self.around, action, error)
            looked, move = job, move_after(error, action, self.around.clock())
        if move is None:
            return looked
        async with self.around.database.write() as session:
            await carry(session, action, move, self.around.clock())
        return None

    async def _seen(self, effect: Effect, job: Job) -> tuple[Job, Move | None]:
        """What is known from a moment ago need not be looked at again where the call may be repeated."""
        fresh = self.around.clock() - seen_last(job) <= FRESH
        if not fresh and job.action.kind in PHOTOS:
            job = replace(job, media=await self.around.network.media(MediaId(job.action.wish.target)))
        if isinstance(job.event, NewMedia) and job.media is not None:
            move = changed(job.action, job.event, job.media, self.around.rules(), self.around.clock())
            if move is not None:
                return job, move
        spared = effect.thrifty and fresh
        return job, None if spared else await effect.before(self.around.network, job)

    async def _claim(self, action: StoredAction, *, insist: bool) -> StoredAction | None:
        """Write the intent; None when something speaks against it, or another was quicker."""
        now = self.around.clock()
        async with self.around.database.write() as session:
            await attempts.one_at_a_time(session, self.around.account)
            if await self._stopped(session):
                return None
            if not insist and await attempts.unfinished(session, action) >= POISONOUS:
                note = f"It was tried {POISONOUS} times, and each time the program ended before the answer came."
                await carry(session, action, Move(state=ActionState.REVIEW, note=note), now)
                return None
            return await self._intent(session, action, now)

    async def _stopped(self, session: AsyncSession) -> bool:
        """Whether nothing is to be written now, whoever wants it."""
        return self.around.halted() is not None or await paused_because(session, self.around.account) is not None

    async def _intent(self, session: AsyncSession, action: StoredAction, now: datetime) -> StoredAction | None:
        admission = admit(await situation_of(session, self.around, action, self.ceiling, now))
        move = admission.move
        if move.state is not ActionState.PENDING or (move.next_at is not None and move.next_at > now):
            await carry(session, action, move, now)
            return None
        ready = replace(action, wish=move.wish or action.wish)
        wish = signed(ready, self.around.rules().engine.disclosure)
        claimed = await attempts.claim(session, action, LIMIT_CLASS[action.kind], wish=wish, now=now)
        if claimed is not None:
            rules = admission.rules or [rule.id for rule in action.wish.rules]
            await allowances.take(session, action, rules, now)
        return claimed

    async def _call(self, effect: Effect, job: Job) -> None:
        ending, blocked = await self._ending(effect, job)
        async with self.around.database.write() as session:
            await conclude(session, job.action, ending, self.around.clock())
        if blocked is not None:
            await breaking.blocked(self.around, job.action, blocked)
        elif ending.outcome is Outcome.REFUSED:
            await breaking.refused(self.around, job.action)

    async def _ending(self, effect: Effect, job: Job) -> tuple[Ending, BlockedError | None]:
        action = job.action
        try:
            await effect.do(self.around.network, job)
        except NETWORK_ERRORS as error:
            if isinstance(error, RefusedError) and await self._was_done_before(effect, job):
                return Ending(outcome=Outcome.FOUND, move=done("An earlier try had done it.")), None
            blocked = error if isinstance(error, BlockedError) else None
            return ending_after(error, action, self.around.clock()), blocked
        except Exception as error:
            # Whatever this is, the request may have left.
            LOGGER.exception("A call ended in a way that nobody foresaw.", extra={"action_id": action.id})
            doubt = UncertainError(f"The call ended with {type(error).__name__}. Look whether it was done.")
            return ending_after(doubt, action, self.around.clock()), None
        return Ending(outcome=Outcome.DONE, move=Move(state=ActionState.DONE)), None

    async def _was_done_before(self, effect: Effect, job: Job) -> bool:
        """Whether an earlier try took effect only now, which is why the network refuses another."""
        if job.action.attempt == 1:
            return False
        try:
            return await effect.happened(self.around.network, replace(job, media=None)) is True
        except NETWORK_ERRORS:
            return False  # then the refusal stands


def seen_last(job: Job) -> datetime:
    """When somebody last saw what a job is about; what no look has brought a person saw when they wanted it."""
    return job.event.first_seen_at if job.event else job.action.created_at
