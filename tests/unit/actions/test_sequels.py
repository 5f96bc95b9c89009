"""What writes nothing on the network goes with what the same rule writes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from domain.details import MarkDetail, NoticeDetail, RememberDetail
from domain.errors import RefusedError
from domain.ids import EventKey
from domain.plans import ActionKind, Mode, Plan, PlannedAction, Reason
from rules.options import OnError
from storage import actions, listing, marks
from storage.moves import Move
from storage.states import ActionState
from tests.unit.actions.stage import RULES, SUNSETS, on_terms
from tests.unit.polling.stage import ACCOUNT
from tests.unit.polling.world import MIRA

if TYPE_CHECKING:
    from domain.details import Detail
    from tests.unit.actions.stage import Stage

LIKE, COMMENT, APPROVE = ActionKind.LIKE, ActionKind.COMMENT, ActionKind.APPROVE
NOTIFY, REMEMBER, MARK = ActionKind.NOTIFY, ActionKind.REMEMBER, ActionKind.MARK
PHOTO = EventKey("media:m1")
WAITS = (ActionState.PLANNED, "The rule wants to like first.")


def aside(kind: ActionKind, mode: Mode) -> PlannedAction:
    details: dict[ActionKind, Detail] = {
        REMEMBER: RememberDetail(list="regulars", seconds=None),
        MARK: MarkDetail(label="print"),
        NOTIFY: NoticeDetail(),
    }
    return replace(on_terms(kind, PHOTO, mode=mode), detail=details[kind])


async def proposes(stage: Stage, *kinds: ActionKind, mode: Mode = Mode.ASK) -> None:
    """A rule that wants this about a photo, and to remember, to mark and to tell."""
    asides = (aside(kind, mode) for kind in (NOTIFY, REMEMBER, MARK))
    await stage.wants(*(on_terms(kind, mode=mode) for kind in kinds), *asides)
    await stage.round()


async def kept(stage: Stage) -> tuple[list[str], set[str]]:
    async with stage.database.read() as session:
        return sorted(await listing.entries(session, ACCOUNT, stage.clock())), set(
            await marks.of_event(session, ACCOUNT, PHOTO)
        )


async def states(stage: Stage) -> set[tuple[ActionState, Reason | None]]:
    found = [await stage.action(kind, PHOTO) for kind in (NOTIFY, REMEMBER, MARK)]
    return {(one.state, one.reason) for one in found}


async def test_it_waits_for_the_yes(stage: Stage) -> None:
    await proposes(stage, LIKE)
    await stage.rounds(3, every=3600)
    waiting = [await stage.action(kind, PHOTO) for kind in (NOTIFY, REMEMBER, MARK)]
    assert [(one.state, one.note) for one in waiting] == [WAITS, WAITS, WAITS]
    assert await kept(stage) == ([], set())
    await stage.desk.accept((await stage.action(LIKE)).id, "Ana")
    assert await kept(stage) == ([], set())
    await stage.round()
    assert await states(stage) == {(ActionState.DONE, None)}
    assert await kept(stage) == (["regulars"], {"print"})


async def test_a_no_goes_for_it_too_and_says_so(stage: Stage) -> None:
    await proposes(stage, LIKE)
    await stage.desk.decline((await stage.action(LIKE)).id, "Ana")
    await stage.round()
    assert await states(stage) == {(ActionState.SUPPRESSED, Reason.DECLINED)}
    note = "The rule wanted to like first, which was not done: Ana said no."
    assert (await stage.action(REMEMBER, PHOTO)).note == note
    await stage.rounds(2, every=100_000)
    assert await kept(stage) == ([], set())


async def test_nobody_answered_in_time(stage: Stage) -> None:
    await proposes(stage, LIKE)
    await stage.rounds(2, every=21_601)
    assert await states(stage) == {(ActionState.SUPPRESSED, Reason.EXPIRED)}
    assert await kept(stage) == ([], set())


async def test_one_yes_among_several_is_enough(stage: Stage) -> None:
    await proposes(stage, LIKE, COMMENT)
    await stage.desk.decline((await stage.action(LIKE)).id, "Ana")
    await stage.round()
    assert await states(stage) == {(ActionState.PLANNED, Reason.CONFLICT)}
    await stage.desk.accept((await stage.action(COMMENT)).id, "Ana")
    await stage.round()
    assert await states(stage) == {(ActionState.DONE, None)}


async def test_it_outlives_a_restart(stage: Stage) -> None:
    await proposes(stage, LIKE)
    await stage.restart()
    await stage.desk.accept((await stage.action(LIKE)).id, "Ana")
    await stage.restart()
    await stage.round()
    assert await kept(stage) == (["regulars"], {"print"})


async def test_should_nobody_wake_it_it_finds_out_by_itself(stage: Stage) -> None:
    await proposes(stage, LIKE)
    await stage.desk.decline((await stage.action(LIKE)).id, "Ana")
    asleep = Move(state=ActionState.PLANNED, reason=Reason.CONFLICT, next_at=stage.clock() + timedelta(days=1))
    await stage.put(await stage.action(MARK, PHOTO), asleep)
    await stage.round()
    assert await stage.state(MARK, PHOTO) is ActionState.PLANNED
    await stage.round(after=86_400)
    assert await stage.state(MARK, PHOTO) is ActionState.SUPPRESSED


async def test_without_a_write_there_is_nothing_to_wait_for(stage: Stage) -> None:
    await proposes(stage)
    assert await states(stage) == {(ActionState.DONE, None)}


async def test_a_notice_ahead_of_the_write_is_told_at_once(stage: Stage) -> None:
    told_first = tuple(sorted(SUNSETS.actions, key=lambda action: action.kind is not NOTIFY))
    stage.ruleset = replace(RULES, rules=(*RULES.rules[:-1], replace(SUNSETS, actions=told_first)))
    await proposes(stage, LIKE)
    assert await stage.state(NOTIFY, PHOTO) is ActionState.DONE
    assert await stage.state(MARK, PHOTO) is ActionState.PLANNED


async def test_what_another_rule_writes_does_not_hold_it_up(stage: Stage) -> None:
    own = RULES.rules[0].ref
    like = on_terms(LIKE, mode=Mode.ASK)
    other = replace(like, rules=(own,), terms=(replace(like.terms[0], rule=own),))
    await stage.wants(other, aside(MARK, Mode.ASK))
    await stage.round()
    assert await stage.state(MARK, PHOTO) is ActionState.DONE


async def test_what_acts_by_itself_is_done_after_the_write(stage: Stage) -> None:
    await stage.wants(on_terms(LIKE, veto_seconds=600), aside(REMEMBER, Mode.AUTO))
    await stage.round()
    assert await kept(stage) == ([], set())
    await stage.rounds(2, every=600)
    assert await kept(stage) == (["regulars"], set())


async def test_what_was_announced_and_stopped_takes_it_along(stage: Stage) -> None:
    await stage.wants(on_terms(LIKE, veto_seconds=600), aside(REMEMBER, Mode.AUTO))
    await stage.round()
    like = await stage.action(LIKE)
    await stage.desk.rulings.veto(like.id)
    await stage.round(after=700)
    assert await stage.state(REMEMBER, PHOTO) is ActionState.PLANNED
    await stage.desk.decline(like.id, "Ana")
    await stage.round()
    assert await stage.state(REMEMBER, PHOTO) is ActionState.SUPPRESSED


@pytest.mark.parametrize(
    ("mode", "state"),
    [
        pytest.param(Mode.AUTO, ActionState.DONE, id="by itself it is done all the same"),
        pytest.param(Mode.ASK, ActionState.SUPPRESSED, id="without a yes it is not"),
    ],
)
async def test_a_guard_held_the_write_back(stage: Stage, mode: Mode, state: ActionState) -> None:
    media = stage.world.post("m1", author=MIRA, liked=True)
    await stage.happens(stage.found(media), on_terms(LIKE, mode=mode), aside(MARK, mode))
    await stage.round()
    assert (await stage.action(LIKE)).reason is Reason.HUMAN_FIRST
    assert await stage.state(MARK, PHOTO) is state


@pytest.mark.parametrize(
    ("on_error", "expected"),
    [
        pytest.param(OnError.STOP, (ActionState.SUPPRESSED, Reason.BREAKER), id="a failure ends it"),
        pytest.param(OnError.CONTINUE, (ActionState.DONE, None), id="or not, if the rule says so"),
    ],
)
async def test_the_write_failed(stage: Stage, on_error: OnError, expected: tuple[ActionState, Reason | None]) -> None:
    stage.ruleset = replace(RULES, rules=(*RULES.rules[:-1], replace(SUNSETS, on_error=on_error)))
    stage.world.troubles["like"] = [RefusedError("No likes here.")]
    await proposes(stage, LIKE, mode=Mode.AUTO)
    await stage.round()
    assert await states(stage) == {expected}


async def test_who_decides_otherwise_has_said_no(stage: Stage) -> None:
    key = await stage.asks()
    detail = RememberDetail(list="regulars", seconds=None)
    remember = replace(on_terms(REMEMBER, key, mode=Mode.ASK), detail=detail)
    approve = on_terms(APPROVE, MIRA.id, mode=Mode.ASK, max_age_seconds=None)
    async with stage.database.write() as session:
        await actions.record_plan(session, ACCOUNT, Plan(event=key, actions=(approve, remember)), stage.clock())
    await stage.round()
    assert await stage.state(REMEMBER, key) is ActionState.PLANNED
    await stage.desk.decide(key, ActionKind.IGNORE, "Ana")
    await stage.round()
    dropped = await stage.action(REMEMBER, key)
    assert (dropped.reason, dropped.note) == (
        Reason.DECLINED,
        "The rule wanted to approve first, which was not done: Ana decided otherwise.",
    )
