"""Lets the rules judge what is new."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from domain.errors import BlockedError, RetryableError
from domain.events import FollowRequest
from domain.facts import Facts
from domain.plans import Plan
from domain.verdicts import Judgement
from polling.enriching import Enriching, person_behind, without
from polling.patience import Patience
from polling.pausing import is_paused, pause
from storage import actions, events, notices

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from domain.clock import Clock
    from domain.events import Event
    from domain.facts import Need
    from domain.ids import AccountKey, UserId
    from networks.port import Network
    from rules.ruleset import RuleSet
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
    _stopping: bool = field(init=False, default=False)

    async def round(self) -> bool:
        """Judge every event that no rule has seen; whether anything was judged."""
        if await is_paused(self.database, self.account):
            return False
        async with self.database.read() as session:
            fresh = await events.unjudged(session, self.account, BATCH)
        judged = False
        for event in fresh:
            if self._stopping:
                break
            if self._patience.is_waiting(event.key, self.clock()):
                continue
            try:
                judged |= await self._judge(event)
            except BlockedError as error:
                await pause(self.database, self.account, error, self.clock())
                break
            except Exception:
                if self._patience.is_new(event.key):
                    LOGGER.exception("Cannot judge %s; it is tried again.", event.key, extra={"event_key": event.key})
                judged |= await self._stumble(event)
        return judged

    def stop(self) -> None:
        """Judge no further event."""
        self._stopping = True

    async def _judge(self, event: Event) -> bool:
        judgement = await self._final(event)
        return judgement is not None and await self._record(event, judgement)

    async def _final(self, event: Event) -> Judgement | None:
        """The judgement that no further fact can change; None while one is still to come."""
        rules, now = self.rules(), self.clock()
        facts = Facts(me=self.me)
        while (judgement := rules.judge(event, facts, now)).needs:
            need = min(judgement.needs, key=lambda need: need.cost)
            loaded = await self._load(facts, need, event)
            if loaded is None:
                return None
            facts = loaded
        return judgement

    async def _load(self, facts: Facts, need: Need, event: Event) -> Facts | None:
        """The facts with one more, which is UNKNOWN after long enough; None: ask later."""
        enriching = Enriching(account=self.account, network=self.network, database=self.database, clock=self.clock)
        if not self._patience.is_over(event.key, self.clock()):
            try:
                return await enriching.load(facts, need, person_behind(event))
            except RetryableError as error:
                self._patience.tried(event.key, error.delay, self.clock())
                if not self._patience.is_over(event.key, self.clock()):
                    return None
                LOGGER.warning("Judging without the %s: %s", need.value, error, extra={"event_key": event.key})
        return without(facts, need)

    async def _stumble(self, event: Event) -> bool:
        """Try again later, at last without the facts that are still to come; what cannot be judged then is let go."""
        if not self._patience.is_over(event.key, self.clock()):
            self._patience.tried(event.key, WAIT_AFTER_STUMBLE, self.clock())
            return False
        LOGGER.error("Gave up judging %s: no rule says anything to it.", event.key, extra={"event_key": event.key})
        plan = Plan(event=event.key, actions=())
        nothing = Judgement(event=event.key, ruleset=self.rules().version, verdicts=(), plan=plan, needs=frozenset())
        return await self._record(event, nothing)

    async def _record(self, event: Event, judgement: Judgement) -> bool:
        """Keep verdicts and plan together; False when another was quicker."""
        now: datetime = self.clock()
        self._patience.end(event.key)
        async with self.database.write() as session:
            if not await events.set_judged(session, self.account, judgement, now):
                return False
            await actions.record_plan(session, self.account, judgement.plan, now)
            if isinstance(event, FollowRequest):
                # Whatever the rules say: who asks to follow is the owner's business.
                await notices.tell(session, self.account, event.key, now)
        LOGGER.info("Judged %s.", event.key, extra={"event_key": event.key})
        return True
