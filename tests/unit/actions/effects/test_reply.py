from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from actions.effects import EFFECTS
from actions.effects.reply import comment_of
from domain.errors import RefusedError
from domain.ids import CommentId, UserId
from domain.media import Comment
from domain.plans import ActionKind, Reason
from storage.states import ActionState
from tests.unit.actions.effects.jobs import ASKED, M1, before, happened, job, saying
from tests.unit.polling.world import ME, MIRA, START, person

if TYPE_CHECKING:
    from tests.unit.polling.world import World

REPLY = ActionKind.REPLY
ANSWER = "@mira it is in Lisbon"


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        pytest.param((), None, id="nobody answered"),
        pytest.param(((UserId("9"), "@mira at the sea"),), None, id="somebody else did"),
        pytest.param(((ME, "Thank you all!"),), None, id="the owner spoke to others"),
        pytest.param(((ME, "@miranda hello"),), None, id="the owner answered somebody with a like name"),
        pytest.param(
            ((ME, "in Lisbon, @Mira."),), (ActionState.SUPPRESSED, Reason.HUMAN_FIRST), id="the owner answered"
        ),
    ],
)
async def test_a_comment_is_answered_unless_the_owner_did(
    world: World, after: tuple[tuple[UserId, str], ...], expected: tuple[ActionState, Reason] | None
) -> None:
    world.say(M1, "Where is this?", MIRA.id)
    for author, text in after:
        world.say(M1, text, author)
    assert await before(world, REPLY) == expected


async def test_a_comment_that_was_removed_needs_no_answer(world: World) -> None:
    assert await before(world, REPLY) == (ActionState.SUPPRESSED, Reason.GONE)


async def test_an_answer_that_arrived_late_is_found_before_the_next_try(world: World) -> None:
    world.say(M1, "Where is this?", MIRA.id)
    world.say(M1, ANSWER, ME)
    move = await EFFECTS[REPLY].before(world, saying(job(REPLY, intent=True), ANSWER))
    assert move is not None
    assert move.state is ActionState.DONE


@pytest.mark.parametrize("posted", [True, False])
async def test_an_answer_is_looked_for_under_the_photo(world: World, *, posted: bool) -> None:
    world.say(M1, "Where is this?", MIRA.id)
    if posted:
        world.say(M1, ANSWER, ME)
    assert await EFFECTS[REPLY].happened(world, saying(job(REPLY, intent=True), ANSWER)) is posted
    assert world.calls == ["comments m1"]


@pytest.mark.parametrize("hours", [-1, 1], ids=["behind", "ahead"])
async def test_an_answer_is_known_by_its_place_whatever_the_clock_says(world: World, hours: int) -> None:
    world.say(M1, "Where is this?", MIRA.id)
    world.say(M1, ANSWER, ME, at=START + timedelta(hours=hours))
    assert await EFFECTS[REPLY].happened(world, saying(job(REPLY, intent=True), ANSWER)) is True


@pytest.mark.parametrize(
    ("asked_at", "expected"),
    [
        pytest.param(None, False, id="ahead of the question"),
        pytest.param(-1.0, True, id="the question is gone, and it is not older"),
        pytest.param(1.0, False, id="the question is gone, and it is older"),
    ],
)
async def test_the_same_words_to_somebody_before_are_another_answer(
    world: World, asked_at: float | None, *, expected: bool
) -> None:
    world.written[M1] = [Comment(id=CommentId("c9"), text=ANSWER, author=person(ME), created_at=START)]
    asked = replace(ASKED.comment, created_at=START + timedelta(seconds=asked_at or 0.0))
    if asked_at is None:
        world.written[M1].append(asked)
    one = saying(job(REPLY, intent=True, event=replace(ASKED, comment=asked)), ANSWER)
    assert await EFFECTS[REPLY].happened(world, one) is expected


async def test_an_answer_is_a_comment_under_the_photo(world: World) -> None:
    await EFFECTS[REPLY].do(world, saying(job(REPLY), ANSWER))
    assert [comment.text for comment in world.written[M1]] == [ANSWER]
    assert await happened(world, REPLY) is False, "other words are not ours"


def test_a_comment_of_which_nothing_is_known_counts_as_gone() -> None:
    with pytest.raises(RefusedError) as caught:
        comment_of(job(REPLY, event=None))
    assert caught.value.gone
