"""Lets the rules judge what is new, and again what they asked for."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from domain.errors import BlockedError, RefusedError
from domain.facts import Facts
from domain.plans import Plan, Reason
from domain.verdicts import Judgement
from polling.forgetting import Forgetting
from polling.inquiring import Inquiring
from polling.patience import Patience
from polling.recording import Recording, Ruling
from polling.withdrawing import Withdrawing
from storage import cases, replanning
from storage.moves import Move
from storage.pausing import is_paused, pause
from storage.states import ActionState

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from domain.clock import Clock
    from domain.ids import AccountKey, EventKey, UserId
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
    _recording: Recording = field(init=False)
    _inquiring: Inquiring = field(init=False)
    _withdrawing: Withdrawing = field(init=False)
    _forgetting: Forgetting = field(init=False)
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
        self._recording = Recording(account=self.account, database=self.database, rules=self.rules, clock=self.clock)
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
        at_once = await self._at_once(due)
        judged |= bool(at_once)
        for case in due:
            key = case.event.key
            if key in at_once:
                continue
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

    async def _at_once(self, due: Sequence[Case]) -> set[EventKey]:
        """Judge together what needs no call; gives which those are. What fails here is met again, one by one."""
        rulings: list[Ruling] = []
        try:
            async for ruling in self._inquiring.judge_without_asking(due):
                if self._stopping:
                    break
                rulings.append(ruling)
            if rulings:
                await self._recording.keep(rulings)
        except Exception:  # noqa: BLE001 - whose fault it is shows, and is logged, when each is judged alone
            return set()
        return {one.case.event.key for one in rulings}

    async def _judge(self, case: Case) -> bool:
        try:
            found = await self._inquiring.judge(case)
        except RefusedError:
            return await self._gone(case)
        if found is None:
            return False
        judgement, facts = found
        return await self._record(Ruling(case=case, judgement=judgement, facts=facts))

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
        return await self._record(Ruling(case=case, judgement=nothing, facts=Facts(me=self.me)))

    async def _record(self, ruling: Ruling) -> bool:
        """Keep verdicts, grounds and plan together; False when another was quicker."""
        self._patience.end(ruling.case.event.key)
        return await self._recording.keep([ruling])

    async def _gone(self, case: Case) -> bool:
        """Nothing can be done any more about a photo that is not there."""
        gone = Move(state=ActionState.SUPPRESSED, reason=Reason.GONE, note="The photo is no longer there.")
        self._patience.end(case.event.key)
        async with self.database.write() as session:
            await replanning.withdraw(session, self.account, case.event.key, gone, self.clock())
            return await cases.let_be(session, self.account, case)
