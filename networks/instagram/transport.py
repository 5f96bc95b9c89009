"""Where the token meets the wire, and where every trace of it is taken off again."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING
from urllib.parse import quote_plus

import httpx

if TYPE_CHECKING:
    from domain.secrets import SecretText

LARGEST_ANSWER = 10 * 1024 * 1024
"""Bytes, unpacked. A page of photos has less than a hundredth of it."""

SHORTEST_SECRET = 8
"""Characters. A shorter token could be a word of the answer, and replacing it would break the JSON."""

WIRE_LOGGERS = ("httpcore.connection", "httpcore.http11", "httpcore.http2", "httpcore.proxy", "httpcore.socks")


class TokenTransport(httpx.AsyncBaseTransport):
    """Adds `access_token` to requests for the API's own address, below everything that logs or raises.

    Requests, answers and exceptions on this side of it never show the token, whatever the server repeats.
    """

    def __init__(self, wire: httpx.AsyncBaseTransport, *, base: httpx.URL, token: SecretText) -> None:
        self._wire = wire
        self._origin = origin(base)
        self._token = token
        hush_wire_loggers()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send the request with the token; to any other origin, as it is."""
        if origin(request.url) != self._origin:
            return await self._wire.handle_async_request(request)
        try:
            return await self._exchange(request)
        except BaseException as failure:  # noqa: BLE001  # raised again
            # Cancellation too has passed frames whose variables hold the request as sent: raise without them.
            failure.__context__ = None
            raise failure.with_traceback(None) from None

    async def aclose(self) -> None:
        """Close the wire."""
        await self._wire.aclose()

    async def _exchange(self, request: httpx.Request) -> httpx.Response:
        answer = await self._wire.handle_async_request(
            httpx.Request(
                request.method,
                request.url.copy_set_param("access_token", self._token.reveal()),
                headers=request.headers,
                stream=request.stream,
                extensions=request.extensions,
            )
        )
        try:
            body = await _whole_body(answer)
        finally:
            await answer.aclose()
        headers = [(name, self._clean(value)) for name, value in answer.headers.raw if name.lower() not in _FRAMING]
        return httpx.Response(answer.status_code, headers=headers, content=self._clean(body))

    def _clean(self, text: bytes) -> bytes:
        if len(self._token.reveal()) < SHORTEST_SECRET:
            return text
        text = text.replace(self._token.reveal().encode(), b"***")
        return text.replace(quote_plus(self._token.reveal()).encode(), b"***")


_FRAMING = frozenset({b"content-encoding", b"content-length", b"transfer-encoding"})
"""Headers that described the body on the wire and would be untrue of the one that is handed on."""


def origin(url: httpx.URL) -> tuple[str, str, int | None]:
    """Scheme, host and port: what must agree for the token to be sent."""
    return url.scheme, url.host, url.port


def hush_wire_loggers() -> None:
    """Drop httpcore's DEBUG records, whoever asks for them: they show raw headers, where a server may echo a URL."""
    for name in WIRE_LOGGERS:
        logging.getLogger(name).addFilter(_above_debug)


def _above_debug(record: logging.LogRecord) -> bool:
    return record.levelno > logging.DEBUG


async def _whole_body(answer: httpx.Response) -> bytes:
    parts = bytearray()
    async for part in answer.aiter_bytes():
        parts += part
        if len(parts) > LARGEST_ANSWER:
            raise httpx.ReadError(f"the answer is larger than {LARGEST_ANSWER} bytes")
    return bytes(parts)
