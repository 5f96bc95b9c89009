"""Several files as one: sections are merged before any name is resolved, so that their order cannot matter."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from rules.problems import Flaw
from rules.syntax.forms import NOTES, Form, as_items, as_table
from rules.syntax.nodes import Entry, same
from rules.syntax.scalars import scalar
from rules.syntax.spelling import shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from rules.problems import Report
    from rules.syntax.nodes import Node

    _Take: TypeAlias = Callable[[Entry], None]

_PACKS = "packs are not part of this version; put the rules themselves into a file beside this one"
_FILE = Form(
    name="a rules file",
    keys=(
        "version",
        "timezone",
        "engine",
        "defaults",
        "limits",
        "schedules",
        "lists",
        "conditions",
        "templates",
        "groups",
        "rules",
        "tests",
    ),
    required=("version",),
    refused={
        "pack": _PACKS,
        "packs": _PACKS,
        "inputs": _PACKS,
        "on_conflict": "say it under 'defaults', or in a rule",
        "on_unknown": "say it under 'defaults', or in a rule",
        "migrate": "there is one version of the language, so nothing has to be migrated",
        "plugins": "plugins are not part of this version; the fields, operators and actions are the built-in ones",
    },
)
_NAME_SIGNS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")


class Sections:
    """What all files say together."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self.timezone: dict[str, Entry] = {}
        """At most the one key `timezone`."""
        self.engine: dict[str, Entry] = {}
        self.defaults: dict[str, Entry] = {}
        self.limits: dict[str, Entry] = {}
        self.schedules: dict[str, Entry] = {}
        self.lists: dict[str, Entry] = {}
        self.conditions: dict[str, Entry] = {}
        self.templates: dict[str, Entry] = {}
        self.groups: list[Node] = []
        self.rules: list[Node] = []
        self.tests: list[Node] = []
        self._take: dict[str, _Take] = {
            "version": _check_version,
            "timezone": partial(self._agreed, self.timezone),
            "engine": partial(self._shared, self.engine),
            "defaults": partial(self._shared, self.defaults),
            "limits": partial(self._shared, self.limits),
            "schedules": partial(self._named, self.schedules),
            "lists": partial(self._named, self.lists),
            "conditions": partial(self._named, self.conditions),
            "templates": partial(self._named, self.templates),
            "groups": partial(self._many, self.groups),
            "rules": partial(self._many, self.rules),
            "tests": partial(self._many, self.tests),
        }

    def add(self, root: Node) -> None:
        """Take in one file. Raises Flaw if it is no map; everything else is reported."""
        for name, entry in _FILE.read(root, self._report).items():
            self._report.attempt(partial(self._take[name], entry))

    def _shared(self, into: dict[str, Entry], section: Entry) -> None:
        for entry in as_table(section.value, section.key.text).entries:
            self._report.attempt(partial(self._agreed, into, entry))

    def _agreed(self, into: dict[str, Entry], entry: Entry) -> None:
        """What several files may say, as long as they say the same."""
        before = into.setdefault(entry.key.text, entry)
        if not same(before.value, entry.value):
            message = f"{entry.key.text} is said differently {_at(before)}; say it in one file, or the same in both"
            raise Flaw("E107", entry.key.mark, message)

    def _named(self, into: dict[str, Entry], section: Entry) -> None:
        for entry in as_table(section.value, section.key.text).entries:
            if not entry.key.text.startswith(NOTES):
                self._report.attempt(partial(self._name, into, entry))

    def _name(self, into: dict[str, Entry], entry: Entry) -> None:
        name = entry.key.text
        if not name or not _NAME_SIGNS.issuperset(name):
            raise Flaw("E108", entry.key.mark, f"a name has only letters, digits, '_' and '-', unlike {shown(name)}")
        if name in into:
            raise Flaw("E107", entry.key.mark, f"the name {name!r} is taken; it is already {_at(into[name])}")
        into[name] = entry

    def _many(self, into: list[Node], section: Entry) -> None:
        into.extend(as_items(section.value, section.key.text))


def _check_version(entry: Entry) -> None:
    value = scalar(entry.value, "version")
    if value.text != "1":
        raise Flaw("E108", value.mark, f"this program reads version: 1 of the language, not {shown(value.text)}")


def _at(entry: Entry) -> str:
    return f"in {entry.key.mark.file}:{entry.key.mark.line}"
