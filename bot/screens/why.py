"""What is said where nobody can tell why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.buttons import Press, Verb, about
from bot.html import cut, lines, t
from bot.language import say
from bot.screen import Screen, Tap, in_rows, keyboard, taps

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.phrasing import Present
    from bot.screen import Row
    from domain.ids import EventKey

_PER_ROW = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class Other:
    """Something else that was meant, perhaps."""

    key: EventKey
    at: datetime


def about_what() -> Screen:
    """It is not said about what."""
    return Screen(
        text=lines(
            t("Why what? Answer a card with /why, or name a photo by its link, id or short code, or somebody:"),
            t("<code>/why https://www.instagram.com/p/CODE/</code>\n<code>/why @name</code>"),
        ),
        keyboard=keyboard(taps(_rules())),
    )


def nothing_there() -> Screen:
    """The message that was answered shows nothing that rules look at."""
    text = t("That message shows nothing that rules look at. Answer the card of a photo, a request or a comment.")
    return Screen(text=text, keyboard=keyboard(taps(_rules())))


def unknown(word: str, photo: str, *, was_there: bool) -> Screen:
    """No event has this name; `photo` is what it would be called as one."""
    if was_there:
        text = t("The photo {} was there before the first look at its list, so rules left it alone.", cut(word, 80))
    else:
        text = lines(
            t("No rule has seen “{}”.", cut(word, 80)),
            t("I looked among the photos by link, id and short code, and among people by @name."),
        )
    now = Tap(label=say("🔮 What would happen"), press=Press(verb=Verb.RUN, id="plan", arg=photo))
    foreseeable = [] if photo.startswith("@") else [now]
    return Screen(text=text, keyboard=keyboard(taps(*foreseeable), taps(_rules())))


def others(found: Sequence[Other], present: Present) -> tuple[Row, ...]:
    """Buttons for what else may have been meant."""
    names = {"media": say("photo"), "request": say("request"), "comment": say("comment")}
    buttons = [
        Tap(
            label=f"{names.get(one.key.partition(':')[0], one.key)}, {present.clock(one.at)}",
            press=about(Verb.WHY, one.key),
        )
        for one in found
    ]
    return in_rows(buttons, _PER_ROW)


def _rules() -> Tap:
    return Tap(label=say("⚙ Rules"), press=Press(verb=Verb.RULES, id="0"))
