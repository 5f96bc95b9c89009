"""Rules against photos: ours, one lambda per rule, and public engines, on the same rules with the same matches.

Two thousand photos as the network tells them, and 10 to 10,000 rules: 60 % about a tag, 15 % an author, 10 % a
place, 10 % a phrase, 5 % numbers or a regex only, most with further conditions. What is timed is the way from an
event to its matches, and for the others from facts that were made flat and folded beforehand. The floor is what must
be done to any photo anyway: json.loads, and full validation by our client's own model. Every photo is timed for
itself, all take turns, and the best of several rounds counts, so that busy moments of the machine do not.

Run by hand: `make bench`, or `python bench/matching.py`; `--quick` for a look. The public engines are optional, and
nothing of theirs belongs into the project. To have them in the table, in an environment of their own:

    python3 -m venv /tmp/engines
    /tmp/engines/bin/pip install datalogic-py common-expression-language zen-engine business-rules rule-engine
    echo "$PWD/.venv/lib/python3.11/site-packages" > /tmp/engines/lib/python3.11/site-packages/likewise.pth
    /tmp/engines/bin/python bench/matching.py
"""

from __future__ import annotations

import gc
import json
import sys
import time
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if __name__ == "__main__":
    # Instead of this folder, where `polling.py` would be taken for the room of the same name.
    sys.path[0] = str(Path(__file__).parents[1])

from bench.engines import flat, ours
from bench.engines.public import ENGINES
from bench.engines.world import World
from networks.instagram.wire.media import MEDIA

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from bench.engines.public import Matching
    from bench.engines.wanted import Wanted
    from domain.events import NewMedia
    from rules.matching.matches import Matches

T = TypeVar("T")
R = TypeVar("R")

ROUNDS = 7
SECONDS = 8.0
"""For each engine and number of rules. The slow ones see fewer photos then, and never fewer than three."""
CHECKED = 200
"""So many photos, spread over all, are held against the oracle."""
LIKEWISE, LAMBDAS = "Likewise", "one lambda per rule"


@dataclass(frozen=True)
class Watch(Generic[T, R]):
    """How long a function takes, the best of all rounds for each thing that it is given."""

    run: Callable[[T], R]
    items: Sequence[T]
    best: dict[int, float] = field(default_factory=dict)

    def look(self) -> None:
        """One round."""
        run, best, clock = self.run, self.best, time.perf_counter
        for place, item in enumerate(self.items):
            begin = clock()
            run(item)
            took = clock() - begin
            best[place] = min(best.get(place, took), took)

    @property
    def microseconds(self) -> float:
        """For one thing."""
        return sum(self.best.values()) / len(self.best) * 1e6


def race(*watches: Watch[Any, Any]) -> list[float]:
    """Let several take turns, and give the microseconds of each."""
    for _ in range(ROUNDS):
        for watch in watches:
            watch.look()
    return [watch.microseconds for watch in watches]


class Bench:
    """The photos in all forms."""

    def __init__(self, photos: int) -> None:
        self.world = World(photos)
        self._events = ours.events(self.world.texts)
        self._facts = [flat.facts(event) for event in self._events]

    def floor(self) -> Watch[str, object]:
        """What must be done to any photo."""
        return Watch(lambda text: MEDIA.validate_python(json.loads(text)), self.world.texts)

    def ours(self, rules: Sequence[Wanted]) -> Watch[NewMedia, Matches]:
        """Our rules, read from YAML."""
        ruleset = ours.ready(ours.yaml(rules))
        _settle()
        watch = Watch(partial(ours.matches, ruleset), self._events)
        self._check(LIKEWISE, rules, [ours.names(watch.run(event)) for event in _spread(self._events)])
        return watch

    def other(self, name: str, rules: Sequence[Wanted], matching: Matching) -> Watch[flat.Facts, list[str]]:
        """Another engine, over flat facts."""
        _settle()
        begin = time.perf_counter()
        matching(self._facts[0])
        few = 3 + int(SECONDS / (time.perf_counter() - begin))
        self._check(name, rules, [matching(photo) for photo in _spread(self._facts)[:few]])
        return Watch(matching, _spread(self._facts)[: max(3, few // ROUNDS)])

    def _check(self, name: str, rules: Sequence[Wanted], answers: list[list[str]]) -> None:
        for photo, answer in zip(_spread(self._facts), answers, strict=False):
            if sorted(answer) != sorted(flat.oracle(rules, photo)):
                raise SystemExit(f"{name} matches otherwise than the oracle")


def _spread(items: Sequence[T]) -> Sequence[T]:
    return items[:: max(1, len(items) // CHECKED)]


def _settle() -> None:
    gc.collect()
    gc.freeze()  # as the program does once it has started


def emitted(watch: Watch[NewMedia, Matches]) -> float:
    """How many of our rules fire for a photo."""
    return sum(len(watch.run(event).fired) for event in watch.items) / len(watch.items)


def compare(bench: Bench, size: int) -> dict[str, float]:
    """Microseconds for a photo, by the engine's name."""
    rules = bench.world.rules(size)
    watches: dict[str, Watch[Any, Any]] = {
        LIKEWISE: bench.ours(rules),
        LAMBDAS: bench.other(LAMBDAS, rules, flat.lambdas(rules)),
    }
    print(f"{size:>6,} rules: {emitted(watches[LIKEWISE]):.2f} matches a photo", flush=True)
    for engine in ENGINES:
        if engine.installed:
            said = [rule for rule in rules if engine.says(rule)]
            watches[engine.name] = bench.other(engine.name, said, engine.build(said))
    return dict(zip(watches, race(*watches.values()), strict=True))


def told(figures: Mapping[int, Mapping[str, float]]) -> None:
    """The table."""
    print(f"\nmicroseconds a photo {'':19}" + "".join(f"{size:>12,}" for size in figures))
    for name in next(iter(figures.values())):
        print(f"{name:40}" + "".join(f"{by_name[name]:12.1f}" for by_name in figures.values()))
    print("* without the rules that it has no words for")
    missing = [engine.package for engine in ENGINES if not engine.installed]
    if missing:
        print(f"not installed, so not compared: {', '.join(missing)}; see the head of this file")


def verdicts(bench: Bench, figures: Mapping[str, float], most: int) -> None:
    """What is promised about many rules, as ratios within this run."""
    many, few = bench.ours(bench.world.rules(most)), bench.ours(bench.world.rules(10))
    keyed, hot = bench.ours(bench.world.rules(most, keyless=False)), bench.ours(bench.world.rules(most, hot=True))
    floor, took, took_keyed, took_hot, took_few = race(bench.floor(), many, keyed, hot, few)
    matches = emitted(hot)
    best_rival = sorted(other for name, other in figures.items() if name not in {LIKEWISE, LAMBDAS})[:1]
    lines = [
        (f"{most:,} rules to json.loads and validation ({floor:.1f} us)", took / floor, "at most 1.5"),
        ("one lambda per rule to ours", figures[LAMBDAS] / figures[LIKEWISE], "at least 50"),
        *(("the best general engine to ours", best / figures[LIKEWISE], "at least 150") for best in best_rival),
        ("rules without a key add, in percent", (took / took_keyed - 1) * 100, "at most 70"),
        (f"microseconds a match, where {matches:.0f} rules match a photo", took_hot / matches, "at most 0.4"),
        (f"{most:,} rules to 10", took / took_few, "at most 10"),
    ]
    print()
    for what, figure, goal in lines:
        print(f"{what:64}{figure:9.2f}   ({goal})")


def main() -> None:
    """Print the table, and what is promised."""
    quick = "--quick" in sys.argv
    sizes = (10, 100, 1_000) if quick else (10, 100, 1_000, 10_000)
    bench = Bench(300 if quick else 2_000)
    figures = {size: compare(bench, size) for size in sizes}
    told(figures)
    verdicts(bench, figures[sizes[-1]], sizes[-1])


if __name__ == "__main__":
    main()
