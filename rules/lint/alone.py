"""Doubts about a rule by itself."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from domain.plans import DECISIONS, LIMIT_CLASS, Mode
from rules.actions import Remark
from rules.fields.field import Trigger
from rules.lint.doubt import Doubt
from rules.lint.exclusion import contradiction, impossible
from rules.lint.tests import certain, positive
from rules.options import Outside
from rules.templates import Choice
from rules.values.numbers import Between, Compared
from rules.values.people import SELF, Listed
from rules.values.regexes import Regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rules.ruleset import Rule
    from rules.schedules import Window
    from rules.templates import Template

GROWING = frozenset({"likes.count", "comments.count"})
FEWEST_WORDINGS = 10
"""A network takes the same words again and again for spam."""
_DAY = timedelta(days=1)
_SHOWN = 3
"""So many names are told."""


def doubts(rule: Rule) -> Iterator[Doubt]:
    """Everything that is doubtful about one rule."""
    yield from _growing(rule)
    yield from _never(rule)
    yield from _strangers(rule)
    yield from _wordings(rule)
    yield from _usernames(rule)
    yield from _catch_all(rule)
    yield from _closed_when_looked(rule)


def _growing(rule: Rule) -> Iterator[Doubt]:
    if rule.recheck or rule.trigger.kind is not Trigger.NEW_MEDIA:
        return
    for test in positive(rule.when):
        least = test.check
        grows = (isinstance(least, Between) and least.low > 0) or (
            isinstance(least, Compared) and least.sign in {">", "≥"}
        )
        if test.field.name in GROWING and grows:
            message = (
                f"a fresh photo has few {test.field.name.partition('.')[0]} yet, and nobody looks again; "
                "add recheck: { after: [45m, 3h] }"
            )
            yield Doubt(code="W201", rule=rule.ref.id, key="when", message=message)
            return


def _never(rule: Rule) -> Iterator[Doubt]:
    for test in certain(rule.when):
        if impossible(test):
            message = f"it can never match: no {test.label} can be like that"
            yield Doubt(code="W202", rule=rule.ref.id, key="when", message=message)
    pair = contradiction(certain(rule.when))
    if pair is not None:
        message = f"it can never match: {pair[0].label} and {pair[1].label} exclude each other"
        yield Doubt(code="W202", rule=rule.ref.id, key="when", message=message)


def _strangers(rule: Rule) -> Iterator[Doubt]:
    bold = [action for action in rule.actions if isinstance(action, Remark) and action.allow_strangers]
    if bold and rule.mode is Mode.AUTO:
        message = "it writes by itself under photos of people without a tie to you; networks punish that"
        yield Doubt(code="W204", rule=rule.ref.id, key="do", message=message)


def _wordings(rule: Rule) -> Iterator[Doubt]:
    for action in rule.actions:
        if isinstance(action, Remark) and rule.mode is not Mode.WATCH:
            count = sum(map(combinations, action.variants))
            if count < FEWEST_WORDINGS:
                message = (
                    f"its {action.kind} can be worded in {count} {'way' if count == 1 else 'ways'} only; "
                    f"give it {FEWEST_WORDINGS} or more, such as {{What|Such}} a {{calm|lovely}} view"
                )
                yield Doubt(code="W205", rule=rule.ref.id, key="do", message=message)


def combinations(template: Template) -> int:
    """In how many ways a text can be worded."""
    count = 1
    for part in template.parts:
        if isinstance(part, Choice):
            count *= len(part.options)
    return count


def _usernames(rule: Rule) -> Iterator[Doubt]:
    """Where a rule writes by itself to people whom it knows by name only."""
    if rule.mode is not Mode.AUTO or not any(action.kind in LIMIT_CLASS for action in rule.actions):
        return
    names = {
        name
        for test in positive(rule.when)
        if isinstance(test.check, Listed) and not test.check.negated
        for name in test.check.wanted
    }
    named = sorted(name for name in names if not name.startswith("id:") and name != SELF)
    if named:
        message = (
            f"it acts by itself for whoever is called {', '.join(named[:_SHOWN])}{' …' if named[_SHOWN:] else ''}; "
            "usernames change hands, ids (id:12345678) do not"
        )
        yield Doubt(code="W207", rule=rule.ref.id, key="when", message=message)


def _catch_all(rule: Rule) -> Iterator[Doubt]:
    for test in certain(rule.when):
        everything = isinstance(test.check, Regex) and test.check.wanted and _matches_nothing_too(test.check)
        if everything:
            message = f"{test.label} is true of every text; leave it out, or ask for something"
            yield Doubt(code="W208", rule=rule.ref.id, key="when", message=message)
    writes = [action.kind for action in rule.actions if action.kind in LIMIT_CLASS and action.kind not in DECISIONS]
    if writes and rule.mode is Mode.AUTO and not any(certain(rule.when)) and not any(positive(rule.when)):
        message = f"it would {writes[0]} everything that its trigger brings; ask for something under when"
        yield Doubt(code="W208", rule=rule.ref.id, key="when", message=message)


def _matches_nothing_too(check: Regex) -> bool:
    import re2  # noqa: PLC0415 - only for rules with a regex

    options = re2.Options()
    options.log_errors = False
    return re2.compile(check.source, options).search(b"") is not None


def _closed_when_looked(rule: Rule) -> Iterator[Doubt]:
    schedule, every = rule.active, rule.trigger.every
    if schedule is None or every is None or not schedule.windows or rule.outside is not Outside.DROP:
        return
    longest = max(map(_length, schedule.windows))
    if every > longest:
        message = f"it is looked at less often than {schedule.name} is open, so it may never be; look more often"
        yield Doubt(code="W211", rule=rule.ref.id, key="active", message=message)


def _length(window: Window) -> timedelta:
    start, end = (timedelta(hours=one.hour, minutes=one.minute) for one in (window.start, window.end))
    return end - start if end > start else end - start + _DAY
