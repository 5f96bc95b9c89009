from __future__ import annotations

from typing import TYPE_CHECKING

from bot.commands.table import COMMANDS
from bot.menu import DESCRIPTION, SHORT_DESCRIPTION
from sandbox.telegram.people import SAM, YOU
from tests.unit.bot.world import OWNER, Chat

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractAsyncContextManager

    from bot.service import ChatBot
    from sandbox.telegram.server import TelegramSandbox

SETTING = {"setmycommands", "setmydescription", "setmyshortdescription"}


def settings_made(box: TelegramSandbox) -> list[str]:
    methods = [str(call["method"]).lower() for call in box._platform.calls.latest()]
    return [method for method in methods if method in SETTING]


async def test_members_see_every_command_and_others_two(chat: Chat) -> None:
    bot = chat.bot._application.bot
    assert [command.command for command in await bot.get_my_commands()] == ["start", "help"]
    own = chat.box._platform.profile.menu(YOU)
    assert [command["command"] for command in own] == [command.name for command in COMMANDS]
    others = chat.box._platform.profile.menu(SAM)
    assert [command["command"] for command in others] == ["start", "help"]


async def test_what_the_bot_is_stands_before_start(chat: Chat) -> None:
    bot = chat.bot._application.bot
    assert (await bot.get_my_description()).description == DESCRIPTION
    assert (await bot.get_my_short_description()).short_description == SHORT_DESCRIPTION


async def test_nothing_is_set_again_that_is_so_already(
    running: Callable[..., AbstractAsyncContextManager[ChatBot]], box: TelegramSandbox
) -> None:
    async with running(OWNER) as bot:
        await Chat(box=box, bot=bot, visitor=box.visitor(OWNER)).ask("/start")
    before = settings_made(box)
    async with running(OWNER) as bot:
        await Chat(box=box, bot=bot, visitor=box.visitor(OWNER)).ask("/start")
    assert len(before) == 4
    assert settings_made(box) == before
