"""Which servers to believe."""

from __future__ import annotations

import ssl
from functools import cache
from typing import TYPE_CHECKING, Self

import httpx

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class Trust(ssl.SSLContext):
    """Shakes hands as the context that `read` gives, which is read at the first handshake: plain HTTP needs none.

    Whoever goes around `wrap_bio`, the way of asyncio and AnyIO, meets a context that believes nobody.
    """

    def __new__(cls, read: Callable[[], ssl.SSLContext]) -> Self:  # noqa: ARG004 - the initializer's
        """Made for clients: it verifies certificates and names."""
        return super().__new__(cls, ssl.PROTOCOL_TLS_CLIENT)

    def __init__(self, read: Callable[[], ssl.SSLContext]) -> None:
        self._read = cache(read)
        self._protocols: tuple[str, ...] = ()

    def set_alpn_protocols(self, alpn_protocols: Iterable[str]) -> None:
        """What to offer in the next handshakes."""
        self._protocols = tuple(alpn_protocols)

    def wrap_bio(
        self,
        incoming: ssl.MemoryBIO,
        outgoing: ssl.MemoryBIO,
        server_side: bool = False,  # noqa: FBT001, FBT002 - the library's signature
        server_hostname: str | bytes | None = None,
        session: ssl.SSLSession | None = None,
    ) -> ssl.SSLObject:
        """Begin a handshake."""
        context = self._read()
        if self._protocols:
            context.set_alpn_protocols(self._protocols)
        return context.wrap_bio(incoming, outgoing, server_side, server_hostname, session)


@cache
def trust() -> Trust:
    """The authorities that httpx trusts, for every client: each that reads its own keeps 0.8 MiB for them."""
    return Trust(httpx.create_ssl_context)
