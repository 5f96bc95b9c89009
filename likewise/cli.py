"""The command line. Each command imports what it needs when it is called, so that the others start at once."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

import typer

from domain.errors import ConfigError, LikewiseError
from likewise import cli_accounts, cli_data, cli_replay, cli_rules, cli_sources
from likewise.colours import wanted

Limits: TypeAlias = Literal["sandbox", "live"]
Shape: TypeAlias = Literal["legacy", "new"]

_USAGE = 2
_DEFAULT_CONFIG = "likewise.toml"

app = typer.Typer(
    name="likewise",
    help="Watches an Instagram-style network for you, and acts or asks by your rules.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)


def main() -> None:
    """Run the command that was typed. Wrong settings end with one red line and exit code 2."""
    os.umask(0o077)
    try:
        app()
    except LikewiseError as error:
        typer.secho(str(error), fg=typer.colors.RED, err=True, color=wanted(sys.stderr))
        sys.exit(_USAGE if isinstance(error, ConfigError) else 1)


def _spare_memory() -> None:
    """Let httpx find no command line of its own: it would import Click, Rich and Pygments, 4 MB that stay."""
    sys.modules["httpx._main"] = None  # type: ignore[assignment]  # how Python is told that there is no such module


def _show_version(wanted: bool) -> None:  # noqa: FBT001 - how Typer calls it
    if wanted:
        from importlib.metadata import version  # noqa: PLC0415 - late, as everything here

        typer.echo(f"likewise {version('likewise')}")
        raise typer.Exit


@app.callback()
def options(
    *,
    _version: Annotated[
        bool, typer.Option("--version", help="Show the version and exit.", callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    """What every command understands."""


@app.command(short_help="Try everything on this machine, without any account.")
def demo(
    *,
    state: Annotated[Path, typer.Option(help="The folder that keeps the demo's world.")] = Path(".demo"),
    port: Annotated[int, typer.Option(min=0, max=65535, help="Where the chat page is; 0 takes a free one.")] = 8484,
    speed: Annotated[float, typer.Option(min=0.1, max=1000, help="How much faster than ours its time runs.")] = 1.0,
    rules: Annotated[Path | None, typer.Option(help="Rules to run instead of the example's.")] = None,
    fresh: Annotated[bool, typer.Option("--fresh", help="Forget the world there is and begin a new one.")] = False,
) -> None:
    """Try everything on this machine: a small network, a chat page, and rules to play with. Needs no account."""
    from likewise.demo import Demo, play  # noqa: PLC0415

    play(Demo(state=state, port=port, speed=speed, rules=rules, fresh=fresh))


@app.command(short_help="Watch your account and follow your rules.")
def run(
    config: Annotated[
        Path | None, typer.Option(help=f"The settings; without it {_DEFAULT_CONFIG} in this folder, if it is there.")
    ] = None,
) -> None:
    """Watch your account and follow your rules, until you press Ctrl-C."""
    _spare_memory()
    from likewise import program  # noqa: PLC0415

    program.run(config)


cli_rules.install(app, cli_replay.COMMANDS)


@app.command(short_help="Run the network of the demo alone.")
def sandbox(
    *,
    path: Annotated[
        Path | None, typer.Option(help="The folder that keeps its world; without one it is forgotten.")
    ] = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Where it answers; 0 takes a free port.")] = 8485,
    seed: Annotated[int, typer.Option(help="Another number, another new world.")] = 7,
    speed: Annotated[float, typer.Option(min=0.1, max=1000, help="How much faster than ours its time runs.")] = 1.0,
    limits: Annotated[Limits, typer.Option(help="Its hourly limits: 500 calls, or 5000.")] = "live",
    era: Annotated[Shape, typer.Option(help="How it plays for apps: as before November 2015, or after.")] = "legacy",
) -> None:
    """Run a server of Instagram's API v1 with a living world, on this machine only.

    It prints its addresses, the app's client_id and client_secret, and the control key. A token, in one command:

        curl -H 'X-Sandbox-Key: KEY' -d '{"username": "juna.berg"}' http://127.0.0.1:8485/sandbox/tokens

    or, as the owner of a real account would: likewise login --base-url http://127.0.0.1:8485/v1
    """
    from sandbox.instagram.standalone import serve  # noqa: PLC0415

    try:
        serve(path, port=port, seed=seed, speed=speed, limits=limits, era=era)
    except OSError as error:
        raise ConfigError(
            f"the sandbox cannot start: {error.strerror}; name another --port than {port}, or another --path"
        ) from None


app.command(short_help="Let Likewise into an account.")(cli_accounts.login)
app.add_typer(cli_accounts.accounts, name="accounts", short_help="List the stored accounts, rename and remove them.")
app.command(short_help="Call any operation of the API.")(cli_accounts.api)
app.command(short_help="Show what is watched, how often, and what it costs.")(cli_sources.sources)
cli_data.install(app)
