"""What the browser shows after the authorize page."""

from __future__ import annotations

import base64
import hashlib
from html import escape

from starlette.responses import HTMLResponse

_STYLE = (
    "body{font:17px/1.5 system-ui,sans-serif;max-width:32rem;margin:18vh auto;padding:0 1.5rem;"
    "color:#222;background:#fafaf8}h1{font-size:1.5rem}"
    "@media(prefers-color-scheme:dark){body{color:#eee;background:#1b1b1d}}"
)
# The token stands in the fragment, which no browser sends: the page hands it on, and takes it off the address.
_RELAY = (
    "const told=new URLSearchParams(location.hash.slice(1));history.replaceState(null,'',location.pathname);"
    "fetch(location.pathname,{method:'POST',body:told}).then(answer=>answer.text())"
    ".then(text=>{document.getElementById('said').textContent=text})"
    ".catch(()=>{document.getElementById('said').textContent='Likewise does not answer any more; start again.'})"
)


def _sha(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        f"default-src 'none'; style-src {_sha(_STYLE)}; script-src {_sha(_RELAY)}; connect-src 'self';"
        " base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def said(sentence: str, status: int = 200) -> HTMLResponse:
    """A page with one sentence."""
    return _page(f"<p>{escape(sentence)}</p>", status)


def relay() -> HTMLResponse:
    """A page that hands on what stands in the fragment of its address."""
    return _page(f'<p id="said">One moment …</p><script>{_RELAY}</script>', 200)


def _page(body: str, status: int) -> HTMLResponse:
    return HTMLResponse(
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Likewise</title><style>{_STYLE}</style>'
        f"<h1>Likewise</h1>{body}</html>",
        status,
        HEADERS,
    )
