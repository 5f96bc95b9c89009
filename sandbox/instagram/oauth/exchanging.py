"""From a code to a token: `POST /oauth/access_token`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sandbox.instagram.api import parameters
from sandbox.instagram.api.errors import ApiError
from sandbox.instagram.oauth import wishes
from sandbox.instagram.oauth.answers import refused, told

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from sandbox.instagram.apps import App, Apps
    from sandbox.instagram.oauth.codes import Allowed, Codes
    from sandbox.instagram.tokens import Tokens
    from sandbox.instagram.world.cast import Resident


@dataclass(frozen=True, kw_only=True, slots=True)
class Exchanging:
    """`/oauth/access_token`. The form is read whatever its content type says, and if it says none."""

    people: Mapping[str, Resident]
    apps: Apps
    tokens: Tokens
    codes: Codes

    async def respond(self, request: Request) -> Response:
        """Give the token for a code, once."""
        try:
            params = await parameters.read(request)
            app = self._app(params)
            allowed = self._allowed(params, app)
        except ApiError as error:
            return refused(error)
        self.codes.use(params["code"])
        token = self.tokens.widen(allowed.user_id, allowed.wish.scopes, app)
        return told({"access_token": token, "user": _user(self.people[allowed.user_id], parameters.base(request))})

    def _app(self, params: Mapping[str, str]) -> App:
        """Who asks. Choice: the words of refusals that the facts do not know."""
        for name in ("client_id", "client_secret", "grant_type", "redirect_uri", "code"):
            if not params.get(name):
                raise wishes.refusal(f"You must provide a {name}")
        if params["grant_type"] != "authorization_code":
            raise wishes.refusal("Invalid grant_type: it must be authorization_code")
        if self.apps.find(params["client_id"]) is None:
            raise wishes.refusal("Invalid Client ID")
        app = self.apps.authenticate(params["client_id"], params["client_secret"])
        if app is None:
            raise wishes.refusal("Invalid Client Secret")
        return app

    def _allowed(self, params: Mapping[str, str], app: App) -> Allowed:
        allowed = self.codes.find(params["code"], app.client_id)
        if allowed is None:
            raise wishes.refusal("No matching code found.")
        if allowed.wish.redirect_uri != params["redirect_uri"]:
            raise wishes.redirect_mismatch()
        return allowed


def _user(person: Resident, base: str) -> dict[str, str]:
    return {
        "id": person.id,
        "username": person.username,
        "full_name": person.full_name,
        "profile_picture": f"{base}/pictures/avatar_{person.id}.jpg",
        "bio": person.bio,
        "website": person.website,
    }
