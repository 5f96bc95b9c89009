"""The line over aiohttp, for many tokens: a fraction of the work of httpx, most of all with many calls at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import aiohttp
import httpx
from httpx_aiohttp import AiohttpTransport

if TYPE_CHECKING:
    import ssl
    from collections.abc import AsyncIterator

_CONNECTIONS = 100


class LightTransport(httpx.AsyncBaseTransport):
    """aiohttp behind httpx's interface.

    The bridge between them takes every broken connection for one that was never made, and quotes addresses. Whether a
    request may have arrived decides here whether it may be made again, so failures are named anew, and quote nothing.
    """

    def __init__(self, trust: ssl.SSLContext, proxy: str | None) -> None:
        def session() -> aiohttp.ClientSession:
            connector = aiohttp.TCPConnector(ssl=trust, limit=_CONNECTIONS)
            return aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar())

        self._wire = AiohttpTransport(
            verify=trust, trust_env=False, proxy=None if proxy is None else httpx.Proxy(proxy), client=session
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request. Raises httpx's errors, as its own transport does."""
        try:
            answer = await self._wire.handle_async_request(request)
        except httpx.HTTPError as failure:
            named = _named(failure)
        else:
            body = answer.stream
            if not isinstance(body, httpx.AsyncByteStream):
                raise TypeError(f"an answer has a body to await, not {type(body).__name__}")
            return httpx.Response(
                answer.status_code, headers=answer.headers, stream=_Body(body), extensions=answer.extensions
            )
        raise named

    async def aclose(self) -> None:
        """Close every connection."""
        await self._wire.aclose()


class _Body(httpx.AsyncByteStream):
    """What is still to come of an answer."""

    def __init__(self, stream: httpx.AsyncByteStream) -> None:
        self._stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        broken: httpx.HTTPError | None = None
        try:
            async for part in self._stream:
                yield part
        except httpx.HTTPError as failure:
            broken = _named(failure)
        if broken is not None:
            raise broken

    async def aclose(self) -> None:
        await self._stream.aclose()


def _named(failure: httpx.HTTPError) -> httpx.HTTPError:
    """What really happened, by the words of aiohttp."""
    match failure.__cause__:
        case aiohttp.InvalidURL():
            return httpx.UnsupportedProtocol("the address is none")
        case aiohttp.ClientHttpProxyError():
            return httpx.ProxyError("the proxy refused")
        case aiohttp.ConnectionTimeoutError():
            return httpx.ConnectTimeout("the connection took too long")
        case aiohttp.ClientConnectorError():
            return httpx.ConnectError("no connection could be made")
        case aiohttp.ServerTimeoutError():
            return httpx.ReadTimeout("the answer took too long")
    return httpx.ReadError("the connection broke")
