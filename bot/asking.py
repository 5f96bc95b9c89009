"""A command as it was typed, and what an answer is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from bot.screen import Screen, Venue

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from bot.connections import Connections
    from domain.ids import ChatId

Shown: TypeAlias = Screen | Venue


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """What a member wants to see."""

    chat: ChatId
    by: str
    """The member's name, as it is kept beside what they decide."""
    argument: str = ""


Answer: TypeAlias = "Callable[[Connections, Asked], Awaitable[Sequence[Shown]]]"


@dataclass(frozen=True, kw_only=True, slots=True)
class Command:
    """One command, as the handlers, the menu and /help know it."""

    name: str
    summary: str
    answer: Answer
    argument: str = ""
    """What may follow it, as help shows it."""
    shows_pictures: bool = False
    writes: bool = False
    """Whether it changes something: guessed from words, it asks first."""

    @property
    def usage(self) -> str:
        """How it is typed."""
        return f"/{self.name} {self.argument}".rstrip()
