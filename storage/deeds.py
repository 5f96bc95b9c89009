"""What was done on the network, the latest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import col, select

from domain.plans import LIMIT_CLASS
from storage.actions import stored
from storage.states import ActionState
from storage.tables import ActionRow

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession
    from sqlmodel.sql.expression import SelectOfScalar

    from domain.ids import AccountKey, UserId
    from storage.actions import StoredAction


async def since(session: AsyncSession, account: AccountKey, rule: str, moment: datetime) -> list[StoredAction]:
    """What a rule wanted and was done since then."""
    query = _done(account).where(ActionRow.changed_at >= moment)
    found = [stored(row) for row in await session.scalars(query)]
    return [action for action in found if any(one.id == rule for one in action.wish.rules)]


async def latest(
    session: AsyncSession, account: AccountKey, most: int, *, person: UserId | None = None
) -> list[StoredAction]:
    """So many at most of what was done, by rules or by people; with `person`, of what was about somebody."""
    query = _done(account) if person is None else _done(account).where(col(ActionRow.person_id) == person)
    return [stored(row) for row in await session.scalars(query.limit(most))]


async def failed(session: AsyncSession, account: AccountKey, moment: datetime, most: int) -> list[StoredAction]:
    """So many at most of what was tried since then and did not work, the latest first."""
    query = (
        select(ActionRow)
        .where(
            ActionRow.account == account,
            ActionRow.state == ActionState.FAILED,
            ActionRow.changed_at >= moment,
            col(ActionRow.kind).in_(LIMIT_CLASS),
        )
        .order_by(col(ActionRow.changed_at).desc(), col(ActionRow.id).desc())
        .limit(most)
    )
    return [stored(row) for row in await session.scalars(query)]


def _done(account: AccountKey) -> SelectOfScalar[ActionRow]:
    return (
        select(ActionRow)
        .where(
            ActionRow.account == account, ActionRow.state == ActionState.DONE, col(ActionRow.kind).in_(LIMIT_CLASS)
        )
        .order_by(col(ActionRow.changed_at).desc(), col(ActionRow.id).desc())
    )
