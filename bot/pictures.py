"""Pictures on their way from the network to Telegram, uploaded once each."""

from __future__ import annotations

import logging
from collections import OrderedDict
from typing import TYPE_CHECKING, TypeAlias

from telegram import Message

from bot import codes
from domain.errors import LikewiseError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

logger = logging.getLogger(__name__)

REMEMBERED = 2000

Picture: TypeAlias = "str | bytes"
"""Telegram's own id of what it has already, or the bytes."""


class Pictures:
    """Downloads with the project's own client: Telegram's servers reach no private address, and remember failures."""

    def __init__(self, download: Callable[[str], Awaitable[bytes]]) -> None:
        self._download = download
        self._file_ids: OrderedDict[str, str] = OrderedDict()

    async def load(self, url: str | None) -> Picture | None:
        """What to send for this address; None when there is no picture, or it cannot be had now."""
        if url is None:
            return None
        if url.startswith(codes.DRAWN):
            return codes.png(url.removeprefix(codes.DRAWN))
        if url in self._file_ids:
            self._file_ids.move_to_end(url)
            return self._file_ids[url]
        try:
            return await self._download(url)
        except LikewiseError as error:
            logger.info("A card goes without its picture: %s", error)
            return None

    def remember(self, url: str | None, message: Message | bool) -> None:  # noqa: FBT001 - Telegram's answer to an edit
        """Keep Telegram's id of what was uploaded, so that it goes up once."""
        if url is None or url.startswith(codes.DRAWN) or not isinstance(message, Message) or not message.photo:
            return
        self._file_ids[url] = message.photo[-1].file_id
        if len(self._file_ids) > REMEMBERED:
            self._file_ids.popitem(last=False)
