"""`likewise sources`: what is watched, and what it takes and brings."""

from __future__ import annotations

import asyncio
import json
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from domain.clock import wall_clock
from domain.errors import ConfigError
from likewise import connecting
from likewise.credentials import NOBODY, named
from networks.instagram.network import ALLOWANCES
from polling.lists import label
from polling.lookout import standing
from storage import accounts, sources

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from likewise.settings import AccountSettings
    from polling.policy import Standing
    from storage.accounts import Account
    from storage.sources import StoredSource

_WIDE = 200
"""Characters of a line where no terminal says how many it has."""
_UNITS = ((86_400.0, "d"), (3600.0, "h"), (60.0, "min"), (1.0, "s"))
_NOTHING = "nothing is watched yet; start it with: likewise run"


@dataclass(frozen=True, kw_only=True, slots=True)
class Watched:
    """One list of one account."""

    account: Account
    stored: StoredSource
    standing: Standing
    share: float
    """Of the account's hourly calls."""


def show(chosen: AccountSettings, name: str | None, *, as_json: bool) -> None:
    """Print the lists of all accounts, or of the one that is named.

    Raises:
        ConfigError: there is no account, or none of that name.
    """
    now = wall_clock()
    found = asyncio.run(watched(chosen, name, now))
    if as_json:
        sys.stdout.write(f"{listing(found)}\n")
    elif not found:
        sys.stdout.write(f"{_NOTHING}\n")
    else:
        Console(highlight=False, width=None if sys.stdout.isatty() else _WIDE).print(table(found, now))


async def watched(chosen: AccountSettings, name: str | None, now: datetime) -> list[Watched]:
    """The lists, those first that take the most calls."""
    limit = ALLOWANCES[chosen.limits].calls
    async with connecting.store(chosen) as (database, _), database.read() as session:
        known = await accounts.all_of(session)
        if not known:
            raise ConfigError(NOBODY)
        meant = known if name is None else [named(name, known)]
        found = [(account, one) for account in meant for one in await sources.active(session, account.key)]
    rows = [(account, stored, standing(stored, now)) for account, stored in found]
    rows.sort(key=lambda row: (row[0].title, -row[2].calls))
    return [Watched(account=who, stored=one, standing=how, share=how.calls / limit) for who, one, how in rows]


def table(found: Sequence[Watched], now: datetime) -> Table:
    """A row for each list."""
    several = len({one.account.key for one in found}) > 1
    rows = Table(box=None, pad_edge=False, header_style="bold")
    titles = ("list", "posts/h", "last look", "next look", "delay", "calls/h", "of the hour", "promised", "errors")
    for title in (*(("account",) if several else ()), *titles):
        rows.add_column(title, overflow="fold")
    for one in found:
        rows.add_row(*map(Text, (*((one.account.title,) if several else ()), *_cells(one, now))))
    return rows


def listing(found: Sequence[Watched]) -> str:
    """The same for programs."""
    return json.dumps([_data(one) for one in found], indent=2, ensure_ascii=False)


def _cells(one: Watched, now: datetime) -> tuple[str, ...]:
    stored, how = one.stored, one.standing
    last = stored.last_looked_at
    return (
        label(stored.source),
        f"{how.rate:.2g}" if stored.learned else "not known",
        "never" if last is None else f"{_span((now - last).total_seconds())} ago",
        f"in {_span(how.wait.total_seconds())}" if how.wait else "now",
        "-" if how.delay is None else _span(how.delay),
        f"{how.calls:.0f}",
        f"{one.share:.1%}",
        "-" if stored.every is None else f"every {_span(stored.every.total_seconds())}",
        f"{stored.failures} in a row: {stored.last_error}" if stored.failures else "none",
    )


def _data(one: Watched) -> dict[str, str | float | None]:
    stored, how = one.stored, one.standing
    return {
        "account": one.account.title,
        "source": str(stored.source),
        "posts_per_hour": round(how.rate, 4) if stored.learned else None,
        "last_look": _moment(stored.last_looked_at),
        "next_look": _moment(stored.next_due_at),
        "mean_delay_seconds": None if how.delay is None else round(how.delay, 1),
        "calls_per_hour": round(how.calls, 2),
        "share_of_calls": round(one.share, 5),
        "promised_every_seconds": None if stored.every is None else stored.every.total_seconds(),
        "weight": round(how.weight, 4),
        "failures": stored.failures,
        "last_error": stored.last_error,
    }


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _span(seconds: float) -> str:
    """A time in its largest whole unit."""
    for size, unit in _UNITS:
        if seconds >= size:
            return f"{seconds // size:.0f} {unit}"
    return "0 s"
