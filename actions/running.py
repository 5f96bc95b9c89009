"""Acting for one account: admits what is planned, settles what is in doubt, and does what is due, one by one."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from actions import bursting, digests
from actions.admitting import Admitting, can_expire
from actions.doubts import Doubts
from actions.effects import EFFECTS
from actions.halting import Halting
from actions.performing import Performing
from actions.revisiting import Revisiting
from actions.setbacks import Setbacks
from domain.errors import ConfigError
from storage import actions, attempts, waiting
from storage.pausing import paused_because
from storage.states import ActionState

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
        self._ceiling = ceiling
        self._admitting = Admitting(around=around, ceiling=ceiling)
        self._doubts = Doubts(around=around)
        self._performing = Performing(around=around, ceiling=ceiling)
        self._revisiting = Revisiting(around)
        self._setbacks = Setbacks()
        self._halting = Halting(around)
        self._ruleset: str | None = None
        self._stopping = False

    async def recover(self) -> None:
        """Put in doubt what an earlier process left in flight. Call it once, before anything else acts."""
        async with self._around.database.write() as session:
            count = await attempts.abandon(session, self._around.account, self._around.clock())
        if count:
            LOGGER.warning("The program ended amid %d call(s); looking whether they went through.", count)

    async def round(self) -> bool:
        """Do everything that is due; whether there was anything."""
        await self._set_right()
        prepared = await self._each(await self._to_prepare(), self._prepare)
        done = await self._each(await self._to_do(), self._do)
        if not self._stopping:
            await self._revisiting.round()
        return prepared or done

    def stop(self) -> None:
        """Begin nothing more. What is in hand is finished and recorded."""
        self._stopping = True

    async def _set_right(self) -> None:
        """Ask the guards anew about what waits, at first and when the rules have changed; mind a clock set back."""
        ruleset, now = self._around.rules().version, self._around.clock()
        async with self._around.database.write() as session:
            await waiting.pull_in(session, self._around.account, now)
            if ruleset != self._ruleset:
                await waiting.reconsider(session, self._around.account, now, besides=self._around.in_hand)
        self._ruleset = ruleset

    async def _to_prepare(self) -> Sequence[StoredAction]:
        """What the database alone can move on.

        What is under way in nobody's hands is among it: the end of its call could not be written, say on a full disk.
        """
        account, now = self._around.account, self._around.clock()
        in_hand = set(self._around.in_hand)  # whose end may be written while we read
        async with self._around.database.read() as session:
            stuck = await actions.in_state(session, account, (ActionState.IN_FLIGHT,))
            proposed = await actions.in_state(session, account, (ActionState.AWAITING_APPROVAL,), due=now)
            planned = await actions.in_state(session, account, (ActionState.PLANNED,), due=now)
            gathered = await digests.due(session, account, now)
        if planned:
            planned = await self._besides_bursts(planned)
        left = [action for action in (*stuck, *planned) if action.id not in in_hand | self._around.in_hand]
        return [*filter(can_expire, proposed), *left, *gathered[:1]]

    async def _besides_bursts(self, planned: Sequence[StoredAction]) -> list[StoredAction]:
        """What is left when what one look planned too much of waits for an answer."""
        now = self._around.clock()
        async with self._around.database.write() as session:
            held = await bursting.hold(session, self._around, planned, self._ceiling, now)
        return [action for action in planned if action.id not in held]

    async def _to_do(self) -> Sequence[StoredAction]:
        """What needs the network, doubts first."""
        halted = await self._halting.noticed()
        states = (ActionState.UNCERTAIN,) if halted else (ActionState.UNCERTAIN, ActionState.PENDING)
        async with self._around.database.read() as session:
            if await paused_because(session, self._around.account) is not None:
                return ()
            known = await actions.in_state(session, self._around.account, states, due=self._around.clock())
        due = [action for action in known if action.kind in EFFECTS]
        return sorted(due, key=lambda action: action.state is ActionState.PENDING)

    async def _prepare(self, action: StoredAction) -> None:
        match action.state:
            case ActionState.PLANNED:
                await self._admitting.admit(action)
            case ActionState.AWAITING_APPROVAL:
                await self._admitting.expire(action)
            case ActionState.PENDING:
                await self._admitting.tell_digests()
            case _:
                await self._doubts.begin(action)

    async def _do(self, action: StoredAction) -> None:
        if action.state is ActionState.UNCERTAIN:
            await self._doubts.resolve(action)
        else:
            await self._performing.perform(action)

    async def _each(self, due: Sequence[StoredAction], do: Callable[[StoredAction], Awaitable[None]]) -> bool:
        tried = [action for action in due if not self._setbacks.holds(action, self._around.clock())]
        for action in tried:
            if self._stopping:
                return False
            await self._one(action, do)
        return bool(tried)

    async def _one(self, action: StoredAction, do: Callable[[StoredAction], Awaitable[None]]) -> None:
        try:
            await do(action)
        except ConfigError:
            raise  # what is set is wrong, so to go on would change nothing
        except Exception:  # one action must not hold up the others
            if self._setbacks.met(action, self._around.clock()):
                LOGGER.exception("An action failed; it is tried again later.", extra={"action_id": action.id})
        else:
            if self._setbacks.over(action):
                LOGGER.info("An action that had failed went on.", extra={"action_id": action.id})
