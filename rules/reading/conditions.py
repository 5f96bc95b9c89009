"""Reads `when:` and the shared `conditions:`."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from rules.conditions import Always, Condition, Group, Join, fields
from rules.fields.catalogue import CATALOGUE
from rules.fields.field import Trigger
from rules.problems import Flaw
from rules.reading.lists import check_depth
from rules.reading.once import Once
from rules.syntax.forms import NOTES, as_items, as_table
from rules.syntax.nodes import Entry, Items, Node, Scalar, saying
from rules.syntax.scalars import text
from rules.syntax.spelling import advice, shown
from rules.values.kinds import Lists, Operand

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rules.fields.field import AnyField
    from rules.problems import Report
    from rules.syntax.nodes import Mark

MAX_QUESTIONS = 1000
"""In one rule, shared conditions counted as often as used."""

CLOCK = "clock."
"""Begins the fields that are told in the file's time zone."""

_JOINS = tuple(Join)
_EVENTS = {
    Trigger.NEW_MEDIA: "new media",
    Trigger.FOLLOW_REQUEST: "a follow request",
    Trigger.NEW_COMMENT: "a new comment",
}
_ROLES = {
    Trigger.NEW_MEDIA: "author",
    Trigger.FOLLOW_REQUEST: "requester",
    Trigger.NEW_COMMENT: "comment.author",
}
"""How the person behind an event is called."""


class Conditions:
    """Reads conditions and keeps the shared ones by name."""

    def __init__(self, shared: Mapping[str, Entry], lists: Lists, report: Report) -> None:
        self._entries = shared
        self._lists = lists
        self._report = report
        self._tests: Once[tuple[Condition, ...]] = Once(report)
        self._done: dict[str, Group | Flaw] = {}
        self._open: list[str] = []
        self.used: set[str] = set()
        """The names that something referred to."""
        self.clock: Mark | None = None
        """Where the time of day, or the day, is asked about first."""
        for entry in shared.values():
            report.attempt(partial(self._shared, entry.key))

    def when(self, node: Node, trigger: Trigger | None) -> Condition:
        """The condition of a rule. Without a known `trigger`, any field may be asked about."""
        if isinstance(node, Scalar) and node.text == "always":
            return Always()
        if isinstance(node, Scalar) and not node.missing:
            raise Flaw(
                "E113", node.mark, f"when takes a map of conditions or the word always, not {shown(node.text)}"
            )
        return self._map(node, "when", trigger)

    def note_clock(self, mark: Mark) -> None:
        """Keep in mind that something is told in the file's time zone."""
        self.clock = min(self.clock or mark, mark)

    def _map(self, node: Node, name: str, trigger: Trigger | None) -> Condition:
        parts = self._parts(node, name, trigger)
        return parts[0] if len(parts) == 1 else self._group(Join.ALL, parts, node)

    def _parts(self, node: Node, name: str, trigger: Trigger | None) -> tuple[Condition, ...]:
        if isinstance(node, Items):
            raise Flaw(
                "E113", node.mark, f"{name} is a map; to join a list of maps, put it under all:, any: or none:"
            )
        table = as_table(node, name)
        entries = [entry for entry in table.entries if not entry.key.text.startswith(NOTES)]
        if not entries:
            raise Flaw("E110", node.mark, f"{name} asks nothing; name a field, or say 'when: always'")
        read = (self._report.attempt(partial(self._entry, entry, trigger)) for entry in entries)
        return tuple(part for parts in read if parts is not None for part in parts)

    def _entry(self, entry: Entry, trigger: Trigger | None) -> tuple[Condition, ...]:
        key, node = entry.key, entry.value
        if key.text in _JOINS:
            return (self._joined(Join(key.text), node, trigger),)
        if key.text == "use":
            return self._used(node, trigger)
        if key.text not in CATALOGUE:
            guess = advice(key.text, (*CATALOGUE, *_JOINS, "use"), lead="fields are")
            raise Flaw("E104", key.mark, f"unknown field {shown(key.text)}{guess}")
        if key.text.startswith(CLOCK):
            self.note_clock(key.mark)
        field = CATALOGUE[key.text]
        self._report.attempt(partial(self._check_fit, field, trigger, key))
        operand = Operand(label=key.text, node=node, lists=self._lists, report=self._report)
        return self._tests.read((key.text, saying(node)), partial(field.tests, operand))

    def _joined(self, join: Join, node: Node, trigger: Trigger | None) -> Group:
        read = (
            self._report.attempt(partial(self._map, item, f"an entry of {join}", trigger))
            for item in as_items(node, join)
        )
        return self._group(join, tuple(part for part in read if part is not None), node)

    def _used(self, node: Node, trigger: Trigger | None) -> tuple[Condition, ...]:
        names = as_items(node, "use") if isinstance(node, Items) else (node,)
        read = (self._report.attempt(partial(self._use, name, trigger)) for name in names)
        return tuple(group for group in read if group is not None)

    def _use(self, node: Node, trigger: Trigger | None) -> Group:
        name = text(node, "use")
        self.used.add(name)
        if name not in self._entries:
            guess = advice(name, self._entries, lead="there are")
            raise Flaw("E106", node.mark, f"there is no condition {name!r}{guess}")
        group = self._shared(Scalar(text=name, mark=node.mark))
        for field in fields(group) if trigger is not None else ():
            self._check_fit(field, trigger, Scalar(text=name, mark=node.mark))
        return group

    def _shared(self, name: Scalar) -> Group:
        if name.text in self._open:
            way = " → ".join([*self._open[self._open.index(name.text) :], name.text])
            raise Flaw("E112", name.mark, f"condition {name.text!r} uses itself: {way}")
        if name.text not in self._done:
            self._done[name.text] = self._resolved(name)
        found = self._done[name.text]
        if isinstance(found, Flaw):
            raise found
        return found

    def _resolved(self, name: Scalar) -> Group | Flaw:
        self._open.append(name.text)
        try:
            check_depth(len(self._open), name.mark)
            node = self._entries[name.text].value
            parts = self._parts(node, f"condition {name.text!r}", None)
            return self._group(Join.ALL, parts, node, name.text)
        except Flaw as flaw:
            return flaw
        finally:
            self._open.pop()

    def _group(self, join: Join, parts: tuple[Condition, ...], node: Node, name: str = "") -> Group:
        group = Group.of(join, parts, name=name)
        if group.size > MAX_QUESTIONS:
            message = f"this asks {group.size} questions, shared conditions included; {MAX_QUESTIONS} are allowed"
            raise Flaw("E115", node.mark, message)
        check_depth(group.depth, node.mark)
        return group

    def _check_fit(self, field: AnyField, trigger: Trigger | None, at: Scalar) -> None:
        if trigger is None or trigger in field.triggers:
            return
        via = f"condition {at.text!r} asks for {field.name}, which" if at.text != field.name else field.name
        raise Flaw("E111", at.mark, f"{via} does not exist for {_EVENTS[trigger]}{counterpart(field.name, trigger)}")


def counterpart(name: str, trigger: Trigger) -> str:
    """The end of a sentence: the field that means the same for events of this trigger."""
    role = next((role for role in _ROLES.values() if name == role or name.startswith(f"{role}.")), "")
    twin = f"{_ROLES[trigger]}{name.removeprefix(role)}"
    return f"; there it is {twin!r}" if role and twin in CATALOGUE else ""
