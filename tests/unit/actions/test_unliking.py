from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from actions.results import Standing
from domain.errors import BlockedError, RefusedError, RetryableError, UncertainError
from domain.ids import MediaId
from domain.plans import ActionKind, LimitClass, Reason
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
    assert (result.state, result.sentence) == (Standing.DONE, "Taken back.")
    like = await stage.action(ActionKind.LIKE)
    assert (like.state, like.decided_by, like.note) == (ActionState.CANCELLED, "Ana", "Ana took it back.")
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
    assert (result.state, "The likes of your limit are used up until 13:00 UTC." in result.sentence) == (
        Standing.LATER,
        True,
    )
    assert len(await stage.attempts(LimitClass.LIKE)) == 3
    assert len(stage.world.effects) == 3


async def test_a_like_under_way_is_let_go_first_and_then_taken_back(stage: Stage) -> None:
    await stage.appears(ActionKind.LIKE)
    stage.world.meanwhile["like"] = lambda: stage.desk.unlike(M1, "Ana")
    await stage.round()
    assert stage.world.effects == ["like m1"]
    await stage.round(after=30)
    assert stage.world.effects == ["like m1", "unlike m1"]
    assert await stage.state(ActionKind.LIKE) is ActionState.CANCELLED


@pytest.mark.parametrize(
    ("error", "standing", "sentence", "counted"),
    [
        (RetryableError("Busy."), Standing.LATER, "Busy. It will be done by itself at 12:01 UTC.", 0),
        (UncertainError("Lost."), Standing.UNSURE, "The answer was lost; looking whether it was done.", 1),
        (RefusedError("Gone.", gone=True), Standing.REFUSED, "Not done. Gone.", 1),
        (BlockedError("No token."), Standing.LATER, "Not done yet, the account is paused. No token.", 1),
    ],
    ids=["not sent", "lost", "refused", "blocked"],
)
async def test_every_failure_has_its_answer(
    stage: Stage, error: Exception, standing: Standing, sentence: str, counted: int
) -> None:
    await stage.appears(liked=True)
    stage.world.troubles["unlike"] = [error]
    result = await stage.desk.unlike(M1, "Ana")
    assert (result.state, result.sentence[: len(sentence)]) == (standing, sentence)
    assert len(await stage.attempts(LimitClass.LIKE)) == counted
    assert any(text and "No token" in text for text in (await stage.told()).values()) is isinstance(
        error, BlockedError
    )


@pytest.mark.parametrize("fault", ["troubles", "losses"])
async def test_a_crash_amid_it_takes_it_back_all_the_same(stage: Stage, fault: str) -> None:
    await stage.appears(ActionKind.LIKE)
    await stage.round()
    getattr(stage.world, fault)["unlike"] = [Crash()]
    with pytest.raises(Crash):
        await stage.desk.unlike(M1, "Ana")
    await stage.restart()
    await stage.rounds(3, every=60)
    assert stage.world.hearts == set()
    assert stage.world.effects == ["like m1", "unlike m1"]
    assert await stage.state(ActionKind.LIKE) is ActionState.CANCELLED


async def test_what_a_person_took_back_no_rule_gives_again(stage: Stage) -> None:
    await stage.desk.unlike(M1, "Ana")
    await stage.appears(ActionKind.LIKE)
    await stage.round()
    assert (await stage.action(ActionKind.LIKE)).reason is Reason.HUMAN_FIRST
    assert stage.world.effects == ["unlike m1"]


async def test_a_rule_takes_back_what_a_rule_gave(stage: Stage) -> None:
    await stage.appears(ActionKind.LIKE)
    await stage.round()
    await stage.appears(ActionKind.UNLIKE)
    await stage.round(after=1)
    assert stage.world.effects == ["like m1", "unlike m1"]
    assert await stage.state(ActionKind.LIKE) is ActionState.CANCELLED
