"""What stands behind a button: a list with its cursor, too long for the 64 bytes that a button carries."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from sqlmodel import col, delete, select, update

from storage.tables import ViewRow
from storage.upsert import insert_new

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from domain.ids import ChatId

_TOKEN_BYTES = 6


async def put(session: AsyncSession, chat: ChatId, payload: Mapping[str, Any], expires_at: datetime) -> str:
    """Keep a payload for one chat and give its token, 8 characters."""
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    row = {"token": token, "chat_id": chat, "payload": dict(payload), "expires_at": expires_at}
    await insert_new(session, ViewRow, [row], "token")
    return token


async def get(session: AsyncSession, token: str, chat: ChatId, now: datetime) -> dict[str, Any] | None:
    """The payload, for the chat it was made for and until it expires."""
    query = select(ViewRow.payload).where(ViewRow.token == token, ViewRow.chat_id == chat, ViewRow.expires_at > now)
    found: dict[str, Any] | None = await session.scalar(query)
    return found


async def change(session: AsyncSession, token: str, payload: Mapping[str, Any]) -> None:
    """Overwrite a payload."""
    await session.execute(update(ViewRow).where(col(ViewRow.token) == token).values(payload=dict(payload)))


async def prune(session: AsyncSession, now: datetime) -> None:
    """Forget what has expired."""
    await session.execute(delete(ViewRow).where(col(ViewRow.expires_at) <= now))
