"""Reads what the guards look at."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from actions import limits
from actions.delicacy import why_to_read
from actions.rivalry import rivals_of
from actions.sequels import SEQUELS, with_what_is_written
from actions.situations import Leave, Room, Situation
from actions.terms import mode_now, terms_of
from domain.details import CommentDetail, UndoDetail
from domain.plans import LIMIT_CLASS, ActionKind, Mode
from storage import actions, allowances, attempts, breakers, events, listing, rests, said, switches
from storage.states import ActionState
from storage.switches import Switch

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from actions.surroundings import Surroundings
    from domain.events import Event
    from domain.terms import Terms
    from storage.actions import StoredAction

_AHEAD = frozenset({ActionState.PLANNED, ActionState.PENDING, ActionState.IN_FLIGHT, ActionState.UNCERTAIN})


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """One look at an action in the database."""

    session: AsyncSession
    around: Surroundings
    action: StoredAction
    event: Event | None
    now: datetime

    async def situation(self, ceiling: Mode) -> Situation:
        """How things stand around the action."""
        session, action, kind = self.session, self.action, self.action.kind
        limit = LIMIT_CLASS.get(kind)
        frozen = await breakers.get(session, action.account, limit) if limit else None
        lowered = self._lowered(broken=frozen is not None)
        leaves = await self._leaves(ceiling, lowered)
        person = self.event.person if self.event else None
        return Situation(
            action=action,
            event=self.event,
            me=self.around.me,
            leaves=leaves,
            never=self.around.rules().never,
            lists=await listing.of_person(session, action.account, person, self.now) if person else {},
            rivals=await rivals_of(session, action),
            paused=self.around.halted() is not None or await switches.get(session, Switch.PAUSED) is not None,
            room=await self._room(),
            frozen=frozen,
            said=await self._said(),
            now=self.now,
        )

    async def _leaves(self, ceiling: Mode, lowered: str | None) -> tuple[Leave, ...]:
        if self.action.decided_by:
            return ()
        terms = terms_of(self.action.wish)
        resting = await rests.all_of(self.session, [one.rule.id for one in terms])
        leaves = [await self._leave(one, ceiling, lowered) for one in terms]
        return tuple(
            replace(leave, paused_by=resting[leave.terms.rule.id].by) if leave.terms.rule.id in resting else leave
            for leave in leaves
        )

    async def _leave(self, terms: Terms, ceiling: Mode, lowered: str | None) -> Leave:
        mode = min(mode_now(terms, self.action.kind, self.around.rules()), ceiling)
        leave = Leave(terms=terms, mode=mode)
        if mode is Mode.AUTO and lowered is not None:
            leave = replace(leave, mode=Mode.ASK, lowered=lowered)
        if mode is not Mode.WATCH and self.action.kind in SEQUELS:
            return await with_what_is_written(self.session, self.action, leave, self.around.rules())
        if mode is Mode.WATCH or self.action.kind not in LIMIT_CLASS:
            return leave
        failed, awaited = await self._before(terms)
        return replace(
            leave,
            full_until=await self._full_until(terms),
            enough_until=await self._enough_until(terms),
            failed=failed,
            awaited=awaited,
        )

    def _lowered(self, *, broken: bool) -> str | None:
        """Why no rule may act by itself, though it may ask."""
        if broken:
            return "The network seems to mind it, so every rule asks until /resume."
        return why_to_read(self.action.wish, self.event, self.around.rules().engine.disclosure)

    async def _full_until(self, terms: Terms) -> datetime | None:
        if terms.limit is None:
            return None
        since = self.now - timedelta(seconds=terms.limit.seconds)
        taken = await allowances.taken(self.session, self.action, terms.rule.id, since)
        return limits.rate_opens_at(taken, terms.limit, self.now)

    async def _enough_until(self, terms: Terms) -> datetime | None:
        if self.event is None:
            return None
        session, action, person = self.session, self.action, self.event.person.id
        if terms.per_author is not None:
            rate = terms.per_author
            since = self.now - timedelta(seconds=rate.seconds)
            taken = await allowances.met(session, action, terms.rule.id, since, person)
        elif action.kind is ActionKind.COMMENT:
            rate = limits.COMMENTS_TO_ONE
            since = self.now - timedelta(seconds=rate.seconds)
            taken = await allowances.taken(session, action, None, since, person=person, kind=ActionKind.COMMENT)
        else:
            return None
        return limits.rate_opens_at(taken, rate, self.now)

    async def _before(self, terms: Terms) -> tuple[ActionKind | None, ActionKind | None]:
        """What the rule wanted first and failed, and what of it is not over."""
        if not terms.after:
            return None, None
        others = await actions.of_event(self.session, self.action.account, self.action.event)
        first = [
            one
            for one in others
            if one.kind in terms.after and any(rule.id == terms.rule.id for rule in one.wish.rules)
        ]
        failed = next((one.kind for one in first if one.state is ActionState.FAILED), None)
        return failed, next((one.kind for one in first if one.state in _AHEAD), None)

    async def _room(self) -> Room:
        kind, account = self.action.kind, self.action.account
        limit = LIMIT_CLASS.get(kind)
        if limit is None:
            return Room()
        counted = await attempts.counted(self.session, account, limit, self.now - limits.DAY)
        rules = self.around.rules()
        allowed = limits.for_people(rules.limits[limit])
        if isinstance(self.action.wish.detail, UndoDetail):
            allowed = limits.for_undoing(rules.limits[limit], counted, seed=account)
        elif self.action.decided_by is None:
            warm_up = rules.engine.warm_up
            first = await attempts.first(self.session, account) if warm_up else None
            warmth = limits.warmth(first, warm_up, self.now)
            allowed = limits.for_rules(rules.limits[limit], warmth=warmth, seed=f"{account}:{self.action.id}")
        return Room(
            full_until=limits.opens_at(counted, allowed, self.now),
            spaced_until=limits.spaced_until(counted, allowed, self.now),
        )

    async def _said(self) -> frozenset[str]:
        detail = self.action.wish.detail
        if not isinstance(detail, CommentDetail) or detail.avoid_repeat_seconds is None:
            return frozenset()
        since = self.now - timedelta(seconds=detail.avoid_repeat_seconds)
        texts = await said.since(self.session, self.action, since)
        mark = f" {self.around.rules().engine.disclosure}"
        return frozenset(texts | {text.removesuffix(mark) for text in texts})


async def situation_of(
    session: AsyncSession, around: Surroundings, action: StoredAction, ceiling: Mode, now: datetime
) -> Situation:
    """How things stand around an action at this moment. No rule goes further than `ceiling`."""
    known = await events.get(session, around.account, action.event)
    reading = Reading(session=session, around=around, action=action, event=known.event if known else None, now=now)
    return await reading.situation(ceiling)
