"""What the network pushes to the address of a subscription: a challenge first, then updates."""

from __future__ import annotations

import hmac
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import ValidationError

from domain.sources import Source, SourceKind
from networks.instagram.wire.subscriptions import UPDATES, Topic

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.secrets import SecretText

KIND = {
    Topic.USER: SourceKind.USER,
    Topic.TAG: SourceKind.TAG,
    Topic.LOCATION: SourceKind.LOCATION,
    Topic.GEOGRAPHY: SourceKind.GEOGRAPHY,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Update:
    """There is something new, but not what."""

    subscription_id: str
    topic: Topic
    object_id: str
    """A person's id, a tag's name, the id of a place or of a circle on the map."""

    @property
    def source(self) -> Source:
        """Where to look for it."""
        return Source(kind=KIND[self.topic], value=self.object_id)


def challenge_in(query: Mapping[str, str], *, verify_token: str) -> str | None:
    """What to answer, as plain text, to the GET that asks whether a subscription is wanted here.

    `None`: it was not asked for here, and is to be refused.
    """
    told = query.get("hub.verify_token", "")
    if query.get("hub.mode") != "subscribe" or not _same(told, verify_token):
        return None
    return query.get("hub.challenge") or None


def verify_signature(body: bytes, header: str, secret: SecretText) -> bool:
    """Whether `body` comes from the network: `header` is its `X-Hub-Signature`, `secret` the application's."""
    return _same(header, hmac.digest(secret.reveal().encode(), body, "sha1").hex())


def updates_in(body: bytes) -> tuple[Update, ...]:
    """The updates in a body whose signature is good. Those that make no sense are left out."""
    with suppress(ValidationError):
        return tuple(
            Update(subscription_id=one.subscription_id, topic=one.object, object_id=one.object_id)
            for one in UPDATES.validate_json(body)
        )
    return ()


def _same(told: str, right: str) -> bool:
    return hmac.compare_digest(told.encode(errors="surrogatepass"), right.encode())
