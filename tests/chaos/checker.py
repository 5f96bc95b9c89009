"""What a campaign comes to: read from what the network wrote down and from the ledger, and from nothing else."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

Deed: TypeAlias = tuple[str, str]
"""Kind and target."""

HOUR = timedelta(hours=1)
CLASSES = {"like": "like", "comment": "comment", "approve": "relationship", "follow": "relationship"}
UNDERWAY = frozenset({"planned", "pending", "in_flight", "uncertain"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Evidence:
    """Where the two sides wrote down what they did."""

    journal: Path
    """The network's."""
    ledger: Path
    """Ours."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Caps:
    """How many writes of a class may come in any hour."""

    most: Mapping[str, int]
    slack: timedelta
    """So much closer than they were sent calls may arrive: one that was held up, and then one that was not."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Tally:
    """What came of everything that was wanted."""

    actions: int
    effects: int
    doubled: tuple[Deed, ...]
    """Done more than once, and to be seen: a comment that stands twice."""
    lost: tuple[Deed, ...]
    """Neither done nor in anybody's hands."""
    underway: tuple[Deed, ...]
    """Neither done nor given up yet."""
    parked: tuple[Deed, ...]
    """Given to a person to decide."""
    repeated: int
    """Done again without a trace, such as to like what is liked."""
    exceeded: int
    """Writes above a cap, as the network or as the ledger counts them."""
    looked_up: int
    """Attempts whose answer was lost, and that a look found done."""

    @property
    def unfinished(self) -> bool:
        """Whether something may still be done by itself."""
        return bool(self.underway or self.lost)

    @property
    def sound(self) -> bool:
        """Whether the promises were kept."""
        return not (self.doubled or self.lost or self.exceeded)


def tally(evidence: Evidence, wanted: Collection[Deed], caps: Caps) -> Tally:
    """Compare what was wanted with what the network saw."""
    seen = _rows(evidence.journal, "SELECT kind, target, changed FROM effects ORDER BY n")
    done = Counter((str(kind), str(target)) for kind, target, changed in seen if changed)
    known = _by_deed(evidence.ledger)
    missing = [deed for deed in wanted if not done[deed]]
    parked = tuple(deed for deed in missing if known.get(deed) == "review")
    underway = tuple(deed for deed in missing if known.get(deed) in UNDERWAY)
    return Tally(
        actions=len(wanted),
        effects=done.total(),
        doubled=tuple(deed for deed, times in done.items() if times > 1),
        lost=tuple(deed for deed in missing if deed not in parked and deed not in underway),
        underway=underway,
        parked=parked,
        repeated=sum(not changed for _, _, changed in seen),
        exceeded=_exceeded(evidence, caps),
        looked_up=len(_rows(evidence.ledger, "SELECT id FROM attempt WHERE outcome = 'found'")),
    )


def baselined(ledger: Path) -> bool:
    """Whether every source was looked at once, so that all that comes from now on is news."""
    return {bool(seen) for (seen,) in _rows(ledger, "SELECT baseline_at FROM source WHERE active")} == {True}


def states(ledger: Path) -> Counter[str]:
    """How many actions are in each state."""
    return Counter(str(state) for (state,) in _rows(ledger, "SELECT state FROM action"))


def at_rest(evidence: Evidence, wanted: Collection[Deed]) -> bool:
    """Whether nothing changes by itself any more: the ledger knows of all that is wanted, and has ended with it."""
    known = _by_deed(evidence.ledger)
    return not UNDERWAY & {*known.values()} and all(deed in known for deed in wanted)


def _by_deed(ledger: Path) -> dict[Deed, str]:
    found = _rows(ledger, "SELECT kind, target, state FROM action ORDER BY id")
    return {(str(kind), str(target)): str(state) for kind, target, state in found}


def _exceeded(evidence: Evidence, caps: Caps) -> int:
    sent = _rows(
        evidence.ledger,
        "SELECT limit_class, started_at FROM attempt WHERE outcome IS NOT 'not_sent' ORDER BY started_at",
    )
    came = _rows(evidence.journal, "SELECT kind, at FROM effects ORDER BY n")
    arrived = [(CLASSES[str(kind)], at) for kind, at in came]
    return _above(sent, caps.most, HOUR) + _above(arrived, caps.most, HOUR - caps.slack)


def _above(writes: Iterable[tuple[object, ...]], most: Mapping[str, int], span: timedelta) -> int:
    """How many of the writes were one too many in the span that ends with them."""
    times = defaultdict(list)
    for limit, at in writes:
        times[str(limit)].append(datetime.fromisoformat(str(at)))
    return sum(_crowded(all_of, span, most[limit]) for limit, all_of in times.items())


def _crowded(times: list[datetime], span: timedelta, most: int) -> int:
    return sum(sum(end - span < at <= end for at in times) > most for end in times)


def _rows(file: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database:
        return list(database.execute(query))
