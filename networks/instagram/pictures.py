"""Downloads of photos, from addresses that strangers chose."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import httpx

from domain.errors import LikewiseError, RefusedError, RetryableError
from networks.instagram.failures import LATER, SOON
from networks.instagram.transport import origin

if TYPE_CHECKING:
    from contextlib import AbstractAsyncContextManager

LARGEST_PICTURE = 10 * 1024 * 1024
"""Bytes."""

LONGEST_DOWNLOAD = 20.0
"""Seconds."""

MISSING = frozenset({403, 404, 410})
"""Addresses of pictures are signed and run out, which reads 403."""


class Pictures:
    """Fetches pictures without the token, and only from the hosts it was given.

    `client` must not follow redirects: they would lead past the list.
    """

    def __init__(self, client: httpx.AsyncClient, *, api: httpx.URL, hosts: tuple[str, ...]) -> None:
        self._client = client
        self._api = origin(api)
        self._hosts = frozenset(host.lower().strip(".") for host in hosts)

    async def fetch(self, url: str) -> bytes:
        """The bytes of the picture at `url`.

        Raises:
            RefusedError: the address is not one of the network's, or holds no picture of at most 10 MB.
            RetryableError: no answer, or one that may be better later.
        """
        address = self._allowed(url)
        ending = await self._download(address)
        if isinstance(ending, LikewiseError):
            raise ending
        return ending

    def _allowed(self, url: str) -> httpx.URL:
        try:
            address = httpx.URL(url)
        except (httpx.InvalidURL, TypeError):
            address = httpx.URL()
        own = origin(address) == self._api
        secure = address.scheme == "https" and address.port is None and self._listed(address.host)
        if (own or secure) and not address.userinfo:
            return address
        raise RefusedError("Could not load the picture: its address is not one of this network's picture servers.")

    def _listed(self, host: str) -> bool:
        name = host.lower()
        return name == self._api[1] or any(name == known or name.endswith(f".{known}") for known in self._hosts)

    async def _download(self, address: httpx.URL) -> bytes | LikewiseError:
        try:
            async with asyncio.timeout(LONGEST_DOWNLOAD), self._stream(address) as answer:
                return _refusal(answer) or await _body(answer)
        except (httpx.HTTPError, TimeoutError):
            return RetryableError("Could not load the picture: its server did not deliver it.", delay=SOON)

    def _stream(self, address: httpx.URL) -> AbstractAsyncContextManager[httpx.Response]:
        # A small packed answer may unpack to a huge one, and pictures gain nothing by it.
        return self._client.stream("GET", address, headers={"accept": "image/*", "accept-encoding": "identity"})


def _refusal(answer: httpx.Response) -> LikewiseError | None:
    """Why an answer is no picture, judged by its first lines."""
    status = answer.status_code
    if status in MISSING:
        return RefusedError("Could not load the picture: it is not there any more.", gone=True)
    if status >= httpx.codes.INTERNAL_SERVER_ERROR or status == httpx.codes.TOO_MANY_REQUESTS:
        return RetryableError(f"Could not load the picture: its server answered with status {status}.", delay=LATER)
    if status != httpx.codes.OK:
        return RefusedError(f"Could not load the picture: its server answered with status {status}.")
    packed = answer.headers.get("content-encoding", "identity") != "identity"
    if packed or not answer.headers.get("content-type", "").lower().startswith("image/"):
        return RefusedError("Could not load the picture: what its server sent is no picture.")
    return None


async def _body(answer: httpx.Response) -> bytes | LikewiseError:
    parts = bytearray()
    async for part in answer.aiter_bytes():
        parts += part
        if len(parts) > LARGEST_PICTURE:
            return RefusedError("Could not load the picture: it is larger than 10 MB.")
    return bytes(parts)
