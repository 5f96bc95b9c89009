"""`likewise run` against servers that speak the two APIs."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sys
import time
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from likewise.serving import address, listen, served
from sandbox.instagram.server import InstagramSandbox
from sandbox.telegram.server import TelegramSandbox
from tests.acceptance.playing import SOON

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from sandbox.telegram.visitor import SeenMessage, Visitor

pytestmark = pytest.mark.acceptance

BOT_TOKEN = "7000000001:" + "canaryB" * 5
RULES = """version: 1
rules:
  - id: balloons
    mode: auto
    trigger: { new_media: { tags: [balloons] } }
    when: { caption.text: { any_word: [balloon] } }
    do: [like]
"""
REQUESTS = """version: 1
rules:
  - { id: anybody, mode: auto, trigger: follow_request, when: always, do: [approve] }
"""


class World:
    """Both servers, on sockets that are opened when the test wants."""

    def __init__(self) -> None:
        self.instagram = InstagramSandbox.open(None, control_key="key")
        self.telegram = TelegramSandbox.open(None, bot_token=BOT_TOKEN, page_key="key", clock=self.instagram.clock)
        self.sockets = listen(0), listen(0)
        self.addresses = tuple(map(address, self.sockets))
        self.token = self.instagram.issue_token(self.instagram.owner)

    @property
    def visitor(self) -> Visitor:
        return self.telegram.visitor(1001)

    @asynccontextmanager
    async def answering(self) -> AsyncIterator[None]:
        api, chat = self.sockets
        async with (
            served(self.instagram.app, api, stopping=self.telegram.stop),
            served(self.telegram.app, chat, stopping=self.telegram.stop),
        ):
            yield

    def close_doors(self) -> None:
        for sock in self.sockets:
            sock.close()

    def close(self) -> None:
        self.close_doors()
        self.telegram.close()
        self.instagram.close()


class Run:
    """A running `likewise run`, and what it has printed."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self.printed = ""

    async def prints(self, pattern: str) -> str:
        """What the first group of the pattern matches, as soon as it is printed."""
        assert self.process.stdout is not None
        async with asyncio.timeout(60):
            while not (found := re.search(pattern, self.printed)):
                line = await self.process.stdout.readline()
                assert line, f"it ended without {pattern!r}: {self.printed}"
                self.printed += line.decode()
        return found[1]

    async def ends(self) -> int:
        """Its exit code, once it has ended by itself."""
        async with asyncio.timeout(60):
            out, _ = await self.process.communicate()
        self.printed += out.decode()
        assert self.process.returncode is not None
        return self.process.returncode


@pytest.fixture
async def world() -> AsyncIterator[World]:
    made = World()
    yield made
    made.close()


async def toast(visitor: Visitor, query: str) -> str:
    """What the bot says over a press."""
    async with asyncio.timeout(60):
        while not (found := [one.text for one in visitor.answers() if one.query_id == query]):  # noqa: ASYNC110 - as there
            await asyncio.sleep(0.05)
    return found[0]


@asynccontextmanager
async def running(world: World, folder: Path, *, rules: str = RULES, **settings: str) -> AsyncIterator[Run]:
    (folder / "rules.yaml").write_text(rules, encoding="utf-8")
    environ = {
        "LIKEWISE_ACCESS_TOKEN": world.token,
        "LIKEWISE_TELEGRAM_TOKEN": BOT_TOKEN,
        "LIKEWISE_BASE_URL": f"{world.addresses[0]}/v1",
        "LIKEWISE_TELEGRAM_BASE_URL": world.addresses[1],
        "LIKEWISE_LOG_LEVEL": "debug",
        **{f"LIKEWISE_{name.upper()}": value for name, value in settings.items()},
    }
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "likewise", "run"),
        cwd=folder,
        env={**os.environ, "PYTHONUNBUFFERED": "1", **environ},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    try:
        yield Run(process)
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()


async def answered(visitor: Visitor, words: str) -> None:
    async with asyncio.timeout(60):
        while not heard(visitor, words):  # noqa: ASYNC110 - it is another process that answers
            await asyncio.sleep(0.05)


def heard(visitor: Visitor, words: str) -> bool:
    return any(said(visitor, words))


def said(visitor: Visitor, words: str) -> list[SeenMessage]:
    """The bot's messages with these words."""
    return [message for message in visitor.messages() if message.from_bot and words in message.text]


async def test_the_code_that_is_printed_makes_an_owner(world: World, tmp_path: Path) -> None:
    async with world.answering(), running(world, tmp_path) as run:
        assert await run.prints(r"Watching (.*), by 1 rule") == "tag:balloons"
        code = await run.prints(r"/start (\S+)")
        assert f"https://t.me/likewise_bot?start={code}" in run.printed
        world.visitor.send(f"/start {code}")
        await answered(world.visitor, "Hello You")

        began = time.monotonic()
        run.process.send_signal(signal.SIGTERM)
        assert await run.ends() == 0
        assert time.monotonic() - began < SOON
    assert world.token not in run.printed
    assert "canaryB" not in run.printed
    assert code not in run.printed.replace(f"?start={code}", "").replace(f"/start {code}", "")
    kept = sorted((tmp_path / "likewise-data").iterdir())
    assert {file.stat().st_mode & 0o777 for file in kept} == {0o600}
    assert not any(world.token.encode() in file.read_bytes() for file in kept)


async def test_servers_that_are_down_are_waited_for_and_said_once(world: World, tmp_path: Path) -> None:
    ports = [sock.getsockname()[1] for sock in world.sockets]
    world.close_doors()
    async with running(world, tmp_path) as run:
        await run.prints(r"(Trying again until it works)")
        world.sockets = listen(ports[0]), listen(ports[1])
        async with world.answering():
            await run.prints(r"(Likewise is running)")
    assert run.printed.count("Trying again until it works") == 1


async def test_a_stop_while_waiting_for_a_server_ends_at_once(world: World, tmp_path: Path) -> None:
    world.close_doors()
    async with running(world, tmp_path, base_url="http://127.0.0.1:9/v1") as run:
        await run.prints(r"(Trying again until it works)")
        run.process.send_signal(signal.SIGINT)
        assert await run.ends() == 0


async def test_a_refused_access_token_is_a_wrong_setting(world: World, tmp_path: Path) -> None:
    async with world.answering(), running(world, tmp_path, access_token="canary.stale") as run:
        assert await run.ends() == 2
    assert "set access_token to a new one" in run.printed
    assert "canary.stale" not in run.printed


async def test_a_refused_bot_token_is_a_wrong_setting(world: World, tmp_path: Path) -> None:
    stale = BOT_TOKEN.replace("7000000001", "7000000002")
    async with world.answering(), running(world, tmp_path, telegram_token=stale) as run:
        assert await run.ends() == 2
    assert "Telegram refuses the bot's token" in run.printed
    assert "canaryB" not in run.printed


async def test_rules_ask_about_who_asked_before_the_first_look_once_a_person_says_so(
    world: World, tmp_path: Path
) -> None:
    proposed = "anybody proposes to approve"
    async with world.answering():
        async with running(world, tmp_path, rules=REQUESTS, owners="1001"):
            world.visitor.send("/start")
            await answered(world.visitor, "for your answer: /requests")
            assert not heard(world.visitor, proposed)
            (question,) = said(world.visitor, "for your answer: /requests")
            button = str(question.button("Run rules as ask").callback_data)
            world.visitor.press(question.id, button)
            await answered(world.visitor, "You let the rules look at")
            await answered(world.visitor, proposed)
        count = len(said(world.visitor, proposed))
        async with running(world, tmp_path, rules=REQUESTS, owners="1001") as again:
            await again.prints(r"(Likewise is running)")
            query = world.visitor.press(question.id, button, forge=True)
            assert await toast(world.visitor, query) == "That was answered already."
            assert len(said(world.visitor, proposed)) == count
    assert not world.instagram.effects()
