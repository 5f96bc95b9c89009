"""Reads what is told to the owner, and the buttons under it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from domain.details import Picturing
from rules.actions import Button, Notice
from rules.fields.catalogue import CATALOGUE
from rules.fields.field import Trigger
from rules.problems import Flaw
from rules.reading.templates import TemplateReader
from rules.syntax.forms import Form, as_items, part
from rules.syntax.nodes import Table
from rules.syntax.scalars import duration, one_of, percent, scalar, text
from rules.syntax.spelling import advice, shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rules.fields.field import AnyField
    from rules.problems import Report
    from rules.reading.comments import Templates
    from rules.syntax.nodes import Node, Scalar
    from rules.templates import Template

_NOTIFY = Form(name="notify", keys=("text", "photo", "buttons", "group_by", "digest", "chance"))
_ANY = ("block", "follow", "mute_author", "open")
BUTTONS: Mapping[Trigger, tuple[str, ...]] = {
    Trigger.NEW_MEDIA: ("like", "comment", *_ANY),
    Trigger.FOLLOW_REQUEST: ("approve", "ignore", *_ANY),
    Trigger.NEW_COMMENT: ("reply", "delete_comment", *_ANY),
}
"""What can be offered under a notice about an event."""
MOST_BUTTONS = 8
"""More of them would push the message off a phone's screen."""

_SAYING = frozenset({"comment", "reply"})
_MUTE = "mute_author"


class NoticeReader:
    """Reads the notice of one rule."""

    def __init__(self, trigger: Trigger | None, templates: Templates, report: Report) -> None:
        self._trigger = trigger
        self._templates = templates
        self._report = report

    def read(self, options: Node | None) -> Notice:
        """The notice; without options, the event speaks for itself."""
        if options is None:
            return Notice(template=None)
        if not isinstance(options, Table):
            raise Flaw("E113", options.mark, "notify takes a map, such as notify: {text: 'Look at this'}, or nothing")
        found, report = _NOTIFY.read(options, self._report), self._report
        if "group_by" in found and "digest" not in found:
            message = "'group_by' gathers notices; say over which time with 'digest', such as digest: 30m"
            report.add(Flaw("E102", found["group_by"].key.mark, message))
        return Notice(
            template=part(found, "text", self._template, report),
            picture=part(found, "photo", one_of(Picturing), report) or Picturing.THUMBNAIL,
            buttons=part(found, "buttons", self._buttons, report) or (),
            group_by=part(found, "group_by", self._group_by, report),
            digest=part(found, "digest", duration, report),
            chance=part(found, "chance", percent, report) or 1.0,
        )

    def _template(self, node: Node, name: str) -> Template:
        text(node, f"notify {name}")
        return TemplateReader(scalar(node, name), self._trigger, public=False).read()

    def _group_by(self, node: Node, name: str) -> AnyField:
        word = text(node, name)
        offered = tuple(field.name for field in CATALOGUE.values() if field.need is None and self._has(field))
        if word not in offered:
            end = advice(word, offered, lead="it may be")
            message = f"{name} takes a field that comes with the event, not {shown(word)}{end}"
            raise Flaw("E108", node.mark, message)
        return CATALOGUE[word]

    def _has(self, field: AnyField) -> bool:
        return self._trigger is None or self._trigger in field.triggers

    def _buttons(self, node: Node, name: str) -> tuple[Button, ...]:
        items = as_items(node, name)
        if len(items) > MOST_BUTTONS:
            raise Flaw("E108", node.mark, f"{name} are {len(items)}; {MOST_BUTTONS} are allowed")
        found: dict[str, Button] = {}
        for item in items:
            button = self._report.attempt(partial(self._button, item))
            if button is not None and button.verb in found:
                self._report.add(Flaw("E107", item.mark, f"the button {button.verb} appears twice; once is enough"))
            elif button is not None:
                found[button.verb] = button
        return tuple(found.values())

    def _button(self, item: Node) -> Button:
        if not isinstance(item, Table):
            return self._named(scalar(item, "a button"), None)
        if len(item.entries) != 1:
            raise Flaw("E113", item.mark, "a button has one name; put each into an entry of its own")
        return self._named(item.entries[0].key, item.entries[0].value)

    def _named(self, name: Scalar, value: Node | None) -> Button:
        verb = name.text
        offered = BUTTONS[self._trigger] if self._trigger else sum(BUTTONS.values(), ())
        if verb not in offered:
            raise Flaw(
                "E108", name.mark, f"no button is called {shown(verb)} here{advice(verb, offered, lead='there are')}"
            )
        if verb in _SAYING:
            if value is None:
                message = (
                    f"the button {verb} needs to know what to say, such as {verb}: a_template, or the text itself"
                )
                raise Flaw("E102", name.mark, message)
            variants = self._templates.short(value, verb, self._trigger).variants
            return Button(verb=verb, template=next(iter(variants), None), others=variants[1:])
        if verb == _MUTE:
            return Button(verb=verb, length=None if value is None else duration(value, verb))
        if value is not None:
            raise Flaw("E113", value.mark, f"the button {verb} takes no value; write '- {verb}' alone")
        return Button(verb=verb)
