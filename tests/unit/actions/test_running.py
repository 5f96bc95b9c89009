from __future__ import annotations

import logging
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from actions.running import Acting
from domain.errors import BlockedError, ConfigError, RefusedError, RetryableError
from domain.events import NewMedia
from domain.ids import EventKey, UserId
from domain.plans import ActionKind, LimitClass, Mode, Plan, Reason
from storage import accounts, actions, rests, standings, switches
from storage.standings import Standing
from storage.states import ActionState
from storage.switches import Switch
from tests.unit.actions.stage import RULE, Stage, wish
from tests.unit.polling.stage import ACCOUNT
from tests.unit.polling.world import ME, MIRA, START, person

WRITES = [ActionKind.LIKE, ActionKind.COMMENT, ActionKind.APPROVE, ActionKind.IGNORE]


async def wanted(stage: Stage, kind: ActionKind, *, mode: Mode = Mode.AUTO) -> str:
    """Something that a rule wants; gives its target."""
    if kind in {ActionKind.APPROVE, ActionKind.IGNORE}:
        await stage.asks(kind, mode=mode)
        return MIRA.id
    await stage.appears(kind, mode=mode)
    return "m1"


@pytest.mark.parametrize("kind", WRITES)
async def test_what_a_rule_wants_is_done_once_and_told(stage: Stage, kind: ActionKind) -> None:
    target = await wanted(stage, kind)
    assert await stage.round()
    assert not await stage.round()
    assert await stage.state(kind, target) is ActionState.DONE
    assert stage.world.effects == [f"{kind} {target}"]
    assert len(await stage.told()) == 1


async def test_a_rule_that_rests_only_notes_what_it_would_do(stage: Stage) -> None:
    async with stage.database.write() as session:
        rule = Standing(rule=RULE.id, content="abc", wanted=Mode.AUTO, granted=Mode.AUTO)
        await standings.put(session, [rule])
        await rests.begin(session, RULE.id, "Ana", START)
    await stage.appears(ActionKind.LIKE)
    await stage.rounds(2, every=10)
    action = await stage.action(ActionKind.LIKE)
    assert (action.state, action.reason) == (ActionState.WATCHED, Reason.PAUSED)
    assert action.note == "sunsets was paused by Ana."
    assert stage.world.calls == []


@pytest.mark.parametrize("kind", WRITES)
@pytest.mark.parametrize(
    ("mode", "ceiling", "state", "told"),
    [
        pytest.param(Mode.WATCH, Mode.AUTO, ActionState.WATCHED, 0, id="the rule watches"),
        pytest.param(Mode.AUTO, Mode.WATCH, ActionState.WATCHED, 0, id="everything watches"),
        pytest.param(Mode.ASK, Mode.AUTO, ActionState.AWAITING_APPROVAL, 1, id="the rule asks"),
        pytest.param(Mode.AUTO, Mode.ASK, ActionState.AWAITING_APPROVAL, 1, id="everything asks"),
    ],
)
async def test_nothing_is_written_below_auto(
    stage: Stage, kind: ActionKind, mode: Mode, ceiling: Mode, state: ActionState, told: int
) -> None:
    stage.acting = Acting(stage.around, ceiling=ceiling)
    target = await wanted(stage, kind, mode=mode)
    await stage.rounds(3, every=10)
    assert await stage.state(kind, target) is state
    assert stage.world.calls == []
    assert len(await stage.told()) == told


@pytest.mark.parametrize("ceiling", [Mode.ASK, Mode.AUTO])
async def test_a_notice_is_told_and_asks_nobody(stage: Stage, ceiling: Mode) -> None:
    stage.acting = Acting(stage.around, ceiling=ceiling)
    await stage.appears(ActionKind.NOTIFY)
    await stage.round()
    assert await stage.state(ActionKind.NOTIFY) is ActionState.DONE
    assert list(await stage.told()) == ["media:m1"]
    assert stage.world.calls == []


async def test_photos_that_are_too_old_are_left_alone(stage: Stage) -> None:
    await stage.appears(ActionKind.LIKE, ActionKind.COMMENT)
    await stage.round(after=6 * 3600 + 1)
    assert stage.world.calls == []
    reasons = {(await stage.action(kind)).reason for kind in (ActionKind.LIKE, ActionKind.COMMENT)}
    assert reasons == {Reason.AGE}


async def test_a_rule_leaves_the_owner_and_the_listed_alone(stage: Stage) -> None:
    await stage.appears(ActionKind.LIKE, number="mine", author=person(ME))
    await stage.appears(ActionKind.LIKE, number="eves", author=person("5", "Eve"))
    await stage.round()
    reasons = {target: (await stage.action(ActionKind.LIKE, target)).reason for target in ("mine", "eves")}
    assert reasons == {"mine": Reason.SELF, "eves": Reason.NEVER}
    assert stage.world.calls == []


async def test_an_event_that_nobody_knows_is_not_acted_on(stage: Stage) -> None:
    async with stage.database.write() as session:
        plan = Plan(event=EventKey("media:m1"), actions=(wish(ActionKind.LIKE, "m1"),))
        await actions.record_plan(session, ACCOUNT, plan, START)
    await stage.round()
    assert (await stage.action(ActionKind.LIKE)).reason is Reason.UNKNOWN


async def test_likes_beyond_the_limit_are_dropped(stage: Stage) -> None:
    for number in range(5):
        await stage.appears(ActionKind.LIKE, number=f"m{number}")
    await stage.round()
    assert len(stage.world.effects) == 3
    dropped = [await stage.action(ActionKind.LIKE, f"m{number}") for number in (3, 4)]
    assert [(one.state, one.reason) for one in dropped] == [(ActionState.SUPPRESSED, Reason.LIMIT)] * 2


async def test_decisions_beyond_the_limit_wait_for_their_hour(stage: Stage) -> None:
    for number in range(4):
        await stage.asks(ActionKind.APPROVE, who=person(f"10{number}"))
    await stage.round()
    assert len(stage.world.effects) == 2
    waiting = await stage.action(ActionKind.APPROVE, "103")
    assert (waiting.state, waiting.reason) == (ActionState.PENDING, Reason.LIMIT)
    assert waiting.next_at == START + timedelta(hours=1)
    await stage.round(after=3599)
    assert len(stage.world.effects) == 2
    await stage.round(after=1)
    assert len(stage.world.effects) == 3
    assert (await stage.action(ActionKind.APPROVE, "103")).next_at == START + timedelta(days=1)


async def test_limits_slide_and_hold_over_restarts(stage: Stage) -> None:
    done: list[float] = []
    for number in range(16):
        before = len(stage.world.effects)
        await stage.appears(ActionKind.LIKE, number=f"m{number}")
        await stage.acting.round()
        done += [number] * (len(stage.world.effects) - before)
        await stage.restart(after=60 * 25)
    minutes = [number * 25 for number in done]
    for window, most in ((60, 3), (60 * 24, 5)):
        assert all(sum(start <= one < start + window for one in minutes) <= most for start in minutes)
    assert len(done) == 5


async def test_what_was_not_sent_does_not_count(stage: Stage) -> None:
    for number in range(4):
        await stage.appears(ActionKind.LIKE, number=f"m{number}")
    stage.world.troubles["like"] = [RetryableError("Busy.", delay=30)]
    await stage.round()
    assert len(stage.world.effects) == 3
    assert len(await stage.attempts(LimitClass.LIKE)) == 3


async def test_what_was_not_sent_is_tried_again_when_the_network_says(stage: Stage) -> None:
    await stage.appears(ActionKind.LIKE)
    stage.world.troubles["like"] = [RetryableError("Busy.", delay=30)]
    await stage.round()
    await stage.round(after=29)
    assert stage.world.count("like") == 1
    await stage.round(after=1)
    assert stage.world.effects == ["like m1"]


async def test_what_was_not_sent_in_time_is_too_old(stage: Stage) -> None:
    await stage.appears(ActionKind.LIKE)
    stage.world.troubles["like"] = [RetryableError("Busy.", delay=6 * 3600 + 1)]
    await stage.round()
    await stage.round(after=6 * 3600 + 1)
    assert (await stage.action(ActionKind.LIKE)).reason is Reason.AGE
    assert stage.world.effects == []


@pytest.mark.parametrize(
    ("error", "state", "reason", "told"),
    [
        pytest.param(RefusedError("They closed it."), ActionState.FAILED, None, 1, id="refused"),
        pytest.param(RefusedError("It is gone.", gone=True), ActionState.SUPPRESSED, Reason.GONE, 0, id="gone"),
    ],
)
async def test_what_is_refused_is_never_tried_again(
    stage: Stage, error: RefusedError, state: ActionState, reason: Reason | None, told: int
) -> None:
    await stage.appears(ActionKind.LIKE)
    stage.world.troubles["like"] = [error]
    await stage.rounds(3, every=3600)
    like = await stage.action(ActionKind.LIKE)
    assert (like.state, like.reason, like.note) == (state, reason, str(error))
    assert stage.world.count("like") == 1
    assert len(await stage.told()) == told


async def test_a_look_before_may_be_refused_too(stage: Stage) -> None:
    await stage.appears(ActionKind.COMMENT)
    stage.world.troubles["comments"] = [RetryableError("Busy.", delay=10), RefusedError("Gone.", gone=True)]
    await stage.rounds(3, every=10)
    comment = await stage.action(ActionKind.COMMENT)
    assert (comment.state, comment.reason) == (ActionState.SUPPRESSED, Reason.GONE)
    assert await stage.attempts(LimitClass.COMMENT) == []


async def test_a_block_stops_everything_until_somebody_goes_on(stage: Stage) -> None:
    await stage.appears(ActionKind.LIKE)
    await stage.asks(ActionKind.APPROVE)
    stage.world.troubles["like"] = [BlockedError("The network suspects abuse. Look at the account.")]
    await stage.rounds(3, every=60)
    assert stage.world.calls == ["like m1"]
    assert await stage.state(ActionKind.LIKE) is ActionState.PENDING
    (text,) = [text for text in (await stage.told()).values() if text]
    assert text.startswith("The network suspects abuse. Look at the account. Until then nothing")

    async with stage.database.write() as session:
        await accounts.pause(session, ACCOUNT, None)
    await stage.rounds(2, every=60)
    assert sorted(stage.world.effects) == ["approve 7", "like m1"]


async def test_a_block_while_looking_before_stops_everything_too(stage: Stage) -> None:
    await stage.asks(ActionKind.APPROVE)
    stage.world.troubles["relationship"] = [BlockedError("The token is refused.")]
    await stage.rounds(3, every=60)
    assert stage.world.calls == ["relationship 7"]
    assert await stage.state(ActionKind.APPROVE, MIRA.id) is ActionState.PENDING


async def pause(stage: Stage) -> None:
    async with stage.database.write() as session:
        await switches.turn_on(session, Switch.PAUSED, "Ana", stage.clock())


@pytest.mark.parametrize("kind", WRITES)
async def test_a_pause_notes_what_rules_would_have_done(stage: Stage, kind: ActionKind) -> None:
    target = await wanted(stage, kind)
    await pause(stage)
    await stage.round()
    action = await stage.action(kind, target)
    assert (action.state, action.reason) == (ActionState.WATCHED, Reason.PAUSED)
    assert stage.world.effects == []


async def test_a_pause_at_the_last_moment_holds(stage: Stage) -> None:
    await stage.asks(ActionKind.APPROVE)
    stage.world.meanwhile["relationship"] = lambda: pause(stage)
    await stage.round()
    assert (await stage.action(ActionKind.APPROVE, MIRA.id)).reason is Reason.PAUSED
    assert stage.world.effects == []


async def test_a_proposal_about_a_photo_expires_with_it(stage: Stage) -> None:
    await stage.appears(ActionKind.LIKE, mode=Mode.ASK)
    key = await stage.asks(ActionKind.APPROVE, mode=Mode.ASK)
    await stage.round()
    assert not await stage.round(after=6 * 3600 - 1)
    assert await stage.round(after=1)
    like = await stage.action(ActionKind.LIKE)
    assert (like.state, like.reason) == (ActionState.EXPIRED, Reason.EXPIRED)
    assert await stage.state(ActionKind.APPROVE, MIRA.id) is ActionState.AWAITING_APPROVAL
    assert set(await stage.told()) == {"media:m1", key}


async def test_two_decisions_about_one_request_are_one(stage: Stage) -> None:
    await stage.asks(ActionKind.APPROVE, ActionKind.IGNORE)
    await stage.round()
    states = {kind: await stage.action(kind, MIRA.id) for kind in (ActionKind.APPROVE, ActionKind.IGNORE)}
    assert [states[ActionKind.APPROVE].reason, states[ActionKind.IGNORE].state] == [
        Reason.CONFLICT,
        ActionState.DONE,
    ]
    assert stage.world.effects == ["ignore 7"]


async def test_an_unforeseen_end_of_a_call_is_a_doubt(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    await stage.appears(ActionKind.LIKE)
    stage.world.losses["like"] = [RuntimeError("a mistake of ours")]
    await stage.round()
    assert await stage.state(ActionKind.LIKE) is ActionState.UNCERTAIN
    assert [record.levelname for record in caplog.records if record.exc_info] == ["ERROR"]
    await stage.round()
    assert stage.world.effects == ["like m1"]
    assert await stage.state(ActionKind.LIKE) is ActionState.DONE


async def test_nothing_begins_after_stop_and_what_is_in_hand_is_recorded(stage: Stage) -> None:
    await stage.appears(ActionKind.LIKE, number="m1")
    await stage.appears(ActionKind.LIKE, number="m2")

    async def stop() -> None:
        stage.acting.stop()

    stage.world.meanwhile["like"] = stop
    await stage.round()
    assert stage.world.effects == ["like m1"]
    assert await stage.state(ActionKind.LIKE, "m1") is ActionState.DONE
    assert await stage.state(ActionKind.LIKE, "m2") is ActionState.PENDING


async def test_two_runners_do_one_thing(stage: Stage) -> None:
    await stage.asks(ActionKind.APPROVE)
    other = Acting(stage.around, ceiling=Mode.AUTO)
    stage.world.meanwhile["relationship"] = other.round
    await stage.round()
    assert stage.world.effects == ["approve 7"]
    assert stage.world.count("change_relationship") == 1


async def test_an_answer_for_an_action_that_was_taken_over_counts_for_nothing(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    await stage.appears(ActionKind.LIKE)
    stage.world.meanwhile["like"] = stage.acting.recover
    await stage.round()
    assert await stage.state(ActionKind.LIKE) is ActionState.UNCERTAIN
    assert "taken over" in caplog.text


async def test_changes_of_state_are_logged_with_their_numbers(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    await stage.appears(ActionKind.LIKE)
    await stage.appears(ActionKind.LIKE, number="mine", author=person(ME))
    with caplog.at_level(logging.INFO, logger="actions"):
        await stage.round()
        await stage.round()
    assert [record.getMessage() for record in caplog.records] == [
        "like m1: pending",
        "like mine: suppressed (self)",
        "like m1: done",
    ]
    assert {getattr(record, "event_key", None) for record in caplog.records} == {"media:m1", "media:mine"}


async def test_of_two_comments_on_one_photo_the_owners_comes_first(stage: Stage) -> None:
    media = await stage.appears(ActionKind.COMMENT)
    stage.world.say(media.id, "Lovely!", UserId(ME))
    await stage.round()
    comment = await stage.action(ActionKind.COMMENT)
    assert (comment.state, comment.reason) == (ActionState.SUPPRESSED, Reason.HUMAN_FIRST)
    assert stage.world.effects == []


async def test_a_like_is_looked_at_again_when_the_news_is_old(stage: Stage) -> None:
    media = await stage.appears(ActionKind.LIKE)
    stage.world.troubles["like"] = [RetryableError("Down.", delay=601)]
    await stage.round()
    assert stage.world.count("media") == 0
    stage.world.hearts.add(media.id)  # the owner likes it in the app meanwhile
    await stage.round(after=601)
    assert stage.world.effects == []
    assert (await stage.action(ActionKind.LIKE)).reason is Reason.HUMAN_FIRST


async def test_what_waits_for_its_turn_costs_no_look(stage: Stage) -> None:
    apart = replace(stage.ruleset.limits[LimitClass.LIKE], spacing=(timedelta(minutes=20), timedelta(minutes=20)))
    stage.ruleset = replace(stage.ruleset, limits={**stage.ruleset.limits, LimitClass.LIKE: apart})
    for number in ("m1", "m2", "m3"):
        await stage.appears(ActionKind.LIKE, number=number)
    await stage.rounds(3, every=1201)
    assert stage.world.count("like") == 3
    assert stage.world.count("media") == 3, "one for each, when its turn has come"


async def test_an_old_photo_that_is_gone_is_not_liked(stage: Stage) -> None:
    await stage.appears(ActionKind.LIKE)
    stage.world.troubles["like"] = [RetryableError("Down.", delay=601)]
    await stage.round()
    stage.world.troubles["media"] = [RefusedError("It is gone.", gone=True)]
    await stage.round(after=601)
    assert stage.world.count("like") == 1
    assert (await stage.action(ActionKind.LIKE)).reason is Reason.GONE


async def test_an_action_that_fails_holds_up_no_other_and_is_tried_ever_more_seldom(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    await stage.asks(ActionKind.APPROVE)
    await stage.appears(ActionKind.LIKE)
    stage.world.troubles["relationship"] = [ValueError("odd"), ValueError("odd"), None]
    assert await stage.round()
    assert stage.world.effects == ["like m1"]
    counts = []
    for after in (29, 1, 59, 1):
        await stage.round(after=after)
        counts.append(stage.world.count("relationship"))
    assert counts == [1, 2, 2, 3]
    assert stage.world.effects == ["like m1", "approve 7"]
    told = [record for record in caplog.records if record.exc_info]
    assert len(told) == 1
    assert "went on" in caplog.text


async def test_a_round_in_which_all_waits_after_a_failure_is_no_work(stage: Stage) -> None:
    await stage.asks(ActionKind.APPROVE)
    stage.world.troubles["relationship"] = [ValueError("odd")]
    await stage.round()
    assert not await stage.round()


async def test_a_photo_from_the_far_future_is_proposed_like_any_other(stage: Stage) -> None:
    odd = replace(stage.world.post("m0"), created_at=datetime(9999, 12, 31, 23, 59, tzinfo=UTC))
    event = NewMedia(media=odd, sources=frozenset(), first_seen_at=stage.clock())
    await stage.happens(event, wish(ActionKind.LIKE, "m0", mode=Mode.ASK))
    await stage.round()
    proposed = await stage.action(ActionKind.LIKE, "m0")
    assert (proposed.state, proposed.next_at) == (ActionState.AWAITING_APPROVAL, START + timedelta(hours=6))


async def test_what_is_set_wrong_ends_the_round(stage: Stage) -> None:
    await stage.asks(ActionKind.APPROVE)
    stage.world.troubles["relationship"] = [ConfigError("the token is wrong")]
    with pytest.raises(ConfigError):
        await stage.round()
