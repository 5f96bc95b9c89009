"""Throws mutated rules files at the loader: no traceback, no hang over 100 ms, no more than 200 MB.

Run by hand, on as many cores as there are: python bench/fuzzing.py --count 1000000. The suite runs a few hundred.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import sys
import time
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field
from pathlib import Path

from rules.loading import SourceText, load

ROOT = Path(__file__).parents[1]
LONGEST = 0.1
"""Seconds of processor time."""
LARGEST = 200.0
"""MB that loading may add to a process."""
BATCH = 2_000

SPICES = (
    *(
        "&a ",
        "*a",
        "<<: *a",
        "!!python/object/apply:os.system ['true']",
        "!tag ",
        "{{",
        "}}",
        "{a|b}",
        "|",
        ">",
        "? ",
    ),
    *("---", "...", "%YAML 1.1", "\t", "\u2028", "\x00", "\ufeff", "\U0001f600", "\u202e", "\ud800"),
    *("[", "]", "{", "}", ":", "- ", "#", "'", '"', "$x", "$never_touch", "id:", "@", "~", "null", "1e999", "-1"),
    *("9" * 40, "(" * 60, "a" * 300, "(a*)*" * 20, "\\p{L}", "[^", "(?=x)", "\\1", "99999999d", "45s..3m", "20%"),
    *("when: always", "do: [like]", "any:", "none:", "all:", "use: x", "regex: '('", "tests:", "schedules:"),
)
"""What a mutation may strew in: YAML's sharp edges and the language's own words."""


def seeds() -> tuple[str, ...]:
    """Rules files to begin with: the shipped ones, and their rules one by one, which load quickest."""
    texts = [(ROOT / "rules.example.yaml").read_text(encoding="utf-8")]
    texts += [path.read_text(encoding="utf-8") for path in sorted((ROOT / "examples").glob("*.yaml"))]
    return (*texts, *(piece for text in texts for piece in _pieces(text)))


def _pieces(text: str) -> list[str]:
    """Each rule and each test as a file of its own."""
    head, *rules = text.split("\n  - ")
    section = "tests" if "\ntests:" in head else "rules"
    return [f"version: 1\n{section}:\n  - {rule}\n" for rule in rules]


def mutated(text: str, chance: random.Random) -> str:
    """A text with a few things broken."""
    for _ in range(chance.randint(1, 6)):
        text = chance.choice(_WAYS)(text, chance)
    return text


def _at(text: str, chance: random.Random) -> int:
    return chance.randint(0, len(text))


def _strew(text: str, chance: random.Random) -> str:
    at = _at(text, chance)
    return text[:at] + chance.choice(SPICES) + text[at:]


def _cut(text: str, chance: random.Random) -> str:
    at = _at(text, chance)
    return text[:at] + text[at + chance.randint(1, 40) :]


def _repeat(text: str, chance: random.Random) -> str:
    at = _at(text, chance)
    return text[:at] + text[at : at + chance.randint(1, 60)] * chance.randint(2, 9) + text[at:]


def _swap_lines(text: str, chance: random.Random) -> str:
    lines = text.split("\n")
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return "\n".join(lines)


def _shift(text: str, chance: random.Random) -> str:
    lines = text.split("\n")
    at = chance.randrange(len(lines))
    lines[at] = " " * chance.randint(0, 9) + lines[at].lstrip()
    return "\n".join(lines)


def _any_sign(text: str, chance: random.Random) -> str:
    at = _at(text, chance)
    return text[:at] + chr(chance.randrange(0x2FFF)) + text[at + 1 :]


_WAYS = (_strew, _cut, _repeat, _swap_lines, _shift, _any_sign)


@dataclass(kw_only=True, slots=True)
class Harvest:
    """What a run found."""

    count: int = 0
    loaded: int = 0
    slowest: float = 0.0
    largest: float = 0.0
    failures: list[str] = field(default_factory=list)

    def add(self, other: Harvest) -> None:
        """Take in what another run found."""
        self.count += other.count
        self.loaded += other.loaded
        self.slowest = max(self.slowest, other.slowest)
        self.largest = max(self.largest, other.largest)
        self.failures += other.failures


def fuzz(seed: int, count: int) -> Harvest:
    """Load so many mutants. The same seed makes the same ones."""
    chance = random.Random(seed)
    harvest, texts, before = Harvest(), seeds(), _peak()
    for number in range(count):
        text = mutated(chance.choice(texts), chance)
        began = time.process_time()
        try:
            harvest.loaded += load([SourceText(name="fuzz.yaml", text=text)]).ruleset is not None
        except Exception as error:  # noqa: BLE001 - anything at all is what is looked for
            harvest.failures.append(f"seed {seed}, mutant {number}: {type(error).__name__}: {error}")
        took = time.process_time() - began
        harvest.slowest = max(harvest.slowest, took)
        if took > LONGEST:
            harvest.failures.append(f"seed {seed}, mutant {number}: {took * 1000:.0f} ms")
    harvest.count = count
    harvest.largest = _peak() - before
    if harvest.largest > LARGEST:
        harvest.failures.append(f"seed {seed}: {harvest.largest:.0f} MB")
    return harvest


def _peak() -> float:
    """The most memory that this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> int:
    """Fuzz on every core, and print what came of it."""
    wishes = argparse.ArgumentParser(description=__doc__)
    wishes.add_argument("--count", type=int, default=4_000)
    wishes.add_argument("--seed", type=int, default=1)
    asked = wishes.parse_args()
    total, began = Harvest(), time.monotonic()
    batches = [min(BATCH, asked.count - start) for start in range(0, asked.count, BATCH)]
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        tasks = [pool.submit(fuzz, asked.seed + number, size) for number, size in enumerate(batches)]
        for task in as_completed(tasks):
            total.add(task.result())
            print(f"\r{total.count:>9,} mutants, {len(total.failures)} failures", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    print(f"mutants    {total.count:,} from seed {asked.seed}, {total.loaded:,} of them still valid")
    print(f"slowest    {total.slowest * 1000:.0f} ms (at most {LONGEST * 1000:.0f})")
    print(f"largest    {total.largest:.0f} MB (at most {LARGEST:.0f})")
    print(f"failures   {len(total.failures)}")
    print(f"took       {time.monotonic() - began:.0f} s")
    for failure in total.failures[:20]:
        print(f"  {failure}")
    return 1 if total.failures else 0


if __name__ == "__main__":
    sys.exit(main())
