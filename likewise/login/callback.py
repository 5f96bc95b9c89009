"""Catches the browser on its way back, on this machine's loopback interface."""

from __future__ import annotations

import asyncio
import hmac
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, parse_qsl, urlsplit

from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from domain.errors import LikewiseError
from likewise.login import pages
from networks.instagram.redirects import read_redirect

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from networks.instagram.redirects import Grant

PATIENCE_SECONDS = 300.0
_LARGEST = 8 * 1024
_ANSWERS = frozenset({"code", "error", "access_token"})
_THANKS = "Likewise has what it needs. You can close this window and go back to the terminal."
_CANCELLED = "You let nobody in. You can close this window; the terminal says how to go on."
_STRANGE = "This is not the answer to the login that Likewise waits for. Start again with: likewise login"
_USED = "This login is over. Start again with: likewise login"


class Callback:
    """Takes the one answer that carries `state`; everything else is turned away and changes nothing."""

    def __init__(self, state: str, *, path: str) -> None:
        self._state = state
        self._path = path
        self._came: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self.app = Starlette(
            routes=[Route(path, self._back, methods=["GET"]), Route(path, self._handed_on, methods=["POST"])]
        )

    async def wait(self, patience: float = PATIENCE_SECONDS) -> None:
        """Let so many seconds pass, or fewer when the answer comes."""
        await asyncio.wait([self._came], timeout=patience)

    def grant(self) -> Grant:
        """What the owner came back with.

        Raises:
            RefusedError: they said no.
            LikewiseError: nobody came back.
        """
        if not self._came.done():
            raise LikewiseError("Nobody came back from the page in time; start again with: likewise login")
        return read_redirect(self._came.result(), state=self._state)

    async def _back(self, request: Request) -> Response:
        if _ANSWERS.isdisjoint(request.query_params):
            return pages.relay()
        sentence, status = self._take(f"{self._path}?{request.url.query}", request.query_params.get("state", ""))
        return pages.said(sentence, status)

    async def _handed_on(self, request: Request) -> Response:
        body = b""
        async for part in request.stream():
            body += part
            if len(body) > _LARGEST:
                return PlainTextResponse(_STRANGE, 413, pages.HEADERS)
        told = body.decode("utf-8", "replace")
        sentence, status = self._take(f"{self._path}#{told}", dict(parse_qsl(told)).get("state", ""))
        return PlainTextResponse(sentence, status, pages.HEADERS)

    def _take(self, address: str, state: str) -> tuple[str, int]:
        if not hmac.compare_digest(state.encode(), self._state.encode()):
            return _STRANGE, 400
        if self._came.done():
            return _USED, 410
        self._came.set_result(address)
        refused = "error" in parse_qs(urlsplit(address.replace("#", "?", 1)).query)
        return (_CANCELLED if refused else _THANKS), 200
