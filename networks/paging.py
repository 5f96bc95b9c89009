"""Walks through a list, page by page, to its end or as far as wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from domain.media import Page


class Numbered(Protocol):
    """Something by whose id a repetition is known."""

    @property
    def id(self) -> str:
        """One per thing."""
        ...


T = TypeVar("T")
N = TypeVar("N", bound=Numbered)


async def pages(fetch: Callable[[str | None], Awaitable[Page[T]]]) -> AsyncIterator[Page[T]]:
    """The pages of a list, each fetched when it is asked for. A cursor that comes back is taken for the end.

    `fetch` gets the cursor: `lambda cursor: network.tag_media("sunset", cursor=cursor)`.
    """
    followed, cursor = set[str](), None
    while True:
        page = await fetch(cursor)
        yield page
        cursor = page.older
        if cursor is None or cursor in followed:
            return
        followed.add(cursor)


async def items(fetch: Callable[[str | None], Awaitable[Page[N]]], *, limit: int | None = None) -> AsyncIterator[N]:
    """The things in a list, each once however often the pages bring it; at most `limit`, with no call beyond them."""
    seen = set[str]()
    if limit is not None and limit < 1:
        return
    async for page in pages(fetch):
        for item in page.items:
            if item.id in seen:
                continue
            seen.add(item.id)
            yield item
            if len(seen) == limit:
                return
