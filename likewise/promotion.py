"""`likewise promote`: lets a rule act by itself, also while `likewise run` works with it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from actions.promoting import promote
from domain.errors import ConfigError
from likewise import connecting
from rules.syntax.spelling import advice, shown
from storage import standings

if TYPE_CHECKING:
    from datetime import datetime

    from actions.promoting import Promotion
    from likewise.settings import AccountSettings

TERMINAL = "the terminal"
"""Who promoted a rule, for the record."""


def run(settings: AccountSettings, rule: str, now: datetime, *, at_once: bool) -> Promotion:
    """Promote a rule, or say why not.

    Raises:
        ConfigError: no such rule was ever run, or there is no database.
    """
    return asyncio.run(_run(settings, rule, now, at_once=at_once))


async def _run(settings: AccountSettings, rule: str, now: datetime, *, at_once: bool) -> Promotion:
    async with connecting.store(settings) as (database, _), database.write() as session:
        known = await standings.all_of(session)
        if rule not in known:
            end = advice(rule, known, lead="there are") if known else "; likewise run makes them known"
            raise ConfigError(f"there is no rule {shown(rule)}{end}")
        return await promote(session, rule, TERMINAL, now, at_once=at_once)
