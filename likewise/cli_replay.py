"""The commands that let rules meet what came, or what is about to come. As everywhere here, each imports late."""

from __future__ import annotations

import json
import os
import sys
from contextlib import contextmanager
from pathlib import Path  # noqa: TC003 - Typer reads it
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from likewise.cli_rules import AccountOption, Command, ConfigOption, JsonOption, RulesOption

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import timedelta

    from rich.table import Table
    from rich.text import Text

    from likewise.records import ReportSettings

_WIDE = 160
"""Characters of a line where no terminal says how many it has."""


def backtest(  # noqa: PLR0913 - the options of one command
    *,
    since: Annotated[str, typer.Option(help="How far back, such as 12h or 14d.")] = "14d",
    against: Annotated[
        str | None, typer.Option(help="Rules to compare with: a file, or a revision that git knows, such as HEAD~1.")
    ] = None,
    plot: Annotated[Path | None, typer.Option(help="A picture to draw: a .png or .svg file.")] = None,
    rules: RulesOption = None,
    account: AccountOption = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """Let your rules, as they are now, judge again what came, and say what they would have done.

    Nothing is done, and no network is asked: what nobody asked for then is unknown, and counted as such.
    """
    from domain.clock import wall_clock  # noqa: PLC0415
    from likewise import backtesting  # noqa: PLC0415

    if plot is not None:
        backtesting.check_picture(plot)
    wanted = backtesting.Backtest(length=_length(since, "--since"), against=against, plot=plot)
    with _bar("replaying") as advance:
        report = backtesting.run(_settings(config, rules, account), wanted, wall_clock(), advance=advance)
    if as_json:
        _print_json(report.for_programs())
    else:
        _print(report.for_people())


def why(
    word: Annotated[
        str,
        typer.Argument(
            metavar="WHAT", help="A link, a shortcode, an id, @name, or an event's key.", show_default=False
        ),
    ],
    *,
    rules: RulesOption = None,
    account: AccountOption = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """Explain a decision: every rule and condition with what it saw, the guards, who decided, and how it ended.

    What was decided is told as it was. Where rules have changed since, what they say now stands beside it.
    """
    import asyncio  # noqa: PLC0415

    from domain.clock import wall_clock  # noqa: PLC0415
    from likewise import explaining, why_report  # noqa: PLC0415

    found = asyncio.run(explaining.explanations(_settings(config, rules, account), word, wall_clock()))
    if as_json:
        _print_json([why_report.for_programs(one) for one in found])
    else:
        _print(why_report.lines(found))


def plan(
    *,
    rules: RulesOption = None,
    account: AccountOption = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """Say what would happen now to what waits: events, proposals, and what was put off. Nothing is done."""
    import asyncio  # noqa: PLC0415

    from domain.clock import wall_clock  # noqa: PLC0415
    from likewise import plan_report, planning  # noqa: PLC0415

    found = asyncio.run(planning.outlook(_settings(config, rules, account), wall_clock()))
    if as_json:
        _print_json(plan_report.for_programs(found))
    else:
        _print(plan_report.for_people(found))


def backfill(  # noqa: PLR0913 - the options of one command
    source: Annotated[
        str,
        typer.Argument(help="Such as tag:sunset, user:@ana, feed, requests or comments.", show_default=False),
    ],
    *,
    since: Annotated[str, typer.Option(help="How far back, such as 12h or 3d.")] = "3d",
    most: Annotated[int, typer.Option("--max", min=1, help="So many, the newest.")] = 50,
    mode: Annotated[
        Literal["watch", "ask", "auto"], typer.Option(help="How far rules may go about them at most.")
    ] = "watch",
    yes_auto: Annotated[bool, typer.Option("--yes-auto", help="Yes, let rules act on old items.")] = False,
    rules: RulesOption = None,
    account: AccountOption = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """Bring back what was there before anybody watched, for the rules to judge.

    It works beside a running `likewise run`, which judges and acts, within all limits; without one, they wait for the
    next start.
    """
    from domain.clock import wall_clock  # noqa: PLC0415
    from domain.plans import Mode  # noqa: PLC0415
    from likewise import backfilling  # noqa: PLC0415

    wanted = backfilling.past(
        source, wall_clock() - _length(since, "--since"), most, Mode[mode.upper()], confirmed=yes_auto
    )
    with _busy(f"reading {wanted.source}"):
        found = backfilling.run(_settings(config, rules, account), wanted)
    if as_json:
        _print_json(found.for_programs())
    else:
        _print(found.for_people())


COMMANDS: tuple[Command, ...] = (
    Command(plan, "Say what would happen now to what waits."),
    Command(why, "Explain what was decided about a photo or a person."),
    Command(backtest, "Say what your rules would have done about what came."),
    Command(backfill, "Bring back what was there before you watched."),
)


def _length(text: str, name: str) -> timedelta:
    """A duration as the rules write it.

    Raises:
        ConfigError: it is none.
    """
    from domain.errors import ConfigError  # noqa: PLC0415
    from rules.problems import Flaw  # noqa: PLC0415
    from rules.syntax.nodes import Mark, Scalar  # noqa: PLC0415
    from rules.syntax.scalars import duration  # noqa: PLC0415

    try:
        return duration(Scalar(text=text, mark=Mark(file=name, line=1, column=1)), name)
    except Flaw as flaw:
        raise ConfigError(flaw.message) from None


def _settings(config: Path | None, rules: Path | None, account: str | None) -> ReportSettings:
    """The settings for an account. What was told on the command line wins."""
    from likewise import records  # noqa: PLC0415

    return records.find(config, rules, account, os.environ)


@contextmanager
def _bar(what: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on the terminal, moved by telling how many of how many are done; nothing where nobody watches."""
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(what, total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)


@contextmanager
def _busy(what: str) -> Iterator[None]:
    """A sign of life on the terminal, where somebody watches."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    with Console(stderr=True).status(Text(what)):
        yield


def _print(parts: Iterable[str | Table | Text]) -> None:
    from rich.console import Console  # noqa: PLC0415

    console = Console(highlight=False, width=None if sys.stdout.isatty() else _WIDE)
    for part in parts:
        console.print(part, markup=False, soft_wrap=True) if isinstance(part, str) else console.print(part)


def _print_json(told: object) -> None:
    text = json.dumps(told, ensure_ascii=False, indent=2)
    # A terminal obeys more than JSON has to escape.
    typer.echo("".join(sign if sign.isprintable() or sign == "\n" else json.dumps(sign)[1:-1] for sign in text))
