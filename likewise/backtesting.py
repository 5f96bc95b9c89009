"""`likewise backtest`: what the rules, as their files are now, would have done about what came."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.errors import ConfigError
from likewise import backtest_report, records, revisions
from likewise.comparing import Comparison
from likewise.replaying import Replay
from storage import archive, events

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence
    from datetime import datetime, timedelta
    from pathlib import Path

    from likewise.backtest_report import Report
    from likewise.records import Records, ReportSettings
    from storage.archive import Kept

_PAGE = 500
"""So many events are in memory at a time."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Backtest:
    """What is wanted."""

    length: timedelta
    """How far back."""
    against: str | None = None
    """Other rules to compare with: a file, or a revision in git."""
    plot: Path | None = None
    """The picture to draw."""


PICTURES = (".png", ".svg")


def check_picture(file: Path) -> None:
    """See, before anything is begun, whether a picture can be written there, as far as its name tells.

    Raises:
        ConfigError: it cannot.
    """
    if file.suffix.lower() not in PICTURES:
        raise ConfigError(f"--plot writes {' and '.join(PICTURES)} files; name it {file.stem}{PICTURES[0]}")
    if not file.parent.is_dir():
        raise ConfigError(f"there is no folder {file.parent} for the picture; name another --plot")


def run(
    settings: ReportSettings, backtest: Backtest, now: datetime, *, advance: Callable[[int, int], None]
) -> Report:
    """Replay what came, and draw it if that is wanted. `advance` is told how many of how many events are done.

    Raises:
        ConfigError: there is nothing to read, or the rules have mistakes.
    """
    report = asyncio.run(_replayed(settings, backtest, now, advance))
    if backtest.plot is not None:
        from likewise.plotting import draw  # noqa: PLC0415 - a second of imports, for those who want a picture

        draw(report, backtest.plot)
    return report


async def _replayed(
    settings: ReportSettings, backtest: Backtest, now: datetime, advance: Callable[[int, int], None]
) -> Report:
    since = now - backtest.length
    async with records.opened(settings, now) as held:
        new = Replay(ruleset=held.rules)
        old = _other(held, backtest, settings.rules)
        comparison = None if old is None else Comparison()
        async with held.database.read() as session:
            total = await events.count_since(session, held.account.key, since)
        done = 0
        async for page in _pages(held, since):
            for kept in page:
                after = new.see(kept)
                if old is not None and comparison is not None:
                    comparison.see(old.see(kept), after)
            done += len(page)
            advance(done, total)
    return backtest_report.Report(
        replay=new, comparison=comparison, against=backtest.against, since=since, until=now, events=done
    )


def _other(held: Records, backtest: Backtest, rules: Path) -> Replay | None:
    if backtest.against is None:
        return None
    return Replay(ruleset=records.ruleset(revisions.read(backtest.against, rules), held.added))


async def _pages(held: Records, since: datetime) -> AsyncIterator[Sequence[Kept]]:
    """Everything that came, in short transactions: a long one would keep the log of changes growing."""
    after = 0
    while True:
        async with held.database.read() as session:
            page = await archive.page(session, held.account.key, since, after=after, most=_PAGE)
        if not page:
            return
        yield page
        after = page[-1].number
