"""`likewise login`: let Likewise into an account, and keep the token sealed."""

from __future__ import annotations

import asyncio
import os
import sys
import webbrowser
from dataclasses import dataclass
from typing import TYPE_CHECKING

import typer

from domain.clock import wall_clock
from domain.errors import ConfigError
from domain.secrets import SecretText
from likewise import connecting, logs
from likewise.account import SignIn
from likewise.credentials import Credentials
from likewise.login import asking
from likewise.login.report import report
from networks.instagram import oauth
from networks.instagram.redirects import Code
from storage import accounts

if TYPE_CHECKING:
    from domain.unknown import Maybe
    from likewise.login.asking import Asked, Door, Person
    from likewise.settings import AccountSettings
    from networks.instagram.scopes import Scope
    from storage.accounts import Account


_SCREENS = ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY")


@dataclass(frozen=True, kw_only=True, slots=True)
class Manner:
    """How the owner wants to log in."""

    scopes: tuple[Scope, ...]
    redirect_uri: str | None
    """As the app registered it; `None`: this machine, on any port."""
    paste: bool
    name: str | None


def run(chosen: AccountSettings, manner: Manner) -> None:
    """Log in and say what came of it.

    Raises:
        ConfigError: something that is set does not fit.
        LikewiseError: the owner or the network said no.
    """
    logs.set_up("warning", chosen.secrets(), sys.stderr)
    account = asyncio.run(log_in(chosen, manner, Terminal()))
    typer.echo(report(account, chosen))


async def log_in(chosen: AccountSettings, manner: Manner, person: Person) -> Account:
    """The account that the owner let Likewise into, stored with its token."""
    door = _door(chosen, manner)
    if manner.paste:
        asked = asking.by_pasting(door, person, manner.redirect_uri)
    elif door is None:
        raise ConfigError(
            "client_id is missing: it names the app that you registered; set client_id and client_secret,"
            " or bring a token that you have with: likewise login --paste"
        )
    else:
        asked = await asking.in_browser(door, person, manner.redirect_uri)
    token = await _token(chosen, asked)
    return await _keep(chosen, token, asked.scopes, manner.name)


def _door(chosen: AccountSettings, manner: Manner) -> Door | None:
    if chosen.client_id is None:
        return None
    return asking.Door(
        base_url=chosen.base_url,
        client_id=chosen.client_id,
        scopes=manner.scopes,
        implicit=chosen.client_secret is None,
    )


async def _token(chosen: AccountSettings, asked: Asked) -> SecretText:
    if not isinstance(asked.grant, Code):
        return asked.grant.text
    if chosen.client_id is None or chosen.client_secret is None:
        raise ConfigError("client_secret is missing: without it a code cannot be exchanged for a token")
    application = oauth.Application(
        client_id=chosen.client_id, client_secret=SecretText(chosen.client_secret.get_secret_value())
    )
    login = await oauth.exchange(chosen.base_url, application, asked.grant, redirect_uri=asked.redirect_uri)
    return login.token


async def _keep(
    chosen: AccountSettings, token: SecretText, scopes: Maybe[frozenset[str]], name: str | None
) -> Account:
    found = Credentials(base_url=chosen.base_url, token=token)
    async with (
        connecting.store(chosen, new=True) as (database, vault),
        connecting.network(chosen, found, clock=wall_clock) as network,
    ):
        sign_in = SignIn(database, vault, base_url=chosen.base_url, token=token, scopes=scopes)
        account = await sign_in.account(network, wall_clock)
        if name is None:
            return account
        async with database.write() as session:
            await accounts.rename(session, account.key, name)
            return await accounts.get(session, account.key) or account


class Terminal:
    """The owner, at the terminal."""

    def open(self, url: str) -> None:
        """Print the page's address, and open it where there is a screen: others would take the terminal."""
        typer.echo(f"Allow Likewise to use your account, on this page:\n\n  {url}\n")
        if sys.platform == "darwin" or any(os.environ.get(name) for name in _SCREENS):
            webbrowser.open(url)

    def paste(self, question: str) -> str:
        """Ask without showing what is typed; take a line of what is not typed at all."""
        if not sys.stdin.isatty():
            return sys.stdin.readline()
        return str(typer.prompt(question, hide_input=True, err=True))
