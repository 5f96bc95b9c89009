"""Finds out what the rules ask about an event."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from domain.errors import RefusedError, RetryableError
from domain.events import NewMedia, with_photo
from domain.facts import Facts
from domain.unknown import UNKNOWN
from polling.enriching import Enriching, without
from polling.rechecking import is_stale, under
from polling.recording import Ruling
from storage import history

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Sequence

    from domain.clock import Clock
    from domain.ids import AccountKey, EventKey, UserId
    from domain.verdicts import Judgement
    from networks.port import Network
    from polling.patience import Patience
    from rules.ruleset import RuleSet
    from storage.cases import Case
    from storage.database import Database

LOGGER = logging.getLogger(__name__)

_AT_ONCE = 10
"""So many events are judged before others have their turn."""


@dataclass(kw_only=True, slots=True)
class Inquiring:
    """Asks for one fact after the other, the cheapest first, as long as one could still change what the rules say."""

    account: AccountKey
    network: Network
    database: Database
    rules: Callable[[], RuleSet]
    clock: Clock
    me: UserId
    patience: Patience
    _enriching: Enriching = field(init=False)

    def __post_init__(self) -> None:
        self._enriching = Enriching(
            account=self.account, network=self.network, database=self.database, clock=self.clock
        )

    async def judge_without_asking(self, cases: Sequence[Case]) -> AsyncIterator[Ruling]:
        """The judgements of those that are new and of which nothing has to be found out."""
        fresh = [case for case in cases if case.judged_at is None]
        if not fresh:
            return
        now = self.clock()
        async with self.database.read() as session:
            histories = await history.of(session, self.account, fresh, now)
        for number, case in enumerate(fresh, 1):
            facts, key = Facts(me=self.me, history=histories[case.event.key]), case.event.key
            judgement = self.rules().judge(case.event, facts, now)
            if not judgement.needs and self.patience.is_new(key):
                yield Ruling(case=case, judgement=under(judgement, case.ceiling), facts=facts)
            if number % _AT_ONCE == 0:
                await asyncio.sleep(0)  # with thousands of rules it takes its time, and others wait

    async def judge(self, case: Case) -> tuple[Judgement, Facts] | None:
        """The judgement that no further fact can change, and what it rests on; None while one is still to come.

        Raises:
            RefusedError: it is judged again, and its photo is gone.
            BlockedError: the account may not ask.
        """
        facts = await self._begin(case)
        if facts is None:
            return None
        event, rules, now = with_photo(case.event, facts.media), self.rules(), self.clock()
        while (judgement := rules.judge(event, facts, now)).needs:
            need = min(judgement.needs, key=lambda one: one.cost)
            loading = partial(self._enriching.load, facts, need, event)
            loaded = await self._patiently(event.key, need.value, loading, without(facts, need))
            if loaded is None:
                return None
            facts = loaded
        return under(judgement, case.ceiling), facts

    async def _begin(self, case: Case) -> Facts | None:
        """What is known without asking; of an event that is judged again, with its photo as it is now."""
        now = self.clock()
        async with self.database.read() as session:
            histories = await history.of(session, self.account, [case], now)
        facts = Facts(me=self.me, history=histories[case.event.key])
        if not isinstance(case.event, NewMedia) or not is_stale(case, now):
            return facts
        looking = partial(self._look_again, facts, case.event)
        return await self._patiently(case.event.key, "photo as it is now", looking, facts)

    async def _look_again(self, facts: Facts, event: NewMedia) -> Facts:
        try:
            return replace(facts, media=await self._enriching.photo(event.media.id))
        except RefusedError as error:
            if error.gone:
                raise
            return replace(facts, media=UNKNOWN)

    async def _patiently(
        self, event: EventKey, what: str, ask: Callable[[], Awaitable[Facts]], otherwise: Facts
    ) -> Facts | None:
        """The facts with one more, or what holds without it after long enough; None: ask later."""
        if not self.patience.is_over(event, self.clock()):
            try:
                return await ask()
            except RetryableError as error:
                self.patience.tried(event, error.delay, self.clock())
                if not self.patience.is_over(event, self.clock()):
                    return None
                LOGGER.warning("Judging without the %s: %s", what, error, extra={"event_key": event})
        return otherwise
