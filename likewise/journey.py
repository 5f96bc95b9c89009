"""The steps of the journey, each in its own loop: one that has done something wakes the next at once."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from domain.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

_log = logging.getLogger(__name__)


class Step:
    """Runs `work` whenever it is woken; several wakes meanwhile are one more run."""

    def __init__(self, name: str, work: Callable[[], Awaitable[bool]], *, then: tuple[Step, ...] = ()) -> None:
        self._name = name
        self._work = work
        self._then = then
        self._woken = asyncio.Event()
        self._ending = False
        self._failing = False

    def wake(self) -> None:
        """Let it run, now or right after what it is doing."""
        self._woken.set()

    def end(self) -> None:
        """Let it finish what it is doing, and no more."""
        self._ending = True
        self._woken.set()

    async def run(self) -> None:
        """Run until the end is told. A failure is logged when it begins and when it is over, and ends nothing.

        Raises ConfigError: what is set became wrong, such as a token, and trying again would change nothing.
        """
        while True:
            await self._woken.wait()
            self._woken.clear()
            if self._ending:
                return
            try:
                busy = await self._work()
            except ConfigError:
                raise
            except Exception:  # noqa: BLE001 - logged below, once; the loop goes on
                if not self._failing:
                    _log.exception("%s failed; it goes on trying", self._name)
                self._failing = True
                continue
            self._succeeded()
            if busy:
                self._wake_others()

    def _wake_others(self) -> None:
        for step in self._then:
            step.wake()

    def _succeeded(self) -> None:
        if self._failing:
            _log.info("%s works again", self._name)
        self._failing = False
