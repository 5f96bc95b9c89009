from __future__ import annotations

import asyncio

from telegram import Chat, Message, Update

from bot.order import InOrder


def update(number: int, chat: int) -> Update:
    message = Message(message_id=number, date=None, chat=Chat(id=chat, type="private"))  # type: ignore[arg-type]  # nobody reads it
    return Update(update_id=number, message=message)


async def test_one_chat_waits_for_itself_and_not_for_others() -> None:
    order = InOrder()
    slow = asyncio.Event()
    done: list[str] = []

    async def handle(name: str, wait: asyncio.Event | None = None) -> None:
        if wait is not None:
            await wait.wait()
        done.append(name)

    async with asyncio.timeout(60), asyncio.TaskGroup() as group:
        group.create_task(order.process_update(update(1, 7), handle("first of seven", slow)))
        group.create_task(order.process_update(update(2, 7), handle("second of seven")))
        other = group.create_task(order.process_update(update(3, 8), handle("eight")))
        await other
        assert done == ["eight"]
        slow.set()
    assert done == ["eight", "first of seven", "second of seven"]
    assert not order._locks


async def test_what_has_no_chat_is_handled_too() -> None:
    order = InOrder()
    done: list[int] = []

    async def handle() -> None:
        done.append(1)

    await order.process_update(Update(update_id=1), handle())
    await order.process_update("no update", handle())
    assert done == [1, 1]
