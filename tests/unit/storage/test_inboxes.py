from __future__ import annotations

from typing import TYPE_CHECKING

from domain.ids import AccountKey, ChatId
from storage import inboxes
from storage.inboxes import Inbox
from tests.unit.storage.examples import MINUTE, NOW

if TYPE_CHECKING:
    from storage.database import Database

ONE, OTHER = AccountKey("network.test:1"), AccountKey("network.test:2")
CHAT = ChatId(1001)


async def test_a_chat_has_one_inbox_of_an_account_at_a_time(database: Database) -> None:
    async with database.write() as session:
        assert await inboxes.get(session, ONE, CHAT) is None
        await inboxes.put(session, ONE, CHAT, Inbox(message_id=5, shown="a"), NOW)
        await inboxes.put(session, ONE, CHAT, Inbox(message_id=7, shown="b"), NOW + MINUTE)
    async with database.write() as session:
        assert await inboxes.get(session, ONE, CHAT) == Inbox(message_id=7, shown="b")
        assert await inboxes.get(session, OTHER, CHAT) is None
        assert await inboxes.get(session, ONE, ChatId(7)) is None
        await inboxes.drop(session, ONE, CHAT)
        await inboxes.drop(session, ONE, CHAT)
    async with database.read() as session:
        assert await inboxes.get(session, ONE, CHAT) is None
