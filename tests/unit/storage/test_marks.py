from __future__ import annotations

from typing import TYPE_CHECKING

from domain.ids import EventKey
from storage import events, marks
from tests.unit.storage.examples import ACCOUNT, EVENT, NOW, OTHER_ACCOUNT, new_media

if TYPE_CHECKING:
    from storage.database import Database


async def test_words_are_put_on_an_event_once_each(database: Database) -> None:
    async with database.write() as session:
        await events.add(session, ACCOUNT, [new_media()])
        for label in ("print", "autumn", "print"):
            await marks.put(session, ACCOUNT, EVENT, label, NOW)
        assert await marks.of_event(session, ACCOUNT, EVENT) == ("autumn", "print")
        assert await marks.of_event(session, OTHER_ACCOUNT, EVENT) == ()


async def test_what_is_no_longer_kept_takes_no_word(database: Database) -> None:
    async with database.write() as session:
        await marks.put(session, ACCOUNT, EventKey("media:gone"), "print", NOW)
        assert await marks.of_event(session, ACCOUNT, EventKey("media:gone")) == ()
