"""Who calls: somebody through an app, or an app on its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sandbox.instagram.api import errors
from sandbox.instagram.api.limits import FIGURES, Figures, Limits

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sandbox.instagram.api.errors import ApiError
    from sandbox.instagram.apps import App, Apps
    from sandbox.instagram.tokens import Tokens
    from sandbox.instagram.world.cast import Resident

_PUBLIC = frozenset({"basic", "public_content", "follower_list"})
"""What an app may read with its client id alone; what is about the caller needs a person all the same."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Caller:
    """Whose call it is."""

    app: App
    person: Resident | None
    """`None`: an app that shows its client id instead of somebody's token."""
    scopes: frozenset[str]
    key: str
    """What its calls are counted by."""
    limits: Limits


class Callers:
    """Tells callers from strangers."""

    def __init__(self, people: Mapping[str, Resident], tokens: Tokens, apps: Apps, figures: Figures) -> None:
        """`figures` are the limits of tokens for apps that are live."""
        self.figures = figures
        self._people = people
        self._tokens = tokens
        self._apps = apps
        self._limits: dict[tuple[Figures, bool], Limits] = {}

    def recognise(self, params: Mapping[str, str]) -> Caller | None:
        """The caller, by token or, for legacy apps, client id. `None` for a stranger."""
        token = params.get("access_token")
        if token:
            return self._somebody(token)
        app = self._apps.find(params.get("client_id", ""))
        if app is None or app.shape == "new":
            return None
        limits = self._counting(app, FIGURES["live"])  # 5000 in every mode
        return Caller(app=app, person=None, scopes=_PUBLIC, key=app.client_id, limits=limits)

    def refusal(self, params: Mapping[str, str]) -> ApiError:
        """What a stranger is told."""
        shown = params.get("access_token") or params.get("client_id")
        return errors.bad_token() if shown else errors.no_token()

    def _somebody(self, token: str) -> Caller | None:
        grant = self._tokens.find(token)
        if grant is None:
            return None
        figures = self.figures if grant.app.users is None else FIGURES["sandbox"]
        return Caller(
            app=grant.app,
            person=self._people[grant.user_id],
            scopes=grant.scopes,
            key=token,
            limits=self._counting(grant.app, figures),
        )

    def _counting(self, app: App, figures: Figures) -> Limits:
        bare = app.shape == "legacy"  # choice: both forms were seen
        return self._limits.setdefault((figures, bare), Limits(figures, bare=bare))
