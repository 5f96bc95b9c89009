from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.freetext.intents import sentence
from bot.freetext.table import INTENTS
from domain.people import Outgoing

if TYPE_CHECKING:
    from tests.unit.bot.net import Net
    from tests.unit.bot.world import Chat


def read(text: str) -> str | None:
    said = sentence(text)
    return next((str(meant) for intent in INTENTS if (meant := intent.read(said))), None)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Who wants to follow me?", "/requests"),
        ("show me my requests", "/requests"),
        ("who follows me?", "/followers"),
        ("Show me my followers, please", "/followers"),
        ("whom do I follow?", "/following"),
        ("who follows @mira.c?", "/followers mira.c"),
        ("followers of mira", "/followers mira"),
        ("who does mira follow", "/following mira"),
        ("who is @mira?", "/user mira"),
        ("find people called Anna B", "/find Anna B"),
        ("does mira follow me?", "/relation mira"),
        ("do I follow mira?", "/relation mira"),
        ("please follow @mira", "/follow mira"),
        ("stop following mira", "/unfollow mira"),
        ("block mira", "/block mira"),
        ("unblock mira", "/unblock mira"),
        ("accept jonask", "/approve jonask"),
        ("follow the white rabbit", None),
        ("who follows the rules", None),
        ("block", None),
    ],
)
def test_wishes_about_people_are_read(text: str, meant: str | None) -> None:
    assert read(text) == meant


async def test_a_wish_that_writes_asks_first(chat: Chat, net: Net) -> None:
    net.outgoing = Outgoing.NONE
    asked = await chat.ask("please follow @mira")
    assert asked.text == "Shall I do /follow mira?"
    assert net.writes() == []
    await chat.press(asked, "Yes")
    assert net.writes() == ["change_relationship 7 follow"]
