from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime, timedelta

import pytest
from apscheduler.schedulers.asyncio import (  # type: ignore[import-untyped]  # APScheduler 3 ships no types
    AsyncIOScheduler,
)

from polling.ticking import _mind_the_clock, ticking

TICK = 0.01


class Job:
    """Counts its runs, tells the waiting test, and fails as often as it is told to."""

    def __init__(self, *, failures: int = 0) -> None:
        self.runs = 0
        self.ended = 0
        self.cancelled = False
        self.begun = asyncio.Event()
        self.let_go = asyncio.Event()
        self._failures = failures

    async def quick(self) -> None:
        self.runs += 1
        if self.runs <= self._failures:
            raise RuntimeError("the disk is full")
        if self.runs > self._failures + 2:
            self.begun.set()

    async def slow(self) -> None:
        self.runs += 1
        self.begun.set()
        try:
            await self.let_go.wait()
        except asyncio.CancelledError:
            self.cancelled = True
            raise
        self.ended += 1


async def test_every_job_runs_at_every_tick() -> None:
    one, other = Job(), Job()
    async with ticking({"look": one.quick, "judge": other.quick}, seconds=TICK):
        await one.begun.wait()
        await other.begun.wait()
    runs = one.runs
    await asyncio.sleep(0)
    assert one.runs == runs >= 3


async def test_a_failing_job_is_logged_once_and_goes_on(caplog: pytest.LogCaptureFixture) -> None:
    job = Job(failures=3)
    with caplog.at_level(logging.INFO, logger="polling.ticking"):
        async with ticking({"look": job.quick}, seconds=TICK):
            await job.begun.wait()
    assert [(record.levelname, record.getMessage()) for record in caplog.records] == [
        ("ERROR", "look failed; it is tried again at every tick."),
        ("INFO", "look works again."),
    ]
    assert caplog.records[0].exc_info is not None


async def test_a_job_never_runs_beside_itself_and_nobody_warns_of_it(caplog: pytest.LogCaptureFixture) -> None:
    slow, beat = Job(), Job()
    async with ticking({"act": slow.slow, "look": beat.quick}, seconds=TICK):
        await slow.begun.wait()
        await beat.begun.wait()
        assert slow.runs == 1
        slow.let_go.set()
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


async def test_the_end_waits_for_what_is_running() -> None:
    job = Job()
    async with ticking({"act": job.slow}, seconds=TICK):
        await job.begun.wait()
        asyncio.get_running_loop().call_later(TICK, job.let_go.set)
    assert (job.runs, job.ended, job.cancelled) == (1, 1, False)


async def test_the_end_waits_no_longer_than_its_grace(caplog: pytest.LogCaptureFixture) -> None:
    job = Job()
    async with ticking({"act": job.slow}, seconds=TICK, grace=TICK):
        await job.begun.wait()
    assert (job.runs, job.ended, job.cancelled) == (1, 0, True)
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


async def test_an_exception_in_the_body_stops_the_ticking_too() -> None:
    job = Job()
    job.let_go.set()

    async def fail_amid_ticks() -> None:
        async with ticking({"act": job.slow}, seconds=TICK):
            await job.begun.wait()
            raise LookupError

    with pytest.raises(LookupError):
        await fail_amid_ticks()
    assert job.runs == job.ended


async def test_a_tick_that_is_an_hour_away_as_the_clock_was_set_back_comes_now() -> None:
    job = Job()
    scheduler = AsyncIOScheduler(timezone=UTC)
    later = datetime.now(UTC) + timedelta(hours=1)
    scheduler.add_job(job.quick, "interval", seconds=TICK, next_run_time=later)
    scheduler.start()
    minding = asyncio.create_task(_mind_the_clock(scheduler, TICK))
    await job.begun.wait()
    minding.cancel()
    scheduler.shutdown(wait=False)
    await asyncio.wait({minding})
    assert job.runs >= 3


async def test_ticks_that_fell_out_are_one_tick_and_none_is_lost() -> None:
    slow, beat = Job(), Job()
    async with ticking({"act": slow.slow, "look": beat.quick}, seconds=TICK):
        await slow.begun.wait()
        await beat.begun.wait()
        slow.begun.clear()
        slow.let_go.set()
        await slow.begun.wait()
        assert slow.runs == 2
