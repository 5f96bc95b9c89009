from __future__ import annotations

from typing import TYPE_CHECKING

from domain.errors import BlockedError
from domain.ids import AccountKey, ChatId
from storage import notices
from storage.pausing import is_paused, pause, paused_because
from tests.unit.storage.examples import ACCOUNT, MINUTE, NOW, OTHER_ACCOUNT

if TYPE_CHECKING:
    from storage.database import Database


async def test_an_account_is_paused_once_and_told_once(database: Database) -> None:
    assert not await is_paused(database, ACCOUNT)
    await pause(database, ACCOUNT, BlockedError("The token is refused."), NOW)
    await pause(database, ACCOUNT, BlockedError("Something else."), NOW + MINUTE)
    async with database.read() as session:
        assert await paused_because(session, ACCOUNT) == "The token is refused."
        (told,) = await notices.outdated(session, ChatId(1), NOW, 9)
    assert told.notice.text is not None
    assert told.notice.text.startswith("The token is refused. Until then nothing is watched or done for me;")
    assert await is_paused(database, ACCOUNT)
    assert not await is_paused(database, OTHER_ACCOUNT)


async def test_an_account_that_nobody_knows_is_not_paused(database: Database) -> None:
    await pause(database, AccountKey("nobody"), BlockedError("No."), NOW)
    assert not await is_paused(database, AccountKey("nobody"))
