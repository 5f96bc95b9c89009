"""Lets the rules judge what is new, and again what they asked for."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from domain.errors import BlockedError, RefusedError
from domain.events import FollowRequest
from domain.facts import Facts
from domain.plans import Mode, Plan, Reason
from domain.verdicts import Judgement, Verdict
from polling.clashes import Clashes
from polling.forgetting import Forgetting
from polling.inquiring import Inquiring
from polling.patience import Patience
from polling.rechecking import Timetable
from polling.withdrawing import Withdrawing
from storage import actions, cases, notices, replanning, standings
from storage.grounds import Ground
from storage.moves import Move
from storage.pausing import is_paused, pause
from storage.states import ActionState

if TYPE_CHECKING:
    from collections.abc import Callable

    from domain.clock import Clock
    from domain.ids import AccountKey, UserId
    from networks.port import Network
    from rules.ruleset import RuleSet
    from storage.cases import Case
    from storage.database import Database

LOGGER = logging.getLogger(__name__)

BATCH = 100
WAIT_AFTER_STUMBLE = 60.0
"""Seconds, after a failure that nobody foresaw."""


@dataclass(kw_only=True, slots=True)
class Judging:
    """Turns events into plans for one account."""

    account: AccountKey
    network: Network
    database: Database
    rules: Callable[[], RuleSet]
    clock: Clock
    me: UserId
    _patience: Patience = field(init=False, default_factory=Patience)
    _timetable: Timetable = field(init=False, default_factory=Timetable)
    _inquiring: Inquiring = field(init=False)
    _withdrawing: Withdrawing = field(init=False)
    _forgetting: Forgetting = field(init=False)
    _clashes: Clashes = field(init=False, default_factory=Clashes)
    _stopping: bool = field(init=False, default=False)

    def __post_init__(self) -> None:
        self._inquiring = Inquiring(
            account=self.account,
            network=self.network,
            database=self.database,
            rules=self.rules,
            clock=self.clock,
            me=self.me,
            patience=self._patience,
        )
        self._withdrawing = Withdrawing(account=self.account, database=self.database)
        self._forgetting = Forgetting(account=self.account, database=self.database)

    async def round(self) -> bool:
        """Judge every event that no rule has seen or that is to be judged again; whether anything was judged."""
        if await is_paused(self.database, self.account):
            return False
        await self._forgetting.daily(self.clock())
        judged = await self._withdrawing.after_change(self.rules(), self.clock())
        async with self.database.read() as session:
            now = self.clock()
            due = await cases.due(session, self.account, now, BATCH, besides=self._patience.waiting(now))
        for case in due:
            key = case.event.key
            if self._stopping:
                break
            try:
                judged |= await self._judge(case)
            except BlockedError as error:
                await pause(self.database, self.account, error, self.clock())
                break
            except Exception:
                if self._patience.is_new(key):
                    LOGGER.exception("Cannot judge %s; it is tried again.", key, extra={"event_key": key})
                judged |= await self._stumble(case)
        return judged

    def stop(self) -> None:
        """Judge no further event."""
        self._stopping = True

    async def _judge(self, case: Case) -> bool:
        try:
            found = await self._inquiring.judge(case)
        except RefusedError:
            return await self._gone(case)
        if found is None:
            return False
        judgement, facts = found
        return await self._record(case, judgement, facts)

    async def _stumble(self, case: Case) -> bool:
        """Try again later, at last without the facts that are still to come; what cannot be judged then is let go."""
        key = case.event.key
        if not self._patience.is_over(key, self.clock()):
            self._patience.tried(key, WAIT_AFTER_STUMBLE, self.clock())
            return False
        LOGGER.error("Gave up judging %s: no rule says anything to it.", key, extra={"event_key": key})
        if case.judged_at is not None:
            self._patience.end(key)
            async with self.database.write() as session:
                return await cases.let_be(session, self.account, case)
        nothing = Judgement(
            event=key, ruleset=self.rules().version, verdicts=(), plan=Plan(event=key), needs=frozenset()
        )
        return await self._record(case, nothing, Facts(me=self.me))

    async def _record(self, case: Case, judgement: Judgement, facts: Facts) -> bool:
        """Keep verdicts, grounds and plan together; False when another was quicker."""
        now = self.clock()
        event = case.event
        self._patience.end(event.key)
        self._clashes.tell(judgement.plan)
        again_at = self._timetable.next_at(self.rules(), case, judgement, now)
        async with self.database.write() as session:
            ground = Ground(at=now, facts=facts)
            if not await cases.settle(session, self.account, case, judgement, ground, next_judge_at=again_at):
                return False
            await standings.count(session, _matched(case, judgement), now)
            if case.judged_at is not None:
                await replanning.renew(session, self.account, judgement, now)
                return True
            await actions.record_plan(session, self.account, judgement.plan, now)
            if isinstance(event, FollowRequest):
                # Whatever the rules say: who asks to follow is the owner's business.
                await notices.tell(session, self.account, event.key, now)
        LOGGER.info("Judged %s.", event.key, extra={"event_key": event.key})
        return True

    async def _gone(self, case: Case) -> bool:
        """Nothing can be done any more about a photo that is not there."""
        gone = Move(state=ActionState.SUPPRESSED, reason=Reason.GONE, note="The photo is no longer there.")
        self._patience.end(case.event.key)
        async with self.database.write() as session:
            await replanning.withdraw(session, self.account, case.event.key, gone, self.clock())
            return await cases.let_be(session, self.account, case)


def _matched(case: Case, judgement: Judgement) -> list[str]:
    """The rules that the event meets for the first time, and that only show what they would do by themselves."""
    found = (one for one in judgement.verdicts if one.finding.verdict is Verdict.YES and one.mode is not Mode.AUTO)
    return [one.rule.id for one in found if one.rule.id not in case.met]
