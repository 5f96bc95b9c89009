"""An account with a past, for the tests of commands that report about it."""

from __future__ import annotations

import asyncio
import shutil
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from domain.events import NewMedia
from domain.facts import Facts
from domain.ids import AccountKey, MediaId, UserId
from domain.media import Media, MediaKind
from domain.people import Person
from domain.sources import Source
from likewise import connecting, settings
from likewise.records import ReportSettings
from storage import accounts, actions, cases, events
from storage.accounts import Account
from storage.cases import Settlement
from storage.grounds import Ground

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from domain.events import Event
    from rules.ruleset import RuleSet
    from storage.archive import Sight
    from storage.database import Database

NOW = datetime(2026, 6, 1, 18, 0, tzinfo=UTC)
ME = UserId("1")
ACCOUNT = AccountKey("network.example:1")
ANA = Person(id=UserId("7"), username="ana")
FACTS = Facts(me=ME)

RULES = """version: 1
rules:
  - id: sunsets
    mode: ask
    trigger: { new_media: { tags: [sunset] } }
    when: { caption.text: { any_word: [sunset] } }
    do: [like]
"""


def photo(number: str, at: datetime = NOW, *, caption: str = "Sunset", who: Person = ANA, likes: int = 3) -> NewMedia:
    media = Media(
        id=MediaId(number),
        kind=MediaKind.IMAGE,
        author=who,
        created_at=at - timedelta(minutes=20),
        caption=caption,
        tags=("sunset",),
        location=None,
        likes=likes,
        comments=0,
        liked_by_me=False,
        link=f"https://network.example/p/C{number}/",
        filter=None,
        thumbnail=None,
        picture=None,
        tagged=(),
    )
    return NewMedia(media=media, sources=frozenset({Source.parse("tag:sunset")}), first_seen_at=at)


def chosen(folder: Path, rules: str = RULES) -> ReportSettings:
    """Settings whose rules are these."""
    (folder / "rules.yaml").write_text(rules, encoding="utf-8")
    return settings.from_environ(
        {"LIKEWISE_DATA": str(folder / "data"), "LIKEWISE_RULES": str(folder / "rules.yaml")}, ReportSettings
    )


def keep(held: ReportSettings, *some: Event, judged: Sequence[Sight] = (), by: RuleSet | None = None) -> None:
    """Keep an account with events, and let rules judge some of them. For tests of what runs a loop of its own."""
    asyncio.run(fill(held, *some, judged=judged, by=by))


async def fill(held: ReportSettings, *some: Event, judged: Sequence[Sight] = (), by: RuleSet | None = None) -> None:
    """Keep an account with events, and let rules judge some of them."""
    # Migrations for each test would take most of its time.
    template = held.rules.parent.parent / "kept-template"
    if not template.exists():
        await _prepare(held.model_copy(update={"data": template}))
    shutil.copytree(template, held.data)
    async with connecting.store(held) as (database, _):
        async with database.write() as session:
            await events.add(session, ACCOUNT, some)
        for sight in judged:
            await judge(database, sight, by)


async def _prepare(held: ReportSettings) -> None:
    account = Account(key=ACCOUNT, base_url="https://network.example/v1", user_id=ME, username="mila")
    async with connecting.store(held, new=True) as (database, vault), database.write() as session:
        await accounts.put(session, account, "canary-token", vault, NOW)


async def judge(database: Database, sight: Sight, rules: RuleSet | None) -> None:
    """Let rules judge an event as it was seen, as in earnest."""
    assert rules is not None
    judgement = rules.judge(sight.event, sight.facts, sight.at)
    async with database.write() as session:
        (case,) = await cases.of_events(session, ACCOUNT, [sight.event.key])
        ground = Ground(at=sight.at, facts=sight.facts)
        settled = Settlement(case=case, judgement=judgement, ground=ground, next_judge_at=None)
        await cases.settle(session, ACCOUNT, [settled])
        await actions.record_plan(session, ACCOUNT, judgement.plan, sight.at)
