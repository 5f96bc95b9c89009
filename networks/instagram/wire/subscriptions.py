"""Real-time subscriptions on the wire, and the updates that are pushed for them."""

from __future__ import annotations

from enum import StrEnum

from pydantic import OnErrorOmit, TypeAdapter

from networks.instagram.wire.told import WireId, WireModel


class Topic(StrEnum):
    """What a subscription is about."""

    USER = "user"
    """Everybody who authorized the application."""
    TAG = "tag"
    LOCATION = "location"
    GEOGRAPHY = "geography"


class WireSubscription(WireModel):
    """A subscription that stands."""

    id: WireId
    object: Topic
    object_id: WireId | None = None
    callback_url: str


class WireUpdate(WireModel):
    """Something new where a subscription looks. What is new is not in it."""

    subscription_id: WireId
    object: Topic
    object_id: WireId


SUBSCRIPTION = TypeAdapter(WireSubscription)
SUBSCRIPTIONS = TypeAdapter(list[OnErrorOmit[WireSubscription]])
UPDATES = TypeAdapter(list[OnErrorOmit[WireUpdate]])
