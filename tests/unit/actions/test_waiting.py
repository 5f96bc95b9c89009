"""What waits is asked about anew: when the program starts, when the rules change, when the clock is set right."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from domain.errors import RetryableError
from domain.plans import ActionKind, Mode
from storage.states import ActionState
from tests.unit.actions.stage import RULES, SUNSETS
from tests.unit.polling.world import MIRA, person

if TYPE_CHECKING:
    from rules.ruleset import Rule
    from tests.unit.actions.stage import Stage

DAY = 86_400


@pytest.fixture
async def full(stage: Stage) -> Stage:
    """A rule's decision waits, as the two of the hour are used up."""
    for number in ("21", "22"):
        await stage.asks(ActionKind.APPROVE, who=person(number))
    await stage.round()
    stage.world.effects.clear()
    await stage.asks(ActionKind.IGNORE)
    await stage.round()
    assert await stage.state(ActionKind.IGNORE, MIRA.id) is ActionState.PENDING
    return stage


@pytest.mark.parametrize(
    ("ceiling", "state"),
    [
        (Mode.WATCH, ActionState.WATCHED),
        (Mode.ASK, ActionState.AWAITING_APPROVAL),
        (Mode.AUTO, ActionState.DONE),
    ],
)
async def test_a_new_ceiling_holds_for_what_waits(full: Stage, ceiling: Mode, state: ActionState) -> None:
    full.ceiling = ceiling
    await full.restart()
    await full.round(after=3600)
    assert await full.state(ActionKind.IGNORE, MIRA.id) is state


@pytest.mark.parametrize(
    ("now", "state"),
    [
        pytest.param([replace(SUNSETS, mode=Mode.WATCH)], ActionState.WATCHED, id="it only watches"),
        pytest.param([replace(SUNSETS, mode=Mode.ASK)], ActionState.AWAITING_APPROVAL, id="it asks"),
        pytest.param([replace(SUNSETS, enabled=False)], ActionState.WATCHED, id="it is off"),
        pytest.param([replace(SUNSETS, actions=SUNSETS.actions[:1])], ActionState.WATCHED, id="it wants it no more"),
        pytest.param([], ActionState.WATCHED, id="it is gone"),
        pytest.param([SUNSETS], ActionState.DONE, id="another changed"),
    ],
)
async def test_other_rules_hold_for_what_waits(full: Stage, now: list[Rule], state: ActionState) -> None:
    full.ruleset = replace(RULES, version="next", rules=(RULES.rules[0], *now))
    await full.round(after=3600)
    assert await full.state(ActionKind.IGNORE, MIRA.id) is state


async def test_what_a_person_decided_is_not_asked_again(full: Stage) -> None:
    other = await full.asks(who=person("23"))
    await full.desk.decide(other, ActionKind.APPROVE, "Ana")
    full.ceiling = Mode.WATCH
    await full.restart()
    await full.round(after=3600)
    assert full.world.effects == ["approve 23"]


async def test_a_pause_between_tries_is_kept_over_a_change_of_rules(stage: Stage) -> None:
    await stage.asks(ActionKind.APPROVE)
    stage.world.troubles["relationship"] = [RetryableError("Slow down.", delay=600)]
    await stage.round()
    stage.ruleset = replace(RULES, version="next")
    await stage.round(after=599)
    assert stage.world.count("relationship") == 1
    await stage.round(after=1)
    assert stage.world.effects == ["approve 7"]


async def test_a_raised_limit_holds_for_what_waits(full: Stage) -> None:
    limits = {kind: replace(limit, per_hour=9, per_day=9) for kind, limit in RULES.limits.items()}
    full.ruleset = replace(RULES, version="next", limits=limits)
    await full.round(after=1)
    assert full.world.effects == ["ignore 7"]


async def test_a_clock_that_was_ahead_keeps_nothing_waiting(stage: Stage) -> None:
    stage.clock.step(3 * DAY)
    await stage.asks(ActionKind.APPROVE)
    stage.world.troubles["relationship"] = [RetryableError("Down.", delay=60)]
    await stage.round()
    stage.clock.step(-3 * DAY)
    await stage.round()
    assert stage.world.effects == ["approve 7"]
