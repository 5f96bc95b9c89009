"""Registered apps: who may ask people for tokens, and how the API plays for them."""

from __future__ import annotations

import hmac
import json
import secrets
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from sandbox.instagram.oauth.redirects import registrable

if TYPE_CHECKING:
    from sandbox.instagram.journal import Journal

Shape: TypeAlias = Literal["legacy", "new"]
"""Registered before or after 2015-11-17, see `App.shape`."""
Credential: TypeAlias = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]

_MOST_USERS = 10
_MOST_APPS_PER_USER = 5


def _credential() -> str:
    return secrets.token_hex(16)


class App(BaseModel):
    """One registered app; also what the control interface is told to register one."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Annotated[str, Field(min_length=1, max_length=60)]
    redirect_uris: Annotated[tuple[Annotated[str, AfterValidator(registrable)], ...], Field(min_length=1)]
    client_id: Credential = Field(default_factory=_credential)
    client_secret: Credential = Field(default_factory=_credential, repr=False)
    shape: Shape = "legacy"
    """`legacy`: comments and likers inside of media, timestamps, feed, popular and geographies, public reads with a
    client_id. `new`: counts only, and none of these."""
    signed: bool = False
    """Whether calls without a right `sig` are refused."""
    implicit: bool = True
    """Whether tokens may be handed over in the fragment of a redirect."""
    users: Annotated[tuple[str, ...], Field(min_length=1, max_length=_MOST_USERS)] | None = None
    """In sandbox mode: the user names of those who exist for this app. `None` for an app that is live."""


class Apps:
    """All apps of one world. The first one is there from the start."""

    def __init__(self, journal: Journal, *, shape: Shape = "legacy") -> None:
        """`shape` is for the first app; it may be another at every start."""
        self._journal = journal
        for key in ("client_id", "client_secret"):
            if journal.meta(key) is None:
                journal.keep(**{key: _credential()})
        self.first = App(
            name="Likewise",
            redirect_uris=("http://127.0.0.1/callback", "http://localhost/callback"),
            client_id=journal.meta("client_id") or "",
            client_secret=journal.meta("client_secret") or "",
            shape=shape,
        )
        """The app of those who say no other."""
        registered = [App.model_validate_json(settings) for settings in journal.apps()]
        self._known = {app.client_id: app for app in (self.first, *registered)}

    def all(self) -> list[App]:
        """Every app, in order of registration."""
        return list(self._known.values())

    def find(self, client_id: str) -> App | None:
        """The app with this id."""
        return self._known.get(client_id)

    def authenticate(self, client_id: str, client_secret: str) -> App | None:
        """The app with this id, if the secret is its own."""
        app = self._known.get(client_id)
        known = app is not None and hmac.compare_digest(app.client_secret.encode(), client_secret.encode())
        return app if known else None

    def register(self, app: App) -> App:
        """Let an app in.

        Raises:
            ValueError: its id is taken, or one of its users is in too many apps already.
        """
        if app.client_id in self._known:
            raise ValueError("An app with this client_id is registered already.")
        for user in app.users or ():
            if sum(user in (one.users or ()) for one in self._known.values()) >= _MOST_APPS_PER_USER:
                raise ValueError(f"{user} is a sandbox user of {_MOST_APPS_PER_USER} apps; more are not allowed.")
        self._journal.keep_app(app.client_id, json.dumps(app.model_dump(), ensure_ascii=False))
        self._known[app.client_id] = app
        return app
