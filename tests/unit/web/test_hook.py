from __future__ import annotations

import hashlib
import hmac
import json
import logging
from typing import TYPE_CHECKING

import httpx
import pytest

from domain.secrets import SecretText
from domain.sources import Source
from web.hook import LARGEST_BODY, Hook

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

SECRET = "canary-client-secret"
WORD = "a-word-that-we-chose"
SUNSET = {"subscription_id": 1, "object": "tag", "object_id": "sunset", "changed_aspect": "media", "time": 1}


class Network:
    """Whoever pushes."""

    def __init__(self, client: httpx.AsyncClient, hook: Hook, woken: list[frozenset[Source]]) -> None:
        self.client = client
        self.hook = hook
        self.woken = woken

    async def asks(self, **query: str) -> httpx.Response:
        params = {f"hub.{name}": value for name, value in query.items()}
        return await self.client.get("/likewise", params=params)

    async def pushes(self, *updates: object, secret: str = SECRET) -> httpx.Response:
        return await self.sends(json.dumps(updates).encode(), secret=secret)

    async def sends(self, body: bytes, *, secret: str = SECRET) -> httpx.Response:
        signature = hmac.new(secret.encode(), body, hashlib.sha1).hexdigest()
        return await self.client.post("/", content=body, headers={"X-Hub-Signature": signature})


@pytest.fixture
async def network() -> AsyncIterator[Network]:
    woken: list[frozenset[Source]] = []

    async def wake(told: frozenset[Source]) -> None:
        woken.append(told)

    hook = Hook(SecretText(SECRET), verify_token=WORD, wake=wake)
    transport = httpx.ASGITransport(app=hook.app)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:1") as client:
        yield Network(client, hook, woken)


async def test_a_challenge_that_we_asked_for_is_given_back(network: Network) -> None:
    answer = await network.asks(mode="subscribe", challenge="<b>15f7</b>", verify_token=WORD)
    assert (answer.status_code, answer.text) == (200, "<b>15f7</b>")
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "query",
    [
        pytest.param({"mode": "subscribe", "challenge": "1", "verify_token": "another"}, id="another word"),
        pytest.param({"mode": "subscribe", "challenge": "1"}, id="no word"),
        pytest.param({"mode": "unsubscribe", "challenge": "1", "verify_token": WORD}, id="another mode"),
        pytest.param({"mode": "subscribe", "verify_token": WORD}, id="no challenge"),
        pytest.param({"mode": "subscribe", "challenge": "x" * 201, "verify_token": WORD}, id="a long one"),
        pytest.param({}, id="nothing"),
    ],
)
async def test_other_challenges_are_refused(network: Network, query: dict[str, str]) -> None:
    assert (await network.asks(**query)).status_code == 403


async def test_a_signed_update_wakes_the_lists_it_names(network: Network) -> None:
    mira = {**SUNSET, "object": "user", "object_id": "7"}
    pier = {**SUNSET, "object": "location", "object_id": "9"}
    assert (await network.pushes(SUNSET, mira, pier)).status_code == 200
    assert network.woken == [frozenset(map(Source.parse, ("tag:sunset", "user:7", "location:9")))]


async def test_an_update_that_makes_no_sense_wakes_nothing(network: Network) -> None:
    assert (await network.pushes({**SUNSET, "object": "moon"})).status_code == 200
    assert (await network.sends(b"no json")).status_code == 200
    assert network.woken == []


async def test_forged_updates_are_refused_counted_and_logged_once(
    network: Network, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        for _ in range(3):
            assert (await network.pushes(SUNSET, secret="guessed")).status_code == 403
    body = json.dumps([SUNSET]).encode()
    assert (await network.client.post("/", content=body)).status_code == 403
    assert (await network.client.post("/", content=body, headers={b"X-Hub-Signature": b"\xe9"})).status_code == 403
    assert (network.woken, network.hook.forged, len(caplog.records)) == ([], 5, 1)
    assert SECRET not in caplog.text


async def test_a_body_of_any_length_is_not_read(network: Network) -> None:
    assert (await network.sends(b"x" * (LARGEST_BODY + 1))).status_code == 413
    assert network.hook.forged == 0
