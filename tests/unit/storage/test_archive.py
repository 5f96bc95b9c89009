from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from domain.facts import Facts
from domain.ids import UserId
from domain.people import Person
from domain.plans import LimitClass, Plan
from domain.unknown import UNKNOWN
from domain.verdicts import Judgement
from storage import archive, attempts, cases, events
from storage.archive import Sight, Try
from storage.attempts import Ending
from storage.cases import Settlement
from storage.grounds import Ground
from storage.moves import Move
from storage.states import ActionState, Outcome
from tests.unit.storage.examples import (
    ACCOUNT,
    MINUTE,
    NOW,
    OTHER_ACCOUNT,
    claimed,
    media,
    new_comment,
    new_media,
    pending,
    request,
)

if TYPE_CHECKING:
    from datetime import datetime

    from domain.events import Event
    from domain.media import Media
    from storage.database import Database

ME = UserId("1")
UNASKED = Facts(me=ME, profile=UNKNOWN, relationship=UNKNOWN, media=UNKNOWN, comments=UNKNOWN)
LINKED = replace(new_media("m2"), media=replace(media("m2"), link="https://network.example/p/Ab_9/"))


async def add(database: Database, *some: Event) -> None:
    async with database.write() as session:
        await events.add(session, ACCOUNT, some)


async def judge(database: Database, at: datetime, seen: Media, again: datetime | None = None) -> None:
    async with database.write() as session:
        (case,) = await cases.of_events(session, ACCOUNT, [new_media().key])
        nothing = Judgement(
            event=case.event.key, ruleset="r1", verdicts=(), plan=Plan(event=case.event.key), needs=frozenset()
        )
        ground = Ground(at=at, facts=Facts(me=ME, media=seen))
        assert await cases.settle(
            session, ACCOUNT, [Settlement(case=case, judgement=nothing, ground=ground, next_judge_at=again)]
        )


async def test_events_come_in_order_page_by_page(database: Database) -> None:
    await add(database, new_media("old", NOW - MINUTE), *(new_media(f"m{number}") for number in range(3)))
    async with database.read() as session:
        first = await archive.page(session, ACCOUNT, NOW, after=0, most=2)
        rest = await archive.page(session, ACCOUNT, NOW, after=first[-1].number, most=2)
        assert await archive.page(session, OTHER_ACCOUNT, NOW, after=0, most=2) == []
    assert [kept.sights[0].event.key for kept in (*first, *rest)] == ["media:m0", "media:m1", "media:m2"]


async def test_what_nobody_asked_is_unknown(database: Database) -> None:
    await add(database, new_media())
    async with database.read() as session:
        (kept,) = await archive.page(session, ACCOUNT, NOW, after=0, most=9)
    assert kept.sights == (Sight(event=new_media(), facts=UNASKED, at=NOW),)


async def test_every_look_shows_the_photo_as_it_was(database: Database) -> None:
    await add(database, new_media())
    later = replace(media(), likes=99)
    await judge(database, NOW, media(), again=NOW + MINUTE)
    await judge(database, NOW + MINUTE, later)
    async with database.read() as session:
        (kept,) = await archive.page(session, ACCOUNT, NOW, after=0, most=9)
    assert [sight.at for sight in kept.sights] == [NOW, NOW + MINUTE]
    assert [sight.event for sight in kept.sights] == [new_media(), replace(new_media(), media=later)]
    assert kept.sights[1].facts == replace(UNASKED, media=later)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        pytest.param("media:m2", ["media:m2"], id="an event"),
        pytest.param("m2", ["media:m2"], id="a photo"),
        pytest.param("c1", ["comment:c1"], id="a comment"),
        pytest.param("https://www.network.example/p/Ab_9", ["media:m2"], id="a link, whatever the host's other name"),
        pytest.param("Ab_9", ["media:m2"], id="a shortcode"),
        pytest.param("b_9", [], id="the end of a shortcode"),
        pytest.param("AbX9", [], id="an underscore stands for itself"),
        pytest.param("@Mira", ["comment:c1", "media:m2", "media:m1"], id="somebody, the newest first"),
        pytest.param("mira", ["comment:c1", "media:m2", "media:m1"], id="somebody without @"),
        pytest.param("@mir", [], id="the beginning of a name"),
        pytest.param("@Ab_9", [], id="nobody has that name"),
        pytest.param(request().key, [request().key], id="a request"),
        pytest.param("@me", [], id="who is only mentioned"),
        pytest.param("", [], id="nothing"),
    ],
)
async def test_what_somebody_means_is_found(database: Database, word: str, expected: list[str]) -> None:
    mentions = replace(request(), requester=Person(id=UserId("7"), username="somebody", full_name='"me"'))
    await add(database, new_media("m1"), LINKED, mentions, new_comment())
    async with database.read() as session:
        assert await archive.find(session, ACCOUNT, word, 9) == expected
        assert await archive.find(session, OTHER_ACCOUNT, word, 9) == []


async def test_no_more_are_found_than_asked_for(database: Database) -> None:
    await add(database, new_media("m1"), new_media("m2"))
    async with database.read() as session:
        assert await archive.find(session, ACCOUNT, "@mira", 1) == ["media:m2"]


async def test_every_attempt_is_told(database: Database) -> None:
    action = await claimed(database, await pending(database))
    async with database.read() as session:
        assert await archive.tries(session, action.id) == [
            Try(started_at=NOW, ended_at=None, outcome=None, detail=None)
        ]
    ending = Ending(outcome=Outcome.NOT_SENT, move=Move(state=ActionState.PENDING), detail="too fast")
    async with database.write() as session:
        await attempts.settle(session, action, ending, NOW + MINUTE)
    async with database.read() as session:
        assert await archive.tries(session, action.id) == [
            Try(started_at=NOW, ended_at=NOW + MINUTE, outcome=Outcome.NOT_SENT, detail="too fast")
        ]
        assert len(await attempts.counted(session, ACCOUNT, LimitClass.LIKE, NOW - MINUTE)) == 0


async def test_what_is_judged_later_is_counted(database: Database) -> None:
    await add(database, new_media("m1"), new_media("m2"))
    await judge(database, NOW, media(), again=NOW + 2 * MINUTE)
    async with database.read() as session:
        assert await archive.judged_later(session, ACCOUNT, NOW) == (1, NOW + 2 * MINUTE)
        assert await archive.judged_later(session, ACCOUNT, NOW + 2 * MINUTE) == (0, None)
        assert await archive.judged_later(session, OTHER_ACCOUNT, NOW) == (0, None)
