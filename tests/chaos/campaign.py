"""Kills the program at random points while the network fails at random, again and again; `make crash` is this."""

from __future__ import annotations

import asyncio
import logging
import os
import random
import signal
import sys
from asyncio.subprocess import PIPE
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from tests.chaos.checker import UNDERWAY, Caps, Evidence, Tally, baselined, states, tally
from tests.chaos.stand import TAG, standing

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections import Counter
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.chaos.checker import Deed
    from tests.chaos.stand import Stand

LOGGER = logging.getLogger(__name__)

SPEED = 300.0
"""World seconds per second: an hour of caps is twelve seconds, and a doubt about a comment is settled in one."""
CAPS = Caps(most={"like": 24, "comment": 20, "relationship": 20}, slack=timedelta(minutes=10))
RULES = f"""version: 1
engine: {{ warm_up: none }}
limits:
  burst_hold: 1000
  like: {{ per_hour: {CAPS.most["like"]}, per_day: 5000, spacing: 1s..2s, keep_for_chat: 0 }}
  comment: {{ per_hour: {CAPS.most["comment"]}, per_day: 5000, spacing: 1s..2s, keep_for_chat: 0 }}
  relationship: {{ per_hour: {CAPS.most["relationship"]}, per_day: 5000, spacing: 1s..2s, keep_for_chat: 0 }}
rules:
  - id: balloons
    mode: auto
    max_age: 7d
    per_author: 100000 per 7d
    when_limited: defer
    trigger: {{ new_media: {{ tags: [{TAG}], every: 30s }} }}
    when: always
    do:
      - like
      - comment: {{ text: "What a sight!", allow_strangers: true }}
  - id: requests
    mode: auto
    trigger: {{ follow_request: {{ every: 30s }} }}
    when: always
    do: [approve]
"""
FAULTS: tuple[dict[str, object], ...] = (
    {"fault": "status", "status": 429, "probability": 0.01, "error_type": "OAuthRateLimitException", "bare": True},
    {"fault": "status", "status": 500, "probability": 0.04, "error_type": "APIError"},
    {"fault": "status", "status": 502, "probability": 0.04},
    {"fault": "status", "status": 503, "probability": 0.04},
    {"fault": "slow", "seconds": 0.15, "probability": 0.08},
    {"fault": "cut", "probability": 0.04},
    {"fault": "lost", "probability": 0.08},
    {"fault": "cut_late", "probability": 0.08},
    {"fault": "malformed", "probability": 0.05},
    {"fault": "hold", "seconds": 0.15, "probability": 0.08},
)
ASKED_EVERY = 3
"""Lives: a photo is posted in each."""
MOST_CALLS, MOST_WRITES = 10, 3
"""A life is killed after a call, every other one after a write; the moment after it is random, too."""
LONGEST_PAUSE = 0.05
"""Seconds between the last call and the death: most answers are there by then, most ends are written."""
LONGEST_LIFE = 3.0
"""Seconds, however few its calls."""
MOST_WAITING = 8
"""Actions. The guards look at each anew at the beginning of every life, and no life should be over by then."""
TOLD_EVERY = 50
"""Kills."""
DRAIN = 60.0
"""Seconds in which everything must have come to an end once nothing goes wrong any more."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Campaign:
    """One run."""

    folder: Path
    kills: int
    seed: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """What it came to."""

    campaign: Campaign
    amid: int
    """Kills between the intent of a call and its end in the ledger."""
    faults: Counter[str]
    tally: Tally


class Nursery:
    """Where lives begin. The first is its own."""

    def __init__(self, process: Process) -> None:
        self._process = process
        self._born = 0

    async def bear(self) -> None:
        """Let a life begin."""
        await self._tell("start")
        self._born = int(await self.hear())

    async def opened(self) -> None:
        """Wait until everything in it has started."""
        assert await self.hear() == "open", "the log in the campaign's folder says why it did not start"

    async def end(self, how: signal.Signals) -> None:
        """End it, and see that nothing else did."""
        os.kill(self._born, how)
        await self._tell("wait")
        while (word := await self.hear()) == "open":
            pass
        assert int(word) == (-how if how is signal.SIGKILL else 0), f"it ended by itself: {word}"

    async def hear(self) -> str:
        assert self._process.stdout is not None
        return (await self._process.stdout.readline()).decode().strip()

    async def _tell(self, word: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{word}\n".encode())
        await self._process.stdin.drain()


@dataclass(frozen=True, kw_only=True, slots=True)
class _Running:
    stand: Stand
    nursery: Nursery
    dice: random.Random
    evidence: Evidence
    wanted: list[Deed] = field(default_factory=list)

    def tally(self) -> Tally:
        return tally(self.evidence, self.wanted, CAPS)

    async def cause(self, number: int) -> None:
        """Let something happen that the rules want something about, unless enough waits already."""
        found = states(self.evidence.ledger)
        if sum(found[state] for state in UNDERWAY) >= MOST_WAITING:
            return
        self.wanted.extend(await self.stand.post(f"Balloon {number}"))
        if not number % ASKED_EVERY:
            self.wanted.extend(await self.stand.ask(number // ASKED_EVERY))


async def run(campaign: Campaign) -> Report:
    """Kill as often as wanted, let what is left come to its end, and count."""
    async with _running(campaign) as running:
        await _baseline(running)
        for fault in FAULTS:
            await running.stand.fault(times=None, **fault)
        amid = sum([await _life(running, number) for number in range(campaign.kills)])
        await running.stand.fault(fault="reset")
        await _drain(running)
        return Report(campaign=campaign, amid=amid, faults=running.stand.wire.faults, tally=running.tally())


@asynccontextmanager
async def _running(campaign: Campaign) -> AsyncIterator[_Running]:
    campaign.folder.mkdir(parents=True, exist_ok=True)
    rules, data = campaign.folder / "rules.yaml", campaign.folder / "likewise"
    rules.write_text(RULES, encoding="utf-8")
    strangers = 1 + campaign.kills // ASKED_EVERY
    async with standing(campaign.folder, seed=campaign.seed, speed=SPEED, strangers=strangers) as stand:
        own = {"RULES": rules, "DATA": data, "CEILING": "auto", "TICK_SECONDS": 0.1}
        environ = {**os.environ, **stand.environ, **{f"LIKEWISE_{name}": str(value) for name, value in own.items()}}
        clock = (stand.clock.anchor.isoformat(), stand.clock.wall_anchor.isoformat(), str(SPEED))
        with (campaign.folder / "likewise.log").open("w", encoding="utf-8") as log:
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "tests.chaos.program", *clock),
                stdin=PIPE,
                stdout=PIPE,
                stderr=log,
                env=environ,
                start_new_session=True,
            )
            try:
                yield _Running(
                    stand=stand,
                    nursery=Nursery(process),
                    dice=random.Random(campaign.seed),  # noqa: S311 - to be repeated, not to be secret
                    evidence=Evidence(
                        journal=campaign.folder / "instagram" / "journal.sqlite3", ledger=data / "likewise.db"
                    ),
                )
            finally:
                os.killpg(process.pid, signal.SIGKILL)  # and whoever it bore
                await process.communicate()


async def _baseline(running: _Running) -> None:
    """A first life, in which everything is seen for the first time and nothing is done."""
    await running.nursery.opened()
    while not baselined(running.evidence.ledger):
        await running.stand.wire.calls(1)


async def _life(running: _Running, number: int) -> bool:
    """Live and be killed; whether a call was under way."""
    dice = running.dice
    if number and not number % TOLD_EVERY:
        LOGGER.info("%d kills, %s", number, dict(states(running.evidence.ledger)))
    await running.cause(number)
    await running.nursery.bear()
    with suppress(TimeoutError):
        async with asyncio.timeout(LONGEST_LIFE):
            if number % 2:
                await running.stand.wire.calls(dice.randint(1, MOST_WRITES), "POST")
            else:
                await running.stand.wire.calls(dice.randint(0, MOST_CALLS))
    await asyncio.sleep(dice.uniform(0, LONGEST_PAUSE))
    await running.nursery.end(signal.SIGKILL)
    return bool(states(running.evidence.ledger)["in_flight"])


async def _drain(running: _Running) -> None:
    """A last life, until nothing is under way."""
    await running.nursery.bear()
    await running.nursery.opened()
    with suppress(TimeoutError):
        async with asyncio.timeout(DRAIN):
            while running.tally().unfinished:
                await running.stand.wire.calls(2)
    await running.nursery.end(signal.SIGTERM)
