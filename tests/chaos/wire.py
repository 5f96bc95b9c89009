"""Counts what goes wrong between the network and those who call it, as it is seen on the wire."""

from __future__ import annotations

import asyncio
import json
import time
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

SLOW = 0.12
"""Seconds: without a fault an answer takes a few milliseconds."""


class Watched:
    """An application, and by name what went wrong with its answers below `/v1`."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self.faults: Counter[str] = Counter()
        self._came: Counter[str] = Counter()
        self._coming = asyncio.Event()

    async def calls(self, count: int, method: str | None = None) -> None:
        """Wait until so many more calls have come; of one method, if it is given."""
        wanted = self._count(method) + count
        while self._count(method) < wanted:
            self._coming.clear()
            await self._coming.wait()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, and look at the answer."""
        if scope["path"].startswith("/v1/"):
            self._came[scope["method"]] += 1
            self._coming.set()
        answer: list[Message] = []

        async def noted(message: Message) -> None:
            answer.append(message)
            await send(message)

        began = time.monotonic()
        await self._app(scope, receive, noted)
        if scope["path"].startswith("/v1/"):
            wrong = _wrong(answer, time.monotonic() - began)
            self.faults.update([wrong] if wrong else [])

    def _count(self, method: str | None) -> int:
        return self._came.total() if method is None else self._came[method]


def _wrong(answer: list[Message], seconds: float) -> str | None:
    status = answer[0]["status"] if answer else 0
    if not answer or answer[-1].get("more_body"):
        return "cut"
    if status == 429 or status >= 500:
        return str(status)
    try:
        json.loads(b"".join(part.get("body", b"") for part in answer))
    except ValueError:
        return "malformed"
    return "slow" if seconds > SLOW else None
