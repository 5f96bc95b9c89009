"""Forgets what was kept about people once nobody can need it any more."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import exists, not_, or_
from sqlmodel import col, delete

from storage import listing
from storage.states import OPEN_STATES
from storage.tables import (
    ActionRow,
    EventRow,
    OwnMediaRow,
    ProfileRow,
    RelationshipRow,
    WaitingRow,
)

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from domain.ids import AccountKey

KEPT = timedelta(days=90)


async def prune(session: AsyncSession, account: AccountKey, now: datetime) -> None:
    """Forget events, profiles and relationships of before, with all that hangs on them.

    The ledger stays, or a photo might be commented twice; so do the ids of what was seen. An event stays as long as
    something may still be done about it.
    """
    before = now - KEPT
    about = (col(ActionRow.account) == col(EventRow.account), col(ActionRow.event_key) == col(EventRow.key))
    open_action = exists().where(*about, col(ActionRow.state).in_(OPEN_STATES))
    asking = (col(WaitingRow.account) == col(EventRow.account), col(WaitingRow.user_id) == col(EventRow.person_id))
    waiting = col(EventRow.key).startswith("request:") & exists().where(*asking)
    old_events = (col(EventRow.first_seen_at) < before, not_(or_(open_action, waiting)))
    await session.execute(delete(EventRow).where(col(EventRow.account) == account, *old_events))
    await _forget(session, account, before)
    await listing.prune(session, now)


async def _forget(session: AsyncSession, account: AccountKey, before: datetime) -> None:
    for outdated in (
        delete(ProfileRow).where(col(ProfileRow.account) == account, col(ProfileRow.fetched_at) < before),
        delete(RelationshipRow).where(
            col(RelationshipRow.account) == account, col(RelationshipRow.fetched_at) < before
        ),
        delete(OwnMediaRow).where(col(OwnMediaRow.account) == account, col(OwnMediaRow.read_at) < before),
    ):
        await session.execute(outdated)
