"""Where the pages of /oauth are served."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from starlette.routing import Route

from sandbox.instagram.oauth.authorizing import Authorizing
from sandbox.instagram.oauth.codes import Codes
from sandbox.instagram.oauth.exchanging import Exchanging
from sandbox.instagram.oauth.revoking import PATH, Revoking
from sandbox.instagram.oauth.visits import Visits

if TYPE_CHECKING:
    from sandbox.instagram.apps import Apps
    from sandbox.instagram.tokens import Tokens
    from sandbox.instagram.world.world import World


def routes(world: World, apps: Apps, tokens: Tokens) -> list[Route]:
    """The routes for one world; a trailing slash may follow everywhere."""
    codes, visits = Codes(), Visits(secret=secrets.token_bytes(32))
    authorizing = Authorizing(cast=world.cast, apps=apps, tokens=tokens, codes=codes, visits=visits)
    exchanging = Exchanging(people=world.people, apps=apps, tokens=tokens, codes=codes)
    revoking = Revoking(cast=world.cast, tokens=tokens, visits=visits)

    served = (
        ("/oauth/authorize", authorizing.respond, ["GET", "POST"]),
        ("/oauth/access_token", exchanging.respond, ["POST"]),
        (PATH.rstrip("/"), revoking.respond, ["GET", "POST"]),
    )
    return [
        Route(f"{path}{slash}", endpoint, methods=methods)
        for path, endpoint, methods in served
        for slash in ("", "/")
    ]
