"""Screens as Bot API calls."""

from __future__ import annotations

import logging
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from telegram import InputMediaPhoto, LinkPreviewOptions, Message
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest

from bot.albums import Albums
from bot.connection import patiently
from bot.html import plain
from bot.keyboards import inline, markup
from bot.screen import Album, Screen

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from telegram import Bot

    from bot.asking import Shown
    from bot.pictures import Picture, Pictures
    from bot.screen import Venue
    from domain.ids import ChatId

logger = logging.getLogger(__name__)

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_PICTURE_REFUSED = ("photo_", "image_", "too big", "wrong file")

Sent: TypeAlias = "Message | bool"
"""What Telegram answers; True for messages that it does not show us."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Posted:
    """A message of ours."""

    chat: ChatId
    message_id: int
    pictured: bool
    """Whether it is a photo: a text cannot become one, nor the other way round."""


class Showing:
    """Sends and edits messages."""

    def __init__(self, bot: Bot, pictures: Pictures) -> None:
        self._bot = bot
        self._pictures = pictures
        self._albums = Albums(bot, pictures)

    async def knock(self, chat: ChatId) -> None:
        """See whether a chat can be reached, without a message.

        Raises TelegramError: it cannot.
        """
        await self._bot.send_chat_action(chat, ChatAction.TYPING)

    async def send_all(self, chat: ChatId, shown: Sequence[Shown]) -> list[Posted | None]:
        """Send one message after the other, for somebody who waits for them; None stands for an album's many."""
        sent: list[Posted | None] = []
        for one in shown:
            if isinstance(one, Album):
                await self._albums.send(chat, one)
                sent.append(None)
            else:
                sent.append(await patiently(partial(self._send_one, chat, one)))
        return sent

    async def _send_one(self, chat: ChatId, one: Screen | Venue) -> Posted:
        if isinstance(one, Screen):
            return await self.send(chat, one)
        venue = await self._bot.send_venue(
            chat,
            latitude=one.latitude,
            longitude=one.longitude,
            title=one.name,
            address=one.address,
            reply_markup=inline(one.keyboard),
        )
        return _posted(chat, venue, pictured=False)

    async def send(self, chat: ChatId, screen: Screen) -> Posted:
        """Send a screen as a new message, as text when its picture is missing or refused."""
        picture = await self._pictures.load(screen.picture)
        if picture is not None:
            try:
                return await self._send_photo(chat, screen, picture)
            except BadRequest as error:
                if not any(word in str(error).lower() for word in _PICTURE_REFUSED):
                    raise
                logger.warning("Telegram refused a picture: %s", error)
        return await self._send_text(chat, screen)

    async def change(self, posted: Posted, screen: Screen) -> Posted:
        """Make a message show another screen; where Telegram cannot turn one into the other, replace it."""
        picture = await self._pictures.load(screen.picture)
        if posted.pictured != (picture is not None):
            instead = await self.send(posted.chat, screen)
            await self.remove(posted)
            return instead
        if picture is None:
            return await self.reword(posted, screen)
        await self._swap(posted, screen, picture)
        return posted

    async def reword(self, posted: Posted, screen: Screen) -> Posted:
        """Change a message's words and buttons; its picture, if it has one, stays."""
        first, second = self._edit_text, self._edit_caption
        if posted.pictured:
            first, second = second, first
        try:
            await first(posted, screen)
        except BadRequest as error:
            # Nobody may have noted whether it has a picture: that may have been missing when it was sent.
            if "in the message to edit" not in str(error).lower():
                raise
            await second(posted, screen)
        return posted

    async def remove(self, posted: Posted) -> None:
        """Take a message away; one that is too old for that stays, without its buttons."""
        try:
            await self._bot.delete_message(posted.chat, posted.message_id)
        except BadRequest as error:  # deleting works for 48 hours only
            logger.info("An old message stays: %s", error)
            with suppress(BadRequest):  # it is gone already, or never had any
                await self._bot.edit_message_reply_markup(posted.chat, posted.message_id)

    async def _send_text(self, chat: ChatId, screen: Screen) -> Posted:
        async def call(text: str, mode: str | None) -> Sent:
            return await self._bot.send_message(
                chat, text, parse_mode=mode, reply_markup=markup(screen), link_preview_options=_NO_PREVIEW
            )

        return _posted(chat, await _formatted(screen, call), pictured=False)

    async def _send_photo(self, chat: ChatId, screen: Screen, picture: Picture) -> Posted:
        async def call(text: str, mode: str | None) -> Sent:
            return await self._bot.send_photo(
                chat, picture, caption=text, parse_mode=mode, reply_markup=markup(screen)
            )

        message = await _formatted(screen, call)
        self._pictures.remember(screen.picture, message)
        return _posted(chat, message, pictured=True)

    async def _swap(self, posted: Posted, screen: Screen, picture: Picture) -> None:
        async def call(text: str, mode: str | None) -> Sent:
            return await self._bot.edit_message_media(
                InputMediaPhoto(picture, caption=text, parse_mode=mode),
                chat_id=posted.chat,
                message_id=posted.message_id,
                reply_markup=inline(screen.keyboard),
            )

        self._pictures.remember(screen.picture, await _edited(screen, call))

    async def _edit_text(self, posted: Posted, screen: Screen) -> None:
        async def call(text: str, mode: str | None) -> Sent:
            return await self._bot.edit_message_text(
                text,
                chat_id=posted.chat,
                message_id=posted.message_id,
                parse_mode=mode,
                reply_markup=inline(screen.keyboard),
                link_preview_options=_NO_PREVIEW,
            )

        await _edited(screen, call)

    async def _edit_caption(self, posted: Posted, screen: Screen) -> None:
        async def call(text: str, mode: str | None) -> Sent:
            return await self._bot.edit_message_caption(
                chat_id=posted.chat,
                message_id=posted.message_id,
                caption=text,
                parse_mode=mode,
                reply_markup=inline(screen.keyboard),
            )

        await _edited(screen, call)


async def _formatted(screen: Screen, call: Callable[[str, str | None], Awaitable[Sent]]) -> Sent:
    try:
        return await call(screen.text, ParseMode.HTML)
    except BadRequest as error:
        if "can't parse entities" not in str(error).lower():
            raise
        logger.warning("Telegram could not read our markup, so it goes as plain text: %s", error)
        return await call(plain(screen.text), None)


async def _edited(screen: Screen, call: Callable[[str, str | None], Awaitable[Sent]]) -> Sent:
    try:
        return await _formatted(screen, call)
    except BadRequest as error:
        if "message is not modified" not in str(error).lower():  # a double tap
            raise
        return True


def _posted(chat: ChatId, message: Sent, *, pictured: bool) -> Posted:
    if not isinstance(message, Message):
        raise TypeError("Telegram answers a new message with the message")
    return Posted(chat=chat, message_id=message.message_id, pictured=pictured)
