"""Takes the news to every chat: one message for each subject, edited when the subject changes."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError

from bot import backlog, bursts, events
from bot.commands import pause
from bot.connection import surely_not_sent, wait_of
from bot.screens import notices as screens
from bot.showing import Posted
from domain.ids import ChatId, EventKey, TelegramUserId
from storage import members, notices
from storage.states import ActionState

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.connections import Connections
    from bot.live import Live
    from bot.screen import Screen
    from bot.showing import Showing
    from storage.actions import StoredAction
    from storage.notices import Posting

logger = logging.getLogger(__name__)

MOST_AT_ONCE = 8
"""More news than this becomes one message that counts it."""
_LOOK_AT = 200
_DIGEST = "digest:"
_REST_SECONDS = 20.0
"""After a failure that Telegram gives no figure for."""


@dataclass(frozen=True, kw_only=True, slots=True)
class News:
    """One subject for one chat, as it stands now."""

    posting: Posting
    screen: Screen | None
    """None when nothing is known of it any more."""
    is_open: bool
    actions: tuple[StoredAction, ...] = ()

    @property
    def comes_new(self) -> bool:
        """Whether it needs a message of its own.

        One of which nobody knows whether it arrived counts as arrived, unless a decision is open: mere news comes
        at most once, a decision at least once.
        """
        if self.posting.message_id is not None:
            return False
        return self.is_open or not self.posting.tried


class Delivery:
    """Brings every chat up to date."""

    def __init__(self, connections: Connections, showing: Showing, live: Live) -> None:
        self._connections = connections
        self._showing = showing
        self._live = live
        self._resting_until: dict[ChatId, float] = {}

    async def round(self) -> None:
        """Deliver what is outdated to every member who can be reached."""
        await pause.over(self._connections)
        async with self._connections.database.read() as session:
            everybody = await members.all_of(session)
        for member in everybody:
            chat = ChatId(member.id)
            if member.reachable and asyncio.get_running_loop().time() >= self._resting_until.get(chat, 0.0):
                await self._serve(chat, member.added_at)

    async def _serve(self, chat: ChatId, since: datetime) -> None:
        try:
            if chat in self._resting_until:
                # Of news whose call fails nobody knows whether it came: while the line is down, none is at stake.
                await self._showing.knock(chat)
                del self._resting_until[chat]
            await self._bring_up_to_date(chat, since)
            await self._live.round(chat)
        except Forbidden:
            async with self._connections.database.write() as session:
                await members.set_reachable(session, TelegramUserId(chat), reachable=False)
            logger.warning("A member cannot be written to until they press Start.", extra={"chat_id": chat})
        except RetryAfter as error:
            self._rest(chat, wait_of(error))
        except NetworkError as error:
            self._rest(chat, _REST_SECONDS)
            logger.warning("News could not be delivered (%s); trying again.", type(error).__name__)

    def _rest(self, chat: ChatId, seconds: float) -> None:
        self._resting_until[chat] = asyncio.get_running_loop().time() + seconds

    async def _bring_up_to_date(self, chat: ChatId, since: datetime) -> None:
        async with self._connections.database.read() as session:
            outdated = await notices.outdated(session, chat, since, _LOOK_AT)
        news = [await self._news(posting) for posting in outdated]
        crowd = [one for one in news if one.comes_new and not one.is_open]
        if len(crowd) > MOST_AT_ONCE:
            await self._digest(chat, crowd)
            news = [one for one in news if one not in crowd]
        for one in news:
            try:
                await (self._send(one) if one.comes_new else self._edit(one))
            except BadRequest:
                # Telegram will never take this one; the others must not wait behind it.
                logger.exception("Telegram refused a message.", extra={"subject": one.posting.notice.subject})
                await self._note(one, one.posting.message_id)

    async def _news(self, posting: Posting) -> News:
        notice = posting.notice
        if backlog.is_about(notice):
            asked, is_open = await backlog.view(self._connections, notice)
            return News(posting=posting, screen=asked, is_open=is_open)
        if notice.text is not None:
            tell = screens.gathered if notice.subject.startswith(_DIGEST) else screens.sentence
            return News(posting=posting, screen=tell(notice.text), is_open=False)
        number = bursts.number_of(notice.subject)
        if number is not None:
            question = await bursts.view(self._connections, number)
            screen, is_open = question or (None, False)
            return News(posting=posting, screen=screen, is_open=is_open)
        view = await events.view(self._connections, EventKey(notice.subject))
        if view is None:
            return News(posting=posting, screen=None, is_open=False)
        return News(posting=posting, screen=view.screen, is_open=view.is_open, actions=view.actions)

    async def _send(self, news: News) -> None:
        if news.screen is None:
            await self._note(news, None)
            return
        if not news.is_open:
            await self._note(news, None)
        try:
            posted = await self._showing.send(news.posting.chat, news.screen)
        except TelegramError as error:
            if surely_not_sent(error):
                await self._take_back(news)
            raise
        await self._note(news, posted.message_id)

    async def _edit(self, news: News) -> None:
        message_id = news.posting.message_id
        if message_id is not None and news.screen is not None:
            posted = Posted(chat=news.posting.chat, message_id=message_id, pictured=news.screen.picture is not None)
            try:
                await self._showing.reword(posted, news.screen)
            except BadRequest as error:
                if "to edit not found" not in str(error).lower():
                    raise
                # The member removed it. Only what waits for them comes back.
                message_id = (await self._showing.send(posted.chat, news.screen)).message_id if news.is_open else None
        await self._note(news, message_id)

    async def _digest(self, chat: ChatId, crowd: Sequence[News]) -> None:
        told = [one.posting.notice.text for one in crowd if one.posting.notice.text is not None]
        done = Counter(action.kind for one in crowd for action in one.actions if action.state is ActionState.DONE)
        for one in crowd:
            await self._note(one, None)
        await self._showing.send(chat, screens.digest(len(crowd) - len(told), done, told))

    async def _note(self, news: News, message_id: int | None) -> None:
        posting = news.posting
        async with self._connections.database.write() as session:
            await notices.show(session, posting.notice, posting.chat, message_id=message_id)

    async def _take_back(self, news: News) -> None:
        async with self._connections.database.write() as session:
            await notices.unsent(session, news.posting.notice, news.posting.chat)
