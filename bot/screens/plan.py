"""What would happen, and what happens next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.buttons import Press, Verb
from bot.html import TEXT_LIMIT, Html, cut, fitting, lines, t
from bot.language import say
from bot.phrasing import counted
from bot.screen import Screen, Tap, keyboard, taps
from bot.screens import findings
from bot.screens.outcomes import WORDS, outcome
from bot.screens.people import handle
from bot.screens.proposals import explaining
from domain.plans import Mode
from domain.verdicts import Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.phrasing import Present
    from domain.events import NewMedia
    from domain.plans import PlannedAction
    from domain.verdicts import Judgement
    from storage.actions import StoredAction

_WOULD = {Mode.WATCH: "would only be noted", Mode.ASK: "would be asked first", Mode.AUTO: "would be done"}
_SHOWN = 20


def foreseen(
    event: NewMedia, judgement: Judgement, brought_by: Sequence[str], before: Sequence[StoredAction], present: Present
) -> Screen:
    """What rules would do about a photo if it came now, and what they find in it."""
    head = t("<b>If this photo of {} came now</b>", handle(event.person.username))
    where = t("It would come by {}.", cut(", ".join(brought_by), 200)) if brought_by else _nowhere()
    wants = [_wish(one) for one in judgement.plan.actions] or [t("Nothing would be done about it.")]
    needs = sorted(need.value for need in judgement.needs)
    asks = t("<i>The network would be asked first for: {}</i>", ", ".join(needs)) if needs else None
    past = [t("\nIt came already:"), *(outcome(one, present) for one in before)] if before else []
    judged = sorted(judgement.verdicts, key=lambda one: one.finding.verdict is not Verdict.YES)
    why = [row for verdict in judged for row in findings.rows(verdict)]
    held = [findings.held_back(one) for one in judgement.plan.suppressed]
    parts = (head, where, *wants, *held, asks, *past, *why)
    buttons = taps(*([explaining(event.key)] if before else []), _rules())
    return Screen(text=fitting(parts, TEXT_LIMIT), keyboard=keyboard(buttons))


def waiting(still: Sequence[StoredAction], due: int, later: tuple[int, datetime | None], present: Present) -> Screen:
    """All that is not over, and what is looked at next."""
    head = t("<b>{}</b> to be judged next", counted(due, "event")) if due else t("Nothing waits to be judged.")
    count, first = later
    again = None
    if count and first is not None:
        again = t(
            "{} judged again later, the first {}", counted(count, "event is", "events are"), present.until(first)
        )
    rows = [t("• {}", outcome(one, present)) for one in still[:_SHOWN]]
    more = t("and {}", counted(len(still) - _SHOWN, "more", "more")) if len(still) > _SHOWN else None
    listed = [t("\n<b>Not over</b>"), *rows, more] if rows else [t("No action waits.")]
    how = t("\n<i>/plan with a link says what would happen to one photo.</i>")
    inbox = Tap(label=say("📥 Inbox"), press=Press(verb=Verb.RUN, id="inbox"))
    parts = (lines(head, again), *listed, how)
    return Screen(text=fitting(parts, TEXT_LIMIT), keyboard=keyboard(taps(inbox, _rules())))


def _wish(action: PlannedAction) -> Html:
    words = WORDS[action.kind]
    by = cut(", ".join(rule.id for rule in action.rules), 80)
    said = t(" “{}”", cut(action.text, 300)) if action.text else Html("")
    return t("{} {}{} {}, by <b>{}</b>", words.sign, words.infinitive, said, _WOULD[action.mode], by)


def _nowhere() -> Html:
    return t("No list that your rules watch would show it, as far as the photo tells.")


def _rules() -> Tap:
    return Tap(label=say("⚙ Rules"), press=Press(verb=Verb.RULES, id="0"))
