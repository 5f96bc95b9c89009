"""What a member reads when something went wrong, and what the log keeps."""

from __future__ import annotations

import logging
import secrets
from typing import TYPE_CHECKING

from telegram import Update
from telegram.error import BadRequest, NetworkError, TelegramError

if TYPE_CHECKING:
    from telegram.ext import ContextTypes

logger = logging.getLogger(__name__)


async def report(update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Log an unforeseen error under a number, and give the member the number. Never raises."""
    number = secrets.token_hex(3)
    error = context.error
    if isinstance(error, NetworkError) and not isinstance(error, BadRequest):
        logger.warning("An answer did not get through to Telegram (%s).", type(error).__name__)
        return
    logger.error("A request failed; it has the number %s.", number, exc_info=error)
    if not isinstance(update, Update) or update.effective_chat is None:
        return
    try:
        if update.callback_query is not None:
            await update.callback_query.answer()
    except TelegramError:
        logger.info("The press could not be answered any more.", extra={"number": number})
    try:
        text = f"Something went wrong here. The log has it under the number {number}."
        await context.bot.send_message(update.effective_chat.id, text)
    except TelegramError:
        logger.info("The number could not be sent.", extra={"number": number})
