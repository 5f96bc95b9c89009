"""Requests of the sandbox itself: to this machine and nowhere else."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

_PLAIN = re.compile(r"[!-~]+")
"""No blanks, no line ends, no letters that would have to be encoded."""
_LARGEST_REPLY = 16 * 1024
_SECONDS = 3.0
_STATUS = re.compile(rb"HTTP/1\.[01] (\d{3})\b")
_LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*(\d{1,9})[ \t]*\r\n", re.IGNORECASE)


class UnreachableError(Exception):
    """Nobody answered there, or it is no place to call."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Letter:
    """A request to a callback."""

    method: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


@dataclass(frozen=True, kw_only=True, slots=True)
class Reply:
    """What a callback answers."""

    status: int
    text: str


class Courier(Protocol):
    """Brings letters to callbacks."""

    async def bring(self, letter: Letter) -> Reply:
        """The answer. Redirects are not followed.

        Raises:
            UnreachableError: there is none.
        """


@dataclass(frozen=True, kw_only=True, slots=True)
class Target:
    """Where a callback on this machine listens."""

    host: str
    """An address, never a name: nothing is looked up that could change its mind."""
    port: int
    authority: str
    path: str

    @classmethod
    def of(cls, url: str) -> Target:
        """The target of an address such as `http://127.0.0.1:8000/hook`.

        Raises:
            UnreachableError: it is not plain HTTP, or leaves this machine.
        """
        if not _PLAIN.fullmatch(url):
            raise UnreachableError("a callback's address has printable ASCII characters only")
        try:
            parts = urlsplit(url)
            port = parts.port or 80
            host = "127.0.0.1" if parts.hostname == "localhost" else str(ip_address(parts.hostname or ""))
        except ValueError as error:
            raise UnreachableError(
                "a callback is at http://127.0.0.1:PORT/, http://[::1]:PORT/ or localhost"
            ) from error
        if parts.scheme != "http" or parts.username is not None or not ip_address(host).is_loopback:
            raise UnreachableError("a sandbox calls nothing but this machine, in plain HTTP")
        path = f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
        return cls(host=host, port=port, authority=parts.netloc, path=path)


class LoopbackCourier:
    """Speaks HTTP/1.0, so that every answer ends with its length or its connection."""

    async def bring(self, letter: Letter) -> Reply:
        """See `Courier`. An answer is waited for three seconds and read up to 16 KiB."""
        target = Target.of(letter.url)
        try:
            async with asyncio.timeout(_SECONDS):
                return await self._exchange(target, letter)
        except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError) as error:
            raise UnreachableError(f"no answer from {target.authority}") from error

    async def _exchange(self, target: Target, letter: Letter) -> Reply:
        reader, writer = await asyncio.open_connection(target.host, target.port, limit=_LARGEST_REPLY)
        try:
            writer.write(_request(target, letter))
            await writer.drain()
            head = await reader.readuntil(b"\r\n\r\n")
            status, length = _STATUS.match(head), _LENGTH.search(head)
            if status is None:
                raise UnreachableError(f"{target.authority} does not speak HTTP")
            body = await _body(reader, None if length is None else int(length[1]))
            return Reply(status=int(status[1]), text=body.decode("utf-8", "replace"))
        finally:
            writer.close()


def _request(target: Target, letter: Letter) -> bytes:
    headers = {
        "Host": target.authority,
        "User-Agent": "likewise-sandbox",
        "Content-Length": str(len(letter.body)),
        **letter.headers,
    }
    lines = [f"{letter.method} {target.path} HTTP/1.0", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join([*lines, "", ""]).encode("ascii") + letter.body


async def _body(reader: asyncio.StreamReader, length: int | None) -> bytes:
    """The body, to its length or to the end of the connection, and never more than is read at most."""
    wanted = _LARGEST_REPLY if length is None else min(length, _LARGEST_REPLY)
    body = b""
    while len(body) < wanted and (chunk := await reader.read(wanted - len(body))):
        body += chunk
    return body
