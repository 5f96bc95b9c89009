"""What is known already, whatever source brought it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import and_, bindparam, or_
from sqlmodel import col, delete, select

from domain.ids import UserId
from domain.plans import DECISIONS
from storage.states import ActionState
from storage.tables import ActionRow, SeenRow, WaitingRow
from storage.upsert import insert_new

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from domain.ids import AccountKey

Item = TypeVar("Item", bound=str)
"""A photo by its id, or what a list remembers one by."""


async def known(
    session: AsyncSession,
    account: AccountKey,
    items: Collection[Item],
    *,
    besides: tuple[datetime, datetime] | None = None,
) -> set[Item]:
    """Those of the items that are known, `besides` those that came after the one moment and up to the other."""
    query = select(SeenRow.item).where(SeenRow.account == account, col(SeenRow.item).in_(items))
    if besides is not None:
        after, until = besides
        query = query.where(or_(col(SeenRow.first_seen_at) <= after, col(SeenRow.first_seen_at) > until))
    found = set(await session.scalars(query))
    return {item for item in items if item in found}


async def remember(session: AsyncSession, account: AccountKey, items: Iterable[Item], now: datetime) -> set[Item]:
    """Remember photos, or whatever has a name of its own; gives those that were new, once each."""
    rows = [{"account": account, "item": item, "first_seen_at": now} for item in items]
    return set(await insert_new(session, SeenRow, rows, "item"))


async def waiting(session: AsyncSession, account: AccountKey) -> dict[UserId, datetime]:
    """Who waits for approval, as of the last look, and since when we know."""
    rows = await session.scalars(select(WaitingRow).where(WaitingRow.account == account))
    return {UserId(row.user_id): row.first_seen_at for row in rows}


async def update_waiting(
    session: AsyncSession, account: AccountKey, people: Collection[UserId], now: datetime
) -> set[str]:
    """Make `people` the ones who wait, as the network said at `now`; gives those who did not wait before.

    Who is gone is forgotten, so that asking again is news again.
    """
    gone = (await waiting(session, account)).keys() - set(people) | await _answered(session, account, now)
    if gone:
        # One by one within one call: a list of any length would break the limit on variables.
        forget = delete(WaitingRow).where(
            col(WaitingRow.account) == account, col(WaitingRow.user_id) == bindparam("who")
        )
        await (await session.connection()).execute(forget, [{"who": person} for person in gone])
    rows = [{"account": account, "user_id": person, "first_seen_at": now} for person in people]
    return set(await insert_new(session, WaitingRow, rows, "user_id"))


async def _answered(session: AsyncSession, account: AccountKey, before: datetime) -> set[UserId]:
    """Whose request was approved or ignored before then: who is listed all the same asked again."""
    query = (
        select(WaitingRow.user_id)
        .join(
            ActionRow,
            and_(
                col(ActionRow.account) == col(WaitingRow.account),
                col(ActionRow.target) == col(WaitingRow.user_id),
                col(ActionRow.changed_at) >= col(WaitingRow.first_seen_at),
            ),
        )
        .where(
            WaitingRow.account == account,
            col(ActionRow.kind).in_(DECISIONS),
            ActionRow.state == ActionState.DONE,
            ActionRow.changed_at < before,
        )
    )
    return set(map(UserId, await session.scalars(query)))
