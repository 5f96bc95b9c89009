"""What we think was meant, to be confirmed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.buttons import Press, Verb
from bot.html import cut, t
from bot.language import say
from bot.screen import Screen, Tap, keyboard, label, taps

if TYPE_CHECKING:
    from collections.abc import Sequence

_SHOWN = 200


def asking(command: str, press: Press) -> Screen:
    """A command that changes something, guessed from words."""
    no = Tap(label=say("No"), press=Press(verb=Verb.NEVERMIND, id="guess"))
    return Screen(
        text=t("Shall I do <code>{}</code>?", cut(command, _SHOWN)),
        keyboard=keyboard(taps(Tap(label=say("Yes"), press=press), no)),
    )


def did_you_mean(typed: str, offers: Sequence[tuple[str, Press]]) -> Screen:
    """A command that is none, with the nearest that are."""
    if len(offers) > 1:
        rows = [taps(Tap(label=label(command), press=press)) for command, press in offers]
        return Screen(
            text=t("I do not know /{}. Did you mean one of these?", cut(typed, 40)), keyboard=keyboard(*rows)
        )
    command, press = offers[0]
    return Screen(
        text=t("I do not know /{}. Did you mean <code>{}</code>?", cut(typed, 40), cut(command, _SHOWN)),
        keyboard=keyboard(taps(Tap(label=say("Yes"), press=press))),
    )


def done_so(command: str) -> Screen:
    """A guess that was right: its answer stands below."""
    return Screen(text=t("→ <code>{}</code>", cut(command, _SHOWN)))


def left_alone() -> Screen:
    """A guess that was wrong."""
    return Screen(text=t("All right, nothing was done."))
