"""The owner's accounts and their sealed tokens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlmodel import col, select, update

from domain.ids import AccountKey, UserId
from storage.tables import AccountRow
from storage.upsert import replace

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from storage.vault import Vault


@dataclass(frozen=True, kw_only=True, slots=True)
class Account:
    """One account on one network, without its token."""

    key: AccountKey
    base_url: str
    user_id: UserId
    username: str
    paused_because: str | None = None
    """Why nothing is polled or written for it: its token is refused, or the network suspects abuse."""


async def put(session: AsyncSession, account: Account, token: str, vault: Vault, now: datetime) -> None:
    """Keep an account, or what is new about it; a pause is lifted by its new token."""
    row = {
        "key": account.key,
        "base_url": account.base_url,
        "user_id": account.user_id,
        "username": account.username,
        "paused_because": account.paused_because,
        "token_cipher": vault.seal(token, purpose=_purpose(account.key)),
        "created_at": now,
    }
    await replace(session, AccountRow, row, keys=["key"], once=["created_at"])


async def get(session: AsyncSession, key: AccountKey) -> Account | None:
    """The account, if it is known."""
    row = await session.get(AccountRow, key)
    return _account(row) if row else None


async def all_of(session: AsyncSession) -> list[Account]:
    """Every account, by key."""
    rows = await session.scalars(select(AccountRow).order_by(AccountRow.key))
    return [_account(row) for row in rows]


async def token(session: AsyncSession, key: AccountKey, vault: Vault) -> str | None:
    """The account's token in clear; None for an unknown account.

    Raises ConfigError when the vault's key is not the one it was sealed with.
    """
    row = await session.get(AccountRow, key)
    return vault.open(row.token_cipher, purpose=_purpose(key)) if row else None


async def pause(session: AsyncSession, key: AccountKey, because: str | None) -> None:
    """Stop everything for an account, or go on with `None`."""
    await session.execute(update(AccountRow).where(col(AccountRow.key) == key).values(paused_because=because))


def _purpose(key: str) -> str:
    return f"account:{key}:token"


def _account(row: AccountRow) -> Account:
    return Account(
        key=AccountKey(row.key),
        base_url=row.base_url,
        user_id=UserId(row.user_id),
        username=row.username,
        paused_because=row.paused_because,
    )
