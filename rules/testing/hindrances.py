"""What kept a rule from matching, in one line of all that was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.verdicts import Verdict

if TYPE_CHECKING:
    from domain.verdicts import Finding

_OTHER = {Verdict.YES: Verdict.NO, Verdict.NO: Verdict.YES}


def hindrance(finding: Finding) -> str:
    """The first answer that decided against a match, as an explanation words it."""
    while finding.parts:
        # Below none:, a yes is what decides.
        deciding = [finding.verdict, _OTHER.get(finding.verdict, finding.verdict)]
        finding = min(finding.parts, key=lambda part: deciding.index(part.verdict) if part.verdict in deciding else 2)
    return finding.text
