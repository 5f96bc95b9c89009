"""Where in the files a doubt belongs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rules.problems import Flaw, Report
from rules.syntax.composing import compose
from rules.syntax.nodes import Items, Mark, Scalar, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rules.lint.doubt import Doubt
    from rules.loading import SourceText


def placed(texts: Iterable[SourceText], doubts: Iterable[Doubt]) -> Iterator[Flaw]:
    """The doubts as flaws at the key that each is about, or at its rule where that does not have the key itself.

    The files are read again for this, rather than every place being kept for a doubt that most rules do not raise.
    """
    told = list(doubts)
    marks = _marks(texts, {doubt.rule for doubt in told}) if told else {}
    for doubt in told:
        mark = marks.get((doubt.rule, doubt.key)) or marks[doubt.rule, "id"]
        yield Flaw(doubt.code, mark, f"{doubt.rule}: {doubt.message}")


def _marks(texts: Iterable[SourceText], wanted: set[str]) -> dict[tuple[str, str], Mark]:
    found: dict[tuple[str, str], Mark] = {}
    for source in texts:
        root = compose(source.name, source.text, Report({}))
        for rule in _rules(root) if isinstance(root, Table) else ():
            entries = {entry.key.text: entry for entry in rule.entries}
            name = entries["id"].value if "id" in entries else None
            if isinstance(name, Scalar) and name.text in wanted:
                found |= {(name.text, key): entry.key.mark for key, entry in entries.items()}
    return found


def _rules(root: Table) -> Iterator[Table]:
    for entry in root.entries:
        if entry.key.text == "rules" and isinstance(entry.value, Items):
            yield from (node for node in entry.value.nodes if isinstance(node, Table))
