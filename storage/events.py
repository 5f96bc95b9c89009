"""What happened, and what the rules said to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam
from sqlalchemy import select as pick
from sqlmodel import col, func, select

from domain.ids import EventKey, UserId
from storage import codec, grounds, wishes
from storage.columns import table_of
from storage.states import EventState
from storage.tables import EventRow
from storage.upsert import insert_new

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from domain.events import Event
    from domain.ids import AccountKey, MediaId
    from domain.plans import Mode, Note, Suppressed
    from domain.sources import Source
    from domain.verdicts import RuleVerdict


_PERSON = "person:"

_C = table_of(EventRow).c
_PEOPLE = pick(_C.key, _C.person_id).where(
    _C.account == bindparam("account"), _C.key.in_(bindparam("keys", expanding=True))
)


@dataclass(frozen=True, kw_only=True, slots=True)
class JudgedEvent:
    """An event with every rule's verdict; none of them when it was not judged yet."""

    event: Event
    ruleset: str | None
    verdicts: tuple[RuleVerdict, ...]
    suppressed: tuple[Suppressed, ...]
    """What rules wanted and did not get. Here, as the ledger has room for the winner only."""
    notes: tuple[Note, ...] = ()
    """What rules did not want after all, as they said themselves."""


async def add(
    session: AsyncSession, account: AccountKey, events: Sequence[Event], *, ceiling: Mode | None = None
) -> int:
    """Keep events to be judged; one that is there already stays as it is. Gives how many were not.

    About what comes under a `ceiling`, rules may go no further than that.
    """
    rows = [
        {
            "account": account,
            "key": event.key,
            "state": EventState.NEW,
            "payload": codec.event_to_json(event),
            "person_id": event.person.id,
            "ceiling": ceiling,
            "first_seen_at": event.first_seen_at,
        }
        for event in events
    ]
    return len(await insert_new(session, EventRow, rows, "key"))


async def join(
    session: AsyncSession, account: AccountKey, source: Source, media: Collection[MediaId], now: datetime
) -> set[MediaId]:
    """Note that these photos stand in one more list; gives those to whose event that was new.

    The rules are asked again, as some may have waited for that list alone.
    """
    if not media:
        return set()
    keys = {f"media:{number}": number for number in media}
    rows = await session.scalars(select(EventRow).where(EventRow.account == account, col(EventRow.key).in_(keys)))
    joined: set[MediaId] = set()
    for row in rows:
        if str(source) in row.payload["sources"]:
            continue
        row.payload = {**row.payload, "sources": sorted([*row.payload["sources"], str(source)])}
        row.next_judge_at = now
        joined.add(keys[row.key])
    return joined


async def get(session: AsyncSession, account: AccountKey, key: EventKey) -> JudgedEvent | None:
    """One event with its verdicts."""
    query = select(EventRow).where(EventRow.account == account, EventRow.key == key)
    row = await session.scalar(query)
    return None if row is None else judged(row)


def judged(row: EventRow) -> JudgedEvent:
    """The row as a value that can leave this room."""
    judgement = row.judgement or {"ruleset": None, "verdicts": [], "suppressed": []}
    return JudgedEvent(
        event=grounds.as_last_seen(codec.event_from_json(row.payload), row.grounds or ()),
        ruleset=judgement["ruleset"],
        verdicts=tuple(map(wishes.verdict_from_json, judgement["verdicts"])),
        suppressed=tuple(map(wishes.suppressed_from_json, judgement["suppressed"])),
        notes=tuple(map(wishes.note_from_json, judgement.get("notes", ()))),
    )


async def person(session: AsyncSession, account: AccountKey, key: EventKey) -> UserId | None:
    """Whom an event is about; None for one that is not kept. What people do about somebody names them itself."""
    if key.startswith(_PERSON):
        return UserId(key.removeprefix(_PERSON))
    found = await session.scalar(select(EventRow.person_id).where(EventRow.account == account, EventRow.key == key))
    return None if found is None else UserId(found)


async def people(
    session: AsyncSession, account: AccountKey, keys: Collection[EventKey]
) -> dict[EventKey, UserId | None]:
    """Whom events are about, as far as they are kept."""
    found = await session.execute(_PEOPLE, {"account": account, "keys": [*keys]})
    return {EventKey(key): None if person is None else UserId(person) for key, person in found}


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
