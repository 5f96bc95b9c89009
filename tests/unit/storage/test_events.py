from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from domain.facts import Facts
from domain.ids import EventKey, MediaId, UserId
from domain.plans import ActionKind, Mode, Note, Plan, Reason, RuleRef, Suppressed
from domain.sources import Source
from domain.verdicts import Finding, Judgement, RuleVerdict, Verdict
from storage import cases, events
from storage.cases import Settlement
from storage.grounds import Ground
from tests.unit.storage.examples import ACCOUNT, MINUTE, MIRA, NOW, OTHER_ACCOUNT, SUNSET, new_media, request

if TYPE_CHECKING:
    from domain.events import Event
    from storage.database import Database

FEED = Source.parse("feed:self")
GROUND = Ground(at=NOW, facts=Facts(me=UserId("1")))
VERDICT = RuleVerdict(
    rule=RuleRef(id="sunsets", version="a1"),
    mode=Mode.AUTO,
    finding=Finding(
        verdict=Verdict.YES, text="all", parts=(Finding(verdict=Verdict.YES, text="caption.text has “sunset”"),)
    ),
)

HELD = Suppressed(
    kind=ActionKind.COMMENT,
    target="m1",
    rules=(RuleRef(id="low", version="b2"),),
    reason=Reason.ONE_COMMENT,
    note="another rule comments",
)
NOTES = (
    Note(rule=RuleRef(id="low", version="b2"), kind=None, text="cut by sunsets"),
    Note(rule=RuleRef(id="rare", version="c3"), kind=ActionKind.COMMENT, text="comment skipped (chance 20 %: 0.61)"),
)


def judgement(event: Event) -> Judgement:
    return Judgement(
        event=event.key,
        ruleset="r1",
        verdicts=(VERDICT,),
        plan=Plan(event=event.key, suppressed=(HELD,), notes=NOTES),
        needs=frozenset(),
    )


async def add(database: Database, *some: Event) -> None:
    async with database.write() as session:
        await events.add(session, ACCOUNT, some)


async def unjudged(database: Database) -> list[Event]:
    async with database.read() as session:
        return [case.event for case in await cases.due(session, ACCOUNT, NOW, 10)]


async def test_the_first_news_of_a_photo_stays(database: Database) -> None:
    first = new_media("m1")
    await add(database, first)
    await add(database, replace(first, first_seen_at=NOW + MINUTE), new_media("m2"))
    assert await unjudged(database) == [first, new_media("m2")]


async def test_only_what_was_not_there_is_counted(database: Database) -> None:
    async with database.write() as session:
        assert await events.add(session, ACCOUNT, [new_media("m1"), new_media("m2")]) == 2
        assert await events.add(session, ACCOUNT, [new_media("m2"), new_media("m3")]) == 1
        assert await events.add(session, OTHER_ACCOUNT, [new_media("m1")]) == 1


async def test_a_photo_joins_another_list_and_is_judged_again(database: Database) -> None:
    await add(database, new_media("m1"))
    async with database.write() as session:
        joined = await events.join(session, ACCOUNT, FEED, {MediaId("m1"), MediaId("m2")}, NOW + MINUTE)
        assert joined == {"m1"}
        assert await events.join(session, ACCOUNT, FEED, {MediaId("m1")}, NOW + 2 * MINUTE) == set()
        assert await events.join(session, OTHER_ACCOUNT, FEED, {MediaId("m1")}, NOW) == set()
    async with database.read() as session:
        (case,) = await cases.due(session, ACCOUNT, NOW, 10)
    assert case.event == replace(new_media("m1"), sources=frozenset({SUNSET, FEED}))
    assert case.next_judge_at == NOW + MINUTE


async def test_whom_an_event_is_about_is_known(database: Database) -> None:
    await add(database, new_media("m1"))
    async with database.read() as session:
        assert await events.person(session, ACCOUNT, EventKey("media:m1")) == MIRA.id
        assert await events.person(session, OTHER_ACCOUNT, EventKey("media:m1")) is None


async def test_no_events_are_no_trouble(database: Database) -> None:
    await add(database)
    assert await unjudged(database) == []


async def test_an_event_comes_with_every_verdict_and_what_was_not_granted(database: Database) -> None:
    event = new_media()
    await add(database, event)
    async with database.write() as session:
        before = await events.get(session, ACCOUNT, event.key)
        (case,) = await cases.due(session, ACCOUNT, NOW, 1)
        await cases.settle(
            session, ACCOUNT, [Settlement(case=case, judgement=judgement(event), ground=GROUND, next_judge_at=None)]
        )
    async with database.read() as session:
        after = await events.get(session, ACCOUNT, event.key)
        assert await events.get(session, OTHER_ACCOUNT, event.key) is None
        assert await events.get(session, ACCOUNT, EventKey("media:m9")) is None
    assert before == events.JudgedEvent(event=event, ruleset=None, verdicts=(), suppressed=())
    assert after == events.JudgedEvent(
        event=event, ruleset="r1", verdicts=(VERDICT,), suppressed=(HELD,), notes=NOTES
    )


async def test_the_newest_request_of_exactly_this_person_is_found(database: Database) -> None:
    old, new = request("aB_1"), request("aB_1", NOW + MINUTE)
    await add(
        database, old, new, request("aB11"), request("ab_1", NOW + 2 * MINUTE), request("aB_12"), new_media("aB_1")
    )
    async with database.read() as session:
        assert await events.latest_request(session, ACCOUNT, "aB_1") == new.key
        assert await events.latest_request(session, ACCOUNT, "aB") is None
        assert await events.latest_request(session, OTHER_ACCOUNT, "aB_1") is None


async def test_events_are_counted_from_a_moment_on(database: Database) -> None:
    await add(database, new_media("m1", NOW - MINUTE), new_media("m2", NOW), request(at=NOW + MINUTE))
    async with database.read() as session:
        assert await events.count_since(session, ACCOUNT, NOW) == 2
        assert await events.count_since(session, OTHER_ACCOUNT, NOW - MINUTE) == 0
