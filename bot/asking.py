"""A command as it was typed, and what an answer is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from bot.screen import Album, Screen, Venue
from storage.states import Role

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from bot.buttons import Press
    from bot.connections import Connections
    from domain.ids import ChatId, TelegramUserId

Shown: TypeAlias = Screen | Venue | Album


@dataclass(frozen=True, kw_only=True, slots=True)
class Below:
    """The message of ours that a member's message answers."""

    message_id: int
    presses: tuple[Press, ...] = ()
    """All its buttons: they tell what it shows."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """What a member wants to see."""

    chat: ChatId
    user: TelegramUserId
    by: str
    """The member's name, as it is kept beside what they decide."""
    argument: str = ""
    below: Below | None = None


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
    least: Role = Role.OWNER
    """Who may type it. What says nothing is for owners alone."""

    @property
    def usage(self) -> str:
        """How it is typed."""
        return f"/{self.name} {self.argument}".rstrip()
