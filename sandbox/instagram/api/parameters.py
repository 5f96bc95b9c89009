"""What a request says: query and form together, whatever the content type claims."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException

from sandbox.instagram.api import errors

if TYPE_CHECKING:
    from starlette.requests import Request

    from sandbox.instagram.api.errors import ApiError

    _Read: TypeAlias = tuple[list[tuple[str, str]], ApiError | None]

_LARGEST_BODY = 64 * 1024
_MOST_FIELDS = 200
_HOST = re.compile(r"[A-Za-z0-9.\-]{1,253}(:\d{1,5})?|\[[0-9A-Fa-f:.]{2,45}\](:\d{1,5})?")


@dataclass(frozen=True, kw_only=True, slots=True)
class Heard:
    """What could be made out of a request."""

    params: dict[str, str]
    fault: ApiError | None
    """Why the request cannot be answered, if it cannot: then the parameters are those at its beginning."""


async def read(request: Request) -> dict[str, str]:
    """All parameters. Choice: of two with one name the first counts, and the query before the body.

    Raises:
        ApiError: the request cannot be read to its end.
    """
    heard = await hear(request)
    if heard.fault is not None:
        raise heard.fault
    return heard.params


async def hear(request: Request) -> Heard:
    """As many parameters as can be read: who sends nonsense is to be known all the same."""
    pairs, fault = _pairs(request.scope["query_string"].decode("latin-1"))
    if request.method not in ("GET", "HEAD"):
        more, fault_of_form = await _form(request)
        pairs, fault = pairs + more, fault or fault_of_form
    return Heard(params=dict(reversed(pairs)), fault=fault)


def base(request: Request) -> str:
    """This server as the caller addresses it; a `Host` that is none is answered as `localhost`."""
    host = request.headers.get("host", "")
    return f"{request.url.scheme}://{host if _HOST.fullmatch(host) else 'localhost'}"


async def _form(request: Request) -> _Read:
    if request.headers.get("content-type", "").startswith("multipart/form-data"):
        return await _multipart(request)
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LARGEST_BODY:
            beginning, _ = _pairs(body[:_LARGEST_BODY].decode("utf-8", "replace"))
            return beginning, errors.invalid("The body is too large.")
    return _pairs(body.decode("utf-8", "replace"))


async def _multipart(request: Request) -> _Read:
    if int(digits if (digits := request.headers.get("content-length", "0")).isdecimal() else 0) > _LARGEST_BODY:
        return [], errors.invalid("The body is too large.")
    try:
        async with request.form(max_files=0, max_fields=_MOST_FIELDS, max_part_size=_LARGEST_BODY) as form:
            return [(name, value) for name, value in form.multi_items() if isinstance(value, str)], None
    except HTTPException as error:
        return [], errors.invalid(f"The form cannot be read: {error.detail}")


def _pairs(text: str) -> _Read:
    try:
        return parse_qsl(text, keep_blank_values=True, max_num_fields=_MOST_FIELDS), None
    except ValueError:
        beginning = "&".join(text.split("&", _MOST_FIELDS)[:_MOST_FIELDS])
        return parse_qsl(beginning, keep_blank_values=True), errors.invalid("There are too many parameters.")
