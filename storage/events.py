"""What happened, and what the rules said to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlmodel import col, func, select, update

from domain.ids import EventKey, UserId
from storage import codec, wishes
from storage.states import EventState
from storage.tables import EventRow
from storage.upsert import insert_new

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from domain.events import Event
    from domain.ids import AccountKey
    from domain.plans import Suppressed
    from domain.verdicts import Judgement, RuleVerdict


@dataclass(frozen=True, kw_only=True, slots=True)
class JudgedEvent:
    """An event with every rule's verdict; none of them when it was not judged yet."""

    event: Event
    ruleset: str | None
    verdicts: tuple[RuleVerdict, ...]
    suppressed: tuple[Suppressed, ...]
    """What rules wanted and did not get. Here, as the ledger has room for the winner only."""


async def add(session: AsyncSession, account: AccountKey, events: Sequence[Event]) -> None:
    """Keep events to be judged; one that is there already stays as it is."""
    rows = [
        {
            "account": account,
            "key": event.key,
            "state": EventState.NEW,
            "payload": codec.event_to_json(event),
            "person_id": event.person.id,
            "first_seen_at": event.first_seen_at,
        }
        for event in events
    ]
    await insert_new(session, EventRow, rows, "key")


async def unjudged(session: AsyncSession, account: AccountKey, limit: int) -> list[Event]:
    """Events that no rule has seen, oldest first."""
    query = (
        select(EventRow.payload)
        .where(EventRow.account == account, EventRow.state == EventState.NEW)
        .order_by(col(EventRow.id))
        .limit(limit)
    )
    return [codec.event_from_json(payload) for payload in await session.scalars(query)]


async def set_judged(session: AsyncSession, account: AccountKey, judgement: Judgement, now: datetime) -> bool:
    """Keep what the rules said. False when another had been quicker: then nothing may follow from this one."""
    said = {
        "ruleset": judgement.ruleset,
        "verdicts": codec.encode(judgement.verdicts),
        "suppressed": codec.encode(judgement.plan.suppressed),
    }
    statement = (
        update(EventRow)
        .where(
            col(EventRow.account) == account,
            col(EventRow.key) == judgement.event,
            col(EventRow.state) == EventState.NEW,
        )
        .values(state=EventState.JUDGED, judged_at=now, judgement=said)
        .returning(col(EventRow.id))
    )
    return (await session.scalar(statement)) is not None


async def get(session: AsyncSession, account: AccountKey, key: EventKey) -> JudgedEvent | None:
    """One event with its verdicts."""
    query = select(EventRow).where(EventRow.account == account, EventRow.key == key)
    row = await session.scalar(query)
    if row is None:
        return None
    judgement = row.judgement or {"ruleset": None, "verdicts": [], "suppressed": []}
    return JudgedEvent(
        event=codec.event_from_json(row.payload),
        ruleset=judgement["ruleset"],
        verdicts=tuple(map(wishes.verdict_from_json, judgement["verdicts"])),
        suppressed=tuple(map(wishes.suppressed_from_json, judgement["suppressed"])),
    )


async def person(session: AsyncSession, account: AccountKey, key: EventKey) -> UserId | None:
    """Whom an event is about; None for one that is not kept."""
    found = await session.scalar(select(EventRow.person_id).where(EventRow.account == account, EventRow.key == key))
    return None if found is None else UserId(found)


async def latest_request(session: AsyncSession, account: AccountKey, user_id: str) -> EventKey | None:
    """The newest follow request of somebody."""
    prefix = f"request:{user_id}:"
    query = (
        select(EventRow.key)
        # Not LIKE, which takes upper and lower case for the same on SQLite.
        .where(EventRow.account == account, func.substr(EventRow.key, 1, len(prefix)) == prefix)
        .order_by(col(EventRow.id).desc())
        .limit(1)
    )
    key = await session.scalar(query)
    return EventKey(key) if key else None


async def count_since(session: AsyncSession, account: AccountKey, since: datetime) -> int:
    """How many events came since then."""
    query = (
        select(func.count()).select_from(EventRow).where(EventRow.account == account, EventRow.first_seen_at >= since)
    )
    return await session.scalar(query) or 0
