"""`likewise halt` and `likewise resume`: a file in the data folder, so that nothing else need be in order."""

from __future__ import annotations

import getpass
from typing import TYPE_CHECKING

from domain.errors import ConfigError
from likewise import settings
from storage.halting import NAME, Halt

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path


def switch(config: Path | None, data: Path | None, environ: Mapping[str, str]) -> Halt:
    """The switch in the data folder that was named, or in that of the settings.

    Raises:
        ConfigError: no folder was named, and the settings are wrong.
    """
    if data is not None:
        if not data.is_dir():
            raise ConfigError(f"there is no folder {data}; name the data folder that the running program uses")
        return Halt(file=data / NAME)
    try:
        found = settings.find(config, environ, settings.AccountSettings)
    except ConfigError as error:
        raise ConfigError(f"{error}\nor name the data folder itself: --data FOLDER") from None
    return Halt(file=found.data / NAME)


def halt(switch: Halt, now: datetime, by: str) -> str:
    """Halt everything, and say what that means. `by`: who wants it; empty where nobody knows."""
    if not switch.begin(now, by):
        return f"{switch.because() or 'Halted.'} likewise resume goes on."
    return (
        "Halted: nothing is written on the network any more, by rules or by people in the chat. A call that is on its"
        " way right now is finished. Watching goes on. likewise resume ends it."
    )


def who() -> str:
    """The name of whoever types this; empty where the system has no name for them."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


def resume(switch: Halt) -> str:
    """End the halt, and say what is still stopped."""
    if not switch.end():
        return "Nothing was halted. A /pause from the chat ends with /resume there."
    return "The halt is over. A /pause from the chat ends with /resume there."
