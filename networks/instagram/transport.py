"""Where the secrets meet the wire, and where every trace of them is taken off again."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote_plus, urlencode

import httpx

from networks.instagram.signing import signature

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.secrets import SecretText

LARGEST_ANSWER = 10 * 1024 * 1024
"""Bytes, unpacked. A page of photos has less than a hundredth of it."""

SHORTEST_SECRET = 8
"""Characters. A shorter one could be a word of the answer, and replacing it would break the JSON."""

WIRE_LOGGERS = ("httpcore.connection", "httpcore.http11", "httpcore.http2", "httpcore.proxy", "httpcore.socks")


class SecretTransport(httpx.AsyncBaseTransport):
    """Adds secret parameters to requests for the API's own address, below everything that logs or raises.

    Requests, answers and exceptions on this side of it never show them, whatever the server repeats. They stand in
    the query; or, with `in_forms`, in the form of a request that has one. With a `signing_secret`, which itself
    is not sent, every request is signed.
    """

    def __init__(
        self,
        wire: httpx.AsyncBaseTransport,
        *,
        base: httpx.URL,
        secrets: Mapping[str, SecretText],
        signing_secret: SecretText | None = None,
        in_forms: bool = False,
    ) -> None:
        self._wire = wire
        self._base = base
        self._secrets = secrets
        self._signing_secret = signing_secret
        self._in_forms = in_forms
        hush_wire_loggers()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send the request with the secrets; to any other origin, as it is."""
        if origin(request.url) != origin(self._base):
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
        answer = await self._wire.handle_async_request(self._complete(request, await request.aread()))
        try:
            body = await _whole_body(answer)
        finally:
            await answer.aclose()
        headers = [(name, self._clean(value)) for name, value in answer.headers.raw if name.lower() not in _FRAMING]
        return httpx.Response(answer.status_code, headers=headers, content=self._clean(body))

    def _complete(self, request: httpx.Request, content: bytes) -> httpx.Request:
        """The request as it goes out."""
        form = dict(parse_qsl(content.decode(), keep_blank_values=True)) if _is_form(request) else {}
        added = {name: secret.reveal() for name, secret in self._secrets.items()}
        query = dict(request.url.params)
        if form and self._in_forms:
            form |= added
        else:
            query |= added
        if self._signing_secret is not None:
            query["sig"] = signature(self._endpoint(request.url), query | form, self._signing_secret)
        headers = httpx.Headers(request.headers)
        if form:
            content = urlencode(form).encode()
            headers["content-length"] = str(len(content))
        url = request.url.copy_with(params=query)
        return httpx.Request(request.method, url, headers=headers, content=content, extensions=request.extensions)

    def _endpoint(self, url: httpx.URL) -> str:
        return "/" + url.path.removeprefix(self._base.path.rstrip("/")).lstrip("/")

    def _clean(self, text: bytes) -> bytes:
        for secret in self._secrets.values():
            if len(secret.reveal()) >= SHORTEST_SECRET:
                text = text.replace(secret.reveal().encode(), b"***")
                text = text.replace(quote_plus(secret.reveal()).encode(), b"***")
        return text


_FRAMING = frozenset({b"content-encoding", b"content-length", b"transfer-encoding"})
"""Headers that described the body on the wire and would be untrue of the one that is handed on."""


def _is_form(request: httpx.Request) -> bool:
    kind: str = request.headers.get("content-type", "")
    return kind == "application/x-www-form-urlencoded"


def origin(url: httpx.URL) -> tuple[str, str, int | None]:
    """Scheme, host and port: what must agree for a secret to be sent."""
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
