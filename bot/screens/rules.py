"""The rules, as they run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.html import TEXT_LIMIT, Html, cut, fitting, lines, t
from bot.phrasing import counted
from bot.screen import Screen
from domain.plans import Mode

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.phrasing import Present

_MODES = {Mode.WATCH: "👀 watches", Mode.ASK: "⚖ asks", Mode.AUTO: "⚡ acts"}
_PROBLEMS = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class RuleFigures:
    """One rule with what it did today."""

    id: str
    title: str
    mode: Mode
    enabled: bool
    does: str
    done: int
    proposed: int
    held_back: int
    last: datetime | None


def overview(rules: Sequence[RuleFigures], problems: Sequence[str], present: Present) -> Screen:
    """Every rule in plain words with today's figures; what is wrong with the file comes first."""
    head = t("<b>{}</b>", counted(len(rules), "rule")) if rules else t("There are no rules yet.")
    return Screen(text=fitting((_broken(problems), head, *(_rule(rule, present) for rule in rules)), TEXT_LIMIT))


def _broken(problems: Sequence[str]) -> Html | None:
    if not problems:
        return None
    shown = (t("<code>{}</code>", cut(problem, 300)) for problem in problems[:_PROBLEMS])
    rest = len(problems) - _PROBLEMS
    more = t("and {}", counted(rest, "more", "more")) if rest > 0 else None
    return lines(t("⚠ <b>The rules file has mistakes.</b> The rules below go on as before."), *shown, more, Html(" "))


def _rule(rule: RuleFigures, present: Present) -> Html:
    mode = _MODES[rule.mode] if rule.enabled else "💤 is off"
    name = cut(rule.title, 80) or rule.id
    figures = [
        counted(number, word, word)
        for number, word in ((rule.done, "done"), (rule.proposed, "proposed"), (rule.held_back, "held back"))
        if number
    ]
    today = t("Today: {}", ", ".join(figures)) if figures else t("Nothing today")
    last = t("; last {}", present.clock(rule.last)) if rule.last else Html("")
    return lines(t("\n<b>{}</b> {}", name, mode), t("{}", cut(rule.does, 300)), t("<i>{}{}</i>", today, last))
