"""Takes back what waits for an answer when the rules that proposed it were changed and would not do so any more."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from domain.plans import Reason
from domain.verdicts import Verdict
from storage import actions, cases, replanning
from storage.moves import Move
from storage.states import ActionState

if TYPE_CHECKING:
    from datetime import datetime

    from domain.ids import AccountKey
    from rules.ruleset import RuleSet
    from storage.cases import Case
    from storage.database import Database

_CHANGED = Move(
    state=ActionState.EXPIRED, reason=Reason.EXPIRED, note="The rules were changed, and it no longer matches."
)


@dataclass(kw_only=True, slots=True)
class Withdrawing:
    """Looks through the proposals of one account, each time that the rules are others."""

    account: AccountKey
    database: Database
    _version: str | None = field(init=False, default=None)

    async def after_change(self, ruleset: RuleSet, now: datetime) -> bool:
        """Withdraw what no rule would propose by now; whether anything was.

        The new rules judge what the old ones knew, at the time when they did. What they cannot tell from that stays.
        """
        if self._version == ruleset.version:
            return False
        async with self.database.read() as session:
            waiting = await actions.in_state(session, self.account, {ActionState.AWAITING_APPROVAL})
            current = {rule.ref for rule in ruleset.rules if rule.enabled}
            outdated = {action.event for action in waiting if not current.issuperset(action.wish.rules)}
            found = [case for case in await cases.of_events(session, self.account, sorted(outdated)) if case.grounds]
        withdrawn = 0
        async with self.database.write() as session:
            for case in found:
                withdrawn += await replanning.withdraw(
                    session, self.account, case.event.key, _CHANGED, now, unless=_speaking(ruleset, case)
                )
        self._version = ruleset.version
        return withdrawn > 0


def _speaking(ruleset: RuleSet, case: Case) -> set[str]:
    """The rules that do not say no to an event as it was judged the last time."""
    ground = case.grounds[-1]
    said = ruleset.judge(case.event, ground.facts, ground.at).verdicts
    return {one.rule.id for one in said if one.finding.verdict is not Verdict.NO}
