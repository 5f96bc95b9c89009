from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import pytest

from actions.doubts import Patience, verdict
from actions.wanting import UNKNOWN
from domain.errors import BlockedError, RefusedError, RetryableError, UncertainError
from domain.ids import ActionId, MediaId, UserId
from domain.plans import ActionKind, LimitClass, Mode, Reason
from polling.requests import Requests
from rules.triggers import REQUESTS
from storage import sources
from storage.attempts import Ending
from storage.states import ActionState, Outcome
from tests.unit.actions.effects.jobs import action
from tests.unit.actions.stage import HELLO, on_terms
from tests.unit.polling.stage import ACCOUNT
from tests.unit.polling.world import ME, MIRA, START

if TYPE_CHECKING:
    from tests.unit.actions.stage import Stage

LOST = UncertainError("Sent, but the answer was lost.")
M1 = MediaId("m1")


def seconds(count: float) -> timedelta:
    return timedelta(seconds=count)


@pytest.mark.parametrize("kind", [ActionKind.LIKE, ActionKind.COMMENT, ActionKind.APPROVE, ActionKind.IGNORE])
def test_what_is_seen_is_done_and_what_cannot_be_seen_is_for_a_person(kind: ActionKind) -> None:
    found, undecidable = (verdict(action(kind), seen, START) for seen in (True, None))
    assert isinstance(found, Ending)
    assert (found.outcome, found.move.state) == (Outcome.FOUND, ActionState.DONE)
    assert isinstance(undecidable, Ending)
    assert undecidable.move.state is ActionState.REVIEW


@pytest.mark.parametrize("kind", [ActionKind.LIKE, ActionKind.APPROVE, ActionKind.IGNORE])
def test_what_may_be_done_twice_is_tried_again_after_one_look(kind: ActionKind) -> None:
    ending = verdict(replace(action(kind), attempt=3), seen=False, now=START)
    assert isinstance(ending, Ending)
    assert (ending.outcome, ending.move.state) == (Outcome.LOST, ActionState.PENDING)
    assert ending.move.next_at == START + seconds(8)


@pytest.mark.parametrize(
    ("since_doubt", "looks", "expected"),
    [
        pytest.param(0, 0, Patience(until=START + seconds(60), counts=False), id="too early to count"),
        pytest.param(59, 0, Patience(until=START + seconds(60), counts=False), id="still too early"),
        pytest.param(60, 0, Patience(until=START + seconds(90), counts=True), id="the first that counts"),
        pytest.param(90, 1, None, id="the second proves it"),
    ],
)
def test_a_comment_is_proved_absent_by_two_looks_after_it_settled(
    since_doubt: float, looks: int, expected: Patience | None
) -> None:
    comment = replace(action(ActionKind.COMMENT), uncertain_since=START, absent_looks=looks)
    found = verdict(comment, seen=False, now=START + seconds(since_doubt))
    if expected is None:
        assert isinstance(found, Ending)
        assert found.move.state is ActionState.PENDING
    else:
        assert found == expected


async def test_a_like_whose_answer_was_lost_is_found(stage: Stage) -> None:
    await stage.appears(ActionKind.LIKE)
    stage.world.losses["like"] = [LOST]
    await stage.round()
    assert await stage.state(ActionKind.LIKE) is ActionState.UNCERTAIN
    await stage.round()
    assert await stage.state(ActionKind.LIKE) is ActionState.DONE
    assert stage.world.effects == ["like m1"]
    assert list(await stage.told()) == ["media:m1"]


@pytest.mark.parametrize(
    ("kind", "operation"),
    [
        (ActionKind.LIKE, "like"),
        (ActionKind.APPROVE, "change_relationship"),
        (ActionKind.IGNORE, "change_relationship"),
    ],
)
async def test_what_was_lost_on_its_way_is_done_again(stage: Stage, kind: ActionKind, operation: str) -> None:
    await (stage.appears(kind) if kind is ActionKind.LIKE else stage.asks(kind))
    stage.world.troubles[operation] = [LOST]
    await stage.rounds(3, every=2)
    target = "m1" if kind is ActionKind.LIKE else MIRA.id
    assert await stage.state(kind, target) is ActionState.DONE
    assert len(stage.world.effects) == 1
    assert stage.world.count(operation) == 2


async def takes_effect(stage: Stage) -> None:
    """An approval that was sent before comes through only now."""
    stage.world.waiting.clear()
    stage.world.followers.add(MIRA.id)


async def look_at_requests(stage: Stage) -> None:
    """A look at those who wait, as polling makes it."""
    async with stage.database.write() as session:
        await sources.sync(session, ACCOUNT, {REQUESTS: None}, stage.clock())
        (watched,) = await sources.active(session, ACCOUNT)
    eye = Requests(account=ACCOUNT, network=stage.world, database=stage.database, clock=stage.clock)
    await eye.look(watched)


async def test_an_approval_that_takes_effect_after_the_look_is_done(stage: Stage) -> None:
    await stage.asks(ActionKind.APPROVE)
    stage.world.troubles["change_relationship"] = [LOST]
    await stage.rounds(2, every=0)
    assert await stage.state(ActionKind.APPROVE, MIRA.id) is ActionState.PENDING
    await takes_effect(stage)
    await look_at_requests(stage)
    await stage.rounds(2, every=10)
    approved = await stage.action(ActionKind.APPROVE, MIRA.id)
    assert (approved.state, approved.note) == (ActionState.DONE, "They followed you already.")


async def test_a_request_that_was_taken_back_meanwhile_is_gone(stage: Stage) -> None:
    await stage.asks(ActionKind.APPROVE)
    stage.world.troubles["change_relationship"] = [LOST]
    await stage.rounds(2, every=0)
    stage.world.waiting.clear()
    await look_at_requests(stage)
    await stage.rounds(2, every=10)
    assert (await stage.action(ActionKind.APPROVE, MIRA.id)).reason is Reason.GONE


@pytest.mark.parametrize(
    ("tries", "state"),
    [
        pytest.param([LOST, RefusedError("No request.", gone=True)], ActionState.DONE, id="an earlier try did it"),
        pytest.param([RefusedError("No request.", gone=True)], ActionState.SUPPRESSED, id="there was none"),
    ],
)
async def test_a_refusal_is_asked_for_its_reason_where_something_was_tried(
    stage: Stage, tries: list[BaseException | None], state: ActionState
) -> None:
    await stage.asks(ActionKind.APPROVE)
    stage.world.troubles["change_relationship"] = tries
    for _ in range(len(tries) - 1):
        await stage.rounds(2, every=0)
    stage.world.meanwhile["change_relationship"] = partial(takes_effect, stage)
    await stage.rounds(2, every=10)
    assert await stage.state(ActionKind.APPROVE, MIRA.id) is state


@pytest.mark.parametrize(("kind", "target"), [(ActionKind.COMMENT, "m1"), (ActionKind.REPLY, "c0")])
async def test_a_list_with_gaps_proves_no_absence(stage: Stage, kind: ActionKind, target: str) -> None:
    photo = MediaId("m1" if kind is ActionKind.COMMENT else "mine")
    await (stage.appears(kind) if kind is ActionKind.COMMENT else stage.speaks(kind))
    stage.world.losses["comment"] = [LOST]
    await stage.round()
    ours = stage.world.written[photo].pop()
    stage.world.garbled.add(photo)
    await stage.rounds(8, every=60)
    assert await stage.state(kind, target) is ActionState.UNCERTAIN
    stage.world.written[photo].append(ours)
    stage.world.garbled.clear()
    await stage.rounds(2, every=60)
    assert await stage.state(kind, target) is ActionState.DONE
    assert stage.world.count("post_comment") == 1


async def test_a_comment_that_never_arrived_is_posted_again_after_proof(stage: Stage) -> None:
    await stage.appears(ActionKind.COMMENT)
    stage.world.troubles["post_comment"] = [LOST]
    await stage.round()
    await stage.rounds(2, every=29.5)
    assert (await stage.action(ActionKind.COMMENT)).absent_looks == 0
    await stage.rounds(2, every=15)
    assert (await stage.action(ActionKind.COMMENT)).absent_looks == 1
    await stage.rounds(1, every=15)
    assert stage.world.count("post_comment") == 1
    await stage.rounds(2, every=2)
    assert stage.world.effects == ["comment m1"]
    assert await stage.state(ActionKind.COMMENT) is ActionState.DONE


async def test_the_second_doubt_settles_as_long_as_the_first(stage: Stage) -> None:
    await stage.appears(ActionKind.COMMENT)
    stage.world.troubles["post_comment"] = [LOST, LOST]
    await stage.rounds(13, every=9)
    assert stage.world.count("post_comment") == 2
    await stage.rounds(11, every=9)
    assert stage.world.count("post_comment") == 2
    await stage.round(after=9)
    assert stage.world.effects == ["comment m1"]


async def test_a_comment_that_shows_up_between_the_looks_is_not_posted_again(stage: Stage) -> None:
    await stage.appears(ActionKind.COMMENT)
    stage.world.troubles["post_comment"] = [LOST]
    await stage.round()
    await stage.rounds(2, every=35)
    stage.world.say(M1, HELLO, ME)
    await stage.rounds(4, every=10)
    assert stage.world.count("post_comment") == 1
    assert await stage.state(ActionKind.COMMENT) is ActionState.DONE


async def test_a_comment_under_a_busy_photo_is_for_a_person(stage: Stage) -> None:
    await stage.appears(ActionKind.COMMENT)
    stage.world.troubles["post_comment"] = [LOST]
    await stage.round()
    for number in range(150):
        stage.world.say(M1, f"Nice {number}", UserId("9"))
    await stage.round(after=1)
    assert await stage.state(ActionKind.COMMENT) is ActionState.REVIEW
    assert list(await stage.told()) == ["media:m1"]


async def test_a_look_that_fails_proves_nothing(stage: Stage) -> None:
    await stage.appears(ActionKind.COMMENT)
    stage.world.troubles["post_comment"] = [LOST]
    await stage.round()
    stage.world.troubles["comments"] = [RetryableError("Busy.", delay=20) for _ in range(9)]
    await stage.rounds(9, every=20)
    comment = await stage.action(ActionKind.COMMENT)
    assert (comment.state, comment.absent_looks) == (ActionState.UNCERTAIN, 0)
    assert stage.world.count("comments") == 10
    await stage.rounds(3, every=40)
    assert stage.world.effects == ["comment m1"]


@pytest.mark.parametrize(
    ("error", "state", "reason"),
    [
        pytest.param(RefusedError("No such photo.", gone=True), ActionState.SUPPRESSED, Reason.GONE, id="gone"),
        pytest.param(RefusedError("It is private."), ActionState.REVIEW, None, id="hidden"),
    ],
)
async def test_where_nobody_may_look_nothing_is_sent_again(
    stage: Stage, error: RefusedError, state: ActionState, reason: Reason | None
) -> None:
    await stage.appears(ActionKind.COMMENT)
    stage.world.troubles |= {"post_comment": [LOST], "comments": [None, error]}
    await stage.rounds(20, every=10)
    comment = await stage.action(ActionKind.COMMENT)
    assert (comment.state, comment.reason) == (state, reason)
    assert stage.world.count("post_comment") == 1


async def test_a_block_while_looking_pauses_the_account(stage: Stage) -> None:
    await stage.appears(ActionKind.LIKE)
    stage.world.troubles |= {"like": [LOST], "media": [BlockedError("The token is refused.")]}
    await stage.rounds(5, every=1)
    assert await stage.state(ActionKind.LIKE) is ActionState.UNCERTAIN
    assert stage.world.count("media") == 1
    assert "The token is refused." in next(text for text in (await stage.told()).values() if text)


async def test_a_lost_attempt_counts_against_the_limit(stage: Stage) -> None:
    await stage.appears(ActionKind.LIKE)
    stage.world.troubles["like"] = [LOST]
    await stage.rounds(3, every=2)
    assert len(await stage.attempts(LimitClass.LIKE)) == 2


DAY, BLIND = 86_400, RetryableError("The photo cannot be read.", delay=60)


async def in_doubt(stage: Stage) -> None:
    """A like of which nobody knows, on a photo that cannot be read from now on."""
    await stage.wants(on_terms(ActionKind.LIKE, max_age_seconds=None))
    stage.world.losses["like"] = [LOST]
    stage.world.troubles["media"] = [BLIND] * 200
    await stage.round()


async def test_what_nobody_can_look_at_for_a_day_is_for_a_person(stage: Stage) -> None:
    await in_doubt(stage)
    await stage.rounds(23, every=3600)
    assert await stage.state(ActionKind.LIKE) is ActionState.UNCERTAIN
    looks = stage.world.count("media")
    assert 10 < looks <= 23
    await stage.rounds(3, every=3600)
    asked = await stage.action(ActionKind.LIKE)
    assert (asked.state, asked.note) == (
        ActionState.REVIEW,
        "The answer was lost, and nobody could look whether it was done, for a day. The photo cannot be read.",
    )
    assert list(await stage.told()) == ["media:m1"]


async def test_one_look_in_vain_after_a_long_sleep_is_not_enough(stage: Stage) -> None:
    await in_doubt(stage)
    await stage.restart(3 * DAY)
    await stage.rounds(2, every=4 * 3600)
    assert await stage.state(ActionKind.LIKE) is ActionState.UNCERTAIN
    stage.world.troubles.clear()
    await stage.round(after=4 * 3600)
    assert await stage.state(ActionKind.LIKE) is ActionState.DONE


@pytest.mark.parametrize(
    ("said", "state", "sentence", "likes"),
    [
        pytest.param("happened", ActionState.DONE, "Noted.", 1, id="it was done"),
        pytest.param("accept", ActionState.DONE, "Liked.", 2, id="it was not, so it is done now"),
        pytest.param("decline", ActionState.CANCELLED, "Skipped.", 1, id="never mind"),
    ],
)
async def test_a_person_settles_what_looking_could_not(
    stage: Stage, said: str, state: ActionState, sentence: str, likes: int
) -> None:
    await in_doubt(stage)
    await stage.rounds(27, every=3600)
    stage.world.troubles.clear()
    stage.world.hearts.clear()
    asked = await stage.action(ActionKind.LIKE)
    answer = getattr(stage.desk.rulings if said == "happened" else stage.desk, said)
    result = await answer(asked.id, "Ana")
    settled = await stage.action(ActionKind.LIKE)
    assert (result.sentence, settled.state, settled.decided_by) == (sentence, state, "Ana")
    assert stage.world.count("like") == likes
    assert (await stage.desk.rulings.happened(asked.id, "Ben")).sentence.startswith("Already ")


async def test_only_what_is_in_question_is_taken_on_somebodys_word(stage: Stage) -> None:
    await stage.appears(ActionKind.LIKE, mode=Mode.ASK)
    await stage.round()
    proposed = await stage.action(ActionKind.LIKE)
    await stage.desk.rulings.happened(proposed.id, "Ana")
    assert await stage.state(ActionKind.LIKE) is ActionState.AWAITING_APPROVAL
    assert (await stage.desk.rulings.happened(ActionId(99), "Ana")) is UNKNOWN
