"""How long a command takes to start, as a ratio to an interpreter that does nothing. Run by hand: `make bench`."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

ROUNDS = 15
REPOSITORY = Path(__file__).parent.parent
COMMANDS = {
    "python -c pass": ["-c", "pass"],
    "likewise --version": ["-m", "likewise", "--version"],
    "likewise --help": ["-m", "likewise", "--help"],
    "likewise check rules.example.yaml": ["-m", "likewise", "check", "rules.example.yaml"],
}


def seconds(arguments: list[str]) -> float:
    """One run, from start to end."""
    begin = time.perf_counter()
    subprocess.run([sys.executable, *arguments], cwd=REPOSITORY, check=True, capture_output=True)  # noqa: S603 - our own commands
    return time.perf_counter() - begin


def main() -> None:
    """Interleave the commands, so that a busy moment of the machine meets all of them."""
    runs: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(ROUNDS):
        for name, arguments in COMMANDS.items():
            runs[name].append(seconds(arguments))
    floor = statistics.median(runs["python -c pass"])
    for name, times in runs.items():
        median = statistics.median(times)
        print(f"{name:36} {median * 1000:6.0f} ms  {median / floor:5.1f} x an empty interpreter")


if __name__ == "__main__":
    main()
