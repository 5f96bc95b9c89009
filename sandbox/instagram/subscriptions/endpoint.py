"""`/v1/subscriptions`: an app's calls on its own behalf, with its id and secret."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Self

from starlette.routing import Route

from sandbox.instagram.api import errors, parameters
from sandbox.instagram.api.call import Answer
from sandbox.instagram.api.errors import ApiError
from sandbox.instagram.api.replies import reply
from sandbox.instagram.api.texts import written
from sandbox.instagram.subscriptions import confirming
from sandbox.instagram.subscriptions.pushing import Pusher
from sandbox.instagram.subscriptions.register import EVERYTHING, KINDS, Register, Selection, Wish
from sandbox.instagram.subscriptions.watching import Watch

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from sandbox.instagram.apps import App, Apps
    from sandbox.instagram.deeds import Deeds
    from sandbox.instagram.subscriptions.courier import Courier
    from sandbox.instagram.tokens import Tokens

_PATHS = ("/v1/subscriptions", "/v1/subscriptions/", "/v1/subscriptions.json", "/v1/subscriptions.json/")
_NO_LIMIT: Mapping[str, str] = {}
"""Choice: the limits are about calls for people."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Subscriptions:
    """Lets apps subscribe, look and unsubscribe."""

    deeds: Deeds
    apps: Apps
    register: Register
    pusher: Pusher
    courier: Courier

    @classmethod
    def over(cls, deeds: Deeds, apps: Apps, tokens: Tokens, courier: Courier) -> Self:
        """Those of this world, as the journal has them."""
        register = Register(deeds.journal)
        pusher = Pusher(register, Watch(deeds, apps, tokens), apps=apps, courier=courier)
        return cls(deeds=deeds, apps=apps, register=register, pusher=pusher, courier=courier)

    @asynccontextmanager
    async def working(self, _app: object = None) -> AsyncIterator[None]:
        """Push updates while the block lasts. Where no server opens it, the first call starts the work."""
        self.pusher.start()
        try:
            yield
        finally:
            self.pusher.stop()

    def routes(self) -> list[Route]:
        """Where it is served."""
        return [Route(path, self._answer, methods=["GET", "POST", "DELETE"]) for path in _PATHS]

    async def _answer(self, request: Request) -> Response:
        params: dict[str, str] = {}
        self.pusher.start()
        try:
            params = await parameters.read(request)
            answer = await self._act(request.method, params)
        except ApiError as error:
            return reply(written(error.body()), error.status, params, _NO_LIMIT)
        return reply(answer.text(), HTTPStatus.OK, params, _NO_LIMIT)

    async def _act(self, method: str, params: Mapping[str, str]) -> Answer:
        app = self.apps.authenticate(params.get("client_id", ""), params.get("client_secret", ""))
        if app is None:
            raise _stranger()
        if method == "DELETE" or (method == "POST" and params.get("_method", "").upper() == "DELETE"):
            self.register.remove(_selection(app, params))
            return Answer()
        if method == "POST":
            return await self._subscribe(app, params)
        return Answer(data=[one.body() for one in self.register.of(app.client_id)])

    async def _subscribe(self, app: App, params: Mapping[str, str]) -> Answer:
        kind = confirming.kind(app, params)
        url = await confirming.confirm(self.courier, params)
        object_id = confirming.target(self.deeds, app.client_id, kind, params)
        wish = Wish(client_id=app.client_id, kind=kind, object_id=object_id, callback_url=url)
        subscription = self.register.add(wish)
        self.pusher.start()
        return Answer(data=subscription.body())


def _selection(app: App, params: Mapping[str, str]) -> Selection:
    number, kind = params.get("id"), params.get("object")
    if number is None and kind not in (EVERYTHING, *KINDS):
        raise errors.invalid(f"Say which: id, or object as one of {', '.join((EVERYTHING, *KINDS))}.")
    return Selection(client_id=app.client_id, id=number, kind=kind, object_id=params.get("object_id"))


def _stranger() -> ApiError:
    """Choice of words: only the type is known."""
    return ApiError("OAuthClientException", "The client_id or client_secret provided is invalid.")
