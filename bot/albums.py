"""Pictures side by side, as Telegram takes them; where it does not, each on its own, and at last in words."""

from __future__ import annotations

import asyncio
import logging
from functools import partial
from typing import TYPE_CHECKING

from telegram import InputMediaPhoto, LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.connection import patiently
from bot.html import TEXT_LIMIT, fitting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from telegram import Bot, Message

    from bot.pictures import Picture, Pictures
    from bot.screen import Album, Shot
    from domain.ids import ChatId

logger = logging.getLogger(__name__)

MOST = 10
"""Telegram's own limit of an album; it begins with two."""
_AT_ONCE = 4
"""Downloads side by side: a picture server that is asked for more is slow with all of them."""
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class Albums:
    """Sends albums of any length: nothing for none, a picture for one, several albums for more than ten."""

    def __init__(self, bot: Bot, pictures: Pictures) -> None:
        self._bot = bot
        self._pictures = pictures
        self._downloads = asyncio.Semaphore(_AT_ONCE)

    async def send(self, chat: ChatId, album: Album) -> list[Message]:
        """Send the pictures, and in words what has none. Nothing that may have arrived is sent twice."""
        loaded = await asyncio.gather(*(self._load(shot) for shot in album.shots))
        ready = [(shot, picture) for shot, picture in zip(album.shots, loaded, strict=True) if picture is not None]
        sent, failed = [], [shot for shot, picture in zip(album.shots, loaded, strict=True) if picture is None]
        for start in range(0, len(ready), MOST):
            messages, refused = await self._together(chat, ready[start : start + MOST])
            sent += messages
            failed += refused
        if failed:
            sent.append(await self._in_words(chat, [shot for shot in album.shots if shot in failed]))
        return sent

    async def _load(self, shot: Shot) -> Picture | None:
        async with self._downloads:
            return await self._pictures.load(shot.picture)

    async def _together(
        self, chat: ChatId, ready: Sequence[tuple[Shot, Picture]]
    ) -> tuple[list[Message], list[Shot]]:
        """What was sent, and what Telegram refuses."""
        if len(ready) == 1:
            return await self._one_by_one(chat, ready)
        media = [InputMediaPhoto(picture, caption=shot.caption, parse_mode=ParseMode.HTML) for shot, picture in ready]
        try:
            messages = list(await patiently(partial(self._bot.send_media_group, chat, media)))
        except BadRequest as error:
            logger.warning("Telegram refused an album, so its pictures go one by one: %s", error)
            return await self._one_by_one(chat, ready)
        for (shot, _), message in zip(ready, messages, strict=False):
            self._pictures.remember(shot.picture, message)
        return messages, []

    async def _one_by_one(
        self, chat: ChatId, ready: Sequence[tuple[Shot, Picture]]
    ) -> tuple[list[Message], list[Shot]]:
        sent, refused = [], []
        for shot, picture in ready:
            call = partial(self._bot.send_photo, chat, picture, caption=shot.caption, parse_mode=ParseMode.HTML)
            try:
                message = await patiently(call)
            except BadRequest as error:
                logger.warning("Telegram refused a picture: %s", error)
                refused.append(shot)
                continue
            self._pictures.remember(shot.picture, message)
            sent.append(message)
        return sent, refused

    async def _in_words(self, chat: ChatId, shots: Sequence[Shot]) -> Message:
        text = fitting([shot.told for shot in shots], TEXT_LIMIT)
        call = partial(
            self._bot.send_message, chat, text, parse_mode=ParseMode.HTML, link_preview_options=_NO_PREVIEW
        )
        return await patiently(call)
