"""Takes up rules that have changed while the program runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from likewise.rulebook import News


class Rereading:
    """Reads the rules again and again. What follows from other rules is tried until it succeeds."""

    def __init__(
        self,
        reread: Callable[[], Awaitable[News | None]],
        *,
        sync: Callable[[], Awaitable[None]],
        tell: Callable[[str], Awaitable[None]],
    ) -> None:
        self._reread = reread
        self._sync = sync
        self._tell = tell
        self._unwatched = False
        """Whether other rules run, and what they look at is not watched yet."""
        self._untold: list[str] = []

    async def round(self) -> bool:
        """Take up what has changed; whether there was something to tell."""
        news = await self._reread()
        if news is not None:
            self._untold += [news.text] if news.text else []
            self._unwatched |= news.swapped
        if self._unwatched:
            await self._sync()
            self._unwatched = False
        told = bool(self._untold)
        while self._untold:
            await self._tell(self._untold[0])
            del self._untold[0]
        return told
