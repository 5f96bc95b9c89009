"""Pages of photos as the network sends them, straight from memory."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import httpx

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

TAGS = tuple(f"everything{number}" for number in range(10))
"""The lists that are watched."""
EMPTY = json.dumps({"meta": {"code": 200}, "pagination": {}, "data": []}).encode()


def rounds(texts: Sequence[str], size: int) -> list[dict[str, bytes]]:
    """As often as the photos suffice, a full page for each list, by its tag."""
    photos = [json.loads(text) for text in texts]
    filled = [photos[start : start + size] for start in range(0, len(photos) - size + 1, size)]
    turns = range(0, len(filled) - len(TAGS) + 1, len(TAGS))
    return [{tag: _page(tag, filled[turn + place]) for place, tag in enumerate(TAGS)} for turn in turns]


def _page(tag: str, photos: Sequence[dict[str, Any]]) -> bytes:
    return _body([{**photo, "tags": [tag, *photo["tags"]]} for photo in photos])


def _body(photos: list[dict[str, Any]]) -> bytes:
    envelope = {"meta": {"code": 200}, "pagination": {}, "data": photos}
    return json.dumps(envelope, ensure_ascii=False).encode()


class Memory(httpx.AsyncBaseTransport):
    """Answers as an HTTP server would, but for the wire: each list with the page on show."""

    def __init__(self) -> None:
        self.shown: Mapping[str, bytes] = {}

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        name = request.url.path.removesuffix("/media/recent").rpartition("/")[2]
        body = self.shown.get(name, EMPTY)
        headers = {"content-type": "application/json; charset=utf-8"}
        return httpx.Response(200, headers=headers, content=body)
