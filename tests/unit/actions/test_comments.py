"""What rules say in public: when somebody must read it first, in which words, and what is heard of it later."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from domain.details import CommentDetail
from domain.errors import BlockedError, RefusedError, RetryableError
from domain.plans import ActionKind, Mode, Reason
from domain.unknown import UNKNOWN
from networks.budget import BudgetView
from storage import listing
from storage.history import OPTED_OUT
from storage.listing import MUTED
from storage.states import ActionState
from tests.unit.actions.stage import HELLO, RULES, wish
from tests.unit.polling.stage import ACCOUNT, rules
from tests.unit.polling.world import MIRA, person

if TYPE_CHECKING:
    from domain.unknown import Maybe
    from tests.unit.actions.stage import Stage

LIKE, COMMENT, REPLY = ActionKind.LIKE, ActionKind.COMMENT, ActionKind.REPLY
DAY = 86_400


def marking(stage: Stage, mark: str = "🤖") -> None:
    stage.ruleset = replace(RULES, version="marked", engine=replace(RULES.engine, disclosure=mark))


async def captioned(stage: Stage, caption: Maybe[str | None], *kinds: ActionKind) -> None:
    media = replace(stage.world.post("m1"), caption=caption)
    await stage.happens(stage.found(media), *(wish(kind, "m1") for kind in kinds))


def said(stage: Stage, media: str = "m1") -> list[str]:
    return [comment.text for one, under in stage.world.written.items() if one == media for comment in under]


@pytest.mark.parametrize(
    ("caption", "asks"),
    [
        pytest.param("Evening at the pier", False, id="a calm one"),
        pytest.param(None, False, id="none"),
        pytest.param("Grandpa's last sunset. R.I.P.", True, id="sad"),
        pytest.param(UNKNOWN, True, id="not told, so it might be"),
    ],
)
async def test_below_a_sad_caption_a_comment_is_proposed_and_a_like_is_not(
    stage: Stage, caption: Maybe[str | None], *, asks: bool
) -> None:
    await captioned(stage, caption, LIKE, COMMENT)
    await stage.round()
    assert await stage.state(COMMENT) is (ActionState.AWAITING_APPROVAL if asks else ActionState.DONE)
    assert await stage.state(LIKE) is ActionState.DONE
    assert ("should read the comment first" in ((await stage.action(COMMENT)).note or "")) is asks


async def test_a_sad_comment_is_not_answered_without_a_person(stage: Stage) -> None:
    await stage.speaks(REPLY, text="My father died yesterday")
    await stage.round()
    assert await stage.state(REPLY, "c0") is ActionState.AWAITING_APPROVAL


async def test_what_nobody_read_is_marked_and_what_somebody_read_is_not(stage: Stage) -> None:
    marking(stage)
    await stage.appears(COMMENT)
    await stage.appears(COMMENT, number="m2", author=person("22"), mode=Mode.ASK)
    await stage.speaks(REPLY)
    await stage.round()
    await stage.desk.accept((await stage.action(COMMENT, "m2")).id, "Ana")
    assert said(stage, "m1") == [f"{HELLO} 🤖"]
    assert said(stage, "m2") == [HELLO]
    assert said(stage, "mine")[1:] == [f"{HELLO} 🤖"]


async def test_a_comment_without_room_for_the_mark_is_proposed(stage: Stage) -> None:
    marking(stage, "written by a machine")
    await stage.wants(replace(wish(COMMENT, "m1"), text="a" * 290))
    await stage.round()
    proposed = await stage.action(COMMENT)
    assert proposed.state is ActionState.AWAITING_APPROVAL
    assert "300 are allowed" in (proposed.note or "")


async def test_a_lost_comment_is_found_by_its_mark_whatever_the_mark_is_by_then(stage: Stage) -> None:
    marking(stage)
    await stage.appears(COMMENT)
    stage.world.losses["comment"] = [OSError("Something that nobody foresaw.")]
    await stage.round()
    marking(stage, "✨")
    await stage.round(after=60)
    assert await stage.state(COMMENT) is ActionState.DONE
    assert said(stage) == [f"{HELLO} 🤖"]


async def test_the_same_words_are_not_said_again_too_soon(stage: Stage) -> None:
    marking(stage)
    detail = CommentDetail(alternatives=("Lovely!",), avoid_repeat_seconds=30 * DAY)
    for number in range(3):
        name = f"m{number}"
        one = replace(wish(COMMENT, name), text="Superb!", detail=detail)
        await stage.wants(one, number=name, author=person(f"2{number}"))
    await stage.round()
    assert [said(stage, f"m{number}") for number in range(3)] == [["Superb! 🤖"], ["Lovely! 🤖"], []]
    assert (await stage.action(COMMENT, "m2")).note == "Every wording of it was used lately."


async def test_an_answer_goes_to_whom_it_is_for(stage: Stage) -> None:
    key = await stage.speaks()
    assert (await stage.desk.reply(key, "In Lisbon", "Ana")).sentence == "Answered."
    assert said(stage, "mine")[1:] == ["@mira In Lisbon"]
    assert (await stage.desk.reply(key, "In Lisbon!", "Ben")).sentence == "Already answered by Ana, 12:00 UTC."


async def revisited(stage: Stage, days: float = 1) -> dict[str, str | None]:
    await stage.round(after=days * DAY)
    return {subject: text for subject, text in (await stage.told()).items() if subject.startswith("removed")}


async def lists(stage: Stage) -> set[str]:
    async with stage.database.read() as session:
        return set(await listing.of_person(session, ACCOUNT, MIRA, stage.clock()))


async def test_who_removed_our_comment_is_left_alone_for_a_year(stage: Stage) -> None:
    await stage.appears(COMMENT)
    await stage.round()
    stage.world.written.clear()
    assert await revisited(stage, 0.99) == {}
    (text,) = (await revisited(stage, 0.01)).values()
    assert text is not None
    assert "below a photo of @mira was removed" in text
    assert await lists(stage) == {MUTED, OPTED_OUT}
    await stage.appears(LIKE, number="m2")
    await stage.round()
    assert (await stage.action(LIKE, "m2")).reason is Reason.MUTED
    stage.clock.step(366 * DAY)
    assert await lists(stage) == set()


async def test_a_comment_that_stands_is_looked_after_once(stage: Stage) -> None:
    await stage.appears(COMMENT)
    await stage.round()
    before = stage.world.count("comments")
    assert await revisited(stage) == {}
    await stage.rounds(3, every=DAY)
    assert stage.world.count("comments") == before + 1
    assert await lists(stage) == set()


async def test_a_clock_that_is_behind_does_not_make_a_comment_vanish(stage: Stage) -> None:
    media = await stage.appears(COMMENT)
    await stage.round()
    (posted,) = stage.world.written[media.id]
    stage.world.written[media.id] = [replace(posted, created_at=posted.created_at - timedelta(hours=1))]
    assert await revisited(stage) == {}
    assert await lists(stage) == set()


@pytest.mark.parametrize(
    ("trouble", "looks", "paused"),
    [
        pytest.param(RefusedError("The photo is gone.", gone=True), 1, False, id="gone with its photo"),
        pytest.param(RetryableError("Busy."), 2, False, id="not now"),
        pytest.param(BlockedError("No token."), 1, True, id="not at all"),
    ],
)
async def test_where_nobody_can_look_nobody_is_blamed(
    stage: Stage, trouble: Exception, looks: int, *, paused: bool
) -> None:
    await stage.appears(COMMENT)
    await stage.round()
    before = stage.world.count("comments")
    stage.world.troubles["comments"] = [trouble]
    assert await revisited(stage) == {}
    await stage.rounds(2, every=600)
    assert stage.world.count("comments") == before + looks
    assert await lists(stage) == set()
    assert any(text and text.startswith("No token") for text in (await stage.told()).values()) is paused


async def test_looking_after_comments_leaves_calls_for_others(stage: Stage) -> None:
    await stage.appears(COMMENT)
    await stage.round()
    before = stage.world.count("comments")
    stage.world.budget = BudgetView(limit=5000, remaining=2000)
    await revisited(stage)
    assert stage.world.count("comments") == before


@pytest.mark.parametrize(
    ("caption", "state"),
    [
        pytest.param("Evening at the pier", ActionState.DONE, id="as it was"),
        pytest.param("Sunset with friends", ActionState.DONE, id="changed, and it still matches"),
        pytest.param("Buy my course", ActionState.SUPPRESSED, id="changed, and it matches no more"),
    ],
)
async def test_a_photo_is_looked_at_again_when_the_news_is_old(
    stage: Stage, caption: str, state: ActionState
) -> None:
    written = rules("""
rules:
  - id: sunsets
    mode: auto
    trigger: { new_media: { tags: [sunset] } }
    when: { caption.text: { any_word: [evening, sunset] } }
    do: [like]
""")
    stage.ruleset = replace(RULES, version="next", rules=written.rules)
    await stage.appears(LIKE)
    stage.world.troubles["like"] = [RetryableError("Down.", delay=601)]
    await stage.round()
    stage.world.change("m1", caption=caption)
    await stage.round(after=601)
    after = await stage.action(LIKE)
    assert (after.state, after.reason) == (state, None if state is ActionState.DONE else Reason.GONE)


async def test_a_photo_that_is_gone_is_found_gone(stage: Stage) -> None:
    await stage.appears(COMMENT, mode=Mode.ASK)
    await stage.round()
    stage.clock.step(601)
    stage.world.troubles["media"] = [RefusedError("It is gone.", gone=True)]
    result = await stage.desk.accept((await stage.action(COMMENT)).id, "Ana")
    assert result.sentence == "Not done. It is gone."
    assert (await stage.action(COMMENT)).reason is Reason.GONE
