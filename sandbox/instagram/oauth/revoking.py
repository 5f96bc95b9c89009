"""The page on which somebody sees which apps they have let in, and shows them out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.responses import RedirectResponse

from sandbox.instagram import pages
from sandbox.instagram.api import parameters
from sandbox.instagram.api.errors import ApiError
from sandbox.instagram.oauth import looks
from sandbox.instagram.oauth.answers import refused

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from sandbox.instagram.oauth.visits import Visits
    from sandbox.instagram.tokens import Tokens
    from sandbox.instagram.world.cast import Cast

PATH = "/accounts/manage_access/"


@dataclass(frozen=True, kw_only=True, slots=True)
class Revoking:
    """`/accounts/manage_access/`, for whoever its visitor says they are: `?resident=ID`, the owner without."""

    cast: Cast
    tokens: Tokens
    visits: Visits

    async def respond(self, request: Request) -> Response:
        """Show the page, or take back what was chosen on it."""
        try:
            params = await parameters.read(request)
        except ApiError as error:
            return refused(error)
        wanted = params.get("resident", self.cast.owner.id)
        person = next((one for one in self.cast.people if one.id == wanted), None)
        if person is None:
            return pages.not_found()
        if request.method == "POST" and self.visits.is_own(request, params):
            self.tokens.revoke(person.id, params.get("client_id", ""))
        if request.method == "POST":
            return RedirectResponse(f"{PATH}?resident={person.id}", 303)
        visit = self.visits.begin(request)
        response = looks.manage(person, self.cast.people, self.tokens.given(person.id), self.visits.seal(visit))
        self.visits.keep(visit, response)
        return response
