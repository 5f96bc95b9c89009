"""Somebody comes in, or comes back."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from telegram.error import BadRequest, TelegramError

from bot import menu
from bot.asking import Asked
from bot.commands import start
from bot.screens import members as screens
from domain.ids import ChatId, TelegramUserId
from storage import members
from storage.states import Role

if TYPE_CHECKING:
    from telegram import Bot

    from bot.connections import Connections
    from bot.screen import Screen
    from bot.showing import Showing

logger = logging.getLogger(__name__)


class Arrivals:
    """What is done for a member who can be written to from now on."""

    def __init__(self, connections: Connections, bot: Bot, showing: Showing) -> None:
        self._connections = connections
        self._bot = bot
        self._showing = showing

    async def paired(self, chat: ChatId, name: str, role: Role, message_id: int) -> None:
        """Greet a new member, take the message with the code away, and tell the other owners."""
        try:
            await self._bot.delete_message(chat, message_id)
        except BadRequest as error:
            logger.info("A message with a used-up code stays: %s", error)
        await menu.for_member(self._bot, chat, role)
        asked = Asked(chat=chat, user=TelegramUserId(chat), by=name)
        await self._showing.send_all(chat, await start.paired(self._connections, asked, role))
        await self._tell_owners(TelegramUserId(chat), name, role)

    async def changed(self, user: TelegramUserId, role: Role | None) -> None:
        """Show somebody what they may do from now on; None: nothing any more, of which they are not told."""
        chat = ChatId(user)
        await menu.for_member(self._bot, chat, role)
        if role is not None:
            await self._tell(chat, screens.you_are(role))

    async def _tell_owners(self, new: TelegramUserId, name: str, role: Role) -> None:
        async with self._connections.database.read() as session:
            everybody = await members.all_of(session)
        for member in everybody:
            if member.role is Role.OWNER and member.reachable and member.id != new:
                await self._tell(ChatId(member.id), screens.paired(new, name, role))

    async def _tell(self, chat: ChatId, screen: Screen) -> None:
        try:
            await self._showing.send_all(chat, (screen,))
        except TelegramError as error:
            logger.warning("A member was not told of a change: %s", error, extra={"chat_id": chat})

    async def back(self, user: TelegramUserId) -> None:
        """A member can be written to again; what they missed is delivered by the next round."""
        async with self._connections.database.write() as session:
            await members.set_reachable(session, user, reachable=True)
            member = await members.get(session, user)
        logger.info("A member can be reached.", extra={"telegram_id": user})
        await menu.for_member(self._bot, ChatId(user), member.role if member else None)

    async def gone(self, user: TelegramUserId) -> None:
        """A member blocked the bot: write nothing more until they are back."""
        async with self._connections.database.write() as session:
            await members.set_reachable(session, user, reachable=False)
        logger.info("A member blocked the bot.", extra={"telegram_id": user})
