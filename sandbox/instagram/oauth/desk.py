"""The control interface over apps and tokens, under `/sandbox/`, for those who know the control key.

GET    /sandbox/apps     -> {"apps": [...]}, with their secrets
POST   /sandbox/apps     an `App`; {"name", "redirect_uris"} are enough -> the app with its credentials
POST   /sandbox/tokens   {"username", "scopes", "client_id"} -> {"access_token"}; without scopes all of them,
                         without client_id for the first app
DELETE /sandbox/tokens   {"username", "client_id"} -> {"changed"}: take a token back
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict
from starlette.responses import JSONResponse
from starlette.routing import Route

from sandbox.instagram.apps import App, Apps
from sandbox.instagram.guard import guarded

if TYPE_CHECKING:
    from starlette.requests import Request

    from sandbox.instagram.deeds import Deeds
    from sandbox.instagram.tokens import Tokens


class _Holder(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    username: str
    client_id: str | None = None


class _Wanted(_Holder):
    scopes: tuple[str, ...] | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Desk:
    """Apps and tokens of one world."""

    deeds: Deeds
    apps: Apps
    tokens: Tokens
    key: str

    def routes(self) -> list[Route]:
        """Where it is served."""
        return [
            Route("/sandbox/apps", guarded(self.key, self._list), methods=["GET"]),
            Route("/sandbox/apps", guarded(self.key, self._register), methods=["POST"]),
            Route("/sandbox/tokens", guarded(self.key, self._issue), methods=["POST"]),
            Route("/sandbox/tokens", guarded(self.key, self._revoke), methods=["DELETE"]),
        ]

    async def _list(self, _request: Request) -> JSONResponse:
        return JSONResponse({"apps": [app.model_dump() for app in self.apps.all()]})

    async def _register(self, request: Request) -> JSONResponse:
        app = App.model_validate_json(await request.body())
        for username in app.users or ():
            self.deeds.resident(username)
        return JSONResponse(self.apps.register(app).model_dump())

    async def _issue(self, request: Request) -> JSONResponse:
        wanted = _Wanted.model_validate_json(await request.body())
        person, app = self.deeds.resident(wanted.username), self._app(wanted)
        return JSONResponse({"access_token": self.tokens.issue(person.id, wanted.scopes, app)})

    async def _revoke(self, request: Request) -> JSONResponse:
        holder = _Holder.model_validate_json(await request.body())
        person, app = self.deeds.resident(holder.username), self._app(holder)
        return JSONResponse({"changed": self.tokens.revoke(person.id, app.client_id)})

    def _app(self, holder: _Holder) -> App:
        app = self.apps.first if holder.client_id is None else self.apps.find(holder.client_id)
        if app is None:
            raise ValueError("No app has this client_id.")
        return app
