from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from domain.errors import BlockedError, RetryableError
from domain.ids import AccountKey, ChatId, UserId
from domain.sources import Source, SourceKind
from likewise.subscribing import Subscribing
from networks.instagram.subscriptions import Subscription
from networks.instagram.wire.subscriptions import Topic
from storage import accounts, notices, sources
from storage.accounts import Account
from storage.database import open_database
from storage.vault import Vault
from tests.unit.storage import blank

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from storage.database import Database

START = datetime(2026, 6, 1, 18, 0, tzinfo=UTC)
ACCOUNT = AccountKey("demo")
HERE = "https://home.example/likewise"
TAG, PIER, MIRA, JONAS = map(Source.parse, ("tag:sunset", "location:9", "user:7", "user:8"))
REQUESTS = Source.parse("requests:self")
TOPICS = {SourceKind.TAG: Topic.TAG, SourceKind.LOCATION: Topic.LOCATION, SourceKind.USER: Topic.USER}


class Server:
    """Subscriptions in memory, and the moment."""

    def __init__(self) -> None:
        self.now = START
        self.standing: list[Subscription] = []
        self.calls = 0
        self.failure: Exception | None = None

    def __call__(self) -> datetime:
        return self.now

    def step(self, **span: float) -> None:
        self.now += timedelta(**span)

    def add(self, about: Source, callback_url: str = HERE) -> Subscription:
        object_id = None if about.kind is SourceKind.USER else about.value
        number = str(len(self.standing) + 1)
        made = Subscription(id=number, topic=TOPICS[about.kind], object_id=object_id, callback_url=callback_url)
        self.standing.append(made)
        return made

    async def create(self, about: Source, *, callback_url: str, verify_token: str) -> Subscription:
        assert verify_token == "our-word"
        return self.add(about, callback_url)

    async def all(self) -> tuple[Subscription, ...]:
        self.calls += 1
        if self.failure is not None:
            raise self.failure
        return tuple(self.standing)

    async def delete(self, subscription_id: str) -> None:
        self.standing = [one for one in self.standing if one.id != subscription_id]

    def topics(self, callback_url: str = HERE) -> list[tuple[str, str | None]]:
        return [(str(one.topic), one.object_id) for one in self.standing if one.callback_url == callback_url]


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    blank.put(tmp_path / "likewise.db")
    async with open_database(f"sqlite+aiosqlite:///{tmp_path / 'likewise.db'}") as opened:
        account = Account(key=ACCOUNT, base_url="https://social.example/v1", user_id=UserId("1"), username="mila")
        async with opened.write() as session:
            await accounts.put(session, account, "canary-token", Vault(b"k" * 32), START)
        yield opened


@pytest.fixture
def server() -> Server:
    return Server()


@pytest.fixture
def subscribing(database: Database, server: Server) -> Subscribing:
    return Subscribing(
        account=ACCOUNT, database=database, clock=server, wishes=server, callback_url=HERE, verify_token="our-word"
    )


async def watch(database: Database, *watched: Source) -> None:
    async with database.write() as session:
        await sources.sync(session, ACCOUNT, dict.fromkeys(watched, timedelta(minutes=5)), START)


async def told(database: Database) -> str | None:
    async with database.read() as session:
        texts = [one.notice.text for one in await notices.outdated(session, ChatId(1), START, 10)]
    return texts[-1] if texts else None


async def test_every_list_that_can_be_pushed_is_subscribed_to_once(
    subscribing: Subscribing, database: Database, server: Server
) -> None:
    await watch(database, TAG, PIER, MIRA, JONAS, REQUESTS)
    assert not await subscribing.round()
    assert server.topics() == [("tag", "sunset"), ("location", "9"), ("user", None)]
    await subscribing.round()
    assert server.calls == 1, "nothing is asked while nothing changes"


async def test_what_is_no_longer_watched_is_no_longer_pushed(
    subscribing: Subscribing, database: Database, server: Server
) -> None:
    await watch(database, TAG, PIER)
    await subscribing.round()
    await watch(database, PIER)
    await subscribing.round()
    assert server.topics() == [("location", "9")]


async def test_what_stands_from_before_is_kept_and_what_is_for_others_is_left_alone(
    subscribing: Subscribing, database: Database, server: Server
) -> None:
    kept = server.add(TAG)
    server.add(PIER)
    others = server.add(PIER, "https://other.example")
    await watch(database, TAG)
    await subscribing.round()
    assert server.standing == [kept, others]


async def test_a_geography_is_never_ended(subscribing: Subscribing, database: Database, server: Server) -> None:
    circle = Subscription(id="88", topic=Topic.GEOGRAPHY, object_id="1739230", callback_url=HERE)
    server.standing.append(circle)
    await watch(database, TAG, Source.parse("geography:1739230"), Source.parse("user:self"))
    await subscribing.round()
    assert server.topics() == [("geography", "1739230"), ("tag", "sunset"), ("user", None)]
    await watch(database, TAG)
    await subscribing.round()
    assert server.standing[0] == circle


@pytest.mark.parametrize(
    ("error", "minutes"), [(BlockedError("the app is refused."), 10), (RetryableError("down.", delay=60), 1)]
)
async def test_a_failure_is_told_once_and_tried_again(
    subscribing: Subscribing, database: Database, server: Server, error: Exception, minutes: int
) -> None:
    await watch(database, TAG)
    server.failure = error
    assert await subscribing.round()
    assert await told(database) == (
        f"The network does not tell when something is new: {error} Likewise goes on looking by itself."
    )
    server.step(minutes=minutes, seconds=-1)
    await subscribing.round()
    assert server.calls == 1, "not before its time"
    server.step(seconds=1)
    assert not await subscribing.round(), "told already"
    server.failure = None
    server.step(minutes=minutes)
    assert await subscribing.round()
    assert (server.calls, server.topics()) == (3, [("tag", "sunset")])
    assert await told(database) == "The network tells again when something is new."


async def test_what_the_network_dropped_is_renewed_within_the_hour(
    subscribing: Subscribing, database: Database, server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "likewise")
    await watch(database, TAG, PIER)
    await subscribing.round()
    server.standing.clear()
    server.step(minutes=59, seconds=59)
    await subscribing.round()
    assert (server.calls, server.topics()) == (1, [])
    server.step(seconds=1)
    assert not await subscribing.round(), "nothing to tell"
    assert (server.calls, server.topics()) == (2, [("tag", "sunset"), ("location", "9")])
    server.step(hours=1)
    await subscribing.round()
    assert (server.calls, len(server.standing)) == (3, 2)
    assert [record.message for record in caplog.records] == ["the network pushes what is new"] * 2, (
        "no word of a tick"
    )


@pytest.mark.parametrize(
    ("error", "tells", "seconds"),
    [
        pytest.param(RetryableError("down.", delay=60), False, 60, id="the list cannot be had just now"),
        pytest.param(BlockedError("the app is refused."), True, 600, id="the app is refused"),
    ],
)
async def test_a_look_that_fails_is_made_again(
    subscribing: Subscribing, database: Database, server: Server, error: Exception, seconds: int, *, tells: bool
) -> None:
    await watch(database, TAG)
    await subscribing.round()
    server.standing.clear()
    server.step(hours=1)
    server.failure = error
    assert await subscribing.round() is tells
    server.failure = None
    server.step(seconds=seconds - 1)
    await subscribing.round()
    assert server.topics() == []
    server.step(seconds=1)
    assert await subscribing.round() is tells
    assert server.topics() == [("tag", "sunset")]
