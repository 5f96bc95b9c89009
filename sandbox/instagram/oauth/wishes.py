"""What an app wishes for when it sends somebody to the authorize page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sandbox.instagram.api.errors import ApiError
from sandbox.instagram.oauth.redirects import fits, with_fragment, with_query
from sandbox.instagram.tokens import SCOPES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sandbox.instagram.apps import App, Apps

_FLOWS = ("code", "token")
_DENIED = {
    "error": "access_denied",
    "error_reason": "user_denied",
    "error_description": "The user denied your request",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Wish:
    """A request to be authorized, in order."""

    app: App
    redirect_uri: str
    implicit: bool
    """Whether the token is to come in the fragment, without a code."""
    scopes: tuple[str, ...]
    state: str | None

    def granted_code(self, code: str) -> str:
        """Where somebody is sent who allowed it."""
        return with_query(self.redirect_uri, {"code": code, **self._state()})

    def granted_token(self, token: str) -> str:
        """The same, for the implicit flow."""
        return with_fragment(self.redirect_uri, {"access_token": token, **self._state()})

    def denied(self) -> str:
        """Where somebody is sent who did not."""
        return with_query(self.redirect_uri, {**_DENIED, **self._state()})

    def _state(self) -> dict[str, str]:
        return {} if self.state is None else {"state": self.state}


def read(params: Mapping[str, str], apps: Apps) -> Wish:
    """The wish that a request holds.

    Raises:
        ApiError: it holds none that could be fulfilled; nobody is sent anywhere with that.
    """
    client_id, flow, redirect_uri = (params.get(name) for name in ("client_id", "response_type", "redirect_uri"))
    if not client_id or flow not in _FLOWS or not redirect_uri:
        raise refusal("You must include a valid client_id, response_type, and redirect_uri parameters")
    app = apps.find(client_id)
    if app is None:
        raise refusal("Invalid Client ID")
    if not fits(redirect_uri, app.redirect_uris):
        raise redirect_mismatch()
    if flow == "token" and not app.implicit:
        raise ApiError("OAuthForbiddenException", "Implicit authentication is disabled", status=403, bare=True)
    return Wish(
        app=app,
        redirect_uri=redirect_uri,
        implicit=flow == "token",
        scopes=_scopes(params.get("scope", "basic")),
        state=params.get("state"),
    )


def refusal(message: str) -> ApiError:
    """A refusal of everything under /oauth: bare, 400."""
    return ApiError("OAuthException", message, bare=True)


def redirect_mismatch() -> ApiError:
    """An address that is not the app's, or not the one that the code was asked with."""
    return refusal("Redirect URI does not match registered redirect URI")


def _scopes(text: str) -> tuple[str, ...]:
    wanted = text.split()
    strange = [scope for scope in wanted if scope not in SCOPES]
    if strange or not wanted:
        raise refusal(f"Invalid scope field(s): {' '.join(strange)}")
    return tuple(scope for scope in SCOPES if scope == "basic" or scope in wanted)
