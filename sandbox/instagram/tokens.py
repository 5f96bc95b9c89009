"""Access tokens: `<user id>.<first 7 characters of the client id>.<32 hex digits>`."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from sandbox.instagram.journal import Authorization

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sandbox.instagram.apps import App, Apps
    from sandbox.instagram.journal import Journal

SCOPES = ("basic", "public_content", "follower_list", "comments", "relationships", "likes")


@dataclass(frozen=True, kw_only=True, slots=True)
class Grant:
    """What somebody lets an app do."""

    user_id: str
    app: App
    scopes: frozenset[str]
    generation: int
    """How often it was taken back before: every time the token changes."""


class Tokens:
    """Who may call, and what. Tokens follow from the world's secret, so none is stored."""

    def __init__(self, journal: Journal, apps: Apps) -> None:
        self._journal = journal
        self._apps = apps
        if journal.meta("token_secret") is None:
            journal.keep(token_secret=secrets.token_hex(32))
        self._secret = (journal.meta("token_secret") or "").encode()
        self._grants: dict[tuple[str, str], Grant] = {}
        self._by_token: dict[str, Grant] = {}
        for row in journal.authorizations():
            app = apps.find(row.client_id)
            if app is not None:
                scopes = frozenset(row.scopes.split())
                self._remember(Grant(user_id=row.user_id, app=app, scopes=scopes, generation=row.generation))

    def issue(self, user_id: str, scopes: Iterable[str] | None = None, app: App | None = None) -> str:
        """Somebody's token for an app (`None`: the first), from now on good for exactly these scopes (`None`: all).

        It is the same every time until it is taken back.

        Raises:
            ValueError: a scope that there is not.
        """
        wanted = frozenset(SCOPES if scopes is None else scopes) | {"basic"}
        if strange := wanted.difference(SCOPES):
            raise ValueError(f"No such scope: {', '.join(sorted(strange))}. There are: {', '.join(SCOPES)}.")
        app = app or self._apps.first
        return self._keep(
            Grant(user_id=user_id, app=app, scopes=wanted, generation=self._generation(user_id, app.client_id))
        )

    def widen(self, user_id: str, scopes: Iterable[str], app: App) -> str:
        """Somebody's token for an app, from now on good for these scopes as well."""
        known = self._grants.get((user_id, app.client_id))
        return self.issue(user_id, (known.scopes if known is not None else frozenset()).union(scopes), app)

    def find(self, token: str) -> Grant | None:
        """What a token is good for; `None` if it is not one of ours, or was taken back."""
        return self._by_token.get(token)

    def given(self, user_id: str) -> list[Grant]:
        """What somebody lets apps do, by app."""
        return [grant for grant in self._grants.values() if grant.user_id == user_id and grant.scopes]

    def revoke(self, user_id: str, client_id: str) -> bool:
        """Take a token back; the app's next one will be another. False when there was none."""
        grant = self._grants.get((user_id, client_id))
        if grant is None or not grant.scopes:
            return False
        del self._by_token[self._token(grant)]
        self._keep(Grant(user_id=user_id, app=grant.app, scopes=frozenset(), generation=grant.generation + 1))
        return True

    def _generation(self, user_id: str, client_id: str) -> int:
        known = self._grants.get((user_id, client_id))
        return 0 if known is None else known.generation

    def _keep(self, grant: Grant) -> str:
        scopes = " ".join(sorted(grant.scopes))
        self._journal.keep_authorization(Authorization(grant.user_id, grant.app.client_id, scopes, grant.generation))
        return self._remember(grant)

    def _remember(self, grant: Grant) -> str:
        token = self._token(grant)
        self._grants[grant.user_id, grant.app.client_id] = grant
        if grant.scopes:
            self._by_token[token] = grant
        return token

    def _token(self, grant: Grant) -> str:
        parts = f"{grant.user_id}.{grant.app.client_id}.{grant.generation}"
        digest = hmac.new(self._secret, parts.encode(), sha256).hexdigest()
        return f"{grant.user_id}.{grant.app.client_id[:7]}.{digest[:32]}"
