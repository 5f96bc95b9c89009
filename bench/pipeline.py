"""Photos a second, from the body of an answer to planned actions in the database.

One process, SQLite, everything durable. The rooms that ship against the obvious composition, lists in turns, so that
a busy moment of the machine meets both. What the obvious one plans is a row for each rule that matched; ours merges
them, so both are counted by photos. Run by hand: `make bench`, or with --rules, --photos and --page.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import time
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Protocol

if __name__ == "__main__":
    # Instead of this folder, where `polling.py` would be taken for the room of the same name.
    sys.path[0] = str(Path(__file__).parents[1])

from bench.engines import ours
from bench.engines.world import World
from bench.stacks.memory import resident
from bench.stacks.obvious import obvious
from bench.stacks.pages import TAGS, rounds
from bench.stacks.shipped import shipped
from rules.collector import settle

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rules.loading import SourceText

ASKED = {1_000: 5.0, 10_000: 15.0}
"""How many times as many photos a second as the obvious composition, with so many rules."""
WARM = 1
"""Rounds that do not count: statements are compiled, and files grow."""


class Stack(Protocol):
    """What is measured."""

    async def take(self, shown: Mapping[str, bytes]) -> None:
        """See a page of each list."""
        ...

    async def counts(self) -> tuple[int, int]:
        """How many photos were judged, and how many actions are planned."""
        ...


@dataclass
class Lap:
    """What rounds cost one stack."""

    stack: Stack
    worked: float = 0.0
    rounds: list[float] = field(default_factory=list)

    async def take(self, shown: Mapping[str, bytes], *, counts: bool) -> None:
        began, work = time.perf_counter(), time.process_time()
        await self.stack.take(shown)
        if counts:
            self.rounds.append(time.perf_counter() - began)
            self.worked += time.process_time() - work

    def told(self, photos: int) -> str:
        many = photos * len(self.rounds)
        wall = sum(self.rounds) / many
        return f"{1 / wall:7.0f} photos/s {wall * 1e6:8.0f} us each, {self.worked / many * 1e6:6.0f} of it work"


def watching(texts: Sequence[SourceText]) -> list[SourceText]:
    """The rules with the lists of this bench."""
    return [replace(one, text=one.text.replace("[everything]", f"[{', '.join(TAGS)}]")) for one in texts]


async def compare(count: int, shown: Sequence[Mapping[str, bytes]], page: int, world: World) -> float:
    """Print a line for each stack; gives how many times as quick ours is."""
    wanted = world.rules(count)
    before = resident()
    rules = ours.ready(watching(ours.yaml(wanted)))
    settle()
    held = resident() - before
    with TemporaryDirectory() as folder:
        async with shipped(Path(folder), rules) as new, obvious(Path(folder), wanted) as old:
            laps = {"shipped": Lap(new), "obvious": Lap(old)}
            for number, one in enumerate(shown):
                for lap in laps.values():
                    await lap.take(one, counts=number >= WARM)
            found = {name: await lap.stack.counts() for name, lap in laps.items()}
    photos = page * len(TAGS)
    for name, lap in laps.items():
        print(
            f"{count:>7,} rules  {name}: {lap.told(photos)}; {found[name][0]} photos, {found[name][1]} rows planned"
        )
    if found["shipped"][0] != found["obvious"][0]:
        raise SystemExit("the stacks judged different photos")
    print(f"{'':15}{held:.1f} MiB for the rules, {held / count * 1000:.1f} for each 1,000")
    return sum(laps["obvious"].rounds) / sum(laps["shipped"].rounds)


def main() -> None:
    """Compare, and hold the ratios against what is asked."""
    wishes = argparse.ArgumentParser(description=__doc__)
    wishes.add_argument("--rules", default=",".join(map(str, ASKED)))
    wishes.add_argument("--photos", type=int, default=1650)
    wishes.add_argument("--page", type=int, default=33)
    asked = wishes.parse_args()
    world = World(asked.photos)
    shown = rounds(world.texts, asked.page)
    for count in map(int, asked.rules.split(",")):
        ratio = asyncio.run(compare(count, shown, asked.page, world))
        least = ASKED.get(count, 0.0)
        verdict = "enough" if ratio >= least else "TOO LITTLE"
        print(f"{verdict}: {ratio:.1f} times the obvious composition; it shall be at least {least:g}")


if __name__ == "__main__":
    main()
