"""The bot as the program runs it."""

from __future__ import annotations

import asyncio
import logging
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeAlias

from telegram import Update
from telegram.error import InvalidToken, TelegramError
from telegram.ext import ApplicationBuilder, TypeHandler

from bot import menu
from bot.arrivals import Arrivals
from bot.connection import Line, requests
from bot.delivery import Delivery
from bot.failures import report
from bot.gate import Gate
from bot.handlers import GRACE_SECONDS, Conversation
from bot.live import Live
from bot.order import InOrder
from bot.pairing import Pairing, settle_owners
from bot.pictures import Pictures
from bot.showing import Showing
from domain.errors import ConfigError, RetryableError
from domain.ids import ChatId
from storage import members

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
    from typing import Self

    import httpx
    from telegram.ext import Application

    from bot.connections import Connections
    from domain.ids import TelegramUserId
    from domain.secrets import SecretText

logger = logging.getLogger(__name__)

HANDLED = (Update.MESSAGE, Update.CALLBACK_QUERY, Update.MY_CHAT_MEMBER)
"""What Telegram is to send; edited messages, channels and groups' reactions never come."""
REFUSED = "Telegram refuses the bot's token; copy it anew from @BotFather"
_TELEGRAM = "https://api.telegram.org"
_RETRIES = 3
_AGAIN_SECONDS = 5.0
_STOP_SECONDS = 2.0

App: TypeAlias = "Application[Any, Any, Any, Any, Any, Any]"


class ChatBot:
    """The Telegram front end of one account, running from `open` to the end of its block."""

    def __init__(self, connections: Connections, application: App, line: Line, *, grace: float) -> None:
        self._application = application
        self._line = line
        showing = Showing(application.bot, Pictures(connections.network.picture))
        arrivals = Arrivals(connections, application.bot, showing)
        connections = replace(connections, bot=application.bot.username, changed=arrivals.changed)
        self._connections = connections
        live = Live(connections, showing)
        self._delivery = Delivery(connections, showing, live)
        self._pairing = Pairing(connections)
        gate = Gate(connections, self._pairing, arrivals)
        application.add_handler(TypeHandler(Update, gate), group=-1)
        application.add_handlers(Conversation(connections, showing, live, grace=grace).handlers())
        application.add_error_handler(report)

    @classmethod
    @asynccontextmanager
    async def open(
        cls,
        connections: Connections,
        token: SecretText,
        *,
        owners: tuple[TelegramUserId, ...] = (),
        base_url: str | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
        grace: float = GRACE_SECONDS,
    ) -> AsyncIterator[Self]:
        """Connect, say what the bot is, and listen until the block ends.

        `base_url` is where the Bot API is, without `/bot`; None: Telegram's own. `owners` are members from the
        start; the bot writes to each as soon as they press Start. A press waits `grace` seconds for its toast.

        Raises:
            ConfigError: Telegram refuses the token.
            RetryableError: Telegram cannot be reached.
        """
        await settle_owners(connections, owners)
        line = Line()
        async with AsyncExitStack() as stack:
            application = _application(token, line, base_url, transport)
            stack.push_async_callback(application.shutdown)
            with _first_contact():
                await application.initialize()
                bot = cls(connections, application, line, grace=grace)
                await bot._introduce()
                await application.start()
                stack.push_async_callback(_end, application.stop)
                await bot._listen(stack)
            logger.info("The bot @%s listens.", bot.username)
            yield bot

    @property
    def username(self) -> str:
        """The bot's name, as it stands in links to it."""
        name: str = self._application.bot.username
        return name

    async def round(self) -> None:
        """Bring every chat up to date.

        Raises ConfigError when Telegram has refused the token meanwhile.
        """
        if self._line.refused:
            raise ConfigError(REFUSED)
        await self._delivery.round()

    async def pairing_code(self) -> str | None:
        """A fresh code for `/start CODE`, good for a quarter of an hour; None when there is a member already."""
        return await self._pairing.code()

    async def _introduce(self) -> None:
        await menu.publish(self._application.bot)
        async with self._connections.database.read() as session:
            everybody = await members.all_of(session)
        for member in everybody:
            if member.reachable:
                await menu.for_member(self._application.bot, ChatId(member.id), member.role)

    async def _listen(self, stack: AsyncExitStack) -> None:
        updater = self._application.updater
        if updater is None:
            raise TypeError("the application was built without an updater")
        await updater.start_polling(
            allowed_updates=HANDLED, bootstrap_retries=_RETRIES, error_callback=self._line.failed
        )
        stack.push_async_callback(_end, updater.stop)


def _application(
    token: SecretText, line: Line, base_url: str | None, transport: httpx.AsyncBaseTransport | None
) -> App:
    calls, polling = requests(line, base_url, transport)
    root = (base_url or _TELEGRAM).rstrip("/")
    return (
        ApplicationBuilder()
        .token(token.reveal())
        .base_url(f"{root}/bot")
        .base_file_url(f"{root}/file/bot")
        .request(calls)
        .get_updates_request(polling)
        .concurrent_updates(InOrder())
        .job_queue(None)
        .build()
    )


async def _end(stop: Callable[[], Awaitable[None]]) -> None:
    """Let what is in hand end, for a moment: what is cut off is looked after at the next start."""
    try:
        async with asyncio.timeout(_STOP_SECONDS):
            await stop()
    except TimeoutError:
        logger.warning("The chat did not come to rest within %s s.", _STOP_SECONDS)
    except InvalidToken:
        logger.info("Polling had ended, as the token was refused.")


@contextmanager
def _first_contact() -> Iterator[None]:
    try:
        yield
    except InvalidToken:  # whose text holds the token
        raise ConfigError(REFUSED) from None
    except TelegramError as error:
        name = type(error).__name__
        raise RetryableError(f"Telegram cannot be reached ({name})", delay=_AGAIN_SECONDS) from None
