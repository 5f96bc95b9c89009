"""A stand-in for Telegram: the Bot API for one bot, and a page where visitors chat with it.

Give a bot `base_url="http://127.0.0.1:PORT/bot"` and `base_file_url="http://127.0.0.1:PORT/file/bot"`; open
`http://127.0.0.1:PORT/?key=PAGE_KEY` in a browser. The token is part of the Bot API's addresses, so run the server
without an access log.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from starlette.applications import Starlette
from starlette.routing import Mount

from sandbox.telegram.bot_api import BotApi
from sandbox.telegram.page import Page
from sandbox.telegram.platform import Platform, Settings
from sandbox.telegram.store import Store
from sandbox.telegram.visitor import Visitor

if TYPE_CHECKING:
    from pathlib import Path

    from sandbox.telegram.flood import FloodGate
    from sandbox.telegram.wire import Clock


class TelegramSandbox:
    """The stand-in, ready to be served."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform
        self.app = Starlette(
            routes=[*BotApi(platform).routes(), Mount("/", app=Page(platform).app())],
        )
        """The ASGI application. Bind it to the loopback interface only."""

    @classmethod
    def open(
        cls,
        path: Path | None,
        *,
        bot_token: str,
        bot_username: str = "likewise_bot",
        bot_name: str = "Likewise",
        page_key: str,
        clock: Clock,
    ) -> Self:
        """The stand-in with what is kept in the folder `path`; None keeps it in memory.

        `clock` gives the dates of messages; what expires (presses, "typing", floods) goes by real time.

        Raises:
            ValueError: the token is not of Telegram's form.
        """
        settings = Settings(
            bot_token=bot_token, bot_username=bot_username, bot_name=bot_name, page_key=page_key, clock=clock
        )
        return cls(Platform(Store.open(path), settings))

    @property
    def flood(self) -> FloodGate:
        """How many messages a second the bot may send; `flood.limit = None` lets everything through."""
        return self._platform.flood

    def visitor(self, user_id: int) -> Visitor:
        """One of the visitors, without HTTP: 1001 is You, 2002 is Sam."""
        return Visitor.with_id(self._platform, user_id)

    def stop(self) -> None:
        """End streams and long polls. Call it when the server is told to exit: it waits for open answers."""
        self._platform.stop()

    def close(self) -> None:
        """Stop, and let go of the database. May be called twice."""
        self._platform.close()
