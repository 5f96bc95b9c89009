"""The sandbox and the commands of the shell as processes, and the owner's browser over HTTP."""

from __future__ import annotations

import html
import os
import re
import signal
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import httpx
import pytest

from tests.leaks import found_in

if TYPE_CHECKING:
    from pathlib import Path
    from typing import IO

HIDDEN = re.compile(r'name="(\w+)"[^>]*value="([^"]*)"')
PEOPLE = re.compile(r'value="(\d+)"')
LOGIN_SECONDS = 60


class Shell:
    """A folder in which somebody types, beside a sandbox that runs."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._sandbox = self._start("sandbox", "--port", "0", "--path", str(folder / "world"), "--speed", "0.1")
        opening = _until("curl -G", self._sandbox.stdout)
        told = dict(re.findall(r"^  (\w[\w ]*?) {2,}(\S+)$", opening, re.MULTILINE))
        self.base_url, self.owner = told["API"], told["Owner"]
        self.client_id, self._secret, self._key = (
            told["client_id"],
            told["client_secret"],
            told["Control key"],
        )

    def _environ(self, **more: str) -> dict[str, str]:
        plain = {name: value for name, value in os.environ.items() if name not in {"BROWSER", "DISPLAY"}}
        return {**plain, "PYTHONUNBUFFERED": "1", **more}

    def _start(self, *words: str, **more: str) -> subprocess.Popen[str]:
        return subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, "-m", "likewise", *words],
            cwd=self.folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=self._environ(**more),
        )

    def type(self, *words: str, stdin: str = "", **more: str) -> subprocess.CompletedProcess[str]:
        """Run a command to its end, and see that it shows no token."""
        done = subprocess.run(  # noqa: S603 - our own command
            [sys.executable, "-m", "likewise", *words],
            cwd=self.folder,
            capture_output=True,
            text=True,
            env=self._environ(**more),
            timeout=60,
            check=False,
            input=stdin,
        )
        assert found_in([("the output", done.stdout), ("the errors", done.stderr)]) == []
        return done

    def log_in(self, *words: str, decision: str = "allow") -> tuple[int, str]:
        """Log in and decide in the browser; the exit code and all that was said."""
        given = ("--base-url", self.base_url, "--client-id", self.client_id)
        process = self._start("login", *given, *words, LIKEWISE_CLIENT_SECRET=self._secret)
        said = _until("/oauth/authorize/", process.stdout)
        self._decide(said.split()[-1], decision)
        rest, _ = process.communicate(timeout=LOGIN_SECONDS)
        assert found_in([("the output", said + rest)]) == []
        return process.returncode, said + rest

    def _decide(self, url: str, decision: str) -> None:
        with httpx.Client(trust_env=False) as client:
            page = client.get(url).text
            hidden = {name: html.unescape(value) for name, value in HIDDEN.findall(page)}
            form = {**hidden, "resident": PEOPLE.findall(page)[0], "decision": decision}
            back = client.post(url.partition("?")[0], data=form).headers["location"]
            client.get(back).raise_for_status()

    def token(self) -> str:
        """A token of the owner's, in one command, as the sandbox says it."""
        with httpx.Client(trust_env=False, headers={"X-Sandbox-Key": self._key}) as client:
            address = self.base_url.removesuffix("/v1") + "/sandbox/tokens"
            return str(client.post(address, json={"username": self.owner}).json()["access_token"])

    def close(self) -> None:
        """End the sandbox as Ctrl-C does."""
        self._sandbox.send_signal(signal.SIGINT)
        self._sandbox.communicate(timeout=60)
        assert self._sandbox.returncode == 0


def _until(words: str, stream: IO[str] | None) -> str:
    """What was said up to the line with these words."""
    assert stream is not None
    watchdog = threading.Timer(LOGIN_SECONDS, stream.close)
    watchdog.start()
    lines: list[str] = []
    for line in stream:
        lines.append(line)
        if words in line:
            watchdog.cancel()
            return "".join(lines)
    watchdog.cancel()
    return pytest.fail(f"{words} was never said: {''.join(lines)}")
