"""/like and /unlike: the heart at a photo."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot import targets, viewing
from bot.pressing import HAPPENED
from bot.screen import Screen
from bot.screens import lists as screens
from bot.screens import notices

if TYPE_CHECKING:
    from collections.abc import Sequence

    from actions.results import Result
    from bot.asking import Asked, Shown
    from bot.connections import Connections
    from domain.media import Media


async def give(connections: Connections, asked: Asked) -> Sequence[Shown]:
    """Like a photo; its heart takes the like back."""
    media = await targets.photo(connections, asked, asked.argument)
    if isinstance(media, Screen):
        return (media,)
    result = await connections.desk.like(media, asked.by)
    return await _shown(connections, asked, replace(media, liked_by_me=True), result)


async def take_back(connections: Connections, asked: Asked) -> Sequence[Shown]:
    """Take a like back; the heart gives it again."""
    media = await targets.photo(connections, asked, asked.argument)
    if isinstance(media, Screen):
        return (media,)
    result = await connections.desk.unlike(media.id, asked.by)
    return await _shown(connections, asked, replace(media, liked_by_me=False), result)


async def _shown(connections: Connections, asked: Asked, media: Media, result: Result) -> Sequence[Shown]:
    """What came of it, and the photo's card."""
    if result.state not in HAPPENED:
        return (notices.trouble(result.sentence),)
    now = await connections.network.media(media.id)
    return (screens.told(result.sentence), await viewing.single(connections, asked.chat, now))
