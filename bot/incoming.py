"""What Telegram brought, in our own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram import Message

from bot.asking import Asked, Below
from bot.buttons import parse
from bot.pressing import Pressed
from bot.showing import Posted
from domain.ids import ChatId, TelegramUserId

if TYPE_CHECKING:
    from telegram import CallbackQuery

    from bot.buttons import Press


def asked(message: Message, argument: str) -> Asked:
    """What somebody wrote to us. The gate lets nobody pass who is not known by an id of their own."""
    user, answered = message.from_user, message.reply_to_message
    return Asked(
        chat=ChatId(message.chat_id),
        user=TelegramUserId(user.id if user else 0),
        by=user.full_name if user else "",
        argument=argument,
        below=Below(message_id=answered.message_id, presses=_presses(answered)) if answered else None,
    )


def argument_of(message: Message) -> str:
    """What follows a command, as it was typed: several lines may matter."""
    _, *rest = (message.text or "").split(maxsplit=1)
    return rest[0].strip() if rest else ""


def pressed(query: CallbackQuery, press: Press, chat: ChatId) -> Pressed:
    """What somebody pressed."""
    return Pressed(
        press=press,
        chat=chat,
        user=TelegramUserId(query.from_user.id),
        by=query.from_user.full_name,
        beside=_presses(query.message) if isinstance(query.message, Message) else (),
    )


def posted(query: CallbackQuery) -> Posted | None:
    """The message with the button; None when it is too old for Telegram to show it to us."""
    message = query.message
    if not isinstance(message, Message):
        return None
    return Posted(chat=ChatId(message.chat_id), message_id=message.message_id, pictured=bool(message.photo))


def _presses(message: Message) -> tuple[Press, ...]:
    markup = message.reply_markup
    buttons = (button for row in markup.inline_keyboard for button in row) if markup else ()
    presses = (parse(button.callback_data) for button in buttons if isinstance(button.callback_data, str))
    return tuple(press for press in presses if press is not None)
