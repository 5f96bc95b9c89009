"""The real command as a process, the visitor over HTTP, and what happened on the server's side."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from typing import TYPE_CHECKING, Any, TypeAlias

import httpx
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

YOU, SAM = 1001, 2002
SPEED = 20
"""World seconds per second: a look every five seconds is four looks a second of ours."""

SOON = 20.0
"""The program takes less than five seconds to end, and ten to be back; what waits for the network takes a minute."""

Json: TypeAlias = dict[str, Any]
Row: TypeAlias = tuple[str, str, str]


def until(condition: Callable[[], Any], what: str, *, within: float = 60.0) -> Any:  # noqa: ANN401 - whatever is waited for
    """What `condition` gives as soon as it is true; fails after `within` seconds."""
    deadline = time.monotonic() + within
    while not (result := condition()):
        assert time.monotonic() < deadline, f"waited {within} s in vain for {what}"
        time.sleep(0.05)
    return result


class Demo:
    """A running `likewise demo`."""

    def __init__(self, state: Path, rules: Path) -> None:
        self.state = state
        self.began = time.monotonic()
        self.process = subprocess.Popen(  # noqa: S603 - our own command
            [
                *(sys.executable, "-m", "likewise", "demo", "--state", str(state), "--port", "0"),
                *("--speed", str(SPEED), "--rules", str(rules)),
            ],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )
        until(self._is_up, "the demo to start")
        self.ready_after = time.monotonic() - self.began
        facts = json.loads((state / "demo.json").read_text(encoding="ascii"))
        self.address: str = facts["page"]
        self.page = httpx.Client(
            base_url=facts["page"].partition("/?")[0], headers={"X-Page-Key": self._key("page")}, trust_env=False
        )
        self.api = httpx.Client(
            base_url=facts["api"], headers={"X-Sandbox-Key": self._key("sandbox")}, trust_env=False
        )

    def _is_up(self) -> bool:
        if self.process.poll() is not None:
            assert self.process.stdout is not None
            pytest.fail(f"the demo ended: {self.process.stdout.read()}")
        try:
            facts = json.loads((self.state / "demo.json").read_text(encoding="ascii"))
        except FileNotFoundError:
            return False
        return bool(facts["pid"] == self.process.pid)

    def _key(self, name: str) -> str:
        return (self.state / f"{name}.key").read_text(encoding="ascii").strip()

    def messages(self, visitor: int = YOU) -> list[Json]:
        """A visitor's chat, oldest message first."""
        found: list[Json] = self.page.get("/chat/state", params={"as": visitor}).raise_for_status().json()["messages"]
        return found

    def said(self, *words: str, visitor: int = YOU) -> Json | None:
        """The newest message of the bot that has all the words in it."""
        for message in reversed(self.messages(visitor)):
            text = message.get("text") or message.get("caption") or ""
            if message["from"]["is_bot"] and all(word in text for word in words):
                return message
        return None

    def hear(self, *words: str) -> Json:
        """The bot's message with all the words, once it is there."""
        found: Json = until(lambda: self.said(*words), f"a message with {words}")
        return found

    def send(self, text: str, visitor: int = YOU) -> None:
        """Write to the bot."""
        self.page.post("/chat/send", json={"as": visitor, "text": text}).raise_for_status()

    def press(self, message: Json, label: str, visitor: int = YOU) -> httpx.Response:
        """Press the button with the label, or with its data in a chat that has no such button."""
        buttons = [button for row in message["reply_markup"]["inline_keyboard"] for button in row]
        data = next(button["callback_data"] for button in buttons if label in button["text"])
        body = {"as": visitor, "message_id": message["message_id"], "data": data, "forge": visitor != YOU}
        return self.page.post("/chat/press", json=body)

    def post(self, caption: str, *, tag: str = "balloons", by: str = "ana.saltwater") -> str:
        """Let somebody post a photo; its id."""
        photo = {"username": by, "caption": caption, "tags": [tag]}
        return str(self._control("media", photo)["id"])

    def ask_to_follow(self, username: str) -> None:
        """Let somebody ask to follow the owner."""
        assert self._control("requests", {"username": username})["changed"]

    def hold(self, route: str) -> None:
        """Let the next call of a route have its effect, and its answer not come."""
        self._control("faults", {"route": route, "fault": "hold", "seconds": 60})

    def _control(self, what: str, body: Json) -> Json:
        answer: Json = self.api.post(f"/sandbox/{what}", json=body).raise_for_status().json()
        return answer

    def effects(self) -> list[Row]:
        """Kind, target and detail of everything that calls did on the network's side."""
        journal = f"file:{self.state / 'instagram' / 'journal.sqlite3'}?mode=ro"
        with closing(sqlite3.connect(journal, uri=True)) as database:
            return list(database.execute("SELECT kind, target, detail FROM effects ORDER BY n"))

    def kill(self) -> None:
        """End it as a power cut would."""
        self.process.kill()
        self.process.communicate()

    def stop(self) -> float:
        """Ask it to end; how many seconds that took."""
        began = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        self.process.communicate(timeout=60)
        assert self.process.returncode == 0
        return time.monotonic() - began

    def close(self) -> None:
        """Leave nothing behind."""
        self.page.close()
        self.api.close()
        if self.process.poll() is None:
            self.kill()


Start: TypeAlias = "Callable[[str], Demo]"
