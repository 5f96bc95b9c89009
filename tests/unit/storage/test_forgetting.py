from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from domain.events import NewMedia
from domain.ids import ChatId, MediaId, TelegramUserId, UserId
from domain.people import Person, Profile
from domain.plans import ActionKind
from storage import actions, awaiting, codec, events, forgetting, listing, moves, notices, profiles, views
from storage.awaiting import Whom
from storage.forgetting import Known
from storage.listing import Entry
from storage.moves import Move
from storage.states import ActionState
from tests.unit.storage.examples import (
    ACCOUNT,
    EVENT,
    MINUTE,
    MIRA,
    NOW,
    OTHER_ACCOUNT,
    SUNSET,
    claimed,
    media,
    new_comment,
    new_media,
    pending,
    plan,
    request,
    wish,
)

if TYPE_CHECKING:
    from storage.database import Database
    from storage.forgetting import Forgotten

EVE = Person(id=UserId("66"), username="eve")


async def forget(database: Database, who: Person = MIRA) -> Forgotten:
    async with database.write() as session:
        return await forgetting.forget(session, ACCOUNT, Known(id=who.id, name=who.username), NOW)


async def everything(database: Database) -> str:
    """All text in the database, but that of the other account and of the ledger's own words."""
    tables = ("event", "action", "attempt", "notice", "profile", "relationship", "list_entry")
    async with database.read() as session:
        rows = [
            row
            for table in tables
            for row in await session.execute(text(f"SELECT * FROM {table} WHERE account = 'demo'"))  # noqa: S608 - the names above
        ]
    return str(rows)


async def test_nothing_that_names_them_stays(database: Database) -> None:
    elsewhere = replace(media("m2"), author=EVE, tagged=(MIRA,))
    async with database.write() as session:
        await events.add(
            session,
            ACCOUNT,
            [
                new_media("m1"),
                new_comment(),
                NewMedia(media=elsewhere, sources=frozenset({SUNSET}), first_seen_at=NOW),
            ],
        )
        await actions.record_plan(session, ACCOUNT, plan(wish(ActionKind.COMMENT, text="Lovely, @mira")), NOW)
        await notices.tell(session, ACCOUNT, EVENT, NOW)
        await notices.tell(session, ACCOUNT, "digest:1", NOW, text="@mira posted")
        await profiles.put(session, ACCOUNT, profile(MIRA), NOW)
        await listing.put(session, ACCOUNT, entry("regulars"), NOW)
    done = await forget(database)
    assert (done.events, done.actions, done.lists, done.left_alone) == (2, 1, ("regulars",), ())
    assert "mira" not in await everything(database)
    assert "media:m2" in await everything(database)


def profile(who: Person) -> Profile:
    return Profile(person=who, bio="mira's bio", website="", posts=1, followers=1, follows=1)


def entry(name: str, who: Person = MIRA) -> Entry:
    return Entry(list=name, person=who.id, username=who.username, added_by="Ana", until=None)


async def test_who_is_to_be_left_alone_stays_so_by_id_alone(database: Database) -> None:
    async with database.write() as session:
        for name in ("never_touch", "opted_out", "@muted", "regulars"):
            await listing.put(session, ACCOUNT, entry(name), NOW)
    done = await forget(database)
    assert (done.lists, done.left_alone) == (("regulars",), ("@muted", "never_touch", "opted_out"))
    async with database.read() as session:
        left = await listing.of_person(session, ACCOUNT, MIRA, NOW)
    assert {one.username for one in left.values()} == {"7"}


async def test_a_photo_is_still_known_to_be_done(database: Database) -> None:
    async with database.write() as session:
        await events.add(session, ACCOUNT, [new_media("m1")])
        await actions.record_plan(session, ACCOUNT, plan(wish()), NOW)
        (like,) = await actions.of_event(session, ACCOUNT, EVENT)
        await moves.make(session, like, Move(state=ActionState.DONE), NOW)
    await forget(database)
    async with database.write() as session:
        await actions.record_plan(session, ACCOUNT, plan(wish()), NOW)
        (still,) = await actions.on_target(session, ACCOUNT, ActionKind.LIKE, "m1")
    assert (still.id, still.state, still.wish.rules) == (like.id, ActionState.DONE, like.wish.rules)


async def test_decisions_are_counted_without_the_person(database: Database) -> None:
    event = request("7")
    async with database.write() as session:
        await events.add(session, ACCOUNT, [event])
        await actions.record_plan(session, ACCOUNT, plan(wish(ActionKind.APPROVE, "7"), event=event.key), NOW)
    done = await forget(database)
    async with database.read() as session:
        (held,) = await actions.in_state(session, ACCOUNT, list(ActionState))
    assert done.actions == 1
    assert (held.kind, held.state) == (ActionKind.APPROVE, ActionState.CANCELLED)
    assert (held.wish.target, held.event) == (f"forgotten:{held.id}", f"forgotten:{held.id}")


async def test_others_and_other_accounts_are_as_they_were(database: Database) -> None:
    async with database.write() as session:
        await events.add(session, OTHER_ACCOUNT, [new_media("m1")])
        await events.add(session, ACCOUNT, [request("77")])
        await notices.tell(session, ACCOUNT, "a", NOW, text="@mirabel and @mira.b posted")
        await listing.put(session, ACCOUNT, entry("regulars", EVE), NOW)
    done = await forget(database)
    assert (done.events, done.actions, done.lists) == (0, 0, ())
    async with database.read() as session:
        assert await events.get(session, OTHER_ACCOUNT, EVENT) is not None
    left = await everything(database)
    assert all(word in left for word in ("mirabel", "eve", "request:77"))


@pytest.mark.parametrize(("word", "who"), [("@mira", "7"), ("Mira", "7"), ("7", "7"), ("mir", None), ("66", "66")])
async def test_somebody_is_found_by_name_or_id(database: Database, word: str, who: str | None) -> None:
    tagged = replace(media("m2"), tagged=(EVE,), id=MediaId("m2"))
    async with database.write() as session:
        await events.add(
            session,
            ACCOUNT,
            [new_media("m1"), NewMedia(media=tagged, sources=frozenset({SUNSET}), first_seen_at=NOW)],
        )
    async with database.read() as session:
        assert list(await forgetting.named(session, ACCOUNT, word)) == ([] if who is None else [who])


async def test_lists_and_questions_in_the_chat_about_them_go(database: Database) -> None:
    whom = Whom(account=ACCOUNT, chat=ChatId(1), user=TelegramUserId(1))
    async with database.write() as session:
        theirs = await views.put(session, whom.chat, {"photos": codec.encode((media(),))}, NOW + MINUTE)
        other = await views.put(session, whom.chat, {"photos": codec.encode((EVE,))}, NOW + MINUTE)
        payload = {"person": codec.encode(MIRA)}
        await awaiting.ask(session, whom, "comment", payload, now=NOW, expires_at=NOW + MINUTE)
    await forget(database)
    async with database.read() as session:
        assert await views.get(session, theirs, whom.chat, NOW) is None
        assert await views.get(session, other, whom.chat, NOW) is not None
        assert await awaiting.current(session, whom) is None


async def test_what_is_under_way_is_seen(database: Database) -> None:
    async with database.write() as session:
        await events.add(session, ACCOUNT, [new_media("m1")])
    action = await pending(database)
    async with database.read() as session:
        assert not await forgetting.under_way(session, ACCOUNT, MIRA.id)
    await claimed(database, action)
    async with database.read() as session:
        assert await forgetting.under_way(session, ACCOUNT, MIRA.id)
        assert not await forgetting.under_way(session, ACCOUNT, EVE.id)
