"""How every answer of the API leaves: its headers, and the call of a function around it where one is named."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from starlette.responses import Response

if TYPE_CHECKING:
    from collections.abc import Mapping

_CALLBACK = re.compile(r"[A-Za-z_$][\w$.\[\]]{0,99}", re.ASCII)
_HEADERS = {
    "Content-Language": "en",
    "Cache-Control": "private, no-cache, no-store, must-revalidate",
    "X-Content-Type-Options": "nosniff",
}


def reply(text: str, status: int, params: Mapping[str, str], rate: Mapping[str, str]) -> Response:
    """JSON, or a script if `params` name a `callback`. `rate` are headers about limits."""
    media_type = "application/json; charset=utf-8"
    callback = params.get("callback")
    # Choice: a callback that is no name of a function is left out rather than written into a script.
    if callback is not None and _CALLBACK.fullmatch(callback):
        text, media_type = f"{callback}({text})", "text/javascript; charset=utf-8"
    return Response(text, status, {**_HEADERS, **rate}, media_type)
