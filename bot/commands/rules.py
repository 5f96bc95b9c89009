"""/rules: what runs, and what it did today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.screens import rules as screens
from storage import actions
from storage.states import ActionState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.asking import Asked, Shown
    from bot.connections import Connections
    from rules.ruleset import Rule
    from storage.actions import StoredAction


async def answer(connections: Connections, _asked: Asked) -> Sequence[Shown]:
    """Every rule with its figures, after what is wrong with the file."""
    present = connections.present()
    async with connections.database.read() as session:
        changed = await actions.since(session, connections.account, present.midnight)
    figures = [_figures(rule, changed) for rule in connections.rules().rules]
    problems = [str(problem) for problem in connections.problems()]
    return (screens.overview(figures, problems, present),)


def _figures(rule: Rule, changed: list[StoredAction]) -> screens.RuleFigures:
    own = [action for action in changed if any(ref.id == rule.ref.id for ref in action.wish.rules)]
    return screens.RuleFigures(
        id=rule.ref.id,
        title=rule.title,
        mode=rule.mode,
        enabled=rule.enabled,
        does=rule.describe(),
        done=sum(action.state is ActionState.DONE for action in own),
        proposed=sum(action.state is ActionState.AWAITING_APPROVAL for action in own),
        held_back=sum(action.state is ActionState.SUPPRESSED for action in own),
        last=max((action.created_at for action in own), default=None),
    )
