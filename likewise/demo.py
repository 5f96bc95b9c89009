"""`likewise demo`: the whole product on one machine, in one process, with a network and a Telegram of its own.

The state folder keeps everything, so that the next start goes on in the same world and conversation:

    .likewise-demo                says that all of this is the demo's, so that --fresh may delete it
    rules.yaml                    the rules that run; edit them meanwhile
    demo.json                     where everything answers, while it runs: {"page", "api", "pid"}
    demo.log                      what happened; what was before, once that is long, is in demo.log.1
    page.key, sandbox.key         open the chat page, and the world's control interface (header X-Sandbox-Key)
    bot.token                     what the bot calls itself with
    instagram/journal.sqlite3     everything done on the network's side, see sandbox/instagram/journal.py
    telegram/                     the conversation
    likewise/                     Likewise's own database and key
"""

from __future__ import annotations

import json
import os
from contextlib import AsyncExitStack, ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import SecretStr
from rich.console import Console
from rich.markup import escape

from domain.ids import TelegramUserId
from domain.plans import Mode
from likewise import app, belongings, logs
from likewise.program import execute
from likewise.serving import address, listen, served
from likewise.settings import Settings
from sandbox.instagram import journal
from sandbox.instagram.server import InstagramSandbox
from sandbox.telegram import store
from sandbox.telegram.server import TelegramSandbox

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Iterator
    from pathlib import Path
    from socket import socket
    from typing import TextIO

    from likewise.belongings import Keys
    from likewise.terminal import Opening

YOU = TelegramUserId(1001)
"""The visitor who owns the demo; the other, Sam, is a stranger."""
_SLOWEST_TICK, _QUICKEST_TICK = 1.0, 0.05


@dataclass(frozen=True, kw_only=True, slots=True)
class Demo:
    """How the demo is started."""

    state: Path
    port: int
    """Where the chat page is; 0: anywhere."""
    speed: float
    """World seconds per second of ours."""
    rules: Path | None
    """None: a copy of the example, in the state folder."""
    fresh: bool
    """Whether the world there is, is forgotten."""


def play(demo: Demo) -> None:
    """Start the demo and stay until it is stopped."""
    belongings.settle(demo.state)
    with belongings.alone(demo.state):
        if demo.fresh:
            belongings.forget(demo.state)
        keys = belongings.keys(demo.state)
        with belongings.log(demo.state) as log:
            execute(lambda stop: _live(demo, keys, log, stop))


async def _live(demo: Demo, keys: Keys, log: TextIO, stop: asyncio.Event) -> None:
    async with AsyncExitStack() as stack:
        page, api = map(stack.enter_context, sockets(demo.port))
        instagram, telegram = stack.enter_context(worlds(demo, keys))
        token = instagram.issue_token(instagram.owner)
        logs.set_up("info", [token, keys.page, keys.sandbox, keys.bot_token], log)
        await stack.enter_async_context(served(instagram.app, api, stopping=_nothing))
        await stack.enter_async_context(served(telegram.app, page, stopping=telegram.stop))
        settings = Settings(
            access_token=SecretStr(token),
            telegram_token=SecretStr(keys.bot_token),
            base_url=f"{address(api)}/v1",
            telegram_base_url=address(page),
            owners=(YOU,),
            rules=demo.rules or belongings.own_rules(demo.state),
            data=demo.state / "likewise",
            ceiling=Mode.AUTO,
            tick_seconds=max(_QUICKEST_TICK, _SLOWEST_TICK / max(1.0, demo.speed)),
        )
        screen = Doorstep(demo, page=f"{address(page)}/?key={keys.page}", api=address(api), rules=settings.rules)
        stack.callback(screen.close)
        await app.run(settings, stop=stop, screen=screen, clock=instagram.clock)


@contextmanager
def worlds(demo: Demo, keys: Keys) -> Iterator[tuple[InstagramSandbox, TelegramSandbox]]:
    """Both servers as they were left.

    Raises:
        ConfigError: what they have kept cannot be read.
    """
    with ExitStack() as stack:
        with belongings.readable(demo.state / "instagram" / journal.FILE_NAME):
            instagram = InstagramSandbox.open(demo.state / "instagram", speed=demo.speed, control_key=keys.sandbox)
        stack.callback(instagram.close)
        with belongings.readable(demo.state / "telegram" / store.FILE_NAME):
            telegram = TelegramSandbox.open(
                demo.state / "telegram", bot_token=keys.bot_token, page_key=keys.page, clock=instagram.clock
            )
        stack.callback(telegram.close)
        yield instagram, telegram


class Doorstep:
    """The screen of the demo: one address to open, and three lines."""

    def __init__(self, demo: Demo, *, page: str, api: str, rules: Path) -> None:
        self.console = Console(highlight=False)
        self._demo = demo
        self._page = page
        self._api = api
        self._rules = rules

    def waiting(self, why: str) -> None:
        """Say what does not answer: then something is wrong with the demo itself."""
        self._line(f"[yellow]{escape(why)}[/]")

    def opened(self, _opening: Opening) -> None:
        """Tell where to go, people on the terminal and programs in a file."""
        facts = {"page": self._page, "api": self._api, "pid": os.getpid()}
        belongings.write_privately(self._file, json.dumps(facts))
        self._line(f"\n  Likewise is running. Open  [bold cyan]{escape(self._page)}[/]\n")
        self._line("  Press Start there and send /tag sunset; photos and follow requests arrive by themselves.")
        self._line(f"  The rules are in {escape(str(self._rules))}; edit them while it runs.")
        self._line("  Ctrl-C ends it, and the next start goes on from there.\n")

    def invited(self, bot: str, code: str) -> None:
        """Never so: the visitor owns the demo from the start."""

    def close(self) -> None:
        """Nothing answers any more."""
        self._file.unlink(missing_ok=True)

    @property
    def _file(self) -> Path:
        return self._demo.state / "demo.json"

    def _line(self, text: str) -> None:
        self.console.print(text, soft_wrap=True)


def sockets(port: int) -> tuple[socket, socket]:
    """Listening sockets for the page and for the API, on the next port; on free ports where those are taken."""
    page = listen(port)
    chosen = page.getsockname()[1]
    if port not in {0, chosen}:
        Console(stderr=True).print(f"Port {port} is taken, so the page is on port {chosen}.")
    return page, listen(min(chosen + 1, 65535) if port else 0)


def _nothing() -> None:
    """The API's answers end by themselves."""
