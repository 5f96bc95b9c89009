"""The way to the network in virtual time: what is on its way arrives, whatever becomes of the sender."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import httpx

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Mapping
    from datetime import datetime

    from starlette.types import ASGIApp, Message

    from sandbox.clock import SteppedClock

SECONDS = 0.05
"""One way, when nothing is wrong."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Fate:
    """What becomes of one call."""

    there: float = SECONDS
    """Seconds until the network has it and does it."""
    back: float = SECONDS
    breaks: float | None = None
    """Seconds after which the sender sees the connection break; the call itself goes on."""


@dataclass(eq=False, kw_only=True, slots=True)
class Parcel:
    """A call that the network does not have yet."""

    request: httpx.Request
    due: datetime
    """On the clock that outlives loops."""
    answer: asyncio.Future[httpx.Response | None] | None = None
    """Whoever waits for it."""


class Mail(httpx.AsyncBaseTransport):
    """Carries calls to an application that never waits. `fate` says what becomes of each."""

    def __init__(self, app: ASGIApp, clock: SteppedClock, fate: Callable[[httpx.Request], Fate]) -> None:
        self._app = app
        self._clock = clock
        self.way: list[Parcel] = []
        """What is on it."""
        self.fate = fate
        self.calls = 0

    def reconnect(self, loop: asyncio.AbstractEventLoop) -> None:
        """Let what a life before has sent arrive in this one."""
        for parcel in self.way:
            parcel.answer = None
            loop.call_later(max(0.0, (parcel.due - self._clock()).total_seconds()), self._deliver, parcel)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send, and wait for the answer."""
        await request.aread()
        self.calls += 1
        fate, loop = self.fate(request), asyncio.get_running_loop()
        due = self._clock() + timedelta(seconds=fate.there)
        parcel = Parcel(request=request, due=due, answer=loop.create_future())
        assert parcel.answer is not None
        self.way.append(parcel)
        loop.call_later(fate.there, self._deliver, parcel)
        try:
            async with asyncio.timeout(fate.breaks):
                answer = await parcel.answer
                await asyncio.sleep(fate.back)
        except TimeoutError:
            raise httpx.ReadError("the connection broke") from None
        if answer is None:
            raise httpx.RemoteProtocolError("the answer ended before its end")
        return answer

    def post(self, path: str, headers: Mapping[str, str], body: Mapping[str, object]) -> httpx.Response:
        """A call past all of this, made and answered at once."""
        request = httpx.Request("POST", f"http://127.0.0.1{path}", headers=headers, json=body)
        answer = at_once(answered(self._app, request))
        assert answer is not None
        assert answer.is_success, answer.text
        return answer

    def _deliver(self, parcel: Parcel) -> None:
        self.way.remove(parcel)
        answer = at_once(answered(self._app, parcel.request))
        if parcel.answer is not None and not parcel.answer.done():
            parcel.answer.set_result(answer)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Exchange:
    """What an application is given, and what it gives."""

    body: bytes
    sent: list[Message] = field(default_factory=list)

    async def receive(self) -> Message:
        return {"type": "http.request", "body": self.body, "more_body": False}

    async def send(self, message: Message) -> None:
        self.sent.append(message)


async def answered(app: ASGIApp, request: httpx.Request) -> httpx.Response | None:
    """The answer; None: it was cut."""
    exchange = _Exchange(body=request.content)
    await app(_scope(request), exchange.receive, exchange.send)
    start, *parts = exchange.sent
    if parts[-1].get("more_body"):
        return None
    content = b"".join(part.get("body", b"") for part in parts)
    headers = [(name, value) for name, value in start["headers"] if name != b"content-length"]
    return httpx.Response(start["status"], headers=headers, content=content)


def _scope(request: httpx.Request) -> dict[str, Any]:
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": request.method,
        "scheme": request.url.scheme,
        "path": request.url.path,
        "raw_path": request.url.raw_path.partition(b"?")[0],
        "query_string": request.url.query,
        "root_path": "",
        "headers": [(name.lower(), value) for name, value in request.headers.raw],
        "server": (request.url.host, request.url.port),
        "client": ("127.0.0.1", 1),
    }


def at_once(work: Coroutine[Any, Any, httpx.Response | None]) -> httpx.Response | None:
    """What it comes to. The network does not die with its callers, so no step of theirs may lie within its work."""
    try:
        work.send(None)
    except StopIteration as end:
        answer: httpx.Response | None = end.value
        return answer
    work.close()
    raise AssertionError("the network waited for something")
