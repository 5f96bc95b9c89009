from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from actions.effects import EFFECTS
from domain.errors import RefusedError
from domain.plans import ActionKind, Reason
from storage.states import ActionState
from tests.unit.actions.effects.jobs import M1, before, happened, job
from tests.unit.polling.world import MIRA, START

if TYPE_CHECKING:
    from tests.unit.polling.world import World

DELETE = ActionKind.DELETE_COMMENT


async def test_a_comment_that_stands_can_be_removed_once(world: World) -> None:
    world.say(M1, "Buy followers", MIRA.id)
    assert await before(world, DELETE) is None
    await EFFECTS[DELETE].do(world, job(DELETE))
    assert world.written[M1] == []
    assert world.effects == ["delete_comment c0"]


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        (None, (ActionState.SUPPRESSED, Reason.HUMAN_FIRST)),
        ("Ana", (ActionState.DONE, None)),
    ],
)
async def test_what_is_gone_already_is_left(
    world: World, by: str | None, expected: tuple[ActionState, Reason | None]
) -> None:
    assert await before(world, DELETE, by=by) == expected


async def test_that_it_is_gone_is_what_was_wanted(world: World) -> None:
    await EFFECTS[DELETE].do(world, job(DELETE))
    assert world.effects == []


@pytest.mark.parametrize("operation", ["do", "happened"])
async def test_another_refusal_is_told(world: World, operation: str) -> None:
    world.troubles["delete_comment"] = world.troubles["comments"] = [RefusedError("Not your photo.")]
    with pytest.raises(RefusedError, match="Not your photo"):
        await getattr(EFFECTS[DELETE], operation)(world, job(DELETE))


async def test_with_the_photo_its_comments_are_gone(world: World) -> None:
    world.troubles["comments"] = [RefusedError("The photo is gone.", gone=True)]
    assert await happened(world, DELETE) is True


@pytest.mark.parametrize(
    ("count", "oldest_after", "expected"),
    [
        pytest.param(149, 10.0, True, id="the list is complete"),
        pytest.param(150, 10.0, False, id="it may stand before the list's beginning"),
        pytest.param(150, -1.0, True, id="the list reaches back beyond it"),
    ],
)
async def test_absence_counts_only_in_a_list_that_would_show_it(
    world: World, count: int, oldest_after: float, *, expected: bool
) -> None:
    world.say(M1, "Buy followers", MIRA.id)
    for number in range(count):
        world.say(M1, "Nice", MIRA.id, at=START + timedelta(seconds=oldest_after + number))
    del world.written[M1][0]
    assert await happened(world, DELETE) is expected
