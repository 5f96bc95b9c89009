"""A rule as it holds, with all that its group, the defaults, lists and shared conditions say for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rules.problems import Report
from rules.reading.files import Sections
from rules.reading.options import GROUPED, SHARED
from rules.syntax.composing import compose
from rules.syntax.forms import NOTES
from rules.syntax.nodes import Items, Scalar, Table
from rules.syntax.writing import write

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rules.loading import SourceText
    from rules.ruleset import Rule, RuleSet
    from rules.syntax.nodes import Entry, Mark, Node
    from rules.syntax.writing import Path, Value

_REFERENCE = r"\$([A-Za-z0-9_-]+)"


@dataclass(frozen=True, kw_only=True, slots=True)
class Effective:
    """A rules file that says what one rule says, and needs no other."""

    rule: Rule
    mark: Mark
    """Where the rule stands."""
    file: Mapping[str, Value]
    notes: Mapping[Path, str]
    """Where each thing comes from that the rule does not say itself."""

    @property
    def text(self) -> str:
        """The file, with the notes as comments."""
        return write(self.file, self.notes)


def effective(texts: Iterable[SourceText], ruleset: RuleSet, name: str) -> Effective:
    """The rule of this id. The texts are those of which the rule set was made.

    Raises:
        KeyError: there is none.
    """
    report = Report({})
    sections = Sections(report)
    for source in texts:
        root = compose(source.name, source.text, report)
        if root is not None:
            sections.add(root)
    rule = next((one for one in ruleset.rules if one.ref.id == name), None)
    node = next((one for one in sections.rules if _plain_map(one).get("id") == name), None)
    if rule is None or node is None:
        raise KeyError(name)
    writer = _Writer(sections, ruleset, rule)
    return Effective(rule=rule, mark=node.mark, file=writer.file(node), notes=writer.notes)


class _Writer:
    def __init__(self, sections: Sections, ruleset: RuleSet, rule: Rule) -> None:
        self._sections = sections
        self._ruleset = ruleset
        self._rule = rule
        self._kept: set[str] = set()
        """The lists that must go on standing for themselves."""
        self.notes: dict[Path, str] = {}

    def file(self, node: Node) -> Mapping[str, Value]:
        sections, own = self._sections, _plain_map(node)
        group = next((one for one in map(_plain_map, sections.groups) if one.get("id") == self._rule.group), {})
        rule = self._merged(own, group)
        said = {
            "version": "1",
            **{key: _plain(entry.value) for key, entry in sections.timezone.items()},
            "engine": _values(sections.engine),
            "schedules": _only(_values(sections.schedules), {str(rule.get("active"))}),
            "templates": _only(_values(sections.templates), set(_words(rule.get("do")))),
            "groups": [{key: group[key] for key in ("id", "priority") if key in group}] if group else [],
            "rules": [rule],
            "lists": {one: list(self._ruleset.lists[one]) for one in sorted(self._kept | self._remembered(rule))},
        }
        return {key: value for key, value in said.items() if value}

    def _merged(self, own: Mapping[str, Value], group: Mapping[str, Value]) -> Mapping[str, Value]:
        """What the rule says; then what its group says, and what the defaults say, where it is silent."""
        rule = {key: value for key, value in own.items() if not key.startswith(NOTES) and key != "tests"}
        below = (
            (f"group {self._rule.group}", group, GROUPED),
            ("defaults", _values(self._sections.defaults), SHARED),
        )
        for origin, said, keys in below:
            for key in (key for key in keys if key in said and key not in rule):
                rule[key] = said[key]
                self.notes["rules", 0, key] = origin
        if rule.get("mode") != str(self._rule.mode):
            self.notes["rules", 0, "mode"] = (
                f"group {self._rule.group}" if "mode" in rule else "nobody says otherwise"
            )
            rule["mode"] = str(self._rule.mode)
        if self._rule.veto_window is None:
            rule.pop("veto_window", None)
            self.notes.pop(("rules", 0, "veto_window"), None)
        for key in ("trigger", "when"):
            if key in rule:
                rule[key] = self._asked(rule[key], ("rules", 0, key))
        last = ("trigger", "when", "do")
        return {
            **{key: rule[key] for key in rule if key not in last},
            **{key: rule[key] for key in last if key in rule},
        }

    def _asked(self, value: Value, path: Path) -> Value:
        """A condition or a trigger without `use` and without `$names`."""
        if isinstance(value, str):
            return self._listed([value], path) if self._reference(value) else value
        if isinstance(value, Mapping):
            own = self._without_use(value, path)
            return {key: self._asked(held, (*path, key)) for key, held in own.items() if not key.startswith(NOTES)}
        if isinstance(value, Sequence):
            if all(isinstance(one, str) for one in value):
                return self._listed([str(one) for one in value], path)
            return [self._asked(one, (*path, place)) for place, one in enumerate(value)]
        return value

    def _without_use(self, value: Mapping[str, Value], path: Path) -> Mapping[str, Value]:
        """The map with the shared conditions written out: beside its own where that is clear, else under `all`."""
        used = value.get("use", ())
        names = [used] if isinstance(used, str) else [str(one) for one in used or ()]
        if not names:
            return value
        shared = {name: _plain_map(self._sections.conditions[name].value) for name in names}
        own = {key: held for key, held in value.items() if key != "use"}
        keys = [*own, *(key for body in shared.values() for key in body)]
        if len(keys) == len(set(keys)) and not {"use", "all"} & set(keys):
            for name, body in shared.items():
                self.notes |= {(*path, key): name for key in body}
            return {**{key: held for body in shared.values() for key, held in body.items()}, **own}
        more = own.pop("all", ())
        self.notes |= {(*path, "all", place): name for place, name in enumerate(names)}
        return {"all": [*shared.values(), *_many(more)], **own}

    def _listed(self, words: Sequence[str], path: Path) -> Sequence[str]:
        """The words with what the lists hold, each once. A list that holds nothing yet stays, as it may grow."""
        names = [name for name in map(self._reference, words) if name]
        self._kept |= {name for name in names if not self._ruleset.lists[name]}
        full = [name for name in names if self._ruleset.lists[name]]
        if full:
            self.notes[path] = f"{' and '.join(full)}"
        held = (self._ruleset.lists[name] if name in full else (word,) for word, name in self._named(words))
        return list(dict.fromkeys(one for words in held for one in words))

    def _named(self, words: Sequence[str]) -> Iterator[tuple[str, str | None]]:
        return zip(words, map(self._reference, words), strict=True)

    def _reference(self, word: str) -> str | None:
        found = re.fullmatch(_REFERENCE, word)
        return found[1] if found and found[1] in self._ruleset.lists else None

    def _remembered(self, rule: Mapping[str, Value]) -> set[str]:
        """The lists that the rule's actions put people on."""
        return set(_words(rule.get("do"))) & self._ruleset.lists.keys()


def _plain(node: Node) -> Value:
    """What a node says, without its places."""
    match node:
        case Scalar():
            return None if node.missing else node.text
        case Items():
            return [_plain(one) for one in node.nodes]
        case Table():
            return {entry.key.text: _plain(entry.value) for entry in node.entries}


def _plain_map(node: Node) -> Mapping[str, Value]:
    said = _plain(node)
    return said if isinstance(said, Mapping) else {}


def _values(entries: Mapping[str, Entry]) -> dict[str, Value]:
    return {key: _plain(entry.value) for key, entry in entries.items() if not key.startswith(NOTES)}


def _only(values: Mapping[str, Value], names: set[str]) -> Mapping[str, Value]:
    return {name: value for name, value in values.items() if name in names}


def _many(value: Value) -> Sequence[Value]:
    return value if isinstance(value, Sequence) and not isinstance(value, str) else ()


def _words(value: Value) -> Iterable[str]:
    """Every text in it."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for held in value.values():
            yield from _words(held)
    else:
        for held in value or ():
            yield from _words(held)
