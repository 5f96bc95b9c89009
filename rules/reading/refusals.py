"""What no rule may do, however well it is written."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from domain.details import Answer
from domain.plans import ActionKind, Mode
from rules.actions import Question, Remark
from rules.problems import Flaw
from rules.reading.comments import check_comment
from rules.reading.reach import Reach
from rules.reading.settings import ALLOWABLE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rules.options import Engine
    from rules.problems import Report
    from rules.reading.actions import Deed
    from rules.ruleset import Rule


def check_rule(rule: Rule, deeds: Sequence[Deed], engine: Engine, report: Report) -> None:
    """Report what one rule may not do to those whom it can reach."""
    for deed in deeds:
        report.attempt(partial(_check_permission, deed, engine))
        report.attempt(partial(_check_block, rule, deed))
        if isinstance(deed.action, Remark) and rule.mode is Mode.AUTO:
            report.attempt(partial(_check_remark, deed.action, deed, Reach.of(rule), engine))


def check_together(rules: Sequence[Rule], deeds: Mapping[str, Sequence[Deed]], report: Report) -> None:
    """Report who would be followed by one rule and unfollowed by another."""
    follows, unfollows = (
        [(rule, Reach.of(rule)) for rule in rules if any(action.kind is kind for action in rule.actions)]
        for kind in ALLOWABLE
    )
    for rule, reach in unfollows:
        same = next((other.ref.id for other, others in follows if others.meets(reach)), None)
        if same is not None:
            mark = next(deed.mark for deed in deeds[rule.ref.id] if deed.action.kind is ActionKind.UNFOLLOW)
            message = (
                f"this rule may unfollow whom {same!r} follows, and following to unfollow gets accounts closed; "
                "keep one of the two, or name whom each is about in lists without a common entry"
            )
            report.add(Flaw("E208", mark, message))


def _check_permission(deed: Deed, engine: Engine) -> None:
    kind = deed.action.kind
    if kind in ALLOWABLE and kind not in engine.allow:
        message = f"rules may not {kind} people unless you say so at the top: engine: {{allow: [{kind}]}}"
        raise Flaw("E207", deed.mark, message)


def _check_block(rule: Rule, deed: Deed) -> None:
    action = deed.action
    by_itself = action.kind is ActionKind.BLOCK and rule.mode is Mode.AUTO
    unanswered = isinstance(action, Question) and action.then is Answer.BLOCK
    if (by_itself or unanswered) and not Reach.of(rule).by_id:
        message = (
            "a rule blocks without you only whom you named by id, such as requester: [id:12345678]; "
            f"{'set mode: ask' if by_itself else 'let then be leave or ignore'}, or list ids"
        )
        raise Flaw("E209", deed.mark, message)


def _check_remark(remark: Remark, deed: Deed, reach: Reach, engine: Engine) -> None:
    """A comment that nobody reads before it is posted."""
    if engine.disclosure:
        check_comment(remark.variants, deed.mark, f" {engine.disclosure}")
    if remark.kind is ActionKind.COMMENT and not (remark.allow_strangers or reach.tied):
        message = (
            "this rule would comment by itself (mode: auto) under photos of people without a tie to you; "
            "set mode: ask, or ask for a tie such as relationship.outgoing: follows, "
            "or add allow_strangers: true to the comment"
        )
        raise Flaw("E204", deed.mark, message)
