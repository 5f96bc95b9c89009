"""Real-time subscriptions of an application: `/subscriptions`."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import httpx

from domain.errors import RefusedError
from domain.media import Circle
from domain.sources import SourceKind
from networks.budget import Allowance, Budget
from networks.instagram import spans
from networks.instagram.calls import Call
from networks.instagram.funnel import Funnel
from networks.instagram.line import TIMEOUT, api_address, line
from networks.instagram.transport import SecretTransport
from networks.instagram.wire.subscriptions import SUBSCRIPTION, SUBSCRIPTIONS, Topic, WireSubscription

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from domain.clock import Clock
    from domain.sources import Source
    from networks.instagram.oauth import Application

ALLOWANCE = Allowance(calls=5000, writes={})
"""Calls in the name of an application had an hour's limit of their own."""

WATCH = "subscribe to updates"


@dataclass(frozen=True, kw_only=True, slots=True)
class Subscription:
    """The network tells `callback_url` when there is something new."""

    id: str
    topic: Topic
    object_id: str | None
    """A tag's name, or the id of a place or of a circle on the map. `None`: all who authorized the application."""
    callback_url: str


class Subscriptions:
    """One application's subscriptions. Every method makes one call; the errors are those of the port."""

    def __init__(self, funnel: Funnel, client_id: str) -> None:
        self._funnel = funnel
        self._identity = {"client_id": client_id}

    @classmethod
    @asynccontextmanager
    async def connect(
        cls,
        base_url: str,
        application: Application,
        *,
        clock: Clock,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> AsyncIterator[Self]:
        """Those of an application on the network at `base_url` (with its `/v1`). `transport` is closed at the end.

        Raises:
            ConfigError: the address is not an http(s) URL.
        """
        base = api_address(base_url)
        below = SecretTransport(
            line(base) if transport is None else transport,
            base=base,
            secrets={"client_secret": application.client_secret},
            in_forms=True,
        )
        async with httpx.AsyncClient(transport=below, base_url=base, timeout=TIMEOUT) as api:
            yield cls(Funnel(api, budget=Budget(ALLOWANCE), clock=clock), application.client_id)

    async def create(self, about: Source | Circle, *, callback_url: str, verify_token: str) -> Subscription:
        """Have `callback_url` told of what is new there.

        The network asks that address for `hub.challenge` while this call waits, and repeats the `verify_token`, a
        word of one's own: see `challenge_in`. For a person it tells of everybody who authorized the application.
        A circle of at most 5000 metres becomes a geography, whose id is the subscription's `object_id`.
        """
        manner = {"aspect": "media", "callback_url": callback_url, "verify_token": verify_token}
        form = {**self._identity, **_object(about), **manner}
        call = Call(doing=WATCH, method="POST", path=("subscriptions",), form=form)
        return _subscription(await self._funnel.one(call, SUBSCRIPTION))

    async def all(self) -> tuple[Subscription, ...]:
        """The subscriptions that stand."""
        call = Call(doing="load the subscriptions", path=("subscriptions",), query=self._identity)
        found, _ = await self._funnel.many(call, SUBSCRIPTIONS)
        return tuple(_subscription(one) for one in found)

    async def delete(self, subscription_id: str) -> None:
        """End one subscription."""
        await self._delete({"id": subscription_id})

    async def delete_all(self) -> None:
        """End every subscription of the application."""
        await self._delete({"object": "all"})

    async def _delete(self, which: Mapping[str, str]) -> None:
        query = {**self._identity, **which}
        await self._funnel.send(
            Call(doing="end subscriptions", method="DELETE", path=("subscriptions",), query=query)
        )


def _object(about: Source | Circle) -> dict[str, str]:
    if isinstance(about, Circle):
        circle = spans.where(about, doing=WATCH)
        radius = circle.pop("distance", str(spans.LARGEST_RADIUS))
        return {"object": Topic.GEOGRAPHY, **circle, "radius": radius}
    match about.kind:
        case SourceKind.USER:
            return {"object": Topic.USER}
        case SourceKind.TAG:
            return {"object": Topic.TAG, "object_id": about.value}
        case SourceKind.LOCATION:
            return {"object": Topic.LOCATION, "object_id": about.value}
        case _:
            raise RefusedError(f"Could not {WATCH}: the network does not tell of {about.kind}.")


def _subscription(wire: WireSubscription) -> Subscription:
    return Subscription(id=wire.id, topic=wire.object, object_id=wire.object_id, callback_url=wire.callback_url)
