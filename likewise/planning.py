"""`likewise plan`: what would happen now to what waits, from the database alone. Nothing is written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from domain.events import FollowRequest
from domain.facts import NOT_LOADED, Facts
from domain.plans import LimitClass, Mode
from likewise import records
from likewise.rationing import Rations
from polling.enriching import ANSWER_AGE, TIE_AGE_FOR_DECISIONS
from polling.rechecking import under
from storage import actions, archive, attempts, cases, history, profiles, switches, ties
from storage.archive import Sight
from storage.halting import NAME, Halt
from storage.states import OPEN_STATES
from storage.switches import Switch

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from domain.events import Event
    from domain.ids import AccountKey, UserId
    from domain.plans import PlannedAction, Reason
    from domain.verdicts import Judgement
    from likewise.records import Records, ReportSettings
    from storage.actions import StoredAction
    from storage.cases import Case

MOST = 1_000
"""So many events are judged for a report; the oldest first."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Foreseen:
    """One event that waits to be judged, and what the rules would say with what is known."""

    case: Case
    facts: Facts
    judgement: Judgement


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """One action that the rules would plan."""

    event: Event
    action: PlannedAction
    held: Reason | None
    """Why it would not be done."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Outlook:
    """Everything that waits."""

    at: datetime
    """The moment of which it tells."""
    foreseen: tuple[Foreseen, ...]
    steps: tuple[Step, ...]
    """What would come of them, in order."""
    open: tuple[StoredAction, ...]
    """What was planned before and is not over, by when it goes on."""
    later: int
    """Events that are judged again later."""
    next_later: datetime | None
    paused: str | None
    """Why nothing is written."""


async def outlook(settings: ReportSettings, now: datetime) -> Outlook:
    """What would happen now.

    Raises:
        ConfigError: there are no records, or the rules cannot be loaded.
    """
    async with records.opened(settings, now) as held, held.database.read() as session:
        account = held.account.key
        waiting = await cases.due(session, account, now, MOST)
        seen = [await foresee(session, held, case, now) for case in waiting]
        later, next_later = await archive.judged_later(session, account, now)
        halted = Halt(file=settings.data / NAME).because()
        paused = halted or held.account.paused_because or await switches.get(session, Switch.PAUSED)
        return Outlook(
            at=now,
            foreseen=tuple(seen),
            steps=await steps(session, held, seen, now),
            open=tuple(await actions.in_state(session, account, OPEN_STATES)),
            later=later,
            next_later=next_later,
            paused=paused,
        )


async def foresee(session: AsyncSession, held: Records, case: Case, now: datetime) -> Foreseen:
    """What the rules say to an event with what is known without asking anybody."""
    facts = await _known(session, held.account.key, held.account.user_id, case, now)
    judgement = under(held.rules.judge(case.event, facts, now), case.ceiling)
    return Foreseen(case=case, facts=facts, judgement=judgement)


async def _known(session: AsyncSession, account: AccountKey, me: UserId, case: Case, now: datetime) -> Facts:
    person = case.event.person.id
    tie_age = TIE_AGE_FOR_DECISIONS if isinstance(case.event, FollowRequest) else ANSWER_AGE
    profile = await profiles.answer(session, account, person, now - ANSWER_AGE)
    tie = await ties.fresh(session, account, person, now - tie_age)
    histories = await history.of(session, account, [case], now)
    return Facts(
        me=me,
        history=histories[case.event.key],
        profile=NOT_LOADED if profile is None else profile,
        relationship=NOT_LOADED if tie is None else tie,
    )


async def _rations(session: AsyncSession, held: Records, now: datetime) -> Rations:
    """What the limits leave after what was done in the last day."""
    rations = Rations(ruleset=held.rules)
    for limit in LimitClass:
        for moment in await attempts.counted(session, held.account.key, limit, now - timedelta(days=1)):
            rations.book(limit, moment)
    return rations


async def steps(session: AsyncSession, held: Records, seen: Sequence[Foreseen], now: datetime) -> tuple[Step, ...]:
    """What would be planned about these, one after the other, and what limits would leave of it."""
    rations = await _rations(session, held, now)
    return tuple(step for one in seen for step in _of(one, rations, held.ceiling, now))


def _of(one: Foreseen, rations: Rations, ceiling: Mode, now: datetime) -> Iterator[Step]:
    sight = Sight(event=one.case.event, facts=one.facts, at=now)
    for action in one.judgement.plan.actions:
        allowed = replace(action, mode=min(action.mode, ceiling))
        yield Step(event=one.case.event, action=allowed, held=rations.take(action, sight))
