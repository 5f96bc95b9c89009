"""The inbox of each chat: one message, which changes by itself until another takes its place."""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from functools import partial
from hashlib import blake2b
from typing import TYPE_CHECKING

from telegram.error import BadRequest

from bot import inbox
from bot.connection import patiently
from bot.screen import Screen
from bot.showing import Posted
from storage import inboxes
from storage.inboxes import Inbox

if TYPE_CHECKING:
    from bot.asking import Shown
    from bot.connections import Connections
    from bot.showing import Showing
    from domain.ids import ChatId

logger = logging.getLogger(__name__)


class Live:
    """Keeps account of which message is a chat's inbox, and brings it up to date."""

    def __init__(self, connections: Connections, showing: Showing) -> None:
        self._connections = connections
        self._showing = showing
        self._turns: defaultdict[ChatId, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def sent(self, shown: Shown, posted: Posted | None) -> None:
        """A new message was sent: if it is an inbox, the one before goes away."""
        if posted is None or not isinstance(shown, Screen) or not shown.live:
            return
        async with self._turns[posted.chat]:
            before = await self._keep(shown, posted)
            if before is not None and before.message_id != posted.message_id:
                await self._showing.remove(Posted(chat=posted.chat, message_id=before.message_id, pictured=False))

    async def edit(self, posted: Posted, screen: Screen, *, same_picture: bool) -> None:
        """Make a message show another screen. One that was the inbox is none while it shows something else."""
        async with self._turns[posted.chat]:
            change = self._showing.reword if same_picture else self._showing.change
            now = await patiently(partial(change, posted, screen))
            if screen.live:
                await self._keep(screen, now)
            else:
                await self._leave(posted)

    async def open(self, chat: ChatId) -> Posted:
        """Send the inbox as a new message."""
        screen = await inbox.screen(self._connections)
        posted = await self._showing.send(chat, screen)
        await self.sent(screen, posted)
        return posted

    async def round(self, chat: ChatId) -> None:
        """Let the chat's inbox, if there is one, show what waits now."""
        if await self._kept(chat) is None:
            return
        screen = await inbox.screen(self._connections)
        async with self._turns[chat]:
            kept = await self._kept(chat)
            if kept is None or kept.shown == _digest(screen):
                return
            posted = Posted(chat=chat, message_id=kept.message_id, pictured=False)
            try:
                await self._showing.reword(posted, screen)
            except BadRequest as error:
                logger.info("A chat's inbox is gone: %s", error, extra={"chat_id": chat})
                await self._leave(posted)
            else:
                await self._keep(screen, posted)

    async def _kept(self, chat: ChatId) -> Inbox | None:
        async with self._connections.database.read() as session:
            return await inboxes.get(session, self._connections.account, chat)

    async def _keep(self, screen: Screen, posted: Posted) -> Inbox | None:
        """Note that a message is the inbox; gives the one before."""
        connections, now = self._connections, self._connections.clock()
        kept = Inbox(message_id=posted.message_id, shown=_digest(screen))
        async with connections.database.write() as session:
            before = await inboxes.get(session, connections.account, posted.chat)
            await inboxes.put(session, connections.account, posted.chat, kept, now)
        return before

    async def _leave(self, posted: Posted) -> None:
        kept = await self._kept(posted.chat)
        if kept is None or kept.message_id != posted.message_id:
            return
        async with self._connections.database.write() as session:
            await inboxes.drop(session, self._connections.account, posted.chat)


def _digest(screen: Screen) -> str:
    return blake2b(repr((screen.text, screen.keyboard)).encode(), digest_size=8).hexdigest()
