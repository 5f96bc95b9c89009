"""Somebody comes in, or comes back."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from telegram.error import BadRequest

from bot import menu
from bot.asking import Asked
from bot.commands import start
from domain.ids import ChatId, TelegramUserId
from storage import members

if TYPE_CHECKING:
    from telegram import Bot

    from bot.connections import Connections
    from bot.showing import Showing

logger = logging.getLogger(__name__)


class Arrivals:
    """What is done for a member who can be written to from now on."""

    def __init__(self, connections: Connections, bot: Bot, showing: Showing) -> None:
        self._connections = connections
        self._bot = bot
        self._showing = showing

    async def paired(self, chat: ChatId, name: str, message_id: int) -> None:
        """Greet a new member, and take the message with the code away."""
        try:
            await self._bot.delete_message(chat, message_id)
        except BadRequest as error:
            logger.info("A message with a used-up code stays: %s", error)
        await menu.for_member(self._bot, chat)
        asked = Asked(chat=chat, user=TelegramUserId(chat), by=name)
        await self._showing.send_all(chat, await start.paired(self._connections, asked))

    async def back(self, user: TelegramUserId) -> None:
        """A member can be written to again; what they missed is delivered by the next round."""
        async with self._connections.database.write() as session:
            await members.set_reachable(session, user, reachable=True)
        logger.info("A member can be reached.", extra={"telegram_id": user})
        await menu.for_member(self._bot, ChatId(user))

    async def gone(self, user: TelegramUserId) -> None:
        """A member blocked the bot: write nothing more until they are back."""
        async with self._connections.database.write() as session:
            await members.set_reachable(session, user, reachable=False)
        logger.info("A member blocked the bot.", extra={"telegram_id": user})
