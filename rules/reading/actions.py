"""Reads `do:`."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from domain.details import Answer
from domain.plans import DECISIONS, FOR_RULES, OPPOSITES, ActionKind
from domain.terms import WhenLimited
from rules.actions import Action, Marking, Plain, Question, Remark, Remembering
from rules.fields.field import Trigger
from rules.problems import Flaw
from rules.reading.comments import Wordings, read_comment
from rules.reading.notices import NoticeReader
from rules.reading.once import Once
from rules.syntax.forms import Form, as_items, part
from rules.syntax.nodes import Items, Mark, Scalar, Table, saying
from rules.syntax.scalars import duration, one_of, percent, scalar, text, truth
from rules.syntax.spelling import advice, shown
from rules.wording import listed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rules.problems import Report
    from rules.reading.comments import Templates
    from rules.reading.lists import NamedLists
    from rules.syntax.nodes import Entry, Node

_MEDIA, _REQUEST, _COMMENT = (frozenset({trigger}) for trigger in Trigger)
TRIGGERS: Mapping[ActionKind, frozenset[Trigger]] = {
    ActionKind.LIKE: _MEDIA,
    ActionKind.UNLIKE: _MEDIA,
    ActionKind.COMMENT: _MEDIA,
    ActionKind.REPLY: _COMMENT,
    ActionKind.DELETE_COMMENT: _COMMENT,
    ActionKind.APPROVE: _REQUEST,
    ActionKind.IGNORE: _REQUEST,
    ActionKind.DECIDE: _REQUEST,
}
"""The events about which an action can be done; what is not here can be done about any."""
MOST_MARKED = 40
"""A mark is a word or two."""

_KINDS = FOR_RULES
_WRITE = ("chance", "when_limited")
_SAY = ("text", "template", *_WRITE)
_FORMS: Mapping[ActionKind, Form] = {
    **{kind: Form(name=kind, keys=_WRITE) for kind in FOR_RULES},
    ActionKind.COMMENT: Form(name="comment", keys=(*_SAY, "allow_strangers")),
    ActionKind.REPLY: Form(name="reply", keys=_SAY),
    ActionKind.DECIDE: Form(name="decide", keys=("choices", "expires", "then", "chance")),
    ActionKind.REMEMBER: Form(name="remember", keys=("list", "for", "chance"), required=("list",)),
    ActionKind.MARK: Form(name="mark", keys=("label", "chance"), required=("label",)),
}
_EXAMPLES: Mapping[ActionKind, str] = {
    ActionKind.COMMENT: "comment: {text: 'Lovely!'}",
    ActionKind.REPLY: "reply: {text: 'Thank you!'}",
    ActionKind.REMEMBER: "remember: {list: regulars, for: 30d}",
    ActionKind.MARK: "mark: seen",
}


class Deed(NamedTuple):
    """An action, and where it stands."""

    action: Action
    mark: Mark


class ActionReader:
    """Reads the actions of rules with the same trigger."""

    def __init__(self, trigger: Trigger | None, templates: Templates, lists: NamedLists, report: Report) -> None:
        self._trigger = trigger
        self._templates = templates
        self._lists = lists
        self._report = report
        self._done: Once[Action] = Once(report)

    def read(self, node: Node, name: str) -> tuple[Deed, ...]:
        """All actions, in the order written."""
        found: dict[ActionKind, Deed] = {}
        for item in as_items(node, name):
            deed = self._report.attempt(partial(self._deed, item))
            if deed is not None:
                self._report.attempt(partial(_check_company, deed, tuple(found)))
                found.setdefault(deed.action.kind, deed)
        return tuple(found.values())

    def _deed(self, item: Node) -> Deed:
        if isinstance(item, Table):
            if len(item.entries) != 1:
                raise Flaw("E113", item.mark, "an action has one name; begin each with a dash of its own")
            entry = item.entries[0]
            return Deed(self._read(entry.key, entry.value), entry.key.mark)
        name = scalar(item, "an action")
        return Deed(self._read(name, None), name.mark)

    def _read(self, name: Scalar, options: Node | None) -> Action:
        key = (name.text, saying(options)) if options else name.text
        return self._done.read(key, partial(self._named, name, options))

    def _named(self, name: Scalar, options: Node | None) -> Action:
        if name.text not in _KINDS:
            end = advice(name.text, _KINDS)
            raise Flaw("E201", name.mark, f"unknown action {shown(name.text)}{end}")
        kind = ActionKind(name.text)
        needed = TRIGGERS.get(kind)
        if needed is not None and self._trigger is not None and self._trigger not in needed:
            raise Flaw("E111", name.mark, f"{kind} needs the trigger {' or '.join(needed)}")
        if options is None and kind in _EXAMPLES:
            raise Flaw("E113", name.mark, f"{kind} takes a map, such as {_EXAMPLES[kind]}, not nothing")
        if isinstance(options, Scalar) and options.missing:
            raise Flaw("E109", name.mark, f"nothing stands behind '{kind}:'; write '- {kind}' without the colon")
        return self._action(kind, options)

    def _action(self, kind: ActionKind, options: Node | None) -> Action:
        match kind:
            case ActionKind.COMMENT | ActionKind.REPLY:
                return self._remark(kind, options)
            case ActionKind.NOTIFY:
                return NoticeReader(self._trigger, self._templates, self._report).read(options)
            case ActionKind.DECIDE:
                return self._question(self._options(kind, options))
            case ActionKind.REMEMBER:
                return self._remembering(self._options(kind, options))
            case ActionKind.MARK:
                return self._marking(options)
            case _:
                found = self._options(kind, options)
                return Plain(kind=kind, chance=self._chance(found), when_limited=self._when_limited(found))

    def _options(self, kind: ActionKind, options: Node | None) -> Mapping[str, Entry]:
        return {} if options is None else _FORMS[kind].read(options, self._report)

    def _chance(self, found: Mapping[str, Entry]) -> float:
        return part(found, "chance", percent, self._report) or 1.0

    def _when_limited(self, found: Mapping[str, Entry]) -> WhenLimited | None:
        return part(found, "when_limited", one_of(WhenLimited), self._report)

    def _remark(self, kind: ActionKind, options: Node | None) -> Remark:
        if isinstance(options, Scalar):
            said = self._templates.short(options, kind, self._trigger)
            return Remark(kind=kind, variants=said.variants, avoid_repeat=said.avoid_repeat, allow_strangers=False)
        if isinstance(options, Items):
            raise Flaw("E113", options.mark, f"{kind} takes a map, such as {_EXAMPLES[kind]}, not a list")
        found = self._options(kind, options)
        if ("text" in found) is ("template" in found) and options is not None:
            raise Flaw("E102", options.mark, f"{kind} has either a text or a template, such as {_EXAMPLES[kind]}")
        said = self._wordings(kind, found)
        return Remark(
            kind=kind,
            variants=said.variants,
            avoid_repeat=said.avoid_repeat,
            allow_strangers=part(found, "allow_strangers", truth, self._report) or False,
            chance=self._chance(found),
            when_limited=self._when_limited(found),
        )

    def _wordings(self, kind: ActionKind, found: Mapping[str, Entry]) -> Wordings:
        if "template" in found:
            return self._templates.named(scalar(found["template"].value, "template"), self._trigger)
        return Wordings(variants=(read_comment(found["text"].value, f"{kind} text", self._trigger),))

    def _question(self, found: Mapping[str, Entry]) -> Question:
        report = self._report
        expires = part(found, "expires", duration, report)
        then = part(found, "then", one_of(Answer), report) or Answer.LEAVE
        if then is not Answer.LEAVE and "expires" not in found:
            message = "'then' holds when nobody answered in time; say how long with 'expires', such as expires: 3d"
            raise Flaw("E102", found["then"].key.mark, message)
        choices = part(found, "choices", self._choices, report)
        return Question(
            choices=choices or (Answer.APPROVE, Answer.IGNORE, Answer.BLOCK),
            expires=expires,
            then=then,
            chance=self._chance(found),
        )

    def _choices(self, node: Node, name: str) -> tuple[Answer, ...]:
        items = as_items(node, name)
        choices = tuple(one_of(Answer)(item, name) for item in items)
        twice = next((item for at, item in enumerate(items) if choices[at] in choices[:at]), None)
        if twice is not None:
            raise Flaw("E107", twice.mark, "this choice appears twice; once is enough")
        return choices

    def _remembering(self, found: Mapping[str, Entry]) -> Remembering:
        return Remembering(
            list=part(found, "list", self._list, self._report) or "",
            length=part(found, "for", duration, self._report),
            chance=self._chance(found),
        )

    def _list(self, node: Node, name: str) -> str:
        value = scalar(node, name)
        return self._lists.find(value.text.removeprefix("$"), value)

    def _marking(self, options: Node | None) -> Marking:
        if isinstance(options, Scalar):
            return Marking(label=_label(options, "mark"))
        found = self._options(ActionKind.MARK, options)
        return Marking(label=part(found, "label", _label, self._report) or "", chance=self._chance(found))


def _label(node: Node, name: str) -> str:
    word = text(node, name).strip()
    if len(word) > MOST_MARKED or "\n" in word:
        raise Flaw("E108", node.mark, f"{name} is a word or two, of at most {MOST_MARKED} characters")
    return word


def _check_company(deed: Deed, others: tuple[ActionKind, ...]) -> None:
    """One thing once, and nothing with its opposite."""
    kind = deed.action.kind
    if kind in others:
        raise Flaw("E107", deed.mark, f"{kind} appears twice in this rule; once is enough")
    decisions = (*DECISIONS, ActionKind.DECIDE)
    against = [
        other
        for other in others
        if frozenset({kind, other}) in OPPOSITES or (kind in decisions and other in decisions)
    ]
    if against:
        both = listed([against[0], kind], "and")
        raise Flaw("E202", deed.mark, f"a rule cannot both {both}; make two rules of it")
