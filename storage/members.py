"""The people whom the bot answers, and the codes that make somebody one of them."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlmodel import col, delete, select, update

from domain.ids import TelegramUserId
from storage.states import Role
from storage.tables import MemberRow, PairingRow
from storage.upsert import insert_new

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

_CODE_BYTES = 16


@dataclass(frozen=True, kw_only=True, slots=True)
class Member:
    """Somebody on the owner's list. In a private chat the chat's id is theirs."""

    id: TelegramUserId
    role: Role
    name: str
    reachable: bool
    """False until they press Start, and after they block the bot."""
    added_at: datetime
    from_settings: bool = False
    """Named in the settings, and a member for as long as they are; False: paired by a code."""


async def add(session: AsyncSession, member: Member) -> bool:
    """Put somebody on the list; False when they are there already."""
    row = {
        "telegram_id": member.id,
        "role": member.role,
        "name": member.name,
        "reachable": member.reachable,
        "from_settings": member.from_settings,
        "added_at": member.added_at,
    }
    return bool(await insert_new(session, MemberRow, [row], "telegram_id"))


async def get(session: AsyncSession, user: TelegramUserId) -> Member | None:
    """The member with this id, if they are one."""
    row = await session.get(MemberRow, user)
    return _member(row) if row else None


async def all_of(session: AsyncSession) -> list[Member]:
    """Everybody on the list, the longest there first."""
    rows = await session.scalars(select(MemberRow).order_by(col(MemberRow.added_at), col(MemberRow.telegram_id)))
    return [_member(row) for row in rows]


async def drop_unset(session: AsyncSession, owners: Collection[TelegramUserId]) -> list[TelegramUserId]:
    """Take those off the list whom the settings no longer name; gives who that was."""
    statement = (
        delete(MemberRow)
        .where(col(MemberRow.from_settings), col(MemberRow.telegram_id).not_in(owners))
        .returning(col(MemberRow.telegram_id))
    )
    return [TelegramUserId(user) for user in await session.scalars(statement)]


async def set_role(session: AsyncSession, user: TelegramUserId, role: Role) -> None:
    """Let somebody do more or less than before."""
    await session.execute(update(MemberRow).where(col(MemberRow.telegram_id) == user).values(role=role))


async def remove(session: AsyncSession, user: TelegramUserId) -> None:
    """Take somebody off the list: from now on they are a stranger."""
    await session.execute(delete(MemberRow).where(col(MemberRow.telegram_id) == user))


async def set_reachable(session: AsyncSession, user: TelegramUserId, *, reachable: bool) -> None:
    """Remember whether the bot can write to somebody."""
    await session.execute(update(MemberRow).where(col(MemberRow.telegram_id) == user).values(reachable=reachable))


async def new_code(session: AsyncSession, role: Role, expires_at: datetime) -> str:
    """A fresh code of 128 random bits; older unused ones for the role stop working."""
    await session.execute(delete(PairingRow).where(col(PairingRow.role) == role, col(PairingRow.used_by).is_(None)))
    code = secrets.token_urlsafe(_CODE_BYTES)
    row = {"code_hash": _hash(code), "role": role, "expires_at": expires_at}
    await insert_new(session, PairingRow, [row], "code_hash")
    return code


async def redeem(session: AsyncSession, code: str, user: TelegramUserId, now: datetime) -> Role | None:
    """Use a code up and give its role; None when it is wrong, expired or used, without saying which."""
    statement = (
        update(PairingRow)
        .where(
            col(PairingRow.code_hash) == _hash(code),
            col(PairingRow.used_by).is_(None),
            col(PairingRow.expires_at) > now,
        )
        .values(used_by=user)
        .returning(col(PairingRow.role))
    )
    role = await session.scalar(statement)
    return Role(role) if role else None


def _hash(code: str) -> str:
    # The code is random enough that a plain hash cannot be guessed back.
    return hashlib.sha256(code.encode()).hexdigest()


def _member(row: MemberRow) -> Member:
    return Member(
        id=TelegramUserId(row.telegram_id),
        role=Role(row.role),
        name=row.name,
        reachable=row.reachable,
        from_settings=row.from_settings,
        added_at=row.added_at,
    )
