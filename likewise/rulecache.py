"""Rules as they were read before, so that a start with thousands of them need not read them again."""

from __future__ import annotations

import json
import os
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from typing import TYPE_CHECKING

import domain
import rules
from rules.codec.decoding import decoded
from rules.codec.encoding import Encoder
from rules.collector import undisturbed
from rules.problems import Problem
from rules.ruleset import RuleSet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from importlib.resources.abc import Traversable
    from pathlib import Path

    from rules.loading import SourceText

FROM = 300
"""So many rules are worth a file: fewer are read as quickly."""


class RuleCache:
    """One file with the rules that ran last, named by the content of the texts they came from."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def find(self, texts: Sequence[SourceText]) -> tuple[RuleSet, tuple[Problem, ...]] | None:
        """The rules of exactly these texts, and what was doubtful; `None` when they must be read.

        A file that is damaged, or that another version of the program wrote, counts as none.
        """
        try:
            with undisturbed():
                key, blocks, root = json.loads(self._path.read_text(encoding="utf-8"))
                found = decoded(blocks, root) if key == _key(texts) else None
        except (OSError, ValueError, TypeError, LookupError, AttributeError, ImportError):
            return None
        match found:
            case (RuleSet() as ruleset, tuple() as problems):
                return ruleset, tuple(one for one in problems if isinstance(one, Problem))
        return None

    def keep(self, texts: Sequence[SourceText], ruleset: RuleSet, problems: tuple[Problem, ...]) -> None:
        """Write down what came of these texts, when there is much of it."""
        if len(ruleset.rules) < FROM:
            return
        with undisturbed():
            blocks, root = Encoder().table((ruleset, problems))
            content = json.dumps([_key(texts), blocks, root], separators=(",", ":"))
        fresh = self._path.with_name(self._path.name + ".new")
        with os.fdopen(os.open(fresh, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            file.write(content)
        fresh.replace(self._path)


def _key(texts: Sequence[SourceText]) -> str:
    content = json.dumps([_program(), sorted((text.name, text.text) for text in texts)])
    return sha256(content.encode()).hexdigest()


@cache
def _program() -> str:
    """A name for the code that reads rules: what it makes of a text is kept no longer than it stays the same."""
    content = sha256(version("likewise").encode())
    for folder in (files(domain), files(rules)):
        for module in _modules(folder):
            content.update(module.read_bytes())
    return content.hexdigest()


def _modules(folder: Traversable) -> Iterator[Traversable]:
    for entry in sorted(folder.iterdir(), key=lambda one: one.name):
        if entry.is_dir():
            yield from _modules(entry)
        elif entry.name.endswith(".py"):
            yield entry
