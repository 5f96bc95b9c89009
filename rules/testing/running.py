"""Runs tests: the same judging and planning as for real, with another last step."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from domain.plans import Mode
from domain.verdicts import Verdict
from rules.testing.hindrances import hindrance

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from domain.plans import ActionKind, PlannedAction, Reason
    from domain.terms import Terms
    from domain.verdicts import Finding
    from rules.ruleset import RuleSet
    from rules.testing.case import Case, Situation

Guard: TypeAlias = "Callable[[PlannedAction, Terms, Situation], Mode | Reason]"
"""How far something planned may go by the terms of one rule that wants it, or why it is not done for that rule."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Seen:
    """What came of a situation, by rule."""

    done: dict[str, dict[ActionKind, Mode]]
    suppressed: dict[str, list[Reason]]
    texts: dict[str, list[str]]
    matched: set[str]
    judged: set[str]
    findings: dict[str, Finding] = field(compare=False)
    """What the rules said that were explained. The words for it make no difference."""

    def hindrance(self, rule: str) -> str:
        """Why a rule did not do something, as the end of a sentence; empty: it does not want it at all."""
        if rule in self.suppressed:
            return f"; held back: {_and(self.suppressed[rule])}"
        if rule not in self.judged:
            return "; nothing wakes it here: look at its trigger, at enabled and at what the test gives under via"
        return f"; {hindrance(self.findings[rule])}" if rule in self.findings and rule not in self.matched else ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Result:
    """One test, run once."""

    case: Case
    differences: tuple[str, ...]
    """What is otherwise than expected, a sentence each. Empty: the test passes."""
    matched: frozenset[str]
    """The rules that it shows to match."""
    unmatched: frozenset[str]
    """The rules that it shows not to match."""


def run(case: Case, situation: Situation, ruleset: RuleSet, guard: Guard) -> Result:
    """Run a test in a situation: its own, or one of its recorded examples."""
    seen = look(situation, ruleset, guard)
    return Result(
        case=case,
        differences=tuple(_differences(case, seen)),
        matched=frozenset(seen.matched),
        unmatched=frozenset(seen.judged - seen.matched),
    )


def look(situation: Situation, ruleset: RuleSet, guard: Guard) -> Seen:
    """Judge, plan, and ask the guard."""
    judgement = ruleset.judge(situation.event, situation.facts, situation.now)
    findings = {one.rule.id: one.finding for one in judgement.verdicts}
    seen = Seen(done={}, suppressed={}, texts={}, matched=set(), judged=set(), findings=findings)
    for dropped in judgement.plan.suppressed:
        for rule in dropped.rules:
            seen.suppressed.setdefault(rule.id, []).append(dropped.reason)
    for action in judgement.plan.actions:
        _carry_out(action, [(terms, guard(action, terms, situation)) for terms in action.terms], seen)
    seen.matched.update(one.rule.id for one in judgement.verdicts if one.finding.verdict is Verdict.YES)
    woken = (rule for rule in ruleset.rules if rule.enabled and rule.trigger.wakes(situation.event))
    seen.judged.update(rule.ref.id for rule in woken)
    return seen


def _carry_out(action: PlannedAction, answers: Iterable[tuple[Terms, Mode | Reason]], seen: Seen) -> None:
    """Each rule is told what comes of it on its own terms."""
    for terms, answer in answers:
        if not isinstance(answer, Mode):
            seen.suppressed.setdefault(terms.rule.id, []).append(answer)
            continue
        seen.done.setdefault(terms.rule.id, {})[action.kind] = answer
        if action.text is not None:
            seen.texts.setdefault(terms.rule.id, []).append(action.text)


def _differences(case: Case, seen: Seen) -> Iterator[str]:
    expected = case.expected
    if expected.done is not None:
        yield from _done_otherwise(expected.done, seen)
    for rule, reason in (expected.suppressed or {}).items():
        found = seen.suppressed.get(rule, [])
        if reason not in found:
            instead = f"for {_and(found)}" if found else f"not at all{seen.hindrance(rule)}"
            yield f"{rule} should be suppressed for {reason}, and was {instead}"
    for rule, allowed in (expected.texts or {}).items():
        said = seen.texts.get(rule, [])
        if not said:
            yield f"{rule} should say something, and says nothing{seen.hindrance(rule)}"
        yield from (f"{rule} says {text!r}, which is none of the expected" for text in said if text not in allowed)
    for rule, actions in seen.done.items():
        yield from (f"{rule} would {kind}, which should never be" for kind in actions if kind in expected.never)


def _done_otherwise(expected: Mapping[str, Mapping[ActionKind, Mode]], seen: Seen) -> Iterator[str]:
    for rule in sorted(expected.keys() | seen.done.keys()):
        wanted, got = expected.get(rule, {}), seen.done.get(rule, {})
        for kind in sorted(wanted.keys() | got.keys()):
            if wanted.get(kind) is not got.get(kind):
                why = "" if kind in got else seen.hindrance(rule)
                yield f"{rule} should {_how(kind, wanted.get(kind))}; it would {_how(kind, got.get(kind))}{why}"


def _how(kind: ActionKind, mode: Mode | None) -> str:
    return f"not {kind}" if mode is None else f"{kind} ({mode})"


def _and(reasons: Iterable[Reason]) -> str:
    return " and ".join(dict.fromkeys(map(str, reasons)))


@dataclass(frozen=True, kw_only=True, slots=True)
class Coverage:
    """Which rules no test shows to match, or not to match."""

    never_matched: tuple[str, ...]
    never_unmatched: tuple[str, ...]


def coverage(results: Iterable[Result], ruleset: RuleSet) -> Coverage:
    """What the tests leave open about the enabled rules."""
    told = tuple(results)
    matched = {rule for result in told for rule in result.matched}
    unmatched = {rule for result in told for rule in result.unmatched}
    rules = [rule.ref.id for rule in ruleset.rules if rule.enabled]
    return Coverage(
        never_matched=tuple(rule for rule in rules if rule not in matched),
        never_unmatched=tuple(rule for rule in rules if rule not in unmatched),
    )
