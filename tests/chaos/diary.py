"""What comes of a week: what was called, seen, done and held back, and how much of it stays in memory."""

from __future__ import annotations

import gc
import sqlite3
import sys
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from datetime import timedelta
from types import FunctionType, ModuleType
from typing import TYPE_CHECKING

from domain.plans import Reason
from polling.pace import POLL_SHARE
from sandbox.instagram.api.limits import FIGURES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.chaos.saga import Saga
    from tests.chaos.seasons import Season, Shape

LEAST_USE, MOST_GROWTH = 0.9, 1.2
"""What is promised of a week."""
LATEST = 0.25
"""Of the whole time: what was posted in it need not have been looked at."""
_CODE = (FunctionType, ModuleType, type)


@dataclass(kw_only=True, slots=True)
class Diary:
    """What came of it all."""

    shape: Shape
    calls: int = 0
    polls: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    posted: int = 0
    seen: int = 0
    """Of those that were posted early enough."""
    ends: Counter[tuple[str, str | None]] = field(default_factory=Counter)
    """Actions by state and reason."""
    memory: list[int] = field(default_factory=list)
    """Bytes of Python's, but for the world's, at the end of each day."""

    @property
    def use(self) -> float:
        """Of the calls that looks may have, how many were used."""
        return self.polls / (FIGURES[self.shape.limits].all * POLL_SHARE * self.shape.hours)

    @property
    def suppressed(self) -> Counter[str]:
        """By reason."""
        return Counter({str(reason): count for (state, reason), count in self.ends.items() if state == "suppressed"})

    @property
    def growth(self) -> float:
        """How many times as much memory as at the end of the first day."""
        return self.memory[-1] / self.memory[0]

    @property
    def sound(self) -> bool:
        """Whether everything is as promised."""
        calm = not self.refused["POST"] and not self.unreasonable() and self.seen == self.posted
        return calm and self.use >= LEAST_USE and (not self.memory or self.growth <= MOST_GROWTH)

    def table(self) -> list[str]:
        """The figures, in lines."""
        kept = ", ".join(f"{size / 1e6:.1f}" for size in self.memory)
        shape = self.shape
        figures = {
            "hours, lists, calls an hour": f"{shape.hours}, {shape.sources}, {FIGURES[shape.limits].all}",
            "calls, looks at lists": f"{self.calls}, {self.polls}",
            "use of what looks may have": f"{self.use:.1%}",
            "writes, reads refused (429)": f"{self.refused['POST']}, {self.refused['GET']}",
            "photos posted, seen": f"{self.posted}, {self.seen}",
            "actions by state": _listed(Counter(state for state, _ in self.ends.elements())),
            "suppressed by reason": _listed(self.suppressed),
            "without a reason": len(self.unreasonable()),
            "memory by day, MB": f"{kept} ({self.growth:.2f} times)" if self.memory else "less than a day",
        }
        return [f"{name:<28} {figure}" for name, figure in figures.items()]

    def unreasonable(self) -> list[tuple[str, str | None]]:
        """States of suppressed actions whose reason is none of the list."""
        known = {reason.value for reason in Reason}
        return [end for end in self.ends if end[0] == "suppressed" and end[1] not in known]


def read(saga: Saga, season: Season, diary: Diary) -> None:
    """Take in what stands in the ledger."""
    late = saga.clock() - timedelta(hours=diary.shape.hours * LATEST)
    early = {f"media:{photo}" for at, photo in season.posted if at < late}
    with closing(sqlite3.connect(saga.evidence.ledger)) as database:
        seen = {str(key) for (key,) in database.execute("SELECT key FROM event")}
        ends = database.execute("SELECT state, reason, count(*) FROM action GROUP BY state, reason")
        diary.ends.update({(str(state), reason): count for state, reason, count in ends})
    diary.posted, diary.seen = len(early), len(early & seen)


def memory(saga: Saga) -> int:
    """Bytes of all that Python keeps, but for the world."""
    gc.collect()
    world = _within([saga.box], {id(saga): saga})
    ours = _within(gc.get_objects(), {id(world): world})
    return sum(sys.getsizeof(one) for number, one in ours.items() if number not in world and one is not world)


def _within(roots: Iterable[object], found: dict[int, object]) -> dict[int, object]:
    """Everything that hangs on these, and on nothing that is found already. Code is not looked into."""
    rest = list(roots)
    while rest:
        one = rest.pop()
        if id(one) not in found and not isinstance(one, _CODE):
            found[id(one)] = one
            rest.extend(gc.get_referents(one))
    return found


def _listed(counted: Counter[str]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counted.most_common()) or "none"
