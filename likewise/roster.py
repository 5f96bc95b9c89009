"""`likewise accounts`: who is stored, under which name, and how to forget them."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from rich.console import Console
from rich.table import Table
from rich.text import Text

from domain.errors import ConfigError
from domain.unknown import Unknown
from likewise import connecting
from likewise.credentials import NOBODY, named
from networks.instagram.scopes import Scope
from storage import accounts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from likewise.settings import AccountSettings
    from storage.accounts import Account

_WIDE = 200
"""Characters of a line where no terminal says how many it has."""


def show(chosen: AccountSettings) -> None:
    """Print the stored accounts.

    Raises:
        ConfigError: there is none.
    """
    known = asyncio.run(_all(chosen))
    if not known:
        raise ConfigError(NOBODY)
    Console(highlight=False, width=None if sys.stdout.isatty() else _WIDE).print(table(known))


def table(known: Sequence[Account]) -> Table:
    """A row for each account, and no token."""
    rows = Table(box=None, pad_edge=False, header_style="bold")
    for title in ("name", "user name", "server", "scopes", "state"):
        rows.add_column(title, overflow="fold")
    for account in known:
        scopes = "not known" if isinstance(account.scopes, Unknown) else ", ".join(_ordered(account.scopes))
        state = f"paused: {account.paused_because}" if account.paused_because else "ready"
        cells = (account.title, f"@{account.username}", urlsplit(account.base_url).netloc, scopes, state)
        rows.add_row(*map(Text, cells))
    return rows


async def rename(chosen: AccountSettings, old: str, new: str) -> str:
    """Give an account another name, and say so.

    Raises:
        ConfigError: there is no such account, or the name is taken or empty.
    """
    if not new.strip() or not new.isprintable():
        raise ConfigError("an account's name is one or more printable characters")
    async with connecting.store(chosen) as (database, _), database.write() as session:
        known = await accounts.all_of(session)
        account = named(old, known)
        others = {other.title.casefold() for other in known if other != account}
        if new.strip().casefold() in others:
            raise ConfigError(f"another account is called {new.strip()}; take a name of its own")
        await accounts.rename(session, account.key, new.strip())
    return f"{account.title} is now called {new.strip()}."


async def remove(chosen: AccountSettings, name: str, sure: Callable[[str], bool]) -> str:
    """Forget an account's token, and say what stays.

    Raises:
        ConfigError: there is no such account.
    """
    account = named(name, await _all(chosen))
    host = urlsplit(account.base_url).hostname
    if not sure(f"Forget the token of {account.title} (@{account.username} on {host})?"):
        return "Nothing was done."
    async with connecting.store(chosen) as (database, _), database.write() as session:
        await accounts.remove(session, account.key)
    return (
        f"{account.title} is removed. The network itself still lets Likewise in until you revoke that on its page of"
        " authorized apps. What was done stays noted, so that nothing is done twice should you log in again."
    )


async def _all(chosen: AccountSettings) -> list[Account]:
    async with connecting.store(chosen) as (database, _), database.read() as session:
        return await accounts.all_of(session)


def _ordered(scopes: frozenset[str]) -> list[str]:
    return [scope for scope in Scope if scope in scopes]
