"""What people say about what rules are up to."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from actions.results import Standing
from domain.details import Answer, DecideDetail
from domain.ids import ActionId
from domain.plans import ActionKind, Mode, Plan, PlannedAction, Reason, Suppressed
from rules.actions import Question
from storage import actions, listing
from storage.listing import MUTED
from storage.states import ActionState
from tests.unit.actions.stage import HELLO, RULE, RULES, SUNSETS, on_terms
from tests.unit.polling.stage import ACCOUNT
from tests.unit.polling.world import MIRA, START

if TYPE_CHECKING:
    from domain.ids import EventKey
    from tests.unit.actions.stage import Stage

LIKE, COMMENT, DECIDE = ActionKind.LIKE, ActionKind.COMMENT, ActionKind.DECIDE
APPROVE, IGNORE = ActionKind.APPROVE, ActionKind.IGNORE
NOBODY = ActionId(99)
GONE = (Standing.REFUSED, "This is not known any more.")


async def announced(stage: Stage) -> ActionId:
    """A like that is done in ten minutes unless somebody stops it."""
    await stage.wants(on_terms(LIKE, veto_seconds=600))
    await stage.round()
    return (await stage.action(LIKE)).id


async def test_what_is_announced_is_told_and_done_after_its_window(stage: Stage) -> None:
    await announced(stage)
    waits = await stage.action(LIKE)
    assert (waits.state, waits.vetoable_until) == (ActionState.PENDING, START + timedelta(minutes=10))
    assert list(await stage.told()) == ["media:m1"]
    await stage.round(after=599)
    assert stage.world.effects == []
    await stage.round(after=1)
    assert stage.world.effects == ["like m1"]


async def test_a_restart_neither_shortens_nor_repeats_a_window(stage: Stage) -> None:
    await announced(stage)
    await stage.restart(after=300)
    await stage.round()
    assert (await stage.action(LIKE)).vetoable_until == START + timedelta(minutes=10)
    await stage.round(after=300)
    assert stage.world.effects == ["like m1"]


async def test_a_veto_makes_it_a_question_for_everybody(stage: Stage) -> None:
    number = await announced(stage)
    assert (await stage.desk.rulings.veto(number)).sentence == "Stopped; it waits for you now."
    await stage.rounds(2, every=600)
    asked = await stage.action(LIKE)
    assert (asked.state, asked.decided_by) == (ActionState.AWAITING_APPROVAL, None)
    assert stage.world.effects == []
    assert (await stage.desk.accept(number, "Ana")).sentence == "Liked."


@pytest.mark.parametrize("after", [600, 601])
async def test_a_veto_that_comes_too_late_changes_nothing(stage: Stage, after: float) -> None:
    number = await announced(stage)
    await stage.round(after=after)
    result = await stage.desk.rulings.veto(number)
    assert (result.state, stage.world.effects) == (Standing.ALREADY, ["like m1"])


async def test_what_was_not_announced_cannot_be_vetoed(stage: Stage) -> None:
    await stage.appears(LIKE, mode=Mode.ASK)
    await stage.round()
    assert (await stage.desk.rulings.veto((await stage.action(LIKE)).id)).state is not Standing.DONE
    result = await stage.desk.rulings.veto(NOBODY)
    assert (result.state, result.sentence) == GONE


async def test_a_draft_is_reworded_and_waits_for_a_yes(stage: Stage) -> None:
    await stage.appears(COMMENT, mode=Mode.ASK)
    await stage.round()
    number = (await stage.action(COMMENT)).id
    result = await stage.desk.rulings.reword(number, "Such a calm evening!", "Ana")
    assert (result.state, stage.world.effects) == (Standing.DONE, [])
    await stage.desk.accept(number, "Ana")
    assert [comment.text for under in stage.world.written.values() for comment in under] == ["Such a calm evening!"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Not changed: such a comment is empty."),
        ("SO CALM", "Not changed: such a comment can be all in capitals, which is not allowed."),
    ],
)
async def test_a_draft_that_the_network_would_refuse_is_refused_here(stage: Stage, text: str, sentence: str) -> None:
    await stage.appears(COMMENT, mode=Mode.ASK)
    await stage.round()
    assert (await stage.desk.rulings.reword((await stage.action(COMMENT)).id, text, "Ana")).sentence == sentence
    assert (await stage.action(COMMENT)).wish.text == HELLO


async def test_only_words_that_wait_can_be_changed(stage: Stage) -> None:
    await stage.appears(COMMENT, LIKE)
    await stage.round()
    for kind in (COMMENT, LIKE):
        result = await stage.desk.rulings.reword((await stage.action(kind)).id, "Lovely!", "Ana")
        assert result.state is Standing.ALREADY
    assert (await stage.desk.rulings.reword(NOBODY, "Lovely!", "Ana")).state is Standing.REFUSED


async def test_who_is_muted_is_left_alone_until_then(stage: Stage) -> None:
    result = await stage.desk.rulings.mute(MIRA, timedelta(hours=1), "Ana")
    assert result.sentence == "Rules leave @mira alone until 13:00 UTC."
    await stage.appears(LIKE)
    await stage.round()
    assert (await stage.action(LIKE)).reason is Reason.MUTED
    await stage.appears(LIKE, number="m2")
    await stage.round(after=3600)
    assert stage.world.effects == ["like m2"]


async def test_a_mute_for_good_is_lifted_by_hand(stage: Stage) -> None:
    assert (await stage.desk.rulings.mute(MIRA, None, "Ana")).sentence.endswith("alone until you /unmute them.")
    stage.clock.step(9_999_999)
    async with stage.database.read() as session:
        assert set(await listing.of_person(session, ACCOUNT, MIRA, stage.clock())) == {MUTED}
    assert (await stage.desk.rulings.unmute(MIRA.id, "mira")).sentence == "Rules may meet @mira again."
    assert (await stage.desk.rulings.unmute(MIRA.id, "mira")).state is Standing.ALREADY


def question(then: Answer = Answer.LEAVE, expires: float | None = 3600, mode: Mode = Mode.ASK) -> PlannedAction:
    detail = DecideDetail(choices=(Answer.APPROVE, Answer.IGNORE), expires_seconds=expires, then=then)
    return replace(on_terms(DECIDE, "request:7:1", mode=mode, max_age_seconds=None), detail=detail)


async def asked(stage: Stage, one: PlannedAction) -> EventKey:
    key = await stage.asks()
    async with stage.database.write() as session:
        wish = replace(one, target=key)
        await actions.record_plan(session, ACCOUNT, Plan(event=key, actions=(wish,)), stage.clock())
    await stage.round()
    return key


async def test_a_question_is_asked_and_answered_by_what_is_decided(stage: Stage) -> None:
    key = await asked(stage, question())
    assert await stage.state(DECIDE, key) is ActionState.AWAITING_APPROVAL
    assert key in await stage.told()
    await stage.desk.decide(key, APPROVE, "Ana")
    answered = await stage.action(DECIDE, key)
    assert (answered.state, answered.note) == (ActionState.DONE, "Ana said: approve.")
    await stage.round(after=3600)
    assert stage.world.effects == ["approve 7"]


async def test_a_request_can_be_left(stage: Stage) -> None:
    key = await asked(stage, question())
    assert (await stage.desk.rulings.leave(key, "Ana")).sentence == "Left as it is."
    assert (await stage.action(DECIDE, key)).note == "Ana said: leave."
    assert (await stage.desk.rulings.leave(key, "Ben")).state is Standing.ALREADY
    assert stage.world.effects == []


@pytest.mark.parametrize(
    ("then", "expires", "state", "effects"),
    [
        pytest.param(Answer.LEAVE, 3600, ActionState.EXPIRED, [], id="left"),
        pytest.param(Answer.IGNORE, 3600, ActionState.EXPIRED, ["ignore 7"], id="ignored"),
        pytest.param(Answer.BLOCK, 3600, ActionState.EXPIRED, ["block 7"], id="blocked"),
        pytest.param(Answer.IGNORE, None, ActionState.AWAITING_APPROVAL, [], id="waits for ever"),
    ],
)
async def test_when_nobody_answers_holds_what_the_rule_says(
    stage: Stage, then: Answer, expires: float | None, state: ActionState, effects: list[str]
) -> None:
    asks = replace(SUNSETS, actions=(Question(choices=(then,), expires=None, then=then),))
    stage.ruleset = replace(RULES, version="asks", rules=(*RULES.rules[:-1], asks))
    key = await asked(stage, question(then, expires))
    await stage.round(after=3599)
    assert await stage.state(DECIDE, key) is ActionState.AWAITING_APPROVAL
    await stage.rounds(2, every=1)
    assert await stage.state(DECIDE, key) is state
    assert stage.world.effects == effects


async def test_of_rules_that_contradict_each_other_the_answer_is_done(stage: Stage) -> None:
    asks = replace(SUNSETS, actions=(Question(choices=(Answer.IGNORE,), expires=None, then=Answer.IGNORE),))
    stage.ruleset = replace(RULES, version="asks", rules=(*RULES.rules[:-1], asks))
    key = await stage.asks()
    held = Suppressed(kind=IGNORE, target="7", rules=(RULE,), reason=Reason.CONFLICT, note="a tie")
    async with stage.database.write() as session:
        plan = Plan(event=key, actions=(replace(question(Answer.IGNORE), target=key),), suppressed=(held,))
        await actions.record_plan(session, ACCOUNT, plan, stage.clock())
    await stage.round()
    await stage.round(after=3600)
    await stage.round()
    assert stage.world.effects == ["ignore 7"]


async def test_a_comment_can_be_removed_or_left(stage: Stage) -> None:
    key = await stage.speaks(ActionKind.DELETE_COMMENT, mode=Mode.ASK)
    await stage.round()
    assert (await stage.desk.rulings.leave(key, "Ana")).sentence == "Left as it is."
    declined = await stage.action(ActionKind.DELETE_COMMENT, "c0")
    assert (declined.state, declined.reason) == (ActionState.CANCELLED, Reason.DECLINED)
    assert (await stage.desk.delete_comment(key, "Ben")).sentence == "Removed."
    assert stage.world.effects == ["delete_comment c0"]
