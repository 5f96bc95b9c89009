from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from domain.errors import ConfigError
from domain.ids import AccountKey, UserId
from likewise import credentials, settings
from likewise.settings import AccountSettings
from storage import accounts
from storage.accounts import Account
from storage.database import open_database
from storage.vault import Vault
from tests.unit.storage import blank

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from storage.database import Database

NOW = datetime(2026, 6, 1, 18, 0, tzinfo=UTC)
VAULT = Vault(b"k" * 32)
HERE, THERE = "http://127.0.0.1:8485/v1", "https://social.example/v1"


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    blank.put(tmp_path / "likewise.db")
    async with open_database(f"sqlite+aiosqlite:///{tmp_path / 'likewise.db'}") as opened:
        yield opened


async def store(database: Database, key: str, base_url: str, username: str, name: str | None = None) -> Account:
    account = Account(key=AccountKey(key), base_url=base_url, user_id=UserId("7"), username=username)
    async with database.write() as session:
        await accounts.put(session, account, f"canary of {key}", VAULT, NOW)
        if name is not None:
            await accounts.rename(session, account.key, name)
    return replace(account, name=name)


async def found(database: Database, **environ: str) -> tuple[str, str]:
    chosen = settings.from_environ(
        {f"LIKEWISE_{name.upper()}": value for name, value in environ.items()}, AccountSettings
    )
    one = await credentials.find(chosen, database, VAULT)
    return one.base_url, one.token.reveal()


async def complaint(database: Database, **environ: str) -> str:
    with pytest.raises(ConfigError) as caught:
        await found(database, **environ)
    assert "canary" not in str(caught.value)
    return str(caught.value)


async def test_a_token_that_is_set_is_used_where_it_is_set_for(database: Database) -> None:
    await store(database, "127.0.0.1:7", HERE, "mila")
    assert await found(database, access_token="canary", base_url=THERE) == (THERE, "canary")


async def test_the_only_account_needs_no_name(database: Database) -> None:
    await store(database, "127.0.0.1:7", HERE, "mila")
    assert await found(database) == (HERE, "canary of 127.0.0.1:7")


@pytest.mark.parametrize("name", ["holidays", "Holidays", "@holidays", "social.example:7"])
async def test_of_several_one_is_named(database: Database, name: str) -> None:
    await store(database, "127.0.0.1:7", HERE, "mila")
    await store(database, "social.example:7", THERE, "mila", "holidays")
    assert await found(database, account=name) == (THERE, "canary of social.example:7")


async def test_a_stored_token_goes_to_its_own_host_only(database: Database) -> None:
    await store(database, "127.0.0.1:7", HERE, "mila")
    await store(database, "social.example:7", THERE, "jonas")
    moved = "http://127.0.0.1:9000/v1"
    assert await found(database, base_url=moved) == (moved, "canary of 127.0.0.1:7")
    assert await complaint(database, base_url="https://ocial.example/v1") == (
        "there is no account yet; log in with: likewise login (or set access_token, or LIKEWISE_ACCESS_TOKEN)"
    )
    assert await complaint(database, base_url=moved, account="jonas") == (
        "there is no account jonas; stored are mila"
    )


async def test_what_is_not_clear_says_what_would_be(database: Database) -> None:
    assert await complaint(database) == credentials.NOBODY
    await store(database, "127.0.0.1:7", HERE, "mila")
    await store(database, "social.example:7", THERE, "mila")
    assert await complaint(database) == (
        "stored are mila, mila; set account, or LIKEWISE_ACCOUNT, to the one that is meant"
    )
    assert await complaint(database, account="mila") == (
        "2 accounts are called mila; say which by 127.0.0.1:7, social.example:7"
    )
    assert (await complaint(database, account="mil")).startswith("there is no account mil; stored are")
    assert await complaint(database, account="mila", access_token="canary") == (
        "access_token and account both say for whom to act; keep one of them"
    )


async def test_a_lost_key_has_a_way_on(database: Database) -> None:
    await store(database, "127.0.0.1:7", HERE, "mila")
    chosen = settings.from_environ({}, AccountSettings)
    with pytest.raises(ConfigError, match="or, if it is lost, log in again with: likewise login"):
        await credentials.find(chosen, database, Vault(b"n" * 32))
