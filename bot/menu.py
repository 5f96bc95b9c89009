"""What Telegram itself shows of the bot: the command menu and the text before Start."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from telegram import BotCommand, BotCommandScope, BotCommandScopeChat, BotCommandScopeDefault
from telegram.error import BadRequest

from bot.commands.table import BY_NAME, COMMANDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from telegram import Bot

    from bot.asking import Command
    from domain.ids import ChatId
    from storage.states import Role

logger = logging.getLogger(__name__)

DESCRIPTION = (
    "Likewise watches Instagram for its owner, follows the owner's rules, and tells what happened and why.\n\n"
    "This bot is private: it answers only its owner."
)
SHORT_DESCRIPTION = "Watches Instagram for its owner, and asks before it acts."


async def publish(bot: Bot) -> None:
    """Say what the bot is and what anybody can type; each only when it changed, as these calls are limited hard."""
    await _set_commands(bot, (BY_NAME["start"], BY_NAME["help"]), BotCommandScopeDefault())
    if (await bot.get_my_description()).description != DESCRIPTION:
        await bot.set_my_description(DESCRIPTION)
    if (await bot.get_my_short_description()).short_description != SHORT_DESCRIPTION:
        await bot.set_my_short_description(SHORT_DESCRIPTION)


async def for_member(bot: Bot, chat: ChatId, role: Role | None) -> None:
    """Show a member everything that they may type; None: no more than anybody sees."""
    scope = BotCommandScopeChat(chat)
    try:
        if role is None:
            await bot.delete_my_commands(scope=scope)
        else:
            await _set_commands(bot, [command for command in COMMANDS if role.covers(command.least)], scope)
    except BadRequest as error:  # a chat that the bot never met
        logger.info("A member has no menu yet: %s", error, extra={"chat_id": chat})


async def _set_commands(bot: Bot, commands: Sequence[Command], scope: BotCommandScope) -> None:
    wanted = tuple(BotCommand(command.name, command.summary) for command in commands)
    if await bot.get_my_commands(scope=scope) != wanted:
        await bot.set_my_commands(wanted, scope=scope)
