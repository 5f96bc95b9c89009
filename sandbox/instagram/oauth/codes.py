"""Codes between allowing and the token. They are kept in memory: a restart forgets those that are under way."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sandbox.instagram.oauth.wishes import Wish

_KEPT = 1000


@dataclass(frozen=True, kw_only=True, slots=True)
class Allowed:
    """What somebody has allowed."""

    wish: Wish
    user_id: str


class Codes:
    """Those that nobody has exchanged yet. Choice: they do not expire; of too many the oldest goes."""

    def __init__(self) -> None:
        self._waiting: OrderedDict[str, Allowed] = OrderedDict()

    def add(self, allowed: Allowed) -> str:
        """A new code."""
        code = secrets.token_hex(16)
        self._waiting[code] = allowed
        while len(self._waiting) > _KEPT:
            self._waiting.popitem(last=False)
        return code

    def find(self, code: str, client_id: str) -> Allowed | None:
        """What this code of this app stands for."""
        allowed = self._waiting.get(code)
        return allowed if allowed is not None and allowed.wish.app.client_id == client_id else None

    def use(self, code: str) -> None:
        """Forget a code, so that nobody uses it twice."""
        del self._waiting[code]
