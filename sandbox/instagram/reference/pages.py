"""`/openapi.json` and `/reference`."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from sandbox.instagram.api import parameters
from sandbox.instagram.reference import openapi, page

if TYPE_CHECKING:
    from starlette.requests import Request

_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def routes() -> list[Route]:
    """Where they are served; nothing there needs a token, and nothing there holds one."""
    return [
        Route("/openapi.json", _document),
        Route("/reference", _reference),
        Route("/reference/", _reference),
        Route("/reference/reference.css", _style),
    ]


async def _document(_request: Request) -> Response:
    return JSONResponse(openapi.document(), headers={"X-Content-Type-Options": "nosniff"})


async def _reference(request: Request) -> Response:
    return HTMLResponse(page.render(_file("reference.html"), parameters.base(request)), headers=_HEADERS)


async def _style(_request: Request) -> Response:
    return Response(_file("reference.css"), headers=_HEADERS, media_type="text/css")


@cache
def _file(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
