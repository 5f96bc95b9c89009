from __future__ import annotations

import asyncio
import signal
import subprocess
import sys

import pytest

from likewise.stopping import PATIENCE_SECONDS, unless

WAITING = """
import asyncio, sys
from likewise.stopping import stop_on_signals

async def main():
    with stop_on_signals({patience}) as stop:
        print("ready", flush=True)
        await stop.wait()
        print("stopping", flush=True)
        {then}

asyncio.run(main())
"""


def started(then: str, patience: float = 30) -> subprocess.Popen[str]:
    process = subprocess.Popen(  # noqa: S603 - our own lines
        [sys.executable, "-c", WAITING.format(then=then, patience=patience)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


@pytest.mark.parametrize("one", [signal.SIGTERM, signal.SIGINT])
def test_the_first_signal_lets_the_program_finish(one: signal.Signals) -> None:
    with started("print('finished')") as process:
        process.send_signal(one)
        out, err = process.communicate(timeout=20)
    assert (out, err, process.returncode) == ("stopping\nfinished\n", "", 0)


def test_the_second_signal_leaves_at_once() -> None:
    with started("await asyncio.Event().wait()") as process:
        assert process.stdout is not None
        process.send_signal(signal.SIGTERM)
        assert process.stdout.readline() == "stopping\n"
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=20)
    assert process.returncode == 130


@pytest.mark.parametrize(
    "then",
    [
        pytest.param("await asyncio.Event().wait()", id="a task that waits for ever"),
        pytest.param("__import__('time').sleep(60)", id="the whole loop stands still"),
    ],
)
def test_what_would_not_end_is_left(then: str) -> None:
    with started(then, patience=0.2) as process:
        process.send_signal(signal.SIGTERM)
        _, err = process.communicate(timeout=20)
    assert process.returncode == 0
    assert "leaving what would not end" in err


def test_the_program_has_less_than_five_seconds() -> None:
    assert PATIENCE_SECONDS < 5


async def test_what_ends_by_itself_gives_what_it_gives() -> None:
    assert await unless(asyncio.Event(), asyncio.sleep(0, "done")) == "done"


async def test_a_stop_ends_the_wait_and_nothing_else() -> None:
    stop = asyncio.Event()
    closed = False

    async def waiting() -> str:
        nonlocal closed
        try:
            await asyncio.Event().wait()
        finally:
            closed = True
        return "never"

    asyncio.get_running_loop().call_soon(stop.set)
    assert await unless(stop, waiting()) is None
    assert closed
    await asyncio.sleep(0)  # the task goes on: no cancellation is left behind


async def test_a_failure_is_not_hidden_by_the_watch() -> None:
    async def failing() -> None:
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        await unless(asyncio.Event(), failing())


async def test_a_cancellation_from_elsewhere_stays_one() -> None:
    task = asyncio.create_task(unless(asyncio.Event(), asyncio.Event().wait()))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
