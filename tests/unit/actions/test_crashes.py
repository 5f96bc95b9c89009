"""The process dies between claim and settlement, before or after the effect; it happens exactly once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.events import NewMedia
from domain.plans import DECISIONS, ActionKind, LimitClass
from storage.states import ActionState
from tests.unit.actions.stage import wish
from tests.unit.polling.world import MIRA, Crash

if TYPE_CHECKING:
    from tests.unit.actions.stage import Stage

CALLS = {
    ActionKind.LIKE: "like",
    ActionKind.UNLIKE: "unlike",
    ActionKind.COMMENT: "post_comment",
    ActionKind.REPLY: "post_comment",
    ActionKind.DELETE_COMMENT: "delete_comment",
    ActionKind.APPROVE: "change_relationship",
    ActionKind.IGNORE: "change_relationship",
    ActionKind.BLOCK: "change_relationship",
    ActionKind.FOLLOW: "change_relationship",
    ActionKind.UNFOLLOW: "change_relationship",
}


async def wanted(stage: Stage, kind: ActionKind) -> tuple[str, str]:
    """Something that a rule wants; gives its target and the effect that it has."""
    if kind in DECISIONS:
        await stage.asks(kind)
        return MIRA.id, f"{kind} 7"
    if kind in {ActionKind.REPLY, ActionKind.DELETE_COMMENT}:
        await stage.speaks(kind)
        return "c0", "comment mine" if kind is ActionKind.REPLY else "delete_comment c0"
    if kind in {ActionKind.FOLLOW, ActionKind.UNFOLLOW}:
        stage.world.following = set() if kind is ActionKind.FOLLOW else {MIRA.id}
        media = await stage.appears()
        event = NewMedia(media=media, sources=frozenset(), first_seen_at=stage.clock())
        await stage.happens(event, wish(kind, MIRA.id))
        return MIRA.id, f"{kind} 7"
    if kind is ActionKind.UNLIKE:
        await stage.appears(ActionKind.LIKE)
        await stage.round()
        stage.world.effects.clear()
    await stage.appears(kind)
    return "m1", f"{kind} m1"


@pytest.mark.parametrize("kind", CALLS)
@pytest.mark.parametrize("happened", [False, True], ids=["before the effect", "after the effect"])
async def test_a_crash_amid_a_call_leaves_one_effect(stage: Stage, kind: ActionKind, *, happened: bool) -> None:
    target, effect = await wanted(stage, kind)
    if happened:
        stage.world.losses[effect.split()[0]] = [Crash()]
    else:
        stage.world.troubles[CALLS[kind]] = [Crash()]
    await stage.crash()
    assert await stage.state(kind, target) is ActionState.UNCERTAIN
    await stage.rounds(12, every=15)
    assert await stage.state(kind, target) is ActionState.DONE
    assert stage.world.effects == [effect]


@pytest.mark.parametrize("kind", CALLS)
async def test_two_crashes_amid_the_calls_leave_one_effect(stage: Stage, kind: ActionKind) -> None:
    target, effect = await wanted(stage, kind)
    stage.world.troubles[CALLS[kind]] = [Crash()]
    stage.world.losses[effect.split()[0]] = [Crash()]
    await stage.crash()
    for _ in range(12):
        try:
            await stage.round(after=15)
        except Crash:
            await stage.restart()
    assert await stage.state(kind, target) is ActionState.DONE
    assert stage.world.effects == [effect]


@pytest.mark.parametrize(
    ("kind", "look"),
    [
        (ActionKind.COMMENT, "comments"),
        (ActionKind.REPLY, "comments"),
        (ActionKind.APPROVE, "relationship"),
        (ActionKind.IGNORE, "relationship"),
    ],
)
async def test_a_crash_before_the_claim_needs_no_look(stage: Stage, kind: ActionKind, look: str) -> None:
    target, effect = await wanted(stage, kind)
    stage.world.troubles[look] = [Crash()]
    await stage.crash()
    assert await stage.state(kind, target) is ActionState.PENDING
    await stage.round()
    assert stage.world.effects == [effect]


async def test_a_crash_while_looking_changes_nothing(stage: Stage) -> None:
    await stage.appears(ActionKind.LIKE)
    stage.world.losses["like"] = [Crash()]
    stage.world.troubles["media"] = [Crash()]
    await stage.crash()
    await stage.crash()
    await stage.round()
    assert stage.world.effects == ["like m1"]
    assert await stage.state(ActionKind.LIKE) is ActionState.DONE


async def test_an_attempt_that_crashed_counts_against_the_limit(stage: Stage) -> None:
    await stage.appears(ActionKind.LIKE)
    stage.world.troubles["like"] = [Crash()]
    await stage.crash()
    assert len(await stage.attempts(LimitClass.LIKE)) == 1
    await stage.rounds(3, every=5)
    assert len(await stage.attempts(LimitClass.LIKE)) == 2


async def test_what_kills_the_process_three_times_is_for_a_person(stage: Stage) -> None:
    await stage.asks(ActionKind.IGNORE)
    stage.world.troubles["change_relationship"] = [Crash() for _ in range(4)]
    crashes = 0
    for _ in range(30):
        try:
            await stage.round(after=3600 * 9)
        except Crash:
            crashes += 1
            await stage.restart()
    assert crashes == 3
    assert await stage.state(ActionKind.IGNORE, MIRA.id) is ActionState.REVIEW


async def test_what_is_for_a_person_is_tried_once_more_when_they_say_so(stage: Stage) -> None:
    await test_what_kills_the_process_three_times_is_for_a_person(stage)
    stage.world.troubles.clear()
    action = await stage.action(ActionKind.IGNORE, MIRA.id)
    result = await stage.desk.accept(action.id, "Ana")
    assert result.sentence == "Ignored."
    assert stage.world.effects == ["ignore 7"]


@pytest.mark.parametrize("kind", CALLS)
async def test_an_end_that_could_not_be_written_is_looked_for_without_a_restart(
    stage: Stage, kind: ActionKind
) -> None:
    target, effect = await wanted(stage, kind)
    stage.world.losses[effect.split()[0]] = [Crash()]
    with pytest.raises(Crash):
        await stage.round()
    assert await stage.state(kind, target) is ActionState.IN_FLIGHT
    await stage.round(after=1)
    assert await stage.state(kind, target) is ActionState.DONE
    assert stage.world.effects == [effect]


async def test_a_call_that_takes_its_time_is_in_no_doubt(stage: Stage) -> None:
    media = await stage.appears()
    stage.world.meanwhile["like"] = lambda: stage.rounds(2, every=600)
    assert (await stage.desk.like(media, "Ana")).sentence == "Liked."
    assert stage.world.calls == ["like m1"]


async def test_a_start_without_a_crash_puts_nothing_in_doubt(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    await stage.appears(ActionKind.LIKE)
    await stage.round()
    await stage.restart()
    assert await stage.state(ActionKind.LIKE) is ActionState.DONE
    assert "ended amid" not in caplog.text
