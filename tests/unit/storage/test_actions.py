from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlmodel import select

from domain.ids import ActionId, EventKey
from domain.plans import ActionKind, Mode, Plan, Reason, RuleRef, Suppressed
from storage import actions, events, moves
from storage.actions import scope_of
from storage.moves import Move
from storage.states import REOPENABLE_STATES, ActionState
from storage.tables import ActionRow
from tests.unit.storage.examples import ACCOUNT, EVENT, MINUTE, NOW, OTHER_ACCOUNT, new_media, plan, planned, wish

if TYPE_CHECKING:
    from domain.plans import PlannedAction
    from storage.actions import StoredAction
    from storage.database import Database

LATER = NOW + MINUTE
LIKE = wish()
HELD = Suppressed(
    kind=ActionKind.COMMENT,
    target="m1",
    rules=(RuleRef(id="greet", version="b2"),),
    reason=Reason.NEVER,
    note="@mira is on the never list",
)
FIRST, SECOND = EventKey("request:7:1"), EventKey("request:7:2")


async def record(database: Database, wanted: Plan) -> None:
    async with database.write() as session:
        await actions.record_plan(session, ACCOUNT, wanted, NOW)


async def of_event(database: Database, event: EventKey = EVENT) -> list[StoredAction]:
    async with database.read() as session:
        return await actions.of_event(session, ACCOUNT, event)


async def want(
    database: Database, one: PlannedAction = LIKE, by: str = "Mira", event: EventKey = EVENT
) -> StoredAction:
    async with database.write() as session:
        return await actions.want(session, ACCOUNT, event, one, by=by, now=LATER)


async def planned_in(database: Database, state: ActionState, *, by: str | None = None) -> StoredAction:
    """A like that rules wanted, moved on to a state, as it is stored then."""
    async with database.write() as session:
        action = await planned(session, LIKE)
        await moves.make(session, action, Move(state=state, reason=Reason.LIMIT, note="a note", by=by), NOW)
        moved = await actions.get(session, action.id)
    assert moved is not None
    return moved


async def test_a_plan_is_written_down_with_what_was_held_back(database: Database) -> None:
    await record(database, Plan(event=EVENT, actions=(LIKE,), suppressed=(HELD,)))
    like, comment = await of_event(database)
    assert (like.account, like.event, like.wish, like.kind) == (ACCOUNT, EVENT, LIKE, ActionKind.LIKE)
    assert (like.state, like.reason, like.note, like.attempt) == (ActionState.PLANNED, None, None, 0)
    assert (like.next_at, like.created_at, like.changed_at) == (NOW, NOW, NOW)
    assert (like.decided_by, like.decided_at, like.first_intent_at, like.uncertain_since) == (None, None, None, None)
    assert (comment.kind, comment.state) == (ActionKind.COMMENT, ActionState.SUPPRESSED)
    assert (comment.reason, comment.note, comment.wish.rules) == (Reason.NEVER, HELD.note, HELD.rules)
    assert (comment.wish.mode, comment.wish.because) == (Mode.WATCH, (HELD.note,))


async def test_the_ledger_keeps_whom_an_action_is_about(database: Database) -> None:
    event = new_media("m1")
    async with database.write() as session:
        await events.add(session, ACCOUNT, [event])
    await record(database, Plan(event=event.key, suppressed=(HELD,)))
    await want(database)
    await want(database, wish(target="m2"), event=EventKey("media:m2"))
    async with database.read() as session:
        people = (await session.execute(select(ActionRow.target, ActionRow.kind, ActionRow.person_id))).all()
    assert sorted(people) == [("m1", "comment", "7"), ("m1", "like", "7"), ("m2", "like", None)]


async def test_an_empty_plan_writes_nothing(database: Database) -> None:
    await record(database, plan())
    assert await of_event(database) == []


@pytest.mark.parametrize(
    ("first", "second", "rows"),
    [
        pytest.param(wish(), wish(), 1, id="the same again"),
        pytest.param(wish(), replace(wish(), rules=(RuleRef(id="other", version="1"),)), 1, id="another rule"),
        pytest.param(
            wish(ActionKind.COMMENT, text="Lovely!"), wish(ActionKind.COMMENT, text="So nice!"), 1, id="other words"
        ),
        pytest.param(wish(), wish(ActionKind.COMMENT, text="Lovely!"), 2, id="another kind"),
        pytest.param(wish(), wish(target="m2"), 2, id="another photo"),
    ],
)
async def test_an_action_is_the_same_by_kind_and_target_whatever_its_words(
    database: Database, first: PlannedAction, second: PlannedAction, rows: int
) -> None:
    await record(database, plan(first))
    await record(database, plan(second))
    stored = await of_event(database)
    assert len(stored) == rows
    assert stored[0].wish == first


@pytest.mark.parametrize(
    ("kind", "rows"),
    [
        pytest.param(ActionKind.LIKE, 1, id="a photo is liked once, ever"),
        pytest.param(ActionKind.COMMENT, 1, id="a photo is commented once, ever"),
        pytest.param(ActionKind.APPROVE, 2, id="who asks again may be approved anew"),
        pytest.param(ActionKind.IGNORE, 2, id="who asks again may be ignored anew"),
        pytest.param(ActionKind.NOTIFY, 2, id="each event is told"),
    ],
)
async def test_another_event_is_another_chance_for_decisions_only(
    database: Database, kind: ActionKind, rows: int
) -> None:
    for event in (FIRST, SECOND):
        await record(database, plan(wish(kind, "7"), event=event))
    async with database.read() as session:
        assert len(await actions.on_target(session, ACCOUNT, kind, "7")) == rows
    assert (scope_of(wish(kind, "7"), FIRST) == scope_of(wish(kind, "7"), SECOND)) == (rows == 1)


async def test_accounts_do_not_see_each_others_actions(database: Database) -> None:
    await record(database, plan(LIKE))
    async with database.write() as session:
        assert await actions.of_event(session, OTHER_ACCOUNT, EVENT) == []
        assert await actions.on_target(session, OTHER_ACCOUNT, ActionKind.LIKE, "m1") == []
        assert await actions.in_state(session, OTHER_ACCOUNT, [ActionState.PLANNED]) == []
        assert await actions.since(session, OTHER_ACCOUNT, NOW) == []
        await actions.record_plan(session, OTHER_ACCOUNT, plan(LIKE), NOW)
        assert len(await actions.of_event(session, OTHER_ACCOUNT, EVENT)) == 1


async def test_an_action_is_found_by_number_and_by_target(database: Database) -> None:
    await record(database, plan(LIKE, wish(ActionKind.COMMENT, text="Lovely!"), wish(target="m2")))
    like, _, _ = await of_event(database)
    async with database.read() as session:
        assert await actions.get(session, like.id) == like
        assert await actions.get(session, ActionId(999)) is None
        assert await actions.on_target(session, ACCOUNT, ActionKind.LIKE, "m1") == [like]


async def test_actions_in_a_state_come_when_they_are_due_oldest_first(database: Database) -> None:
    await record(database, plan(LIKE, wish(target="m2"), wish(target="m3")))
    first, second, third = await of_event(database)
    async with database.write() as session:
        for action, due in ((first, LATER), (second, NOW)):
            await moves.make(session, action, Move(state=ActionState.PENDING, next_at=due), NOW)
    states = [ActionState.PENDING]
    async with database.read() as session:
        everything = await actions.in_state(session, ACCOUNT, states)
        early = await actions.in_state(session, ACCOUNT, states, due=LATER - MINUTE / 60)
        late = await actions.in_state(session, ACCOUNT, [*states, ActionState.PLANNED], due=LATER)
        none = await actions.in_state(session, ACCOUNT, [])
    assert [one.id for one in everything] == [second.id, first.id]
    assert [one.id for one in early] == [second.id]
    assert [one.id for one in late] == [second.id, third.id, first.id]
    assert none == []


async def test_what_changed_lately_comes_newest_first(database: Database) -> None:
    await record(database, plan(LIKE, wish(target="m2"), wish(target="m3")))
    first, second, _ = await of_event(database)
    async with database.write() as session:
        await moves.make(session, first, Move(state=ActionState.DONE), NOW + 2 * MINUTE)
        await moves.make(session, second, Move(state=ActionState.DONE), LATER)
        assert [one.id for one in await actions.since(session, ACCOUNT, LATER)] == [first.id, second.id]


async def test_a_move_says_where_why_and_who(database: Database) -> None:
    await record(database, plan(LIKE))
    (action,) = await of_event(database)
    move = Move(state=ActionState.CANCELLED, reason=Reason.DECLINED, note="no", next_at=NOW + 2 * MINUTE, by="Mira")
    async with database.write() as session:
        assert await moves.make(session, action, move, LATER)
    (moved,) = await of_event(database)
    assert (moved.state, moved.reason, moved.note) == (ActionState.CANCELLED, Reason.DECLINED, "no")
    assert (moved.next_at, moved.changed_at) == (NOW + 2 * MINUTE, LATER)
    assert (moved.decided_by, moved.decided_at) == ("Mira", LATER)


async def test_a_move_of_a_rule_keeps_the_time_and_the_person(database: Database) -> None:
    action = await planned_in(database, ActionState.PENDING, by="Mira")
    async with database.write() as session:
        assert await moves.make(session, action, Move(state=ActionState.REVIEW), LATER)
    (moved,) = await of_event(database)
    assert (moved.next_at, moved.decided_by, moved.decided_at) == (NOW, "Mira", NOW)
    assert (moved.reason, moved.note) == (None, None)


async def test_of_two_moves_from_the_same_look_the_first_wins(database: Database) -> None:
    await record(database, plan(LIKE))
    (action,) = await of_event(database)
    async with database.write() as session:
        assert await moves.make(session, action, Move(state=ActionState.PENDING), NOW)
        assert not await moves.make(session, action, Move(state=ActionState.SUPPRESSED), NOW)
    (moved,) = await of_event(database)
    assert moved.state is ActionState.PENDING


async def test_what_a_person_wants_is_pending_at_once(database: Database) -> None:
    action = await want(database)
    assert (action.state, action.next_at, action.wish) == (ActionState.PENDING, LATER, LIKE)
    assert (action.decided_by, action.decided_at) == ("Mira", LATER)
    assert await of_event(database) == [action]


@pytest.mark.parametrize("state", sorted(REOPENABLE_STATES))
async def test_a_person_reopens_what_was_left_undone(database: Database, state: ActionState) -> None:
    before = await planned_in(database, state)
    wanted = replace(LIKE, because=("you pressed Like",))
    action = await want(database, wanted)
    assert (action.id, action.state, action.wish) == (before.id, ActionState.PENDING, wanted)
    assert (action.reason, action.note, action.next_at) == (None, None, LATER)
    assert (action.decided_by, action.decided_at, action.changed_at) == ("Mira", LATER, LATER)


@pytest.mark.parametrize("state", sorted(set(ActionState) - REOPENABLE_STATES - {ActionState.PENDING}))
async def test_a_person_leaves_alone_what_is_under_way_or_done(database: Database, state: ActionState) -> None:
    before = await planned_in(database, state)
    assert await want(database) == before


async def test_a_person_takes_over_what_a_rule_is_about_to_do(database: Database) -> None:
    by_rule = await planned_in(database, ActionState.PENDING)
    taken = await want(database)
    assert (taken.id, taken.state, taken.decided_by) == (by_rule.id, ActionState.PENDING, "Mira")

    async with database.write() as session:
        assert not await moves.make(session, by_rule, Move(state=ActionState.SUPPRESSED), LATER)
    assert await of_event(database) == [taken]


async def test_the_first_person_who_wants_it_is_the_one_who_decided(database: Database) -> None:
    first = await want(database, by="Mira")
    assert await want(database, by="Tom") == first


async def test_a_rule_cannot_reopen_what_a_person_declined(database: Database) -> None:
    declined = await planned_in(database, ActionState.CANCELLED, by="Mira")
    await record(database, plan(LIKE))
    assert await of_event(database) == [declined]
