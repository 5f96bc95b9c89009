"""How people stand to the owner, paid for with a call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.people import Relationship
from domain.unknown import UNKNOWN
from storage import codec
from storage.tables import RelationshipRow
from storage.upsert import replace

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from domain.ids import AccountKey, UserId

UNTOLD = Relationship(outgoing=UNKNOWN, incoming=UNKNOWN, private=UNKNOWN)
"""What is kept when the network refuses to say: it would refuse again."""


async def put(
    session: AsyncSession, account: AccountKey, user_id: UserId, relationship: Relationship, now: datetime
) -> None:
    """Keep how somebody stands to the owner now."""
    row = {"account": account, "user_id": user_id, "payload": codec.encode(relationship), "fetched_at": now}
    await replace(session, RelationshipRow, row, keys=["account", "user_id"])


async def fresh(
    session: AsyncSession, account: AccountKey, user_id: UserId, not_before: datetime
) -> Relationship | None:
    """How somebody stands to the owner, if that was asked at or after `not_before`."""
    row = await session.get(RelationshipRow, (account, user_id))
    if row is None or row.fetched_at < not_before:
        return None
    return codec.relationship_from_json(row.payload)
