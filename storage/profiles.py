"""Profiles that were paid for with a call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage import codec
from storage.tables import ProfileRow
from storage.upsert import replace

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from domain.ids import AccountKey, UserId
    from domain.people import Profile


async def put(session: AsyncSession, account: AccountKey, profile: Profile, now: datetime) -> None:
    """Keep a profile as it is now."""
    row = {
        "account": account,
        "user_id": profile.person.id,
        "payload": codec.encode(profile),
        "fetched_at": now,
    }
    await replace(session, ProfileRow, row, keys=["account", "user_id"])


async def fresh(session: AsyncSession, account: AccountKey, user_id: UserId, not_before: datetime) -> Profile | None:
    """The profile, if it was fetched at or after `not_before`."""
    row = await session.get(ProfileRow, (account, user_id))
    if row is None or row.fetched_at < not_before:
        return None
    return codec.profile_from_json(row.payload)
