from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from likewise.inviting import Inviting

if TYPE_CHECKING:
    from likewise.terminal import Opening

START = datetime(2026, 6, 1, 18, 0, tzinfo=UTC)


class Bot:
    username = "mila_bot"

    def __init__(self) -> None:
        self.codes = iter(("first", "second", "third"))
        self.has_member = False
        self.asked = 0

    async def pairing_code(self) -> str | None:
        self.asked += 1
        return None if self.has_member else next(self.codes)


class Shown:
    def __init__(self) -> None:
        self.invitations: list[tuple[str, str]] = []

    def waiting(self, why: str) -> None:
        raise AssertionError(why)

    def opened(self, opening: Opening) -> None:
        raise AssertionError(opening)

    def invited(self, bot: str, code: str) -> None:
        self.invitations.append((bot, code))


class Clock:
    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now


async def test_a_code_is_shown_and_renewed_before_it_expires() -> None:
    bot, shown, clock = Bot(), Shown(), Clock()
    inviting = Inviting(bot, shown, clock)
    await inviting.round()
    clock.now += timedelta(minutes=13)
    await inviting.round()
    assert shown.invitations == [("mila_bot", "first")]
    clock.now += timedelta(minutes=1)
    await inviting.round()
    assert shown.invitations == [("mila_bot", "first"), ("mila_bot", "second")]


async def test_nobody_is_invited_once_there_is_a_member() -> None:
    bot, shown, clock = Bot(), Shown(), Clock()
    inviting = Inviting(bot, shown, clock)
    await inviting.round()
    bot.has_member = True
    for _ in range(3):
        clock.now += timedelta(hours=1)
        await inviting.round()
    assert shown.invitations == [("mila_bot", "first")]
    assert bot.asked == 2
