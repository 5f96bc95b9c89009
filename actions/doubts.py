"""What may or may not have happened: look first, and decide then."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from actions.effects import EFFECTS
from actions.effects.effect import Job
from actions.failures import pause_before_next
from actions.transitions import conclude
from domain.errors import BlockedError, RefusedError, RetryableError
from domain.plans import ActionKind, Reason
from storage import attempts, events, moves
from storage.attempts import Ending
from storage.moves import Move
from storage.pausing import pause
from storage.states import ActionState, Outcome

if TYPE_CHECKING:
    from actions.surroundings import Surroundings
    from domain.ids import ActionId
    from storage.actions import StoredAction

SETTLING = timedelta(seconds=60)
"""So long after a lost answer its effect may still be on its way into the network's lists."""
LOOK_AGAIN_AFTER = timedelta(seconds=30)
LOOKS = 2
"""Complete looks that must miss a comment before it counts as never posted."""
BLIND_FOR = timedelta(days=1)
BLIND_LOOKS = 3
"""After so long and so many looks of this process in which nothing could be seen, a person has to look."""
_EVER_MORE_SELDOM = 20
"""The next look in vain comes after a twentieth of the time that the doubt has lasted."""
_AT_MOST_ONCE = frozenset({ActionKind.COMMENT, ActionKind.REPLY})


@dataclass(frozen=True, kw_only=True, slots=True)
class Patience:
    """Too early to say: look again."""

    until: datetime
    counts: bool
    """Whether the look counts towards the proof that nothing happened."""


def verdict(action: StoredAction, seen: bool | None, now: datetime) -> Ending | Patience:  # noqa: FBT001 - three values
    """What a look means. Only a comment needs proof of absence: everything else may be done twice unharmed."""
    if seen:
        note = "The answer was lost; a look showed that it was done."
        return Ending(outcome=Outcome.FOUND, move=Move(state=ActionState.DONE, note=note))
    if seen is None:
        note = "The answer was lost, and looking cannot tell whether it was done."
        return Ending(outcome=Outcome.LOST, move=Move(state=ActionState.REVIEW, note=note))
    if action.kind in _AT_MOST_ONCE:
        settled_at = (action.uncertain_since or now) + SETTLING
        if now < settled_at:
            return Patience(until=settled_at, counts=False)
        if action.absent_looks + 1 < LOOKS:
            return Patience(until=now + LOOK_AGAIN_AFTER, counts=True)
    note = "The answer was lost; a look showed that it was not done."
    move = Move(state=ActionState.PENDING, note=note, next_at=now + pause_before_next(action))
    return Ending(outcome=Outcome.LOST, move=move)


@dataclass(frozen=True, kw_only=True, slots=True)
class Doubts:
    """Settles uncertain actions by looking."""

    around: Surroundings
    _blind: Counter[ActionId] = field(init=False, default_factory=Counter)
    """How many looks in a row showed nothing. Kept in mind only: after a start, the network may be well again."""

    async def begin(self, action: StoredAction) -> None:
        """Put an action in doubt whose call ended without a word in the ledger."""
        now = self.around.clock()
        doubt = Move(state=ActionState.UNCERTAIN, note="The end of the call could not be written.", next_at=now)
        async with self.around.database.write() as session:
            await conclude(session, action, Ending(outcome=Outcome.LOST, move=doubt), now)

    async def resolve(self, action: StoredAction) -> None:
        """Look once, and move the action on as far as that allows."""
        found = await self._look(action)
        now = self.around.clock()
        async with self.around.database.write() as session:
            match found:
                case Ending():
                    await conclude(session, action, found, now)
                case Patience(counts=True):
                    await attempts.looked_in_vain(session, action, next_at=found.until, now=now)
                case Patience():
                    still = Move(state=ActionState.UNCERTAIN, note=action.note, next_at=found.until)
                    await moves.make(session, action, still, now)

    async def _look(self, action: StoredAction) -> Ending | Patience:
        async with self.around.database.read() as session:
            known = await events.get(session, action.account, action.event)
        job = Job(action=action, me=self.around.me, event=known.event if known else None)
        try:
            seen = await EFFECTS[action.kind].happened(self.around.network, job)
        except RetryableError as error:
            return self._blindly(action, error)
        except RefusedError as error:
            return Ending(outcome=Outcome.LOST, move=_refused(error))
        except BlockedError as error:
            await pause(self.around.database, self.around.account, error, self.around.clock())
            return Patience(until=self.around.clock(), counts=False)
        self._blind.pop(action.id, None)
        return verdict(action, seen, self.around.clock())

    def _blindly(self, action: StoredAction, error: RetryableError) -> Ending | Patience:
        """What a look means that did not get through."""
        now = self.around.clock()
        lasted = now - (action.uncertain_since or now)
        self._blind[action.id] += 1
        if lasted < BLIND_FOR or self._blind[action.id] < BLIND_LOOKS:
            wait = max(timedelta(seconds=error.delay), lasted / _EVER_MORE_SELDOM)
            return Patience(until=now + wait, counts=False)
        del self._blind[action.id]
        note = f"The answer was lost, and nobody could look whether it was done, for a day. {error}"
        return Ending(outcome=Outcome.LOST, move=Move(state=ActionState.REVIEW, note=note))


def _refused(error: RefusedError) -> Move:
    if error.gone:
        return Move(state=ActionState.SUPPRESSED, reason=Reason.GONE, note=f"The answer was lost. {error}")
    return Move(state=ActionState.REVIEW, note=f"The answer was lost, and nobody may look. {error}")
