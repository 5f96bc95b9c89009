from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from actions import undoing
from domain.details import UndoDetail
from domain.plans import ActionKind
from storage import deeds
from storage.states import ActionState
from tests.unit.actions.stage import HELLO, on_terms, wish
from tests.unit.polling.stage import ACCOUNT
from tests.unit.polling.world import ME, START

if TYPE_CHECKING:
    from actions.undoing import Undo
    from tests.unit.actions.stage import Stage

LIKE, UNLIKE, COMMENT, DELETE = ActionKind.LIKE, ActionKind.UNLIKE, ActionKind.COMMENT, ActionKind.DELETE_COMMENT
BY = "Ana"


async def undos(stage: Stage, *, chosen: bool = True) -> list[Undo]:
    async with stage.database.read() as session:
        return [
            await undoing.undo_of(session, one, chosen=chosen)
            for one in await deeds.since(session, ACCOUNT, "sunsets", START)
        ]


async def undo(stage: Stage, *, chosen: bool = True) -> list[str]:
    """Take back all that the rule did; what was said to each."""
    found = await undos(stage, chosen=chosen)
    async with stage.database.write() as session:
        await undoing.queue(session, found, BY, stage.clock())
    return [one.note for one in found]


async def test_a_like_is_taken_back(stage: Stage) -> None:
    await stage.appears(LIKE)
    await stage.round()
    assert await undo(stage) == ["It is taken back: unlike."]
    await stage.round()
    assert stage.world.effects == ["like m1", "unlike m1"]
    like = await stage.action(LIKE)
    assert (like.state, like.note, like.decided_by) == (ActionState.CANCELLED, "Ana took it back.", BY)


async def test_a_comment_is_removed_and_nobody_elses(stage: Stage) -> None:
    media = await stage.appears(COMMENT)
    await stage.round()
    stage.world.say(media.id, HELLO, ME, at=START - timedelta(days=1))
    stage.world.say(media.id, "Nice", ME)
    await undo(stage)
    await stage.round()
    assert [one.text for one in stage.world.written[media.id]] == [HELLO, "Nice"]
    assert stage.world.written[media.id][0].created_at < START
    assert await stage.state(COMMENT) is ActionState.CANCELLED


@pytest.mark.parametrize("hours", [-1, 1], ids=["behind", "ahead"])
async def test_a_comment_is_removed_whatever_the_networks_clock_says(stage: Stage, hours: int) -> None:
    media = await stage.appears(COMMENT)
    await stage.round()
    (posted,) = stage.world.written[media.id]
    stage.world.written[media.id] = [replace(posted, created_at=posted.created_at + timedelta(hours=hours))]
    await undo(stage)
    await stage.round()
    assert stage.world.written[media.id] == []


async def test_its_absence_is_not_taken_for_the_authors_doing(stage: Stage) -> None:
    await stage.appears(COMMENT)
    await stage.round()
    await undo(stage)
    await stage.round()
    await stage.round(after=2 * 86_400)
    assert not any("removed" in (text or "") for text in (await stage.told()).values())


async def test_a_comment_that_is_gone_needs_no_removing(stage: Stage) -> None:
    media = await stage.appears(COMMENT)
    await stage.round()
    stage.world.written[media.id].clear()
    await undo(stage)
    await stage.round(after=3600)
    assert await stage.state(COMMENT) is ActionState.CANCELLED
    assert stage.world.count("delete_comment") == 0


async def test_where_so_many_came_since_a_person_must_look(stage: Stage) -> None:
    media = await stage.appears(COMMENT)
    await stage.round()
    stage.clock.step(3600)
    stage.world.written[media.id].clear()
    for _ in range(150):
        stage.world.say(media.id, "me too", stage.world.add(media.author).id)
    await undo(stage)
    await stage.round()
    async with stage.database.read() as session:
        (comment,) = await deeds.latest(session, ACCOUNT, 5)
    removal = await stage.action(DELETE, f"m1#{comment.id}")
    assert removal.state is ActionState.FAILED
    assert "remove it yourself" in (removal.note or "")
    assert stage.world.count("delete_comment") == 0


async def test_an_answer_is_removed_from_under_the_owners_photo(stage: Stage) -> None:
    await stage.speaks(ActionKind.REPLY)
    await stage.round()
    await undo(stage)
    await stage.round()
    assert [one.author.id for one in stage.world.written[stage.world.photos[0].id]] != [ME]
    assert stage.world.count("delete_comment") == 1


@pytest.mark.parametrize(
    ("kind", "note"),
    [
        (ActionKind.APPROVE, "An approval cannot be taken back. You can block them:"),
        (ActionKind.IGNORE, "A request that was ignored cannot be brought back"),
    ],
)
async def test_what_cannot_be_taken_back_is_said(stage: Stage, kind: ActionKind, note: str) -> None:
    await stage.asks(kind)
    await stage.round()
    (said,) = await undo(stage)
    assert said.startswith(note)
    before = list(stage.world.effects)
    await stage.round(after=3600)
    assert stage.world.effects == before


async def test_a_block_is_lifted(stage: Stage) -> None:
    await stage.asks(ActionKind.BLOCK)
    await stage.round()
    assert await undo(stage) == ["It is taken back: unblock."]
    await stage.round(after=3600)
    assert stage.world.effects == ["block 7", "unblock 7"]


async def test_what_a_person_touched_since_is_left_unless_it_is_named(stage: Stage) -> None:
    media = await stage.appears(LIKE)
    await stage.round(after=1)
    stage.clock.step(1)
    await stage.desk.comment(media.id, "Lovely", "Ben")
    (left,) = await undos(stage, chosen=False)
    assert left.wish is None
    assert left.note.startswith("Ben has decided about it since")
    (named,) = await undos(stage, chosen=True)
    assert named.wish is not None


async def test_what_is_being_taken_back_is_not_queued_again(stage: Stage) -> None:
    await stage.appears(LIKE)
    await stage.round()
    await undo(stage)
    assert await undo(stage) == ["It is being taken back already."]


async def test_many_keep_their_distance_and_cost_no_look_meanwhile(stage: Stage) -> None:
    limits = stage.ruleset.limits
    for number in ("m1", "m2", "m3"):
        await stage.appears(LIKE, number=number)
        await stage.round(after=60)
    stage.world.calls.clear()
    apart = replace(limits[next(iter(limits))], per_hour=50, per_day=50)
    spacing = (timedelta(minutes=1), timedelta(minutes=3))
    stage.ruleset = replace(stage.ruleset, limits={one: replace(apart, spacing=spacing) for one in limits})
    stage.clock.step(600)
    await undo(stage)
    await stage.round()
    assert stage.world.effects[3:] == ["unlike m3"], "the newest first"
    await stage.rounds(5, every=10)
    assert stage.world.effects[3:] == ["unlike m3"]
    assert stage.world.count("media") <= 1
    await stage.rounds(12, every=30)
    assert stage.world.effects[3:] == ["unlike m3", "unlike m2", "unlike m1"]


async def test_a_limit_without_room_holds_it_too(stage: Stage) -> None:
    for number in ("m1", "m2", "m3"):
        await stage.appears(LIKE, number=number)
    await stage.round()
    await undo(stage)
    await stage.round()
    assert stage.world.effects == ["like m1", "like m2", "like m3"]
    assert (await stage.action(UNLIKE, "m3")).state is ActionState.PENDING
    await stage.round(after=3601)
    assert "unlike m3" in stage.world.effects


async def test_a_press_later_is_not_taken_for_the_undo(stage: Stage) -> None:
    media = await stage.appears(LIKE)
    await stage.round()
    await undo(stage)
    await stage.round()
    stage.clock.step(3601)
    await stage.desk.like(media, "Ben")
    await stage.desk.unlike(media.id, "Ben")
    assert stage.world.effects == ["like m1", "unlike m1", "like m1", "unlike m1"]
    assert not isinstance((await stage.action(UNLIKE)).wish.detail, UndoDetail)


async def test_a_follow_is_reversed(stage: Stage) -> None:
    await stage.wants(on_terms(ActionKind.FOLLOW, "7"))
    await stage.round()
    await undo(stage)
    await stage.round(after=3601)
    assert stage.world.effects == ["follow 7", "unfollow 7"]


async def test_what_was_not_done_is_not_taken_back(stage: Stage) -> None:
    await stage.wants(wish(LIKE, "m1"))
    async with stage.database.read() as session:
        found = await undoing.undo_of(session, await stage.action(LIKE), chosen=True)
    assert (found.wish, found.note) == (None, "It was not done: it is planned.")
