"""The one door: nobody passes who is not on the owner's list, whatever kind of update they send."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from telegram import ChatMember
from telegram.constants import ChatType
from telegram.error import TelegramError
from telegram.ext import ApplicationHandlerStop

from domain.ids import ChatId, TelegramUserId
from storage import members

if TYPE_CHECKING:
    from telegram import Bot, Chat, ChatMemberUpdated, Message, Update, User
    from telegram.ext import ContextTypes

    from bot.arrivals import Arrivals
    from bot.connections import Connections
    from bot.pairing import Pairing
    from storage.members import Member

logger = logging.getLogger(__name__)

_INSIDE = frozenset({ChatMember.MEMBER, ChatMember.ADMINISTRATOR, ChatMember.RESTRICTED})


class Gate:
    """Lets a member's own, direct word in their private chat pass. Strangers get no answer of any kind."""

    def __init__(self, connections: Connections, pairing: Pairing, arrivals: Arrivals) -> None:
        self._connections = connections
        self._pairing = pairing
        self._arrivals = arrivals

    async def __call__(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Decide about an update before any handler sees it."""
        try:
            passes = await self._passes(update, context.bot)
        except Exception:
            # Any other exception from here would let the update on to the next group of handlers.
            logger.exception("The gate failed, so it stays closed.")
            passes = False
        if not passes:
            raise ApplicationHandlerStop

    async def _passes(self, update: Update, bot: Bot) -> bool:
        if update.my_chat_member is not None:
            await self._came_or_went(update.my_chat_member, bot)
            return False
        user = update.effective_user
        if user is None or not _in_private(update.effective_chat, user):
            return False
        member = await self._member(TelegramUserId(user.id))
        if update.callback_query is not None:
            return member is not None
        message = update.message  # None for what was edited, or comes from a channel
        if message is None or not _direct(message):
            return False
        if member is None:
            await self._try_code(user, message)
            return False
        if not member.reachable:
            await self._arrivals.back(member.id)
        return True

    async def _member(self, user: TelegramUserId) -> Member | None:
        async with self._connections.database.read() as session:
            return await members.get(session, user)

    async def _try_code(self, user: User, message: Message) -> None:
        command, _, code = (message.text or "").partition(" ")
        if command != "/start" or not code.strip():
            return
        role = await self._pairing.admit(TelegramUserId(user.id), user.full_name, code.strip())
        if role is not None:
            await self._arrivals.paired(ChatId(user.id), user.full_name, role, message.message_id)

    async def _came_or_went(self, change: ChatMemberUpdated, bot: Bot) -> None:
        inside = change.new_chat_member.status in _INSIDE
        if change.chat.type != ChatType.PRIVATE:
            if inside:
                await _leave(bot, change.chat)
            return
        member = await self._member(TelegramUserId(change.from_user.id))
        if member is not None and member.reachable != inside:
            await (self._arrivals.back(member.id) if inside else self._arrivals.gone(member.id))


def _in_private(chat: Chat | None, user: User) -> bool:
    return chat is not None and chat.type == ChatType.PRIVATE and chat.id == user.id and not user.is_bot


def _direct(message: Message) -> bool:
    """Whether somebody wrote it here themselves: words of others are no commands."""
    return message.forward_origin is None and message.via_bot is None and message.sender_chat is None


async def _leave(bot: Bot, chat: Chat) -> None:
    logger.info("Somebody put the bot into a group; it leaves.", extra={"chat_id": chat.id})
    try:
        await bot.leave_chat(chat.id)
    except TelegramError as error:
        logger.warning("The bot could not leave a group: %s", error, extra={"chat_id": chat.id})
