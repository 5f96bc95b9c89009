"""What acting for one account needs of the rest of the house."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from domain.clock import Clock
    from domain.ids import AccountKey, ActionId, UserId
    from networks.port import Network
    from rules.ruleset import RuleSet
    from storage.database import Database


def going() -> None:
    """Nothing is halted."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Surroundings:
    """One account and everything that acting for it reaches."""

    account: AccountKey
    me: UserId
    """The owner's own id on the network."""
    network: Network
    database: Database
    rules: Callable[[], RuleSet]
    """The rules that run now."""
    clock: Clock
    halted: Callable[[], str | None] = going
    """Why nobody may write anything on the network, as a sentence; None: they may. Asked before every call."""
    in_hand: set[ActionId] = field(init=False, default_factory=set)
    """The actions that somebody in this process is doing now. What else is under way, nobody will finish."""
