"""The owner's accounts and their sealed tokens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam
from sqlalchemy import select as pick
from sqlmodel import col, select, update

from domain.ids import AccountKey, UserId
from domain.unknown import UNKNOWN, Maybe, Unknown
from storage.columns import table_of
from storage.tables import AccountRow
from storage.upsert import replace

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from storage.vault import Vault


_REMOVED = ""
_C = table_of(AccountRow).c
_ITS = _C.key == bindparam("account")
_OWNER = pick(_C.user_id).where(_ITS)
_PAUSED_BECAUSE = pick(_C.paused_because).where(_ITS)
"""Read all the time: made once."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Account:
    """One account on one network, without its token."""

    key: AccountKey
    base_url: str
    user_id: UserId
    username: str
    paused_because: str | None = None
    """Why nothing is polled or written for it: its token is refused, or the network suspects abuse."""
    name: str | None = None
    """What the owner calls it; `None`: by its user name."""
    scopes: Maybe[frozenset[str]] = UNKNOWN
    """What its token was granted, as asked for at login: no answer of the network ever tells."""

    @property
    def title(self) -> str:
        """What it is called."""
        return self.name or self.username


async def put(session: AsyncSession, account: Account, token: str, vault: Vault, now: datetime) -> None:
    """Keep an account, or what is new about it but for its name; a pause is lifted by its new token."""
    row = {
        "key": account.key,
        "base_url": account.base_url,
        "user_id": account.user_id,
        "username": account.username,
        "paused_because": account.paused_because,
        "name": account.name,
        "scopes": None if isinstance(account.scopes, Unknown) else " ".join(sorted(account.scopes)),
        "token_cipher": vault.seal(token, purpose=_purpose(account.key)),
        "created_at": now,
    }
    await replace(session, AccountRow, row, keys=["key"], once=["created_at", "name"])


async def get(session: AsyncSession, key: AccountKey) -> Account | None:
    """The account, if it is known."""
    row = await session.get(AccountRow, key)
    return _account(row) if row and row.token_cipher else None


async def owner(session: AsyncSession, key: AccountKey) -> UserId:
    """Who the owner is on the network. Every account that is worked for is known."""
    return UserId((await session.scalars(_OWNER, {"account": key})).one())


async def all_of(session: AsyncSession) -> list[Account]:
    """Every account, by key."""
    rows = await session.scalars(
        select(AccountRow).where(col(AccountRow.token_cipher) != _REMOVED).order_by(AccountRow.key)
    )
    return [_account(row) for row in rows]


async def paused_because(session: AsyncSession, key: AccountKey) -> str | None:
    """Why everything is stopped for an account; None: it is not."""
    found: str | None = await session.scalar(_PAUSED_BECAUSE, {"account": key})
    return found


async def token(session: AsyncSession, key: AccountKey, vault: Vault) -> str | None:
    """The account's token in clear; None for an unknown account, or one that was removed.

    Raises ConfigError when the vault's key is not the one it was sealed with.
    """
    row = await session.get(AccountRow, key)
    return vault.open(row.token_cipher, purpose=_purpose(key)) if row and row.token_cipher else None


async def pause(session: AsyncSession, key: AccountKey, because: str | None) -> None:
    """Stop everything for an account, or go on with `None`."""
    await session.execute(update(AccountRow).where(col(AccountRow.key) == key).values(paused_because=because))


async def rename(session: AsyncSession, key: AccountKey, name: str) -> None:
    """Call an account by a name of the owner's choice."""
    await session.execute(update(AccountRow).where(col(AccountRow.key) == key).values(name=name))


async def remove(session: AsyncSession, key: AccountKey) -> None:
    """Forget an account's token, name and scopes.

    What was done under it stays: should it come back, nothing is done twice and its limits still hold.
    """
    forgotten = {"token_cipher": _REMOVED, "name": None, "scopes": None, "paused_because": None}
    await session.execute(update(AccountRow).where(col(AccountRow.key) == key).values(**forgotten))


def _purpose(key: str) -> str:
    return f"account:{key}:token"


def _account(row: AccountRow) -> Account:
    return Account(
        key=AccountKey(row.key),
        base_url=row.base_url,
        user_id=UserId(row.user_id),
        username=row.username,
        paused_because=row.paused_because,
        name=row.name,
        scopes=UNKNOWN if row.scopes is None else frozenset(row.scopes.split()),
    )
