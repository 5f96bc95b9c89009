"""From the command line into the event loop, and back with the one error that matters."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from typing import TYPE_CHECKING

from domain.errors import LikewiseError
from likewise import logs, settings
from likewise.stopping import stop_on_signals

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

_log = logging.getLogger(__name__)


def run(config: Path | None) -> None:
    """`likewise run`: with the settings that `settings.find` finds."""
    chosen = settings.find(config, os.environ, settings.Settings)
    logs.set_up(chosen.log_level, chosen.secrets(), sys.stderr)
    from likewise import app  # noqa: PLC0415 - a second of imports that wrong settings need not wait for
    from likewise.terminal import Terminal  # noqa: PLC0415

    execute(lambda stop: app.run(chosen, stop=stop, screen=Terminal.standard()))


def execute(life: Callable[[asyncio.Event], Awaitable[None]]) -> None:
    """Live until a signal comes.

    Raises LikewiseError: the failure that the owner can act on, or that there was another, which the log has.
    """
    try:
        asyncio.run(_until_told(life))
    except (Exception, BaseExceptionGroup) as error:  # noqa: BLE001 - the last resort; logged or told
        known = _known(error)
        if known is None:
            # Here and not on the terminal: what it says may hold a secret.
            _log.critical("this should not have happened", exc_info=error)
            known = LikewiseError("Something went wrong that should not; the log says what. Starting again is safe.")
        raise known from None


async def _until_told(life: Callable[[asyncio.Event], Awaitable[None]]) -> None:
    with stop_on_signals() as stop:
        await life(stop)


def _known(error: BaseException) -> LikewiseError | None:
    """The first error of ours, however deep in groups; the others only followed from it."""
    if isinstance(error, LikewiseError):
        return error
    inner = error.exceptions if isinstance(error, BaseExceptionGroup) else ()
    return next((found for found in map(_known, inner) if found is not None), None)
