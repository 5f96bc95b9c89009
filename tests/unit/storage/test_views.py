from __future__ import annotations

from typing import TYPE_CHECKING

from domain.ids import ChatId
from storage import views
from tests.unit.storage.examples import MINUTE, NOW

if TYPE_CHECKING:
    from storage.database import Database

HERE, THERE = ChatId(1001), ChatId(-1002)


async def test_a_view_is_there_for_its_chat_until_it_expires(database: Database) -> None:
    async with database.write() as session:
        token = await views.put(session, HERE, {"items": ["m1"], "older": None}, NOW + MINUTE)
    async with database.read() as session:
        assert await views.get(session, token, HERE, NOW) == {"items": ["m1"], "older": None}
        assert await views.get(session, token, THERE, NOW) is None
        assert await views.get(session, token, HERE, NOW + MINUTE) is None
        assert await views.get(session, "forged", HERE, NOW) is None


async def test_tokens_are_short_and_differ(database: Database) -> None:
    async with database.write() as session:
        tokens = {await views.put(session, HERE, {}, NOW + MINUTE) for _ in range(20)}
    assert {len(token) for token in tokens} == {8}
    assert len(tokens) == 20


async def test_a_changed_view_is_kept_and_no_other_one_touched(database: Database) -> None:
    async with database.write() as session:
        token, other = [await views.put(session, HERE, {"n": 1}, NOW + MINUTE) for _ in range(2)]
        await views.change(session, token, {"n": 2})
    async with database.read() as session:
        assert await views.get(session, token, HERE, NOW) == {"n": 2}
        assert await views.get(session, other, HERE, NOW) == {"n": 1}


async def test_only_expired_views_are_pruned(database: Database) -> None:
    async with database.write() as session:
        old = await views.put(session, HERE, {}, NOW)
        new = await views.put(session, HERE, {}, NOW + MINUTE)
        await views.prune(session, NOW)
        early = NOW - MINUTE
        assert await views.get(session, old, HERE, early) is None
        assert await views.get(session, new, HERE, early) == {}
