from __future__ import annotations

import pytest

from bot.commands.table import BY_NAME
from bot.freetext.intents import sentence, wish
from bot.freetext.table import INTENTS
from bot.typed import Typed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Please show me the feed.", "show me the feed"),
        ("Could you please pause everything?!", "pause everything"),
        ("I'd like to see sunsets, thanks", "see sunsets"),
        ("hey, what is new…", "what is new"),
        ("please", "please"),
        ("x" * 201, ""),
        ("", ""),
    ],
)
def test_politeness_is_left_out(text: str, expected: str) -> None:
    assert sentence(text) == expected


def test_a_row_reads_the_whole_sentence_only() -> None:
    row = wish(r"stop (?P<what>\w+)", "pause", r"\g<what>")
    assert row.read("STOP  everything") == Typed(name="pause", argument="everything")
    assert row.read("stop everything now") is None
    assert row.read("do not stop everything") is None


def test_every_row_leads_to_a_command() -> None:
    assert {intent.command for intent in INTENTS} <= BY_NAME.keys()
