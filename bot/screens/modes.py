"""How far rules go: what their file says, what they were granted, and what a person says to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.buttons import Press, Verb
from bot.html import TEXT_LIMIT, Html, cut, fitting, lines, t
from bot.language import say
from bot.screen import Screen, Style, Tap, keyboard, taps
from domain.plans import Mode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.standings import Standing


def told(sentence: str) -> Screen:
    """What came of it."""
    rules = Tap(label=say("⚙ Rules"), press=Press(verb=Verb.RUN, id="rules"))
    return Screen(text=t("{}", cut(sentence, 300)), keyboard=keyboard(taps(rules)))


def held(standings: Sequence[Standing]) -> Screen:
    """Every rule that a person holds back."""
    how = t("<i>/mode rule watch, ask or auto lets it go at most so far; /mode rule default as far as it may.</i>")
    if not standings:
        return Screen(text=lines(t("No rule is held back."), how))
    rows = [t("• {}", line(one)) for one in sorted(standings, key=lambda one: one.rule)]
    return Screen(text=fitting((t("Held back from the chat:"), *rows, how), TEXT_LIMIT))


def one(standing: Standing) -> Screen:
    """How far one rule goes, with buttons for everything that its file allows."""
    asks = standing.granted < standing.wanted
    waits = t("It was not promoted yet: /promote {}", cut(standing.rule, 100)) if asks else None
    choices = [mode for mode in Mode if mode <= standing.wanted]
    buttons = [_tap(standing, str(mode), marked=mode is standing.mode) for mode in choices]
    default = [_tap(standing, "default")] if standing.held is not None else []
    return Screen(text=lines(line(standing), waits), keyboard=keyboard(taps(*buttons), taps(*default)))


def line(standing: Standing) -> Html:
    """How far it goes, and who said so."""
    rule, hold = cut(standing.rule, 100), standing.hold
    if hold is None or standing.held is None:
        return t("<code>{}</code> goes as far as {}; its file says {}.", rule, standing.mode, standing.wanted)
    by, says = cut(hold.by, 60), standing.wanted
    if hold.version is None:
        return t("<code>{}</code> goes no further than {}, as {} said; its file says {}.", rule, hold.mode, by, says)
    return t(
        "<code>{}</code> goes no further than {} until its file changes, as {} said; that says {}.",
        rule,
        hold.mode,
        by,
        says,
    )


def _tap(standing: Standing, word: str, *, marked: bool = False) -> Tap:
    labels = {
        "watch": say("👀 Watch"),
        "ask": say("⚖ Ask"),
        "auto": say("🤖 Auto"),
        "default": say("As its file says"),
    }
    style = Style.MAIN if marked else None
    return Tap(label=labels[word], press=Press(verb=Verb.MODE, id=standing.rule, arg=word), style=style)
