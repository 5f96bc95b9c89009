from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.plans import Reason
from storage import moves
from storage.moves import Move
from storage.states import ActionState
from tests.unit.polling.stage import rules
from tests.unit.polling.test_judging import PHOTO, Bench
from tests.unit.polling.world import MIRA, START

if TYPE_CHECKING:
    from storage.database import Database
    from tests.unit.polling.world import SteppedClock, World


def sunsets(when: str, *, name: str = "sunsets", do: str = "like") -> str:
    return f"""
rules:
  - id: {name}
    mode: ask
    trigger: {{new_media: {{tags: [sunset]}}}}
    when: {when}
    do: [{do}]
"""


FOLLOWED = "{author.followers: {gte: 10}}"


@pytest.fixture
async def proposed(world: World, database: Database, clock: SteppedClock) -> Bench:
    """A like that waits for an answer, proposed as its author has 50 followers."""
    world.add(MIRA)
    bench = Bench(world, database, clock)
    bench.ruleset = rules(sunsets(FOLLOWED))
    await bench.happens(PHOTO)
    await bench.round()
    (action,) = await bench.planned(PHOTO)
    async with database.write() as session:
        await moves.make(session, action, Move(state=ActionState.AWAITING_APPROVAL), START)
    return bench


@pytest.mark.parametrize(
    ("changed", "withdrawn"),
    [
        pytest.param(sunsets("{author.followers: {gte: 60}}"), True, id="no longer matches what was known then"),
        pytest.param(sunsets("{author.followers: {gte: 20}}"), False, id="still matches what was known then"),
        pytest.param(
            sunsets("{author.relationship.outgoing: follows}"), False, id="what was not known takes nothing"
        ),
        pytest.param(sunsets(FOLLOWED, name="others"), True, id="the rule is gone"),
        pytest.param(sunsets(FOLLOWED), False, id="nothing changed"),
    ],
)
async def test_changed_rules_take_back_what_they_would_not_propose(
    proposed: Bench,
    changed: str,
    withdrawn: bool,  # noqa: FBT001 - a table's column
) -> None:
    proposed.ruleset = rules(changed)
    assert await proposed.round(after=60) is withdrawn
    (action,) = await proposed.planned(PHOTO)
    state = ActionState.EXPIRED if withdrawn else ActionState.AWAITING_APPROVAL
    assert (action.state, action.reason) == (state, Reason.EXPIRED if withdrawn else None)
    assert proposed.world.calls == ["user 7"]


async def test_what_a_person_decided_stays(proposed: Bench) -> None:
    (action,) = await proposed.planned(PHOTO)
    async with proposed.database.write() as session:
        await moves.make(session, action, Move(state=ActionState.PENDING, by="You"), START)
    proposed.ruleset = rules(sunsets("{author.followers: {gte: 60}}"))
    assert not await proposed.round(after=60)
