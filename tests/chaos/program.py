"""Likewise as `likewise run` starts it, but for its clock. Born by forking: to import it takes longer than a life.

    python -m tests.chaos.program ANCHOR WALL_ANCHOR SPEED

The first life is this process's own, so that what libraries prepare at their first use is there for all others. It
ends at the first line of standard input. On every line that says `start`, a process is born that lives until it is
killed, and its number is printed. `open` is printed when everything in a life has started. On `wait`, the end of the
last is printed: minus the signal, or its exit code.
"""

from __future__ import annotations

import asyncio
import gc
import os
import sys
from datetime import datetime
from typing import TYPE_CHECKING

from likewise import app, logs, settings
from likewise.program import execute
from sandbox.clock import WorldClock

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
    execute(lambda stop: app.run(chosen, stop=stop, screen=Bell(), clock=clock))


async def first(chosen: settings.Settings, clock: WorldClock) -> None:
    """A life until something else is wanted."""
    stop, loop = asyncio.Event(), asyncio.get_running_loop()

    def wanted() -> None:
        loop.remove_reader(sys.stdin)
        stop.set()

    loop.add_reader(sys.stdin, wanted)
    await app.run(chosen, stop=stop, screen=Bell(), clock=clock)


def main() -> None:
    anchor, wall_anchor, speed = sys.argv[1:]
    clock = WorldClock(datetime.fromisoformat(anchor), datetime.fromisoformat(wall_anchor), float(speed))
    chosen = settings.find(None, os.environ, settings.Settings)
    logs.set_up(chosen.log_level, chosen.secrets(), sys.stderr)
    asyncio.run(first(chosen, clock))
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
