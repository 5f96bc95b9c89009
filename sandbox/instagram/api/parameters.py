"""What a request says: query and form together, whatever the content type claims."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException

from sandbox.instagram.api import errors

if TYPE_CHECKING:
    from starlette.requests import Request

_LARGEST_BODY = 64 * 1024
_MOST_FIELDS = 200
_HOST = re.compile(r"[A-Za-z0-9.\-]{1,253}(:\d{1,5})?|\[[0-9A-Fa-f:.]{2,45}\](:\d{1,5})?")


async def read(request: Request) -> dict[str, str]:
    """All parameters. Choice: of two with one name the first counts, and the query before the body."""
    found = _pairs(request.scope["query_string"].decode("latin-1"))
    if request.method not in ("GET", "HEAD"):
        found += await _form(request)
    return dict(reversed(found))


def base(request: Request) -> str:
    """This server as the caller addresses it; a `Host` that is none is answered as `localhost`."""
    host = request.headers.get("host", "")
    return f"{request.url.scheme}://{host if _HOST.fullmatch(host) else 'localhost'}"


async def _form(request: Request) -> list[tuple[str, str]]:
    if int(digits if (digits := request.headers.get("content-length", "0")).isdecimal() else 0) > _LARGEST_BODY:
        raise errors.invalid("The body is too large.")
    if request.headers.get("content-type", "").startswith("multipart/form-data"):
        return await _multipart(request)
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LARGEST_BODY:
            raise errors.invalid("The body is too large.")
    return _pairs(body.decode("utf-8", "replace"))


async def _multipart(request: Request) -> list[tuple[str, str]]:
    try:
        async with request.form(max_files=0, max_fields=_MOST_FIELDS, max_part_size=_LARGEST_BODY) as form:
            return [(name, value) for name, value in form.multi_items() if isinstance(value, str)]
    except HTTPException as error:
        raise errors.invalid(f"The form cannot be read: {error.detail}") from error


def _pairs(text: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(text, keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except ValueError as error:
        raise errors.invalid("There are too many parameters.") from error
