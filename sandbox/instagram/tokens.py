"""Access tokens: `<user id>.<first 7 characters of the client id>.<32 hex digits>`."""

from __future__ import annotations

import hmac
import secrets
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sandbox.instagram.journal import Journal

SCOPES = ("basic", "public_content", "follower_list", "comments", "relationships", "likes")


class Tokens:
    """Who may call, and what. Tokens follow from the world's secret, so none is stored."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        if journal.meta("token_secret") is None:
            journal.keep(token_secret=secrets.token_hex(32), client_id=secrets.token_hex(16))
        self._secret = (journal.meta("token_secret") or "").encode()
        self._client_id = journal.meta("client_id") or ""
        self._grants = {user: frozenset(scopes.split()) for user, scopes in journal.grants().items()}

    def issue(self, user_id: str, scopes: Iterable[str] | None = None) -> str:
        """Somebody's token; the same every time, from now on good for exactly these scopes (`None`: all).

        Raises:
            ValueError: a scope that there is not.
        """
        wanted = frozenset(SCOPES if scopes is None else scopes) | {"basic"}
        if strange := wanted.difference(SCOPES):
            raise ValueError(f"No such scope: {', '.join(sorted(strange))}. There are: {', '.join(SCOPES)}.")
        self._grants[user_id] = wanted
        self._journal.grant(user_id, " ".join(sorted(wanted)))
        return self._token(user_id)

    def scopes(self, token: str) -> frozenset[str] | None:
        """What a token is good for; `None` if it is not one of ours."""
        user_id = self.user_id(token)
        known = user_id in self._grants and hmac.compare_digest(self._token(user_id).encode(), token.encode())
        return self._grants[user_id] if known else None

    @staticmethod
    def user_id(token: str) -> str:
        """Whose token it says it is."""
        return token.partition(".")[0]

    def _token(self, user_id: str) -> str:
        digest = hmac.new(self._secret, f"{user_id}.{self._client_id}".encode(), sha256).hexdigest()
        return f"{user_id}.{self._client_id[:7]}.{digest[:32]}"
