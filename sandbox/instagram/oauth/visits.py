"""Forms that only the page itself can send: a cookie for the visit, and a seal that another site cannot know."""

from __future__ import annotations

import hmac
import re
import secrets
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.responses import Response

SEAL = "seal"
"""The name of the hidden field."""

_COOKIE = "sandbox_visit"
_VISIT = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Visits:
    """Seals of one run of the server."""

    secret: bytes

    def begin(self, request: Request) -> str:
        """The visit that this request belongs to, perhaps a new one."""
        visit = request.cookies.get(_COOKIE, "")
        return visit if _VISIT.fullmatch(visit) else secrets.token_hex(16)

    def seal(self, visit: str) -> str:
        """What the form of this visit holds."""
        return hmac.new(self.secret, visit.encode(), sha256).hexdigest()

    def is_own(self, request: Request, params: Mapping[str, str]) -> bool:
        """Whether a form was sent from a page of the same visit."""
        expected = self.seal(request.cookies.get(_COOKIE, ""))
        return hmac.compare_digest(expected.encode(), params.get(SEAL, "").encode())

    def keep(self, visit: str, response: Response) -> None:
        """Let the browser remember the visit; other sites cannot make it send forms with it."""
        response.set_cookie(_COOKIE, visit, httponly=True, samesite="lax", path="/")
