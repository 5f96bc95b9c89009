"""The few pages that are HTML: errors in front of the API, and a photo at its address."""

from __future__ import annotations

from html import escape
from http import HTTPStatus
from typing import TYPE_CHECKING

from starlette.responses import HTMLResponse

if TYPE_CHECKING:
    from datetime import datetime

    from sandbox.instagram.world.posts import Post

_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}"
    "img{width:100%;height:auto;border-radius:12px}p{white-space:pre-wrap;overflow-wrap:anywhere}small{opacity:.7}"
)
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'",
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
}


def not_found() -> HTMLResponse:
    """What the API answers where it has no such path."""
    return _page("Page Not Found", "<h1>Sorry, this page isn't available.</h1>", 404)


def fault(status: int) -> HTMLResponse:
    """What a server in front of the API answers when something broke. `status` is at least 400."""
    phrase = escape(HTTPStatus(status).phrase)
    return _page(phrase, f"<h1>{status} {phrase}</h1>", status)


def photo(post: Post, now: datetime) -> HTMLResponse:
    """A photo at its own address."""
    name = escape(post.author.username)
    caption = escape(post.draft.caption or "")
    body = (
        f'<h1>{name}</h1><img src="/pictures/{post.number}_640.jpg" alt="{escape(post.draft.motif)}" width="640"'
        f' height="640"><p dir="auto">{caption}</p><small>{post.applause.count(now)} likes</small>'
    )
    return _page(name, body, 200)


def _page(title: str, body: str, status: int) -> HTMLResponse:
    page = (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{title}</title><style>{_STYLE}</style><body>{body}</body></html>"
    )
    return HTMLResponse(page, status, _HEADERS)
