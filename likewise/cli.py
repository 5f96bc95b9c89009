"""The command line. Each command imports what it needs when it is called, so that the others start at once."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from domain.errors import ConfigError, LikewiseError

if TYPE_CHECKING:
    from typing import TextIO

_USAGE = 2
_DEFAULT_CONFIG = "likewise.toml"
_DEFAULT_RULES = "rules.yaml"

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
        typer.secho(str(error), fg=typer.colors.RED, err=True, color=_coloured(sys.stderr))
        sys.exit(_USAGE if isinstance(error, ConfigError) else 1)


def _coloured(stream: TextIO) -> bool:
    """Whether to write in colour: to people who do not ask for none (https://no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


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


@app.command()
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


@app.command()
def run(
    config: Annotated[
        Path | None, typer.Option(help=f"The settings; without it {_DEFAULT_CONFIG} in this folder, if it is there.")
    ] = None,
) -> None:
    """Watch your account and follow your rules, until you press Ctrl-C."""
    _spare_memory()
    from likewise import program  # noqa: PLC0415

    program.run(config)


@app.command()
def check(
    rules: Annotated[
        list[Path] | None,
        typer.Argument(help=f"Rules files, or folders of them. [default: {_DEFAULT_RULES}]", show_default=False),
    ] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print for programs.")] = False,
) -> None:
    """Show every mistake in your rules, with the line and what would be right."""
    from likewise.check import check as look  # noqa: PLC0415

    colour = _coloured(sys.stdout)
    text, code = look(rules or [Path(_DEFAULT_RULES)], as_json=as_json, colour=colour)
    typer.echo(text, color=colour)
    raise typer.Exit(code)
