"""Several files as one: sections are merged before any name is resolved, so that their order cannot matter."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from rules.problems import Flaw
from rules.syntax.forms import Form, as_items, as_table
from rules.syntax.scalars import scalar
from rules.syntax.spelling import shown

if TYPE_CHECKING:
    from rules.problems import Report
    from rules.syntax.nodes import Entry, Node

_FILE = Form(
    name="a rules file",
    keys=("version", "defaults", "limits", "lists", "conditions", "groups", "rules"),
    required=("version",),
    later=frozenset(
        {
            "engine",
            "inputs",
            "on_conflict",
            "on_unknown",
            "pack",
            "packs",
            "schedules",
            "templates",
            "tests",
            "timezone",
        }
    ),
)
_NAME_SIGNS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")


class Sections:
    """What all files say together."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self.single: dict[str, Entry] = {}
        """The sections that only one file may have: `defaults` and `limits`."""
        self.lists: dict[str, Entry] = {}
        self.conditions: dict[str, Entry] = {}
        self.groups: list[Node] = []
        self.rules: list[Node] = []

    def add(self, root: Node) -> None:
        """Take in one file. Raises Flaw if it is no map; everything else is reported."""
        found = _FILE.read(root, self._report)
        for name, take in (
            ("version", _check_version),
            ("defaults", self._once),
            ("limits", self._once),
            ("lists", partial(self._named, self.lists)),
            ("conditions", partial(self._named, self.conditions)),
            ("groups", partial(self._many, self.groups)),
            ("rules", partial(self._many, self.rules)),
        ):
            if name in found:
                self._report.attempt(partial(take, found[name]))

    def _once(self, entry: Entry) -> None:
        name = entry.key.text
        if name in self.single:
            raise Flaw(
                "E107", entry.key.mark, f"{name} may stand in one file only; it is already {_at(self.single[name])}"
            )
        self.single[name] = entry

    def _named(self, into: dict[str, Entry], section: Entry) -> None:
        for entry in as_table(section.value, section.key.text).entries:
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
