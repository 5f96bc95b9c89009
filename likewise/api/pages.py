"""A list of the network, page by page, as far as it is wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from likewise.api.wish import Wish
    from networks.instagram.funnel import Answer
    from networks.instagram.operation import Operation

Item: TypeAlias = "dict[str, object]"


class Asker(Protocol):
    """The client, as far as it makes calls in the API's own spelling."""

    async def ask(self, operation: Operation, path: str, parameters: Mapping[str, str]) -> Answer:
        """Make the operation's call at `path`."""
        ...


async def pages(network: Asker, wish: Wish, limit: int | None) -> AsyncIterator[list[Item]]:
    """The items of a list as they come, none of them twice, up to `limit` (`None`: to the end)."""
    paging, parameters = wish.operation.paging, dict(wish.parameters)
    known: set[str] = set()
    cursors: set[str] = set()
    given = 0
    while True:
        answer = await network.ask(wish.operation, wish.path, parameters)
        fresh = [item for item in listed(answer) if _is_new(item, known)]
        fresh = fresh if limit is None else fresh[: limit - given]
        given += len(fresh)
        yield fresh
        cursor = paging.older(answer.pagination) if paging else None
        if paging is None or cursor is None or cursor in cursors or given == limit:
            return
        cursors.add(cursor)
        parameters[paging.asked_as] = cursor


def listed(answer: Answer) -> list[Item]:
    """The items of an answer that is a list; what is no object is left out."""
    data = answer.data if isinstance(answer.data, list) else []
    return [item for item in data if isinstance(item, dict)]


def has_more(wish: Wish, answer: Answer) -> bool:
    """Whether an answer tells of an older page."""
    return wish.operation.paging is not None and wish.operation.paging.older(answer.pagination) is not None


def _is_new(item: Item, known: set[str]) -> bool:
    """Whether an item comes for the first time; one without an id always does."""
    key = item.get("id")
    new = key is None or str(key) not in known
    known.add(str(key))
    return new
