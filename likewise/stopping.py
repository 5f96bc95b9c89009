"""Ctrl-C and SIGTERM: the first asks the program to finish, the second makes it leave at once."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Awaitable, Iterator

T = TypeVar("T")

_log = logging.getLogger(__name__)

PATIENCE_SECONDS = 4.5
_SIGNALS = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def stop_on_signals(patience: float = PATIENCE_SECONDS) -> Iterator[asyncio.Event]:
    """An event that the first signal sets. What then takes longer than `patience` seconds is left, as by a crash.

    That counts to the very end of the process, as closing a loop can hang too.
    """
    loop, stop = asyncio.get_running_loop(), asyncio.Event()

    def asked() -> None:
        if stop.is_set():
            os._exit(130)
        _log.info("finishing what is under way")
        stop.set()
        timer = threading.Timer(patience, _leave)
        timer.daemon = True
        timer.start()

    for one in _SIGNALS:
        loop.add_signal_handler(one, asked)
    try:
        yield stop
    finally:
        for one in _SIGNALS:
            loop.remove_signal_handler(one)


async def unless(stop: asyncio.Event, awaitable: Awaitable[T]) -> T | None:
    """What the awaitable gives; it is cancelled, and gives None, once `stop` is set."""
    task = asyncio.current_task()
    if task is None:
        raise RuntimeError("only a task can be stopped")
    watcher = asyncio.create_task(_cancel(task, stop))
    try:
        return await awaitable
    except asyncio.CancelledError:
        if not stop.is_set() or task.uncancel() > 0:
            raise
        return None
    finally:
        watcher.cancel()


async def _cancel(task: asyncio.Task[object], stop: asyncio.Event) -> None:
    await stop.wait()
    task.cancel()


def _leave() -> None:
    _log.warning("leaving what would not end in time; the next start settles it")
    os._exit(0)
