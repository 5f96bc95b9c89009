"""Who may use the bot, with the worst names that people give themselves."""

from __future__ import annotations

from datetime import UTC

import pytest

from bot.buttons import parse
from bot.html import CAPTION_LIMIT, TEXT_LIMIT, units
from bot.phrasing import Present
from bot.screen import Screen, Tap
from bot.screens import members as screens
from domain.ids import TelegramUserId
from sandbox.telegram.html_reader import parse_html
from storage.members import Member
from storage.states import Role
from tests.unit.bot.world import NOW

PRESENT = Present(now=NOW, zone=UTC)
EVIL = ("<b>Olga</b> & co", "\u202eagro", "👩‍👩‍👧‍👧" * 40, "", "أولغا")


def member(name: str, number: int = 2**52 - 1) -> Member:
    return Member(id=TelegramUserId(number), role=Role.VIEWER, name=name, reachable=False, added_at=NOW)


def all_of(name: str) -> list[Screen]:
    somebody = member(name)
    return [
        screens.roster([member(name, n) for n in range(300)], PRESENT),
        screens.page(somebody, PRESENT),
        screens.removing(somebody),
        screens.paired(somebody.id, name, Role.OPERATOR),
        screens.whoami(somebody.id, name, Role.OWNER, name),
        screens.which_role(name),
        screens.you_are(Role.VIEWER),
        screens.invitation("a_bot", "Qm3_fT6-2kQvB1xY9z0w8A", Role.OWNER),
    ]


@pytest.mark.parametrize("name", EVIL)
def test_names_stay_names_and_buttons_fit(name: str) -> None:
    for screen in all_of(name):
        text, _ = parse_html(screen.text)
        assert units(text) <= (CAPTION_LIMIT if screen.picture else TEXT_LIMIT)
        assert "<b>" not in text or "<b>Olga" in text
        taps = [tap for row in screen.keyboard for tap in row if isinstance(tap, Tap)]
        assert all(tap.label and parse(str(tap.press)) == tap.press for tap in taps)
        assert len(taps) < 100
