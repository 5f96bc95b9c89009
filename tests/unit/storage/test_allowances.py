from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from domain.ids import UserId
from domain.plans import ActionKind
from storage import actions, allowances, events, moves
from storage.moves import Move
from storage.states import ActionState
from tests.unit.storage.examples import ACCOUNT, MINUTE, NOW, OTHER_ACCOUNT, new_media, plan, wish

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from storage.actions import StoredAction
    from storage.database import Database

HOUR = timedelta(hours=1)


async def put(session: AsyncSession, number: str, kind: ActionKind = ActionKind.LIKE) -> StoredAction:
    event = new_media(number)
    await events.add(session, ACCOUNT, [event])
    await actions.record_plan(session, ACCOUNT, plan(wish(kind, number), event=event.key), NOW)
    action = (await actions.on_target(session, ACCOUNT, kind, number))[0]
    await moves.make(session, action, Move(state=ActionState.PENDING), NOW)
    return action


async def test_what_a_rule_did_is_counted_besides_what_it_is_about_to_do(database: Database) -> None:
    async with database.write() as session:
        first, second = await put(session, "m1"), await put(session, "m2")
        await allowances.take(session, first, ["sunsets", "calm"], NOW - HOUR)
        await allowances.take(session, second, ["sunsets"], NOW)
        assert await allowances.taken(session, second, "sunsets", NOW - 2 * HOUR) == [NOW - HOUR]
        assert await allowances.taken(session, second, "calm", NOW - 2 * HOUR) == [NOW - HOUR]
        assert await allowances.taken(session, first, "calm", NOW - 2 * HOUR) == []
        assert await allowances.taken(session, second, "sunsets", NOW - HOUR) == []
        other = await put(session, "m3")
        assert await allowances.taken(session, other, None, NOW - 2 * HOUR) == [NOW - HOUR, NOW]


async def test_it_counts_as_of_when_it_is_done(database: Database) -> None:
    async with database.write() as session:
        action, other = await put(session, "m1"), await put(session, "m2")
        await allowances.take(session, action, ["sunsets"], NOW)
        await allowances.take(session, action, ["sunsets"], NOW + MINUTE)
        assert await allowances.taken(session, other, "sunsets", NOW - HOUR) == [NOW + MINUTE]


@pytest.mark.parametrize(
    ("person", "kind", "expected"),
    [
        pytest.param("7", None, 1, id="about them"),
        pytest.param("77", None, 0, id="about somebody else"),
        pytest.param("7", ActionKind.COMMENT, 1, id="of that kind"),
        pytest.param("7", ActionKind.LIKE, 0, id="of another kind"),
    ],
)
async def test_it_can_be_asked_about_one_person_and_kind(
    database: Database, person: str, kind: ActionKind | None, expected: int
) -> None:
    async with database.write() as session:
        action, other = await put(session, "m1", ActionKind.COMMENT), await put(session, "m2")
        await allowances.take(session, action, ["sunsets"], NOW)
        found = await allowances.taken(session, other, None, NOW - HOUR, person=UserId(person), kind=kind)
    assert len(found) == expected


@pytest.mark.parametrize(
    ("state", "counts"),
    [
        (ActionState.AWAITING_APPROVAL, True),
        (ActionState.DONE, True),
        (ActionState.FAILED, True),
        (ActionState.CANCELLED, True),
        (ActionState.SUPPRESSED, False),
        (ActionState.WATCHED, False),
        (ActionState.EXPIRED, False),
        (ActionState.PLANNED, False),
    ],
)
async def test_what_came_to_nothing_uses_nothing_up(database: Database, state: ActionState, *, counts: bool) -> None:
    async with database.write() as session:
        action, other = await put(session, "m1"), await put(session, "m2")
        await allowances.take(session, action, ["sunsets"], NOW)
        stored = await actions.get(session, action.id)
        assert stored is not None
        await moves.make(session, stored, Move(state=state), NOW)
        assert bool(await allowances.taken(session, other, "sunsets", NOW - HOUR)) is counts


async def test_accounts_have_their_own(database: Database) -> None:
    async with database.write() as session:
        action = await put(session, "m1")
        await allowances.take(session, action, ["sunsets"], NOW)
        await actions.record_plan(session, OTHER_ACCOUNT, plan(wish(target="m1")), NOW)
        theirs = (await actions.on_target(session, OTHER_ACCOUNT, ActionKind.LIKE, "m1"))[0]
        assert await allowances.taken(session, theirs, "sunsets", NOW - HOUR) == []
