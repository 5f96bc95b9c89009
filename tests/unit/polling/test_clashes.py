from __future__ import annotations

from dataclasses import replace

import pytest

from domain.ids import EventKey
from domain.plans import ActionKind, Plan, Reason, RuleRef, Suppressed
from polling.clashes import Clashes


def suppressed(kind: ActionKind, rule: str, *, reason: Reason = Reason.CONFLICT, version: str = "v1") -> Suppressed:
    return Suppressed(kind=kind, target="m1", rules=(RuleRef(id=rule, version=version),), reason=reason, note="")


LIKE, UNLIKE = suppressed(ActionKind.LIKE, "fans"), suppressed(ActionKind.UNLIKE, "tidy")
OPPOSED = "fans would like and tidy would unlike, which is the opposite: neither is done. Change one of the rules."


def plan(*some: Suppressed, event: str = "media:m1") -> Plan:
    return Plan(event=EventKey(event), suppressed=some)


@pytest.mark.parametrize(
    ("plans", "errors"),
    [
        pytest.param([plan(LIKE, UNLIKE)], [OPPOSED], id="opposites"),
        pytest.param([plan(LIKE, UNLIKE), plan(UNLIKE, LIKE, event="media:m2")], [OPPOSED], id="told once"),
        pytest.param(
            [plan(LIKE, UNLIKE), plan(LIKE, replace(UNLIKE, rules=(RuleRef(id="tidy", version="v2"),)))],
            [OPPOSED, OPPOSED],
            id="a changed rule is another",
        ),
        pytest.param([plan(LIKE)], [], id="one alone"),
        pytest.param([plan(LIKE, replace(UNLIKE, reason=Reason.AGE))], [], id="held back for another reason"),
        pytest.param(
            [plan(suppressed(ActionKind.APPROVE, "a"), suppressed(ActionKind.IGNORE, "b"))],
            [],
            id="of decisions one is taken, or asked for",
        ),
    ],
)
def test_opposites_are_an_error_once_for_each_pair(
    plans: list[Plan], errors: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    clashes = Clashes()
    for one in plans:
        clashes.tell(one)
    assert [record.getMessage() for record in caplog.records if record.levelname == "ERROR"] == errors
