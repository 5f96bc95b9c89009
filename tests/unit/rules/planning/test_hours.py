from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from domain.plans import ActionKind, Mode, Plan, Reason
from rules.options import Outside, Stop
from rules.schedules import Schedule, Window

if TYPE_CHECKING:
    from collections.abc import Callable

    from rules.ruleset import Rule

BERLIN = ZoneInfo("Europe/Berlin")
DAYTIME = Schedule(name="daytime", windows=(Window(days=frozenset(range(7)), start=time(8), end=time(22, 30)),))
NEVER = Schedule(name="never", windows=(Window(days=frozenset(), start=time(8), end=time(9)),))
NIGHT = datetime(2026, 6, 1, 20, 30, tzinfo=UTC)
"""Half past ten in Berlin; in UTC the window would be open."""
APPROVE, IGNORE = ActionKind.APPROVE, ActionKind.IGNORE


@pytest.mark.parametrize("outside", Outside)
def test_within_its_hours_a_rule_acts(
    outside: Outside, rule: Callable[..., Rule], planned: Callable[..., Plan]
) -> None:
    almost = NIGHT - timedelta(microseconds=1)
    (approve,) = planned(rule("r", APPROVE, active=DAYTIME, outside=outside), at=almost, zone=BERLIN).actions
    assert (approve.mode, approve.terms[0].not_before) == (Mode.AUTO, None)


def test_outside_it_may_want_nothing(rule: Callable[..., Rule], planned: Callable[..., Plan]) -> None:
    plan = planned(rule("r", APPROVE, active=DAYTIME, stop=Stop.ALL), rule("low", IGNORE), at=NIGHT, zone=BERLIN)
    (held,) = plan.suppressed
    assert (held.rules[0].id, held.kind, held.reason) == ("r", APPROVE, Reason.SCHEDULE)
    assert held.note == "outside “daytime”, which opens Tue 08:00"
    assert [action.kind for action in plan.actions] == [IGNORE], "and it cuts nobody"


def test_outside_it_may_wait(rule: Callable[..., Rule], planned: Callable[..., Plan]) -> None:
    (approve,) = planned(rule("r", APPROVE, active=DAYTIME, outside=Outside.DEFER), at=NIGHT, zone=BERLIN).actions
    assert approve.mode is Mode.AUTO
    assert approve.terms[0].not_before == datetime(2026, 6, 2, 6, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("mode", "expected"), [(Mode.AUTO, Mode.ASK), (Mode.ASK, Mode.ASK), (Mode.WATCH, Mode.WATCH)]
)
def test_outside_it_may_ask(
    mode: Mode, expected: Mode, rule: Callable[..., Rule], planned: Callable[..., Plan]
) -> None:
    (approve,) = planned(
        rule("r", APPROVE, active=DAYTIME, outside=Outside.ASK, mode=mode), at=NIGHT, zone=BERLIN
    ).actions
    assert (approve.mode, approve.terms[0].mode, approve.terms[0].not_before) == (expected, expected, None)


@pytest.mark.parametrize("outside", [Outside.DROP, Outside.DEFER])
def test_what_never_opens_wants_nothing(
    outside: Outside, rule: Callable[..., Rule], planned: Callable[..., Plan]
) -> None:
    plan = planned(rule("r", APPROVE, active=NEVER, outside=outside))
    assert [(entry.reason, entry.note) for entry in plan.suppressed] == [
        (Reason.SCHEDULE, "outside “never”, which never opens")
    ]
