"""The way of every call under /v1: read, find, count, allow, answer."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
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

    from sandbox.instagram.api.callers import Caller, Callers
    from sandbox.instagram.api.parameters import Heard
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
        heard = await parameters.hear(request)
        caller = self.callers.recognise(heard.params)
        try:
            route, call = self._admitted(request, heard, caller)
            fault = self.faults.take(route.name)
            early = await spoiling.before(fault, request)
            if early is not None:
                return early
            answer = route.handler(call if fault is None else replace(call, now=self.deeds.now()))
        except NoSuchPath:
            return pages.not_found()
        except ApiError as error:
            return reply(written(error.body()), error.status, heard.params, self._rate(caller))
        return await spoiling.after(fault, request, reply(answer.text(), 200, heard.params, self._rate(caller)))

    def _admitted(self, request: Request, heard: Heard, caller: Caller | None) -> tuple[Route, Call]:
        """The call, counted, if its path, token, signature, scopes and limits are in order."""
        target, now = _target(request, heard.params), self.deeds.now()
        if target is not None:
            self.deeds.journal.count_request(target.route.name)
        if caller is not None:
            # Invalid and malformed requests count, says the limits page. Choice: those to no path of the API too.
            caller.limits.count(caller.key, now)
        if target is None:
            raise NoSuchPath
        if heard.fault is not None:
            raise heard.fault
        if caller is None:
            raise self.callers.refusal(heard.params)
        call = Call(
            deeds=self.deeds,
            caller=caller,
            now=now,
            base=parameters.base(request),
            path=target.path,
            parts=target.parts,
            params=heard.params,
            texts=self.texts,
        )
        _check(target, call)
        return target.route, call

    def _rate(self, caller: Caller | None) -> dict[str, str]:
        """The global limit, on every answer. Choice: who has no valid token has it whole."""
        if caller is None:
            limit = remaining = self.callers.figures.all
        else:
            limit = caller.limits.figures.all
            remaining = caller.limits.remaining(caller.key, self.deeds.now())
        return {"X-Ratelimit-Limit": str(limit), "X-Ratelimit-Remaining": str(remaining)}


def _check(target: _Target, call: Call) -> None:
    """Let pass what the caller may do. Raises ApiError or NoSuchPath."""
    caller, route = call.caller, target.route
    if caller.app.signed and not is_signed(caller.app.client_secret, (target.path, target.spelling), call.params):
        raise errors.bad_signature()
    if route.legacy and not call.legacy:
        raise NoSuchPath
    for scope in _scopes(route, call):
        if scope not in caller.scopes:
            # No scope would help an app that shows its client id alone.
            raise errors.no_person() if caller.person is None else errors.scope_missing(scope)
    if route.limit is not None:
        caller.limits.count_write(caller.key, route.limit, call.now)


def _target(request: Request, params: Mapping[str, str]) -> _Target | None:
    spelling = request.scope["path"].removeprefix(request.scope.get("root_path", ""))
    bare = spelling.rstrip("/")
    path = bare.removesuffix(_SUFFIX)
    override = params.get("_method", "").upper()
    method = override if request.method == "POST" and override in _OVERRIDES else request.method
    found = routes.find("GET" if method == "HEAD" else method, path)
    if found is None or (bare != path and not found[0].suffix):
        return None
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
