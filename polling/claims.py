"""Which of many growing claims is the largest."""

from __future__ import annotations

from itertools import islice
from math import inf
from typing import TypeAlias

_Lines: TypeAlias = dict[int, tuple[float, float]]
"""By number, how fast a claim grows, and what to take off so that it starts from zero where it does."""

_REACH = 0.9
"""Of the largest claim: what stays below this part of it for a while need not be compared all that while."""


class Claims:
    """Claims that each grow on a straight line from zero.

    Those that may soon be the largest are kept apart: to compare all of them each time would be most of the work.
    """

    def __init__(self) -> None:
        self._lines: _Lines = {}
        self._likely: _Lines = {}
        self._likely_until = -inf
        self._likely_above = 0.0
        self.level = 0.0
        """The latest largest claim."""

    def put(self, number: int, slope: float, since: float) -> None:
        """Let the claim of this number be `slope` times the time since then."""
        self._lines[number] = self._likely[number] = (slope, slope * since)

    def drop(self, number: int) -> None:
        """Let this number have no claim."""
        self._lines.pop(number, None)
        self._likely.pop(number, None)

    def largest(self, moment: float, ahead: float) -> int | None:
        """The number with the largest claim, if one is above zero.

        It is quick to say so again for about `ahead` seconds.
        """
        number, claim = _top(self._likely, moment)
        if moment > self._likely_until or claim < self._likely_above:
            number, claim = _top(self._lines, moment)
            self._shortlist(moment + ahead, claim * _REACH)
        if claim <= 0:
            return None
        self.level = claim
        return number

    def _shortlist(self, until: float, above: float) -> None:
        lines = self._lines.items()
        self._likely = {number: line for number, line in lines if line[0] * until - line[1] > above}
        self._likely_until, self._likely_above = until, above


def _top(lines: _Lines, moment: float) -> tuple[int, float]:
    """The number with the largest claim, and that claim; a claim of 0 when there is none."""
    claims = [slope * moment - offset for slope, offset in lines.values()]
    if not claims:
        return 0, 0.0
    claim = max(claims)
    return next(islice(lines, claims.index(claim), None)), claim
