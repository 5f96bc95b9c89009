from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import httpx
import pytest

from domain.errors import ConfigError
from domain.secrets import SecretText
from networks.budget import BudgetView
from networks.instagram.network import InstagramNetwork

if TYPE_CHECKING:
    from networks.port import Network
    from tests.unit.networks.conftest import Server, SteppedClock


class Wire(httpx.MockTransport):
    """Knows whether it was closed."""

    closed = False

    async def aclose(self) -> None:
        self.closed = True


async def test_it_fits_the_port_and_closes_what_it_was_given(server: Server, clock: SteppedClock) -> None:
    wire = Wire(server)
    async with InstagramNetwork.connect("https://a.test/v1", SecretText("t"), clock=clock, transport=wire) as opened:
        network: Network = opened
        assert network.budget == BudgetView(limit=5000, remaining=5000)
        assert not wire.closed
    assert wire.closed


@pytest.mark.parametrize("base", ["http://127.0.0.1:8000/v1", "http://127.0.0.1:8000/v1/"])
async def test_the_address_may_end_with_a_slash(server: Server, clock: SteppedClock, base: str) -> None:
    server.gives({"name": "a"})
    transport = httpx.MockTransport(server)
    async with InstagramNetwork.connect(base, SecretText("t"), clock=clock, transport=transport) as network:
        await network.tag("a")
    assert str(server.requests[0].url) == "http://127.0.0.1:8000/v1/tags/a?access_token=t"


@pytest.mark.parametrize(("limits", "calls", "likes"), [("sandbox", 500, 30), ("live", 5000, 60)])
async def test_the_limits_are_those_of_the_application(
    server: Server, clock: SteppedClock, limits: Literal["sandbox", "live"], calls: int, likes: int
) -> None:
    server.gives(None)
    opening = InstagramNetwork.connect(
        "https://a.test/v1", SecretText("t"), clock=clock, transport=httpx.MockTransport(server), limits=limits
    )
    async with opening as network:
        assert network.budget.limit == calls
        made = 0
        while not network.budget.waits:
            await network.like("1")  # type: ignore[arg-type]  # any text is an id
            made += 1
    assert made == likes


@pytest.mark.parametrize(
    "base",
    [
        pytest.param("", id="empty"),
        pytest.param("api.instagram.com/v1", id="no scheme"),
        pytest.param("ftp://a.test", id="another scheme"),
        pytest.param("https://", id="no host"),
        pytest.param("https://[::1", id="no URL"),
        pytest.param("https://a.test/v1?access_token=x", id="with parameters"),
        pytest.param("https://me:pw@a.test/v1", id="with a password"),
    ],
)
async def test_a_wrong_address_is_refused_and_not_repeated(clock: SteppedClock, base: str) -> None:
    with pytest.raises(ConfigError) as caught:
        async with InstagramNetwork.connect(base, SecretText("t"), clock=clock):
            pass
    assert str(caught.value) == "The Instagram address must read like https://api.instagram.com/v1."
    assert caught.value.__context__ is None


@pytest.mark.parametrize("token", ["", "  "])
async def test_an_empty_token_is_refused(clock: SteppedClock, token: str) -> None:
    with pytest.raises(ConfigError, match="token is empty"):
        async with InstagramNetwork.connect("https://a.test/v1", SecretText(token), clock=clock):
            pass


@pytest.mark.parametrize("secret", ["", "  "])
async def test_an_empty_secret_is_refused(clock: SteppedClock, secret: str) -> None:
    opening = InstagramNetwork.connect(
        "https://a.test/v1", SecretText("t"), clock=clock, signing_secret=SecretText(secret)
    )
    with pytest.raises(ConfigError, match="secret for signing is empty"):
        async with opening:
            pass
