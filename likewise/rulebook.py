"""The rules that are running, and the file that may become them."""

from __future__ import annotations

import hashlib
import json
import logging
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from domain.errors import ConfigError
from likewise import rulefiles
from likewise.examining import examine
from likewise.rulecache import RuleCache
from rules.loading import SourceText, load
from rules.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rules.problems import Problem
    from rules.ruleset import Rule, RuleSet

_log = logging.getLogger(__name__)

_SHOWN = 3
"""So many mistakes are told in the chat; the log has them all."""


@dataclass(frozen=True, kw_only=True, slots=True)
class News:
    """What came of reading the file again."""

    text: str
    """For the owner, plain. Empty: only what the owner did."""
    swapped: bool
    """Whether other rules are running now."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Reading:
    texts: tuple[SourceText, ...]
    trouble: str | None
    """Why there are no texts."""

    @property
    def fingerprint(self) -> str:
        content = json.dumps([self.trouble, [(text.name, text.text) for text in self.texts]])
        return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()


class Rulebook:
    """Rules that never stop because of a mistake: a broken file, or a failing test, is told; the last good go on.

    The text of the good ones is kept beside the database, so that they survive a restart as well.
    """

    def __init__(self, path: Path, kept: Path) -> None:
        self._path = path
        self._kept = kept
        self._cache = RuleCache(kept.with_name("rules.cache.json"))
        self._settling = ""
        self.problems: tuple[Problem, ...] = ()
        """What is wrong with the file as it is now, and what is doubtful."""
        self._texts: tuple[SourceText, ...] = ()
        reading = self._read()
        self._current = reading.fingerprint
        self._rules, self.opening = self._first(reading)

    @property
    def rules(self) -> RuleSet:
        """The last good rules, as written."""
        return self._rules

    @property
    def texts(self) -> tuple[SourceText, ...]:
        """What they were made of."""
        return self._texts

    @property
    def errors(self) -> list[Problem]:
        """Why the file as it is now is not what runs; none when it is."""
        return _errors(self.problems)

    def with_added(self, added: Mapping[str, tuple[str, ...]]) -> RuleSet:
        """The last good rules with what came to their lists by other ways than the file."""
        return load(self._texts, added).ruleset or self._rules

    def reread(self, *, at_once: bool = False) -> News | None:
        """Take up what has changed on disk; None when there is nothing to tell.

        A change counts once it was found twice, so that a file that is just being written is not read half; `at_once`
        is for somebody who knows that it is not.
        """
        reading = self._read()
        if reading.fingerprint == self._current:
            self._settling = ""
            return None
        if reading.fingerprint != self._settling and not at_once:
            self._settling = reading.fingerprint
            return None
        news = self._take_up(reading)
        # Last: what could not be kept, say on a full disk, is taken up by the next try.
        self._current, self._settling = reading.fingerprint, ""
        return news

    def _read(self) -> _Reading:
        try:
            found = rulefiles.read([self._path])
        except ConfigError as error:
            return _Reading(texts=(), trouble=str(error))
        return _Reading(
            texts=tuple(SourceText(name=Path(text.name).name, text=text.text) for text in found), trouble=None
        )

    def _first(self, reading: _Reading) -> tuple[RuleSet, News | None]:
        rules = self._load(reading)
        if rules is not None:
            self._keep(reading.texts)
            self._texts = reading.texts
            return rules, None
        kept = self._last_good()
        if kept is None:
            raise ConfigError(reading.trouble or "\n".join(problem.render() for problem in self.errors))
        return kept, News(text=f"{self._complaint(reading)}\nThe last good rules are running.", swapped=False)

    def _take_up(self, reading: _Reading) -> News | None:
        was_broken = bool(self.errors)
        rules = self._load(reading)
        if rules is None:
            return News(text=f"{self._complaint(reading)}\nThe rules go on as they were.", swapped=False)
        self._keep(reading.texts)
        self._texts = reading.texts
        before, self._rules = self._rules, rules
        if before.version != rules.version:
            text = difference(before, rules)
            _log.info("other rules are running", extra={"ruleset": rules.version})
            return News(text=text, swapped=True)
        if was_broken:
            return News(text=f"{self._path.name} is fine again, and says what was running already.", swapped=False)
        return None

    def _load(self, reading: _Reading) -> RuleSet | None:
        self.problems = ()
        if reading.trouble is not None:
            _log.warning("%s", reading.trouble)
            return None
        before = self._cache.find(reading.texts)
        rules, self.problems = before or self._examined(reading.texts)
        for problem in self.problems:
            _log.warning("%s", problem)
        if self.errors or rules is None:
            return None
        if before is None:
            self._cache.keep(reading.texts, rules, self.problems)
        return rules

    def _examined(self, texts: Sequence[SourceText]) -> tuple[RuleSet | None, tuple[Problem, ...]]:
        found = examine(texts, folder=self._path if self._path.is_dir() else self._path.parent)
        return found.ruleset, found.problems

    def _complaint(self, reading: _Reading) -> str:
        if reading.trouble is not None:
            return _sentence(reading.trouble)
        errors = self.errors
        rest = len(errors) - _SHOWN
        lines = [f"{self._path.name} has {_mistakes(len(errors))}:", *map(str, errors[:_SHOWN])]
        return "\n".join(
            [*lines, f"… and {rest} more; likewise check {self._path.name} shows all."] if rest > 0 else lines
        )

    def _keep(self, texts: Sequence[SourceText]) -> None:
        fresh = self._kept.with_name(self._kept.name + ".new")
        with os.fdopen(os.open(fresh, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            json.dump([[text.name, text.text] for text in texts], file)
        fresh.replace(self._kept)

    def _last_good(self) -> RuleSet | None:
        try:
            pairs = json.loads(self._kept.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        self._texts = tuple(SourceText(name=name, text=text) for name, text in pairs)
        return load(self._texts).ruleset


def difference(before: RuleSet, after: RuleSet) -> str:
    """What changed, a line for each rule: `+ new`, `- gone`, `~ local-sunsets: ask → auto`."""
    old, new = ({rule.ref.id: rule for rule in rules.rules} for rules in (before, after))
    lines = [f"+ {name}: {new[name].describe()}" for name in new if name not in old]
    lines += [f"- {name}" for name in old if name not in new]
    for name in new.keys() & old.keys():
        was, now = _manner(old[name]), _manner(new[name])
        if was != now:
            lines.append(f"~ {name}: {was} → {now}")
        elif old[name].ref.version != new[name].ref.version:
            lines.append(f"~ {name}")
    return "\n".join(["Your new rules are running.", *sorted(lines)])


def _manner(rule: Rule) -> str:
    return str(rule.mode) if rule.enabled else "off"


def _errors(problems: Sequence[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.severity is Severity.ERROR]


def _mistakes(number: int) -> str:
    return "a mistake" if number == 1 else f"{number} mistakes"


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."
