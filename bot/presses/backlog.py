"""The buttons below the news of those who waited before the first look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import backlog
from bot.language import say
from bot.pressing import OUT_OF_DATE, Reaction
from bot.screens.backlog import LEAVE, RUN
from storage.answers import Answer

if TYPE_CHECKING:
    from bot.connections import Connections
    from bot.pressing import Pressed

_LONGEST = len(str(2**63)) - 1


async def answer(connections: Connections, pressed: Pressed) -> Reaction:
    """Let the rules ask about them, or let them be; the message shows what was said, by whoever was first."""
    word, number = pressed.press.arg, pressed.press.id
    known = number.isascii() and number.isdecimal() and len(number) <= _LONGEST
    asked = await backlog.asked(connections, int(number)) if known and word in {RUN, LEAVE} else None
    if asked is None or word is None:
        return Reaction(toast=OUT_OF_DATE)
    screen, is_open = await backlog.view(connections, asked)
    if is_open:
        count = await backlog.run_rules(connections) if word == RUN else 0
        first = await backlog.answered(connections, asked, Answer(word=word, count=count, by=pressed.by))
        screen, _ = await backlog.view(connections, asked)
        if first:
            return Reaction(toast=_told(word, count), edit=screen)
    return Reaction(toast=say("That was answered already."), edit=screen)


def _told(word: str, count: int) -> str:
    if word == LEAVE:
        return say("Left as they are.")
    return say("Your rules look at them now.") if count else say("Nobody waits any more.")
