"""What became of the wishes of one rule."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sqlalchemy import Text, cast
from sqlmodel import col, select

from storage.actions import stored
from storage.tables import ActionRow

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from domain.ids import AccountKey
    from storage.actions import StoredAction


async def latest(session: AsyncSession, account: AccountKey, rule: str, most: int) -> list[StoredAction]:
    """So many at most of what it wanted, that which changed last first."""
    # By its text, as the databases have no JSON in common; another place may hold the id as well.
    told = cast(col(ActionRow.wish), Text).contains(json.dumps(rule), autoescape=True)
    query = (
        select(ActionRow)
        .where(ActionRow.account == account, told)
        .order_by(col(ActionRow.changed_at).desc(), col(ActionRow.id).desc())
    )
    found: list[StoredAction] = []
    async for row in await session.stream_scalars(query):
        action = stored(row)
        if any(one.id == rule for one in action.wish.rules):
            found.append(action)
        if len(found) == most:
            break
    return found
