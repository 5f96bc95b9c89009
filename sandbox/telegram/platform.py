"""Everything that one bot's Telegram consists of, put together."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sandbox.telegram.calls import CallLog
from sandbox.telegram.chats import Chats
from sandbox.telegram.conversation import Conversation
from sandbox.telegram.files import Files
from sandbox.telegram.flood import FloodGate
from sandbox.telegram.messages import Messages
from sandbox.telegram.news import News
from sandbox.telegram.profile import Profile
from sandbox.telegram.queries import Queries
from sandbox.telegram.updates import Updates

if TYPE_CHECKING:
    from sandbox.telegram.store import Store
    from sandbox.telegram.wire import Clock, Timer

_TOKEN = re.compile(r"(\d+):[\w-]+", re.ASCII)


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings:
    """How the stand-in is set up."""

    bot_token: str = field(repr=False)
    """Like `123456:secret`; the number is the bot's id."""
    bot_username: str
    bot_name: str
    page_key: str = field(repr=False)
    """Opens the chat page."""
    clock: Clock
    """Dates the messages."""
    timer: Timer = time.time
    """Real time in seconds, for what expires."""

    @property
    def bot_id(self) -> int:
        """The bot's user id.

        Raises:
            ValueError: the token is not of Telegram's form.
        """
        match = _TOKEN.fullmatch(self.bot_token)
        if match is None:
            raise ValueError("A bot token must look like 123456:secret, digits and then letters, digits, _ or -.")
        return int(match[1])


class Platform:
    """The parts, each with its own noun. `stop` ends what waits; `close` lets go of the file."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self.settings = settings
        self.chats = Chats(store)
        self.messages = Messages(store)
        self.files = Files(store)
        self.updates = Updates(store)
        self.queries = Queries(store, settings.timer)
        self.profile = Profile(store, bot_id=settings.bot_id, username=settings.bot_username, name=settings.bot_name)
        self.news = News()
        self.flood = FloodGate(settings.timer)
        self.calls = CallLog(settings.bot_token)
        self.conversation = Conversation(self, store)
        self._store = store

    def stop(self) -> None:
        """Answer every waiting call and end every stream; refuse new ones."""
        self.updates.stop()
        self.news.stop()

    def close(self) -> None:
        """Stop, and close the database."""
        self.stop()
        self._store.close()
