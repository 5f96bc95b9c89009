from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlmodel import select

from domain.ids import MediaId, UserId
from domain.people import Profile
from domain.plans import Plan
from domain.unknown import UNKNOWN
from storage import actions, events, moves, ownphotos, profiles, pruning, seen, ties
from storage.moves import Move
from storage.ownphotos import OwnPhoto
from storage.states import ActionState
from storage.tables import EventRow, ListEntryRow, MarkRow
from storage.upsert import insert_new
from tests.unit.storage.examples import ACCOUNT, MINUTE, MIRA, NOW, OTHER_ACCOUNT, new_media, request, wish

if TYPE_CHECKING:
    from datetime import datetime

    from domain.events import Event
    from storage.database import Database

OLD = NOW - pruning.KEPT - MINUTE
YOUNG = NOW - pruning.KEPT


async def prune(database: Database) -> None:
    async with database.write() as session:
        await pruning.prune(session, ACCOUNT, NOW)


async def kept(database: Database) -> list[str]:
    async with database.read() as session:
        return sorted(await session.scalars(select(EventRow.key)))


async def test_events_are_forgotten_after_ninety_days(database: Database) -> None:
    async with database.write() as session:
        await events.add(session, ACCOUNT, [new_media("old", OLD), new_media("young", YOUNG), request("8", OLD)])
        await events.add(session, OTHER_ACCOUNT, [new_media("theirs", OLD)])
    await prune(database)
    assert await kept(database) == ["media:theirs", "media:young"]


@pytest.mark.parametrize(
    ("state", "stays"),
    [
        (ActionState.AWAITING_APPROVAL, True),
        (ActionState.UNCERTAIN, True),
        (ActionState.DONE, False),
        (ActionState.WATCHED, False),
    ],
)
async def test_an_event_stays_while_something_may_happen(database: Database, state: ActionState, stays: bool) -> None:  # noqa: FBT001 - a table's column
    event = new_media("m1", OLD)
    async with database.write() as session:
        await events.add(session, ACCOUNT, [event])
        await actions.record_plan(session, ACCOUNT, Plan(event=event.key, actions=(wish(),)), OLD)
        (action,) = await actions.of_event(session, ACCOUNT, event.key)
        await moves.make(session, action, Move(state=state), OLD)
    await prune(database)
    assert (await kept(database) == [event.key]) is stays
    async with database.read() as session:
        assert len(await actions.of_event(session, ACCOUNT, event.key)) == 1, "the ledger forgets nothing"


async def test_a_request_stays_while_somebody_waits(database: Database) -> None:
    waits, gone = request("8", OLD), request("9", OLD)
    async with database.write() as session:
        await events.add(session, ACCOUNT, [waits, gone])
        await seen.update_waiting(session, ACCOUNT, [UserId("8")], OLD)
    await prune(database)
    assert await kept(database) == [waits.key]


async def test_what_was_fetched_about_people_is_forgotten(database: Database) -> None:
    profile = Profile(person=MIRA, bio="", website=UNKNOWN, posts=1, followers=1, follows=1)
    long_ago = NOW - timedelta(days=999)
    async with database.write() as session:
        for account, moment in ((ACCOUNT, OLD), (OTHER_ACCOUNT, OLD)):
            await profiles.put(session, account, profile, moment)
            await ties.put(session, account, MIRA.id, ties.UNTOLD, moment)
            await ownphotos.put(session, account, MediaId("m1"), OwnPhoto(comments=1, read_at=moment))
        await seen.remember(session, ACCOUNT, ["m1"], long_ago)
    await prune(database)
    async with database.read() as session:
        assert await profiles.fresh(session, ACCOUNT, MIRA.id, long_ago) is None
        assert await ties.fresh(session, ACCOUNT, MIRA.id, long_ago) is None
        assert await ownphotos.known(session, ACCOUNT) == {}
        assert await profiles.fresh(session, OTHER_ACCOUNT, MIRA.id, long_ago) == profile
        assert await ties.fresh(session, OTHER_ACCOUNT, MIRA.id, long_ago) == ties.UNTOLD
        assert set(await ownphotos.known(session, OTHER_ACCOUNT)) == {"m1"}
        assert await seen.known(session, ACCOUNT, ["m1"]) == {"m1"}


@pytest.mark.parametrize(
    ("until", "stays"),
    [
        pytest.param(NOW - MINUTE, False, id="over"),
        pytest.param(NOW + MINUTE, True, id="not yet"),
        pytest.param(None, True, id="for good"),
    ],
)
async def test_who_was_on_a_list_for_a_time_is_forgotten_with_it(
    database: Database,
    until: datetime | None,
    stays: bool,  # noqa: FBT001 - a table's column
) -> None:
    row = {
        "account": ACCOUNT,
        "list": "friends",
        "person_id": MIRA.id,
        "username": "mira",
        "added_by": "You",
        "added_at": OLD,
        "until": until,
    }
    async with database.write() as session:
        await insert_new(session, ListEntryRow, [row], "list")
    await prune(database)
    async with database.read() as session:
        assert (list(await session.scalars(select(ListEntryRow.list))) == ["friends"]) is stays


async def test_a_mark_goes_with_its_event(database: Database) -> None:
    happened: list[Event] = [new_media("old", OLD), new_media("young", YOUNG)]
    async with database.write() as session:
        await events.add(session, ACCOUNT, happened)
        for number in await session.scalars(select(EventRow.id)):
            row = {"event_id": number, "label": "lovely", "added_at": NOW}
            await insert_new(session, MarkRow, [row], "label")
    await prune(database)
    async with database.read() as session:
        assert list(await session.scalars(select(MarkRow.label))) == ["lovely"]
