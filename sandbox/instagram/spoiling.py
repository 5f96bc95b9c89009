"""What a fault makes of a call and of its answer."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

from starlette.responses import Response

from sandbox.instagram import pages
from sandbox.instagram.api.errors import ApiError

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request
    from starlette.types import Receive, Scope, Send

    from sandbox.instagram.api.call import Json
    from sandbox.instagram.faults import Fault

_UNKNOWN_FIELD: dict[str, Json] = {"x_from_the_future": {"versions": [1, 2.5, None], "name": "nobody knows it"}}


class CutResponse(Response):
    """An answer whose connection ends in the middle: half of the promised body is sent.

    A server closes a connection on which an application stops before the promised length.
    """

    async def __call__(self, _scope: Scope, _receive: Receive, send: Send) -> None:
        """Send half of it."""
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        half = bytes(self.body)[: len(self.body) // 2]
        await send({"type": "http.response.body", "body": half, "more_body": True})


async def before(fault: Fault | None, request: Request) -> Response | None:
    """The answer of a call that is not even tried; `None` if the call goes on, now or after a while.

    Raises:
        ApiError: that is the answer.
    """
    if fault is None:
        return None
    if fault.fault == "slow":
        await _wait(request, fault.seconds)
    if fault.fault == "cut":
        return CutResponse(b"{}", media_type="application/json")
    if fault.fault != "status":
        return None
    if fault.error_type is not None:
        raise ApiError(fault.error_type, fault.error_message, status=fault.status, bare=fault.bare)
    return pages.fault(fault.status)


async def after(fault: Fault | None, request: Request, response: Response) -> Response:
    """The answer, or what becomes of it on the way. The effect is done in every case."""
    if fault is None:
        return response
    if fault.fault == "hold":
        await _wait(request, fault.seconds)
    spoil = _SPOILERS.get(fault.fault)
    return response if spoil is None else spoil(fault, response)


async def _wait(request: Request, seconds: float) -> None:
    """Wait, or until the caller has hung up."""
    gone = asyncio.ensure_future(_hung_up(request))
    try:
        await asyncio.wait({gone}, timeout=seconds)
    finally:
        gone.cancel()


async def _hung_up(request: Request) -> None:
    # The first thing to come may be a body that nobody has read: that of a GET, which is empty.
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _lost(_fault: Fault, _response: Response) -> Response:
    return pages.fault(502)


def _cut(_fault: Fault, response: Response) -> Response:
    return CutResponse(response.body, response.status_code, _headers(response))


def _malformed(_fault: Fault, response: Response) -> Response:
    return _replaced(response, bytes(response.body)[: len(response.body) // 2])


def _missing(fault: Fault, response: Response) -> Response:
    body = _read(response)
    if fault.fields:
        return _written(response, _without(body, fault.fields))
    return _written(response, {**body, "data": _halved(body.get("data"))})


def _extra(_fault: Fault, response: Response) -> Response:
    return _written(response, _enriched(_read(response)))


_SPOILERS: dict[str, Callable[[Fault, Response], Response]] = {
    "lost": _lost,
    "cut_late": _cut,
    "malformed": _malformed,
    "missing": _missing,
    "extra": _extra,
}


def _read(response: Response) -> dict[str, Json]:
    """The envelope; of a JSONP answer that is what stands between the brackets."""
    text = bytes(response.body).decode()
    envelope: dict[str, Json] = json.loads(text[text.index("{") : text.rindex("}") + 1])
    return envelope


def _written(response: Response, envelope: Json) -> Response:
    text = bytes(response.body).decode()
    fresh = json.dumps(envelope, ensure_ascii=False, separators=(",", ":"))
    return _replaced(response, (text[: text.index("{")] + fresh + text[text.rindex("}") + 1 :]).encode())


def _replaced(response: Response, body: bytes) -> Response:
    return Response(body, response.status_code, _headers(response))


def _headers(response: Response) -> dict[str, str]:
    return {name: value for name, value in response.headers.items() if name != "content-length"}


def _without(value: Json, fields: tuple[str, ...]) -> Json:
    if isinstance(value, list):
        return [_without(one, fields) for one in value]
    if isinstance(value, dict):
        return {name: _without(one, fields) for name, one in value.items() if name not in fields}
    return value


def _halved(value: Json) -> Json:
    if isinstance(value, list):
        return [_halved(one) for one in value]
    if isinstance(value, dict):
        return {name: _halved(value[name]) for name in sorted(value)[::2]}
    return value


def _enriched(value: Json) -> Json:
    if isinstance(value, list):
        return [_enriched(one) for one in value]
    if isinstance(value, dict):
        return {**{name: _enriched(one) for name, one in value.items()}, **_UNKNOWN_FIELD}
    return value
