"""Everything that the chat is connected to, handed to whoever answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.phrasing import Present

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence
    from datetime import tzinfo

    from actions.desk import Desk
    from domain.clock import Clock
    from domain.ids import AccountKey, TelegramUserId, UserId
    from networks.port import Network
    from rules.loading import SourceText
    from rules.problems import Problem
    from rules.ruleset import RuleSet
    from storage.database import Database
    from storage.halting import Halt
    from storage.states import Role


@dataclass(frozen=True, kw_only=True, slots=True)
class Connections:
    """One account of the owner's, and what can be asked and done about it."""

    account: AccountKey
    me: UserId
    database: Database
    network: Network
    desk: Desk
    rules: Callable[[], RuleSet]
    """The rules that run now."""
    problems: Callable[[], Sequence[Problem]]
    """What is wrong with the rules file as it is now; empty when it is what runs."""
    reload: Callable[[], Awaitable[str]]
    """Reads the rules file at once, and says what came of it."""
    clock: Clock
    halt: Halt
    """The emergency stop."""
    zone: tzinfo
    """Where the reader's clock hangs: times of day are shown in it, and today begins at its midnight."""
    texts: Callable[[], Sequence[SourceText]] = tuple
    """The files that the running rules were made of."""
    bot: str = ""
    """The bot's own name on Telegram, as it stands in links to it; empty before it is known."""
    changed: Callable[[TelegramUserId, Role | None], Awaitable[None]] | None = None
    """Shows somebody what they may do from now on; None before the bot listens."""

    def present(self) -> Present:
        """The moment at which something is shown."""
        return Present(now=self.clock(), zone=self.zone)
