"""Reads what our account says in public: the texts of comments and replies, and the shared `templates:`."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from rules.comment_rules import hashtag_count, objection
from rules.contents import url_count
from rules.problems import Flaw
from rules.reading.templates import TemplateReader
from rules.syntax.forms import Form, as_items, part
from rules.syntax.nodes import Scalar
from rules.syntax.scalars import duration, scalar, text
from rules.syntax.spelling import advice

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import timedelta

    from rules.fields.field import Trigger
    from rules.problems import Report
    from rules.syntax.nodes import Entry, Mark, Node
    from rules.templates import Template

_TEMPLATE = Form(name="a template", keys=("text", "variants", "avoid_repeat"))
_NAME = re.compile(r"[A-Za-z0-9_-]+")
_MEASURES = (len, hashtag_count, url_count, lambda wording: int(wording.isupper()))


class Wordings(NamedTuple):
    """Ways to say something."""

    variants: tuple[Template, ...]
    avoid_repeat: timedelta | None = None


class Templates:
    """The shared templates by name."""

    def __init__(self, entries: Mapping[str, Entry], report: Report) -> None:
        self._entries = entries
        self._report = report
        self._done: dict[tuple[str, Trigger | None], Wordings] = {}
        self.used: set[str] = set()
        """The names that something referred to."""
        for name in entries:
            self._read(name, None)

    def named(self, by: Scalar, trigger: Trigger | None) -> Wordings:
        """The template of a name, for events of a trigger."""
        name = by.text
        if name not in self._entries:
            end = advice(name, self._entries, lead="there are")
            raise Flaw("E106", by.mark, f"there is no template {name!r}{end}")
        self.used.add(name)
        return self._read(name, trigger)

    def short(self, node: Node, name: str, trigger: Trigger | None) -> Wordings:
        """The short form: the name of a template if it is one word, or else the text itself."""
        value = scalar(node, name)
        if _NAME.fullmatch(value.text):
            return self.named(value, trigger)
        return Wordings(variants=(read_comment(node, name, trigger),))

    def _read(self, name: str, trigger: Trigger | None) -> Wordings:
        if (name, trigger) not in self._done:
            read = self._report.attempt(partial(self._wordings, self._entries[name], trigger))
            self._done[name, trigger] = read or Wordings(variants=())
        return self._done[name, trigger]

    def _wordings(self, entry: Entry, trigger: Trigger | None) -> Wordings:
        name = f"template {entry.key.text!r}"
        if isinstance(entry.value, Scalar):
            return Wordings(variants=(read_comment(entry.value, name, trigger),))
        found = _TEMPLATE.read(entry.value, self._report)
        if ("text" in found) is ("variants" in found):
            raise Flaw("E102", entry.key.mark, f"{name} has either a text or variants")
        whole = found["text"].value if "text" in found else found["variants"].value
        nodes = (whole,) if "text" in found else as_items(whole, f"{name} variants")
        read = (self._report.attempt(partial(read_comment, node, name, trigger)) for node in nodes)
        return Wordings(
            variants=tuple(variant for variant in read if variant is not None),
            avoid_repeat=part(found, "avoid_repeat", duration, self._report),
        )


def read_comment(node: Node, name: str, trigger: Trigger | None) -> Template:
    """A text that the network would take, however its places are filled and its variants chosen."""
    text(node, name)
    template = TemplateReader(scalar(node, name), trigger, public=True).read()
    check_comment((template,), node.mark)
    return template


def check_comment(variants: tuple[Template, ...], mark: Mark, behind: str = "") -> None:
    """Raises Flaw if the network might refuse one of the texts, with what is put `behind` each."""
    for wording in (template.longest(measure) for template in variants for measure in _MEASURES):
        reason = objection(f"{wording}{behind}")
        if reason is not None:
            raise Flaw("E203", mark, f"this comment {reason}; the network would refuse it")
