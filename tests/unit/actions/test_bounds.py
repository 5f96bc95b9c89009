"""What holds for all rules, whatever each says: distance, warm-up, breaker, bursts; and what people may do then."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from actions.results import Standing
from domain.errors import BlockedError, RefusedError
from domain.plans import ActionKind, LimitClass, Mode, Reason
from rules.options import STANDARD
from storage import breakers
from storage.bursts import Answer
from storage.states import ActionState
from tests.unit.actions.stage import RULES
from tests.unit.polling.stage import ACCOUNT
from tests.unit.polling.world import person

if TYPE_CHECKING:
    from domain.media import Media
    from tests.unit.actions.stage import Stage

LIKE, APPROVE = ActionKind.LIKE, ActionKind.APPROVE
DAY, HOUR = 86_400, 3600


WIDE = {kind: replace(limit, per_hour=90, per_day=90) for kind, limit in RULES.limits.items()}
BURST = replace(RULES.engine, burst_hold=3)
"""Little enough for a test."""


def limited(stage: Stage, **how: object) -> None:
    """Let the limits of likes be as given, and three writes be as much as a look may plan."""
    likes = replace(RULES.limits[LimitClass.LIKE], **how)  # type: ignore[arg-type]  # whatever the field takes
    limits = {**RULES.limits, LimitClass.LIKE: likes}
    stage.ruleset = replace(RULES, version="limited", limits=limits, engine=BURST)


async def likes(stage: Stage, count: int) -> list[Media]:
    """As many photos by as many people, all of one look, that a rule wants to like."""
    return [await stage.appears(LIKE, number=f"m{one}", author=person(f"2{one}")) for one in range(count)]


async def test_rules_keep_their_distance_and_people_need_not(stage: Stage) -> None:
    limited(stage, per_hour=9, per_day=9, spacing=(timedelta(seconds=60), timedelta(seconds=60)))
    photos = await likes(stage, 3)
    await stage.round()
    assert stage.world.effects == ["like m0"]
    assert (await stage.desk.like(photos[2], "Ana")).sentence == "Liked."
    await stage.round(after=59)
    assert stage.world.effects == ["like m0", "like m2"]
    await stage.round(after=1)
    assert stage.world.effects == ["like m0", "like m2", "like m1"]


async def test_a_part_of_the_hour_is_kept_for_people(stage: Stage) -> None:
    limited(stage, keep_for_chat=1)
    photos = await likes(stage, 3)
    await stage.round()
    assert stage.world.effects == ["like m0", "like m1"]
    assert (await stage.action(LIKE, "m2")).reason is Reason.LIMIT
    assert (await stage.desk.like(photos[2], "Ana")).sentence == "Liked."


async def test_a_new_account_warms_up(stage: Stage) -> None:
    limited(stage, per_hour=40, per_day=4)
    stage.ruleset = replace(stage.ruleset, engine=replace(RULES.engine, warm_up=timedelta(days=14)))
    for day, expected in ((0, 1), (7, 3), (7, 4)):
        stage.clock.step(day * DAY)
        stage.world.effects.clear()
        for number in range(5):
            name = f"{stage.clock().day}-{number}"
            await stage.appears(LIKE, number=name, author=person(name))
        await stage.round()
        assert len(stage.world.effects) == expected


async def test_three_refusals_in_a_row_stop_the_kind_until_a_person_says_so(stage: Stage) -> None:
    stage.ruleset = replace(RULES, version="wide", limits=WIDE)
    stage.world.troubles["like"] = [RefusedError("Not allowed.") for _ in range(3)]
    photos = await likes(stage, 5)
    await stage.round()
    assert stage.world.count("like") == 3
    assert await stage.state(LIKE, "m3") is ActionState.AWAITING_APPROVAL
    assert (await stage.action(LIKE, "m3")).note == "The network seems to mind it, so every rule asks until /resume."
    told = [text for text in (await stage.told()).values() if text]
    assert any("refused 3 likes in a row" in text and "/resume" in text for text in told)
    refused = await stage.desk.like(photos[4], "Ana")
    assert (refused.state, "Likes rest until 24 Nov 12:00 UTC" in refused.sentence) == (Standing.REFUSED, True)
    await stage.asks(APPROVE)
    await stage.round()
    assert stage.world.effects == ["approve 7"], "other kinds go on"
    stage.clock.step(DAY)
    assert (await stage.desk.like(photos[4], "Ana")).sentence == "Liked."
    await stage.appears(LIKE, number="next")
    await stage.round()
    assert await stage.state(LIKE, "next") is ActionState.AWAITING_APPROVAL, "rules go on asking"
    async with stage.database.write() as session:
        assert await breakers.lift(session, ACCOUNT, stage.clock()) == [LimitClass.LIKE]
    await stage.appears(LIKE, number="last", author=person("99"))
    await stage.round()
    assert stage.world.effects[-1] == "like last"


async def test_refusals_with_a_success_between_stop_nothing(stage: Stage) -> None:
    stage.ruleset = replace(RULES, version="wide", limits=WIDE)
    no = RefusedError("Not allowed.")
    stage.world.troubles["like"] = [no, no, None, no, no]
    await likes(stage, 6)
    await stage.round()
    assert stage.world.effects == ["like m2", "like m5"]


@pytest.mark.parametrize("suspected", [True, False])
async def test_suspected_abuse_stops_the_kind_and_a_refused_token_everything(
    stage: Stage, *, suspected: bool
) -> None:
    stage.world.troubles["like"] = [BlockedError("Spam suspected.", suspected=suspected)]
    await likes(stage, 2)
    await stage.asks(APPROVE)
    await stage.round()
    assert stage.world.effects == (["approve 7"] if suspected else [])
    assert any(text and text.startswith("Spam suspected.") for text in (await stage.told()).values())


async def test_a_look_that_plans_too_much_asks_about_all_of_it_once(stage: Stage) -> None:
    limited(stage, per_hour=90, per_day=90)
    await likes(stage, 4)
    await stage.rounds(2, every=5)
    assert stage.world.effects == []
    assert list(await stage.told()) == ["burst:1"]
    held = await stage.action(LIKE, "m2")
    assert (held.state, held.reason) == (ActionState.AWAITING_APPROVAL, Reason.BURST)
    result = await stage.desk.rulings.answer_burst(1, Answer.ALLOW, "Ana")
    assert result.sentence == "4 go on."
    await stage.round()
    assert len(stage.world.effects) == 4
    again = await stage.desk.rulings.answer_burst(1, Answer.DROP, "Ben")
    assert (again.state, again.sentence) == (Standing.ALREADY, "Ana has answered already.")


async def test_a_burst_can_be_dropped_with_what_follows_from_the_same_look(stage: Stage) -> None:
    limited(stage, per_hour=90, per_day=90)
    await likes(stage, 4)
    await stage.round()
    assert (await stage.desk.rulings.answer_burst(1, Answer.DROP, "Ana")).sentence == "4 dropped."
    await stage.appears(LIKE, number="late")
    await stage.rounds(2, every=5)
    assert stage.world.effects == []
    assert {(await stage.action(LIKE, name)).reason for name in ("m3", "late")} == {Reason.BURST}
    assert (await stage.desk.rulings.answer_burst(9, Answer.DROP, "Ana")).sentence == "This is not known any more."


def test_fifteen_is_as_much_as_a_look_may_plan() -> None:
    assert STANDARD.burst_hold == 15


async def test_as_much_as_a_look_may_and_what_is_only_watched_is_no_burst(stage: Stage) -> None:
    limited(stage, per_hour=90, per_day=90)
    await likes(stage, 3)
    for number in range(2):
        await stage.appears(LIKE, number=f"w{number}", mode=Mode.WATCH)
    await stage.round()
    assert len(stage.world.effects) == 3


async def test_two_looks_are_not_one(stage: Stage) -> None:
    limited(stage, per_hour=90, per_day=90)
    await likes(stage, 3)
    stage.clock.step(60)
    for number in range(3):
        await stage.appears(LIKE, number=f"n{number}", author=person(f"3{number}"))
    await stage.round()
    assert len(stage.world.effects) == 6


async def test_a_burst_that_nobody_answers_is_too_old_by_and_by(stage: Stage) -> None:
    limited(stage, per_hour=90, per_day=90)
    await likes(stage, 4)
    await stage.round()
    await stage.round(after=6 * HOUR)
    assert await stage.state(LIKE, "m3") is ActionState.EXPIRED


async def test_of_a_burst_one_can_be_done_alone(stage: Stage) -> None:
    limited(stage, per_hour=90, per_day=90)
    await likes(stage, 4)
    await stage.round()
    one = await stage.action(LIKE, "m3")
    assert (await stage.desk.accept(one.id, "Ana")).sentence == "Liked."
    await stage.desk.rulings.answer_burst(1, Answer.DROP, "Ana")
    assert stage.world.effects == ["like m3"]
