"""Says when. What is to be done, and what was done, stands in the database."""

from __future__ import annotations

import asyncio
import logging
from contextlib import asynccontextmanager
from datetime import UTC, timedelta
from typing import TYPE_CHECKING

from apscheduler.schedulers.asyncio import (  # type: ignore[import-untyped]  # APScheduler 3 ships no types
    AsyncIOScheduler,
)

from domain.clock import wall_clock

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Mapping

LOGGER = logging.getLogger(__name__)

# That a tick falls out because the one before is still running is the plan, and no reason for a warning.
_SCHEDULER_LOGGER = logging.getLogger(f"{__name__}.scheduler")
_SCHEDULER_LOGGER.setLevel(logging.ERROR)

LATE = 2.0
"""Ticks. When the next one is further away than that, the clock was set back."""

GRACE = 4.0
"""Seconds that running work has to end when the ticking stops. Then it is cancelled, which is as safe as a crash."""


class Work:
    """Something done at every tick. Its failure is logged once, and its recovery; neither stops the ticking."""

    def __init__(self, name: str, do: Callable[[], Awaitable[object]]) -> None:
        self._name = name
        self._do = do
        self._failing = False
        self._task: asyncio.Task[None] | None = None
        self._idle = asyncio.Event()
        self._idle.set()

    async def tick(self) -> None:
        """Do it, in a task of its own: cancelling that is no error of the scheduler's."""
        self._idle.clear()
        self._task = asyncio.create_task(self._once())
        await asyncio.wait({self._task})
        self._idle.set()

    async def end(self, grace: float) -> None:
        """Let it end by itself for so many seconds, then cancel it."""
        try:
            async with asyncio.timeout(grace):
                await self._idle.wait()
        except TimeoutError:
            if self._task is not None:
                self._task.cancel()
            await self._idle.wait()

    async def _once(self) -> None:
        try:
            await self._do()
        except Exception:
            if not self._failing:
                LOGGER.exception("%s failed; it is tried again at every tick.", self._name, extra={"job": self._name})
            self._failing = True
        else:
            if self._failing:
                LOGGER.info("%s works again.", self._name, extra={"job": self._name})
            self._failing = False


@asynccontextmanager
async def ticking(
    jobs: Mapping[str, Callable[[], Awaitable[object]]], *, seconds: float = 1.0, grace: float = GRACE
) -> AsyncIterator[None]:
    """Do each job every so many seconds, never twice at the same time; at the end, let those that run finish.

    Ticks that fell out, as the machine slept, are one tick.
    """
    works = {name: Work(name, do) for name, do in jobs.items()}
    scheduler = AsyncIOScheduler(timezone=UTC, logger=_SCHEDULER_LOGGER)
    for name, work in works.items():
        scheduler.add_job(
            work.tick,
            "interval",
            id=name,
            seconds=seconds,
            max_instances=1,
            coalesce=True,
            misfire_grace_time=None,
        )
    scheduler.start()
    minding = asyncio.create_task(_mind_the_clock(scheduler, seconds))
    try:
        yield
    finally:
        minding.cancel()
        scheduler.pause()
        await asyncio.sleep(0)  # what has been scheduled begins
        await asyncio.gather(*(work.end(grace) for work in works.values()))
        scheduler.shutdown(wait=False)
        await asyncio.sleep(0)  # it shuts down when the loop comes round


async def _mind_the_clock(scheduler: AsyncIOScheduler, seconds: float) -> None:
    """Let no tick wait for an hour because the clock was set back by one."""
    while True:
        await asyncio.sleep(seconds)
        now = wall_clock()  # the machine's own, as the scheduler goes by it
        for job in scheduler.get_jobs():
            if job.next_run_time is not None and job.next_run_time > now + timedelta(seconds=LATE * seconds):
                job.modify(next_run_time=now)
