"""What people say about what rules are up to: no, not yet, in other words, all of it, not to them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from actions import bursting
from actions.questions import answered
from actions.results import Result, Standing, already, refused
from actions.terms import lapses_at
from actions.times import at
from actions.transitions import carry
from actions.wanting import DECLINABLE, UNKNOWN
from actions.wording import REMARKS
from domain.details import Answer as Choice
from domain.plans import ActionKind, Reason
from rules.comment_rules import objection
from storage import actions, bursts, listing
from storage.bursts import Answer
from storage.listing import Entry
from storage.moves import Move
from storage.states import ActionState

if TYPE_CHECKING:
    from datetime import timedelta

    from actions.wanting import Wanting
    from domain.ids import ActionId, EventKey, UserId
    from domain.people import Person


@dataclass(frozen=True, kw_only=True, slots=True)
class Rulings:
    """Every method gives what to answer. `by` is the name of the person."""

    wanting: Wanting

    async def again(self, action_id: ActionId, by: str) -> Result:
        """Try once more what did not work."""
        async with self.wanting.around.database.read() as session:
            action = await self.wanting.of_this_account(session, action_id)
        if action is None:
            return UNKNOWN
        if action.state is not ActionState.FAILED:
            return already(action, self.wanting.around.clock())
        return await self.wanting.want(action.event, action.wish, by)

    async def decline(self, action_id: ActionId, by: str, why: str = "") -> Result:
        """Let something not be done; `why`, in the person's words, is kept beside it."""
        now = self.wanting.around.clock()
        async with self.wanting.around.database.write() as session:
            action = await self.wanting.of_this_account(session, action_id)
            if action is None:
                return UNKNOWN
            if action.state not in DECLINABLE:
                return already(action, now)
            note = f"{by} said no: {why}" if why else f"{by} said no."
            no = Move(state=ActionState.CANCELLED, reason=Reason.DECLINED, note=note, by=by)
            await carry(session, action, no, now)
        return _done("Skipped.")

    async def happened(self, action_id: ActionId, by: str) -> Result:
        """Take a person's word that something was done which nobody could find out."""
        now = self.wanting.around.clock()
        async with self.wanting.around.database.write() as session:
            action = await self.wanting.of_this_account(session, action_id)
            if action is None:
                return UNKNOWN
            if action.state is not ActionState.REVIEW:
                return already(action, now)
            await carry(session, action, Move(state=ActionState.DONE, note=f"{by} saw it.", by=by), now)
        return _done("Noted.")

    async def veto(self, action_id: ActionId) -> Result:
        """Turn what a rule has announced into a question, which waits for anybody."""
        now = self.wanting.around.clock()
        async with self.wanting.around.database.write() as session:
            action = await self.wanting.of_this_account(session, action_id)
            if action is None:
                return UNKNOWN
            announced = action.vetoable_until is not None and action.vetoable_until > now
            if action.state is not ActionState.PENDING or action.decided_by is not None or not announced:
                return already(action, now)
            note = "Somebody stopped it; it is for you to say."
            asked = Move(state=ActionState.AWAITING_APPROVAL, note=note, next_at=lapses_at(action))
            await carry(session, action, asked, now)
        return _done("Stopped; it waits for you now.")

    async def leave(self, event: EventKey, by: str) -> Result:
        """Let a request or a comment be as it is: every question and proposal about it is closed."""
        now, closed = self.wanting.around.clock(), 0
        async with self.wanting.around.database.write() as session:
            for action in await actions.of_event(session, self.wanting.around.account, event):
                if action.state is not ActionState.AWAITING_APPROVAL:
                    continue
                if action.kind is ActionKind.DECIDE:
                    closed += await answered(session, action, Choice.LEAVE, by, now)
                else:
                    no = Move(state=ActionState.CANCELLED, reason=Reason.DECLINED, note=f"{by} said no.", by=by)
                    closed += await carry(session, action, no, now)
        return _done("Left as it is.") if closed else Result(state=Standing.ALREADY, sentence="Nothing was asked.")

    async def reword(self, action_id: ActionId, text: str, by: str) -> Result:
        """Let a proposed comment say something else. It still waits for a yes."""
        now = self.wanting.around.clock()
        refusal = objection(text)
        if refusal is not None:
            return refused(f"Not changed: such a comment {refusal}.")
        async with self.wanting.around.database.write() as session:
            action = await self.wanting.of_this_account(session, action_id)
            if action is None:
                return UNKNOWN
            if action.state is not ActionState.AWAITING_APPROVAL or action.kind not in REMARKS:
                return already(action, now)
            wish = replace(action.wish, text=text, detail=None)
            note = f"The words are {by}'s."
            await carry(session, action, Move(state=action.state, note=note, wish=wish), now)
        return _done("Changed; press Do it to post it.")

    async def answer_burst(self, number: int, said: Answer, by: str) -> Result:
        """Let go on, or drop, everything that one look has planned."""
        around, now = self.wanting.around, self.wanting.around.clock()
        async with around.database.write() as session:
            burst = await bursts.get(session, around.account, number)
            if burst is None:
                return UNKNOWN
            count = await bursting.release(session, around, burst, said, by, now)
        if count is None:
            return Result(state=Standing.ALREADY, sentence=f"{burst.answered_by} has answered already.")
        return _done(f"{count} go on." if said is Answer.ALLOW else f"{count} dropped.")

    async def mute(self, person: Person, length: timedelta | None, by: str) -> Result:
        """Let rules leave somebody alone for a time, or for good."""
        around, now = self.wanting.around, self.wanting.around.clock()
        until = None if length is None else now + length
        entry = Entry(list=listing.MUTED, person=person.id, username=person.username, added_by=by, until=until)
        async with around.database.write() as session:
            await listing.put(session, around.account, entry, now)
        end = "until you /unmute them" if until is None else f"until {at(until, now)}"
        return _done(f"Rules leave @{person.username} alone {end}.")

    async def unmute(self, person: UserId, username: str) -> Result:
        """Let rules meet somebody again."""
        around = self.wanting.around
        async with around.database.write() as session:
            was_muted = await listing.remove(session, around.account, listing.MUTED, person)
        if not was_muted:
            return Result(state=Standing.ALREADY, sentence=f"@{username} is not muted.")
        return _done(f"Rules may meet @{username} again.")


def _done(sentence: str) -> Result:
    return Result(state=Standing.DONE, sentence=sentence)
