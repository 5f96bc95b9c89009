"""Strangers try everything that there is, wherever they can: nothing changes, and nothing is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.buttons import Press, Verb
from bot.commands.table import COMMANDS
from storage.tables.base import Base
from tests.unit.bot.updates import (
    FORWARDED,
    GROUP,
    ME,
    OWN_CHAT,
    STRANGE_CHAT,
    Json,
    deal_with,
    message,
    press,
    user,
)
from tests.unit.bot.world import STRANGER, Chat

if TYPE_CHECKING:
    from sandbox.telegram.server import TelegramSandbox
    from storage.database import Database
    from tests.unit.bot.net import Net

SAM = user(STRANGER)
ARGUMENTS = ("", " sunset", " 1_7 words", " @mira", " owner")
IDS = ("1", "1_7", "8:1763906520", "sunset:0", "2002:owner", "all:yes")


def typed() -> list[Json]:
    """Every command in every guise."""
    texts = [f"/{command.name}{argument}" for command in COMMANDS for argument in ARGUMENTS]
    guises: list[Json] = [
        *({"message": message(SAM, STRANGE_CHAT, text)} for text in texts),
        *({"message": message(SAM, GROUP, text)} for text in texts),
        *({"edited_message": message(SAM, STRANGE_CHAT, text)} for text in texts),
        *({"message": message(SAM, STRANGE_CHAT, text, **FORWARDED)} for text in texts),
        *({"message": message(SAM, STRANGE_CHAT, text, via_bot=ME)} for text in texts),
        *({"message": message(SAM, GROUP, text, sender_chat=GROUP)} for text in texts),
    ]
    inline = ({"id": "1", "from": SAM, "query": text, "offset": ""} for text in texts)
    return guises + [{"inline_query": query} for query in inline]


def pressed(buttons: list[str]) -> list[Json]:
    """Every button, made up or copied, below messages of their own, of a group, of the owner."""
    made_up = [f"v1:{verb}:{rest}" for verb in Verb for rest in IDS]
    runs = [str(Press(verb=Verb.RUN, id=command.name, arg="1")) for command in COMMANDS]
    return [
        {"callback_query": press(SAM, chat, data)}
        for data in (*made_up, *runs, *buttons)
        for chat in (STRANGE_CHAT, GROUP, OWN_CHAT)
    ]


async def rows(database: Database) -> dict[str, list[tuple[object, ...]]]:
    """Everything that is kept."""
    async with database.read() as session:
        tables = Base.metadata.sorted_tables
        return {table.name: [tuple(row) for row in await session.execute(table.select())] for table in tables}


def calls(box: TelegramSandbox) -> list[str]:
    methods = (str(call["method"]).lower() for call in box._platform.calls.latest())
    return [method for method in methods if method != "getupdates"]


@pytest.mark.parametrize("way", ["typed", "pressed"])
async def test_a_stranger_changes_nothing_and_learns_nothing(
    chat: Chat, net: Net, database: Database, way: str
) -> None:
    card = await chat.ask("/tag sunset")
    await chat.ask("/people")
    copied = [str(button.callback_data) for seen in chat.seen() for button in seen.buttons if button.callback_data]
    assert any(button.callback_data in copied for button in card.buttons)
    before = (await rows(database), calls(chat.box), list(net.calls))
    for update in typed() if way == "typed" else pressed(copied):
        await deal_with(chat.bot, update)
    assert (await rows(database), calls(chat.box), list(net.calls)) == before
