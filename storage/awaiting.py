"""What people were asked in the chat and answer by typing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlmodel import col, delete, select, update

from storage.tables import AwaitingRow
from storage.upsert import insert_new

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import ColumnElement
    from sqlalchemy.ext.asyncio import AsyncSession

    from domain.ids import AccountKey, ChatId, TelegramUserId

KNOWN_FOR = timedelta(days=30)
"""So long after its end a question is still known, so that an answer to it can be told that it comes too late."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Whom:
    """Who is asked, and where."""

    account: AccountKey
    chat: ChatId
    user: TelegramUserId


@dataclass(frozen=True, kw_only=True, slots=True)
class Awaited:
    """One question."""

    id: int
    kind: str
    payload: dict[str, Any]
    message_id: int | None
    """The message that asks; None while nobody knows whether it arrived."""
    expires_at: datetime
    is_open: bool
    """Whether it was neither answered, nor cancelled, nor replaced by another."""


async def ask(
    session: AsyncSession, whom: Whom, kind: str, payload: Mapping[str, Any], *, now: datetime, expires_at: datetime
) -> int:
    """Wait for an answer from now on, and for no other of theirs; gives the question's number."""
    await session.execute(delete(AwaitingRow).where(col(AwaitingRow.expires_at) <= now - KNOWN_FOR))
    await session.execute(update(AwaitingRow).where(*_of(whom)).values(is_open=False))
    row = {
        "account": whom.account,
        "chat_id": whom.chat,
        "user_id": whom.user,
        "kind": kind,
        "payload": dict(payload),
        "expires_at": expires_at,
        "is_open": True,
    }
    (number,) = await insert_new(session, AwaitingRow, [row], "id")
    return int(number)


async def shown(session: AsyncSession, number: int, message_id: int) -> None:
    """Note which message asks."""
    await session.execute(update(AwaitingRow).where(col(AwaitingRow.id) == number).values(message_id=message_id))


async def current(session: AsyncSession, whom: Whom) -> Awaited | None:
    """The question that is open, expired or not."""
    query = select(AwaitingRow).where(*_of(whom), col(AwaitingRow.is_open).is_(True))
    row = await session.scalar(query.order_by(col(AwaitingRow.id).desc()).limit(1))
    return _awaited(row) if row else None


async def asked_in(session: AsyncSession, whom: Whom, message_id: int) -> Awaited | None:
    """The question that a message asks or asked; None for any other message."""
    query = select(AwaitingRow).where(*_of(whom), col(AwaitingRow.message_id) == message_id)
    row = await session.scalar(query)
    return _awaited(row) if row else None


async def close(session: AsyncSession, number: int) -> None:
    """Wait no longer."""
    await session.execute(update(AwaitingRow).where(col(AwaitingRow.id) == number).values(is_open=False))


def _of(whom: Whom) -> tuple[ColumnElement[bool], ...]:
    return (
        col(AwaitingRow.account) == whom.account,
        col(AwaitingRow.chat_id) == whom.chat,
        col(AwaitingRow.user_id) == whom.user,
    )


def _awaited(row: AwaitingRow) -> Awaited:
    return Awaited(
        id=row.id,
        kind=row.kind,
        payload=row.payload,
        message_id=row.message_id,
        expires_at=row.expires_at,
        is_open=row.is_open,
    )
