"""/comments, /comment and /uncomment: what stands below a photo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import targets, threads
from bot.dialogues import comment as dialogue
from bot.drafts import Draft
from bot.screen import Screen
from bot.screens import threads as screens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.asking import Asked, Shown
    from bot.connections import Connections


async def answer(connections: Connections, asked: Asked) -> Sequence[Shown]:
    """The newest comments, as a list that pages."""
    media = await targets.photo(connections, asked, asked.argument)
    if isinstance(media, Screen):
        return (media,)
    return (await threads.opened(connections, asked.chat, await threads.fetched(connections, media, None)),)


async def write(connections: Connections, asked: Asked) -> Sequence[Shown]:
    """The words as they would be posted; without any, a question for them."""
    word, text = targets.leading(asked)
    media = await targets.photo(connections, asked, word)
    if isinstance(media, Screen):
        return (media,)
    author = media.author.username
    if not text:
        return (await dialogue.begin(connections, asked, media.id, author),)
    return (await dialogue.previewed(connections, asked, Draft(media=media.id, author=author, text=text)),)


async def remove(connections: Connections, asked: Asked) -> Sequence[Shown]:
    """Whether to remove a comment, which is named by its number or its id; without either, the list of them."""
    word, rest = targets.leading(asked)
    media = await targets.photo(connections, asked, word)
    if isinstance(media, Screen):
        return (media,)
    thread = await threads.fetched(connections, media, None)
    token = await threads.keep(connections, asked.chat, thread)
    n = thread.find(rest.strip()) if rest else None
    if n is None:
        listed = threads.shown(connections, thread, token, 0)
        return (screens.no_such(rest), listed) if rest else (listed,)
    if not thread.removable(n, connections.me):
        return (screens.not_yours(thread, n),)
    return (screens.deleting(thread, token, n),)
