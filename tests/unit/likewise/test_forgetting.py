from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from domain.errors import ConfigError
from domain.ids import UserId
from domain.people import Person
from domain.plans import ActionKind, Mode, Plan, PlannedAction
from likewise import connecting, forgetting
from storage import actions, attempts, events, listing, moves
from storage.listing import Entry
from storage.moves import Move
from storage.states import ActionState
from tests.unit.likewise.kept import ACCOUNT, ANA, NOW, chosen, keep, photo

if TYPE_CHECKING:
    from pathlib import Path

    from domain.events import NewMedia
    from likewise.records import ReportSettings

OTHER = Person(id=UserId("8"), username="ana")


@pytest.fixture
def held(tmp_path: Path) -> ReportSettings:
    held = chosen(tmp_path)
    keep(held, photo("m1"))
    return held


def comes(held: ReportSettings, event: NewMedia) -> None:
    """One more event is kept."""

    async def add() -> None:
        async with connecting.store(held) as (database, _), database.write() as session:
            await events.add(session, ACCOUNT, [event])

    asyncio.run(add())


def left(held: ReportSettings) -> bool:
    async def look() -> bool:
        async with connecting.store(held) as (database, _), database.read() as session:
            return await events.get(session, ACCOUNT, photo("m1").key) is not None

    return asyncio.run(look())


def test_it_says_what_goes_and_what_stays(held: ReportSettings) -> None:
    async def mute() -> None:
        async with connecting.store(held) as (database, _), database.write() as session:
            for name in (listing.MUTED, "regulars"):
                entry = Entry(list=name, person=ANA.id, username="ana", added_by="Ben", until=None)
                await listing.put(session, ACCOUNT, entry, NOW)

    asyncio.run(mute())
    assert forgetting.forget(held, "@ana", NOW, lambda _: True).splitlines() == [
        "@ana is forgotten: 1 event(s), profile, and texts.",
        "0 action(s) stay counted, without the person; ids of photos stay, or they were done twice.",
        "They are gone from regulars.",
        "So that they are left alone, their id alone stays on muted.",
        "Messages in the chat, backups and rules files are as they were; what is new will be kept anew.",
    ]
    assert not left(held)


def test_without_a_yes_nothing_goes(held: ReportSettings) -> None:
    asked: list[str] = []

    def no(question: str) -> bool:
        asked.append(question)
        return False

    assert forgetting.forget(held, "ana", NOW, no) == "Nothing was done."
    assert asked == ["Forget everything about @ana (7)? This cannot be taken back."]
    assert left(held)


def test_who_is_not_known_is_said(held: ReportSettings) -> None:
    with pytest.raises(ConfigError, match="nothing is kept about @an"):
        forgetting.forget(held, "@an", NOW, lambda _: True)


def test_two_of_one_name_are_told_apart_by_number(held: ReportSettings) -> None:
    comes(held, photo("m2", who=OTHER))
    with pytest.raises(ConfigError, match="name one by the number"):
        forgetting.forget(held, "@ana", NOW, lambda _: True)
    assert forgetting.forget(held, "8", NOW, lambda _: True).startswith("@ana is forgotten: 1 event(s)")
    assert left(held)


def test_what_is_being_done_comes_first(held: ReportSettings) -> None:
    wish = PlannedAction(kind=ActionKind.LIKE, target="m1", mode=Mode.AUTO, rules=(), because=())

    async def begin() -> None:
        async with connecting.store(held) as (database, _), database.write() as session:
            event = photo("m1").key
            await actions.record_plan(session, ACCOUNT, Plan(event=event, actions=(wish,)), NOW)
            (action,) = await actions.of_event(session, ACCOUNT, event)
            await moves.make(session, action, Move(state=ActionState.PENDING), NOW)
            (action,) = await actions.of_event(session, ACCOUNT, event)
            assert await attempts.claim(session, action, None, now=NOW)

    asyncio.run(begin())
    with pytest.raises(ConfigError, match="is being done right now"):
        forgetting.forget(held, "@ana", NOW, lambda _: True)
    assert left(held)
