"""Why the rules said what they said: their findings as a tree in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.html import TEXT_LIMIT, Html, cut, fitting, lines, t
from bot.screen import Screen
from bot.screens.outcomes import REASONS
from domain.verdicts import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from domain.plans import Suppressed
    from domain.verdicts import Finding, RuleVerdict

_SIGNS = {Verdict.YES: "✓", Verdict.NO: "✗", Verdict.UNKNOWN: "?"}
_HEADS = {Verdict.YES: "matches", Verdict.NO: "does not match", Verdict.UNKNOWN: "cannot tell"}
_DEPTH = 8


def why(
    subject: Html, verdicts: Sequence[RuleVerdict], suppressed: Sequence[Suppressed], outcomes: Sequence[Html] = ()
) -> Screen:
    """What rules wanted and did not get, what became of the rest, and every rule's verdict with its conditions.

    Matches come first.
    """
    if not verdicts:
        return Screen(text=t("No rule had anything to say to {}.", subject))
    ordered = sorted(verdicts, key=lambda verdict: verdict.finding.verdict is not Verdict.YES)
    found = [row for verdict in ordered for row in rows(verdict)]
    head = t("What your rules found in {}", subject)
    became = lines(t("\n<b>What became of it</b>"), *outcomes) if outcomes else None
    return Screen(text=fitting((head, *map(held_back, suppressed), became, *found), TEXT_LIMIT))


def held_back(one: Suppressed) -> Html:
    """What rules wanted and did not get."""
    rules = cut(", ".join(rule.id for rule in one.rules), 80)
    return t("💤 {} by <b>{}</b>: not done, {}", one.kind, rules, REASONS[one.reason])


def rows(verdict: RuleVerdict) -> Iterator[Html]:
    """A rule's verdict, and what each of its conditions found."""
    found = verdict.finding
    yield t("\n<b>{}</b> {} ({})", cut(verdict.rule.id, 80), _HEADS[found.verdict], verdict.mode)
    for part in found.parts or (found,):
        yield from _tree(part, 0)


def _tree(finding: Finding, depth: int) -> Iterator[Html]:
    yield t("{}{} {}", "\u2003" * min(depth, _DEPTH), _SIGNS[finding.verdict], cut(finding.text, 300))
    for part in finding.parts:
        yield from _tree(part, depth + 1)
