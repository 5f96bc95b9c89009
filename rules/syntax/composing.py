"""From YAML text to our own nodes, without types, without surprises and within limits.

Built on the parser's events instead of its nodes: those would recurse as deep as the text likes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import yaml
from yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from rules.problems import Flaw, Report
from rules.syntax.mishaps import explain, key_needed
from rules.syntax.nodes import Entry, Items, Mark, Node, Scalar, Table

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_BYTES = 256 * 1024
MAX_DEPTH = 20
MAX_NODES = 10_000

Parser: TypeAlias = type[yaml.SafeLoader | yaml.CSafeLoader]

PARSER: Parser = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The C parser is sixteen times as fast where the wheel brings it."""


def compose(file: str, text: str, report: Report, parser: Parser = PARSER) -> Node | None:
    """The tree of one file. Whatever stops the file as a whole is reported, and `None` given."""
    return report.attempt(lambda: _Composer(file, text, report, parser).document())


class _Composer:
    def __init__(self, file: str, text: str, report: Report, parser: Parser) -> None:
        self._file = file
        self._text = text
        self._report = report
        self._parser = parser
        self._anchors: dict[str, tuple[Node, int]] = {}
        self._open: set[str] = set()
        self._count = 0

    def document(self) -> Node:
        self._check_text()
        try:
            return self._document()
        except yaml.MarkedYAMLError as error:
            raise self._unreadable(error) from error
        except (yaml.YAMLError, ValueError, OverflowError) as error:
            row, column, sign = self._unprintable()
            message = f"the sign {sign} cannot stand in a rules file; remove it"
            raise Flaw("E001", self._mark(row, column), message) from error

    def _check_text(self) -> None:
        size = len(self._text.encode("utf-8", "surrogatepass"))
        if size > MAX_BYTES:
            message = f"the file has {size // 1024} KB, more than the allowed {MAX_BYTES // 1024}; split it"
            raise Flaw("E004", self._mark(0, 0), message)
        if "\t" in self._text:
            tabs = [(row, line.index("\t")) for row, line in enumerate(self._text.splitlines()) if "\t" in line]
            also = f" (and {len(tabs) - 1} more lines)" if len(tabs) > 1 else ""
            raise Flaw("E002", self._mark(*tabs[0]), f"there is a tab here{also}; YAML wants spaces")

    def _document(self) -> Node:
        self._next: Callable[[], yaml.Event] = iter(self._parser(self._text).get_event, None).__next__
        self._next()  # the stream's start
        if isinstance(self._next(), StreamEndEvent):
            raise Flaw("E102", self._mark(0, 0), "the file is empty; start with the line 'version: 1'")
        root = self._node(self._next(), 0)
        self._next()  # the document's end
        after = self._next()
        if not isinstance(after, StreamEndEvent):
            raise Flaw("E001", self._at(after), "a second YAML document begins here; put it into a file of its own")
        return root

    def _unreadable(self, error: yaml.MarkedYAMLError) -> Flaw:
        place = error.problem_mark or error.context_mark
        where = (place.line, place.column) if place else (0, 0)
        begun = error.context_mark
        since = f", begun in line {begun.line + 1}" if begun and begun.line < where[0] else ""
        return explain(self._file, self._text, where, f"{error.problem or 'unreadable'}{since}")

    def _unprintable(self) -> tuple[int, int, str]:
        for row, line in enumerate(self._text.splitlines()):
            for column, sign in enumerate(line):
                if not sign.isprintable() and not sign.isspace():
                    return row, column, f"U+{ord(sign):04X}"
        return 0, 0, "behind a backslash"

    def _node(self, event: yaml.Event, depth: int) -> Node:
        if type(event) is ScalarEvent and event.anchor is None and event.tag is None and depth <= MAX_DEPTH:
            self._count += 1
            if self._count <= MAX_NODES:  # most of a file, without a detour
                return self._scalar(event)
            self._count -= 1
        if isinstance(event, AliasEvent):
            return self._alias(event)
        if not isinstance(event, (ScalarEvent, CollectionStartEvent)):
            raise Flaw("E001", self._at(event), "a value is missing here")
        self._take(1, event)
        if depth > MAX_DEPTH:
            raise Flaw("E005", self._at(event), f"this is nested more than {MAX_DEPTH} levels deep; flatten it")
        if event.anchor is None:
            return self._content(event, depth)
        before = self._count
        self._open.add(event.anchor)
        node = self._content(event, depth)
        self._open.discard(event.anchor)
        self._anchors[event.anchor] = node, self._count - before + 1
        return node

    def _take(self, nodes: int, event: yaml.Event) -> None:
        self._count += nodes
        if self._count > MAX_NODES:
            message = f"the file holds more than {MAX_NODES} values, aliases counted as often as used; split it"
            raise Flaw("E006", self._at(event), message)

    def _alias(self, event: AliasEvent) -> Node:
        if event.anchor in self._open:
            raise Flaw("E112", self._at(event), f"'*{event.anchor}' stands inside what it names")
        if event.anchor not in self._anchors:
            word = f"*{event.anchor}"
            message = f"{word!r} refers to an anchor that does not exist; if it is a text, put it in quotes: '{word}'"
            raise Flaw("E007", self._at(event), message)
        node, size = self._anchors[event.anchor]
        self._take(size, event)
        return node

    def _content(self, event: ScalarEvent | CollectionStartEvent, depth: int) -> Node:
        if event.tag is not None:
            message = f"{event.tag!r} is a YAML tag, and rules have none; put the text in quotes"
            raise Flaw("E003", self._at(event), message)
        if type(event) is MappingStartEvent:
            return Table(self._entries(depth), self._at(event))
        if type(event) is ScalarEvent:
            return self._scalar(event)
        return Items(tuple(self._nodes(depth)), self._at(event))

    def _scalar(self, event: ScalarEvent) -> Scalar:
        text = event.value
        if not text.isascii() and any("\ud800" <= sign <= "\udfff" for sign in text):
            message = "half a character (a lone surrogate) cannot stand in a rules file; remove it"
            raise Flaw("E001", self._at(event), message)
        return Scalar(text, self._at(event), not text and event.implicit[0])

    def _nodes(self, depth: int) -> list[Node]:
        nodes = []
        while type(event := self._next()) is not SequenceEndEvent:
            nodes.append(self._node(event, depth + 1))
        return nodes

    def _entries(self, depth: int) -> tuple[Entry, ...]:
        own: dict[str, Entry] = {}
        merged: dict[str, Entry] = {}
        while type(event := self._next()) is not MappingEndEvent:
            key = self._node(event, depth + 1)
            value = self._node(self._next(), depth + 1)
            if not isinstance(key, Scalar):
                raise key_needed(key.mark)
            if key.text == "<<":
                self._merge(merged, value)
            elif key.text in own:
                first = own[key.text].key.mark.line
                self._report.add(Flaw("E101", key.mark, f"key {key.text!r} appears twice (first at line {first})"))
            else:
                own[key.text] = Entry(key, value)
        return tuple((merged | own).values())

    def _merge(self, merged: dict[str, Entry], value: Node) -> None:
        sources = value.nodes if isinstance(value, Items) else (value,)
        for source in sources:
            if not isinstance(source, Table):
                raise Flaw("E113", source.mark, "'<<' takes a map, or a list of maps, that were named with '&'")
            for entry in source.entries:
                merged.setdefault(entry.key.text, entry)

    def _at(self, event: yaml.Event) -> Mark:
        start = event.start_mark
        return Mark(self._file, start.line + 1, start.column + 1) if start else self._mark(0, 0)

    def _mark(self, row: int, column: int) -> Mark:
        return Mark(self._file, row + 1, column + 1)
