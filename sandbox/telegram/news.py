"""What the open pages hear about the moment it happens."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sandbox.telegram.wire import Json

BACKLOG = 500
"""A page that is this many items behind is cut off; it reconnects and reads the whole state."""


class News:
    """Passes items on to the subscribers of a chat."""

    def __init__(self) -> None:
        self._readers: set[tuple[int, asyncio.Queue[Json | None]]] = set()
        self._stopped = False

    def publish(self, chat: int, item: Json) -> None:
        """Tell every page that shows `chat`."""
        for reader in list(self._readers):
            if reader[0] != chat:
                continue
            try:
                reader[1].put_nowait(item)
            except asyncio.QueueFull:
                self._cut(reader)

    @contextmanager
    def subscribed(self, chat: int) -> Iterator[asyncio.Queue[Json | None]]:
        """A queue of items from now on. None means that there will be no more."""
        queue: asyncio.Queue[Json | None] = asyncio.Queue(maxsize=BACKLOG)
        reader = (chat, queue)
        if self._stopped:
            queue.put_nowait(None)
        self._readers.add(reader)
        try:
            yield queue
        finally:
            self._readers.discard(reader)

    def stop(self) -> None:
        """End every subscription, now and later."""
        self._stopped = True
        for reader in list(self._readers):
            self._cut(reader)

    def _cut(self, reader: tuple[int, asyncio.Queue[Json | None]]) -> None:
        self._readers.discard(reader)
        queue = reader[1]
        while queue.full():
            queue.get_nowait()
        queue.put_nowait(None)
