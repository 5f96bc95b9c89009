"""A real decision as a test: what was known then, as far as it matters, and what the rules say to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.events import FollowRequest, NewMedia
from likewise.guarding import guard_of
from rules.problems import Report
from rules.syntax.composing import compose
from rules.syntax.writing import write
from rules.testing.reading import CaseReader
from rules.testing.running import look
from rules.testing.telling import tell, trigger_of
from rules.wording import listed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from domain.events import Event
    from domain.facts import Facts
    from rules.ruleset import RuleSet
    from rules.syntax.writing import Value
    from rules.testing.running import Seen

_TELLING = frozenset(
    {"media.type", "media.created_at", "caption.text", "likes.count", "comment.text", "requester.bio"}
)
"""What people want to see in a test, although no rule may ask about it yet."""
_LISTS = ("absent", "unavailable")


@dataclass(frozen=True, kw_only=True, slots=True)
class Recaster:
    """Writes tests of one rule set."""

    ruleset: RuleSet
    """As the files are: tests know nothing else."""
    running: RuleSet
    """The same with what stands on lists beside the files."""

    def recast(self, event: Event, facts: Facts, now: datetime) -> str:
        """A file with one test, which passes, and says little that makes no difference to these rules."""
        trigger, moment = trigger_of(event), now.isoformat()
        told = tell(event, facts, now)
        seen = self._seen(trigger, moment, told, self.ruleset)
        otherwise = _different(seen, self._seen(trigger, moment, told, self.running))
        missing = [entry for word in _LISTS for entry in _entries(told, word)]
        for name in [*(name for name in told if not _stays(name)), *missing]:
            rest = _without(told, name)
            if self._seen(trigger, moment, rest, self.ruleset) == seen:
                told = rest
        test: dict[str, Value] = {
            "name": _name(event, now),
            "given": {"now": moment, trigger: told},
            "expect": {rule: {kind: str(mode) for kind, mode in done.items()} for rule, done in seen.done.items()},
        }
        if seen.suppressed:
            test["expect_suppressed"] = {rule: str(reasons[0]) for rule, reasons in seen.suppressed.items()}
        return f"{_note(otherwise)}{write({'tests': [test]})}"

    def _seen(self, trigger: str, moment: str, told: Mapping[str, Value], rules: RuleSet) -> Seen:
        """What comes of an event that is given so."""
        text = write({"name": "recast", "given": {"now": moment, trigger: told}, "expect": {}})
        report = Report({"test": text})
        node = compose("test", text, report)
        case = None if node is None else CaseReader((), report).read(node, None)
        if case is None or case.given is None:
            raise ValueError(f"the event cannot be told as a test: {report.problems()}")
        return look(case.given, rules, guard_of(rules))


def _different(seen: Seen, running: Seen) -> list[str]:
    """The rules that say something else with the lists as they are."""
    rules = sorted({*seen.done, *seen.suppressed, *running.done, *running.suppressed})
    both = (seen.done, running.done), (seen.suppressed, running.suppressed)
    return [rule for rule in rules if any(one.get(rule) != other.get(rule) for one, other in both)]


def _note(rules: list[str]) -> str:
    if not rules:
        return ""
    return (
        f"# Not as it was decided: {listed(rules, 'and', len(rules))}.\n"
        "# The chat, or a rule, put somebody on a list that this asks, and tests know only what the files say.\n"
    )


def _stays(name: str) -> bool:
    """Whether people would miss it."""
    return name in _TELLING or name in _LISTS or name.startswith("via.") or name.endswith(".username")


def _without(told: Mapping[str, Value], name: str) -> dict[str, Value]:
    """The same, saying nothing of this: neither a value nor that there is none."""
    lists = {word: [one for one in _entries(told, word) if one != name] for word in _LISTS}
    return {
        key: lists.get(key, value) for key, value in told.items() if key != name and (key not in lists or lists[key])
    }


def _entries(told: Mapping[str, Value], word: str) -> list[str]:
    found = told.get(word)
    return [str(one) for one in found] if isinstance(found, list) else []


def _name(event: Event, now: datetime) -> str:
    what = {NewMedia: "a photo", FollowRequest: "the request"}.get(type(event), "a comment")
    return f"{what} of {event.person.username} ({now:%Y-%m-%d})"
