"""What a call costs this process, over httpx and over aiohttp: processor time for a page of photos, on loopback.

The server is another process. Run by hand: `make bench`.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import statistics
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if __name__ == "__main__":
    # Instead of this folder, where `polling.py` would be taken for the room of the same name.
    sys.path[0] = str(Path(__file__).parents[1])

import httpx

from networks.instagram.line import api_address, light_line, line

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection

PAGE_BYTES = 62_000
"""33 photos."""
CALLS = 200
ROUNDS = 5
WAYS = {"httpx": line, "aiohttp": light_line}


def serve(told: Connection) -> None:
    """Answer everything with a page, for ever."""
    body = b'"' + b"x" * (PAGE_BYTES - 2) + b'"'
    answer = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while await reader.readuntil(b"\r\n\r\n"):
                writer.write(answer)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    async def run() -> None:
        async with await asyncio.start_server(talk, "127.0.0.1", 0) as listening:
            told.send(listening.sockets[0].getsockname()[1])
            await listening.serve_forever()

    asyncio.run(run())


async def cost(make: Callable[[httpx.URL], httpx.AsyncBaseTransport], base: str, together: int) -> float:
    """Microseconds of processor time for one call, so many of them `together`."""
    async with httpx.AsyncClient(transport=make(api_address(base)), base_url=base) as client:
        await client.get("/warm")
        began = time.process_time()
        for _ in range(CALLS // together):
            await asyncio.gather(*(client.get("/tags/sunset/media/recent") for _ in range(together)))
        return (time.process_time() - began) / CALLS * 1e6


def main() -> None:
    """Let both have their turn in every round, so that a busy moment of the machine meets both."""
    here, there = multiprocessing.Pipe()
    server = multiprocessing.get_context("spawn").Process(target=serve, args=(there,), daemon=True)
    server.start()
    base = f"http://127.0.0.1:{here.recv()}"
    for together in (1, 10):
        costs: dict[str, list[float]] = {name: [] for name in WAYS}
        for _ in range(ROUNDS):
            for name, make in WAYS.items():
                costs[name].append(asyncio.run(cost(make, base, together)))
        plain, light = (statistics.median(costs[name]) for name in WAYS)
        how = "one after the other" if together == 1 else f"{together} at once"
        print(f"{how:20} httpx {plain:6.0f} us a call, aiohttp {light:6.0f} us: {plain / light:.1f} x less")
    server.terminate()


if __name__ == "__main__":
    main()
