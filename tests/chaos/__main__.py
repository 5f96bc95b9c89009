"""`make crash ARGS="--kills 1000 --seed 11"`: the campaign, and what it came to as a table."""

from __future__ import annotations

import argparse
import asyncio
import logging
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from tests.chaos.campaign import Campaign, run

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.chaos.campaign import Report


def main() -> int:
    asked = argparse.ArgumentParser(prog="make crash", description="Kill the program, and count what came of it.")
    asked.add_argument("--kills", type=int, default=100, help="how often (100)")
    asked.add_argument("--seed", type=int, default=11, help="of the faults and of the moments (11)")
    given = asked.parse_args()
    logging.basicConfig(format="%(asctime)s %(message)s")
    logging.getLogger("tests").setLevel(logging.INFO)
    logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)  # that answers are cut is meant
    folder = Path(mkdtemp(prefix="likewise-crash-"))
    report = asyncio.run(run(Campaign(folder=folder, kills=given.kills, seed=given.seed)))
    sys.stdout.write("\n".join(table(report, _commit())) + "\n")
    if not report.tally.sound or report.tally.underway:
        sys.stdout.write(f"What both sides wrote down is in {folder}\n")
        return 1
    shutil.rmtree(folder)
    return 0


def table(report: Report, commit: str) -> Iterable[str]:
    """The figures in lines, with all that is needed to get them again."""
    tally, campaign = report.tally, report.campaign
    kinds = ", ".join(f"{kind} {count}" for kind, count in sorted(report.faults.items()))
    figures = {
        "commit, seed": f"{commit}, {campaign.seed}",
        "kills": campaign.kills,
        "amid a call": report.amid,
        "faults": f"{report.faults.total()} ({kinds or 'none'})",
        "actions": tally.actions,
        "effects": tally.effects,
        "found by a look": tally.looked_up,
        "repeated unseen": tally.repeated,
        "parked for a person": len(tally.parked),
        "doubled": len(tally.doubled),
        "lost": len(tally.lost) + len(tally.underway),
        "caps exceeded": tally.exceeded,
    }
    deeds = [f"  {what} {deed}" for what in ("doubled", "lost", "underway") for deed in getattr(tally, what)]
    return [*(f"{name:<20} {figure}" for name, figure in figures.items()), *deeds]


def _commit() -> str:
    asked = subprocess.run(["git", "describe", "--always", "--dirty"], capture_output=True, check=False, text=True)  # noqa: S607 - whichever git the developer has
    return asked.stdout.strip() or "unknown"


if __name__ == "__main__":
    sys.exit(main())
