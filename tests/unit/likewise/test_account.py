from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from domain.errors import BlockedError, ConfigError, RefusedError, RetryableError
from domain.ids import UserId
from domain.people import Person, Profile
from domain.secrets import SecretText
from domain.unknown import UNKNOWN
from likewise.account import SignIn
from networks.instagram.network import InstagramNetwork
from storage import accounts
from storage.database import open_database
from storage.vault import Vault
from tests.unit.storage import blank

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from networks.port import Network
    from storage.database import Database

NOW = datetime(2026, 6, 1, 18, 0, tzinfo=UTC)
VAULT = Vault(b"k" * 32)


class Answering(InstagramNetwork):
    """A network of which only the owner's profile is asked."""

    def __init__(self, answer: Profile | Exception) -> None:
        self.answer = answer
        self.asked = 0

    async def me(self) -> Profile:
        self.asked += 1
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


def profile(user_id: str = "7", username: str = "mila") -> Profile:
    person = Person(id=UserId(user_id), username=username)
    return Profile(person=person, bio=UNKNOWN, website=UNKNOWN, posts=UNKNOWN, followers=UNKNOWN, follows=UNKNOWN)


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    blank.put(tmp_path / "likewise.db")
    async with open_database(f"sqlite+aiosqlite:///{tmp_path / 'likewise.db'}") as opened:
        yield opened


async def sign_in(
    database: Database, network: Network, *, token: str = "canary-1", base_url: str = "https://social.example/v1"
) -> accounts.Account:
    return await SignIn(database, VAULT, base_url=base_url, token=SecretText(token)).account(network, lambda: NOW)


def everything_in(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.iterdir())


async def test_the_account_is_kept_with_its_token_sealed(database: Database, tmp_path: Path) -> None:
    account = await sign_in(database, Answering(profile()), token="canary-token")
    assert (account.key, account.user_id, account.username) == ("social.example:7", "7", "mila")
    async with database.read() as session:
        assert await accounts.get(session, account.key) == account
        assert await accounts.token(session, account.key, VAULT) == "canary-token"
    assert b"canary-token" not in everything_in(tmp_path)


async def test_a_known_token_is_enough_while_the_network_is_down(database: Database) -> None:
    account = await sign_in(database, Answering(profile()))
    assert await sign_in(database, Answering(RetryableError("down"))) == account


@pytest.mark.parametrize(
    ("token", "base_url"),
    [
        pytest.param("canary-2", "https://social.example/v1", id="another token"),
        pytest.param("canary-1", "https://ocial.example/v1", id="another host"),
    ],
)
async def test_anything_new_needs_the_network(database: Database, token: str, base_url: str) -> None:
    await sign_in(database, Answering(profile()))
    with pytest.raises(RetryableError):
        await sign_in(database, Answering(RetryableError("down")), token=token, base_url=base_url)


@pytest.mark.parametrize("error", [BlockedError("The token is invalid."), RefusedError("No.")])
async def test_a_refused_token_is_a_wrong_setting(database: Database, error: Exception) -> None:
    await sign_in(database, Answering(profile()))
    with pytest.raises(ConfigError, match="set access_token to a new one"):
        await sign_in(database, Answering(error))


async def test_the_same_server_on_another_port_is_the_same_account(database: Database) -> None:
    first = await sign_in(database, Answering(profile()), base_url="http://127.0.0.1:8485/v1")
    second = await sign_in(database, Answering(profile()), base_url="http://127.0.0.1:9000/v1")
    assert first.key == second.key == "127.0.0.1:7"
    assert second.base_url == "http://127.0.0.1:9000/v1"


async def test_a_pause_outlives_a_restart_and_ends_with_a_new_token(database: Database) -> None:
    account = await sign_in(database, Answering(profile()))
    async with database.write() as session:
        await accounts.pause(session, account.key, "the network suspects abuse")
    again = await sign_in(database, Answering(profile(username="mila.new")))
    assert (again.username, again.paused_because) == ("mila.new", "the network suspects abuse")
    renewed = await sign_in(database, Answering(profile()), token="canary-2")
    assert renewed.paused_because is None


async def test_two_people_on_one_server_are_two_accounts(database: Database) -> None:
    first = await sign_in(database, Answering(profile()), token="canary-1")
    second = await sign_in(database, Answering(profile("8", "jonas")), token="canary-2")
    async with database.read() as session:
        assert await accounts.all_of(session) == [first, second]


async def test_scopes_and_a_name_are_remembered_with_the_token_they_belong_to(database: Database) -> None:
    granted = frozenset({"basic", "likes"})
    login = SignIn(
        database, VAULT, base_url="https://social.example/v1", token=SecretText("canary-1"), scopes=granted
    )
    account = await login.account(Answering(profile()), lambda: NOW)
    assert account.scopes == granted
    async with database.write() as session:
        await accounts.rename(session, account.key, "holidays")
    again = await sign_in(database, Answering(profile(username="mila.new")), token="canary-1")
    assert (again.username, again.name, again.scopes) == ("mila.new", "holidays", granted)
    renewed = await sign_in(database, Answering(profile()), token="canary-2")
    assert (renewed.name, renewed.scopes) == ("holidays", UNKNOWN)


async def test_a_token_is_sealed_anew_when_the_key_is_lost(database: Database) -> None:
    account = await sign_in(database, Answering(profile()))
    async with database.write() as session:
        await accounts.rename(session, account.key, "holidays")
    new = Vault(b"n" * 32)
    login = SignIn(database, new, base_url="https://social.example/v1", token=SecretText("canary-2"))
    with pytest.raises(RetryableError):
        await login.account(Answering(RetryableError("down")), lambda: NOW)
    assert (await login.account(Answering(profile()), lambda: NOW)).name == "holidays"
    async with database.read() as session:
        assert await accounts.token(session, account.key, new) == "canary-2"
