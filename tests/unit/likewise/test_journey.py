from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from likewise.journey import Step

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable


BUSY, IDLE = "busy", "idle"


class Work:
    """Counts its runs. How they end is given beforehand; after that there is nothing to do."""

    def __init__(self, *results: str | Exception) -> None:
        self.results = list(results)
        self.runs = 0

    async def __call__(self) -> bool:
        self.runs += 1
        result = self.results.pop(0) if self.results else IDLE
        if isinstance(result, Exception):
            raise result
        return result is BUSY


async def rest() -> None:
    """Let everything that can run now run."""
    for _ in range(20):
        await asyncio.sleep(0)


async def test_a_step_that_did_something_wakes_the_next_at_once() -> None:
    told, judged, looked = Work(), Work(BUSY), Work(BUSY)
    tell = Step("tell", told)
    judge = Step("judge", judged, then=(tell,))
    look = Step("look", looked, then=(judge,))
    tasks = [asyncio.create_task(step.run()) for step in (look, judge, tell)]
    look.wake()
    await rest()
    assert (looked.runs, judged.runs, told.runs) == (1, 1, 1)
    look.wake()
    await rest()
    assert (looked.runs, judged.runs, told.runs) == (2, 1, 1), "nothing came, nobody is woken"
    for step in (look, judge, tell):
        step.end()
    await asyncio.gather(*tasks)


async def test_wakes_during_a_run_are_one_more_run() -> None:
    going, go = asyncio.Event(), asyncio.Event()
    runs = 0

    async def slow() -> bool:
        nonlocal runs
        runs += 1
        going.set()
        await go.wait()
        return False

    step = Step("slow", slow)
    task = asyncio.create_task(step.run())
    step.wake()
    await going.wait()
    for _ in range(5):
        step.wake()
    go.set()
    await rest()
    assert runs == 2
    step.end()
    await task


async def test_the_end_lets_a_run_finish_and_starts_no_other() -> None:
    going, go = asyncio.Event(), asyncio.Event()
    ends = 0

    async def slow() -> bool:
        nonlocal ends
        going.set()
        await go.wait()
        ends += 1
        return True

    nexts = Work()
    step = Step("slow", slow)
    task = asyncio.create_task(step.run())
    step.wake()
    await going.wait()
    step.wake()
    step.end()
    go.set()
    await task
    assert (ends, nexts.runs) == (1, 0)


async def test_a_failure_is_logged_once_and_ends_nothing(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    work = Work(OSError("disk full"), OSError("disk full"), BUSY, BUSY)
    step = Step("look", work)
    task = asyncio.create_task(step.run())
    for _ in range(4):
        step.wake()
        await rest()
    step.end()
    await task
    assert work.runs == 4
    assert [record.getMessage() for record in caplog.records] == [
        "look failed; it goes on trying",
        "look works again",
    ]
    assert caplog.records[0].exc_info is not None


@pytest.mark.parametrize("wakes", [0, 1])
async def test_a_step_that_is_cancelled_stops(wakes: int) -> None:
    step = Step("look", forever())
    task = asyncio.create_task(step.run())
    for _ in range(wakes):
        step.wake()
    await rest()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


def forever() -> Callable[[], Awaitable[bool]]:
    async def work() -> bool:
        return await asyncio.Event().wait()

    return work
