from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.freetext.intents import sentence
from bot.freetext.table import INTENTS
from storage import switches
from storage.switches import Switch

if TYPE_CHECKING:
    from storage.database import Database
    from tests.unit.bot.world import Chat


def read(text: str) -> str | None:
    said = sentence(text)
    return next((str(meant) for intent in INTENTS if (meant := intent.read(said))), None)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Pause everything!", "/pause"),
        ("please stop all rules", "/pause"),
        ("pause rule 3", "/pause 3"),
        ("stop the rule local-sunsets", "/pause local-sunsets"),
        ("resume everything", "/resume"),
        ("continue rule local-sunsets", "/resume local-sunsets"),
        ("What did rule 3 do today?", "/rule 3"),
        ("show me rule local-sunsets", "/rule local-sunsets"),
        ("show me my rules", "/rules"),
        ("what are you watching?", "/sources"),
        ("what happens next?", "/plan"),
        ("why did you like https://www.instagram.com/p/1/?", "/why https://www.instagram.com/p/1/"),
        ("pause", None),
        ("what did rule 3 and rule 4 do", None),
        ("stop talking", None),
        ("why not", None),
    ],
)
def test_wishes_about_rules_are_understood(text: str, meant: str | None) -> None:
    assert read(text) == meant


async def test_a_pause_in_words_asks_first(chat: Chat, database: Database) -> None:
    said = await chat.ask("pause everything")
    async with database.read() as session:
        assert await switches.get(session, Switch.PAUSED) is None
    assert "/pause" in said.text
