"""What stands below a photo, as it was fetched: kept behind a token, and paged in one message."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot import lists
from bot.buttons import Press, parse
from bot.screens import threads as screens
from bot.screens.photos import picture_of
from domain.ids import MediaId
from domain.unknown import UNKNOWN
from storage import codec, views

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.connections import Connections
    from bot.screen import Screen
    from domain.ids import ChatId, UserId
    from domain.media import Comment, Media


@dataclass(frozen=True, kw_only=True, slots=True)
class Thread:
    """The comments below one photo, the newest first."""

    media: MediaId
    author: str
    """Whose photo it is, as people read it."""
    mine: bool
    """Whether it is the owner's photo, so that every comment can be removed."""
    picture: str | None
    comments: tuple[Comment, ...]
    more: int
    """How many older ones the network does not list."""
    back: Press | None
    """Where the photo's card is; None: it has none here."""

    def position_of(self, comment_id: str) -> int | None:
        """Where a comment stands in the list."""
        return next((n for n, comment in enumerate(self.comments) if comment.id == comment_id), None)

    def find(self, word: str) -> int | None:
        """Which comment a word means: an id, or the number that stands before it in the list."""
        by_id = self.position_of(word)
        if by_id is not None:
            return by_id
        number = int(word) if word.isascii() and word.isdecimal() and len(word) <= len("9999") else 0
        return number - 1 if 1 <= number <= len(self.comments) else None

    def removable(self, n: int, me: UserId) -> bool:
        """Whether the owner may remove a comment: their own, and any under their own photo."""
        return self.mine or self.comments[n].author.id == me


async def fetched(connections: Connections, media: Media, back: Press | None) -> Thread:
    """The comments as they are now. Raises what the network raises."""
    listed = await connections.network.comments(media.id)
    count = len(listed) if media.comments is UNKNOWN else media.comments
    return Thread(
        media=media.id,
        author=media.author.username,
        mine=media.author.id == connections.me,
        picture=picture_of(media),
        comments=tuple(reversed(listed)),
        more=max(0, count - len(listed)),
        back=back,
    )


async def opened(connections: Connections, chat: ChatId, thread: Thread) -> Screen:
    """The newest comments; the list is kept for the chat."""
    token = await keep(connections, chat, thread)
    return shown(connections, thread, token, 0)


def shown(connections: Connections, thread: Thread, token: str, page: int) -> Screen:
    """One page of it."""
    return screens.comments(thread, token, page, connections.me, connections.present())


async def keep(connections: Connections, chat: ChatId, thread: Thread) -> str:
    """Keep a list for its buttons; gives the token."""
    return await lists.keep(connections, chat, _to_json(thread))


async def kept(connections: Connections, chat: ChatId, token: str) -> Thread | None:
    """The list behind a token; None when it expired or was never this chat's."""
    async with connections.database.read() as session:
        payload = await views.get(session, token, chat, connections.clock())
    return _from_json(payload) if payload is not None and "comments" in payload else None


async def change(connections: Connections, token: str, thread: Thread) -> None:
    """Keep a list as it is now under its old token."""
    async with connections.database.write() as session:
        await views.change(session, token, _to_json(thread))


def _to_json(thread: Thread) -> dict[str, Any]:
    return {**codec.encode(thread), "back": str(thread.back) if thread.back else None}


def _from_json(payload: Mapping[str, Any]) -> Thread:
    return Thread(
        media=MediaId(payload["media"]),
        author=payload["author"],
        mine=payload["mine"],
        picture=payload["picture"],
        comments=tuple(map(codec.comment_from_json, payload["comments"])),
        more=payload["more"],
        back=parse(payload["back"]),
    )
