"""How soon ten thousand rules are ready to match, read from YAML and from the cache, and how much memory they take.

The rules are those of `bench/matching.py`, as the files of a folder. The floor is what PyYAML takes with libyaml to
make plain lists of the same files. Every figure is the best of several rounds, each in a process of its own, in
seconds of that process; the kinds take turns, so that a busy moment of the machine meets all of them.

Run by hand: `make bench`, or `python bench/loading.py`; `--quick` for a look at a thousand.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import yaml

if __name__ == "__main__":
    # Instead of this folder, where `polling.py` would be taken for the room of the same name.
    sys.path[0] = str(Path(__file__).parents[1])

from bench.engines import ours
from bench.engines.world import World
from likewise import rulefiles
from likewise.rulecache import RuleCache
from rules.loading import load

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from rules.ruleset import RuleSet

Figures: TypeAlias = "Mapping[str, float]"

ROUNDS = 7
CACHE = "rules.cache.json"
FLOOR, READ, INDEXED, KEPT, MEMORY = "plain lists", "read", "indexed", "kept", "MB"


class Watch:
    """What the steps of one process take."""

    def __init__(self) -> None:
        self.figures: dict[str, float] = {}
        self._begin = time.process_time()
        self._memory = _resident()

    def note(self, step: str) -> None:
        """The step that began with the one before has ended."""
        now = time.process_time()
        self.figures[step] = now - self._begin
        self._begin = now

    def note_memory(self) -> None:
        """So much more than at the start is resident."""
        self.figures[MEMORY] = _resident() - self._memory


def _resident() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def plain(folder: Path) -> Figures:
    """Lists and texts, of which nothing was checked."""
    watch = Watch()
    for source in rulefiles.read([folder]):
        yaml.CSafeLoader(source.text).get_single_data()
    watch.note(FLOOR)
    return watch.figures


def cold(folder: Path) -> Figures:
    """Read from YAML, and kept for the next start."""
    watch = Watch()
    texts = rulefiles.read([folder])
    loaded = load(texts)
    if loaded.ruleset is None:
        raise SystemExit("\n".join(map(str, loaded.problems[:3])))
    watch.note(READ)
    _index(loaded.ruleset, watch)
    RuleCache(folder / CACHE).keep(texts, loaded.ruleset, loaded.problems)
    watch.note(KEPT)
    return watch.figures


def cached(folder: Path) -> Figures:
    """Found in the cache."""
    watch = Watch()
    found = RuleCache(folder / CACHE).find(rulefiles.read([folder]))
    if found is None:
        raise SystemExit("nothing was kept for these rules")
    watch.note(READ)
    _index(found[0], watch)
    return watch.figures


def _index(ruleset: RuleSet, watch: Watch) -> None:
    ruleset.matcher.prepare()
    watch.note(INDEXED)
    watch.note_memory()


KINDS: Mapping[str, Callable[[Path], Figures]] = {kind.__name__: kind for kind in (plain, cold, cached)}


def measured(kind: str, folder: Path) -> Figures:
    """One of the kinds in a process of its own."""
    command = [sys.executable, __file__, kind, str(folder)]
    answer = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - this very file
    figures: Figures = json.loads(answer.stdout)
    return figures


def best(folder: Path) -> Mapping[str, Figures]:
    """The least of each figure in all rounds."""
    rounds: dict[str, list[Figures]] = {kind: [] for kind in KINDS}
    for _ in range(ROUNDS):
        for kind, figures in rounds.items():
            figures.append(measured(kind, folder))
    return {kind: {step: min(one[step] for one in runs) for step in runs[0]} for kind, runs in rounds.items()}


def told(found: Mapping[str, Figures]) -> None:
    """The table, and what is promised."""
    floor = found["plain"][FLOOR]
    print(f"{'plain lists of the same YAML':36}{floor:8.2f} s")
    goals = {"cold": "at most 4 s", "cached": "at most 0.4 s"}
    for kind, goal in goals.items():
        figures = found[kind]
        ready = figures[READ] + figures[INDEXED]
        print(f"\n{f'{kind}: read':36}{figures[READ]:8.2f} s\n{f'{kind}: indexed':36}{figures[INDEXED]:8.2f} s")
        print(f"{f'{kind}: ready':36}{ready:8.2f} s  {ready / floor:5.2f} x plain lists   ({goal})")
        print(f"{f'{kind}: memory added':36}{figures[MEMORY]:8.0f} MB               (under 150)")
    print(f"\n{'written to the cache, once':36}{found['cold'][KEPT]:8.2f} s")


def main() -> None:
    """Write the rules into a folder, and read them again and again."""
    size = 1_000 if "--quick" in sys.argv else 10_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for source in ours.yaml(World(0).rules(size)):
            (folder / source.name).write_text(source.text, encoding="utf-8")
        print(f"{size:,} rules")
        told(best(folder))


if __name__ == "__main__":
    if sys.argv[1:2] and sys.argv[1] in KINDS:
        print(json.dumps(KINDS[sys.argv[1]](Path(sys.argv[2]))))
    else:
        main()
