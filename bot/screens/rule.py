"""One rule: what it does, how far it may go, and what became of its wishes lately."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.buttons import Press, Verb
from bot.html import TEXT_LIMIT, Html, cut, fitting, lines, t
from bot.language import say
from bot.phrasing import counted
from bot.screen import Screen, Style, Tap, keyboard, taps
from bot.screens import modes
from bot.screens.outcomes import REASONS, WORDS
from bot.screens.rules import state, today
from storage.states import ActionState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.phrasing import Present
    from bot.screen import Row
    from bot.screens.rules import RuleFigures
    from storage.actions import StoredAction
    from storage.standings import Standing

_DOES = 900
_ENDS = {
    ActionState.PLANNED: "planned",
    ActionState.WATCHED: "only noted",
    ActionState.SUPPRESSED: "held back",
    ActionState.AWAITING_APPROVAL: "waits for you",
    ActionState.PENDING: "about to be done",
    ActionState.IN_FLIGHT: "under way",
    ActionState.UNCERTAIN: "looked at again",
    ActionState.DONE: "done",
    ActionState.FAILED: "failed",
    ActionState.CANCELLED: "not wanted",
    ActionState.EXPIRED: "not answered",
    ActionState.REVIEW: "for you to settle",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class RulePage:
    """Everything that is shown of one rule."""

    figures: RuleFigures
    group: str | None
    standing: Standing | None
    """How far it was let; None: nothing is kept of it yet."""
    latest: Sequence[StoredAction]
    """What became of its wishes, the latest first."""


def page(rule: RulePage, present: Present) -> Screen:
    """The rule in plain words, and what can be done about it."""
    figures = rule.figures
    named = t("{}. <code>{}</code>", figures.number, cut(figures.id, 100))
    head = lines(
        t("<b>{}</b> {}", figures.name, state(figures)),
        t("{} in the group {}", named, cut(rule.group, 60)) if rule.group else named,
    )
    said = t("\n{}", cut(figures.does, _DOES))
    parts = (head, said, *_terms(rule, present), today(figures, present), *_latest(rule.latest, present))
    return Screen(text=fitting(parts, TEXT_LIMIT), keyboard=_buttons(rule))


def yaml(handle: str, name: str, text: str) -> Screen:
    """A rule with all that its group and the defaults say for it, as a file would have it."""
    cut_off = t("<i>likewise effective {} shows all of it.</i>", cut(name, 100))
    rows = [t("<code>{}</code>", row) for row in text.splitlines()]
    shown = fitting(rows, TEXT_LIMIT - 200)
    back = Tap(label=say("↩ Back"), press=Press(verb=Verb.RULE, id=handle))
    whole = shown if not shown.endswith("…") else lines(shown, cut_off)
    return Screen(text=whole, keyboard=keyboard(taps(back)))


def _terms(rule: RulePage, present: Present) -> list[Html]:
    rest, standing = rule.figures.rest, rule.standing
    told = []
    if rest is not None:
        since = present.clock(rest.at)
        told.append(t("⏸ Paused by {}, {}; it only notes what it would do.", cut(rest.by, 60), since))
    if standing is None:
        return told
    if standing.held is not None:
        told.append(modes.line(standing))
    if standing.granted < standing.wanted:
        seen = counted(standing.matches, "match", "matches")
        told.append(t("It asks until it is promoted; it has shown {} so far.", seen))
    return told


def _latest(actions: Sequence[StoredAction], present: Present) -> list[Html]:
    if not actions:
        return [t("It has not wanted anything yet.")]
    return [t("\nLately"), *(_run(action, present) for action in actions)]


def _run(action: StoredAction, present: Present) -> Html:
    words = WORDS[action.kind]
    end = _ENDS[action.state]
    why = f", {REASONS[action.reason]}" if action.reason is not None and action.state in _HELD else ""
    return t("{} {} {}: {}{}", present.clock(action.changed_at), words.sign, words.infinitive, end, why)


_HELD = frozenset({ActionState.SUPPRESSED, ActionState.WATCHED})


def _buttons(rule: RulePage) -> tuple[Row, ...]:
    figures, standing = rule.figures, rule.standing
    carried = figures.handle
    rests = figures.rest is not None
    rest = Tap(
        label=say("▶ Resume") if rests else say("⏸ Pause"),
        press=Press(verb=Verb.REST, id=carried, arg="off" if rests else "on"),
        style=Style.GOOD if rests else None,
    )
    asks = standing is not None and standing.granted < standing.wanted
    promote = [_run_on(say("🚀 Promote"), "promote", figures.id)] if asks else []
    yaml_of = Tap(label=say("📄 YAML"), press=Press(verb=Verb.YAML, id=carried))
    back = Tap(label=say("↩ Rules"), press=Press(verb=Verb.RULES, id="0"))
    return keyboard(
        taps(*([rest] if figures.enabled else []), _run_on(say("⚖ Mode"), "mode", figures.id), *promote),
        taps(yaml_of, back),
    )


def _run_on(words: str, command: str, rule: str) -> Tap:
    return Tap(label=words, press=Press(verb=Verb.RUN, id=command, arg=rule))
