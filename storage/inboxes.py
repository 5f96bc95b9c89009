"""Which message of a chat is its inbox. It outlives a restart, so that the inbox goes on changing."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

from storage.tables import SettingRow
from storage.upsert import replace

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from domain.ids import AccountKey, ChatId


@dataclass(frozen=True, kw_only=True, slots=True)
class Inbox:
    """A message that shows what waits."""

    message_id: int
    shown: str
    """A digest of what it shows."""


async def get(session: AsyncSession, account: AccountKey, chat: ChatId) -> Inbox | None:
    """The chat's inbox; None: no message of it is one."""
    row = await session.get(SettingRow, _name(account, chat), populate_existing=True)
    if row is None:
        return None
    message_id, _, shown = row.value.partition(" ")
    return Inbox(message_id=int(message_id), shown=shown)


async def put(session: AsyncSession, account: AccountKey, chat: ChatId, inbox: Inbox, now: datetime) -> None:
    """Let this message be the chat's inbox, and no other."""
    row = {"name": _name(account, chat), "value": f"{inbox.message_id} {inbox.shown}", "changed_at": now}
    await replace(session, SettingRow, row, keys=["name"])


async def drop(session: AsyncSession, account: AccountKey, chat: ChatId) -> None:
    """Let no message of the chat be its inbox."""
    row = await session.get(SettingRow, _name(account, chat), populate_existing=True)
    if row is not None:
        await session.delete(row)


def _name(account: AccountKey, chat: ChatId) -> str:
    # An account's key is too long for the column; two accounts may share a database, and each has a bot of its own.
    return f"inbox:{chat}:{blake2b(account.encode(), digest_size=8).hexdigest()}"
