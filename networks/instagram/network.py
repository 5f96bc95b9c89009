"""Instagram's API v1 behind the port."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Literal

import httpx

from domain.errors import ConfigError
from domain.plans import LimitClass
from networks.budget import Allowance, Budget, BudgetView
from networks.instagram.comments import Comments
from networks.instagram.freehand import Freehand
from networks.instagram.funnel import Funnel
from networks.instagram.geographies import Geographies
from networks.instagram.likes import Likes
from networks.instagram.line import TIMEOUT, api_address, line
from networks.instagram.locations import Locations
from networks.instagram.photos import Photos
from networks.instagram.pictures import Pictures
from networks.instagram.relationships import Relationships
from networks.instagram.retries import NO_RETRIES, Retries
from networks.instagram.tags import Tags
from networks.instagram.transport import SecretTransport
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


class InstagramNetwork(Users, Relationships, Photos, Comments, Likes, Tags, Locations, Geographies, Freehand):
    """One account on Instagram, or on a server that speaks its API."""

    def __init__(self, funnel: Funnel, pictures: Pictures) -> None:
        super().__init__(funnel)
        self._pictures = pictures

    @classmethod
    @asynccontextmanager
    async def connect(  # noqa: PLR0913  # named settings of one connection, each with its default
        cls,
        base_url: str,
        token: SecretText,
        *,
        clock: Clock,
        transport: httpx.AsyncBaseTransport | None = None,
        limits: Literal["sandbox", "live"] = "live",
        picture_hosts: tuple[str, ...] = (),
        signing_secret: SecretText | None = None,
        retries: Retries = NO_RETRIES,
    ) -> AsyncIterator[InstagramNetwork]:
        """The network at `base_url` (with its `/v1`), as the owner of the token sees it.

        `picture_hosts` are the domains whose hosts may serve pictures, beside the API's own. `transport` is closed
        at the end. With a `signing_secret`, the application's own, every call to the API is signed. `retries` says
        how often a call is made again at once, of those that may be.

        Raises:
            ConfigError: the address is not an http(s) URL, or the token or the secret is empty.
        """
        base = api_address(base_url)
        if not token.reveal().strip():
            raise ConfigError("The Instagram token is empty; set it to the access token of the account.")
        if signing_secret is not None and not signing_secret.reveal().strip():
            raise ConfigError("The secret for signing is empty; set it to the client secret of the application.")
        wire = line(base) if transport is None else transport
        below = SecretTransport(wire, base=base, secrets={"access_token": token}, signing_secret=signing_secret)
        async with (
            httpx.AsyncClient(transport=wire, timeout=TIMEOUT) as plain,
            httpx.AsyncClient(transport=below, base_url=base, timeout=TIMEOUT) as api,
        ):
            funnel = Funnel(api, budget=Budget(ALLOWANCES[limits]), clock=clock, retries=retries)
            yield cls(funnel, Pictures(plain, api=base, hosts=picture_hosts))

    @property
    def budget(self) -> BudgetView:
        """What is left of this hour's calls."""
        return self._funnel.budget.view(self._funnel.clock())

    async def picture(self, url: str) -> bytes:
        """The bytes of a photo that a media names, at most 10 MB. The token is not sent with this call."""
        return await self._pictures.fetch(url)
