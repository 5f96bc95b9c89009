from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text
from sqlmodel import col, select, update

from domain.errors import ConfigError
from domain.ids import AccountKey, MediaId
from domain.unknown import UNKNOWN
from storage import accounts, seen
from storage.tables import AccountRow
from storage.vault import Vault
from tests.unit.storage.examples import ACCOUNT, MINUTE, NOW, OTHER_ACCOUNT, VAULT, account

if TYPE_CHECKING:
    from storage.database import Database

NOBODY = AccountKey("nobody")


async def test_an_account_is_kept_and_its_token_comes_back(database: Database) -> None:
    async with database.read() as session:
        assert await accounts.get(session, ACCOUNT) == account()
        assert await accounts.token(session, ACCOUNT, VAULT) == "a canary token"
        assert await accounts.all_of(session) == [account(), account(OTHER_ACCOUNT)]


async def test_an_unknown_account_is_none(database: Database) -> None:
    async with database.read() as session:
        assert await accounts.get(session, NOBODY) is None
        assert await accounts.token(session, NOBODY, VAULT) is None


async def test_the_token_is_nowhere_in_clear(database: Database) -> None:
    async with database.write() as session:
        await accounts.put(session, account(), "canary", VAULT, NOW)
        row = (await session.execute(text("SELECT * FROM account WHERE key = 'demo'"))).one()
    assert "canary" not in repr(row)


async def test_the_token_of_another_row_does_not_open(database: Database) -> None:
    async with database.write() as session:
        stolen = select(AccountRow.token_cipher).where(AccountRow.key == OTHER_ACCOUNT).scalar_subquery()
        await session.execute(update(AccountRow).where(col(AccountRow.key) == ACCOUNT).values(token_cipher=stolen))
    async with database.read() as session:
        with pytest.raises(ConfigError, match="cannot be opened"):
            await accounts.token(session, ACCOUNT, VAULT)


async def test_the_token_does_not_open_with_another_key(database: Database) -> None:
    async with database.read() as session:
        with pytest.raises(ConfigError, match="put the old key back"):
            await accounts.token(session, ACCOUNT, Vault(b"x" * 32))


async def test_a_pause_lasts_until_a_new_token_or_its_end(database: Database) -> None:
    async with database.write() as session:
        await accounts.pause(session, ACCOUNT, "the token is refused")
    async with database.write() as session:
        assert await accounts.get(session, ACCOUNT) == account(paused_because="the token is refused")
        assert await accounts.get(session, OTHER_ACCOUNT) == account(OTHER_ACCOUNT)
        await accounts.pause(session, OTHER_ACCOUNT, "as well")
    async with database.write() as session:
        await accounts.put(session, account(), "a new token", VAULT, NOW)
        await accounts.pause(session, OTHER_ACCOUNT, None)
    async with database.read() as session:
        assert await accounts.all_of(session) == [account(), account(OTHER_ACCOUNT)]
        assert await accounts.token(session, ACCOUNT, VAULT) == "a new token"


async def test_renewing_an_account_keeps_the_moment_it_came(database: Database) -> None:
    async with database.write() as session:
        await accounts.put(session, account(), "a new token", VAULT, NOW + MINUTE)
    async with database.read() as session:
        assert (await session.get_one(AccountRow, ACCOUNT)).created_at == NOW


async def test_a_name_of_the_owners_choice_outlives_a_new_token_and_scopes_do_not(database: Database) -> None:
    granted = replace(account(), scopes=frozenset({"likes", "basic"}))
    async with database.write() as session:
        await accounts.put(session, granted, "a canary token", VAULT, NOW)
        await accounts.rename(session, ACCOUNT, "holidays")
        assert await accounts.get(session, ACCOUNT) == replace(granted, name="holidays")
        await accounts.put(session, account(), "a new token", VAULT, NOW)
        found = await accounts.get(session, ACCOUNT)
        other = await accounts.get(session, OTHER_ACCOUNT)
    assert (found, other) == (replace(account(), name="holidays"), account(OTHER_ACCOUNT))
    assert found is not None
    assert (found.title, found.scopes, account().title) == ("holidays", UNKNOWN, "me")


async def test_a_removed_account_is_gone_and_what_was_done_under_it_is_not(database: Database) -> None:
    async with database.write() as session:
        await seen.remember(session, ACCOUNT, [MediaId("m1")], NOW)
        await accounts.rename(session, ACCOUNT, "holidays")
        await accounts.remove(session, ACCOUNT)
    async with database.read() as session:
        assert await accounts.all_of(session) == [account(OTHER_ACCOUNT)]
        assert await accounts.get(session, ACCOUNT) is None
        assert await accounts.token(session, ACCOUNT, VAULT) is None
    async with database.write() as session:
        await accounts.put(session, account(), "a canary token", VAULT, NOW)
        assert await accounts.get(session, ACCOUNT) == account()
        assert await seen.remember(session, ACCOUNT, [MediaId("m1"), MediaId("m2")], NOW) == {"m2"}
