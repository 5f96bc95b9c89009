"""What people write, remove and change by hand, about things that no look has brought."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from actions.results import Standing
from domain.errors import RetryableError, UncertainError
from domain.plans import ActionKind, Reason
from storage import events
from storage.states import ActionState
from tests.unit.actions.stage import HELLO
from tests.unit.polling.world import ME, MIRA, person

if TYPE_CHECKING:
    from domain.media import Media
    from tests.unit.actions.stage import Stage

ANA, BEN = "Ana", "Ben"
COMMENT, DELETE = ActionKind.COMMENT, ActionKind.DELETE_COMMENT


async def test_a_person_may_comment_as_often_as_they_write(stage: Stage) -> None:
    stage.world.post("m1")
    for draft, text in (("a", "What a sky"), ("b", "And what a sea")):
        assert (await stage.desk.comment(stage.world.photos[0].id, text, ANA, draft=draft)).state is Standing.DONE
    assert [one.text for one in stage.world.written[stage.world.photos[0].id]] == ["What a sky", "And what a sea"]


async def test_each_draft_is_posted_once(stage: Stage) -> None:
    media = stage.world.post("m1")
    await stage.desk.comment(media.id, "What a sky", ANA, draft="a")
    stage.clock.step(60)
    again = await stage.desk.comment(media.id, "What a sky", BEN, draft="a")
    assert (again.state, again.sentence) == (Standing.ALREADY, "Already commented by Ana, 12:00 UTC.")
    assert stage.world.effects == ["comment m1"]


async def test_the_very_same_is_not_said_twice(stage: Stage) -> None:
    media = stage.world.post("m1")
    await stage.desk.comment(media.id, "What a sky", ANA, draft="a")
    again = await stage.desk.comment(media.id, "What  a sky", ANA, draft="b")
    assert (again.state, again.sentence) == (
        Standing.REFUSED,
        "Not done. You had written the very same there already.",
    )
    assert stage.world.effects == ["comment m1"]


async def test_a_draft_whose_answer_was_lost_is_not_posted_twice(stage: Stage) -> None:
    media = stage.world.post("m1")
    stage.world.say(media.id, "Something else", ME)
    stage.world.losses["comment"] = [UncertainError("Lost.")]
    first = await stage.desk.comment(media.id, "What a sky", ANA, draft="a")
    assert first.state is Standing.UNSURE
    await stage.rounds(4, every=60)
    assert stage.world.effects == ["comment m1"]
    assert await stage.state(COMMENT) is ActionState.DONE


async def test_a_rule_has_nothing_to_add_to_what_a_person_wrote(stage: Stage) -> None:
    media = await stage.appears(COMMENT)
    await stage.desk.comment(media.id, "What a sky", ANA, draft="a")
    await stage.round()
    assert [one.text for one in stage.world.written[media.id]] == ["What a sky"]


async def test_a_person_may_add_to_what_a_rule_wrote(stage: Stage) -> None:
    media = await stage.appears(COMMENT)
    await stage.round()
    assert (await stage.desk.comment(media.id, "And what a sea", ANA, draft="a")).state is Standing.DONE
    assert [one.text for one in stage.world.written[media.id]] == [HELLO, "And what a sea"]


async def test_without_a_draft_one_comment_is_enough(stage: Stage) -> None:
    media = stage.world.post("m1")
    await stage.desk.comment(media.id, "What a sky", ANA)
    assert (await stage.desk.comment(media.id, "And what a sea", ANA)).state is Standing.ALREADY


@pytest.fixture
def spoken(stage: Stage) -> Media:
    """A photo of the owner's with a comment of Mira's, which no look has brought."""
    media = stage.world.post("mine", author=person(ME, "me"))
    stage.world.say(media.id, "Where is this?", MIRA.id)
    return media


async def test_a_comment_that_no_look_has_brought_is_removed_once(stage: Stage, spoken: Media) -> None:
    comment = stage.world.written[spoken.id][0]
    assert (await stage.desk.uncomment(spoken.id, comment, ANA)).sentence == "Removed."
    assert (await stage.desk.uncomment(spoken.id, comment, BEN)).state is Standing.ALREADY
    assert stage.world.effects == [f"delete_comment {comment.id}"]
    assert (await stage.action(DELETE, comment.id)).decided_by == ANA


async def test_what_is_gone_already_is_as_wished(stage: Stage, spoken: Media) -> None:
    comment = stage.world.written[spoken.id].pop()
    assert (await stage.desk.uncomment(spoken.id, comment, ANA)).state is Standing.DONE
    assert stage.world.effects == []


async def test_a_removal_goes_on_by_itself_after_a_restart(stage: Stage, spoken: Media) -> None:
    comment = stage.world.written[spoken.id][0]
    stage.world.troubles["delete_comment"] = [RetryableError("busy", delay=60)]
    assert (await stage.desk.uncomment(spoken.id, comment, ANA)).state is Standing.LATER
    await stage.restart(after=3600)
    await stage.round()
    assert stage.world.effects == [f"delete_comment {comment.id}"]


async def test_a_removal_whose_answer_was_lost_is_looked_for(stage: Stage, spoken: Media) -> None:
    comment = stage.world.written[spoken.id][0]
    stage.world.losses["delete_comment"] = [UncertainError("Lost.")]
    assert (await stage.desk.uncomment(spoken.id, comment, ANA)).state is Standing.UNSURE
    await stage.rounds(2, every=60)
    assert await stage.state(DELETE, comment.id) is ActionState.DONE
    assert stage.world.effects == [f"delete_comment {comment.id}"]


async def test_a_rule_that_wants_the_same_removal_has_nothing_to_do(stage: Stage) -> None:
    key = await stage.speaks(DELETE)
    comment = stage.world.written[stage.world.photos[0].id][0]
    assert key == f"comment:{comment.id}"
    await stage.desk.uncomment(stage.world.photos[0].id, comment, ANA)
    await stage.round()
    assert stage.world.effects == [f"delete_comment {comment.id}"]
    assert (await stage.action(DELETE, comment.id)).reason is not Reason.GONE


FOLLOW, UNFOLLOW, BLOCK, UNBLOCK = ActionKind.FOLLOW, ActionKind.UNFOLLOW, ActionKind.BLOCK, ActionKind.UNBLOCK


async def test_a_person_ties_and_unties_as_often_as_they_like(stage: Stage) -> None:
    for kind, sentence in ((FOLLOW, "Followed."), (UNFOLLOW, "Unfollowed."), (FOLLOW, "Followed.")):
        stage.clock.step(3600)
        assert (await stage.desk.relate(MIRA.id, kind, ANA)).sentence == sentence
    assert stage.world.effects == ["follow 7", "unfollow 7", "follow 7"]


async def test_a_block_is_lifted_and_made_again(stage: Stage) -> None:
    for kind in (BLOCK, UNBLOCK, BLOCK):
        stage.clock.step(3600)
        assert (await stage.desk.relate(MIRA.id, kind, ANA)).state is Standing.DONE
    assert stage.world.effects == ["block 7", "unblock 7", "block 7"]


async def test_what_stands_already_is_looked_at_and_not_done_again(stage: Stage) -> None:
    await stage.desk.relate(MIRA.id, FOLLOW, ANA)
    again = await stage.desk.relate(MIRA.id, FOLLOW, BEN)
    assert again.sentence == "Followed. You followed them, or had asked to, already."
    assert stage.world.effects == ["follow 7"]


async def test_what_is_done_about_somebody_is_filed_under_them(stage: Stage) -> None:
    await stage.desk.relate(MIRA.id, BLOCK, ANA)
    block = await stage.action(BLOCK, MIRA.id)
    assert (block.event, block.decided_by) == (f"person:{MIRA.id}", ANA)
    async with stage.database.read() as session:
        assert await events.person(session, block.account, block.event) == MIRA.id


@pytest.mark.parametrize("kind", [ActionKind.APPROVE, ActionKind.LIKE])
async def test_nothing_else_is_done_of_ones_own_accord(stage: Stage, kind: ActionKind) -> None:
    with pytest.raises(ValueError, match="none of it"):
        await stage.desk.relate(MIRA.id, kind, ANA)
