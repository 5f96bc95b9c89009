"""Where people decide. What they want goes through the same ledger as what rules want, and is done at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from actions.failures import NETWORK_ERRORS
from actions.pausing import paused_because
from actions.performing import Performing
from actions.results import Result, Standing, already, outcome, refused
from actions.situations import requester_of, rivals_of
from actions.transitions import carry
from actions.unliking import Unliking
from domain.ids import EventKey
from domain.plans import DECISIONS, ActionKind, Mode, PlannedAction, Reason
from storage import actions
from storage.actions import Move, scope_of
from storage.states import ActionState

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from actions.surroundings import Surroundings
    from domain.ids import ActionId, MediaId
    from domain.media import Media
    from storage.actions import StoredAction

HAND = timedelta(seconds=30)
"""So long the desk alone tries; then, should the program have died meanwhile, the runner does it."""

_DECLINABLE = frozenset({ActionState.PLANNED, ActionState.AWAITING_APPROVAL, ActionState.PENDING, ActionState.REVIEW})
_ACCEPTABLE = frozenset({ActionState.AWAITING_APPROVAL, ActionState.REVIEW})
_BEYOND_RECALL = frozenset({ActionState.DONE, ActionState.IN_FLIGHT, ActionState.UNCERTAIN})

_UNKNOWN = refused("This is not known any more.")
_GO_ON = "It will be done after /resume."


class Desk:
    """Every method gives what to answer. `by` is the name of the person, for the ledger and for others to read."""

    def __init__(self, around: Surroundings) -> None:
        self._around = around
        self._performing = Performing(around=around)
        self._unliking = Unliking(around=around)

    async def like(self, media: Media, by: str) -> Result:
        """Like a photo. One that we liked and that was unliked elsewhere is liked again."""
        await self._notice_unliked(media, by)
        return await self._want(EventKey(f"media:{media.id}"), _wish(ActionKind.LIKE, media.id), by)

    async def unlike(self, media_id: MediaId, by: str) -> Result:
        """Take a like back, whoever gave it."""
        return await self._unliking.unlike(media_id, by)

    async def decide(self, event: EventKey, kind: ActionKind, by: str) -> Result:
        """Approve or ignore a follow request, `request:<user id>:<when first seen>`, whether rules know of it or not.

        Raises ValueError for another kind: nothing else is decided about a request.
        """
        if kind not in DECISIONS:
            raise ValueError(f"a request is approved or ignored; {kind} is neither")
        return await self._want(event, _wish(kind, requester_of(event)), by)

    async def accept(self, action_id: ActionId, by: str) -> Result:
        """Let a proposal be done, or try again what only a person can settle."""
        now = self._around.clock()
        async with self._around.database.write() as session:
            action = await self._of_this_account(session, action_id)
            if action is None:
                return _UNKNOWN
            if action.state not in _ACCEPTABLE:
                return already(action, now)
            answer = await self._make_way(session, action.event, action.kind, by)
            if answer is not None:
                return answer
            taken = await self._take(session, action, by)
        return await self._do(taken, insist=action.state is ActionState.REVIEW)

    async def decline(self, action_id: ActionId, by: str) -> Result:
        """Let something not be done."""
        now = self._around.clock()
        async with self._around.database.write() as session:
            action = await self._of_this_account(session, action_id)
            if action is None:
                return _UNKNOWN
            if action.state not in _DECLINABLE:
                return already(action, now)
            no = Move(state=ActionState.CANCELLED, reason=Reason.DECLINED, note=f"{by} said no.", by=by)
            await carry(session, action, no, now)
        return Result(state=Standing.DONE, sentence="Skipped.")

    async def _want(self, event: EventKey, wish: PlannedAction, by: str) -> Result:
        now = self._around.clock()
        async with self._around.database.write() as session:
            known = await self._known(session, event, wish)
            if known is not None and known.state in _BEYOND_RECALL:
                return already(known, now)
            answer = await self._make_way(session, event, wish.kind, by)
            if answer is not None:
                return answer
            # The rules that wanted it, too, keep their credit; their age limit is not the person's.
            wish = replace(known.wish, max_age_seconds=None) if known else wish
            action = await actions.want(session, self._around.account, event, wish, by=by, now=now)
            taken = await self._take(session, action, by)
        return await self._do(taken, insist=action.state is ActionState.REVIEW)

    async def _make_way(self, session: AsyncSession, event: EventKey, kind: ActionKind, by: str) -> Result | None:
        """Cancel what stands against a person's wish; the answer when the wish cannot be fulfilled."""
        now = self._around.clock()
        stopped = await paused_because(session, self._around)
        if stopped is not None:
            return refused(f"Not done, the account is paused. {stopped} /resume goes on.")
        rivals = await rivals_of(session, self._around.account, event, kind)
        done = next((rival for rival in rivals if rival.state is ActionState.DONE), None)
        if done is not None:
            return already(done, now)
        otherwise = Move(state=ActionState.CANCELLED, note=f"{by} decided otherwise.", by=by)
        for rival in rivals:
            if rival.state in _DECLINABLE:
                await carry(session, rival, otherwise, now)
        return None

    async def _take(self, session: AsyncSession, action: StoredAction, by: str) -> StoredAction:
        """The action, pending and in our hands: the runner leaves it alone for a while."""
        now = self._around.clock()
        by = action.decided_by if action.state is ActionState.PENDING and action.decided_by else by
        mine = Move(state=ActionState.PENDING, next_at=now + HAND, by=by)
        await actions.move(session, action, mine, now)
        return replace(action, state=ActionState.PENDING, decided_by=by)

    async def _do(self, action: StoredAction, *, insist: bool) -> Result:
        await self._performing.perform(action, insist=insist)
        async with self._around.database.read() as session:
            after = await actions.get(session, action.id)
            stopped = await paused_because(session, self._around)
        if after is None:
            return _UNKNOWN
        if stopped is not None and after.state is ActionState.PENDING:
            return Result(state=Standing.LATER, sentence=f"Not done yet, the account is paused. {stopped} {_GO_ON}")
        return outcome(after, self._around.clock())

    async def _notice_unliked(self, media: Media, by: str) -> None:
        """Reopen a like of ours that stands no more. The card may be older than the like, so we look first."""
        done = await self._like_given(media)
        if done is None or media.liked_by_me is not False:
            return
        try:
            now_there = await self._around.network.media(media.id)
        except NETWORK_ERRORS:
            return  # what the ledger says will do
        if now_there.liked_by_me is not False:
            return
        gone = Move(state=ActionState.CANCELLED, note="It was taken back elsewhere.", by=by)
        async with self._around.database.write() as session:
            await carry(session, done, gone, self._around.clock())

    async def _like_given(self, media: Media) -> StoredAction | None:
        async with self._around.database.read() as session:
            likes = await actions.on_target(session, self._around.account, ActionKind.LIKE, media.id)
        return next((like for like in likes if like.state is ActionState.DONE), None)

    async def _known(self, session: AsyncSession, event: EventKey, wish: PlannedAction) -> StoredAction | None:
        """The row of the ledger that the wish would be."""
        scope = scope_of(wish.kind, event)
        same = await actions.on_target(session, self._around.account, wish.kind, wish.target)
        return next((action for action in same if scope_of(action.kind, action.event) == scope), None)

    async def _of_this_account(self, session: AsyncSession, action_id: ActionId) -> StoredAction | None:
        action = await actions.get(session, action_id)
        return action if action is not None and action.account == self._around.account else None


def _wish(kind: ActionKind, target: str) -> PlannedAction:
    return PlannedAction(kind=kind, target=target, mode=Mode.AUTO, rules=(), because=())
