"""The line to Telegram: the requests, and when it breaks and comes back."""

from __future__ import annotations

import asyncio
import logging
import os
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

import httpx
from telegram.error import BadRequest, Conflict, Forbidden, RetryAfter
from telegram.request import HTTPXRequest

from networks.trust import trust

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from telegram.error import TelegramError

logger = logging.getLogger(__name__)

T = TypeVar("T")

os.environ.setdefault("PTB_TIMEDELTA", "1")  # without it, the library warns whenever it makes a RetryAfter

_REFUSED = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND})
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_POOL = 8


_NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)


def surely_not_sent(error: TelegramError) -> bool:
    """Whether a failed call did not happen. What timed out, or broke off, may have."""
    return isinstance(error, BadRequest | Forbidden | RetryAfter) or isinstance(error.__cause__, _NOT_SENT)


def wait_of(error: RetryAfter) -> float:
    """Seconds to wait, as Telegram wants it."""
    wait = error.retry_after
    return float(wait) if isinstance(wait, int) else wait.total_seconds()


async def patiently(call: Callable[[], Awaitable[T]]) -> T:
    """Make a call that somebody waits for; when Telegram asks for a pause, make it once more after that."""
    try:
        return await call()
    except RetryAfter as error:
        logger.info("Telegram asks for a pause of %s s.", wait_of(error))
        await asyncio.sleep(wait_of(error))
        return await call()


class Line:
    """Tells when polling fails and when it works again, once each."""

    def __init__(self) -> None:
        self._down: str | None = None
        self.refused = False
        """Whether Telegram has refused the token: polling has ended for good."""

    def failed(self, error: TelegramError) -> None:
        """A poll failed; PTB tries again by itself."""
        kind = type(error).__name__
        if kind == self._down:
            return
        self._down = kind
        if isinstance(error, Conflict):
            logger.error("Another program polls Telegram with the same token; stop one of the two.")
        else:
            logger.warning("Telegram cannot be reached (%s); trying again until it can.", kind)

    def answered(self, status: int) -> None:
        """A poll was answered."""
        self.refused = self.refused or status in _REFUSED
        if status == HTTPStatus.OK and self._down is not None:
            self._down = None
            logger.info("Telegram can be reached again.")


class PollingRequest(HTTPXRequest):
    """The request that polls, watched."""

    def __init__(self, line: Line, **options: Any) -> None:  # noqa: ANN401 - the library's options
        super().__init__(connection_pool_size=1, **options)
        self._line = line

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:  # noqa: ANN401 - the library's arguments
        """Poll, and note how it was answered."""
        status, body = await super().do_request(*args, **kwargs)
        self._line.answered(status)
        return status, body


def requests(
    line: Line, base_url: str | None, transport: httpx.AsyncBaseTransport | None
) -> tuple[HTTPXRequest, PollingRequest]:
    """The request for calls and the one that polls. A proxy from the environment is not used towards this machine."""
    options: dict[str, Any] = {"verify": trust()}
    if transport is not None:
        options["transport"] = transport
    if base_url is not None and urlsplit(base_url).hostname in _LOOPBACK:
        options["trust_env"] = False
    calls = HTTPXRequest(connection_pool_size=_POOL, httpx_kwargs=options)
    return calls, PollingRequest(line, httpx_kwargs=options)
