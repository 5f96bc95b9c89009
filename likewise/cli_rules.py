"""The commands about rules. As everywhere here, each imports late.

All of them stand at the top level and once more under `likewise rules`; those that are needed rarely are shown there
only, so that `likewise --help` stays one screen.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from likewise.colours import wanted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from likewise.examining import Trial
    from likewise.online import Token

_DEFAULT = Path("rules.yaml")
_MANY = 200
"""So many tests take long enough to show how far they are."""

FilesArgument = Annotated[
    list[Path] | None,
    typer.Argument(help=f"Rules files, or folders of them. [default: {_DEFAULT}]", show_default=False),
]
RulesOption = Annotated[
    Path | None, typer.Option("--rules", help="The rules file, or a folder of them; without it, the settings'.")
]
ConfigOption = Annotated[
    Path | None, typer.Option(help="The settings; without it likewise.toml in this folder, if it is there.")
]
AccountOption = Annotated[str | None, typer.Option(help="For which of the stored accounts.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print for programs.")]


class Command(NamedTuple):
    """One command, and how it is listed."""

    run: Callable[..., None]
    short: str
    shown: bool = False
    """Whether it stands on the first screen."""
    name: str | None = None
    """`None`: the function's."""


def check(
    files: FilesArgument = None,
    *,
    online: Annotated[
        bool, typer.Option("--online", help="Ask the network what your token can serve; one call.")
    ] = False,
    account: AccountOption = None,
    config: ConfigOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show every mistake in your rules, with the line and what would be right, and run their tests."""
    from likewise.check import check as look  # noqa: PLC0415

    token = _token(account, config) if online else None
    colour = wanted(sys.stdout)
    text, code = look(files or [_DEFAULT], as_json=as_json, colour=colour, token=token)
    typer.echo(text, color=colour)
    raise typer.Exit(code)


def _token(account: str | None, config: Path | None) -> Token:
    import asyncio  # noqa: PLC0415

    from domain.clock import wall_clock  # noqa: PLC0415
    from likewise import online, records  # noqa: PLC0415

    return asyncio.run(online.ask(records.find(config, None, account, os.environ), wall_clock))


def run_tests(
    files: FilesArgument = None,
    *,
    word: Annotated[str, typer.Option("-k", help="Only tests with this in their name or their rule's.")] = "",
    event: Annotated[
        str | None,
        typer.Option(
            "--from",
            help="Print a test of what was decided about a link, an id or an @username; with --json a recording.",
            show_default=False,
        ),
    ] = None,
    account: AccountOption = None,
    config: ConfigOption = None,
    as_json: JsonOption = False,
) -> None:
    """Run the tests that stand beside your rules, and say what they leave open."""
    if event is not None:
        rules = files[0] if files else None
        typer.echo(_from(event, rules, account, config, as_json=as_json), nl=False)
        return
    from likewise import trying  # noqa: PLC0415

    colour = wanted(sys.stdout)
    text, code = trying.run(files or [_DEFAULT], word=word, as_json=as_json, colour=colour, watched=_watched)
    typer.echo(text, color=colour)
    raise typer.Exit(code)


def _from(event: str, rules: Path | None, account: str | None, config: Path | None, *, as_json: bool) -> str:
    from domain.clock import wall_clock  # noqa: PLC0415
    from likewise import decided, records  # noqa: PLC0415

    told = records.find(config, rules, account, os.environ)
    return (decided.as_recording if as_json else decided.as_test)(told, event, wall_clock())


def explain(
    code: Annotated[
        str | None, typer.Argument(help="Such as E104; without it, all are listed.", show_default=False)
    ] = None,
    *,
    as_json: JsonOption = False,
) -> None:
    """Explain the code of a mistake or a doubt, with what is wrong and what would be right."""
    from likewise import explained  # noqa: PLC0415

    colour = wanted(sys.stdout)
    told = explained.explain(code, as_json=as_json, colour=colour) if code else explained.listing(as_json=as_json)
    typer.echo(told, color=colour)


def new(
    name: Annotated[
        str | None, typer.Argument(help="Which one; without it, all are listed.", show_default=False)
    ] = None,
    *,
    to: Annotated[
        Path | None, typer.Option(help="The file to write, or a folder of rules files; without it, it is printed.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Begin with a rule that others wished for, with its reasons and its tests beside it."""
    from likewise import starting  # noqa: PLC0415

    if name is None:
        typer.echo(starting.listing(as_json=as_json))
    elif to is None:
        typer.echo(starting.starter(name), nl=False)
    else:
        typer.echo(f"{starting.write(name, to)} is written; likewise check {to} says whether it is right.")


def schema(
    *, to: Annotated[Path | None, typer.Option(help="The file to write; without it, it is printed.")] = None
) -> None:
    """Write the JSON Schema that lets editors complete and explain your rules."""
    from likewise import editing  # noqa: PLC0415

    typer.echo(editing.schema() if to is None else editing.write(to))


def effective(
    rule: Annotated[str, typer.Argument(metavar="ID", help="The rule's id.", show_default=False)],
    *,
    rules: RulesOption = None,
    account: AccountOption = None,
    config: ConfigOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show one rule as it holds: with what its group, the defaults, lists and shared conditions say.

    The lists have those on them who were put there in the chat, or by rules.
    """
    from domain.clock import wall_clock  # noqa: PLC0415
    from likewise import records, resolved, rulefiles  # noqa: PLC0415

    chosen = records.find(config, rules, account, os.environ)
    added = records.added(chosen, wall_clock())
    typer.echo(resolved.show(rulefiles.read([chosen.rules]), rule, overlay=added, as_json=as_json).rstrip())


def promote(
    rule: Annotated[str, typer.Argument(metavar="ID", help="The rule's id.", show_default=False)],
    *,
    at_once: Annotated[bool, typer.Option("--now", help="Whatever it has shown so far.")] = False,
    config: ConfigOption = None,
    as_json: JsonOption = False,
) -> None:
    """Let a rule act by itself that is new or was changed, once it has shown what it would do.

    That is 20 matches, or 24 hours after the first. A program that is running takes it up within a moment.
    """
    import json  # noqa: PLC0415

    from domain.clock import wall_clock  # noqa: PLC0415
    from likewise import promotion, records  # noqa: PLC0415

    found = promotion.run(records.find(config, None, None, os.environ), rule, wall_clock(), at_once=at_once)
    typer.echo(json.dumps({"done": found.done, "text": found.text}) if as_json else found.text)
    raise typer.Exit(0 if found.done else 1)


COMMANDS: tuple[Command, ...] = (
    Command(check, "Show every mistake in your rules, and run their tests.", shown=True),
    Command(run_tests, "Run the tests that stand beside your rules.", shown=True, name="test"),
    Command(explain, "Explain what check says, by its code.", shown=True, name="help"),
    Command(new, "Begin with a rule that others wished for.", shown=True),
    Command(effective, "Show one rule with all that groups, defaults and lists add."),
    Command(promote, "Let a new or changed rule act by itself."),
    Command(schema, "Let your editor complete and explain rules."),
)


def _watched(trials: Sequence[Trial]) -> Iterable[Trial]:
    """The trials; when they are many, and somebody watches, with a bar that grows."""
    if len(trials) < _MANY or not sys.stderr.isatty():
        return trials
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import track  # noqa: PLC0415

    return track(trials, description="Testing", console=Console(stderr=True), transient=True)


def install(app: typer.Typer, more: Sequence[Command] = ()) -> None:
    """Make them commands of the program, and `more` from other modules."""
    rules = typer.Typer(help="Everything about rules; each of these works without the word `rules`, too.")
    for one in (*COMMANDS, *more):
        app.command(one.name, short_help=one.short, hidden=not one.shown)(one.run)
        rules.command(one.name, short_help=one.short)(one.run)
    app.add_typer(rules, name="rules", short_help="All commands about rules.", no_args_is_help=True)
