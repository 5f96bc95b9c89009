"""The way of every call under /v1: read, find, count, allow, answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from starlette.requests import Request

from sandbox.instagram import pages, spoiling
from sandbox.instagram.api import errors, parameters, routes
from sandbox.instagram.api.call import Call, media_number
from sandbox.instagram.api.errors import ApiError, NoSuchPath
from sandbox.instagram.api.replies import reply
from sandbox.instagram.api.routes import About
from sandbox.instagram.api.texts import Texts, written
from sandbox.instagram.signing import is_signed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.responses import Response
    from starlette.types import Receive, Scope, Send

    from sandbox.instagram.api.call import Answer
    from sandbox.instagram.api.callers import Caller, Callers
    from sandbox.instagram.api.routes import Route
    from sandbox.instagram.deeds import Deeds
    from sandbox.instagram.faults import Faults

_OVERRIDES = ("DELETE", "PUT")
_SUFFIX = ".json"


@dataclass(frozen=True, kw_only=True, slots=True)
class _Target:
    """What a request asks for."""

    route: Route
    parts: Mapping[str, str]
    path: str
    """Plain: without `.json` and trailing slash."""
    spelling: str
    """As it was sent."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Funnel:
    """The API as an ASGI application, mounted at `/v1`."""

    deeds: Deeds
    callers: Callers
    faults: Faults
    texts: Texts = field(default_factory=Texts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one call."""
        request = Request(scope, receive)
        response = await self._respond(request)
        await response(scope, receive, send)

    async def _respond(self, request: Request) -> Response:
        params: dict[str, str] = {}
        caller = None
        try:
            params = await parameters.read(request)
            target = _target(request, params)
            self.deeds.journal.count_request(target.route.name)
            fault = self.faults.take(target.route.name)
            early = await spoiling.before(fault, request)
            if early is not None:
                return early
            caller = self.callers.recognise(params)
            answer = self._answer(parameters.base(request), target, params, caller)
        except NoSuchPath:
            return pages.not_found()
        except ApiError as error:
            text = written(error.body())
            return reply(text, error.status, params, self._rate(caller or self.callers.recognise(params)))
        return await spoiling.after(fault, request, reply(answer.text(), 200, params, self._rate(caller)))

    def _answer(self, base: str, target: _Target, params: Mapping[str, str], caller: Caller | None) -> Answer:
        if caller is None:
            raise self.callers.refusal(params)
        now, route = self.deeds.now(), target.route
        caller.limits.count(caller.key, now)
        if caller.app.signed and not is_signed(caller.app.client_secret, (target.path, target.spelling), params):
            raise errors.bad_signature()
        if route.legacy and caller.app.shape == "new":
            raise NoSuchPath
        call = Call(
            deeds=self.deeds,
            caller=caller,
            now=now,
            base=base,
            path=target.path,
            parts=target.parts,
            params=params,
            texts=self.texts,
        )
        for scope in _scopes(route, call):
            if scope not in caller.scopes:
                raise errors.scope_missing(scope)
        if route.limit is not None:
            caller.limits.count_write(caller.key, route.limit, now)
        return route.handler(call)

    def _rate(self, caller: Caller | None) -> dict[str, str]:
        """The global limit, on every answer. Choice: who has no valid token has it whole."""
        if caller is None:
            limit = remaining = self.callers.figures.all
        else:
            limit = caller.limits.figures.all
            remaining = caller.limits.remaining(caller.key, self.deeds.now())
        return {"X-Ratelimit-Limit": str(limit), "X-Ratelimit-Remaining": str(remaining)}


def _target(request: Request, params: Mapping[str, str]) -> _Target:
    spelling = request.scope["path"].removeprefix(request.scope.get("root_path", ""))
    bare = spelling.rstrip("/")
    path = bare.removesuffix(_SUFFIX)
    override = params.get("_method", "").upper()
    method = override if request.method == "POST" and override in _OVERRIDES else request.method
    found = routes.find("GET" if method == "HEAD" else method, path)
    if found is None or (bare != path and not found[0].suffix):
        raise NoSuchPath
    return _Target(route=found[0], parts=found[1], path=path, spelling=spelling)


def _scopes(route: Route, call: Call) -> list[str]:
    """What the call needs; about another person, `public_content` as well."""
    if route.about is About.ANYBODY or _own(route, call):
        return [route.scope]
    return ["public_content"] if route.scope == "basic" else [route.scope, "public_content"]


def _own(route: Route, call: Call) -> bool:
    """Whether it is about the caller. Choice: what does not exist is not."""
    person = call.caller.person
    if route.about is About.USER:
        return call.parts["id"] == "self" or (person is not None and call.parts["id"] == person.id)
    if route.about is About.CODE:
        post = call.world.by_code.get(call.parts["code"])
    else:
        post = call.world.posts.get(media_number(call.parts["id"]) or -1)
    return post is not None and post.author is person
