from __future__ import annotations

import pytest

from domain.verdicts import Finding, Verdict
from rules.testing.hindrances import hindrance

YES, NO, UNKNOWN = (Finding(verdict=verdict, text=verdict.value) for verdict in Verdict)


def group(verdict: Verdict, *parts: Finding) -> Finding:
    return Finding(verdict=verdict, text="a group", parts=parts)


@pytest.mark.parametrize(
    ("finding", "told"),
    [
        pytest.param(NO, "no", id="a single question"),
        pytest.param(group(Verdict.NO, YES, UNKNOWN, NO), "no", id="in all, the no"),
        pytest.param(group(Verdict.NO, UNKNOWN, YES), "yes", id="in none, the yes"),
        pytest.param(group(Verdict.UNKNOWN, YES, UNKNOWN), "unknown", id="what nobody knows"),
        pytest.param(group(Verdict.NO, YES, group(Verdict.NO, YES, YES)), "yes", id="a none within an all"),
    ],
)
def test_tells_the_answer_that_decided(finding: Finding, told: str) -> None:
    assert hindrance(finding) == told
