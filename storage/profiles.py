"""Profiles that were paid for with a call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.unknown import UNKNOWN, Unknown
from storage import codec
from storage.tables import ProfileRow
from storage.upsert import replace

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from domain.ids import AccountKey, UserId
    from domain.people import Profile
    from domain.unknown import Maybe

_REFUSED: dict[str, str] = {}
"""Stands for the answer that there is none."""


async def put(session: AsyncSession, account: AccountKey, profile: Profile, now: datetime) -> None:
    """Keep a profile as it is now."""
    row = {
        "account": account,
        "user_id": profile.person.id,
        "payload": codec.encode(profile),
        "fetched_at": now,
    }
    await replace(session, ProfileRow, row, keys=["account", "user_id"])


async def put_refusal(session: AsyncSession, account: AccountKey, user_id: UserId, now: datetime) -> None:
    """Note that the network does not tell somebody's profile: it would refuse again."""
    row = {"account": account, "user_id": user_id, "payload": _REFUSED, "fetched_at": now}
    await replace(session, ProfileRow, row, keys=["account", "user_id"])


async def answer(
    session: AsyncSession, account: AccountKey, user_id: UserId, not_before: datetime
) -> Maybe[Profile] | None:
    """What the network said of somebody at or after `not_before`, if it was asked; UNKNOWN: it refused."""
    row = await session.get(ProfileRow, (account, user_id))
    if row is None or row.fetched_at < not_before:
        return None
    return UNKNOWN if row.payload == _REFUSED else codec.profile_from_json(row.payload)


async def fresh(session: AsyncSession, account: AccountKey, user_id: UserId, not_before: datetime) -> Profile | None:
    """The profile, if it was fetched at or after `not_before`."""
    known = await answer(session, account, user_id, not_before)
    return None if isinstance(known, Unknown) else known
