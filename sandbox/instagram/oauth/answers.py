"""Answers of /oauth: JSON without an envelope."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import JSONResponse, Response

from sandbox.instagram.api.errors import ApiError

if TYPE_CHECKING:
    from collections.abc import Mapping

_HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


def told(body: Mapping[str, object], status: int = 200) -> Response:
    """An answer that nobody keeps."""
    return JSONResponse(body, status, _HEADERS)


def refused(error: ApiError) -> Response:
    """A refusal; here all of them are bare."""
    return told(ApiError(error.kind, error.message, status=error.status, bare=True).body(), error.status)
