"""The sandbox on its own: served on this machine's loopback interface until it is stopped."""

from __future__ import annotations

import asyncio
import signal
import socket
import sys
from contextlib import closing, nullcontext
from typing import TYPE_CHECKING

import uvicorn

from sandbox.instagram.folder import held
from sandbox.instagram.server import InstagramSandbox

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from pathlib import Path

    from sandbox.instagram.api.limits import Era
    from sandbox.instagram.apps import Shape

LOOPBACK = "127.0.0.1"
_GRACE_SECONDS = 1
_OPENING = """\
The sandbox answers until you press Ctrl-C. {kept}

  API            {base}/v1
  Reference      {base}/reference
  Authorize      {base}/oauth/authorize/
  Owner          {owner}
  client_id      {client_id}
  client_secret  {client_secret}
  Control key    {key}

A token for {owner}, or with another name for anybody, in one command:

  curl -H 'X-Sandbox-Key: {key}' -d '{{"username": "{owner}"}}' {base}/sandbox/tokens

And with it:

  curl -G {base}/v1/users/self -d access_token=TOKEN

"""


class _Server(uvicorn.Server):
    """Says its opening when it answers, and takes a signal as the end of its work."""

    def __init__(self, config: uvicorn.Config, opening: str) -> None:
        super().__init__(config)
        self._opening = opening

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        sys.stdout.write(self._opening)
        sys.stdout.flush()

    def capture_signals(self) -> AbstractContextManager[None]:  # type: ignore[override]  # a generator there, for the same use
        for one in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(one, self.handle_exit, one, None)
        return nullcontext()


def serve(path: Path | None, *, port: int, seed: int, speed: float, limits: Era, era: Shape) -> None:
    """Open the world in the folder `path` (`None`: one in memory), say where it answers, and answer until a signal.

    `seed` is for a new world. `limits` are those of an app in sandbox mode or live, `era` that of the first app; both
    may change at every start. `port` 0 is any that is free.

    Raises:
        OSError: the port is taken, or the folder, or its journal cannot be read.
    """
    with closing(_listening(port)) as sock, held(path) as key:
        world = InstagramSandbox.open(path, seed=seed, speed=speed, control_key=key, limits=limits, shape=era)
        with closing(world):
            config = uvicorn.Config(
                world.app,
                access_log=False,  # there are tokens in the addresses
                lifespan="on",
                log_config=None,
                server_header=False,
                timeout_graceful_shutdown=_GRACE_SECONDS,
                ws="none",
            )
            base = f"http://{LOOPBACK}:{sock.getsockname()[1]}"
            _Server(config, _opening(world, path, base, key)).run(sockets=[sock])


def _listening(port: int) -> socket.socket:
    # With the protocol spelt out, asyncio turns off the waiting for fuller packets: 40 ms an answer.
    sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        # What closed a moment ago may be bound again: a restart finds its old port.
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        sock.bind((LOOPBACK, port))
        sock.listen()
    except OSError:
        sock.close()
        raise
    return sock


def _opening(world: InstagramSandbox, path: Path | None, base: str, key: str) -> str:
    return _OPENING.format(
        kept="It forgets everything then." if path is None else f"The world stays in {path}.",
        base=base,
        owner=world.owner,
        client_id=world.apps.first.client_id,
        client_secret=world.apps.first.client_secret,
        key=key,
    )
