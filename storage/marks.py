"""Words that rules put on events, to be found by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import select

from storage.tables import EventRow, MarkRow
from storage.upsert import insert_new

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from domain.ids import AccountKey, EventKey


async def put(session: AsyncSession, account: AccountKey, event: EventKey, label: str, now: datetime) -> None:
    """Put a word on an event; one that is not kept any more takes none."""
    query = select(EventRow.id).where(EventRow.account == account, EventRow.key == event)
    number = await session.scalar(query)
    if number is not None:
        row = {"event_id": number, "label": label, "added_at": now}
        await insert_new(session, MarkRow, [row], "label")


async def of_event(session: AsyncSession, account: AccountKey, event: EventKey) -> tuple[str, ...]:
    """The words on an event, sorted."""
    query = (
        select(MarkRow.label)
        .join(EventRow)
        .where(EventRow.account == account, EventRow.key == event)
        .order_by(MarkRow.label)
    )
    return tuple(await session.scalars(query))
