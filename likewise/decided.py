"""`likewise test --from`: an event of the past, as its last judgement saw it, as a test or as a recording."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.errors import ConfigError
from domain.facts import Facts
from domain.unknown import UNKNOWN
from likewise import recorded, records, rulefiles
from likewise.recasting import Recaster
from rules.syntax.spelling import shown
from storage import archive, cases
from storage.grounds import Ground

if TYPE_CHECKING:
    from datetime import datetime

    from domain.events import Event
    from domain.ids import UserId
    from likewise.records import ReportSettings
    from rules.ruleset import RuleSet

_SHOWN = 5
"""So many events are named when several are meant."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Decision:
    event: Event
    ground: Ground
    me: UserId
    rules: RuleSet
    """With what stands on lists beside the files."""


def as_test(settings: ReportSettings, word: str, now: datetime) -> str:
    """A file with a test of the event that is meant. It passes with the rules as their files are.

    Where a list says otherwise by now than the files, a comment names the rules for which that matters.

    Raises:
        ConfigError: no event is meant, or several are; the rules have mistakes; or there is no database.
    """
    rules = records.ruleset(rulefiles.read([settings.rules]), {})
    found = asyncio.run(_find(settings, word, now))
    return Recaster(ruleset=rules, running=found.rules).recast(found.event, found.ground.facts, found.ground.at)


def as_recording(settings: ReportSettings, word: str, now: datetime) -> str:
    """The event that is meant as a file for `all_of_examples`.

    Raises:
        ConfigError: as for `as_test`.
    """
    found = asyncio.run(_find(settings, word, now))
    return recorded.write(found.event, found.ground, found.me)


async def _find(settings: ReportSettings, word: str, now: datetime) -> _Decision:
    async with records.opened(settings, now) as held, held.database.read() as session:
        keys = await archive.find(session, held.account.key, word, _SHOWN)
        if not keys:
            raise ConfigError(
                f"nothing that was seen is {shown(word)}; name it by link, id, key or somebody's @username"
            )
        if len(keys) > 1:
            raise ConfigError(f"{shown(word)} may be any of {', '.join(keys)}; name one of them")
        (case,) = await cases.of_events(session, held.account.key, keys)
        me = held.account.user_id
        unasked = Facts(me=me, profile=UNKNOWN, relationship=UNKNOWN, media=UNKNOWN, comments=UNKNOWN)
        never_judged = Ground(at=case.event.first_seen_at, facts=unasked)
        ground = case.grounds[-1] if case.grounds else never_judged
        return _Decision(event=case.event, ground=ground, me=me, rules=held.rules)
