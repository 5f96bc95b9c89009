"""`likewise backfill`: the past of a list, brought back for the rules to judge.

It only brings: whatever runs `likewise run`, now or later, judges and acts, so that no two processes do the same.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rich.text import Text

from domain.clock import wall_clock
from domain.errors import ConfigError
from domain.sources import Source, SourceKind
from likewise import connecting, plan_report, records
from likewise.planning import MOST, foresee, steps
from likewise.shown import counted, moment
from polling import areas, lists
from polling.backfilling import Backfilling, Past
from rules.folding import fold_tag
from rules.triggers import OWN, named_user
from storage import cases

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from domain.clock import Clock
    from domain.plans import Mode
    from likewise.planning import Step
    from likewise.records import Records, ReportSettings
    from networks.port import Network
    from polling.backfilling import Brought

_ALONE = {SourceKind.FEED: OWN, SourceKind.LIKED: OWN, SourceKind.REQUESTS: OWN, SourceKind.COMMENTS: OWN}
_ALONE |= {SourceKind.POPULAR: "all"}
"""Kinds of which there is one list only, and its value."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Backfill:
    """What came of it."""

    past: Past
    brought: Brought
    steps: tuple[Step, ...]
    """What the rules would plan about what waits of it, with what is known."""

    def for_programs(self) -> dict[str, Any]:
        """Everything, as JSON has it."""
        return {
            "source": str(self.past.source),
            "since": self.past.since.isoformat(),
            "mode": str(self.past.mode),
            "new": self.brought.new,
            "known": self.brought.known,
            "complete": self.brought.complete,
            "would": [
                {
                    "event": step.event.key,
                    "kind": step.action.kind,
                    "mode": str(step.action.mode),
                    "rules": [rule.id for rule in step.action.rules],
                    "held": step.held,
                }
                for step in self.steps
            ],
        }

    def for_people(self) -> Iterator[Text]:
        """Lines to print."""
        name, since = lists.label(self.past.source), moment(self.past.since)
        known = f"; {counted(self.brought.known, 'other')} known already" if self.brought.known else ""
        yield Text(f"{counted(self.brought.new, 'event')} brought back from {name} since {since}{known}.")
        if not self.brought.complete:
            yield Text("There is more: the list is long, or calls are kept for the chat. Later, say it again.")
        if self.brought.new:
            yield Text(f"No rule may go further than {self.past.mode} about them.")
            yield from plan_report.summary(self.steps)
            yield Text("likewise run judges them: now if it runs, or when it starts. likewise plan shows what waits.")


def past(source: str, since: datetime, most: int, mode: Mode, *, confirmed: bool) -> Past:
    """What somebody wants back.

    Raises:
        ConfigError: there is no such list.
    """
    return Past(source=_source(source), since=since, most=most, mode=mode, auto_confirmed=confirmed)


def run(settings: ReportSettings, wanted: Past) -> Backfill:
    """Bring back what is wanted.

    Raises:
        ConfigError: there is no account, or `auto` was not confirmed, or nobody has the name.
        LikewiseError: what became of a call.
    """
    return asyncio.run(_run(settings, wanted))


async def _run(settings: ReportSettings, wanted: Past) -> Backfill:
    found = await connecting.speaker(settings)
    async with (
        records.opened(settings, wall_clock()) as held,
        connecting.network(settings, found, clock=wall_clock) as network,
    ):
        return await bring(held, network, wanted, wall_clock)


async def bring(held: Records, network: Network, wanted: Past, clock: Clock) -> Backfill:
    """Bring it back, and see what the rules say to it so far."""
    if held.account.paused_because is not None:
        raise ConfigError(f"nothing is asked for this account: {held.account.paused_because}; log in anew first")
    filling = Backfilling(account=held.account.key, network=network, database=held.database, clock=clock)
    brought = await filling.bring(wanted)
    now = clock()
    async with held.database.read() as session:
        waiting = [case for case in await cases.due(session, held.account.key, now, MOST) if case.ceiling is not None]
        seen = [await foresee(session, held, case, now) for case in waiting]
        return Backfill(past=wanted, brought=brought, steps=await steps(session, held, seen, now))


def _source(text: str) -> Source:
    """A list as somebody types it: `tag:sunset`, `#sunset`, `user:ana`, `feed`."""
    word, _, value = (f"{SourceKind.TAG}:{text[1:]}" if text.startswith("#") else text).partition(":")
    try:
        kind = SourceKind(word)
        source = _listed(kind, value or _ALONE.get(kind, ""))
    except ValueError:
        kinds = ", ".join(one if one in _ALONE else f"{one}:…" for one in SourceKind)
        raise ConfigError(f"{text} names no list; it would be tag:sunset or one of {kinds}") from None
    return source


def _listed(kind: SourceKind, value: str) -> Source:
    if kind is SourceKind.TAG:
        return Source.parse(f"{kind}:{fold_tag(value)}")
    if kind is SourceKind.USER and value not in {"", OWN} and not value.removeprefix("id:").isdecimal():
        return named_user(value.removeprefix("@"))
    source = Source.parse(f"{kind}:{value.removeprefix('id:')}")
    if kind is SourceKind.AREA:
        areas.circle(source)
    return source
