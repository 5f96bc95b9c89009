from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from sandbox.telegram.errors import ApiError
from sandbox.telegram.store import Store
from sandbox.telegram.updates import Updates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sandbox.telegram.wire import Json


@pytest.fixture
def updates() -> Iterator[Updates]:
    store = Store.open(None)
    yield Updates(store)
    store.close()


async def ids(updates: Updates, offset: int = 0, limit: int = 100) -> list[object]:
    return [it["update_id"] for it in await updates.take(offset=offset, limit=limit, seconds=0)]


def fill(updates: Updates, count: int) -> None:
    for number in range(count):
        updates.add("message", {"text": str(number)})


async def test_an_update_comes_again_until_it_is_confirmed(updates: Updates) -> None:
    fill(updates, 3)
    assert await ids(updates) == [1, 2, 3]
    assert await ids(updates) == [1, 2, 3]
    assert await ids(updates, offset=2) == [2, 3]
    assert await ids(updates) == [2, 3]
    assert await ids(updates, offset=4) == []


async def test_ids_are_not_used_twice(updates: Updates) -> None:
    fill(updates, 2)
    assert await ids(updates, offset=3) == []
    fill(updates, 1)
    assert await ids(updates) == [3]


async def test_a_negative_offset_keeps_the_newest(updates: Updates) -> None:
    fill(updates, 5)
    assert await ids(updates, offset=-2) == [4, 5]
    assert await ids(updates) == [4, 5]


async def test_a_limit_is_kept_and_capped(updates: Updates) -> None:
    fill(updates, 120)
    assert len(await ids(updates, limit=7)) == 7
    assert len(await ids(updates, limit=1000)) == 100


async def test_a_poll_waits_for_the_first_update(updates: Updates) -> None:
    poll = asyncio.create_task(updates.take(offset=0, limit=100, seconds=30))
    await asyncio.sleep(0)
    assert not poll.done()
    fill(updates, 1)
    assert await poll == [{"update_id": 1, "message": {"text": "0"}}]


async def test_a_poll_ends_with_nothing_after_its_time(updates: Updates) -> None:
    assert await updates.take(offset=0, limit=100, seconds=0.01) == []


async def test_a_second_poller_throws_the_first_out(updates: Updates) -> None:
    first = asyncio.create_task(updates.take(offset=0, limit=100, seconds=30))
    await asyncio.sleep(0)
    second = asyncio.create_task(updates.take(offset=0, limit=100, seconds=30))
    with pytest.raises(ApiError, match="Conflict: terminated by other getUpdates request") as caught:
        await first
    assert caught.value.status == 409
    fill(updates, 1)
    assert len(await second) == 1


async def test_a_poll_that_was_given_up_disturbs_nobody(updates: Updates) -> None:
    first = asyncio.create_task(updates.take(offset=0, limit=100, seconds=30))
    await asyncio.sleep(0)
    first.cancel()
    with pytest.raises(asyncio.CancelledError):
        await first
    fill(updates, 1)
    assert await ids(updates) == [1]


async def test_a_shutdown_answers_the_waiting_poll_and_refuses_the_next(updates: Updates) -> None:
    poll = asyncio.create_task(updates.take(offset=0, limit=100, seconds=30))
    await asyncio.sleep(0)
    updates.stop()
    assert await poll == []
    with pytest.raises(ApiError) as caught:
        await updates.take(offset=0, limit=100, seconds=30)
    assert caught.value.status == 502


@pytest.mark.parametrize(
    ("allowed", "kinds"),
    [
        pytest.param([], ["message", "callback_query", "my_chat_member"], id="the usual"),
        pytest.param(["message"], ["message"], id="one kind"),
        pytest.param(["message_reaction", "message"], ["message", "message_reaction"], id="on request"),
    ],
)
async def test_only_allowed_kinds_are_queued(updates: Updates, allowed: list[str], kinds: list[str]) -> None:
    updates.allow(allowed)
    body: Json = {"x": 1}
    for kind in ("message", "callback_query", "my_chat_member", "message_reaction"):
        updates.add(kind, body)
    found = await updates.take(offset=0, limit=100, seconds=0)
    assert [kind for it in found for kind in it if kind != "update_id"] == kinds


async def test_what_waits_can_be_counted_and_forgotten(updates: Updates) -> None:
    fill(updates, 3)
    assert updates.pending == 3
    updates.forget()
    assert updates.pending == 0
