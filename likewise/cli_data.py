"""The commands about what Likewise has done and keeps: stop it, take it back, and get at it. Each imports late."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

ConfigOption = Annotated[
    Path | None, typer.Option(help="The settings; without it likewise.toml in this folder, if it is there.")
]
DataOption = Annotated[
    Path | None, typer.Option(help="The data folder, should the settings not be readable; the demo's is .demo/likewise.")
]


def halt(*, data: DataOption = None, config: ConfigOption = None) -> None:
    """Stop all writing on the network at once, by rules and by people, also of a program that runs.

    It needs no database and no rules. Watching goes on.
    """
    from domain.clock import wall_clock  # noqa: PLC0415
    from likewise import halting  # noqa: PLC0415

    typer.echo(halting.halt(halting.switch(config, data, os.environ), wall_clock()))


def resume(*, data: DataOption = None, config: ConfigOption = None) -> None:
    """End what `likewise halt` began."""
    from likewise import halting  # noqa: PLC0415

    typer.echo(halting.resume(halting.switch(config, data, os.environ)))


def install(app: typer.Typer) -> None:
    """Make them commands of the program. The first screen has no room for more, so docs/data.md lists them."""
    app.command(short_help="Stop all writing on the network at once.", hidden=True)(halt)
    app.command(short_help="End what halt began.", hidden=True)(resume)
