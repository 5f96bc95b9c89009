from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from domain.plans import ActionKind, Mode, Plan, Reason, RuleRef, Suppressed
from domain.verdicts import Finding, Judgement, RuleVerdict, Verdict
from storage import actions, moves, notices, replanning
from storage.moves import Move
from storage.states import ActionState
from tests.unit.storage.examples import ACCOUNT, EVENT, MINUTE, NOW, wish

if TYPE_CHECKING:
    from domain.plans import PlannedAction
    from storage.actions import StoredAction
    from storage.database import Database

LATER = NOW + MINUTE
LIKE = wish()
BOLD = replace(LIKE, rules=(RuleRef(id="bold", version="b1"),))
SAID_YES = {"sunsets": Verdict.YES}


def judgement(*wanted: PlannedAction, said: dict[str, Verdict]) -> Judgement:
    verdicts = tuple(
        RuleVerdict(rule=RuleRef(id=name, version="1"), mode=Mode.ASK, finding=Finding(verdict=verdict, text=""))
        for name, verdict in said.items()
    )
    plan = Plan(event=EVENT, actions=wanted)
    return Judgement(event=EVENT, ruleset="r1", verdicts=verdicts, plan=plan, needs=frozenset())


async def stands(database: Database, one: PlannedAction, move: Move) -> StoredAction:
    """Something was wanted, and stands somewhere by now."""
    async with database.write() as session:
        await actions.record_plan(session, ACCOUNT, Plan(event=EVENT, actions=(one,)), NOW)
        (action,) = await actions.of_event(session, ACCOUNT, EVENT)
        assert await moves.make(session, action, move, NOW)
        await notices.tell(session, ACCOUNT, EVENT, NOW)
    return await now(database)


async def now(database: Database) -> StoredAction:
    async with database.read() as session:
        (action,) = await actions.of_event(session, ACCOUNT, EVENT)
    return action


async def renew(database: Database, said: Judgement) -> StoredAction:
    async with database.write() as session:
        await replanning.renew(session, ACCOUNT, said, LATER)
    return await now(database)


async def test_what_is_wanted_for_the_first_time_is_planned(database: Database) -> None:
    action = await renew(database, judgement(LIKE, said=SAID_YES))
    assert (action.state, action.wish, action.created_at) == (ActionState.PLANNED, LIKE, LATER)


@pytest.mark.parametrize(
    ("move", "before", "after"),
    [
        pytest.param(Move(state=ActionState.WATCHED), Mode.WATCH, ActionState.PLANNED, id="only watched before"),
        pytest.param(Move(state=ActionState.WATCHED), Mode.AUTO, ActionState.WATCHED, id="held by the ceiling"),
        pytest.param(
            Move(state=ActionState.SUPPRESSED, reason=Reason.UNKNOWN), Mode.AUTO, ActionState.PLANNED, id="known now"
        ),
        pytest.param(
            Move(state=ActionState.SUPPRESSED, reason=Reason.CONFLICT),
            Mode.AUTO,
            ActionState.PLANNED,
            id="agreed now",
        ),
        pytest.param(
            Move(state=ActionState.SUPPRESSED, reason=Reason.LIMIT),
            Mode.AUTO,
            ActionState.SUPPRESSED,
            id="never saved up",
        ),
        pytest.param(
            Move(state=ActionState.WATCHED, by="You"), Mode.WATCH, ActionState.WATCHED, id="a person decided"
        ),
        pytest.param(Move(state=ActionState.DONE), Mode.WATCH, ActionState.DONE, id="done"),
    ],
)
async def test_a_bolder_rule_may_plan_what_nothing_was_done_about(
    database: Database, move: Move, before: Mode, after: ActionState
) -> None:
    await stands(database, replace(LIKE, mode=before), move)
    action = await renew(database, judgement(BOLD, said={"bold": Verdict.YES}))
    assert action.state is after
    planned = after is ActionState.PLANNED
    assert (action.wish.rules == BOLD.rules, action.changed_at == LATER) == (planned, planned)
    assert (action.reason is None) or not planned


@pytest.mark.parametrize(
    ("state", "said", "withdrawn"),
    [
        pytest.param(ActionState.AWAITING_APPROVAL, {"sunsets": Verdict.NO}, True, id="a proposal that is false now"),
        pytest.param(ActionState.PENDING, {"sunsets": Verdict.NO}, True, id="about to be done"),
        pytest.param(ActionState.AWAITING_APPROVAL, {}, True, id="its rule is gone"),
        pytest.param(ActionState.AWAITING_APPROVAL, {"sunsets": Verdict.UNKNOWN}, False, id="unknown takes nothing"),
        pytest.param(ActionState.AWAITING_APPROVAL, SAID_YES, False, id="still true"),
        pytest.param(ActionState.IN_FLIGHT, {"sunsets": Verdict.NO}, False, id="under way"),
        pytest.param(ActionState.DONE, {"sunsets": Verdict.NO}, False, id="done"),
        pytest.param(ActionState.WATCHED, {"sunsets": Verdict.NO}, False, id="only watched"),
    ],
)
async def test_what_waits_is_withdrawn_when_no_rule_wants_it_any_more(
    database: Database,
    state: ActionState,
    said: dict[str, Verdict],
    withdrawn: bool,  # noqa: FBT001 - a table's column
) -> None:
    await stands(database, LIKE, Move(state=state))
    wanted = (LIKE,) if said == SAID_YES else ()
    action = await renew(database, judgement(*wanted, said=said))
    assert (action.state is ActionState.EXPIRED) is withdrawn
    if withdrawn:
        assert (action.reason, action.note) == (Reason.EXPIRED, "Looked at again, it no longer matches.")


async def test_what_one_of_two_rules_still_wants_stays(database: Database) -> None:
    await stands(database, replace(LIKE, rules=LIKE.rules + BOLD.rules), Move(state=ActionState.AWAITING_APPROVAL))
    action = await renew(database, judgement(LIKE, said={"sunsets": Verdict.YES, "bold": Verdict.NO}))
    assert action.state is ActionState.AWAITING_APPROVAL


async def test_what_a_person_wants_is_not_withdrawn(database: Database) -> None:
    await stands(database, LIKE, Move(state=ActionState.PENDING, by="You"))
    assert (await renew(database, judgement(said={"sunsets": Verdict.NO}))).state is ActionState.PENDING


async def test_what_a_plan_holds_back_later_takes_nothing_away(database: Database) -> None:
    await stands(database, LIKE, Move(state=ActionState.DONE))
    held = Suppressed(kind=ActionKind.LIKE, target="m1", rules=BOLD.rules, reason=Reason.AGE, note="too old")
    said = judgement(said=SAID_YES)
    assert (
        await renew(database, replace(said, plan=replace(said.plan, suppressed=(held,))))
    ).state is ActionState.DONE
