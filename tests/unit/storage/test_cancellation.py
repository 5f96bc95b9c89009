from __future__ import annotations

import asyncio
import itertools
from functools import partial
from typing import TYPE_CHECKING, Any

from storage import accounts, switches
from storage.switches import Switch
from tests.unit.storage.examples import ACCOUNT, NOW

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Generator

    from storage.database import Database


class CancelledAtWait:
    """Awaits a coroutine and cancels the task around it at its nth wait."""

    def __init__(self, work: Coroutine[Any, Any, None], wait: int) -> None:
        self._work = work
        self._wait = wait

    def __await__(self) -> Generator[Any, Any, None]:
        inner = self._work.__await__()
        step: Callable[[], Any] = inner.__next__
        for wait in itertools.count(1):
            try:
                waited = step()
            except StopIteration:
                return
            if wait == self._wait and (task := asyncio.current_task()):
                task.cancel()
            try:
                yield waited
            except asyncio.CancelledError as cancelled:
                step = partial(inner.throw, cancelled)
            else:
                step = inner.__next__


async def test_a_task_cancelled_at_any_wait_leaves_all_or_nothing_and_the_door_open(database: Database) -> None:
    async def turn_two_things(mark: str) -> None:
        async with database.write() as session:
            await switches.turn_on(session, Switch.PAUSED, mark, NOW)
            await accounts.pause(session, ACCOUNT, mark)

    for wait in itertools.count(1):
        task = asyncio.ensure_future(CancelledAtWait(turn_two_things(str(wait)), wait))
        await asyncio.wait([task])
        async with database.read() as session:
            account = await accounts.get(session, ACCOUNT)
            switched = await switches.get(session, Switch.PAUSED)
        assert account is not None
        assert account.paused_because == switched
        if not task.cancelled():
            assert switched == str(wait)
            break
    assert wait > 5
