"""The way of every call under /v1: read, find, count, allow, answer."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response

from sandbox.instagram import pages, spoiling
from sandbox.instagram.api import errors, parameters, routes
from sandbox.instagram.api.call import Call, media_number
from sandbox.instagram.api.errors import ApiError, NoSuchPath
from sandbox.instagram.api.routes import About

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.types import Receive, Scope, Send

    from sandbox.instagram.api.limits import Limits
    from sandbox.instagram.api.routes import Route
    from sandbox.instagram.deeds import Deeds
    from sandbox.instagram.faults import Faults
    from sandbox.instagram.tokens import Tokens
    from sandbox.instagram.world.cast import Resident

_OVERRIDES = ("DELETE", "PUT")
_CALLBACK = re.compile(r"[A-Za-z_$][\w$.\[\]]{0,99}", re.ASCII)
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_HEADERS = {
    "Content-Language": "en",
    "Cache-Control": "private, no-cache, no-store, must-revalidate",
    "X-Content-Type-Options": "nosniff",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Funnel:
    """The API as an ASGI application, mounted at `/v1`."""

    deeds: Deeds
    tokens: Tokens
    limits: Limits
    faults: Faults

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one call."""
        request = Request(scope, receive)
        response = await self._respond(request)
        await response(scope, receive, send)

    async def _respond(self, request: Request) -> Response:
        params: dict[str, str] = {}
        try:
            params = await parameters.read(request)
            route, path, parts = _find(request, params)
            self.deeds.journal.count_request(route.name)
            fault = self.faults.take(route.name)
            instead = await spoiling.before(fault, request)
            if instead is not None:
                return instead
            body = self._answer(request, route, path, parts, params)
        except NoSuchPath:
            return pages.not_found()
        except ApiError as error:
            return self._encode(error.body(), error.status, params)
        return await spoiling.after(fault, request, self._encode(body, 200, params))

    def _answer(
        self, request: Request, route: Route, path: str, parts: Mapping[str, str], params: Mapping[str, str]
    ) -> dict[str, object]:
        viewer, scopes = self._viewer(params)
        token, now = params["access_token"], self.deeds.now()
        self.limits.count(token, now)
        call = Call(
            deeds=self.deeds,
            viewer=viewer,
            now=now,
            base=parameters.base(request),
            path=path,
            parts=parts,
            params=params,
        )
        for scope in _scopes(route, call):
            if scope not in scopes:
                raise errors.scope_missing(scope)
        if route.limit is not None:
            self.limits.count_write(token, route.limit, now)
        return dict(route.handler(call).body())

    def _viewer(self, params: Mapping[str, str]) -> tuple[Resident, frozenset[str]]:
        token = params.get("access_token")
        if not token and not params.get("client_id"):
            raise errors.no_token()
        scopes = self.tokens.scopes(token or "")
        if scopes is None:
            raise errors.bad_token()
        return self.deeds.world.people[self.tokens.user_id(token or "")], scopes

    def _encode(self, body: object, status: int, params: Mapping[str, str]) -> Response:
        text = _JSON.encode(body)
        media_type = "application/json; charset=utf-8"
        callback = params.get("callback")
        # Choice: a callback that is no name of a function is left out rather than written into a script.
        if callback is not None and _CALLBACK.fullmatch(callback):
            text, media_type = f"{callback}({text});", "text/javascript; charset=utf-8"
        return Response(text, status, {**_HEADERS, **self._rate(params)}, media_type)

    def _rate(self, params: Mapping[str, str]) -> dict[str, str]:
        """The global limit, on every answer. Choice: who has no valid token has it whole."""
        token, limit = params.get("access_token", ""), self.limits.figures.all
        known = self.tokens.scopes(token) is not None
        remaining = self.limits.remaining(token, self.deeds.now()) if known else limit
        return {"X-Ratelimit-Limit": str(limit), "X-Ratelimit-Remaining": str(remaining)}


def _find(request: Request, params: Mapping[str, str]) -> tuple[Route, str, Mapping[str, str]]:
    """The route, the plain path and its parts."""
    path = request.scope["path"].removeprefix(request.scope.get("root_path", ""))
    path = path.rstrip("/").removesuffix(".json")
    override = params.get("_method", "").upper()
    method = override if request.method == "POST" and override in _OVERRIDES else request.method
    found = routes.find("GET" if method == "HEAD" else method, path)
    if found is None:
        raise NoSuchPath
    return found[0], path, found[1]


def _scopes(route: Route, call: Call) -> list[str]:
    """What the call needs; about another person, `public_content` as well."""
    if route.about is About.ANYBODY or _own(route, call):
        return [route.scope]
    return ["public_content"] if route.scope == "basic" else [route.scope, "public_content"]


def _own(route: Route, call: Call) -> bool:
    wanted = call.parts["id"]
    if route.about is About.USER:
        return wanted in ("self", call.viewer.id)
    post = call.world.posts.get(media_number(wanted) or -1)
    return post is not None and post.author is call.viewer
