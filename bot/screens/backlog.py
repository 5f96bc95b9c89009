"""Those who waited before the first look, and what becomes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.buttons import Press, Verb
from bot.html import Html, cut, lines, t
from bot.language import say, several
from bot.screen import Screen, Tap, keyboard, taps
from bot.screens.notices import cut_lines

if TYPE_CHECKING:
    from storage.answers import Answer
    from storage.notices import Notice

RUN, LEAVE = "run", "leave"
"""The two answers."""


def question(notice: Notice, answer: Answer | None, *, able: bool) -> Screen:
    """The sentence about the first look, and the question or its answer. `able`: whether a rule is about requests."""
    text = t("ℹ️ {}", cut_lines(notice.text or ""))  # noqa: RUF001 - the sign is meant
    number = str(notice.id)
    buttons = taps(
        Tap(label=say("Run rules as ask"), press=Press(verb=Verb.BACKLOG, id=number, arg=RUN)),
        Tap(label=say("Leave"), press=Press(verb=Verb.BACKLOG, id=number, arg=LEAVE)),
    )
    said = None if answer is None else _said(answer)
    return Screen(text=lines(text, said), keyboard=keyboard(buttons if able and answer is None else ()))


def _said(answer: Answer) -> Html:
    who = cut(answer.by, 60)
    if answer.word == LEAVE:
        return t("🤷 {} left them as they are.", who)
    people = several("{} person", "{} people", answer.count, answer.count)
    return t("⚙ {} let the rules look at {}. What they propose comes here.", who, people)
