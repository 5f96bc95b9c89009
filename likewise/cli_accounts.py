"""The commands that speak for an account, or about accounts. As everywhere here, each imports late."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from domain.errors import ConfigError
from networks.instagram.scopes import Scope

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from likewise.settings import AccountSettings

ConfigOption = Annotated[
    Path | None, typer.Option(help="The settings; without it likewise.toml in this folder, if it is there.")
]
YesOption = Annotated[bool, typer.Option("--yes", "-y", help="Do it without asking.")]


accounts = typer.Typer(help="List the accounts that are stored, rename and remove them.", invoke_without_command=True)


def login(  # noqa: PLR0913 - the options of one command
    *,
    base_url: Annotated[str | None, typer.Option(help="The API's address with its version.")] = None,
    client_id: Annotated[str | None, typer.Option(help="Of the app that you registered with the network.")] = None,
    client_secret_file: Annotated[Path | None, typer.Option(help="A file that holds the app's secret alone.")] = None,
    scope: Annotated[list[Scope] | None, typer.Option(help="What to ask for; without it, everything.")] = None,
    redirect_uri: Annotated[
        str | None, typer.Option(help="As the app registered it. Without it, 127.0.0.1 and any port.")
    ] = None,
    paste: Annotated[
        bool, typer.Option("--paste", help="Paste a token, or the address of a browser elsewhere.")
    ] = False,
    name: Annotated[str | None, typer.Option(help="What to call the account here.")] = None,
    config: ConfigOption = None,
) -> None:
    """Let Likewise into an account: opens the network's page, and keeps the token encrypted.

    The app's secret comes from the settings (client_secret), from LIKEWISE_CLIENT_SECRET, or from a file: on the
    command line others could read it.
    """
    from likewise.login import command  # noqa: PLC0415

    told = {"base_url": base_url, "client_id": client_id, "client_secret_file": client_secret_file}
    chosen = _settings(config, told)
    manner = command.Manner(
        scopes=tuple(dict.fromkeys((Scope.BASIC, *(scope or Scope)))),
        redirect_uri=redirect_uri,
        paste=paste,
        name=name,
    )
    command.run(chosen, manner)


@accounts.callback()
def listing(context: typer.Context, *, config: ConfigOption = None) -> None:
    """List the accounts that are stored."""
    if context.invoked_subcommand is None:
        from likewise import roster  # noqa: PLC0415

        roster.show(_settings(config))


@accounts.command()
def rename(
    old: Annotated[str, typer.Argument(help="Its name now.", show_default=False)],
    new: Annotated[str, typer.Argument(help="Its name from now on.", show_default=False)],
    *,
    config: ConfigOption = None,
) -> None:
    """Give an account another name."""
    import asyncio  # noqa: PLC0415

    from likewise import roster  # noqa: PLC0415

    typer.echo(asyncio.run(roster.rename(_settings(config), old, new)))


@accounts.command()
def remove(
    name: Annotated[str, typer.Argument(help="Its name.", show_default=False)],
    *,
    yes: YesOption = False,
    config: ConfigOption = None,
) -> None:
    """Forget an account's token."""
    import asyncio  # noqa: PLC0415

    from likewise import roster  # noqa: PLC0415

    sure = agreed(yes=yes)
    typer.echo(asyncio.run(roster.remove(_settings(config), name, sure)))


def api(  # noqa: PLR0913 - the options of one command
    path: Annotated[str, typer.Argument(help="Such as tags/sunset/media/recent or users/self.", show_default=False)],
    *,
    method: Annotated[str, typer.Option("--request", "-X", help="GET, POST or DELETE.")] = "GET",
    data: Annotated[list[str] | None, typer.Option("--data", "-d", help="A parameter, name=value.")] = None,
    count: Annotated[int | None, typer.Option(min=1, help="How many the network is asked for at once.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Go on to the last page.")] = False,
    limit: Annotated[int | None, typer.Option(min=1, help="Go on until there are so many.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print for programs.")] = False,
    account: Annotated[str | None, typer.Option(help="For which of the stored accounts.")] = None,
    yes: YesOption = False,
    config: ConfigOption = None,
) -> None:
    """Call any operation of the API: likewise api tags/sunset/media/recent --count 5."""
    from likewise.api import command, wish  # noqa: PLC0415

    meant = wish.read(path, method, data or (), count)
    manner = command.Manner(as_json=as_json, everything=everything, limit=limit)
    command.run(_settings(config, {"account": account}), meant, manner, sure=agreed(yes=yes))


def _settings(config: Path | None, told: Mapping[str, str | Path | None] | None = None) -> AccountSettings:
    """The settings for an account. What was told on the command line wins."""
    from likewise import settings  # noqa: PLC0415
    from likewise.given import PREFIX  # noqa: PLC0415

    options = {f"{PREFIX}{name.upper()}": str(value) for name, value in (told or {}).items() if value}
    return settings.find(config, os.environ | options, settings.AccountSettings)


def agreed(*, yes: bool) -> Callable[[str], bool]:
    """Whether the person at the terminal agrees; with `--yes` they have already."""

    def ask(question: str) -> bool:
        if yes:
            return True
        if not sys.stdin.isatty():
            raise ConfigError("this changes something; say --yes to have it done without being asked")
        return typer.confirm(question, err=True)

    return ask
