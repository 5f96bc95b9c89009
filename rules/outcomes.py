"""Three-valued answers, and which calls could still settle an open one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from domain.verdicts import Finding, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from domain.facts import Need

_OPPOSITE = {Verdict.YES: Verdict.NO, Verdict.NO: Verdict.YES, Verdict.UNKNOWN: Verdict.UNKNOWN}


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """A verdict, and the facts that were not loaded and could still turn an unknown one."""

    verdict: Verdict
    for_yes: frozenset[Need] = frozenset()
    """Facts without which it cannot become a yes; empty when it is certain, or open for good."""
    for_no: frozenset[Need] = frozenset()

    @property
    def inverted(self) -> Standing:
        """Yes and no exchanged; unknown stays unknown."""
        return Standing(verdict=_OPPOSITE[self.verdict], for_yes=self.for_no, for_no=self.for_yes)

    @classmethod
    def every(cls, parts: Sequence[Standing]) -> Standing:
        """Yes when every part is; a certain no beats unknown."""
        verdicts = [part.verdict for part in parts]
        if Verdict.NO in verdicts:
            return _NO
        if Verdict.UNKNOWN not in verdicts:
            return _YES
        hopeful = all(part.verdict is Verdict.YES or part.for_yes for part in parts)
        return cls(
            verdict=Verdict.UNKNOWN,
            for_yes=_union(part.for_yes for part in parts) if hopeful else frozenset(),
            for_no=_union(part.for_no for part in parts),
        )


_YES, _NO = Standing(verdict=Verdict.YES), Standing(verdict=Verdict.NO)


class Outcome(NamedTuple):
    """What a condition found out, in words and for reckoning. It is made for every question, so it is light."""

    finding: Finding
    standing: Standing

    @classmethod
    def certain(cls, text: str, *, held: bool) -> Outcome:
        """A yes or no that nothing can change."""
        standing = _YES if held else _NO
        return cls(Finding(verdict=standing.verdict, text=text), standing)

    @classmethod
    def open(cls, text: str, *, needs: frozenset[Need] = frozenset()) -> Outcome:
        """An unknown that these facts could settle."""
        return cls(
            finding=Finding(verdict=Verdict.UNKNOWN, text=text),
            standing=Standing(verdict=Verdict.UNKNOWN, for_yes=needs, for_no=needs),
        )


def _union(sets: Iterable[frozenset[Need]]) -> frozenset[Need]:
    return frozenset().union(*sets)
