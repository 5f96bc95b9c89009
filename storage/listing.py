"""The owner's lists, as far as rules and people have added to them: an overlay over those that the files name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import or_
from sqlmodel import col, delete, func, select

from domain.ids import UserId
from storage.entries import MUTED, NEVER, Entry
from storage.tables import ListEntryRow
from storage.upsert import replace

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import ColumnElement
    from sqlalchemy.ext.asyncio import AsyncSession

    from domain.ids import AccountKey
    from domain.people import Person

__all__ = [
    "MUTED",
    "NEVER",
    "Entry",
    "all_of",
    "entries",
    "of_person",
    "prune",
    "put",
    "remove",
    "stamp",
]


async def put(session: AsyncSession, account: AccountKey, entry: Entry, now: datetime) -> None:
    """Put somebody on a list, or change until when they are on it."""
    row = {
        "account": account,
        "list": entry.list,
        "person_id": entry.person,
        "username": entry.username,
        "added_by": entry.added_by,
        "added_at": now,
        "until": entry.until,
    }
    await replace(session, ListEntryRow, row, keys=["account", "list", "person_id"])


async def remove(session: AsyncSession, account: AccountKey, name: str, person: UserId) -> bool:
    """Take somebody off a list; False when they were not on it."""
    statement = (
        delete(ListEntryRow)
        .where(
            col(ListEntryRow.account) == account,
            col(ListEntryRow.list) == name,
            col(ListEntryRow.person_id) == person,
        )
        .returning(col(ListEntryRow.person_id))
    )
    return (await session.scalar(statement)) is not None


async def entries(session: AsyncSession, account: AccountKey, now: datetime) -> dict[str, tuple[str, ...]]:
    """What is to be added to each list of the files: `{"regulars": ("id:7",)}`. Who is muted is on none of them."""
    found: dict[str, list[str]] = {}
    for entry in await all_of(session, account, now):
        if entry.list != MUTED:
            found.setdefault(entry.list, []).append(f"id:{entry.person}")
    return {name: tuple(people) for name, people in found.items()}


async def stamp(session: AsyncSession, account: AccountKey, now: datetime) -> tuple[int, datetime | None]:
    """How many are on lists, and when the last of them came: something else when anything about it changes."""
    query = select(func.count(), func.max(ListEntryRow.added_at))
    count, last = (await session.execute(query.where(ListEntryRow.account == account, _lasts(now)))).one()
    return count, last


async def all_of(session: AsyncSession, account: AccountKey, now: datetime) -> list[Entry]:
    """Everybody on any list now, by list and name."""
    query = select(ListEntryRow).where(ListEntryRow.account == account, _lasts(now))
    rows = await session.scalars(query.order_by(ListEntryRow.list, ListEntryRow.username))
    return [_entry(row) for row in rows]


async def of_person(session: AsyncSession, account: AccountKey, person: Person, now: datetime) -> dict[str, Entry]:
    """The lists that somebody is on now."""
    query = select(ListEntryRow).where(
        ListEntryRow.account == account, ListEntryRow.person_id == person.id, _lasts(now)
    )
    return {row.list: _entry(row) for row in await session.scalars(query)}


async def prune(session: AsyncSession, now: datetime) -> None:
    """Forget who is on a list no longer."""
    await session.execute(delete(ListEntryRow).where(col(ListEntryRow.until) <= now))


def _lasts(now: datetime) -> ColumnElement[bool]:
    return or_(col(ListEntryRow.until).is_(None), col(ListEntryRow.until) > now)


def _entry(row: ListEntryRow) -> Entry:
    return Entry(
        list=row.list,
        person=UserId(row.person_id),
        username=row.username,
        added_by=row.added_by,
        until=row.until,
    )
