"""The door of the control interface: every call shows the control key in the header `X-Sandbox-Key`."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING, TypeAlias

from pydantic import ValidationError
from starlette.responses import JSONResponse

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request

    Endpoint: TypeAlias = Callable[[Request], Awaitable[JSONResponse]]


def guarded(key: str, endpoint: Endpoint) -> Endpoint:
    """The endpoint for those who know the key. What it raises as `ValueError` is told as a 400 with `error`."""

    async def behind_the_door(request: Request) -> JSONResponse:
        given = request.headers.get("x-sandbox-key", "")
        if not hmac.compare_digest(given.encode(), key.encode()):
            return _refused("The header X-Sandbox-Key must hold the control key.", 403)
        try:
            return await endpoint(request)
        except ValidationError as error:
            return _refused("; ".join(f"{_where(one['loc'])}: {one['msg']}" for one in error.errors()), 400)
        except ValueError as error:
            return _refused(str(error), 400)

    return behind_the_door


def _where(location: tuple[int | str, ...]) -> str:
    return ".".join(map(str, location)) or "body"


def _refused(sentence: str, status: int) -> JSONResponse:
    return JSONResponse({"error": sentence}, status)
