from __future__ import annotations

import io
import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from rich.console import Console

from domain.errors import ConfigError
from domain.ids import AccountKey, UserId
from domain.sources import Source
from likewise import connecting, settings, watched
from likewise.settings import AccountSettings
from polling.places import Terms
from polling.policy import Policy
from storage import accounts, sources
from storage.accounts import Account

if TYPE_CHECKING:
    from pathlib import Path

    from storage.database import Database
    from storage.vault import Vault

NOW = datetime(2026, 6, 1, 18, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
SUNSET, PIER, REQUESTS = map(Source.parse, ("tag:sunset", "location:42", "requests:self"))


@pytest.fixture
def nobody(tmp_path: Path) -> AccountSettings:
    environ = {"LIKEWISE_DATA": str(tmp_path / "data"), "LIKEWISE_LIMITS": "sandbox"}
    return settings.from_environ(environ, AccountSettings)


async def put_account(database: Database, vault: Vault, key: str, username: str) -> AccountKey:
    account = Account(key=AccountKey(key), base_url="https://a.example/v1", user_id=UserId("7"), username=username)
    async with database.write() as session:
        await accounts.put(session, account, "canary-token", vault, NOW)
    return account.key


def learned() -> dict[str, list[float]]:
    """What ten looks taught, one a minute, each of which found a photo that was 20 seconds old."""
    policy = Policy[Source]()
    policy.add(SUNSET, Terms())
    for nth in range(11):
        now = NOW - (11 - nth) * MINUTE
        policy.observe(now, SUNSET, [now - timedelta(seconds=20)], [now], 2)
    return policy.export(SUNSET)


@pytest.fixture
async def chosen(nobody: AccountSettings) -> AccountSettings:
    """Settings whose database has an account that watches three lists, and one that watches none."""
    async with connecting.store(nobody, new=True) as (database, vault):
        key = await put_account(database, vault, "a.example:7", "mila")
        await put_account(database, vault, "b.example:8", "jonas")
        async with database.write() as session:
            await sources.sync(session, key, {PIER: 5 * MINUTE, REQUESTS: None, SUNSET: None}, NOW - 2 * MINUTE)
            pier, _, sunset = await sources.active(session, key)
            await sources.looked(session, sunset.id, NOW - MINUTE)
            await sources.learn(session, sunset.id, learned(), NOW + 2 * MINUTE)
            await sources.failed(session, pier.id, "The place is gone.", NOW + timedelta(hours=1))
    return nobody


async def test_every_list_is_shown_the_costliest_first(chosen: AccountSettings) -> None:
    file = io.StringIO()
    found = await watched.watched(chosen, None, NOW)
    Console(file=file, width=200).print(watched.table(found, NOW))
    rows = [" ".join(line.split()) for line in file.getvalue().splitlines()]
    assert rows == [
        "list posts/h last look next look delay calls/h of the hour promised errors",
        "#sunset 57 1 min ago in 2 min 20 s 20 4.0% - none",
        "the photos at place 42 not known never in 1 h - 0 0.0% every 5 min 1 in a row: The place is gone.",
        "the follow requests not known never now - 0 0.0% - none",
    ]


async def test_programs_get_figures(chosen: AccountSettings) -> None:
    sunset, pier, requests = json.loads(watched.listing(await watched.watched(chosen, "mila", NOW)))
    assert sunset["posts_per_hour"] == pytest.approx(58, abs=3)
    assert sunset["calls_per_hour"] == pytest.approx(20, abs=2)
    assert sunset["share_of_calls"] == pytest.approx(0.04, abs=0.004)
    assert {name: sunset[name] for name in ("account", "source", "last_look", "next_look", "mean_delay_seconds")} == {
        "account": "mila",
        "source": "tag:sunset",
        "last_look": "2026-06-01T17:59:00+00:00",
        "next_look": "2026-06-01T18:02:00+00:00",
        "mean_delay_seconds": 20.0,
    }
    assert (sunset["weight"], sunset["failures"], sunset["last_error"]) == (1.0, 0, None)
    assert (pier["promised_every_seconds"], pier["failures"]) == (300.0, 1)
    assert (pier["posts_per_hour"], pier["last_look"], pier["last_error"]) == (None, None, "The place is gone.")
    assert (requests["source"], requests["promised_every_seconds"]) == ("requests:self", None)


async def test_what_cannot_be_read_is_as_if_nothing_was_learned(chosen: AccountSettings) -> None:
    async with connecting.store(chosen) as (database, _), database.write() as session:
        (_, _, sunset) = await sources.active(session, AccountKey("a.example:7"))
        await sources.learn(session, sunset.id, {"posts": [1.0]}, NOW)
    found = await watched.watched(chosen, "mila", NOW)
    assert [one.standing.calls for one in found] == [0.0, 0.0, 0.0]


async def test_lists_of_several_accounts_are_told_apart(chosen: AccountSettings) -> None:
    async with connecting.store(chosen) as (database, _), database.write() as session:
        await sources.sync(session, AccountKey("b.example:8"), {PIER: None}, NOW)
    found = await watched.watched(chosen, None, NOW)
    assert [one.account.title for one in found] == ["jonas", "mila", "mila", "mila"]
    assert watched.table(found, NOW).columns[0].header == "account"
    assert [one.stored.source for one in await watched.watched(chosen, "jonas", NOW)] == [PIER]


async def test_where_nothing_is_watched_programs_get_an_empty_list(chosen: AccountSettings) -> None:
    assert watched.listing(await watched.watched(chosen, "jonas", NOW)) == "[]"


def test_people_are_told_how_to_begin(chosen: AccountSettings, capsys: pytest.CaptureFixture[str]) -> None:
    watched.show(chosen, "jonas", as_json=False)
    assert capsys.readouterr().out == "nothing is watched yet; start it with: likewise run\n"


@pytest.mark.parametrize("as_json", [True, False])
def test_what_is_shown_goes_to_standard_output(
    chosen: AccountSettings, capsys: pytest.CaptureFixture[str], *, as_json: bool
) -> None:
    watched.show(chosen, None, as_json=as_json)
    assert "sunset" in capsys.readouterr().out


async def test_without_an_account_the_way_in_is_told(nobody: AccountSettings) -> None:
    with pytest.raises(ConfigError, match="there is no account yet; log in with: likewise login"):
        await watched.watched(nobody, None, NOW)


async def test_an_account_that_is_not_there_is_named(chosen: AccountSettings) -> None:
    with pytest.raises(ConfigError, match="there is no account mil; stored are mila, jonas"):
        await watched.watched(chosen, "mil", NOW)
