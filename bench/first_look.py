"""From the start of `likewise run` to its first look at a list, as a ratio to an interpreter that does nothing.

Both servers that it talks to are one here, which answers at once. Run by hand: `make bench`.
"""

from __future__ import annotations

import asyncio
import json
import os
import statistics
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

ROUNDS = 7
MOST = 2.0
"""Seconds."""
REPOSITORY = Path(__file__).parent.parent
RULES = "version: 1\nrules:\n  - {id: one, trigger: {new_media: {tags: [sunset]}}, when: always, do: [notify]}\n"
ME = {"id": "1", "username": "mila", "full_name": "Mila", "profile_picture": ""}
TELEGRAM: dict[str, object] = {
    "getMe": {"id": 1, "is_bot": True, "first_name": "Likewise", "username": "likewise_bot"},
    "getMyCommands": [],
    "getMyDescription": {"description": ""},
    "getMyShortDescription": {"short_description": ""},
    "getUpdates": [],
}
"""What its methods answer; the others: true."""


class Servers:
    """The network and Telegram, as far as a start needs them."""

    def __init__(self) -> None:
        self.looked = asyncio.Event()

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode()
                await reader.readexactly(_length(head))
                body = json.dumps(await self._answer(head.split(" ", 2)[1].partition("?")[0])).encode()
                kind = b"Content-Type: application/json\r\n"
                writer.write(b"HTTP/1.1 200 OK\r\n%bContent-Length: %d\r\n\r\n" % (kind, len(body)) + body)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    async def _answer(self, path: str) -> object:
        if path.startswith("/v1/"):
            if path.endswith(("/media/recent", "/requested-by")):
                self.looked.set()
            data: object = ME if path == "/v1/users/self" else []
            return {"meta": {"code": 200}, "pagination": {}, "data": data}
        method = path.rpartition("/")[2]
        if method == "getUpdates":
            await asyncio.sleep(0.2)
        return {"ok": True, "result": TELEGRAM.get(method, True)}


def _length(head: str) -> int:
    lines = (line.partition(":") for line in head.lower().split("\r\n"))
    return next((int(value) for name, _, value in lines if name == "content-length"), 0)


async def nothing() -> float:
    began = time.perf_counter()
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", "pass")
    await process.wait()
    return time.perf_counter() - began


async def first_look(port: int, servers: Servers, folder: str) -> float:
    """Seconds from the start of the process to its first look."""
    (Path(folder) / "rules.yaml").write_text(RULES, encoding="utf-8")
    environ = {
        **os.environ,
        "LIKEWISE_ACCESS_TOKEN": "token-of-the-bench",
        "LIKEWISE_BASE_URL": f"http://127.0.0.1:{port}/v1",
        "LIKEWISE_TELEGRAM_TOKEN": f"1:{'a' * 35}",
        "LIKEWISE_TELEGRAM_BASE_URL": f"http://127.0.0.1:{port}",
        "LIKEWISE_RULES": str(Path(folder) / "rules.yaml"),
        "LIKEWISE_LOG_LEVEL": "error",
        "LIKEWISE_DATA": str(Path(folder) / "data"),
    }
    servers.looked.clear()
    began = time.perf_counter()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "likewise", "run", cwd=REPOSITORY, env=environ, stdout=asyncio.subprocess.DEVNULL
    )
    try:
        async with asyncio.timeout(60):
            await servers.looked.wait()
        return time.perf_counter() - began
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


async def main() -> None:
    """The first start makes the tables, which is told apart."""
    servers = Servers()
    async with await asyncio.start_server(servers, "127.0.0.1", 0) as listening:
        port = listening.sockets[0].getsockname()[1]
        with TemporaryDirectory() as folder:
            first = await first_look(port, servers, folder)
            floor, starts = [], []
            for _ in range(ROUNDS):
                floor.append(await nothing())
                starts.append(await first_look(port, servers, folder))
            await asyncio.sleep(0.5)  # until nobody is listened to any more
    start, empty = statistics.median(starts), statistics.median(floor)
    print(f"likewise run, start to first look: {start:.2f} s, {start / empty:.0f} x an empty interpreter")
    print(f"the very first start, which makes the tables: {first:.2f} s")
    print(f"{'enough' if start <= MOST else 'TOO MUCH'}: it shall be at most {MOST:g} s")


if __name__ == "__main__":
    asyncio.run(main())
