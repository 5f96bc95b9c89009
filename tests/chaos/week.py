"""`make week`: one account in virtual time, with hundreds of lists, thousands of photos, restarts and real limits.

A day takes minutes with `--limits sandbox` and about ten times as long with `live`, as that many more looks are made.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import sys
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from sandbox.instagram.api.limits import FIGURES
from tests.chaos.diary import Diary, memory, read
from tests.chaos.mail import Mail, answered, at_once
from tests.chaos.saga import Saga
from tests.chaos.seasons import AUTHORS, Season, Shape, tag
from tests.chaos.town import town
from tests.chaos.virtual import VirtualLoop
from tests.unit.polling.stage import rules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    import httpx
    from starlette.types import ASGIApp

    from likewise.journey import Step
    from rules.ruleset import RuleSet
    from sandbox.clock import SteppedClock
    from storage.database import Database
    from tests.chaos.mail import Fate

LOGGER = logging.getLogger(__name__)

WEEK = Shape(hours=168, sources=300, photos=20_000, requests=500, life=12)
TICK = 60.0
"""Seconds between two wakes of everything. The program ticks more often; the calls are the same."""
FIRST = 600.0
"""Seconds until everything was looked at once."""
STEPS_AT_LAST = 40
"""Of the loop, between the last wake and a crash."""
_LISTS = ("/media/recent", "/requested-by")
_RULES = """
engine: {{ warm_up: none }}
limits:
  like: {{ per_hour: {most}, per_day: 1000, spacing: 20s..60s, keep_for_chat: 0 }}
  comment: {{ per_hour: {most}, per_day: 300, spacing: 1m..2m, keep_for_chat: 0 }}
  relationship: {{ per_hour: {most}, per_day: 1000, spacing: 1s..10s, keep_for_chat: 0 }}
defaults: {{ mode: auto, max_age: 6h }}
rules:
  - id: sunsets
    trigger: {{ new_media: {{ tags: [{tags}] }} }}
    when: {{ caption.text: {{ any_word: [sunset] }} }}
    do: [like]
  - id: harbours
    trigger: {{ new_media: {{ tags: [{some}] }} }}
    when: {{ caption.text: {{ any_word: [harbour] }}, author.followers: {{ gte: 20 }} }}
    do: [like, comment: {{ text: "{{What|Such}} a {{calm|fine}} harbour", allow_strangers: true }}]
  - id: requests
    trigger: follow_request
    when: {{ requester.followers: {{ gte: 20 }} }}
    do: [approve]
"""
"""As many writes as the network allows: none may be one too many."""


def rules_of(shape: Shape) -> RuleSet:
    """Likes under most tags, comments under many, and everybody who asks is let in."""
    tags = [tag(number) for number in range(shape.sources - 1)]
    some, most = ", ".join(tags[::2]), FIGURES[shape.limits].writes
    return rules(_RULES.format(most=most, tags=", ".join(tags), some=some))


class Counting(Mail):
    """Brings calls at once, and counts them."""

    def __init__(self, app: ASGIApp, clock: SteppedClock, fate: Callable[[httpx.Request], Fate]) -> None:
        super().__init__(app, clock, fate)
        self.polls = 0
        """Looks at lists."""
        self.refused: Counter[str] = Counter()
        """By method, how many calls were one too many."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send, and have the answer."""
        await request.aread()
        answer = at_once(answered(self._app, request))
        assert answer is not None
        self.calls += 1
        self.polls += request.method == "GET" and request.url.path.endswith(_LISTS)
        if answer.status_code == 429:
            self.refused[request.method] += 1
        return answer


def lived(shape: Shape, folder: Path) -> Diary:
    """Let it all happen."""
    saga = Saga(folder=folder, ruleset=rules_of(shape), carrier=Counting, cast=town(AUTHORS), limits=shape.limits)
    diary, mail = Diary(shape=shape), saga.mail
    assert isinstance(mail, Counting)
    saga.live(seconds=FIRST)
    begin, early = saga.clock(), mail.polls
    season = Season(shape, begin)
    for number in range(1, 1 + round(shape.hours / shape.life)):
        _life(saga, season, begin + timedelta(hours=shape.life * number), crashes=not number % 2)
        if not number * shape.life % 24:
            diary.memory.append(memory(saga))
            LOGGER.info("%d hours, %d looks, %.1f MB", number * shape.life, mail.polls, diary.memory[-1] / 1e6)
    diary.calls, diary.polls, diary.refused = mail.calls, mail.polls - early, mail.refused
    read(saga, season, diary)
    saga.close()
    return diary


def _life(saga: Saga, season: Season, end: datetime, *, crashes: bool) -> None:
    async def scene(database: Database) -> None:
        async with saga.house(database) as house, asyncio.TaskGroup() as tasks:
            steps = house.steps()
            for step in steps:
                tasks.create_task(step.run())
            while saga.clock() < end:
                for step in steps:
                    step.wake()
                await _pass(saga, season, min(end, saga.clock() + timedelta(seconds=TICK)))
            if crashes:
                await _die(steps)
            for step in steps:
                step.end()

    saga.play(scene)


async def _die(steps: Iterable[Step]) -> None:
    """Amid whatever is done next."""
    loop = asyncio.get_running_loop()
    assert isinstance(loop, VirtualLoop)
    for step in steps:
        step.wake()
    loop.dies_at = loop.steps + STEPS_AT_LAST
    await asyncio.sleep(TICK)


async def _pass(saga: Saga, season: Season, until: datetime) -> None:
    """Let time pass, and what happens in it happen."""
    while (due := season.next_at()) is not None and due < until:
        await asyncio.sleep(max(0.0, (due - saga.clock()).total_seconds()))
        season.happen(saga.box, saga.clock())
    await asyncio.sleep(max(0.0, (until - saga.clock()).total_seconds()))


def main() -> int:
    asked = argparse.ArgumentParser(prog="make week", description="Let an account live for days in virtual time.")
    asked.add_argument("--days", type=int, default=7, help="of virtual time (7)")
    asked.add_argument(
        "--limits", choices=("sandbox", "live"), default="live", help="500 or 5,000 calls an hour (live)"
    )
    given = asked.parse_args()
    logging.basicConfig(format="%(asctime)s %(message)s", level=logging.ERROR)
    LOGGER.setLevel(logging.INFO)
    hours = 24 * given.days
    photos, requests = WEEK.photos * hours // WEEK.hours, WEEK.requests * hours // WEEK.hours
    shape = replace(WEEK, hours=hours, limits=given.limits, photos=photos, requests=requests)
    with TemporaryDirectory(prefix="likewise-week-") as folder:
        found = lived(shape, Path(folder))
    sys.stdout.write("\n".join(found.table()) + "\n")
    return 0 if found.sound else 1


if __name__ == "__main__":
    sys.exit(main())
