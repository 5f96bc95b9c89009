from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.facts import Facts
from domain.ids import UserId
from domain.plans import Mode, Plan, RuleRef
from domain.verdicts import Finding, Judgement, RuleVerdict, Verdict
from storage import cases, events, matches
from storage.cases import Settlement
from storage.grounds import Ground
from tests.unit.storage.examples import ACCOUNT, NOW, OTHER_ACCOUNT, SUNSET, new_comment, new_media, request

if TYPE_CHECKING:
    from domain.events import Event
    from storage.database import Database
    from storage.matches import Matches


async def add(database: Database, *some: Event) -> None:
    async with database.write() as session:
        await events.add(session, ACCOUNT, some)


async def judge(database: Database, key: str, *said: Verdict) -> None:
    finding = [Finding(verdict=verdict, text="because") for verdict in said]
    rule = RuleRef(id="sunsets", version="1")
    async with database.write() as session:
        (case,) = [one for one in await cases.due(session, ACCOUNT, NOW, 10) if one.event.key == key]
        judgement = Judgement(
            event=case.event.key,
            ruleset="r1",
            verdicts=tuple(RuleVerdict(rule=rule, mode=Mode.ASK, finding=one) for one in finding),
            plan=Plan(event=case.event.key),
            needs=frozenset(),
        )
        ground = Ground(at=NOW, facts=Facts(me=UserId("1")))
        assert await cases.settle(
            session, ACCOUNT, [Settlement(case=case, judgement=judgement, ground=ground, next_judge_at=None)]
        )


async def after(database: Database, last: int = 0) -> Matches:
    async with database.read() as session:
        return await matches.after(session, ACCOUNT, last)


@pytest.mark.parametrize(
    ("said", "matched"),
    [
        pytest.param([Verdict.NO, Verdict.YES], 1, id="one rule says yes"),
        pytest.param([Verdict.NO, Verdict.UNKNOWN], 0, id="unknown is no match"),
        pytest.param([], 0, id="no rule was asked"),
    ],
)
async def test_a_photo_matches_when_a_rule_says_yes(database: Database, said: list[Verdict], matched: int) -> None:
    await add(database, new_media())
    await judge(database, "media:m1", *said)
    found = await after(database)
    assert (found.judged[SUNSET], found.matched[SUNSET]) == (1, matched)


async def test_each_photo_is_counted_once_and_in_order(database: Database) -> None:
    await add(database, new_media("m1"), new_media("m2"), new_media("m3"))
    await judge(database, "media:m1", Verdict.YES)
    await judge(database, "media:m3", Verdict.YES)
    first = await after(database)
    assert (first.judged, first.matched) == ({SUNSET: 1}, {SUNSET: 1})
    assert (await after(database, first.last)).judged == {}
    await judge(database, "media:m2", Verdict.NO)
    second = await after(database, first.last)
    assert (second.judged, second.matched) == ({SUNSET: 2}, {SUNSET: 1})
    assert second.last > first.last


async def test_requests_and_comments_are_no_photos(database: Database) -> None:
    await add(database, request(), new_comment())
    for key in (request().key, new_comment().key):
        await judge(database, key, Verdict.YES)
    assert (await after(database)).judged == {}


async def test_what_is_there_already_can_be_left_out(database: Database) -> None:
    async with database.read() as session:
        assert await matches.latest(session, ACCOUNT) == 0
    await add(database, new_media())
    await judge(database, "media:m1", Verdict.YES)
    async with database.read() as session:
        last = await matches.latest(session, ACCOUNT)
        assert await matches.latest(session, OTHER_ACCOUNT) == 0
    assert (await after(database, last)).judged == {}
