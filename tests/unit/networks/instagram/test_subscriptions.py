from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs

import httpx
import pytest

from domain.errors import BlockedError, ConfigError, RefusedError, UncertainError
from domain.media import Circle
from domain.secrets import SecretText
from domain.sources import Source, SourceKind
from networks.instagram.oauth import Application
from networks.instagram.subscriptions import Subscription, Subscriptions
from networks.instagram.wire.subscriptions import Topic

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.unit.networks.conftest import Server, SteppedClock

SECRET = "c4n4ry-secret-of-the-application"
HOOK = "https://me.test/hook"
WIRE = {"id": "2733689", "type": "subscription", "object": "geography", "object_id": 1739230, "callback_url": HOOK}
SUBSCRIPTION = Subscription(id="2733689", topic=Topic.GEOGRAPHY, object_id="1739230", callback_url=HOOK)
CREDENTIALS = {"client_id": "d2cbeff", "client_secret": SECRET}


@pytest.fixture
async def subscriptions(server: Server, clock: SteppedClock) -> AsyncIterator[Subscriptions]:
    application = Application(client_id="d2cbeff", client_secret=SecretText(SECRET))
    opening = Subscriptions.connect(
        "https://api.example.test/v1", application, clock=clock, transport=httpx.MockTransport(server)
    )
    async with opening as opened:
        yield opened


def form(request: httpx.Request) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(request.content.decode()).items()}


@pytest.mark.parametrize(
    ("about", "spelt"),
    [
        pytest.param(
            Source(kind=SourceKind.TAG, value="sunset"), {"object": "tag", "object_id": "sunset"}, id="a tag"
        ),
        pytest.param(
            Source(kind=SourceKind.LOCATION, value="7"), {"object": "location", "object_id": "7"}, id="a place"
        ),
        pytest.param(Source(kind=SourceKind.USER, value="2"), {"object": "user"}, id="everybody"),
        pytest.param(
            Circle(latitude=1, longitude=-2, radius=300),
            {"object": "geography", "lat": "1.00000000", "lng": "-2.00000000", "radius": "300"},
            id="a circle",
        ),
        pytest.param(
            Circle(latitude=1, longitude=-2),
            {"object": "geography", "lat": "1.00000000", "lng": "-2.00000000", "radius": "5000"},
            id="the largest circle",
        ),
    ],
)
async def test_a_subscription_is_made(
    subscriptions: Subscriptions, server: Server, about: Source | Circle, spelt: dict[str, str]
) -> None:
    server.gives(WIRE)
    assert await subscriptions.create(about, callback_url=HOOK, verify_token="mine") == SUBSCRIPTION
    (request,) = server.requests
    assert (request.method, str(request.url)) == ("POST", "https://api.example.test/v1/subscriptions")
    rest = {"aspect": "media", "callback_url": HOOK, "verify_token": "mine"}
    assert form(request) == CREDENTIALS | spelt | rest


@pytest.mark.parametrize(
    ("about", "words"),
    [
        (Source(kind=SourceKind.REQUESTS, value="self"), "does not tell of requests"),
        (Circle(latitude=1, longitude=2, radius=5001), "1 to 5000 metres"),
        (Circle(latitude=91, longitude=2), "lat is a number from -90 to 90"),
    ],
)
async def test_what_cannot_be_subscribed_to_is_not_sent(
    subscriptions: Subscriptions, server: Server, about: Source | Circle, words: str
) -> None:
    with pytest.raises(RefusedError, match=words):
        await subscriptions.create(about, callback_url=HOOK, verify_token="mine")
    assert server.requests == []


async def test_what_stands_is_listed(subscriptions: Subscriptions, server: Server) -> None:
    everybody = {"id": 1, "object": "user", "object_id": None, "callback_url": HOOK}
    server.gives([WIRE, everybody, {"id": "2", "object": "moon", "callback_url": HOOK}])
    assert await subscriptions.all() == (
        SUBSCRIPTION,
        Subscription(id="1", topic=Topic.USER, object_id=None, callback_url=HOOK),
    )
    assert server.requests[0].method == "GET"
    assert dict(server.requests[0].url.params) == CREDENTIALS


async def test_one_or_all_are_ended(subscriptions: Subscriptions, server: Server) -> None:
    server.gives(None)
    await subscriptions.delete("2733689")
    await subscriptions.delete_all()
    one, every = server.requests
    assert (one.method, one.url.path) == (every.method, every.url.path) == ("DELETE", "/v1/subscriptions")
    assert dict(one.url.params) == CREDENTIALS | {"id": "2733689"}
    assert dict(every.url.params) == CREDENTIALS | {"object": "all"}


async def test_an_address_that_the_network_cannot_reach(subscriptions: Subscriptions, server: Server) -> None:
    server.refuses(400, "APISubscriptionError", f'Unable to reach callback URL "{HOOK}".')
    with pytest.raises(RefusedError, match='subscribe to updates: the network says "Unable to reach'):
        await subscriptions.create(
            Source(kind=SourceKind.TAG, value="sunset"), callback_url=HOOK, verify_token="mine"
        )


async def test_wrong_credentials_are_named_and_not_shown(subscriptions: Subscriptions, server: Server) -> None:
    server.refuses(400, "OAuthClientException", f"client_secret {SECRET} is wrong")
    with pytest.raises(BlockedError, match="Check the client id and the client secret") as caught:
        await subscriptions.all()
    assert "c4n4ry" not in str(caught.value)


async def test_a_lost_answer_leaves_it_in_doubt(subscriptions: Subscriptions, server: Server) -> None:
    server.fails(httpx.ReadError("reset"))
    with pytest.raises(UncertainError, match="Look whether it was done"):
        await subscriptions.create(
            Source(kind=SourceKind.TAG, value="sunset"), callback_url=HOOK, verify_token="mine"
        )


async def test_a_wrong_address_is_refused(clock: SteppedClock) -> None:
    application = Application(client_id="d2cbeff", client_secret=SecretText(SECRET))
    with pytest.raises(ConfigError, match="must read like"):
        async with Subscriptions.connect("nowhere", application, clock=clock):
            pass
