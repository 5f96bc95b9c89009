"""What is kept of one account, opened for commands that report about it."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.errors import ConfigError
from domain.plans import Mode
from likewise import connecting, credentials, rulefiles, settings
from likewise.given import PREFIX
from likewise.settings import AccountSettings, Ceiling
from rules.loading import load
from storage import accounts, listing

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from rules.loading import SourceText
    from rules.ruleset import RuleSet
    from storage.accounts import Account
    from storage.database import Database


class ReportSettings(AccountSettings):
    """What a report must know: whom it is about, and how far rules may go."""

    ceiling: Ceiling = Mode.ASK


def find(config: Path | None, rules: Path | None, account: str | None, environ: Mapping[str, str]) -> ReportSettings:
    """The settings of a report. What was told on the command line wins."""
    told = {"RULES": rules, "ACCOUNT": account}
    options = {f"{PREFIX}{name}": str(value) for name, value in told.items() if value}
    return settings.find(config, {**environ, **options}, ReportSettings)


@dataclass(frozen=True, kw_only=True, slots=True)
class Records:
    """An account with its database, and the rules as their files say now."""

    account: Account
    database: Database
    rules: RuleSet
    added: Mapping[str, tuple[str, ...]]
    """What stands on the lists of the rules beside what their files say."""
    ceiling: Mode


@asynccontextmanager
async def opened(chosen: ReportSettings, now: datetime) -> AsyncIterator[Records]:
    """The records of the account that is meant, also while `likewise run` works with them.

    Raises:
        ConfigError: there are none, it is not said whose, or the rules cannot be loaded.
    """
    texts = rulefiles.read([chosen.rules])
    async with connecting.store(chosen) as (database, _):
        async with database.read() as session:
            account = credentials.chosen(chosen.account, await accounts.all_of(session))
            added = await listing.entries(session, account.key, now)
        rules = ruleset(texts, added)
        yield Records(account=account, database=database, rules=rules, added=added, ceiling=chosen.ceiling)


def added(chosen: ReportSettings, now: datetime) -> Mapping[str, tuple[str, ...]]:
    """What the chat and rules put on lists; nothing where nobody is stored yet.

    Raises:
        ConfigError: it is not said whose.
    """
    return asyncio.run(_added(chosen, now)) if connecting.is_there(chosen) else {}


async def _added(chosen: ReportSettings, now: datetime) -> Mapping[str, tuple[str, ...]]:
    async with connecting.store(chosen) as (database, _), database.read() as session:
        known = await accounts.all_of(session)
        account = credentials.chosen(chosen.account, known) if known else None
        return await listing.entries(session, account.key, now) if account else {}


def ruleset(texts: Sequence[SourceText], added: Mapping[str, tuple[str, ...]]) -> RuleSet:
    """The rules of these files, with what was added to their lists in the chat or by rules.

    Raises:
        ConfigError: they have mistakes.
    """
    loaded = load(texts, added)
    if loaded.ruleset is None:
        where = ", ".join(text.name for text in texts)
        raise ConfigError(f"the rules have mistakes, so nothing was done; likewise check {where} shows them")
    return loaded.ruleset
