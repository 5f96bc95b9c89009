"""A button as it was pressed, and what follows from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from actions.results import Standing
from bot.asking import Asked

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from actions.results import Result
    from bot.asking import Shown
    from bot.buttons import Press
    from bot.connections import Connections
    from bot.screen import Screen
    from domain.ids import ChatId, TelegramUserId

HAPPENED = frozenset({Standing.DONE, Standing.ALREADY})
"""What was wanted is so; everything else must be read."""
OUT_OF_DATE = "That button is out of date."


@dataclass(frozen=True, kw_only=True, slots=True)
class Pressed:
    """What a member pressed."""

    press: Press
    chat: ChatId
    user: TelegramUserId
    by: str
    """The member's name, as it is kept beside what they decide."""
    beside: tuple[Press, ...] = ()
    """All buttons of the same message."""

    def asked(self, argument: str = "") -> Asked:
        """The same wish, typed."""
        return Asked(chat=self.chat, user=self.user, by=self.by, argument=argument)

    @property
    def position(self) -> int | None:
        """The number that the button carries; None for what is none."""
        return self.press.position


@dataclass(frozen=True, kw_only=True, slots=True)
class Reaction:
    """What follows from a press."""

    toast: str = ""
    """Shown for a moment over the chat."""
    alert: bool = False
    """Whether the toast must be read, as something was not done."""
    edit: Screen | None = None
    """The message as it is to be from now on."""
    same_picture: bool = False
    """Whether the message's picture stays."""
    send: Sequence[Shown] = ()
    """New messages."""
    replaced: bool = False
    """Whether they take the place of the message with the button."""


def settled(result: Result, screen: Screen | None) -> Reaction:
    """What the desk says, over the same message as it is now."""
    alert = result.state not in HAPPENED
    return Reaction(toast=result.sentence, alert=alert, edit=screen, same_picture=True)


Handler: TypeAlias = "Callable[[Connections, Pressed], Awaitable[Reaction]]"
