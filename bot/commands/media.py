"""/media: one photo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import targets, viewing
from bot.screen import Screen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.asking import Asked, Shown
    from bot.connections import Connections


async def answer(connections: Connections, asked: Asked) -> Sequence[Shown]:
    """The photo with this id, short code or address, or the one that the answered card shows."""
    media = await targets.photo(connections, asked, asked.argument)
    if isinstance(media, Screen):
        return (media,)
    return (await viewing.single(connections, asked.chat, media),)
