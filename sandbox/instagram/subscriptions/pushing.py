"""Tells callbacks what came: signed, in the background, and again where nobody was at home."""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
import time
from collections import defaultdict
from dataclasses import dataclass
from hashlib import sha1
from typing import TYPE_CHECKING

from sandbox.instagram.subscriptions.courier import Letter, UnreachableError

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.instagram.api.call import Json
    from sandbox.instagram.apps import Apps
    from sandbox.instagram.subscriptions.courier import Courier
    from sandbox.instagram.subscriptions.register import Register
    from sandbox.instagram.subscriptions.watching import Watch

_PAUSES = (1.0, 4.0, 15.0)
"""Seconds of the wall between tries; after the last, the updates are given up (choice)."""
_LOOK_SECONDS = 0.5
_MOST_WAITING = 200
"""So many letters wait at most; the oldest are given up for newer ones."""
_SUCCESS = range(200, 300)

_log = logging.getLogger(__name__)


@dataclass(kw_only=True, slots=True)
class _Parcel:
    """A letter that nobody has taken yet."""

    letter: Letter
    due: float
    tries: int = 0


class Pusher:
    """Looks for news of all subscriptions and brings them to their callbacks."""

    def __init__(
        self,
        register: Register,
        watch: Watch,
        *,
        apps: Apps,
        courier: Courier,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        """`seconds` measures the pauses between tries."""
        self._register = register
        self._watch = watch
        self._apps = apps
        self._courier = courier
        self._seconds = seconds
        self._waiting: list[_Parcel] = []
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Tell what comes from now on, in the background of the running loop, while there is any subscription."""
        self._collect()
        if (self._task is None or self._task.done()) and self._register.all():
            self._task = asyncio.create_task(self._work())

    def stop(self) -> None:
        """Stop working in the background. What was not delivered is given up."""
        if self._task is not None and not self._task.done():
            self._task.get_loop().call_soon_threadsafe(self._task.cancel)
        self._task = None

    async def round(self) -> None:
        """Look once, and try once what is due."""
        self._collect()
        now = self._seconds()
        due = [parcel for parcel in self._waiting if parcel.due <= now]
        self._waiting = [parcel for parcel in self._waiting if parcel.due > now]
        results = await asyncio.gather(*(self._delivered(parcel) for parcel in due))
        failed = [parcel for parcel, delivered in zip(due, results, strict=True) if not delivered]
        self._waiting = [*failed, *self._waiting][-_MOST_WAITING:]

    async def _work(self) -> None:
        while self._register.all():
            await asyncio.sleep(_LOOK_SECONDS)
            try:
                await self.round()
            except Exception:  # noqa: BLE001 - one bad round must not end the task; it is logged
                _log.exception("a round of updates failed; the next follows")

    def _collect(self) -> None:
        """Put what came into letters, one to each callback of an app."""
        news: dict[tuple[str, str], list[dict[str, Json]]] = defaultdict(list)
        for subscription in self._register.all():
            wish = subscription.wish
            news[wish.client_id, wish.callback_url] += self._watch.look(subscription)
        for (client_id, url), updates in news.items():
            app = self._apps.find(client_id)
            if updates and app is not None:
                letter = _letter(url, updates, app.client_secret)
                self._waiting.append(_Parcel(letter=letter, due=self._seconds()))

    async def _delivered(self, parcel: _Parcel) -> bool:
        """Try once. Also true when this was the last time."""
        try:
            reply = await self._courier.bring(parcel.letter)
        except UnreachableError:
            reply = None
        if reply is not None and reply.status in _SUCCESS:
            return True
        if parcel.tries == len(_PAUSES):
            _log.warning("an update was given up after %s tries: its callback takes none", parcel.tries + 1)
            return True
        parcel.due = self._seconds() + _PAUSES[parcel.tries]
        parcel.tries += 1
        return False


def _letter(url: str, updates: list[dict[str, Json]], client_secret: str) -> Letter:
    body = json.dumps(updates, ensure_ascii=False, separators=(",", ":")).encode()
    signature = hmac.new(client_secret.encode(), body, sha1).hexdigest()
    headers = {"Content-Type": "application/json", "X-Hub-Signature": signature}
    return Letter(method="POST", url=url, headers=headers, body=body)
