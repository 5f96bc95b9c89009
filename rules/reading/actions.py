"""Reads `do:`."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from domain.plans import DECISIONS, ActionKind, Mode
from rules.actions import Action, Notice, Plain, Remark
from rules.comment_rules import hashtag_count, objection
from rules.fields.captions import url_count
from rules.fields.field import Trigger
from rules.problems import Flaw
from rules.reading.templates import TemplateReader
from rules.syntax.forms import Form, as_items, later
from rules.syntax.nodes import Scalar, Table, kind
from rules.syntax.scalars import scalar, text, truth
from rules.syntax.spelling import advice, shown

if TYPE_CHECKING:
    from rules.problems import Report
    from rules.syntax.nodes import Node
    from rules.templates import Template

_LATER = frozenset(
    {"block", "follow", "unfollow", "unlike", "delete_comment", "decide", "remember", "mark"},
)
_TRIGGERS = {
    ActionKind.LIKE: Trigger.NEW_MEDIA,
    ActionKind.COMMENT: Trigger.NEW_MEDIA,
    ActionKind.APPROVE: Trigger.FOLLOW_REQUEST,
    ActionKind.IGNORE: Trigger.FOLLOW_REQUEST,
}
_COMMENT = Form(
    name="comment", keys=("text", "allow_strangers"), required=("text",), later=frozenset({"template", "chance"})
)
_NOTIFY = Form(name="notify", keys=("text",), later=frozenset({"photo", "buttons", "group_by", "digest"}))
_MEASURES = (len, hashtag_count, url_count, lambda wording: int(wording.isupper()))


class ActionReader:
    """Reads the actions of one rule."""

    def __init__(self, trigger: Trigger | None, mode: Mode, report: Report) -> None:
        """`mode` is the rule's effective one."""
        self._trigger = trigger
        self._mode = mode
        self._report = report

    def read(self, node: Node) -> tuple[Action, ...]:
        """All actions, in the order written."""
        found: dict[ActionKind, Action] = {}
        for item in as_items(node, "do"):
            action = self._report.attempt(partial(self._action, item))
            if action is not None:
                self._report.attempt(partial(_check_company, action, tuple(found), item))
                found.setdefault(action.kind, action)
        return tuple(found.values())

    def _action(self, item: Node) -> Action:
        if isinstance(item, Table):
            if len(item.entries) != 1:
                message = "an action has one name; begin each with a dash of its own"
                raise Flaw("E113", item.mark, message)
            entry = item.entries[0]
            return self._named(entry.key, entry.value)
        return self._named(scalar(item, "an action"), None)

    def _named(self, name: Scalar, options: Node | None) -> Action:
        if name.text in _LATER:
            raise later(name.text, name.mark)
        if name.text not in tuple(ActionKind):
            end = advice(name.text, tuple(ActionKind))
            raise Flaw("E201", name.mark, f"unknown action {shown(name.text)}{end}")
        wanted = ActionKind(name.text)
        needed = _TRIGGERS.get(wanted)
        if needed is not None and self._trigger not in {None, needed}:
            raise Flaw("E111", name.mark, f"{wanted} needs the trigger {needed}")
        if isinstance(options, Scalar) and options.missing:
            raise Flaw("E109", name.mark, f"nothing stands behind '{wanted}:'; write '- {wanted}' without the colon")
        match wanted:
            case ActionKind.COMMENT:
                return self._comment(name, options)
            case ActionKind.NOTIFY:
                return self._notify(options)
            case ActionKind.LIKE | ActionKind.APPROVE | ActionKind.IGNORE:
                if options is not None:
                    Form(name=wanted.value, keys=(), later=frozenset({"chance", "when_limited"})).read(
                        options, self._report
                    )
                return Plain(kind=wanted)
            case _:
                raise later(name.text, name.mark)

    def _comment(self, name: Scalar, options: Node | None) -> Remark:
        if not isinstance(options, Table):
            said = "nothing" if options is None else kind(options)
            raise Flaw("E113", name.mark, f"comment takes a map, such as comment: {{text: 'Lovely!'}}, not {said}")
        found = _COMMENT.read(options, self._report)
        strangers = found.get("allow_strangers")
        allowed = strangers is not None and bool(
            self._report.attempt(partial(truth, strangers.value, "allow_strangers"))
        )
        if self._mode is Mode.AUTO and not allowed:
            message = (
                "this rule would comment by itself (mode: auto) under photos of people without a tie to you; "
                "set mode: ask, or add allow_strangers: true to the comment"
            )
            self._report.add(Flaw("E204", name.mark, message))
        if "text" not in found:  # reported as missing
            return Remark(variants=(), allow_strangers=allowed)
        template = self._template(found["text"].value, "comment text", public=True)
        _check_comment(template, found["text"].value)
        return Remark(variants=(template,), allow_strangers=allowed)

    def _notify(self, options: Node | None) -> Notice:
        if options is None:
            return Notice(template=None)
        if not isinstance(options, Table):
            raise Flaw("E113", options.mark, "notify takes a map, such as notify: {text: 'Look at this'}, or nothing")
        found = _NOTIFY.read(options, self._report)
        if "text" not in found:
            return Notice(template=None)
        return Notice(template=self._template(found["text"].value, "notify text", public=False))

    def _template(self, node: Node, name: str, *, public: bool) -> Template:
        text(node, name)
        return TemplateReader(scalar(node, name), self._trigger, public=public).read()


def _check_company(action: Action, others: tuple[ActionKind, ...], item: Node) -> None:
    if action.kind in others:
        raise Flaw("E107", item.mark, f"{action.kind} appears twice in this rule; once is enough")
    if action.kind in DECISIONS and not DECISIONS.isdisjoint(others):
        raise Flaw("E202", item.mark, "a rule cannot both approve and ignore; make two rules of it")


def _check_comment(template: Template, node: Node) -> None:
    for measure in _MEASURES:
        reason = objection(template.longest(measure))
        if reason is not None:
            raise Flaw("E203", node.mark, f"this comment {reason}; the network would refuse it")
