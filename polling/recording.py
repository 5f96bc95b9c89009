"""Keeps what the rules said: verdicts, grounds and plans together."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from domain.events import FollowRequest
from domain.plans import Mode
from domain.verdicts import Verdict
from polling.clashes import Clashes
from polling.rechecking import Timetable
from storage import actions, cases, notices, replanning, standings
from storage.cases import Settlement
from storage.grounds import Ground

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from domain.clock import Clock
    from domain.facts import Facts
    from domain.ids import AccountKey
    from domain.verdicts import Judgement
    from rules.ruleset import RuleSet
    from storage.cases import Case
    from storage.database import Database

LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class Ruling:
    """What the rules said to an event, for good, and what they knew."""

    case: Case
    judgement: Judgement
    facts: Facts


@dataclass(kw_only=True, slots=True)
class Recording:
    """Writes for one account, as few transactions as possible: each is waited for until the disk has it."""

    account: AccountKey
    database: Database
    rules: Callable[[], RuleSet]
    clock: Clock
    _timetable: Timetable = field(init=False, default_factory=Timetable)
    _clashes: Clashes = field(init=False, default_factory=Clashes)

    async def keep(self, rulings: Sequence[Ruling]) -> bool:
        """Keep all of them or none; whether there were any with which nobody had been quicker."""
        now = self.clock()
        settlements = [self._settlement(one, now) for one in rulings]
        async with self.database.write() as session:
            settled = await cases.settle(session, self.account, settlements)
            kept = [one for one in rulings if one.case.event.key in settled]
            await standings.count(session, (rule for one in kept for rule in _matched(one)), now)
            await self._plan(session, kept, now)
        for one in rulings:
            self._clashes.tell(one.judgement.plan)
        for one in kept:
            if one.case.judged_at is None:
                key = one.case.event.key
                LOGGER.info("Judged %s.", key, extra={"event_key": key})
        return bool(kept)

    def _settlement(self, ruling: Ruling, now: datetime) -> Settlement:
        return Settlement(
            case=ruling.case,
            judgement=ruling.judgement,
            ground=Ground(at=now, facts=ruling.facts),
            next_judge_at=self._timetable.next_at(self.rules(), ruling.case, ruling.judgement, now),
        )

    async def _plan(self, session: AsyncSession, rulings: Sequence[Ruling], now: datetime) -> None:
        first = [one for one in rulings if one.case.judged_at is None]
        await actions.record_plans(session, self.account, [one.judgement.plan for one in first], now)
        for one in first:
            if isinstance(one.case.event, FollowRequest):
                # Whatever the rules say: who asks to follow is the owner's business.
                await notices.tell(session, self.account, one.case.event.key, now)
        for one in rulings:
            if one.case.judged_at is not None:
                await replanning.renew(session, self.account, one.judgement, now)


def _matched(ruling: Ruling) -> Iterator[str]:
    """The rules that the event meets for the first time, and that only show what they would do by themselves."""
    for one in ruling.judgement.verdicts:
        if one.finding.verdict is Verdict.YES and one.mode is not Mode.AUTO and one.rule.id not in ruling.case.met:
            yield one.rule.id
