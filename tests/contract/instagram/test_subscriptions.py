"""Subscriptions over a real socket: the server asks our address, and pushes to it."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest

from domain.errors import BlockedError, RefusedError
from domain.ids import GeographyId
from domain.media import Circle
from domain.secrets import SecretText
from domain.sources import Source, SourceKind
from networks.instagram.oauth import Application
from networks.instagram.subscriptions import Subscriptions
from networks.instagram.updates import challenge_in, updates_in, verify_signature
from networks.instagram.wire.subscriptions import Topic
from tests.contract.instagram.conftest import HOST

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from networks.instagram.network import InstagramNetwork
    from networks.instagram.updates import Update
    from tests.contract.instagram.conftest import Side

TAG = Source(kind=SourceKind.TAG, value="sunset")
MINE = "a word of mine"


@dataclass(kw_only=True)
class Hook:
    """The address that is told, and what it was told."""

    secret: SecretText
    url: str = ""
    updates: list[Update] = field(default_factory=list)

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        lines = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        method, target, _ = lines[0].split()
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines[1:])}
        body = await reader.readexactly(int(headers.get("content-length", "0")))
        reply = self._challenged(target) if method == "GET" else self._told(body, headers["x-hub-signature"])
        status = "403 Forbidden" if reply is None else "200 OK"
        content = reply or ""
        writer.write(f"HTTP/1.0 {status}\r\nContent-Length: {len(content)}\r\n\r\n{content}".encode())
        await writer.drain()
        writer.close()
        await writer.wait_closed()

    def _challenged(self, target: str) -> str | None:
        return challenge_in(dict(parse_qsl(urlsplit(target).query)), verify_token=MINE)

    def _told(self, body: bytes, signature: str) -> str | None:
        if not verify_signature(body, signature, self.secret):
            return None
        self.updates += updates_in(body)
        return "thanks"


@asynccontextmanager
async def subscribing(side: Side, secret: str | None = None) -> AsyncIterator[Subscriptions]:
    app = side.box.apps.first
    application = Application(client_id=app.client_id, client_secret=SecretText(secret or app.client_secret))
    transport = httpx.ASGITransport(app=side.box.app)
    async with Subscriptions.connect(f"{HOST}/v1", application, clock=side.clock, transport=transport) as opened:
        yield opened


@pytest.fixture
async def subscriptions(quiet: Side) -> AsyncIterator[Subscriptions]:
    async with subscribing(quiet) as opened:
        yield opened


@pytest.fixture
async def hook(quiet: Side) -> AsyncIterator[Hook]:
    hook = Hook(secret=SecretText(quiet.box.apps.first.client_secret))
    async with await asyncio.start_server(hook.answer, "127.0.0.1", 0) as server:
        hook.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/hook"
        yield hook


async def pushed(side: Side) -> None:
    """Let the server look for news once."""
    await side.box._subscriptions.pusher.round()


async def test_a_photo_under_a_tag_wakes_its_source(subscriptions: Subscriptions, hook: Hook, quiet: Side) -> None:
    made = await subscriptions.create(TAG, callback_url=hook.url, verify_token=MINE)
    assert (made.topic, made.object_id, made.callback_url) == (Topic.TAG, "sunset", hook.url)
    await pushed(quiet)
    quiet.clock.step(60)
    quiet.post("ana.saltwater", tags=["sunset"])
    quiet.post("ana.saltwater", tags=["sea"])
    await pushed(quiet)
    assert [(update.subscription_id, update.source) for update in hook.updates] == [(made.id, TAG)]


async def test_a_photo_of_a_person_wakes_their_source(subscriptions: Subscriptions, hook: Hook, quiet: Side) -> None:
    owner = quiet.box.owner
    quiet.box.issue_token(owner)
    source = Source(kind=SourceKind.USER, value=quiet.id_of(owner))
    made = await subscriptions.create(source, callback_url=hook.url, verify_token=MINE)
    assert (made.topic, made.object_id) == (Topic.USER, None)
    await pushed(quiet)
    quiet.clock.step(60)
    quiet.post(owner)
    await pushed(quiet)
    assert [update.source for update in hook.updates] == [source]


async def test_a_circle_becomes_a_geography(
    subscriptions: Subscriptions, network: InstagramNetwork, hook: Hook, quiet: Side
) -> None:
    place = quiet.box.world.cast.places[0]
    circle = Circle(latitude=place.latitude, longitude=place.longitude, radius=200)
    made = await subscriptions.create(circle, callback_url=hook.url, verify_token=MINE)
    assert made.topic is Topic.GEOGRAPHY
    assert made.object_id is not None
    photos = []
    for _ in range(3):
        quiet.clock.step(60)
        photos.append(quiet.box.post_media("ana.saltwater", location_id=str(place.id)))
    area = GeographyId(made.object_id)
    found = await quiet.to_the_end(lambda cursor: network.geography_media(area, cursor=cursor, count=2))
    assert found == photos[::-1]


async def test_a_geography_that_nobody_made(network: InstagramNetwork) -> None:
    with pytest.raises(RefusedError) as caught:
        await network.geography_media(GeographyId("1"))
    assert caught.value.gone


async def test_subscriptions_are_listed_and_ended(subscriptions: Subscriptions, hook: Hook) -> None:
    sea = Source(kind=SourceKind.TAG, value="sea")
    made = [await subscriptions.create(tag, callback_url=hook.url, verify_token=MINE) for tag in (TAG, sea)]
    assert list(await subscriptions.all()) == made
    await subscriptions.delete(made[0].id)
    assert list(await subscriptions.all()) == made[1:]
    await subscriptions.delete_all()
    assert await subscriptions.all() == ()


async def test_an_address_that_does_not_know_of_it(subscriptions: Subscriptions, hook: Hook) -> None:
    with pytest.raises(RefusedError, match="Invalid response"):
        await subscriptions.create(TAG, callback_url=hook.url, verify_token="another word")
    assert await subscriptions.all() == ()


async def test_an_address_where_nobody_is(subscriptions: Subscriptions) -> None:
    async with await asyncio.start_server(lambda _r, _w: None, "127.0.0.1", 0) as server:
        url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/hook"
    with pytest.raises(RefusedError, match="Unable to reach callback URL"):
        await subscriptions.create(TAG, callback_url=url, verify_token=MINE)


async def test_a_place_that_is_not_there(subscriptions: Subscriptions, hook: Hook) -> None:
    nowhere = Source(kind=SourceKind.LOCATION, value="1")
    with pytest.raises(RefusedError) as caught:
        await subscriptions.create(nowhere, callback_url=hook.url, verify_token=MINE)
    assert caught.value.gone


async def test_another_applications_secret(quiet: Side) -> None:
    async with subscribing(quiet, "0" * 32) as strange:
        with pytest.raises(BlockedError, match="Check the client id and the client secret"):
            await strange.all()
