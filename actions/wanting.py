"""What a person wants goes through the same ledger as what rules want, and is done at once."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from actions.guards import frozen_note
from actions.performing import Performing
from actions.questions import answered
from actions.results import Result, Standing, already, outcome, refused
from actions.rivalry import ABOUT_REQUESTS, decisions_beside, opposites_on
from actions.transitions import carry
from domain.details import UndoDetail
from domain.plans import LIMIT_CLASS, ActionKind, Mode, PlannedAction
from storage import actions, breakers, moves
from storage.actions import scope_of
from storage.moves import Move
from storage.pausing import paused_because
from storage.states import ActionState

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from actions.surroundings import Surroundings
    from domain.ids import ActionId, EventKey
    from storage.actions import StoredAction

HAND = timedelta(seconds=30)
"""So long the desk alone tries; then, should the program have died meanwhile, the runner does it."""

DECLINABLE = frozenset({ActionState.PLANNED, ActionState.AWAITING_APPROVAL, ActionState.PENDING, ActionState.REVIEW})
_ACCEPTABLE = frozenset({ActionState.AWAITING_APPROVAL, ActionState.REVIEW})
_BEYOND_RECALL = frozenset({ActionState.DONE, ActionState.IN_FLIGHT, ActionState.UNCERTAIN})

UNKNOWN = refused("This is not known any more.")
_GO_ON = "It will be done after /resume."


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanting:
    """`by` is the name of the person, for the ledger and for others to read."""

    around: Surroundings
    _performing: Performing = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_performing", Performing(around=self.around))

    async def want(self, event: EventKey, wish: PlannedAction, by: str, *, anew: bool = False) -> Result:
        """Do something now. With `anew`, what was done before is done again, as it may not stand any more."""
        now = self.around.clock()
        async with self.around.database.write() as session:
            known = await self._known(session, event, wish)
            if known is not None and known.state is ActionState.DONE and anew:
                await carry(session, known, Move(state=ActionState.CANCELLED, note="It is done again.", by=by), now)
            elif known is not None and known.state in _BEYOND_RECALL:
                return already(known, now)
            answer = await self._make_way(session, event, wish, by)
            if answer is not None:
                return answer
            wish = _of_a_person(wish, known)
            action = await actions.want(session, self.around.account, event, wish, by=by, now=now)
            taken = await self._take(session, action, by)
        return await self._do(taken, insist=action.state is ActionState.REVIEW)

    async def accept(self, action_id: ActionId, by: str) -> Result:
        """Let a proposal be done, or try again what only a person can settle."""
        now = self.around.clock()
        async with self.around.database.write() as session:
            action = await self.of_this_account(session, action_id)
            if action is None:
                return UNKNOWN
            if action.state not in _ACCEPTABLE or action.kind not in LIMIT_CLASS:
                return already(action, now)
            answer = await self._make_way(session, action.event, action.wish, by)
            if answer is not None:
                return answer
            taken = await self._take(session, action, by)
        return await self._do(taken, insist=action.state is ActionState.REVIEW)

    async def of_this_account(self, session: AsyncSession, action_id: ActionId) -> StoredAction | None:
        """An action by number."""
        action = await actions.get(session, action_id)
        return action if action is not None and action.account == self.around.account else None

    async def _make_way(self, session: AsyncSession, event: EventKey, wish: PlannedAction, by: str) -> Result | None:
        """Cancel what stands against a person's wish; the answer when the wish cannot be fulfilled."""
        now, account = self.around.clock(), self.around.account
        stopped = await self._stopped(session, wish.kind)
        if stopped is not None:
            return stopped
        rivals = await decisions_beside(session, account, event, wish.kind)
        done = next((rival for rival in rivals if rival.state is ActionState.DONE), None)
        if done is not None:
            return already(done, now)
        otherwise = Move(state=ActionState.CANCELLED, note=f"{by} decided otherwise.", by=by)
        for rival in (*rivals, *await opposites_on(session, account, wish.kind, wish.target)):
            if rival.state in DECLINABLE:
                await carry(session, rival, otherwise, now)
        await self._answer_questions(session, event, wish.kind, by)
        return None

    async def _stopped(self, session: AsyncSession, kind: ActionKind) -> Result | None:
        now, limit = self.around.clock(), LIMIT_CLASS[kind]
        halted = self.around.halted()
        if halted is not None:
            return refused(f"Not done. {halted} On that machine, likewise resume goes on.")
        stopped = await paused_because(session, self.around.account)
        if stopped is not None:
            return refused(f"Not done, the account is paused. {stopped} /resume goes on.")
        frozen = await breakers.get(session, self.around.account, limit)
        if frozen is not None and frozen.frozen_until > now:
            return refused(f"Not done. {frozen_note(limit, frozen.frozen_until, now)}")
        return None

    async def _answer_questions(self, session: AsyncSession, event: EventKey, kind: ActionKind, by: str) -> None:
        if kind not in ABOUT_REQUESTS:
            return
        for asked in await actions.of_event(session, self.around.account, event):
            if asked.kind is ActionKind.DECIDE and asked.state in DECLINABLE:
                await answered(session, asked, kind, by, self.around.clock())

    async def _take(self, session: AsyncSession, action: StoredAction, by: str) -> StoredAction:
        """The action, pending and in our hands: the runner leaves it alone for a while."""
        now = self.around.clock()
        by = action.decided_by if action.state is ActionState.PENDING and action.decided_by else by
        mine = Move(state=ActionState.PENDING, next_at=now + HAND, by=by)
        await moves.make(session, action, mine, now)
        return replace(action, state=ActionState.PENDING, decided_by=by)

    async def _do(self, action: StoredAction, *, insist: bool) -> Result:
        await self._performing.perform(action, insist=insist)
        async with self.around.database.read() as session:
            after = await actions.get(session, action.id)
            stopped = await paused_because(session, self.around.account)
        if after is None:
            return UNKNOWN
        halted = self.around.halted()
        if halted is not None and after.state is ActionState.PENDING:
            return Result(
                state=Standing.LATER, sentence=f"Not done yet. {halted} It will be done after likewise resume."
            )
        if stopped is not None and after.state is ActionState.PENDING:
            return Result(state=Standing.LATER, sentence=f"Not done yet, the account is paused. {stopped} {_GO_ON}")
        return outcome(after, self.around.clock())

    async def _known(self, session: AsyncSession, event: EventKey, wish: PlannedAction) -> StoredAction | None:
        """The row of the ledger that the wish would be."""
        scope = scope_of(wish, event)
        same = await actions.on_target(session, self.around.account, wish.kind, wish.target)
        return next((action for action in same if scope_of(action.wish, action.event) == scope), None)


def _of_a_person(wish: PlannedAction, known: StoredAction | None) -> PlannedAction:
    """The wish, with credit for the rules that wanted it, too; their age limits are not the person's."""
    if known is None:
        return wish
    terms = tuple(replace(one, max_age_seconds=None) for one in known.wish.terms)
    text = known.wish.text if wish.text is None else wish.text
    before = None if isinstance(known.wish.detail, UndoDetail) else known.wish.detail  # that was another wish
    detail = wish.detail or before
    return replace(known.wish, mode=Mode.AUTO, text=text, max_age_seconds=None, terms=terms, detail=detail)
