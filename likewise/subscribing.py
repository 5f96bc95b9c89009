"""Has the network push what is new in the lists that are watched."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

from domain.errors import LikewiseError, RetryableError
from domain.sources import Source, SourceKind
from networks.instagram.wire.subscriptions import Topic
from storage import notices, sources

if TYPE_CHECKING:
    from datetime import datetime

    from domain.clock import Clock
    from domain.ids import AccountKey
    from networks.instagram.subscriptions import Subscription
    from storage.database import Database

_log = logging.getLogger(__name__)

_TOPICS = {SourceKind.TAG: Topic.TAG, SourceKind.LOCATION: Topic.LOCATION, SourceKind.USER: Topic.USER}
_AGAIN_AFTER = timedelta(minutes=10)
_LOOK_AFTER = timedelta(hours=1)
"""The network drops a subscription whose address it could not reach, and tells nobody."""
_SUBJECT = "subscriptions"


class Wishes(Protocol):
    """The app's subscriptions on the network."""

    async def create(self, about: Source, *, callback_url: str, verify_token: str) -> Subscription:
        """Have `callback_url` told of what is new there."""
        ...

    async def all(self) -> tuple[Subscription, ...]:
        """The subscriptions that stand."""
        ...

    async def delete(self, subscription_id: str) -> None:
        """End one."""
        ...


@dataclass(kw_only=True, slots=True)
class Subscribing:
    """Keeps the subscriptions to one address at what is watched for one account."""

    account: AccountKey
    database: Database
    clock: Clock
    wishes: Wishes
    callback_url: str
    verify_token: str
    _standing: frozenset[tuple[Topic, str | None]] | None = field(init=False, default=None)
    _again_at: datetime | None = field(init=False, default=None)
    _look_at: datetime | None = field(init=False, default=None)
    _failing: bool = field(init=False, default=False)

    async def round(self) -> bool:
        """Subscribe to what came to be watched, and end what is not any more; whether there is something to tell.

        Once an hour what stands is looked through, and what the network has dropped is renewed. What fails is told
        once and tried again: looking by itself goes on all the while.
        """
        wanted = {_key(source): source for source in await self._watched()}
        now = self.clock()
        as_known = wanted.keys() == self._standing
        if (as_known and not _has_come(self._look_at, now)) or not _has_come(self._again_at, now):
            return False
        try:
            changed = await self._reach(wanted)
        except LikewiseError as error:
            delay = timedelta(seconds=error.delay) if isinstance(error, RetryableError) else _AGAIN_AFTER
            self._again_at = now + delay
            # That the list cannot be had just now does not mean that nothing is pushed.
            quiet = as_known and isinstance(error, RetryableError)
            return False if quiet else await self._failed(error)
        self._standing, self._again_at, self._look_at = frozenset(wanted), None, now + _LOOK_AFTER
        return await self._succeeded(len(wanted), changed=changed or not as_known)

    async def _watched(self) -> list[Source]:
        async with self.database.read() as session:
            watched = await sources.active(session, self.account)
        return [source.source for source in watched if source.source.kind in _TOPICS]

    async def _reach(self, wanted: dict[tuple[Topic, str | None], Source]) -> bool:
        """Make what stands what is wanted; whether something had to be done for it."""
        standing = {
            (one.topic, one.object_id): one.id
            for one in await self.wishes.all()
            # A geography is made by subscribing to a circle, and would be lost with its subscription.
            if one.callback_url == self.callback_url and one.topic is not Topic.GEOGRAPHY
        }
        for key, source in wanted.items():
            if key not in standing:
                await self.wishes.create(source, callback_url=self.callback_url, verify_token=self.verify_token)
        for key, number in standing.items():
            if key not in wanted:
                await self.wishes.delete(number)
        return standing.keys() != wanted.keys()

    async def _failed(self, error: LikewiseError) -> bool:
        if self._failing:
            return False
        self._failing = True
        _log.warning("the network does not push what is new: %s", error)
        await self._tell(
            f"The network does not tell when something is new: {error} Likewise goes on looking by itself."
        )
        return True

    async def _succeeded(self, count: int, *, changed: bool) -> bool:
        if changed or self._failing:
            _log.info("the network pushes what is new", extra={"subscriptions": count})
        if not self._failing:
            return False
        self._failing = False
        await self._tell("The network tells again when something is new.")
        return True

    async def _tell(self, text: str) -> None:
        async with self.database.write() as session:
            await notices.tell(session, self.account, _SUBJECT, self.clock(), text=text)


def _has_come(moment: datetime | None, now: datetime) -> bool:
    return moment is None or now >= moment


def _key(source: Source) -> tuple[Topic, str | None]:
    """What a subscription is known by: that to people is one for all who let the app in."""
    return _TOPICS[source.kind], None if source.kind is SourceKind.USER else source.value
