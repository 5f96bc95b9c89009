"""Shows how the first owner gets in, until there is one."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from domain.clock import Clock
    from likewise.terminal import Screen

_RENEWED_AFTER = timedelta(minutes=14)
"""A code lasts a quarter of an hour."""


class Host(Protocol):
    """The bot, as far as it lets people in."""

    @property
    def username(self) -> str:
        """Its name on Telegram."""
        ...

    async def pairing_code(self) -> str | None:
        """A fresh code; None when there is a member already."""
        ...


class Inviting:
    """Renews the code before it expires."""

    def __init__(self, bot: Host, screen: Screen, clock: Clock) -> None:
        self._bot = bot
        self._screen = screen
        self._clock = clock
        self._renew_at: datetime | None = None
        self._over = False

    async def round(self) -> bool:
        """Show a code when one is needed. Wakes nobody."""
        now = self._clock()
        if self._over or (self._renew_at is not None and now < self._renew_at):
            return False
        code = await self._bot.pairing_code()
        if code is None:
            self._over = True
        else:
            self._screen.invited(self._bot.username, code)
        self._renew_at = now + _RENEWED_AFTER
        return False
