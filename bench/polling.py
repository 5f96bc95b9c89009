"""How soon posts are seen under an hourly limit of calls, as ratios to an oracle and to fixed intervals.

The policy is the very one that ships. Run by hand: `make bench`.
"""

from __future__ import annotations

import statistics
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

if __name__ == "__main__":
    # Instead of this folder, where this very file would be taken for the room of the same name.
    sys.path[0] = str(Path(__file__).parents[1])

from bench.lookout import choosers
from bench.lookout.scores import Score, Watch, shipped
from bench.lookout.worlds import DAY, Shape, world

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bench.lookout.choosers import Chooser
    from bench.lookout.worlds import World

Maker: TypeAlias = "Callable[[World], Chooser]"

SEEDS = (1, 2, 3)
"""For the default scenario; the others have the first only."""
DEFAULT, PICKY = "default: 500 sources, 5,000 calls/h", "half of the sources match nothing"
SCENARIOS = {
    DEFAULT: Shape(),
    "100 sources": Shape(sources=100),
    "2,000 sources": Shape(sources=2_000),
    "skew 0.7": Shape(skew=0.7),
    "skew 1.3": Shape(skew=1.3),
    "skew 1.6": Shape(skew=1.6),
    "500 calls/h": Shape(calls=500),
    "quiet: 450 posts/h": Shape(posts=325),
    "very busy: 29,600 posts/h": Shape(posts=21_300),
    "very busy, pages of 100": Shape(posts=21_300, page=100),
    "no nights, no bursts": Shape(steady=True),
    PICKY: Shape(picky=True),
}
"""Of the last one nothing is promised: who must learn which posts match does not come near an oracle that knows."""
ALWAYS: dict[str, Maker] = {
    "oracle": choosers.Oracle,
    "shipped": shipped,
    "fixed intervals": choosers.fixed,
}
ONCE: dict[str, Maker] = {
    "root of true long-run rates": partial(choosers.proportional, exponent=0.5),
    "true long-run rates": partial(choosers.proportional, exponent=1.0),
    "half after news, else 1.5 times": choosers.halving,
    "every 15 minutes": partial(choosers.every, seconds=900.0),
}
COLUMNS = ("mean", "p50", "p95", "per_source", "microseconds")
CLOSE, CLOSE_ELSEWHERE, HALF, QUICK = 1.15, 1.25, 0.5, 50.0
"""What is promised: mean delay to the oracle's, to that of fixed intervals, and microseconds for a decision."""


def score(name: str, shape: Shape, seed: int) -> Score:
    """One policy in one world."""
    scene = world(shape, seed)
    return Watch(scene, (ALWAYS | ONCE)[name](scene)).score(warm=DAY)


def line(name: str, scores: list[Score], oracle: list[Score]) -> str:
    """One policy, and how many times as long as under the oracle posts wait."""
    ratio = statistics.fmean(one.mean / best.mean for one, best in zip(scores, oracle, strict=True))
    mean, p50, p95, source, spent = (statistics.fmean(getattr(one, part) for one in scores) for part in COLUMNS)
    return f"  {name:32} {mean:7.1f} {ratio:6.2f} {p50:6.0f} {p95:6.0f} {source:7.0f} {spent:6.0f}"


def verdicts(found: Mapping[str, Mapping[str, list[Score]]]) -> list[tuple[str, float, float]]:
    """What is promised, what was found, and what may be."""

    def ratio(scenario: str, other: str, part: str = "mean") -> float:
        pairs = zip(found[scenario]["shipped"], found[scenario][other], strict=True)
        return statistics.fmean(getattr(one, part) / getattr(two, part) for one, two in pairs)

    worst = max((name for name in found if name not in {DEFAULT, PICKY}), key=lambda name: ratio(name, "oracle"))
    spent = statistics.fmean(one.microseconds for one in found[DEFAULT]["shipped"])
    return [
        ("mean to the oracle's, default", ratio(DEFAULT, "oracle"), CLOSE),
        (f"mean to the oracle's, {worst}", ratio(worst, "oracle"), CLOSE_ELSEWHERE),
        ("mean to fixed intervals', default", ratio(DEFAULT, "fixed intervals"), HALF),
        ("p95 to fixed intervals', default", ratio(DEFAULT, "fixed intervals", "p95"), 1.0),
        ("microseconds a decision, default", spent, QUICK),
    ]


def main() -> None:
    """Score everything and compare."""
    found: dict[str, dict[str, list[Score]]] = {}
    print("  seconds from post to look           mean x orac.   p50    p95  source   us")
    with ProcessPoolExecutor() as processes:
        waiting = {
            scenario: {
                name: [
                    processes.submit(score, name, shape, seed) for seed in SEEDS[: 3 if scenario == DEFAULT else 1]
                ]
                for name in (ALWAYS | ONCE if scenario == DEFAULT else ALWAYS)
            }
            for scenario, shape in SCENARIOS.items()
        }
        for scenario, rows in waiting.items():
            print(scenario)
            found[scenario] = {name: [one.result() for one in row] for name, row in rows.items()}
            for name, scores in found[scenario].items():
                print(line(name, scores, found[scenario]["oracle"]), flush=True)
    for text, figure, most in verdicts(found):
        print(f"{'enough' if figure <= most else 'TOO MUCH'}: {text}: {figure:.2f}; it shall be at most {most:g}")


if __name__ == "__main__":
    main()
