"""Likewise as `likewise run` starts it, but for its clock. Born by forking: to import it takes longer than a life.

    python -m tests.chaos.program ANCHOR WALL_ANCHOR SPEED

On every line of its standard input that says `start`, a process is born that lives until it is killed, and its number
is printed; `open` follows when everything in it has started. On `wait`, its end is printed: minus the signal, or its
exit code.
"""

from __future__ import annotations

import asyncio
import gc
import os
import sys
from datetime import datetime
from typing import TYPE_CHECKING

import anyio.lowlevel
import httpcore  # noqa: F401 - what is loaded late in a life need not be loaded in each

from likewise import app, logs, settings
from likewise.program import execute
from sandbox.clock import WorldClock
from storage.database import open_database

if TYPE_CHECKING:
    from likewise.terminal import Opening


class Bell:
    """The screen: rings when everything has started."""

    def waiting(self, why: str) -> None:
        """The log says it, too."""

    def opened(self, _opening: Opening) -> None:
        """Tell those outside."""
        say("open")

    def invited(self, bot: str, code: str) -> None:
        """Never so: the owner is set."""


def say(word: str) -> None:
    """Print a line, as one write: parent and child share the pipe."""
    os.write(sys.stdout.fileno(), f"{word}\n".encode())


def live(chosen: settings.Settings, clock: WorldClock) -> None:
    """Be `likewise run`."""
    logs.set_up(chosen.log_level, chosen.secrets(), sys.stderr)
    execute(lambda stop: app.run(chosen, stop=stop, screen=Bell(), clock=clock))


async def prepare(url: str) -> None:
    """Make the tables, and let the libraries prepare what they need once."""
    async with open_database(url) as database, database.read():
        await anyio.lowlevel.checkpoint()


def main() -> None:
    anchor, wall_anchor, speed = sys.argv[1:]
    clock = WorldClock(datetime.fromisoformat(anchor), datetime.fromisoformat(wall_anchor), float(speed))
    chosen = settings.find(None, os.environ, settings.Settings)
    chosen.folder()
    asyncio.run(prepare(chosen.database_url.get_secret_value()))
    gc.collect()
    gc.freeze()  # or every life would begin with a copy of it all
    born = 0
    for line in sys.stdin:
        if line.strip() == "wait":
            _, status = os.waitpid(born, 0)
            say(str(os.waitstatus_to_exitcode(status)))
            continue
        born = os.fork()
        if not born:
            live(chosen, clock)
            os._exit(0)
        say(str(born))


if __name__ == "__main__":
    main()
