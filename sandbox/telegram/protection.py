"""Who may open the chat page: people on this machine who have its key, and no other web page."""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "likewise_chat"
HOSTS = frozenset({"127.0.0.1", "localhost", "[::1]"})

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
    " base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)

SECURITY_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}

LOCKED = """<!doctype html><html lang="en"><meta charset="utf-8"><title>This chat is locked</title>
<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/static/locked.css">
<main><h1>This chat is locked</h1><p>Please open it with the whole address that was printed when it started:
it ends in <code>?key=…</code> and is yours alone.</p></main></html>"""


class Protection:
    """Stands in front of the page's own application."""

    def __init__(self, app: ASGIApp, page_key: str) -> None:
        self._app = app
        self._key = page_key
        # Cookies reach every port of a host, so the cookie is not the key itself.
        self._pass = hmac.new(page_key.encode(), b"likewise chat page", hashlib.sha256).hexdigest()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request through, or answer it here."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_protected(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(SECURITY_HEADERS)
            await send(message)

        answer = self._answer(Request(scope)) or self._app
        await answer(scope, receive, send_protected)

    def _answer(self, request: Request) -> Response | None:
        if not _is_local(request.headers.get("host", "")):
            return PlainTextResponse("Open this page as http://127.0.0.1 or http://localhost.", status_code=400)
        if request.url.path.startswith("/static/"):
            return None
        if request.url.path == "/" and "key" in request.query_params:
            return self._admit(request)
        if not self._has_key(request):
            return HTMLResponse(LOCKED, status_code=403)
        if request.url.path.startswith("/chat/") and not _is_own(request.headers):
            return _refused("This address answers only the chat page itself.")
        return _unsuitable_body(request)

    def _admit(self, request: Request) -> Response:
        if not _same(request.query_params["key"], self._key):
            return HTMLResponse(LOCKED, status_code=403)
        # A relative address built from a parsed query: nothing of it can lead to another host.
        answer = RedirectResponse(request.url.remove_query_params("key").replace(scheme="", netloc=""), 303)
        answer.set_cookie(COOKIE, self._pass, httponly=True, samesite="strict", path="/")
        return answer

    def _has_key(self, request: Request) -> bool:
        by_cookie = _same(request.cookies.get(COOKIE, ""), self._pass)
        return by_cookie or _same(request.headers.get("x-page-key", ""), self._key)


def _same(given: str, expected: str) -> bool:
    return hmac.compare_digest(given.encode(), expected.encode())


def _is_local(host: str) -> bool:
    name, colon, port = host.lower().rpartition(":")
    if not colon or host.endswith("]"):
        name, port = host.lower(), "0"
    return name in HOSTS and port.isdecimal()


def _is_own(headers: Headers) -> bool:
    """Whether the request comes from this page, or from no page at all."""
    origin = headers.get("origin")
    from_here = origin is None or origin == f"http://{headers.get('host', '')}"
    return from_here and headers.get("sec-fetch-site", "same-origin") in {"same-origin", "none"}


def _unsuitable_body(request: Request) -> Response | None:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if request.method == "POST" and kind != "application/json":
        return JSONResponse({"error": "Send JSON, with the content type application/json."}, status_code=415)
    return None


def _refused(sentence: str) -> Response:
    return JSONResponse({"error": sentence}, status_code=403)
