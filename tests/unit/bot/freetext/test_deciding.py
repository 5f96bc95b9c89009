from __future__ import annotations

import pytest

from bot.freetext.intents import sentence
from bot.freetext.table import INTENTS


@pytest.mark.parametrize(
    ("words", "command"),
    [
        pytest.param("Who wants to follow me?", "/requests", id="who asks"),
        pytest.param("what is waiting for me", "/inbox", id="what waits"),
        pytest.param("What was done today?", "/log", id="all that was done"),
        pytest.param("Stop!", "/halt", id="in a hurry"),
        pytest.param("please stop everything now", "/halt", id="in a polite hurry"),
        pytest.param("undo that", "/undo", id="taking back"),
        pytest.param("stop signs", None, id="a word that begins alike"),
        pytest.param("what did you like about it", None, id="another question"),
    ],
)
def test_a_sentence_stands_for_a_command(words: str, command: str | None) -> None:
    meant = next((meant for intent in INTENTS if (meant := intent.read(sentence(words)))), None)
    assert (None if meant is None else str(meant)) == command
