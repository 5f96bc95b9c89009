"""A comment that is written, and not posted before its writer has read it again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot import lists
from domain.ids import MediaId
from rules.comment_rules import objection
from storage import views

if TYPE_CHECKING:
    from bot.connections import Connections
    from domain.ids import ChatId


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """Words for one photo."""

    media: MediaId
    author: str
    """Whose photo it is, as people read it."""
    text: str

    @property
    def calmed(self) -> str | None:
        """The same in small letters, where only the capitals would be refused; None elsewhere."""
        calm = self.text.capitalize()
        return calm if self.text.isupper() and objection(calm) is None else None


async def keep(connections: Connections, chat: ChatId, draft: Draft) -> str:
    """Keep a draft for the buttons below its preview; gives its token."""
    return await lists.keep(connections, chat, _to_json(draft))


async def change(connections: Connections, token: str, draft: Draft) -> None:
    """Keep other words under the same token."""
    async with connections.database.write() as session:
        await views.change(session, token, _to_json(draft))


async def drop(connections: Connections, token: str) -> None:
    """Keep it no longer: nobody is to post it any more."""
    async with connections.database.write() as session:
        await views.change(session, token, {})


async def kept(connections: Connections, chat: ChatId, token: str) -> Draft | None:
    """The draft behind a token; None when it expired or was never this chat's."""
    async with connections.database.read() as session:
        payload = await views.get(session, token, chat, connections.clock())
    if payload is None or "draft" not in payload:
        return None
    return Draft(media=MediaId(payload["media"]), author=payload["author"], text=payload["draft"])


def _to_json(draft: Draft) -> dict[str, str]:
    return {"draft": draft.text, "media": draft.media, "author": draft.author}
