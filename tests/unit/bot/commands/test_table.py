from __future__ import annotations

import re

from bot.buttons import Verb
from bot.commands.table import BY_NAME, COMMANDS
from bot.presses.table import HANDLERS


def test_every_command_of_the_issue_is_there() -> None:
    first = {"start", "help", "tag", "user", "at", "requests", "rules", "pause", "resume", "status"}
    assert set(BY_NAME) >= first | {"mute", "unmute", "list", "promote", "reload"}


def test_telegram_accepts_every_command() -> None:
    for command in COMMANDS:
        assert re.fullmatch(r"[a-z0-9_]{1,32}", command.name)
        assert 1 <= len(command.summary) <= 256
    assert len(BY_NAME) == len(COMMANDS)


def test_every_verb_has_a_handler() -> None:
    assert set(HANDLERS) == set(Verb)
