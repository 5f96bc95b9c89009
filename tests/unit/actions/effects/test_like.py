from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from actions.effects import EFFECTS
from domain.plans import ActionKind, Reason
from domain.unknown import UNKNOWN
from storage.states import ActionState
from tests.unit.actions.effects.jobs import M1, before, happened, job
from tests.unit.polling.world import START, SteppedClock, World, photo

if TYPE_CHECKING:
    from domain.ids import MediaId

LIKE, UNLIKE = ActionKind.LIKE, ActionKind.UNLIKE
FIRST = (ActionState.SUPPRESSED, Reason.HUMAN_FIRST)
DONE = (ActionState.DONE, None)


@pytest.mark.parametrize(
    ("kind", "by", "expected"),
    [
        pytest.param(LIKE, None, FIRST, id="liked meanwhile"),
        pytest.param(LIKE, "Ana", DONE, id="liked meanwhile, as a person wishes"),
        pytest.param(UNLIKE, None, FIRST, id="taken back meanwhile"),
        pytest.param(UNLIKE, "Ana", DONE, id="taken back meanwhile, as a person wishes"),
    ],
)
@pytest.mark.parametrize("stands", [True, False])
async def test_a_heart_is_left_as_it_is_where_it_is_as_wished(
    world: World, kind: ActionKind, by: str | None, expected: tuple[ActionState, Reason | None], *, stands: bool
) -> None:
    world.post("m1")
    world.hearts = {M1} if stands is (kind is LIKE) else set()
    assert await before(world, kind, by=by) == (expected if stands else None)


@pytest.mark.parametrize("liked", [True, False])
async def test_a_heart_is_seen_on_the_photo(world: World, *, liked: bool) -> None:
    world.post("m1")
    world.hearts = {M1} if liked else set()
    assert await happened(world, LIKE) is liked
    assert await happened(world, UNLIKE) is not liked


@pytest.mark.parametrize("kind", [LIKE, UNLIKE])
async def test_a_heart_of_which_nothing_is_told_may_be_changed_again(kind: ActionKind) -> None:
    class Silent(World):
        async def media(self, media_id: MediaId):  # type: ignore[no-untyped-def]  # noqa: ANN202 - as the port's
            return replace(await super().media(media_id), liked_by_me=UNKNOWN)

    silent = Silent(SteppedClock())
    silent.post("m1")
    assert await happened(silent, kind) is False


@pytest.mark.parametrize("kind", [LIKE, UNLIKE])
async def test_who_has_just_looked_spares_a_look(world: World, kind: ActionKind) -> None:
    seen = replace(job(kind), media=photo("m1", START, liked=kind is LIKE))
    assert await EFFECTS[kind].happened(world, seen) is True
    assert world.calls == []
