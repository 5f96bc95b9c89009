"""Notices that are gathered, and told as one message."""

from __future__ import annotations

from datetime import timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from domain.details import NoticeDetail
from domain.plans import ActionKind
from storage import actions, moves, notices
from storage.moves import Move
from storage.states import ActionState

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from domain.ids import AccountKey
    from storage.actions import StoredAction

_MOST_LINES = 20


async def gathered(session: AsyncSession, action: StoredAction, move: Move, now: datetime) -> Move:
    """Where a notice goes that is about to be told: those with a digest wait for the others of their group.

    The group's first one says how long; the others are told with it.
    """
    detail = action.wish.detail
    if not isinstance(detail, NoticeDetail) or detail.digest_seconds is None or move.state is not ActionState.DONE:
        return move
    waiting = await _waiting(session, action.account)
    together = [one.next_at for one in waiting if _group(one) == _group(action) and one.next_at > now]
    due = min(together, default=now + timedelta(seconds=detail.digest_seconds))
    return Move(state=ActionState.PENDING, next_at=due)


async def due(session: AsyncSession, account: AccountKey, now: datetime) -> list[StoredAction]:
    """The notices whose time to be told has come."""
    return [one for one in await _waiting(session, account) if one.next_at <= now]


async def tell(session: AsyncSession, account: AccountKey, now: datetime) -> None:
    """Tell every group whose time has come."""
    for _, group in groupby(sorted(await due(session, account, now), key=_order), key=_group):
        await _tell_group(session, account, list(group), now)


async def _tell_group(
    session: AsyncSession, account: AccountKey, group: Sequence[StoredAction], now: datetime
) -> None:
    for one in group:
        await moves.make(session, one, Move(state=ActionState.DONE), now)
    if len(group) == 1:
        await notices.tell(session, account, group[0].event, now)
        return
    lines = [one.wish.text or one.event for one in group]
    rest = len(lines) - _MOST_LINES
    text = "\n".join([f"{len(lines)} together:", *lines[:_MOST_LINES], *([f"and {rest} more"] if rest > 0 else [])])
    await notices.tell(session, account, f"digest:{group[0].id}", now, text=text)


async def _waiting(session: AsyncSession, account: AccountKey) -> list[StoredAction]:
    return await actions.of_kind(session, account, ActionKind.NOTIFY, ActionState.PENDING)


def _group(action: StoredAction) -> tuple[str, str]:
    """What several rules tell about the same stands in the digest of the highest."""
    detail = action.wish.detail
    by = detail.group_by if isinstance(detail, NoticeDetail) else None
    return next((rule.id for rule in action.wish.rules), ""), by or ""


def _order(action: StoredAction) -> tuple[tuple[str, str], int]:
    return _group(action), action.id
