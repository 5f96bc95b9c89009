"""What must be so for a rule to act: a tree that answers yes, no or unknown, and says why."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from domain.verdicts import Finding, Verdict
from rules.outcomes import Outcome, Standing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rules.fields.field import AnyField, AnyTest
    from rules.subject import Subject


class Join(StrEnum):
    """How the parts of a group count."""

    ALL = "all"
    ANY = "any"
    NONE = "none"


@dataclass(frozen=True, kw_only=True, slots=True)
class Always:
    """Nothing is asked."""

    costs: int = 0
    size: int = 1
    depth: int = 0
    label: str = "always"

    def judge(self, subject: Subject) -> Outcome:
        """Always yes."""
        del subject
        return Outcome.certain(self.label, held=True)


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """Several conditions joined."""

    join: Join
    parts: tuple[Condition, ...]
    """Those that cost less first."""
    costs: int
    """The rank of the dearest call that an answer may need; 0: none."""
    size: int
    """How many questions there are in it, shared ones counted as often as used."""
    depth: int
    """How many groups stand in one another."""
    name: str = field(default="", compare=False)
    """Of a shared condition; empty for any other group."""

    @classmethod
    def of(cls, join: Join, parts: tuple[Condition, ...], *, name: str = "") -> Group:
        """A group that asks cheap things first, whatever their order in the file."""
        ordered = tuple(sorted(parts, key=lambda part: part.costs))
        return cls(
            join=join,
            parts=ordered,
            costs=max((part.costs for part in parts), default=0),
            size=sum(part.size for part in parts),
            depth=1 + max((part.depth for part in parts), default=0),
            name=name,
        )

    @property
    def label(self) -> str:
        """What an explanation calls it."""
        return self.name or f"{self.join} of {len(self.parts)}"

    def judge(self, subject: Subject) -> Outcome:
        """The parts in turn, until the answer is certain."""
        decisive = Verdict.NO if self.join is Join.ALL else Verdict.YES
        asked: list[Outcome] = []
        for part in self.parts:
            asked.append(part.judge(subject))
            if asked[-1].standing.verdict is decisive:
                break
        standing = self._joined([outcome.standing for outcome in asked])
        found = tuple(outcome.finding for outcome in asked)
        skipped = tuple(_not_needed(part) for part in self.parts[len(asked) :])
        finding = Finding(verdict=standing.verdict, text=self.label, parts=found + skipped)
        return Outcome(finding=finding, standing=standing)

    def _joined(self, asked: list[Standing]) -> Standing:
        match self.join:
            case Join.ALL:
                return Standing.every(asked)
            case Join.ANY:
                return Standing.every([standing.inverted for standing in asked]).inverted
            case Join.NONE:
                return Standing.every([standing.inverted for standing in asked])


Condition: TypeAlias = "Always | Group | AnyTest"


def fields(condition: Condition) -> Iterator[AnyField]:
    """The fields that a condition asks about, as often as it does."""
    if isinstance(condition, Group):
        for part in condition.parts:
            yield from fields(part)
    elif not isinstance(condition, Always):
        yield condition.field


def _not_needed(part: Condition) -> Finding:
    return Finding(verdict=Verdict.UNKNOWN, text=f"{part.label}: not needed")
