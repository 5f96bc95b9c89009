"""What the owner is to be told, and in which messages it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import or_
from sqlmodel import col, select, update

from domain.ids import AccountKey, ChatId
from storage.tables import NoticeRow, PostingRow
from storage.upsert import insert_new, replace

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession


@dataclass(frozen=True, kw_only=True, slots=True)
class Notice:
    """An event's key (show the event as it stands now), or a sentence of our own in `text`."""

    id: int
    account: AccountKey
    subject: str
    text: str | None
    version: int
    """Counts its changes. A clock would not do: it can be set back, and two changes can share a moment."""
    changed_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Posting:
    """A notice in one chat."""

    notice: Notice
    chat: ChatId
    message_id: int | None
    """None: it was never sent, or nobody knows whether it arrived; `tried` tells which."""
    tried: bool


async def tell(
    session: AsyncSession, account: AccountKey, subject: str, now: datetime, *, text: str | None = None
) -> None:
    """Let the chats show a subject, anew and with this text if they show it already."""
    row = {"account": account, "subject": subject, "text": text, "version": 1, "created_at": now, "changed_at": now}
    if not await insert_new(session, NoticeRow, [row], "id"):
        await _change(session, account, subject, {"changed_at": now, "text": text})


async def refresh(session: AsyncSession, account: AccountKey, subject: str, now: datetime) -> None:
    """Let the chats that show a subject show it as it is now; nothing new is told."""
    await _change(session, account, subject, {"changed_at": now})


async def outdated(session: AsyncSession, chat: ChatId, since: datetime, limit: int) -> list[Posting]:
    """What a chat does not show yet, or shows as it was; oldest first. Notices from before `since` are left out."""
    here = (col(PostingRow.notice_id) == col(NoticeRow.id)) & (col(PostingRow.chat_id) == chat)
    shown = col(PostingRow.shown_version)
    query = (
        select(NoticeRow, PostingRow)
        .join(PostingRow, here, isouter=True)
        .where(NoticeRow.created_at >= since, or_(shown.is_(None), shown < col(NoticeRow.version)))
        .order_by(col(NoticeRow.id))
        .limit(limit)
    )
    return [_posting(notice, posting, chat) for notice, posting in await session.execute(query)]


async def get(session: AsyncSession, account: AccountKey, number: int) -> Notice | None:
    """One notice by number."""
    row = await session.get(NoticeRow, number, populate_existing=True)
    return _notice(row) if row is not None and row.account == account else None


async def shown_in(session: AsyncSession, account: AccountKey, chat: ChatId, message_id: int) -> str | None:
    """The subject that one message shows; None for any other message."""
    query = (
        select(NoticeRow.subject)
        .join(PostingRow, col(PostingRow.notice_id) == col(NoticeRow.id))
        .where(NoticeRow.account == account, PostingRow.chat_id == chat, PostingRow.message_id == message_id)
        .order_by(col(NoticeRow.id).desc())
        .limit(1)
    )
    return await session.scalar(query)


async def show(session: AsyncSession, notice: Notice, chat: ChatId, *, message_id: int | None) -> None:
    """Write that a message shows the notice as it stands.

    Called before sending, without a message yet, and again with its id: a crash between the two leaves `message_id`
    empty, so that the next start knows that it may have arrived.
    """
    row = {
        "notice_id": notice.id,
        "chat_id": chat,
        "message_id": message_id,
        "shown_version": notice.version,
    }
    await replace(session, PostingRow, row, keys=["notice_id", "chat_id"])


async def unsent(session: AsyncSession, notice: Notice, chat: ChatId) -> None:
    """It is surely not shown as it stands: it is outdated again."""
    row = await session.get(PostingRow, (notice.id, chat))
    if row is None:
        return
    if row.message_id is None:
        await session.delete(row)
    else:
        row.shown_version = 0


async def _change(session: AsyncSession, account: AccountKey, subject: str, values: dict[str, object]) -> None:
    await session.execute(
        update(NoticeRow)
        .where(col(NoticeRow.account) == account, col(NoticeRow.subject) == subject)
        .values(version=col(NoticeRow.version) + 1, **values)
    )


def _posting(notice: NoticeRow, posting: PostingRow | None, chat: ChatId) -> Posting:
    return Posting(
        notice=_notice(notice),
        chat=chat,
        message_id=posting.message_id if posting else None,
        tried=posting is not None,
    )


def _notice(row: NoticeRow) -> Notice:
    return Notice(
        id=row.id,
        account=AccountKey(row.account),
        subject=row.subject,
        text=row.text,
        version=row.version,
        changed_at=row.changed_at,
    )
