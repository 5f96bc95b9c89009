"""Serves an application on this machine's loopback interface, for as long as a block lasts."""

from __future__ import annotations

import asyncio
import socket
from contextlib import asynccontextmanager, nullcontext
from typing import TYPE_CHECKING

import uvicorn

from domain.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from contextlib import AbstractContextManager

    from starlette.applications import Starlette

LOOPBACK = "127.0.0.1"
_GRACE_SECONDS = 1


class _Server(uvicorn.Server):
    """Leaves signals to the program, and tells when it answers."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = asyncio.Event()

    def capture_signals(self) -> AbstractContextManager[None]:  # type: ignore[override]  # a generator there, for the same use
        return nullcontext()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        self.ready.set()


def listen(port: int, *, or_free: bool = True) -> socket.socket:
    """A listening socket on `port`, or on a free one where that is 0 or, if it may be another, taken.

    Raises ConfigError when there is none.
    """
    for wanted in dict.fromkeys((port, 0) if or_free else (port,)):
        # With its protocol named, asyncio sends at once; without, each answer on a kept line waits 40 ms.
        sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        # What closed a moment ago may be bound again: a restart finds its old port.
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            sock.bind((LOOPBACK, wanted))
            sock.listen()
        except OSError:
            sock.close()
        else:
            return sock
    which = f"neither port {port} nor any other can" if or_free else f"port {port} is taken and cannot"
    raise ConfigError(f"{which} be opened on {LOOPBACK}")


def address(sock: socket.socket) -> str:
    """Where a listening socket answers, as `http://127.0.0.1:8484`."""
    return f"http://{LOOPBACK}:{sock.getsockname()[1]}"


@asynccontextmanager
async def served(app: Starlette, sock: socket.socket, *, stopping: Callable[[], None]) -> AsyncIterator[None]:
    """Serve until the block ends. `stopping` is called first then, to end answers that would wait for ever."""
    config = uvicorn.Config(
        app,
        access_log=False,  # the Bot API has its token in the address
        date_header=False,
        lifespan="off",
        log_config=None,
        server_header=False,
        timeout_graceful_shutdown=_GRACE_SECONDS,
        ws="none",
    )
    server = _Server(config)
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(server.serve(sockets=[sock]))
        await server.ready.wait()
        try:
            yield
        finally:
            stopping()
            server.should_exit = True
