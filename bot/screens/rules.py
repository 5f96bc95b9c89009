"""The rules, as they run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.buttons import Press, Verb
from bot.html import TEXT_LIMIT, Html, cut, fitting, lines, t
from bot.language import say
from bot.phrasing import counted
from bot.screen import Screen, Tap, in_rows, keyboard, taps
from domain.plans import Mode

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.phrasing import Present
    from bot.screen import Row
    from storage.rests import Rest

PAGE = 8
"""So many rules stand on a page: each has a button with its number."""
MODES = {Mode.WATCH: "👀 watches", Mode.ASK: "⚖ asks", Mode.AUTO: "⚡ acts"}
_PROBLEMS = 3
_PER_ROW = 4


@dataclass(frozen=True, kw_only=True, slots=True)
class RuleFigures:
    """One rule with what it did today."""

    number: int
    """In the list of all rules."""
    handle: str
    """What a button carries for it."""
    id: str
    title: str
    mode: Mode
    enabled: bool
    does: str
    done: int
    proposed: int
    held_back: int
    last: datetime | None
    rest: Rest | None = None
    """Who let it rest; None: nobody."""

    @property
    def name(self) -> str:
        """What people call it."""
        return cut(self.title, 80) or self.id


@dataclass(frozen=True, kw_only=True, slots=True)
class Listing:
    """One page of the rules that somebody wants to see."""

    rules: Sequence[RuleFigures]
    """Those of the page."""
    page: int
    pages: int
    found: int
    """How many there are on all pages."""
    of: int
    """How many rules there are at all."""
    word: str
    """Only those with this in them; empty: all."""


def overview(listing: Listing, problems: Sequence[str], present: Present) -> Screen:
    """Rules in plain words with today's figures; what is wrong with the file comes first."""
    parts = (_broken(problems), _head(listing), *(_rule(rule, present) for rule in listing.rules))
    numbers = [_opening(rule) for rule in listing.rules]
    return Screen(text=fitting(parts, TEXT_LIMIT), keyboard=keyboard(*in_rows(numbers, _PER_ROW), _turning(listing)))


def unknown(word: str, guess: tuple[str, str] | None) -> Screen:
    """There is no such rule; `guess` is the one that may be meant, with what a button carries for it."""
    said = t("There is no rule {}.", repr(cut(word, 60)))
    every = Tap(label=say("⚙ All rules"), press=_listed(0))
    if guess is None:
        how = t("Name one by its id, or by its number in the list.")
        return Screen(text=lines(said, how), keyboard=keyboard(taps(every)))
    name, carried = guess
    meant = Tap(label=cut(name, 30), press=Press(verb=Verb.RULE, id=carried))
    return Screen(
        text=lines(said, t("Did you mean <code>{}</code>?", name)), keyboard=keyboard(taps(meant), taps(every))
    )


def state(rule: RuleFigures) -> str:
    """How far it goes now, in a word with a sign."""
    if not rule.enabled:
        return say("💤 is off")
    return say("⏸ rests") if rule.rest is not None else MODES[rule.mode]


def today(rule: RuleFigures, present: Present) -> Html:
    """What it did since midnight."""
    figures = [
        counted(number, word, word)
        for number, word in ((rule.done, "done"), (rule.proposed, "proposed"), (rule.held_back, "held back"))
        if number
    ]
    told = t("Today: {}", ", ".join(figures)) if figures else t("Nothing today")
    last = t("; last {}", present.clock(rule.last)) if rule.last else Html("")
    return t("<i>{}{}</i>", told, last)


def _head(listing: Listing) -> Html:
    if not listing.of:
        return t("There are no rules yet.")
    if not listing.word:
        return t("<b>{}</b>", counted(listing.of, "rule"))
    if not listing.found:
        return t("None of {} has “{}” in it.", counted(listing.of, "rule"), cut(listing.word, 40))
    return t("<b>{} with “{}”</b>", counted(listing.found, "rule"), cut(listing.word, 40))


def _broken(problems: Sequence[str]) -> Html | None:
    if not problems:
        return None
    shown = (t("<code>{}</code>", cut(problem, 300)) for problem in problems[:_PROBLEMS])
    rest = len(problems) - _PROBLEMS
    more = t("and {}", counted(rest, "more", "more")) if rest > 0 else None
    return lines(t("⚠ <b>The rules file has mistakes.</b> The rules below go on as before."), *shown, more, Html(" "))


def _rule(rule: RuleFigures, present: Present) -> Html:
    head = t("\n{}. <b>{}</b> {}", rule.number, rule.name, state(rule))
    return lines(head, t("{}", cut(rule.does, 300)), today(rule, present))


def _opening(rule: RuleFigures) -> Tap:
    sign = "▶" if rule.enabled and rule.rest is None else "⏸"
    return Tap(label=f"{sign} {rule.number}", press=Press(verb=Verb.RULE, id=rule.handle))


def _turning(listing: Listing) -> Row:
    if listing.word and not listing.found:
        return taps(Tap(label=say("⚙ All rules"), press=_listed(0)))
    if listing.pages < len(("this", "another")):
        return ()
    before = Tap(label="◀", press=_listed((listing.page - 1) % listing.pages, listing.word))
    after = Tap(label="▶", press=_listed((listing.page + 1) % listing.pages, listing.word))
    here = Tap(label=f"{listing.page + 1}/{listing.pages}", press=_listed(listing.page, listing.word))
    return taps(before, here, after)


def _listed(page: int, word: str = "") -> Press:
    return Press(verb=Verb.RULES, id=str(page), arg=word or None)
