"""The command that shows what is watched. As everywhere here, it imports late."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

ConfigOption = Annotated[
    Path | None, typer.Option(help="The settings; without it likewise.toml in this folder, if it is there.")
]


def sources(
    *,
    account: Annotated[str | None, typer.Option(help="Only of this one of the stored accounts.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print for programs.")] = False,
    config: ConfigOption = None,
) -> None:
    """Show every list that is watched: how much comes, when it was and will be looked at, delay, calls and errors.

    Works while `likewise run` does, and tells what that has learned so far.
    """
    from likewise import settings, watched  # noqa: PLC0415

    watched.show(settings.find(config, os.environ, settings.AccountSettings), account, as_json=as_json)
