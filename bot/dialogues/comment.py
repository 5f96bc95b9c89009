"""The words of a comment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import drafts, threads
from bot.dialogue import Dialogue, Question, Topic, ask
from bot.drafts import Draft
from bot.language import say
from bot.screens import drafts as screens
from domain.ids import MediaId
from storage.states import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.asking import Asked, Shown
    from bot.connections import Connections
    from bot.dialogue import Payload
    from bot.screen import Screen


async def begin(
    connections: Connections, asked: Asked, media: MediaId, author: str, before: str | None = None
) -> Screen:
    """Ask for the words of a comment; `before` are those that are to be changed."""
    question = Question(
        topic=Topic.COMMENT,
        text=screens.question(author, before),
        payload={"media": media, "author": author},
        placeholder=say("Your comment"),
    )
    return await ask(connections, asked, question)


async def previewed(connections: Connections, asked: Asked, draft: Draft) -> Screen:
    """The words as they would be posted, with the buttons that do it."""
    return screens.preview(draft, await drafts.keep(connections, asked.chat, draft))


def _named(payload: Payload) -> str:
    return say("your comment for @{}'s picture", payload["author"])


async def _answered(connections: Connections, asked: Asked, payload: Payload) -> Sequence[Shown]:
    draft = Draft(media=MediaId(payload["media"]), author=payload["author"], text=asked.argument.strip())
    return (await previewed(connections, asked, draft),)


async def _present(connections: Connections, asked: Asked, payload: Payload) -> Sequence[Shown]:
    media = await connections.network.media(MediaId(payload["media"]))
    thread = await threads.fetched(connections, media, back=None)
    return (await threads.opened(connections, asked.chat, thread),)


DIALOGUE = Dialogue(named=_named, answered=_answered, present=_present, least=Role.OPERATOR)
