from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from actions.results import Standing
from domain.errors import BlockedError, RefusedError, RetryableError, UncertainError
from domain.ids import MediaId
from domain.plans import ActionKind, LimitClass
from storage.states import ActionState
from tests.unit.polling.world import Crash

if TYPE_CHECKING:
    from tests.unit.actions.stage import Stage

M1 = MediaId("m1")


async def test_a_like_of_a_rule_is_taken_back_and_stays_so(stage: Stage) -> None:
    await stage.appears(ActionKind.LIKE)
    await stage.round()
    result = await stage.desk.unlike(M1, "Ana")
    await stage.rounds(2, every=60)
    assert (result.state, result.sentence) == (Standing.DONE, "The like is taken back.")
    like = await stage.action(ActionKind.LIKE)
    assert (like.state, like.decided_by, like.note) == (ActionState.CANCELLED, "Ana", "Ana took the like back.")
    assert stage.world.effects == ["like m1", "unlike m1"]


async def test_a_like_from_elsewhere_is_taken_back(stage: Stage) -> None:
    assert (await stage.desk.unlike(M1, "Ana")).state is Standing.DONE
    await stage.rounds(2, every=60)
    assert stage.world.effects == ["unlike m1"]


async def test_a_like_can_come_back(stage: Stage) -> None:
    media = await stage.appears()
    await stage.desk.like(media, "Ana")
    await stage.desk.unlike(M1, "Ana")
    assert (await stage.desk.like(media, "Ben")).state is Standing.DONE
    assert stage.world.effects == ["like m1", "unlike m1", "like m1"]


async def test_it_shares_the_limit_with_likes(stage: Stage) -> None:
    media = await stage.appears()
    await stage.desk.like(media, "Ana")
    await stage.desk.unlike(M1, "Ana")
    await stage.desk.like(media, "Ana")
    result = await stage.desk.unlike(M1, "Ana")
    assert result.sentence == "The likes of your limit are used up until 13:00 UTC."
    assert len(await stage.attempts(LimitClass.LIKE)) == 3
    assert len(stage.world.effects) == 3


async def test_a_like_under_way_is_let_go_first(stage: Stage) -> None:
    await stage.appears(ActionKind.LIKE)
    stage.world.meanwhile["like"] = lambda: stage.desk.unlike(M1, "Ana")
    await stage.round()
    assert stage.world.effects == ["like m1"]
    assert await stage.state(ActionKind.LIKE) is ActionState.DONE


@pytest.mark.parametrize(
    ("error", "standing", "sentence", "counted"),
    [
        (RetryableError("Busy."), Standing.REFUSED, "Not done. Busy.", 0),
        (UncertainError("Lost."), Standing.UNSURE, "The answer was lost; take it back again to be sure.", 1),
        (RefusedError("Gone.", gone=True), Standing.REFUSED, "Not done. Gone.", 1),
        (BlockedError("No token."), Standing.REFUSED, "Not done. No token.", 1),
    ],
    ids=["not sent", "lost", "refused", "blocked"],
)
async def test_every_failure_has_its_answer(
    stage: Stage, error: Exception, standing: Standing, sentence: str, counted: int
) -> None:
    stage.world.troubles["unlike"] = [error]
    result = await stage.desk.unlike(M1, "Ana")
    assert (result.state, result.sentence) == (standing, sentence)
    assert len(await stage.attempts(LimitClass.LIKE)) == counted
    assert any(text and "No token" in text for text in (await stage.told()).values()) is isinstance(
        error, BlockedError
    )


@pytest.mark.parametrize("fault", ["troubles", "losses"])
async def test_a_crash_amid_it_never_likes_again(stage: Stage, fault: str) -> None:
    await stage.appears(ActionKind.LIKE)
    await stage.round()
    getattr(stage.world, fault)["unlike"] = [Crash()]
    with pytest.raises(Crash):
        await stage.desk.unlike(M1, "Ana")
    await stage.restart()
    await stage.rounds(3, every=60)
    assert stage.world.count("like") == 1
    assert (await stage.desk.unlike(M1, "Ana")).state is Standing.DONE
