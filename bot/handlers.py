"""Updates that passed the gate, each in three steps: read the request, ask the house, show the answer."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from telegram.constants import ChatAction
from telegram.error import BadRequest, TelegramError
from telegram.ext import BaseHandler, CallbackQueryHandler, CommandHandler, MessageHandler, filters

from bot import incoming, replies, typed
from bot.buttons import parse
from bot.commands.table import CANCEL, COMMANDS
from bot.dialogues import hearing
from bot.freetext import answers, shared, unknown
from bot.html import cut
from bot.presses.table import react
from bot.pressing import OUT_OF_DATE, Reaction
from bot.screens.notices import trouble
from bot.typed import Typed
from domain.errors import LikewiseError
from domain.ids import ChatId

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine, Sequence
    from typing import Any

    from telegram import CallbackQuery, Update
    from telegram.ext import ContextTypes

    from bot.asking import Asked, Command, Shown
    from bot.connections import Connections
    from bot.live import Live
    from bot.pressing import Pressed
    from bot.showing import Showing

logger = logging.getLogger(__name__)

Handle: TypeAlias = "Callable[[Update, ContextTypes.DEFAULT_TYPE], Coroutine[Any, Any, None]]"

GRACE_SECONDS = 1.0
"""A press waits this long for what its toast will say; then its spinner ends without one."""
_TOAST_UNITS = 200


class Conversation:
    """What members say and press."""

    def __init__(self, connections: Connections, showing: Showing, live: Live, *, grace: float) -> None:
        self._connections = connections
        self._showing = showing
        self._live = live
        self._grace = grace

    def handlers(self) -> list[BaseHandler[Any, Any, Any]]:
        """Every handler; the first that fits takes an update."""
        new = filters.UpdateType.MESSAGE
        return [
            *(CommandHandler(command.name, self._command(command), filters=new) for command in COMMANDS),
            MessageHandler(new & filters.COMMAND, self._unknown_command),
            MessageHandler(new & filters.LOCATION, self._location),
            MessageHandler(new, self._text),
            CallbackQueryHandler(self._press),
        ]

    def _command(self, command: Command) -> Handle:
        async def handle(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
            if update.message is None:
                return
            action = ChatAction.UPLOAD_PHOTO if command.shows_pictures else ChatAction.TYPING
            with suppress(TelegramError):  # a mere sign that something is under way
                await context.bot.send_chat_action(update.message.chat_id, action)
            asked = incoming.asked(update.message, incoming.argument_of(update.message))
            if command.name != CANCEL:
                await self._show(asked.chat, await hearing.cancelled(self._connections, asked))
            meant = Typed(name=command.name, argument=asked.argument)
            await self._answer(asked, typed.run(self._connections, asked, meant))

        return handle

    async def _unknown_command(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        if update.message is not None:
            asked = incoming.asked(update.message, update.message.text or "")
            await self._show(asked.chat, await hearing.cancelled(self._connections, asked))
            await self._answer(asked, unknown.command(self._connections, asked))

    async def _location(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        if update.message is not None and update.message.location is not None:
            place = update.message.location
            asked = incoming.asked(update.message, "")
            await self._answer(asked, shared.place(self._connections, asked, place.latitude, place.longitude))

    async def _text(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        if update.message is not None:
            asked = incoming.asked(update.message, update.message.text or "")
            await self._answer(asked, self._words(asked))

    async def _words(self, asked: Asked) -> Sequence[Shown]:
        """Words may answer a question of ours, or be meant for what the card above shows, or ask us something."""
        shown = await hearing.heard(self._connections, asked)
        if shown is None and asked.below is not None:
            shown = await replies.answer(self._connections, asked, asked.below.message_id)
        return await answers.answer(self._connections, asked) if shown is None else shown

    async def _answer(self, asked: Asked, answer: Awaitable[Sequence[Shown]]) -> None:
        try:
            shown = await answer
        except LikewiseError as error:
            shown = (trouble(str(error)),)
        await self._show(asked.chat, shown)

    async def _show(self, chat: ChatId, shown: Sequence[Shown]) -> None:
        """Send each as a message of its own, and keep which of them waits for words."""
        for one, posted in zip(shown, await self._showing.send_all(chat, shown), strict=True):
            await hearing.noted(self._connections, one, posted)
            await self._live.sent(one, posted)

    async def _press(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        query = update.callback_query
        if query is None or query.message is None:
            return
        press = parse(query.data)
        if press is None:
            await _end_spinner(query, OUT_OF_DATE)
            return
        chat = ChatId(query.message.chat.id)
        reaction = await self._react(query, incoming.pressed(query, press, chat))
        posted = incoming.posted(query)
        if reaction.edit is not None and posted is not None:
            await self._live.edit(posted, reaction.edit, same_picture=reaction.same_picture)
        elif reaction.edit is not None:
            await self._show(chat, (reaction.edit,))
        await self._show(chat, reaction.send)
        if reaction.replaced and posted is not None:
            await self._showing.remove(posted)

    async def _react(self, query: CallbackQuery, pressed: Pressed) -> Reaction:
        """Do what the button says. A quick answer comes as a toast, a slow one without; a failure is always read."""
        work = asyncio.ensure_future(react(self._connections, pressed))
        in_time, _ = await asyncio.wait((work,), timeout=self._grace)
        if not in_time:
            await _end_spinner(query, "")
        try:
            reaction = await work
        except LikewiseError as error:
            reaction = Reaction(toast=str(error), alert=True)
        if in_time:
            await _end_spinner(query, reaction.toast, alert=reaction.alert)
            return reaction
        late = (trouble(reaction.toast),) if reaction.alert else ()
        return replace(reaction, send=(*reaction.send, *late))


async def _end_spinner(query: CallbackQuery, toast: str, *, alert: bool = False) -> None:
    try:
        await query.answer(cut(toast, _TOAST_UNITS) or None, show_alert=alert)
    except BadRequest as error:
        if "query is too old" not in str(error).lower():
            raise
        logger.info("A press was answered too late to be seen.")
