"""Instagram's API v1 behind the port."""

from __future__ import annotations

from contextlib import asynccontextmanager
from ipaddress import ip_address
from typing import TYPE_CHECKING, Literal
from urllib.request import getproxies, proxy_bypass

import httpx

from domain.errors import ConfigError
from domain.plans import LimitClass
from networks.budget import Allowance, Budget, BudgetView
from networks.instagram.comments import Comments
from networks.instagram.freehand import Freehand
from networks.instagram.funnel import Funnel
from networks.instagram.geographies import Geographies
from networks.instagram.likes import Likes
from networks.instagram.locations import Locations
from networks.instagram.photos import Photos
from networks.instagram.pictures import Pictures
from networks.instagram.relationships import Relationships
from networks.instagram.tags import Tags
from networks.instagram.transport import TokenTransport
from networks.instagram.users import Users

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from domain.clock import Clock
    from domain.secrets import SecretText

ALLOWANCES = {
    "sandbox": Allowance(calls=500, writes=dict.fromkeys(LimitClass, 30)),
    "live": Allowance(calls=5000, writes=dict.fromkeys(LimitClass, 60)),
}
"""The limits page of November 2015: an application starts in sandbox mode and goes live after a review."""

TIMEOUT = httpx.Timeout(10.0, connect=5.0, pool=5.0)


class InstagramNetwork(Users, Relationships, Photos, Comments, Likes, Tags, Locations, Geographies, Freehand):
    """One account on Instagram, or on a server that speaks its API."""

    def __init__(self, funnel: Funnel, pictures: Pictures) -> None:
        super().__init__(funnel)
        self._pictures = pictures

    @classmethod
    @asynccontextmanager
    async def connect(
        cls,
        base_url: str,
        token: SecretText,
        *,
        clock: Clock,
        transport: httpx.AsyncBaseTransport | None = None,
        limits: Literal["sandbox", "live"] = "live",
        picture_hosts: tuple[str, ...] = (),
    ) -> AsyncIterator[InstagramNetwork]:
        """The network at `base_url` (with its `/v1`), as the owner of the token sees it.

        `picture_hosts` are the domains whose hosts may serve pictures, beside the API's own. `transport` is closed
        at the end.

        Raises:
            ConfigError: the address is not an http(s) URL, or the token is empty.
        """
        base = _base(base_url)
        if not token.reveal().strip():
            raise ConfigError("The Instagram token is empty; set it to the access token of the account.")
        wire = _wire(base) if transport is None else transport
        below = TokenTransport(wire, base=base, token=token)
        async with (
            httpx.AsyncClient(transport=wire, timeout=TIMEOUT) as plain,
            httpx.AsyncClient(transport=below, base_url=base, timeout=TIMEOUT) as api,
        ):
            funnel = Funnel(api, budget=Budget(ALLOWANCES[limits]), clock=clock)
            yield cls(funnel, Pictures(plain, api=base, hosts=picture_hosts))

    @property
    def budget(self) -> BudgetView:
        """What is left of this hour's calls."""
        return self._funnel.budget.view(self._funnel.clock())

    async def picture(self, url: str) -> bytes:
        """The bytes of a photo that a media names, at most 10 MB. The token is not sent with this call."""
        return await self._pictures.fetch(url)


def _base(text: str) -> httpx.URL:
    try:
        base = httpx.URL(text)
    except httpx.InvalidURL:
        base = httpx.URL()
    if base.scheme not in {"http", "https"} or not base.host or base.query or base.userinfo:
        raise ConfigError("The Instagram address must read like https://api.instagram.com/v1.")
    return base


def _wire(base: httpx.URL) -> httpx.AsyncHTTPTransport:
    if _is_loopback(base.host):
        return httpx.AsyncHTTPTransport(trust_env=False)
    return httpx.AsyncHTTPTransport(proxy=proxy_for(base))


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def proxy_for(base: httpx.URL) -> str | None:
    """The environment's proxy on the way to `base`; httpx leaves it aside once it is given a transport."""
    if proxy_bypass(base.host):
        return None
    proxies = getproxies()
    proxy = proxies.get(base.scheme) or proxies.get("all")
    return f"http://{proxy}" if proxy and "://" not in proxy else proxy
