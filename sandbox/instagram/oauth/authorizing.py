"""The authorize page: somebody lets an app in, or does not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.responses import RedirectResponse, Response

from sandbox.instagram.api import parameters
from sandbox.instagram.api.errors import ApiError
from sandbox.instagram.oauth import looks, wishes
from sandbox.instagram.oauth.answers import refused
from sandbox.instagram.oauth.codes import Allowed
from sandbox.instagram.oauth.visits import SEAL

if TYPE_CHECKING:
    from starlette.requests import Request

    from sandbox.instagram.apps import Apps
    from sandbox.instagram.oauth.codes import Codes
    from sandbox.instagram.oauth.visits import Visits
    from sandbox.instagram.oauth.wishes import Wish
    from sandbox.instagram.tokens import Tokens
    from sandbox.instagram.world.cast import Cast, Resident

_HEADERS = {"Referrer-Policy": "no-referrer", "Cache-Control": "no-store"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Authorizing:
    """`/oauth/authorize`. Nobody logs in here: the page asks which of the residents its visitor is."""

    cast: Cast
    apps: Apps
    tokens: Tokens
    codes: Codes
    visits: Visits

    async def respond(self, request: Request) -> Response:
        """Show the page, or do what was chosen on it."""
        try:
            params = await parameters.read(request)
            wish = wishes.read(params, self.apps)
        except ApiError as error:
            return refused(error)
        if request.method != "POST":
            return self._page(request, params, wish)
        if not self.visits.is_own(request, params):
            return self._page(request, params, wish, "This page had become old. Please choose once more.")
        person = next((one for one in self._people(wish) if one.id == params.get("resident")), None)
        if params.get("decision") != "allow":
            return _sent(wish.denied())
        if person is None:
            return self._page(request, params, wish, "Please choose who you are.")
        return _sent(self._allow(wish, person))

    def _page(self, request: Request, params: dict[str, str], wish: Wish, notice: str = "") -> Response:
        visit = self.visits.begin(request)
        names = ("client_id", "redirect_uri", "response_type", "scope", "state")
        kept = {name: params[name] for name in names if name in params}
        response = looks.authorize(wish, self._people(wish), {**kept, SEAL: self.visits.seal(visit)}, notice)
        self.visits.keep(visit, response)
        return response

    def _people(self, wish: Wish) -> list[Resident]:
        users = wish.app.users
        people = sorted(self.cast.people, key=lambda one: (one is not self.cast.owner, one.username))
        return [person for person in people if users is None or person.username in users]

    def _allow(self, wish: Wish, person: Resident) -> str:
        if wish.implicit:
            return wish.granted_token(self.tokens.widen(person.id, wish.scopes, wish.app))
        return wish.granted_code(self.codes.add(Allowed(wish=wish, user_id=person.id)))


def _sent(address: str) -> Response:
    return RedirectResponse(address, 302, _HEADERS)
