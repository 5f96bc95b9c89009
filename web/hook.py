"""The address that the network pushes to: something is new there. What it is, Likewise looks up itself."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from networks.instagram.updates import challenge_in, updates_in, verify_signature

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request
    from starlette.responses import Response

    from domain.secrets import SecretText
    from domain.sources import Source

LARGEST_BODY = 64 * 1024
"""Bytes. An update has about a hundred, and a push a few updates."""
_LONGEST_CHALLENGE = 200
_HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
_LOGGED_EVERY = 1000

_log = logging.getLogger(__name__)


class Hook:
    """Answers challenges, and passes on which lists signed updates name. The path does not matter: proxies cut it."""

    def __init__(
        self, secret: SecretText, *, verify_token: str, wake: Callable[[frozenset[Source]], Awaitable[None]]
    ) -> None:
        """`secret` signs the updates, `verify_token` is the word that came with our wish to have them."""
        self._secret = secret
        self._verify_token = verify_token
        self._wake = wake
        self.forged = 0
        """How many updates were not signed with the secret."""
        self.app = Starlette(
            routes=[
                Route("/{path:path}", self._challenge, methods=["GET"]),
                Route("/{path:path}", self._update, methods=["POST"]),
            ]
        )

    async def _challenge(self, request: Request) -> Response:
        challenge = challenge_in(request.query_params, verify_token=self._verify_token)
        if challenge is None or len(challenge) > _LONGEST_CHALLENGE:
            return _answer("Nobody asked for this here.", 403)
        return _answer(challenge)

    async def _update(self, request: Request) -> Response:
        body = b""
        async for part in request.stream():
            body += part
            if len(body) > LARGEST_BODY:
                return _answer("An update is smaller than this.", 413)
        if not verify_signature(body, request.headers.get("x-hub-signature", ""), self._secret):
            self._count_forged()
            return _answer("The signature does not match.", 403)
        told = frozenset(update.source for update in updates_in(body))
        if told:
            await self._wake(told)
        return _answer("")

    def _count_forged(self) -> None:
        # Whoever floods us with forged updates shall not fill the log as well.
        if self.forged % _LOGGED_EVERY == 0:
            _log.warning("refused an update that is not signed by the network", extra={"before": self.forged})
        self.forged += 1


def _answer(text: str, status: int = 200) -> Response:
    return PlainTextResponse(text, status, _HEADERS)
