from __future__ import annotations

from typing import TYPE_CHECKING

from domain.ids import ChatId
from storage import notices
from tests.unit.storage.examples import ACCOUNT, MINUTE, NOW, OTHER_ACCOUNT

if TYPE_CHECKING:
    from datetime import datetime

    from storage.database import Database
    from storage.notices import Posting

HERE, THERE = ChatId(1001), ChatId(1002)
SUBJECT = "media:m1"


async def outdated(database: Database, chat: ChatId = HERE, since: datetime = NOW, limit: int = 10) -> list[Posting]:
    async with database.read() as session:
        return await notices.outdated(session, chat, since, limit)


async def tell(database: Database, subject: str = SUBJECT, at: datetime = NOW, text: str | None = None) -> None:
    async with database.write() as session:
        await notices.tell(session, ACCOUNT, subject, at, text=text)


async def show(database: Database, posting: Posting, message_id: int | None) -> None:
    async with database.write() as session:
        await notices.show(session, posting.notice, posting.chat, message_id=message_id)


async def test_what_is_told_is_outdated_in_every_chat_until_that_chat_shows_it(database: Database) -> None:
    await tell(database, text="Hello")
    (posting,) = await outdated(database)
    assert (posting.notice.account, posting.notice.subject, posting.notice.text) == (ACCOUNT, SUBJECT, "Hello")
    assert (posting.chat, posting.message_id, posting.tried) == (HERE, None, False)

    await show(database, posting, 17)
    assert await outdated(database) == []
    assert len(await outdated(database, THERE)) == 1


async def test_what_changed_is_outdated_again_and_still_names_its_message(database: Database) -> None:
    await tell(database)
    (posting,) = await outdated(database)
    await show(database, posting, 17)

    async with database.write() as session:
        await notices.refresh(session, ACCOUNT, SUBJECT, NOW + MINUTE)
    (again,) = await outdated(database)
    assert (again.message_id, again.tried, again.notice.changed_at) == (17, True, NOW + MINUTE)


async def test_a_change_is_seen_even_when_the_clock_was_set_back(database: Database) -> None:
    await tell(database)
    (posting,) = await outdated(database)
    await show(database, posting, 17)
    async with database.write() as session:
        await notices.refresh(session, ACCOUNT, SUBJECT, NOW - MINUTE)
    assert len(await outdated(database)) == 1


async def test_a_change_while_the_message_is_on_its_way_is_not_lost(database: Database) -> None:
    await tell(database)
    (posting,) = await outdated(database)
    await tell(database)
    await show(database, posting, 17)
    assert [one.message_id for one in await outdated(database)] == [17]


async def test_telling_again_brings_the_new_text(database: Database) -> None:
    await tell(database, text="one list")
    await tell(database, at=NOW + MINUTE, text="two lists")
    assert [one.notice.text for one in await outdated(database)] == ["two lists"]


async def test_refreshing_keeps_the_text_and_tells_nothing_new(database: Database) -> None:
    await tell(database, text="one list")
    async with database.write() as session:
        await notices.refresh(session, ACCOUNT, SUBJECT, NOW + MINUTE)
        await notices.refresh(session, ACCOUNT, "media:unheard-of", NOW)
        await notices.refresh(session, OTHER_ACCOUNT, SUBJECT, NOW)
    (posting,) = await outdated(database)
    assert (posting.notice.text, posting.notice.version) == ("one list", 2)


async def test_news_from_before_a_chat_joined_is_not_told_to_it(database: Database) -> None:
    await tell(database)
    await tell(database, "media:m2", NOW + MINUTE)
    subjects = [one.notice.subject for one in await outdated(database, since=NOW + MINUTE)]
    assert subjects == ["media:m2"]


async def test_the_oldest_come_first_and_no_more_than_asked_for(database: Database) -> None:
    for subject in ("a", "b", "c"):
        await tell(database, subject)
    assert [one.notice.subject for one in await outdated(database, limit=2)] == ["a", "b"]


async def test_a_message_that_was_surely_not_sent_is_outdated_again(database: Database) -> None:
    await tell(database)
    (posting,) = await outdated(database)
    await show(database, posting, None)
    assert await outdated(database) == []

    async with database.write() as session:
        await notices.unsent(session, posting.notice, HERE)
        await notices.unsent(session, posting.notice, THERE)
    (again,) = await outdated(database)
    assert not again.tried


async def test_an_edit_that_was_surely_not_made_keeps_its_message(database: Database) -> None:
    await tell(database)
    (posting,) = await outdated(database)
    await show(database, posting, 17)
    async with database.write() as session:
        await notices.unsent(session, posting.notice, HERE)
    assert [one.message_id for one in await outdated(database)] == [17]


async def test_news_whose_sending_a_crash_cut_short_comes_back_only_when_it_changes(database: Database) -> None:
    await tell(database)
    (begun,) = await outdated(database)
    await show(database, begun, None)
    assert await outdated(database) == []

    await tell(database)
    (again,) = await outdated(database)
    assert (again.message_id, again.tried) == (None, True)
