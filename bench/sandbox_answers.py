"""How quickly the sandbox answers for a tag's twenty photos, as a ratio to a server with the same bytes in memory.

The servers are processes of their own, each on one core, and the client is on another, where there are two.
Run by hand: `make bench`.
"""

from __future__ import annotations

import os
import socket
import statistics
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

import uvicorn
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route

from sandbox.instagram.server import InstagramSandbox

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.requests import Request

ROUNDS, CONNECTIONS, CALLS = 5, 4, 70
"""2800 requests in all, and a few to begin with."""
ENOUGH = 400
PATH = "/v1/tags/sunset/media/recent"


def serve(app: Starlette) -> None:
    """Say the port on standard output, and answer until the process is ended."""
    # With the protocol spelt out, asyncio turns off the waiting for fuller packets: 40 ms an answer.
    sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    sock.bind(("127.0.0.1", 0))
    sock.listen()
    print(sock.getsockname()[1], flush=True)
    config = uvicorn.Config(app, access_log=False, log_config=None, lifespan="off", ws="none")
    uvicorn.Server(config).run(sockets=[sock])


def serve_sandbox() -> None:
    """The demo's world."""
    box = InstagramSandbox.open(None, control_key="bench")
    print(box.issue_token(box.owner), flush=True)
    serve(box.app)


def serve_memory() -> None:
    """The answer on standard input, again and again."""
    body = sys.stdin.buffer.read()

    async def answer(_request: Request) -> Response:
        return Response(body, media_type="application/json; charset=utf-8")

    serve(Starlette(routes=[Route(PATH, answer)]))


@contextmanager
def running(name: str, given: bytes = b"") -> Iterator[list[str]]:
    """One of the servers as a process, and the words it says at the start."""
    command = [sys.executable, __file__, name]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603 - ourselves
    assert process.stdin is not None  # noqa: S101 - it is a pipe
    assert process.stdout is not None  # noqa: S101 - it is a pipe
    process.stdin.write(given)
    process.stdin.close()
    try:
        yield [process.stdout.readline().decode().strip() for _ in range(2 if name == "sandbox" else 1)]
    finally:
        process.terminate()
        process.wait()
        process.stdout.close()


class Line:
    """A connection that is kept, and the least of HTTP that does."""

    def __init__(self, port: int, query: str) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port))
        self._request = f"GET {PATH}{query} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode()

    def call(self) -> bytes:
        """The body of one answer."""
        self._socket.sendall(self._request)
        head, got = b"", b""
        while b"\r\n\r\n" not in head:
            head += self._socket.recv(1 << 18)
        head, _, got = head.partition(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(
                f"The server answers {head.splitlines()[0].decode()}, which is not the 200 to measure."
            )
        length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n", 1)[0])
        while len(got) < length:
            got += self._socket.recv(1 << 18)
        return got

    def close(self) -> None:
        """Hang up."""
        self._socket.close()


def rate(lines: list[Line]) -> float:
    """Answers in a second, over all lines at once."""
    begin = time.perf_counter()
    with ThreadPoolExecutor(len(lines)) as threads:
        for done in [threads.submit(lambda line: [line.call() for _ in range(CALLS)], line) for line in lines]:
            done.result()
    return len(lines) * CALLS / (time.perf_counter() - begin)


def opened(stack: ExitStack, port: str, query: str) -> list[Line]:
    """As many lines as are used at once."""
    lines = [Line(int(port), query) for _ in range(CONNECTIONS)]
    for line in lines:
        stack.callback(line.close)
    return lines


def main() -> None:
    """Take turns, so that a busy moment of the machine meets both."""
    with ExitStack() as stack:
        token, port = stack.enter_context(running("sandbox"))
        query = f"?access_token={token}"
        box = opened(stack, port, query)
        body = box[0].call()
        (port,) = stack.enter_context(running("memory", body))
        memory = opened(stack, port, query)
        rates = [(rate(box), rate(memory)) for _ in range(ROUNDS)]
    sandbox, floor = (statistics.median(one) for one in zip(*rates, strict=True))
    ratio = statistics.median(one / other for one, other in rates)
    print(f"{len(body) / 1024:.0f} kB for twenty photos, {CONNECTIONS} connections, medians of {ROUNDS} rounds")
    print(f"the same bytes from memory  {floor:6.0f} requests/s")
    print(f"the sandbox                 {sandbox:6.0f} requests/s  {ratio:4.2f} of that")
    print(f"{'enough' if sandbox >= ENOUGH else 'TOO SLOW'}: it shall be at least {ENOUGH}")


if __name__ == "__main__":
    servers = {"sandbox": serve_sandbox, "memory": serve_memory}
    if len(sys.argv) > 1:
        if hasattr(os, "sched_setaffinity"):
            os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
        servers[sys.argv[1]]()
    else:
        main()
