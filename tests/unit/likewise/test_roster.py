from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from rich.console import Console

from domain.errors import ConfigError
from domain.ids import AccountKey, UserId
from domain.unknown import UNKNOWN
from likewise import connecting, roster, settings
from likewise.settings import AccountSettings
from storage import accounts
from storage.accounts import Account

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 6, 1, 18, 0, tzinfo=UTC)


@pytest.fixture
def nobody(tmp_path: Path) -> AccountSettings:
    return settings.from_environ({"LIKEWISE_DATA": str(tmp_path / "data")}, AccountSettings)


@pytest.fixture
async def chosen(nobody: AccountSettings) -> AccountSettings:
    """Settings whose database has two accounts."""
    async with connecting.store(nobody, new=True) as (database, vault), database.write() as session:
        for key, username in (("127.0.0.1:7", "mila"), ("social.example:8", "jonas")):
            host = key.partition(":")[0]
            account = Account(
                key=AccountKey(key),
                base_url=f"https://{host}/v1",
                user_id=UserId("7"),
                username=username,
                scopes=frozenset({"likes", "basic"}) if username == "mila" else UNKNOWN,
            )
            await accounts.put(session, account, "canary-token", vault, NOW)
        await accounts.pause(session, AccountKey("social.example:8"), "the token is refused")
    return nobody


async def known(chosen: AccountSettings) -> list[Account]:
    async with connecting.store(chosen) as (database, _), database.read() as session:
        return await accounts.all_of(session)


async def test_the_list_shows_everything_but_tokens(chosen: AccountSettings) -> None:
    file = io.StringIO()
    Console(file=file, width=200).print(roster.table(await known(chosen)))
    rows = [" ".join(line.split()) for line in file.getvalue().splitlines()]
    assert rows == [
        "name user name server scopes state",
        "mila @mila 127.0.0.1 basic, likes ready",
        "jonas @jonas social.example not known paused: the token is refused",
    ]


async def test_an_account_takes_another_name(chosen: AccountSettings) -> None:
    assert await roster.rename(chosen, "mila", " holidays ") == "mila is now called holidays."
    assert [account.title for account in await known(chosen)] == ["holidays", "jonas"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("mil", "x", "there is no account mil; stored are mila, jonas"),
        ("mila", "Jonas", "another account is called Jonas"),
        ("mila", "  ", "printable characters"),
        ("mila", "a\x1bb", "printable characters"),
    ],
)
async def test_a_name_must_tell_accounts_apart(chosen: AccountSettings, old: str, new: str, said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        await roster.rename(chosen, old, new)
    assert [account.title for account in await known(chosen)] == ["mila", "jonas"]


async def test_an_account_may_take_its_own_name_in_other_letters(chosen: AccountSettings) -> None:
    await roster.rename(chosen, "mila", "Mila")
    assert [account.title for account in await known(chosen)] == ["Mila", "jonas"]


async def test_removing_asks_first(chosen: AccountSettings) -> None:
    asked: list[str] = []

    def no(question: str) -> bool:
        asked.append(question)
        return False

    assert await roster.remove(chosen, "mila", no) == "Nothing was done."
    assert asked == ["Forget the token of mila (@mila on 127.0.0.1)?"]
    assert len(await known(chosen)) == 2


async def test_what_is_removed_is_gone_and_what_stays_is_said(chosen: AccountSettings) -> None:
    said = await roster.remove(chosen, "mila", lambda _: True)
    assert said.startswith("mila is removed. The network itself still lets Likewise in until you revoke")
    assert [account.title for account in await known(chosen)] == ["jonas"]


async def test_where_nothing_is_stored_nothing_is_made(nobody: AccountSettings) -> None:
    with pytest.raises(ConfigError, match="there is no account yet; log in with: likewise login"):
        await roster.remove(nobody, "mila", lambda _: True)
    assert not nobody.data.exists()
