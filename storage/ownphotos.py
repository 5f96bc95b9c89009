"""The owner's own photos, and when the comments under them were last read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlmodel import select

from domain.ids import MediaId
from storage.tables import OwnMediaRow
from storage.upsert import replace

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from domain.ids import AccountKey

UNCOUNTED = -1
"""Stands for a number of comments that the network does not tell."""


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnPhoto:
    """How a photo of the owner's stood when its comments were last read."""

    comments: int
    """How many there were, or `UNCOUNTED`."""
    read_at: datetime


async def known(session: AsyncSession, account: AccountKey) -> dict[MediaId, OwnPhoto]:
    """Every photo that was read."""
    rows = await session.scalars(select(OwnMediaRow).where(OwnMediaRow.account == account))
    return {MediaId(row.media_id): OwnPhoto(comments=row.comments, read_at=row.read_at) for row in rows}


async def put(session: AsyncSession, account: AccountKey, media_id: MediaId, photo: OwnPhoto) -> None:
    """Note that a photo was read."""
    row = {"account": account, "media_id": media_id, "comments": photo.comments, "read_at": photo.read_at}
    await replace(session, OwnMediaRow, row, keys=["account", "media_id"])
