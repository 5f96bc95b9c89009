"""What rules said no to an event for which nobody wrote that down, as there were too many of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.verdicts import Verdict
from rules.judging import others

if TYPE_CHECKING:
    from domain.verdicts import RuleVerdict
    from rules.ruleset import RuleSet
    from storage.cases import Case
    from storage.events import JudgedEvent


def refusals(ruleset: RuleSet, judged: JudgedEvent, case: Case) -> tuple[RuleVerdict, ...]:
    """What they say to what was known then, the highest rank first; nothing, where the rules are others by now."""
    if judged.ruleset != ruleset.version or not case.grounds:
        return ()
    ground = case.grounds[-1]
    known = {said.rule for said in judged.verdicts}
    found = others(ruleset, case.event, ground.facts, ground.at, besides=known)
    return tuple(said for said in found if said.finding.verdict is Verdict.NO)
