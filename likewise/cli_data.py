"""The commands about what Likewise has done and keeps: stop it, take it back, and get at it. Each imports late."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from datetime import timedelta

    from likewise.settings import AccountSettings

ConfigOption = Annotated[
    Path | None, typer.Option(help="The settings; without it likewise.toml in this folder, if it is there.")
]
AccountOption = Annotated[str | None, typer.Option(help="For which of the stored accounts.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print for programs.")]
YesOption = Annotated[bool, typer.Option("--yes", "-y", help="Do it without asking.")]
DataOption = Annotated[
    Path | None,
    typer.Option(help="The data folder, should the settings not be readable; the demo's is .demo/likewise."),
]


def halt(*, data: DataOption = None, config: ConfigOption = None) -> None:
    """Stop all writing on the network at once, by rules and by people, also of a program that runs.

    It needs no database and no rules. Watching goes on.
    """
    from domain.clock import wall_clock  # noqa: PLC0415
    from likewise import halting  # noqa: PLC0415

    switch = halting.switch(config, data, os.environ)
    typer.echo(halting.halt(switch, wall_clock(), halting.who()))


def resume(*, data: DataOption = None, config: ConfigOption = None) -> None:
    """End what `likewise halt` began."""
    from likewise import halting  # noqa: PLC0415

    typer.echo(halting.resume(halting.switch(config, data, os.environ)))


def undo(
    what: Annotated[
        str,
        typer.Argument(metavar="ID|last|RULE", help="A number of the ledger, or a rule's id.", show_default=False),
    ],
    *,
    since: Annotated[str | None, typer.Option(help="With a rule: how far back, such as 2h or 1d.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be taken back.")] = False,
    account: AccountOption = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """Take back what was done: one action, the last one, or what a rule did since a time.

    Likes are taken back, comments removed, follows reversed; what cannot be taken back is said. The running program
    does it, newest first, within the limits and with a distance between one and the next.
    """
    from domain.clock import wall_clock  # noqa: PLC0415
    from likewise import undoing  # noqa: PLC0415

    wanted = undoing.Wanted(what=what, since=_length(since) if since else None, dry_run=dry_run)
    typer.echo(undoing.undo(_settings(config, account), wanted, wall_clock(), as_json=as_json))


def export(
    *,
    since: Annotated[
        str | None, typer.Option(help="How far back, such as 12h or 30d; without it, everything.")
    ] = None,
    to: Annotated[Path | None, typer.Option(help="A new file; without it, lines are printed.")] = None,
    account: AccountOption = None,
    config: ConfigOption = None,
) -> None:
    """Write every decision and every action as JSON Lines, without secrets. docs/data.md lists the fields."""
    from domain.clock import wall_clock  # noqa: PLC0415
    from likewise import exporting  # noqa: PLC0415

    length = _length(since) if since else None
    told = exporting.export(_settings(config, account), length, to, wall_clock(), typer.echo)
    if told:
        typer.echo(told)


def backup(
    file: Annotated[Path, typer.Argument(help="A new file.", show_default=False)],
    *,
    key: Annotated[bool, typer.Option("--key", help="Copy the key that opens the tokens, too, beside it.")] = False,
    config: ConfigOption = None,
) -> None:
    """Copy the database into one file, also while `likewise run` works with it."""
    from likewise import backing  # noqa: PLC0415

    typer.echo(backing.backup(_settings(config, None), file, key=key))


def restore(
    file: Annotated[Path, typer.Argument(help="What likewise backup has written.", show_default=False)],
    *,
    yes: YesOption = False,
    config: ConfigOption = None,
) -> None:
    """Put a backup back. What may have been done since is looked for before it is tried, and all is halted first."""
    from domain.clock import wall_clock  # noqa: PLC0415
    from likewise import backing  # noqa: PLC0415
    from likewise.cli_accounts import agreed  # noqa: PLC0415

    typer.echo(backing.restore(_settings(config, None), file, wall_clock(), agreed(yes=yes)))


def forget(
    person: Annotated[str, typer.Argument(metavar="@USER", help="A user name or an id.", show_default=False)],
    *,
    yes: YesOption = False,
    account: AccountOption = None,
    config: ConfigOption = None,
) -> None:
    """Forget somebody: profile, events, texts, lists. Decisions stay counted, without the person.

    Who is to be left alone stays so: of them the id alone is kept.
    """
    from domain.clock import wall_clock  # noqa: PLC0415
    from likewise import forgetting  # noqa: PLC0415
    from likewise.cli_accounts import agreed  # noqa: PLC0415

    typer.echo(forgetting.forget(_settings(config, account), person, wall_clock(), agreed(yes=yes)))


def _settings(config: Path | None, account: str | None) -> AccountSettings:
    from likewise import settings  # noqa: PLC0415
    from likewise.given import PREFIX  # noqa: PLC0415

    told = {f"{PREFIX}ACCOUNT": account} if account else {}
    return settings.find(config, {**os.environ, **told}, settings.AccountSettings)


def _length(text: str) -> timedelta:
    """A duration as the rules write it."""
    from domain.errors import ConfigError  # noqa: PLC0415
    from rules.problems import Flaw  # noqa: PLC0415
    from rules.syntax.nodes import Mark, Scalar  # noqa: PLC0415
    from rules.syntax.scalars import duration  # noqa: PLC0415

    try:
        return duration(Scalar(text=text, mark=Mark(file="--since", line=1, column=1)), "--since")
    except Flaw as flaw:
        raise ConfigError(flaw.message) from None


def install(app: typer.Typer) -> None:
    """Make them commands of the program. The first screen has no room for more, so docs/data.md lists them."""
    app.command(short_help="Stop all writing on the network at once.", hidden=True)(halt)
    app.command(short_help="End what halt began.", hidden=True)(resume)
    app.command(short_help="Take back what was done.", hidden=True)(undo)
    app.command(short_help="Forget somebody.", hidden=True)(forget)
    app.command(short_help="Write what was decided and done as JSON Lines.", hidden=True)(export)
    app.command(short_help="Copy the database, also while it is used.", hidden=True)(backup)
    app.command(short_help="Put a backup back.", hidden=True)(restore)
