from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from actions.desk import Desk
from actions.results import Standing
from domain.errors import BlockedError, RefusedError, RetryableError, UncertainError
from domain.events import FollowRequest
from domain.ids import AccountKey, ActionId, EventKey
from domain.plans import ActionKind, Mode, Plan, Reason
from storage import accounts, actions, seen, switches
from storage.moves import Move
from storage.states import ActionState
from storage.switches import Switch
from tests.unit.actions.stage import RULE, wish
from tests.unit.polling.stage import ACCOUNT
from tests.unit.polling.world import MIRA, START, Crash, person

if TYPE_CHECKING:
    from actions.results import Result
    from tests.unit.actions.stage import Stage

APPROVE, IGNORE = ActionKind.APPROVE, ActionKind.IGNORE
ANA, BEN = "Ana", "Ben"


async def test_a_person_likes_a_photo_once(stage: Stage) -> None:
    media = await stage.appears()
    first = await stage.desk.like(media, ANA)
    stage.clock.step(120)
    second = await stage.desk.like(media, BEN)
    assert (first.state, first.sentence) == (Standing.DONE, "Liked.")
    assert (second.state, second.sentence) == (Standing.ALREADY, "Already liked by Ana, 12:00 UTC.")
    assert stage.world.effects == ["like m1"]
    assert (await stage.action(ActionKind.LIKE)).decided_by == ANA


async def test_what_a_rule_has_done_is_not_done_again(stage: Stage) -> None:
    media = await stage.appears(ActionKind.LIKE)
    await stage.round()
    result = await stage.desk.like(media, ANA)
    assert (result.state, result.sentence) == (Standing.ALREADY, "Already liked by the rule sunsets, 12:00 UTC.")
    assert stage.world.effects == ["like m1"]


@pytest.mark.parametrize(
    "state", [ActionState.PLANNED, ActionState.WATCHED, ActionState.SUPPRESSED, ActionState.AWAITING_APPROVAL]
)
async def test_a_person_may_like_what_rules_left_and_the_rule_keeps_its_credit(
    stage: Stage, state: ActionState
) -> None:
    media = await stage.appears(ActionKind.LIKE)
    await stage.put(await stage.action(ActionKind.LIKE), Move(state=state))
    stage.clock.step(7 * 3600)
    assert (await stage.desk.like(media, ANA)).state is Standing.DONE
    like = await stage.action(ActionKind.LIKE)
    assert (like.decided_by, like.wish.rules) == (ANA, (RULE,))


async def test_what_a_person_did_is_shown_and_not_told_again(stage: Stage) -> None:
    media = await stage.appears(ActionKind.LIKE, mode=Mode.ASK)
    await stage.round()
    before = await stage.told()
    await stage.desk.like(media, ANA)
    assert await stage.told() == before
    other = await stage.appears(number="m2")
    await stage.desk.like(other, ANA)
    assert await stage.told() == before


@pytest.mark.parametrize(("kind", "sentence"), [(APPROVE, "Approved."), (IGNORE, "Ignored.")])
async def test_a_person_answers_a_request_once(stage: Stage, kind: ActionKind, sentence: str) -> None:
    key = await stage.asks()
    assert (await stage.desk.decide(key, kind, ANA)).sentence == sentence
    stage.clock.step(60)
    again = await stage.desk.decide(key, kind, BEN)
    assert again.sentence == f"Already {kind}d by Ana, 12:00 UTC."
    assert stage.world.effects == [f"{kind} 7"]


@pytest.mark.parametrize("kind", [APPROVE, IGNORE])
async def test_who_waited_since_before_the_start_can_be_answered(stage: Stage, kind: ActionKind) -> None:
    stage.world.waiting = [MIRA]
    async with stage.database.write() as session:
        await seen.update_waiting(session, ACCOUNT, [MIRA.id], START)
        since = (await seen.waiting(session, ACCOUNT))[MIRA.id]
    key = FollowRequest(requester=MIRA, first_seen_at=since).key
    assert (await stage.desk.decide(key, kind, ANA)).state is Standing.DONE
    assert stage.world.effects == [f"{kind} 7"]


async def test_who_asks_again_can_be_answered_again(stage: Stage) -> None:
    assert (await stage.desk.decide(await stage.asks(), IGNORE, ANA)).state is Standing.DONE
    stage.clock.step(3600)
    assert (await stage.desk.decide(await stage.asks(), APPROVE, ANA)).state is Standing.DONE
    assert stage.world.effects == ["ignore 7", "approve 7"]


@pytest.mark.parametrize(
    ("follows", "sentence"),
    [(False, "Not done. The request is no longer there."), (True, "Approved. They followed you already.")],
)
async def test_a_request_that_is_gone_is_not_answered(stage: Stage, sentence: str, *, follows: bool) -> None:
    key = await stage.asks()
    stage.world.waiting = []
    stage.world.followers = {MIRA.id} if follows else set()
    assert (await stage.desk.decide(key, APPROVE, ANA)).sentence == sentence
    assert stage.world.effects == []


@pytest.mark.parametrize(
    "state", [ActionState.PLANNED, ActionState.AWAITING_APPROVAL, ActionState.PENDING, ActionState.REVIEW]
)
@pytest.mark.parametrize(("rule_wants", "person_wants"), [(APPROVE, IGNORE), (IGNORE, APPROVE)])
async def test_a_person_wins_over_a_rule_that_has_not_acted(
    stage: Stage, state: ActionState, rule_wants: ActionKind, person_wants: ActionKind
) -> None:
    key = await stage.asks(rule_wants)
    later = stage.clock() + timedelta(hours=1)
    await stage.put(await stage.action(rule_wants, MIRA.id), Move(state=state, next_at=later))
    await stage.desk.decide(key, person_wants, ANA)
    await stage.rounds(3, every=3600)
    rival = await stage.action(rule_wants, MIRA.id)
    assert (rival.state, rival.note, rival.decided_by) == (ActionState.CANCELLED, "Ana decided otherwise.", ANA)
    assert stage.world.effects == [f"{person_wants} 7"]


async def test_a_person_wins_over_a_plan_that_comes_after(stage: Stage) -> None:
    key = await stage.asks()
    await stage.desk.decide(key, IGNORE, ANA)
    stage.world.waiting = [MIRA]
    async with stage.database.write() as session:
        await actions.record_plan(session, ACCOUNT, Plan(event=key, actions=(wish(APPROVE, MIRA.id),)), START)
    await stage.rounds(2, every=60)
    assert (await stage.action(APPROVE, MIRA.id)).reason is Reason.HUMAN_FIRST
    assert stage.world.effects == ["ignore 7"]


async def test_a_person_wins_while_the_rule_looks_first(stage: Stage) -> None:
    key = await stage.asks(APPROVE)
    stage.world.meanwhile["relationship"] = lambda: stage.desk.decide(key, IGNORE, ANA)
    await stage.rounds(2, every=60)
    assert stage.world.effects == ["ignore 7"]
    assert await stage.state(APPROVE, MIRA.id) is ActionState.CANCELLED


async def test_what_is_on_its_way_goes_first_and_then_the_person_is_heard(stage: Stage) -> None:
    key = await stage.asks(APPROVE)
    results: list[Result] = []

    async def press() -> None:
        results.append(await stage.desk.decide(key, IGNORE, ANA))

    stage.world.meanwhile["change_relationship"] = press
    stage.world.troubles["change_relationship"] = [RetryableError("Busy.", delay=60)]
    await stage.round()
    await stage.rounds(3, every=30)
    assert results[0].state is Standing.LATER
    assert "approve was on its way" in results[0].sentence
    assert stage.world.effects == ["ignore 7"]
    assert await stage.state(APPROVE, MIRA.id) is ActionState.SUPPRESSED


async def test_what_is_in_doubt_is_settled_first_and_then_the_person_is_heard(stage: Stage) -> None:
    key = await stage.asks(APPROVE)
    stage.world.troubles["change_relationship"] = [UncertainError("Lost.")]
    await stage.round()
    assert (await stage.desk.decide(key, IGNORE, ANA)).state is Standing.LATER
    await stage.rounds(4, every=30)
    assert stage.world.effects == ["ignore 7"]


async def test_what_a_rule_has_decided_cannot_be_taken_back(stage: Stage) -> None:
    key = await stage.asks(APPROVE)
    await stage.round()
    result = await stage.desk.decide(key, IGNORE, ANA)
    assert result.sentence == "Already approved by the rule sunsets, 12:00 UTC."
    assert stage.world.effects == ["approve 7"]


async def test_of_two_people_the_last_to_press_before_it_is_done_is_heard(stage: Stage) -> None:
    key = await stage.asks()
    stage.world.troubles["change_relationship"] = [RetryableError("Busy.", delay=60)]
    await stage.desk.decide(key, APPROVE, ANA)
    await stage.desk.decide(key, IGNORE, BEN)
    await stage.rounds(3, every=60)
    assert stage.world.effects == ["ignore 7"]


@pytest.mark.parametrize("presses", [2, 5])
async def test_many_presses_at_once_do_one_thing(stage: Stage, presses: int) -> None:
    key = await stage.asks()
    await asyncio.gather(*(stage.desk.decide(key, APPROVE, f"P{number}") for number in range(presses)))
    assert stage.world.effects == ["approve 7"]


async def test_a_second_press_amid_the_first_leaves_it_in_hand(stage: Stage) -> None:
    media = await stage.appears()

    async def press_and_go_on() -> None:
        await stage.desk.like(media, BEN)
        await stage.rounds(2, every=60)

    stage.world.meanwhile["like"] = press_and_go_on
    assert (await stage.desk.like(media, ANA)).state is Standing.DONE
    assert stage.world.calls == ["like m1"]


async def test_opposite_presses_at_once_do_one_thing(stage: Stage) -> None:
    key = await stage.asks()
    other = Desk(stage.around)
    await asyncio.gather(stage.desk.decide(key, APPROVE, ANA), other.decide(key, IGNORE, BEN))
    await stage.rounds(4, every=30)
    assert len(stage.world.effects) == 1


async def test_a_press_and_a_round_at_once_do_one_thing(stage: Stage) -> None:
    key = await stage.asks(APPROVE)
    await asyncio.gather(stage.acting.round(), stage.desk.decide(key, APPROVE, ANA), stage.acting.round())
    await stage.rounds(2, every=60)
    assert stage.world.effects == ["approve 7"]


@pytest.mark.parametrize("kind", [ActionKind.LIKE, ActionKind.COMMENT, APPROVE, IGNORE])
async def test_a_proposal_is_done_when_somebody_agrees(stage: Stage, kind: ActionKind) -> None:
    target = MIRA.id if kind in {APPROVE, IGNORE} else "m1"
    await (stage.asks(kind, mode=Mode.ASK) if target == MIRA.id else stage.appears(kind, mode=Mode.ASK))
    await stage.round()
    proposal = await stage.action(kind, target)
    assert (await stage.desk.accept(proposal.id, ANA)).state is Standing.DONE
    again = await stage.desk.accept(proposal.id, BEN)
    assert (again.state, ANA in again.sentence) == (Standing.ALREADY, True)
    assert stage.world.effects == [f"{kind} {target}"]


async def test_a_proposal_is_not_done_when_somebody_declines(stage: Stage) -> None:
    await stage.appears(ActionKind.LIKE, mode=Mode.ASK)
    await stage.round()
    proposal = await stage.action(ActionKind.LIKE)
    assert (await stage.desk.decline(proposal.id, ANA)).sentence == "Skipped."
    declined = await stage.action(ActionKind.LIKE)
    assert (declined.state, declined.reason, declined.decided_by) == (
        ActionState.CANCELLED,
        Reason.DECLINED,
        ANA,
    )
    for late in (stage.desk.accept, stage.desk.decline):
        assert (await late(proposal.id, BEN)).sentence == "Already declined by Ana, 12:00 UTC."
    await stage.rounds(2, every=60)
    assert stage.world.effects == []


async def test_declining_one_proposal_holds_a_rule_that_wants_the_opposite(stage: Stage) -> None:
    key = await stage.asks(APPROVE, mode=Mode.ASK)
    await stage.round()
    await stage.desk.decline((await stage.action(APPROVE, MIRA.id)).id, ANA)
    async with stage.database.write() as session:
        await actions.record_plan(session, ACCOUNT, Plan(event=key, actions=(wish(IGNORE, MIRA.id),)), START)
    await stage.round()
    assert (await stage.action(IGNORE, MIRA.id)).reason is Reason.HUMAN_FIRST


async def test_agreeing_to_one_proposal_cancels_the_other(stage: Stage) -> None:
    await stage.asks(APPROVE, mode=Mode.ASK)
    await stage.round()
    await stage.put(await stage.action(APPROVE, MIRA.id), Move(state=ActionState.AWAITING_APPROVAL))
    key = (await stage.action(APPROVE, MIRA.id)).event
    async with stage.database.write() as session:
        await actions.record_plan(session, ACCOUNT, Plan(event=key, actions=(wish(IGNORE, MIRA.id),)), START)
    await stage.desk.accept((await stage.action(APPROVE, MIRA.id)).id, ANA)
    await stage.round()
    assert await stage.state(IGNORE, MIRA.id) is ActionState.CANCELLED
    assert stage.world.effects == ["approve 7"]


async def test_an_expired_proposal_is_not_done(stage: Stage) -> None:
    await stage.appears(ActionKind.LIKE, mode=Mode.ASK)
    await stage.round()
    await stage.round(after=7 * 3600)
    result = await stage.desk.accept((await stage.action(ActionKind.LIKE)).id, ANA)
    assert (result.state, result.sentence) == (Standing.REFUSED, "Not done. The photo is too old by now.")
    assert stage.world.calls == []


async def test_numbers_that_nobody_gave_are_refused(stage: Stage) -> None:
    for press in (stage.desk.accept, stage.desk.decline):
        assert (await press(ActionId(999), ANA)).sentence == "This is not known any more."


async def test_actions_of_another_account_are_refused(stage: Stage) -> None:
    await stage.appears(ActionKind.LIKE, mode=Mode.ASK)
    await stage.round()
    proposal = await stage.action(ActionKind.LIKE)
    around = type(stage.around)(
        account=AccountKey("other"),
        me=stage.around.me,
        network=stage.world,
        database=stage.database,
        rules=stage.around.rules,
        clock=stage.clock,
    )
    assert (await Desk(around).accept(proposal.id, ANA)).state is Standing.REFUSED


async def test_a_limit_makes_a_person_wait_too(stage: Stage) -> None:
    for number in range(3):
        await stage.appears(ActionKind.LIKE, number=f"m{number}")
    await stage.round()
    media = await stage.appears(number="mine")
    result = await stage.desk.like(media, ANA)
    assert result.state is Standing.LATER
    assert result.sentence == (
        "The likes of your limit are used up until 13:00 UTC. It will be done by itself at 13:00 UTC."
    )
    assert len(stage.world.effects) == 3
    await stage.round(after=3600)
    assert stage.world.effects[-1] == "like mine"


async def test_rules_and_people_share_a_limit(stage: Stage) -> None:
    for number in range(2):
        await stage.desk.decide(await stage.asks(who=person(f"10{number}")), APPROVE, ANA)
    await stage.asks(APPROVE)
    await stage.round()
    assert len(stage.world.effects) == 2


async def test_people_act_during_a_pause(stage: Stage) -> None:
    media = await stage.appears(ActionKind.LIKE)
    async with stage.database.write() as session:
        await switches.turn_on(session, Switch.PAUSED, ANA, START)
    await stage.round()
    assert (await stage.desk.like(media, ANA)).state is Standing.DONE


async def test_nothing_is_done_for_an_account_that_is_paused(stage: Stage) -> None:
    media, key = await stage.appears(ActionKind.COMMENT, mode=Mode.ASK), await stage.asks()
    await stage.round()
    async with stage.database.write() as session:
        await accounts.pause(session, ACCOUNT, "The token is refused.")
    proposal = await stage.action(ActionKind.COMMENT)
    results = [
        await stage.desk.like(media, ANA),
        await stage.desk.unlike(media.id, ANA),
        await stage.desk.decide(key, APPROVE, ANA),
        await stage.desk.accept(proposal.id, ANA),
    ]
    assert {(result.state, result.sentence) for result in results} == {
        (Standing.REFUSED, "Not done, the account is paused. The token is refused. /resume goes on.")
    }
    assert stage.world.calls == []


async def test_nothing_else_is_decided_about_a_request(stage: Stage) -> None:
    with pytest.raises(ValueError, match="approved, ignored or"):
        await stage.desk.decide(EventKey("request:7:1"), ActionKind.LIKE, ANA)


@pytest.mark.parametrize(
    ("error", "standing", "sentence"),
    [
        (RetryableError("Busy.", delay=60), Standing.LATER, "Busy. It will be done by itself at 12:01 UTC."),
        (UncertainError("Lost."), Standing.UNSURE, "The answer was lost; looking whether it was done."),
        (RefusedError("It is private."), Standing.REFUSED, "Not done. It is private."),
        (RefusedError("It is gone.", gone=True), Standing.REFUSED, "Not done. It is gone."),
        (
            BlockedError("No token."),
            Standing.LATER,
            "Not done yet, the account is paused. No token. It will be done after /resume.",
        ),
    ],
    ids=["not sent", "lost", "refused", "gone", "blocked"],
)
async def test_every_failure_has_its_answer(
    stage: Stage, error: Exception, standing: Standing, sentence: str
) -> None:
    media = await stage.appears()
    stage.world.troubles["like"] = [error]
    result = await stage.desk.like(media, ANA)
    assert (result.state, result.sentence) == (standing, sentence)


async def test_a_crash_amid_a_press_loses_and_doubles_nothing(stage: Stage) -> None:
    key = await stage.asks()
    stage.world.losses["approve"] = [Crash()]
    with pytest.raises(Crash):
        await stage.desk.decide(key, APPROVE, ANA)
    await stage.restart()
    await stage.rounds(2, every=1)
    assert stage.world.effects == ["approve 7"]
    assert (await stage.action(APPROVE, MIRA.id)).decided_by == ANA


async def test_a_crash_before_the_claim_of_a_press_is_made_good(stage: Stage) -> None:
    key = await stage.asks()
    stage.world.troubles["relationship"] = [Crash()]
    with pytest.raises(Crash):
        await stage.desk.decide(key, APPROVE, ANA)
    await stage.restart()
    await stage.round()
    assert stage.world.effects == []
    await stage.round(after=30)
    assert stage.world.effects == ["approve 7"]


async def test_a_person_who_was_quicker_than_the_look_wins(stage: Stage) -> None:
    stage.world.waiting.append(MIRA)
    shown = FollowRequest(requester=MIRA, first_seen_at=stage.clock()).key
    stage.world.troubles["relationship"] = [RetryableError("Too many calls.", delay=120)]
    await stage.desk.decide(shown, APPROVE, ANA)
    stage.world.waiting.clear()
    stage.clock.step(5)
    await stage.asks(IGNORE)  # the look brings the event, under a key of its own
    await stage.rounds(3, every=60)
    assert stage.world.effects == ["approve 7"]
    assert (await stage.action(IGNORE, "7")).reason is Reason.HUMAN_FIRST


async def test_a_person_wins_over_what_a_rule_still_wants_about_an_earlier_request(stage: Stage) -> None:
    await stage.asks(IGNORE)
    await stage.put(await stage.action(IGNORE, "7"), Move(state=ActionState.PENDING, next_at=stage.clock()))
    stage.world.waiting.clear()
    stage.clock.step(60)
    await stage.desk.decide(await stage.asks(), APPROVE, ANA)
    await stage.round()
    assert stage.world.effects == ["approve 7"]
    assert await stage.state(IGNORE, "7") is ActionState.CANCELLED


async def test_what_was_unliked_elsewhere_is_liked_again(stage: Stage) -> None:
    media = await stage.appears(ActionKind.LIKE)
    await stage.round()
    stage.world.hearts.discard(media.id)
    fresh = await stage.world.media(media.id)
    assert (await stage.desk.like(fresh, ANA)).sentence == "Liked."
    assert stage.world.effects == ["like m1", "like m1"]
    assert (await stage.action(ActionKind.LIKE)).decided_by == ANA


@pytest.mark.parametrize("error", [None, RetryableError("Down.", delay=5), BlockedError("No.")])
async def test_a_card_from_before_the_like_likes_nothing_twice(stage: Stage, error: Exception | None) -> None:
    media = await stage.appears(ActionKind.LIKE)
    await stage.round()
    stage.world.troubles["media"] = [error]
    assert (await stage.desk.like(media, ANA)).state is Standing.ALREADY
    assert stage.world.effects == ["like m1"]
