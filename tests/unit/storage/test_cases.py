from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from domain.events import NewMedia
from domain.facts import Facts, caption_hash
from domain.ids import EventKey, UserId
from domain.plans import Mode, Plan, RuleRef
from domain.sources import Source
from domain.unknown import UNKNOWN
from domain.verdicts import Finding, Judgement, RuleVerdict, Verdict
from storage import cases, events
from storage.cases import Settlement
from storage.grounds import Ground
from tests.unit.storage.examples import ACCOUNT, MINUTE, NOW, OTHER_ACCOUNT, media, new_comment, new_media, request

if TYPE_CHECKING:
    from datetime import datetime

    from domain.events import Event
    from storage.cases import Case
    from storage.database import Database

ME = UserId("1")
LATER = NOW + MINUTE
FACTS = Facts(me=ME)


def judgement(event: Event, *said: tuple[str, Verdict]) -> Judgement:
    verdicts = tuple(
        RuleVerdict(
            rule=RuleRef(id=name, version="1"), mode=Mode.ASK, finding=Finding(verdict=verdict, text="because")
        )
        for name, verdict in said
    )
    return Judgement(event=event.key, ruleset="r1", verdicts=verdicts, plan=Plan(event=event.key), needs=frozenset())


async def add(database: Database, *some: Event, ceiling: Mode | None = None) -> None:
    async with database.write() as session:
        await events.add(session, ACCOUNT, some, ceiling=ceiling)


async def due(database: Database, now: datetime = NOW, limit: int = 10) -> list[Case]:
    async with database.read() as session:
        return await cases.due(session, ACCOUNT, now, limit)


async def settle(
    database: Database, case: Case, *, again: datetime | None = None, at: datetime = NOW, facts: Facts = FACTS
) -> bool:
    async with database.write() as session:
        settled = Settlement(
            case=case,
            judgement=judgement(case.event, ("one", Verdict.YES), ("two", Verdict.NO)),
            ground=Ground(at=at, facts=facts),
            next_judge_at=again,
        )
        return bool(await cases.settle(session, ACCOUNT, [settled]))


async def test_events_wait_for_their_judgement_oldest_first(database: Database) -> None:
    happened: list[Event] = [new_media("m1"), request(), new_comment("c1"), new_media("m2")]
    await add(database, *happened[:2])
    await add(database, *happened[2:])
    assert [case.event for case in await due(database)] == happened
    assert [case.event for case in await due(database, limit=2)] == happened[:2]
    async with database.read() as session:
        assert await cases.due(session, OTHER_ACCOUNT, NOW, 10) == []


async def test_an_event_is_judged_once(database: Database) -> None:
    await add(database, new_media())
    (case,) = await due(database)
    assert (case.judged_at, case.grounds, case.met) == (None, (), ())
    assert await settle(database, case)
    assert not await settle(database, case)
    await add(database, new_media())
    assert await due(database, NOW + timedelta(days=9)) == []


async def test_an_event_is_judged_again_when_its_time_has_come_and_after_all_that_is_new(database: Database) -> None:
    await add(database, new_media("m1"), new_media("m2"))
    first, second = await due(database)
    await settle(database, first, again=NOW + 2 * MINUTE)
    await settle(database, second, again=LATER)
    await add(database, new_media("m3"))
    assert [case.event.key for case in await due(database)] == ["media:m3"]
    assert [case.event.key for case in await due(database, NOW + 2 * MINUTE)] == ["media:m3", "media:m2", "media:m1"]
    assert [case.event.key for case in await due(database, NOW + 2 * MINUTE, limit=2)] == ["media:m3", "media:m2"]


async def test_what_must_wait_is_left_out(database: Database) -> None:
    await add(database, new_media("m1"), new_media("m2"), new_media("m3"))
    first, *_ = await due(database)
    await settle(database, first, again=NOW)
    async with database.read() as session:
        found = await cases.due(session, ACCOUNT, NOW, 1, besides=[EventKey("media:m1"), EventKey("media:m2")])
    assert [case.event.key for case in found] == ["media:m3"]


async def test_a_case_knows_what_was_said_and_known_before(database: Database) -> None:
    await add(database, new_media())
    (case,) = await due(database)
    edited = replace(media(), caption="Sold out", likes=40)
    await settle(database, case, again=LATER, facts=replace(FACTS, media=edited))
    (again,) = await due(database, LATER)
    assert (again.judged_at, again.next_judge_at, again.met) == (NOW, LATER, ("one",))
    assert isinstance(again.event, NewMedia)
    assert again.event.media == edited
    assert again.first_caption == caption_hash("Evening at the pier")
    (ground,) = again.grounds
    assert (ground.at, ground.facts.media, ground.facts.profile) == (NOW, edited, UNKNOWN)
    await settle(database, again, again=LATER, at=LATER, facts=replace(FACTS, media=UNKNOWN))
    (third,) = await due(database, LATER)
    assert [one.at for one in third.grounds] == [NOW, LATER]
    assert third.event == again.event
    async with database.read() as session:
        shown = await events.get(session, ACCOUNT, again.event.key)
    assert shown is not None
    assert shown.event == again.event


async def test_a_judgement_that_did_not_know_of_another_list_does_not_count(database: Database) -> None:
    await add(database, new_media())
    (case,) = await due(database)
    async with database.write() as session:
        await events.join(session, ACCOUNT, Source.parse("feed:self"), {media().id}, LATER)
    assert not await settle(database, case)
    (again,) = await due(database)
    assert await settle(database, again)


async def test_an_event_may_come_under_a_ceiling(database: Database) -> None:
    await add(database, new_media("m1"), ceiling=Mode.WATCH)
    await add(database, new_media("m2"))
    assert [case.ceiling for case in await due(database)] == [Mode.WATCH, None]


@pytest.mark.parametrize(
    ("event", "first"),
    [
        pytest.param(new_media(), caption_hash("Evening at the pier"), id="a caption"),
        pytest.param(replace(new_media(), media=replace(media(), caption=None)), None, id="none"),
        pytest.param(replace(new_media(), media=replace(media(), caption=UNKNOWN)), UNKNOWN, id="not told"),
        pytest.param(request(), UNKNOWN, id="no photo"),
    ],
)
async def test_the_first_caption_is_known_by_its_hash(database: Database, event: Event, first: str | None) -> None:
    await add(database, event)
    (case,) = await due(database)
    assert case.first_caption == first


async def test_what_is_let_be_stands_as_it_was_judged(database: Database) -> None:
    await add(database, new_media())
    (case,) = await due(database)
    await settle(database, case, again=LATER)
    (again,) = await due(database, LATER)
    async with database.write() as session:
        assert await cases.let_be(session, ACCOUNT, again)
        assert not await cases.let_be(session, ACCOUNT, again)
    assert await due(database, LATER) == []
    async with database.read() as session:
        (kept,) = await cases.of_events(session, ACCOUNT, [EventKey("media:m1"), EventKey("media:m9")])
    assert (kept.met, kept.next_judge_at) == (("one",), None)
